"""Whether two values in two tellings are the same, and which of them are said of the same thing."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from .facts import OVER, UNDER, Fact, Sort
from .synonyms import groups
from .values import Amount


def same(one: Fact, other: Fact) -> bool:
    """Whether two facts give the same value, however it is written; a rounded one is the same when it says so."""
    if one.sort is not other.sort:
        return _year_as_number(one, other)
    if one.sort is Sort.TIME:
        return _same_time(one, other)
    if len(one.amounts) != len(other.amounts) or one.joint != other.joint:
        return False
    if _opposite_bounds(one.modifier, other.modifier):
        return False
    return all(_same_amount(a, b, one, other) for a, b in zip(one.amounts, other.amounts, strict=True))


def _year_as_number(one: Fact, other: Fact) -> bool:
    """Whether the four digits of a count were read as a year on one side: 1,853 names, 1853 names."""
    counted, timed = (one, other) if one.amounts else (other, one)
    if len(counted.amounts) != 1 or len(timed.periods) != 1:
        return False
    year = timed.periods[0]
    return year.start == counted.amounts[0].number and year.end == year.start + 1


def _same_time(one: Fact, other: Fact) -> bool:
    if not one.periods or not other.periods:
        return one.modifier == other.modifier and not one.periods and not other.periods
    if len(one.periods) != len(other.periods) or {one.modifier, other.modifier} == {"until", "since"}:
        return False
    return all(
        abs(a.start - b.start) < 1e-3 and abs(a.end - b.end) < 1e-3
        for a, b in zip(one.periods, other.periods, strict=True)
    )


def _same_amount(a: Amount, b: Amount, one: Fact, other: Fact) -> bool:
    if a.sort != b.sort:
        return {a.sort, b.sort} == {"number", "share"} and a.number == b.number
    if a.number == b.number:
        return True
    largest = max(abs(a.number), abs(b.number))
    gap = abs(a.number - b.number)
    if a.unit == b.unit and a.sort in {"metres", "kilograms", "hours", "days"} and gap <= 0.01 * largest:
        return True
    rough, fine, rough_fact = (a, b, one) if _digits(a) < _digits(b) else (b, a, other)
    if _digits(rough) == _digits(fine) or not rough_fact.modifier:
        return False
    return _rounds(rough.number, fine.number, rough_fact.modifier)


def _digits(value: Amount) -> int:
    """Significant digits: 3.3 has two, 28,000 two, 28,653 five."""
    return len(f"{value.number:.10g}".replace(".", "").strip("0").lstrip("-")) or 1


def _rounds(rough: float, fine: float, modifier: str) -> bool:
    if abs(rough - fine) > 0.1 * max(abs(rough), abs(fine)):
        return False
    if modifier in OVER:
        return fine >= rough
    if modifier in UNDER:
        return fine <= rough
    return True


def _opposite_bounds(one: str, other: str) -> bool:
    return (one in OVER and other in UNDER) or (one in UNDER and other in OVER)


def less_exact(one: Fact, other: Fact) -> bool:
    """Whether one time only tells more exactly what the other one tells: a month for a year, a decade's part."""
    if len(one.periods) != 1 or len(other.periods) != 1:
        return False
    a, b = one.periods[0], other.periods[0]
    return a.holds(b) or b.holds(a)


def comparable(one: Fact, other: Fact) -> bool:
    return one.family == other.family


def affinity(one: Fact, other: Fact) -> float:
    """How much two values are said of the same: shared context, and the same thing counted."""
    both = one.context & other.context
    found = float(sum(0.5 if term[0] in "~^" else 1.0 for term in both))
    if one.counted and other.counted:
        alike = one.counted == other.counted or bool(groups(one.counted) & groups(other.counted))
        found += 2.0 if alike else -1.5
    return found


def equal_number(one: Fact, other: Fact) -> bool:
    return bool(one.amounts and other.amounts) and [a.number for a in one.amounts] == [a.number for a in other.amounts]


def cancelled(mine: Sequence[Fact], theirs: Sequence[Fact]) -> tuple[list[Fact], list[Fact], list[tuple[Fact, Fact]]]:
    """What is left of two lists of facts when equal ones are taken out in pairs, likeliest pairs first."""
    pairs = sorted(
        ((affinity(a, b), -abs(x - y), x, y) for x, a in enumerate(mine) for y, b in enumerate(theirs) if same(a, b)),
        reverse=True,
    )
    used: tuple[set[int], set[int]] = (set(), set())
    agreeing = []
    for _, _, x, y in pairs:
        if x not in used[0] and y not in used[1]:
            used[0].add(x)
            used[1].add(y)
            agreeing.append((mine[x], theirs[y]))
    return (
        [fact for x, fact in enumerate(mine) if x not in used[0]],
        [fact for y, fact in enumerate(theirs) if y not in used[1]],
        agreeing,
    )


def paired(
    mine: list[Fact], theirs: list[Fact], least: float
) -> tuple[list[tuple[Fact, Fact, float]], list[Fact], list[Fact]]:
    """Values that are said of the same but are not the same, with how sure that is; and what is left."""
    found = [(affinity(a, b), x, y) for x, a in enumerate(mine) for y, b in enumerate(theirs) if comparable(a, b)]
    used: tuple[set[int], set[int]] = (set(), set())
    pairs: list[tuple[Fact, Fact, float]] = []
    for close, x, y in sorted(found, key=lambda each: (-each[0], each[1], each[2])):
        if x in used[0] or y in used[1] or close < least:
            continue
        used[0].add(x)
        used[1].add(y)
        pairs.append((mine[x], theirs[y], min(1.0, 0.7 + 0.1 * close)))
    return (
        pairs,
        [fact for x, fact in enumerate(mine) if x not in used[0]],
        [fact for y, fact in enumerate(theirs) if y not in used[1]],
    )


class Values:
    """The values of one telling, found by their size."""

    def __init__(self, facts: Sequence[Sequence[Fact]]) -> None:
        flat = [fact for line in facts for fact in line]
        self.sized = sorted(((size(fact), number) for number, fact in enumerate(flat)))
        self.facts = flat

    def near(self, fact: Fact) -> Iterator[Fact]:
        """The facts whose size is within a tenth of this one's."""
        middle = size(fact)
        margin = max(0.11 * abs(middle), 1e-3)
        for at in range(bisect_left(self.sized, (middle - margin, -1)), len(self.sized)):
            value, number = self.sized[at]
            if value > middle + margin:
                break
            yield self.facts[number]


def size(fact: Fact) -> float:
    """The first number, or the year in which the first period begins; -1 for a relative time."""
    if fact.amounts:
        return fact.amounts[0].number
    return fact.periods[0].start if fact.periods else -1.0
