"""The cover page of a quiz, and starting it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from quizzes import delivery
from quizzes.models import Accommodation, Assignment, Attempt, Quiz
from tests.reading_room import Room


def test_a_guest_may_take_an_open_quiz(room: Room, client: Client) -> None:
    page = client.get(f"/quizzes/{room.quiz.pk}/").content.decode()
    assert "6 questions" in page
    assert "You need no account" in page
    response = client.post(f"/quizzes/{room.quiz.pk}/start/")
    assert response.headers["Location"] == f"/attempts/{Attempt.objects.get().pk}/"


def test_a_quiz_that_is_not_open_is_not_there(room: Room, client: Client, as_student: Client) -> None:
    for reader in (client, as_student):
        for quiz in (room.closed_quiz, room.test_quiz):
            assert reader.get(f"/quizzes/{quiz.pk}/").status_code == 404
            assert reader.post(f"/quizzes/{quiz.pk}/start/").status_code == 404
    assert not Attempt.objects.exists()


def test_a_draft_quiz_is_not_there(room: Room, client: Client) -> None:
    Quiz.objects.filter(pk=room.quiz.pk).update(status=Quiz.Status.DRAFT)
    assert client.get(f"/quizzes/{room.quiz.pk}/").status_code == 404


def test_an_assignment_is_for_its_class(
    room: Room, as_student: Client, as_stranger: Client, as_teacher: Client, client: Client
) -> None:
    url = room.assignment.get_absolute_url()
    assert "7 B" in as_student.get(url).content.decode()
    for reader in (as_stranger, as_teacher, client):
        assert reader.get(url).status_code == 404
        assert reader.post(f"{url}start/").status_code == 404
    as_student.post(f"{url}start/")
    assert Attempt.objects.get().assignment == room.assignment


def test_dates_limits_and_attempts_are_said_first(room: Room, as_student: Client) -> None:
    due = timezone.now() + timedelta(days=2)
    Quiz.objects.filter(pk=room.quiz.pk).update(time_limit_minutes=20)
    Assignment.objects.filter(pk=room.assignment.pk).update(due_at=due, attempts_allowed=2)
    Accommodation.objects.create(assignment=room.assignment, student=room.student, extra_minutes=10, extra_attempts=1)
    page = as_student.get(room.assignment.get_absolute_url()).content.decode()
    assert "You have 30 minutes" in page
    assert "3 of 3 attempts left" in page
    assert "Due " in page


def test_used_up_is_said_and_refused(room: Room, as_student: Client) -> None:
    Assignment.objects.filter(pk=room.assignment.pk).update(attempts_allowed=1)
    room.assignment.refresh_from_db()
    attempt = delivery.start(quiz=room.quiz, assignment=room.assignment, user=room.student)
    delivery.hand_in(attempt=attempt)
    url = room.assignment.get_absolute_url()
    assert "used all your attempts" in as_student.get(url).content.decode()
    assert "used all your attempts" in as_student.post(f"{url}start/", follow=True).content.decode()
    assert Attempt.objects.count() == 1


def test_not_open_yet(room: Room, as_student: Client) -> None:
    Assignment.objects.filter(pk=room.assignment.pk).update(opens_at=timezone.now() + timedelta(days=1))
    url = room.assignment.get_absolute_url()
    assert "It opens" in as_student.get(url).content.decode()
    assert "not open yet" in as_student.post(f"{url}start/", follow=True).content.decode()


def test_going_on_instead_of_starting_anew(room: Room, as_student: Client) -> None:
    url = room.assignment.get_absolute_url()
    as_student.post(f"{url}start/")
    assert "Go on where you were" in as_student.get(url).content.decode()


@pytest.mark.parametrize("path", ["/quizzes/{quiz}/start/", "/assignments/{assignment}/start/"])
def test_starting_is_a_post(room: Room, as_student: Client, path: str) -> None:
    url = path.format(quiz=room.quiz.pk, assignment=room.assignment.pk)
    assert as_student.get(url).status_code == 405
    assert not Attempt.objects.exists()
