"""What answers say of a student: mastery by concept and by kind of understanding, and what she should meet again.

Responses are the only source. `rebuild_student` makes the stored rows from all answers, regraded marks among them: when
an attempt is handed in, and in `catch_up` when somebody reads them while one is under way. Giving an answer does not
wait for it. Answers of a test count once its feedback is open: before, a rising number would tell which were right.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone
from fsrs import Card, Rating, Scheduler

from quizzes import mastery
from quizzes.mastery import Mastery, Observation
from quizzes.models import (
    Assignment,
    Attempt,
    ConceptProgress,
    ProgressMark,
    Question,
    Quiz,
    Regrade,
    Response,
    ReviewCard,
)

RIGHT_FROM = mastery.RIGHT_FROM
REVIEWS_A_DAY = 20
"""However long the holiday was, a day offers no more than this."""
LONGEST_INTERVAL_DAYS = 180
AT_ONCE = 100
"""Students whose rows are made in one transaction: a few classes, and no list that a database finds too long."""
# Days, not minutes: she comes back tomorrow at the earliest. Without fuzz, so that a rebuild gives the same dates.
SCHEDULER = Scheduler(
    learning_steps=(), relearning_steps=(), maximum_interval=LONGEST_INTERVAL_DAYS, enable_fuzzing=False
)


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer that counts, as the models of this module need it."""

    attempt: int
    question: int
    understanding: str
    concepts: tuple[int, ...]
    seen: Observation
    quiz: int


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a student stands with one concept or kind of understanding, now."""

    name: str
    probability: float
    sureness: float
    answers: int
    right: int
    last_at: datetime | None
    slug: str = ""

    @property
    def is_early(self) -> bool:
        return self.answers < mastery.FEW_ANSWERS

    @property
    def words(self) -> str:
        """What to say of it: never a verdict on few answers."""
        if self.is_early:
            return "Too early to say"
        if self.probability >= mastery.FIRM:
            return "Firm"
        if self.probability >= mastery.GROWING:
            return "Growing"
        return "Worth another look"


def observation(response: Response, mark: float | None = None) -> Observation:
    return Observation(
        mark=response.mark if mark is None else mark,
        at=response.answered_at,
        options=len(response.shown.get("options", ())) if response.shown.get("kind") != Question.Kind.ORDER else 0,
        hints=response.hints,
    )


def save_cards(cards: list[ReviewCard]) -> None:
    ReviewCard.objects.bulk_create(
        cards, update_conflicts=True, unique_fields=["student", "question"], update_fields=["state", "due_at"]
    )


def progress_row(student: int, concept: int, known: Mastery) -> ConceptProgress:
    return ConceptProgress(
        student_id=student,
        concept_id=concept,
        mastery=known.probability,
        answers=known.answers,
        right=known.right,
        last_answer_at=known.last_at or timezone.now(),
    )


def save_progress(rows: list[ConceptProgress]) -> None:
    ConceptProgress.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["student", "concept"],
        update_fields=["mastery", "answers", "right", "last_answer_at"],
    )


def reviewed(state: dict[str, Any] | None, question: int, seen: Observation) -> dict[str, Any] | None:
    """The review card's state after an answer; None when there is no need of one: it was right at first sight."""
    is_right = seen.mark >= RIGHT_FROM
    if state is None and is_right:
        return None
    card = Card.from_dict(state) if state else Card(card_id=question, due=seen.at)
    rating = (Rating.Hard if seen.hints else Rating.Good) if is_right else Rating.Again
    card, _ = SCHEDULER.review_card(card, rating, review_datetime=seen.at.astimezone(UTC))
    return dict(card.to_dict())


