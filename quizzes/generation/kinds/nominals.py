"""The terms of a statement: noun phrases that are no names and no figures, and say something."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quizzes.generation.english import words
from quizzes.generation.english.lists import listed
from quizzes.generation.grammar.tree import Tree
from quizzes.generation.stating.anchors import depth_of
from quizzes.generation.stating.statements import Statement

BEFORE = frozenset({"det", "amod", "compound"})
# What hangs on a noun before it and is no part of its phrase: the preposition, the verb "be" and its subject.
APART = frozenset({"case", "punct", "cc", "nsubj", "cop", "aux", "mark", "advmod", "advcl", "obl"})
TIES = listed("of for on to from with between against about by")
PLACED = listed("in at near during since around across")  # where and when: as true of another noun's place
ASKED = frozenset({"obj", "obl", "nmod", "nsubj", "xcomp"})
HYPHENS = frozenset({"-", "–"})
LOOSE = listed(
    """
    other another others many most more less fewer such same own next first last second third only several few various
    certain some any all both each every no enough latest previous following former latter similar different possible
    main new recent this that these those what which whose current existing entire whole further extra additional
    """
)
VAGUE = words.LIGHT_NOUNS | listed(
    """
    thing part lot kind sort role step look people person man woman one member series range variety majority bit piece
    set half third quarter percentage proportion rate share total list form version type term word name lack use
    addition order fact basis sense view case terms course hand mind life world
    country government company year day week month hour minute decade century today night morning evening age
    """
)
LONGEST = 8
LONGEST_TAIL = 4
DEEPEST = 3
CONTENT = frozenset({"NOUN", "PROPN", "ADJ", "VERB", "ADV", "NUM"})


@dataclass(frozen=True, slots=True)
class Nominal:
    """A noun phrase: its tokens in order, its text as inside a sentence, how it opens ("the", "a", "" for neither),
    the lemmas of its telling words, and its work: "obj", "nsubj" or the preposition before it."""

    tree: Tree
    head: int
    tokens: tuple[int, ...]
    text: str
    opening: str
    plural: bool
    kind: str
    lemmas: frozenset[str]
    work: str


def terms(statement: Statement) -> list[Nominal]:
    """The phrases that a statement may be asked for, nearest to its verb first."""
    tree = statement.tree
    found = []
    for i in statement.tokens:
        told = statement.fact.copular and i == statement.fact.head
        depth = depth_of(statement, i)
        if tree.tokens[i].pos != "NOUN" or depth > DEEPEST or not (told or tree.dep(i) in ASKED):
            continue
        made = nominal(statement, i)
        if made is not None:
            found.append((depth, i, made))
    return [made for *_, made in sorted(found, key=lambda row: row[:2])]


def nominal(statement: Statement, head: int) -> Nominal | None:
    """The phrase of a noun of the statement with all that tells it apart there, or None where it is a name, vague,
    counted, runs on, or is said in other words."""
    tree = statement.tree
    token = tree.tokens[head]
    if token.tag not in {"NN", "NNS"} or head in tree.in_entity or tree.lemma(head) in VAGUE:
        return None
    if str(token.kind).lower() == "time" or not token.text.isalpha():
        return None
    tokens = _tokens(tree, head, frozenset(statement.tokens))
    if tokens is None or len(tokens) > LONGEST or tokens != list(range(tokens[0], tokens[-1] + 1)):
        return None
    if any(i in statement.swaps or i not in statement.tokens for i in tokens) or _unfit(tree, tokens):
        return None
    first = tree.word(tokens[0])
    return Nominal(
        tree=tree,
        head=head,
        tokens=tuple(tokens),
        text=tree.lowered(tokens[0], tree.say(tokens)),
        opening="a" if first in {"a", "an"} else "the" if first == "the" else "",
        plural=token.tag == "NNS",
        kind=str(token.kind).lower(),
        lemmas=frozenset(tree.lemma(i) for i in tokens if tree.tokens[i].pos in CONTENT),
        work=_work(tree, head),
    )


def _unfit(tree: Tree, tokens: Sequence[int]) -> bool:
    """Whether a phrase has words that point elsewhere, count or compare, has marks in it, or is grown onto another
    word."""
    for i in tokens:
        token = tree.tokens[i]
        if tree.word(i) in LOOSE or token.pos in {"PRON", "NUM", "CCONJ"} or token.tag in {"JJS", "RBS", "PRP$", "POS"}:
            return True
        if token.pos == "PUNCT" and token.text not in HYPHENS:
            return True
    first, last = tree.tokens[tokens[0]], tree.tokens[tokens[-1]]
    before = tree.tokens[first.index - 1] if first.index else None
    after = tree.tokens[last.index + 1].text if last.index + 1 < len(tree.tokens) and not last.space_after else ""
    joined = before is not None and not before.space_after and before.text in {"-", "–", "’", "'"}
    return joined or after in {"-", "–", "’s", "'s", "’", "'"}


def _tokens(tree: Tree, head: int, inside: frozenset[int]) -> list[int] | None:
    """The tokens of a noun phrase; None where something hangs on the noun that it cannot be cut from."""
    tokens = [head]
    for k in tree.kids(head):
        dep, part = tree.dep(k), tree.subtree(k)
        if not inside.intersection(part) or (k < head and dep in APART):
            continue
        if k > head and (dep == "acl" or (dep == "nmod" and _tie(tree, k) in PLACED)):
            continue  # it may stay behind the gap: "the channels that cross the park"
        before = k < head and dep in BEFORE
        tail = k > head and dep == "nmod" and _tie(tree, k) in TIES and len(part) <= LONGEST_TAIL
        if not before and not tail:
            return None
        tokens += part
    return sorted(tokens)


def _tie(tree: Tree, k: int) -> str:
    """The preposition before a phrase, or ""."""
    case = tree.kids(k, "case")
    return tree.word(case[0]) if case else ""


def _work(tree: Tree, head: int) -> str:
    dep = tree.dep(head)
    return (_tie(tree, head) or dep) if dep in {"obl", "nmod"} else dep
