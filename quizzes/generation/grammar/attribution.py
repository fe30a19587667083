"""Who says a clause: the speaker named beside it, above it, or around a quotation."""

from __future__ import annotations

from itertools import pairwise

from quizzes.generation.english import words
from quizzes.generation.grammar.clauses import after_comma, own_or_shared_subject
from quizzes.generation.grammar.tree import Tree, base_dep

OWN_VIEW = frozenset({"know", "think", "believe", "say", "find", "understand", "conclude", "argue", "suspect"})
SAYING = words.REPORTING | {"accept", "caution", "confirm", "repeat"}
# What somebody grants, denies or knows is not hers to be quoted for: "according to" would make it her own claim.
GRANTING = frozenset({"accept", "admit", "acknowledge", "deny", "know", "confirm", "promise", "hope", "fear", "feel"})
TELLING = frozenset(
    {"say", "tell", "add", "explain", "warn", "claim", "argue", "write", "insist", "suggest", "note", "agree"}
)
GOING_ON = frozenset({"continue", "conclude", "ask", "reply"})
CLOSERS = frozenset({"”", "''", '"'})

Speaker = tuple[tuple[int, ...], int | None]
NOBODY: Speaker = ((), None)


def attribution(tree: Tree, head: int) -> Speaker:
    """Who says a clause: the subject of the reporting verb above it, or of a reporting aside beside it.

    Gives the tokens of the speaker and the reporting verb; no tokens when nobody certain says it, no verb when the
    text itself does.
    """
    i = head
    for _ in range(6):
        token = tree.tokens[i]
        dep = base_dep(token.dep)
        if dep in {"ccomp", "parataxis"} and tree.lemma(token.head) in SAYING:
            if not _own_view(tree, token.head):
                who = own_or_shared_subject(tree, token.head)
                return (tuple(_bare(tree, who)) if who is not None else (), token.head)
        else:
            aside = [
                k
                for k in tree.kids(i, "parataxis")
                # With an object of its own it tells something else: "Tea is in fashion – the Office has found …".
                if tree.lemma(k) in words.REPORTING and not tree.kids(k, "obj", "xcomp", "ccomp")
            ]
            if aside:
                who = tree.kid(aside[0], "nsubj")
                return (tuple(_bare(tree, who)) if who is not None else (), aside[0])
        if token.head == i:
            break
        i = token.head
    return quoted_by(tree, head) if tree.quoted[head] else NOBODY


def vouches(tree: Tree, verb: int) -> bool:
    """Whether the subject of a reporting verb gives what follows as her own word: no "accepts that", and no speaker
    of whom another speaker tells."""
    if tree.lemma(verb) in GRANTING:
        return False
    i = verb
    for _ in range(4):
        above = tree.tokens[i].head
        if tree.dep(i) == "ccomp" and tree.lemma(above) in SAYING and not _own_view(tree, above):
            return False
        if above == i:
            break
        i = above
    who = tree.kid(verb, "nsubj")
    return not (tree.quoted[verb] and who is not None and tree.word(who) not in {"i", "we"})


def _own_view(tree: Tree, verb: int) -> bool:
    """Whether a quoted speaker says "I think" or "we know" of what follows: the view is the speaker's own."""
    who = tree.kid(verb, "nsubj")
    if who is None or not tree.quoted[verb] or tree.word(who) not in {"i", "we"}:
        return False
    plain = not tree.kids(verb, "aux", "mark") and not any(
        tree.word(k) in words.NEGATIVE_WORDS for k in tree.kids(verb, "advmod")
    )
    return tree.lemma(verb) in OWN_VIEW and plain


def quoted_by(tree: Tree, head: int) -> Speaker:
    """Who says a sentence that stands in quotation marks: named right after the marks close, or before they open.

    A quotation that follows "…," said X. in the same paragraph is X's, as is one after X's words told indirectly.
    """
    first, last = _quotation(tree, head)
    after = _tag(tree, last + 1, tree.sentences[tree.tokens[last].sentence].last, first=True)
    if after is not None:
        return _named(tree, after)
    sentence = tree.sentences[tree.tokens[first].sentence]
    if first > sentence.first:
        before = _tag(tree, sentence.first, first - 1, first=False)
        return NOBODY if before is None else _named(tree, before)
    return _carried_on(tree, sentence.index)


def _quotation(tree: Tree, head: int) -> tuple[int, int]:
    """The first and last token of the quotation around a token, within its paragraph."""
    paragraph = tree.sentences[tree.tokens[head].sentence].paragraph
    first = last = head
    while first > 0 and tree.tokens[first].text not in {"“", "``"} and _goes_on(tree, first - 1, paragraph):
        first -= 1
    while last + 1 < len(tree.tokens) and tree.tokens[last].text not in CLOSERS and _goes_on(tree, last + 1, paragraph):
        last += 1
    return first, last


def _goes_on(tree: Tree, i: int, paragraph: int) -> bool:
    return tree.quoted[i] and tree.sentences[tree.tokens[i].sentence].paragraph == paragraph


