"""The sentences of a telling, each with what it is about: the terms that an alignment goes by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING

from .common_words import COMMON, EMPTY
from .fingerprint import stem
from .synonyms import groups
from .values import plain_value

if TYPE_CHECKING:
    from articles.language import Reading, Token

NAME, NUMBER, WORD, COMMON_WORD, SYNONYM, SMALL = 1.4, 1.4, 1.0, 0.7, 0.45, 0.35
FEW = 5  # terms of a sentence that has next to nothing to say


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of a telling.

    `index` counts in the telling, `section` the readings, `paragraph` the paragraphs of the telling, all from 0;
    `start` and `end` are offsets in its section's text; `first` and `last` its tokens in the reading. `terms` are what
    it is about, each with how telling that sort of term is, before rarity.
    """

    index: int
    section: int
    paragraph: int
    start: int
    end: int
    text: str
    first: int
    last: int
    terms: Mapping[str, float]

    @property
    def range(self) -> range:
        return range(self.first, self.last + 1)


@dataclass(frozen=True, slots=True)
class Telling:
    """A telling as a sequence of sentences, with the readings and headings of its sections."""

    readings: tuple[Reading, ...]
    headings: tuple[str, ...]
    lines: tuple[Line, ...]

    def reading(self, line: Line) -> Reading:
        return self.readings[line.section]

    def tokens(self, line: Line) -> tuple[Token, ...]:
        return self.readings[line.section].tokens[line.first : line.last + 1]


def telling(readings: Sequence[Reading], headings: Sequence[str] = ()) -> Telling:
    """The telling that these sections make, in order. Sentences without a word in them are left out."""
    lines: list[Line] = []
    paragraphs: dict[tuple[int, int], int] = {}
    for section, reading in enumerate(readings):
        values = _values(reading)
        for sentence in reading.sentences:
            text = reading.text[sentence.start : sentence.end]
            start = sentence.start + len(text) - len(text.lstrip())
            text = text.strip()
            if not any(character.isalnum() for character in text):
                continue
            paragraph = paragraphs.setdefault((section, sentence.paragraph), len(paragraphs))
            tokens = reading.tokens[sentence.first : sentence.last + 1]
            lines.append(
                Line(
                    index=len(lines),
                    section=section,
                    paragraph=paragraph,
                    start=start,
                    end=start + len(text),
                    text=text,
                    first=sentence.first,
                    last=sentence.last,
                    terms=_terms(tokens, values),
                )
            )
    named = tuple(headings) + ("",) * (len(readings) - len(headings))
    return Telling(tuple(readings), named, tuple(lines))


def _values(reading: Reading) -> Mapping[int, str]:
    """Token → the term of the time or number that it belongs to."""
    found: dict[int, str] = {}
    for expression in reading.expressions:
        value = plain_value(expression)
        for index in range(expression.first, expression.last + 1):
            found[index] = value
    return found


def _terms(tokens: Sequence[Token], values: Mapping[int, str]) -> Mapping[str, float]:
    terms: dict[str, float] = {}

    def add(term: str, weight: float) -> None:
        terms[term] = max(weight, terms.get(term, 0.0))

    for token in tokens:
        if token.index in values:
            add(values[token.index], NUMBER)
            continue
        low = token.text.lower()
        if token.pos == "PUNCT" or len(low) < 3 or low in EMPTY or token.lemma.lower() in EMPTY:
            continue
        short = stem(low)
        if token.pos == "PROPN":
            add(short, NAME)
        else:
            add(short, COMMON_WORD if low in COMMON or token.lemma in COMMON else WORD)
        root = stem(token.lemma.lower())
        if root != short:
            add(root, SYNONYM)
        for group in groups(short) | groups(root):
            add(group, SYNONYM)
        if len(short) >= 6:
            add("^" + short[:5], SYNONYM)
    if len(terms) < FEW:
        # Nothing but small words ("They were wrong."): then these are all there is to go by.
        for token in tokens:
            if token.pos != "PUNCT":
                add("=" + token.text.lower(), SMALL)
    return terms


class Weights:
    """How much a term counts: its sort times its rarity among the sentences of both tellings."""

    def __init__(self, *tellings: Sequence[Line]) -> None:
        lines = [line for lines in tellings for line in lines]
        self.frequency = Counter(term for line in lines for term in line.terms)
        count = max(1, len(lines))
        self.rarities = {term: log(1.0 + count / max(2, found)) for term, found in self.frequency.items()}

    def rarity(self, term: str) -> float:
        """The logarithm of one in how many sentences has the term; a term that stands once on each side is rare."""
        return self.rarities[term]

    def bag(self, lines: Iterable[Line]) -> dict[str, float]:
        """The terms of several sentences together, weighted."""
        found: dict[str, float] = {}
        for line in lines:
            for term, weight in line.terms.items():
                found[term] = max(found.get(term, 0.0), weight * self.rarity(term))
        return found


def shared(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """The weight that two bags have in common."""
    if len(one) > len(other):
        one, other = other, one
    return sum(min(weight, other[term]) for term, weight in one.items() if term in other)


def similarity(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """How much of the smaller bag stands in the other, less when the other holds much more, 0 to 1.

    A few shared words of a very short sentence prove little: what is shared is held against a constant as well.
    """
    both = shared(one, other)
    if not both:
        return 0.0
    small, large = sorted((sum(one.values()), sum(other.values())))
    return both / (0.6 * small + 0.4 * large) * both / (both + SHORT)


SHORT = 1.5
