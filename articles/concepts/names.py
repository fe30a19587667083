"""Names in a reading: people, organisations, places, events and laws, each with the words that decide its kind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

from articles.concepts.keys import key_of, key_of_words, singular
from articles.concepts.kinds import head_of, judge
from articles.concepts.lexicon import EVENTS, GENERIC, LAWS, LOOSE_ADJECTIVES, NO_NAMES, ORGANISATIONS, PLACES, TITLES
from articles.concepts.places import COUNTRIES, DEMONYMS
from articles.concepts.types import Spot
from articles.language import Reading, Token

_LINKS = frozenset({"of", "for", "and", "&", "the", "de", "da", "van", "von", "bin", "al", "el", "la", "le", "on"})
_SUBJECT = frozenset({"nsubj", "nsubj:pass", "nsubj:outer"})
_NEVER_NAMES = GENERIC | {f"{word}s" for word in GENERIC} | LOOSE_ADJECTIVES
_YEAR = re.compile(r"(?:1[0-9]|20)\d\d")
_SKIPPED = frozenset({"#", "@", "“", "”", '"', "'", "‘", "’"})


def name_spots(reading: Reading, section: int, small: Set[str] = frozenset()) -> list[Spot]:
    """Every name of the reading with its kind, in order, none inside another. `small`: words the text writes small."""
    found: list[Spot] = []
    for first, last in _spans(reading):
        spot = _spot(reading, section, first, last, small)
        if spot is not None:
            found.append(spot)
    return found


def _spans(reading: Reading) -> Iterator[tuple[int, int]]:
    """Runs of name words, from left to right: the longer of what the tree, the capitals and the reader's names say."""
    named = {index for entity in reading.entities for index in range(entity.first, entity.last + 1)}
    index, count = 0, len(reading.tokens)
    while index < count:
        if not _starts_name(reading, index, named):
            index += 1
            continue
        last = _run(reading, index, named)
        yield index, last
        index = last + 1


def _starts_name(reading: Reading, index: int, named: set[int]) -> bool:
    token = reading.tokens[index]
    if not any(character.isalpha() for character in token.text) or token.text in _LINKS:
        return _is_law_year(reading, index)
    capital = token.text[0].isupper() or (len(token.text) > 1 and token.text[1].isupper())
    if not capital or token.pos in {"PRON", "DET", "ADP", "AUX", "CCONJ", "SCONJ", "INTJ", "PUNCT"}:
        return False
    if _opens_sentence(reading, index):
        follower = reading.tokens[index + 1] if index + 1 < len(reading.tokens) else None
        joined = follower is not None and follower.pos == "PROPN" and follower.text[:1].isupper()
        return token.pos == "PROPN" or index in named or (joined and token.pos in {"ADJ", "NOUN"})
    return token.pos in {"PROPN", "ADJ", "NOUN", "VERB", "NUM", "X", "ADV"} or index in named


def _is_law_year(reading: Reading, index: int) -> bool:
    """The year that opens the name of a law: the 2014 Communications Law."""
    tokens = reading.tokens
    if not _YEAR.fullmatch(tokens[index].text) or index + 1 >= len(tokens) or not tokens[index + 1].text[0].isupper():
        return False
    last = index + 1
    while last + 1 < len(tokens) and tokens[last + 1].text[0].isupper() and tokens[last + 1].pos != "PUNCT":
        last += 1
    return any(tokens[place].text.lower() in LAWS for place in range(index + 1, last + 1))


def _opens_sentence(reading: Reading, index: int) -> bool:
    first = reading.sentences[reading.tokens[index].sentence].first
    return all(reading.tokens[place].pos == "PUNCT" for place in range(first, index))


def _run(reading: Reading, index: int, named: set[int]) -> int:
    """The last token of the name that begins at `index`."""
    tokens, last = reading.tokens, index
    sentence_end = reading.sentences[tokens[index].sentence].last
    while last < sentence_end:
        following = tokens[last + 1]
        if _continues(reading, last, following, named):
            last += 1
            continue
        bridge = _bridge(reading, index, last, sentence_end)
        if bridge is None:
            break
        last = bridge
    return last


def _continues(reading: Reading, last: int, following: Token, named: set[int]) -> bool:
    if following.text in {"-", "–"} and not following.space_after and not reading.tokens[last].space_after:
        beyond = reading.tokens[last + 2] if last + 2 < len(reading.tokens) else None
        return beyond is not None and beyond.text[:1].isupper()
    if reading.tokens[last].text in {"-", "–", "&"}:
        return True
    if following.text == "&" and following.index + 1 < len(reading.tokens):
        return reading.tokens[following.index + 1].text[:1].isupper()
    if following.text in {"'s", "’s", "'", "’"} or following.pos == "PUNCT" or following.tag == "POS":
        return False
    if following.text.lower() in _LINKS or following.pos in {"PRON", "AUX", "DET", "ADP"}:
        return False
    if following.text[:1].isupper():
        return following.pos in {"PROPN", "NOUN", "ADJ", "NUM", "X", "VERB"}
    return last in named and following.index in named and following.pos in {"NOUN", "PROPN", "NUM"}


