"""Lines that say where a text comes from: bylines, dates of publication, "first appeared on …", sources, licences.

They are taken out of the text and kept with it. Only the top and the foot of a text are looked at, so that a sentence
of the article itself ("The story first appeared in 1848") is not taken for one.
"""

# Tables of shapes, words and examples read best unbroken.
# ruff: noqa: E501

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from .edits import Change, Reason
from .lines import Line, cut, filled, lines_of

_TOP = 7
_FOOT = 5
_LONGEST = 320

_WORK = r"(?:article|story|piece|post|essay|text|interview|column|feature|report|commentary|extract|excerpt|version)"
_APPEARED = r"(?:appeared|published|posted|printed|ran|written|released|aired|broadcast|featured)"
_PUBLISHED = re.compile(
    rf"(?:(?:(?:this|a version of this|an? (?:earlier|longer|shorter|edited) version of this)(?: [\w-]+){{0,3}}? {_WORK}"
    r"|the (?:article|post|essay|column|interview))\b"
    rf"(?: (?:was|is|has been|were|also))*(?: (?:first|originally|previously)(?: (?:was|is))? {_APPEARED}"
    rf"| (?:re-?published|reprinted|reproduced|syndicated|adapted|translated|taken|excerpted)| {_APPEARED} (?:first|originally))\b"
    rf"|(?:first|originally|previously) {_APPEARED}\b(?: {_APPEARED})?"
    r"|(?:re-?published|reprinted|reproduced|syndicated|adapted|excerpted) (?:here )?(?:from|with|by|under|courtesy)\b"
    r"|from wikipedia\b"
    r"|(?:read|see|view) the original (?:article|story|post|version)?\b"
    r"|(?:this (?:work|text|article) is )?licen[cs]ed under\b"
    r"|(?:used|published|available) under an? (?:creative commons|cc)\b"
    r"|(?:cc|creative commons)[ -]by\b)",
    re.IGNORECASE,
)
_SOURCE = re.compile(
    r"(?:(?:original |article |news )?sources?|via|courtesy(?: of)?|originally at|authors?|written by|translated by|edited by|"
    r"reported by|reporting by|compiled by|retrieved from|источник|автор|дереккөз)\s*[:—–-]\s*\S.{0,200}",
    re.IGNORECASE,
)
_CREDITED = re.compile(r"(?:[Rr]eporting|[Ww]riting|[Ee]diting|[Tt]ranslated|[Ww]ritten|[Cc]ompiled) by [A-Z].{2,150}")
_URL = re.compile(r"(?:source: ?|url: ?|link: ?)?<?(?:https?://|www\.)\S{3,400}", re.IGNORECASE)

_NAME = r"[A-ZÀ-ÞА-ЯЁӘҒҚҢӨҰҮІ][\w’'.-]*"
_PERSON = rf"{_NAME}(?: (?:de|van|von|der|da|bin|al|el|the|of)\b)?(?: {_NAME}){{1,4}}"
_BYLINE = re.compile(
    rf"(?:[Bb]y|BY|Words by|Text by|Story by|Written by):? {_PERSON}(?:(?:,| and| &| \|) {_PERSON}){{0,4}}(?:[,|–—-] ?.{{0,80}}| in .{{0,40}})?"
)
_PERSON_LINE = re.compile(rf"{_PERSON}(?:(?:,| and| &) {_PERSON}){{0,2}}(?:, [\w &'-]{{3,60}})?")

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?|января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря)\.?"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?"
_DATE = rf"(?:{_DAY} (?:of )?{_MONTH},? \d{{4}}|{_MONTH} {_DAY},? \d{{4}}|\d{{4}}-\d\d-\d\d|\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}})"
_TIME = r"(?:at )?\d{1,2}[:.]\d\d(?::\d\d)?(?: ?[ap]\.?m\.?)?(?: ?\(?[a-z]{2,4}(?:[+-]\d{1,2})?\)?)?"
_DATED = rf"(?:{_WEEKDAY} )?{_DATE}(?:[ ,|•·@–-]{{1,4}}{_TIME})?"
_LABEL = (
    r"(?:first published|published|updated|last updated|last modified|modified|posted|date|created)(?: on| at)?:? ?"
)
_DATELINE = re.compile(
    rf"(?:{_LABEL})?(?:{_TIME}[ ,|]+)?{_DATED}(?:[ ,|•·-]{{1,4}}(?:{_LABEL})?{_DATED})?"
    r"|(?:published|updated|posted)?:? ?\d{1,2} (?:minutes?|hours?|days?|weeks?|months?|years?) ago",
    re.IGNORECASE,
)
_PLACE_AND_DATE = re.compile(rf"[A-Z][A-Z .'’-]{{2,30}}, (?i:{_DATED}|{_MONTH} {_DAY})")

