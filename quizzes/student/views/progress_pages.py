"""What a student has come to understand, as pictures with their tables."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from quizzes import progress as learnt
from quizzes.models import Attempt

MOST_ATTEMPTS = 30
MOST_CONCEPTS = 60


@login_required
@require_safe
@never_cache
def progress(request: HttpRequest) -> HttpResponse:
    at = timezone.now()
    student = request.user.pk
    learnt.catch_up([student], at=at)
    answers = learnt.answers_of(student, at=at)
    history = Attempt.objects.of(request.user).exclude(handed_in_at=None).select_related("quiz")
    standings = learnt.standings(student, at)
    context = {
        "standings": standings[:MOST_CONCEPTS],
        "more_concepts": max(0, len(standings) - MOST_CONCEPTS),
        "understandings": learnt.understandings(answers, at),
        "answer_count": len(answers),
        "due": learnt.due_cards(student, at),
        "history": history.order_by("-handed_in_at", "-pk")[:MOST_ATTEMPTS],
    }
    return render(request, "quizzes/progress.html", context)
