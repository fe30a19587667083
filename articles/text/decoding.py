"""Bytes of a text file → the text, or a sentence that says why they are not one.

The encoding is found by rule, never by a library's guess: a byte order mark, then UTF-8, UTF-16 without a mark,
and at last the one-byte code pages a teacher in Kazakhstan may meet (Windows-1252, Windows-1251, the Kazakh
KZ-1048 and KOI8-R), of which the one is taken whose letters form plausible words.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from .file_kinds import refusal_for

# Best evidence first: the first wins when two decodings look equally good.
_CODE_PAGES = ("cp1252", "cp1251", "kz1048", "koi8-r")
_LARGEST_SAMPLE = 200_000

_COMMON_CYRILLIC = frozenset("оеаинтсрвлкмдпуяыьгзбчйхжшюцщэіғқңөұүһә")
_COMMON_ACCENTED = frozenset("éèêëàâäáãåçíîïìñóôöòõúûüùæøß")
_TYPOGRAPHIC = frozenset("‘’“”–—…«»„•№\u00a0°€£§©®™½¼¾·")
_CLOSING = frozenset("’”»…–—")
_RUN = re.compile(r"[^\W\d_]*[^\x00-\x7f]+[^\W\d_]*(?:[^\x00-\x7f]+[^\W\d_]*)*")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


class UnreadableText(ValueError):  # noqa: N818 - "raise UnreadableText" says it
    """The bytes are not a text; `str(error)` is a sentence for a teacher that says what to do."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file, the encoding it was read with, and whether that was worked out from the letters."""

    text: str
    encoding: str
    guessed: bool


def decode(data: bytes) -> Decoded:
    """Decode the bytes of a text file. Raises UnreadableText when they are empty or not a text."""
    if not data:
        raise UnreadableText("This file is empty. Choose a file that holds the article.")
    refusal = refusal_for(data)
    if refusal:
        raise UnreadableText(refusal)
    decoded = _by_mark(data) or _utf8(data) or _utf16_without_mark(data) or _nearly_utf8(data) or _by_letters(data)
    if decoded is None or _is_binary(decoded.text):
        raise UnreadableText(
            "This file does not hold readable text. Save the article as plain text (.txt, UTF-8) and try again."
        )
    if not decoded.text.strip():
        raise UnreadableText("This file holds only blank space. Choose a file that holds the article.")
    return decoded


