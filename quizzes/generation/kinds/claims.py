"""Which statement does the text support: one true statement among others that were changed in one point."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from quizzes.generation.asking.options import bag, overlap
from quizzes.generation.candidates import Candidate, Choice
from quizzes.generation.changing.misreading import Change
from quizzes.generation.english.lists import listed
from quizzes.generation.english.numbers import pick
from quizzes.generation.grammar.article import NOMINAL
from quizzes.generation.kinds.truth import just_a_post
from quizzes.generation.stating.anchors import loose_definites, unexplained
from quizzes.generation.stating.statements import Statement
from quizzes.generation.types import ItemKind, Role
from quizzes.generation.workshop import Workshop

SHORTEST, LONGEST = 7, 22
LEAST_WEIGHT = 0.6
LONGEST_TO_SHORTEST = 1.8
MOST_SHARED = 0.5
STATEMENTS_PER_ITEM = 4
HEDGES = listed(
    "may might could can would mostly some many often sometimes probably perhaps usually generally nearly almost"
)


@dataclass(frozen=True, slots=True)
class Changed:
    """A statement of the text with one change, and how it reads."""

    statement: Statement
    change: Change
    text: str


def propose(shop: Workshop) -> Iterator[Candidate]:
    """Items of one true statement and three changed ones; no sentence of the text is used in two items."""
    usable = [s for s in shop.told if fits(shop, s)]
    changed = [f for s in usable for f in changed_statement(shop, s)]
    used: set[tuple[int, int]] = set()
    keys = sorted(usable, key=lambda s: (-worth(shop, s), pick(s.text, 1 << 20)))
    for key in keys:
        if place(key) in used:
            continue
        made = supported(shop, key, [f for f in changed if place(f.statement) not in used])
        if made is None:
            continue
        wrong = made[1]
        used |= {place(key), *(place(f.statement) for f in wrong)}
        yield made[0]


def place(statement: Statement) -> tuple[int, int]:
    return statement.tree.section, statement.fact.sentence


def fits(shop: Workshop, statement: Statement) -> bool:
    """Whether a statement is long enough to say something, short enough to compare, and worth asking about."""
    sized = SHORTEST <= len(shop.spoken(statement).split()) <= LONGEST
    clear = not loose_definites(statement) and not unexplained(statement)
    return sized and clear and not just_a_post(statement)


def grain(statement: Statement) -> tuple[bool, bool]:
    """Whether a statement holds a figure, and whether it is hedged: one cautious option among exact ones is a hint."""
    tree = statement.tree
    figures = any(tree.tokens[i].pos == "NUM" and tree.word(i) != "one" for i in statement.tokens)
    return figures, any(tree.word(i) in HEDGES for i in statement.tokens)


def worth(shop: Workshop, statement: Statement) -> float:
    """How central a statement is: what its nouns weigh in the article, less for what leans on other sentences."""
    tree = statement.tree
    lemmas = [tree.lemma(i) for i in statement.tokens if tree.tokens[i].pos in NOMINAL]
    salience = sum(shop.article.salience(x) for x in lemmas) / len(lemmas) if lemmas else 0.0
    return salience - 0.2 * (len(statement.sentences) > 1) - 0.1 * (statement.fact.kind not in {"main", "coordinate"})


def changed_statement(shop: Workshop, statement: Statement) -> list[Changed]:
    """The statement with its most telling change, none where there is no good one."""
    found = (c for c in shop.changer.changes(statement) if c.weight >= LEAST_WEIGHT and c.kind != "thing")
    return [Changed(statement, c, shop.spoken(statement, c.swaps).rstrip(".")) for c in list(found)[:2]]


def supported(shop: Workshop, statement: Statement, pool: list[Changed]) -> tuple[Candidate, list[Changed]] | None:
    """One true statement among three changed ones from other sentences, the nearest in topic, place and length."""
    key = shop.spoken(statement).rstrip(".")

    def distance(other: Changed) -> tuple[float, int]:
        near = statement.tree is other.statement.tree
        apart = abs(len(other.text) - len(key)) / 25 - 4 * overlap(other.text, key) - 0.5 * near
        return apart - 2 * other.change.weight, pick(other.text + key, 1000)

    chosen: list[Changed] = []
    for other in sorted(pool, key=distance):
        beside = [key, *(f.text for f in chosen)]
        places = {place(statement), *(place(f.statement) for f in chosen)}
        kinds = [f.change.kind for f in chosen]
        lengths = [len(t) for t in [*beside, other.text]]
        if grain(other.statement) != grain(statement):
            continue
        if place(other.statement) in places or kinds.count(other.change.kind) == 2:
            continue
        if max(lengths) > LONGEST_TO_SHORTEST * min(lengths) or any(
            overlap(other.text, t) > MOST_SHARED for t in beside
        ):
            continue
        chosen.append(other)
        if len(chosen) == 3:
            return _candidate(shop, statement, key, chosen), chosen
    return None


def _candidate(shop: Workshop, statement: Statement, key: str, chosen: list[Changed]) -> Candidate:
    about = topic(shop, statement, [key, *(f.text for f in chosen)])
    named = f"Which of these statements about {about} is true according to the article?"
    return Candidate(
        kind=ItemKind.CHOICE,
        template="supported_statement",
        stem=named if about else "Which of these statements is true according to the article?",
        answer=key,
        statement=statement,
        sentences=shop.grounds(statement),
        wrong=tuple(Choice(f.text, Role.MISREAD, f.change.rationale) for f in chosen),
        asked=statement.tokens,
        worth=0.7,
        key_rationale="The text says this.",
    )


def topic(shop: Workshop, statement: Statement, texts: list[str]) -> str:
    """A name or plural noun that all the statements hold, "" when they share none."""
    shared = frozenset.intersection(*(bag(t) for t in texts))
    tree = statement.tree
    for i in statement.tokens:
        if i in statement.swaps or (i in tree.in_entity and tree.tokens[i].tag == "NNS"):
            continue
        if tree.word(i) in shared and tree.tokens[i].tag in {"NNS", "NNP"} and tree.dep(i) not in {"compound", "flat"}:
            alone = not tree.kids(i, "compound", "flat")
            if alone:
                return tree.lowered(i, tree.tokens[i].text)
    return ""
