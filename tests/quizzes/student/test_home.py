"""The front page for whoever comes by."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from quizzes import delivery
from quizzes.models import Assignment, Membership
from tests.reading_room import Room, make_quiz


def test_a_guest_finds_the_library_and_the_way_in(room: Room, client: Client) -> None:
    page = client.get("/").content.decode()
    assert "The lake that came back" in page
    assert 'name="code"' in page
    assert "Sign in" in page


def test_a_guest_finds_what_she_left_open(room: Room, client: Client) -> None:
    client.post(f"/quizzes/{room.quiz.pk}/start/")
    assert "Go on where you were" in client.get("/").content.decode()
    assert "Go on where you were" not in Client().get("/").content.decode()


def test_a_student_finds_her_tasks_and_their_due_dates(room: Room, as_student: Client) -> None:
    Assignment.objects.filter(pk=room.assignment.pk).update(due_at=timezone.now() - timedelta(days=1))
    later = make_quiz("Not open yet", room.edition, room.questions[:1])
    Assignment.objects.create(quiz=later, classroom=room.classroom, opens_at=timezone.now() + timedelta(days=1))
    page = as_student.get("/").content.decode()
    assert "Hello, Aru" in page
    assert "The lake, read closely" in page
    assert "Was due" in page
    assert "Not open yet" not in page


def test_a_task_for_others_is_not_hers(room: Room, as_student: Client, as_other_student: Client) -> None:
    room.assignment.students.add(room.other_student)
    link = room.assignment.get_absolute_url()
    assert link not in as_student.get("/").content.decode()
    assert link in as_other_student.get("/").content.decode()


def test_open_and_finished_work_are_told_apart(room: Room, as_student: Client) -> None:
    attempt = delivery.start(quiz=room.quiz, assignment=room.assignment, user=room.student)
    assert f"/attempts/{attempt.pk}/" in as_student.get("/").content.decode()
    delivery.hand_in(attempt=attempt)
    page = as_student.get("/").content.decode()
    assert f"/attempts/{attempt.pk}/result/" in page
    assert "Nothing is waiting for you" in page


def test_what_was_missed_comes_back_on_the_front_page(room: Room, as_student: Client) -> None:
    at = timezone.now() - timedelta(days=30)
    attempt = delivery.start(quiz=room.quiz, user=room.student, at=at)
    question = room.questions[0]
    delivery.record(attempt=attempt, question_id=question.pk, given=room.wrong(question), token=uuid.uuid4(), at=at)
    page = as_student.get("/").content.decode()
    assert "Due today" in page
    assert "1 question you missed before is worth" in page
    again = as_student.post("/review/")
    assert as_student.get(again.headers["Location"]).status_code == 302
    assert as_student.get("/review/").status_code == 405


def test_nothing_due_is_said_kindly(room: Room, as_student: Client) -> None:
    assert "Nothing is due today" in as_student.post("/review/", follow=True).content.decode()


def test_a_student_of_no_class_is_shown_the_way(room: Room, as_stranger: Client) -> None:
    page = as_stranger.get("/").content.decode()
    assert "You are in no class yet" in page
    assert room.assignment.get_absolute_url() not in page


def test_a_teacher_is_shown_to_her_desk(room: Room, as_teacher: Client) -> None:
    page = as_teacher.get("/").content.decode()
    assert "signed in as a teacher" in page
    assert "Progress</a>" not in page


def test_only_for_reading(db: None, client: Client) -> None:
    assert client.post("/").status_code == 405


def test_a_full_class_with_many_tasks_costs_no_more_queries(
    room: Room, as_student: Client, django_assert_num_queries
) -> None:
    def more(count: int) -> None:
        for number in range(count):
            quiz = make_quiz(f"Quiz {count} {number}", room.edition, room.questions)
            Assignment.objects.create(quiz=quiz, classroom=room.classroom)
            mate = User.objects.create(username=f"mate-{count}-{number}")
            Membership.objects.create(classroom=room.classroom, student=mate, name=mate.username)

    more(2)
    # session, person; library: count, articles, tellings, concepts; tasks, extra time, attempts; what was answered
    # since, due, mastery, classes
    with django_assert_num_queries(13):
        as_student.get("/")
    more(20)
    with django_assert_num_queries(13):
        as_student.get("/")
