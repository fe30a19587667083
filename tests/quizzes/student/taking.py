"""What a browser would do on the question pages."""

from __future__ import annotations

import re
from typing import Any

from django.test import Client
from django.urls import reverse

from quizzes.models import Attempt, Question


def form_for(page: str, attempt: Attempt, question: Question, given: dict[str, Any]) -> dict[str, str]:
    """The fields that a browser would send from `page` for `given`."""
    found = re.search(r'name="token" value="([^"]+)"', page)
    assert found, "the page has no question form"
    fields = {"token": found.group(1)}
    step = next(step for step in attempt.plan if step["question"] == question.pk)
    if "order" in given:
        for number, pk in enumerate(step["options"], start=1):
            fields[f"place-{number}"] = str(given["order"].index(pk) + 1)
    elif "option" in given:
        fields["choice"] = str(step["options"].index(given["option"]) + 1)
    else:
        fields["text"] = given["text"]
    return fields


def question_url(attempt: Attempt, number: int, what: str = "question") -> str:
    return reverse(f"quizzes:attempt-{what}", args=[attempt.pk, number])


def answer(client: Client, attempt: Attempt, number: int, given: dict[str, Any]) -> str:
    """Answer question `number`, and return the page that follows."""
    question = Question.objects.get(pk=attempt.plan[number - 1]["question"])
    page = client.get(question_url(attempt, number)).content.decode()
    fields = form_for(page, attempt, question, given)
    response = client.post(question_url(attempt, number, "answer"), fields, follow=True)
    assert response.status_code == 200
    return response.content.decode()
