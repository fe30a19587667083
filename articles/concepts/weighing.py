"""How much a text is about each group, which of them are kept, and what they are called."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from articles.concepts.joining import Group
from articles.concepts.keys import key_of_words, singular
from articles.concepts.lexicon import DESIGNATORS
from articles.concepts.places import REGIONS
from articles.concepts.types import ConceptKind, Spot
from articles.language import Reading

MOST = 25
MOST_DATES = 4
MOST_LAWS = 4
LEAST_SALIENCE = 0.12
# A text is short below this many words; there a term needs fewer mentions.
SHORT_TEXT = 350
_WEIGHT = {ConceptKind.IDEA: 0.9, ConceptKind.DATE: 0.45, ConceptKind.LAW: 1.25}


def settle(named: list[Spot], terms: list[Spot], words: int, headings: str) -> list[Spot]:
    """The spots that stay: names, and of the terms those used often enough, no two of them overlapping.

    A term inside a longer one counts only where it stands without it.
    """
    taken = {place for spot in named for place in _places(spot)}
    free = [term for term in terms if not taken & set(_places(term))]
    counts = Counter(spot.key for spot in free)
    lengths = {spot.key: _length(spot) for spot in free}
    kept: list[Spot] = []
    used: set[tuple[int, int]] = set()
    for key in sorted(counts, key=lambda k: (-lengths[k], -counts[k], k)):
        alone = [s for s in free if s.key == key and not used & set(_places(s))]
        needed = _needed(alone, lengths[key], words, in_heading=key in headings)
        if len(alone) >= needed and any(spot.whole for spot in alone):
            kept += alone
            used.update(place for spot in alone for place in _places(spot))
    return sorted(named + kept, key=lambda s: (s.section, s.first))


def _places(spot: Spot) -> list[tuple[int, int]]:
    return [(spot.section, place) for place in range(spot.first, spot.last + 1)]


def _length(spot: Spot) -> int:
    return len(spot.surface.replace("-", " ").split())


def _needed(spots: Sequence[Spot], length: int, words: int, *, in_heading: bool) -> int:
    """How many mentions make a term; never less than one."""
    if not spots:
        return 1
    short = words < SHORT_TEXT
    if spots[0].kind in {ConceptKind.LAW, ConceptKind.EVENT} and length == 2:
        return 1
    if length > 1:
        return 1 if in_heading else 2
    return 2 if in_heading or short else 3


def heading_key(headings: Sequence[str]) -> str:
    """All headings as one key, in which a concept's key can be looked for."""
    return "|".join(key_of_words(singular(word) for word in heading.split()) for heading in headings)


def weigh(group: Group, most: int, readings: Sequence[Reading], headings: str) -> float:
    """Salience, 0 to 1: half by how often it is named, the rest by place, by being what sentences are about, and by
    standing in a heading."""
    count = len(group.spots)
    often = math.log1p(count) / math.log1p(most)
    total = sum(len(reading.text) for reading in readings) or 1
    first = group.spots[0]
    before = sum(len(reading.text) for reading in readings[: first.section])
    early = 1 - (before + readings[first.section].tokens[first.first].start) / total
    subject = min(1.0, sum(spot.subject for spot in group.spots) / 3)
    spread = len({spot.section for spot in group.spots}) / max(1, min(4, len(readings)))
    in_heading = any(len(spot.key) > 3 and spot.key in headings for spot in group.spots)
    value = 0.5 * often + 0.12 * early + 0.13 * subject + 0.1 * min(1.0, spread) + 0.15 * in_heading
    if group.key in {key_of_words(region.split()) for region in REGIONS}:
        value *= 0.8
    return round(min(1.0, value * _WEIGHT.get(group.kind, 1.0)), 3)


def choose(weighed: Sequence[tuple[float, Group]]) -> list[tuple[float, Group]]:
    """The best first, at most 25; among them every law and the foremost dates, which are few but what readers ask."""
    ranked = sorted(weighed, key=lambda pair: (-pair[0], pair[1].key))
    laws = [pair for pair in ranked if pair[1].kind == ConceptKind.LAW][:MOST_LAWS]
    dates = [pair for pair in ranked if pair[1].kind == ConceptKind.DATE][:MOST_DATES]
    others = [p for p in ranked if p[0] >= LEAST_SALIENCE and p[1].kind not in {ConceptKind.LAW, ConceptKind.DATE}]
    kept = laws + dates + others[: MOST - len(laws) - len(dates)]
    return sorted(kept, key=lambda pair: (-pair[0], pair[1].key))


def display_name(group: Group) -> str:
    """The longest clear form of a person, body or place; the usual form of a term."""
    surfaces = group.surfaces
    if group.kind in {ConceptKind.IDEA, ConceptKind.EVENT, ConceptKind.DATE}:
        lower = {surface for surface in surfaces if surface[:1].islower()}
        named = [s for s in surfaces if not (s[:1].isupper() and s[:1].lower() + s[1:] in lower)]
        return min(named, key=lambda s: (-surfaces[s], len(s), s))
    if group.kind == ConceptKind.PLACE:
        plain = [s for s in surfaces if s.split()[-1].lower() not in DESIGNATORS]
        surfaces = Counter({s: surfaces[s] for s in plain}) if plain else surfaces
    return min(surfaces, key=lambda s: (-len(s.split()), s.isupper(), -surfaces[s], len(s), s))