def _bridge(reading: Reading, first: int, last: int, sentence_end: int) -> int | None:
    """The end of a name that goes on behind a small word: Ministry of Health, Trinidad and Tobago is not sought."""
    tokens = reading.tokens
    place = last + 1
    if place > sentence_end or tokens[place].text.lower() not in {"of", "for", "de", "da", "van", "von", "on", "bin"}:
        return None
    head = tokens[last].text.lower()
    bridged = any(token.text in {"of", "for"} for token in tokens[first:last])
    of_kind = bridged or head in ORGANISATIONS | LAWS | EVENTS | PLACES | {
        "bank",
        "republic",
        "declaration",
        "house",
        "gulf",
    }
    if not of_kind and tokens[place].text.lower() in {"of", "for", "on"}:
        return None
    place += 1
    if place <= sentence_end and tokens[place].text.lower() == "the":
        place += 1
    if (
        place > sentence_end
        or not tokens[place].text[:1].isupper()
        or tokens[place].pos not in {"PROPN", "ADJ", "NOUN"}
    ):
        return None
    return place


def _spot(reading: Reading, section: int, first: int, last: int, small: Set[str]) -> Spot | None:
    tokens = reading.tokens
    titled = False
    while first < last and tokens[first].text.lower().strip(".") in TITLES and _title_here(reading, first, last):
        first, titled = first + 1, True
    while not titled and last > first and tokens[last].text.lower() in TITLES:
        last -= 1
    loose = _opens_sentence(reading, first) and tokens[first].text.lower() in LOOSE_ADJECTIVES
    while first <= last and (tokens[first].text in _SKIPPED or (loose and first < last)):
        first, loose = first + 1, False
    if first > last or all(token.text.lower() in TITLES for token in tokens[first : last + 1]):
        return None
    words = [token.text for token in tokens[first : last + 1]]
    lower = [word.lower() for word in words]
    if len(words) == 1 and not _stands_alone(lower[0], words[0], titled):
        return None
    if len(words) == 1 and not titled and _opens(reading, first) and lower[0] in small | _NEVER_NAMES:
        return None
    judged = judge(reading, first, last, titled=titled)
    if judged is None:
        return None
    kind, weight = judged
    key, surface = key_of(tokens[first : last + 1]), reading.span_text(first, last)
    country = COUNTRIES.get(surface.lower().replace("-", " "))
    if country:
        key = key_of_words(country.split())
    subject = tokens[head_of(reading, first, last)].dep in _SUBJECT
    return Spot(section, first, last, key, surface, kind, subject, weight)


def _title_here(reading: Reading, first: int, last: int) -> bool:
    """A title is a title before a person's name, not in "Supreme Court" or "Prince Edward Island"."""
    rest = [token.text.lower() for token in reading.tokens[first + 1 : last + 1]]
    return not any(word in ORGANISATIONS | PLACES | LAWS | EVENTS | {"of"} for word in rest)


def _stands_alone(lower: str, word: str, titled: bool) -> bool:
    if lower in NO_NAMES or len(lower) < 2:
        return False
    if lower not in COUNTRIES and (lower in DEMONYMS or lower.removesuffix("s") in DEMONYMS):
        return False
    if lower in COUNTRIES:
        return word.isupper() or len(lower) > 2
    return titled or lower.strip(".") not in TITLES


def small_words(readings: Sequence[Reading]) -> frozenset[str]:
    """Words that are no names at the head of a sentence: those that the texts write small, their plurals, and plurals
    that never stand anywhere else."""
    small: set[str] = set()
    inside: set[str] = set()
    heads: set[str] = set()
    for reading in readings:
        for token in reading.tokens:
            if token.text.islower() and token.pos != "PROPN":
                small.add(token.text)
            elif token.text[:1].isupper():
                (heads if _opens(reading, token.index) else inside).add(token.text.lower())
    plurals = {word for word in heads - inside if singular(word) != word}
    return frozenset(small | {f"{word}s" for word in small} | plurals)


def _opens(reading: Reading, index: int) -> bool:
    """At the head of a sentence or of a quotation."""
    return _opens_sentence(reading, index) or reading.tokens[index - 1].text in {"“", '"', "‘", ":", "–"}
