"""The questions of an article: the list, writing and editing one, advice while writing, and the map of the text."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from articles.models import Edition
from quizzes.advice import advise
from quizzes.desk.access import for_teachers, load_edition, load_question, teacher
from quizzes.desk.laying import OPEN, counts, with_parts
from quizzes.desk.question_forms import KINDS_TO_WRITE, QuestionForm, initial_of, sentences_of
from quizzes.models import Question
from quizzes.writing import has_answers, write_question

PAGE = 25
Kind = Question.Kind
SHOWN = {
    "waiting": ("Waiting", Q(status__in=OPEN)),
    "kept": ("Kept", Q(status=Question.Status.READY)),
    "dropped": ("Dropped", Q(status=Question.Status.RETIRED)),
}


@require_safe
@for_teachers
def question_index(request: HttpRequest) -> HttpResponse:
    """Her articles by how many drafts wait."""
    editions = (
        Edition.objects.filter(article__owner=teacher(request))
        .select_related("article")
        .annotate(
            waiting=Count("questions", filter=Q(questions__status__in=OPEN)),
            kept=Count("questions", filter=Q(questions__status=Question.Status.READY)),
        )
        .order_by("-waiting", "title", "pk")
    )
    page = Paginator(editions, PAGE).get_page(request.GET.get("page"))
    return render(request, "desk/question_index.html", {"page": page})


@require_safe
@for_teachers
def question_list(request: HttpRequest, pk: int) -> HttpResponse:
    """All questions of one telling, those that wait first."""
    edition = load_edition(request, pk)
    numbers = counts(edition)
    show = request.GET.get("show", "")
    if show not in SHOWN:
        show = "waiting" if numbers["open"] or not numbers["ready"] else "kept"
    questions = with_parts(edition.questions.filter(SHOWN[show][1]))
    page = Paginator(questions, PAGE).get_page(request.GET.get("page"))
    tabs = [
        {"name": name, "label": label, "number": numbers[key], "is_here": name == show}
        for (name, (label, _)), key in zip(SHOWN.items(), ["open", "ready", "retired"], strict=True)
    ]
    context = {"edition": edition, "page": page, "tabs": tabs, "counts": numbers, "show": show}
    return render(request, "desk/question_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_teachers
def question_create(request: HttpRequest, pk: int) -> HttpResponse:
    """A question of her own, under the same guard as a drafted one."""
    edition = load_edition(request, pk)
    kind = request.GET.get("kind") or Kind.CHOICE
    if kind not in KINDS_TO_WRITE:
        raise Http404
    sentences = sentences_of(edition)
    initial = {"evidence": [request.GET["sentence"]]} if request.GET.get("sentence", "").isdecimal() else {}
    data = request.POST if request.method == "POST" else None
    form = QuestionForm(data, kind=kind, sentences=sentences, strict=_wants(request, "keep"), initial=initial)
    if data is not None and not _wants(request, "check") and form.is_valid():
        question = _write(request, form, edition=edition, kind=kind)
        if question is not None:
            return _written(request, question)
    return _form_page(request, form, edition=edition, kind=kind, question=None)


@require_http_methods(["GET", "HEAD", "POST"])
@for_teachers
def question_edit(request: HttpRequest, pk: int) -> HttpResponse:
    question = load_question(request, pk)
    stays_ready = question.status == Question.Status.READY
    form = QuestionForm(
        request.POST if request.method == "POST" else None,
        kind=question.kind,
        sentences=sentences_of(question.edition),
        strict=stays_ready or _wants(request, "keep"),
        initial=initial_of(question),
    )
    if request.method == "POST" and not _wants(request, "check") and form.is_valid():
        written = _write(request, form, question=question)
        if written is not None:
            return _written(request, written)
    return _form_page(request, form, edition=question.edition, kind=question.kind, question=question)


@require_POST
@for_teachers
def question_advice(request: HttpRequest, pk: int) -> HttpResponse:
    """Advice on the form as it stands, for the live part of the page."""
    edition = load_edition(request, pk)
    kind = request.GET.get("kind", "")
    if kind not in Kind.values:
        raise Http404
    form = QuestionForm(request.POST, kind=kind, sentences=sentences_of(edition))
    return render(request, "desk/_advice.html", {"advice": advise(form.draft())})


def _wants(request: HttpRequest, act: str) -> bool:
    return request.POST.get("act") == act


def _write(
    request: HttpRequest,
    form: QuestionForm,
    *,
    edition: Edition | None = None,
    kind: str = Kind.CHOICE,
    question: Question | None = None,
) -> Question | None:
    """The stored question, or None with the refusal on the form."""
    try:
        return write_question(
            form.written(),
            by=teacher(request),
            edition=edition,
            kind=kind,
            question=question,
            keep=_wants(request, "keep"),
        )
    except ValidationError as error:
        form.add_error(None, error)
        return None


def _written(request: HttpRequest, question: Question) -> HttpResponse:
    if question.status == Question.Status.READY:
        messages.success(request, f"Kept: “{question}”")
    else:
        messages.success(request, "Saved as a draft. Keep it when you are content with it.")
    if question.edition.questions.filter(status__in=OPEN).exists():
        return redirect("desk:edition-review", pk=question.edition_id)
    return redirect("desk:question-list", pk=question.edition_id)


def _form_page(
    request: HttpRequest, form: QuestionForm, *, edition: Edition, kind: str, question: Question | None
) -> HttpResponse:
    context = {
        "form": form,
        "edition": edition,
        "question": question,
        "kind": Kind(kind),
        "kinds": [Kind(value) for value in KINDS_TO_WRITE],
        "advice": advise(form.draft()) if form.is_bound or question else (),
        "has_answers": question is not None and has_answers(question),
        "sections": _sections(edition, form),
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "desk/question_form.html", context, status=status)


def _sections(edition: Edition, form: QuestionForm) -> list[dict[str, object]]:
    """The sentences as the form offers them, by section and paragraph."""
    sections = {section.pk: section for section in edition.sections.order_by("position")}
    laid: dict[int, dict[int, list[object]]] = {pk: {} for pk in sections}
    for sentence in form.sentences.values():
        laid[sentence.section_id].setdefault(sentence.paragraph, []).append(sentence)
    return [{"section": section, "paragraphs": list(laid[pk].values())} for pk, section in sections.items() if laid[pk]]
