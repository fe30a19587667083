"""Mending what counts as right after students have answered: first a preview, then the same in one transaction.

A change never touches an answer. It appends a Regrade with a RegradedMark for each answer whose mark moves; the newest
counts. What a student was shown is stored with her answer, so an old answer is marked by the ids it was given in.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from quizzes import delivery, progress
from quizzes.grading import AnswerKey, grade
from quizzes.models import (
    AcceptedAnswer,
    Attempt,
    Membership,
    Option,
    Question,
    QuizItem,
    Regrade,
    RegradedMark,
    Response,
)
from quizzes.reports.names import by_name

NEARLY = 1e-9


class ChangeKind(StrEnum):
    KEY = "key"
    ACCEPTED = "accepted"
    ORDER = "order"
    DROP = "drop"


@dataclass(frozen=True, slots=True)
class Change:
    """What is to count as right from now on.

    KEY names the `option`, ACCEPTED all typed answers that count, ORDER the ids of the steps in their right order; DROP
    takes the question out of every quiz, with all its points for everybody (`full`) or with none. With `nobody_loses`
    an answer keeps the mark it has when the new one would be lower.
    """

    kind: ChangeKind
    option: int | None = None
    accepted: tuple[str, ...] = ()
    order: tuple[int, ...] = ()
    full: bool = False
    nobody_loses: bool = False


@dataclass(frozen=True, slots=True)
class Moved:
    """One attempt before and after. Marks are of the question, 0 to 1 (None: not answered); shares are of all points
    of the attempt."""

    attempt: int
    response: int | None
    student: int | None
    name: str
    before: float | None
    after: float | None
    share_before: float
    share_after: float

    @property
    def verdict(self) -> str:
        if self.share_after > self.share_before + NEARLY:
            return "gains"
        if self.share_after < self.share_before - NEARLY:
            return "loses"
        return "unchanged"


@dataclass(frozen=True, slots=True)
class Preview:
    """What a change would do. `rows` are those whom the asking teacher may see by name; the counts are of all."""

    change: Change
    before: str
    after: str
    rows: tuple[Moved, ...]
    gain: int
    lose: int
    unchanged: int
    unseen: int
    fingerprint: str


class OutdatedError(Exception):
    """Answers came in, or the question was edited, after the preview was made: look again."""


def preview(question: Question, change: Change, *, by: User) -> Preview:
    """What `change` would do to every mark given so far. Writes nothing.

    Raises ValidationError, a sentence for the teacher, when the change does not fit the question.
    """
    question = delivery.questions_with_answers().get(pk=question.pk)
    return _preview(question, change, _moved(question, change), by)


def apply(
    question: Question, change: Change, *, by: User, fingerprint: str, note: str = "", at: datetime | None = None
) -> Regrade:
    """Carry `change` out: all of it, or nothing when anything fails.

    Raises OutdatedError when the outcome would not be what the preview with this fingerprint showed, and
    ValidationError when the question could not stay published with the change.
    """
    at = at or timezone.now()
    with transaction.atomic():
        Question.objects.select_for_update().get(pk=question.pk)
        held = delivery.questions_with_answers().get(pk=question.pk)
        moved = _moved(held, change)
        seen = _preview(held, change, moved, by)
        if seen.fingerprint != fingerprint:
            raise OutdatedError("Answers came in since you looked. Please look at the new outcome.")
        regrade = Regrade.objects.create(
            question=held,
            made_by=by,
            made_at=at,
            before={"words": seen.before, "status": held.status},
            after={"words": seen.after, "change": asdict(change)},
            note=note.strip(),
        )
        RegradedMark.objects.bulk_create(
            RegradedMark(regrade=regrade, response_id=row.response, before=row.before, mark=row.after)
            for row in moved
            if row.response is not None and row.before is not None and row.after is not None and row.before != row.after
        )
        if change.kind == ChangeKind.DROP:
            _drop(held, change, moved)
        else:
            _change_key(held, change, by=by, at=at)
        for student in sorted({row.student for row in moved if row.student and _touched(row, change)}):
            progress.rebuild_student(student, at=at)
    return regrade


def _touched(row: Moved, change: Change) -> bool:
    return row.before != row.after or change.kind == ChangeKind.DROP


def _preview(question: Question, change: Change, moved: list[Moved], by: User) -> Preview:
    reviewable = set(
        Attempt.objects.reviewable_by(by).filter(pk__in=[row.attempt for row in moved]).values_list("pk", flat=True)
    )
    verdicts = [row.verdict for row in moved]
    order = {"loses": 0, "gains": 1, "unchanged": 2}
    rows = sorted(
        (row for row in moved if row.attempt in reviewable), key=lambda row: (order[row.verdict], by_name(row.name))
    )
    outcome = [asdict(change), [[row.attempt, row.response, row.before, row.after, row.share_after] for row in moved]]
    return Preview(
        change=change,
        before=describe_key(question),
        after=describe_change(question, change),
        rows=tuple(rows),
        gain=verdicts.count("gains"),
        lose=verdicts.count("loses"),
        unchanged=verdicts.count("unchanged"),
        unseen=len(moved) - len(rows),
        fingerprint=hashlib.sha256(json.dumps([outcome, describe_key(question)]).encode()).hexdigest(),
    )


def _moved(question: Question, change: Change) -> list[Moved]:
    """Every attempt that the change concerns, in the order of attempts."""
    key = changed_key(question, change)
    attempts = _attempts(question, change)
    plans = {attempt.pk: {step["question"]: step.get("points", 1) for step in attempt.plan} for attempt in attempts}
    names = _names(attempts)
    marks: dict[int, dict[int, float]] = defaultdict(dict)
    answers: dict[int, Any] = {}
    others: Any = Response.objects.filter(attempt__in=plans, question__isnull=False)
    others = others.newest().with_marks()
    for response in others.exclude(question=question).only("attempt_id", "question_id", "mark"):
        marks[response.attempt_id][response.question_id] = response.counted_mark
    for response in others.filter(question=question).defer("shown"):
        answers[response.attempt_id] = response
    made: list[Moved] = []
    for attempt in attempts:
        points, held = plans[attempt.pk], marks[attempt.pk]
        answer = answers.get(attempt.pk)
        before = answer.counted_mark if answer else None
        after = new_mark(change, key, answer.given, before) if answer and before is not None else None
        after_points = points if not _leaves(change, answer) else {**points, question.pk: 0}
        made.append(
            Moved(
                attempt=attempt.pk,
                response=answer.pk if answer else None,
                student=attempt.student_id,
                name=names.get(attempt.pk, "Guest"),
                before=before,
                after=after,
                share_before=share(points, held | ({question.pk: before} if before is not None else {})),
                share_after=share(after_points, held | ({question.pk: after} if after is not None else {})),
            )
        )
    return made


def _leaves(change: Change, answer: Response | None) -> bool:
    """Whether the question stops counting in an attempt: dropped without points, or never answered there."""
    return change.kind == ChangeKind.DROP and (not change.full or answer is None)


def _attempts(question: Question, change: Change) -> list[Attempt]:
    concerned = Q(pk__in=Response.objects.filter(question=question).values("attempt"))
    if change.kind == ChangeKind.DROP:
        concerned |= Q(quiz__items__question=question)
    found = Attempt.objects.filter(concerned).distinct().select_related("student", "assignment").order_by("pk")
    return [attempt for attempt in found if any(step["question"] == question.pk for step in attempt.plan)]


def _names(attempts: Iterable[Attempt]) -> dict[int, str]:
    """The name that the class sees, for attempts made for a class; else the user's own."""
    attempts = list(attempts)
    classes = {attempt.assignment.classroom_id for attempt in attempts if attempt.assignment}
    seen = {
        (row.classroom_id, row.student_id): row.name
        for row in Membership.objects.filter(classroom__in=classes).only("classroom_id", "student_id", "name")
    }
    return {
        attempt.pk: seen.get(
            (attempt.assignment.classroom_id if attempt.assignment else 0, attempt.student_id or 0),
            attempt.student.get_full_name() or attempt.student.get_username(),
        )
        for attempt in attempts
        if attempt.student
    }


