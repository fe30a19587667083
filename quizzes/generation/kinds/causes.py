"""A false reason: what the text states, tied to the reason or purpose of something else on the same topic."""

from __future__ import annotations

from collections.abc import Iterator

from quizzes.generation.asking.options import overlap, related
from quizzes.generation.candidates import Candidate, Choice
from quizzes.generation.english.lists import listed
from quizzes.generation.grammar.facts import Fact
from quizzes.generation.grammar.tree import Tree, capital
from quizzes.generation.kinds.parting import Parted, part, said, told_facts
from quizzes.generation.kinds.proposing import tried
from quizzes.generation.kinds.reasons import gives_reason, on_purpose
from quizzes.generation.types import ItemKind, Role
from quizzes.generation.workshop import Workshop

LEANING = listed("it its they them their he his him she her this that these those such so another other also")
LONGEST = 26
MOST_ALIKE = 0.3


def propose(shop: Workshop) -> Iterator[Candidate]:
    """For each statement with a reason or purpose: the statement with that of another one, as false."""
    reasons: list[tuple[str, Parted]] = []
    for fact in told_facts(shop):
        reasons += tied(shop, fact)
    for tie, mine in reasons:
        for other_tie, other in reasons:
            if tie == other_tie and exchangeable(mine, other):
                made = false_reason(shop, tie, mine, other)
                if made is not None:
                    yield made
                    break


def tied(shop: Workshop, fact: Fact) -> list[tuple[str, Parted]]:
    """The clauses that tell why or what for, each with the word that ties it on."""
    found: list[tuple[str, Parted]] = []
    for clause in fact.parts("advcl"):
        tie = "because" if gives_reason(fact, clause) else "to" if on_purpose(fact, clause) else ""
        if not tie or clause < fact.head:
            continue
        found += [(tie, parted) for parted in tried(shop, fact.place, "cause", part, fact, clause)]
    return found


def kind_of(tree: Tree, i: int) -> str:
    """People and the bodies that act like them are one sort of doer."""
    kind = str(tree.tokens[i].kind).lower()
    return "doer" if kind in {"person", "organisation"} else kind


def exchangeable(mine: Parted, other: Parted) -> bool:
    """Whether another's reason stands alone, is about the same topic, and is not plainly this one's reason too."""
    one, two = mine.statement, other.statement
    near = one.tree is two.tree and abs(one.fact.sentence - two.fact.sentence) < 2
    if near or one.tree.lemma(one.fact.subject) == two.tree.lemma(two.fact.subject):
        return False
    if kind_of(one.tree, one.fact.subject) != kind_of(two.tree, two.fact.subject):
        return False
    left = [i for i in other.body if i not in other.names]
    if other.pronoun or any(two.tree.word(i) in LEANING for i in left):
        return False
    text = said(other)
    return (
        related(text, one.text, said(mine)) and overlap(text, said(mine)) < MOST_ALIKE and overlap(text, one.text) < 0.5
    )


def false_reason(shop: Workshop, tie: str, mine: Parted, other: Parted) -> Candidate | None:
    """ "M because R2" as a statement to be judged; None when it would be too long."""
    statement = mine.statement
    stem = f"{shop.spoken(statement).rstrip('.')} {tie} {said(other)}."
    if len(stem.split()) > LONGEST:
        return None
    right, wrong = f"{tie} {said(mine)}", f"{tie} {said(other)}"
    rationale = f"The text gives another reason: “{right}”. It says “{wrong}” of something else."
    return Candidate(
        kind=ItemKind.TRUE_FALSE,
        template="changed_cause",
        stem=capital(stem),
        answer="False",
        statement=statement,
        sentences=shop.grounds(statement),
        wrong=(Choice("True", Role.MISREAD, rationale),),
        key_rationale=rationale,
        asked=mine.body,
        worth=0.8,
    )
