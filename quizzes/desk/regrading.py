"""Mending a key: choose, see who gains and who loses, apply, and look at what was done."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from quizzes import regrading
from quizzes.desk.access import for_teachers, load_question, teacher
from quizzes.desk.regrading_forms import ChangeForm
from quizzes.desk.tables import Shown, table_file
from quizzes.exchange.sheets import Table
from quizzes.models import Attempt, Membership, Question, Regrade
from quizzes.regrading import Moved, OutdatedError, Preview
from quizzes.reports.marks import percent

FEW = 200
"""So many rows are shown on the page; the counts are always of all."""


@require_http_methods(["GET", "HEAD", "POST"])
@for_teachers
def question_regrade(request: HttpRequest, pk: int) -> HttpResponse:
    """The form; posted, what it would do. Nothing is written here."""
    question = load_question(request, pk)
    form = ChangeForm(request.POST or None, question=question)
    context = {"question": question, "form": form, "evidence": question.evidence.all(), "past": past(question)}
    if request.method == "POST" and form.is_valid():
        return shown_preview(request, question, form)
    return render(request, "desk/regrade_form.html", context, status=422 if form.errors else 200)


def shown_preview(request: HttpRequest, question: Question, form: ChangeForm, *, stale: bool = False) -> HttpResponse:
    try:
        seen = regrading.preview(question, form.change(), by=teacher(request))
    except ValidationError as error:
        form.add_error(None, error)
        context = {"question": question, "form": form, "evidence": question.evidence.all(), "past": past(question)}
        return render(request, "desk/regrade_form.html", context, status=422)
    context = {
        "question": question,
        "form": form,
        "preview": seen,
        "shown": Shown(moved_table(seen)),
        "more": max(0, len(seen.rows) - FEW),
        "kept": [(name, value) for name in form.fields for value in request.POST.getlist(name)],
        "is_stale": stale,
    }
    return render(request, "desk/regrade_preview.html", context, status=409 if stale else 200)


def moved_table(seen: Preview) -> Table:
    rows = tuple(moved_row(row) for row in seen.rows[:FEW])
    columns = ("Student", "Outcome", "Mark before", "Mark after", "Quiz before", "Quiz after")
    return Table("moved", "Who gains and who loses", columns, rows)


def moved_row(row: Moved) -> tuple[str, ...]:
    return (
        row.name,
        row.verdict,
        percent(row.before),
        percent(row.after),
        percent(row.share_before),
        percent(row.share_after),
    )


@require_POST
@for_teachers
def question_regrade_apply(request: HttpRequest, pk: int) -> HttpResponse:
    question = load_question(request, pk)
    form = ChangeForm(request.POST, question=question)
    if not form.is_valid():
        context = {"question": question, "form": form, "evidence": question.evidence.all(), "past": past(question)}
        return render(request, "desk/regrade_form.html", context, status=422)
    try:
        regrade = regrading.apply(
            question,
            form.change(),
            by=teacher(request),
            fingerprint=request.POST.get("fingerprint", ""),
            note=form.cleaned_data["note"],
        )
    except OutdatedError:
        return shown_preview(request, question, form, stale=True)
    except ValidationError as error:
        form.add_error(None, error)
        context = {"question": question, "form": form, "evidence": question.evidence.all(), "past": past(question)}
        return render(request, "desk/regrade_form.html", context, status=422)
    messages.success(request, "The change is made. Students see the corrected mark with a note.")
    return redirect("desk:regrade-detail", pk=regrade.pk)


@require_safe
@for_teachers
def regrade_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """What was changed, by whom, when, and whose marks moved."""
    editable = Question.objects.editable_by(teacher(request))
    regrade = get_object_or_404(
        Regrade.objects.select_related("question__edition__article", "made_by"), pk=pk, question__in=editable
    )
    table, unseen = audit_table(regrade, request)
    if file := table_file(request, "regrade", table):
        return file
    context = {"regrade": regrade, "question": regrade.question, "shown": Shown(table), "unseen": unseen}
    return render(request, "desk/regrade_detail.html", context)


def audit_table(regrade: Regrade, request: HttpRequest) -> tuple[Table, int]:
    """The marks that moved, by name for students of her own classes; and how many others there are."""
    reviewable = Attempt.objects.reviewable_by(teacher(request))
    marks = regrade.marks.filter(response__attempt__in=reviewable).select_related(
        "response__attempt__assignment", "response__attempt__student"
    )
    marks = marks.defer("response__shown", "response__given", "response__attempt__plan")
    attempts = [mark.response.attempt for mark in marks]
    names = {
        (row.classroom_id, row.student_id): row.name
        for row in Membership.objects.filter(
            classroom__in={attempt.assignment.classroom_id for attempt in attempts if attempt.assignment}
        )
    }
    rows = []
    for mark, attempt in zip(marks, attempts, strict=True):
        classroom = attempt.assignment.classroom_id if attempt.assignment else 0
        name = names.get((classroom, attempt.student_id or 0)) or str(attempt.student or "Guest")
        rows.append((name, percent(mark.before), percent(mark.mark)))
    table = Table("marks", "Whose marks moved", ("Student", "Before", "After"), tuple(sorted(rows)))
    return table, regrade.marks.count() - len(rows)


def past(question: Question) -> list[Regrade]:
    return list(question.regrades.select_related("made_by"))
