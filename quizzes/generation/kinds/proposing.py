"""What every kind of question does on its way to an item: it tries, and gives up where there is too little to offer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Concatenate, ParamSpec, TypeVar

from quizzes.generation.asking.options import choose_near, overlap, trimmed
from quizzes.generation.candidates import Candidate, Choice
from quizzes.generation.changing.misreading import Change, only_figures, spread
from quizzes.generation.grammar.tree import Tree
from quizzes.generation.stating.statements import Statement, UnfitError
from quizzes.generation.workshop import Workshop

SAME_STEM = 0.5

Given = ParamSpec("Given")
Made = TypeVar("Made")


def tried(
    shop: Workshop,
    place: tuple[Tree, int],
    template: str,
    maker: Callable[Concatenate[Workshop, Given], Made | None],
    *given: Given.args,
    **named: Given.kwargs,
) -> Iterator[Made]:
    """What a maker makes of something told in a sentence, if anything; a refusal is kept for the report.

    `place` is the section's tree and the number of the sentence in it; what follows `maker` is handed on to it.
    """
    try:
        made = maker(shop, *given, **named)
    except UnfitError as unfit:
        shop.refuse(*place, template, unfit.reason)
        return
    if made is not None:
        yield made


def asked_once(proposed: Iterable[Candidate]) -> Iterator[Candidate]:
    """The candidates without those whose stem asks nearly what an earlier one asks."""
    stems: list[str] = []
    for candidate in proposed:
        if not any(overlap(candidate.stem, stem) > SAME_STEM for stem in stems):
            stems.append(candidate.stem)
            yield candidate


def enough(wrong: tuple[Choice, ...] | None) -> tuple[Choice, ...]:
    """The wrong options that were found; raises `UnfitError` where there were too few."""
    if wrong is None:
        raise UnfitError("too_few_options")
    return wrong


def misreadings(shop: Workshop, statement: Statement, tokens: Sequence[int], *, finite: bool = False) -> list[Change]:
    """Changes in some tokens of a statement; raises `UnfitError` where nothing but figures could be changed."""
    changes = spread(statement.tree, shop.changer.changes(statement, tokens, finite=finite))
    if only_figures(changes):
        raise UnfitError("too_few_options")
    return changes


def offered_near(key: str, misreads: Iterable[Choice], elsewhere: Iterable[Choice]) -> tuple[str, tuple[Choice, ...]]:
    """The key and wrong options close to it, without an end that all share; raises `UnfitError` where there are too
    few, or where all say the same at length."""
    cut = trimmed(key, enough(choose_near(key, misreads, elsewhere)))
    if cut is None:
        raise UnfitError("too_long")
    return cut
