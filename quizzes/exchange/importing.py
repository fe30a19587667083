"""Files of questions on their way in: what will happen to each, then all of it in one transaction or nothing.

A question comes in as a draft. Its evidence is looked for in the sentences of the text it comes to: where the quote
stands exactly once it is anchored; else the question has no evidence yet and cannot be published. What has no place
here stays in the stored file and can be had back.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet

from articles.models import Concept, Edition, Sentence
from articles.text.decoding import UnreadableText, decode
from quizzes.exchange import gift, moodle_xml, table
from quizzes.exchange.exporting import Format, from_row, loaded
from quizzes.exchange.question import Entry, ExchangeQuestion, Problem, ReadFile
from quizzes.models import AcceptedAnswer, Evidence, Option, Question

LONGEST_ANSWER = 300
LONGEST_TAG = 160


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a quote stands: a sentence and offsets in it, or why it was not placed."""

    quote: str
    sentence: Sentence | None = None
    start: int = 0
    why: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """What will happen to one entry of a file."""

    entry: Entry
    anchors: tuple[Anchor, ...] = ()
    known: tuple[Concept, ...] = ()
    new_tags: tuple[str, ...] = ()
    is_here: bool = False
    reason: str = ""

    @property
    def question(self) -> ExchangeQuestion | None:
        return self.entry.question

    @property
    def comes_in(self) -> bool:
        return self.question is not None and not self.is_here and not self.reason

    @property
    def has_evidence(self) -> bool:
        return any(anchor.sentence for anchor in self.anchors)

    @property
    def notes(self) -> tuple[str, ...]:
        unplaced = tuple(f"{anchor.why}: “{anchor.quote}”" for anchor in self.anchors if not anchor.sentence)
        none = () if self.anchors or not self.comes_in else ("It brings no evidence.",)
        return (*self.entry.notes, *unplaced, *none)


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """Line by line what an import will do. With problems it will do nothing."""

    lines: tuple[Line, ...]
    problems: tuple[Problem, ...]

    @property
    def coming(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.comes_in)

    @property
    def here(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.is_here)

    @property
    def kept_back(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.question is None or line.reason)

    @property
    def without_evidence(self) -> int:
        return sum(not line.has_evidence for line in self.coming)


def guess_format(name: str, data: bytes) -> Format:
    """The format by the file's name, else by how it begins."""
    lowered = name.lower()
    head = data[:200].lstrip(b"\xef\xbb\xbf \t\r\n")
    if lowered.endswith(".xml") or head.startswith((b"<?xml", b"<quiz")):
        return Format.MOODLE_XML
    if lowered.endswith((".csv", ".tsv")):
        return Format.CSV
    return Format.GIFT


def read_file(data: bytes, given: Format) -> ReadFile:
    """The entries of a file. Bytes that are no text give one problem with a sentence."""
    if given == Format.MOODLE_XML:
        return moodle_xml.read(data)
    try:
        text = decode(data).text
    except UnreadableText as error:
        return ReadFile(problems=(Problem(1, str(error)),))
    return gift.read(text) if given == Format.GIFT else table.read(text)


def preview(edition: Edition, data: bytes, given: Format) -> ImportPreview:
    """What importing `data` into `edition` would do. Writes nothing. Seven queries, however long the file."""
    found = read_file(data, given)
    problems = found.problems
    if not problems and not found.entries:
        problems = (Problem(1, "No question was found in this file."),)
    sentences = list(Sentence.objects.filter(section__edition=edition).order_by("section__position", "position"))
    concepts = concepts_by_name()
    here = {comparable(from_row(question)) for question in loaded(Question.objects.filter(edition=edition))}
    lines: list[Line] = []
    for entry in found.entries:
        line = Line(entry)
        if question := entry.question:
            known = {name: concepts.get(name.casefold()) for name in question.tags}
            line = Line(
                entry,
                anchors=tuple(anchored(quote, sentences) for quote in question.evidence),
                known=tuple(concept for concept in known.values() if concept),
                new_tags=tuple(name for name, concept in known.items() if not concept and len(name) <= LONGEST_TAG),
                is_here=comparable(question) in here,
                reason=too_long(question),
            )
            here.add(comparable(question))
        lines.append(line)
    return ImportPreview(tuple(lines), problems)


