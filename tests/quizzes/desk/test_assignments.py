"""Giving a quiz to a class or to some of it, and more to one student."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from quizzes.models import Accommodation, Assignment, Classroom, Quiz


def url(name: str, *args: object) -> str:
    return reverse(f"desk:{name}", args=args)


def test_assigned_to_a_class_until_a_day(desk, as_teacher):
    room = desk.room
    given = {"classroom": room.classroom.pk, "due_at": "2030-09-02T09:00", "attempts_allowed": "2"}
    answer = as_teacher.post(url("assignment-create", room.test_quiz.pk), given, follow=True)
    assignment = Assignment.objects.get(quiz=room.test_quiz)
    assert assignment.classroom == room.classroom
    assert timezone.localtime(assignment.due_at).strftime("%Y-%m-%d %H:%M") == "2030-09-02 09:00"
    assert assignment.attempts_allowed == 2
    assert "KX7M4P" in answer.content.decode()


def test_a_teacher_without_a_class_makes_one_on_the_way(desk, as_other_teacher):
    quiz = desk.room.closed_quiz
    page = as_other_teacher.get(url("assignment-create", quiz.pk)).content.decode()
    assert "Name of your class" in page
    refused = as_other_teacher.post(url("assignment-create", quiz.pk), {"new_class": "  "})
    assert refused.status_code == 422
    as_other_teacher.post(url("assignment-create", quiz.pk), {"new_class": " 8  A "})
    classroom = Classroom.objects.get(name="8 A")
    assert list(classroom.teachers.all()) == [desk.room.other_teacher]
    assert classroom.assignments.get().quiz == quiz


def test_assigning_shows_students_the_quiz_and_the_text(desk, as_teacher):
    room = desk.room
    edition = room.draft.editions.get()
    quiz = Quiz.objects.create(title="New", edition=edition, owner=room.teacher)
    as_teacher.post(url("assignment-create", quiz.pk), {"classroom": room.classroom.pk})
    quiz.refresh_from_db()
    room.draft.refresh_from_db()
    assert (quiz.status, room.draft.status) == ("ready", "published")


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"opens_at": "2030-01-02T09:00", "due_at": "2030-01-01T09:00"}, "It must be due after it opens."),
        ({"due_at": "soon"}, "Write the date and time like"),
        ({"attempts_allowed": "0"}, "greater than or equal to 1"),
        ({"classroom": "999999"}, "not one of the available choices"),
    ],
)
def test_faults_are_said_by_their_field(desk, as_teacher, given, words):
    room = desk.room
    answer = as_teacher.post(url("assignment-create", room.test_quiz.pk), {"classroom": room.classroom.pk, **given})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Assignment.objects.filter(quiz=room.test_quiz).exists()


def test_nobody_assigns_to_a_class_she_does_not_teach(desk, as_other_teacher):
    room = desk.room
    own = Classroom.objects.create(name="Hers")
    own.teachers.add(room.other_teacher)
    answer = as_other_teacher.post(url("assignment-create", room.closed_quiz.pk), {"classroom": room.classroom.pk})
    assert answer.status_code == 422


def test_one_click_gives_one_student_more(desk, as_teacher):
    room = desk.room
    more = url("accommodation-add", room.assignment.pk, room.student.pk)
    for act in ("minutes", "minutes", "attempt"):
        as_teacher.post(more, {"act": act})
    extra = Accommodation.objects.get(assignment=room.assignment)
    assert (extra.student, extra.extra_minutes, extra.extra_attempts) == (room.student, 20, 1)
    page = as_teacher.get(url("assignment-detail", room.assignment.pk)).content.decode()
    assert "+20 min" in page
    as_teacher.post(more, {"act": "none"})
    assert not Accommodation.objects.exists()
    assert as_teacher.post(more, {"act": "everything"}).status_code == 404


def test_a_stranger_to_the_class_gets_nothing_more(desk, as_teacher):
    room = desk.room
    for name in ("accommodation-add", "accommodation-edit"):
        assert as_teacher.post(url(name, room.assignment.pk, room.stranger.pk), {"act": "minutes"}).status_code == 404


def test_a_due_date_of_her_own(desk, as_teacher):
    room = desk.room
    edit = url("accommodation-edit", room.assignment.pk, room.student.pk)
    assert as_teacher.post(edit, {"extra_minutes": "", "due_at": "2031-01-01T10:00"}).status_code == 302
    extra = Accommodation.objects.get()
    assert (extra.extra_minutes, extra.due_at.year) == (0, 2031)
    assert as_teacher.post(edit, {"extra_minutes": "9999"}).status_code == 422


def test_for_single_students_of_the_class_only(desk, as_teacher):
    room = desk.room
    page = url("assignment-detail", room.assignment.pk)
    assert as_teacher.post(page, {"students": [room.stranger.pk]}).status_code == 422
    as_teacher.post(page, {"students": [room.student.pk]})
    assert list(room.assignment.students.all()) == [room.student]
    shown = as_teacher.get(page).content.decode()
    assert "For 1 student only." in shown


def test_taking_it_back_asks_first(desk, as_teacher):
    room = desk.room
    back = url("assignment-delete", room.assignment.pk)
    assert "Nobody has begun it." in as_teacher.get(back).content.decode()
    assert Assignment.objects.filter(pk=room.assignment.pk).exists()
    as_teacher.post(back)
    assert not Assignment.objects.filter(pk=room.assignment.pk).exists()
