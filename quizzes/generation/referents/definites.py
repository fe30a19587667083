"""Definite phrases that nothing in a statement explains: "the mine" of an article that has told of it before."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from quizzes.generation.english import words
from quizzes.generation.english.lists import listed
from quizzes.generation.english.pointing import PLACES, SET_PHRASES
from quizzes.generation.english.wholes import KNOWN_ALONE, OF_A_COUNTRY, WHOLES
from quizzes.generation.grammar.tree import Tree

ENOUGH = frozenset({"only", "main", "first", "second", "third", "most"})
# "The road" and "the air" of these mean no particular one.
LOOSE_PLACES = {
    "on": listed("road roads streets water land ice market ground phone horizon radio spot way"),
    "in": listed("air dark rain snow sun shade mud lab countryside"),
    "by": listed("sea hour day"),
    "at": listed("moment time weekend seaside"),
    "over": listed("phone radio"),
    "off": listed("road"),
}
# "Make the case", "take the lead": what is done, no thing that was told of before.
DONE = {
    "make": listed("case bed most effort best rounds"),
    "take": listed("lead blame initiative risk trouble opportunity chance plunge"),
    "pay": listed("price bill bills"),
    "raise": listed("alarm bar"),
    "sound": listed("alarm"),
    "tell": listed("truth time"),
    "set": listed("tone pace scene agenda"),
    "bear": listed("brunt cost"),
    "play": listed("piano violin guitar drums fool"),
    "break": listed("law ice silence rules"),
    "change": listed("subject"),
    "lead": listed("way"),
    "pave": listed("way"),
    "fill": listed("air"),
}
# A country or a region has one of each.
OF_A_PLACE = listed("birdlife wildlife scenery weather climate coast countryside cuisine")
# Of what, they must say: "the first phase" alone could be that of anything.
OF_SOMETHING = listed("phase stage round step part half chapter section version batch instalment")
SEASONS = listed("summer winter spring autumn")
SPANS = frozenset({"year", "month", "week", "decade", "century", "day"})


def loose_phrases(tree: Tree, tokens: Sequence[int], swaps: Mapping[int, str]) -> list[int]:
    """The heads of the definite phrases among the tokens that neither a name nor a description explains."""
    inside = set(tokens)
    return [i for i in tokens if i not in swaps and loose_phrase(tree, i, inside, swaps)]


def loose_phrase(tree: Tree, i: int, inside: Collection[int], swaps: Mapping[int, str]) -> bool:
    """Whether a noun with "the" is told apart by nothing that stands beside it and is not known to everybody."""
    token = tree.tokens[i]
    if token.pos != "NOUN" or not any(tree.word(k) == "the" and k in inside for k in tree.kids(i, "det")):
        return False
    if " ".join(tree.word(k) for k in range(max(0, i - 2), i + 1)) in SET_PHRASES:
        return False
    mods = [k for k in tree.kids(i, "amod", "compound", "flat", "nummod", "nmod:poss") if k in inside and k < i]
    if _placed_in_time(tree, i, mods) or any(tree.tokens[k].tag in {"JJS", "RBS"} for k in tree.subtree(i)):
        return False
    if any(_names(tree, x) or swaps.get(x) for k in mods for x in tree.subtree(k)):
        return False
    if _described(tree, i, inside, swaps) or _named_beside(tree, i, inside):
        return False
    lemma, word = tree.lemma(i), tree.word(i)
    if lemma == "sun" or (lemma in PLACES | {"country"} and names_a_place(tree, [x for x in inside if x < i])):
        return False
    if _settled(tree, i, mods) or (not mods and lemma in OF_A_PLACE and names_a_place(tree, inside)):
        return False
    if not mods:
        known = lemma in KNOWN_ALONE or word in KNOWN_ALONE
        return not known and not (lemma in OF_A_COUNTRY and names_a_place(tree, inside))
    if any(tree.word(k) in ENOUGH for k in mods):
        return lemma in OF_SOMETHING
    telling = [k for k in mods if tree.lemma(k) not in words.PLAIN_ADJECTIVES and tree.tokens[k].tag != "JJR"]
    return not (telling and lemma in WHOLES)


def _settled(tree: Tree, i: int, mods: Sequence[int]) -> bool:
    """Whether a phrase is one of a set kind: "on the road", "tell the truth", "the short summer months"."""
    lemma, word = tree.lemma(i), tree.word(i)
    if mods and lemma in KNOWN_ALONE and all(tree.word(k) in {"whole", "entire"} for k in mods):
        return True
    if lemma in SPANS and any(tree.word(k) in SEASONS for k in mods):
        return True
    if mods:
        return False
    cases = [tree.word(k) for k in tree.kids(i, "case")]
    if len(cases) == 1 and word in LOOSE_PLACES.get(cases[0], ()):
        return True
    return tree.dep(i) == "obj" and word in DONE.get(tree.lemma(tree.tokens[i].head), ())


def _names(tree: Tree, x: int) -> bool:
    """Whether a word before a noun is a name or made from one: "Nile", "Spanish"; not a number."""
    return tree.tokens[x].pos != "NUM" and tree.tokens[x].text[:1].isupper() and tree.word(x) != "the"


def _placed_in_time(tree: Tree, i: int, mods: Sequence[int]) -> bool:
    """Whether "the past ten years" or "the 1950s" counts time from now or by the calendar."""
    return tree.lemma(i) in SPANS and any(tree.word(k) in {"past", "last", "next", "coming"} for k in mods)


def _described(tree: Tree, i: int, inside: Collection[int], swaps: Mapping[int, str]) -> bool:
    """Whether a clause or an of-phrase after the noun tells which one is meant; "of 7,000 people" does not."""
    for k in tree.kids(i, "nmod", "acl"):
        if k not in inside or k < i:
            continue
        span = [x for x in tree.subtree(k) if x in inside]
        named = any(_names(tree, x) or swaps.get(x) for x in span)
        if tree.lemma(i) in PLACES and not named and any(tree.tokens[x].pos == "NUM" for x in span):
            continue
        if tree.dep(k) == "acl" and not named and _pronoun_subject(tree, k):
            continue
        return True
    return False


def _pronoun_subject(tree: Tree, k: int) -> bool:
    """Whether the clause "they collect" tells of its noun only through a pronoun."""
    subject = tree.kid(k, "nsubj")
    return subject is not None and tree.tokens[subject].tag == "PRP" and len(tree.subtree(k)) < 4


def _named_beside(tree: Tree, i: int, inside: Collection[int]) -> bool:
    """Whether a name stands in apposition to the noun."""
    return any(k in inside and tree.named(k) for k in tree.kids(i, "appos", "flat"))


def names_a_place(tree: Tree, inside: Collection[int]) -> bool:
    """Whether the name of a place stands among the tokens, or a word made from one."""
    places = any(
        str(e.label).lower() == "place" and all(x in inside for x in range(e.first, e.last + 1))
        for e in tree.reading.entities
    )
    return places or any(tree.tokens[x].pos == "ADJ" and tree.tokens[x].text in tree.always_capital for x in inside)
