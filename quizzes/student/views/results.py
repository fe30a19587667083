"""After the hand-in: what was got, by concept, why, and again what was missed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from articles.models import Concept
from quizzes import delivery, progress
from quizzes.delivery import Refused
from quizzes.models import Attempt
from quizzes.student import sheet
from quizzes.student.people import guest_key, own_attempt


@dataclass(frozen=True, slots=True)
class ConceptResult:
    """How one attempt went on one concept."""

    concept: Concept
    questions: int
    marks: float

    @property
    def share(self) -> float:
        return self.marks / self.questions


@require_safe
@never_cache
def attempt_result(request: HttpRequest, pk: int) -> HttpResponse:
    at = timezone.now()
    mine = delivery.close_if_over(own_attempt(request, pk), at)
    if mine.handed_in_at is None:
        return redirect("quizzes:attempt", pk=pk)
    listed = sheet.entries(mine)
    is_open = delivery.feedback_is_open(mine, at)
    told = sheet.load_feedback(mine, listed) if is_open else []
    if is_open and mine.student_id is not None and delivery.was_held_back(mine):
        progress.rebuild_student(mine.student_id, at=at)
    points = sum(entry.mark * entry.points for entry in listed)
    most = sum(entry.points for entry in listed)
    context = {
        "attempt": mine,
        "quiz": mine.quiz,
        "article": mine.quiz.edition.article,
        "entries": listed,
        "answered": sum(entry.is_answered for entry in listed),
        "is_told": is_open,
        "opens_at": None if is_open else delivery.feedback_from(mine.quiz),
        "told": told,
        "missed": [line for line in told if not line.is_right],
        "points": points if is_open else None,
        "most_points": most,
        "share": points / most if is_open and most else 0.0,
        "by_concept": by_concept(listed) if is_open else [],
        "is_guest": mine.student_id is None,
    }
    return render(request, "quizzes/attempt_result.html", context)


def by_concept(listed: list[sheet.Entry]) -> list[ConceptResult]:
    """The weakest first. One query."""
    marks = {entry.question_id: entry.mark for entry in listed}
    sums: dict[int, list[float]] = defaultdict(list)
    concepts: dict[int, Concept] = {}
    for concept in Concept.objects.filter(questions__in=marks).annotate(asked_by=F("questions__pk")):
        concepts[concept.pk] = concept
        sums[concept.pk].append(marks[concept.asked_by])
    made = [ConceptResult(concepts[pk], len(found), sum(found)) for pk, found in sums.items()]
    return sorted(made, key=lambda result: (result.share, -result.questions, result.concept.name))


@require_POST
def attempt_retry(request: HttpRequest, pk: int) -> HttpResponse:
    mine: Attempt = own_attempt(request, pk)
    try:
        again = delivery.retry(attempt=mine, user=request.user, guest_key=guest_key(request))
    except Refused as refusal:
        messages.info(request, str(refusal))
        return redirect("quizzes:attempt-result", pk=pk)
    return redirect("quizzes:attempt", pk=again.pk)


@login_required
@require_POST
def review_start(request: HttpRequest) -> HttpResponse:
    """What is due today, as a practice of its own."""
    try:
        again = delivery.review(user=request.user)
    except Refused as refusal:
        messages.info(request, str(refusal))
        return redirect("quizzes:progress")
    return redirect("quizzes:attempt", pk=again.pk)
