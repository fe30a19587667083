"""Starting a quiz: one open attempt for each person, with its own plan of questions and options."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.crypto import salted_hmac

from articles.models import Person
from quizzes.delivery.closing import close_if_over
from quizzes.delivery.conditions import Refused, accommodation_of, allowed_attempts, due_for
from quizzes.models import Assignment, Attempt, Option, Question, Quiz, QuizItem

STARTS = 5


def start(
    *,
    quiz: Quiz,
    user: Person,
    guest_key: str = "",
    assignment: Assignment | None = None,
    at: datetime | None = None,
) -> Attempt:
    """The open attempt of this person if she has one, else a new one.

    Raises Refused when it is not open yet, over, used up, or holds no question. Two starts at once make one attempt.
    """
    at = at or timezone.now()
    for _ in range(STARTS):
        found = attempts_at(quiz, assignment, user, guest_key).open().filter(retry_of=None).first()
        if found is not None and close_if_over(found, at).handed_in_at is None:
            return found
        refuse_start(quiz, assignment, user, guest_key, at)
        try:
            return begin(quiz=quiz, user=user, guest_key=guest_key, assignment=assignment, at=at)
        except IntegrityError:
            continue
    raise Refused("The quiz could not be started just now. Please try again.")


def attempts_at(quiz: Quiz, assignment: Assignment | None, user: Person, guest_key: str) -> Any:
    return Attempt.objects.of(user, guest_key).filter(quiz=quiz, assignment=assignment)


def refuse_start(quiz: Quiz, assignment: Assignment | None, user: Person, guest_key: str, at: datetime) -> None:
    if assignment is not None:
        if not assignment.is_open(at):
            raise Refused("This quiz is not open yet.")
        due = due_for(assignment, accommodation_of(assignment, user))
        if quiz.mode == Quiz.Mode.TEST and due is not None and due <= at:
            raise Refused("The time for this test is over.")
    allowed = allowed_attempts(quiz, assignment, user)
    if allowed is not None:
        used = attempts_at(quiz, assignment, user, guest_key).filter(retry_of=None).count()
        if used >= allowed:
            raise Refused("You have used all your attempts at this quiz.")


def begin(
    *,
    quiz: Quiz,
    user: Person,
    guest_key: str,
    assignment: Assignment | None = None,
    retry_of: Attempt | None = None,
    only: Iterable[int] | None = None,
    at: datetime,
) -> Attempt:
    """A new attempt with its plan; `only` limits it to these question ids.

    When another start was quicker, its attempt is returned; where the two could not see each other, the database
    refuses the second one with IntegrityError.
    """
    numbered = attempts_at(quiz, assignment, user, guest_key)
    with transaction.atomic():
        # The number is read before the look for a quicker start: an attempt that is committed in between is then either
        # found, or holds this number and makes the database refuse ours.
        number = (numbered.aggregate(last=Max("number"))["last"] or 0) + 1
        quicker = numbered.open().filter(retry_of=retry_of).first()
        if quicker is not None:
            return quicker
        attempt = Attempt.objects.create(
            quiz=quiz,
            assignment=assignment,
            student_id=user.pk if user.is_authenticated else None,
            guest_key="" if user.is_authenticated else guest_key,
            number=number,
            retry_of=retry_of,
            started_at=at,
        )
        attempt.plan = planned(attempt, only)
        if not attempt.plan:
            raise Refused("This quiz has no questions yet.")
        attempt.save(update_fields=["plan"])
    return attempt


def planned(attempt: Attempt, only: Iterable[int] | None = None) -> list[dict[str, Any]]:
    """What is asked, in which order, with the options as they will stand on the screen."""
    if only is None:
        items = QuizItem.objects.filter(quiz=attempt.quiz, question__status=Question.Status.READY)
        asked = [(item.question, item.points) for item in items.select_related("question").order_by("position", "pk")]
    else:
        wanted = list(only)
        rows = Question.objects.ready().in_bulk(wanted)
        asked = [(rows[pk], 1) for pk in wanted if pk in rows]
    options: dict[int, list[int]] = {question.pk: [] for question, _ in asked}
    for pk, question_id in (
        Option.objects.filter(question__in=options).order_by("question", "position").values_list("pk", "question_id")
    ):
        options[question_id].append(pk)
    return [
        {
            "question": question.pk,
            "options": shuffled(attempt, question, options[question.pk]),
            "points": points,
        }
        for question, points in asked
    ]


def shuffled(attempt: Attempt, question: Question, options: Sequence[int]) -> list[int]:
    """`options` in the order of this attempt: the same each time, and not to be foretold without the site's secret.

    True and false keep their places; events to be put in order never start in the right order.
    """
    order = list(options)
    is_order = question.kind == Question.Kind.ORDER
    if question.kind == Question.Kind.TRUE_FALSE or not (attempt.quiz.shuffle_options or is_order):
        return order
    seed = salted_hmac("quizzes.delivery.shuffled", f"{attempt.pk}:{question.pk}", algorithm="sha256").hexdigest()
    generator = random.Random(seed)  # noqa: S311  seeded by a keyed digest
    generator.shuffle(order)
    while is_order and len(order) > 1 and order == list(options):
        generator.shuffle(order)
    return order
