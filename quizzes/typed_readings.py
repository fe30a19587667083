"""What a typed answer says beside its question: values in, values out.

Somebody who types "13 km" where the stem goes on "_____ kilometres long" has said no more than "13", and "in
Kazakhstan" answers "Where …?" as "Kazakhstan" does. What only repeats the stem, or only ties the answer to it, is left
away here; what changes the answer ("more than 50", "before 1929", another unit or currency) never is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quizzes.typed_words import FRACTION, NUMBER, SCALES, TENS, UNITS, in_figures, loose_words

GAP = re.compile(r"_{2,}")
ASKED = re.compile(r"\b(?:how (?:many|much)|what|which)\b", re.IGNORECASE)
SHARE = {"percentage", "share", "proportion"}
APPROXIMATE = {"about", "around", "approximately", "approx", "roughly", "circa", "ca", "some"}
BOUNDS = (
    (("more", "than"), ("over",)),
    (("at", "least"), ("no", "fewer", "than"), ("no", "less", "than")),
    (("less", "than"), ("fewer", "than"), ("under",)),
    (("almost",), ("nearly",)),
)
PLACING = {"in", "at", "on"}
TOWARDS = {"to", "into"}
TYING = PLACING | TOWARDS | {"from", "by", "for", "of", "with", "since", "until", "during"}
DATING = {"in", "by", "since", "until", "before", "after", "from", "year"}
NOUN_REACH = 4
"""The counted noun stands among this many words after "how many": "how many different old scripts"."""
DIMENSIONS = {"square", "cubic"}
SHORT_UNITS = {
    "km": "kilometre", "kms": "kilometre", "kilometer": "kilometre", "m": "metre", "meter": "metre", "cm": "centimetre",
    "centimeter": "centimetre", "mm": "millimetre", "millimeter": "millimetre", "kg": "kilogram", "kgs": "kilogram",
    "kilo": "kilogram", "g": "gram", "gramme": "gram", "ton": "tonne", "ha": "hectare", "liter": "litre", "l": "litre",
    "sq": "square", "min": "minute", "hr": "hour", "h": "hour", "pct": "percent", "kmh": "kph", "mln": "million",
    "bn": "billion",
}  # fmt: skip
SIGNS = {"$": "dollar", "€": "euro", "£": "pound", "₸": "tenge", "₽": "rouble", "¥": "yen"}
CURRENCIES = {form: word for word in SIGNS.values() for form in (word, f"{word}s")} | {
    "ruble": "rouble", "rubles": "rouble", "usd": "dollar", "eur": "euro", "kzt": "tenge",
}  # fmt: skip
DECIMAL_COMMA = re.compile(r"(?<![\d.,])(\d+),(?=\d{1,2}(?![\d,]))")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The words of a stem before and after the place of the answer, as `loose_words` gives them.

    In a question `after` holds what is asked for: "scripts have …" of "How many scripts have …?".
    """

    before: tuple[str, ...]
    after: tuple[str, ...]
    is_gap: bool
    is_where: bool
    currencies: frozenset[str]

    @classmethod
    def of(cls, stem: str) -> Surroundings:
        gap = GAP.search(stem)
        if gap is not None:
            before, after = stem[: gap.start()], stem[gap.end() :]
            sign = before.rstrip()[-1:]
            near = frozenset({SIGNS[sign]}) if sign in SIGNS else currencies(stem)
            return cls(tuple(loose_words(before)), tuple(loose_words(after)), True, False, near)
        asked = ASKED.search(stem)
        all_words = tuple(loose_words(stem))
        after_words = tuple(loose_words(stem[asked.end() :])) if asked else ()
        if after_words[:1] and after_words[0] in SHARE:
            after_words = ("percent", *after_words)
        return cls(all_words, after_words, False, "where" in all_words, currencies(stem))

    @property
    def dates(self) -> bool:
        """Whether the answer may be a year."""
        if self.is_gap:
            return bool(self.before) and self.before[-1] in DATING
        return self.after[:1] == ("year",) or "when" in self.before[:2]

    @property
    def ties(self) -> set[str]:
        """The prepositions that tie an answer to this stem and say nothing more."""
        if self.is_gap or not self.before:
            return PLACING
        ends = {self.before[0], self.before[-1]} & TYING
        ties = PLACING | ends | (TOWARDS if ends & TOWARDS else set())
        if self.is_where and not ends & ({"from"} | TOWARDS):
            ties |= TOWARDS | {"from"}
        return ties | ({"for"} if self.before[:2] == ("how", "long") else set())


