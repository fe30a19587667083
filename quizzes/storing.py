"""One drafted item as rows of the database: its evidence on the stored sentences, its options, its accepted answers."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from articles.models import Concept, Edition, Section, Sentence
from quizzes.models import AcceptedAnswer, Evidence, Option, Question
from quizzes.understanding import understanding

if TYPE_CHECKING:
    from quizzes.generation import Item

LONGEST_ANSWER = AcceptedAnswer._meta.get_field("text").max_length or 300


@dataclass(frozen=True, slots=True)
class Piece:
    """Evidence within one stored sentence."""

    sentence: Sentence
    start: int
    end: int

    @property
    def quote(self) -> str:
        return self.sentence.text[self.start : self.end]

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.quote.encode()).hexdigest()


def placed(item: Item, sections: dict[int, tuple[Section, list[Sentence]]]) -> list[Piece] | None:
    """The evidence of an item on the stored sentences, one piece for each; None when the text there reads otherwise."""
    pieces: dict[tuple[int, int], Piece] = {}
    for evidence in item.evidence:
        section, sentences = sections.get(evidence.section, (None, []))
        if section is None or section.text[evidence.start : evidence.end] != evidence.quote:
            return None
        covered = 0
        for sentence in sentences:
            start, end = max(evidence.start, sentence.start), min(evidence.end, sentence.end)
            quote = section.text[start:end]
            if start >= end or not quote.strip():
                continue
            start += len(quote) - len(quote.lstrip())
            end -= len(quote) - len(quote.rstrip())
            piece = Piece(sentence, start - sentence.start, end - sentence.start)
            if piece.quote != section.text[start:end]:
                return None
            pieces[sentence.pk, piece.start] = piece
            covered += len(piece.quote)
        if covered < len("".join(evidence.quote.split())):
            return None
    return list(pieces.values()) or None


def write_item(
    edition: Edition, item: Item, pieces: Sequence[Piece], concepts: Sequence[Concept], question: Question | None
) -> str:
    """Store one item, in the row of the same question if there is one; says what became of it: "created", "renewed"
    or "kept"."""
    said = _said(item, pieces)
    if question is not None and _says(question, said, {concept.pk for concept in concepts}):
        return "kept"
    outcome = "renewed" if question is not None else "created"
    question = question or Question(edition=edition)
    for name, value in said.fields.items():
        setattr(question, name, value)
    question.save()
    _write_rows(question, said, pieces)
    question.concepts.set(concepts)
    return outcome


@dataclass(frozen=True, slots=True)
class _Said:
    """What an item says, as the values of its rows."""

    fields: dict[str, Any]
    options: list[tuple[int, str, bool, str, str]]
    accepted: list[str]
    evidence: list[tuple[int, int, int]]


def _said(item: Item, pieces: Sequence[Piece]) -> _Said:
    fields = {
        "kind": item.kind.value,
        "template": item.template,
        "stem": item.stem,
        "understanding": understanding(item.kind.value, item.template),
        "explanation": item.explanation,
        "score": _share(item.score),
        "difficulty": _share(item.difficulty),
        "status": Question.Status.DRAFT,
        "origin": Question.Origin.GENERATED,
    }
    options = [(n, o.text, o.is_key, o.role.value, o.rationale) for n, o in enumerate(item.options, start=1)]
    evidence = [(piece.sentence.pk, piece.start, piece.end) for piece in pieces]
    return _Said(fields, options, _accepted(item), evidence)


def _write_rows(question: Question, said: _Said, pieces: Sequence[Piece]) -> None:
    """The options, accepted answers and evidence of a question, in place of those it had."""
    for rows in (question.options, question.accepted_answers, question.evidence):
        rows.all().delete()
    Option.objects.bulk_create(
        Option(question=question, position=n, text=text, is_key=is_key, role=role, rationale=rationale)
        for n, text, is_key, role, rationale in said.options
    )
    AcceptedAnswer.objects.bulk_create(
        AcceptedAnswer(question=question, position=n, text=text) for n, text in enumerate(said.accepted, start=1)
    )
    Evidence.objects.bulk_create(
        Evidence(question=question, sentence=p.sentence, start=p.start, end=p.end, quote=p.quote, digest=p.digest)
        for p in pieces
    )


def _says(question: Question, said: _Said, concepts: set[int]) -> bool:
    """Whether the stored question says just the same."""
    stored_options = [(o.position, o.text, o.is_key, o.role, o.rationale) for o in question.options.all()]
    return (
        all(getattr(question, name) == value for name, value in said.fields.items())
        and stored_options == said.options
        and [answer.text for answer in question.accepted_answers.all()] == said.accepted
        and [(e.sentence_id, e.start, e.end) for e in question.evidence.all()] == said.evidence
        and {concept.pk for concept in question.concepts.all()} == concepts
    )


def _accepted(item: Item) -> list[str]:
    """Typed answers that count, the one to show first; each once, whatever its case."""
    if item.options:
        return []
    answers: dict[str, str] = {}
    for answer in (item.answer, *item.accepted):
        if answer.strip() and len(answer) <= LONGEST_ANSWER:
            answers.setdefault(answer.casefold(), answer)
    return list(answers.values())


def _share(value: float) -> float:
    return min(1.0, max(0.0, float(value)))
