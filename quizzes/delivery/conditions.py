"""On what conditions a quiz is taken: how often, until when, and from when on its answers may be told."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import FilteredRelation, Max, Q

from articles.models import Person
from kzproject.statements import Statement
from quizzes.models import Accommodation, Assignment, Attempt, Quiz

GRACE = timedelta(seconds=30)
"""An answer sent in the last second still arrives over a slow network."""
# Asked with every answer of a test.
TERMS = Statement(
    lambda assignment, student: (
        Assignment.objects.filter(pk=assignment)
        .annotate(extra=FilteredRelation("accommodations", condition=Q(accommodations__student=student)))
        .order_by()
        .values_list("due_at", "extra__due_at", "extra__extra_minutes")
    ),
    assignment=-1,
    student=-2,
)


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


def deadline(attempt: Attempt) -> datetime | None:
    """When the taker's time is over: her minutes, and in a test the due date, with what she gets beyond the others.
    None when there is no end. One query at most, and none where nothing could end.

    Practice has no end by date: late work is marked late, not refused.
    """
    if not may_end(attempt):
        return None
    due, own_due, extra_minutes = terms_of(attempt)
    ends: list[datetime] = []
    if attempt.quiz.time_limit_minutes:
        ends.append(attempt.started_at + timedelta(minutes=attempt.quiz.time_limit_minutes + extra_minutes))
    if attempt.quiz.mode == Quiz.Mode.TEST and (date := own_due or due) is not None:
        ends.append(date)
    return min(ends, default=None)


def may_end(attempt: Attempt) -> bool:
    """Whether there is any limit of time at all."""
    is_dated_test = attempt.quiz.mode == Quiz.Mode.TEST and attempt.assignment_id is not None
    return attempt.retry_of_id is None and (attempt.quiz.time_limit_minutes is not None or is_dated_test)


def terms_of(attempt: Attempt) -> tuple[datetime | None, datetime | None, int]:
    """The due date of the class, the taker's own, and how many minutes she gets more."""
    if attempt.assignment_id is None:
        return None, None, 0
    rows = TERMS.rows(assignment=attempt.assignment_id, student=attempt.student_id or 0)
    due, own_due, extra_minutes = rows[0] if rows else (None, None, None)
    return due, own_due, extra_minutes or 0


def time_ran_out(attempt: Attempt, at: datetime) -> datetime | None:
    """When the taker's time ended, if at `at` even the grace after it is over; otherwise None."""
    end = deadline(attempt)
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
