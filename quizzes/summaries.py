"""What a student read and understood in a stretch of time, told to her parents. Nobody is compared with anybody."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils import timezone

from articles.models import Concept
from quizzes import mastery, progress
from quizzes.mastery import Mastery
from quizzes.models import Attempt, Question
from quizzes.progress import Answer, Standing

MOST_TEXTS = 7
MOST_CONCEPTS = 6
QUITE_SURE, FAIRLY_SURE = 0.7, 0.35

Kind = Question.Understanding
MEANS = {
    Kind.FIND: "Finds what the text says in so many words.",
    Kind.JOIN: "Joins what stands in different places of a text.",
    Kind.REASON: "Sees why something happened and how it works.",
    Kind.JUDGE: "Asks who says so, and how far that can be trusted.",
}


@dataclass(frozen=True, slots=True)
class KindLine:
    """One kind of understanding; `standing` is None when nothing asked for it yet."""

    name: str
    means: str
    standing: Standing | None

    @property
    def words(self) -> str:
        return self.standing.words if self.standing else "Not asked yet"

    @property
    def sure(self) -> str:
        """How sure the words are, in words."""
        if self.standing is None or self.standing.is_early:
            return "–"
        if self.standing.sureness >= QUITE_SURE:
            return "quite sure"
        return "fairly sure" if self.standing.sureness >= FAIRLY_SURE else "not sure yet"


@dataclass(frozen=True, slots=True)
class TextRead:
    title: str
    quizzes: int
    last_at: datetime | None


@dataclass(frozen=True, slots=True)
class Summary:
    """`texts` newest first, cut at MOST_TEXTS; concepts with most answers first, cut at MOST_CONCEPTS."""

    texts: tuple[TextRead, ...]
    more_texts: int
    answers: int
    right: int
    kinds: tuple[KindLine, ...]
    strong: tuple[str, ...]
    again: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        return not self.answers and not self.texts


def bounds(first: date, last: date) -> tuple[datetime, datetime]:
    """The first moment of the first day and the last moment of the last day, in the site's own time."""
    zone = timezone.get_current_timezone()
    return datetime.combine(first, time.min, zone), datetime.combine(last, time.max, zone)


def summary(
    student: int, *, first: date, last: date, classroom: int | None = None, at: datetime | None = None
) -> Summary:
    """Her summary from the day `first` to the day `last`, both included. Understanding is as it stood on the last day
    and rests on all answers up to then; what was read and how many answers were right are of these days alone.

    With `classroom` only what that class was given counts: its teacher has no business with the rest. Five queries.
    """
    at = at or timezone.now()
    begin, end = bounds(first, last)
    sittings = Attempt.objects.filter(student=student, handed_in_at__range=(begin, end))
    answers = [answer for answer in progress.answers_of(student, at=at) if answer.seen.at <= end]
    if classroom is not None:
        sittings = sittings.filter(assignment__classroom=classroom)
        theirs = set(
            Attempt.objects.filter(student=student, assignment__classroom=classroom).values_list("pk", flat=True)
        )
        answers = [answer for answer in answers if answer.attempt in theirs]
    texts = texts_read(sittings.select_related("quiz__edition").order_by("-handed_in_at", "-pk"))
    lately = [answer for answer in answers if answer.seen.at >= begin]
    concepts = concept_standings(answers, min(at, end))
    return Summary(
        texts=tuple(texts[:MOST_TEXTS]),
        more_texts=max(0, len(texts) - MOST_TEXTS),
        answers=len(lately),
        right=sum(answer.seen.mark >= progress.RIGHT_FROM for answer in lately),
        kinds=kind_lines(answers, min(at, end)),
        strong=tuple(s.name for s in concepts if not s.is_early and s.probability >= mastery.FIRM)[:MOST_CONCEPTS],
        again=tuple(s.name for s in concepts if not s.is_early and s.probability < mastery.GROWING)[:MOST_CONCEPTS],
    )


def texts_read(sittings: Iterable[Attempt]) -> list[TextRead]:
    found: dict[int, TextRead] = {}
    for row in sittings:
        edition = row.quiz.edition
        before = found.get(edition.pk)
        found[edition.pk] = TextRead(
            edition.title,
            1 + (before.quizzes if before else 0),
            before.last_at if before else row.handed_in_at,
        )
    return list(found.values())


def kind_lines(answers: list[Answer], at: datetime) -> tuple[KindLine, ...]:
    standings = {standing.name: standing for standing in progress.understandings(answers, at)}
    return tuple(KindLine(str(kind.label), means, standings.get(str(kind.label))) for kind, means in MEANS.items())


def concept_standings(answers: list[Answer], at: datetime) -> list[Standing]:
    """Concepts as these answers alone tell of them, the most answered first. One query."""
    traced: dict[int, Mastery] = defaultdict(Mastery)
    for answer in answers:
        for concept in answer.concepts:
            traced[concept] = mastery.after(traced[concept], answer.seen)
    names = dict(Concept.objects.filter(pk__in=traced).values_list("pk", "name"))
    made = [
        Standing(
            name=names[pk],
            probability=(p := mastery.now(known, at)),
            sureness=mastery.sureness(p),
            answers=known.answers,
            right=known.right,
            last_at=known.last_at,
        )
        for pk, known in traced.items()
        if pk in names
    ]
    return sorted(made, key=lambda standing: (-standing.answers, standing.name))
