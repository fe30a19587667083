"""What a student has come to understand, as pictures with their tables."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from quizzes import mastery
from quizzes import progress as learnt
from quizzes.courses import SIMULATED, SIMULATED_OPTIONS, courses, simulated
from quizzes.models import Attempt
from quizzes.student import plots

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
    weekly = courses(answers, at)
    context = {
        "courses": weekly,
        "plots": [plots.plot(course) for course in weekly],
        "guides": plots.GUIDES,
        "weeks": list(zip(*(course.points for course in weekly), strict=True)),
        "standings": standings[:MOST_CONCEPTS],
        "more_concepts": max(0, len(standings) - MOST_CONCEPTS),
        "understandings": learnt.understandings(answers, at),
        "answer_count": len(answers),
        "due": learnt.due_cards(student, at),
        "history": history.order_by("-handed_in_at", "-pk")[:MOST_ATTEMPTS],
    }
    return render(request, "quizzes/progress.html", context)


@require_safe
def progress_help(request: HttpRequest) -> HttpResponse:
    """How progress is worked out, for whoever wants to know: the model's own numbers, and what it does with students
    who are made up."""
    grasping, guessing = simulated()
    context = {
        "model": mastery,
        "fades_in_four_weeks": 1 - (1 - mastery.FORGET_PER_DAY) ** 28,
        "reviews_a_day": learnt.REVIEWS_A_DAY,
        "longest_interval": learnt.LONGEST_INTERVAL_DAYS,
        "guides": plots.GUIDES,
        "grasping": plots.curve(grasping),
        "guessing": plots.curve(guessing),
        "simulated": SIMULATED,
        "simulated_options": SIMULATED_OPTIONS,
        "rows": list(enumerate(zip(grasping, guessing, strict=True))),
    }
    return render(request, "quizzes/progress_help.html", context)
