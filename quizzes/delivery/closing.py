"""Handing in, by the taker or by the clock; and a guest's work that finds its owner."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from articles.models import Person
from quizzes import progress
from quizzes.delivery.conditions import time_ran_out
from quizzes.models import Attempt


def hand_in(*, attempt: Attempt, at: datetime | None = None) -> Attempt:
    """Close the attempt; doing so twice changes nothing."""
    at = at or timezone.now()
    with transaction.atomic():
        held = Attempt.objects.select_for_update().get(pk=attempt.pk)
        if held.handed_in_at is None:
            held.handed_in_at = at
            held.save(update_fields=["handed_in_at"])
            if held.student_id is not None:
                progress.rebuild_student(held.student_id, at=at)
    attempt.handed_in_at = held.handed_in_at
    return attempt


def close_if_over(attempt: Attempt, at: datetime) -> Attempt:
    """Hand an attempt in whose time has run out, as of the moment it did."""
    if attempt.handed_in_at is not None:
        return attempt
    end = time_ran_out(attempt, at)
    if end is not None:
        hand_in(attempt=attempt, at=end)
    return attempt


def claim(*, guest_key: str, user: Person) -> int:
    """Give a guest's attempts to the person she turned out to be; returns how many."""
    if not guest_key or not user.is_authenticated:
        return 0
    with transaction.atomic():
        mine = list(Attempt.objects.select_for_update().filter(student=None, guest_key=guest_key).order_by("pk"))
        for attempt in mine:
            taken = Attempt.objects.filter(student_id=user.pk, quiz=attempt.quiz_id, assignment=attempt.assignment_id)
            attempt.number = (taken.aggregate(last=Max("number"))["last"] or 0) + 1
            attempt.student_id = user.pk
            attempt.guest_key = ""
            attempt.save(update_fields=["number", "student", "guest_key"])
        if mine:
            progress.rebuild_student(user.pk)
    return len(mine)
