"""Each page costs the same number of queries however many questions, classmates and answers there are."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta

from django.contrib.auth.models import User
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Article, ArticleConcept, Concept, Sentence
from articles.notes.keeping import keep
from quizzes import delivery, progress
from quizzes.models import Assignment, Attempt, Membership, Question
from tests.reading_room import PASSWORD, Asked, Room, make_concept, make_edition, make_questions, make_quiz

OPTIONS = ["Volunteers", "Engineers", "Farmers", "Pupils"]


def long_quiz(room: Room, count: int) -> list[Question]:
    common = make_concept(room.article, f"dam {count}")
    all_asked = [
        Asked(
            Question.Kind.CHOICE,
            f"Who built dam number {count}.{number}?",
            "forty volunteers",
            options=OPTIONS,
            concepts=[Concept.objects.create(name=f"dam {count}.{number}"), common],
        )
        for number in range(count)
    ]
    return make_questions(room.edition, all_asked)


def taken(room: Room, count: int) -> Attempt:
    """Half answered, by a student with as many classmates as there are questions."""
    for number in range(count):
        mate = User.objects.create(username=f"mate-{count}-{number}")
        Membership.objects.create(classroom=room.classroom, student=mate, name=mate.username)
    quiz = make_quiz(f"Quiz of {count}", room.edition, long_quiz(room, count), is_open=True)
    attempt = delivery.start(quiz=quiz, user=room.student)
    for step in attempt.plan[: count // 2]:
        delivery.record(
            attempt=attempt, question_id=step["question"], given={"option": step["options"][0]}, token=uuid.uuid4()
        )
    return attempt


Address = Callable[[Room, Attempt], str]
PAGES: dict[str, tuple[Address, int]] = {
    # session, person, attempt; answers, questions; options, accepted, evidence, the question; sections, sentences
    "question": (lambda room, attempt: f"/attempts/{attempt.pk}/{len(attempt.plan)}/", 12),
    "feedback": (lambda room, attempt: f"/attempts/{attempt.pk}/1/", 12),
    "all questions": (lambda room, attempt: f"/attempts/{attempt.pk}/all/", 12),
    "overview": (lambda room, attempt: f"/attempts/{attempt.pk}/overview/", 6),
    "cover": (lambda room, attempt: f"/quizzes/{attempt.quiz_id}/", 6),
    "progress": (lambda room, attempt: "/progress/", 8),
    # session, person; classes, sittings; answers, tests held back, concepts of questions, names of concepts
    "summary": (lambda room, attempt: "/progress/summary/", 8),
    "my data": (lambda room, attempt: "/my-data/", 3),
    # session, person; tasks, accommodations, attempts; due, standings, class; the library's count, cards, their parts
    "home": (lambda room, attempt: "/", 16),
    "library": (lambda room, attempt: "/library/", 8),
    "search": (lambda room, attempt: "/library/?q=dam", 8),
    "article": (lambda room, attempt: room.article.get_absolute_url(), 12),
    "concept": (lambda room, attempt: room.dam.get_absolute_url(), 8),
    # session, person; how many, notes, sentences
    "notes": (lambda room, attempt: "/notes/", 5),
}
SIGN_IN = "/sign-in/"
DOORS = {"join": 1, "joining": 20, "sign-in": 0, "signing in": 16, "wrong password": 12}
"""What a visitor pays who has no session yet: mostly for a new account, a session, counting wrong tries, and asking
whether the password was one that the site made."""
HEAVIEST_KB = 150
"""What a page may weigh before it is packed; the pages that hold every question of a quiz grow with the quiz itself."""
GROW_WITH_THE_QUIZ = {"question", "feedback", "all questions", "overview", "article"}


def grow(room: Room, count: int) -> Attempt:
    """As many questions, concepts, classmates, articles and tasks as `count`, one attempt half answered."""
    for number in range(count):
        article = Article.objects.create(title=f"Dam story {count}.{number}", status="published")
        ArticleConcept.objects.create(tag=room.dam, content_object=article, salience=0.1)
        make_edition(article, "original", [("", [["A dam held the water back."]])])
    for number in range(count):
        sentence = Sentence.objects.filter(section__edition=room.edition).order_by("pk")[number % 10]
        start = number // 10
        keep(student=room.student, sentence=sentence, start=start, end=start + 9 + count, text=f"Thought {number}.")
    attempt = taken(room, count)
    for number in range(min(count, 20)):
        quiz = make_quiz(f"Task {count}.{number}", room.edition, room.questions[:1])
        Assignment.objects.create(quiz=quiz, classroom=room.classroom)
    # The first page after an answer works her progress out; what a page costs from then on is counted.
    progress.catch_up([room.student.pk])
    return attempt


def test_every_page_costs_as_much_with_300_as_with_3(room: Room, as_student: Client) -> None:
    seen: dict[str, list[int]] = {name: [] for name in PAGES}
    heavy = {}
    for count in (3, 300):
        attempt = grow(room, count)
        for name, (address, _) in PAGES.items():
            with CaptureQueriesContext(connection) as queries:
                response = as_student.get(address(room, attempt))
            assert response.status_code == 200, name
            seen[name].append(len(queries))
            heavy[name] = len(response.content) / 1024
    assert {name: counts for name, counts in seen.items() if counts[0] != counts[1]} == {}
    assert {name: counts for name, counts in seen.items() if counts[1] > PAGES[name][1]} == {}
    assert {name: size for name, size in heavy.items() if size > HEAVIEST_KB and name not in GROW_WITH_THE_QUIZ} == {}


def test_an_answer_costs_as_much_with_300_as_with_3(
    room: Room, as_student: Client, django_assert_max_num_queries
) -> None:
    seen = []
    for count in (3, 300):
        attempt = taken(room, count)
        fields = {"token": uuid.uuid4(), "choice": "1"}
        # session; she and the attempt; the question with its options and evidence; the answer
        with django_assert_max_num_queries(4) as queries:
            as_student.post(f"/attempts/{attempt.pk}/{count}/answer/", fields)
        seen.append(len(queries))
    assert seen[0] == seen[1]


def test_an_answer_in_a_test_costs_two_queries_more(room: Room, as_student: Client, django_assert_num_queries) -> None:
    due = timezone.now() + timedelta(days=1)
    task = Assignment.objects.create(quiz=room.test_quiz, classroom=room.classroom, due_at=due)
    attempt = delivery.start(quiz=room.test_quiz, assignment=task, user=room.student)
    # The second time it is changed. More than in practice: when her time is over, and which question comes next.
    for _ in range(2):
        with django_assert_num_queries(6):
            as_student.post(f"/attempts/{attempt.pk}/1/answer/", {"token": uuid.uuid4(), "choice": "1"})


def test_a_result_costs_as_much_with_300_as_with_3(
    room: Room, as_student: Client, django_assert_max_num_queries
) -> None:
    seen = []
    for count in (3, 300):
        attempt = taken(room, count)
        delivery.hand_in(attempt=attempt)
        with django_assert_max_num_queries(13) as queries:
            assert as_student.get(f"/attempts/{attempt.pk}/result/").status_code == 200
        seen.append(len(queries))
    assert seen[0] == seen[1]


def test_the_doors_cost_as_much_in_a_class_of_300_as_in_one_of_3(room: Room) -> None:
    visits: dict[str, Callable[[int], HttpResponse]] = {
        "join": lambda count: Client().get("/join/KX7M4P/"),
        "joining": lambda count: Client().post(
            "/join/", {"code": "KX7M4P", "name": f"Newcomer {count}", "password": "steppe fox"}
        ),
        "sign-in": lambda count: Client().get(SIGN_IN),
        "signing in": lambda count: Client().post(SIGN_IN, {"code": "KX7M4P", "name": "Aru", "password": PASSWORD}),
        "wrong password": lambda count: Client().post(
            SIGN_IN, {"code": "KX7M4P", "name": f"mate-{count}-0", "password": "not hers"}
        ),
    }
    wanted = {"join": 200, "joining": 302, "sign-in": 200, "signing in": 302, "wrong password": 422}
    seen: dict[str, list[int]] = {name: [] for name in visits}
    for count in (3, 300):
        mates = User.objects.bulk_create(User(username=f"mate-{count}-{n}") for n in range(count))
        Membership.objects.bulk_create(
            Membership(classroom=room.classroom, student=mate, name=mate.username) for mate in mates
        )
        for name, visit in visits.items():
            with CaptureQueriesContext(connection) as queries:
                assert visit(count).status_code == wanted[name], name
            seen[name].append(len(queries))
    assert {name: counts for name, counts in seen.items() if counts[0] != counts[1]} == {}
    assert {name: counts for name, counts in seen.items() if counts[0] > DOORS[name]} == {}


def test_what_has_no_end_is_cut_with_a_way_to_the_rest(room: Room, as_student: Client) -> None:
    for number in range(30):
        article = Article.objects.create(title=f"Story {number:02}", status="published")
        ArticleConcept.objects.create(tag=room.dam, content_object=article, salience=0.1)
    page = as_student.get(room.dam.get_absolute_url()).content.decode()
    assert page.count(">Story ") == 23
    assert f"?concept={room.dam.slug}" in page
    assert as_student.get(room.article.get_absolute_url()).content.decode().count(">Story ") == 3
