"""Questions out and in: files of a quiz, and files brought to a text, looked at before anything is taken in."""

from __future__ import annotations

from datetime import timedelta

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from quizzes.desk.access import for_teachers, load_edition, load_quiz, teacher
from quizzes.desk.tables import file_response
from quizzes.exchange import importing
from quizzes.exchange.exporting import Format, export_quiz
from quizzes.models import QuestionFile

MOST_BYTES = 2 * 1024 * 1024
MOST_QUESTIONS = 1000
LOOKED_AT_ONLY = timedelta(days=7)
"""A file that was only looked at goes after this time."""


class QuestionFileForm(forms.Form):
    file = forms.FileField(
        label="File", required=False, help_text="GIFT (.txt), Moodle XML (.xml) or a table (.csv), at most 2 MB."
    )
    text = forms.CharField(
        label="Or paste the questions",
        required=False,
        strip=False,
        max_length=MOST_BYTES,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
    )
    format = forms.ChoiceField(
        label="Format",
        required=False,
        choices=[("", "Find out from the file"), *((f.value, f.label) for f in Format)],
    )

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or {}
        file = cleaned.get("file")
        if file and file.size > MOST_BYTES:
            self.add_error("file", "This file is larger than 2 MB. Split it, or take pictures out of it.")
        elif not file and not str(cleaned.get("text", "")).strip() and not self.errors:
            self.add_error("file", "Choose a file, or paste the questions below.")
        return cleaned

    def stored(self) -> tuple[str, Format, bytes]:
        """Name, format and bytes of what a valid form brings."""
        file = self.cleaned_data["file"]
        name = file.name if file else "pasted.txt"
        data = file.read() if file else self.cleaned_data["text"].encode()
        wanted = self.cleaned_data["format"]
        return name[:255], Format(wanted) if wanted else importing.guess_format(name, data), data


@require_safe
@for_teachers
def quiz_export(request: HttpRequest, pk: int) -> HttpResponse:
    """The page with the formats and what each cannot hold; with ?as= the file."""
    quiz = load_quiz(request, pk)
    wanted = request.GET.get("as")
    if wanted is None:
        files = [(wanted, export_quiz(quiz, wanted)) for wanted in Format]
        return render(request, "desk/exchange/quiz_export.html", {"quiz": quiz, "files": files})
    if wanted not in set(Format):
        raise Http404
    file = export_quiz(quiz, Format(wanted))
    return file_response(file.name, file.media_type, file.data)


@require_http_methods(["GET", "HEAD", "POST"])
@for_teachers
def question_import(request: HttpRequest, pk: int) -> HttpResponse:
    edition = load_edition(request, pk)
    form = QuestionFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        name, given, data = form.stored()
        mine = QuestionFile.objects.filter(brought_by=teacher(request), taken_in_at=None)
        mine.filter(brought_at__lt=timezone.now() - LOOKED_AT_ONLY).delete()
        brought = QuestionFile.objects.create(
            edition=edition, name=name, format=given, data=data, brought_by=teacher(request)
        )
        return redirect("desk:question-file", pk=brought.pk)
    context = {
        "edition": edition,
        "form": form,
        "files": QuestionFile.objects.brought_by(teacher(request)).filter(edition=edition).defer("data")[:10],
    }
    return render(request, "desk/exchange/question_import.html", context, status=422 if form.errors else 200)


def load_file(request: HttpRequest, pk: int) -> QuestionFile:
    mine = QuestionFile.objects.brought_by(teacher(request))
    return get_object_or_404(mine.select_related("edition__article"), pk=pk)


@require_safe
@for_teachers
def question_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Line by line what would happen, or after it was taken in what stayed behind."""
    brought = load_file(request, pk)
    seen = importing.preview(brought.edition, bytes(brought.data), Format(brought.format))
    context = {
        "brought": brought,
        "edition": brought.edition,
        "preview": seen,
        "too_many": len(seen.coming) > MOST_QUESTIONS,
        "most": MOST_QUESTIONS,
        "new_tags": sorted({name for line in seen.coming for name in line.new_tags}),
        "format": Format(brought.format),
    }
    return render(request, "desk/exchange/question_file.html", context)


@require_POST
@for_teachers
def question_file_take_in(request: HttpRequest, pk: int) -> HttpResponse:
    found = load_file(request, pk)
    with transaction.atomic():
        # A second press of the button finds the file taken in and does nothing.
        brought = QuestionFile.objects.select_for_update().get(pk=found.pk)
        if brought.taken_in_at is None:
            seen = importing.preview(found.edition, bytes(brought.data), Format(brought.format))
            if seen.problems or not seen.coming or len(seen.coming) > MOST_QUESTIONS:
                messages.error(request, "Nothing was taken in.")
                return redirect("desk:question-file", pk=pk)
            made = importing.take_in(found.edition, seen, new_concepts="new_concepts" in request.POST)
            brought.taken_in_at, brought.taken_in = timezone.now(), len(made)
            brought.save(update_fields=["taken_in_at", "taken_in"])
            messages.success(request, f"{len(made)} questions came in as drafts. Nothing reaches students unapproved.")
    return redirect("desk:question-file", pk=pk)


@require_safe
@for_teachers
def question_file_rest(request: HttpRequest, pk: int) -> HttpResponse:
    """What has no place here, as it stood in the file; with ?whole the file as it came."""
    brought = load_file(request, pk)
    if "whole" in request.GET:
        return file_response(brought.name, "application/octet-stream", bytes(brought.data))
    seen = importing.preview(brought.edition, bytes(brought.data), Format(brought.format))
    return file_response("left-over.txt", "text/plain; charset=utf-8", importing.leftovers(seen).encode())
