"""Terms in a reading: nouns and compounds that the text keeps coming back to, lower-case laws and events, and years."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from articles.concepts.keys import key_of, key_of_words, lemma, singular
from articles.concepts.lexicon import (
    GENERIC,
    LOOSE_ADJECTIVES,
    NO_NAMES,
    ORGANISATIONS,
    PLAIN_EVENTS,
    PLAIN_LAWS,
    TITLES,
)
from articles.concepts.places import COUNTRIES, DEMONYMS
from articles.concepts.types import ConceptKind, Spot
from articles.language import ExpressionType, Reading, Token

LONGEST_TERM = 4
_SUBJECT = frozenset({"nsubj", "nsubj:pass", "nsubj:outer"})
_YEAR = re.compile(r"\b(?:1[0-9]\d\d|20\d\d)(?:s\b|\b)")
_DATED = frozenset({ExpressionType.YEAR, ExpressionType.DATE, ExpressionType.DECADE, ExpressionType.RANGE})
# Organisation nouns that are too general to be one organisation's name when nothing stands before them.
_PUBLIC = frozenset({"government", "parliament", "police", "army", "court", "ministry"})


def term_spots(reading: Reading, section: int, small: Set[str] = frozenset()) -> list[Spot]:
    """Every stretch of words that may be a term, the shorter ones inside longer ones too; weighing chooses.

    `small` are the words that the whole text writes small: one of them is a common noun also where it opens a sentence.
    """
    found: list[Spot] = []
    for first, last in _noun_runs(reading):
        for start in range(first, last + 1):
            for end in range(start, min(last, start + 2 * LONGEST_TERM) + 1):
                spot = _term(reading, section, start, end, small, whole=end == last)
                if spot is not None:
                    found.append(spot)
    return found


def date_spots(reading: Reading, section: int) -> list[Spot]:
    """Years and decades, one spot for each date that names one: "21 May 2016" is a mention of 2016."""
    found: list[Spot] = []
    for expression in reading.expressions:
        if expression.type in _DATED:
            years = list(dict.fromkeys(_YEAR.findall(expression.text)))
            if len(years) == 1:
                found.append(
                    Spot(section, expression.first, expression.last, f"year{years[0]}", years[0], ConceptKind.DATE)
                )
    return found


def government_spots(reading: Reading, section: int) -> list[Spot]:
    """What a country's public body is called in its three forms: Kenya's government, the Kenyan government, the
    government of Kenya. All three get one key."""
    found: list[Spot] = []
    for token in reading.tokens:
        head = token.lemma.lower()
        if token.pos not in {"NOUN", "PROPN"} or head not in ORGANISATIONS | {"constitution", "economy"}:
            continue
        place = _country_before(reading, token.index) or _country_behind(reading, token.index)
        if place is None:
            continue
        country, first, last = place
        middle = [lemma(t) for t in reading.tokens[first + 1 : token.index] if t.tag != "POS" and t.pos != "PUNCT"]
        if last > token.index:
            middle = []
        words = [*middle, head]
        surface = reading.span_text(first, last)
        if surface.lower() in COUNTRIES:
            continue
        kind = ConceptKind.ORGANISATION if head in ORGANISATIONS else ConceptKind.IDEA
        key = key_of_words([*country.split(), *words])
        found.append(Spot(section, first, last, key, surface, kind, token.dep in _SUBJECT))
    return found


def _country_before(reading: Reading, index: int) -> tuple[str, int, int] | None:
    """The Kazakh government; Kazakhstan's government; the Kazakh central government."""
    place = index - 1
    sentence_first = reading.sentences[reading.tokens[index].sentence].first
    for _ in range(3):
        if place < sentence_first:
            return None
        token = reading.tokens[place]
        if token.tag == "POS" or token.text in {"'s", "’s", "'", "’"}:
            place -= 1
            continue
        for first in (place - 1, place):
            if first < sentence_first or not reading.tokens[first].text[:1].isupper():
                continue
            name = reading.span_text(first, place).lower()
            country = DEMONYMS.get(name) or COUNTRIES.get(name)
            if country:
                return country, first, index
        if token.pos not in {"ADJ", "NOUN"} or token.text[:1].isupper():
            return None
        place -= 1
    return None


def _country_behind(reading: Reading, index: int) -> tuple[str, int, int] | None:
    """The government of Kazakhstan; the government of the United States."""
    tokens = reading.tokens
    end = reading.sentences[tokens[index].sentence].last
    place = index + 1
    if place > end or tokens[place].text.lower() != "of":
        return None
    place += 1
    if place <= end and tokens[place].text.lower() == "the":
        place += 1
    for last in range(min(end, place + 2), place - 1, -1):
        country = COUNTRIES.get(reading.span_text(place, last).lower())
        if country and tokens[place].text[:1].isupper():
            return country, index, last
    return None


