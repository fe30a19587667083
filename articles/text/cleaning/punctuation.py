"""Spaces and quotation marks inside lines."""

# Tables of shapes, words and examples read best unbroken.
# ruff: noqa: E501, SIM905

from __future__ import annotations

import re
from collections.abc import Iterator

from .edits import Change, Reason
from .lines import Line, lines_of

_SPACES = re.compile(r"[ \t]+")
_COLUMNS = re.compile(r"\S(?: {3,}|\t+)\S.{0,200}?\S(?: {3,}|\t+)\S")
_BEFORE_MARK = re.compile(
    r"(?<=[\w)\]”’\"%*»])[ ]+(?=[,!?](?:[\s”’\")\]]|$)|[;:](?:[\s”’\"]|$)|\.(?:[\s”’\")\]]|$))", re.MULTILINE
)
_AFTER_OPENING = re.compile(r"(?<=[^\s:;=][ ][(\[“])[ ]+(?=[\w“])|(?<=^[(\[“])[ ]+(?=\w)", re.MULTILINE)
_BEFORE_CLOSING = re.compile(r"(?<=[\w.,!?…%])[ ]+(?=[)\]”](?:[\s.,;:!?]|$))", re.MULTILINE)
_SPACE_AND_COMMA = re.compile(r"(?<=[^\W\d_]{2})[ ],(?=[^\W\d_]{2})")  # "one ,two"
_BEFORE_APOSTROPHE = re.compile(r"(?<=[A-Za-z])[ ](?=[’'](?:s|re|ve|ll|m)[\s.,;:!?])")
_FRENCH = re.compile(r"\w [;:!?](?=\s|$)", re.MULTILINE)
_NOT_FRENCH = re.compile(r"\w[;:!?](?=\s|$)", re.MULTILINE)

_GLUED_SENTENCE = re.compile(
    r"(?<![\w@/.’'-])([\w’'-]{0,40}[^\W\d_]{2}|\d{4}|[\w’'-]{0,40}[^\W\d_]%?\))"
    r"([.!?]+[”’\"]?)([“\"]?)([A-Z][a-z’']{1,40}|A|I)(?=[\s,;:.’'-]|$)"
)
_STARTERS = frozenset(
    "A An The This That These Those It Its In On At As By For From To Of He She They We You I His Her Their Our There Then When "
    "While Where Who What Why How If But And Or So Yet However Until Since After Before Although Because During Despite Some "
    "Many Most Few All Each Every One Two Three No Not Now Today Meanwhile Moreover According With Without Such Another Both "
    "Once Over Under Instead Also Here Even Only Still Thus Among Between Through".split()
)
_FILE_ENDINGS = frozenset(
    "com net org kz ru uk de js py io txt pdf doc docx html htm exe tv ai gov edu info biz app dev jpg png".split()
)

_TICK_QUOTES = re.compile(r"``([^`'\n]{1,400}?)(?:''|\"|´´)")
_COMMA_QUOTES = re.compile(r"(?<![\w,]),,(?=\w)([^\n\"“”]{1,400}?)(?:''|“|”|\")(?!\w)")
_TWO_SINGLES = re.compile(r"(?<![\w'])''(?=\w)([^'\n]{1,300})(?<=[\w.,!?])''(?![\w'])")
_TICK_APOSTROPHE = re.compile(r"(?<=[A-Za-z])[`´](?=[A-Za-z]{1,3}\b)")
_DOUBLE_MARK = re.compile('["“”„]')


def spaces(text: str) -> Iterator[Change]:
    """Runs of spaces become one, those at either end of a line go; columns of a table keep theirs."""
    for line in lines_of(text):
        raw = text[line.start : line.end]
        columns = bool(_COLUMNS.search(raw[:400]))
        for match in _SPACES.finditer(raw):
            start, end = line.start + match.start(), line.start + match.end()
            if match.start() == 0 or match.end() == len(raw):
                yield Change(start, end, "", Reason.SPACES)
            elif match.group() == " " or columns:
                continue
            elif match.group().startswith(" "):
                yield Change(start + 1, end, "", Reason.SPACES)
            elif match.group().endswith(" "):
                yield Change(start, end - 1, "", Reason.SPACES)
            else:
                yield Change(start, end, " ", Reason.SPACES)


