"""Times and amounts as values that two tellings can be compared by: periods as intervals, amounts in one unit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from articles.language.reading import CalendarDate, ExpressionType, Quantity, Span

if TYPE_CHECKING:
    from articles.language.reading import Expression

DAYS = {"day": 1.0, "week": 7.0, "fortnight": 14.0, "month": 30.4, "year": 365.0, "decade": 3650.0, "century": 36500.0}
CLOCK = {"second": 1 / 3600, "minute": 1 / 60, "hour": 1.0}
METRES = {
    "millimetre": 0.001,
    "centimetre": 0.01,
    "metre": 1.0,
    "kilometre": 1000.0,
    "mile": 1609.34,
    "foot": 0.3048,
    "inch": 0.0254,
    "yard": 0.9144,
}
KILOGRAMS = {"gram": 0.001, "kilogram": 1.0, "tonne": 1000.0, "ton": 1000.0, "pound_weight": 0.4536, "ounce": 0.02835}
SCALES = (("days", DAYS), ("hours", CLOCK), ("metres", METRES), ("kilograms", KILOGRAMS))
# Where in a year, a decade or a century its parts lie.
PARTS = {
    "early": (0.0, 0.35),
    "beginning": (0.0, 0.15),
    "mid": (0.35, 0.65),
    "middle": (0.35, 0.65),
    "late": (0.65, 1.0),
    "end": (0.85, 1.0),
    "spring": (0.16, 0.42),
    "summer": (0.41, 0.67),
    "autumn": (0.66, 0.92),
    "winter": (0.0, 1.0),
}


@dataclass(frozen=True, slots=True)
class Amount:
    """`number` in `unit` (converted where one unit is as good as another), `sort` the family that can be compared."""

    number: float
    unit: str
    sort: str


@dataclass(frozen=True, slots=True)
class Period:
    """From `start` to `end`, in years; months and days without a year are kept as fractions of year 0."""

    start: float
    end: float

    def holds(self, other: Period) -> bool:
        return self.start - 1e-6 <= other.start and other.end <= self.end + 1e-6

    def meets(self, other: Period) -> bool:
        return self.start < other.end - 1e-6 and other.start < self.end - 1e-6


def amount(value: Quantity, kind: ExpressionType) -> Amount:
    """The amount with its family: "share" for percentages and fractions, the unit's for measures, else "number"."""
    if kind is ExpressionType.FRACTION:
        return Amount(100 * value.amount, "percent", "share")
    if kind is ExpressionType.PERCENT:
        return Amount(value.amount, value.unit, "share")
    if kind is ExpressionType.ORDINAL:
        return Amount(value.amount, "", "rank")
    if kind is ExpressionType.MONEY:
        return Amount(value.amount, value.unit, f"money:{value.unit}")
    if kind is ExpressionType.TIME_OF_DAY:
        return Amount(value.amount, "minute", "clock")
    if kind is ExpressionType.CENTURY:
        return Amount(value.amount, "century", "century")
    for name, scale in SCALES:
        if value.unit in scale:
            sort = "age" if kind is ExpressionType.AGE else name
            return Amount(value.amount * scale[value.unit], name, sort)
    return Amount(value.amount, value.unit, value.unit or "number")


def period(date: CalendarDate, kind: ExpressionType) -> Period | None:
    """The time a calendar expression covers; None for a weekday or a season alone."""
    if date.year is None and date.month is None:
        return None
    year = float(date.year or 0)
    if kind is ExpressionType.DECADE:
        length = 100.0 if year % 100 == 0 and year < 2000 else 10.0
        return _part(year, length, date.part)
    if date.month is not None:
        month = year + (date.month - 1) / 12
        if date.day is not None:
            day = month + (date.day - 1) / 372
            return Period(day, day + 1 / 372)
        return _part(month, 1 / 12, date.part)
    return _part(year, 1.0, date.part)


def _part(start: float, length: float, part: str) -> Period:
    low, high = PARTS.get(part, (0.0, 1.0))
    return Period(start + length * low, start + length * high)


def plain_value(expression: Expression) -> str:
    """A short name for the value: equal for expressions that say the same."""
    value = expression.value
    if isinstance(value, Span):
        return f"#{_name(value.low, expression.type)}-{_name(value.high, expression.type)}"
    return f"#{_name(value, expression.type)}"


def _name(value: Quantity | CalendarDate, kind: ExpressionType) -> str:
    if isinstance(value, CalendarDate):
        return ".".join(str(part) for part in (value.year, value.month, value.day) if part is not None) or value.part
    found = amount(value, kind)
    return f"{found.number:g}"
