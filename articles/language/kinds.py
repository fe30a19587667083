"""The kind of each nominal head: what the model says, corrected by closed lists where those are certain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from articles.language import lists
from articles.language.reading import Entity, Kind, Token

# Capitalised words that tags may call proper nouns and that name nobody by themselves.
NOT_NAMES = frozenset(["mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "prof", "prof.", "no.", "vol.", "fig."])
NOMINAL = {"NOUN", "PROPN", "PRON", "NUM"}


def settle_kinds(tokens: Sequence[Token], children: Sequence[Sequence[int]], entities: Sequence[Entity]) -> list[Token]:
    """Return the tokens with a kind on every noun, name and pronoun, and on no other word."""
    label_at = {i: e.label for e in entities for i in range(e.first, e.last + 1)}
    settled = []
    for token in tokens:
        if token.pos not in NOMINAL and token.kind is None:
            settled.append(token)
            continue
        kind = certain_kind(token) or label_at.get(token.index) or token.kind or guess(token)
        settled.append(token if kind == token.kind else replace(token, kind=kind))
    return settled


def certain_kind(token: Token) -> Kind | None:
    """Return the kind that a closed list settles, whatever the context."""
    word = token.text.lower()
    if token.pos == "PRON":
        if word in lists.PERSON_PRONOUNS:
            return Kind.PERSON
        return Kind.THING if word in lists.THING_PRONOUNS else None
    if token.pos == "NOUN":
        if token.lemma in lists.TIME_WORDS:
            return Kind.TIME
        if token.lemma in lists.PERSON_WORDS:
            return Kind.PERSON
    if token.pos == "PROPN" and word in lists.COUNTRIES:
        return Kind.PLACE
    return None


def listed_name(words: Sequence[str]) -> Kind | None:
    """Return the kind of a name that a list knows as a whole."""
    whole = " ".join(words)
    if whole in lists.COUNTRIES or whole in lists.CITIES or whole in lists.LONG_PLACES:
        return Kind.PLACE
    if len(words) == 1 and words[0] in lists.MONTHS_AND_DAYS:
        return Kind.TIME
    if len(words) == 1 and words[0] in lists.KNOWN_ORGANISATIONS:
        return Kind.ORGANISATION
    return None


def guess(token: Token) -> Kind | None:
    """Return a kind from the lists for a word that the model left without one."""
    if token.pos not in {"NOUN", "PROPN"}:
        return None
    lemma = token.lemma.lower()
    for words, kind in (
        (lists.ORGANISATION_HEADS, Kind.ORGANISATION),
        (lists.PLACE_HEADS | lists.CITIES | lists.COUNTRIES, Kind.PLACE),
        (lists.EVENT_HEADS, Kind.EVENT),
        (lists.TIME_WORDS, Kind.TIME),
    ):
        if lemma in words:
            return kind
    return Kind.THING if token.pos == "NOUN" else Kind.PERSON
