"""Time and number expressions by rule: where they stand, of which sort they are, and their normalised value.

Offsets cover the expression itself; what qualifies it ("more than", "about") is in the value's ``modifier``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from articles.language.dates import Found, date_at
from articles.language.numerals import ORDINALS, SCALES, SHORT_SCALES, Numeral, numeral_at, ordinal_at
from articles.language.reading import CalendarDate, Expression, ExpressionType, Quantity, Span, Token
from articles.language.units import (
    CURRENCY_PREFIXES,
    CURRENCY_SIGNS,
    CURRENCY_WORDS,
    MODIFIERS,
    SQUARE,
    TIME_UNITS,
    UNITS,
)

DASHES = {"-", "–", "—", "‐", "‑"}
CLOCK = re.compile(r"(?P<hour>[01]?\d|2[0-3])[:.](?P<minute>[0-5]\d)")
HALVES = {"am": 0, "a.m.": 0, "a.m": 0, "pm": 12, "p.m.": 12, "p.m": 12}
WHOLE_MODIFIERS = sorted((tuple(m.split()) for m in MODIFIERS), key=len, reverse=True)
COUNTED = {ExpressionType.NUMBER, ExpressionType.PERCENT, ExpressionType.MONEY, ExpressionType.MEASURE}
RANGED = COUNTED | {ExpressionType.YEAR, ExpressionType.DATE, ExpressionType.DURATION, ExpressionType.AGE}
RANGED |= {ExpressionType.TIME_OF_DAY}


def expressions(tokens: Sequence[Token], text: str) -> tuple[Expression, ...]:
    """Return the expressions in order; they do not overlap."""
    words = [token.text.lower() for token in tokens]
    found: list[Found] = []
    for first, end in _sentences(tokens):
        place = first
        while place < end:
            match = _at(tokens, words, place, end)
            if match is None:
                place += 1
            else:
                found.append(match)
                place = match.after
    return tuple(_expression(match, tokens, words, text) for match in _ranges(found, tokens, words))


def _sentences(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Yield first token and end of each sentence."""
    first = 0
    for place in range(1, len(tokens) + 1):
        if place == len(tokens) or tokens[place].sentence != tokens[first].sentence:
            yield first, place
            first = place


def _at(tokens: Sequence[Token], words: Sequence[str], place: int, end: int) -> Found | None:
    """Read the expression that begins at a token, the most particular sort first."""
    return (
        _time_of_day(words, place, end)
        or _money(words, place, end)
        or _with_unit(tokens, words, place, end)
        or _fraction(words, place, end)
        or date_at(tokens, words, place, end)
        or _number(tokens, words, place, end)
        or _ordinal(tokens, words, place, end)
    )


def _time_of_day(words: Sequence[str], place: int, end: int) -> Found | None:
    """5:30 p.m., 8 am, 17:00, ten o'clock, noon. The value counts minutes from midnight."""
    if words[place] in {"noon", "midday", "midnight"}:
        minutes = 0 if words[place] == "midnight" else 720
        return Found(place, place + 1, ExpressionType.TIME_OF_DAY, Quantity(minutes, "minute"))
    after = place + 1
    following = words[after] if after < end else ""
    clock = CLOCK.fullmatch(words[place])
    if clock and (":" in words[place] or following in HALVES):
        hour, minute = int(clock["hour"]), int(clock["minute"])
    else:
        numeral = numeral_at(words, place, end)
        if numeral is None or not 0 < numeral.value <= 12 or numeral.after >= end:
            return None
        hour, minute, after, following = int(numeral.value), 0, numeral.after, words[numeral.after]
        if following not in HALVES and following not in {"o'clock", "o’clock"}:
            return None
    if following in HALVES:
        hour = hour % 12 + HALVES[following]
        after += 1
    elif following in {"o'clock", "o’clock"}:
        after += 1
    return Found(place, after, ExpressionType.TIME_OF_DAY, Quantity(hour * 60 + minute, "minute"))


def _money(words: Sequence[str], place: int, end: int) -> Found | None:
    """£250,000, US$3bn, 20 million dollars, 50 cents."""
    step = place + 1 if words[place] in CURRENCY_PREFIXES and place + 1 < end else place
    if words[step] in CURRENCY_SIGNS:
        numeral = numeral_at(words, step + 1, end)
        if numeral is None:
            return None
        numeral = _short_scale(words, numeral, end)
        unit = CURRENCY_SIGNS[words[step]]
        return Found(place, numeral.after, ExpressionType.MONEY, Quantity(numeral.value, unit))
    numeral = numeral_at(words, place, end)
    if numeral is None or numeral.after >= end:
        return None
    after = (
        numeral.after + 1 if words[numeral.after] in {"-", "us", "u.s."} and numeral.after + 1 < end else numeral.after
    )
    unit_word = words[after]
    if unit_word in CURRENCY_SIGNS:
        return Found(place, after + 1, ExpressionType.MONEY, Quantity(numeral.value, CURRENCY_SIGNS[unit_word]))
    if unit_word in CURRENCY_WORDS:
        return Found(place, after + 1, ExpressionType.MONEY, Quantity(numeral.value, CURRENCY_WORDS[unit_word]))
    return None


