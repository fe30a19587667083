"""Who understood what: the class, its concepts, its questions, its text, one student."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from quizzes import reports
from quizzes.desk.access import for_teachers, load_assignment, load_classroom, teacher
from quizzes.desk.tables import Shown, table_file
from quizzes.models import Membership, Question
from quizzes.reports.stumbling import stumbles_of


def student_links(classroom: int, students: list[int]) -> list[str]:
    return [reverse("desk:student-report", args=[classroom, student]) for student in students]


@require_safe
@for_teachers
def class_report(request: HttpRequest, pk: int) -> HttpResponse:
    """Who has not begun, who is stuck and on which sentence, how far everybody is."""
    classroom = load_classroom(request, pk)
    report = reports.class_report(classroom)
    tables = report.summary_table(), report.stuck_table(), report.progress_table()
    if file := table_file(request, classroom.name, *tables):
        return file
    summary, stuck, progress = tables
    context = {
        "classroom": classroom,
        "report": report,
        "summary": Shown(
            summary, [reverse("desk:assignment-report", args=[column.assignment.pk]) for column in report.columns]
        ),
        "stuck": Shown(stuck, student_links(pk, [listed.student for listed in report.stuck])),
        "progress": Shown(progress, student_links(pk, [row.student for row in report.rows])),
    }
    return render(request, "desk/reports/class_report.html", context)


@require_safe
@for_teachers
def class_concepts(request: HttpRequest, pk: int) -> HttpResponse:
    """The grid of students by concepts, one page of concepts at a time."""
    classroom = load_classroom(request, pk)
    asked = request.GET.get("page", "1")
    grid = reports.concept_grid(classroom, page=int(asked) if asked.isdecimal() and len(asked) < 6 else 1)
    if file := table_file(request, classroom.name, grid.table()):
        return file
    links = student_links(pk, [row.student for row in grid.rows])
    context = {
        "classroom": classroom,
        "grid": grid,
        "lines": list(zip(grid.rows, links, strict=True)),
        "shown": Shown(grid.table(), query=f"page={grid.page}&"),
    }
    return render(request, "desk/reports/class_concepts.html", context)


@require_safe
@for_teachers
def student_report(request: HttpRequest, pk: int, student: int) -> HttpResponse:
    classroom = load_classroom(request, pk)
    membership = get_object_or_404(
        Membership.objects.select_related("student", "classroom"), classroom=classroom, student=student
    )
    report = reports.student_report(membership)
    tables = report.sittings_table(), report.concepts_table(), report.missed_table()
    if file := table_file(request, membership.name, *tables):
        return file
    context = {
        "classroom": classroom,
        "membership": membership,
        "report": report,
        "sittings": Shown(
            tables[0], [reverse("desk:assignment-report", args=[taken.assignment.pk]) for taken in report.taken]
        ),
        "concepts": Shown(tables[1]),
        "missed": Shown(
            tables[2],
            [
                reverse("desk:assignment-report", args=[m.assignment.pk]) + f"#question-{m.question.pk}"
                for m in report.missed
            ],
        ),
    }
    return render(request, "desk/reports/student_report.html", context)


@require_safe
@for_teachers
def assignment_report(request: HttpRequest, pk: int) -> HttpResponse:
    """How each question went: how hard, how telling, which answer drew how many and why."""
    assignment = load_assignment(request, pk)
    report = reports.assignment_report(assignment)
    tables = report.questions_table(), report.answers_table()
    if file := table_file(request, assignment.quiz.title, *tables):
        return file
    mendable = set(
        Question.objects.editable_by(teacher(request))
        .filter(pk__in=[asked.question.pk for asked in report.questions])
        .values_list("pk", flat=True)
    )
    context = {
        "assignment": assignment,
        "report": report,
        "stumbles": stumbles_of(report),
        "mendable": mendable,
        "questions": Shown(tables[0], [f"#question-{asked.question.pk}" for asked in report.questions]),
        "answers": Shown(tables[1]),
    }
    return render(request, "desk/reports/assignment_report.html", context)


@require_safe
@for_teachers
def assignment_text(request: HttpRequest, pk: int) -> HttpResponse:
    """The article with the sentences lit that the class stumbled on."""
    assignment = load_assignment(request, pk)
    lit = reports.lit_text(reports.assignment_report(assignment))
    if file := table_file(request, assignment.quiz.title, lit.table()):
        return file
    context = {
        "assignment": assignment,
        "lit": lit,
        "shown": Shown(lit.table(), [f"#s{stumble.sentence.pk}" for stumble in lit.stumbles]),
    }
    return render(request, "desk/reports/assignment_text.html", context)
