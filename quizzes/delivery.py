"""Taking a quiz: starting, answering, handing in. The one way in which attempts and responses come to be.

What the server acknowledged is committed; an answer sent twice counts once; nobody gets past the end of her time. The
functions expect that the caller found the attempt through `Attempt.objects.of`, so that it is the taker's own.
"""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max, Prefetch, Q
from django.utils import timezone
from django.utils.crypto import salted_hmac

from articles.models import Concept, Person
from quizzes import progress
from quizzes.grading import AnswerKey, grade
from quizzes.models import (
    AcceptedAnswer,
    Accommodation,
    Assignment,
    Attempt,
    Evidence,
    Option,
    Question,
    Quiz,
    QuizItem,
    Response,
)

GRACE = timedelta(seconds=30)
"""An answer sent in the last second still arrives over a slow network."""
STARTS = 5


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


def questions_with_answers() -> Any:
    """Questions with all that grading and feedback need, in four queries."""
    evidence = Evidence.objects.select_related("sentence__section").order_by("pk")
    return Question.objects.prefetch_related(
        in_place("options", Option), in_place("accepted_answers", AcceptedAnswer), Prefetch("evidence", evidence)
    )


def questions_to_mark() -> Any:
    """Questions with what marking one answer needs, in three queries; typed answers are read where there are any."""
    return Question.objects.prefetch_related(
        in_place("options", Option), Prefetch("evidence", Evidence.objects.order_by("pk"))
    )


def in_place(name: str, model: type[Option] | type[AcceptedAnswer]) -> Prefetch[Any]:
    """In the order of one question. The models' own order goes over all questions and joins every table above them."""
    rows: Any = model
    return Prefetch(name, rows.objects.order_by("position", "pk"))


