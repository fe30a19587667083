"""What a ledger is made of: its rows, what they are about, how much they matter."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .alignment import Match
from .wording import Spot


class Status(StrEnum):
    AGREES = "agrees"
    DIFFERS = "differs"
    ONLY_LEFT = "only_here"
    ONLY_RIGHT = "only_there"


class RowKind(StrEnum):
    """What a row is about. Each has a `.label` for teachers."""

    NUMBER = "number"
    RANK = "rank"
    DATE = "date"
    NAME = "name"
    SPELLING = "spelling"
    ROLES = "roles"
    NEGATION = "negation"
    MEANING = "meaning"
    CERTAINTY = "certainty"
    SOURCE = "source"
    CAUSE = "cause"
    LOADED = "loaded"
    PASSAGE = "passage"
    ORDER = "order"

    @property
    def label(self) -> str:
        return LABELS[self]


LABELS = {
    RowKind.NUMBER: "Numbers and amounts",
    RowKind.RANK: "Places in a ranking",
    RowKind.DATE: "Dates and periods",
    RowKind.NAME: "Names and places",
    RowKind.SPELLING: "Spelling of names",
    RowKind.ROLES: "Who did what to whom",
    RowKind.NEGATION: "What is denied",
    RowKind.MEANING: "Opposite words",
    RowKind.CERTAINTY: "How sure it is",
    RowKind.SOURCE: "Who says so",
    RowKind.CAUSE: "Why it happened",
    RowKind.LOADED: "Words that take sides",
    RowKind.PASSAGE: "Whole passages",
    RowKind.ORDER: "Order of the story",
}
IMPORTANCE = {
    RowKind.NUMBER: 0.95,
    RowKind.RANK: 0.9,
    RowKind.NEGATION: 0.9,
    RowKind.ROLES: 0.88,
    RowKind.DATE: 0.92,
    RowKind.NAME: 0.87,
    RowKind.MEANING: 0.85,
    RowKind.CERTAINTY: 0.75,
    RowKind.SPELLING: 0.6,
    RowKind.SOURCE: 0.4,
    RowKind.CAUSE: 0.3,
    RowKind.LOADED: 0.45,
    RowKind.ORDER: 0.35,
}


@dataclass(frozen=True, slots=True)
class Row:
    """One row: sentences of both sides (indexes; empty where nothing stands), the words to light, and a short note.

    `sure` is how sure the machine is that this is what it says, `importance` (0 to 1) what the rows are ordered by.
    """

    status: Status
    kind: RowKind
    left: tuple[int, ...]
    right: tuple[int, ...]
    left_spots: tuple[Spot, ...]
    right_spots: tuple[Spot, ...]
    sure: float
    importance: float
    note: str = ""


@dataclass(frozen=True, slots=True)
class Ledger:
    """What two tellings have in common and where they part; no rows when they do not tell one story."""

    same_story: bool
    matches: tuple[Match, ...]
    rows: tuple[Row, ...]
