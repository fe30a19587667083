"""The marks that count, loaded in bulk: of several answers to one question the newest, with the newest regrade."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Max, Q

from quizzes.models import Attempt, RegradedMark, Response

RIGHT_FROM = 0.999


@dataclass(slots=True)
class Sitting:
    """One attempt with what it asks, what each question is worth and what was got; `given` is filled when asked for."""

    pk: int
    student: int
    assignment: int
    number: int
    started_at: datetime
    handed_in_at: datetime | None
    points: dict[int, int]
    marks: dict[int, float] = field(default_factory=dict)
    given: dict[int, dict[str, Any]] = field(default_factory=dict)
    last_answer_at: datetime | None = None

    @property
    def share(self) -> float | None:
        """What was got of all points, 0 to 1; None when there are none to get."""
        most = sum(self.points.values())
        if not most:
            return None
        return sum(worth * self.marks.get(question, 0.0) for question, worth in self.points.items()) / most

    @property
    def is_handed_in(self) -> bool:
        return self.handed_in_at is not None

    @property
    def last_seen_at(self) -> datetime:
        return self.last_answer_at or self.started_at

    @property
    def next_question(self) -> int | None:
        """The first question without an answer, in the order in which she is asked."""
        return next((question for question in self.points if question not in self.marks), None)


def percent(share: float | None) -> str:
    """A share as it stands in every table: "73 %", or a dash."""
    return "–" if share is None else f"{100 * share:.0f} %"


def sittings(which: Q, *, given: bool = False) -> list[Sitting]:
    """The sittings of students that `which`, a condition on attempts, picks out, in the order of attempts.

    Four queries: attempts, answers, regraded marks, and the last answers of the open sittings.
    """
    attempts = Attempt.objects.filter(which, student__isnull=False, assignment__isnull=False, retry_of=None)
    made: dict[int, Sitting] = {}
    for pk, student, assignment, number, started, handed_in, plan in attempts.order_by("pk").values_list(
        "pk", "student_id", "assignment_id", "number", "started_at", "handed_in_at", "plan"
    ):
        points = {step["question"]: step.get("points", 1) for step in plan}
        made[pk] = Sitting(pk, student, assignment, number, started, handed_in, points)
    regraded = newest_regrades(made)
    fields = ["pk", "attempt_id", "question_id", "mark", *(["given"] if given else [])]
    answers = Response.objects.filter(attempt__in=made, question__isnull=False).order_by("pk")
    # Later answers overwrite earlier ones: the newest counts.
    for pk, attempt, question, mark, *rest in answers.values_list(*fields):
        sitting = made[attempt]
        sitting.marks[question] = regraded.get(pk, mark)
        if given:
            sitting.given[question] = rest[0]
    still_open = [pk for pk, sitting in made.items() if not sitting.is_handed_in]
    last = Response.objects.filter(attempt__in=still_open).values_list("attempt_id").order_by("attempt_id")
    for attempt, at in last.annotate(last=Max("answered_at")):
        made[attempt].last_answer_at = at
    return list(made.values())


def newest_regrades(attempts: dict[int, Any]) -> dict[int, float]:
    rows = RegradedMark.objects.filter(response__attempt__in=attempts).order_by("pk")
    return dict(rows.values_list("response_id", "mark"))


def newest_by_student(found: list[Sitting]) -> dict[tuple[int, int], Sitting]:
    """For each student and assignment the sitting that counts: the last one handed in, else the open one."""
    best: dict[tuple[int, int], Sitting] = {}
    for sitting in sorted(found, key=lambda s: (s.is_handed_in, s.number)):
        best[sitting.student, sitting.assignment] = sitting
    return best


def first_by_student(found: list[Sitting]) -> list[Sitting]:
    """Each student's first sitting: what she understood before any feedback."""
    first: dict[tuple[int, int], Sitting] = {}
    for sitting in sorted(found, key=lambda s: s.number):
        first.setdefault((sitting.student, sitting.assignment), sitting)
    return list(first.values())


def misses(found: list[Sitting]) -> dict[tuple[int, int], int]:
    """How often each student got each question wrong, over all sittings: (student, question) → times."""
    times: dict[tuple[int, int], int] = defaultdict(int)
    for sitting in found:
        for question, mark in sitting.marks.items():
            times[sitting.student, question] += mark < RIGHT_FROM
    return {pair: count for pair, count in times.items() if count}
