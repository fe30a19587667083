"""The admin of quizzes, what attempts rest on, and what autocompletes offer."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from articles.models import Edition
from quizzes.models import (
    Question,
    Quiz,
)
from tests.quizzes.admin.acting import act, page_of, words
from tests.school import STRANGE

pytestmark = pytest.mark.django_db


def quiz_form(edition: Edition, *questions: Question, **more: Any) -> dict[str, Any]:
    data = {
        "title": "A new quiz",
        "edition": edition.pk,
        "status": "ready",
        "mode": "practice",
        "shuffle_options": "on",
        "items-TOTAL_FORMS": len(questions),
        "items-INITIAL_FORMS": 0,
    }
    for number, question in enumerate(questions):
        data |= {f"items-{number}-question": question.pk, f"items-{number}-position": number + 1}
        data |= {f"items-{number}-points": 1}
    return data | more


def test_a_quiz_made_is_the_teachers(as_teacher, school):
    data = quiz_form(school.own.edition, school.own.ready, owner=school.other.teacher.pk)
    assert as_teacher.post(reverse("admin:quizzes_quiz_add"), data).status_code == 302
    quiz = Quiz.objects.get(title="A new quiz")
    assert (quiz.owner, quiz.status) == (school.own.teacher, "ready")
    assert list(quiz.questions.all()) == [school.own.ready]


def test_a_quiz_on_the_sites_text_is_allowed(as_teacher, school):
    data = quiz_form(school.site_edition, school.site_question)
    assert as_teacher.post(reverse("admin:quizzes_quiz_add"), data).status_code == 302


def test_a_draft_a_strangers_and_another_texts_question_are_refused(as_teacher, school):
    address = reverse("admin:quizzes_quiz_add")
    for question in (school.own.draft, school.other.ready, school.site_question):
        answer = as_teacher.post(address, quiz_form(school.own.edition, question))
        assert answer.status_code == 200
        assert STRANGE not in answer.content.decode()
    assert not Quiz.objects.filter(title="A new quiz").exists()


def test_a_quiz_without_questions_stays_a_draft(as_teacher, school):
    answer = as_teacher.post(reverse("admin:quizzes_quiz_add"), quiz_form(school.own.edition), follow=True)
    assert "at least one ready question" in words(answer)
    quiz = Quiz.objects.get(title="A new quiz")
    assert quiz.status == "draft"
    said = act(as_teacher, Quiz, "make_ready", quiz)
    assert "at least one ready question" in said
    quiz.refresh_from_db()
    assert quiz.status == "draft"


def test_quizzes_are_retired_and_made_ready(as_teacher, school):
    act(as_teacher, Quiz, "retire", school.own.quiz)
    school.own.quiz.refresh_from_db()
    assert school.own.quiz.status == "retired"
    act(as_teacher, Quiz, "make_ready", school.own.quiz)
    school.own.quiz.refresh_from_db()
    assert school.own.quiz.status == "ready"


@pytest.mark.parametrize("part", ["quiz", "classroom", "assignment"])
def test_what_attempts_rest_on_is_not_deleted(as_teacher, school, part):
    row = getattr(school.own, part)
    page = words(as_teacher.post(page_of(row, "delete"), {"post": "yes"}, follow=True))
    assert "attempt of a student rests on this" in page
    assert type(row).objects.filter(pk=row.pk).exists()
    act(as_teacher, type(row), "delete_selected", row, post="yes")
    assert type(row).objects.filter(pk=row.pk).exists()


def test_a_students_account_with_work_is_not_deleted(as_operator, school):
    page = words(as_operator.post(page_of(school.own.student, "delete"), {"post": "yes"}, follow=True))
    assert "would be lost" in page
    assert User.objects.filter(pk=school.own.student.pk).exists()


# Autocompletes


@pytest.mark.parametrize(
    ("app", "model", "field"),
    [
        ("quizzes", "quizitem", "question"),
        ("quizzes", "assignment", "quiz"),
        ("quizzes", "assignment", "classroom"),
        ("quizzes", "assignment", "students"),
        ("quizzes", "membership", "student"),
        ("quizzes", "question", "edition"),
        ("quizzes", "question", "concepts"),
        ("quizzes", "attempt", "assignment"),
        ("quizzes", "response", "attempt"),
        ("quizzes", "evidence", "sentence"),
        ("quizzes", "quiz", "owner"),
        ("articles", "edition", "article"),
        ("articles", "section", "edition"),
        ("articles", "sentence", "section"),
        ("articles", "articleconcept", "tag"),
    ],
)
def test_autocomplete_finds_nothing_strange(as_teacher, school, app, model, field):
    address = reverse("admin:autocomplete")
    for term in ("", STRANGE, STRANGE[:3].lower()):
        answer = as_teacher.get(address, {"app_label": app, "model_name": model, "field_name": field, "term": term})
        assert answer.status_code == 200
        assert STRANGE not in answer.content.decode()
        if term == STRANGE:
            assert answer.json()["results"] == []


def test_a_quiz_is_offered_ready_questions_only(as_teacher, school):
    address = reverse("admin:autocomplete")
    asked = {"app_label": "quizzes", "model_name": "quizitem", "field_name": "question"}
    found = {row["id"] for row in as_teacher.get(address, asked).json()["results"]}
    assert found == {str(school.own.ready.pk), str(school.site_question.pk)}
