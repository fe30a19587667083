"""What a change between two tellings does to the meaning: a figure goes up, a time is moved, a possibility made a fact.

Each effect is told in a sentence about the second telling; wrong effects of the same sort stand beside it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from quizzes.generation.contrasts import PART, ComparedRow, Names, look
from quizzes.generation.options import overlap

FLOATING = re.compile(
    r"\b(?:this|last|next) (?:year|month|week|century)|\b(?:today|now|recent(?:ly)?|ago)\b", re.IGNORECASE
)
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()  # noqa: SIM905
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
SURENESS = {"only reported": 0, "possible": 1, "likely": 2, "stated plainly": 3}
DENIES = (
    "It denies what {first} says.",
    "It says what {first} denies.",
    "It says the same in other words.",
    "It leaves open whether it is so.",
)
HEDGES = re.compile(
    r"\b(?:may|might|could|perhaps|possibly|probably|likely|reportedly|allegedly|apparently|seems?|appears?|suggests?|"
    r"estimated?|thought to|said to)\b",
    re.IGNORECASE,
)
DENIALS = re.compile(r"\b(?:not|never|no|none|nobody|nothing|neither|nor|cannot|without)\b|n[’']t\b", re.IGNORECASE)
ALIKE = 0.4
EXACT = 0.6  # a period this much of another one within which it lies is the more exact one


@dataclass(frozen=True, slots=True)
class Effect:
    """`told` says what the second telling does, `wrong` what it might have done; `short` names the change in a few
    words, and `turned` its opposite, both "" where there is none."""

    told: str
    wrong: tuple[str, ...]
    short: str = ""
    turned: str = ""


FIGURES = ("It gives a higher figure.", "It gives a lower figure.", "It gives the same figure in other words.")
TIMES = ("It puts this at an earlier time.", "It puts this at a later time.", "It gives the same time in other words.")
EXACTNESS = ("It says more exactly when this was.", "It says less exactly when this was.")
OPEN_TIME = "It no longer says which year is meant."
SURER = (
    "It states as a fact what {first} leaves uncertain.",
    "It leaves uncertain what {first} states as a fact.",
    "It is just as sure of this as {first} is.",
    "It denies what {first} says.",
)


def effect_of(row: ComparedRow, names: Names) -> Effect | None:
    """What the second telling's change does; None where that cannot be told for certain."""
    if row.status != "differs" or row.first is None or row.second is None:
        return None
    if row.kind in {"certainty", "negation"} and not _told_alike(row.first.quote, row.second.quote):
        return None
    if row.kind == "certainty":
        return _certainty(row.first.quote, row.second.quote, row.detail, names)
    if row.kind == "negation":
        return _denial(row.first.quote, row.second.quote, names)
    mine, theirs = row.first.fact, row.second.fact
    if row.kind == "number" and mine and theirs:
        return _figure(mine, theirs)
    if row.kind == "date" and mine and theirs:
        return _time(mine, theirs)
    return None


def _figure(mine: str, theirs: str) -> Effect | None:
    one, other = value_of(mine), value_of(theirs)
    if one is None or other is None or one == other or look(mine) != look(theirs):
        return None
    short, turned = ("a higher figure", "a lower figure") if other > one else ("a lower figure", "a higher figure")
    return _among(FIGURES, FIGURES[other < one], short, turned, "It leaves the figure out.")


def _time(mine: str, theirs: str) -> Effect | None:
    one, other = period_of(mine), period_of(theirs)
    if one and other is None and FLOATING.search(theirs):
        return Effect(OPEN_TIME, ("It names an earlier year.", "It names a later year.", TIMES[2]))
    if one is None or other is None or one == other:
        return None
    if one[1] <= other[0] or other[1] <= one[0]:
        later = other[0] >= one[1]
        short, turned = ("a later time", "an earlier time") if later else ("an earlier time", "a later time")
        return _among(TIMES, TIMES[later], short, turned, "It leaves the time out.")
    exact = _within(other, one)
    if exact or _within(one, other):
        return Effect(EXACTNESS[not exact], (EXACTNESS[exact], *TIMES[:2]))
    return None


def _certainty(mine: str, theirs: str, detail: str, names: Names) -> Effect | None:
    levels = [SURENESS.get(level, -1) for level in detail.split(" / ")]
    if len(levels) != 2 or min(levels) < 0:
        levels = [SURENESS["possible" if HEDGES.search(text) else "stated plainly"] for text in (mine, theirs)]
    if levels[0] == levels[1] or max(levels) < SURENESS["stated plainly"]:
        return None
    told = [text.format(first=names.first) for text in SURER]
    return _among(told, told[levels[0] > levels[1]])


def _denial(mine: str, theirs: str, names: Names) -> Effect | None:
    denying = [len(DENIALS.findall(text)) for text in (mine, theirs)]
    if sorted(denying) != [0, 1]:
        return None
    told = [text.format(first=names.first) for text in DENIES]
    return _among(told, told[denying[0]])


def _told_alike(one: str, other: str) -> bool:
    """Whether two sentences share so many telling words that nothing but the one change parts them."""
    return overlap(one, other) >= ALIKE


def _among(every: Sequence[str], told: str, short: str = "", turned: str = "", also: str = "") -> Effect:
    return Effect(told, tuple(text for text in (*every, also) if text and text != told), short, turned)


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
