"""Named entities: runs of proper nouns, labelled by the model and the lists."""

from __future__ import annotations

from collections.abc import Sequence

from articles.language.kinds import certain_kind, guess
from articles.language.reading import Entity, Kind, Token

LABELS = {Kind.PERSON, Kind.ORGANISATION, Kind.PLACE, Kind.EVENT, Kind.TIME}


def entities(tokens: Sequence[Token], children: Sequence[Sequence[int]], text: str) -> tuple[Entity, ...]:
    """Return the named entities in order; they do not overlap."""
    found: list[Entity] = []
    index = 0
    while index < len(tokens):
        if tokens[index].pos != "PROPN":
            index += 1
            continue
        last = index
        while (
            last + 1 < len(tokens)
            and tokens[last + 1].pos == "PROPN"
            and tokens[last + 1].sentence == tokens[index].sentence
        ):
            last += 1
        head = next((i for i in range(index, last + 1) if not index <= tokens[i].head <= last), index)
        label = certain_kind(tokens[head]) or tokens[head].kind or guess(tokens[head])
        if label in LABELS:
            start, end = tokens[index].start, tokens[last].end
            found.append(Entity(start, end, index, last, text[start:end], label))
        index = last + 1
    return tuple(found)
