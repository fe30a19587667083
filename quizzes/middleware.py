"""Whoever signed in with a one-time password gets no further than to choosing her own."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from quizzes.passwords import must_change

# Pages that hold nothing of anybody's, and the two ways out.
STILL_OPEN = {"new-password", "logout", "health", "quizzes:service-worker", "quizzes:offline"}


class OneTimePasswordMiddleware:
    """Comes after the session; asks nothing of the database beyond it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        here = request.resolver_match.view_name if request.resolver_match else ""
        if here in STILL_OPEN or not must_change(request):
            return None
        asked = {"next": request.get_full_path()} if request.method == "GET" else {}
        return HttpResponseRedirect(
            f"{reverse('new-password')}?{urlencode(asked)}" if asked else reverse("new-password")
        )
