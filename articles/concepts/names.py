"""Names in a reading: people, organisations, places, events and laws, each with the words that decide its kind."""

from __future__ import annotations

import re
from collections.abc import Iterator

from articles.concepts.keys import key_of, key_of_words
from articles.concepts.lexicon import (
    EVENTS,
    GIVEN_NAMES,
    KNOWN_ORGANISATIONS,
    LAWS,
    NO_NAMES,
    ORGANISATIONS,
    PLACES,
    SPEECH,
    TITLES,
)
from articles.concepts.places import COUNTRIES, DEMONYMS
from articles.concepts.types import ConceptKind, Spot
from articles.language import Kind, Reading, Token

_BY_LABEL = {
    Kind.PERSON: ConceptKind.PERSON,
    Kind.ORGANISATION: ConceptKind.ORGANISATION,
    Kind.PLACE: ConceptKind.PLACE,
    Kind.EVENT: ConceptKind.EVENT,
}
_LINKS = frozenset({"of", "for", "and", "&", "the", "de", "da", "van", "von", "bin", "al", "el", "la", "le", "on"})
_SUBJECT = frozenset({"nsubj", "nsubj:pass", "nsubj:outer"})
_YEAR = re.compile(r"(?:1[0-9]|20)\d\d")
_SKIPPED = frozenset({"#", "@", "“", "”", '"', "'", "‘", "’"})


def name_spots(reading: Reading, section: int) -> list[Spot]:
    """Every name of the reading with its kind, in order, none inside another."""
    found: list[Spot] = []
    for first, last in _spans(reading):
        spot = _spot(reading, section, first, last)
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
    if not any(character.isalpha() for character in token.text) or token.text.lower() in _LINKS:
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
    if reading.tokens[last].text in {"-", "–"}:
        return True
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
    of_kind = head in ORGANISATIONS | LAWS | EVENTS | PLACES | {"bank", "republic", "declaration", "house", "gulf"}
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


def _spot(reading: Reading, section: int, first: int, last: int) -> Spot | None:
    tokens = reading.tokens
    titled = False
    while first < last and tokens[first].text.lower().strip(".") in TITLES and _title_here(reading, first, last):
        first, titled = first + 1, True
    while first <= last and tokens[first].text in _SKIPPED:
        first += 1
    if first > last:
        return None
    words = [token.text for token in tokens[first : last + 1]]
    lower = [word.lower() for word in words]
    if len(words) == 1 and not _stands_alone(lower[0], words[0], titled):
        return None
    kind = _kind(reading, first, last, titled)
    if kind is None:
        return None
    key, surface = key_of(tokens[first : last + 1]), reading.span_text(first, last)
    country = COUNTRIES.get(surface.lower().replace("-", " "))
    if country:
        key = key_of_words(country.split())
    head = _head(reading, first, last)
    return Spot(section, first, last, key, surface, kind, tokens[head].dep in _SUBJECT, titled)


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


def _head(reading: Reading, first: int, last: int) -> int:
    """The token of the span that hangs on something outside it."""
    for index in range(first, last + 1):
        if not first <= reading.tokens[index].head <= last or reading.tokens[index].head == index:
            return index
    return last


def _kind(reading: Reading, first: int, last: int, titled: bool) -> ConceptKind | None:
    """What the name names, by its own words first, then by its neighbours, then by what the reader made of it."""
    tokens = reading.tokens
    lower = [token.text.lower() for token in tokens[first : last + 1]]
    of = next((place for place, word in enumerate(lower) if word in {"of", "for", "on"}), len(lower))
    heads = {lower[of - 1]} if of else set()
    stems = heads | {tokens[first + of - 1].lemma.lower()} if of else heads
    several = len(lower) > 1
    if several and stems & LAWS:
        return ConceptKind.LAW
    if " ".join(lower) in COUNTRIES:
        return ConceptKind.PLACE
    if several and stems & EVENTS:
        return ConceptKind.EVENT
    person = titled or _is_person(reading, first, last)
    if several and not person and (stems | {lower[0]}) & PLACES and not stems & ORGANISATIONS:
        return ConceptKind.PLACE
    if (several and not titled and stems & ORGANISATIONS) or lower[0] in KNOWN_ORGANISATIONS:
        return ConceptKind.ORGANISATION
    if person:
        return ConceptKind.PERSON
    return _read_kind(reading, first, last)


def _read_kind(reading: Reading, first: int, last: int) -> ConceptKind | None:
    """What the reader made of the name, doubted where one word alone should be a person or a place speaks against."""
    tokens = reading.tokens
    label = next((e.label for e in reversed(reading.entities) if e.first <= last and e.last >= first), None)
    head = tokens[_head(reading, first, last)]
    if label == Kind.TIME:
        return None
    kind = _BY_LABEL.get(label or head.kind or Kind.IDEA)
    cases = {tokens[child].text.lower() for child in reading.children(head.index) if tokens[child].dep == "case"}
    if cases & {"in", "near", "across"} and kind in {ConceptKind.PERSON, None}:
        return ConceptKind.PLACE
    if kind == ConceptKind.PERSON and first == last and head.dep not in {"nsubj", "nmod:poss", "appos"}:
        return ConceptKind.IDEA
    if kind is None and not any(token.pos == "PROPN" for token in tokens[first : last + 1]):
        return None
    return kind or ConceptKind.IDEA


def _is_person(reading: Reading, first: int, last: int) -> bool:
    """A known given name in front, or an age behind: Jane Muthoni, 73."""
    tokens = reading.tokens
    if first < last and tokens[first].text.lower() in GIVEN_NAMES and tokens[last].text.lower() not in ORGANISATIONS:
        return True
    after = [token.text for token in tokens[last + 1 : last + 4]]
    if (
        len(after) == 3
        and after[0] == ","
        and after[1].isdigit()
        and 5 < int(after[1]) < 110
        and after[2] in {",", "."}
    ):
        return True
    head = tokens[_head(reading, first, last)]
    governor = tokens[head.head]
    return bool(head.dep == "nsubj" and governor.lemma.lower() in SPEECH and head.kind == Kind.PERSON)
