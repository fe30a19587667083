"""Quizzes: made of kept questions in one step, arranged, seen as a student sees them, printed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from articles.passages import laid_out
from quizzes import assembling
from quizzes.delivery import answer_key
from quizzes.desk.access import for_teachers, load_quiz, load_readable_edition, may_edit, posted, teacher
from quizzes.desk.laying import spans, with_parts
from quizzes.desk.quiz_forms import PointsForm, QuizForm
from quizzes.grading import grade
from quizzes.models import Question, Quiz, QuizItem

PAGE = 25


@require_safe
@for_teachers
def quiz_list(request: HttpRequest) -> HttpResponse:
    quizzes = (
        Quiz.objects.filter(owner=teacher(request))
        .select_related("edition__article")
        .annotate(
            number=Count("items", distinct=True),
            classes=Count("assignments__classroom", distinct=True),
            stale=Count("items", filter=Q(items__question__status=Question.Status.STALE), distinct=True),
        )
        .order_by("status", "-created_at", "-pk")
    )
    page = Paginator(quizzes, PAGE).get_page(request.GET.get("page"))
    return render(request, "desk/quiz_list.html", {"page": page})


@require_POST
@for_teachers
def quiz_create(request: HttpRequest, pk: int) -> HttpResponse:
    """Of all kept questions of a telling, hers or the library's."""
    edition = load_readable_edition(request, pk)
    try:
        quiz = assembling.make_quiz(edition=edition, owner=teacher(request))
    except ValidationError as error:
        messages.error(request, error.messages[0])
        if may_edit(request, edition):
            return redirect("desk:question-list", pk=edition.pk)
        return redirect("desk:article-detail", pk=edition.article_id)
    return redirect("desk:quiz-detail", pk=quiz.pk)


def items_of(quiz: Quiz) -> list[QuizItem]:
    """The quiz's items with all of their questions' parts."""
    items = list(quiz.items.all())
    questions = {q.pk: q for q in with_parts(Question.objects.filter(quiz_items__quiz=quiz))}
    for item in items:
        item.question = questions[item.question_id]
    return items


@require_http_methods(["GET", "HEAD", "POST"])
@for_teachers
def quiz_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Its questions in order, and how it is taken."""
    quiz = load_quiz(request, pk)
    form = QuizForm(posted(request)[0], instance=quiz)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "Saved.")
        return redirect("desk:quiz-detail", pk=quiz.pk)
    if form.errors:
        quiz.refresh_from_db()
    items = items_of(quiz)
    inside = [item.question_id for item in items]
    context = {
        "quiz": quiz,
        "form": form,
        "items": items,
        "points": sum(item.points for item in items),
        "is_begun": assembling.is_begun(quiz),
        "others": with_parts(assembling.in_text_order(quiz.edition.questions.ready().exclude(pk__in=inside)))[:60],
        "assignments": quiz.assignments.select_related("classroom")
        .annotate(begun=Count("attempts__student", distinct=True))
        .order_by("-created_at", "-pk"),
        "stale": [item for item in items if item.question.status == Question.Status.STALE],
    }
    return render(request, "desk/quiz_detail.html", context, status=422 if form.errors else 200)


@require_POST
@for_teachers
def quiz_arrange(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """One act on one question's place: up, down, out, or its points."""
    quiz = load_quiz(request, pk)
    row = get_object_or_404(quiz.items, pk=item)
    act = request.POST.get("act")
    try:
        if act in {"up", "down"}:
            assembling.move(quiz=quiz, item=row, by=-1 if act == "up" else 1)
        elif act == "out":
            assembling.take_out(quiz=quiz, item=row)
            messages.success(request, f"Taken out: “{row.question}”. It is still among the kept questions.")
        elif act == "points":
            form = PointsForm(request.POST)
            if form.is_valid():
                row.points = form.cleaned_data["points"]
                row.save(update_fields=["points"])
            else:
                messages.error(request, "Points are a whole number from 0 to 20.")
        else:
            raise Http404
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect(f"{quiz_url(quiz)}#item-{row.pk}" if act != "out" else quiz_url(quiz))


def quiz_url(quiz: Quiz) -> str:
    return reverse("desk:quiz-detail", args=[quiz.pk])


