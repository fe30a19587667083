"""Numbers in digits and in words, as they stand in tokens."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

SMALL = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
TENS = {
    word: value
    for value, word in zip(
        range(20, 100, 10), ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], strict=True
    )
}
SCALES = {
    "hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "trillion": 1_000_000_000_000,
    "k": 1_000, "m": 1_000_000, "mn": 1_000_000, "bn": 1_000_000_000, "tn": 1_000_000_000_000, "dozen": 12,
}  # fmt: skip
SHORT_SCALES = {"k", "m", "mn", "bn", "tn"}  # only written close to the digits
ORDINALS = {
    word: value
    for value, word in enumerate(
        [
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
            "thirteenth",
            "fourteenth",
            "fifteenth",
            "sixteenth",
            "seventeenth",
            "eighteenth",
            "nineteenth",
            "twentieth",
        ],
        start=1,
    )
} | {"twenty-first": 21, "thirtieth": 30, "fiftieth": 50, "hundredth": 100}
DIGITS = re.compile(r"(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)(?P<scale>k|mn?|bn|tn)?", re.I)
ORDINAL_DIGITS = re.compile(r"(\d+)(?:st|nd|rd|th)", re.I)
HYPHENS = {"-", "‐", "‑"}


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number read from tokens: its value, the token after it, and whether it is written in bare digits."""

    value: float
    after: int
    digits: bool


def numeral_at(words: Sequence[str], place: int, end: int) -> Numeral | None:
    """Read the longest number that begins at ``place`` and ends before ``end``; words are lower case.

    ``m`` for million counts only behind digits in the same token or, for money, behind a space (the caller knows).
    """
    if place >= end:
        return None
    match = DIGITS.fullmatch(words[place])
    if match:
        value = float(match["digits"].replace(",", ""))
        if match["scale"]:
            return Numeral(value * SCALES[match["scale"].lower()], place + 1, digits=False)
        after = place + 1
        while after < end and words[after] in SCALES and words[after] not in SHORT_SCALES:
            value *= SCALES[words[after]]
            after += 1
        return Numeral(value, after, digits=after == place + 1)
    return _in_words(words, place, end)


def _in_words(words: Sequence[str], place: int, end: int) -> Numeral | None:
    """Read a number in words: twenty - five, two hundred and six, a million, half a million."""
    first = words[place]
    if first == "half" and place + 2 < end and words[place + 1] == "a" and words[place + 2] in SCALES:
        return Numeral(SCALES[words[place + 2]] / 2, place + 3, digits=False)
    if first in {"a", "an"}:
        if place + 1 < end and words[place + 1] in SCALES and words[place + 1] not in SHORT_SCALES:
            rest = _scaled(words, place + 1, end, 1.0)
            return Numeral(rest.value, rest.after, digits=False)
        return None
    if first not in SMALL and first not in TENS:
        return None
    value, after = _below_hundred(words, place, end)
    return _scaled(words, after, end, float(value))


def _below_hundred(words: Sequence[str], place: int, end: int) -> tuple[int, int]:
    """Read a number word below a hundred, with or without a hyphen in it."""
    word = words[place]
    if word in SMALL:
        return SMALL[word], place + 1
    value, after = TENS[word], place + 1
    unit = after + 1 if after < end and words[after] in HYPHENS else after
    if unit < end and 0 < SMALL.get(words[unit], 0) < 10:
        return value + SMALL[words[unit]], unit + 1
    return value, after


def _scaled(words: Sequence[str], place: int, end: int, value: float) -> Numeral:
    """Go on behind a small number: hundred, thousand …, with smaller parts after them."""
    total, part = 0.0, value
    while place < end:
        word = words[place]
        if word in SCALES and word not in SHORT_SCALES:
            part *= SCALES[word]
            if SCALES[word] >= 1000:
                total, part = total + part, 0.0
            place += 1
        elif (total or part >= 100) and (step := _joined(words, place, end)) is not None:
            more, place = _below_hundred(words, step, end)
            part += more
        else:
            break
    return Numeral(total + part, place, digits=False)


def _joined(words: Sequence[str], place: int, end: int) -> int | None:
    """Return where a smaller part begins behind a scale word: two hundred (and) six."""
    if words[place] == "and":
        place += 1
    return place if place < end and (words[place] in SMALL or words[place] in TENS) else None


def ordinal_at(words: Sequence[str], place: int, end: int) -> Numeral | None:
    """Read an ordinal: first, 21st, twenty - first."""
    match = ORDINAL_DIGITS.fullmatch(words[place])
    if match:
        return Numeral(float(match[1]), place + 1, digits=True)
    if words[place] in ORDINALS:
        return Numeral(float(ORDINALS[words[place]]), place + 1, digits=False)
    if words[place] in TENS and place + 2 < end and words[place + 1] in HYPHENS and words[place + 2] in ORDINALS:
        return Numeral(float(TENS[words[place]] + ORDINALS[words[place + 2]]), place + 3, digits=False)
    return None
