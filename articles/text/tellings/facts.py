"""Amounts and times in a sentence, with what they are said of, and how two of them compare."""

# Tables of words read best as running text.
# ruff: noqa: SIM905

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from articles.language.reading import CalendarDate, Expression, ExpressionType, Quantity, Reading, Span

from .common_words import EMPTY
from .fingerprint import stem
from .lines import Line, Telling
from .synonyms import groups
from .values import PARTS, Amount, Period, amount, period

WINDOW = 5  # content words on each side that say what a value is said of
OVER = frozenset({"more than", "over", "at least", "above", "upwards of", "greater than", "no fewer than"})
UNDER = frozenset({"less than", "fewer than", "under", "below", "at most", "up to", "no more than", "nearly", "almost"})
BOUNDS = {"until": "until", "till": "until", "before": "until", "since": "since", "from": "since", "after": "since"}
WITHIN = {
    "beginning": "beginning", "start": "beginning", "early": "early", "end": "end", "late": "late", "middle": "middle",
}  # fmt: skip
BETWEEN = frozenset("the of in year month at about around to on as by very season".split())
TIMES = frozenset("year month week day decade century time beginning end start period".split())
COUNTS = r"a|an|one|two|three|four|five|six|seven|eight|nine|ten|\d+"
RELATIVE = re.compile(
    r"(?<!the )(?<!\w)(?:(?:this|last|next) (?:year|month|week|decade|century|spring|summer|autumn|winter)(?:[’']s)?"
    rf"|(?:{COUNTS}) (?:years?|months?|weeks?|decades?) ago)\b",
    re.IGNORECASE,
)
JOINT = re.compile(r"joint|jointly|tied|ties|tie|shared?|shares|sharing", re.IGNORECASE)
RANKS = dict(zip("second third fourth fifth sixth seventh eighth ninth tenth".split(), range(2, 11), strict=True))
RANKED = re.compile(rf"\b({'|'.join(RANKS)})\b(?! (?:time|half|day|world|person|floor))", re.IGNORECASE)
RANK_WORDS = frozenset("rank place come finish position rating ranking league table list".split())


# A scale written so close to the figure that the reader may have left it out: €90m.
SCALE = re.compile(r"(m|bn|tn|k)\b")
SCALES = {"k": 1e3, "m": 1e6, "bn": 1e9, "tn": 1e12}


class Sort(StrEnum):
    AMOUNT = "amount"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class Fact:
    """A value in a sentence: `start` and `end` in its line's text. `context` is what it is said of (stems, groups).

    `periods` is one for a time, two for a range, none for a relative time; `modifier` is "more than", "until" and the
    like; `joint` marks a place that is shared.
    """

    line: int
    start: int
    end: int
    text: str
    sort: Sort
    context: frozenset[str]
    counted: str = ""
    amounts: tuple[Amount, ...] = ()
    periods: tuple[Period, ...] = ()
    modifier: str = ""
    part: str = ""
    joint: bool = False

    @property
    def family(self) -> str:
        """Only values of one family are held against each other."""
        if self.sort is Sort.TIME:
            return "time"
        return self.amounts[0].sort


def facts_of(telling: Telling) -> tuple[tuple[Fact, ...], ...]:
    """The values in each line of a telling, in order."""
    by_line: list[list[Fact]] = [[] for _ in telling.lines]
    starts: dict[int, list[Line]] = {}
    for line in telling.lines:
        starts.setdefault(line.section, []).append(line)
    for section, lines in starts.items():
        reading = telling.readings[section]
        at = 0
        for expression in reading.expressions:
            while at < len(lines) - 1 and expression.first > lines[at].last:
                at += 1
            line = lines[at]
            if line.first <= expression.first <= line.last and (fact := _fact(reading, line, expression)):
                by_line[line.index].append(fact)
        for line in lines:
            by_line[line.index] += _relative(reading, line)
            by_line[line.index] += _ranks(reading, line, by_line[line.index])
    return tuple(tuple(sorted(facts, key=lambda fact: fact.start)) for facts in by_line)


def _fact(reading: Reading, line: Line, expression: Expression) -> Fact | None:
    value, kind = expression.value, expression.type
    before = [t.text.lower() for t in reading.tokens[max(line.first, expression.first - 6) : expression.first]]
    after = [t.text.lower() for t in reading.tokens[expression.last + 1 : min(line.last, expression.last + 2) + 1]]
    ends = (value.low, value.high) if isinstance(value, Span) else (value,)
    scale = SCALE.match(reading.text, expression.end)
    times = SCALES[scale[1]] if scale else 1.0
    amounts = tuple(amount(replace(end, amount=end.amount * times), kind) for end in ends if isinstance(end, Quantity))
    periods: tuple[Period, ...] = ()
    modifier = next((end.modifier for end in ends if isinstance(end, Quantity) and end.modifier), "")
    part = ""
    back = len(modifier.split())
    if not amounts:
        part = next((end.part for end in ends if isinstance(end, CalendarDate) and end.part), "")
        found = [_period(end, kind, before) for end in ends if isinstance(end, CalendarDate)]
        periods = tuple(each for each in found if each is not None)
        modifier, within, back = _bounds(before)
        if within and not part and periods:
            part = within
            periods = tuple(_narrowed(each, within) for each in periods)
        if not periods:
            return None
    elif kind is ExpressionType.ORDINAL and after and after[0] in {"half", "decade", "century", "time", "part", "step"}:
        return None
    low, high = line.first, line.last
    first = max(low, expression.first - back)
    joint = _joint(reading, expression.first, low, high) if kind is ExpressionType.ORDINAL else None
    first, last = (min(first, joint), max(expression.last, joint)) if joint is not None else (first, expression.last)
    return Fact(
        line=line.index,
        start=reading.tokens[first].start - line.start,
        end=reading.tokens[last].end - line.start,
        text=reading.span_text(first, last),
        sort=Sort.AMOUNT if amounts else Sort.TIME,
        context=_context(reading, expression.first, expression.last, low, high),
        counted=_counted(reading, expression),
        amounts=amounts,
        periods=periods,
        modifier=modifier,
        part=part,
        joint=joint is not None,
    )


