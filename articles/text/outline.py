"""Title, headings and paragraphs of a text, each with its place in it.

Nothing of the text is lost: every character that is not blank belongs to a piece (title, heading, paragraph, mark or
attribution), and the pieces with the blanks between them are the text.
"""

# Tables of shapes, words and examples read best unbroken.
# ruff: noqa: E501

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from .cleaning.attribution import attribution_lines
from .cleaning.edits import Doubt
from .cleaning.lines import Line, filled, lines_of
from .headings import (
    bold_heading,
    hash_heading,
    is_list_item,
    is_turn_of_talk,
    looks_like_heading,
    looks_like_title,
    number_level,
    stands_out,
    underline_level,
)
from .titles import guess_title

# A line of this length is a paragraph, wherever its neighbours stand.
_PARAGRAPH_LENGTH = 75
_NOUN_ENDINGS = ("s", "ism", "ion", "ment", "ness", "ity", "ance", "ence", "acy", "ship", "ology")


class PieceKind(StrEnum):
    """What a piece of a text is; a mark is Markdown's sign beside a heading."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    MARK = "mark"
    ATTRIBUTION = "attribution"


@dataclass(frozen=True, slots=True)
class Piece:
    """`kept[start:end]` is one title, heading, paragraph, mark or line of attribution."""

    kind: PieceKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class OutlineSection:
    """One section: `text` is its paragraphs joined by blank lines.

    `position` counts from 1; `heading` is "" and `level` 0 for a lead without one; `start` is the offset in the text of
    its heading or first paragraph, `paragraphs` are the offsets (start, end) of its paragraphs.
    """

    position: int
    heading: str
    text: str
    start: int
    level: int
    paragraphs: tuple[tuple[int, int], ...] = ()

    def offset_of(self, kept_offset: int) -> int | None:
        """Where in `text` the character at `kept_offset` of the whole text stands; None if it does not."""
        before = 0
        for start, end in self.paragraphs:
            if start <= kept_offset <= end:
                return before + kept_offset - start
            before += end - start + 2
        return None


@dataclass(frozen=True, slots=True)
class Outline:
    """The title (guessed or found), the sections, lines of attribution, doubts, and all pieces in order."""

    title: str
    title_is_guessed: bool
    sections: tuple[OutlineSection, ...]
    attribution: str
    doubts: tuple[Doubt, ...]
    pieces: tuple[Piece, ...]


@dataclass(slots=True, eq=False)
class _Unit:
    """Lines that belong together; `level` above 0: Markdown marks them as a heading of that level."""

    start: int
    end: int
    text: str
    level: int = 0
    item: bool = False
    several: bool = False
    heading: bool = False
    attribution: bool = False
    marks: list[tuple[int, int]] = field(default_factory=list)

    @property
    def is_body(self) -> bool:
        """Whether it is prose that a heading may stand above."""
        return not self.level and (self.several or len(self.text.split()) >= 15 or _ends_sentence(self.text))


def outline(kept: str, *, name: str = "", items: Collection[int] = (), set_aside: bool = True) -> Outline:
    """The outline of a cleaned text.

    `name` is the file's, for a text without a title; `items` are offsets at which list items begin (their marks gone);
    with `set_aside` False lines of attribution stay paragraphs.
    """
    units = _units(kept, set(items), set_aside=set_aside)
    body = [unit for unit in units if not unit.attribution]
    tight = _is_tight(body, kept)
    for unit in _talk(body):
        unit.item = True
    title = _title(body, tight=tight)
    rest = [unit for unit in body if unit is not title]
    _find_headings(rest, tight=tight)
    sections = _sections(rest, kept)
    guessed = "" if title else guess_title(kept, [section.heading for section in sections], name)
    return Outline(
        title.text if title else guessed,
        title is None,
        sections,
        "\n".join(unit.text for unit in units if unit.attribution),
        _stray_words(title, [unit for unit in rest if unit.heading], kept),
        _pieces(units, title),
    )


def _ends_sentence(text: str) -> bool:
    return text.rstrip("\"'”’»)]*_ ")[-1:] in {".", "!", "?", "…", ":", ";"}


def _units(kept: str, items: set[int], *, set_aside: bool) -> list[_Unit]:
    lines = filled(lines_of(kept))
    aside = {line.number for line in attribution_lines(lines)} if set_aside and len(lines) > 1 else set()
    if len(aside) == len(lines):
        aside = set()
    separated = any(after.number - line.number > 1 for line, after in itertools.pairwise(lines))
    units: list[_Unit] = []
    block: list[Line] = []
    for line, after in zip(lines, [*lines[1:], None], strict=False):
        block.append(line)
        if after is None or not separated or after.number - line.number > 1:
            units += _units_of(kept, block, items, aside)
            block = []
    return _underlined(units)


def _unit(kept: str, lines: Sequence[Line], items: set[int]) -> _Unit:
    """One unit of whole lines, its offsets those of its first and last visible character."""
    raw = kept[lines[0].start : lines[-1].end]
    start = lines[0].start + len(raw) - len(raw.lstrip())
    end = lines[0].start + len(raw.rstrip())
    unit = _Unit(
        start, end, kept[start:end], several=len(lines) > 1, item=start in items or is_list_item(kept[start:end])
    )
    marked = None if unit.several else hash_heading(unit.text) or bold_heading(unit.text)
    if marked:
        level, first, last = marked
        unit.marks = [(a, b) for a, b in ((start, start + first), (start + last, end)) if kept[a:b].strip()]
        unit.start, unit.end, unit.text, unit.level = start + first, start + last, unit.text[first:last], level
    return unit


def _units_of(kept: str, block: list[Line], items: set[int], aside: set[int]) -> list[_Unit]:
    """The units of lines without a blank one between them: one paragraph, one each, or a heading above its paragraph."""
    units: list[_Unit] = []
    plain: list[Line] = []

    def close() -> None:
        if plain:
            units.extend(_plain_units(kept, plain, items))
            plain.clear()

    for line in block:
        single = _unit(kept, [line], items)
        if line.number in aside:
            close()
            single.attribution = True
            units.append(single)
        elif single.level or set(line.text) <= {"=", "-"}:
            underlines = bool(plain) and underline_level(line.text, plain[-1].text) > 0
            last = plain.pop() if underlines else None
            close()
            units += [_unit(kept, [last], items)] if last else []
            units.append(single)
        else:
            plain.append(line)
    close()
    return units


def _plain_units(kept: str, lines: list[Line], items: set[int]) -> list[_Unit]:
    if len(lines) == 1:
        return [_unit(kept, lines, items)]
    singles = [_unit(kept, [line], items) for line in lines]
    apart = sum(unit.item or _ends_sentence(unit.text) or len(unit.text) >= _PARAGRAPH_LENGTH for unit in singles)
    if apart >= len(singles) - 1 or any(unit.item for unit in singles):
        return singles
    # A heading, perhaps with a second one below it, right above its paragraph.
    first = singles[0]
    body = next((unit for unit in singles[1:3] if not looks_like_heading(unit.text)), singles[1])
    above = looks_like_heading(first.text) and len(body.text) >= max(60, 2 * len(first.text))
    return [first, *_plain_units(kept, lines[1:], items)] if above else [_unit(kept, lines, items)]


def _underlined(units: list[_Unit]) -> list[_Unit]:
    """Lines of === or --- become marks of the heading above them."""
    found: list[_Unit] = []
    for unit in units:
        level = underline_level(unit.text, found[-1].text) if found and not found[-1].several else 0
        if level and not found[-1].level:
            found[-1].level = level
            found[-1].marks.append((unit.start, unit.end))
        else:
            found.append(unit)
    return found


def _is_tight(units: Sequence[_Unit], kept: str) -> bool:
    """Whether the text has no blank lines, so that a short line tells less."""
    gaps = [kept[a.end : b.start] for a, b in itertools.pairwise(units)]
    return bool(gaps) and not any(gap.count("\n") > 1 for gap in gaps)


def _talk(units: Sequence[_Unit]) -> list[_Unit]:
    """The turns of a conversation, if the text is one: they are no headings, though short."""
    turns = [unit for unit in units if not unit.level and is_turn_of_talk(unit.text)]
    return turns if len(turns) >= 3 and 3 * len(turns) >= len(units) else []


def _title(units: Sequence[_Unit], *, tight: bool) -> _Unit | None:
    """The first unit, if it is a title: marked as a heading, or a line that is no sentence with the text below it."""
    if len(units) < 2:
        return None
    first, second = units[0], units[1]
    if first.level:
        return first
    top = [unit for unit in units if unit.level == 1]
    if len(top) == 1 and top[0] in units[1:5] and not any(unit.is_body for unit in units[: units.index(top[0])]):
        return top[0]  # the one heading of the highest level, with odds and ends of the page above it
    if first.several or first.item or not looks_like_title(first.text):
        return None
    if tight:
        return first if second.is_body and len(second.text) >= 60 and not _all_alike(units) else None
    if first.text[:1].islower() and len(first.text.split()) > 6:
        return None
    if second.level or second.is_body or looks_like_heading(second.text):
        return first
    # A greeting or a list may stand between the title and the text.
    return first if second.item or any(unit.is_body and len(unit.text) >= 60 for unit in units[2:4]) else None


def _all_alike(units: Sequence[_Unit]) -> bool:
    """Whether most units are short lines without an end, as in verse, lists and talk."""
    short = sum(not unit.is_body and not unit.level for unit in units)
    return short > len(units) // 2


def _find_headings(units: list[_Unit], *, tight: bool) -> None:
    """Marks the units that are headings: those Markdown says are, and short lines above prose that stand apart."""
    could = [not unit.level and not unit.several and not unit.item and looks_like_heading(unit.text) for unit in units]
    for unit in units:
        unit.heading = unit.level > 0
    # A line that comes back is a speaker's name or the like.
    seen = Counter(unit.text for unit in units)
    could = [may and seen[unit.text] == 1 for may, unit in zip(could, units, strict=True)]
    found: list[_Unit] = []
    for place, unit in enumerate(units[:-1]):
        before, after = (units[place - 1] if place else None), units[place + 1]
        if not could[place] or (before and before.text.endswith((":", ",", ";"))):
            continue
        in_row = could[place - 1] if place else False
        followed = after.is_body or after.level > 0
        if could[place + 1] and not in_row and not tight and place + 2 < len(units) and units[place + 2].is_body:
            # Two in a row: a heading and a heading below it, if both are written as headings.
            followed = stands_out(unit.text) and stands_out(after.text)
            could[place + 1] = followed
            in_row = False
        elif in_row and not (found and found[-1] is before):
            continue
        long_enough = len(after.text) >= max(60, 2 * len(unit.text)) or after.level > 0
        if followed and (long_enough or not tight) and (after.is_body or not after.item):
            found.append(unit)
    prose = sum(unit.is_body for unit in units)
    if len(found) <= prose and not (tight and _all_alike(units)):
        for unit in found:
            unit.heading = True
            unit.level = number_level(unit.text) or 1


def _sections(units: Sequence[_Unit], kept: str) -> tuple[OutlineSection, ...]:
    groups: list[tuple[_Unit | None, list[_Unit]]] = []
    for unit in units:
        if unit.heading:
            groups.append((unit, []))
        else:
            if not groups:
                groups.append((None, []))
            groups[-1][1].append(unit)
    sections = []
    for position, (heading, paragraphs) in enumerate(groups, start=1):
        spans = tuple((unit.start, unit.end) for unit in paragraphs)
        start = heading.start if heading else paragraphs[0].start
        text = "\n\n".join(kept[a:b] for a, b in spans)
        sections.append(
            OutlineSection(
                position, heading.text if heading else "", text, start, heading.level if heading else 0, spans
            )
        )
    return tuple(sections)


def _pieces(units: Sequence[_Unit], title: _Unit | None) -> tuple[Piece, ...]:
    pieces = []
    for unit in units:
        if unit is title:
            kind = PieceKind.TITLE
        elif unit.attribution:
            kind = PieceKind.ATTRIBUTION
        else:
            kind = PieceKind.HEADING if unit.heading else PieceKind.PARAGRAPH
        pieces.append(Piece(kind, unit.start, unit.end))
        pieces += [Piece(PieceKind.MARK, start, end) for start, end in unit.marks]
    return tuple(sorted(pieces, key=lambda piece: piece.start))


def _stray_words(title: _Unit | None, headings: Sequence[_Unit], kept: str) -> tuple[Doubt, ...]:
    """One word at the end of several headings, each time behind a noun that needs none: it may be a stray."""
    ends: Counter[str] = Counter()
    needless: Counter[str] = Counter()
    units = [unit for unit in ([title] if title else []) + list(headings) if len(unit.text.split()) >= 2]
    for unit in units:
        *_, before, last = unit.text.split()
        if last[:1].isupper():
            ends[last] += 1
            needless[last] += before.lower().endswith(_NOUN_ENDINGS)
    doubts = []
    for unit in units:
        last = unit.text.split()[-1]
        if ends[last] >= 2 and needless[last]:
            start = unit.end - len(last)
            message = f"“{last}” stands at the end of several headings: it may not belong there."
            doubts.append(Doubt(start, unit.end, kept[start : unit.end], message))
    return tuple(doubts)
