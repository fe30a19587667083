"""One printable page for a parent: opened by the student herself or by a teacher of her class."""

from __future__ import annotations

from typing import cast

from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from quizzes.desk.access import for_teachers, load_classroom
from quizzes.models import Membership
from quizzes.student.period import PeriodForm
from quizzes.summaries import summary


@login_required
@require_safe
@never_cache
def own_summary(request: HttpRequest) -> HttpResponse:
    """Hers, over everything that she did on the site."""
    student = cast(User, request.user)
    if student.is_staff or student.is_superuser:
        raise PermissionDenied
    memberships = list(student.memberships.select_related("classroom"))
    name = memberships[0].name if memberships else student.first_name or student.get_username()
    return page(request, student.pk, name=name, classes=[row.classroom.name for row in memberships])


@require_safe
@for_teachers
def student_summary(request: HttpRequest, pk: int, student: int) -> HttpResponse:
    """The same for a teacher of hers, over what this class was given."""
    classroom = load_classroom(request, pk)
    membership = get_object_or_404(Membership, classroom=classroom, student=student)
    return page(request, student, name=membership.name, classes=[classroom.name], classroom=classroom.pk)


def page(
    request: HttpRequest, student: int, *, name: str, classes: list[str], classroom: int | None = None
) -> HttpResponse:
    at = timezone.now()
    today = timezone.localdate(at)
    form = PeriodForm(request.GET or None, today=today)
    first, last = form.period()
    form.initial = {"first": first, "last": last}
    context = {
        "form": form,
        "first": first,
        "last": last,
        "today": today,
        "name": name,
        "classes": classes,
        "classroom": classroom,
        "student": student,
        "summary": summary(student, first=first, last=last, classroom=classroom, at=at),
    }
    return render(request, "quizzes/summary.html", context)
