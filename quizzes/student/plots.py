"""Drawings of probabilities over time as coordinates; the template only writes them down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quizzes import mastery
from quizzes.courses import Course

WIDTH, HEIGHT = 320, 150
LEFT, RIGHT, TOP, BOTTOM = 34, 312, 10, 126


@dataclass(frozen=True, slots=True)
class Guide:
    """A level line with its words."""

    y: float
    words: str


@dataclass(frozen=True, slots=True)
class Dot:
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Plot:
    """One panel, WIDTH by HEIGHT. `early` is the line while there are too few answers, `line` the rest; `last` is
    where it stands now. `told` says the same in words for who does not see it."""

    name: str
    early: str
    line: str
    last: Dot | None
    told: str


GUIDES = tuple(
    Guide(TOP + (1 - level) * (BOTTOM - TOP), words)
    for level, words in ((mastery.FIRM, "95"), (mastery.GROWING, "60"), (0.0, "0"))
)


def place(index: int, count: int, share: float) -> Dot:
    x = LEFT + (RIGHT - LEFT) * index / max(1, count - 1)
    return Dot(round(x, 1), round(TOP + (1 - share) * (BOTTOM - TOP), 1))


def path(dots: Sequence[Dot]) -> str:
    """SVG path data (SVG 2, 9.3): a move and lines; empty for fewer than two points."""
    if len(dots) < 2:
        return ""
    return "M" + " L".join(f"{dot.x:g} {dot.y:g}" for dot in dots)


def plot(course: Course) -> Plot:
    count = len(course.points)
    known = [(place(i, count, p.probability), p) for i, p in enumerate(course.points) if p.probability is not None]
    early = [dot for dot, point in known if point.is_early]
    firm = [dot for dot, point in known if not point.is_early]
    if early and firm:
        early = [*early, firm[0]]
    return Plot(course.name, path(early), path(firm), known[-1][0] if known else None, in_words(course))


def in_words(course: Course) -> str:
    told = [point for point in course.points if point.probability is not None and not point.is_early]
    if not told:
        return f"{course.name}: too few answers to draw a line."
    first, last = (round(100 * (point.probability or 0)) for point in (told[0], told[-1]))
    return f"{course.name}: {first} per cent in the week to {told[0].at:%d %B}, {last} per cent now."


def curve(shares: Sequence[float]) -> str:
    return path([place(i, len(shares), share) for i, share in enumerate(shares)])
