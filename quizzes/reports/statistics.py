"""What a few numbers say about a question, and when they say nothing. Values in, values out."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

ENOUGH = 20
"""Below this many students a correlation is noise: its 95 % interval is wider than 0.85 even around 0."""
Z_95 = 1.959964


@dataclass(frozen=True, slots=True)
class Discrimination:
    """How well a question tells those who know more from those who know less, −1 to 1, with its 95 % interval."""

    value: float
    low: float
    high: float

    @property
    def is_clear(self) -> bool:
        """Whether the interval leaves 0 out: the sign can be trusted."""
        return self.low > 0 or self.high < 0

    @property
    def words(self) -> str:
        return f"{number(self.value)} ({number(self.low)} to {number(self.high)})"


def number(value: float) -> str:
    """Two places with a minus sign that no spreadsheet takes for a formula."""
    return f"{value:.2f}".replace("-", "−")


def discrimination(marks: Sequence[float], rests: Sequence[float]) -> Discrimination | None:
    """The corrected item-total correlation: of a question's marks with the sums of the other questions' marks.

    For marks of 0 and 1 this is the point-biserial correlation. The question itself is left out of the total, since it
    would correlate with itself (Henrysson 1963; Crocker & Algina 1986, ch. 14). The interval is Fisher's (1921).
    None when fewer than ENOUGH students answered, or when all marks or all totals are the same.
    """
    count = len(marks)
    if count != len(rests):
        raise ValueError("Every mark needs the sum of the other marks.")
    if count < ENOUGH:
        return None
    value = correlation(marks, rests)
    if value is None:
        return None
    z = math.atanh(max(-0.999999, min(0.999999, value)))
    reach = Z_95 / math.sqrt(count - 3)
    return Discrimination(value, math.tanh(z - reach), math.tanh(z + reach))


def correlation(first: Sequence[float], second: Sequence[float]) -> float | None:
    """Pearson's correlation; None when either side does not vary."""
    mean_first, mean_second = math.fsum(first) / len(first), math.fsum(second) / len(second)
    a = [value - mean_first for value in first]
    b = [value - mean_second for value in second]
    spread = math.sqrt(math.fsum(x * x for x in a) * math.fsum(y * y for y in b))
    if spread < 1e-12:
        return None
    return math.fsum(x * y for x, y in zip(a, b, strict=True)) / spread
