"""A question on its way: what a kind proposes before filters, ranking and choice."""

from __future__ import annotations

from dataclasses import dataclass, field

from quizzes.generation.stating.statements import Statement
from quizzes.generation.types import ItemKind, Role


@dataclass(frozen=True, slots=True)
class Choice:
    """A wrong option with its role and the sentence that tells a student why it is wrong."""

    text: str
    role: Role
    rationale: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question of one template with its key and, for closed kinds, its wrong options, best first.

    `features` are numbers that only its kind knows and that the ranking may weigh.
    """

    kind: ItemKind
    template: str
    stem: str
    answer: str
    statement: Statement
    wrong: tuple[Choice, ...] = ()
    accepted: tuple[str, ...] = ()
    explanation: str = ""
    asked: tuple[int, ...] = ()
    sentences: tuple[int, ...] = ()
    worth: float = 0.5
    key_rationale: str = ""
    features: dict[str, float] = field(default_factory=dict)

    @property
    def evidence_sentences(self) -> tuple[int, ...]:
        return self.sentences or self.statement.sentences