def _short_scale(words: Sequence[str], numeral: Numeral, end: int) -> Numeral:
    """Take in m, bn or k that the splitter parted from the digits: £ 3.5 m."""
    if numeral.digits and numeral.after < end and words[numeral.after] in SHORT_SCALES:
        return Numeral(numeral.value * SCALES[words[numeral.after]], numeral.after + 1, digits=False)
    return numeral


def _with_unit(tokens: Sequence[Token], words: Sequence[str], place: int, end: int) -> Found | None:
    """54%, nine-month, 35 years old, 18 kg, 200 square kilometres."""
    numeral = numeral_at(words, place, end)
    if numeral is None and words[place : place + 3] in (["half", "an", "hour"], ["half", "a", "century"]):
        unit = "minute" if words[place + 2] == "hour" else "year"
        return Found(place, place + 3, ExpressionType.DURATION, Quantity(30 if unit == "minute" else 50, unit))
    if numeral is None or numeral.after >= end:
        return None
    after = numeral.after + 1 if words[numeral.after] in DASHES and numeral.after + 1 < end else numeral.after
    word = words[after]
    if word in {"%", "percent"}:
        return Found(place, after + 1, ExpressionType.PERCENT, Quantity(numeral.value, "percent"))
    if word == "per" and after + 1 < end and words[after + 1] == "cent":
        return Found(place, after + 2, ExpressionType.PERCENT, Quantity(numeral.value, "percent"))
    if word in {"percentage", "per"} and words[after + 1 : after + 2] in (["point"], ["points"]):
        return Found(place, after + 2, ExpressionType.PERCENT, Quantity(numeral.value, "percentage_point"))
    if word in TIME_UNITS:
        return _duration(words, place, after, end, Quantity(numeral.value, TIME_UNITS[word]))
    if word in SQUARE and after + 1 < end and words[after + 1] in UNITS:
        return Found(
            place,
            after + 2,
            ExpressionType.MEASURE,
            Quantity(numeral.value, f"{word.rstrip('.')}_{UNITS[words[after + 1]]}"),
        )
    if word in UNITS and not (len(word) == 1 and tokens[after - 1].space_after):
        return Found(place, after + 1, ExpressionType.MEASURE, Quantity(numeral.value, UNITS[word]))
    return None


def _duration(words: Sequence[str], place: int, unit: int, end: int, value: Quantity) -> Found:
    """A duration, or an age when "old" or "of age" follows."""
    after = unit + 1
    step = after + 1 if after < end and words[after] in DASHES else after
    if step < end and words[step] in {"old", "olds"}:
        return Found(place, step + 1, ExpressionType.AGE, value)
    if words[after : after + 2] == ["of", "age"]:
        return Found(place, after + 2, ExpressionType.AGE, value)
    return Found(place, after, ExpressionType.DURATION, value)


def _fraction(words: Sequence[str], place: int, end: int) -> Found | None:
    """Two-thirds, three quarters, a quarter, one in five; "half" and "a third" alone may mean other things."""
    if words[place : place + 2] == ["a", "quarter"] and words[place + 2 : place + 3] == ["of"]:
        return Found(place, place + 2, ExpressionType.FRACTION, Quantity(0.25))
    numeral = numeral_at(words, place, end)
    if numeral is None or numeral.digits or numeral.value >= 20 or numeral.after >= end:
        above = numeral is not None and numeral.digits and words[numeral.after : numeral.after + 2] == ["out", "of"]
        if not above:
            return None
    assert numeral is not None
    after = numeral.after
    for link in (["in"], ["out", "of"]):
        if words[after : after + len(link)] == link:
            whole = numeral_at(words, after + len(link), end)
            if whole is not None and numeral.value < whole.value < 1000:
                return Found(place, whole.after, ExpressionType.FRACTION, Quantity(numeral.value / whole.value))
    step = after + 1 if words[after] in DASHES else after
    part = words[step] if step < end else ""
    below = (
        4 if part in {"quarter", "quarters"} else ORDINALS.get(part.removesuffix("s"), 0) if part != "seconds" else 0
    )
    if below > 2 and (part.endswith("s") or (numeral.value == 1 and step > after)):
        return Found(place, step + 1, ExpressionType.FRACTION, Quantity(numeral.value / below))
    return None


def _number(tokens: Sequence[Token], words: Sequence[str], place: int, end: int) -> Found | None:
    """Digits or number words that nothing more particular claimed."""
    numeral = numeral_at(words, place, end)
    if numeral is None:
        return None
    single = numeral.after == place + 1
    if single and words[place] == "one" and _impersonal(tokens, words, place, end):
        return None
    if place > 0 and words[place - 1] == "aged" and single:
        return Found(place, numeral.after, ExpressionType.AGE, Quantity(numeral.value, "year"))
    if single and numeral.digits and numeral.after < end and words[numeral.after] in {"m", "bn"}:
        numeral = _short_scale(words, numeral, end)
    return Found(place, numeral.after, ExpressionType.NUMBER, Quantity(numeral.value))


