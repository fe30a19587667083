"""Every list of the admin at once: nothing strange in any of them, and no query for each row."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from quizzes.models import (
    AcceptedAnswer,
    Assignment,
    Attempt,
    Classroom,
    ConceptProgress,
    Membership,
    Option,
    Question,
    Quiz,
    Regrade,
    Response,
    ReviewCard,
)
from tests.quizzes.admin.acting import act, listing, page_of
from tests.school import STRANGE, School, make_article, make_attempt, make_question, make_quiz

pytestmark = pytest.mark.django_db

MODELS = [
    Question,
    Quiz,
    Classroom,
    Assignment,
    Attempt,
    Response,
    Regrade,
    ConceptProgress,
    ReviewCard,
    User,
]


@pytest.mark.parametrize("model", MODELS)
def test_nothing_strange_in_any_list_search_or_filter(as_teacher, school, model):
    for query in ("", f"?q={STRANGE.lower()}", "?all=", "?o=1"):
        assert STRANGE not in as_teacher.get(listing(model) + query).content.decode()


def test_a_strangers_rows_are_not_there(as_teacher, school):
    other = school.other
    rows: list[Any] = [other.draft, other.ready, other.quiz, other.classroom, other.assignment, other.attempt]
    rows += [other.regrade, other.student, other.teacher, other.attempt.responses.get()]
    rows += [ConceptProgress.objects.get(student=other.student), ReviewCard.objects.get(student=other.student)]
    for row in rows:
        for view in ("change", "history"):
            answer = as_teacher.get(page_of(row, view), follow=True)
            assert answer.redirect_chain == [("/admin/", 302)]
            assert STRANGE not in answer.content.decode()


@pytest.mark.parametrize(
    ("part", "action"), [("ready", "retire"), ("draft", "make_ready"), ("quiz", "retire"), ("quiz", "delete_selected")]
)
def test_actions_on_a_strangers_rows_do_nothing(as_teacher, school, part, action):
    row = getattr(school.other, part)
    before = row.status
    said = act(as_teacher, type(row), action, row, post="yes")
    row.refresh_from_db()
    assert row.status == before
    assert STRANGE not in said


def test_the_sites_quizzes_and_questions_may_be_looked_at_not_changed(as_teacher, school):
    for row in (school.site_quiz, school.site_question):
        answer = as_teacher.get(page_of(row))
        assert answer.status_code == 200
        assert b'name="_save"' not in answer.content
        said = act(as_teacher, type(row), "retire", row)
        assert "belong to the site" in said
        row.refresh_from_db()
        assert row.status == "ready"


def grow(school: School, number: int) -> None:
    """One more of everything, for her."""
    article = make_article(f"Grown {number}", school.own.teacher, word=f"Grown{number}")
    question = make_question(article.editions.get(), f"Grown {number}?")
    quiz = make_quiz(f"Grown {number}", school.own.teacher, [question])
    classroom = Classroom.objects.create(name=f"Grown {number}")
    classroom.teachers.add(school.own.teacher)
    student = User.objects.create(username=f"grown-{number}")
    Membership.objects.create(classroom=classroom, student=student, name=f"Grown {number}")
    assignment = Assignment.objects.create(quiz=quiz, classroom=classroom)
    make_attempt(quiz, student, assignment)
    Regrade.objects.create(question=question, made_by=school.own.teacher, before={}, after={})
    concept = article.concept_links.get().tag
    ConceptProgress.objects.create(student=student, concept=concept, mastery=0.5, last_answer_at="2026-01-05T10:00Z")
    ReviewCard.objects.create(student=student, question=question, due_at="2026-01-05T10:00Z")


def test_long_lists_cost_no_more_queries(as_teacher, school):
    few = {}
    for number in range(2):
        grow(school, number)
    for model in MODELS:
        as_teacher.get(listing(model))
        with CaptureQueriesContext(connection) as queries:
            as_teacher.get(listing(model))
        few[model] = len(queries)
    for number in range(2, 30):
        grow(school, number)
    for model in MODELS:
        with CaptureQueriesContext(connection) as queries:
            answer = as_teacher.get(listing(model))
        assert len(answer.context["cl"].result_list) >= 30
        assert len(queries) <= few[model], model


def test_pages_with_many_parts_cost_no_more_queries(as_teacher, school):
    """Thirty students of a class, thirty questions of a quiz."""

    def cost(row: Any) -> int:
        as_teacher.get(page_of(row))
        with CaptureQueriesContext(connection) as queries:
            assert as_teacher.get(page_of(row)).status_code == 200
        return len(queries)

    few = cost(school.own.classroom), cost(school.own.quiz)
    for number in range(30):
        student = User.objects.create(username=f"more-{number}")
        Membership.objects.create(classroom=school.own.classroom, student=student, name=f"More {number}")
        question = make_question(school.own.edition, f"More {number}?")
        school.own.quiz.items.create(question=question, position=number + 2)
    assert (cost(school.own.classroom), cost(school.own.quiz)) == few
    assert Option.objects.count() > 90
    assert not AcceptedAnswer.objects.exists()
