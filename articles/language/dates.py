"""Calendar expressions in tokens: years, decades, centuries, months, full dates, seasons, weekdays."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from articles.language.numerals import ordinal_at
from articles.language.reading import CalendarDate, ExpressionType, Quantity, Token

MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan. jan", "february feb. feb", "march mar.", "april apr. apr", "may", "june jun.", "july jul.",
         "august aug. aug", "september sept. sep. sept", "october oct. oct", "november nov. nov", "december dec. dec"),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
SEASONS = {"spring", "summer", "autumn", "winter", "fall"}
WEEKDAYS = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
PARTS = {"early": "early", "mid": "mid", "late": "late", "mid-": "mid"}
YEAR = re.compile(r"1[0-9]{3}|20[0-9]{2}")
DECADE = re.compile(r"(?:(?P<part>mid)-?)?(?:(?P<full>1[0-9]{2}0|20[0-9]0)|(?P<short>[1-9]0))['’]?s")
PART_YEAR = re.compile(r"(?P<part>mid)-(?P<year>1[0-9]{3}|20[0-9]{2})")
ERAS = {"bc", "bce", "b.c."}


@dataclass(frozen=True, slots=True)
class Found:
    """A match: first token, the token after it, type and value."""

    first: int
    after: int
    type: ExpressionType
    value: CalendarDate | Quantity


def date_at(tokens: Sequence[Token], words: Sequence[str], place: int, end: int) -> Found | None:
    """Read a calendar expression that begins at a token."""
    for read in (_part_of, _decade, _century, _month_first, _day_first, _season, _weekday, _year):
        found = read(tokens, words, place, end)
        if found is not None:
            return found
    return None


def is_year(tokens: Sequence[Token], words: Sequence[str], place: int) -> bool:
    """Tell whether four digits are a year and not a count: "2000 people" is a count, "the 2012 elections" is not."""
    if not YEAR.fullmatch(words[place]):
        return False
    token = tokens[place]
    head = tokens[token.head]
    if token.head <= place or token.dep != "nummod" or head.pos not in {"NOUN", "PROPN"}:
        return True
    if head.index != place + 1 or head.tag != "NNS":
        return True
    return place > 0 and words[place - 1] in {"the", "these", "those", "its", "his", "her", "their"}


def _part_of(tokens: Sequence[Token], words: Sequence[str], place: int, end: int) -> Found | None:
    """Early 2000s, late 2015, early September 2015, mid - 2014."""
    part = PARTS.get(words[place])
    if part is None:
        match = PART_YEAR.fullmatch(words[place])
        value = CalendarDate(year=int(match["year"]), part="mid") if match else None
        return Found(place, place + 1, ExpressionType.YEAR, value) if value else None
    step = place + 1
    while step < end and words[step] in {"-", "in", "to", "mid"} and step < place + 3:
        step += 1
    if step >= end:
        return None
    for read in (_decade, _century, _month_first, _year, _season):
        found = read(tokens, words, step, end)
        if found is not None and isinstance(found.value, CalendarDate):
            value = CalendarDate(found.value.year, found.value.month, found.value.day, part)
            return Found(place, found.after, found.type, value)
        if found is not None:
            return found
    return None


def _decade(tokens: Sequence[Token], words: Sequence[str], place: int, end: int) -> Found | None:
    """The 1990s, ’90s, mid-1990s; two digits count only after an apostrophe or "the"."""
    match = DECADE.fullmatch(words[place])
    if not match:
        return None
    if match["full"]:
        value = CalendarDate(year=int(match["full"]), part=match["part"] or "")
    elif place > 0 and words[place - 1] in {"'", "’", "‘", "the", "early", "late"}:
        value = CalendarDate(year=1900 + int(match["short"]), part=match["part"] or "")
    else:
        return None
    return Found(place, place + 1, ExpressionType.DECADE, value)


def _century(tokens: Sequence[Token], words: Sequence[str], place: int, end: int) -> Found | None:
    """The 19th century, the twenty-first century."""
    ordinal = ordinal_at(words, place, end)
    if ordinal is None or ordinal.after >= end:
        return None
    after = ordinal.after + 1 if words[ordinal.after] == "-" else ordinal.after
    if after < end and words[after] in {"century", "centuries"}:
        return Found(place, after + 1, ExpressionType.CENTURY, Quantity(ordinal.value, "century"))
    return None


def _is_month(tokens: Sequence[Token], words: Sequence[str], place: int) -> bool:
    """Tell a month from the verbs "may" and "march": it is written with a capital and tagged as a name."""
    if words[place] not in MONTHS or not tokens[place].text[0].isupper():
        return False
    return tokens[place].pos == "PROPN" or words[place] not in {"may", "march"}


def _day(words: Sequence[str], place: int, end: int) -> int | None:
    """Read a day of the month: 21 or 21st."""
    if place >= end:
        return None
    match = re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)?", words[place])
    return int(match[1]) if match and 1 <= int(match[1]) <= 31 else None


def _year_after(words: Sequence[str], place: int, end: int) -> tuple[int | None, int]:
    """Read an optional year behind a month or a day, with a comma or "of" before it."""
    step = place + 1 if place < end and words[place] in {",", "of"} else place
    if step < end and YEAR.fullmatch(words[step]):
        return int(words[step]), step + 1
    return None, place


def _month_first(tokens: Sequence[Token], words: Sequence[str], place: int, end: int) -> Found | None:
    """May 21, 2016; September 2015; May 21st; in September."""
    if not _is_month(tokens, words, place):
        return None
    month, day = MONTHS[words[place]], _day(words, place + 1, end)
    after = place + 1 if day is None else place + 2
    year, after = _year_after(words, after, end)
    return Found(place, after, ExpressionType.DATE, CalendarDate(year, month, day))


def _day_first(tokens: Sequence[Token], words: Sequence[str], place: int, end: int) -> Found | None:
    """21 May 2016; the 21st of May."""
    day = _day(words, place, end)
    if day is None:
        return None
    step = place + 2 if place + 1 < end and words[place + 1] == "of" else place + 1
    if step >= end or words[step] not in MONTHS or not tokens[step].text[0].isupper():
        return None
    year, after = _year_after(words, step + 1, end)
    return Found(place, after, ExpressionType.DATE, CalendarDate(year, MONTHS[words[step]], day))


def _season(tokens: Sequence[Token], words: Sequence[str], place: int, end: int) -> Found | None:
    """Summer 2012, the summer of 2012; a season without a year is no date."""
    if words[place] not in SEASONS:
        return None
    if place > 0 and tokens[place].text[0].isupper() and tokens[place - 1].text[0].isupper():
        return None  # the Prague Spring of 1968 is no season
    year, after = _year_after(words, place + 1, end)
    if year is None:
        return None
    part = "autumn" if words[place] == "fall" else words[place]
    return Found(place, after, ExpressionType.DATE, CalendarDate(year, part=part))


def _weekday(tokens: Sequence[Token], words: Sequence[str], place: int, end: int) -> Found | None:
    """Monday; Monday, 21 May 2016."""
    if words[place] not in WEEKDAYS or not tokens[place].text[0].isupper():
        return None
    step = place + 2 if place + 1 < end and words[place + 1] == "," else place + 1
    for read in (_day_first, _month_first):
        found = read(tokens, words, step, end) if step < end else None
        if found is not None and isinstance(found.value, CalendarDate) and found.value.day:
            return Found(place, found.after, found.type, found.value)
    return Found(place, place + 1, ExpressionType.DATE, CalendarDate(part=words[place]))


def _year(tokens: Sequence[Token], words: Sequence[str], place: int, end: int) -> Found | None:
    """Four digits that are a year, or any digits before BC."""
    if place + 1 < end and words[place + 1] in ERAS and words[place].replace(",", "").isdigit():
        return Found(place, place + 2, ExpressionType.YEAR, CalendarDate(-int(words[place].replace(",", ""))))
    if is_year(tokens, words, place):
        return Found(place, place + 1, ExpressionType.YEAR, CalendarDate(int(words[place])))
    return None
