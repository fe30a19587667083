"""True or false: a statement of the text, or the same with exactly one meaningful change."""

from __future__ import annotations

from collections.abc import Iterator

from quizzes.generation.candidates import Candidate, Choice
from quizzes.generation.statements import Statement
from quizzes.generation.tree import capital
from quizzes.generation.types import ItemKind, Role
from quizzes.generation.workshop import Workshop

LONGEST = 26


def propose(shop: Workshop) -> Iterator[Candidate]:
    """For each statement that can be changed: its true and its changed form; the choice keeps one of them."""
    for statement in shop.statements:
        changes = shop.changer.changes(statement)
        text = statement.text
        if not changes or len(text.split()) > LONGEST:
            continue
        change = changes[0]
        yield Candidate(
            kind=ItemKind.TRUE_FALSE,
            template="true_statement",
            stem=text,
            answer="True",
            statement=statement,
            wrong=(Choice("False", Role.MISREAD, f"The text does say “{change.was}”."),),
            key_rationale="The text says so.",
            asked=tuple(change.swaps),
            worth=change.weight,
        )
        false = capital(statement.say(swaps=change.swaps)).rstrip(".") + "."
        yield Candidate(
            kind=ItemKind.TRUE_FALSE,
            template=f"changed_{change.kind}",
            stem=false,
            answer="False",
            statement=statement,
            wrong=(Choice("True", Role.MISREAD, change.rationale),),
            key_rationale=change.rationale,
            asked=tuple(change.swaps),
            worth=change.weight,
        )


def statement_words(statement: Statement) -> int:
    """How many words a statement has."""
    return len(statement.text.split())