def share(points: dict[int, int], marks: dict[int, float]) -> float:
    """What was got of all points, 0 to 1; 0 when there are none to get."""
    most = sum(points.values())
    return sum(worth * marks.get(question, 0.0) for question, worth in points.items()) / most if most else 0.0


def new_mark(change: Change, key: AnswerKey, given: dict[str, Any], before: float) -> float:
    """The mark of an answer after the change. Without points the mark stays: the question no longer counts."""
    if change.kind == ChangeKind.DROP:
        return 1.0 if change.full else before
    mark = grade(key, given)
    return max(mark, before) if change.nobody_loses else mark


def changed_key(question: Question, change: Change) -> AnswerKey:
    """What would count as right. Raises ValidationError when the change does not fit the question."""
    key = delivery.answer_key(question)
    options = {option.pk for option in question.options.all()}
    if change.kind == ChangeKind.KEY:
        if change.option not in options or question.kind == Question.Kind.ORDER:
            raise ValidationError("Choose one of the options of this question.")
        return replace(key, option=change.option)
    if change.kind == ChangeKind.ORDER:
        if set(change.order) != options or len(change.order) != len(options) or question.kind != Question.Kind.ORDER:
            raise ValidationError("Give every step its own place.")
        return replace(key, order=change.order)
    if change.kind == ChangeKind.ACCEPTED:
        if options or not change.accepted:
            raise ValidationError("Write at least one answer that counts.")
        return replace(key, accepted=change.accepted)
    return key


