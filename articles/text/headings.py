"""Which lines are headings: marked ones (Markdown) and those that only look like one."""

# Tables of shapes, words and examples read best unbroken.
# ruff: noqa: E501

from __future__ import annotations

import re

from .cleaning.attribution import is_byline, is_dateline, says_where_from

LONGEST_HEADING = 90
LONGEST_TITLE = 160
_MOST_WORDS = 12
_MOST_TITLE_WORDS = 22

_HASHES = re.compile(r"(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$")
_BOLD = re.compile(r"(\*\*|__)(?=\S)([^*_\n]{1,120}?)(?<=\S)\1:?$")
_UNDERLINE = re.compile(r"(?:={2,}|-{3,})$")
_ENDS_OPEN = (",", ";", ":", "…", "—", "–", "-", "/", "(", "&", "+", "=")
_SENTENCE_END = re.compile(r"[.…][\"'”’»)\]]*$|[.!?,][\"”’»]$")
_LIST_ITEM = re.compile(r"(?:[-*+•‣◦▪●○■►➤–—][ \t]|[a-zA-Z0-9]{1,2}\)[ \t]|\([a-zA-Z0-9]{1,3}\)[ \t])")
_CAPTION = re.compile(
    r"(?:fig(?:ure)?\.?|table|photo(?:graph)?|image|picture|map|chart|graph|diagram|illustration|box|plate|source|video|listen|"
    r"watch|рис(?:унок)?\.?|фото|сурет)(?:[ ]?\d{1,3})?[.:]",
    re.IGNORECASE,
)
_SPEAKER = re.compile(r"(?:\[?\(?\d{1,2}[:.]\d\d(?:[:.]\d\d)?\]?\)?[ -]*)?[^\W\d_][\w .'’-]{0,30}:\s|\[?\d{1,2}:\d\d")
_ADDRESS = re.compile(r"https?://|www\.|\S@\S+\.\w|[|\t]| {3,}")
_NUMBERED = re.compile(
    r"(?:(\d{1,2}(?:\.\d{1,2}){0,3})\.?|([IVX]{1,5})[.)]|(?:chapter|part|section|unit|lesson|глава|часть|бөлім) [\w]{1,10}[.:]?)[ \t]+(?=[^\W\d_])",
    re.IGNORECASE,
)
_SMALL_WORDS = frozenset(
    ["a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "vs", "with"]
)


def hash_heading(line: str) -> tuple[int, int, int] | None:
    """(level, start, end) of the words of a Markdown heading ("## Words") in `line`; None if it is none."""
    match = _HASHES.match(line)
    if not match or not match.group(2).strip("* _"):
        return None
    start, end = match.start(2), match.end(2)
    bold = _BOLD.match(line[start:end])
    return (
        (len(match.group(1)), start + bold.start(2), start + bold.end(2)) if bold else (len(match.group(1)), start, end)
    )


def bold_heading(line: str) -> tuple[int, int, int] | None:
    """(level, start, end) of the words of a line that is all in bold; None if it is none or a sentence."""
    match = _BOLD.match(line)
    if not match or len(match.group(2).split()) > 14 or _SENTENCE_END.search(match.group(2)):
        return None
    end = match.end(2) - (1 if match.group(2).endswith(":") else 0)
    return 2, match.start(2), end


def underline_level(line: str, above: str) -> int:
    """1 or 2 if `line` underlines the heading `above` (Markdown's older way), otherwise 0."""
    if not _UNDERLINE.match(line) or not above or len(above) > LONGEST_TITLE or _SENTENCE_END.search(above):
        return 0
    return 1 if line[0] == "=" else 2


def is_list_item(line: str) -> bool:
    """Whether `line` begins with a list mark."""
    return bool(_LIST_ITEM.match(line))


def is_turn_of_talk(line: str) -> bool:
    """Whether `line` could be one turn of a conversation ("Aida: hello", "[12:05] Tom: yes")."""
    return bool(_SPEAKER.match(line))


def number_level(line: str) -> int:
    """How deep a numbered heading stands: 1 for "2 Words" or "Chapter 2: Words", 2 for "2.1 Words"; 0 without a number."""
    match = _NUMBERED.match(line)
    if not match:
        return 0
    return 1 + match.group(1).count(".") if match.group(1) else 1


def _cannot_be(line: str) -> bool:
    return bool(
        not re.search(r"[^\W\d_]{2}", line)
        or line.endswith(_ENDS_OPEN)
        or _SENTENCE_END.search(line)
        or is_list_item(line)
        or _CAPTION.match(line)
        or _ADDRESS.search(line)
        or is_byline(line)
        or is_dateline(line)
        or says_where_from(line)
    )


def looks_like_heading(line: str) -> bool:
    """Whether `line`, by itself, could be a heading: short, no sentence, list item, caption, byline or date."""
    words = line.split()
    if len(line) > LONGEST_HEADING or len(words) > _MOST_WORDS or _cannot_be(line):
        return False
    first = line.lstrip("\"“‘«'([#")[:1]
    return not first.islower() and not (line.endswith(("?", "!")) and len(words) > 10)


def looks_like_title(line: str) -> bool:
    """Whether `line`, at the top, could be the title; it may be longer than a heading and begin with a small letter."""
    words = line.split()
    return len(line) <= LONGEST_TITLE and len(words) <= _MOST_TITLE_WORDS and not _cannot_be(line)


def stands_out(line: str) -> bool:
    """Whether a heading is written as one: in capitals, With Capitals On Its Words, or numbered."""
    words = [word for word in re.findall(r"[^\W\d_]+", line) if word.lower() not in _SMALL_WORDS]
    return bool(words) and (all(word[0].isupper() for word in words) or number_level(line) > 0)
