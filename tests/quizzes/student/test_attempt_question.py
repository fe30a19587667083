"""One question at a time: asked, answered, told; flags, hints, and coming back."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from quizzes import delivery
from quizzes.models import Attempt, Quiz, Response
from tests.quizzes.student.taking import answer, form_for, question_url
from tests.reading_room import Room


@pytest.fixture
def attempt(room: Room) -> Attempt:
    return delivery.start(quiz=room.quiz, assignment=room.assignment, user=room.student)


@pytest.fixture
def test_attempt(room: Room) -> Attempt:
    return delivery.start(quiz=room.test_quiz, user=room.student)


def test_the_passage_stands_beside_it_at_the_right_paragraph(attempt: Attempt, as_student: Client) -> None:
    page = as_student.get(question_url(attempt, 1)).content.decode()
    here = re.search(r'<p id="here" class="there">(.*?)</p>', page, re.S).group(1)
    assert "forty volunteers" in here
    assert 'href="#here"' in page
    assert "<mark" not in page


def test_finding_a_sentence_opens_the_section_and_not_the_paragraph(attempt: Attempt, as_student: Client) -> None:
    page = as_student.get(question_url(attempt, 6)).content.decode()
    assert 'class="there"' not in page
    assert 'id="here"' in page


def test_an_answer_is_told_with_its_reason_and_the_lit_words(room: Room, attempt: Attempt, as_student: Client) -> None:
    told = answer(as_student, attempt, 1, room.wrong(room.questions[0]))
    assert "Not quite" in told
    assert "reason for Engineers of the district" in told
    assert "reason for Pupils" not in told
    assert '<mark class="evidence">forty volunteers from the village</mark>' in told
    assert "Next question" in told


@pytest.mark.parametrize(
    ("number", "fields", "sentence"),
    [
        (1, {}, "Choose one of the answers."),
        (1, {"choice": "9"}, "Choose one of the answers."),
        (1, {"choice": "x"}, "Choose one of the answers."),
        (1, {"choice": "-1"}, "Choose one of the answers."),
        (3, {"text": "   "}, "Type your answer first."),
        (3, {"text": "a" * 301}, "Keep it shorter"),
        (5, {"place-1": "1", "place-2": "1", "place-3": "2", "place-4": "3"}, "a place of its own"),
        (5, {"place-1": "1"}, "a place of its own"),
        (5, {}, "a place of its own"),
    ],
)
def test_an_answer_out_of_shape_is_kept_on_the_page(
    attempt: Attempt, as_student: Client, number: int, fields: dict, sentence: str
) -> None:
    response = as_student.post(question_url(attempt, number, "answer"), {"token": uuid.uuid4(), **fields})
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert not Response.objects.exists()


@pytest.mark.parametrize("token", ["", "x", "12"])
def test_an_answer_without_its_token_is_not_taken(attempt: Attempt, as_student: Client, token: str) -> None:
    response = as_student.post(question_url(attempt, 1, "answer"), {"token": token, "choice": "1"})
    assert response.status_code == 422
    assert not Response.objects.exists()


def test_what_was_filled_in_stays_when_something_is_missing(attempt: Attempt, as_student: Client) -> None:
    page = as_student.post(
        question_url(attempt, 5, "answer"), {"token": uuid.uuid4(), "place-1": "3", "place-2": "3"}
    ).content.decode()
    assert page.count("<option selected>3</option>") == 2


def test_the_same_form_twice_counts_once(room: Room, attempt: Attempt, as_student: Client) -> None:
    page = as_student.get(question_url(attempt, 1)).content.decode()
    fields = form_for(page, attempt, room.questions[0], room.right(room.questions[0]))
    for _ in range(2):
        assert as_student.post(question_url(attempt, 1, "answer"), fields).status_code == 302
    assert Response.objects.get().mark == 1


def test_a_second_answer_in_practice_changes_nothing(room: Room, attempt: Attempt, as_student: Client) -> None:
    answer(as_student, attempt, 1, room.wrong(room.questions[0]))
    fields = {"token": uuid.uuid4(), "choice": "1"}
    page = as_student.post(question_url(attempt, 1, "answer"), fields, follow=True).content.decode()
    assert "its answer was shown" in page
    assert Response.objects.get().mark == 0


def test_a_test_tells_nothing_and_goes_on(room: Room, test_attempt: Attempt, as_student: Client) -> None:
    following = answer(as_student, test_attempt, 1, room.wrong(room.questions[0]))
    assert "Question 2 of 3" in following
    again = as_student.get(question_url(test_attempt, 1)).content.decode()
    assert "checked" in again
    assert "Not quite" not in again
    assert "hint" not in again.lower()


def test_a_typed_answer_and_an_order_are_shown_again(room: Room, as_student: Client) -> None:
    Quiz.objects.filter(pk=room.quiz.pk).update(mode=Quiz.Mode.TEST)
    attempt = delivery.start(quiz=room.quiz, user=room.student)
    answer(as_student, attempt, 3, {"text": "reeds & clay"})
    assert 'value="reeds &amp; clay"' in as_student.get(question_url(attempt, 3)).content.decode()
    answer(as_student, attempt, 5, room.right(room.questions[4]))
    page = as_student.get(question_url(attempt, 5)).content.decode()
    assert page.count("<option selected>") == 4


def test_coming_back_lands_on_the_next_open_question(room: Room, attempt: Attempt, as_student: Client) -> None:
    answer(as_student, attempt, 1, room.right(room.questions[0]))
    answer(as_student, attempt, 3, room.right(room.questions[2]))
    assert as_student.get(f"/attempts/{attempt.pk}/").headers["Location"] == question_url(attempt, 2)


def test_a_flag_goes_on_and_off(attempt: Attempt, as_student: Client) -> None:
    for words in ("Take the flag off", "Flag for later"):
        as_student.post(question_url(attempt, 2, "flag"))
        assert words in as_student.get(question_url(attempt, 2)).content.decode()
    assert as_student.get(question_url(attempt, 2, "flag")).status_code == 405


def test_hints_give_first_the_section_then_the_sentence(room: Room, attempt: Attempt, as_student: Client) -> None:
    page = as_student.post(question_url(attempt, 1, "hint"), follow=True).content.decode()
    assert "the answer stands in “A small dam”" in page
    assert "<mark" not in page
    page = as_student.post(question_url(attempt, 1, "hint"), follow=True).content.decode()
    assert '<mark class="evidence">In 2011 forty volunteers' in page
    as_student.post(question_url(attempt, 1, "hint"))
    answer(as_student, attempt, 1, room.right(room.questions[0]))
    assert Response.objects.get().hints == 2
    assert as_student.get(question_url(attempt, 1, "hint")).status_code == 405


def test_a_test_gives_no_hint(test_attempt: Attempt, as_student: Client) -> None:
    for _ in range(2):
        page = as_student.post(question_url(test_attempt, 1, "hint"), follow=True).content.decode()
        assert "Hint" not in page
        assert "<mark" not in page


def test_two_part_questions_ask_for_the_sentence(room: Room, as_student: Client) -> None:
    Quiz.objects.filter(pk=room.quiz.pk).update(asks_for_evidence=True)
    attempt = delivery.start(quiz=room.quiz, user=room.student)
    page = as_student.get(question_url(attempt, 1)).content.decode()
    assert "And which sentence shows it?" in page
    fields = form_for(page, attempt, room.questions[0], room.right(room.questions[0]))
    missing = as_student.post(question_url(attempt, 1, "answer"), fields)
    assert "Choose the sentence that shows it" in missing.content.decode()
    told = as_student.post(question_url(attempt, 1, "answer"), fields | {"sentence": "1"}, follow=True)
    assert "You also found the sentence" in told.content.decode()
    assert Response.objects.get().evidence_mark == 1


def test_time_that_has_run_out_closes_the_attempt(room: Room, as_student: Client) -> None:
    Quiz.objects.filter(pk=room.quiz.pk).update(time_limit_minutes=5)
    room.quiz.refresh_from_db()
    early = timezone.now() - timedelta(minutes=30)
    attempt = delivery.start(quiz=room.quiz, user=room.student, at=early)
    assert as_student.get(question_url(attempt, 1)).headers["Location"].endswith("/result/")
    fields = {"token": uuid.uuid4(), "choice": "1"}
    as_student.post(question_url(attempt, 1, "answer"), fields)
    assert not Response.objects.exists()


def test_a_question_withdrawn_meanwhile_is_left_out(room: Room, attempt: Attempt, as_student: Client) -> None:
    room.questions[1].retire()
    assert as_student.get(question_url(attempt, 2)).status_code == 404
    assert "of 5" in as_student.get(question_url(attempt, 1)).content.decode()


def test_feedback_survives_a_change_of_the_text(room: Room, attempt: Attempt, as_student: Client) -> None:
    answer(as_student, attempt, 1, room.right(room.questions[0]))
    sentence = room.questions[0].evidence.get().sentence
    sentence.delete()
    page = as_student.get(question_url(attempt, 1)).content.decode()
    assert "The text has changed since" in page
    assert "forty volunteers from the village" in page


@pytest.mark.parametrize("number", [0, 7, 99])
def test_there_is_no_such_question(attempt: Attempt, as_student: Client, number: int) -> None:
    for what in ("question", "answer", "flag", "hint"):
        send = as_student.get if what == "question" else as_student.post
        assert send(question_url(attempt, number, what)).status_code == 404


def test_nothing_is_cached(attempt: Attempt, as_student: Client) -> None:
    assert "no-store" in as_student.get(question_url(attempt, 1)).headers["Cache-Control"]


def test_an_answer_is_a_post(attempt: Attempt, as_student: Client) -> None:
    assert as_student.get(question_url(attempt, 1, "answer")).status_code == 405
    assert as_student.post(question_url(attempt, 1)).status_code == 405
