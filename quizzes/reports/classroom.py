"""The class page: who has not begun, who is stuck and on which sentence, how far everybody is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from quizzes.exchange.sheets import Table
from quizzes.models import Assignment, Classroom, Evidence, Membership
from quizzes.reports.marks import Sitting, misses, newest_by_student, percent, sittings
from quizzes.reports.names import by_name

SILENT = timedelta(minutes=10)
"""Who has begun and has not answered for so long is taken to be stuck."""
LOOKS_BACK = timedelta(days=14)
"""Who stopped longer ago has left, and is listed as begun only."""
MISSED_OFTEN = 2
"""Missing one question this often is being stuck on it, whatever came after."""


@dataclass(frozen=True, slots=True)
class Stuck:
    """A student who does not get on: `sentence` is the one that holds the answer."""

    student: int
    name: str
    assignment: Assignment
    stem: str
    sentence: str
    sentence_id: int | None
    why: str


@dataclass(frozen=True, slots=True)
class Cell:
    """Where one student is with one assignment."""

    state: str
    sitting: Sitting | None = None

    @property
    def words(self) -> str:
        if self.state == "handed in" and self.sitting:
            return percent(self.sitting.share)
        if self.state == "begun" and self.sitting:
            return f"{len(self.sitting.marks)} of {len(self.sitting.points)} answered"
        return self.state


@dataclass(frozen=True, slots=True)
class Column:
    """One assignment over the whole class."""

    assignment: Assignment
    not_begun: tuple[str, ...]
    begun: int
    handed_in: int
    share: float | None

    @property
    def asked(self) -> int:
        return len(self.not_begun) + self.begun + self.handed_in


@dataclass(frozen=True, slots=True)
class Row:
    student: int
    name: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class ClassReport:
    """The class at one moment; assignments newest first, students by name."""

    classroom: Classroom
    at: datetime
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    stuck: tuple[Stuck, ...]

    @property
    def waiting(self) -> tuple[Column, ...]:
        """Open assignments that somebody has not begun."""
        return tuple(c for c in self.columns if c.not_begun and c.assignment.is_open(self.at))

    def progress_table(self) -> Table:
        titles = tuple(column.assignment.quiz.title for column in self.columns)
        rows = tuple((row.name, *(cell.words for cell in row.cells)) for row in self.rows)
        return Table("progress", "How far everybody is", ("Student", *titles), rows)

    def summary_table(self) -> Table:
        rows = tuple(
            (
                column.assignment.quiz.title,
                str(len(column.not_begun)),
                str(column.begun),
                str(column.handed_in),
                percent(column.share),
            )
            for column in self.columns
        )
        columns = ("Quiz", "Not begun", "Begun", "Handed in", "Mean of those handed in")
        return Table("quizzes", "Quizzes of this class", columns, rows)

    def stuck_table(self) -> Table:
        rows = tuple((s.name, s.assignment.quiz.title, s.stem, s.sentence, s.why) for s in self.stuck)
        return Table("stuck", "Who is stuck", ("Student", "Quiz", "Question", "Sentence", "Why listed"), rows)


def class_report(classroom: Classroom, *, at: datetime | None = None) -> ClassReport:
    """The class page of `classroom`. Eight queries."""
    at = at or timezone.now()
    members = sorted(Membership.objects.filter(classroom=classroom), key=lambda member: by_name(member.name))
    assignments = list(
        Assignment.objects.filter(classroom=classroom)
        .select_related("quiz")
        .prefetch_related("students")
        .order_by("-created_at", "-pk")
    )
    found = sittings(Q(assignment__in=[assignment.pk for assignment in assignments]))
    counted = newest_by_student(found)
    asked = {a.pk: {student.pk for student in a.students.all()} for a in assignments}
    rows = tuple(
        Row(
            member.student_id,
            member.name,
            tuple(cell_of(member.student_id, a, asked[a.pk], counted) for a in assignments),
        )
        for member in members
    )
    columns = tuple(column_of(place, assignment, rows) for place, assignment in enumerate(assignments))
    return ClassReport(classroom, at, columns, rows, stuck_students(members, assignments, found, counted, at))


def cell_of(student: int, assignment: Assignment, asked: set[int], counted: dict[tuple[int, int], Sitting]) -> Cell:
    sitting = counted.get((student, assignment.pk))
    if sitting is not None:
        return Cell("handed in" if sitting.is_handed_in else "begun", sitting)
    return Cell("not begun" if not asked or student in asked else "not asked")


def column_of(place: int, assignment: Assignment, rows: tuple[Row, ...]) -> Column:
    cells = [(row.name, row.cells[place]) for row in rows]
    done = [cell.sitting.share for _, cell in cells if cell.state == "handed in" and cell.sitting]
    shares = [share for share in done if share is not None]
    return Column(
        assignment,
        tuple(name for name, cell in cells if cell.state == "not begun"),
        sum(cell.state == "begun" for _, cell in cells),
        len(done),
        sum(shares) / len(shares) if shares else None,
    )


def stuck_students(
    members: list[Membership],
    assignments: list[Assignment],
    found: list[Sitting],
    counted: dict[tuple[int, int], Sitting],
    at: datetime,
) -> tuple[Stuck, ...]:
    """Who stopped in the middle, and who missed the same question again. One query, for the sentences."""
    reasons: dict[tuple[int, int, int], str] = {}
    again = {pair: times for pair, times in misses(found).items() if times >= MISSED_OFTEN}
    for (student, assignment), sitting in counted.items():
        silence = at - sitting.last_seen_at
        place = sitting.next_question
        if not sitting.is_handed_in and place is not None and SILENT <= silence <= LOOKS_BACK:
            reasons[student, assignment, place] = f"no answer for {spoken(silence)}"
        for question, mark in sitting.marks.items():
            if mark < 1 and (times := again.get((student, question))):
                reasons[student, assignment, question] = f"missed {times} times"
    quotes = evidence_of({question for _, _, question in reasons})
    names = {member.student_id: member.name for member in members}
    by_pk = {assignment.pk: assignment for assignment in assignments}
    listed = [
        Stuck(student, names[student], by_pk[assignment], *quotes[question], why)
        for (student, assignment, question), why in reasons.items()
        if student in names and question in quotes
    ]
    return tuple(sorted(listed, key=lambda s: (by_name(s.name), -s.assignment.pk, s.stem)))


def evidence_of(questions: set[int]) -> dict[int, tuple[str, str, int | None]]:
    """For each question its stem, and the quote and sentence of its first evidence."""
    rows = Evidence.objects.filter(question__in=questions).order_by("-pk")
    return {
        question: (stem, quote, sentence)
        for question, stem, quote, sentence in rows.values_list("question_id", "question__stem", "quote", "sentence_id")
    }


def spoken(silence: timedelta) -> str:
    minutes = int(silence.total_seconds() // 60)
    if minutes < 120:
        return f"{minutes} minutes"
    return f"{minutes // 60} hours" if minutes < 48 * 60 else f"{minutes // 1440} days"