def _noun_runs(reading: Reading) -> Iterator[tuple[int, int]]:
    """Stretches of adjectives, nouns and hyphens that end in a noun."""
    for sentence in reading.sentences:
        index = sentence.first
        while index <= sentence.last:
            if not _in_term(reading, index):
                index += 1
                continue
            last = index
            while last < sentence.last and _in_term(reading, last + 1):
                last += 1
            end = last
            while end >= index and reading.tokens[end].pos not in {"NOUN", "PROPN"}:
                end -= 1
            if end >= index:
                yield index, end
            index = last + 1


def _in_term(reading: Reading, index: int) -> bool:
    token = reading.tokens[index]
    if token.text in {"-", "–"}:
        before = reading.tokens[index - 1] if index else None
        return before is not None and not before.space_after and not token.space_after
    if not any(character.isalpha() for character in token.text) or any(c.isdigit() for c in token.text):
        return False
    if token.pos in {"NOUN", "PROPN", "ADJ"}:
        return True
    follower = reading.tokens[index + 1] if index + 1 < len(reading.tokens) else None
    hyphened = follower is not None and follower.text == "-" and not token.space_after
    return token.pos in {"X", "NUM", "ADV", "VERB"} and hyphened and token.text.isalpha()


def _term(reading: Reading, section: int, first: int, last: int, small: Set[str], *, whole: bool) -> Spot | None:
    tokens = reading.tokens[first : last + 1]
    words = [token for token in tokens if token.text not in {"-", "–"}]
    head = tokens[-1]
    opens = _sentence_first(reading, first)
    proper = [t for t in words if t.pos == "PROPN" and not (opens and t.index == first and t.text.lower() in small)]
    if proper or (head.text[0].isupper() and not opens) or len(head.text) < 3:
        return None
    if not words or tokens[0].text in {"-", "–"} or len(words) > LONGEST_TERM or _cuts_hyphen(reading, first, last):
        return None
    lemmas = [lemma(token) for token in words]
    if len(words) == 1 and (not whole or not all(map(_single, (lemmas[0], head.text.lower(), singular(head.text))))):
        return None
    if _is_loose(words[0], lemmas[0]) or any(token.pos == "NUM" for token in words):
        return None
    if len(words) > 1 and lemmas[-1] in GENERIC and not _classified(words):
        return None
    kind = _term_kind(lemmas)
    surface = reading.span_text(first, last)
    if opens and not surface.isupper():
        surface = surface[0].lower() + surface[1:]
    return Spot(section, first, last, key_of(words), surface, kind, head.dep in _SUBJECT, whole=whole)


def _cuts_hyphen(reading: Reading, first: int, last: int) -> bool:
    """Half of a hyphened word is no term."""
    before = reading.tokens[first - 1] if first else None
    behind = reading.tokens[last + 1] if last + 1 < len(reading.tokens) else None
    left = before is not None and before.text in {"-", "–"} and not before.space_after
    right = behind is not None and behind.text in {"-", "–"} and not reading.tokens[last].space_after
    return left or right


def _is_loose(token: Token, word: str) -> bool:
    """Whether the word in front makes no term of what follows: loose adjectives, countries' adjectives, numbers."""
    if word in LOOSE_ADJECTIVES or word in DEMONYMS or word in NO_NAMES:
        return True
    return token.morph.get("Degree") in {"Cmp", "Sup"} or (token.pos == "ADJ" and word.endswith("-year-old"))


def _single(word: str) -> bool:
    return word == "internet" or (len(word) > 3 and word not in GENERIC | NO_NAMES | TITLES)


def _classified(words: list[Token]) -> bool:
    """Whether a general noun is made special by a noun before it: court ruling, oil worker; but not "social group"."""
    return any(token.pos == "NOUN" and lemma(token) not in GENERIC for token in words[:-1])


def _term_kind(lemmas: list[str]) -> ConceptKind:
    if lemmas[-1] in PLAIN_LAWS and len(lemmas) > 1:
        return ConceptKind.LAW
    if lemmas[-1] in PLAIN_EVENTS:
        return ConceptKind.EVENT
    if lemmas[-1] in _PUBLIC and len(lemmas) == 1:
        return ConceptKind.ORGANISATION
    return ConceptKind.IDEA


def _sentence_first(reading: Reading, index: int) -> bool:
    first = reading.sentences[reading.tokens[index].sentence].first
    return all(reading.tokens[place].pos in {"PUNCT", "DET"} for place in range(first, index))
