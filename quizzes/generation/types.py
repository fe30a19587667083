"""What goes into the question engine and what comes out of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from articles.language import Reading


class ItemKind(StrEnum):
    """How a question is answered."""

    CHOICE = "choice"
    TRUE_FALSE = "true_false"
    CLOZE = "cloze"
    SHORT = "short"
    ORDER = "order"
    EVIDENCE = "evidence"


class Role(StrEnum):
    """Why an option stands there (after STARC, Berzak et al. 2020)."""

    KEY = "key"
    MISREAD = "misread"
    ELSEWHERE = "elsewhere"
    UNSUPPORTED = "unsupported"
    OTHER_TELLING = "other_telling"


@dataclass(frozen=True, slots=True)
class Passage:
    """One section of an article: its position (from 1), its heading, and how its text was read."""

    position: int
    heading: str
    reading: Reading


@dataclass(frozen=True, slots=True)
class Option:
    """One choice: its text, whether it is right, why a reader may take it, and which role it plays."""

    text: str
    is_key: bool
    rationale: str
    role: Role


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where the answer stands: offsets into the text of the section at that position."""

    section: int
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Item:
    """One question with everything a teacher needs to judge it."""

    kind: ItemKind
    template: str
    stem: str
    options: tuple[Option, ...]
    answer: str
    accepted: tuple[str, ...]
    explanation: str
    concepts: tuple[str, ...]
    difficulty: float
    score: float
    evidence: tuple[Evidence, ...]
    features: tuple[tuple[str, float], ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a sentence gave no question of one template: `reason` is a filter's name, `message` a sentence."""

    section: int
    start: int
    end: int
    sentence: str
    template: str
    reason: str
    message: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """The questions, best first as a quiz would take them, and why other candidates were left out."""

    items: tuple[Item, ...]
    refusals: tuple[Refusal, ...]