def answer_key(question: Question) -> AnswerKey:
    """What counts as right in `question`, whose options and accepted answers are best prefetched."""
    options = list(question.options.all())
    if question.kind == Question.Kind.ORDER:
        return AnswerKey(order=tuple(option.pk for option in sorted(options, key=lambda option: option.position)))
    if options:
        return AnswerKey(option=next((option.pk for option in options if option.is_key), -1))
    accepted = tuple(answer.text for answer in question.accepted_answers.all())
    named = Concept.objects.filter(mentions__sentence__section__edition=question.edition_id).distinct()
    return AnswerKey(accepted=accepted, others=tuple(named.values_list("name", flat=True)))


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

    `question` spares reading it again when the caller has it from `questions_to_mark` or `questions_with_answers`.

    Raises Refused after the hand-in, after the end of the time, and in practice once the answer was shown; and
    Question.DoesNotExist for a question that this attempt does not ask.
    """
    at = at or timezone.now()
    question = question or questions_with_answers().get(pk=question_id)
    # What can be worked out beforehand is: while the lock is held, the rest of the class waits on SQLite.
    shown = as_shown(question, step_of(attempt, question_id))
    mark = grade(answer_key(question), given)
    with transaction.atomic():
        lock(attempt)
        earlier = dict(
            Response.objects.filter(Q(token=token) | Q(question=question_id), attempt=attempt.pk)
            .order_by()
            .values_list("token", "pk")
        )
        if token in earlier:
            return Response.objects.get(pk=earlier[token])
        refuse_answer(attempt, at, is_answered=bool(earlier))
        response = Response.objects.create(
            attempt=attempt,
            question=question,
            token=token,
            shown=shown,
            given=dict(given),
            mark=mark,
            evidence_mark=evidence_mark(question, given),
            hints=step_of(attempt, question_id).get("hints", 0),
            answered_at=at,
        )
        if attempt.student_id is not None and gives_feedback_at_once(attempt):
            progress.note(response, question=question)
    return response


def lock(attempt: Attempt) -> None:
    """Let nobody else change this attempt until the transaction ends, and see it as it stands now."""
    current = Attempt.objects.select_for_update().filter(pk=attempt.pk).order_by()
    attempt.handed_in_at, attempt.plan = current.values_list("handed_in_at", "plan").get()


def refuse_answer(attempt: Attempt, at: datetime, *, is_answered: bool) -> None:
    if attempt.handed_in_at is not None:
        raise Refused("You have handed this quiz in, so its answers stand.")
    end = deadline(attempt, extra_of(attempt)) if may_end(attempt) else None
    if end is not None and at > end + GRACE:
        raise Refused("The time for this quiz is over. What you answered before is kept.")
    if is_answered and gives_feedback_at_once(attempt):
        raise Refused("You have answered this question; its answer was shown.")


def as_shown(question: Question, step: Mapping[str, Any]) -> dict[str, Any]:
    """What stands on the screen, kept with the answer so that it can still be read after the question was edited."""
    texts = {option.pk: option.text for option in question.options.all()}
    return {
        "stem": question.stem,
        "kind": question.kind,
        "options": [{"id": pk, "text": texts[pk]} for pk in step["options"] if pk in texts],
        "evidence": [
            {"sentence": piece.sentence_id, "start": piece.start, "end": piece.end, "quote": piece.quote}
            for piece in question.evidence.all()
        ],
        "points": step.get("points", 1),
    }


def evidence_mark(question: Question, given: Mapping[str, Any]) -> float | None:
    """1 or 0 for the sentence she chose as the one that shows it; None when she was not asked."""
    if "sentence" not in given:
        return None
    return float(given["sentence"] in {piece.sentence_id for piece in question.evidence.all()})


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
    end = deadline(attempt, extra_of(attempt)) if may_end(attempt) else None
    if end is not None and at > end + GRACE:
        hand_in(attempt=attempt, at=end)
    return attempt


def retry(*, attempt: Attempt, user: Person, guest_key: str = "", at: datetime | None = None) -> Attempt:
    """A new practice attempt on what was missed in `attempt`. Raises Refused when nothing was, or it is too early."""
    at = at or timezone.now()
    if attempt.handed_in_at is None or not feedback_is_open(attempt, at):
        raise Refused("You can practise what you missed once the answers are shown.")
    standing = attempt.retries.open().first()
    if standing is not None:
        return standing
    right = {
        row.question_id
        for row in progress.newest_with_marks(attempt=attempt)
        if row.counted_mark >= progress.RIGHT_FROM
    }
    missed = [step["question"] for step in attempt.plan if step["question"] not in right]
    others = alternatives(missed, attempt)
    asked = [others.get(question, question) for question in missed]
    if not Question.objects.ready().filter(pk__in=asked).exists():
        raise Refused("There is nothing to look at again: you missed nothing.")
    return practise(quiz=attempt.quiz, only=asked, retry_of=attempt, user=user, guest_key=guest_key, at=at)


def alternatives(missed: Sequence[int], attempt: Attempt) -> dict[int, int]:
    """For a missed question another ready one that leans on the same sentence and that she has not met yet, if any.

    Questions of tests are left out: practising must not show what a test will ask.
    """
    met = Response.objects.filter(
        attempt__in=Attempt.objects.filter(student=attempt.student_id, guest_key=attempt.guest_key)
    )
    fresh = (
        Question.objects.ready()
        .filter(edition=attempt.quiz.edition_id)
        .exclude(pk__in=[step["question"] for step in attempt.plan])
        .exclude(pk__in=met.exclude(question=None).values("question"))
        .exclude(quizzes__mode=Quiz.Mode.TEST)
    )
    by_sentence: dict[int, list[int]] = {}
    for question, sentence in (
        Evidence.objects.filter(question__in=fresh)
        .exclude(sentence=None)
        .order_by("-question__score", "question")
        .values_list("question_id", "sentence_id")
    ):
        by_sentence.setdefault(sentence, []).append(question)
    chosen: dict[int, int] = {}
    proofs = Evidence.objects.filter(question__in=missed).exclude(sentence=None)
    for question, sentence in proofs.values_list("question_id", "sentence_id"):
        free = [other for other in by_sentence.get(sentence, ()) if other not in chosen.values()]
        if free and question not in chosen:
            chosen[question] = free[0]
    return chosen


def review(*, user: Person, at: datetime | None = None) -> Attempt:
    """A practice attempt on what is due for this student today: the questions of one quiz, the longest waiting first.

    Raises Refused when nothing is due.
    """
    at = at or timezone.now()
    due = [card.question_id for card in progress.due_cards(user.pk, at)]
    latest = {
        response.question_id: response.attempt
        for response in Response.objects.filter(attempt__student=user.pk, question__in=due)
        .select_related("attempt__quiz")
        .order_by("pk")
    }
    due = [question for question in due if question in latest]
    if not due:
        raise Refused("Nothing is due today. Well kept.")
    first = latest[due[0]]
    same = [question for question in due if latest[question].quiz_id == first.quiz_id]
    standing = Attempt.objects.of(user).open().filter(quiz=first.quiz_id).exclude(retry_of=None).first()
    if standing is not None and {step["question"] for step in standing.plan} & set(same):
        return standing
    return practise(quiz=first.quiz, only=same, retry_of=first, user=user, guest_key="", at=at)


def practise(
    *, quiz: Quiz, only: Sequence[int], retry_of: Attempt | None, user: Person, guest_key: str, at: datetime
) -> Attempt:
    for _ in range(STARTS):
        try:
            return begin(quiz=quiz, user=user, guest_key=guest_key, retry_of=retry_of, only=only, at=at)
        except IntegrityError:
            continue
    raise Refused("The questions could not be started just now. Please try again.")


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
