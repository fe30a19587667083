"""The one door to this room: a text as it was given → title, sections, attribution, and all that was done to it."""

# Tables of shapes, words and examples read best unbroken.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from .cleaning import Cleaned, Reason, clean
from .outline import Outline, OutlineSection, outline

# What cleaning takes off the start of a list item.
_LIST_MARK = re.compile(r"[ \t]*(?:[-*+•‣◦▪●○■►➤➔✓✔–—]|\[[ xX]\])[ \t]")

__all__ = ["Prepared", "PreparedDoubt", "PreparedEdit", "prepare"]


@dataclass(frozen=True, slots=True)
class PreparedEdit:
    """`given[start:end] == removed` became `inserted`; `at` is its offset in the kept text.

    `section` is the position of the section it fell in, None above the first. With `put_back` it was undone, and
    `removed` stands at `at`.
    """

    start: int
    end: int
    removed: str
    inserted: str
    reason: Reason
    at: int
    section: int | None
    put_back: bool = False

    @property
    def label(self) -> str:
        """The reason as a sentence for a teacher."""
        return self.reason.label


@dataclass(frozen=True, slots=True)
class PreparedDoubt:
    """Something suspicious that was left: `kept[start:end] == text`, in that section (None: above the first)."""

    start: int
    end: int
    text: str
    message: str
    section: int | None


@dataclass(frozen=True, slots=True)
class Prepared:
    """A text made ready. `edits` keep their order and number whichever of them are put back."""

    given: str
    name: str
    kept: str
    title: str
    title_is_guessed: bool
    attribution: str
    sections: tuple[OutlineSection, ...]
    edits: tuple[PreparedEdit, ...]
    doubts: tuple[PreparedDoubt, ...]
    _cleaned: Cleaned = field(repr=False, compare=False)

    @property
    def removed(self) -> list[dict[str, str | int | None]]:
        """What was taken out or replaced, as the JSON of `draft_quiz` lists it."""
        return [
            {"text": edit.removed, "reason": edit.label, "section": edit.section}
            for edit in self.edits
            if edit.removed and not edit.put_back
        ]

    def put_back(self, *indices: int) -> Prepared:
        """The same text with these edits undone too, prepared anew. IndexError for an unknown index."""
        already = {index for index, edit in enumerate(self.edits) if edit.put_back}
        return self.with_put_back(already | set(indices))

    def with_put_back(self, indices: Collection[int]) -> Prepared:
        """The same text with exactly these edits undone, prepared anew. IndexError for an unknown index."""
        return _prepared(self._cleaned, self.name, frozenset(indices))


def prepare(given: str, *, name: str = "", undone: Collection[int] = ()) -> Prepared:
    """Clean and outline `given`, any string. `name` is its file's name; `undone` are indices of edits not to be made."""
    return _prepared(clean(given), name, frozenset(undone))


def _prepared(cleaned: Cleaned, name: str, undone: frozenset[int]) -> Prepared:
    after = cleaned.put_back(*undone) if undone else cleaned
    # A list mark is gone from the kept text, but its item is still no heading; and a line of attribution that was put
    # back is meant to be read.
    items = {edit.at for edit in after.edits if edit.reason is Reason.MARKUP and _LIST_MARK.match(edit.removed)}
    found = outline(after.kept, name=name, items=items, set_aside=False)
    doubts = [
        PreparedDoubt(doubt.start, doubt.end, doubt.text, doubt.message, _section_at(found, doubt.start))
        for doubt in (*after.doubts, *found.doubts)
    ]
    return Prepared(
        given=cleaned.given,
        name=name,
        kept=after.kept,
        title=found.title,
        title_is_guessed=found.title_is_guessed,
        attribution=after.attribution,
        sections=found.sections,
        edits=_edits(cleaned, found, undone),
        doubts=tuple(sorted(doubts, key=lambda doubt: (doubt.start, doubt.end, doubt.message))),
        _cleaned=cleaned,
    )


def _edits(cleaned: Cleaned, found: Outline, undone: frozenset[int]) -> tuple[PreparedEdit, ...]:
    edits = []
    shift = 0
    for index, edit in enumerate(cleaned.edits):
        at = edit.start + shift
        back = index in undone
        if not back:
            shift += len(edit.inserted) - len(edit.removed)
        edits.append(
            PreparedEdit(
                edit.start, edit.end, edit.removed, edit.inserted, edit.reason, at, _section_at(found, at), back
            )
        )
    return tuple(edits)


def _section_at(found: Outline, offset: int) -> int | None:
    """The position of the section whose heading or text begins at or before `offset`; None above the first."""
    position = None
    for section in found.sections:
        if section.start > offset:
            break
        position = section.position
    return position
