"""How understanding went week by week: the mastery model looked at again for each week that is past."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from quizzes import mastery
from quizzes.mastery import Mastery, Observation
from quizzes.models import Question
from quizzes.progress import Answer

WEEKS = 12
WEEK = timedelta(days=7)
SIMULATED = 400
SIMULATED_ANSWERS = 10
SIMULATED_OPTIONS = 4


@dataclass(frozen=True, slots=True)
class Point:
    """What the model said at the end of a week; `probability` is None before the first answer of this kind."""

    at: datetime
    probability: float | None
    answers: int

    @property
    def is_early(self) -> bool:
        return self.answers < mastery.FEW_ANSWERS


@dataclass(frozen=True, slots=True)
class Course:
    """One kind of understanding, a point for each week, the oldest first."""

    name: str
    points: tuple[Point, ...]


def courses(answers: Iterable[Answer], at: datetime, *, weeks: int = WEEKS) -> list[Course]:
    """A course for each kind of understanding that was ever asked about, over the `weeks` that end at `at`.

    `answers` stand in the order in which they were given. Forgetting until the end of each week is counted in.
    """
    ends = [at - WEEK * back for back in reversed(range(weeks))]
    by_kind: dict[str, list[Observation]] = {}
    for answer in answers:
        by_kind.setdefault(answer.understanding, []).append(answer.seen)
    return [
        Course(str(kind.label), tuple(course(by_kind[kind], ends)))
        for kind in Question.Understanding
        if kind in by_kind
    ]


def course(seen: list[Observation], ends: list[datetime]) -> Iterable[Point]:
    known = Mastery()
    waiting = iter(seen)
    following = next(waiting, None)
    for end in ends:
        while following is not None and following.at <= end:
            known = mastery.after(known, following)
            following = next(waiting, None)
        yield Point(end, mastery.now(known, end) if known.answers else None, known.answers)


@lru_cache(maxsize=1)
def simulated() -> tuple[tuple[float, ...], tuple[float, ...]]:
    """The mean of what the model says after each answer of students whose skill is known because they are made up:
    those who grasp the matter and slip at the model's own rate, and those who only guess. The same every time."""
    chance = random.Random(1995)  # noqa: S311 - no secret, a simulation
    begin = datetime(2026, 1, 5, tzinfo=UTC)

    def mean_course(share_right: float) -> tuple[float, ...]:
        sums = [0.0] * (SIMULATED_ANSWERS + 1)
        for _ in range(SIMULATED):
            known = Mastery()
            sums[0] += known.probability
            for number in range(1, SIMULATED_ANSWERS + 1):
                is_right = chance.random() < share_right
                known = mastery.after(known, Observation(float(is_right), begin, SIMULATED_OPTIONS))
                sums[number] += known.probability
        return tuple(total / SIMULATED for total in sums)

    return mean_course(1 - mastery.SLIP), mean_course(1 / SIMULATED_OPTIONS)
