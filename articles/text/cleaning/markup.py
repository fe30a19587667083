"""Formatting marks: tags of web pages, Markdown inside lines, footnote marks of encyclopedias.

Marks that say what is a heading (`# `, underlines, a line all in bold) stay for the outline, which sets them aside.
"""

# Tables of shapes, words and examples read best unbroken.
# ruff: noqa: E501, SIM905

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from .edits import Change, Reason
from .lines import lines_of

_DOCTYPE = re.compile(r"<!doctype[^<>]{0,300}>", re.IGNORECASE)
_HIDDEN = re.compile(r"<!--|<(script|style|noscript|template|head)\b[^<>]{0,1000}>", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:\s[^<>]{0,1000})?)/?>")
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark q rp rt ruby s samp small span "
    "strike strong sub sup svg time tt u var wbr button input".split()
)
_BLOCK = frozenset(
    "address article aside blockquote body br caption center dd details div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary table tbody td tfoot th thead tr ul "
    "iframe link meta title".split()
)
_VOID = frozenset("br hr img input link meta wbr".split())

_IMAGE = re.compile(r"!\[([^\[\]\n]{0,200})\]\([^()\s]{1,500}(?: \"[^\"\n]{0,200}\")?\)")
_LINKED_IMAGE = re.compile(r"\[!\[[^\[\]\n]{0,200}\]\([^()\s]{1,500}\)\]\([^()\s]{1,500}\)")
_LINK = re.compile(
    r"(?<![!\\])\[([^\[\]\n]{1,300})\](\([^()\s]{0,500}(?:\([^()\s]{0,100}\))?(?: \"[^\"\n]{0,200}\")?\))"
)
_REFERENCE_LINK = re.compile(r"(?<![!\\])\[([^\[\]\n]{1,300})\](\[[^\[\]\n]{0,60}\])(?!\[)")
_REFERENCE_TARGET = re.compile(r"^\[[^\]\n]{1,60}\]: ?\S+(?: \"[^\"\n]*\")?$", re.MULTILINE)
_EMPHASIS = re.compile(
    r"(?<![\w*\\])(\*{1,3})(?=[^\s*])([^*\n]{1,600}?)(?<=[^\s\\])\1(?![\w*])"
    r"|(?<![\w_\\])(_{1,3})(?=[^\s_])([^_\n]{1,600}?)(?<=[^\s\\])\3(?![\w_])"
)
_CODE = re.compile(r"(?<![`\\])`(?!`)([^`\n]{1,200})`(?!`)")
_AUTOLINK = re.compile(r"<(https?://[^\s<>]{1,500}|mailto:[^\s<>]{1,200})>")
_LIST_MARK = re.compile(
    r"^[ \t]{0,12}(?:[-*+•‣◦▪●○■➤➔✓✔►][ \t]+|[–—]\t[ \t]*|\[[ xX]\][ \t]+)(?:\[[ xX]\][ \t]+)?(?=\S)"
)
_QUOTE_MARK = re.compile(r"^[ \t]{0,3}(?:>[ \t]?)+")
_FENCE = re.compile(r"^[ \t]{0,3}(?:`{3,}[\w+-]{0,20}|~{3,})$")
_RULE = re.compile(r"^[ \t]{0,3}([-*_=~#•·+—–])(?:[ \t]?\1){2,}$")
_TABLE_RULE = re.compile(r"^\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)*\|?$")
_NOTE_MARK = re.compile(
    r"(?<=[^\s\[])\[(?:\^[\w-]{1,20}|\d{1,3}|(?:note|nb|lower-alpha) \d{1,3}|[a-z]|"
    r"citation needed|clarification needed|according to whom\?|who\?|when\?|edit|edit source|update)\](?!\()"
    r"(?::\d{1,4}(?:[-–]\d{1,4})?(?![\w:]))?"
)
_FREE_MARK = re.compile(r"[ \t]*\[ ?(?:edit|edit source|edit ?\| ?edit source|citation needed|hide|show)\ ?]")
_NOTE_LINE = re.compile(r"^[\^↑] .{3,500}$", re.MULTILINE)
_BOLD_LINE = re.compile(r"^(\*\*|__)[^*_\n]{1,120}\1:?$")


def tags(text: str) -> Iterator[Change]:
    """Tags of web pages go: those of blocks leave a paragraph break, headings become Markdown headings.

    A name that stands alone ("the <b> tag") is left, for the text may be about web pages.
    """
    taken = [(match.start(), match.end(), "") for match in _DOCTYPE.finditer(text)]
    taken += [(start, end, "") for start, end in _hidden(text)]
    opened: Counter[str] = Counter()
    closed: Counter[str] = Counter()
    found = [match for match in _TAG.finditer(text) if match.group(2).lower() in _INLINE | _BLOCK]
    for match in found:
        (closed if match.group(1) else opened)[match.group(2).lower()] += 1
    for match in found:
        name = match.group(2).lower()
        alone = not opened[name] or not closed[name]
        loose = name in ("p", "li", "td", "tr", "th") and opened[name] > 1
        if not alone or loose or name in _VOID or "=" in match.group(3):
            taken.append((match.start(), match.end(), _instead_of(name, closing=bool(match.group(1)))))
    reach = 0
    for start, end, instead in sorted(taken, key=lambda spot: (spot[0], -spot[1])):
        if start >= reach:
            yield Change(start, end, instead, Reason.TAG)
            reach = end


