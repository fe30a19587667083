"""A comparison question before it is chosen, and the sets of options that several kinds of them share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quizzes.generation.tellings.contrasts import ComparedRow, Names, capital, key_option, wrong
from quizzes.generation.tellings.material import Place
from quizzes.generation.types import Option, Role

NEITHER = 2
BOTH = 3


@dataclass(frozen=True, slots=True)
class Proposal:
    """`places` is the evidence, `taken` further sentences whose content the options give away, `fixed` keeps the
    options in their natural order, `note` ends the explanation."""

    template: str
    stem: str
    options: tuple[Option, ...]
    row: ComparedRow
    places: tuple[Place, ...]
    taken: tuple[Place, ...] = ()
    note: str = ""
    fixed: bool = False

    @property
    def answer(self) -> str:
        return next(option.text for option in self.options if option.is_key)


def which_telling(names: Names, key: int) -> tuple[Option, ...]:
    """Which telling says so: 0 only the first, 1 only the second, `NEITHER` or `BOTH`; in this order."""
    texts = (f"Only {names.first}", f"Only {names.second}", "Neither of them", "Both of them")
    why = {
        0: f"{capital(names.first)} says so; {names.second} does not.",
        1: f"{capital(names.second)} says so; {names.first} does not.",
        NEITHER: "Both tellings say something else.",
        BOTH: "Each says so in words of its own.",
    }[key]
    options = []
    for n, text in enumerate(texts):
        role = Role.OTHER_TELLING if {n, key} == {0, 1} else Role.MISREAD
        options.append(key_option(text, why) if n == key else wrong(text, why, role))
    return tuple(options[n] for n in (0, 1, 3, 2))


def one_of(texts: Sequence[str], key: str, why: str, other: str = "") -> tuple[Option, ...]:
    """Options of which one is right; `other` is what only the other telling says."""
    return tuple(
        key_option(text, why)
        if text == key
        else wrong(text, why, Role.OTHER_TELLING if text == other else Role.MISREAD)
        for text in texts
    )
