"""The words of an answer in one form, so that "The 1 200 Saïgas" and "1,200 saigas" are the same.

Case, articles, punctuation, accents of Latin letters, number words, fractions, thousands separators and "%" do not
count. Values in, values out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

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
PORTIONS = {"third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10}
PORTIONS |= {f"{word}s": size for word, size in PORTIONS.items()}
NUMBER = re.compile(r"\d+(?:\.\d+)?")
FRACTION = re.compile(r"\d+/\d+")
THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:[,'\u00a0\u202f ]\d{3})+(?!\d)")
MISREADABLE = re.compile(r"\d{1,3}\.000")
"""Forty to one reader and forty thousand to another: it equals nothing but itself."""
VULGAR = re.compile("(?=[¼-¾⅐-⅞])")
SLASHED = re.compile(r"(?<![\d/])(\d+) ?[/\u2044] ?(\d+)(?![\d/])")
A_PORTION = re.compile(r"\b(?:an?|one)[ -](half|third|quarter|fifth|sixth|seventh|eighth|ninth|tenth)(?= of\b|\W*$)")
HALF = re.compile(r"^\W*half(?= of\b|\W*$)")
US_DOLLARS = re.compile(r"\bus ?(?=\$|dollars?\b)")
SQUARE = re.compile(r"\b([kcm]?m)2\b")
WORDS = re.compile(r"\d+/\d+|\d+(?:\.\d+)?|[^\W\d_]+(?:['’][^\W\d_]+)*")


def words(text: str) -> tuple[str, ...]:
    """`text` as the words that count, in one form: "The 1,200 Saïgas" becomes ("1200", "saigas")."""
    return tuple(in_figures(loose_words(text)))


def loose_words(text: str) -> list[str]:
    """As `words`, with number words left as they stand: "5 million" is still two words."""
    plain = unicodedata.normalize("NFKC", VULGAR.sub(" ", text)).casefold().replace("’", "'")
    plain = US_DOLLARS.sub("", plain).replace("%", " percent ").replace("per cent", "percent")
    plain = THOUSANDS.sub(lambda match: re.sub(r"\D", "", match[0]), unaccented(plain))
    plain = SLASHED.sub(r"\1/\2", HALF.sub("1/2", SQUARE.sub(r" square \1", plain)))
    plain = A_PORTION.sub(lambda match: f"1/{PORTIONS.get(match[1], 2)}", plain)
    found = [word.removesuffix("'s").replace("'", "") for word in WORDS.findall(plain)]
    return [word for word in found if word not in ARTICLES] or found


def unaccented(text: str) -> str:
    """Latin letters without their accents. Marks on other scripts stay: й is not и."""
    made: list[str] = []
    for letter in unicodedata.normalize("NFD", text):
        if unicodedata.combining(letter) and made and made[-1].isascii():
            continue
        made.append(letter)
    return unicodedata.normalize("NFC", "".join(made))


def in_figures(tokens: Sequence[str]) -> list[str]:
    """Number words as figures: ["two", "hundred", "and", "six", "dogs"] becomes ["206", "dogs"], "two thirds" "2/3"."""
    made: list[str] = []
    at = 0
    while at < len(tokens):
        value, after = number_at(tokens, at)
        if value is None:
            made.append(tokens[at])
            at += 1
        elif value > 1 and after < len(tokens) and tokens[after].endswith("s") and tokens[after] in PORTIONS:
            made.append(f"{value:.10g}/{PORTIONS[tokens[after]]}")
            at = after + 1
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
    if NUMBER.fullmatch(tokens[at]) and not MISREADABLE.fullmatch(tokens[at]):
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
