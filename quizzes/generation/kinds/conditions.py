"""What happens when or if something else does: the options are what may follow."""

from __future__ import annotations

from collections.abc import Iterator

from quizzes.generation.asking.options import bag, choose, overlap
from quizzes.generation.asking.questions import finish
from quizzes.generation.candidates import Candidate, Choice
from quizzes.generation.grammar.facts import Fact
from quizzes.generation.grammar.tree import capital
from quizzes.generation.kinds.proposing import enough, tried
from quizzes.generation.stating.actions import sound
from quizzes.generation.stating.statements import Statement, UnfitError
from quizzes.generation.types import ItemKind, Role
from quizzes.generation.workshop import Workshop

MARKS = frozenset({"if", "when", "after", "once"})


def propose(shop: Workshop) -> Iterator[Candidate]:
    """ "What happens if C?" and "When/under what condition M?" for clauses with a condition or a time clause."""
    for statement in shop.told:
        clause = _clause(statement)
        if clause is None:
            continue
        yield from tried(shop, statement.fact.place, "what_happens", what_happens, statement, clause)


def _clause(statement: Statement) -> int | None:
    tree = statement.tree
    for k in statement.fact.parts("advcl"):
        marks = tree.kids(k, "mark", "advmod")
        if marks and tree.word(marks[0]) in MARKS and tree.kids(k, "nsubj") and k in set(statement.tokens):
            return k
    return None


def opening(fact: Fact) -> str:
    """ "What happens", in the tense and mood of the main clause."""
    tree = fact.tree
    if fact.modal in {"will", "would", "may", "might", "could", "can", "should", "must"}:
        return f"What {fact.modal} happen"
    first = tree.tokens[fact.group[0] if fact.group else fact.head]
    if first.tag == "VBD" or first.text.lower() in {"was", "were", "had"}:
        return "What happened"
    if first.text.lower() in {"has", "have"}:
        raise UnfitError("verb_form")
    return "What happens"


def what_happens(shop: Workshop, statement: Statement, clause: int) -> Candidate | None:
    """The main clause as the key, what the article says elsewhere as the wrong options."""
    fact, tree = statement.fact, statement.tree
    inside = set(statement.tokens)
    span = [i for i in tree.subtree(clause) if i in inside]
    while span and tree.tokens[span[-1]].pos == "PUNCT":
        span.pop()
    left = [i for i in statement.tokens if i not in set(tree.subtree(clause))]
    while left and tree.tokens[left[-1]].pos == "PUNCT":
        left.pop()
    while left and tree.tokens[left[0]].pos == "PUNCT":
        left.pop(0)
    problem = shop.standing.problem(tree, [i for i in span if i not in statement.swaps])
    if problem or shop.standing.problem(tree, [i for i in left if i not in statement.swaps], fact.subject):
        raise UnfitError(problem[0] if problem else "points_elsewhere")
    if len(left) < 4 or not sound(tree, fact.group[0] if fact.group else fact.head):
        raise UnfitError("thin")
    said = tree.lowered(span[0], statement.say(span))
    stem = finish(f"{opening(fact)} {said}")
    stem = shop.voiced(statement, stem)
    key = capital(statement.say(left))
    misreads = [
        Choice(capital(statement.say(left, c.swaps)), Role.MISREAD, c.rationale)
        for c in shop.changer.changes(statement, left)
    ]
    wrong = enough(choose(key, misreads, _others(shop, statement, key, stem)))
    return Candidate(
        kind=ItemKind.CHOICE,
        template="what_happens_when",
        stem=stem,
        answer=key,
        statement=statement,
        sentences=shop.grounds(statement),
        wrong=wrong,
        asked=tuple(left),
        worth=0.9,
        key_rationale="The text says so.",
    )


def _others(shop: Workshop, statement: Statement, key: str, stem: str) -> list[Choice]:
    """Things the article says elsewhere in the same tense or mood."""
    found: list[tuple[float, Choice]] = []
    for other in [*shop.statements, *shop.reported]:
        if other.tree is statement.tree and abs(other.fact.sentence - statement.fact.sentence) < 2:
            continue
        try:
            if opening(other.fact) != opening(statement.fact) or other.lead or _clause(other) is not None:
                continue
        except UnfitError:
            continue
        text = other.text.rstrip(".")
        if overlap(text, key) > 0.3 or len(bag(text) & bag(stem)) > 2:
            continue
        rationale = "The text says this, but not as what follows here."
        found.append((abs(len(text) - len(key)), Choice(text, Role.ELSEWHERE, rationale)))
    return [c for _, c in sorted(found, key=lambda pair: (pair[0], pair[1].text))]
