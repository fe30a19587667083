"""One student's page: what she took, what she grasps, what she missed and where the answer stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format

from quizzes import progress
from quizzes.exchange.sheets import Table
from quizzes.models import Assignment, Evidence, Membership, Question
from quizzes.progress import Standing
from quizzes.reports.marks import RIGHT_FROM, Sitting, percent, sittings


@dataclass(frozen=True, slots=True)
class Taken:
    """One sitting of hers."""

    assignment: Assignment
    sitting: Sitting

    @property
    def state(self) -> str:
        if self.sitting.is_handed_in:
            return "handed in"
        return f"{len(self.sitting.marks)} of {len(self.sitting.points)} answered"


@dataclass(frozen=True, slots=True)
class Missed:
    """A question that she has not got right yet in her newest answer to it."""

    question: Question
    assignment: Assignment
    gave: str
    mark: float
    evidence: Evidence | None


@dataclass(frozen=True, slots=True)
class StudentReport:
    """One student in one class; sittings newest first, concepts most answered first."""

    membership: Membership
    at: datetime
    taken: tuple[Taken, ...]
    standings: tuple[Standing, ...]
    missed: tuple[Missed, ...]
    not_begun: tuple[Assignment, ...]

    def sittings_table(self) -> Table:
        rows = tuple(
            (
                t.assignment.quiz.title,
                str(t.sitting.number),
                date_format(timezone.localtime(t.sitting.started_at), "j M Y, H:i"),
                t.state,
                percent(t.sitting.share),
            )
            for t in self.taken
        )
        return Table("sittings", "Quizzes taken", ("Quiz", "Attempt", "Begun", "State", "Points"), rows)

    def concepts_table(self) -> Table:
        rows = tuple(
            (
                s.name,
                s.words,
                "–" if s.is_early else percent(s.probability),
                "–" if s.is_early else percent(s.sureness),
                f"{s.right} of {s.answers}",
            )
            for s in self.standings
        )
        columns = ("Concept", "In words", "Grasp", "How sure", "Right answers")
        return Table("concepts", "Concepts", columns, rows)

    def missed_table(self) -> Table:
        rows = tuple(
            (m.question.stem, m.gave, percent(m.mark), m.evidence.quote if m.evidence else "no evidence")
            for m in self.missed
        )
        return Table("missed", "Not got yet", ("Question", "Answer given", "Mark", "Sentence"), rows)


def student_report(membership: Membership, *, at: datetime | None = None) -> StudentReport:
    """The page of one student in one class. Eleven queries."""
    at = at or timezone.now()
    student: User = membership.student
    assignments = {
        a.pk: a
        for a in Assignment.objects.filter(classroom=membership.classroom_id)
        .select_related("quiz")
        .prefetch_related("students")
    }
    found = sittings(Q(student=student.pk, assignment__in=list(assignments)), given=True)
    found.sort(key=lambda sitting: (sitting.started_at, sitting.pk))
    progress.catch_up([student.pk], at=at)
    begun = {sitting.assignment for sitting in found}
    asked = [a for a in assignments.values() if not a.students.all() or student in a.students.all()]
    return StudentReport(
        membership,
        at,
        tuple(Taken(assignments[sitting.assignment], sitting) for sitting in reversed(found)),
        tuple(progress.standings(student.pk, at)),
        missed_questions(found, assignments),
        tuple(a for a in asked if a.pk not in begun and a.is_open(at)),
    )


def missed_questions(found: list[Sitting], assignments: dict[int, Assignment]) -> tuple[Missed, ...]:
    newest = {question: sitting for sitting in found for question in sitting.marks}
    missed = {pk: sitting for pk, sitting in newest.items() if sitting.marks[pk] < RIGHT_FROM}
    questions = Question.objects.filter(pk__in=missed).prefetch_related("options", "evidence").order_by("pk")
    return tuple(
        Missed(
            question,
            assignments[missed[question.pk].assignment],
            answer_words(question, missed[question.pk].given[question.pk]),
            missed[question.pk].marks[question.pk],
            next(iter(question.evidence.all()), None),
        )
        for question in questions
    )


def answer_words(question: Question, given: dict[str, object]) -> str:
    """What she answered, as words."""
    texts = {option.pk: option.text for option in question.options.all()}
    if "order" in given and isinstance(given["order"], list):
        return " → ".join(texts.get(pk, "?") for pk in given["order"])
    if "option" in given:
        return texts.get(given["option"], "an option that is no longer there")  # type: ignore[call-overload]
    return str(given.get("text", "")) or "nothing"