def _hidden(text: str) -> Iterator[tuple[int, int]]:
    """Comments, scripts and styles with all they hold; one that is never closed is left."""
    small = text.lower()
    if len(small) != len(text):  # a letter that grows in lower case would shift every offset
        small = text
    never: set[str] = set()
    position = 0
    while match := _HIDDEN.search(text, position):
        closing = "-->" if match.group() == "<!--" else f"</{match.group(1).lower()}"
        end = -1 if closing in never else small.find(closing, match.end())
        if end < 0:
            never.add(closing)
            position = match.end()
            continue
        stop = text.find(">", end)
        position = stop + 1 if stop >= 0 else len(text)
        yield match.start(), position


def _instead_of(name: str, *, closing: bool) -> str:
    if name in _INLINE:
        return ""
    if re.fullmatch("h[1-6]", name):
        return "\n\n" if closing else "\n\n" + "#" * int(name[1]) + " "
    if name in ("td", "th"):
        return " " if closing else ""
    return "\n" if name in ("br", "tr", "dt", "dd") else "\n\n"


def note_marks(text: str) -> Iterator[Change]:
    """Footnote marks ([1], [citation needed]) and edit links of encyclopedias; one lone number may be something else."""
    spots = {match.start(): match for match in _FREE_MARK.finditer(text)}
    spots |= {match.start(): match for match in _NOTE_LINE.finditer(text)}
    marks = [match for match in _NOTE_MARK.finditer(text) if match.start() not in spots]
    lone = len(marks) == 1
    for match in marks:
        before = text[match.start() - 1]
        short = text.index("]", match.start()) - match.start() <= 4
        if short and (lone or match.group()[1].islower()) and before not in '.,;:!?"”’)]':
            continue
        spots[match.start()] = match
    reach = 0
    for start in sorted(spots):
        if start >= reach:
            yield Change(start, spots[start].end(), "", Reason.REFERENCE)
            reach = spots[start].end()


def inline_marks(text: str) -> Iterator[Change]:
    """Markdown inside lines: links keep their words, pictures go, marks of emphasis and code go."""
    changes = [Change(m.start(), m.end(), "", Reason.MARKUP) for m in _REFERENCE_TARGET.finditer(text)]
    changes += [Change(m.start(), m.end(), "", Reason.MARKUP) for m in _LINKED_IMAGE.finditer(text)]
    changes += [Change(m.start(), m.end(), "", Reason.MARKUP) for m in _IMAGE.finditer(text)]
    patterns = (_LINK, _REFERENCE_LINK) if changes and _REFERENCE_TARGET.search(text) else (_LINK,)
    for pattern in patterns:
        for match in pattern.finditer(text):
            changes.append(Change(match.start(), match.start() + 1, "", Reason.MARKUP))
            changes.append(Change(match.end(1), match.end(), "", Reason.MARKUP))
    for match in _AUTOLINK.finditer(text):
        changes.append(Change(match.start(), match.start() + 1, "", Reason.MARKUP))
        changes.append(Change(match.end() - 1, match.end(), "", Reason.MARKUP))
    for match in _CODE.finditer(text):
        changes.append(Change(match.start(), match.start() + 1, "", Reason.MARKUP))
        changes.append(Change(match.end() - 1, match.end(), "", Reason.MARKUP))
    yield from _apart(changes)


def emphasis(text: str) -> Iterator[Change]:
    """Marks of emphasis go, except around a whole short line, where they say that it is a heading."""
    changes = []
    for line in lines_of(text):
        if ("*" not in line.text and "_" not in line.text) or _BOLD_LINE.match(line.text):
            continue
        for match in _EMPHASIS.finditer(text, line.start, line.end):
            mark = match.group(1) or match.group(3)
            changes.append(Change(match.start(), match.start() + len(mark), "", Reason.MARKUP))
            changes.append(Change(match.end() - len(mark), match.end(), "", Reason.MARKUP))
    yield from changes


def line_marks(text: str) -> Iterator[Change]:
    """Marks at the start of lines (lists, quotations), fences of code and drawn lines. Headings keep their marks."""
    lines = lines_of(text)
    for number, line in enumerate(lines):
        raw = text[line.start : line.end]
        above = lines[number - 1].text if number else ""
        if _FENCE.match(raw) or (_TABLE_RULE.match(line.text) and ("|" in line.text or "|" in above)):
            yield Change(line.start, line.stop, "", Reason.MARKUP)
        elif _RULE.match(raw) and not (above and set(line.text) <= {"=", "-"} and len(above) <= 120):
            yield Change(line.start, line.stop, "", Reason.SEPARATOR)
        else:
            mark = _QUOTE_MARK.match(raw) or _LIST_MARK.match(raw)
            if mark and not _is_speech(line.text):
                yield Change(line.start, line.start + mark.end(), "", Reason.MARKUP)


def _is_speech(line: str) -> bool:
    """A hyphen before a Cyrillic sentence opens speech, as Russian and Kazakh print it: no list mark."""
    return bool(re.match(r"- [\u0400-\u052f]", line)) and line[-1] in ".!?…"


def _apart(changes: list[Change]) -> Iterator[Change]:
    """Changes in order, those that would overlap an earlier one left out."""
    reach = -1
    for change in sorted(changes, key=lambda c: (c.start, -c.end)):
        if change.start >= reach:
            yield change
            reach = change.end
