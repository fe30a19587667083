"""Choosing a password of one's own in place of a one-time one."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from quizzes import passwords
from quizzes.student.forms import SHORTEST_PASSWORD


class NewPasswordForm(forms.Form):
    """Twice the same, and not the one that stands on paper. Who teaches or runs the site needs a stronger one."""

    password = forms.CharField(
        label="A password of your own",
        max_length=128,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password", "aria-describedby": "about-password"}),
        error_messages={"required": "Choose a password."},
    )
    again = forms.CharField(
        label="The same once more",
        max_length=128,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password", "aria-describedby": "about-again"}),
        error_messages={"required": "Type it once more, so that no slip locks you out."},
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    @property
    def advice(self) -> str:
        return "At least eight characters." if self.user.is_staff else f"At least {SHORTEST_PASSWORD} characters."

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if self.user.check_password(password):
            raise forms.ValidationError("This is the password that was made for you. Choose one that only you know.")
        if self.user.is_staff:
            validate_password(password, self.user)
        elif len(password) < SHORTEST_PASSWORD:
            raise forms.ValidationError(f"Make it at least {SHORTEST_PASSWORD} characters long.")
        elif len(set(password)) < 3:
            raise forms.ValidationError("This is too easy to guess. Mix a few more different characters.")
        elif password.casefold() in {self.user.first_name.casefold(), self.user.get_username().casefold()}:
            raise forms.ValidationError("Your name is the first thing others would try.")
        return password

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, second = cleaned.get("password"), cleaned.get("again")
        if first and second and first != second:
            self.add_error("again", "The two differ. Type the same password twice.")
        return cleaned


@sensitive_post_parameters("password", "again")
@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_password(request: HttpRequest) -> HttpResponse:
    """Only for a session that began with a one-time password, whose owner has just shown that she knows it."""
    back = request.POST.get("next") or request.GET.get("next") or ""
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        back = resolve_url(settings.LOGIN_REDIRECT_URL)
    if not passwords.must_change(request):
        return redirect(back)
    user = User.objects.get(pk=cast(int, request.user.pk))
    form = NewPasswordForm(request.POST if request.method == "POST" else None, user=user)
    if form.is_valid():
        passwords.choose(request, form.cleaned_data["password"])
        messages.success(request, "Your password is changed. The old one no longer works.")
        return redirect(back)
    status = 422 if form.errors else 200
    return render(request, "registration/new_password.html", {"form": form, "next": back}, status=status)
