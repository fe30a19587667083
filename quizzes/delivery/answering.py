"""Answering: each answer is kept once, and what the server acknowledged is committed.

An answer is one INSERT that decides by itself whether it may be kept. Nobody waits for a lock while Python works, and
the database refuses what must not be: a token or a revision twice, and anything after the hand-in.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import connections, router, transaction
from django.utils import timezone

from quizzes.delivery.conditions import Refused, gives_feedback_at_once, time_ran_out
from quizzes.delivery.marking import answer_key, as_shown, evidence_mark, question_to_mark
from quizzes.grading import grade
from quizzes.models import Attempt, Question, Response

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
    connection = connections[router.db_for_write(Response)]
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
        kept = cursor.fetchone()
    if kept is None:
        return False
    response.pk = kept[0]
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