def currencies(text: str) -> frozenset[str]:
    """The currencies a text names, by sign or by word."""
    signs = {word for sign, word in SIGNS.items() if sign in text}
    return frozenset(signs | {CURRENCIES[word] for word in loose_words(text) if word in CURRENCIES})


def readings(text: str, around: Surroundings) -> set[tuple[str, ...]]:
    """All that `text` says in this place, in the form of `words`: as it stands, and without what the stem says."""
    found: set[tuple[str, ...]] = set()
    for writing in {text, DECIMAL_COMMA.sub(r"\1.", text)}:
        waiting = [tuple(loose_words(writing))]
        seen = set(waiting)
        while waiting:
            tokens = waiting.pop()
            shorter = {kept for kept in trimmed(tokens, around) if kept and kept not in seen}
            seen |= shorter
            waiting += shorter
        found |= {tuple(in_figures(in_full(tokens))) for tokens in seen}
    return found - {()}


def trimmed(tokens: tuple[str, ...], around: Surroundings) -> Iterator[tuple[str, ...]]:
    """The answer without one thing that the stem says already, for each such thing."""
    for size in range(1, len(tokens)):
        tail, head = tokens[-size:], tokens[:size]
        if says_no_figure(tail) and (same(tail, around.after[:size]) or counted(tokens[:-size], tail, around)):
            yield tokens[:-size]
        if around.is_gap and says_no_figure(head) and same(head, around.before[-size:]):
            yield tokens[size:]
        if not around.is_gap and says_no_figure(head) and same(head, around.after[:size]):
            yield tokens[size + 1 :] if tokens[size] == "of" else tokens[size:]
    rest = tokens[1:]
    if rest and tokens[0] in around.ties:
        yield rest
    if rest and tokens[0] in APPROXIMATE and is_figure(rest[0]) and not (around.dates and is_year(rest)):
        yield rest
    if rest and tokens[-1] in CURRENCIES and is_figure(tokens[0]):
        yield tokens[:-1]  # whether it is the right currency was asked before
    yield from unbounded(tokens, around)


def unbounded(tokens: tuple[str, ...], around: Surroundings) -> Iterator[tuple[str, ...]]:
    """The answer without "over" where "more than" stands before the gap."""
    if not around.is_gap:
        return
    for alike in BOUNDS:
        if any(around.before[-len(form) :] == form for form in alike):
            yield from (tokens[len(form) :] for form in alike if tokens[: len(form)] == form)


def counted(amount: Sequence[str], noun: Sequence[str], around: Surroundings) -> bool:
    """Whether "3 scripts" names only what "how many different scripts" counts."""
    if around.is_gap or not amount or not is_figure(amount[-1]) or len(noun) != 1:
        return False
    reach = around.after[:NOUN_REACH]
    return not DIMENSIONS & set(reach) and any(same(noun, (word,)) for word in reach)


def same(one: Sequence[str], other: Sequence[str]) -> bool:
    return len(one) == len(other) and all(
        unit(a) == unit(b) or (a == "m" and b == "million") for a, b in zip(one, other, strict=True)
    )


def unit(word: str) -> str:
    """A word without its plural, a short unit in full: "km" and "kilometres" are the same."""
    single = word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
    return SHORT_UNITS.get(word, SHORT_UNITS.get(single, single))


def in_full(tokens: Sequence[str]) -> list[str]:
    """Units after a figure in full: ("13", "km") becomes ["13", "kilometre"]."""
    made: list[str] = []
    counts = False
    for word in tokens:
        made.append(unit(word) if counts and unit(word) in set(SHORT_UNITS.values()) else word)
        counts = is_figure(word) or (counts and (unit(word) in DIMENSIONS or word in SCALES))
    return made


def is_figure(word: str) -> bool:
    return bool(NUMBER.fullmatch(word) or FRACTION.fullmatch(word)) or word in UNITS or word in TENS


def is_year(tokens: Sequence[str]) -> bool:
    return len(tokens) == 1 and len(tokens[0]) == 4 and tokens[0].isdecimal()


def says_no_figure(tokens: Sequence[str]) -> bool:
    """Whether leaving these words away leaves the number whole: "one" of "twenty-one" is never a repetition."""
    return not any(is_figure(word) for word in tokens)
