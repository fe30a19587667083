"""The admin of classes, assignments and what single students get beyond the others."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from quizzes.models import (
    Assignment,
    Classroom,
    Membership,
    Quiz,
)
from tests.quizzes.admin.acting import form_of, listing, page_of, words
from tests.school import STRANGE

pytestmark = pytest.mark.django_db


def test_a_class_gets_a_code_and_its_maker_as_teacher(as_teacher, school):
    data = {
        "name": "8B",
        "is_open": "on",
        "teachers": school.other.teacher.pk,
        "memberships-TOTAL_FORMS": 0,
        "memberships-INITIAL_FORMS": 0,
    }
    assert as_teacher.post(reverse("admin:quizzes_classroom_add"), data).status_code == 302
    classroom = Classroom.objects.get(name="8B")
    assert list(classroom.teachers.all()) == [school.own.teacher]
    assert len(classroom.join_code) == 6
    assert classroom.join_code in words(as_teacher.get(listing(Classroom)))
    assert classroom.join_code in words(as_teacher.get("/admin/"))


def test_a_strangers_student_cannot_be_taken_into_a_class(as_teacher, school):
    address = page_of(school.own.classroom)
    data = form_of(as_teacher, address) | {
        "memberships-TOTAL_FORMS": 2,
        "memberships-1-classroom": school.own.classroom.pk,
        "memberships-1-name": "Somebody",
        "memberships-1-student": school.other.student.pk,
    }
    answer = as_teacher.post(address, data)
    assert answer.status_code == 200
    assert STRANGE not in answer.content.decode()
    assert not Membership.objects.filter(name="Somebody").exists()


def test_a_member_keeps_her_place_when_she_is_renamed(as_teacher, school):
    address = page_of(school.own.classroom)
    data = form_of(as_teacher, address) | {"memberships-0-name": "Aliya S."}
    assert as_teacher.post(address, data).status_code == 302
    member = school.own.classroom.memberships.get()
    assert (member.name, member.student) == ("Aliya S.", school.own.student)


def assignment_form(quiz: Quiz, classroom: Classroom, **more: Any) -> dict[str, Any]:
    return {
        "quiz": quiz.pk,
        "classroom": classroom.pk,
        "accommodations-TOTAL_FORMS": 0,
        "accommodations-INITIAL_FORMS": 0,
    } | more


@pytest.mark.parametrize(("quiz", "classroom"), [("other", "own"), ("own", "other")])
def test_neither_a_strangers_quiz_nor_class_can_be_assigned(as_teacher, school, quiz, classroom):
    before = Assignment.objects.count()
    data = assignment_form(getattr(school, quiz).quiz, getattr(school, classroom).classroom)
    answer = as_teacher.post(reverse("admin:quizzes_assignment_add"), data)
    assert answer.status_code == 200
    assert STRANGE not in answer.content.decode()
    assert Assignment.objects.count() == before


def test_the_sites_quiz_can_be_assigned_to_her_class_with_more_time_for_one(as_teacher, school):
    data = assignment_form(school.site_quiz, school.own.classroom) | {
        "accommodations-TOTAL_FORMS": 1,
        "accommodations-0-student": school.own.student.pk,
        "accommodations-0-extra_minutes": 15,
        "accommodations-0-extra_attempts": 1,
    }
    assert as_teacher.post(reverse("admin:quizzes_assignment_add"), data).status_code == 302
    assignment = Assignment.objects.get(quiz=school.site_quiz)
    assert assignment.accommodations.get().extra_minutes == 15


def test_somebody_outside_the_class_gets_no_assignment_and_no_extra_time(as_operator, school):
    data = assignment_form(school.own.quiz, school.own.classroom, students=[school.other.student.pk])
    answer = as_operator.post(reverse("admin:quizzes_assignment_add"), data)
    assert "Not in this class" in words(answer)
    data = assignment_form(school.own.quiz, school.own.classroom) | {
        "accommodations-TOTAL_FORMS": 1,
        "accommodations-0-student": school.other.student.pk,
        "accommodations-0-extra_minutes": 15,
        "accommodations-0-extra_attempts": 0,
    }
    answer = as_operator.post(reverse("admin:quizzes_assignment_add"), data)
    assert "not in the class" in words(answer)
