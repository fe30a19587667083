"""Who says a clause: the speaker named beside it, above it, or around a quotation."""

from __future__ import annotations

from quizzes.generation.clauses import after_comma, own_or_shared_subject
from quizzes.generation.english import words
from quizzes.generation.tree import Tree, base_dep


def attribution(tree: Tree, head: int) -> tuple[tuple[int, ...], int | None]:
    """Who says a clause: the subject of the reporting verb above it, or of a reporting aside beside it."""
    i = head
    for _ in range(6):
        token = tree.tokens[i]
        dep = base_dep(token.dep)
        if dep in {"ccomp", "parataxis"} and tree.lemma(token.head) in words.REPORTING:
            who = own_or_shared_subject(tree, token.head)
            return (tuple(_bare(tree, who)) if who is not None else (), token.head)
        aside = [k for k in tree.kids(i, "parataxis") if tree.lemma(k) in words.REPORTING]
        if aside:
            who = tree.kid(aside[0], "nsubj")
            return (tuple(_bare(tree, who)) if who is not None else (), aside[0])
        if token.head == i:
            break
        i = token.head
    return quoted_by(tree, head) if tree.quoted[head] else ((), None)


def quoted_by(tree: Tree, head: int) -> tuple[tuple[int, ...], int | None]:
    """Who says a sentence that stands wholly in quotation marks: the speaker named before or after it."""
    here = tree.sentences[tree.tokens[head].sentence]
    for step in (-1, 1):
        for index in range(here.index + step, here.index + 4 * step, step):
            if not 0 <= index < len(tree.sentences) or tree.sentences[index].paragraph != here.paragraph:
                break
            s = tree.sentences[index]
            verbs = [
                i
                for i in range(s.first, s.last + 1)
                if not tree.quoted[i] and tree.lemma(i) in words.REPORTING and tree.tokens[i].pos == "VERB"
            ]
            if verbs:
                who = tree.kid(verbs[-1] if step < 0 else verbs[0], "nsubj")
                touching = tree.quoted[s.last] if step < 0 else tree.quoted[s.first]
                if who is None or not touching or len(verbs) > 1:
                    return (), None
                return tuple(_bare(tree, who)), verbs[0]
            if not tree.quoted[s.first] or not tree.quoted[s.last]:
                break
    return (), None


def _bare(tree: Tree, who: int) -> list[int]:
    """A speaker without the apposition or clause that follows a comma."""
    cut = {k for k in tree.kids(who, "appos", "acl", "parataxis", "conj") if after_comma(tree, k)}
    span = tree.subtree(who, cut)
    while span and tree.tokens[span[-1]].text in {",", "–", "—"}:
        span.pop()
    return span
