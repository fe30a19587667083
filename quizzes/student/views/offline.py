"""What a phone needs to open pages again without a network."""

from __future__ import annotations

import hashlib

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

FILES = (
    "oqu/oqu.css",
    "oqu/site.js",
    "oqu/quiz.js",
    "oqu/reader.js",
    "oqu/icon.svg",
    "django_htmx/htmx-2.min.js",
)


@require_safe
@never_cache
def service_worker(request: HttpRequest) -> HttpResponse:
    """The script itself, at the root so that it covers the whole site. It holds nothing of anybody."""
    version = hashlib.sha256(" ".join(static(path) for path in FILES).encode()).hexdigest()[:12]
    context = {"files": FILES, "version": version}
    return render(request, "quizzes/sw.js", context, content_type="text/javascript; charset=utf-8")


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    return render(request, "quizzes/offline.html")
