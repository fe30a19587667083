"""The desk itself: what waits, her classes, and for a new teacher the short way to a first quiz."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db.models import Count, Max, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.models import Article, Edition
from quizzes.desk.access import for_teachers, teacher
from quizzes.desk.laying import OPEN
from quizzes.desk.shelf import with_numbers
from quizzes.models import Assignment, Classroom, Question, Quiz

SHOWN = 5


@require_safe
@for_teachers
def home(request: HttpRequest) -> HttpResponse:
    me = teacher(request)
    waiting = (
        Edition.objects.filter(article__owner=me)
        .select_related("article")
        .annotate(waiting=Count("questions", filter=Q(questions__status__in=OPEN)))
        .filter(waiting__gt=0)
        .order_by("-updated_at", "pk")
    )
    classes = (
        Classroom.objects.taught_by(me)
        .annotate(number=Count("memberships", distinct=True), newest=Max("assignments__created_at"))
        .order_by("-newest", "name", "pk")
    )
    recent = list(Article.objects.filter(owner=me).order_by("-created_at", "-pk").prefetch_related("editions")[:SHOWN])
    library = []
    if not recent:
        library = list(Article.objects.published().exclude(owner=me).order_by("title").prefetch_related("editions")[:8])
    with_numbers(edition for article in (*recent, *library) for edition in article.editions.all())
    steps = _steps(me)
    context = {
        "waiting": waiting[:SHOWN],
        "classes": classes[: SHOWN + 1],
        "recent": recent,
        "library": library,
        "steps": steps,
        "is_new": not all(step["done"] for step in steps),
        "assignments": Assignment.objects.taught_by(me)
        .select_related("quiz", "classroom")
        .annotate(begun=Count("attempts__student", distinct=True))
        .order_by("-created_at", "-pk")[:SHOWN],
    }
    return render(request, "desk/home.html", context)


def _steps(me: User) -> list[dict[str, object]]:
    """The way of the first five minutes, with what is done of it."""
    kept = Question.objects.filter(edition__article__owner=me, status=Question.Status.READY)
    return [
        {"label": "Bring in an article", "done": Article.objects.filter(owner=me).exists()},
        {"label": "Keep the good questions", "done": kept.exists()},
        {"label": "Make a quiz of them", "done": Quiz.objects.filter(owner=me).exists()},
        {"label": "Assign it to a class", "done": Assignment.objects.filter(quiz__owner=me).exists()},
    ]
