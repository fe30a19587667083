"""Lines that were broken for a page or a screen: put together again into paragraphs."""

# Tables of shapes, words and examples read best unbroken.
# ruff: noqa: E501, SIM905

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from .edits import Change, Reason
from .lines import Line, lines_of

_HYPHENATED = re.compile(r"(?<=[^\W\d_])([-‐\u00ac])[ \t]*\n[ \t]*(?:\n[ \t]*)?(?=[a-zà-ÿа-яёәғқңөұүһі])")
_LEFT = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*$")
_RIGHT = re.compile(r"[^\W\d_]+")
# Words that stand before a hyphen far more often than they are a syllable.
_KEEPS_HYPHEN = frozenset(
    "self well half high low long old new first second third twenty thirty forty fifty sixty seventy eighty ninety "
    "north south east west year decision".split()
)
_MARKED = re.compile(r"(?:#{1,6} |[-*+•] |\d{1,3}[.)] |>|\||[A-Z]\w{0,20}(?: [A-Z]\w{0,20})?: |={3,}|-{3,})")
_NARROWEST, _WIDEST = 36, 130


def hyphenation(text: str) -> Iterator[Change]:
    """Words divided at the end of a line come together; a real hyphen stays when the text or the word shows it is one."""
    matches = list(_HYPHENATED.finditer(text))
    if not matches:
        return
    words = {word.casefold() for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text)}
    for match in matches:
        left = _LEFT.search(text[max(0, match.start() - 60) : match.start()])
        right = _RIGHT.match(text[match.end() : match.end() + 60])
        if not left or not right:
            continue
        joined, apart = left.group() + right.group(), f"{left.group()}-{right.group()}"
        real = apart.casefold() in words or left.group().casefold() in _KEEPS_HYPHEN or "-" in left.group()
        if match.group(1) == "-" and real and joined.casefold() not in words:
            yield Change(match.start() + 1, match.end(), "", Reason.HYPHENATION)
        else:
            yield Change(match.start(), match.end(), "", Reason.HYPHENATION)


def hard_wraps(text: str) -> Iterator[Change]:
    """Line breaks inside paragraphs close, where lines are filled as a program fills them.

    A program breaks a line only where the next word would not fit. So where nearly every line, with the first word of the
    next one, is wider than the page, the breaks mean nothing; verse and lists do not look so.
    """
    lines = lines_of(text)
    width = _page_width(lines)
    if not width:
        return
    for line, after in itertools.pairwise(lines):
        if _is_divided(line, after) or not _may_join(line, after) or not _is_full(line, after, width):
            continue  # divided words are joined by their own rule
        if not _starts_paragraph(text, line, after):
            yield Change(
                line.start + len(text[line.start : line.end].rstrip()), _text_start(text, after), " ", Reason.LINE_BREAK
            )


def _page_width(lines: Sequence[Line]) -> int:
    """The width lines were filled to, 0 when they were not."""
    pairs = [(line, after) for line, after in itertools.pairwise(lines) if _may_join(line, after)]
    if len(pairs) < 3:
        return 0
    lengths = sorted(len(line.text) for line, _ in pairs)
    for width in (lengths[-1], lengths[-1 - len(lengths) // 20]):
        if not _NARROWEST <= width <= _WIDEST:
            continue
        inner = [(line, after) for line, after in pairs if not line.ends_sentence]
        full = sum(_is_full(line, after, width) for line, after in inner)
        open_lines = len(inner) >= 0.6 * len(pairs)
        if len(inner) >= 3 and open_lines and full >= 0.75 * len(inner):
            return width
    return 0


def _may_join(line: Line, after: Line) -> bool:
    return bool(line.text and after.text) and not _MARKED.match(after.text) and not re.match(r"#{1,6} |\|", line.text)


def _is_full(line: Line, after: Line, width: int) -> bool:
    """The next word would not have fitted (with a little play for ragged pages)."""
    first = after.text.split(None, 1)[0]
    return _is_divided(line, after) or len(line.text) + 1 + len(first) > width - 3


def _is_divided(line: Line, after: Line) -> bool:
    return bool(re.search(r"[^\W\d_][-‐\u00ac]$", line.text)) and after.text[:1].islower()


def _starts_paragraph(text: str, line: Line, after: Line) -> bool:
    """An indented line begins a paragraph, unless all lines are indented alike."""
    return _indent(text, after) >= 2 + _indent(text, line) and line.ends_sentence


def _indent(text: str, line: Line) -> int:
    return _text_start(text, line) - line.start


def _text_start(text: str, line: Line) -> int:
    raw = text[line.start : line.end]
    return line.start + len(raw) - len(raw.lstrip())


def broken_paragraphs(text: str) -> Iterator[Change]:
    """A paragraph break after a comma, or after "of the", with the sentence going on behind it in small letters, closes."""
    full = [line for line in lines_of(text) if line.text]
    for line, after in itertools.pairwise(full):
        goes_on = after.text[0].islower() and len(after.text) > 30 and not _MARKED.match(after.text)
        open_end = line.text.endswith(",") or re.search(
            r"(?<!\w)(?:of|the|a|an|and|to|in|for|with|by|from|their|its)$", line.text
        )
        if goes_on and open_end and len(line.text) >= 60 and after.number - line.number == 2:
            yield Change(
                line.start + len(text[line.start : line.end].rstrip()),
                _text_start(text, after),
                " ",
                Reason.BROKEN_PARAGRAPH,
            )
