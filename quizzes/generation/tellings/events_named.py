"""Events that a sentence names together with their time: "the 2011 strike in Aktau", "the nine-month strike"."""

from __future__ import annotations

from collections.abc import Sequence

from quizzes.generation.english.lists import listed
from quizzes.generation.grammar.tree import Tree

LEAST = 3  # words that leave open which event is meant: "the long war"
FARTHEST = 6  # words from the time to the noun
LONGEST_PLACE = 4
PARTS = frozenset({"NOUN", "PROPN", "PART", "ADJ"})
EVENTS = listed(
    """
    protest strike war conflict fight uprising insurgency revolution riot siege trial campaign election referendum
    journey trip voyage expedition tour festival drought flood storm fire crisis ban occupation struggle march rally
    speech address meeting summit conference agreement treaty match game race tournament championship attack bombing
    massacre earthquake eruption epidemic outbreak shutdown blockade boycott famine recession
    """
)


def event_named(tree: Tree, value: Sequence[int]) -> str:
    """ "the strike in Aktau" for what "the", a time (its tokens are `value`) and a noun name together; "" where that is
    no event, or its name leaves open which."""
    first = value[-1] + 1
    if not value[0] or first >= len(tree.tokens) or tree.word(value[0] - 1) != "the":
        return ""
    noun = first
    while noun < min(first + FARTHEST, len(tree.tokens) - 1) and tree.tokens[noun + 1].pos in PARTS - {"PROPN"}:
        noun += 1
    if any(tree.tokens[i].pos not in PARTS for i in range(first, noun + 1)):
        return ""
    if tree.lemma(noun) not in EVENTS or tree.tokens[noun].tag not in {"NN", "NNS"}:
        return ""
    if any(tree.tokens[i].tag == "NNS" and tree.word(i + 1) not in {"'", "’"} for i in range(first, noun)):
        return ""  # "the workers strike": a plural before a noun may be a slip
    named = f"the {tree.say([*range(first, noun + 1), *_after(tree, noun)])}"
    return named if len(named.split()) > LEAST else ""


def _after(tree: Tree, noun: int) -> list[int]:
    """The few words after a noun that say where it was, or whom it was for."""
    spans = [tree.subtree(k) for k in tree.kids(noun, "nmod")]
    return next((s for s in spans if s[0] == noun + 1 and len(s) <= LONGEST_PLACE), [])
