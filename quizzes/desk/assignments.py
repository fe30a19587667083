"""Giving a quiz to a class, or to some of it, and giving one student more."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from articles.models import Article
from quizzes.desk.access import for_teachers, load_assignment, load_quiz, posted, teacher
from quizzes.desk.classes import join_path
from quizzes.desk.quiz_forms import AccommodationForm, AssignForm, AssignmentForm
from quizzes.models import Accommodation, Assignment, Quiz

MORE_MINUTES = 10
MOST_MINUTES = 600


@require_http_methods(["GET", "HEAD", "POST"])
@for_teachers
def assignment_create(request: HttpRequest, pk: int) -> HttpResponse:
    quiz = load_quiz(request, pk)
    form = AssignForm(posted(request)[0], teacher=teacher(request))
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            assignment = form.save(quiz)
            if quiz.status != Quiz.Status.READY:
                quiz.status = Quiz.Status.READY
                quiz.save(update_fields=["status", "updated_at"])
            article = quiz.edition.article
            if publishes(request, article):
                article.publish()
        messages.success(request, f"“{quiz}” is assigned to {assignment.classroom}.")
        return redirect("desk:assignment-detail", pk=assignment.pk)
    article = quiz.edition.article
    context = {"quiz": quiz, "form": form, "number": quiz.items.count(), "publishes": publishes(request, article)}
    return render(request, "desk/assignment_create.html", context, status=422 if form.errors else 200)


def publishes(request: HttpRequest, article: Article) -> bool:
    """Whether assigning a quiz on it publishes her draft; one that waits for its time goes on waiting."""
    is_draft = article.status == Article.Status.DRAFT and not article.is_published and not article.is_scheduled
    return is_draft and article.owner_id == request.user.pk


@require_http_methods(["GET", "HEAD", "POST"])
@for_teachers
def assignment_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Who it is for, until when, and who gets more."""
    assignment = load_assignment(request, pk)
    form = AssignmentForm(posted(request)[0], instance=assignment)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "Saved.")
        return redirect("desk:assignment-detail", pk=assignment.pk)
    if form.errors:
        assignment.refresh_from_db()
    extras = {extra.student_id: extra for extra in assignment.accommodations.all()}
    begun = dict(assignment.attempts.values_list("student").annotate(n=Count("pk")).order_by())
    named = set(assignment.students.values_list("pk", flat=True))
    rows = [
        {"membership": each, "extra": extras.get(each.student_id), "attempts": begun.get(each.student_id, 0)}
        for each in assignment.classroom.memberships.select_related("student")
        if not named or each.student_id in named
    ]
    context = {
        "assignment": assignment,
        "form": form,
        "rows": rows,
        "named": len(named),
        "may_change_quiz": Quiz.objects.editable_by(request.user).filter(pk=assignment.quiz_id).exists(),
        "join_address": request.build_absolute_uri(join_path(assignment.classroom)),
        "more_minutes": MORE_MINUTES,
    }
    return render(request, "desk/assignment_detail.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_teachers
def assignment_delete(request: HttpRequest, pk: int) -> HttpResponse:
    assignment = load_assignment(request, pk)
    if request.method == "POST":
        classroom = assignment.classroom
        assignment.delete()
        messages.success(request, "The assignment is taken back. Answers that were given are kept.")
        return redirect("desk:class-detail", pk=classroom.pk)
    context = {"assignment": assignment, "begun": assignment.attempts.count()}
    return render(request, "desk/assignment_delete.html", context)


def _student_of(assignment: Assignment, student: int) -> User:
    return get_object_or_404(User, pk=student, memberships__classroom=assignment.classroom_id)


@require_POST
@for_teachers
def accommodation_add(request: HttpRequest, pk: int, student: int) -> HttpResponse:
    """One click: ten minutes more, one attempt more, or nothing extra any more."""
    assignment = load_assignment(request, pk)
    user = _student_of(assignment, student)
    act = request.POST.get("act")
    if act not in {"minutes", "attempt", "none"}:
        raise Http404
    with transaction.atomic():
        Assignment.objects.select_for_update().get(pk=assignment.pk)
        extra, _ = Accommodation.objects.get_or_create(assignment=assignment, student=user)
        if act == "none":
            extra.delete()
        elif act == "minutes":
            extra.extra_minutes = min(extra.extra_minutes + MORE_MINUTES, MOST_MINUTES)
            extra.save(update_fields=["extra_minutes"])
        else:
            extra.extra_attempts = min(extra.extra_attempts + 1, 20)
            extra.save(update_fields=["extra_attempts"])
    return redirect(f"{reverse('desk:assignment-detail', args=[assignment.pk])}#student-{student}")


@require_http_methods(["GET", "HEAD", "POST"])
@for_teachers
def accommodation_edit(request: HttpRequest, pk: int, student: int) -> HttpResponse:
    """All that one student gets beyond the others, with a due date of her own."""
    assignment = load_assignment(request, pk)
    user = _student_of(assignment, student)
    extra = Accommodation.objects.filter(assignment=assignment, student=user).first()
    extra = extra or Accommodation(assignment=assignment, student=user)
    form = AccommodationForm(posted(request)[0], instance=extra)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "Saved.")
        return redirect(f"{reverse('desk:assignment-detail', args=[assignment.pk])}#student-{student}")
    name = assignment.classroom.memberships.get(student=user).name
    context = {"assignment": assignment, "form": form, "name": name}
    return render(request, "desk/accommodation_edit.html", context, status=422 if form.errors else 200)
