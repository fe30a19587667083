"""Questions of the site as files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import QuerySet
from django.utils.text import slugify

from quizzes.exchange import gift, moodle_xml, table
from quizzes.exchange.question import ExchangeOption, ExchangeQuestion, Written, tidy
from quizzes.models import Question, Quiz


class Format(StrEnum):
    GIFT = "gift"
    MOODLE_XML = "xml"
    CSV = "csv"

    @property
    def label(self) -> str:
        return {"gift": "GIFT", "xml": "Moodle XML", "csv": "Table (CSV)"}[self.value]

    @property
    def ending(self) -> str:
        return {"gift": "gift.txt", "xml": "xml", "csv": "csv"}[self.value]

    @property
    def media_type(self) -> str:
        return {"gift": "text/plain", "xml": "application/xml", "csv": "text/csv"}[self.value] + "; charset=utf-8"


@dataclass(frozen=True, slots=True)
class ExportFile:
    name: str
    media_type: str
    data: bytes
    notes: tuple[str, ...]


def export_quiz(quiz: Quiz, wanted: Format) -> ExportFile:
    """The questions of `quiz` in its order. Four queries."""
    questions = loaded(Question.objects.filter(quiz_items__quiz=quiz).order_by("quiz_items__position", "pk"))
    written = write(questions, wanted, title=quiz.title)
    name = f"{slugify(quiz.title) or 'quiz'}.{wanted.ending}"
    return ExportFile(name, wanted.media_type, written.text.encode(), written.notes)


def write(questions: Iterable[Question], wanted: Format, *, title: str) -> Written:
    codec = {Format.GIFT: gift, Format.MOODLE_XML: moodle_xml, Format.CSV: table}[wanted]
    return codec.write([from_row(question) for question in questions], title=title)


def loaded(questions: QuerySet[Question]) -> QuerySet[Question]:
    """`questions` with all that goes into a file."""
    return questions.prefetch_related("options", "accepted_answers", "evidence", "concepts")


def from_row(question: Question) -> ExchangeQuestion:
    """The neutral form of a stored question; expects what `loaded` prefetches."""
    return tidy(
        ExchangeQuestion(
            kind=question.kind,
            stem=question.stem,
            options=tuple(
                ExchangeOption(option.text, option.is_key, option.role, option.rationale)
                for option in sorted(question.options.all(), key=lambda option: option.position)
            ),
            accepted=tuple(answer.text for answer in question.accepted_answers.all()),
            explanation=question.explanation,
            level=question.understanding,
            tags=tuple(sorted(concept.name for concept in question.concepts.all())),
            evidence=tuple(piece.quote for piece in question.evidence.all()),
        )
    )
