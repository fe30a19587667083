"""How much of a question an answer got right: values in, a share from 0 to 1 out. No database, no clock.

Typed answers are compared after both sides were brought to one form, so that a student is marked on what she
understood and not on how she types: case, articles, punctuation, accents of Latin letters, number words, thousands
separators and "%" do not count. A slip of the keyboard in a long word is forgiven, unless it brings the answer just as
near to something else that could have been meant.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from rapidfuzz.distance import OSA

SLIP_LETTERS = 6
"""A word needs this many letters before one slip in it is forgiven: among shorter ones too many are another word."""

ARTICLES = {"a", "an", "the"}
TEENS = ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
DIGITS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
UNITS = {word: value for value, word in enumerate(DIGITS + TEENS)}
TENS = {
    word: 10 * value
    for value, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2
    )
}
SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
NUMBER = re.compile(r"\d+(?:\.\d+)?")
THOUSANDS = re.compile(r"(?<=\d)[,'’\u00a0\u202f ](?=\d{3}(?!\d))")
WORDS = re.compile(r"\d+(?:\.\d+)?|[^\W\d_]+(?:['’][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class AnswerKey:
    """What counts as right in one question.

    `option` is the key's id in a question answered by choosing; `order` the ids in their right order; `accepted` the
    typed answers that count, and `others` typed answers that are known to be wrong (the distractors of the same gap).
    """

    option: int | None = None
    order: tuple[int, ...] = ()
    accepted: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


def grade(key: AnswerKey, given: Mapping[str, Any]) -> float:
    """The share of the points, 0 to 1, for `given`: {"option": id}, {"order": [ids]} or {"text": "…"}.

    An answer that does not fit the question (an empty one, another kind) is worth 0 and raises nothing.
    """
    if key.order:
        return order_mark(key.order, given.get("order") or ())
    if key.option is not None:
        return float(given.get("option") == key.option)
    return float(accepts(str(given.get("text") or ""), key.accepted, key.others))


def order_mark(right: Sequence[int], given: Sequence[int]) -> float:
    """The share of neighbours of the right order that still follow each other: 1 only for the right order itself.

    An order that leaves something out or names it twice is worth 0.
    """
    if sorted(right) != sorted(given) or not right:
        return 0.0
    if len(right) == 1:
        return 1.0
    pairs = set(pairwise(given))
    return sum(pair in pairs for pair in pairwise(right)) / (len(right) - 1)


def accepts(text: str, accepted: Sequence[str], others: Sequence[str] = ()) -> bool:
    """Whether what was typed means one of `accepted`; never when it lies as near to one of `others`."""
    typed = words(text)
    if not typed:
        return False
    rivals = [words(other) for other in others]
    if any(words(answer) == typed for answer in accepted):
        return True
    if typed in rivals:
        return False
    slips = min((found for answer in accepted if (found := distance(words(answer), typed)) is not None), default=None)
    if slips is None:
        return False
    return all((rival := distance(other, typed)) is None or rival > slips for other in rivals)


def words(text: str) -> tuple[str, ...]:
    """`text` as the words that count, in one form: "The 1,200 Saïgas" becomes ("1200", "saigas")."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
    plain = plain.replace("%", " percent ").replace("per cent", "percent")
    plain = THOUSANDS.sub("", unaccented(plain))
    found = [word.removesuffix("'s").replace("'", "") for word in WORDS.findall(plain)]
    kept = [word for word in found if word not in ARTICLES] or found
    return tuple(in_figures(kept))


def unaccented(text: str) -> str:
    """Latin letters without their accents. Marks on other scripts stay: й is not и."""
    made: list[str] = []
    for letter in unicodedata.normalize("NFD", text):
        if unicodedata.combining(letter) and made and made[-1].isascii():
            continue
        made.append(letter)
    return unicodedata.normalize("NFC", "".join(made))


def in_figures(tokens: Sequence[str]) -> list[str]:
    """Number words as figures: ["two", "hundred", "and", "six", "dogs"] becomes ["206", "dogs"]."""
    made: list[str] = []
    at = 0
    while at < len(tokens):
        value, after = number_at(tokens, at)
        if value is None:
            made.append(tokens[at])
            at += 1
        else:
            made.append(f"{value:.10g}" if isinstance(value, float) and value % 1 else str(int(value)))
            at = after
    return made


def number_at(tokens: Sequence[str], at: int) -> tuple[float | None, int]:
    """The number that begins at token `at` and where it ends; (None, at) when none does."""
    value, after = group_at(tokens, at)
    if value is None:
        return None, at
    total = 0.0
    least = float("inf")
    while after < len(tokens) and (scale := SCALES.get(tokens[after])) and scale < least:
        total += value * scale
        least, value = scale, 0
        after += 1
        skip = after + 1 if after < len(tokens) and tokens[after] == "and" else after
        following, end = group_at(tokens, skip)
        if following is None or following >= scale:
            break
        value, after = following, end
    whole = total + value
    return (int(whole) if whole % 1 == 0 else whole), after


def group_at(tokens: Sequence[str], at: int) -> tuple[float | None, int]:
    """A number below a thousand in words, or any one in figures, that begins at token `at`."""
    if at >= len(tokens):
        return None, at
    if NUMBER.fullmatch(tokens[at]):
        return float(tokens[at]), at + 1
    value, after = below_hundred(tokens, at)
    if value is None:
        return None, at
    if value < 10 and after < len(tokens) and tokens[after] == "hundred":
        value *= 100
        after += 1
        skip = after + 1 if after < len(tokens) and tokens[after] == "and" else after
        rest, end = below_hundred(tokens, skip)
        if rest is not None:
            value, after = value + rest, end
    return value, after


def below_hundred(tokens: Sequence[str], at: int) -> tuple[int | None, int]:
    if at >= len(tokens):
        return None, at
    if (unit := UNITS.get(tokens[at])) is not None:
        return unit, at + 1
    if (ten := TENS.get(tokens[at])) is None:
        return None, at
    following = UNITS.get(tokens[at + 1]) if at + 1 < len(tokens) else None
    if following is not None and 0 < following < 10:
        return ten + following, at + 2
    return ten, at + 1


def distance(right: Sequence[str], typed: Sequence[str]) -> int | None:
    """How many words of `typed` hold one slip against `right`; None when they differ by more than slips.

    A slip is one letter too many, missing, wrong, or swapped with its neighbour (Damerau 1964), in a word of at least
    SLIP_LETTERS letters whose first letter stands: slips seldom hit the first letter, while other words often differ
    there. Numbers must be exact.
    """
    if len(right) != len(typed):
        return None
    slips = 0
    for wanted, got in zip(right, typed, strict=True):
        if wanted == got:
            continue
        long_enough = min(len(wanted), len(got) + 1) >= SLIP_LETTERS and wanted.isalpha() and got.isalpha()
        if not long_enough or wanted[0] != got[0] or OSA.distance(wanted, got, score_cutoff=1) > 1:
            return None
        slips += 1
    return slips
