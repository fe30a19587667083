"""What printed pages, subtitles and e-mail programs add: page numbers, running heads, time marks, headers."""

# Tables of shapes, words and examples read best unbroken.
# ruff: noqa: E501

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from .edits import Change, Reason
from .lines import Line, cut, filled, lines_of

_PAGE_WORD = re.compile(
    r"[-–—\[( ]*(?:page|p\.|pg\.?|стр\.?|страница|бет)\s?\d{1,4}(?:\s?(?:of|/|из)\s?\d{1,4})?[-–—\]) ]*", re.IGNORECASE
)
_PAGE_OF = re.compile(r"[-–—\[( ]*(\d{1,4})\s?(?:of|/)\s?(\d{1,4})[-–—\]) ]*", re.IGNORECASE)
_BARE_NUMBER = re.compile(r"[-–—\[( |]*(\d{1,4})[-–—\]) |]*")
_NUMBER = re.compile(r"\d+")
_HEAD_NUMBER = re.compile(r"[ \t]{2,}\d{1,4}$")
_TIME = r"(?:\d{1,2}:)?\d{1,2}:\d{2}[.,]\d{1,3}"
_CONTENTS = re.compile(r"(?:table of )?contents(?: \[hide\])?:?|in this (?:article|issue):?", re.IGNORECASE)
_CUE_TIME = re.compile(rf"{_TIME}\s*-->\s*{_TIME}.*")
_MAIL_HEADER = re.compile(
    r"(?:from|to|cc|bcc|sent|date|reply-to|subject|re|fwd?|attachments?|importance|от|кому|тема|дата):\s?(.*)",
    re.IGNORECASE,
)
_WROTE = re.compile(r"(?:on|am|le) .{6,120} (?:wrote|writes|schrieb|a écrit) ?:", re.IGNORECASE)
_SUBJECT = re.compile(r"(?:subject|тема):\s*(?:(?:re|fwd?|fw):\s*)*", re.IGNORECASE)


def subtitles(text: str) -> Iterator[Change]:
    """Numbers and time marks of subtitles (SubRip, WebVTT) go; the lines of one sentence come together."""
    lines = lines_of(text)
    timed = [line for line in lines if _CUE_TIME.fullmatch(line.text)]
    if len(timed) < 2:
        return
    taken: set[int] = set()
    for line in timed:
        taken.add(line.number)
        above = lines[line.number - 1].text if line.number else ""
        if above.isdigit():
            taken.add(line.number - 1)
    if lines[0].text.startswith("WEBVTT"):
        taken.add(0)
    for line in lines:
        if line.number in taken:
            yield Change(line.start, line.stop, "", Reason.TIMING)
            continue
        # A cue's lines, and the next cue's, go on with the sentence until it ends.
        near = lines[line.number + 1 : line.number + 6]
        following = next((other for other in near if _speaks(other) and other.number not in taken), None)
        if line.text and following and not line.ends_sentence:
            blank = lines[line.number + 1]
            if blank.number == following.number:
                yield Change(line.end, line.stop, " ", Reason.LINE_BREAK)
            elif blank.blank:
                yield Change(line.end, blank.stop, " ", Reason.LINE_BREAK)


def _speaks(line: Line) -> bool:
    return bool(line.text) and not line.text.isdigit()


def mail(text: str) -> Iterator[Change]:
    """Headers of a pasted e-mail go (its subject stays, as the title), so do "… wrote:" and a signature."""
    lines = lines_of(text)
    head: list[Line] = []
    for line in filled(lines[:15]):
        if _MAIL_HEADER.fullmatch(line.text):
            head.append(line)
        elif head:
            break
    names = {line.text.split(":")[0].lower() for line in head}
    if len(names) >= 2 and names & {"from", "to", "sent", "от", "кому"}:
        for line in head:
            subject = _SUBJECT.match(line.text)
            if subject:
                offset = text.index(line.text, line.start)
                # The subject is the title: a paragraph by itself.
                yield Change(offset, offset + subject.end(), "", Reason.MAIL)
                if line.stop > line.end and not text[line.stop : line.stop + 1].isspace():
                    yield Change(line.stop, line.stop, "\n", Reason.MAIL)
            else:
                yield Change(line.start, line.stop, "", Reason.MAIL)
    behind = head[-1].stop if head else 0
    for line in lines:
        if line.start < behind:
            continue
        if line.text == "--" and len(lines) - line.number <= 13:
            rest = filled(lines[line.number + 1 :])
            if rest and len(rest) <= 8 and all(len(other.text) <= 90 for other in rest):
                yield Change(line.start, len(text), "", Reason.MAIL)
                return
        if _WROTE.fullmatch(line.text):
            yield Change(line.start, line.stop, "", Reason.MAIL)


