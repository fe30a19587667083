"""Pronouns whose noun stands in the same clause, told by the grammar: "buses with their own lanes"."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from quizzes.generation.english import words
from quizzes.generation.english.deeds import DEEDS
from quizzes.generation.english.pointing import COLLECTIVE
from quizzes.generation.grammar.tree import Tree

PEOPLE = frozenset({"person", "organisation"})


def bound_within(tree: Tree, i: int, inside: Collection[int], fits: Sequence[int], subject: int | None) -> bool:
    """Whether a pronoun certainly means a noun of its own piece; `fits` are the nouns before it that it could mean."""
    if tree.tokens[i].tag == "PRP$":
        owner = _with_its(tree, i) or _who_has(tree, i) or _at_its(tree, i)
        if owner is not None and owner in inside and _agrees(tree, owner, i):
            return True
        return _own(tree, i, inside, fits)
    return tree.dep(i) == "nsubj" and _same_subject(tree, i, inside, fits, subject)


def _agrees(tree: Tree, owner: int, i: int) -> bool:
    """Whether owner and pronoun are both of many, or both of one thing or one person."""
    gender = words.PRONOUNS_THIRD.get(tree.word(i))
    many = tree.tokens[owner].tag in {"NNS", "NNPS"}
    person = str(tree.tokens[owner].kind).lower() == "person"
    return many if gender == "p" else not many and person == (gender in {"m", "f"})


def _at_its(tree: Tree, i: int) -> int | None:
    """The subject of "prices are at their lowest"."""
    thing = tree.tokens[i].head
    return tree.kid(thing, "nsubj") if tree.kids(thing, "cop") and tree.kids(thing, "case") else None


def _with_its(tree: Tree, i: int) -> int | None:
    """The noun that "with its …" is tied to: "houses with their gardens"."""
    thing = tree.tokens[i].head
    owner = tree.tokens[thing].head
    cases = [tree.word(k) for k in tree.kids(thing, "case")]
    close = tree.dep(thing) == "nmod" and cases in (["with"], ["without"]) and owner < i
    return owner if close else None


def _who_has(tree: Tree, i: int) -> int | None:
    """The people of "sailors who know that their boats …", where no other noun stands between."""
    k = i - 1
    while k > tree.sentences[tree.tokens[i].sentence].first and tree.tokens[k].pos not in {"NOUN", "PROPN"}:
        if tree.word(k) == "who":
            before = tree.tokens[k - 1]
            return k - 1 if before.pos in {"NOUN", "PROPN"} else None
        k -= 1
    return None


def _own(tree: Tree, i: int, inside: Collection[int], fits: Sequence[int]) -> bool:
    """Whether "its own" or "their own" is that of the subject of its verb."""
    if tree.word(i + 1) != "own":
        return False
    k = tree.tokens[i].head
    for _ in range(4):
        subjects = tree.kids(k, "nsubj")
        if subjects:
            who = subjects[0]
            many = words.PRONOUNS_THIRD.get(tree.word(i)) == "p"
            body = str(tree.tokens[who].kind).lower() == "organisation" or tree.lemma(who) in COLLECTIVE
            return who in inside and who < i and (who in fits or (many and body))
        if tree.dep(k) not in {"obj", "obl", "nmod", "xcomp", "advcl", "conj"}:
            return False
        k = tree.tokens[k].head
    return False


def _same_subject(tree: Tree, i: int, inside: Collection[int], fits: Sequence[int], subject: int | None) -> bool:
    """Whether the subject of an inner clause is that of the whole: the only one who does such things ("the committee
    said in May that it wanted …"), nobody else of that sort standing between."""
    verb = tree.tokens[i].head
    if (
        subject is None
        or subject not in inside
        or subject not in fits
        or tree.dep(verb) not in {"advcl", "ccomp", "acl"}
    ):
        return False
    above = tree.tokens[verb].head
    said = tree.dep(verb) == "ccomp" and tree.lemma(above) in words.REPORTING and subject in tree.kids(above, "nsubj")
    if not said and (tree.lemma(verb) not in DEEDS | words.WANTING | {"have", "need"} or tree.kids(verb, "cop")):
        return False
    who = str(tree.tokens[subject].kind).lower()
    named_place = who == "place" and tree.named(subject)
    own = set(tree.subtree(subject))
    rivals = [k for k in fits if k not in own]
    doers = [k for k in rivals if str(tree.tokens[k].kind).lower() in PEOPLE or tree.named(k)]
    return (who in PEOPLE or named_place) and not doers


def told_after(tree: Tree, i: int, inside: Collection[int]) -> bool:
    """Whether "those" is explained by what follows its noun: "those towns that have a port"."""
    noun = tree.tokens[i].head
    if tree.tokens[i].pos == "PRON" or noun <= i or noun + 1 >= len(tree.tokens):
        return False
    after = [k for k in tree.kids(noun, "acl") if k in inside and k > noun]
    return bool(after) and tree.tokens[noun + 1].tag in {"WDT", "WP"}
