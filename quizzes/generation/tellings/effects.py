"""What a change between two tellings does: a figure goes up, a time is moved, a possibility becomes a fact."""

from __future__ import annotations

import re
from enum import StrEnum

from quizzes.generation.asking.options import overlap
from quizzes.generation.tellings.contrasts import PART, ComparedRow, look
from quizzes.generation.tellings.quotable import clearly_other

FLOATING = re.compile(
    r"\b(?:this|last|next) (?:year|month|week|century)|\b(?:today|now|recent(?:ly)?|ago)\b", re.IGNORECASE
)
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()  # noqa: SIM905
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
YEAR = re.compile(r"\b(?:1\d|20)\d\d\b")
AMOUNT = re.compile(r"(?<![\d.,])(?!(?:1\d|20)\d\d\b)\d")  # a figure that is no year
SURENESS = {"only reported": 0, "possible": 1, "likely": 2, "stated plainly": 3}
HEDGES = re.compile(
    r"\b(?:may|might|could|perhaps|possibly|probably|likely|reportedly|allegedly|apparently|seems?|appears?|suggests?|"
    r"estimated?|thought to|said to)\b",
    re.IGNORECASE,
)
DENIALS = re.compile(r"\b(?:not|never|no|none|nobody|nothing|neither|nor|cannot|without)\b|n[’']t\b", re.IGNORECASE)
ALIKE = 0.4
EXACT = 0.6  # a period this much of another one within which it lies is the more exact one


class Effect(StrEnum):
    """What the second telling does with what the first one says."""

    HIGHER = "higher"
    LOWER = "lower"
    EARLIER = "earlier"
    LATER = "later"
    MORE_EXACT = "more exact"
    LESS_EXACT = "less exact"
    ONLY_FIRST = "only the first gives it"
    ONLY_SECOND = "only the second gives it"
    SURER = "surer"
    LESS_SURE = "less sure"
    OPPOSITE = "opposite"


MOVED = frozenset({Effect.HIGHER, Effect.LOWER, Effect.EARLIER, Effect.LATER})
ONE_ONLY = frozenset({Effect.ONLY_FIRST, Effect.ONLY_SECOND})
EXACTNESS = frozenset({Effect.MORE_EXACT, Effect.LESS_EXACT})


def effect_of(row: ComparedRow) -> Effect | None:
    """What the second telling's change does; None where that cannot be told for certain."""
    if row.first is None or row.second is None:
        return None
    if row.status in {"only_here", "only_there"}:
        told = (row.first, row.second)[row.status == "only_there"]
        silent = (row.second, row.first)[row.status == "only_there"]
        plain = row.kind in {"number", "date"} and told.core and told.core not in silent.quote
        given = YEAR if row.kind == "date" else AMOUNT
        if not plain or not re.search(r"\d", told.core) or given.search(silent.quote):
            return None
        return (Effect.ONLY_FIRST, Effect.ONLY_SECOND)[row.status == "only_there"]
    if row.status != "differs":
        return None
    if row.kind in {"certainty", "negation"}:
        return _of_words(row, row.first.quote, row.second.quote)
    mine, theirs = row.first.fact, row.second.fact
    if row.kind == "number" and mine and theirs:
        return _figure(mine, theirs)
    if row.kind == "date" and mine and theirs:
        return _time(mine, theirs)
    return None


def _of_words(row: ComparedRow, mine: str, theirs: str) -> Effect | None:
    """What changed about how surely a thing is said, or whether it is denied; nothing but that may part the two."""
    if overlap(mine, theirs) < ALIKE:
        return None
    if row.kind == "negation":
        return Effect.OPPOSITE if sorted(len(DENIALS.findall(text)) for text in (mine, theirs)) == [0, 1] else None
    levels = [SURENESS.get(level, -1) for level in row.detail.split(" / ")]
    if len(levels) != 2 or min(levels) < 0:
        levels = [SURENESS["possible" if HEDGES.search(text) else "stated plainly"] for text in (mine, theirs)]
    if levels[0] == levels[1] or max(levels) < SURENESS["stated plainly"]:
        return None
    return Effect.SURER if levels[1] > levels[0] else Effect.LESS_SURE


def _figure(mine: str, theirs: str) -> Effect | None:
    one, other = value_of(mine), value_of(theirs)
    if one is None or other is None or one == other or look(mine) != look(theirs):
        return None
    return Effect.HIGHER if other > one else Effect.LOWER


def _time(mine: str, theirs: str) -> Effect | None:
    one, other = period_of(mine), period_of(theirs)
    if one and other is None and FLOATING.search(theirs):
        return Effect.ONLY_FIRST
    if other and one is None and FLOATING.search(mine):
        return Effect.ONLY_SECOND
    if one is None or other is None or one == other:
        return None
    if one[1] <= other[0] or other[1] <= one[0]:
        if not clearly_other(mine, theirs):
            return None
        return Effect.LATER if other[0] >= one[1] else Effect.EARLIER
    if _within(other, one):
        return Effect.MORE_EXACT
    return Effect.LESS_EXACT if _within(one, other) else None


def _within(one: tuple[float, float], other: tuple[float, float]) -> bool:
    """Whether the first period lies in the second and is plainly shorter."""
    return other[0] <= one[0] and one[1] <= other[1] and one[1] - one[0] <= EXACT * (other[1] - other[0])


def value_of(text: str) -> float | None:
    """The one number in a text: 3.3 for "around 3.3%"; None where there are none or several."""
    found = NUMBER.findall(text)
    return float(found[0].replace(",", "")) if len(found) == 1 else None


def period_of(text: str) -> tuple[float, float] | None:
    """The years that a time covers, from and until: (2003.3, 2006.7) for "mid-2000s"; None where it names no year."""
    text = text.lower().replace("as early as", "").replace("as late as", "")
    years = [int(year) for year in re.findall(r"(?:1\d|20)\d\d", text)]
    if not years:
        return None
    first, last = float(min(years)), float(max(years)) + 1
    if len(years) > 1:
        return first, last
    if re.search(r"\d0s\b|decade of", text):
        last = first + 10
    elif month := next((n for n, name in enumerate(MONTHS) if re.search(rf"\b{name}[a-z]*\b", text)), None):
        return first + month / 12, first + (month + 1) / 12
    elif re.search(r"\b(?:end|late)\b", text):
        return last - 1 / 3, last
    elif re.search(r"\b(?:beginning|start|early)\b", text):
        return first, first + 1 / 3
    if part := PART.search(text):
        third = ("early", "mid", "late").index(part[1]) * (last - first) / 3
        return first + third, first + third + (last - first) / 3
    return first, last
