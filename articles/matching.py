"""Which sentence of a new text is which sentence of the old one. Plain values in, plain values out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from rapidfuzz import fuzz

# A sentence between the same neighbours that keeps this share of its words (0 to 100) is the old one, reworded.
REWORDED = 55.0


@dataclass(frozen=True, slots=True)
class Matched:
    """Pairs of (index in the old, index in the new): `same` word for word, `reworded` in the place of the old one.

    `gone` are indexes in the old that have no counterpart, `fresh` those in the new.
    """

    same: tuple[tuple[int, int], ...]
    reworded: tuple[tuple[int, int], ...]
    gone: tuple[int, ...]
    fresh: tuple[int, ...]


def match(old: Sequence[str], new: Sequence[str]) -> Matched:
    """Pair the pieces of two texts, each piece at most once.

    Equal pieces are paired in reading order first; what was moved is then found by its words, and where the same words
    stand several times, by the neighbours. What is left between two paired pieces is compared piece by piece.
    """
    pairs = dict(_in_order(old, new))
    _moved(old, new, pairs)
    reworded = _reworded(old, new, pairs)
    taken = set(pairs.values()) | set(reworded.values())
    return Matched(
        same=tuple(sorted(pairs.items())),
        reworded=tuple(sorted(reworded.items())),
        gone=tuple(i for i in range(len(old)) if i not in pairs and i not in reworded),
        fresh=tuple(j for j in range(len(new)) if j not in taken),
    )


def _in_order(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int]]:
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    return [(block.a + k, block.b + k) for block in blocks for k in range(block.size)]


def _moved(old: Sequence[str], new: Sequence[str], pairs: dict[int, int]) -> None:
    """Add to `pairs` equal pieces that stand elsewhere now."""
    taken = set(pairs.values())
    places: dict[str, list[int]] = defaultdict(list)
    for j, text in enumerate(new):
        if j not in taken:
            places[text].append(j)
    for i, text in enumerate(old):
        if i not in pairs and (free := places.get(text)):
            best = max(free, key=lambda j: (_shared_neighbours(old, i, new, j), -j))
            free.remove(best)
            pairs[i] = best


def _shared_neighbours(old: Sequence[str], i: int, new: Sequence[str], j: int) -> int:
    def at(texts: Sequence[str], place: int) -> str | None:
        return texts[place] if 0 <= place < len(texts) else None

    return sum(at(old, i + step) == at(new, j + step) for step in (-1, 1))


def _reworded(old: Sequence[str], new: Sequence[str], pairs: dict[int, int]) -> dict[int, int]:
    """Pair what is left in the gaps between neighbours that were paired, in order, when enough words are kept."""
    found: dict[int, int] = {}
    taken = set(pairs.values())
    next_free = 0
    for i in range(len(old)):
        if i in pairs:
            next_free = pairs[i] + 1
            continue
        gap = []
        j = next_free
        while j < len(new) and j not in taken:
            gap.append(j)
            j += 1
        likely = [(fuzz.token_sort_ratio(old[i], new[j]), -j) for j in gap[:12]]
        if likely and max(likely)[0] >= REWORDED:
            j = -max(likely)[1]
            found[i] = j
            taken.add(j)
            next_free = j + 1
    return found
