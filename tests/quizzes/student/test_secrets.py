"""The key, the explanation, the reasons and the roles never reach the browser before the answer."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from quizzes import delivery
from quizzes.models import Assignment, Attempt, Option, Question
from tests.quizzes.student.taking import question_url
from tests.reading_room import SECRET, Room

ROLES = re.compile(r"misread|unsupported|other_telling|elsewhere|is_key|rationale|accepted", re.IGNORECASE)


def everything(response: HttpResponse) -> str:
    """Body and headers, as they reach the browser."""
    return response.content.decode() + "".join(f"{name}: {value}\n" for name, value in response.headers.items())


def assert_nothing_is_told(room: Room, sent: str) -> None:
    assert SECRET not in sent
    found = ROLES.search(re.sub(r"/\*.*?\*/", "", sent))
    assert not found, found
    assert "reeds</li>" not in sent
    for option in Option.objects.all():
        assert f'value="{option.pk}"' not in sent or option.pk <= 8, "an option is named by its id"


def asked_for(client: Client, attempt: Attempt) -> Iterator[HttpResponse]:
    """Whatever a curious student might ask of the server before she answers."""
    base = f"/attempts/{attempt.pk}/"
    for path in ("", "overview/", "all/", "result/", *(f"{number}/" for number in range(1, len(attempt.plan) + 1))):
        yield client.get(base + path, follow=True)
        yield client.get(base + path, follow=True, headers={"HX-Request": "true"})
        yield client.get(base + path, {"format": "json"}, headers={"accept": "application/json"}, follow=True)
        yield client.head(base + path)
    for number in range(1, len(attempt.plan) + 1):
        yield client.post(f"{base}{number}/answer/", {"token": str(uuid.uuid4())})
        yield client.post(f"{base}{number}/answer/", {"token": "x", "choice": "99", "text": "", "place-1": "7"})
        yield client.post(f"{base}{number}/answer/", {"token": "x", "from": "all", "sentence": "1"})
        yield client.post(f"{base}{number}/flag/", follow=True)
    yield client.post(f"{base}retry/", follow=True)
    yield client.get("/")
    yield client.get("/progress/", follow=True)
    for address in (
        "/progress/summary/",
        "/my-data/",
        "/my-data/everything.json",
        "/my-data/answers.csv",
        "/library/?q=dam",
        "/sw.js",
        "/offline/",
        attempt.quiz.get_absolute_url(),
        attempt.quiz.edition.article.get_absolute_url(),
    ):
        yield client.get(address, follow=True)
    yield client.post("/review/", follow=True)
    # Hints are the last thing she may ask for: they light the sentence and say nothing.
    for number in range(1, len(attempt.plan) + 1):
        for _ in range(3):
            yield client.post(f"{base}{number}/hint/", follow=True)


@pytest.mark.parametrize("mode", ["practice", "test"])
@pytest.mark.parametrize("asks_for_evidence", [True, False])
def test_nothing_is_told_before_the_answer(room: Room, as_student: Client, mode: str, asks_for_evidence: bool) -> None:
    type(room.quiz).objects.filter(pk=room.quiz.pk).update(mode=mode, asks_for_evidence=asks_for_evidence)
    room.quiz.refresh_from_db()
    Option.objects.filter(question__kind=Question.Kind.CHOICE).update(role=Option.Role.MISREAD)
    attempt = delivery.start(quiz=room.quiz, user=room.student)
    for response in asked_for(as_student, attempt):
        assert_nothing_is_told(room, everything(response))


def test_a_test_tells_nothing_after_the_answers_either(room: Room, as_student: Client) -> None:
    due = timezone.now() + timedelta(hours=1)
    task = Assignment.objects.create(quiz=room.test_quiz, classroom=room.classroom, due_at=due)
    attempt = delivery.start(quiz=room.test_quiz, assignment=task, user=room.student)
    for question in room.questions[:3]:
        delivery.record(attempt=attempt, question_id=question.pk, given=room.wrong(question), token=uuid.uuid4())
    for response in asked_for(as_student, attempt):
        assert_nothing_is_told(room, everything(response))
    delivery.hand_in(attempt=attempt)
    for response in asked_for(as_student, attempt):
        assert_nothing_is_told(room, everything(response))


def test_only_the_answered_question_is_told(room: Room, as_student: Client) -> None:
    attempt = delivery.start(quiz=room.quiz, user=room.student)
    question = room.questions[0]
    delivery.record(attempt=attempt, question_id=question.pk, given=room.right(question), token=uuid.uuid4())
    for number in range(2, 7):
        sent = everything(as_student.get(question_url(attempt, number)))
        assert_nothing_is_told(room, sent)


def test_the_right_answer_stands_anywhere(room: Room, as_student: Client) -> None:
    """The same question in many attempts: no place is more likely than another, and no id tells."""
    question = room.questions[0]
    key = question.options.get(is_key=True).pk
    places = []
    for number in range(24):
        guest = Client()
        guest.post(f"/quizzes/{room.quiz.pk}/start/")
        attempt = Attempt.objects.order_by("-pk")[0]
        places.append(attempt.plan[0]["options"].index(key))
        page = guest.get(question_url(attempt, 1)).content.decode()
        assert re.findall(r'name="choice" value="(\d+)"', page) == ["1", "2", "3", "4"], number
    assert set(places) == {0, 1, 2, 3}
