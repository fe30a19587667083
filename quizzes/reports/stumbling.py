"""Which sentences of a text a class stumbled on, for lighting them where they stand."""

from __future__ import annotations

from dataclasses import dataclass

from articles.models import Section, Sentence
from quizzes.exchange.sheets import Table
from quizzes.models import Evidence
from quizzes.reports.marks import percent
from quizzes.reports.questions import AssignmentReport, QuestionReport

ENOUGH_ANSWERS = 5
"""On fewer answers nothing is said of a sentence."""
STUMBLED_FROM = 0.4
"""A sentence is lit when at least this share of the answers that rest on it missed."""


@dataclass(frozen=True, slots=True)
class Stumble:
    """A sentence that holds the answer to questions, and how many answers missed it."""

    sentence: Sentence
    answers: int
    missed: int
    questions: tuple[QuestionReport, ...]

    @property
    def share(self) -> float:
        return self.missed / self.answers

    @property
    def words(self) -> str:
        return f"missed by {self.missed} of {self.answers}"


@dataclass(frozen=True, slots=True)
class LitSentence:
    """A sentence in its place; `before` is what stands between it and the one before."""

    before: str
    text: str
    pk: int
    stumble: Stumble | None


@dataclass(frozen=True, slots=True)
class LitText:
    """The text in sections of paragraphs of sentences, with the stumbles, the worst first."""

    sections: tuple[tuple[Section, tuple[tuple[LitSentence, ...], ...]], ...]
    stumbles: tuple[Stumble, ...]

    def table(self) -> Table:
        rows = tuple((s.sentence.text, str(s.missed), str(s.answers), percent(s.share)) for s in self.stumbles)
        return Table("sentences", "Sentences the class stumbled on", ("Sentence", "Missed", "Answers", "Share"), rows)


def stumbles_of(report: AssignmentReport) -> tuple[Stumble, ...]:
    """The sentences with enough answers of which enough missed, the worst first. A question whose answer needs two
    sentences counts for both. Needs no query."""
    found: dict[int, tuple[Sentence, list[QuestionReport]]] = {}
    for asked in report.questions:
        evidence: list[Evidence] = list(asked.question.evidence.all())
        for sentence in {piece.sentence_id: piece.sentence for piece in evidence}.values():
            if sentence is not None:
                found.setdefault(sentence.pk, (sentence, []))[1].append(asked)
    made = [
        Stumble(sentence, sum(q.answers for q in asked), sum(q.missed for q in asked), tuple(asked))
        for sentence, asked in found.values()
    ]
    lit = [s for s in made if s.answers >= ENOUGH_ANSWERS and s.share >= STUMBLED_FROM]
    return tuple(sorted(lit, key=lambda s: (-s.share, -s.answers, s.sentence.pk)))


def lit_text(report: AssignmentReport) -> LitText:
    """The text of the assignment's quiz with its stumbles lit. Two queries beside those of the report."""
    stumbles = {stumble.sentence.pk: stumble for stumble in stumbles_of(report)}
    sections = list(Section.objects.filter(edition=report.assignment.quiz.edition_id).order_by("position"))
    sentences = Sentence.objects.filter(section__in=sections).order_by("section", "position")
    by_section: dict[int, list[Sentence]] = {}
    for sentence in sentences:
        by_section.setdefault(sentence.section_id, []).append(sentence)
    laid = tuple((section, paragraphs(section, by_section.get(section.pk, []), stumbles)) for section in sections)
    return LitText(laid, tuple(stumbles.values()))


def paragraphs(
    section: Section, sentences: list[Sentence], stumbles: dict[int, Stumble]
) -> tuple[tuple[LitSentence, ...], ...]:
    """The section's text by paragraphs, nothing between the sentences lost."""
    made: list[list[LitSentence]] = []
    number, end = 0, 0
    for sentence in sentences:
        if sentence.paragraph != number:
            made.append([])
            number = sentence.paragraph
        before = section.text[end : sentence.start] if made[-1] else ""
        made[-1].append(LitSentence(before, sentence.text, sentence.pk, stumbles.get(sentence.pk)))
        end = sentence.end
    return tuple(map(tuple, made))
