"""The front page: the library for whoever comes by, her own work for a student."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.views import shelf_context
from quizzes import progress
from quizzes.delivery import due_for
from quizzes.models import Accommodation, Assignment, Attempt
from quizzes.student.people import guest_key

MOST_ASSIGNMENTS = 30
MOST_STANDINGS = 5


@dataclass(frozen=True, slots=True)
class Task:
    """An assignment as its student sees it."""

    assignment: Assignment
    due_at: datetime | None
    is_late: bool
    open_attempt: Attempt | None
    finished: Attempt | None


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        started = Attempt.objects.of(request.user, guest_key(request)).open().select_related("quiz").first()
        return render(request, "quizzes/home_guest.html", {**shelf_context(request), "started": started})
    at = timezone.now()
    tasks = tasks_of(request, at)
    progress.catch_up([request.user.pk], at=at)
    context = {
        **shelf_context(request),
        "to_do": [task for task in tasks if task.finished is None],
        "done": [task for task in tasks if task.finished is not None],
        "due_count": len(progress.due_cards(request.user.pk, at)),
        "standings": progress.standings(request.user.pk, at)[:MOST_STANDINGS],
        "attends": request.user.memberships.exists(),
    }
    return render(request, "quizzes/home.html", context)


def tasks_of(request: HttpRequest, at: datetime) -> list[Task]:
    """What she was asked to do, the next due first. Three queries."""
    assigned = Assignment.objects.for_student(request.user).opened(at)
    rows = list(assigned.select_related("quiz__edition__article", "classroom")[:MOST_ASSIGNMENTS])
    extras = {
        extra.assignment_id: extra
        for extra in Accommodation.objects.filter(assignment__in=rows, student=request.user.pk)
    }
    newest: dict[tuple[int, bool], Attempt] = {}
    for attempt in Attempt.objects.of(request.user).filter(assignment__in=rows).order_by("pk"):
        newest[(attempt.assignment_id or 0, attempt.handed_in_at is None)] = attempt
    tasks = []
    for row in rows:
        due = due_for(row, extras.get(row.pk))
        tasks.append(
            Task(row, due, due is not None and due < at, newest.get((row.pk, True)), newest.get((row.pk, False)))
        )
    return sorted(tasks, key=lambda task: (task.due_at is None, task.due_at or at, -task.assignment.pk))
