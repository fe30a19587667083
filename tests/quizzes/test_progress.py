"""Progress follows from the answers alone: kept in step, rebuilt the same, and honest about how little it knows."""

from __future__ import annotations

import uuid
from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.merging import merge
from articles.models import Concept
from quizzes import delivery, progress
from quizzes.models import Assignment, ConceptProgress, ProgressMark, RegradedMark, Response, ReviewCard
from quizzes.people import STUDENTS
from tests.reading_room import Room, make_person

NOW = timezone.now()


def take(room: Room, rights: list[bool], *, days_ago: int = 0, hands_in: bool = False) -> None:
    at = NOW - timedelta(days=days_ago)
    attempt = delivery.start(quiz=room.quiz, user=room.student, at=at)
    for place, (question, is_right) in enumerate(zip(room.questions, rights, strict=False)):
        delivery.record(
            attempt=attempt,
            question_id=question.pk,
            given=room.right(question) if is_right else room.wrong(question),
            token=uuid.uuid4(),
            at=at + timedelta(minutes=place),
        )
    if hands_in:
        delivery.hand_in(attempt=attempt, at=at + timedelta(minutes=9))
    else:
        assert progress.catch_up([room.student.pk]) == 1


def rows() -> list[tuple]:
    found = ConceptProgress.objects.order_by("concept").values_list("concept", "mastery", "answers", "right")
    return [(concept, round(mastery, 9), answers, right) for concept, mastery, answers, right in found]


def cards() -> list[tuple]:
    return list(ReviewCard.objects.order_by("question").values_list("question", "state", "due_at"))


def test_what_is_caught_up_between_answers_equals_what_is_rebuilt(room: Room) -> None:
    attempt = delivery.start(quiz=room.quiz, user=room.student, at=NOW - timedelta(days=20))
    for place, (question, is_right) in enumerate(zip(room.questions, [1, 0, 1, 0, 0, 1], strict=True)):
        delivery.record(
            attempt=attempt,
            question_id=question.pk,
            given=room.right(question) if is_right else room.wrong(question),
            token=uuid.uuid4(),
            at=NOW - timedelta(days=20) + timedelta(minutes=place),
        )
        if place % 2:
            progress.catch_up([room.student.pk])
    kept, kept_cards = rows(), cards()
    assert kept
    assert len(kept_cards) == 3
    progress.rebuild_student(room.student.pk)
    assert rows() == kept
    assert cards() == kept_cards


def test_catching_up_costs_one_query_when_nothing_was_answered_since(room: Room, django_assert_num_queries) -> None:
    take(room, [True, False])
    with django_assert_num_queries(1):
        assert progress.catch_up([room.student.pk, room.other_student.pk, None]) == 0
    delivery.hand_in(attempt=delivery.start(quiz=room.quiz, user=room.student))
    with django_assert_num_queries(1):
        assert progress.catch_up([room.student.pk]) == 0


def test_an_answer_whose_counting_was_cut_off_is_counted_later_and_once(room: Room, monkeypatch) -> None:
    take(room, [True])
    attempt = delivery.start(quiz=room.quiz, user=room.student)
    question = room.questions[1]
    delivery.record(attempt=attempt, question_id=question.pk, given=room.right(question), token=uuid.uuid4())

    def cut_off(cards: object) -> None:
        raise SystemExit

    with monkeypatch.context() as power_cut:
        power_cut.setattr(progress, "save_cards", cut_off)
        with pytest.raises(SystemExit):
            progress.catch_up([room.student.pk])
    assert sum(row[2] for row in rows()) == 1
    for behind in (1, 0):
        assert progress.catch_up([room.student.pk]) == behind
        assert {row[2] for row in rows()} <= {1, 2}
    kept = rows()
    progress.rebuild_student(room.student.pk)
    assert rows() == kept


def test_answers_of_an_open_test_are_not_caught_up(room: Room) -> None:
    attempt = delivery.start(quiz=room.test_quiz, user=room.student)
    question = room.questions[0]
    delivery.record(attempt=attempt, question_id=question.pk, given=room.right(question), token=uuid.uuid4())
    assert progress.catch_up([room.student.pk]) == 0
    assert not rows()