def _impersonal(tokens: Sequence[Token], words: Sequence[str], place: int, end: int) -> bool:
    """Tell whether "one" is the pronoun: one would think so, the old one."""
    token = tokens[place]
    counts_part = place + 1 < end and words[place + 1] in {"of", "in", "out"}
    return token.pos != "NUM" or (token.dep.startswith("nsubj") and not counts_part)


def _ordinal(tokens: Sequence[Token], words: Sequence[str], place: int, end: int) -> Found | None:
    """First, 12th; not "at first", not "a second" of time, not "first" alone as an adverb."""
    numeral = ordinal_at(words, place, end)
    if numeral is None or tokens[place].pos not in {"ADJ", "NUM", "NOUN"}:
        return None
    if words[place] == "second" and tokens[place].pos == "NOUN":
        return None
    if place > 0 and words[place - 1] == "at":
        return None
    return Found(place, numeral.after, ExpressionType.ORDINAL, Quantity(numeral.value))


def _ranges(found: list[Found], tokens: Sequence[Token], words: Sequence[str]) -> Iterator[Found | tuple[Found, Found]]:
    """Join neighbours that a dash, "to" or "between … and" makes one range."""
    place = 0
    while place < len(found):
        low = found[place]
        high = found[place + 1] if place + 1 < len(found) else None
        pair = _as_range(low, high, tokens, words) if high is not None else None
        if pair is None:
            yield low
            place += 1
        else:
            yield pair
            place += 2


def _as_range(low: Found, high: Found, tokens: Sequence[Token], words: Sequence[str]) -> tuple[Found, Found] | None:
    """Return both ends, with the unit of the second on the first, if the two are the ends of one range."""
    if high.first != low.after + 1 or low.type not in RANGED or high.type not in RANGED:
        return None
    if tokens[low.first].sentence != tokens[high.first].sentence:
        return None
    link, before = words[low.after], words[low.first - 1] if low.first else ""
    if not (link in DASHES or link in {"to", "until", "through"} or (link == "and" and before == "between")):
        return None
    if low.type is ExpressionType.YEAR and high.type is ExpressionType.NUMBER:  # 2011-12
        short = high.value.amount if isinstance(high.value, Quantity) else 0.0
        year = low.value.year if isinstance(low.value, CalendarDate) else None
        if link not in DASHES or year is None or not year % 100 < short < 100:
            return None
        full = CalendarDate(year=year - year % 100 + int(short))
        high = Found(high.first, high.after, ExpressionType.YEAR, full)
    if low.type is ExpressionType.AGE and high.type is ExpressionType.NUMBER and isinstance(high.value, Quantity):
        high = Found(high.first, high.after, ExpressionType.AGE, Quantity(high.value.amount, "year"))  # aged 18-24
    if low.type is ExpressionType.NUMBER and high.type in COUNTED | {ExpressionType.DURATION, ExpressionType.AGE}:
        unit = high.value.unit if isinstance(high.value, Quantity) else ""
        amount = low.value.amount if isinstance(low.value, Quantity) else 0.0
        low = Found(low.first, low.after, high.type, Quantity(amount, unit))
    if low.type is not high.type:
        return None
    if isinstance(low.value, Quantity) and isinstance(high.value, Quantity) and low.value.amount >= high.value.amount:
        return None  # a score (3-1), or two numbers that only stand together
    return low, high


def _expression(
    match: Found | tuple[Found, Found], tokens: Sequence[Token], words: Sequence[str], text: str
) -> Expression:
    """Give a match its offsets and its modifier."""
    low, high = match if isinstance(match, tuple) else (match, match)
    first, last = low.first, high.after - 1
    modifier = _modifier(tokens, words, first)
    value: Quantity | CalendarDate | Span
    if isinstance(match, tuple):
        value, sort = Span(low.value, high.value), ExpressionType.RANGE
    else:
        value, sort = low.value, low.type
        if isinstance(value, Quantity) and modifier and sort is not ExpressionType.ORDINAL:
            value = Quantity(value.amount, value.unit, modifier)
    start, end = tokens[first].start, tokens[last].end
    return Expression(start, end, first, last, text[start:end], sort, value)


def _modifier(tokens: Sequence[Token], words: Sequence[str], first: int) -> str:
    """Return the longest known modifier that stands right before an expression, in the same sentence."""
    for modifier in WHOLE_MODIFIERS:
        begin = first - len(modifier)
        if begin >= 0 and tuple(words[begin:first]) == modifier and tokens[begin].sentence == tokens[first].sentence:
            return " ".join(modifier)
    return ""
