"""Taking a quiz: its cover page, one question at a time, the overview before handing in."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from quizzes import delivery
from quizzes.beside import tellings_beside
from quizzes.delivery import Refused
from quizzes.models import Assignment, Attempt, Quiz
from quizzes.student import sheet
from quizzes.student.forms import AnswerForm
from quizzes.student.people import guest_key, own_attempt, own_attempt_to_answer

UNPROCESSABLE = 422


def takeable_quiz(request: HttpRequest, pk: int) -> Quiz:
    quizzes = Quiz.objects.takeable_by(request.user).select_related("edition__article")
    return get_object_or_404(quizzes, pk=pk)


def own_assignment(request: HttpRequest, pk: int) -> Assignment:
    mine = Assignment.objects.for_student(request.user).select_related("quiz__edition__article", "classroom")
    return get_object_or_404(mine, pk=pk)


@require_safe
def quiz_detail(request: HttpRequest, pk: int) -> HttpResponse:
    quiz = takeable_quiz(request, pk)
    return render(request, "quizzes/quiz_detail.html", cover(request, quiz, None))


@require_safe
def assignment_detail(request: HttpRequest, pk: int) -> HttpResponse:
    assignment = own_assignment(request, pk)
    return render(request, "quizzes/quiz_detail.html", cover(request, assignment.quiz, assignment))


def cover(request: HttpRequest, quiz: Quiz, assignment: Assignment | None) -> dict[str, Any]:
    """What somebody should know before she starts."""
    at = timezone.now()
    user = request.user
    extra = delivery.accommodation_of(assignment, user)
    allowed = delivery.allowed_attempts(quiz, assignment, user)
    mine = list(Attempt.objects.of(user, guest_key(request)).filter(quiz=quiz, assignment=assignment, retry_of=None))
    due = delivery.due_for(assignment, extra)
    is_over = quiz.mode == Quiz.Mode.TEST and due is not None and due <= at
    minutes = quiz.time_limit_minutes
    return {
        "quiz": quiz,
        "assignment": assignment,
        "article": quiz.edition.article,
        "questions": quiz.items.filter(question__status="ready").count(),
        "due_at": due,
        "is_over": is_over,
        "is_late": due is not None and due <= at and not is_over,
        "is_open": assignment is None or assignment.is_open(at),
        "minutes": minutes + (extra.extra_minutes if extra else 0) if minutes else None,
        "attempts": mine,
        "open_attempt": next((attempt for attempt in mine if attempt.handed_in_at is None), None),
        "allowed": allowed,
        "left": None if allowed is None else max(0, allowed - len(mine)),
    }


@require_POST
def quiz_start(request: HttpRequest, pk: int) -> HttpResponse:
    return started(request, takeable_quiz(request, pk), None)


@require_POST
def assignment_start(request: HttpRequest, pk: int) -> HttpResponse:
    assignment = own_assignment(request, pk)
    return started(request, assignment.quiz, assignment)


def started(request: HttpRequest, quiz: Quiz, assignment: Assignment | None) -> HttpResponse:
    try:
        attempt = delivery.start(
            quiz=quiz, assignment=assignment, user=request.user, guest_key=guest_key(request, make=True)
        )
    except Refused as refusal:
        messages.warning(request, str(refusal))
        return redirect(assignment or quiz)
    return redirect("quizzes:attempt", pk=attempt.pk)


@require_safe
@never_cache
def attempt(request: HttpRequest, pk: int) -> HttpResponse:
    """Back to where she was: the next open question, the overview, or the result."""
    mine = delivery.close_if_over(own_attempt(request, pk), timezone.now())
    if mine.handed_in_at is not None:
        return redirect("quizzes:attempt-result", pk=pk)
    return onward(mine)


def onward(mine: Attempt, after: int = 0) -> HttpResponse:
    following = sheet.next_unanswered(mine, after)
    if following is None:
        return redirect("quizzes:attempt-overview", pk=mine.pk)
    return redirect("quizzes:attempt-question", pk=mine.pk, number=following)


@require_safe
@never_cache
def attempt_question(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    at = timezone.now()
    mine = delivery.close_if_over(own_attempt(request, pk), at)
    if mine.handed_in_at is not None:
        return redirect("quizzes:attempt-result", pk=pk)
    return question_page(request, mine, number, at)


def question_page(
    request: HttpRequest, mine: Attempt, number: int, at: datetime, form: AnswerForm | None = None
) -> HttpResponse:
    """The question, or what its answer teaches where that may be told."""
    listed = sheet.entries(mine)
    entry = sheet.entry_at(listed, number)
    question = sheet.load_question(entry.question_id)
    is_told = entry.is_answered and delivery.feedback_is_open(mine, at)
    if is_told:
        lit = sheet.evidence_spans(question)
    elif entry.hints >= sheet.MOST_HINTS and delivery.gives_feedback_at_once(mine):
        lit = sheet.hint_spans(question)
    else:
        lit = {}
    following = sheet.next_open(listed, number)
    asked = None if is_told else (form.asked if form else sheet.asked(mine, question))
    context = {
        "attempt": mine,
        "quiz": mine.quiz,
        "entries": listed,
        "entry": entry,
        "asked": asked,
        "told": sheet.feedback(entry, question) if is_told else None,
        "form": form,
        "given": given_numbers(entry, asked, form) if asked else {},
        "passage": sheet.passage_of(mine, lit),
        "beside": tellings_beside([question], lit),
        "place": sheet.place_of(question),
        "next": following if following is None or following.number != number else None,
        "hints_left": delivery.gives_feedback_at_once(mine) and sheet.MOST_HINTS - entry.hints,
        "deadline": delivery.deadline(mine),
    }
    status = UNPROCESSABLE if form is not None else 200
    return render(request, "quizzes/attempt_question.html", context, status=status)


@require_safe
@never_cache
def attempt_all(request: HttpRequest, pk: int) -> HttpResponse:
    """Every question on one page: for who likes to see them together, and for a phone that may lose the network."""
    at = timezone.now()
    mine = delivery.close_if_over(own_attempt(request, pk), at)
    if mine.handed_in_at is not None:
        return redirect("quizzes:attempt-result", pk=pk)
    return all_page(request, mine, at)


def all_page(
    request: HttpRequest, mine: Attempt, at: datetime, number: int = 0, form: AnswerForm | None = None
) -> HttpResponse:
    listed = sheet.entries(mine)
    questions = sheet.load_questions(listed)
    tells = delivery.feedback_is_open(mine, at)
    by_section = sheet.sentences_by_section(mine, questions)
    lines = []
    lit: dict[int, list[tuple[int, int]]] = {}
    for entry in listed:
        question = questions.get(entry.question_id)
        if question is None:
            continue
        told = sheet.feedback(entry, question) if entry.is_answered and tells else None
        own_form = form if entry.number == number else None
        asked = own_form.asked if own_form else sheet.asked(mine, question, by_section)
        if told:
            lit.update(sheet.evidence_spans(question))
        given = {} if told else given_numbers(entry, asked, own_form)
        lines.append(
            {
                "entry": entry,
                "told": told,
                "asked": asked,
                "form": own_form,
                "given": given,
                "place": sheet.place_of(question),
            }
        )
    context = {
        "attempt": mine,
        "quiz": mine.quiz,
        "entries": listed,
        "lines": lines,
        "passage": sheet.passage_of(mine, lit),
        "beside": tellings_beside(questions.values(), lit),
        "deadline": delivery.deadline(mine),
        "in_quiz": True,
    }
    status = UNPROCESSABLE if form is not None else 200
    return render(request, "quizzes/attempt_all.html", context, status=status)


def given_numbers(entry: sheet.Entry, asked: sheet.Asked, form: AnswerForm | None) -> dict[str, Any]:
    """What she chose before, by the numbers on the screen, so that the page shows it again."""
    if form is not None:
        return {
            "choice": number_or_none(form.data.get("choice")),
            "text": form.data.get("text", ""),
            "sentence": number_or_none(form.data.get("sentence")),
            "places": [number_or_none(form.data.get(f"place-{place}")) for place in asked.places],
        }
    given = entry.response.given if entry.response else {}
    ids = [option.pk for option in asked.options]
    sentence_ids = [sentence.pk for sentence in asked.sentences]
    order = given.get("order") or []
    return {
        "choice": ids.index(given["option"]) + 1 if given.get("option") in ids else None,
        "text": given.get("text", ""),
        "sentence": sentence_ids.index(given["sentence"]) + 1 if given.get("sentence") in sentence_ids else None,
        "places": [order.index(pk) + 1 if pk in order else None for pk in ids],
    }


def number_or_none(value: Any) -> int | None:
    text = str(value or "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else None


@require_POST
@never_cache
def attempt_answer(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    at = timezone.now()
    mine = own_attempt_to_answer(request, pk)
    question = sheet.load_to_mark(sheet.question_at(mine, number))
    form = AnswerForm(request.POST, asked=sheet.asked(mine, question))
    from_all = request.POST.get("from") == "all"
    if not form.is_valid():
        if mine.handed_in_at is not None:
            return redirect("quizzes:attempt-result", pk=pk)
        return (all_page if from_all else question_page)(request, mine, at=at, number=number, form=form)
    try:
        delivery.record(
            attempt=mine,
            question_id=question.pk,
            question=question,
            given=form.given(),
            token=form.cleaned_data["token"],
            at=at,
        )
    except Refused as refusal:
        messages.info(request, str(refusal))
        return redirect("quizzes:attempt", pk=pk)
    if from_all:
        return redirect(f"{reverse('quizzes:attempt-all', args=[pk])}#q{number}")
    if delivery.gives_feedback_at_once(mine):
        return redirect("quizzes:attempt-question", pk=pk, number=number)
    return onward(mine, number)


@require_POST
def attempt_flag(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Mark a question to come back to, or take the mark away."""
    mine = own_attempt(request, pk)
    entry = sheet.entry_at(sheet.entries(mine), number)
    if mine.handed_in_at is None:
        delivery.change_step(attempt=mine, question_id=entry.question_id, flagged=not entry.is_flagged)
    return redirect("quizzes:attempt-question", pk=pk, number=number)


