"""Quizzes on the texts that come with Oqu, so that a visitor can try one at once.

Nothing else in Oqu makes a question ready without a teacher. Here it may happen, and only because these texts are the
project's own: they were written and looked over for it together with the questions that are drafted on them. A telling
counts as bundled when it belongs to nobody and its newest revision is, byte for byte, a bundled file; a teacher's
article never does, not even a copy of the same words.
"""

from __future__ import annotations

import hashlib
import logging
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import OuterRef, Subquery

from articles.models import Edition, Revision, is_public
from articles.seed_files import bundled
from quizzes.models import Question, Quiz, QuizItem

logger = logging.getLogger(__name__)

QUIZ_LENGTH = 10
LEAST = 3
"""With fewer good questions than this a quiz is not worth opening."""
SAME_TEMPLATE = 3


@dataclass(frozen=True, slots=True)
class Published:
    """What publishing did: quizzes opened, questions made ready, and tellings on which there was too little to ask."""

    quizzes: int = 0
    questions: int = 0
    without: tuple[Edition, ...] = ()


def bundled_editions() -> list[Edition]:
    """The published tellings of the site whose newest text is a bundled file."""
    digests = {hashlib.sha256(file.path.read_bytes()).hexdigest() for file in bundled()}
    newest = Revision.objects.filter(edition=OuterRef("pk")).order_by("-number").values("digest")[:1]
    editions = Edition.objects.filter(is_public("article"), article__owner=None)
    return list(
        editions.annotate(newest=Subquery(newest))
        .filter(newest__in=digests)
        .select_related("article")
        .order_by("article__title", "position", "pk")
    )


def publish_bundled() -> Published:
    """Open a quiz for guests on each bundled telling that has none yet; what an operator took down stays down.

    Drafts questions where nobody has drafted any. Each question passes the same guard as a teacher's.
    """
    quizzes = questions = 0
    without: list[Edition] = []
    editions = [edition for edition in bundled_editions() if not edition.quizzes.filter(owner=None).exists()]
    have_drafted(editions)
    for edition in editions:
        with transaction.atomic():
            chosen = publish_best(edition)
            if len(chosen) < LEAST:
                transaction.set_rollback(True)
                without.append(edition)
                continue
            make_quiz(edition, chosen, title=edition.title, owner=None, is_open=True)
        quizzes += 1
        questions += len(chosen)
    return Published(quizzes, questions, tuple(without))


def have_drafted(editions: Sequence[Edition]) -> None:
    """Have questions drafted on those tellings that have none, on all cores.

    A telling on which drafting fails is left without questions, and the log says why.
    """
    # Here, not above: drafting loads the reader of English, and most starts have nothing to draft.
    from quizzes.authoring import drafting_mark, record, told
    from quizzes.bulk_drafting import Job, cores, drafts

    seed = settings.GENERATION_SEED
    bare = {edition.pk: edition for edition in editions if not edition.questions.exists()}
    jobs = [Job(edition.pk, *told(edition), seed=seed, limit=None) for edition in bare.values()]
    for job, drafted in drafts(jobs, workers=cores()):
        if isinstance(drafted, Exception):
            logger.error("Drafting on edition %s failed", job.name, exc_info=drafted)
            continue
        record(bare[job.name], drafted, mark=drafting_mark(job.sections, job.others, seed=seed, limit=None))


def publish_best(edition: Edition, *, most: int = QUIZ_LENGTH) -> list[Question]:
    """The best drafts of a bundled telling, made ready: no two on one sentence, few of one template. Those that do not
    pass the guard are passed over. What is ready already counts in."""
    chosen: list[Question] = []
    sentences: set[int | None] = set()
    templates: Counter[str] = Counter()
    usable = [Question.Status.DRAFT, Question.Status.READY]
    for question in edition.questions.filter(status__in=usable).prefetch_related("evidence").order_by("-score", "pk"):
        leaning = {piece.sentence_id for piece in question.evidence.all()}
        if leaning & sentences or templates[question.template] >= SAME_TEMPLATE:
            continue
        if question.status == Question.Status.DRAFT:
            try:
                question.publish()
            except ValidationError:
                continue
        chosen.append(question)
        sentences |= leaning
        templates[question.template] += 1
        if len(chosen) == most:
            break
    return chosen


def make_quiz(edition: Edition, questions: Sequence[Question], *, title: str, owner: Any, **how: Any) -> Quiz:
    """A ready quiz of `questions`, asked in the order in which the text answers them."""
    quiz = Quiz.objects.create(title=title[:200], edition=edition, owner=owner, status=Quiz.Status.READY, **how)
    places = {question.pk: place_in_text(question) for question in questions}
    ordered = sorted(questions, key=lambda question: (places[question.pk], question.pk))
    QuizItem.objects.bulk_create(
        QuizItem(quiz=quiz, question=question, position=number) for number, question in enumerate(ordered, 1)
    )
    return quiz


def place_in_text(question: Question) -> tuple[int, int]:
    """Section and position of the first sentence that proves it."""
    pieces = question.evidence.select_related("sentence__section")
    return min((piece.sentence.section.position, piece.sentence.position) for piece in pieces if piece.sentence)
