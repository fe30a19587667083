"""Taking a quiz: starting, answering, handing in, practising again. The one way in which attempts and responses come
to be.

What the server acknowledged is committed; an answer sent twice counts once; nobody gets past the end of her time. The
functions expect that the caller found the attempt through `Attempt.objects.of`, so that it is the taker's own.
"""

from quizzes.delivery.answering import attempt_of_guest, attempt_of_student, change_step, record, step_of
from quizzes.delivery.closing import claim, close_if_over, hand_in
from quizzes.delivery.conditions import (
    GRACE,
    Refused,
    accommodation_of,
    allowed_attempts,
    deadline,
    due_for,
    feedback_from,
    feedback_is_open,
    gives_feedback_at_once,
    was_held_back,
)
from quizzes.delivery.marking import answer_key, as_shown, question_to_mark, questions_with_answers
from quizzes.delivery.practising import retry, review
from quizzes.delivery.starting import planned, shuffled, start

__all__ = [
    "GRACE",
    "Refused",
    "accommodation_of",
    "allowed_attempts",
    "answer_key",
    "as_shown",
    "attempt_of_guest",
    "attempt_of_student",
    "change_step",
    "claim",
    "close_if_over",
    "deadline",
    "due_for",
    "feedback_from",
    "feedback_is_open",
    "gives_feedback_at_once",
    "hand_in",
    "planned",
    "question_to_mark",
    "questions_with_answers",
    "record",
    "retry",
    "review",
    "shuffled",
    "start",
    "step_of",
    "was_held_back",
]
