"""What looks wrong but cannot be mended safely: shown to the teacher, never changed."""

# Tables of shapes, words and examples read best unbroken.
# ruff: noqa: E501, SIM905

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from .edits import Doubt
from .lines import filled, lines_of

# Words no sentence ends with, and words it can hardly end with unless a verb before them needs them.
_NEVER_LAST = "the|a|an|and|or|among|because|although|their|its|my|our|your|every|if|unless|whether|into|during|despite|upon|via|per|between"
_BROKEN_END = re.compile(
    rf"(?<![\w.-])(?:{_NEVER_LAST}|(?:number|kind|sort|part|lot|majority|amount|variety|range|series|percentage|sense|lack) of)(?<! A)\.(?=[ \n]+[A-Z“\"]|$)"
)
_BROKEN_START = re.compile(
    r"(?<=[.!?] )(?:Began|Became|Went|Came|Took|Gave|Knew|Wrote|Grew|Chose|Led to|Consists?|Contains?) (?:to|a|an|the|that|into|of|his|her|its|their|from|up|out|more|all|any|in|on)\b"
)
_SMALL_START = re.compile(r"(?<=[a-z]{3}[.!?] )([a-z]{2,})(?= [a-z])")
_ABBREVIATIONS = re.compile(
    r"\b(?:vs|etc|approx|cf|ca|dept|est|fig|govt|inc|ltd|max|min|misc|no|nos|op|pp|prof|rev|sec|tel|vol|dr|mr|mrs|ms|st|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec)\.$",
    re.IGNORECASE,
)
_DOUBLED = re.compile(r"(?<![\w’'-])([^\W\d_]{2,})[ ]+\1(?![\w’'-])", re.IGNORECASE)
_DOUBLED_PHRASE = re.compile(r"(?<![\w’'-])([^\W\d_]{2,}(?: [^\W\d_]+){1,3}) \1(?![\w’'-])", re.IGNORECASE)
_MAY_DOUBLE = frozenset(
    "had that is very no so bye ha yes many long really far much well never more again her do in on ho tut knock now there hear ever "
    "out over up down too please там очень да нет ну".split()
)
_RANGE = re.compile(r"(?<![\d.,/-])(1[0-9]{3}|20[0-9]{2})[ ]?[-–—][ ]?(1[0-9]{3}|20[0-9]{2})(?![\d/-])")
_MIXED_SCRIPT = re.compile(
    r"(?<!\w)(?=[A-Za-z\u0400-\u04ff]*[A-Za-z])(?=[A-Za-z\u0400-\u04ff]*[\u0400-\u04ff])[A-Za-z\u0400-\u04ff]{2,}(?!\w)"
)
_LOOKALIKES = frozenset("аеорсухіјѕԁһАВЕКМНОРСТУХІЈЅЗ")
_TAGGED = re.compile(r"(?<![\w#@/&-])([a-zà-ÿ]{4,})([A-Z]{2,4})(?![\w-])")
_LOOSE_BRACKET = re.compile(r"(?:^|(?<=\s))\w{1,3}\)|[:;=]-?[()]")  # "a)" and ":)" have no partner
_UNKNOWN = re.compile("\ufffd+")
_OPEN_HYPHEN = re.compile(
    r"(?<=[a-z])- (?!and\b|or\b|to\b|and/or\b|nor\b|but\b|versus\b|through\b|rather\b|into\b|plus\b)(?=[a-z]{2,})"
)
_GLUED_NAMES = re.compile(r"(?<![\w@/.])[A-Z][a-z]{2,}\.[A-Z][a-z]{2,}(?= [a-z])")


def doubts(kept: str) -> tuple[Doubt, ...]:
    """Everything suspicious in a cleaned text, in the order of the text."""
    found: list[Doubt] = []
    for finder in (_patterns, _doubled, _ranges, _mixed_scripts, _unbalanced, _repeated_paragraphs, _capitals):
        found += finder(kept)
    return tuple(sorted(set(found), key=lambda doubt: (doubt.start, doubt.end, doubt.message)))


def _at(kept: str, start: int, end: int, message: str) -> Doubt:
    return Doubt(start, end, kept[start:end], message)


