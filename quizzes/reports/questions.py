"""How each question of an assignment went: how hard, how telling, which answer drew how many and why."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db.models import Prefetch, Q

from quizzes.exchange.sheets import Table
from quizzes.models import Assignment, Evidence, Membership, Option, Question
from quizzes.reports.marks import RIGHT_FROM, Sitting, first_by_student, percent, sittings
from quizzes.reports.statistics import ENOUGH, Discrimination, discrimination
from quizzes.typed_words import words

MOST_TYPED = 6
"""So many different typed answers are listed; the others are counted together."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """One possible answer and how many gave it."""

    text: str
    count: int
    of: int
    is_right: bool
    why: str = ""
    is_other_telling: bool = False

    @property
    def share(self) -> float:
        return self.count / self.of if self.of else 0.0

    @property
    def words(self) -> str:
        return f"{self.count} of {self.of}"


@dataclass(frozen=True, slots=True)
class QuestionReport:
    """One question; `missed` of `answers` did not get all of its points."""

    question: Question
    number: int
    answers: int
    missed: int
    mean: float | None
    discrimination: Discrimination | None
    drawn: tuple[Drawn, ...]
    evidence: Evidence | None

    @property
    def title(self) -> str:
        return f"{self.number}. {self.question.stem}"

    @property
    def difficulty(self) -> str:
        if self.mean is None:
            return "nobody has answered"
        return "easy" if self.mean >= 0.85 else "medium" if self.mean >= 0.5 else "hard"

    @property
    def strongest_wrong(self) -> Drawn | None:
        wrong = [drawn for drawn in self.drawn if not drawn.is_right and drawn.count]
        return max(wrong, key=lambda drawn: drawn.count, default=None)

    @property
    def is_judging(self) -> bool:
        return self.question.understanding == Question.Understanding.JUDGE

    @property
    def other_telling(self) -> Drawn | None:
        """The answer that another telling of the article gives, where it is among the options."""
        return next((drawn for drawn in self.drawn if drawn.is_other_telling), None)

    @property
    def is_suspicious(self) -> bool:
        """Those who know more get it wrong: look at the key."""
        return self.discrimination is not None and self.discrimination.high < 0

    @property
    def discrimination_words(self) -> str:
        if self.discrimination is not None:
            return self.discrimination.words
        return "too few answers" if self.answers < ENOUGH else "all the same"


@dataclass(frozen=True, slots=True)
class Judging:
    """Judging the source: `right` of `answers` to so many questions; of `offered` answers to questions that offer what
    another telling says, `took_other` took it."""

    questions: int
    answers: int
    right: int
    offered: int
    took_other: int


@dataclass(frozen=True, slots=True)
class AssignmentReport:
    """All questions of one assignment in their order, from the first sitting of each of `sat` students of `asked`."""

    assignment: Assignment
    asked: int
    sat: int
    questions: tuple[QuestionReport, ...]

    @property
    def judging(self) -> Judging | None:
        """How the questions on judging the source went; None where there was none that anybody answered."""
        asked = [q for q in self.questions if q.is_judging and q.answers]
        offered = [q for q in self.questions if q.other_telling and q.answers]
        if not asked and not offered:
            return None
        return Judging(
            questions=len(asked),
            answers=sum(q.answers for q in asked),
            right=sum(q.answers - q.missed for q in asked),
            offered=sum(q.answers for q in offered),
            took_other=sum(q.other_telling.count for q in offered if q.other_telling),
        )

    def questions_table(self) -> Table:
        rows = tuple(
            (
                q.title,
                str(q.answers),
                str(q.missed),
                percent(q.mean),
                q.difficulty,
                q.discrimination_words,
                q.evidence.quote if q.evidence else "no evidence",
                str(q.question.get_understanding_display()),
                q.other_telling.words if q.other_telling and q.answers else "",
            )
            for q in self.questions
        )
        columns = ("Question", "Answers", "Missed", "Mean mark", "Difficulty", "Discrimination", "Sentence")
        more = ("Understanding", "Took the other telling’s fact")
        return Table("questions", "How each question went", (*columns, *more), rows)

    def answers_table(self) -> Table:
        rows = tuple(
            (
                q.title,
                drawn.text,
                "right" if drawn.is_right else "wrong",
                drawn.words,
                percent(drawn.share),
                drawn.why,
            )
            for q in self.questions
            for drawn in q.drawn
            if q.answers
        )
        columns = ("Question", "Answer", "Right or wrong", "Given by", "Share", "Why a reader may choose it")
        return Table("answers", "Which answer drew how many", columns, rows)


def assignment_report(assignment: Assignment) -> AssignmentReport:
    """The question report of `assignment`. Ten queries."""
    members = set(Membership.objects.filter(classroom=assignment.classroom_id).values_list("student_id", flat=True))
    chosen = set(assignment.students.values_list("pk", flat=True))
    found = sittings(Q(assignment=assignment.pk), given=True)
    first = [sitting for sitting in first_by_student(found) if sitting.marks]
    evidence = Evidence.objects.select_related("sentence__section").order_by("pk")
    questions = (
        Question.objects.filter(quiz_items__quiz=assignment.quiz_id)
        .order_by("quiz_items__position", "pk")
        .prefetch_related("options", "accepted_answers", Prefetch("evidence", queryset=evidence))
    )
    reports = tuple(question_report(question, number, first) for number, question in enumerate(questions, start=1))
    return AssignmentReport(assignment, len(chosen & members or members), len(first), reports)


def question_report(question: Question, number: int, first: list[Sitting]) -> QuestionReport:
    answered = [sitting for sitting in first if question.pk in sitting.marks]
    marks = [sitting.marks[question.pk] for sitting in answered]
    # Only whole sittings can be compared: who is in the middle has a low sum for no other reason.
    whole = [sitting for sitting in answered if sitting.is_handed_in]
    return QuestionReport(
        question,
        number,
        len(marks),
        sum(mark < RIGHT_FROM for mark in marks),
        sum(marks) / len(marks) if marks else None,
        discrimination(
            [sitting.marks[question.pk] for sitting in whole],
            [sum(mark for pk, mark in sitting.marks.items() if pk != question.pk) for sitting in whole],
        ),
        drawn_answers(question, answered),
        next(iter(question.evidence.all()), None),
    )


def drawn_answers(question: Question, answered: list[Sitting]) -> tuple[Drawn, ...]:
    options = sorted(question.options.all(), key=lambda option: option.position)
    if question.kind == Question.Kind.ORDER:
        return drawn_orders(question, answered)
    if not options:
        return drawn_words(question, answered)
    chosen = Counter(sitting.given[question.pk].get("option") for sitting in answered)
    drawn = [
        Drawn(o.text, chosen.pop(o.pk, 0), len(answered), o.is_key, o.rationale, o.role == Option.Role.OTHER_TELLING)
        for o in options
    ]
    if gone := sum(chosen.values()):
        drawn.append(Drawn("An option that is no longer there", gone, len(answered), False))
    return tuple(drawn)


def drawn_words(question: Question, answered: list[Sitting]) -> tuple[Drawn, ...]:
    """Typed answers, those together that are marked as the same; the right ones first, then the most frequent."""
    counts: Counter[tuple[str, ...]] = Counter()
    spelt: dict[tuple[str, ...], str] = {}
    right: dict[tuple[str, ...], bool] = {}
    for sitting in answered:
        text = str(sitting.given[question.pk].get("text", ""))
        form = words(text)
        counts[form] += 1
        spelt.setdefault(form, text.strip() or "(nothing)")
        right[form] = sitting.marks[question.pk] >= RIGHT_FROM
    ranked = sorted(counts, key=lambda form: (not right[form], -counts[form], spelt[form]))
    shown = ranked[:MOST_TYPED]
    drawn = [Drawn(spelt[form], counts[form], len(answered), right[form]) for form in shown]
    if rest := sum(counts[form] for form in ranked[MOST_TYPED:]):
        drawn.append(Drawn("Other answers", rest, len(answered), False))
    return tuple(drawn)


def drawn_orders(question: Question, answered: list[Sitting]) -> tuple[Drawn, ...]:
    marks = [sitting.marks[question.pk] for sitting in answered]
    whole, none = sum(mark >= RIGHT_FROM for mark in marks), sum(mark <= 0 for mark in marks)
    return (
        Drawn("The right order", whole, len(marks), True),
        Drawn("Partly in order", len(marks) - whole - none, len(marks), False),
        Drawn("No two in order", none, len(marks), False),
    )
