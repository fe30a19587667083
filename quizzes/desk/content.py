"""Editing a text: a section at a time, with what it touches said before it is saved; history and going back."""

from __future__ import annotations

from dataclasses import replace

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from articles import revising
from articles.models import Edition, Sentence
from articles.revising import Plan, SectionText
from articles.text.decoding import UnreadableText
from articles.uploads import LONGEST_TEXT
from quizzes.desk.access import for_teachers, load_edition, load_revision, load_section, posted, teacher
from quizzes.models import Question


class SectionForm(forms.Form):
    heading = forms.CharField(label="Heading", required=False, max_length=300, help_text="An opening may have none.")
    text = forms.CharField(
        label="Text",
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 18}),
        help_text="An empty line begins a new paragraph.",
        error_messages={"required": "Write the text of this section, or remove the section on the page before."},
    )

    def clean_text(self) -> str:
        return str(self.cleaned_data["text"]).replace("\r\n", "\n").strip()


@require_safe
@for_teachers
def edition_content(request: HttpRequest, pk: int) -> HttpResponse:
    """The sections in order, each to be edited, moved, removed."""
    edition = load_edition(request, pk)
    sections = list(edition.sections.order_by("position"))
    return render(request, "desk/edition_content.html", {"edition": edition, "sections": sections})


def leaning_on(sentences: tuple[Sentence, ...]) -> list[Question]:
    """The questions that would have to be looked at again."""
    leaning = Question.objects.leaning_on(list(sentences)).exclude(status=Question.Status.RETIRED)
    return list(leaning.prefetch_related("evidence", "quizzes"))


def _preview(request: HttpRequest, edition: Edition, sections: list[SectionText], **extra: object) -> HttpResponse:
    """What saving would do; the page carries the wanted text to the second step."""
    try:
        plan: Plan = revising.plan(edition, sections)
    except UnreadableText as refusal:
        messages.error(request, str(refusal))
        return redirect("desk:edition-content", pk=edition.pk)
    context = {"edition": edition, "plan": plan, "questions": leaning_on(plan.changing), **extra}
    return render(request, "desk/section_preview.html", context)


def _save(request: HttpRequest, edition: Edition, sections: list[SectionText]) -> HttpResponse:
    try:
        done = revising.save(edition, sections, by=teacher(request))
    except UnreadableText as refusal:
        messages.error(request, str(refusal))
        return redirect("desk:edition-content", pk=edition.pk)
    if done.stale_questions:
        number = done.stale_questions
        messages.success(
            request, f"Saved. {number} question{'s' if number != 1 else ''} lean on changed sentences and wait for you."
        )
    else:
        messages.success(request, "Saved. No question leans on what changed.")
    return redirect("desk:edition-content", pk=edition.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@for_teachers
def section_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """First a look at what changes and which questions lean on it, then saving."""
    section = load_section(request, pk)
    initial = {"heading": section.heading, "text": section.text}
    form = SectionForm(posted(request)[0], initial=initial)
    if request.method == "POST" and form.is_valid():
        heading, text = form.cleaned_data["heading"], form.cleaned_data["text"]
        sections = revising.section_texts(section.edition, section, heading, text)
        if request.POST.get("act") == "save":
            return _save(request, section.edition, sections)
        if request.POST.get("act") != "back":
            action = reverse("desk:section-edit", args=[section.pk])
            carried = {"heading": heading, "text": text}
            return _preview(request, section.edition, sections, action=action, carried=carried, can_go_back=True)
    context = {"edition": section.edition, "section": section, "form": form}
    return render(request, "desk/section_edit.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_teachers
def section_create(request: HttpRequest, pk: int) -> HttpResponse:
    """A new section at the end."""
    edition = load_edition(request, pk)
    form = SectionForm(posted(request)[0])
    if request.method == "POST" and form.is_valid():
        new = SectionText(form.cleaned_data["heading"], form.cleaned_data["text"])
        return _save(request, edition, [*revising.sections_of(edition), new])
    return render(
        request, "desk/section_edit.html", {"edition": edition, "form": form}, status=422 if form.errors else 200
    )


@require_POST
@for_teachers
def section_arrange(request: HttpRequest, pk: int) -> HttpResponse:
    """Up, down, joined to the one before, or out; taking out says first what leans on it."""
    section = load_section(request, pk)
    edition = section.edition
    rows = list(edition.sections.order_by("position"))
    place = next(n for n, row in enumerate(rows) if row.pk == section.pk)
    sections = revising.sections_of(edition)
    act = request.POST.get("act")
    if act in {"up", "down"}:
        other = place + (-1 if act == "up" else 1)
        if not 0 <= other < len(sections):
            return redirect("desk:edition-content", pk=edition.pk)
        sections[place], sections[other] = sections[other], sections[place]
        return _save(request, edition, sections)
    if act == "join" and place > 0:
        before = sections[place - 1]
        sections[place - 1] = replace(before, text=f"{before.text}\n\n{sections[place].text}")
        del sections[place]
        return _save(request, edition, sections)
    if act == "out" and len(sections) > 1:
        del sections[place]
        if request.POST.get("sure") == "yes":
            return _save(request, edition, sections)
        action = reverse("desk:section-arrange", args=[section.pk])
        return _preview(request, edition, sections, action=action, carried={"act": "out", "sure": "yes"})
    raise Http404


@require_safe
@for_teachers
def edition_history(request: HttpRequest, pk: int) -> HttpResponse:
    """Every text that was given, newest first; one of them, if `show` names it, compared with what stands now."""
    edition = load_edition(request, pk)
    revisions = edition.revisions.select_related("given_by").defer("given").order_by("-number")
    page = Paginator(revisions, 30).get_page(request.GET.get("page"))
    context: dict[str, object] = {"edition": edition, "page": page, "newest": edition.revisions.count()}
    show = request.GET.get("show", "")
    if show.isdecimal() and len(show) < 9:
        revision = edition.revisions.filter(number=int(show)).first()
        if revision is None:
            raise Http404
        context["shown"] = revision
        context["differences"] = revising.differences(revising.kept_text(revision), revising.sections_of(edition))
    return render(request, "desk/edition_history.html", context)


@require_POST
@for_teachers
def revision_restore(request: HttpRequest, pk: int) -> HttpResponse:
    revision = load_revision(request, pk)
    try:
        done = revising.restore(revision, by=teacher(request))
    except UnreadableText as refusal:
        messages.error(request, str(refusal))
    else:
        text = f"The text of revision {revision.number} stands again."
        if done.stale_questions:
            text += f" {done.stale_questions} questions lean on sentences that changed and wait for you."
        messages.success(request, text)
    return redirect("desk:edition-history", pk=revision.edition_id)
