"""What the admin's first page knows about a teacher's classes and drafts."""

from __future__ import annotations

from django import template

from articles.models import Person
from quizzes.models import Classroom, Question

register = template.Library()
SHOWN = 6


@register.simple_tag
def classes_of(user: Person) -> list[Classroom]:
    """The first classes that `user` teaches, with their codes."""
    return list(Classroom.objects.taught_by(user).order_by("-created_at")[:SHOWN])


@register.simple_tag
def drafts_of(user: Person) -> int:
    """How many drafts wait to be looked over by `user`."""
    return Question.objects.editable_by(user).filter(status=Question.Status.DRAFT).count()