def _patterns(kept: str) -> Iterator[Doubt]:
    shapes = (
        (_BROKEN_END, "This sentence seems to break off here: a full stop may stand in the wrong place."),
        (_BROKEN_START, "This sentence has no subject: the full stop before it may be wrong."),
        (_TAGGED, "Letters in capitals cling to this word: are they part of it?"),
        (_UNKNOWN, "A character was lost here when the text was saved."),
        (_OPEN_HYPHEN, "A space after a hyphen: is this one word?"),
        (_GLUED_NAMES, "A space may be missing between two sentences."),
    )
    for pattern, message in shapes:
        for match in pattern.finditer(kept):
            yield _at(kept, match.start(), match.end(), message)
    for match in _SMALL_START.finditer(kept):
        if not _ABBREVIATIONS.search(kept[max(0, match.start() - 12) : match.start()].rstrip()):
            yield _at(
                kept,
                match.start(),
                match.end(),
                "This sentence begins with a small letter: the full stop before it may be wrong.",
            )


def _doubled(kept: str) -> Iterator[Doubt]:
    for match in _DOUBLED.finditer(kept):
        first, second = match.group().split()
        # A name may be doubled (Bora Bora), and so may words of emphasis.
        if first.lower() not in _MAY_DOUBLE and not (first[0].isupper() and second[0].isupper()):
            yield _at(kept, match.start(), match.end(), f"The word “{second}” stands twice.")
    for match in _DOUBLED_PHRASE.finditer(kept):
        words = match.group(1).lower().split()
        if len(set(words)) > 1:
            yield _at(kept, match.start(), match.end(), f"The words “{match.group(1)}” stand twice.")


def _ranges(kept: str) -> Iterator[Doubt]:
    for match in _RANGE.finditer(kept):
        if int(match.group(1)) > int(match.group(2)) and int(match.group(2)) >= 1000:
            yield _at(kept, match.start(), match.end(), "These years run backwards.")


def _mixed_scripts(kept: str) -> Iterator[Doubt]:
    for match in _MIXED_SCRIPT.finditer(kept):
        cyrillic = [character for character in match.group() if character >= "\u0400"]
        few = len(cyrillic) * 2 <= len(match.group())
        if few and all(character in _LOOKALIKES for character in cyrillic):
            yield _at(
                kept, match.start(), match.end(), "This word mixes Latin letters with Cyrillic ones that look alike."
            )


def _unbalanced(kept: str) -> Iterator[Doubt]:
    lines = filled(lines_of(kept))
    for line, after in zip(lines, [*lines[1:], None], strict=False):
        part = kept[line.start : line.end]
        goes_on = after is not None and after.text[:1] in '“"«'
        opened, closed = part.count("“") + part.count("«") + part.count("„"), part.count("”") + part.count("»")
        if "„" not in part and (closed > opened or (opened > closed and not goes_on)):
            yield from _mark_doubt(
                kept,
                line.start,
                line.end,
                "“”«»",
                "A quotation mark is missing: opening and closing marks do not match.",
            )
        straight = len(re.findall(r"(?<!\d)\"|\"(?=\w)", part))
        if straight % 2 and not opened and not closed and not goes_on:
            yield from _mark_doubt(
                kept, line.start, line.end, '"', "A quotation mark is missing: this one has no partner."
            )
        if part.count("(") != part.count(")") and not _LOOSE_BRACKET.search(part):
            yield from _mark_doubt(kept, line.start, line.end, "()", "A bracket is missing: this one has no partner.")


def _mark_doubt(kept: str, start: int, end: int, marks: str, message: str) -> Iterator[Doubt]:
    place = max(kept.rfind(mark, start, end) for mark in marks)
    if place >= 0:
        yield _at(kept, place, place + 1, message)


def _repeated_paragraphs(kept: str) -> Iterator[Doubt]:
    seen: dict[str, int] = defaultdict(int)
    for line in filled(lines_of(kept)):
        if len(line.text) < 80:
            continue
        key = " ".join(line.text.casefold().split())
        seen[key] += 1
        if seen[key] == 2:
            yield _at(kept, line.start, line.end, "This paragraph stands in the text twice.")


def _capitals(kept: str) -> Iterator[Doubt]:
    letters = [character for character in kept if character.isalpha()]
    capitals = sum(character.isupper() for character in letters)
    if len(letters) > 200 and capitals > 0.8 * len(letters):
        end = kept.find("\n") if "\n" in kept else min(len(kept), 80)
        yield _at(kept, 0, end, "The whole text is in capital letters: names cannot be told from other words.")