def _by_mark(data: bytes) -> Decoded | None:
    """Text whose first bytes name its encoding; the mark itself is not part of the text. (Unicode Standard, 23.8.)"""
    marks = (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
        (codecs.BOM_UTF32_BE, "utf-32-be"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    )
    for mark, encoding in marks:
        if data.startswith(mark):
            text = _strictly(data[len(mark) :], encoding)
            if text is not None:
                return Decoded(text, encoding, guessed=False)
    return None


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _utf8(data: bytes) -> Decoded | None:
    text = _strictly(data, "utf-8")
    return Decoded(text, "utf-8", guessed=False) if text is not None and "\x00" not in text else None


def _utf16_without_mark(data: bytes) -> Decoded | None:
    """UTF-16 told by its zero bytes: blanks, digits and line ends have one in any alphabet, always on the same side."""
    if len(data) % 2 or b"\x00" not in data:
        return None
    sample = data[:_LARGEST_SAMPLE]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    if min(even, odd) > max(even, odd) // 20 or max(even, odd) < len(sample) // 40:
        return None
    text = _strictly(data, encoding)
    if text is None or "\x00" in text:
        return None
    head = text[:_LARGEST_SAMPLE]
    readable = sum(character.isalnum() or character.isspace() or character in ".,;:!?-'\"()" for character in head)
    return Decoded(text, encoding, guessed=True) if readable > 0.9 * len(head) else None


def _nearly_utf8(data: bytes) -> Decoded | None:
    """UTF-8 with a few foreign bytes (a cut-off end, a line pasted from elsewhere): these are read as Windows-1252."""
    text = data.decode("utf-8", errors="replace")
    good = sum(1 for character in text if character > "\x7f" and character != "\ufffd")
    bad = text.count("\ufffd")
    if good < 10 * bad or "\x00" in text:
        return None
    return Decoded(data.decode("utf-8", errors="oqu-stray-bytes"), "utf-8", guessed=True)


def _stray_bytes(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    stray = error.object[error.start : error.end]
    if error.end >= len(error.object):  # a character cut in two by the end of the file
        return "", error.end
    return stray.decode("cp1252", errors="replace"), error.end


codecs.register_error("oqu-stray-bytes", _stray_bytes)


def _by_letters(data: bytes) -> Decoded | None:
    """The code page whose non-ASCII characters stand as letters and punctuation do in real words; None if none does."""
    if b"\x00" in data:
        return None
    best: tuple[float, Decoded] | None = None
    for encoding in _CODE_PAGES:
        text = _strictly(data, encoding)
        if text is None:
            continue
        score = plausibility(text[:_LARGEST_SAMPLE])
        if best is None or score > best[0] + 1e-9:
            best = score, Decoded(text, encoding, guessed=True)
    return best[1] if best and best[0] > 0 else None


def plausibility(text: str) -> float:
    """How much the non-ASCII characters of `text` look like real writing: from -2 (noise) to 1 (every one in place)."""
    points = 0.0
    seen = 0
    for match in _RUN.finditer(text):
        before = text[match.start() - 1] if match.start() else " "
        after = text[match.end()] if match.end() < len(text) else " "
        run = match.group()
        foreign = sum(character > "\x7f" for character in run)
        seen += foreign
        points += foreign * _run_points(run, before, after)
    return points / seen if seen else 1.0


def _run_points(run: str, before: str, after: str) -> float:
    """Points for one run of letters with non-ASCII characters in it."""
    foreign = [character for character in run if character > "\x7f"]
    letters = [character for character in run if character.isalpha()]
    if all(character in _TYPOGRAPHIC for character in foreign):
        return _punctuation_points(run, before, after)
    word = "".join(letters)
    cyrillic = [character for character in letters if "\u0400" <= character <= "\u052f"]
    if cyrillic and len(cyrillic) < len(letters):
        return -1.0
    odd_signs = sum(not character.isalpha() and character not in _TYPOGRAPHIC for character in foreign)
    if odd_signs:
        return -2.0
    if not (word.islower() or word.isupper() or word.istitle()) and len(word) > 1:
        return -0.5
    common = _COMMON_CYRILLIC if cyrillic else _COMMON_ACCENTED
    high = [character.lower() for character in letters if character > "\x7f"]
    share = sum(character in common for character in high) / len(high)
    if cyrillic:
        return share if len(cyrillic) > 1 or word.lower() in "аявоуикс" else 0.2
    # Western words are mostly plain letters: a run of accented ones is another alphabet misread.
    return share if len(high) <= 1 + len(letters) // 3 else -1.0


def _punctuation_points(run: str, before: str, after: str) -> float:
    """Quotation marks and dashes: an apostrophe inside a word or a mark at a word's edge is in place."""
    if len(run) > 1 and run[0].isalpha() and run[-1].isalpha():
        return 1.0 if "’" in run or "–" in run or "—" in run or "\u00a0" in run or "…" in run else -0.5
    opening = run[0] in "‘“«„" and (before.isspace() or before in "([\"'-—")
    closing = run[-1] in _CLOSING and (after.isspace() or after in ".,;:!?)]\"'")
    return 1.0 if opening or closing else 0.5


def _is_binary(text: str) -> bool:
    """A zero character, or more than a stray few of the control characters that no text holds."""
    return "\x00" in text or len(_CONTROL.findall(text)) > len(text) // 200 + (1 if len(text) > 20 else 0)
