"""What several pages of the desk show of an edition: its questions with their evidence, and the text around it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q, QuerySet

from articles.models import Edition
from articles.passages import LaidParagraph, LaidSection, laid_out
from quizzes.models import Evidence, Question

Status = Question.Status
OPEN = [Status.DRAFT, Status.STALE]
MOST_TO_DRAFT = 12_000
"""Words that are read and drafted while the teacher waits: about ten seconds."""


@dataclass(frozen=True, slots=True)
class Around:
    """The paragraph with the evidence and its neighbours: `is_near` are the ones that only give the context."""

    section: LaidSection
    paragraphs: tuple[tuple[LaidParagraph, bool], ...]


def with_parts(questions: QuerySet[Question]) -> QuerySet[Question]:
    """Questions with all that a page shows of them, in a fixed number of queries."""
    evidence = Evidence.objects.select_related("sentence__section")
    return questions.prefetch_related("options", "accepted_answers", Prefetch("evidence", evidence))


def spans(questions: Iterable[Question]) -> dict[int, list[tuple[int, int]]]:
    """Where the evidence of `questions` is to be lit: sentence ids with character spans."""
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for question in questions:
        for piece in question.evidence.all():
            if piece.sentence_id and not piece.fault():
                found[piece.sentence_id].append((piece.start, piece.end))
    return dict(found)


def around(edition: Edition, question: Question) -> tuple[list[Around], tuple[LaidSection, ...]]:
    """The text near the question's evidence, section by section, and the whole of it."""
    sections = laid_out(edition, lit=spans([question])).sections
    near: list[Around] = []
    for section in sections:
        lit = [
            place
            for place, paragraph in enumerate(section.paragraphs)
            if any(sentence.has_evidence for sentence in paragraph.sentences)
        ]
        if lit:
            first, last = max(0, lit[0] - 1), min(len(section.paragraphs), lit[-1] + 2)
            shown = tuple((section.paragraphs[n], n not in lit) for n in range(first, last))
            near.append(Around(section, shown))
    return near, sections


def counts(edition: Edition) -> dict[str, int]:
    """How many questions stand at each status, and `open`: those that wait for a decision."""
    found = edition.questions.aggregate(
        ready=Count("pk", filter=Q(status=Status.READY)),
        draft=Count("pk", filter=Q(status=Status.DRAFT)),
        stale=Count("pk", filter=Q(status=Status.STALE)),
        retired=Count("pk", filter=Q(status=Status.RETIRED)),
    )
    return {**found, "open": found["draft"] + found["stale"]}