_LAST_SENTENCE = re.compile(
    rf"(?<=[.!?”\"’)])[ ]+\(?((?:This|The) (?:[\w-]+ ){{0,2}}?{_WORK} (?:was |is )?(?:first |originally |previously )?"
    r"(?:appeared|published|re-?published|posted|reprinted)\b[^.!?\n]{3,150}(?:\.[A-Za-z][^.!?\n]{0,60})?[.!]?\)?)$"
)


def says_where_from(line: str) -> bool:
    """Whether `line` tells the source, licence or first publication of the text."""
    plain = line.strip(' *_()[]—–-|"“”')
    if not 4 < len(plain) <= _LONGEST:
        return False
    return bool(
        _PUBLISHED.match(plain) or _SOURCE.fullmatch(plain) or _CREDITED.fullmatch(plain) or _URL.fullmatch(plain)
    )


def is_byline(line: str) -> bool:
    """Whether `line` names the writer ("By A. Writer, Almaty")."""
    plain = line.strip(" *_|")
    return len(plain) <= 150 and bool(_BYLINE.fullmatch(plain)) and not plain.endswith((".", "?", "!", ":"))


def is_dateline(line: str) -> bool:
    """Whether `line` holds nothing but a date of publication."""
    plain = line.strip(" *_|()[]—–-")
    return 5 < len(plain) <= 120 and bool(_DATELINE.fullmatch(plain) or _PLACE_AND_DATE.fullmatch(plain))


def attribution_lines(lines: Sequence[Line]) -> list[Line]:
    """The lines of `lines` (blank ones left out by the caller) that are attribution, judged by their place too."""
    found = {}
    diary = _is_diary(lines)
    last = len(lines) - _FOOT
    for place, line in enumerate(lines):
        if _TOP <= place < last:
            continue
        if (
            (says_where_from(line.text) and (place or len(lines) > 1))
            or (place and place < _TOP and is_byline(line.text))
            or (
                (place or len(lines) > 2)
                and is_dateline(line.text)
                and not diary
                and (place < _TOP or place >= last + 2)
            )
        ):
            found[line.number] = line
    for place, line in enumerate(lines[1:_TOP], start=1):
        beside = [other for other in (lines[place - 1], *lines[place + 1 : place + 2]) if other.number in found]
        dated = any(is_dateline(other.text) or is_byline(other.text) for other in beside)
        named = _PERSON_LINE.fullmatch(line.text) or (len(beside) == 2 and not line.ends_sentence)
        if line.number not in found and dated and len(line.text) <= 60 and named:
            found[line.number] = line
    return [found[number] for number in sorted(found)]


def _is_diary(lines: Sequence[Line]) -> bool:
    """Whether dates head parts of the text itself: two of them or more with prose below."""
    return sum(is_dateline(line.text) and len(after.text) > 60 for line, after in itertools.pairwise(lines)) >= 2


def attribution(text: str) -> Iterator[Change]:
    """Takes attribution out: whole lines, and a last sentence that says where the text first appeared."""
    lines = filled(lines_of(text))
    taken = attribution_lines(lines)
    if len(taken) == len(lines):
        return
    numbers = {line.number for line in taken}
    changes = [Change(*cut(line, text), "", Reason.ATTRIBUTION) for line in taken]
    body = [line for line in lines if line.number not in numbers]
    for line in body[-1:]:
        tail_from = max(line.start, line.end - _LONGEST)
        match = _LAST_SENTENCE.search(text[tail_from : line.start + len(text[line.start : line.end].rstrip())])
        if match:
            changes.append(Change(tail_from + match.start(), tail_from + match.end(), "", Reason.ATTRIBUTION))
    yield from sorted(changes, key=lambda change: change.start)
