"""Evidence: which sentence of the section explains why, or gives a figure; the options are sentences."""

from __future__ import annotations

from collections.abc import Iterator

from quizzes.generation.candidates import Candidate, Choice
from quizzes.generation.english import numbers, words
from quizzes.generation.options import bag
from quizzes.generation.statements import Statement, UnfitError
from quizzes.generation.tree import Tree
from quizzes.generation.types import ItemKind, Role
from quizzes.generation.workshop import Workshop


def propose(shop: Workshop) -> Iterator[Candidate]:
    """ "Which sentence explains why …?" from reasons and purposes."""
    for statement in shop.told:
        try:
            made = explains_why(shop, statement)
        except UnfitError as unfit:
            shop.refuse(statement.tree, statement.fact.sentence, "which_sentence", unfit.reason)
            continue
        if made is not None:
            yield made


def explains_why(shop: Workshop, statement: Statement) -> Candidate | None:
    """The stem is the clause without its reason; its sentence is the key."""
    fact, tree = statement.fact, statement.tree
    reason = None
    for k in fact.parts("advcl"):
        marks = tree.kids(k, "mark")
        opener = tree.word(marks[-1]) if marks and k in set(statement.tokens) else ""
        if opener in {"because", "by"} or (opener == "to" and _on_purpose(statement, k)):
            reason, word = k, "how" if opener == "by" else "why"
    if reason is None:
        return None
    left = [i for i in statement.tokens if i not in set(tree.subtree(reason))]
    while left and tree.tokens[left[-1]].pos == "PUNCT":
        left.pop()
    while left and tree.tokens[left[0]].pos == "PUNCT":
        left.pop(0)
    if len(left) < 4 or shop.standing.problem(tree, [i for i in left if i not in statement.swaps], fact.subject):
        raise UnfitError("points_elsewhere")
    said = tree.lowered(left[0], statement.say(left))
    voice = shop.voice(statement)
    stem = f"Which sentence explains {word}{f', {voice},' if voice else ''} {said}?"
    key = sentence_text(tree, fact.sentence)
    wrong = others(tree, fact.sentence, key, stem)
    if len(wrong) < 3 or len(key.split()) > 40:
        raise UnfitError("too_few_options")
    return Candidate(
        kind=ItemKind.EVIDENCE,
        template=f"sentence_{word}",
        stem=stem,
        answer=key,
        statement=statement,
        wrong=tuple(wrong[:3]),
        asked=statement.tokens,
        worth=0.8,
        key_rationale="This sentence gives the reason." if word == "why" else "This sentence says how.",
    )


def _on_purpose(statement: Statement, k: int) -> bool:
    """Whether a "to do" clause is what somebody does something for, and not what the verb needs."""
    fact, tree = statement.fact, statement.tree
    kind = str(tree.tokens[fact.subject].kind).lower()
    needs = words.WANTING | words.ORDERING | words.STATIVE | {"commit", "become", "agree", "use", "go", "come", "make"}
    superlative = any(tree.word(i) in {"first", "only", "last", "enough", "too"} for i in fact.tokens)
    return (
        kind in {"person", "organisation", "animal"}
        and not superlative
        and not fact.copular
        and tree.tokens[k].tag == "VB"
        and tree.lemma(fact.head) not in needs
        and k > fact.head + 2
    )


def sentence_text(tree: Tree, sentence: int) -> str:
    """A sentence as printed in the text, on one line."""
    return " ".join(tree.sentences[sentence].text.split())


def others(tree: Tree, sentence: int, key: str, stem: str) -> list[Choice]:
    """Whole sentences near the key's that share a word with the stem but do not answer it."""
    found: list[tuple[float, Choice]] = []
    asked = bag(stem)
    for s in tree.sentences:
        text = sentence_text(tree, s.index)
        if s.index == sentence or not 0.6 * len(key) <= len(text) <= 1.6 * len(key) or not text.endswith("."):
            continue
        if text.count("“") != text.count("”") or "because" in text.lower():
            continue
        shared = len(bag(text) & asked)
        near = abs(s.index - sentence)
        order = -min(shared, 2) * 4 + min(near, 12) + numbers.pick(text, 100) / 100
        found.append((order, Choice(text, Role.ELSEWHERE, "This sentence is about something else.")))
    return [c for _, c in sorted(found, key=lambda pair: (pair[0], pair[1].text))]
