"""Which other figure a reader could believe in a sentence, and which figures a sentence is about at all."""

from __future__ import annotations

from quizzes.generation.english import numbers
from quizzes.generation.english.lists import listed
from quizzes.generation.grammar.quantities import FARTHEST_YEARS, MONTHS, Figure
from quizzes.generation.grammar.tree import Tree
from quizzes.generation.stating.statements import Statement

AGES = listed("age aged ages")
VOTING = listed("vote voter support oppose")
LIKELY_AGES = 0.15
HOURS_A_DAY = 24
DEEPEST = 5
BOUNDS = ("more than", "less than", "fewer than", "over", "under", "at least", "at most", "up to", "above", "below")


def told_of(statement: Statement, i: int, *, year: bool) -> bool:
    """Whether a figure is what the sentence is about: no part of a clause hung on something, and no year of another
    thing than the sentence's own verb."""
    tree, fact = statement.tree, statement.fact
    steps = 0
    while i != fact.head and tree.tokens[i].head != i:
        dep, above = tree.dep(i), tree.tokens[i].head
        if dep in {"acl", "appos", "parataxis", "advcl"}:
            return False
        if year and dep == "nmod" and above != fact.head and tree.word(above) not in MONTHS:
            return False
        steps += 1
        i = above
    return steps <= DEEPEST


def bounded(tree: Tree, i: int) -> bool:
    """Whether a figure is only a bound: "more than 150,000", "at least ten", "up to 20%"."""
    before = " ".join(tree.word(k) for k in range(max(0, i - 2), i))
    return before.endswith(BOUNDS)


def believable(statement: Statement, i: int, fig: Figure, other: str) -> bool:
    """Whether a reader who has not read the text could take another figure for this one: an age near it, a share that
    leaves the winner of a vote the winner, no more hours than a day has."""
    tree = statement.tree
    mine, value = numbers.value(fig.text), numbers.value(other)
    if mine is None or value is None:
        return False
    near = [tree.word(k) for k in range(max(0, i - 3), min(len(tree.tokens), i + 4))]
    before = tree.word(i - 1) if i else ""
    if before in {"a", "an"} and _vowel(fig.text) != _vowel(other):
        return False
    if before == "from" and "to" in near:
        return False  # the start of a rise or fall, which the end contradicts
    if AGES & set(near) and abs(value - mine) > LIKELY_AGES * mine:
        return False
    if (
        fig.counts == "percent"
        and i in statement.fact.subject_tokens
        and any(tree.lemma(k) in VOTING for k in statement.tokens)
    ):
        return (mine > 50) == (value > 50)
    if fig.counts == "hour" and mine < HOURS_A_DAY <= value and {"a", "day"} <= set(near):
        return False
    return fig.counts != "year" or abs(value - mine) <= FARTHEST_YEARS


def _vowel(figure: str) -> bool:
    """Whether a figure is spoken with a vowel first: 8, 11, 18, 80, eight, eleven."""
    return figure[:1] in "8aeiou" or figure in {"11", "18"}
