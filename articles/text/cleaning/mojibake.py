"""Garbled characters: UTF-8 that was once read as Windows-1252, Windows-1251 or Mac Roman, once or twice over.

A run of characters is mended only when the bytes it would be in that code page are valid UTF-8 and what they spell is
what texts hold (accented letters, Cyrillic, typographic marks, emoji); no real text holds such a run by chance.
"""

# Tables of shapes, words and examples read best unbroken.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Iterator

from .edits import Change, Reason

_STRAY_APOSTROPHE = re.compile("(?<=[A-Za-z])\ufffd(?=(?:s|t|re|ve|ll|d|m)\\b)")
_MAY_FOLLOW = "’”»›‘“…–—™®°·€\u00a0"  # signs that may stand behind a real capital letter
_LOST_CLOSING = re.compile("â€(?=[\\s.,;:!?)]|$)")


def _bytes_in(encoding: str) -> dict[str, int]:
    """Character → its byte in a code page; bytes the page leaves undefined stand for the control characters of that value."""
    table = {}
    for byte in range(0x80, 0x100):
        try:
            character = bytes([byte]).decode(encoding)
        except UnicodeDecodeError:
            character = chr(byte)
        table[character] = byte
    for byte in range(0x80, 0xA0):
        table.setdefault(chr(byte), byte)
    return table


_TABLES = {encoding: _bytes_in(encoding) for encoding in ("cp1252", "cp1251", "mac_roman")}


def _pattern(encoding: str) -> re.Pattern[str]:
    """One garbled character: a lead and as many followers as UTF-8 asks for (RFC 3629, section 3)."""
    table = _TABLES[encoding]

    def among(low: int, high: int) -> str:
        return "[" + "".join(re.escape(c) for c, byte in table.items() if low <= byte <= high) + "]"

    follow = among(0x80, 0xBF)
    one = f"(?:{among(0xC2, 0xDF)}{follow}|{among(0xE0, 0xEF)}{follow}{{2}}|{among(0xF0, 0xF4)}{follow}{{3}})"
    return re.compile(f"{one}+")


_PATTERNS = {encoding: _pattern(encoding) for encoding in _TABLES}


def mojibake(text: str) -> Iterator[Change]:
    """Each garbled run becomes what was meant, however often it was garbled."""
    spots: dict[int, Change] = {}
    reach = 0
    for start, end, meant in sorted(_runs(text)):
        if start >= reach:
            spots[start] = Change(start, end, meant, Reason.MOJIBAKE)
            reach = end
    for match in _LOST_CLOSING.finditer(text):
        if not any(position in spots for position in range(match.start() - 4, match.end())):
            spots[match.start()] = Change(match.start(), match.end(), "”", Reason.MOJIBAKE)
    for match in _STRAY_APOSTROPHE.finditer(text):
        spots[match.start()] = Change(match.start(), match.end(), "’", Reason.MOJIBAKE)
    yield from (spots[start] for start in sorted(spots))


def _runs(text: str) -> Iterator[tuple[int, int, str]]:
    for encoding, pattern in _PATTERNS.items():
        for match in pattern.finditer(text):
            meant = _meant(match.group(), encoding)
            if meant and _certain(text, match, meant, encoding):
                yield match.start(), match.end(), meant


def _meant(run: str, encoding: str) -> str:
    """What a garbled run spells, "" when it is not one."""
    table = _TABLES[encoding]
    try:
        meant = bytes(table[character] for character in run).decode("utf-8")
    except UnicodeDecodeError:
        return ""
    again = _PATTERNS[encoding].fullmatch(meant)
    return (_meant(meant, encoding) or meant) if again else meant


def _certain(text: str, match: re.Match[str], meant: str, encoding: str) -> bool:
    """Whether the run cannot be real writing: `É»` closes a French quotation, `РС` may be two Cyrillic capitals."""
    if not all(_expected(character) for character in meant):
        return False
    if "\u2000" <= meant[0] <= "\u2bff" or meant[0] > "\uffff" or meant[0] == "\ufeff":
        return True  # three or four odd characters in a row: â€™, вЂ™, ‚Äô
    if encoding == "cp1251":
        return len(meant) >= 3 and sum("\u0400" <= character <= "\u04ff" for character in meant) >= 3
    if encoding == "mac_roman":
        return "√" in match.group() or len(meant) >= 4
    if len(meant) >= 3 or match.group()[-1] not in _MAY_FOLLOW:
        return True
    before = text[match.start() - 1 : match.start()]
    after = text[match.end() : match.end() + 1]
    return not before.isupper() and (after.isalpha() or match.group()[0] in "ÃÂ")


def _expected(character: str) -> bool:
    return (
        "\u00a0" <= character <= "\u024f"
        or "\u0370" <= character <= "\u052f"
        or "\u2000" <= character <= "\u2bff"
        or character > "\uffff"
        or character in "\ufeff\ufb01\ufb02"
    )
