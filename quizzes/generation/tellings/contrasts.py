"""The rows of a ledger as a question sees them, and wrong values that look like the right one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from quizzes.generation.types import Item, Option, Role

VALUES = frozenset({"number", "date", "rank", "name", "spelling"})
MANNER = frozenset({"loaded", "source", "order"})  # rows that leave the facts alone
# What may stand before a value and belong to it, but would not fit every gap.
LEADING = re.compile(
    r"(?:(?:until|till|since|from|by|before|after|as early as|at|in|on|the|beginning of|start of|end of|middle of|year|"
    r"around|about|nearly|almost|more than|less than|fewer than|over|under|at least|up to|first decade of)\s+)*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Told:
    """One side of a row: its sentences as they stand, the characters of the fact in them, the position of its section
    and where the sentences begin in that section's text."""

    quote: str
    spans: tuple[tuple[int, int], ...]
    section: int
    start: int

    @property
    def fact(self) -> str:
        """The words of the fact, "" when it has none or several."""
        return self.quote[slice(*self.spans[0])] if len(self.spans) == 1 else ""

    @property
    def core(self) -> str:
        """The value alone, without "until the" or "more than" before it; "" when there is none."""
        return self.fact[LEADING.match(self.fact).end() :] if self.fact else ""  # type: ignore[union-attr]


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """A row of a ledger: status agrees, differs, only_here or only_there. `first` or `second` None: not told there."""

    key: int
    kind: str
    status: str
    first: Told | None
    second: Told | None
    importance: float = 0.5
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Names:
    """What the two tellings are called in a sentence: "the original", "the retelling"."""

    first: str
    second: str


@dataclass(frozen=True, slots=True)
class Compared:
    """An item, and the rows that it is about; the first piece of `item.evidence` is the first telling's where it has
    one (`sides` says for each piece which telling it is in, 0 or 1)."""

    item: Item
    rows: tuple[int, ...]
    sides: tuple[int, ...]


def key_option(text: str, rationale: str) -> Option:
    return Option(text, True, rationale, Role.KEY)


def wrong(text: str, rationale: str, role: Role) -> Option:
    return Option(text, False, rationale, role)


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def differing_values(row: ComparedRow) -> bool:
    """Whether both sides give one value each, and not the same."""
    if row.kind not in VALUES or row.status != "differs" or row.first is None or row.second is None:
        return False
    return bool(row.first.fact and row.second.fact) and row.first.fact.casefold() != row.second.fact.casefold()


def parted(rows: Sequence[ComparedRow]) -> frozenset[str]:
    """The sentences about which anything differs: they are no place where "both say the same"."""
    apart = [r for r in rows if r.status != "agrees" and r.kind not in MANNER]
    return frozenset(told.quote for r in apart for told in (r.first, r.second) if told)


def look(text: str) -> str:
    """What a value looks like: options of one look fit one gap."""
    if re.search(r"%|per ?cent", text):
        return "share"
    if re.search(r"\d0s\b", text):
        return "decade"
    years = YEAR.findall(text)
    if years:
        months = "month " if re.search(r"[A-Z][a-z]{2}", LEADING.sub("", text)) else ""
        leading = LEADING.match(text)
        return f"{months}{len(years)} years{' with words' if leading and leading.end() > 8 else ''}"
    return "number" if re.search(r"\d", text) else "word"


PART = re.compile(r"\b(early|mid|late)\b[ -]?(?=\d{2,4}s)")
YEAR = re.compile(r"\b(?:1\d{3}|20\d{2})\b")