def test_the_command_repairs_and_a_second_run_changes_nothing(room: Room) -> None:
    take(room, [True, False, True, False, False, True], days_ago=3)
    kept, kept_cards = rows(), cards()
    ConceptProgress.objects.update(mastery=0.01)
    ReviewCard.objects.all().delete()
    out = StringIO()
    call_command("rebuild_progress", "--dry-run", stdout=out)
    assert not ReviewCard.objects.exists()
    for _ in range(2):
        call_command("rebuild_progress", stdout=out)
        assert (rows(), cards()) == (kept, kept_cards)
    assert "1 students: 2 concepts and 3 review dates" in out.getvalue()
    with pytest.raises(CommandError, match="no account named nobody"):
        call_command("rebuild_progress", "nobody")


def test_a_regrade_is_counted_by_the_rebuild(room: Room) -> None:
    take(room, [False])
    before = ConceptProgress.objects.get().mastery
    response = Response.objects.get()
    regrade = response.question.regrades.create(before={}, after={})
    RegradedMark.objects.create(regrade=regrade, response=response, before=0, mark=1)
    progress.rebuild_student(room.student.pk)
    assert ConceptProgress.objects.get().mastery > before
    assert not ReviewCard.objects.exists()


def test_a_missed_question_comes_back_tomorrow_and_later_each_time(room: Room) -> None:
    question = room.questions[0]
    take(room, [False], days_ago=40)
    first = ReviewCard.objects.get()
    assert first.question == question
    assert timedelta(hours=20) < first.due_at - (NOW - timedelta(days=40)) < timedelta(days=4)
    at = first.due_at
    gaps = []
    for _ in range(3):
        again = delivery.review(user=room.student, at=at)
        delivery.record(attempt=again, question_id=question.pk, given=room.right(question), token=uuid.uuid4(), at=at)
        delivery.hand_in(attempt=again, at=at)
        due = ReviewCard.objects.get().due_at
        gaps.append(due - at)
        at = due
    assert gaps[0] < gaps[1] < gaps[2]


def test_a_holiday_makes_no_mountain(room: Room) -> None:
    take(room, [False] * 6, days_ago=90)
    assert len(progress.due_cards(room.student.pk, NOW)) == 6
    progress.REVIEWS_A_DAY, kept = 4, progress.REVIEWS_A_DAY
    try:
        assert len(progress.due_cards(room.student.pk, NOW)) == 4
    finally:
        progress.REVIEWS_A_DAY = kept


def test_few_answers_give_no_verdict(room: Room) -> None:
    take(room, [True, True], hands_in=True)
    standing = progress.standings(room.student.pk, NOW)[0]
    assert standing.words == "Too early to say"
    take(room, [True] * 6)
    assert {s.words for s in progress.standings(room.student.pk, NOW + timedelta(minutes=9))} != {"Too early to say"}


def test_grasp_fades_when_a_concept_is_not_met(room: Room) -> None:
    take(room, [True] * 6)
    now = {s.name: s.probability for s in progress.standings(room.student.pk, NOW + timedelta(hours=1))}
    later = {s.name: s.probability for s in progress.standings(room.student.pk, NOW + timedelta(days=200))}
    assert all(later[name] < now[name] for name in now)


def test_kinds_of_understanding_are_told_apart(room: Room) -> None:
    take(room, [True, True, True, True, True, False])
    found = {s.name: s for s in progress.understandings(progress.answers_of(room.student.pk), NOW)}
    assert set(found) == {"Find it", "Why and how"}
    assert found["Find it"].probability > found["Why and how"].probability
    assert found["Why and how"].right == 0


def test_answers_of_a_test_count_once_it_is_over(room: Room) -> None:
    due = NOW + timedelta(hours=1)
    test = Assignment.objects.create(quiz=room.test_quiz, classroom=room.classroom, due_at=due)
    attempt = delivery.start(quiz=room.test_quiz, assignment=test, user=room.student, at=NOW)
    question = room.questions[0]
    delivery.record(attempt=attempt, question_id=question.pk, given=room.right(question), token=uuid.uuid4(), at=NOW)
    delivery.hand_in(attempt=attempt, at=NOW)
    assert progress.answers_of(room.student.pk, at=NOW) == []
    assert len(progress.answers_of(room.student.pk, at=due + timedelta(seconds=1))) == 1


def test_answers_are_read_with_as_many_queries_however_many_there_are(room: Room, django_assert_num_queries) -> None:
    for days in (9, 8):
        take(room, [True] * 6, days_ago=days, hands_in=True)
    with django_assert_num_queries(2):
        assert len(progress.answers_of(room.student.pk)) == 12


