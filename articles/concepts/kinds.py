"""What a name names: decided by its own words, then by its neighbours, then by what the reader made of it."""

from __future__ import annotations

from articles.concepts.lexicon import (
    EVENTS,
    GIVEN_NAMES,
    KNOWN_ORGANISATIONS,
    LANGUAGES,
    LAWS,
    ORGANISATIONS,
    PLACES,
    SPEECH,
)
from articles.concepts.places import COUNTRIES
from articles.concepts.types import ConceptKind
from articles.language import Kind, Reading, Token

# How much one place of the text says about what a name names, when its places disagree.
CERTAIN, STRONG, WEAK = 6, 4, 1

_BY_LABEL = {
    Kind.PERSON: ConceptKind.PERSON,
    Kind.ORGANISATION: ConceptKind.ORGANISATION,
    Kind.PLACE: ConceptKind.PLACE,
    Kind.EVENT: ConceptKind.EVENT,
}
_WHERE = frozenset({"in", "near", "at", "across", "around", "outside", "throughout"})
_MIND = SPEECH | frozenset("think know hope feel decide want remember recall admit live die marry love".split())  # noqa: SIM905
_ANIMATE = frozenset({"who", "whom", "whose"})


def head_of(reading: Reading, first: int, last: int) -> int:
    """The token of the span that hangs on something outside it."""
    for index in range(first, last + 1):
        if not first <= reading.tokens[index].head <= last or reading.tokens[index].head == index:
            return index
    return last


def judge(reading: Reading, first: int, last: int, *, titled: bool) -> tuple[ConceptKind, int] | None:
    """Kind and weight of one place of a name; None when it names nothing worth a tag. `titled`: Mr stood before it."""
    lower = [token.text.lower() for token in reading.tokens[first : last + 1]]
    own = _by_its_words(reading, first, last, lower, titled)
    if own is not None:
        return own, CERTAIN
    if titled or _is_person(reading, first, last):
        return ConceptKind.PERSON, CERTAIN
    near = _by_neighbours(reading, first, last)
    read = _by_reader(reading, first, last)
    if near is not None and not (near == ConceptKind.PLACE and read in {ConceptKind.ORGANISATION, ConceptKind.EVENT}):
        return near, STRONG
    if read is not None:
        return read, WEAK
    if any(token.pos == "PROPN" for token in reading.tokens[first : last + 1]) and not _is_time(reading, first, last):
        return ConceptKind.IDEA, WEAK
    return None


def _by_its_words(reading: Reading, first: int, last: int, lower: list[str], titled: bool) -> ConceptKind | None:
    """Communications Law, Orange Revolution, World Bank, Aral Sea: the noun that the name turns on says it."""
    name = " ".join(lower)
    if name in COUNTRIES:
        return ConceptKind.PLACE
    if lower[0] in KNOWN_ORGANISATIONS:
        return ConceptKind.ORGANISATION
    if name in LANGUAGES:
        return ConceptKind.IDEA
    if len(lower) == 1 or titled:
        return None
    turn = next((place for place, word in enumerate(lower) if place and word in {"of", "for", "on"}), len(lower)) - 1
    nouns = {lower[turn], reading.tokens[first + turn].lemma.lower()}
    if nouns & LAWS:
        return ConceptKind.LAW
    if nouns & EVENTS:
        return ConceptKind.EVENT
    if nouns & ORGANISATIONS:
        return ConceptKind.ORGANISATION
    if nouns & PLACES or (lower[0] in {"lake", "mount", "cape", "port"} and lower[0] not in GIVEN_NAMES):
        return ConceptKind.PLACE
    return None


def _is_person(reading: Reading, first: int, last: int) -> bool:
    """A known given name in front, or an age behind: Jane Muthoni, 73."""
    tokens = reading.tokens
    if first < last and tokens[first].text.lower() in GIVEN_NAMES:
        return True
    after = [token.text for token in tokens[last + 1 : last + 4]]
    aged = len(after) == 3 and after[0] == "," and after[1].isdigit() and after[2] in {",", "."}
    return aged and 5 < int(after[1]) < 110


def _by_neighbours(reading: Reading, first: int, last: int) -> ConceptKind | None:
    """In Otrar is a place; who says or thinks is a person; the LK mining company is a company."""
    head = reading.tokens[head_of(reading, first, last)]
    children = [reading.tokens[child] for child in reading.children(head.index)]
    governor = reading.tokens[head.head]
    if head.dep == "compound" and governor.index > last and governor.lemma.lower() in ORGANISATIONS:
        return ConceptKind.ORGANISATION
    if {child.text.lower() for child in children if child.dep == "case"} & _WHERE and head.dep in {"obl", "nmod"}:
        return ConceptKind.PLACE
    if head.dep == "nsubj" and governor.lemma.lower() in _MIND and head.kind in {Kind.PERSON, None}:
        return ConceptKind.PERSON
    if _has_who(reading, children):
        return ConceptKind.PERSON
    return _by_apposition(children)


def _by_apposition(children: list[Token]) -> ConceptKind | None:
    """Kiruna, a town in the north; Kvarnen, the company that owns the mine."""
    said = {child.lemma.lower() for child in children if child.dep in {"appos", "nmod:desc"} and child.pos == "NOUN"}
    if said & PLACES:
        return ConceptKind.PLACE
    return ConceptKind.ORGANISATION if said & ORGANISATIONS else None


def _has_who(reading: Reading, children: list[Token]) -> bool:
    """Whether a clause with "who" says more about it."""
    clauses = [child for child in children if child.dep.startswith("acl")]
    return any(reading.tokens[grand].text.lower() in _ANIMATE for c in clauses for grand in reading.children(c.index))


def _by_reader(reading: Reading, first: int, last: int) -> ConceptKind | None:
    label = next((e.label for e in reversed(reading.entities) if e.first <= last and e.last >= first), None)
    return _BY_LABEL.get(label or reading.tokens[head_of(reading, first, last)].kind or Kind.IDEA)


def _is_time(reading: Reading, first: int, last: int) -> bool:
    return any(e.label == Kind.TIME and e.first <= last and e.last >= first for e in reading.entities)
