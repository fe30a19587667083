"""What quizzes do when a text changes under them."""

from __future__ import annotations

from typing import Any

from articles.models import Edition, Sentence
from articles.signals import sentences_changing
from quizzes.models import Question


def mark_stale(sender: Any, *, edition: Edition, sentences: list[Sentence], **kwargs: Any) -> int:
    """Questions that lean on a changing sentence become stale, whether draft or ready; returns how many."""
    leaning = Question.objects.leaning_on(sentences).exclude(status=Question.Status.RETIRED)
    return Question.objects.filter(pk__in=list(leaning.values_list("pk", flat=True))).update(
        status=Question.Status.STALE
    )


def connect() -> None:
    sentences_changing.connect(mark_stale, dispatch_uid="quizzes.mark_stale")
