"""The values of two tellings as a question prints them, and wrong values of the same grain beside a right one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from quizzes.generation.tellings.contrasts import Told
from quizzes.generation.tellings.effects import period_of, value_of
from quizzes.generation.tellings.quotable import clearly_other

MONTH = "January February March April May June July August September October November December".split()  # noqa: SIM905
COUNTED = "zero one two three four five six seven eight nine ten eleven twelve".split()  # noqa: SIM905
NAMED = rf"(?:{'|'.join(MONTH)})"
BOUND = re.compile(r"\b(?:until|till|since|by|before|after)\b")
HEDGE = re.compile(
    r"\b(around|about|roughly|nearly|almost|more than|less than|fewer than|over|under|at least|up to) ", re.IGNORECASE
)
FIGURE = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?(?: (?:million|billion|trillion))?(?: ?%| per ?cent)?")
TIMES = (
    ("day", re.compile(rf"\b({NAMED}) (\d{{1,2}}),? (?:of )?((?:1\d|20)\d\d)\b"), "on {0} {1}, {2}"),
    ("day", re.compile(rf"\b(\d{{1,2}}) ({NAMED}) ((?:1\d|20)\d\d)\b"), "on {0} {1} {2}"),
    ("month", re.compile(rf"\b({NAMED}) (?:of )?((?:1\d|20)\d\d)\b"), "in {0} {1}"),
    ("part", re.compile(r"\b(beginning|start|end) of (?:the year )?((?:1\d|20)\d\d)\b(?!s)"), "at the {0} of {1}"),
    ("part", re.compile(r"\b(middle) of (?:the year )?((?:1\d|20)\d\d)\b(?!s)"), "in the {0} of {1}"),
    ("part", re.compile(r"\b(early|late|mid)[ -]((?:1\d|20)\d0s)\b"), "in the {0}{dash}{1}"),
    ("part", re.compile(r"\b(early|late) ((?:1\d|20)\d\d)\b(?!s)"), "in {0} {1}"),
    ("decade", re.compile(r"\b((?:1\d|20)\d0s)\b"), "in the {0}"),
    ("year", re.compile(r"(?<![-–\d])((?:1\d|20)\d\d)\b(?![-–\d])(?!s)"), "in {0}"),
)  # fmt: skip
NEAR = 60  # years between times that a reader may take for each other
COARSE = frozenset({"part", "decade"})


def moment(text: str) -> tuple[str, str]:
    """The grain of a time and the time with its preposition: ("part", "in the mid-2000s"); ("", "") for none.

    "Until 2005" and the like are none: they fit no sentence but their own.
    """
    if BOUND.search(text) or len(re.findall(r"(?:1\d|20)\d\d", text)) != 1:
        return "", ""
    for grain, pattern, said in TIMES:
        if found := pattern.search(text):
            return grain, said.format(*found.groups(), dash="-" if found[1] == "mid" else " ")
    return "", ""


def bare(moment: str) -> str:
    """A time without its preposition."""
    return re.sub(r"^(?:in|on|at) ", "", moment)


def other_lengths(text: str) -> tuple[str, list[str]]:
    """How long something lasted, in words, and lengths in the same unit: "nine-month" gives "nine months"."""
    found = re.fullmatch(r"([\w.]+)[ -](day|week|month|year|decade|hour)s?", text, re.IGNORECASE)
    if found is None:
        return "", []
    said, unit = found[1].lower(), found[2].lower()
    number = COUNTED.index(said) if said in COUNTED else int(said) if said.isdigit() else 0
    if number < 2:
        return "", []
    others = [n for n in (number // 2, number - 3, number + 3, number + 5, number * 2) if n > 1 and n != number]
    words = [COUNTED[n] if said in COUNTED and n < len(COUNTED) else str(n) for n in dict.fromkeys(others)]
    return f"{said} {unit}s", [f"{word} {unit}s" for word in words]


def told_moment(told: Told) -> tuple[str, str]:
    """The time that a quote gives, with the word before it taken into account."""
    if not told.fact:
        return "", ""
    before = told.quote[: told.spans[0][0]].lower()[-12:]
    bound = re.search(r"\b(?:until|till|since|by|before|after|from)\s+(?:the\s+)?$", before)
    return ("", "") if bound else moment(told.fact)


def told_figure(told: Told) -> tuple[str, str]:
    """A hedge ("around", "" for none) and the figure of a quote: ("around", "3.3%"); ("", "") where it has none."""
    found = FIGURE.findall(told.fact)
    if len(found) != 1 or re.search(r"\d[\s-]*(?:and|to|–|-) ?\d", told.fact):
        return "", ""
    hedge = HEDGE.search(told.fact)
    return (hedge[1].lower() if hedge else ""), neat(found[0])


def neat(figure: str) -> str:
    """ "54%" for "54 per cent"."""
    return re.sub(r" ?(?:%|per ?cent)$", "%", figure)


def moments_in(texts: Iterable[str], grain: str) -> list[str]:
    """All times of a grain in some texts, each once."""
    patterns = [(p, said) for g, p, said in TIMES if g == grain or {g, grain} <= COARSE]
    found = []
    for text in texts:
        for pattern, said in patterns:
            found += [said.format(*m.groups(), dash="-" if m[1] == "mid" else " ") for m in pattern.finditer(text) if m]
    return list(dict.fromkeys(found))


def other_moments(key: str, grain: str, texts: Sequence[str]) -> list[str]:
    """Times of the same grain, none of which lies in the key's time or round it; those of the texts come first."""
    own = period_of(key)
    made = _made_moments(key, grain, texts)
    every = {m: period_of(m) for m in (*moments_in(texts, grain), *made) if m != key}
    if own is None:
        return []
    told = sorted(moments_in(texts, grain), key=lambda m: abs((every.get(m) or own)[0] - own[0]))
    told = [m for m in told if abs((every.get(m) or own)[0] - own[0]) <= NEAR]
    return [m for m in dict.fromkeys((*told, *made)) if m in every and _apart(own, every[m])]