def spaces_at_marks(text: str) -> Iterator[Change]:
    """No space before a comma or full stop, none just inside brackets; French spacing is left where a text uses it."""
    spaced = len(_FRENCH.findall(text))
    french = "« " in text or (spaced >= 2 and spaced > len(_NOT_FRENCH.findall(text)))
    spots = {}
    for pattern in (_BEFORE_MARK, _AFTER_OPENING, _BEFORE_CLOSING, _BEFORE_APOSTROPHE):
        for match in pattern.finditer(text):
            mark = text[match.end()]
            if french and mark in ";:!?»":
                continue
            if mark == "." and text[match.end() + 1 : match.end() + 3].strip() == ".":
                continue  # ". . ." stands for an ellipsis
            spots[match.start()] = match.end()
    turned = {match.start(): match.end() for match in _SPACE_AND_COMMA.finditer(text)}
    for start in sorted(spots | turned):
        if start in turned:
            yield Change(start, turned[start], ", ", Reason.SPACES)
        else:
            yield Change(start, spots[start], "", Reason.SPACES)


def missing_spaces(text: str) -> Iterator[Change]:
    """A space between two sentences that were glued together ("the end.The next")."""
    for match in _GLUED_SENTENCE.finditer(text):
        before, stop, opening, after = match.groups()
        named = before[0].isupper() or before[0].isdigit()
        if after.lower() in _FILE_ENDINGS or (named and after not in _STARTERS):
            continue
        if opening and stop[-1] in '”’"':
            continue
        if stop[-1] == '"' and text.count('"', max(0, match.start() - 300), match.end(2)) % 2:
            continue  # the mark opens what follows
        yield Change(match.end(2), match.end(2), " ", Reason.MISSING_SPACE)


def quotes(text: str) -> Iterator[Change]:
    """Typewriter substitutes (``x'', ,,x'', don`t) and marks that face the wrong way."""
    curly = "“" in text or "’" in text
    opening, closing, apostrophe = ("“", "”", "’") if curly else ('"', '"', "'")
    spots: dict[int, Change] = {}
    for pattern in (_TICK_QUOTES, _COMMA_QUOTES, _TWO_SINGLES):
        for match in pattern.finditer(text):
            if match.start() in spots or match.end(1) in spots:
                continue
            spots[match.start()] = Change(match.start(), match.start() + 2, opening, Reason.QUOTES)
            spots[match.end(1)] = Change(match.end(1), match.end(), closing, Reason.QUOTES)
    for match in _TICK_APOSTROPHE.finditer(text):
        spots[match.start()] = Change(match.start(), match.end(), apostrophe, Reason.QUOTES)
    for line in lines_of(text):
        if "“" in line.text or "”" in line.text:
            for change in _facing(text, line):
                spots.setdefault(change.start, change)
    reach = 0
    for start in sorted(spots):
        if start >= reach:
            yield spots[start]
            reach = spots[start].end


def _facing(text: str, line: Line) -> Iterator[Change]:
    """Curly marks of a paragraph that face the wrong way, when its marks otherwise pair off cleanly."""
    marks = [match.start() for match in _DOUBLE_MARK.finditer(text, line.start, line.end)]
    kinds = [text[place] for place in marks]
    if len(marks) % 2 or "„" in kinds or kinds == ["“", "”"] * (len(kinds) // 2):
        return
    if "“" not in text:  # ”so” quote some languages
        return
    for number, place in enumerate(marks):
        before = text[place - 1] if place > line.start else " "
        after = text[place + 1] if place + 1 < line.end else " "
        opens = before.isspace() or before in "([—–-‘"
        closes = after.isspace() or after in ".,;:!?)]—–-’"
        if (number % 2 == 0) != opens or (number % 2 == 1) != closes:
            return
    pairs = zip(kinds[::2], kinds[1::2], marks[::2], marks[1::2], strict=True)
    for first, second, start, end in pairs:
        if first == second == '"':
            continue
        if first != "“":
            yield Change(start, start + 1, "“", Reason.QUOTES)
        if second != "”":
            yield Change(end, end + 1, "”", Reason.QUOTES)
