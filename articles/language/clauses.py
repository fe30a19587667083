"""Clauses out of the tree: each predicate with the tokens that are its own."""

from __future__ import annotations

from collections.abc import Sequence

from articles.language.reading import Clause, ClauseKind, Token

SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass", "csubj:outer")
ALWAYS = {
    "acl:relcl": ClauseKind.RELATIVE,
    "advcl:relcl": ClauseKind.RELATIVE,
    "ccomp": ClauseKind.COMPLEMENT,
    "csubj": ClauseKind.SUBJECT,
    "csubj:pass": ClauseKind.SUBJECT,
    "csubj:outer": ClauseKind.SUBJECT,
    "parataxis": ClauseKind.PARATACTIC,
}


def clauses(tokens: Sequence[Token], children: Sequence[Sequence[int]]) -> tuple[Clause, ...]:
    """Return the clauses, in the order of their heads."""
    kinds: dict[int, ClauseKind] = {}
    for sentence_root in (token for token in tokens if token.head == token.index):
        _collect(sentence_root.index, tokens, children, kinds)
    heads = sorted(kinds)
    number_of = {head: number for number, head in enumerate(heads)}
    parents = {head: _parent(head, tokens, kinds) for head in heads}
    subjects = {head: _subject(head, tokens, children, kinds, parents) for head in heads}
    own = _own_tokens(tokens, kinds)
    return tuple(
        Clause(
            head=head,
            tokens=tuple(own[head]),
            subject=subjects[head],
            kind=kinds[head],
            parent=None if parents[head] is None else number_of[parents[head]],  # type: ignore[index]
        )
        for head in heads
    )


def _collect(
    root: int, tokens: Sequence[Token], children: Sequence[Sequence[int]], kinds: dict[int, ClauseKind]
) -> None:
    """Walk one sentence from its root and note the head of each clause."""
    kinds[root] = ClauseKind.MAIN
    waiting = list(children[root])
    while waiting:
        index = waiting.pop()
        kind = _kind(tokens[index], tokens, children, kinds)
        if kind is not None:
            kinds[index] = kind
        waiting += children[index]


def _predicates(token: Token, tokens: Sequence[Token], children: Sequence[Sequence[int]]) -> bool:
    """Tell whether a token is a predicate: a verb, or anything with a copula or a subject."""
    if token.pos in {"VERB", "AUX"}:
        return True
    return any(tokens[c].dep == "cop" or tokens[c].dep in SUBJECTS for c in children[token.index])


def _kind(
    token: Token, tokens: Sequence[Token], children: Sequence[Sequence[int]], kinds: dict[int, ClauseKind]
) -> ClauseKind | None:
    """Return the kind of the clause that a token heads, or None when it heads none."""
    dep = token.dep
    if dep == "parataxis":
        return ClauseKind.PARATACTIC if _predicates(token, tokens, children) else None
    if dep in ALWAYS:
        if dep == "ccomp" and _infinitive(token, tokens, children):
            return ClauseKind.INFINITIVE
        return ALWAYS[dep]
    if dep == "conj":
        shared = kinds.get(token.head) is not None or tokens[token.head].pos == "VERB"
        return ClauseKind.COORDINATE if shared and _predicates(token, tokens, children) else None
    if dep in {"acl", "advcl", "xcomp"}:
        if _infinitive(token, tokens, children):
            return ClauseKind.INFINITIVE
        if token.tag in {"VBG", "VBN"} and not _has(token, SUBJECTS, tokens, children) and dep != "xcomp":
            return ClauseKind.PARTICIPLE
        if dep == "xcomp":
            if token.tag in {"VBG", "VBN"}:
                return ClauseKind.PARTICIPLE
            return ClauseKind.COMPLEMENT if token.pos == "VERB" else None
        return ClauseKind.ADVERBIAL if dep == "advcl" else ClauseKind.COMPLEMENT
    return None


def _has(token: Token, deps: Sequence[str], tokens: Sequence[Token], children: Sequence[Sequence[int]]) -> bool:
    return any(tokens[c].dep in deps for c in children[token.index])


def _infinitive(token: Token, tokens: Sequence[Token], children: Sequence[Sequence[int]]) -> bool:
    """Tell whether the predicate is marked by "to"."""
    return any(tokens[c].tag == "TO" and tokens[c].dep == "mark" for c in children[token.index])


def _parent(head: int, tokens: Sequence[Token], kinds: dict[int, ClauseKind]) -> int | None:
    """Return the head of the clause that this one hangs in."""
    place = head
    while tokens[place].head != place:
        place = tokens[place].head
        if place in kinds:
            return place
    return None


def _subject(
    head: int,
    tokens: Sequence[Token],
    children: Sequence[Sequence[int]],
    kinds: dict[int, ClauseKind],
    parents: dict[int, int | None],
) -> int | None:
    """Return the clause's own subject, or for a coordinated clause without one its first conjunct's."""
    place: int | None = head
    while place is not None:
        for child in children[place]:
            if tokens[child].dep in SUBJECTS:
                return child
        place = parents[place] if kinds[place] is ClauseKind.COORDINATE else None
    return None


def _own_tokens(tokens: Sequence[Token], kinds: dict[int, ClauseKind]) -> dict[int, list[int]]:
    """Give each token to the nearest clause head at or above it."""
    own: dict[int, list[int]] = {head: [] for head in kinds}
    for token in tokens:
        place = token.index
        while place not in kinds:
            place = tokens[place].head
        own[place].append(token.index)
    return own