@require_POST
def attempt_hint(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """First the section, then the sentence; in practice only, and before the answer."""
    mine = own_attempt(request, pk)
    entry = sheet.entry_at(sheet.entries(mine), number)
    if mine.handed_in_at is None and not entry.is_answered and delivery.gives_feedback_at_once(mine):
        delivery.change_step(attempt=mine, question_id=entry.question_id, hints=min(sheet.MOST_HINTS, entry.hints + 1))
    return redirect("quizzes:attempt-question", pk=pk, number=number)


@require_safe
@never_cache
def attempt_overview(request: HttpRequest, pk: int) -> HttpResponse:
    at = timezone.now()
    mine = delivery.close_if_over(own_attempt(request, pk), at)
    if mine.handed_in_at is not None:
        return redirect("quizzes:attempt-result", pk=pk)
    listed = sheet.entries(mine)
    stems = sheet.stems(listed)
    context = {
        "attempt": mine,
        "quiz": mine.quiz,
        "entries": listed,
        "lines": [(entry, stems.get(entry.question_id, "")) for entry in listed],
        "open_count": sum(not entry.is_answered for entry in listed),
        "flag_count": sum(entry.is_flagged for entry in listed),
        "shows_marks": delivery.feedback_is_open(mine, at),
        "deadline": delivery.deadline(mine),
    }
    return render(request, "quizzes/attempt_overview.html", context)


@require_POST
def attempt_hand_in(request: HttpRequest, pk: int) -> HttpResponse:
    delivery.hand_in(attempt=own_attempt(request, pk))
    return redirect("quizzes:attempt-result", pk=pk)
