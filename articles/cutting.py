"""A text cut into runs that are lit and runs that are not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters, lit or not."""

    text: str
    is_lit: bool


def pieces(text: str, spans: Iterable[Sequence[int]]) -> tuple[Piece, ...]:
    """`text` cut at its spans (start, end), in order; what lies outside of the text or overlaps is left aside.

    The pieces put together are the text again.
    """
    found: list[Piece] = []
    at = 0
    for start, end in sorted((max(0, span[0]), min(span[1], len(text))) for span in spans):
        first = max(start, at)
        if first >= end:
            continue
        if first > at:
            found.append(Piece(text[at:first], False))
        found.append(Piece(text[first:end], True))
        at = end
    if at < len(text):
        found.append(Piece(text[at:], False))
    return tuple(found)
