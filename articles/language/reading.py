"""What a reading of a text is made of. Values only: nothing here computes more than a span or a subtree.

All ``start``/``end`` are character offsets into ``Reading.text`` (end exclusive); all ``first``/``last`` are token
indexes in the reading, both inclusive.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property


class Kind(StrEnum):
    """What sort of thing a nominal stands for: decides between who, where, when and what."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    TIME = "time"
    EVENT = "event"
    THING = "thing"
    IDEA = "idea"
    ANIMAL = "animal"
    PLANT = "plant"
    SUBSTANCE = "substance"


class ExpressionType(StrEnum):
    """Sorts of time and number expressions that rules recognise."""

    YEAR = "year"
    DATE = "date"
    DECADE = "decade"
    CENTURY = "century"
    TIME_OF_DAY = "time_of_day"
    DURATION = "duration"
    NUMBER = "number"
    ORDINAL = "ordinal"
    PERCENT = "percent"
    MONEY = "money"
    MEASURE = "measure"
    RANGE = "range"
    AGE = "age"
    FRACTION = "fraction"


class ClauseKind(StrEnum):
    """How a clause hangs on the one above it."""

    MAIN = "main"
    COORDINATE = "coordinate"
    RELATIVE = "relative"
    COMPLEMENT = "complement"
    SUBJECT = "subject"
    ADVERBIAL = "adverbial"
    PARTICIPLE = "participle"
    INFINITIVE = "infinitive"
    PARATACTIC = "paratactic"


@dataclass(frozen=True, slots=True)
class Token:
    """One word or mark. ``pos`` is UPOS, ``tag`` PTB, ``dep`` a UD v2 relation; a root's ``head`` is itself.

    ``margin`` says how sure the parser was of ``head``, from 0 to 1.
    """

    index: int
    text: str
    start: int
    end: int
    space_after: bool
    lemma: str
    pos: str
    tag: str
    morph: Mapping[str, str]
    head: int
    dep: str
    sentence: int
    kind: Kind | None
    margin: float


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence inside one paragraph. ``root`` is the token the rest hangs on."""

    index: int
    start: int
    end: int
    first: int
    last: int
    text: str
    paragraph: int
    root: int


@dataclass(frozen=True, slots=True)
class Entity:
    """A named person, organisation, place, event, or a named time."""

    start: int
    end: int
    first: int
    last: int
    text: str
    label: Kind


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """A noun with what stands before it (determiner, modifiers) and the rest of its name; or a pronoun.

    ``definite``: True after the, this, a possessive and for names; False after a, some, no; None when unmarked.
    """

    first: int
    last: int
    head: int
    start: int
    end: int
    text: str
    kind: Kind
    named: bool
    definite: bool | None
    plural: bool
    pronoun: bool


@dataclass(frozen=True, slots=True)
class Quantity:
    """A normalised amount. ``amount`` counts in ``unit``; ``modifier`` is "more than", "about" … or ""."""

    amount: float
    unit: str = ""
    modifier: str = ""


@dataclass(frozen=True, slots=True)
class CalendarDate:
    """A date as far as it is given; ``part`` is early, mid, late, summer … or ""."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    part: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """From one value to another, both given."""

    low: Quantity | CalendarDate
    high: Quantity | CalendarDate


@dataclass(frozen=True, slots=True)
class Expression:
    """A time or number expression with its normalised value; the modifier belongs to value, not to the offsets."""

    start: int
    end: int
    first: int
    last: int
    text: str
    type: ExpressionType
    value: Quantity | CalendarDate | Span


@dataclass(frozen=True, slots=True)
class Clause:
    """A predicate with its own tokens: what belongs to a subordinate clause is not among them.

    ``head`` is the predicate word (a noun or adjective after a copula), ``subject`` the head token of its own
    subject or of the one it shares with the clause it is coordinated to; ``parent`` an index into ``clauses``.
    """

    head: int
    tokens: tuple[int, ...]
    subject: int | None
    kind: ClauseKind
    parent: int | None


@dataclass(frozen=True, slots=True)
class Reference:
    """What a pronoun, or a noun with "the" or "this", stands for: the head token of an earlier noun or name.

    ``joined``: all that is joined to that noun is meant ("Anna and Juris … they"). ``certainty``, from 0 to 1, is how
    often such an answer is right.
    """

    token: int
    antecedent: int
    joined: bool
    certainty: float


@dataclass(frozen=True)
class Reading:
    """A text as the reader understood it. Without slots, so that the tree is indexed once, when first asked for."""

    text: str
    sentences: tuple[Sentence, ...]
    tokens: tuple[Token, ...]
    clauses: tuple[Clause, ...]
    entities: tuple[Entity, ...]
    noun_phrases: tuple[NounPhrase, ...]
    expressions: tuple[Expression, ...]
    references: tuple[Reference, ...] = ()

    @cached_property
    def _children(self) -> tuple[tuple[int, ...], ...]:
        children: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.index:
                children[token.head].append(token.index)
        return tuple(tuple(found) for found in children)

    @cached_property
    def _references(self) -> dict[int, Reference]:
        return {reference.token: reference for reference in self.references}

    def reference(self, index: int) -> Reference | None:
        """Return what a pronoun or "the N" stands for, or None where that is not certain."""
        return self._references.get(index)

    def children(self, index: int) -> tuple[int, ...]:
        """Return the tokens that hang directly on a token, in order."""
        return self._children[index]

    def subtree(self, index: int) -> tuple[int, ...]:
        """Return a token and all that hangs on it, in order."""
        found, waiting = [], [index]
        while waiting:
            place = waiting.pop()
            found.append(place)
            waiting += self._children[place]
        return tuple(sorted(found))

    def left_edge(self, index: int) -> int:
        """Return the first token of a token's subtree."""
        return self.subtree(index)[0]

    def right_edge(self, index: int) -> int:
        """Return the last token of a token's subtree."""
        return self.subtree(index)[-1]

    def span_text(self, first: int, last: int) -> str:
        """Return the text from one token to another, both included, exactly as it stands."""
        return self.text[self.tokens[first].start : self.tokens[last].end]

    def full_phrase(self, head: int) -> tuple[int, int]:
        """Return first and last token of the noun phrase that ``head`` heads, with all that hangs on the noun.

        Of-phrases and other prepositional phrases, numbers and names belong to it; what hangs on it only because it is
        a predicate or stands in a list (subject, copula, conjuncts, clauses set off by commas, outer marks) does not.
        """
        keep = [head]
        for child in self._children[head]:
            if self.tokens[child].dep.partition(":")[0] in PHRASE_RELATIONS:
                keep += self._phrase_subtree(child)
        ordered = sorted(keep)
        place = ordered.index(head)
        first = last = place
        while first > 0 and self._joined(ordered[first - 1], ordered[first]):
            first -= 1
        while last < len(ordered) - 1 and self._joined(ordered[last], ordered[last + 1]):
            last += 1
        return ordered[first], ordered[last]

    def _joined(self, left: int, right: int) -> bool:
        """Tell whether nothing but marks stands between two tokens of a phrase."""
        return all(self.tokens[i].pos == "PUNCT" and self.tokens[i].text not in ",;:" for i in range(left + 1, right))

    def _phrase_subtree(self, index: int) -> list[int]:
        """Return a dependant with its own dependants: a list that hangs on it stays whole."""
        return list(self.subtree(index))


PHRASE_RELATIONS = frozenset({"det", "amod", "compound", "flat", "fixed", "nummod", "nmod", "goeswith", "advmod"})