@require_POST
@for_teachers
def quiz_add(request: HttpRequest, pk: int, question: int) -> HttpResponse:
    quiz = load_quiz(request, pk)
    row = get_object_or_404(quiz.edition.questions.ready(), pk=question)
    try:
        assembling.add_question(quiz=quiz, question=row)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect("desk:quiz-detail", pk=quiz.pk)


@require_POST
@for_teachers
def quiz_copy(request: HttpRequest, pk: int) -> HttpResponse:
    quiz = load_quiz(request, pk)
    copy = assembling.copy_quiz(quiz=quiz, owner=teacher(request))
    messages.success(request, "This is the copy. Nobody has taken it, so everything can be changed.")
    return redirect("desk:quiz-detail", pk=copy.pk)


@require_POST
@for_teachers
def quiz_retire(request: HttpRequest, pk: int) -> HttpResponse:
    """Put away, or bring back; what was answered stays."""
    quiz = load_quiz(request, pk)
    back = quiz.status == Quiz.Status.RETIRED
    quiz.status = Quiz.Status.READY if back else Quiz.Status.RETIRED
    quiz.save(update_fields=["status", "updated_at"])
    messages.success(request, "The quiz is back." if back else "Put away. Students no longer see it; answers are kept.")
    return redirect("desk:quiz-detail", pk=quiz.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@for_teachers
def quiz_preview(request: HttpRequest, pk: int) -> HttpResponse:
    """One question at a time, answered and explained as for a student; nothing of it is stored."""
    quiz = load_quiz(request, pk)
    items = items_of(quiz)
    number = request.GET.get("question", "1")
    place = int(number) if number.isdecimal() and len(number) < 5 else 0
    if not 1 <= place <= len(items):
        raise Http404
    question = items[place - 1].question
    context: dict[str, Any] = {
        "quiz": quiz,
        "question": question,
        "options": _as_shown(quiz, question),
        "place": place,
        "total": len(items),
        "before": place - 1 or None,
        "after": place + 1 if place < len(items) else None,
        "sections": laid_out(quiz.edition).sections,
    }
    if request.method == "POST":
        context |= _marked(request, question)
        context["sections"] = laid_out(quiz.edition, lit=spans([question])).sections
    return render(request, "desk/quiz_preview.html", context)


def _as_shown(quiz: Quiz, question: Question) -> list[Any]:
    """Options in an order that depends on the question alone, so that the page stays the same when it is answered."""
    options = list(question.options.all())
    if question.kind == Question.Kind.TRUE_FALSE:
        return sorted(options, key=lambda option: option.text, reverse=True)
    if not quiz.shuffle_options:
        return options if question.kind != Question.Kind.ORDER else sorted(options, key=lambda o: o.text)
    return sorted(options, key=lambda option: (option.pk * 2654435761 + question.pk) % 4294967291)


def _marked(request: HttpRequest, question: Question) -> dict[str, Any]:
    """The mark and the feedback for what was answered here."""
    chosen = request.POST.get("option", "")
    places = {
        option.pk: int(value)
        for option in question.options.all()
        if (value := request.POST.get(f"place_{option.pk}", "")).isdecimal() and len(value) < 4
    }
    given: dict[str, Any] = {
        "option": int(chosen) if chosen.isdecimal() and len(chosen) < 19 else None,
        "text": request.POST.get("text", "")[:300],
        "order": sorted(places, key=lambda pk: places[pk]),
    }
    picked = next((option for option in question.options.all() if option.pk == given["option"]), None)
    mark = grade(answer_key(question), given)
    return {"mark": mark, "given": given, "picked": picked, "is_right": mark == 1.0, "places": places}


@require_safe
@for_teachers
def quiz_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """To print: the text if wanted, the questions, and on a page of its own the key with the evidence."""
    quiz = load_quiz(request, pk)
    items = items_of(quiz)
    for item in items:
        item.shown = _as_shown(quiz, item.question)  # type: ignore[attr-defined]
    context = {
        "quiz": quiz,
        "items": items,
        "points": sum(item.points for item in items),
        "sections": laid_out(quiz.edition).sections if request.GET.get("text") == "1" else (),
        "with_text": request.GET.get("text") == "1",
        "with_key": request.GET.get("key", "1") == "1",
    }
    return render(request, "desk/quiz_paper.html", context)
