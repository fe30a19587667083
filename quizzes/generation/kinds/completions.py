"""Completing a sentence: its end is to be chosen among misreadings of that end."""

from __future__ import annotations

from collections.abc import Iterator

from quizzes.generation.asking.options import bag
from quizzes.generation.candidates import Candidate, Choice
from quizzes.generation.changing.misreading import Change, only_figures, spread
from quizzes.generation.kinds.gaps import GAP
from quizzes.generation.kinds.proposing import tried
from quizzes.generation.stating.statements import Statement, UnfitError
from quizzes.generation.types import ItemKind, Role
from quizzes.generation.workshop import Workshop

WRONG = 3
LEAST_STEM = 4  # words before the gap
LEAST_TELLING = 3
LEAST_END, MOST_END = 2, 12  # words of an option
LEAST_WEIGHT = 0.6
LEAST_AFTER = 4  # words that all options would repeat


def propose(shop: Workshop) -> Iterator[Candidate]:
    """A sentence to complete for each statement that can be misread in several ways towards its end."""
    for statement in shop.told:
        yield from tried(shop, statement.fact.place, "completion", completion, statement)


def completion(shop: Workshop, statement: Statement) -> Candidate | None:
    """The statement with its end left out; the latest place where enough can be misread after it."""
    changes = [c for c in shop.changer.changes(statement) if c.weight >= LEAST_WEIGHT]
    for first in reversed(openings(statement)):
        end = [i for i in statement.tokens if i >= first]
        inside = set(end)
        wrong = spread(statement.tree, (c for c in changes if inside.issuperset(c.swaps)))[:WRONG]
        if len(wrong) < WRONG or only_figures(wrong) or len({c.site for c in wrong}) < 2:
            continue
        left = left_out(statement, end, wrong)
        if not LEAST_END <= len(left) <= MOST_END:
            return None
        if not one_phrase(statement, left):
            continue
        options = [Choice(said(statement, left, c), Role.MISREAD, c.rationale) for c in wrong]
        stem = shop.spoken(statement, {first: GAP, **dict.fromkeys(left[1:], "")})
        before, _, after = stem.partition(GAP)
        if len(before.split()) < LEAST_STEM or len(bag(before + after)) < LEAST_TELLING:
            raise UnfitError("thin")
        return Candidate(
            kind=ItemKind.CLOZE,
            template="completion",
            stem=stem,
            answer=said(statement, left),
            statement=statement,
            sentences=shop.grounds(statement),
            wrong=tuple(options),
            asked=tuple(left),
            worth=0.7,
            key_rationale="So the text has it.",
        )
    return None


def openings(statement: Statement) -> list[int]:
    """Tokens with which the end of a sentence may begin: a verb after the subject or after "to", the first word of a
    noun phrase after a verb or a preposition, and a preposition that does not tie two nouns."""
    tree, fact = statement.tree, statement.fact
    found = []
    for before, i in zip(statement.tokens, statement.tokens[1:], strict=False):
        if i <= max(fact.subject_tokens) or before != i - 1 or tree.tokens[before].text in {",", "“", "(", "–"}:
            continue
        pos, last = tree.tokens[i].pos, tree.tokens[before].pos
        verb = pos in {"VERB", "AUX"} and (last == "PART" or i == min([*fact.group, fact.head]))
        phrase = pos in {"DET", "NOUN", "ADJ", "NUM", "PROPN", "ADV"} and last in {"VERB", "ADP", "AUX"}
        bound = pos == "ADP" and tree.dep(tree.tokens[i].head) == "obl"
        if verb or phrase or bound:
            found.append(i)
    return found


def one_phrase(statement: Statement, tokens: list[int]) -> bool:
    """Whether the tokens hang together: just one of them depends on something outside."""
    tree, inside = statement.tree, set(tokens)
    return sum(tree.tokens[i].head not in inside or tree.tokens[i].head == i for i in tokens) == 1


def left_out(statement: Statement, end: list[int], wrong: list[Change]) -> list[int]:
    """The end of the sentence up to the last phrase with a change in it, where enough follows to stand alone."""
    tree = statement.tree
    last = max(i for c in wrong for i in c.swaps)
    inside = set(end)
    head = tree.tokens[last].head
    closing = head if head > last and head in inside and tree.tokens[head].pos in {"NOUN", "PROPN"} else last
    after = [i for i in end if i > closing]
    starts = bool(after) and tree.tokens[after[0]].pos in {"ADP", "SCONJ", "CCONJ", "PART"}
    return [i for i in end if i <= closing] if starts and len(after) >= LEAST_AFTER else end


def said(statement: Statement, end: list[int], change: Change | None = None) -> str:
    """The end of the sentence as an option gives it."""
    tree = statement.tree
    return tree.lowered(end[0], statement.say(end, change.swaps if change else None)).rstrip(". ")
