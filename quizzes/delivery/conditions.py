"""On what conditions a quiz is taken: how often, until when, and from when on its answers may be told."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Max

from articles.models import Person
from quizzes.models import Accommodation, Assignment, Attempt, Quiz

GRACE = timedelta(seconds=30)
"""An answer sent in the last second still arrives over a slow network."""


class Refused(Exception):  # noqa: N818  it is no error of the program
    """Something a student asked for is not done; str() is a sentence for her."""


def allowed_attempts(quiz: Quiz, assignment: Assignment | None, user: Person) -> int | None:
    """How often `user` may take it, extra attempts included; None for as often as wanted."""
    allowed = quiz.attempts_allowed
    if assignment is not None and assignment.attempts_allowed is not None:
        allowed = assignment.attempts_allowed
    if allowed is None or assignment is None:
        return allowed
    extra = accommodation_of(assignment, user)
    return allowed + (extra.extra_attempts if extra else 0)


def accommodation_of(assignment: Assignment | None, user: Person) -> Accommodation | None:
    if assignment is None or not user.is_authenticated:
        return None
    return Accommodation.objects.filter(assignment=assignment, student_id=user.pk).first()


def due_for(assignment: Assignment | None, extra: Accommodation | None) -> datetime | None:
    if assignment is None:
        return None
    return extra.due_at if extra and extra.due_at else assignment.due_at


def deadline(attempt: Attempt, extra: Accommodation | None = None) -> datetime | None:
    """When the taker's time is over: her minutes, and in a test the due date. None when there is no end.

    Practice has no end by date: late work is marked late, not refused.
    """
    if attempt.retry_of_id is not None:
        return None
    ends: list[datetime] = []
    if attempt.quiz.time_limit_minutes:
        minutes = attempt.quiz.time_limit_minutes + (extra.extra_minutes if extra else 0)
        ends.append(attempt.started_at + timedelta(minutes=minutes))
    due = due_for(attempt.assignment, extra)
    if due is not None and attempt.quiz.mode == Quiz.Mode.TEST:
        ends.append(due)
    return min(ends, default=None)


def may_end(attempt: Attempt) -> bool:
    """Whether there is any limit of time at all."""
    is_dated_test = attempt.quiz.mode == Quiz.Mode.TEST and attempt.assignment_id is not None
    return attempt.retry_of_id is None and (attempt.quiz.time_limit_minutes is not None or is_dated_test)


def extra_of(attempt: Attempt) -> Accommodation | None:
    """What the taker of this attempt gets beyond the others; asked of the database only where it could matter."""
    if attempt.assignment_id is None or attempt.student_id is None:
        return None
    return Accommodation.objects.filter(assignment=attempt.assignment_id, student=attempt.student_id).first()


def time_ran_out(attempt: Attempt, at: datetime) -> datetime | None:
    """When the taker's time ended, if at `at` even the grace after it is over; otherwise None."""
    end = deadline(attempt, extra_of(attempt)) if may_end(attempt) else None
    return end if end is not None and at > end + GRACE else None


def gives_feedback_at_once(attempt: Attempt) -> bool:
    return attempt.retry_of_id is not None or attempt.quiz.mode == Quiz.Mode.PRACTICE


def feedback_from(quiz: Quiz) -> datetime | None:
    """When the answers of a test may be shown to anybody: after the last due date of any class or student."""
    last = Assignment.objects.filter(quiz=quiz).aggregate(due=Max("due_at"), extra=Max("accommodations__due_at"))
    return max((date for date in last.values() if date), default=None)


def was_held_back(attempt: Attempt) -> bool:
    """Whether the answers of this attempt could not count for her progress yet when she handed it in."""
    return not gives_feedback_at_once(attempt) and feedback_from(attempt.quiz) is not None


def feedback_is_open(attempt: Attempt, at: datetime) -> bool:
    """Whether the key and the explanation of an answered question may be shown in this attempt."""
    if gives_feedback_at_once(attempt):
        return True
    if attempt.handed_in_at is None:
        return False
    opens = feedback_from(attempt.quiz)
    return opens is None or opens <= at