def test_an_answer_to_a_withdrawn_question_still_counts(room: Room) -> None:
    take(room, [False])
    room.questions[0].retire()
    progress.rebuild_student(room.student.pk)
    assert ConceptProgress.objects.get().answers == 1
    assert not progress.due_cards(room.student.pk, NOW + timedelta(days=9))


def test_merged_concepts_have_the_progress_of_all_their_answers(room: Room) -> None:
    take(room, [True, False, True, True, False, True], hands_in=True)
    before = {row.concept_id: row.answers for row in ConceptProgress.objects.filter(student=room.student)}
    into, *others = Concept.objects.filter(pk__in=before).order_by("pk")
    assert others
    merge(into=into, others=others)
    merged = rows()
    assert [concept for concept, *_ in merged] == [into.pk]
    progress.rebuild_student(room.student.pk)
    assert rows() == merged
    tied = room.questions[0].__class__.objects.filter(concepts=into, pk__in=[q.pk for q in room.questions]).count()
    assert merged[0][2] == tied


# Many at once -----------------------------------------------------------------------------------------------------


def classmates(room: Room, number: int) -> list[int]:
    """So many students in the middle of the practice quiz, each with another row of rights and wrongs."""
    made = []
    for place in range(number):
        student = make_person(f"Mate {User.objects.count()}", STUDENTS)
        at = NOW - timedelta(days=place % 7)
        attempt = delivery.start(quiz=room.quiz, user=student, at=at)
        for step, question in enumerate(room.questions[: 2 + place % 5]):
            is_right = (place >> step) % 2
            given = room.right(question) if is_right else room.wrong(question)
            token, when = uuid.uuid4(), at + timedelta(minutes=step)
            delivery.record(attempt=attempt, question_id=question.pk, given=given, token=token, at=when)
        made.append(student.pk)
    return made


def everything() -> tuple[list[tuple], list[tuple], list[tuple]]:
    return (
        sorted(ConceptProgress.objects.values_list("student", "concept", "mastery", "answers", "right")),
        list(ReviewCard.objects.order_by("student", "question").values_list("student", "question", "state", "due_at")),
        sorted(ProgressMark.objects.values_list("student", "answers")),
    )


def test_many_caught_up_at_once_come_out_as_one_by_one(room: Room) -> None:
    take(room, [True, False, True], hands_in=True)
    students = [room.student.pk, *classmates(room, 12)]
    for student in students:
        progress.rebuild_student(student)
    alone = everything()
    assert len(alone[0]) > 12
    assert len({row[2] for row in alone[0]}) > 4
    stray = Concept.objects.create(name="Never asked about")
    ProgressMark.objects.all().delete()
    ReviewCard.objects.all().delete()
    ConceptProgress.objects.update(mastery=0.01, answers=7)
    for student in students[:3]:
        ConceptProgress.objects.create(student_id=student, concept=stray, mastery=0.5, last_answer_at=NOW)
    assert progress.catch_up(students) == 12
    progress.rebuild_students(students)
    assert everything() == alone


def test_what_one_student_no_longer_has_is_not_taken_from_another(room: Room) -> None:
    """The same question: missed by both, then marked right for one of them."""
    one, other = room.student, room.other_student
    for student in (one, other):
        attempt = delivery.start(quiz=room.quiz, user=student)
        given = room.wrong(room.questions[0])
        delivery.record(attempt=attempt, question_id=room.questions[0].pk, given=given, token=uuid.uuid4())
    assert progress.catch_up([one.pk, other.pk]) == 2
    response = Response.objects.get(attempt__student=one)
    regrade = room.questions[0].regrades.create(before={}, after={})
    RegradedMark.objects.create(regrade=regrade, response=response, before=0, mark=1)
    assert progress.rebuild_students([one.pk, other.pk]) == {one.pk: (1, 0), other.pk: (1, 1)}
    assert ReviewCard.objects.get().student == other


def test_catching_up_a_class_costs_as_many_queries_as_two(room: Room) -> None:
    taken = []
    for number in (2, 12, 40):
        students = classmates(room, number)
        with CaptureQueriesContext(connection) as queries:
            assert progress.catch_up(students) == number
        taken.append(len(queries))
    assert len(set(taken)) == 1, taken
    assert taken[0] <= 14
