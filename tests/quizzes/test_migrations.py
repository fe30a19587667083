"""Answers given before revisions were counted are numbered by the migration, the oldest first."""

from __future__ import annotations

from importlib import import_module
from types import SimpleNamespace

from django.apps import apps
from django.db import connection

from quizzes import delivery
from quizzes.models import Response
from tests.reading_room import Room

number_revisions = import_module("quizzes.migrations.0005_number_revisions").number_revisions


def test_answers_are_numbered_within_their_question(room: Room) -> None:
    attempt = delivery.start(quiz=room.test_quiz, user=room.student)
    first, second = room.questions[:2]
    asked = [first, second, first, first, None, None]
    # The rule holds in this database already, so what is to be numbered bears numbers that are far off.
    for question, revision in zip(asked, [1, 1, 30, 20, 1, 1], strict=True):
        Response.objects.create(attempt=attempt, question=question, revision=revision, shown={}, given={}, mark=0)
    number_revisions(apps, SimpleNamespace(connection=connection))
    assert list(Response.objects.order_by("pk").values_list("revision", flat=True)) == [1, 1, 2, 3, 1, 1]
