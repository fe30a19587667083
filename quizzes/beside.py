"""The telling that stands beside a question's own: what a comparison question is about, and what it is called."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from articles.models import Edition, Ledger
from articles.passages import Passage, laid_out
from quizzes.models import Question

COMPARING = "compare_"  # how the templates of comparison questions begin


@dataclass(frozen=True, slots=True)
class Beside:
    """Another telling, laid out for a page."""

    edition: Edition
    passage: Passage


def called(edition: Edition) -> str:
    if edition.label == Edition.Kind(edition.kind).label:
        return f"the {edition.label.lower()}"
    return f"the telling “{edition.label}”"


def compared_with(question: Question) -> Edition | None:
    """The telling, beside its own, that a comparison question is about: where its evidence stands, or that its words
    name. None for any other question. One query where the evidence stands there, else two."""
    if not question.template.startswith(COMPARING):
        return None
    found = Edition.objects.filter(
        sections__sentences__evidence__question=question.pk, article__editions=question.edition_id
    )
    beside = found.exclude(pk=question.edition_id).first()
    if beside is not None:
        return beside
    ledgers = Ledger.objects.filter(base=question.edition_id).select_related("other")
    return next((ledger.other for ledger in ledgers if called(ledger.other) in question.stem), None)


def tellings_beside(
    questions: Iterable[Question], lit: Mapping[int, Sequence[tuple[int, int]]] | None = None
) -> list[Beside]:
    """The other tellings that these questions need, each once, with the same sentences lit. No query where nothing is
    compared."""
    editions = {edition.pk: edition for question in questions if (edition := compared_with(question))}
    return [Beside(edition, laid_out(edition, lit=lit)) for edition in editions.values()]
