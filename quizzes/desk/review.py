"""Looking over drafts: one question beside its lit sentence; keep, drop, next."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from quizzes import writing
from quizzes.authoring import another_like, draft_more
from quizzes.desk.access import for_teachers, load_edition, load_question, teacher
from quizzes.desk.laying import MOST_TO_DRAFT, OPEN, around, counts, with_parts
from quizzes.models import Question

ENOUGH_FOR_A_QUIZ = 10
MORE_AT_ONCE = 5


@require_safe
@for_teachers
def edition_review(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft that `at` names, or the best one that waits."""
    edition = load_edition(request, pk)
    waiting = list(edition.questions.filter(status__in=OPEN).values_list("pk", flat=True))
    at = _whole(request.GET.get("at"))
    current = at if at in waiting else (waiting[0] if waiting else None)
    context = {
        "edition": edition,
        "counts": counts(edition),
        "enough": ENOUGH_FOR_A_QUIZ,
        "undo": _undo(request, edition.pk),
    }
    if current is None:
        return render(request, "desk/edition_review_done.html", context)
    question = with_parts(edition.questions.filter(pk=current)).get()
    place = waiting.index(current)
    near, sections = around(edition, question)
    context |= {
        "question": question,
        "faults": question.faults(),
        "place": place + 1,
        "total": len(waiting),
        "next": waiting[(place + 1) % len(waiting)] if len(waiting) > 1 else None,
        "previous": waiting[place - 1] if len(waiting) > 1 else None,
        "near": near,
        "sections": sections,
    }
    return render(request, "desk/edition_review.html", context)


def _whole(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() and len(text) < 19 else None


def _undo(request: HttpRequest, edition: int) -> Question | None:
    """The question that was decided on a moment ago, so that it can be taken back."""
    pk = _whole(request.GET.get("done"))
    if pk is None:
        return None
    return Question.objects.editable_by(request.user).filter(pk=pk, edition=edition).exclude(status__in=OPEN).first()


def onward(request: HttpRequest, question: Question, *, decided: bool) -> HttpResponseRedirect:
    """To the draft that the page had as its next one, or back to the list that the teacher came from."""
    back = request.POST.get("back", "")
    if back and url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        return HttpResponseRedirect(back)
    url = reverse("desk:edition-review", args=[question.edition_id])
    parts = [f"at={following}"] if (following := _whole(request.POST.get("next"))) else []
    parts += [f"done={question.pk}"] if decided else []
    return redirect(f"{url}?{'&'.join(parts)}" if parts else url)


def _in_a_quiz(request: HttpRequest, question: Question) -> str:
    """Why a question in use stays; another teacher's quiz is not named."""
    if not question.quizzes.exists():
        return ""
    mine = question.quizzes.editable_by(request.user).first()
    return f"This question stands in {f'the quiz “{mine}”' if mine else 'a quiz'}. Take it out there first."


@require_POST
@for_teachers
def question_keep(request: HttpRequest, pk: int) -> HttpResponse:
    question = load_question(request, pk)
    try:
        writing.keep(question, by=teacher(request))
    except ValidationError as error:
        for sentence in error.messages:
            messages.error(request, sentence)
        return redirect("desk:question-edit", pk=question.pk)
    return onward(request, question, decided=True)


@require_POST
@for_teachers
def question_drop(request: HttpRequest, pk: int) -> HttpResponse:
    question = load_question(request, pk)
    if refusal := _in_a_quiz(request, question):
        messages.error(request, refusal)
        return onward(request, question, decided=False)
    writing.drop(question, by=teacher(request))
    return onward(request, question, decided=True)


@require_POST
@for_teachers
def question_another(request: HttpRequest, pk: int) -> HttpResponse:
    """Another draft like this one, shown at once; this one stays as it is."""
    question = load_question(request, pk)
    edition = question.edition
    if edition.word_count > MOST_TO_DRAFT:
        messages.error(request, f"Questions are drafted for texts of at most {MOST_TO_DRAFT:,} words only.")
    elif made := another_like(question):
        sentences = set(question.evidence.values_list("sentence", flat=True))
        if made.evidence.filter(sentence__in=sentences).exists():
            messages.info(request, "Here is another question on the same sentence. The first one is still there.")
        else:
            messages.info(
                request,
                f"Nothing else can be asked of that sentence. Here is another “{made.get_kind_display()}” from the "
                "same section; the first question is still there.",
            )
        return redirect(f"{reverse('desk:edition-review', args=[edition.pk])}?at={made.pk}")
    else:
        messages.info(
            request,
            "There is no other question like this one: not on its sentence, nor of its kind in its section. "
            "You can write one of your own.",
        )
    if request.POST.get("back"):
        return onward(request, question, decided=False)
    return redirect(f"{reverse('desk:edition-review', args=[edition.pk])}?at={question.pk}")


@require_POST
@for_teachers
def edition_more(request: HttpRequest, pk: int) -> HttpResponse:
    """A few drafts more than the first drafting offered: those it left out to keep the quiz balanced."""
    edition = load_edition(request, pk)
    url = reverse("desk:edition-review", args=[edition.pk])
    if edition.word_count > MOST_TO_DRAFT:
        messages.error(request, f"Questions are drafted for texts of at most {MOST_TO_DRAFT:,} words only.")
    elif made := draft_more(edition, most=MORE_AT_ONCE):
        number = len(made)
        messages.info(request, "One more question to look at." if number == 1 else f"{number} more to look at.")
        url = f"{url}?at={made[0].pk}"
    else:
        messages.info(
            request, "The text gives no further question that would be worth your time. You can write one of your own."
        )
    return redirect(url)


@require_POST
@for_teachers
def question_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo keeping or dropping."""
    question = load_question(request, pk)
    if refusal := _in_a_quiz(request, question):
        messages.error(request, refusal)
        return onward(request, question, decided=False)
    writing.reopen(question)
    if request.POST.get("back"):
        return onward(request, question, decided=False)
    return redirect(f"{reverse('desk:edition-review', args=[question.edition_id])}?at={question.pk}")
