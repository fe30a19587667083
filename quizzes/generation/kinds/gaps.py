"""Cloze: a statement with a gap for a figure (typed) or a name (chosen from names of the same sort)."""

from __future__ import annotations

from collections.abc import Iterator

from quizzes.generation.candidates import Candidate, Choice
from quizzes.generation.english import numbers
from quizzes.generation.quantities import figure
from quizzes.generation.statements import Statement
from quizzes.generation.types import ItemKind, Role
from quizzes.generation.workshop import Workshop

GAP = "_____"


def propose(shop: Workshop) -> Iterator[Candidate]:
    """Gaps for figures and names that stand in a statement once."""
    for statement in shop.told:
        if len(statement.text.split()) > 26:
            continue
        yield from number_gaps(shop, statement)
        yield from name_gaps(shop, statement)


def number_gaps(shop: Workshop, statement: Statement) -> Iterator[Candidate]:
    """A gap for each figure that counts something."""
    tree = statement.tree
    for i in statement.tokens:
        fig = figure(tree, i) if tree.tokens[i].pos == "NUM" else None
        if fig is None or not fig.counts or fig.counts == "day" or _glued(statement, i):
            continue
        stem = shop.spoken(statement, {i: GAP})
        if stem.startswith(GAP) or stem.count(GAP) != 1:
            continue
        yield Candidate(
            kind=ItemKind.CLOZE,
            template="gap_number",
            stem=stem,
            answer=fig.text,
            statement=statement,
            sentences=shop.grounds(statement),
            accepted=numbers.variants(fig.text),
            asked=(i,),
            worth=0.5,
        )


def name_gaps(shop: Workshop, statement: Statement) -> Iterator[Candidate]:
    """A gap for a name, with other names of its sort from the article as options."""
    done: set[int] = set()
    tree = statement.tree
    for change in shop.changer.changes(statement):
        if change.kind != "name":
            continue
        first = next(i for i, text in change.swaps.items() if text)
        if first in done:
            continue
        done.add(first)
        others = [c for c in shop.changer.changes(statement) if c.kind == "name" and c.was == change.was]
        if len(others) < 3:
            continue
        stem = shop.spoken(statement, {**change.swaps, first: GAP})
        rest = stem.replace(GAP, "").lower()
        if stem.startswith(GAP) or stem.count(GAP) != 1 or change.was.split()[-1].lower() in rest:
            continue
        if any(o.now.split()[-1].lower() in rest for o in others[:3]):
            continue
        if tree.dep(first) in {"compound"}:
            continue
        yield Candidate(
            kind=ItemKind.CLOZE,
            template="gap_name",
            stem=stem,
            answer=change.was,
            statement=statement,
            sentences=shop.grounds(statement),
            wrong=tuple(Choice(o.now, Role.ELSEWHERE, o.rationale) for o in others[:3]),
            asked=tuple(change.swaps),
            worth=0.5,
            key_rationale="This is the name in the text.",
        )


def _glued(statement: Statement, i: int) -> bool:
    """Whether a unit is written onto the number without a space (15km)."""
    tree = statement.tree
    return not tree.tokens[i].space_after and i + 1 < len(tree.tokens) and tree.tokens[i + 1].text.isalpha()
