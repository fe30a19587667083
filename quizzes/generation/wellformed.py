"""Whether a cut clause can be printed: nothing torn, nothing split, enough said."""

from __future__ import annotations

import re
from itertools import pairwise

from quizzes.generation.actions import complete
from quizzes.generation.english import words
from quizzes.generation.facts import Fact

SAYING = frozenset({"say", "tell", "think", "believe", "suggest", "argue", "warn", "add", "insist", "claim"})


def ill_formed(fact: Fact, tokens: list[int]) -> str | None:
    """Why a cut clause cannot be printed, as a filter's name, or None."""
    tree = fact.tree
    text = tree.say(tokens)
    if text.count("“") != text.count("”") or text.count('"') % 2 or text.count("(") != text.count(")"):
        return "split_quotation"
    if any(tree.quoted[i] for i in tokens) and not all(tree.quoted[i] for i in tokens):
        inside = [i for i in tokens if tree.quoted[i]]
        if len(inside) > 8 or fact.quoted:
            return "split_quotation"
    if re.search(r"[:;?…]|--|\.\.|\s[–—]\s", text):
        return "punctuation"
    subject = [i for i in tokens if i in set(fact.subject_tokens)]
    commas = sum(tree.tokens[i].text == "," for i in subject)
    if commas == 1 and not any(tree.tokens[i].pos == "CCONJ" for i in subject):
        return "punctuation"
    if any(tree.word(i) in words.NEGATIVE_WORDS for i in subject):
        return "negated"
    if not complete(tree, tokens) or _torn(fact, tokens):
        return "fragment"
    if tree.lemma(fact.head) in SAYING and not set(tree.kids(fact.head, "ccomp", "xcomp", "advcl")) & set(tokens):
        return "thin"
    if any(tree.tokens[k].tag in {"WRB", "WP"} and k < fact.head for k in tree.kids(fact.head)):
        return "question"
    if not _says_something(fact, tokens):
        return "thin"
    length = len([i for i in tokens if tree.tokens[i].pos != "PUNCT"])
    if length < 4:
        return "too_short"
    if length > 32:
        return "too_long"
    return None


def _torn(fact: Fact, tokens: list[int]) -> bool:
    """Whether half of a phrase was cut out of the middle: a sign of a wrong parse."""
    tree = fact.tree
    inside = set(tokens)
    for before, after in pairwise(tokens):
        if after == before + 1:
            continue
        gap = [i for i in range(before + 1, after) if i not in inside]
        if sum(tree.tokens[i].text in {"–", "—", ";", ":"} for i in gap) == 1:
            return True
        heads = [i for i in gap if tree.tokens[i].head not in gap or tree.tokens[i].head == i]
        whole = all(set(tree.subtree(h)) <= set(gap) for h in heads)
        if not whole and any(tree.tokens[i].pos not in {"PUNCT", "CCONJ"} for i in gap):
            return True
    return False


def _says_something(fact: Fact, tokens: list[int]) -> bool:
    """Whether enough is left: more than a verb, or a verb with a telling subject."""
    tree = fact.tree
    rest = [i for i in tokens if i not in set(fact.subject_tokens) | set(fact.group) and i >= fact.head]
    telling = [i for i in rest if tree.tokens[i].pos in {"NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV"}]
    if len(telling) >= 2 or (fact.copular and len(telling) >= 1):
        return True
    return len(fact.subject_tokens) >= 5 and (fact.passive or tree.tokens[fact.head].tag in {"VBZ", "VBP"})