def due_date(state: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(state["due"])


def newest_with_marks(**which: Any) -> Any:
    """The newest answer to each question, with `counted_mark`, of the responses that `which` names."""
    newest: Any = Response.objects.newest()
    return newest.with_marks().filter(**which)


def was_dropped() -> Exists:
    """Whether the question of a response was dropped after it was answered: then the answer says nothing of a student,
    whatever points she was given for it."""
    drops = Regrade.objects.filter(after__change__kind="drop", made_at__gte=OuterRef("answered_at"))
    return Exists(drops.filter(question=OuterRef("question")))


def answers_of(student: int | None, *, at: datetime | None = None) -> list[Answer]:
    """Every answer of a student that counts, oldest first, with the newest mark of each. Three queries."""
    return [answer for _, answer in _answers(at or timezone.now(), attempt__student=student)]


def _answers(at: datetime, **whose: Any) -> list[tuple[int | None, Answer]]:
    """The answers that count of the attempts that `whose` names, oldest first, each with its student."""
    answered = newest_with_marks(**whose, question__isnull=False).filter(~was_dropped())
    rows = list(answered.select_related("attempt__quiz", "question").order_by("answered_at", "pk"))
    held_back = quizzes_held_back({row.attempt.quiz_id for row in rows if row.attempt.quiz.mode == Quiz.Mode.TEST}, at)
    concepts: dict[int, list[int]] = defaultdict(list)
    links = Question.concepts.through.objects.filter(question__in={row.question_id for row in rows})
    for question, concept in links.order_by("pk").values_list("question_id", "concept_id"):
        concepts[question].append(concept)
    return [
        (
            row.attempt.student_id,
            Answer(
                attempt=row.attempt_id,
                question=row.question_id,
                understanding=row.question.understanding,
                concepts=tuple(concepts[row.question_id]),
                seen=observation(row, row.counted_mark),
                quiz=row.attempt.quiz_id,
            ),
        )
        for row in rows
        if counts(row, held_back)
    ]


def counts(response: Response, held_back: set[int]) -> bool:
    attempt = response.attempt
    if attempt.retry_of_id is not None or attempt.quiz.mode == Quiz.Mode.PRACTICE:
        return True
    return attempt.handed_in_at is not None and attempt.quiz_id not in held_back


def quizzes_held_back(quizzes: Iterable[int], at: datetime) -> set[int]:
    """Those of these tests whose last due date is still to come."""
    dues = Assignment.objects.filter(quiz__in=set(quizzes)).values("quiz")
    dates = dues.annotate(due=Max("due_at"), extra=Max("accommodations__due_at")).order_by()
    return {row["quiz"] for row in dates if any(date and date > at for date in (row["due"], row["extra"]))}


def rebuild_student(student: int, *, at: datetime | None = None) -> tuple[int, int]:
    """Make the progress and the review cards of a student anew; returns how many of each there are."""
    return rebuild_students([student], at=at)[student]


def rebuild_students(students: Collection[int], *, at: datetime | None = None) -> dict[int, tuple[int, int]]:
    """The same for many students, with as many queries for a class as for one; what each of them has of both.

    Each AT_ONCE of them are one transaction: all of their rows are new, or none.
    """
    made: dict[int, tuple[int, int]] = {}
    wanted = sorted(set(students))
    for start in range(0, len(wanted), AT_ONCE):
        made |= _rebuild(wanted[start : start + AT_ONCE], at or timezone.now())
    return made


@transaction.atomic
def _rebuild(students: list[int], at: datetime) -> dict[int, tuple[int, int]]:
    # One at a time for each student, so that what was read last is also what is written last; always in the same
    # order, so that two who rebuild overlapping classes do not wait for each other for ever.
    list(User.objects.select_for_update(no_key=True).filter(pk__in=students).order_by("pk").values_list("pk"))
    answers: dict[int, list[Answer]] = defaultdict(list)
    for student, answer in _answers(at, attempt__student__in=students):
        if student is not None:
            answers[student].append(answer)
    worked = {student: worked_out(answers[student]) for student in students}
    _delete_others(ConceptProgress, "concept_id", {student: traced for student, (traced, _) in worked.items()})
    save_progress(
        [progress_row(student, *known) for student, (traced, _) in worked.items() for known in traced.items()]
    )
    _delete_others(ReviewCard, "question_id", {student: states for student, (_, states) in worked.items()})
    save_cards(
        [
            ReviewCard(student_id=student, question_id=question, state=state, due_at=due_date(state))
            for student, (_, states) in worked.items()
            for question, state in states.items()
        ]
    )
    opened = set(Attempt.objects.filter(student__in=students).open().values_list("pk", flat=True))
    ProgressMark.objects.bulk_create(
        [
            ProgressMark(student_id=student, answers=sum(answer.attempt in opened for answer in answers[student]))
            for student in students
        ],
        update_conflicts=True,
        unique_fields=["student"],
        update_fields=["answers"],
    )
    return {student: (len(traced), len(states)) for student, (traced, states) in worked.items()}


def _delete_others(
    model: type[ConceptProgress] | type[ReviewCard], about: str, kept: Mapping[int, Container[int]]
) -> None:
    """Delete the rows of these students that are about something else than what `kept` names for each of them."""
    rows = model._default_manager.filter(student__in=kept).values_list("pk", "student_id", about)
    if others := [pk for pk, student, thing in rows if thing not in kept[student]]:
        model._default_manager.filter(pk__in=others).delete()


def worked_out(answers: Iterable[Answer]) -> tuple[dict[int, Mastery], dict[int, dict[str, Any]]]:
    """The mastery of each concept and the state of each review card after these answers, oldest first."""
    traced: dict[int, Mastery] = defaultdict(Mastery)
    states: dict[int, dict[str, Any]] = {}
    for answer in answers:
        for concept in answer.concepts:
            traced[concept] = mastery.after(traced[concept], answer.seen)
        state = reviewed(states.get(answer.question), answer.question, answer.seen)
        if state is not None:
            states[answer.question] = state
    return traced, states


def catch_up(students: Collection[int | None], *, at: datetime | None = None) -> int:
    """Bring the rows of these students in step with their answers before they are read; returns how many had to be.

    A hand-in does the same, so only answers in open attempts can be uncounted. They are compared by number with what
    the mark says, which is written together with the rows: nothing is counted twice or left out after a crash. One
    query where all are in step, and one number of queries however many are not.
    """
    given = (
        Response.objects.filter(attempt__student__in=students, attempt__handed_in_at=None, question__isnull=False)
        .filter(Q(attempt__retry_of__isnull=False) | Q(attempt__quiz__mode=Quiz.Mode.PRACTICE), ~was_dropped())
        .order_by()
    )
    counted = F("attempt__student__progress_mark__answers")
    numbers = given.values("attempt__student").annotate(given=Count("pk"), counted=Coalesce(counted, 0))
    behind = numbers.exclude(given=F("counted")).order_by("attempt__student").values_list("attempt__student", flat=True)
    found = list(behind)
    rebuild_students(found, at=at)
    return len(found)


def standings(student: int | None, at: datetime) -> list[Standing]:
    """Her concepts as they stand at `at`, forgetting included: the most answered first. One query."""
    rows = ConceptProgress.objects.filter(student=student).select_related("concept")
    made = [
        Standing(
            name=row.concept.name,
            slug=row.concept.slug,
            probability=(p := mastery.faded(row.mastery, (at - row.last_answer_at).total_seconds() / 86400)),
            sureness=mastery.sureness(p),
            answers=row.answers,
            right=row.right,
            last_at=row.last_answer_at,
        )
        for row in rows
    ]
    return sorted(made, key=lambda standing: (-standing.answers, standing.name))


def understandings(answers: Iterable[Answer], at: datetime) -> list[Standing]:
    """Where she stands with each kind of understanding."""
    traced: dict[str, Mastery] = defaultdict(Mastery)
    for answer in answers:
        traced[answer.understanding] = mastery.after(traced[answer.understanding], answer.seen)
    return [
        Standing(
            name=str(kind.label),
            probability=(p := mastery.now(traced[kind], at)),
            sureness=mastery.sureness(p),
            answers=traced[kind].answers,
            right=traced[kind].right,
            last_at=traced[kind].last_at,
        )
        for kind in Question.Understanding
        if kind in traced
    ]


def due_cards(student: int | None, at: datetime) -> QuerySet[ReviewCard]:
    """What she may look at again today, the longest waiting first, capped."""
    cards = ReviewCard.objects.filter(student=student, due_at__lte=at, question__status=Question.Status.READY)
    return cards.select_related("question__edition__article").order_by("due_at", "pk")[:REVIEWS_A_DAY]
