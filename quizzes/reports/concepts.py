"""The grid: students by concepts, with how sure it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count
from django.utils import timezone

from articles.models import Concept
from quizzes import mastery, progress
from quizzes.exchange.sheets import Table
from quizzes.models import Classroom, ConceptProgress, Membership
from quizzes.reports.marks import percent
from quizzes.reports.names import by_name

COLUMNS = 20
"""So many concepts stand side by side; the others are on further pages."""
FIRM, GROWING = 0.85, 0.6
SURE, FAIRLY_SURE = 0.5, 0.2
"""One minus the entropy, in bits: 0.5 is reached at 89 % or 11 %, 0.2 at 76 % or 24 %."""
DAY = 86_400


@dataclass(frozen=True, slots=True)
class Grasp:
    """One student and one concept: `probability` that she grasps it, on so many `answers`."""

    probability: float
    answers: int
    right: int

    @property
    def is_early(self) -> bool:
        return self.answers < mastery.FEW_ANSWERS

    @property
    def level(self) -> str:
        """A word for pictures: early, look, growing, firm."""
        if self.is_early:
            return "early"
        return "firm" if self.probability >= FIRM else "growing" if self.probability >= GROWING else "look"

    @property
    def sureness(self) -> float:
        """How sure, 0 to 1; nothing is sure on few answers."""
        return 0.0 if self.is_early else mastery.sureness(self.probability)

    @property
    def words(self) -> str:
        if self.is_early:
            return f"early ({self.right} of {self.answers})"
        return f"{percent(self.probability)}, {self.sure_words} ({self.right} of {self.answers})"

    @property
    def sure_words(self) -> str:
        return "sure" if self.sureness >= SURE else "fairly sure" if self.sureness >= FAIRLY_SURE else "unsure"

    @property
    def side(self) -> float:
        """The side of its square in the picture, 4 to 10: the surer, the bigger."""
        return round(4 + 6 * self.sureness, 1)

    @property
    def inset(self) -> float:
        return round((10 - self.side) / 2, 2)


@dataclass(frozen=True, slots=True)
class GridRow:
    student: int
    name: str
    grasps: tuple[Grasp | None, ...]

    @property
    def answers(self) -> int:
        return sum(grasp.answers for grasp in self.grasps if grasp)


@dataclass(frozen=True, slots=True)
class ConceptGrid:
    """Students by name; concepts with most answers first, one page of them."""

    classroom: Classroom
    concepts: tuple[Concept, ...]
    rows: tuple[GridRow, ...]
    page: int
    pages: int
    total: int

    def table(self) -> Table:
        rows = tuple(
            (row.name, *(grasp.words if grasp else "–" for grasp in row.grasps), str(row.answers)) for row in self.rows
        )
        columns = ("Student", *(concept.name for concept in self.concepts), "Answers")
        return Table("concepts", "Students by concepts", columns, rows)


def concept_grid(classroom: Classroom, *, page: int = 1, at: datetime | None = None) -> ConceptGrid:
    """One page of the grid of `classroom`: concepts that its quizzes ask about. Four queries."""
    at = at or timezone.now()
    members = sorted(Membership.objects.filter(classroom=classroom), key=lambda member: by_name(member.name))
    asked = list(
        Concept.objects.filter(questions__quizzes__assignments__classroom=classroom)
        .annotate(asked=Count("questions", distinct=True))
        .order_by("-asked", "name")
        .values_list("pk", flat=True)
    )
    pages = max(1, -(-len(asked) // COLUMNS))
    page = min(max(1, page), pages)
    shown = asked[(page - 1) * COLUMNS : page * COLUMNS]
    concepts = Concept.objects.in_bulk(shown)
    grasps = grasps_of([member.student_id for member in members], shown, at)
    rows = tuple(
        GridRow(member.student_id, member.name, tuple(grasps.get((member.student_id, pk)) for pk in shown))
        for member in members
    )
    return ConceptGrid(classroom, tuple(concepts[pk] for pk in shown), rows, page, pages, len(asked))


def grasps_of(students: Iterable[int], concepts: Iterable[int], at: datetime) -> dict[tuple[int, int], Grasp]:
    """What is known of these students at `at`, forgetting included. Two queries."""
    members = list(students)
    progress.catch_up(members, at=at)
    rows = ConceptProgress.objects.filter(student__in=members, concept__in=list(concepts))
    return {
        (student, concept): Grasp(mastery.faded(probability, (at - last).total_seconds() / DAY), answers, right)
        for student, concept, probability, answers, right, last in rows.values_list(
            "student_id", "concept_id", "mastery", "answers", "right", "last_answer_at"
        )
    }
