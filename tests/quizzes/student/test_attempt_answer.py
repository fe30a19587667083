"""Sending an answer: whose session it is, where it leads, and what is refused."""

from __future__ import annotations

import uuid

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils.html import escape

from quizzes import delivery
from quizzes.models import Attempt, Question, Response
from tests.quizzes.student.taking import answer as send
from tests.reading_room import Room


@pytest.fixture
def attempt(room: Room) -> Attempt:
    return delivery.start(quiz=room.quiz, assignment=room.assignment, user=room.student)


def answer(client: Client, attempt: Attempt, number: int = 1, **fields: str) -> tuple[int, str]:
    sent = {"token": str(uuid.uuid4()), "choice": "1", **fields}
    response = client.post(f"/attempts/{attempt.pk}/{number}/answer/", sent)
    return response.status_code, response.headers.get("Location", "")


def test_her_answer_is_kept_and_leads_to_its_feedback(attempt: Attempt, as_student: Client) -> None:
    assert answer(as_student, attempt) == (302, f"/attempts/{attempt.pk}/1/")
    response = Response.objects.get()
    assert response.given == {"option": attempt.plan[0]["options"][0]}
    assert response.revision == 1


def test_somebody_else_is_told_that_there_is_no_such_attempt(
    attempt: Attempt, as_other_student: Client, as_teacher: Client, as_guest: Client
) -> None:
    for client in (as_other_student, as_teacher, as_guest):
        assert answer(client, attempt)[0] == 404
    assert not Response.objects.exists()


def test_a_session_that_no_longer_counts_keeps_no_answer(room: Room, attempt: Attempt, as_student: Client) -> None:
    student = User.objects.get(pk=room.student.pk)
    student.set_password("changed on another device")
    student.save()
    assert answer(as_student, attempt)[0] == 404
    assert not Response.objects.exists()


def test_nor_does_that_of_an_account_that_was_closed(room: Room, attempt: Attempt, as_student: Client) -> None:
    User.objects.filter(pk=room.student.pk).update(is_active=False)
    assert answer(as_student, attempt)[0] == 404
    assert not Response.objects.exists()


def test_nor_one_that_was_signed_out(attempt: Attempt, as_student: Client) -> None:
    Session.objects.all().delete()
    assert answer(as_student, attempt)[0] == 404


def test_a_new_secret_of_the_site_signs_nobody_out(attempt: Attempt, as_student: Client, settings) -> None:
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another secret that is long enough for a site with a whole school on it"
    assert answer(as_student, attempt) == (302, f"/attempts/{attempt.pk}/1/")


def test_a_guest_answers_her_own_attempt(room: Room, as_guest: Client) -> None:
    as_guest.post(f"/quizzes/{room.quiz.pk}/start/")
    mine = Attempt.objects.get()
    assert mine.student is None
    assert answer(as_guest, mine) == (302, f"/attempts/{mine.pk}/1/")
    assert answer(Client(), mine)[0] == 404


def test_in_a_test_it_leads_on_past_what_is_answered_or_withdrawn(room: Room, as_student: Client) -> None:
    attempt = delivery.start(quiz=room.test_quiz, user=room.student)
    last = len(attempt.plan)
    room.questions[1].retire()
    assert [step["question"] for step in attempt.plan][1] == room.questions[1].pk
    assert answer(as_student, attempt) == (302, f"/attempts/{attempt.pk}/3/")
    for number in range(3, last + 1):
        step = attempt.plan[number - 1]
        question = next(question for question in room.questions if question.pk == step["question"])
        given = room.wrong(question)
        delivery.record(attempt=attempt, question_id=question.pk, given=given, token=uuid.uuid4())
    assert answer(as_student, attempt) == (302, f"/attempts/{attempt.pk}/overview/")


def test_it_is_sent_and_not_fetched(attempt: Attempt, as_student: Client) -> None:
    assert as_student.get(f"/attempts/{attempt.pk}/1/answer/").status_code == 405


@pytest.mark.parametrize("fields", [{"choice": "9"}, {"choice": ""}, {"token": "none"}])
def test_what_is_no_answer_comes_back_with_a_word(attempt: Attempt, as_student: Client, fields: dict[str, str]) -> None:
    assert answer(as_student, attempt, **fields)[0] == 422
    assert not Response.objects.exists()


@pytest.mark.parametrize("number", [0, 99])
def test_a_number_that_is_not_asked(attempt: Attempt, as_student: Client, number: int) -> None:
    assert answer(as_student, attempt, number)[0] == 404


def test_a_sentence_that_is_all_there_is_to_explain_stands_there_once(room: Room, as_student: Client) -> None:
    question = room.questions[0]
    quote = question.evidence.get().quote
    attempt = delivery.start(quiz=room.quiz, assignment=room.assignment, user=room.student)
    Question.objects.filter(pk=question.pk).update(explanation=f"The text says: “{quote}”")
    page = send(as_student, attempt, 1, room.wrong(question))
    assert "<p>The text says:</p>" in page
    assert f"“{escape(quote)}”" not in page
    assert f'<mark class="evidence">{escape(quote)}</mark>' in page


def test_an_explanation_that_says_more_is_read_whole(room: Room, as_student: Client) -> None:
    question = room.questions[0]
    attempt = delivery.start(quiz=room.quiz, assignment=room.assignment, user=room.student)
    page = send(as_student, attempt, 1, room.wrong(question))
    assert f"<p>{escape(question.explanation)}</p>" in page
