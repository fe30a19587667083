"""A whole way through: join, read, answer every kind of question, hand in, see why, practise again."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from quizzes.models import Attempt
from tests.quizzes.student.taking import answer
from tests.reading_room import SECRET, Room


@pytest.mark.parametrize("is_right", [True, False])
def test_whole_quiz_as_a_guest_who_joins(room: Room, as_guest: Client, is_right: bool) -> None:
    page = as_guest.post(reverse("quizzes:quiz-start", args=[room.quiz.pk]), follow=True)
    assert page.status_code == 200
    attempt = Attempt.objects.get()
    assert attempt.student is None
    for number, question in enumerate(room.questions, start=1):
        given = room.right(question) if is_right else room.wrong(question)
        told = answer(as_guest, attempt, number, given)
        assert ("Right." in told) is is_right
        assert f"{SECRET} explains" in told
        assert '<mark class="evidence">' in told
    as_guest.post(reverse("quizzes:attempt-hand-in", args=[attempt.pk]))
    result = as_guest.get(reverse("quizzes:attempt-result", args=[attempt.pk])).content.decode()
    assert ("6 of 6" if is_right else "0 of 6") in result
    assert "Lake Tobyl" in result
    joined = as_guest.post(
        reverse("quizzes:join"), {"code": "kx7m-4p", "name": "Ayan", "password": "steppe fox"}, follow=True
    )
    assert "Welcome to 7 B, Ayan." in joined.content.decode()
    attempt.refresh_from_db()
    assert attempt.student.first_name == "Ayan"
    assert attempt.guest_key == ""
    progress = as_guest.get(reverse("quizzes:progress")).content.decode()
    assert "Lake Tobyl" in progress
    if not is_right:
        as_guest.post(reverse("quizzes:attempt-retry", args=[attempt.pk]))
        again = Attempt.objects.get(retry_of=attempt)
        assert [step["question"] for step in again.plan] == [question.pk for question in room.questions]
