"""Characters that no reader sees or means: line ends, invisible marks, page code, typesetters' letters."""

# Tables of shapes, words and examples read best unbroken.
# ruff: noqa: E501

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator

from .edits import Change, Reason

_LINE_END = re.compile("\r\n?|[\u2028\u2029\x0b\x85]")
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u2060\ufeff\ufff9-\ufffb\u2061-\u2064]")
_JOINERS = re.compile("[\u200c\u200d]")
_DIRECTIONS = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_NEEDS_JOINER = re.compile("[\u0600-\u0dff\U0001f000-\U0001faff\u2600-\u27bf\ufe0f]")
_LIGATURE = re.compile("[\ufb00-\ufb06]")
_COMPOSABLE = re.compile("[^\\W\\d_][\u0300-\u036f]+")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_BLANKS = "\t \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_ODD_SPACE = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_TRAILING = re.compile(f"(?<![{_BLANKS}])[{_BLANKS}]+$", re.MULTILINE)


def line_ends(text: str) -> Iterator[Change]:
    """Every kind of line end becomes a plain one. (\\x85 only where it is not the “…” of a garbled text.)"""
    for match in _LINE_END.finditer(text):
        if match.group() == "\x85" and "\n" in text:
            continue
        # Of "\r\n" only the first half is in the way.
        if match.group() == "\r\n":
            yield Change(match.start(), match.start() + 1, "", Reason.LINE_END)
        else:
            yield Change(match.start(), match.end(), "\n", Reason.LINE_END)


def entities(text: str) -> Iterator[Change]:
    """`&amp;`, `&#8217;`, `&amp;#8217;` become the characters they stand for."""
    for match in _ENTITY.finditer(text):
        meant = html.unescape(match.group())
        if meant != match.group() and "\x00" not in meant:
            yield Change(match.start(), match.end(), meant, Reason.ENTITY)


def invisible(text: str) -> Iterator[Change]:
    """Control characters, zero-width marks and soft hyphens go; joiners and direction marks only where they do nothing."""
    directions = not _RIGHT_TO_LEFT.search(text.replace("\ufeff", ""))
    spots = [*_INVISIBLE.finditer(text)]
    if directions:
        spots += _DIRECTIONS.finditer(text)
    for match in _JOINERS.finditer(text):
        around = text[max(0, match.start() - 1) : match.start()] + text[match.end() : match.end() + 1]
        if not _NEEDS_JOINER.search(around):
            spots.append(match)
    for match in sorted(spots, key=lambda m: m.start()):
        yield Change(match.start(), match.end(), "", Reason.INVISIBLE)


def letters(text: str) -> Iterator[Change]:
    """Joined letters of typesetters (ﬁ) and letters stored apart from their accents are written as usual."""
    spots = [*_LIGATURE.finditer(text), *_COMPOSABLE.finditer(text)]
    for match in sorted(spots, key=lambda m: m.start()):
        ligature = _LIGATURE.match(match.group())
        usual = unicodedata.normalize("NFKC" if ligature else "NFC", match.group())
        if usual != match.group():
            yield Change(match.start(), match.end(), usual, Reason.LETTERS)


def odd_spaces(text: str) -> Iterator[Change]:
    """Non-breaking and typographic spaces become plain ones; blank space at the end of a line goes."""
    trailing = {(match.start(), match.end()) for match in _TRAILING.finditer(text)}
    covered = {position for start, end in trailing for position in range(start, end)}
    changes = [Change(start, end, "", Reason.SPACES) for start, end in trailing]
    changes += [
        Change(match.start(), match.end(), " ", Reason.SPACES)
        for match in _ODD_SPACE.finditer(text)
        if match.start() not in covered
    ]
    yield from sorted(changes, key=lambda change: change.start)
