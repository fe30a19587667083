"""A student's own notes: made, changed, deleted, brought back, seen together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from articles.models import Article, Edition, Note, Section, Sentence
from articles.notes import keeping
from articles.notes.forms import NoteForm, NoteTextForm
from articles.notes.keeping import GoneForGood
from articles.notes.tying import tie

ON_A_PAGE = 100
UNPROCESSABLE = 422


@dataclass(frozen=True, slots=True)
class Line:
    """A note in the list; without a sentence when the text no longer holds it."""

    note: Note
    sentence: Sentence | None
    address: str


def reader(request: HttpRequest) -> User:
    """The student who is signed in. Teachers' and operators' accounts have no notes."""
    user = cast(User, request.user)
    if user.is_staff or user.is_superuser:
        raise PermissionDenied
    return user


def own_note(request: HttpRequest, pk: int) -> Note:
    return get_object_or_404(Note.objects.of(reader(request)).select_related("edition__article"), pk=pk)


def place_of(edition: Edition | None, sentence: Sentence | None) -> str:
    """The address of the sentence in the reader; empty when the text cannot be read any more."""
    if edition is None or not edition.article.is_published:
        return ""
    anchor = f"#s{sentence.pk}" if sentence else ""
    return f"{edition.article.get_absolute_url()}?telling={edition.pk}{anchor}"


def lines(notes: Iterable[Note]) -> list[Line]:
    """Notes of any tellings, in the order given, each with its sentence as the text reads now. One query."""
    notes = list(notes)
    by_edition: dict[int, list[Note]] = defaultdict(list)
    for note in notes:
        by_edition[note.edition_id or 0].append(note)
    wanted = Q(digest__in={note.digest for note in notes}, section__edition__in=set(by_edition) - {0})
    rows: dict[int, list[Sentence]] = defaultdict(list)
    for sentence in Sentence.objects.filter(wanted).select_related("section").order_by("section__position", "position"):
        rows[sentence.section.edition_id].append(sentence)
    tied = {one.note.pk: one.sentence for edition, own in by_edition.items() for one in tie(own, rows[edition]).placed}
    return [Line(note, tied.get(note.pk), place_of(note.edition, tied.get(note.pk))) for note in notes]


@login_required
@require_safe
@never_cache
def note_list(request: HttpRequest) -> HttpResponse:
    own = Note.objects.of(reader(request)).select_related("edition__article").in_reading_order()
    page = Paginator(own, ON_A_PAGE).get_page(request.GET.get("page"))
    texts = [
        (title, list(found))
        for (title, _), found in groupby(lines(page), lambda line: (line.note.title, line.note.edition_id))
    ]
    return render(request, "articles/note_list.html", {"page": page, "texts": texts})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def note_create(request: HttpRequest, section: int, paragraph: int) -> HttpResponse:
    student = reader(request)
    visible = Section.objects.filter(edition__article__in=Article.objects.visible_to(student))
    place = get_object_or_404(visible.select_related("edition__article"), pk=section)
    sentences = list(place.sentences.filter(paragraph=paragraph).order_by("position"))
    if not sentences:
        raise Http404("No such paragraph.")
    form = NoteForm(request.POST if request.method == "POST" else None, sentences=sentences)
    if form.is_valid() and Note.objects.of(student).count() >= keeping.MOST_NOTES:
        form.add_error("text", f"You have {keeping.MOST_NOTES:,} notes already. Delete some that you no longer need.")
    if form.is_valid():
        given = form.cleaned_data
        sentence: Sentence = given["sentence"]
        sentence.section = place
        keeping.keep(student=student, sentence=sentence, start=given["start"], end=given["end"], text=given["text"])
        return redirect(place_of(place.edition, sentence) or reverse("articles:note-list"))
    context = {"form": form, "section": place, "sentences": sentences, "chosen": chosen(form, sentences)}
    context["back"] = place_of(place.edition, sentences[0])
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "articles/note_create.html", context, status=status)


def chosen(form: NoteForm, sentences: list[Sentence]) -> int:
    """The sentence that is ticked: hers once she has sent the form, the first one before."""
    asked = str(form["sentence"].value() or "")
    return next((sentence.pk for sentence in sentences if str(sentence.pk) == asked), sentences[0].pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def note_edit(request: HttpRequest, pk: int) -> HttpResponse:
    note = own_note(request, pk)
    line = lines([note])[0]
    back = line.address or reverse("articles:note-list")
    form = NoteTextForm(request.POST if request.method == "POST" else None, initial={"text": note.text})
    if form.is_valid():
        note.text = form.cleaned_data["text"]
        note.save(update_fields=["text", "updated_at"])
        return redirect(back)
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "articles/note_edit.html", {"form": form, "line": line, "back": back}, status=status)


@login_required
@require_POST
@never_cache
def note_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Gone at once; the page that answers holds what brings it back."""
    note = own_note(request, pk)
    context = {"line": lines([note])[0], "quote": note.quote, "sealed": keeping.delete(note)}
    return render(request, "articles/note_delete.html", context)


@login_required
@require_POST
@never_cache
def note_restore(request: HttpRequest) -> HttpResponse:
    student = reader(request)
    try:
        note = keeping.bring_back(request.POST.get("sealed", ""), student=student)
    except GoneForGood as refusal:
        messages.info(request, str(refusal))
        return redirect("articles:note-list")
    return redirect(lines([note])[0].address or reverse("articles:note-list"))
