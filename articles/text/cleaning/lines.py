"""The lines of a text with their offsets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

_ENDS = re.compile(r"[.!?…:;][\"'”’»)\]*_]*$")
_LINE = re.compile(r"[^\n]*\n?")


@dataclass(frozen=True, slots=True)
class Line:
    """One line: `text` is stripped; `start:end` are its offsets without the line end, `stop` those behind it."""

    number: int
    start: int
    end: int
    stop: int
    text: str

    @property
    def blank(self) -> bool:
        return not self.text

    @property
    def ends_sentence(self) -> bool:
        return bool(_ENDS.search(self.text[-8:]))


@lru_cache(maxsize=2)  # most rules leave most texts as they are, so the next rule asks for the same lines
def lines_of(text: str) -> tuple[Line, ...]:
    """All lines of `text`, blank ones too; the last has no line end."""
    found: list[Line] = []
    for match in _LINE.finditer(text):
        if match.start() == match.end() and found and found[-1].stop == found[-1].end:
            break
        stop = match.end()
        end = stop - 1 if match.group().endswith("\n") else stop
        found.append(Line(len(found), match.start(), end, stop, text[match.start() : end].strip()))
    return tuple(found)


def filled(lines: Sequence[Line]) -> list[Line]:
    """The lines that are not blank."""
    return [line for line in lines if line.text]


def cut(line: Line, text: str) -> tuple[int, int]:
    """The range that takes `line` out: with its line end, or, for the last line, with the one before it."""
    if line.stop > line.end or line.start == 0:
        return line.start, line.stop
    return line.start - 1, line.end
