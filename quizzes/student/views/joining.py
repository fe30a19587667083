"""Joining a class, signing in, signing out."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from quizzes.delivery import Refused
from quizzes.student.forms import JoinForm, StudentSignInForm
from quizzes.student.people import enrol_known, enrol_new, welcome

UNPROCESSABLE = 422


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, code: str = "") -> HttpResponse:
    """Into a class with its code and a name; whoever is signed in already keeps her account."""
    if request.user.is_authenticated and request.user.is_staff:
        return render(request, "quizzes/join_teacher.html")
    if request.method != "POST":
        return render(
            request, "quizzes/join.html", {"form": form_to_join(request, code or request.GET.get("code", ""))}
        )
    form = JoinForm(request.POST, request=request)
    if form.is_valid():
        try:
            return joined(request, form)
        except Refused as refusal:
            form.add_error("name", str(refusal))
    return render(request, "quizzes/join.html", {"form": form}, status=UNPROCESSABLE)


def form_to_join(request: HttpRequest, code: str) -> JoinForm:
    """An empty form but for the code. One that no class has is told before she types the rest."""
    initial = {"code": code[:20]}
    if code:
        asked = JoinForm(initial, request=request)
        for name in asked.errors.keys() - {"code"}:
            del asked.errors[name]
        if asked.errors:
            return asked
    return JoinForm(request=request, initial=initial)


def joined(request: HttpRequest, form: JoinForm) -> HttpResponse:
    classroom, name = form.classroom, form.cleaned_data["name"]
    assert classroom is not None  # the form is valid
    if isinstance(request.user, User):
        enrol_known(classroom=classroom, name=name, user=request.user)
        brought = 0
    else:
        user = enrol_new(classroom=classroom, name=name, password=form.cleaned_data["password"])
        brought = welcome(request, user)
    messages.success(request, f"Welcome to {classroom.name}, {name}.")
    if brought:
        messages.info(request, "What you did before joining is kept with your name now.")
    return redirect("home")


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Students come with class code, name and password; teachers, and whoever got a card, with a username."""
    back = request.POST.get("next") or request.GET.get("next") or ""
    if request.user.is_authenticated:
        return redirect(safe(request, back))
    by_username = "username" in request.POST
    student = StudentSignInForm(
        None if by_username or request.method != "POST" else request.POST,
        request=request,
        initial={"code": request.GET.get("code", "")[:20]},
    )
    teacher = AuthenticationForm(request, request.POST if by_username else None)
    form = teacher if by_username else student
    status = 200
    if request.method == "POST":
        if form.is_valid():
            user = teacher.get_user() if by_username else student.user
            assert user is not None  # the form is valid
            brought = welcome(request, user, backend=user.backend)
            if brought:
                messages.info(request, "What you did as a guest is kept with your name now.")
            return redirect(safe(request, back))
        status = UNPROCESSABLE
    context = {
        "student_form": student,
        "form": teacher,
        "by_username": by_username or "username" in request.GET,
        "next": back,
    }
    return render(request, "registration/login.html", context, status=status)


def safe(request: HttpRequest, back: str) -> str:
    """Where to go after signing in: where she wanted to, if that is one of our own pages."""
    if back and url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        return back
    return resolve_url(settings.LOGIN_REDIRECT_URL)