def _tag(tree: Tree, start: int, end: int, *, first: bool) -> int | None:
    """The reporting verb between two tokens, outside quotation marks, that has a subject there."""
    found = [
        i
        for i in range(start, end + 1)
        if not tree.quoted[i] and tree.tokens[i].pos == "VERB" and tree.tokens[i].tag in {"VBD", "VBZ", "VBP"}
        if tree.lemma(i) in words.REPORTING | GOING_ON or (tree.lemma(i) == "go" and tree.word(min(i + 1, end)) == "on")
        if any(start <= k <= end and not tree.quoted[k] for k in tree.kids(i, "nsubj"))
    ]
    if not found:
        return None
    return found[0] if first else found[-1]


def _carried_on(tree: Tree, index: int) -> Speaker:
    """The speaker of a quotation that opens a sentence: whoever spoke last in the sentences before it.

    A paragraph that is one quotation from end to end goes on from the paragraph before it.
    """
    here = tree.sentences[index]
    lone = index == 0 or tree.sentences[index - 1].paragraph != here.paragraph
    if lone and not _wholly_quoted(tree, here.paragraph):
        return NOBODY
    for before in reversed(tree.sentences[max(0, index - (1 if lone else 3)) : index]):
        if here.paragraph - before.paragraph > (1 if lone else 0):
            return NOBODY
        if lone and tree.quoted[before.last] and tree.tokens[before.last].text not in CLOSERS:
            return quoted_by(tree, before.last)
        verb = _tag(tree, before.first, before.last, first=False)
        mixed = any(tree.quoted[i] for i in range(before.first, before.last + 1))
        if verb is not None:
            return _named(tree, verb) if _speaks_up(tree, verb, mixed) and (mixed or not lone) else NOBODY
        if mixed or any(_person(tree, i) for i in range(before.first, before.last + 1) if tree.dep(i) == "nsubj"):
            return NOBODY
    return NOBODY


def _speaks_up(tree: Tree, verb: int, mixed: bool) -> bool:
    """Whether a verb tells what a speaker said: with a person for its subject, or beside her words in marks."""
    who = tree.kid(verb, "nsubj")
    top = tree.tokens[verb].head == verb or tree.dep(verb) in {"parataxis", "conj"}
    telling = tree.lemma(verb) in TELLING | GOING_ON | {"go"}
    return top and telling and (mixed or (who is not None and _person(tree, who)))


def _wholly_quoted(tree: Tree, paragraph: int) -> bool:
    """Whether a paragraph holds nothing but what stands in quotation marks."""
    return all(
        all(tree.quoted[i] for i in range(s.first, s.last + 1)) for s in tree.sentences if s.paragraph == paragraph
    )


def spoke_last(tree: Tree, index: int, pronoun: str) -> tuple[str, int] | None:
    """Whom the "he" or "she" of "he said" means: whoever spoke last before a sentence, as (name, sentence).

    Nobody when another person is named outside quotation marks in between, or more than four sentences or one
    paragraph before.
    """
    here = tree.sentences[index]
    for before in reversed(tree.sentences[max(0, index - 4) : index]):
        if here.paragraph - before.paragraph > 1:
            return None
        people = {
            e.last: e.text
            for e in tree.reading.entities
            if str(e.label).lower() == "person" and before.first <= e.first <= before.last and not tree.quoted[e.first]
        }
        verb = _tag(tree, before.first, before.last, first=False)
        who = None if verb is None else tree.kid(verb, "nsubj")
        outside = [tree.word(i) for i in range(before.first, before.last + 1) if not tree.quoted[i]]
        if {"he": "she", "she": "he"}[pronoun] in outside:
            return None
        if who is None or tree.word(who) == pronoun:
            if people:
                return None
            continue
        named = [text for last, text in people.items() if last in tree.subtree(who)]
        return (named[0], before.index) if len(people) == 1 and named else None
    return None


def _person(tree: Tree, who: int) -> bool:
    return tree.word(who) in {"he", "she"} or str(tree.tokens[who].kind).lower() == "person"


def _named(tree: Tree, verb: int) -> Speaker:
    who = tree.kid(verb, "nsubj")
    return ((), None) if who is None else (tuple(_bare(tree, who)), verb)


def _bare(tree: Tree, who: int) -> list[int]:
    """A speaker without the apposition or clause that follows a comma."""
    cut = {k for k in tree.kids(who, "appos", "acl", "parataxis", "conj") if after_comma(tree, k)}
    cut |= {k for k in tree.subtree(who) if k != who and tree.tokens[tree.subtree(k)[0]].text == "("}
    span = tree.subtree(who, cut)
    comma = next((i for i in span if i > who and tree.tokens[i].text in {",", "–", "—"}), None)
    joined = any(tree.tokens[i].pos == "CCONJ" and comma is not None and i < comma for i in span)
    if comma is not None and not joined and not tree.kids(who, "conj"):
        span = [i for i in span if i < comma]
    while span and tree.tokens[span[-1]].text in {",", "–", "—"}:
        span.pop()
    hole = next((n for n, (i, k) in enumerate(pairwise(span)) if i >= who and k > i + 1), None)
    return span if hole is None else span[: hole + 1]  # what stood behind the apposition is not part of the name
