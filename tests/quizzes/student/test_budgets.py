"""Each page costs the same number of queries however many questions, classmates and answers there are."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client

from quizzes import delivery
from quizzes.models import Attempt, Membership, Question
from tests.reading_room import Room, make_concept, make_question, make_quiz

OPTIONS = ["Volunteers", "Engineers", "Farmers", "Pupils"]


def long_quiz(room: Room, count: int) -> list[Question]:
    return [
        make_question(
            room.edition,
            Question.Kind.CHOICE,
            f"Who built dam number {count}.{number}?",
            "forty volunteers",
            options=OPTIONS,
            concepts=[make_concept(room.article, f"dam {count}.{number}")],
        )
        for number in range(count)
    ]


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


PAGES: dict[str, tuple[Callable[[Attempt], str], int]] = {
    # session, person, attempt; answers, questions; options, accepted, evidence, the question; sections, sentences
    "question": (lambda attempt: f"/attempts/{attempt.pk}/{len(attempt.plan)}/", 12),
    "feedback": (lambda attempt: f"/attempts/{attempt.pk}/1/", 12),
    "overview": (lambda attempt: f"/attempts/{attempt.pk}/overview/", 6),
    "cover": (lambda attempt: f"/quizzes/{attempt.quiz_id}/", 6),
    "progress": (lambda attempt: "/progress/", 8),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_costs_as_much_with_thirty_as_with_three(
    room: Room, as_student: Client, django_assert_max_num_queries, name: str
) -> None:
    address, budget = PAGES[name]
    seen = []
    for count in (3, 30):
        attempt = taken(room, count)
        with django_assert_max_num_queries(budget) as queries:
            assert as_student.get(address(attempt)).status_code == 200
        seen.append(len(queries))
    assert seen[0] == seen[1]


def test_an_answer_costs_as_much_with_thirty_as_with_three(
    room: Room, as_student: Client, django_assert_max_num_queries
) -> None:
    seen = []
    for count in (3, 30):
        attempt = taken(room, count)
        fields = {"token": uuid.uuid4(), "choice": "1"}
        with django_assert_max_num_queries(20) as queries:
            as_student.post(f"/attempts/{attempt.pk}/{count}/answer/", fields)
        seen.append(len(queries))
    assert seen[0] == seen[1]


def test_a_result_costs_as_much_with_thirty_as_with_three(
    room: Room, as_student: Client, django_assert_max_num_queries
) -> None:
    seen = []
    for count in (3, 30):
        attempt = taken(room, count)
        delivery.hand_in(attempt=attempt)
        with django_assert_max_num_queries(12) as queries:
            assert as_student.get(f"/attempts/{attempt.pk}/result/").status_code == 200
        seen.append(len(queries))
    assert seen[0] == seen[1]
