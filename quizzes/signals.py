"""What quizzes do when a text, or what it is about, changes under them."""

from __future__ import annotations

from typing import Any

from articles.merging import concepts_merged
from articles.models import Concept, Edition, Sentence
from articles.signals import sentences_changing
from quizzes import progress
from quizzes.models import ConceptProgress, Question


def mark_stale(sender: Any, *, edition: Edition, sentences: list[Sentence], **kwargs: Any) -> int:
    """Questions that lean on a changing sentence become stale, whether draft or ready; returns how many."""
    leaning = Question.objects.leaning_on(sentences).exclude(status=Question.Status.RETIRED)
    return Question.objects.filter(pk__in=list(leaning.values_list("pk", flat=True))).update(
        status=Question.Status.STALE
    )


def rebuild_merged(sender: Any, *, into: Concept, **kwargs: Any) -> int:
    """Progress of everybody who has met the concept that several became, from all answers; returns how many."""
    students = ConceptProgress.objects.filter(concept=into).order_by("student").values_list("student", flat=True)
    return len(progress.rebuild_students(list(students)))


def connect() -> None:
    concepts_merged.connect(rebuild_merged, dispatch_uid="quizzes.rebuild_merged")
    sentences_changing.connect(mark_stale, dispatch_uid="quizzes.mark_stale")
