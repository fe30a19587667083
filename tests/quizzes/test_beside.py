"""Comparison questions in use: both tellings beside them, and who took the other telling's fact."""

from __future__ import annotations

import uuid

import pytest
from django.urls import reverse

from articles.comparing import build
from articles.models import Ledger
from quizzes import comparing, delivery, reports
from quizzes.assembling import make_quiz
from quizzes.beside import compared_with, tellings_beside
from quizzes.models import Assignment, Classroom, Membership, Option, Question
from tests.conftest import signed_in
from tests.reading_room import make_person
from tests.school import make_teacher
from tests.tellings_world import Told, make_told

pytestmark = pytest.mark.django_db


@pytest.fixture
def told() -> Told:
    return make_told(make_teacher("miller"))


@pytest.fixture
def ledger(told: Told) -> Ledger:
    ledger = build(told.first, told.second).ledger
    ledger.rows.parting().update(mark="difference")
    comparing.author(ledger)
    for question in Question.objects.filter(edition=told.first):
        question.publish(by=told.teacher)
    return ledger


def asked(words: str) -> Question:
    return Question.objects.get(template__startswith="compare_", stem__contains=words)


def test_the_other_telling_is_found_by_the_evidence_or_by_its_name(told, ledger):
    question = asked("share of the flour")
    assert {piece.sentence.section.edition for piece in question.evidence.all()} == {told.first, told.second}
    assert compared_with(question) == told.second
    question.evidence.filter(sentence__section__edition=told.second).delete()
    bare = Question.objects.get(pk=question.pk)
    bare.stem = "Which point does the retelling leave out?"
    assert compared_with(bare) == told.second


def test_an_ordinary_question_has_nothing_beside_it(told, ledger, django_assert_num_queries):
    question = asked("share of the flour")
    question.template = "when"
    with django_assert_num_queries(0):
        assert tellings_beside([question]) == []


def test_a_student_sees_both_tellings_once_and_the_report_counts_what_she_took(told, ledger):
    student = make_person("Ayan", "Students")
    classroom = Classroom.objects.create(name="8 B")
    classroom.teachers.add(told.teacher)
    Membership.objects.create(classroom=classroom, student=student, name="Ayan")
    quiz = make_quiz(edition=told.first, owner=told.teacher)
    assignment = Assignment.objects.create(quiz=quiz, classroom=classroom)
    attempt = delivery.start(quiz=quiz, user=student, assignment=assignment)
    page = signed_in(student).get(reverse("quizzes:attempt-all", args=[attempt.pk])).content.decode()
    assert page.count(f'id="telling-{told.second.pk}"') == 1
    assert "Sadykov kept 12% of the flour" in page

    other = asked("share of the flour").options.get(role=Option.Role.OTHER_TELLING)
    key = asked("museum").options.get(is_key=True)
    for option in (other, key):
        delivery.record(
            attempt=attempt,
            question_id=option.question_id,
            given={"option": option.pk},
            token=uuid.uuid4(),
        )
    report = reports.assignment_report(assignment)
    assert report.judging is not None
    assert (report.judging.questions, report.judging.answers, report.judging.right) == (2, 2, 1)
    assert (report.judging.offered, report.judging.took_other) == (1, 1)
    rows = {row[0]: row[-1] for row in report.questions_table().rows}
    assert [words for title, words in rows.items() if "share of the flour" in title] == ["1 of 1"]