def comparable(question: ExchangeQuestion) -> ExchangeQuestion:
    """Two questions are the same whatever they are tagged with."""
    return replace(question, tags=(), evidence=())


def too_long(question: ExchangeQuestion) -> str:
    longest = max((len(answer) for answer in question.accepted), default=0)
    if longest > LONGEST_ANSWER:
        return f"An accepted answer has {longest} characters; at most {LONGEST_ANSWER} can be kept."
    return ""


def concepts_by_name() -> dict[str, Concept]:
    named: dict[str, Concept] = {}
    for concept in Concept.objects.all():
        for name in (*concept.aliases, concept.name):
            named[str(name).casefold()] = concept
    return named


def anchored(quote: str, sentences: list[Sentence]) -> Anchor:
    """Where `quote` stands, if it stands exactly once in `sentences`."""
    found = [(sentence, start) for sentence in sentences for start in starts(quote, sentence.text)]
    if not found:
        return Anchor(quote, why="Its evidence is not in this text")
    if len(found) > 1:
        return Anchor(quote, why=f"Its evidence stands {len(found)} times in this text")
    return Anchor(quote, *found[0])


def starts(quote: str, text: str) -> list[int]:
    places: list[int] = []
    at = text.find(quote)
    while at >= 0:
        places.append(at)
        at = text.find(quote, at + 1)
    return places


def take_in(edition: Edition, seen: ImportPreview, *, new_concepts: bool = True) -> list[Question]:
    """Carry a preview out: a draft for each line that comes in. Raises ValidationError when the file has problems."""
    if seen.problems:
        raise ValidationError("The file has faults; nothing was taken in.")
    with transaction.atomic():
        made: dict[str, Concept] = {}
        for line in seen.coming if new_concepts else ():
            for name in line.new_tags:
                if name.casefold() not in made:
                    made[name.casefold()] = Concept.objects.create(name=name)
        return [create(edition, line, made) for line in seen.coming]


def create(edition: Edition, line: Line, made: dict[str, Concept]) -> Question:
    given = line.question
    assert given is not None
    question = Question.objects.create(
        edition=edition,
        kind=given.kind,
        understanding=given.level,
        stem=given.stem,
        explanation=given.explanation,
        status=Question.Status.DRAFT,
        origin=Question.Origin.IMPORTED,
    )
    Option.objects.bulk_create(
        Option(
            question=question,
            position=place,
            text=option.text,
            is_key=option.is_key,
            role=option.role,
            rationale=option.rationale,
        )
        for place, option in enumerate(given.options, start=1)
    )
    AcceptedAnswer.objects.bulk_create(
        AcceptedAnswer(question=question, position=place, text=text)
        for place, text in enumerate(given.accepted, start=1)
    )
    Evidence.objects.bulk_create(
        Evidence(
            question=question,
            sentence=anchor.sentence,
            start=anchor.start,
            end=anchor.start + len(anchor.quote),
            quote=anchor.quote,
            digest=hashlib.sha256(anchor.quote.encode()).hexdigest(),
        )
        for anchor in line.anchors
        if anchor.sentence
    )
    question.concepts.set([*line.known, *(made[n.casefold()] for n in line.new_tags if n.casefold() in made)])
    return question


def leftovers(seen: ImportPreview) -> str:
    """The source of everything that did not come in, each with its line and the reason."""
    return "\n\n".join(
        f"// line {line.entry.line}: {line.reason or line.entry.reason}\n{line.entry.source}" for line in seen.kept_back
    )


def kinds_of(seen: ImportPreview) -> Counter[str]:
    return Counter(line.question.kind for line in seen.coming if line.question)


def drafts_of(edition: Edition) -> QuerySet[Question]:
    return Question.objects.filter(edition=edition, origin=Question.Origin.IMPORTED, status=Question.Status.DRAFT)
