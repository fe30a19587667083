"""A whole way through: join, read, answer every kind of question, hand in, see why, practise again."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from quizzes.models import Attempt, Question
from tests.reading_room import SECRET, Room


def form_for(page: str, attempt: Attempt, question: Question, given: dict) -> dict[str, str]:
    """The fields a browser would send from `page` for `given`."""
    fields = {"token": re.search(r'name="token" value="([^"]+)"', page).group(1)}
    step = next(step for step in attempt.plan if step["question"] == question.pk)
    if "order" in given:
        for number, pk in enumerate(step["options"], start=1):
            fields[f"place-{number}"] = str(given["order"].index(pk) + 1)
    elif "option" in given:
        fields["choice"] = str(step["options"].index(given["option"]) + 1)
    else:
        fields["text"] = given["text"]
    return fields


def answer(client: Client, attempt: Attempt, number: int, given: dict) -> str:
    """Answer question `number`, and return the page that follows."""
    question = Question.objects.get(pk=attempt.plan[number - 1]["question"])
    page = client.get(reverse("quizzes:attempt-question", args=[attempt.pk, number])).content.decode()
    url = reverse("quizzes:attempt-answer", args=[attempt.pk, number])
    response = client.post(url, form_for(page, attempt, question, given), follow=True)
    assert response.status_code == 200
    return response.content.decode()


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
