"""One-time passwords: good for one sign-in, at which their owner has to choose her own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from quizzes.models import OneTimePassword

MUST_CHANGE = "must_change_password"


def mark(users: Iterable[User]) -> None:
    """Note that the passwords of `users` were made for them. Call in the transaction that stores the passwords."""
    now = timezone.now()
    OneTimePassword.objects.bulk_create(
        [OneTimePassword(user=user, made_at=now) for user in users],
        update_conflicts=True,
        unique_fields=["user"],
        update_fields=["made_at"],
    )


def note_sign_in(sender: Any, request: HttpRequest | None, user: User, **kwargs: Any) -> None:
    """At every sign-in, by whatever page: whether this session may do nothing yet but choose a password.

    The session remembers it, so that no later request has to ask. A new one-time password ends the sessions that were
    opened with the old one, and so does choosing one's own: no session can have missed either.
    """
    if request is not None and OneTimePassword.objects.filter(user=user.pk).exists():
        request.session[MUST_CHANGE] = True


def must_change(request: HttpRequest) -> bool:
    return bool(request.session.get(MUST_CHANGE))


def choose(request: HttpRequest, password: str) -> None:
    """Her own password, of the person who is signed in; this session goes on, every other one of hers ends."""
    with transaction.atomic():
        user = User.objects.select_for_update().get(pk=cast(int, request.user.pk))
        user.set_password(password)
        user.save(update_fields=["password"])
        OneTimePassword.objects.filter(user=user).delete()
    update_session_auth_hash(request, user)
    request.session.pop(MUST_CHANGE, None)
