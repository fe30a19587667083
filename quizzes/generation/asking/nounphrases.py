"""Noun phrases of the article that stand alone: options for what, whom and what-led-to questions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from quizzes.generation.asking.options import overlap
from quizzes.generation.candidates import Choice
from quizzes.generation.grammar.clauses import trim
from quizzes.generation.grammar.tree import Tree, base_dep, capital
from quizzes.generation.referents.standing import Standing
from quizzes.generation.stating.actions import agent_lemmas, complete
from quizzes.generation.types import Role

AGENTS = frozenset({"person", "organisation", "animal"})
PLACES = frozenset({"nsubj", "obj", "obl", "nmod", "conj"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: its head, its cut tokens, its text, and what decides whether it fits beside another."""

    tree: Tree
    head: int
    text: str
    kind: str
    plural: bool
    opening: str
    lemmas: frozenset[str]


def phrase(tree: Tree, standing: Standing, head: int) -> Phrase | None:
    """The noun phrase of a head, or None when it does not stand alone."""
    token = tree.tokens[head]
    if token.pos not in {"NOUN", "PROPN"}:
        return None
    tokens = noun_tokens(tree, head)
    if not 1 <= len(tokens) <= 14 or tokens != list(range(tokens[0], tokens[-1] + 1)):
        return None
    if standing.problem(tree, tokens) or not complete(tree, tokens):
        return None
    if any(tree.tokens[i].text in {",", ":", ";", "(", "“", '"', "–", "?", "‘"} for i in tokens):
        return None
    text = tree.say(tokens, standing.swaps(tree, tokens))
    return Phrase(
        tree=tree,
        head=head,
        text=tree.lowered(tokens[0], text),
        kind=str(token.kind).lower(),
        plural=token.tag in {"NNS", "NNPS"},
        opening=opening(tree, tokens),
        lemmas=agent_lemmas(tree, head),
    )


def noun_tokens(tree: Tree, head: int) -> list[int]:
    """A noun phrase without its preposition, copula, subject, and what is set off by commas."""
    cut = {k for k in tree.kids(head) if tree.dep(k) in {"case", "cop", "nsubj", "mark", "aux", "cc", "advcl", "punct"}}
    tokens = [i for i in trim(tree, head, None) if i not in {x for k in cut for x in tree.subtree(k)}]
    while tokens and tree.tokens[tokens[-1]].pos in {"PUNCT", "CCONJ"}:
        tokens.pop()
    return tokens


def opening(tree: Tree, tokens: list[int]) -> str:
    """How a noun phrase opens: "the", "a", "name", "number" or "bare"."""
    first = tree.tokens[tokens[0]]
    word = first.text.lower()
    if word in {"a", "an"}:
        return "a"
    if word == "the":
        return "the"
    if first.pos == "NUM":
        return "number"
    return "name" if first.pos == "PROPN" else "bare"


def phrases(tree: Tree, standing: Standing) -> list[Phrase]:
    """Every noun phrase of a passage that stands alone and is not part of a longer one."""
    found = []
    for token in tree.tokens:
        if token.pos in {"NOUN", "PROPN"} and tree.dep(token.index) in PLACES and not tree.quoted[token.index]:
            made = phrase(tree, standing, token.index)
            if made is not None:
                found.append(made)
    return found


def alike(pool: Iterable[Phrase], key: Phrase, stem: str, places: frozenset[str] = PLACES) -> list[Choice]:
    """Other phrases of the key's sort and shape, nearest in length first; none that shares its head or its words."""
    found: list[tuple[float, Choice]] = []
    seen: set[str] = set()
    sentence = key.tree.tokens[key.head].sentence
    for other in pool:
        if other.tree is key.tree and other.tree.tokens[other.head].sentence == sentence:
            continue
        if base_dep(other.tree.tokens[other.head].dep) not in places:
            continue
        if other.plural != key.plural or (other.opening == "a") != (key.opening == "a"):
            continue
        if other.lemmas & key.lemmas or overlap(other.text, stem) > 0.15 or other.text.lower() in seen:
            continue
        seen.add(other.text.lower())
        if (other.kind in AGENTS) != (key.kind in AGENTS) or (other.kind == "time") != (key.kind == "time"):
            continue
        near = abs(len(other.text) - len(key.text)) + (0 if other.kind == key.kind else 30)
        found.append((near, Choice(capital(other.text), Role.ELSEWHERE, "The text says this in another place.")))
    return [c for _, c in sorted(found, key=lambda pair: (pair[0], pair[1].text))]
