"""A teacher's hand on one question: writing it, changing it, keeping it, dropping it.

The only door to publishing is Question.publish, which refuses a question without evidence or key.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from articles.models import Edition, Sentence
from quizzes.models import AcceptedAnswer, Option, Question


@dataclass(frozen=True, slots=True)
class WrittenOption:
    text: str
    is_key: bool
    rationale: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """A question as the teacher wrote it. `evidence` are ids of sentences of the edition, in the order of the text."""

    stem: str
    explanation: str = ""
    understanding: str = Question.Understanding.FIND
    options: tuple[WrittenOption, ...] = ()
    accepted: tuple[str, ...] = ()
    evidence: tuple[int, ...] = ()


def has_answers(question: Question) -> bool:
    """Whether somebody has begun a quiz with this question: what she was shown must still be found."""
    return (
        question.responses.exists()
        or Question.objects.filter(pk=question.pk, quiz_items__quiz__attempts__isnull=False).exists()
    )


@transaction.atomic
def write_question(
    written: Written,
    *,
    by: User,
    edition: Edition | None = None,
    kind: str = Question.Kind.CHOICE,
    question: Question | None = None,
    keep: bool = False,
) -> Question:
    """Store `written` as a new question of `edition` and `kind`, or in place of what `question` said.

    With `keep`, or when the question was ready before, it is published. Raises ValidationError, a sentence for each
    fault, and changes nothing when it may not be.
    """
    stays_ready = question is not None and question.status == Question.Status.READY
    if question is None:
        question = Question(edition=edition, kind=kind, origin=Question.Origin.WRITTEN)
    else:
        question = Question.objects.select_for_update().get(pk=question.pk)
    if stays_ready:
        # While parts are exchanged the question is not provable; the database would mark it stale.
        question.status = Question.Status.DRAFT
    question.stem = written.stem
    question.explanation = written.explanation
    question.understanding = written.understanding
    question.reviewed_by, question.reviewed_at = by, timezone.now()
    question.save()
    _write_options(question, written.options)
    _write_accepted(question, written.accepted)
    _write_evidence(question, written.evidence)
    if keep or stays_ready:
        question.publish(by=by)
    return question


def _write_options(question: Question, options: tuple[WrittenOption, ...]) -> None:
    """Options keep their rows, by position: old answers name them by id."""
    rows = list(question.options.order_by("position"))
    keys_move = [row.is_key for row in rows] != [option.is_key for option in options]
    if rows and keys_move and has_answers(question):
        raise ValidationError(
            "Students have answered this question. Its wording can be changed here; which option is right, and "
            "how many there are, only together with their marks."
        )
    for place, option in enumerate(options):
        row = rows[place] if place < len(rows) else Option(question=question, position=place + 1)
        if not row.role or row.is_key != option.is_key:
            row.role = Option.Role.KEY if option.is_key else ""
        row.text, row.is_key, row.rationale = option.text, option.is_key, option.rationale
        row.save()
    for row in rows[len(options) :]:
        row.delete()


def _write_accepted(question: Question, accepted: tuple[str, ...]) -> None:
    if list(question.accepted_answers.values_list("text", flat=True)) == list(accepted):
        return
    if has_answers(question) and question.accepted_answers.exists():
        raise ValidationError(
            "Students have answered this question. What counts as right can only be changed together with their marks."
        )
    question.accepted_answers.all().delete()
    AcceptedAnswer.objects.bulk_create(
        [AcceptedAnswer(question=question, position=place, text=text) for place, text in enumerate(accepted, start=1)]
    )


def _write_evidence(question: Question, chosen: tuple[int, ...]) -> None:
    """Evidence on a sentence that stays chosen keeps its exact words; a newly chosen sentence counts whole."""
    standing: set[int] = set()
    for piece in question.evidence.select_related("sentence"):
        if piece.sentence_id in chosen and not piece.fault():
            standing.add(piece.sentence_id)
        else:
            piece.delete()
    sentences = Sentence.objects.filter(section__edition=question.edition_id).in_bulk(list(chosen))
    for pk in chosen:
        if pk not in standing and (sentence := sentences.get(pk)):
            question.evidence.create(
                sentence=sentence,
                start=0,
                end=len(sentence.text),
                quote=sentence.text,
                digest=hashlib.sha256(sentence.text.encode()).hexdigest(),
            )


def keep(question: Question, *, by: User) -> None:
    """Ready for students. Raises ValidationError when the question does not stand."""
    question.publish(by=by)


def drop(question: Question, *, by: User) -> None:
    """Out of sight, but not lost: `reopen` brings it back."""
    question.reviewed_by, question.reviewed_at = by, timezone.now()
    question.save(update_fields=["reviewed_by", "reviewed_at"])
    question.retire()


def reopen(question: Question) -> None:
    """Back among the drafts, as if nobody had decided yet."""
    question.status = Question.Status.DRAFT
    question.save(update_fields=["status", "updated_at"])
