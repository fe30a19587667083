"""What another telling says in the place of a fact: the best wrong answer to a question about this one."""

from __future__ import annotations

from dataclasses import dataclass

from .ledger import compare
from .lines import Telling
from .rows import Row, RowKind, Status

VALUES = frozenset({RowKind.NUMBER, RowKind.DATE, RowKind.RANK, RowKind.NAME, RowKind.SPELLING})


@dataclass(frozen=True, slots=True)
class OtherValue:
    """`start` and `end` are offsets in the text of the section (counted from 0) in which the telling says `own`; the
    other telling says `text` there."""

    section: int
    start: int
    end: int
    own: str
    text: str
    kind: RowKind
    sure: float


def other_values(told: Telling, other: Telling) -> tuple[OtherValue, ...]:
    """Where `other` gives another value for the same fact, in the order of `told`; nothing for another story."""
    found = [value for row in compare(told, other).rows if (value := _value(row, told, other))]
    return tuple(sorted(found, key=lambda value: (value.section, value.start)))


def _value(row: Row, told: Telling, other: Telling) -> OtherValue | None:
    if row.kind not in VALUES or row.status is not Status.DIFFERS:
        return None
    if len(row.left_spots) != 1 or len(row.right_spots) != 1:
        return None
    mine, theirs = row.left_spots[0], row.right_spots[0]
    line, other_line = told.lines[mine.line], other.lines[theirs.line]
    own, text = line.text[mine.start : mine.end], other_line.text[theirs.start : theirs.end]
    if own.casefold() == text.casefold():
        return None
    start = line.start + mine.start
    return OtherValue(line.section, start, start + len(own), own, text, row.kind, row.sure)
