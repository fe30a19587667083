"""The site's addresses, and the bare view that answers are compared with: one read, one insert."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt

from quizzes.models import Attempt, Response

GIVEN = {"option": 1}
SHOWN = {"stem": "Bare", "kind": "choice", "options": [], "evidence": [], "points": 1}


@csrf_exempt
def bare(request: HttpRequest, pk: int) -> HttpResponse:
    """Reads an attempt and inserts a response to it, each by itself, and answers without a body."""
    attempt = Attempt.objects.get(pk=pk)
    Response.objects.create(attempt=attempt, token=uuid.uuid4(), shown=SHOWN, given=GIVEN, mark=0)
    return HttpResponse(status=204)


urlpatterns = [path("bare/<int:pk>/", bare), path("", include("kzproject.urls"))]