def _period(date: CalendarDate, kind: ExpressionType, before: Sequence[str]) -> Period | None:
    """The period; "the decade of 2000" and "the 2000s" are ten years."""
    found = period(date, kind)
    if found and date.year and date.year % 10 == 0 and not date.part and "decade" in before[-3:]:
        return Period(found.start, found.start + 10)
    return found


def _bounds(before: Sequence[str]) -> tuple[str, str, int]:
    """What stands before a date: until or since, early or late or …, each "" when nothing says so; and how many of the
    words before it these are."""
    bound = within = ""
    back = 0
    for place, word in enumerate(reversed(before), start=1):
        if word in WITHIN and not within:
            within, back = WITHIN[word], place
        elif word in BOUNDS:
            bound, back = BOUNDS[word], place
            break
        elif word == "decade":
            back = place + 1
        elif word not in BETWEEN:
            break
    # "as early as 2010" says how soon that is, not when in the year.
    if within in {"early", "late"} and before[-1] == "as":
        within, back = "", 3
    return bound, within, back


def _narrowed(whole: Period, within: str) -> Period:
    low, high = PARTS[within]
    length = whole.end - whole.start
    return Period(whole.start + length * low, whole.start + length * high)


def _context(reading: Reading, first: int, last: int, low: int, high: int) -> frozenset[str]:
    """Stems, groups and beginnings of the content words around tokens, and of the words that govern them."""
    found: set[str] = set()
    for side in (range(first - 1, low - 1, -1), range(last + 1, high + 1)):
        near = [index for index in side if _says_something(reading, index)][:WINDOW]
        for index in near:
            found |= _meanings(reading, index)
    outside = [reading.tokens[i].head for i in range(first, last + 1)]
    governor = next((head for head in outside if not first <= head <= last), -1)
    for _ in range(3):
        if not low <= governor <= high or first <= governor <= last:
            break
        if _says_something(reading, governor):
            found |= _meanings(reading, governor)
        governor = reading.tokens[governor].head
    return frozenset(found)


def _says_something(reading: Reading, index: int) -> bool:
    token = reading.tokens[index]
    said = token.pos in {"NOUN", "VERB", "ADJ", "PROPN", "ADV"} and token.text.lower() not in EMPTY
    return said and token.lemma.lower() not in TIMES


def _meanings(reading: Reading, index: int) -> set[str]:
    token = reading.tokens[index]
    short = stem(token.lemma.lower())
    return {short, stem(token.text.lower())} | groups(short) | ({"^" + short[:5]} if len(short) > 5 else set())


def _counted(reading: Reading, expression: Expression) -> str:
    """The stem of the noun that a number counts."""
    for index in range(expression.last, expression.first - 1, -1):
        token = reading.tokens[index]
        if token.dep.startswith("nummod") and token.head > expression.last:
            return stem(reading.tokens[token.head].lemma.lower())
    return ""


def _joint(reading: Reading, place: int, low: int, high: int) -> int | None:
    """The word near a place in a ranking by which it is shared, if there is one."""
    near = range(max(low, place - 4), min(high, place + 3) + 1)
    return next((index for index in near if JOINT.fullmatch(reading.tokens[index].text)), None)


def _relative(reading: Reading, line: Line) -> Iterator[Fact]:
    """This year, last month, two years ago: times that hang on when the text was written."""
    for match in RELATIVE.finditer(line.text):
        first, last = _token_range(reading, line, match.start(), match.end())
        yield Fact(
            line=line.index,
            start=match.start(),
            end=match.end(),
            text=match.group(),
            sort=Sort.TIME,
            context=_context(reading, first, last, line.first, line.last),
            modifier="relative:" + re.sub(r"[’']s$", "", match.group().lower()),
        )


def _ranks(reading: Reading, line: Line, known: list[Fact]) -> Iterator[Fact]:
    """Places in a ranking that stand as adverbs: came second."""
    taken = {fact.start for fact in known}
    for match in RANKED.finditer(line.text):
        if match.start() in taken:
            continue
        first, last = _token_range(reading, line, match.start(), match.end())
        nearby = {t.lemma.lower() for t in reading.tokens[max(line.first, first - 3) : min(line.last, last + 3) + 1]}
        if nearby & RANK_WORDS:
            yield Fact(
                line=line.index,
                start=match.start(),
                end=match.end(),
                text=match.group(),
                sort=Sort.AMOUNT,
                context=_context(reading, first, last, line.first, line.last),
                amounts=(Amount(float(RANKS[match[1].lower()]), "", "rank"),),
                joint=_joint(reading, first, line.first, line.last) is not None,
            )


def _token_range(reading: Reading, line: Line, start: int, end: int) -> tuple[int, int]:
    inside = [i for i in line.range if start <= reading.tokens[i].start - line.start < end]
    return (inside[0], inside[-1]) if inside else (line.first, line.first)
