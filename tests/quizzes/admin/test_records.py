"""The admin of answers and people: to look at, not to change."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from quizzes.models import (
    Attempt,
    Quiz,
)
from tests.quizzes.admin.acting import listing, page_of, words
from tests.school import STRANGE, make_attempt

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("part", ["attempt", "regrade"])
def test_records_can_be_looked_at_and_nothing_else(as_operator, as_teacher, school, part):
    row = getattr(school.own, part)
    for client in (as_operator, as_teacher):
        assert client.get(page_of(row)).status_code == 200
        assert client.post(page_of(row), {"number": 7}).status_code == 403
        assert client.get(page_of(row, "delete")).status_code == 403


def test_an_attempt_shows_the_name_the_class_knows_and_what_was_answered(as_teacher, school):
    assert "Saryarka Serikova" in words(as_teacher.get(listing(Attempt)))
    page = words(as_teacher.get(page_of(school.own.attempt)))
    assert school.own.ready.stem in page
    assert "A bridge in Saryarka" in page
    assert "100%" in page


def test_a_regraded_mark_is_what_counts(as_teacher, school):
    school.own.regrade.marks.update(mark=0.25)
    page = words(as_teacher.get(page_of(school.own.attempt)))
    assert "25% (was 100%)" in page


def test_answers_given_outside_her_classes_are_not_hers(as_teacher, school):
    make_attempt(school.own.quiz, school.other.student)
    guest = make_attempt(school.site_quiz, None)
    page = as_teacher.get(listing(Attempt))
    assert [row.pk for row in page.context["cl"].result_list] == [school.own.attempt.pk]
    assert as_teacher.get(page_of(guest), follow=True).redirect_chain == [("/admin/", 302)]
    quizzes = as_teacher.get(listing(Quiz)).context["cl"].result_list
    assert next(row for row in quizzes if row.pk == school.own.quiz.pk).attempt_count == 1


# People


def test_a_teacher_sees_her_students_by_name_only(as_teacher, school):
    User.objects.filter(pk=school.own.student.pk).update(email="hidden@example.org")
    page = words(as_teacher.get(listing(User)))
    assert school.own.student.username in page
    assert STRANGE not in page
    assert school.operator.username not in page
    page = words(as_teacher.get(page_of(school.own.student)))
    assert "hidden@example.org" not in page
    assert "superuser" not in page.lower()
    assert as_teacher.post(page_of(school.own.student), {"username": "renamed"}).status_code == 403
    assert as_teacher.get(reverse("admin:auth_user_password_change", args=[school.own.student.pk])).status_code == 403
    for probe in ("?password__startswith=p", "?email__contains=hidden", "?is_superuser=1"):
        assert as_teacher.get(listing(User) + probe, follow=True).status_code in (200, 400)
        assert "hidden@example.org" not in words(as_teacher.get(listing(User) + probe, follow=True))
