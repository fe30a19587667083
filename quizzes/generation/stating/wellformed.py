"""Whether a cut clause can be printed: nothing torn, nothing split, enough said."""

from __future__ import annotations

import re
from itertools import pairwise

from quizzes.generation.english import words
from quizzes.generation.grammar.clauses import FINITE_TAGS
from quizzes.generation.grammar.facts import Fact
from quizzes.generation.stating.actions import complete

QUANTIFIERS = frozenset(
    ["many", "most", "some", "few", "several", "half", "fifth", "third", "quarter", "others", "all", "more"]
)
SAYING = frozenset({"say", "tell", "think", "believe", "suggest", "argue", "warn", "add", "insist", "claim"})


def ill_formed(fact: Fact, tokens: list[int]) -> str | None:
    """Why a cut clause cannot be printed, as a filter's name, or None."""
    tree = fact.tree
    text = tree.say(tokens)
    if text.count("“") != text.count("”") or text.count('"') % 2 or text.count("(") != text.count(")"):
        return "split_quotation"
    if any(tree.quoted[i] for i in tokens) and not all(tree.quoted[i] for i in tokens):
        inside = [i for i in tokens if tree.quoted[i]]
        own = fact.reporting is not None and not tree.quoted[fact.reporting]
        if (len(inside) > 8 or fact.quoted) and not own:
            return "split_quotation"
    if re.search(r"[:;?…]|--|\.\.|\s[–—]\s", text):
        return "punctuation"
    subject = [i for i in tokens if i in set(fact.subject_tokens)]
    commas = sum(tree.tokens[i].text == "," for i in subject)
    if commas == 1 and not any(tree.tokens[i].pos == "CCONJ" for i in subject):
        return "punctuation"
    if any(tree.word(i) in words.NEGATIVE_WORDS for i in subject):
        return "negated"
    if not complete(tree, tokens) or _torn(fact, tokens) or _orphans(fact, tokens):
        return "fragment"
    if _stray_comma(fact, tokens):
        return "punctuation"
    if _bare_subject(fact, tokens):
        return "pointing_word"
    if tree.lemma(fact.head) in SAYING and not set(tree.kids(fact.head, "ccomp", "xcomp", "advcl")) & set(tokens):
        return "thin"
    if any(tree.tokens[k].tag in {"WRB", "WP"} and k < fact.head and k != fact.subject for k in tree.kids(fact.head)):
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
        tied = [i for i in gap if tree.tokens[i].pos != "PUNCT"]
        in_subject = {before, after} <= set(fact.subject_tokens)
        if tied and tree.tokens[tied[-1]].pos == "CCONJ" and (before >= fact.head or in_subject):
            return True
        heads = [i for i in gap if tree.tokens[i].head not in gap or tree.tokens[i].head == i]
        whole = all(set(tree.subtree(h)) <= set(gap) for h in heads)
        if not whole and any(tree.tokens[i].pos not in {"PUNCT", "CCONJ"} for i in gap):
            return True
    return False


def _orphans(fact: Fact, tokens: list[int]) -> bool:
    """Whether a small word lost the word it belongs to, or a second verb stands open in front or behind."""
    tree = fact.tree
    inside = set(tokens)
    for i in tokens:
        token = tree.tokens[i]
        dep = tree.dep(i)
        if dep in {"aux", "cop", "case", "mark", "det", "cc"} and token.head not in inside:
            return True
        if dep in {"cc", "mark"} and token.head == fact.head and i > fact.head and tree.word(i) != "thanks":
            return True
    lead = [i for i in tokens if i < fact.subject_tokens[0]]
    finite = [i for i in lead if tree.tokens[i].tag in FINITE_TAGS]
    marks = [i for i in lead if tree.tokens[i].pos == "SCONJ" or tree.tokens[i].tag in {"WDT", "WP", "WRB"}]
    return bool(finite) and not marks


def _stray_comma(fact: Fact, tokens: list[int]) -> bool:
    """Whether just one comma stands between a subject and its verb anywhere in the clause."""
    tree = fact.tree
    inside = set(tokens)
    for subject in tokens:
        if tree.dep(subject) not in {"nsubj", "csubj"}:
            continue
        verb = tree.tokens[subject].head
        first = min([verb, *tree.kids(verb, "aux", "cop")])
        if verb not in inside or first < subject:
            continue
        span = [i for i in tree.subtree(subject) if i in inside]
        while span and tree.tokens[span[-1]].pos == "PUNCT":
            span.pop()
        if any(tree.tokens[i].text == "," for i in span):
            continue
        between = [i for i in tokens if span[-1] < i < first]
        if sum(tree.tokens[i].text == "," for i in between) % 2:
            return True
    return False


def _bare_subject(fact: Fact, tokens: list[int]) -> bool:
    """Whether the subject is "many", "most" or "a fifth" of something that only the text before names."""
    tree = fact.tree
    token = tree.tokens[fact.subject]
    counting = tree.word(fact.subject) in QUANTIFIERS or (token.pos in {"ADJ", "NUM"} and token.tag in {"JJ", "CD"})
    inside = set(tokens)
    wholes = [k for k in tree.kids(fact.subject, "nmod", "obl") if k in inside]
    named = any(tree.word(c) in {"of", "among"} for k in wholes for c in tree.kids(k, "case"))
    return counting and not named and not tree.named(fact.subject) and not _people(fact)


def _people(fact: Fact) -> bool:
    """Whether an adjective stands for a whole sort of people: the poor, the young."""
    return any(fact.tree.word(k) == "the" for k in fact.tree.kids(fact.subject, "det"))


def _says_something(fact: Fact, tokens: list[int]) -> bool:
    """Whether enough is left: more than a verb, or a verb with a telling subject."""
    tree = fact.tree
    if tree.tokens[fact.subject].tag == "EX":
        return _exists_somewhere(fact, tokens)
    rest = [i for i in tokens if i not in set(fact.subject_tokens) | set(fact.group) and i >= fact.head]
    telling = [i for i in rest if tree.tokens[i].pos in {"NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV"}]
    if len(telling) >= 2 or (fact.copular and len(telling) >= 1):
        return True
    return len(fact.subject_tokens) >= 5 and (fact.passive or tree.tokens[fact.head].tag in {"VBZ", "VBP"})


def _exists_somewhere(fact: Fact, tokens: list[int]) -> bool:
    """Whether "there is …" says where, when or what kind: at least three telling words with a part of their own."""
    tree = fact.tree
    telling = [i for i in tokens if tree.tokens[i].pos in {"NOUN", "PROPN", "NUM", "VERB"} and i != fact.head]
    placed = [i for i in tokens if tree.dep(i) in {"obl", "nmod", "acl", "advcl"}]
    return (bool(placed) and len(telling) >= 2) or len(telling) >= 5
