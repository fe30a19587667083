"""Marking an answer: the question with its key, what counts as right in it, and what is kept of what was shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Prefetch

from articles.models import Concept
from kzproject.statements import Statement
from quizzes.grading import AnswerKey
from quizzes.models import AcceptedAnswer, Evidence, Option, Question

TO_MARK = Statement(
    lambda question: (
        Question.objects.filter(pk=question)
        .order_by()
        .values_list(
            "edition",
            "kind",
            "stem",
            *(f"options__{name}" for name in ("pk", "position", "text", "is_key")),
            *(f"evidence__{name}" for name in ("pk", "sentence", "start", "end", "quote")),
        )
    ),
    question=-1,
)


def questions_with_answers() -> Any:
    """Questions with all that grading and feedback need, in four queries."""
    evidence = Evidence.objects.select_related("sentence__section").order_by("pk")
    return Question.objects.prefetch_related(
        in_place("options", Option), in_place("accepted_answers", AcceptedAnswer), Prefetch("evidence", evidence)
    )


def in_place(name: str, model: type[Option] | type[AcceptedAnswer]) -> Prefetch[Any]:
    """In the order of one question. The models' own order goes over all questions and joins every table above them."""
    rows: Any = model
    return Prefetch(name, rows.objects.order_by("position", "pk"))


def question_to_mark(question_id: int) -> Question:
    """One question with its options and its evidence, as prefetched, in a single query.

    Raises Question.DoesNotExist. Typed answers are read where there are any.
    """
    rows = TO_MARK.rows(question=question_id)
    if not rows:
        raise Question.DoesNotExist
    edition, kind, stem = rows[0][:3]
    question = Question(pk=question_id, edition_id=edition, kind=kind, stem=stem)
    # The join holds every pair of an option and a piece of evidence; keyed by id, each of them remains once.
    options = {
        pk: Option(pk=pk, question=question, position=position, text=text, is_key=is_key)
        for pk, position, text, is_key in (row[3:7] for row in rows)
        if pk is not None
    }
    evidence = {
        pk: Evidence(pk=pk, question=question, sentence_id=sentence, start=start, end=end, quote=quote)
        for pk, sentence, start, end, quote in (row[7:] for row in rows)
        if pk is not None
    }
    in_order = sorted(options.values(), key=lambda option: (option.position, option.pk))
    fetched: dict[str, Any] = {"options": in_order, "evidence": [evidence[pk] for pk in sorted(evidence)]}
    question._prefetched_objects_cache = fetched  # type: ignore[attr-defined]
    return question


def answer_key(question: Question) -> AnswerKey:
    """What counts as right in `question`, whose options and accepted answers are best prefetched."""
    options = list(question.options.all())
    if question.kind == Question.Kind.ORDER:
        return AnswerKey(order=tuple(option.pk for option in sorted(options, key=lambda option: option.position)))
    if options:
        return AnswerKey(option=next((option.pk for option in options if option.is_key), -1))
    accepted = tuple(answer.text for answer in question.accepted_answers.all())
    named = Concept.objects.filter(mentions__sentence__section__edition=question.edition_id).distinct()
    return AnswerKey(accepted=accepted, others=tuple(named.values_list("name", flat=True)), stem=question.stem)


def as_shown(question: Question, step: Mapping[str, Any]) -> dict[str, Any]:
    """What stands on the screen, kept with the answer so that it can still be read after the question was edited."""
    texts = {option.pk: option.text for option in question.options.all()}
    return {
        "stem": question.stem,
        "kind": question.kind,
        "options": [{"id": pk, "text": texts[pk]} for pk in step["options"] if pk in texts],
        "evidence": [
            {"sentence": piece.sentence_id, "start": piece.start, "end": piece.end, "quote": piece.quote}
            for piece in question.evidence.all()
        ],
        "points": step.get("points", 1),
    }


def evidence_mark(question: Question, given: Mapping[str, Any]) -> float | None:
    """1 or 0 for the sentence she chose as the one that shows it; None when she was not asked."""
    if "sentence" not in given:
        return None
    return float(given["sentence"] in {piece.sentence_id for piece in question.evidence.all()})
