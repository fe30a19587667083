"""Answering: each answer is kept once, and what the server acknowledged is committed.

An answer is one INSERT that decides by itself whether it may be kept. Nobody waits for a lock while Python works, and
the database refuses what must not be: a token or a revision twice, and anything after the hand-in.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser, User
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.utils import timezone

from kzproject.statements import Statement
from quizzes.delivery.conditions import Refused, gives_feedback_at_once, time_ran_out
from quizzes.delivery.marking import answer_key, as_shown, evidence_mark, question_to_mark
from quizzes.grading import grade
from quizzes.models import Attempt, Question, Quiz, Response

TRIES = 5
"""How often a changed answer looks for the next free revision when others are quicker."""
NEXT_REVISION = (
    "(SELECT COALESCE(MAX(earlier.revision), 0) + 1 FROM {response} earlier "
    "WHERE earlier.attempt_id = attempt.id AND earlier.question_id = %s)"
)
# A select that is locked sees a hand-in that was committed while it waited (PostgreSQL manual, 13.2.1, Read Committed);
# on SQLite writers queue, so the statement sees all that came before it.
KEEP = (
    "INSERT INTO {response} ({columns}) SELECT {values} FROM {attempt} attempt "
    "WHERE attempt.id = %s AND attempt.handed_in_at IS NULL{lock} ON CONFLICT DO NOTHING RETURNING id"
)


# In the order in which the models declare them, as `Model.from_db` expects.
ATTEMPT = [field.attname for field in Attempt._meta.concrete_fields]
QUIZ = ["id", "edition_id", "mode", "time_limit_minutes", "asks_for_evidence"]
TAKER = ["id", "password", "is_active"]
QUIZ_OF = [f"quiz__{name}" for name in QUIZ]
TAKER_OF = [f"student__{name}" for name in TAKER]
OF_STUDENT = Statement(
    lambda attempt, student: (
        Attempt.objects.of(User(pk=student)).filter(pk=attempt).order_by().values_list(*ATTEMPT, *QUIZ_OF, *TAKER_OF)
    ),
    attempt=-1,
    student=-2,
)
OF_GUEST = Statement(
    lambda attempt, guest: (
        Attempt.objects.of(AnonymousUser(), guest).filter(pk=attempt).order_by().values_list(*ATTEMPT, *QUIZ_OF)
    ),
    attempt=-1,
    guest="?",
)


def attempt_of_student(pk: int, student: int) -> Attempt | None:
    """The attempt if it is this student's, with her and with its quiz as far as answering needs them. One query."""
    return next((attempt_from(row) for row in OF_STUDENT.rows(attempt=pk, student=student)), None)


def attempt_of_guest(pk: int, guest_key: str) -> Attempt | None:
    """The attempt if it hangs on this guest's key, with its quiz as far as answering needs it. One query."""
    if not guest_key:
        return None
    return next((attempt_from(row) for row in OF_GUEST.rows(attempt=pk, guest=guest_key)), None)


def attempt_from(row: Sequence[Any]) -> Attempt:
    """What is not in the row is read from the database when somebody asks for it."""
    quiz_at, taker_at = len(ATTEMPT), len(ATTEMPT) + len(QUIZ)
    attempt = Attempt.from_db(DEFAULT_DB_ALIAS, ATTEMPT, row[:quiz_at])
    attempt.quiz = Quiz.from_db(DEFAULT_DB_ALIAS, QUIZ, row[quiz_at:taker_at])
    if row[taker_at:]:
        attempt.student = User.from_db(DEFAULT_DB_ALIAS, TAKER, row[taker_at:])
    return attempt


def step_of(attempt: Attempt, question_id: int) -> dict[str, Any]:
    """The entry of the plan for one question. Raises Question.DoesNotExist when it is not asked in this attempt."""
    for step in attempt.plan:
        if step["question"] == question_id:
            return dict(step)
    raise Question.DoesNotExist


def record(
    *,
    attempt: Attempt,
    question_id: int,
    given: Mapping[str, Any],
    token: uuid.UUID,
    at: datetime | None = None,
    question: Question | None = None,
) -> Response:
    """Keep one answer and mark it. The same `token` again returns the answer already kept.

    `question` spares reading it again when the caller has it from `question_to_mark` or `questions_with_answers`.

    Raises Refused after the hand-in, after the end of the time, and in practice once the answer was shown; and
    Question.DoesNotExist for a question that this attempt does not ask.
    """
    at = at or timezone.now()
    step = step_of(attempt, question_id)
    question = question or question_to_mark(question_id)
    response = Response(
        attempt=attempt,
        question=question,
        token=token,
        shown=as_shown(question, step),
        given=dict(given),
        mark=grade(answer_key(question), given),
        evidence_mark=evidence_mark(question, given),
        hints=step.get("hints", 0),
        answered_at=at,
    )
    may_change = not gives_feedback_at_once(attempt)
    is_late = time_ran_out(attempt, at) is not None
    for _ in range(TRIES):
        if not is_late and keep(response, may_change=may_change):
            return response
        earlier = Response.objects.filter(attempt=attempt, token=token).order_by().first()
        if earlier is not None:
            return earlier
        refuse(attempt, is_late=is_late, may_change=may_change)
    raise Refused("Your answer could not be kept just now. Please send it again.")


def keep(response: Response, *, may_change: bool) -> bool:
    """Insert `response` and set its id; where an earlier answer may be changed, as the next revision of it.

    False when nothing was inserted: the attempt is handed in, or this token or this revision is there already.
    """
    connection = connections[DEFAULT_DB_ALIAS]
    tables = {"response": Response._meta.db_table, "attempt": Attempt._meta.db_table}
    columns: list[str] = []
    values: list[str] = []
    given: list[Any] = []
    for field in Response._meta.concrete_fields:
        if field.primary_key:
            continue
        columns.append(str(field.column))
        if may_change and field.name == "revision":
            values.append(NEXT_REVISION.format(**tables))
            given.append(response.question_id)
        else:
            values.append("%s")
            given.append(field.get_db_prep_save(getattr(response, field.attname), connection))
    lock = " FOR SHARE OF attempt" if connection.features.has_select_for_update else ""
    statement = KEEP.format(**tables, columns=", ".join(columns), values=", ".join(values), lock=lock)
    with connection.cursor() as cursor:
        cursor.execute(statement, [*given, response.attempt_id])
        # All rows, though there is one at most: SQLite commits when the statement has run to its end.
        kept = cursor.fetchall()
    if not kept:
        return False
    response.pk = kept[0][0]
    response._state.adding = False
    response._state.db = connection.alias
    return True


def refuse(attempt: Attempt, *, is_late: bool, may_change: bool) -> None:
    """Raises Refused with the reason why her answer was not kept; returns where another try may do."""
    if Attempt.objects.filter(pk=attempt.pk).exclude(handed_in_at=None).exists():
        raise Refused("You have handed this quiz in, so its answers stand.")
    if is_late:
        raise Refused("The time for this quiz is over. What you answered before is kept.")
    if not may_change:
        raise Refused("You have answered this question; its answer was shown.")


def change_step(*, attempt: Attempt, question_id: int, **changes: Any) -> dict[str, Any]:
    """Note something beside a question of the plan (a flag, a hint taken); returns the entry as it stands then."""
    with transaction.atomic():
        held = Attempt.objects.select_for_update().get(pk=attempt.pk)
        step_of(held, question_id)
        for step in held.plan:
            if step["question"] == question_id:
                step.update(changes)
                changed = dict(step)
        held.save(update_fields=["plan"])
    attempt.plan = held.plan
    return changed
