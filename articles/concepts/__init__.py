"""What a text speaks of: names, terms, laws, events and years, each once, whatever forms it takes. No Django.

After the C-value way with nested terms (Frantzi, Ananiadou & Mima 2000, "Automatic recognition of multi-word terms"):
a term inside a longer one counts only where it stands without it.
"""

from __future__ import annotations

from collections.abc import Sequence

from articles.concepts.joining import Group, join
from articles.concepts.names import name_spots, small_words
from articles.concepts.terms import date_spots, government_spots, term_spots
from articles.concepts.types import ConceptKind, ConceptMention, Spot, TaggedConcept
from articles.concepts.weighing import choose, display_name, heading_key, settle, weigh
from articles.language import Reading

__all__ = ["ConceptKind", "ConceptMention", "TaggedConcept", "tag"]


def tag(readings: Sequence[Reading], headings: Sequence[str] = ()) -> tuple[TaggedConcept, ...]:
    """The concepts of a text, the most important first.

    `readings` are the text's sections in order; `headings` their headings and the title, which weigh in. Mentions point
    into the sections' texts.
    """
    named: list[Spot] = []
    terms: list[Spot] = []
    small = small_words(readings)
    for section, reading in enumerate(readings):
        named += _without_overlap(
            government_spots(reading, section), date_spots(reading, section), name_spots(reading, section, small)
        )
        terms += term_spots(reading, section, small)
    words = sum(token.pos != "PUNCT" for reading in readings for token in reading.tokens)
    titles = heading_key(headings)
    groups = join(settle(named, terms, words, titles), readings)
    most = max((len(group.spots) for group in groups), default=1)
    weighed = [(weigh(group, most, readings, titles), group) for group in groups]
    return tuple(_concept(salience, group, readings) for salience, group in choose(weighed))


def _without_overlap(*layers: list[Spot]) -> list[Spot]:
    """Spots of the first layer, then of the later ones where the earlier leave room; a law's name keeps its year."""
    kept: list[Spot] = []
    laws = [spot for spot in layers[-1] if spot.kind == ConceptKind.LAW]
    for spot in (*laws, *(spot for layer in layers for spot in layer)):
        if all(spot.last < other.first or spot.first > other.last for other in kept):
            kept.append(spot)
    return sorted(kept, key=lambda spot: spot.first)


def _concept(salience: float, group: Group, readings: Sequence[Reading]) -> TaggedConcept:
    name = display_name(group)
    mentions = []
    for spot in group.spots:
        tokens = readings[spot.section].tokens
        start, end = tokens[spot.first].start, tokens[spot.last].end
        mentions.append(ConceptMention(spot.section, start, end, readings[spot.section].text[start:end]))
    aliases = {surface for surface in group.surfaces if surface.casefold() != name.casefold()}
    return TaggedConcept(name, group.kind, salience, tuple(sorted(aliases)), tuple(mentions))