def describe_key(question: Question) -> str:
    options = list(question.options.all())
    if question.kind == Question.Kind.ORDER:
        return " → ".join(option.text for option in sorted(options, key=lambda option: option.position))
    if options:
        return next((option.text for option in options if option.is_key), "no key")
    return " / ".join(answer.text for answer in question.accepted_answers.all())


def describe_change(question: Question, change: Change) -> str:
    texts = {option.pk: option.text for option in question.options.all()}
    if change.kind == ChangeKind.DROP:
        return "Dropped, all points for who answered" if change.full else "Dropped, no points for anybody"
    if change.kind == ChangeKind.KEY:
        return texts[change.option or 0]
    if change.kind == ChangeKind.ORDER:
        return " → ".join(texts[pk] for pk in change.order)
    return " / ".join(change.accepted)


def _drop(question: Question, change: Change, moved: list[Moved]) -> None:
    """Nobody is asked it any more, and where it no longer counts its points are gone from the plan."""
    question.retire()
    if not change.full:
        QuizItem.objects.filter(question=question).update(points=0)
    gone = {row.attempt for row in moved if not change.full or row.response is None}
    attempts = list(Attempt.objects.select_for_update().filter(pk__in=gone).order_by("pk"))
    for attempt in attempts:
        for step in attempt.plan:
            if step["question"] == question.pk:
                step.update(points=0, dropped=True)
    Attempt.objects.bulk_update(attempts, ["plan"], batch_size=500)


def _change_key(question: Question, change: Change, *, by: User, at: datetime) -> None:
    was_ready = question.status == Question.Status.READY
    if change.kind == ChangeKind.KEY:
        for option in question.options.all():
            is_key = option.pk == change.option
            option.role = Option.Role.KEY if is_key else "" if option.role == Option.Role.KEY else option.role
            option.is_key = is_key
        Option.objects.bulk_update(question.options.all(), ["is_key", "role"])
    elif change.kind == ChangeKind.ORDER:
        _place(question, change.order)
    else:
        texts = list(dict.fromkeys(change.accepted))
        question.accepted_answers.exclude(text__in=texts).delete()
        AcceptedAnswer.objects.bulk_create(
            [AcceptedAnswer(question=question, position=place, text=text) for place, text in enumerate(texts, start=1)],
            update_conflicts=True,
            unique_fields=["question", "text"],
            update_fields=["position"],
        )
    # While the key moved the question had none for a moment, and the database's guard made it stale.
    fresh = Question.objects.get(pk=question.pk)
    if was_ready:
        fresh.publish(by=by, at=at)


def _place(question: Question, order: tuple[int, ...]) -> None:
    """Positions are unique in a question, so the steps first step aside."""
    aside = max(option.position for option in question.options.all()) + len(order)
    for shift in (aside, 0):
        for place, pk in enumerate(order, start=1):
            Option.objects.filter(pk=pk, question=question).update(position=place + shift)


@dataclass(frozen=True, slots=True)
class Note:
    """What a student is told beside a mark that was mended."""

    made_at: datetime
    before: float
    after: float
    words: str


def notes_for(attempt: Attempt) -> dict[int, Note]:
    """For each question of `attempt` whose mark a regrade moved, by question id: what to tell her. One query."""
    rows = (
        RegradedMark.objects.filter(response__attempt=attempt, response__question__isnull=False)
        .select_related("regrade", "response")
        .defer("response__shown")
        .order_by("pk")
    )
    notes: dict[int, Note] = {}
    for row in rows:
        dropped = row.regrade.after.get("change", {}).get("kind") == ChangeKind.DROP
        words = (
            "Your teacher took this question out and gave everybody its points."
            if dropped
            else "Your teacher corrected what counts as right here, and your mark with it."
        )
        notes[row.response.question_id or 0] = Note(row.regrade.made_at, row.before, row.mark, words)
    return notes
