"""Which statement does the text support: one true statement among others that were changed in one point."""

from __future__ import annotations

from collections.abc import Iterator

from quizzes.generation.candidates import Candidate, Choice
from quizzes.generation.changes import Change
from quizzes.generation.english.numbers import pick
from quizzes.generation.options import compatible, overlap
from quizzes.generation.statements import Statement
from quizzes.generation.tree import capital
from quizzes.generation.types import ItemKind, Role
from quizzes.generation.workshop import Workshop


def propose(shop: Workshop) -> Iterator[Candidate]:
    """For each statement: itself as the key beside three changed statements about other things."""
    changed: list[tuple[Statement, Change, str]] = []
    for statement in shop.statements:
        for change in shop.changer.changes(statement)[:1]:
            text = capital(statement.say(swaps=change.swaps)).rstrip(".")
            changed.append((statement, change, text))
    for number, statement in enumerate(shop.statements):
        made = supported(statement, changed[number:] + changed[:number])
        if made is not None:
            yield made


def supported(statement: Statement, pool: list[tuple[Statement, Change, str]]) -> Candidate | None:
    """One true statement among three changed ones from other sentences, chosen by length."""
    key = statement.text.rstrip(".")
    if not 7 <= len(key.split()) <= 22:
        return None
    ranked = sorted(pool, key=lambda p: (abs(len(p[2]) - len(key)) // 12, -p[1].weight, pick(p[2] + key, 1000)))
    texts, wrong, used = [key], [], {(statement.tree.section, statement.fact.sentence)}
    for other, change, text in ranked:
        where = (other.tree.section, other.fact.sentence)
        if where in used or not compatible(text, texts) or overlap(text, key) > 0.4:
            continue
        used.add(where)
        texts.append(text)
        wrong.append(Choice(text, Role.MISREAD, change.rationale))
        if len(wrong) == 3:
            return Candidate(
                kind=ItemKind.CHOICE,
                template="supported_statement",
                stem="Which of these statements is true according to the article?",
                answer=key,
                statement=statement,
                wrong=tuple(wrong),
                asked=statement.tokens,
                worth=0.6,
                key_rationale="The text says this.",
            )
    return None
