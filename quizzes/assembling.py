"""Putting a quiz together out of kept questions, and changing it until somebody has begun it."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Max, Min, QuerySet

from articles.models import Edition
from quizzes.models import Question, Quiz, QuizItem

MOST_QUESTIONS = 60


def in_text_order(questions: QuerySet[Question]) -> QuerySet[Question]:
    """As the text tells it: by the place of the first sentence that proves each."""
    return questions.annotate(
        section_place=Min("evidence__sentence__section__position"), sentence_place=Min("evidence__sentence__position")
    ).order_by(F("section_place").asc(nulls_last=True), F("sentence_place").asc(nulls_last=True), "pk")


@transaction.atomic
def make_quiz(*, edition: Edition, owner: User, title: str = "", questions: Sequence[int] | None = None) -> Quiz:
    """A quiz of the kept questions of `edition` (all, or those with these ids), in the order of the text.

    It is ready to be assigned. Raises ValidationError, a sentence, when there is no kept question.
    """
    kept = edition.questions.ready()
    if questions is not None:
        kept = kept.filter(pk__in=questions)
    chosen = list(in_text_order(kept)[:MOST_QUESTIONS])
    if not chosen:
        raise ValidationError("Keep at least one question first; a quiz is made of kept questions.")
    quiz = Quiz.objects.create(
        title=(title or edition.title)[:200], edition=edition, owner=owner, status=Quiz.Status.READY
    )
    QuizItem.objects.bulk_create(
        [QuizItem(quiz=quiz, question=question, position=place) for place, question in enumerate(chosen, start=1)]
    )
    return quiz


def is_begun(quiz: Quiz) -> bool:
    """Whether somebody has taken it or is taking it: then its questions stand, so that all answer the same."""
    return quiz.attempts.exists()


def refuse_if_begun(quiz: Quiz) -> None:
    if is_begun(quiz):
        raise ValidationError(
            "Students have begun this quiz, so its questions stay as they are. Make a copy to change them."
        )


@transaction.atomic
def add_question(*, quiz: Quiz, question: Question) -> None:
    """Put a kept question of the same telling at the end. Raises ValidationError, a sentence, when it may not be."""
    refuse_if_begun(quiz)
    if question.edition_id != quiz.edition_id or question.status != Question.Status.READY:
        raise ValidationError("Only kept questions of the same text can be added.")
    if quiz.items.filter(question=question).exists():
        return
    last = quiz.items.aggregate(last=Max("position"))["last"] or 0
    if quiz.items.count() >= MOST_QUESTIONS:
        raise ValidationError(f"A quiz holds at most {MOST_QUESTIONS} questions.")
    quiz.items.create(question=question, position=last + 1)


@transaction.atomic
def take_out(*, quiz: Quiz, item: QuizItem) -> None:
    refuse_if_begun(quiz)
    if quiz.items.count() == 1:
        raise ValidationError("A quiz needs at least one question. Remove the quiz instead.")
    item.delete()
    number_anew(quiz)


@transaction.atomic
def move(*, quiz: Quiz, item: QuizItem, by: int) -> None:
    """One place up (-1) or down (+1); at the edge nothing happens."""
    items = list(quiz.items.all())
    place = next(n for n, each in enumerate(items) if each.pk == item.pk)
    other = place + by
    if 0 <= other < len(items):
        items[place], items[other] = items[other], items[place]
        number_anew(quiz, items)


def number_anew(quiz: Quiz, items: Sequence[QuizItem] | None = None) -> None:
    ordered = list(items if items is not None else quiz.items.all())
    for place, item in enumerate(ordered, start=1):
        item.position = place
    QuizItem.objects.bulk_update(ordered, ["position"])


@transaction.atomic
def copy_quiz(*, quiz: Quiz, owner: User) -> Quiz:
    """The same questions and settings, untaken and unassigned."""
    copy = Quiz.objects.create(
        title=f"{quiz.title} (copy)"[:200],
        edition=quiz.edition,
        owner=owner,
        status=Quiz.Status.READY,
        mode=quiz.mode,
        shuffle_options=quiz.shuffle_options,
        attempts_allowed=quiz.attempts_allowed,
        time_limit_minutes=quiz.time_limit_minutes,
        asks_for_evidence=quiz.asks_for_evidence,
    )
    QuizItem.objects.bulk_create(
        [
            QuizItem(quiz=copy, question_id=item.question_id, position=item.position, points=item.points)
            for item in quiz.items.filter(question__status=Question.Status.READY)
        ]
    )
    return copy
