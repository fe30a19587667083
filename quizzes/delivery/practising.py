"""Practising again: what was missed in an attempt, and what is due for review."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError
from django.utils import timezone

from articles.models import Person
from quizzes import progress
from quizzes.delivery.conditions import Refused, feedback_is_open
from quizzes.delivery.starting import STARTS, begin
from quizzes.models import Attempt, Evidence, Question, Quiz, Response


def retry(*, attempt: Attempt, user: Person, guest_key: str = "", at: datetime | None = None) -> Attempt:
    """A new practice attempt on what was missed in `attempt`. Raises Refused when nothing was, or it is too early."""
    at = at or timezone.now()
    if attempt.handed_in_at is None or not feedback_is_open(attempt, at):
        raise Refused("You can practise what you missed once the answers are shown.")
    standing = attempt.retries.open().first()
    if standing is not None:
        return standing
    right = {
        row.question_id
        for row in progress.newest_with_marks(attempt=attempt)
        if row.counted_mark >= progress.RIGHT_FROM
    }
    missed = [step["question"] for step in attempt.plan if step["question"] not in right]
    others = alternatives(missed, attempt)
    asked = [others.get(question, question) for question in missed]
    if not Question.objects.ready().filter(pk__in=asked).exists():
        raise Refused("There is nothing to look at again: you missed nothing.")
    return practise(quiz=attempt.quiz, only=asked, retry_of=attempt, user=user, guest_key=guest_key, at=at)


def alternatives(missed: Sequence[int], attempt: Attempt) -> dict[int, int]:
    """For a missed question another ready one that leans on the same sentence and that she has not met yet, if any.

    Questions of tests are left out: practising must not show what a test will ask.
    """
    met = Response.objects.filter(
        attempt__in=Attempt.objects.filter(student=attempt.student_id, guest_key=attempt.guest_key)
    )
    fresh = (
        Question.objects.ready()
        .filter(edition=attempt.quiz.edition_id)
        .exclude(pk__in=[step["question"] for step in attempt.plan])
        .exclude(pk__in=met.exclude(question=None).values("question"))
        .exclude(quizzes__mode=Quiz.Mode.TEST)
    )
    by_sentence: dict[int, list[int]] = {}
    for question, sentence in (
        Evidence.objects.filter(question__in=fresh)
        .exclude(sentence=None)
        .order_by("-question__score", "question")
        .values_list("question_id", "sentence_id")
    ):
        by_sentence.setdefault(sentence, []).append(question)
    chosen: dict[int, int] = {}
    proofs = Evidence.objects.filter(question__in=missed).exclude(sentence=None)
    for question, sentence in proofs.values_list("question_id", "sentence_id"):
        free = [other for other in by_sentence.get(sentence, ()) if other not in chosen.values()]
        if free and question not in chosen:
            chosen[question] = free[0]
    return chosen


def review(*, user: Person, at: datetime | None = None) -> Attempt:
    """A practice attempt on what is due for this student today: the questions of one quiz, the longest waiting first.

    Raises Refused when nothing is due.
    """
    at = at or timezone.now()
    progress.catch_up([user.pk], at=at)
    due = [card.question_id for card in progress.due_cards(user.pk, at)]
    latest = {
        response.question_id: response.attempt
        for response in Response.objects.filter(attempt__student=user.pk, question__in=due)
        .select_related("attempt__quiz")
        .order_by("pk")
    }
    due = [question for question in due if question in latest]
    if not due:
        raise Refused("Nothing is due today. Well kept.")
    first = latest[due[0]]
    same = [question for question in due if latest[question].quiz_id == first.quiz_id]
    standing = Attempt.objects.of(user).open().filter(quiz=first.quiz_id).exclude(retry_of=None).first()
    if standing is not None and {step["question"] for step in standing.plan} & set(same):
        return standing
    return practise(quiz=first.quiz, only=same, retry_of=first, user=user, guest_key="", at=at)


def practise(
    *, quiz: Quiz, only: Sequence[int], retry_of: Attempt | None, user: Person, guest_key: str, at: datetime
) -> Attempt:
    for _ in range(STARTS):
        try:
            return begin(quiz=quiz, user=user, guest_key=guest_key, retry_of=retry_of, only=only, at=at)
        except IntegrityError:
            continue
    raise Refused("The questions could not be started just now. Please try again.")
