"""What tagging gives."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ConceptKind(StrEnum):
    """What sort of thing a concept is; the same names as the stored tag's kinds."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    EVENT = "event"
    LAW = "law"
    DATE = "date"
    IDEA = "idea"


@dataclass(frozen=True, slots=True)
class ConceptMention:
    """Where a concept is named: offsets into the text of the reading at `section_index` (from 0)."""

    section_index: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class TaggedConcept:
    """A concept of one text: the name to show, how much the text is about it (0 to 1), the other names it goes by."""

    name: str
    kind: ConceptKind
    salience: float
    aliases: tuple[str, ...]
    mentions: tuple[ConceptMention, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """One place of a text that may name a concept; `first` and `last` are tokens of the reading at `section`.

    `key` is equal for forms that differ only in case, number, hyphen or spelling. `surface` is the name as it would be
    shown: without article and title.
    """

    section: int
    first: int
    last: int
    key: str
    surface: str
    kind: ConceptKind
    subject: bool = False
    weight: int = 1
    """How much this place says about the kind, when places of one name disagree."""
    whole: bool = True
    """Whether the term ends where its noun phrase ends; false for the front part of a longer compound."""
