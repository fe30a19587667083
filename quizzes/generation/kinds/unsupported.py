"""Which statement does the text not support: one that contradicts it beside three true ones on the same topic."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizzes.generation.asking.options import bag, compatible, overlap
from quizzes.generation.candidates import Candidate, Choice
from quizzes.generation.changing.changes import Change
from quizzes.generation.english.lists import listed
from quizzes.generation.grammar.tree import capital
from quizzes.generation.stating.anchors import loose_definites, unexplained
from quizzes.generation.stating.statements import Statement
from quizzes.generation.types import ItemKind, Role
from quizzes.generation.workshop import Workshop

STEM = "Which of these statements is NOT supported by the article?"
MOST = 2
SURE = 0.66
CENTRAL = 0.3
"""A statement on something else must be this much about what the article is about."""
MISFIT = re.compile(r"\b(?:a [aeio]|an [^aeiouh\d])", re.IGNORECASE)
UNSURE = frozenset({"name", "thing", "action"})
"""A place put for another may hold it or lie in it; a changed noun or verb seldom goes unnoticed beside true lines."""
ABSOLUTE = listed("all always every never none")
WEAK = listed("best worst least most")
"""Opposites of these make a statement that nobody would take for true."""
HEDGED = listed("may might could would should probably possibly perhaps likely almost nearly about around")


def propose(shop: Workshop) -> Iterator[Candidate]:
    """At most two an article, the surest changes first, none with a statement that another one uses."""
    plain = [s for s in shop.statements if fits(s) and not shop.standing.leaning(s.tree, s.tokens)]
    scored = []
    for statement in plain:
        for change in [c for c in shop.changer.changes(statement) if believable(statement, c)][:1]:
            scored.append((round(change.weight + 0.2 * salience(shop, statement), 3), statement, change))
    scored.sort(key=lambda t: (-t[0], t[1].tree.section, t[1].fact.head))
    used: set[tuple[int, int]] = set()
    made = 0
    for _, statement, change in scored:
        candidate = unsupported(shop, statement, change, [s for s in plain if place(s) not in used])
        if candidate is None or place(statement) in used:
            continue
        used |= {(statement.tree.section, n) for n in candidate.sentences}
        yield candidate
        made += 1
        if made == MOST:
            return


def believable(statement: Statement, change: Change) -> bool:
    """Whether the changed statement is one that a reader without the text could take for true."""
    tree = statement.tree
    if change.weight < SURE or change.kind in UNSURE or change.now.split()[0] in ABSOLUTE:
        return False
    where = next(iter(change.swaps))
    if change.kind == "modality" and not change.now.startswith(("do not", "does not", "did not")):
        return False
    if change.kind == "number" and where and tree.word(where - 1) in {"the", "these", "those", "its", "their"}:
        return False
    if change.kind not in {"number", "family"} and (
        change.was.lower() in WEAK
        or (tree.tokens[where].pos == "NOUN" and tree.kids(where, "amod", "nmod"))
        or any(tree.word(i) == "times" for i in statement.tokens)
    ):
        return False
    return not MISFIT.search(statement.say(swaps=change.swaps)) or bool(MISFIT.search(statement.text))


def place(statement: Statement) -> tuple[int, int]:
    return statement.tree.section, statement.fact.sentence


def fits(statement: Statement) -> bool:
    """A plain statement: no negation, no reserve, nothing that only its paragraph explains."""
    fact, tree = statement.fact, statement.tree
    length = len(statement.text.split())
    if not 7 <= length <= 22 or len(statement.sentences) > 1 or fact.negation is not None:
        return False
    if loose_definites(statement) or unexplained(statement):
        return False
    if fact.kind == "relative" or "“" in statement.text or "‘" in statement.text:
        return False
    if any(tree.tokens[i].pos in {"SCONJ", "VERB"} for i in statement.lead):
        return False
    if fact.copular and tree.tokens[fact.head].tag == "VB":
        return False
    return not any(tree.word(i) in HEDGED for i in statement.tokens)


def topics(statement: Statement) -> frozenset[str]:
    """The nouns and names of a statement."""
    tree = statement.tree
    return frozenset(tree.lemma(i) for i in statement.tokens if tree.tokens[i].pos in {"NOUN", "PROPN"})


def salience(shop: Workshop, statement: Statement) -> float:
    found = [shop.article.salience(t) for t in topics(statement)]
    return sum(found) / len(found) if found else 0.0


def unsupported(shop: Workshop, statement: Statement, change: Change, pool: list[Statement]) -> Candidate | None:
    """The changed statement as the key beside three true ones of its passage, those on its topic first."""
    key = capital(statement.say(swaps=change.swaps)).rstrip(".")
    mine = topics(statement)
    texts, wrong, sentences = [key], [], [statement.fact.sentence]

    def far(other: Statement) -> tuple[float, int, int]:
        shared = sum(shop.article.salience(t) for t in topics(other) & mine)
        return (-round(shared, 3), abs(len(other.text) - len(key)) // 10, other.fact.head)

    for other in sorted((s for s in pool if s.tree is statement.tree), key=far):
        text = other.text.rstrip(".")
        if other.fact.sentence in sentences:
            continue
        if change.kind in {"number", "share"} and bag(change.was) & bag(text):
            continue
        if not topics(other) & mine and salience(shop, other) < CENTRAL:
            continue
        if not compatible(text, texts) or any(overlap(text, t) > 0.5 for t in texts):
            continue
        texts.append(text)
        sentences.append(other.fact.sentence)
        wrong.append(Choice(text, Role.ELSEWHERE, "The text does say this."))
        if len(wrong) == 3:
            return Candidate(
                kind=ItemKind.CHOICE,
                template="unsupported_statement",
                stem=STEM,
                answer=key,
                statement=statement,
                wrong=tuple(wrong),
                asked=statement.tokens,
                sentences=tuple(sentences),
                worth=0.65,
                key_rationale=change.rationale,
            )
    return None
