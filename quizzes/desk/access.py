"""Who may come to the desk, and one loader for each thing on it: what a teacher may not see is not there (404)."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import urlencode

from articles.models import Article, Concept, Doubt, Edition, Person, Removal, Revision, Section
from quizzes.models import Assignment, Classroom, Question, Quiz
from quizzes.people import TEACHERS

Given = ParamSpec("Given")


def is_teacher(user: Person) -> bool:
    """Staff in the group Teachers, or an operator."""
    if not user.is_authenticated or not user.is_active:
        return False
    if user.is_superuser:
        return True
    if not user.is_staff:
        return False
    if not hasattr(user, "_teaches"):
        user._teaches = user.groups.filter(name=TEACHERS).exists()  # type: ignore[attr-defined]
    return bool(user._teaches)  # type: ignore[attr-defined]


def for_teachers(
    view: Callable[Concatenate[HttpRequest, Given], HttpResponse],
) -> Callable[Concatenate[HttpRequest, Given], HttpResponse]:
    """Guests are sent to sign in; who is signed in but no teacher finds nothing here."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Given.args, **kwargs: Given.kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            # Teachers sign in by username; "username" in the address opens that part of the page.
            asked = urlencode({"username": "", "next": request.get_full_path()})
            return HttpResponseRedirect(f"{reverse('login')}?{asked}")
        if not is_teacher(request.user):
            raise Http404
        response = view(request, *args, **kwargs)
        # Pages of the desk hold keys and names: no shared cache and no "back" after signing out may show them.
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    return guarded


def teacher(request: HttpRequest) -> User:
    """The signed-in user, whom `for_teachers` has let in: herself, not the request's lazy stand-in for her."""
    user: Any = request.user
    return cast(User, getattr(user, "_wrapped", user))


def posted(request: HttpRequest) -> tuple[Any, Any]:
    """Data and files for a form: those of a POST, however empty, or (None, None) for a form not yet filled in."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def load_article(request: HttpRequest, pk: int) -> Article:
    return get_object_or_404(Article.objects.editable_by(request.user), pk=pk)


def load_edition(request: HttpRequest, pk: int) -> Edition:
    """A telling of an article that she may change."""
    editable = Article.objects.editable_by(request.user)
    return get_object_or_404(Edition.objects.select_related("article"), pk=pk, article__in=editable)


def load_readable_edition(request: HttpRequest, pk: int) -> Edition:
    """A telling that she may read and use: her own, or any of the library."""
    visible = Article.objects.visible_to(request.user)
    return get_object_or_404(Edition.objects.select_related("article"), pk=pk, article__in=visible)


def may_edit(request: HttpRequest, edition: Edition) -> bool:
    return request.user.is_superuser or edition.article.owner_id == request.user.pk


def _of_my_editions(model: Any, request: HttpRequest, pk: int) -> Any:
    editable = Article.objects.editable_by(request.user)
    return get_object_or_404(model.objects.select_related("edition__article"), pk=pk, edition__article__in=editable)


def load_section(request: HttpRequest, pk: int) -> Section:
    return cast(Section, _of_my_editions(Section, request, pk))


def load_removal(request: HttpRequest, pk: int) -> Removal:
    return cast(Removal, _of_my_editions(Removal, request, pk))


def load_doubt(request: HttpRequest, pk: int) -> Doubt:
    return cast(Doubt, _of_my_editions(Doubt, request, pk))


def load_revision(request: HttpRequest, pk: int) -> Revision:
    return cast(Revision, _of_my_editions(Revision, request, pk))


def load_question(request: HttpRequest, pk: int) -> Question:
    editable = Question.objects.editable_by(request.user)
    return get_object_or_404(editable.select_related("edition__article"), pk=pk)


def load_quiz(request: HttpRequest, pk: int) -> Quiz:
    return get_object_or_404(Quiz.objects.editable_by(request.user).select_related("edition__article"), pk=pk)


def load_classroom(request: HttpRequest, pk: int) -> Classroom:
    return get_object_or_404(Classroom.objects.taught_by(request.user), pk=pk)


def load_assignment(request: HttpRequest, pk: int) -> Assignment:
    taught = Assignment.objects.taught_by(request.user)
    return get_object_or_404(taught.select_related("quiz__edition__article", "classroom"), pk=pk)


def load_concept(request: HttpRequest, article: Article, pk: int) -> Concept:
    return get_object_or_404(Concept, pk=pk, article_links__content_object=article)
