"""How likely it is that a student grasps a concept, after each of her answers: Bayesian knowledge tracing.

The model has one hidden state per concept, grasped or not (Corbett & Anderson 1995, "Knowledge tracing: modeling the
acquisition of procedural knowledge"). An answer moves the probability by Bayes' rule, with the chance of guessing
right and of slipping; then the feedback itself may have taught her (TRANSIT). To this a chance of forgetting is added
(Khajah, Lindsey & Mozer 2016, "How deep is knowledge tracing?"), here per day that passes between two answers, so that
what was right in October says less in March.

The parameters are stated, not fitted: a class has too few answers to fit them. PRIOR, TRANSIT and SLIP lie in the
middle of what Corbett & Anderson report; guessing follows from the kind of question.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

PRIOR = 0.35
TRANSIT = 0.12
SLIP = 0.10
FORGET_PER_DAY = 0.004
"""About a tenth in four weeks, a half in six months."""
FLOOR = 0.10
"""Forgetting does not go below this: what was once met is never quite new."""
HINT_GUESS = 0.75
"""With the sentence shown first, a right answer says little."""
OPEN_GUESS = 0.05
RIGHT_FROM = 0.999
FEW_ANSWERS = 3
FIRM = 0.95
"""The mastery criterion of Corbett & Anderson."""
GROWING = 0.60


@dataclass(frozen=True, slots=True)
class Observation:
    """One answer. `mark` is 0 to 1, `options` how many there were to choose from (0: typed), `at` aware."""

    mark: float
    at: datetime
    options: int = 0
    hints: int = 0


@dataclass(frozen=True, slots=True)
class Mastery:
    """`probability` that she grasps it just after the last answer, and the `answers` it rests on."""

    probability: float = PRIOR
    answers: int = 0
    right: int = 0
    last_at: datetime | None = None

    @property
    def sureness(self) -> float:
        """How sure the model is, 0 to 1: one minus the entropy, in bits, of grasped or not (Shannon 1948)."""
        return sureness(self.probability)

    @property
    def is_early(self) -> bool:
        """Too few answers to say anything to her face."""
        return self.answers < FEW_ANSWERS


def sureness(probability: float) -> float:
    if probability <= 0 or probability >= 1:
        return 1.0
    rest = 1 - probability
    return 1 + probability * math.log2(probability) + rest * math.log2(rest)


def guess_chance(options: int, hints: int = 0) -> float:
    """The chance of being right without grasping it: one in the number of options, small when typed."""
    chance = 1 / options if options else OPEN_GUESS
    return max(chance, HINT_GUESS) if hints >= 2 else min(0.9, chance * (1 + 0.5 * hints))


def faded(probability: float, days: float) -> float:
    """`probability` after `days` without meeting the concept: forgetting is geometric, down to FLOOR."""
    if probability <= FLOOR or days <= 0:
        return probability
    return FLOOR + (probability - FLOOR) * (1 - FORGET_PER_DAY) ** days


def after(mastery: Mastery, seen: Observation) -> Mastery:
    """What is known of her after one more answer.

    A partly right answer counts as the mixture of a right and a wrong one, weighted by its mark.
    """
    days = max(0.0, (seen.at - mastery.last_at).total_seconds() / 86400) if mastery.last_at else 0.0
    known = faded(mastery.probability, days)
    guess = guess_chance(seen.options, seen.hints)
    if_right = known * (1 - SLIP) / (known * (1 - SLIP) + (1 - known) * guess)
    if_wrong = known * SLIP / (known * SLIP + (1 - known) * (1 - guess))
    posterior = seen.mark * if_right + (1 - seen.mark) * if_wrong
    learnt = posterior + (1 - posterior) * TRANSIT
    return Mastery(
        probability=min(1.0, max(0.0, learnt)),
        answers=mastery.answers + 1,
        right=mastery.right + (seen.mark >= RIGHT_FROM),
        last_at=max(seen.at, mastery.last_at) if mastery.last_at else seen.at,
    )


def traced(observations: Iterable[Observation]) -> Mastery:
    """The mastery after `observations`, taken in their order."""
    mastery = Mastery()
    for seen in observations:
        mastery = after(mastery, seen)
    return mastery


def now(mastery: Mastery, at: datetime) -> float:
    """The probability at `at`, forgetting since the last answer included."""
    if mastery.last_at is None:
        return mastery.probability
    return faded(mastery.probability, (at - mastery.last_at).total_seconds() / 86400)