def page_marks(text: str) -> Iterator[Change]:
    """Page numbers, page breaks and running heads go, each on evidence: a count that goes up, a line that cuts a sentence."""
    lines = lines_of(text)
    full = filled(lines)
    reasons: dict[int, Reason] = {}
    for line in full:
        if _PAGE_WORD.fullmatch(line.text) and len(full) > 1:
            reasons[line.number] = Reason.PAGE_NUMBER
    for line in [*_counted(full, _PAGE_OF), *_counted(full, _BARE_NUMBER)]:
        reasons[line.number] = Reason.PAGE_NUMBER
    for line in _running_heads(text, full, set(reasons)):
        reasons.setdefault(line.number, Reason.REPEATED)
    heads = {_NUMBER.sub("0", line.text) for line in full if reasons.get(line.number) is Reason.REPEATED}
    for line in lines:
        if (
            heads
            and line is full[0]
            and _NUMBER.sub("0", line.text) in heads
            and (match := _HEAD_NUMBER.search(line.text))
        ):
            # The first page's head is the title, its page number is not.
            start = line.start + len(text[line.start : line.end].rstrip()) - len(match.group())
            yield Change(start, start + len(match.group()), "", Reason.PAGE_NUMBER)
        elif line.number in reasons:
            yield Change(*cut(line, text), "", reasons[line.number])
        else:
            for match in re.finditer("\f", text[line.start : line.end]):
                place = line.start + match.start()
                yield Change(place, place + 1, "\n" if text[line.start : place].strip() else "", Reason.PAGE_NUMBER)


def contents_list(text: str) -> Iterator[Change]:
    """A table of contents goes: three lines or more in a row that come again, each by itself, further down."""
    lines = filled(lines_of(text))
    if len(lines) < 7:
        return
    bare = [_bare_entry(line.text) if len(line.text) <= 90 else "" for line in lines]
    last_seen = {entry: place for place, entry in enumerate(bare) if entry}
    start = 0
    for place, entry in enumerate(bare):
        # The row goes on while the entry comes again below the row's end.
        if entry and last_seen[entry] > place + 2 and not lines[place].ends_sentence:
            continue
        row = range(start, place)
        start = place + 1
        if len(row) < 3 or len({bare[p] for p in row}) < len(row) or any(last_seen[bare[p]] < place for p in row):
            continue
        if row[0] and _CONTENTS.fullmatch(lines[row[0] - 1].text):
            row = range(row[0] - 1, place)
        for p in row:
            yield Change(*cut(lines[p], text), "", Reason.NAVIGATION)


def _bare_entry(line: str) -> str:
    """An entry without its number, dots and page."""
    return re.sub(r"^[\d.]+[ \t]+|[ \t.…]+\d{1,4}$|\[(?:edit|hide|show)\]", "", line).strip().casefold()


def _counted(full: Sequence[Line], shape: re.Pattern[str]) -> list[Line]:
    """Lines of bare numbers that count pages: at least two, each one more than the last, with text between them."""
    found: list[tuple[Line, int, int]] = []
    for place, line in enumerate(full):
        match = shape.fullmatch(line.text)
        if match:
            found.append((line, int(match.group(1)), place))
    if len(found) < 2:
        return []
    steps = list(itertools.pairwise(found))
    rising = all(after[1] == before[1] + 1 and after[2] - before[2] >= 4 for before, after in steps)
    return [line for line, _, _ in found] if rising else []


def _running_heads(text: str, full: Sequence[Line], page_lines: set[int]) -> list[Line]:
    """Lines that come back where pages meet: beside a page number or page break, or in the middle of a sentence."""
    groups: dict[str, list[int]] = defaultdict(list)
    for place, line in enumerate(full):
        if len(line.text) <= 90 and line.number not in page_lines and not line.text.isdigit():
            groups[_NUMBER.sub("0", line.text.casefold())].append(place)
    found: list[Line] = []
    for places in groups.values():
        if len(places) < 2 or any(after - before < 3 for before, after in itertools.pairwise(places)):
            continue
        at_break = [place for place in places if _at_page_break(text, full, place, page_lines)]
        # The first may be the title itself, which runs on as the head of the pages.
        others = places[1:] if places[0] == 0 else places
        if others and len([place for place in at_break if place in others]) * 2 > len(others) and len(places) > 1:
            found += [full[place] for place in others]
    if len(full) > 2 and full[0].text == full[1].text and len(full[0].text) <= 150 and not full[0].ends_sentence:
        found.append(full[1])
    return found


def _at_page_break(text: str, full: Sequence[Line], place: int, page_lines: set[int]) -> bool:
    before = full[place - 1] if place else None
    after = full[place + 1] if place + 1 < len(full) else None
    if (before and before.number in page_lines) or (after and after.number in page_lines):
        return True
    if "\f" in text[(before.end if before else 0) : (after.start + 1 if after else len(text))]:
        return True
    cuts = bool(before and after and not before.ends_sentence and after.text[:1].islower())
    return cuts and len(before.text) > 30 if before else False