def _apart(one: tuple[float, float], other: tuple[float, float] | None) -> bool:
    return other is not None and (one[1] <= other[0] or other[1] <= one[0])


def _made_moments(key: str, grain: str, texts: Sequence[str]) -> list[str]:
    """Times made from the key with another month or year that the texts name, then with years near it."""
    year = re.search(r"\d{4}", key)
    if year is None:
        return []
    named = sorted({y for text in texts for y in re.findall(r"\b(?:1\d|20)\d\d\b", text)} - {year[0]})
    near = sorted((y for y in named if abs(int(y) - int(year[0])) <= NEAR), key=lambda y: abs(int(y) - int(year[0])))
    months = [m for m in dict.fromkeys(re.findall(NAMED, " ".join(texts))) if m not in key]
    steps = (-10, 10, -20) if key.endswith("s") else (-2, -3, -4, -5)
    years = [str(int(year[0]) + step) for step in steps]
    if grain in COARSE and key.endswith("s"):
        near = []
    swapped = [re.sub(NAMED, month, key) for month in months] if grain in {"month", "day"} else []
    return [
        *swapped[:1],
        *(key.replace(year[0], y) for y in near),
        *swapped[1:],
        *(key.replace(year[0], y) for y in years),
    ]


def other_figures(key: str, texts: Iterable[str]) -> list[str]:
    """Figures of the same grain: those that the texts have, then some made from the key's own digits."""
    share, value = key.endswith("%"), value_of(key)
    unit = key.removeprefix((NUMBERED.match(key) or [""])[0])
    if value is None:
        return []
    found = [neat(f) for text in texts for f in FIGURE.findall(text)]
    same = [f for f in found if f.endswith("%") == share and f.removeprefix((NUMBERED.match(f) or [""])[0]) == unit]
    if share:
        near = [f for f in same if clearly_other(f, key)]
    else:
        near = [f for f in same if clearly_other(f, key) and 0.2 * value <= (value_of(f) or 0) <= 5 * value]
        near = [f for f in near if not re.fullmatch(r"(?:1\d|20)\d\d", f)]
    return list(dict.fromkeys([*near, *(f"{made}{unit}" for made in _made_figures(key, value, share=share))]))


NUMBERED = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")


def _made_figures(key: str, value: float, *, share: bool) -> list[str]:
    digits = (NUMBERED.match(key) or [""])[0]
    made: list[str] = []
    if "." in digits:
        whole = digits.replace(".", "")
        made.append(whole if not share or int(whole) <= 100 else f"{value + 2:.1f}")
        made.append(".".join(reversed(digits.split("."))))
        made.append(f"{value * 2:.1f}")
    else:
        number, text = int(value), str(int(value))
        bare = text.rstrip("0")
        turned = int(bare[::-1] + "0" * (len(text) - len(bare)) or 0)
        step = 10 ** max(0, len(text) - 2)
        steps = (-10, -20, 10, 20, -5) if share else (3 * step, 6 * step, -2 * step, number)
        every = [turned, *(number + each for each in steps)]
        made += [f"{n:,}" if "," in digits else str(n) for n in every if n > 0 and (n < 100 or not share)]
    return [m for m in made if float(m.replace(",", "")) not in {value, 0.0}]
