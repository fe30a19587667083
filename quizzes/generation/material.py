"""What comparison questions are made of: rows, sentences that one telling alone has, sentences that both tell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from quizzes.generation.contrasts import ComparedRow, Names, Told, parted
from quizzes.generation.english.numbers import pick
from quizzes.generation.quotable import good_sentences

MANY = 7  # sentences that one telling alone has


@dataclass(frozen=True, slots=True)
class Material:
    """What questions are made of: the rows, the most important first, and pairs of sentences that say the same."""

    rows: Sequence[ComparedRow]
    names: Names
    seed: int
    both: Sequence[tuple[Told, Told]]
    texts: tuple[str, str] = ("", "")
    quotes: frozenset[tuple[str, str]] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "quotes", frozenset((one.quote, other.quote) for one, other in self.both))

    def is_in_both(self, row: ComparedRow) -> bool:
        """Whether a row agrees, in sentences about which nothing else differs."""
        if row.status != "agrees" or row.first is None or row.second is None:
            return False
        return (row.first.quote, row.second.quote) in self.quotes

    def told_once(self, *, for_left_out: bool) -> list[tuple[ComparedRow, int, str]]:
        """Sentences that one telling alone has, with the row and the side. Where there are many, one half is asked for
        and the other half makes wrong options, so that no question answers another."""
        found = self._told_once()
        if len(found) < MANY:
            return found if for_left_out else []
        return [each for each in found if (pick(f"{self.seed}|{each[2]}", 2) == 0) is for_left_out]

    def told_twice(self, *, for_left_out: bool) -> Sequence[tuple[Told, Told]]:
        """Sentences that both tell, parted in the same way."""
        if len(self._told_once()) < MANY:
            return self.both if for_left_out else ()
        return self.both[for_left_out::2]

    def _told_once(self) -> list[tuple[ComparedRow, int, str]]:
        return [
            (row, side, sentence)
            for row in self.rows
            for side, told in enumerate((row.first, row.second))
            if row.kind == "passage" and row.status == ("only_here", "only_there")[side] and told
            for sentence in good_sentences(told.quote)
        ]

    def drawn(self, name: object, texts: Iterable[str]) -> list[str]:
        """Different texts in an order by chance, which is the same each time."""
        return sorted(dict.fromkeys(texts), key=lambda text: pick(f"{self.seed}|{name}|{text}", 1 << 30))


def told_in_both(rows: Sequence[ComparedRow], shared: Sequence[tuple[Told, Told]]) -> list[tuple[Told, Told]]:
    """The pairs of sentences about which nothing differs."""
    apart = parted(rows)
    agreeing = [(r.first, r.second) for r in rows if r.status == "agrees" and r.first and r.second]
    pairs = {(one.quote, other.quote): (one, other) for one, other in [*agreeing, *shared]}
    return [pair for (one, other), pair in pairs.items() if one not in apart and other not in apart]
