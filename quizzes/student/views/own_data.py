"""What is kept of a student: to see, to take home, to have deleted."""

from __future__ import annotations

import json
from typing import cast

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from articles.notes import keeping
from quizzes import own_data
from quizzes.student.forms import DeleteForm

UNPROCESSABLE = 422


def student_of(request: HttpRequest) -> User:
    """The student who is signed in. Teachers' accounts hold other people's work and are not hers to delete here."""
    user = cast(User, request.user)
    if user.is_staff or user.is_superuser:
        raise PermissionDenied
    return user


@login_required
@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def my_data(request: HttpRequest) -> HttpResponse:
    student = student_of(request)
    form = DeleteForm(request.POST if request.method == "POST" else None, student=student)
    if request.method == "POST":
        if form.is_valid():
            logout(request)
            own_data.delete(student)
            messages.success(request, "Everything that was kept of you is deleted.")
            return redirect("home")
        return render(request, "quizzes/my_data.html", {"form": form}, status=UNPROCESSABLE)
    return render(request, "quizzes/my_data.html", {"form": form})


@login_required
@never_cache
@require_safe
def my_data_json(request: HttpRequest) -> HttpResponse:
    data = own_data.gathered(student_of(request))
    text = json.dumps(data, ensure_ascii=False, indent=2)
    return download(text, "application/json; charset=utf-8", "my-oqu-data.json")


@login_required
@never_cache
@require_safe
def my_data_csv(request: HttpRequest) -> HttpResponse:
    return table(own_data.as_csv(own_data.gathered(student_of(request))["answers"]), "my-oqu-answers.csv")


@login_required
@never_cache
@require_safe
def my_notes_csv(request: HttpRequest) -> HttpResponse:
    return table(own_data.as_csv(keeping.as_values(student_of(request)), own_data.NOTE_COLUMNS), "my-oqu-notes.csv")


def table(text: str, name: str) -> HttpResponse:
    """The mark at the beginning tells spreadsheets that it is UTF-8."""
    return download("\ufeff" + text, "text/csv; charset=utf-8", name)


def download(text: str, kind: str, name: str) -> HttpResponse:
    return HttpResponse(text, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
