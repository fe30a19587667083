"""An edition laid out for a page: sections, paragraphs, sentences, and in them the words that are concepts or evidence.

Offsets are carried from the rows, never searched for again; whatever stands between two sentences is kept.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from articles.models import Concept, Edition, Mention, Note, Section, Sentence
from articles.notes.tying import Placed, Tied, tie

PARAGRAPH_BREAK = "\n\n"
Spans = Mapping[int, Sequence[tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters of one look."""

    text: str
    concept: Concept | None = None
    is_lit: bool = False
    own: Placed | None = None
    """The reader's own highlight, the shortest where several overlap."""


@dataclass(frozen=True, slots=True)
class LaidSentence:
    """`pk` is None for words that no stored sentence covers."""

    pk: int | None
    pieces: tuple[Piece, ...]
    has_evidence: bool = False
    own: tuple[Placed, ...] = ()

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class LaidParagraph:
    number: int
    sentences: tuple[LaidSentence, ...]


@dataclass(frozen=True, slots=True)
class LaidSection:
    pk: int
    position: int
    heading: str
    paragraphs: tuple[LaidParagraph, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    sections: tuple[LaidSection, ...]
    concepts: tuple[Concept, ...] = ()
    own: Tied = field(default_factory=Tied)
    """The reader's own notes on this telling, tied to their sentences."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What is to be seen in sentences, by the sentence's id."""

    mentions: Mapping[int, Sequence[Mention]] = field(default_factory=dict)
    lit: Spans = field(default_factory=dict)
    own: Mapping[int, Sequence[Placed]] = field(default_factory=dict)


def laid_out(
    edition: Edition, *, with_concepts: bool = False, lit: Spans | None = None, own: Sequence[Note] = ()
) -> Passage:
    """The text of `edition` for a page, in two queries, or three with its concepts.

    `lit` maps sentence ids to the character spans, in the sentence, that are to be lit as evidence; `own` are the
    reader's own notes on this telling.
    """
    sections = list(edition.sections.order_by("position"))
    by_section: dict[int, list[Sentence]] = defaultdict(list)
    for sentence in Sentence.objects.filter(section__edition=edition).order_by("section", "start"):
        by_section[sentence.section_id].append(sentence)
    mentions: dict[int, list[Mention]] = defaultdict(list)
    if with_concepts:
        found = Mention.objects.filter(sentence__section__edition=edition).select_related("concept")
        for mention in found.order_by("sentence", "start"):
            mentions[mention.sentence_id].append(mention)
    tied = tie(own, [sentence for section in sections for sentence in by_section[section.pk]])
    marks = Marks(mentions, lit or {}, tied.by_sentence)
    laid = tuple(lay_section(section, by_section[section.pk], marks) for section in sections)
    concepts = {
        piece.concept.pk: piece.concept
        for section in laid
        for paragraph in section.paragraphs
        for sentence in paragraph.sentences
        for piece in sentence.pieces
        if piece.concept
    }
    return Passage(laid, tuple(concepts.values()), tied)


def lay_section(section: Section, sentences: Sequence[Sentence], marks: Marks) -> LaidSection:
    met: set[int] = set()
    paragraphs = []
    for number, (at, end) in enumerate(paragraph_bounds(section.text), start=1):
        inside = [s for s in sentences if at <= s.start and s.end <= end]
        laid: list[LaidSentence] = []
        for sentence in inside:
            if sentence.start < at:
                continue
            if sentence.start > at:
                laid.append(LaidSentence(None, (Piece(section.text[at : sentence.start]),)))
            mentions = first_mentions(marks.mentions.get(sentence.pk, ()), met)
            laid.append(lay_sentence(sentence, mentions, marks))
            at = sentence.end
        if at < end:
            laid.append(LaidSentence(None, (Piece(section.text[at:end]),)))
        paragraphs.append(LaidParagraph(number, tuple(laid)))
    return LaidSection(section.pk, section.position, section.heading, tuple(paragraphs))


def paragraph_bounds(text: str) -> Iterator[tuple[int, int]]:
    """Where each paragraph of a section begins and ends."""
    at = 0
    for paragraph in text.split(PARAGRAPH_BREAK):
        yield at, at + len(paragraph)
        at += len(paragraph) + len(PARAGRAPH_BREAK)


def first_mentions(mentions: Iterable[Mention], met: set[int]) -> list[Mention]:
    """A concept is offered once in a section: a page full of dotted lines is no page to read."""
    chosen = []
    for mention in mentions:
        if mention.concept_id not in met:
            met.add(mention.concept_id)
            chosen.append(mention)
    return chosen


def lay_sentence(sentence: Sentence, mentions: Sequence[Mention], marks: Marks) -> LaidSentence:
    spans = [(max(0, start), min(end, len(sentence.text))) for start, end in marks.lit.get(sentence.pk, ())]
    own = tuple(marks.own.get(sentence.pk, ()))
    edges = {0, len(sentence.text)}
    for start, end in [*spans, *((m.start, m.end) for m in mentions), *((one.note.start, one.note.end) for one in own)]:
        edges |= {edge for edge in (start, end) if 0 <= edge <= len(sentence.text)}
    bounds = sorted(edges)
    pieces = []
    for start, end in pairwise(bounds):
        concept = next((m.concept for m in mentions if m.start <= start and end <= m.end), None)
        is_lit = any(first <= start and end <= last for first, last in spans)
        covering = [one for one in own if one.note.start <= start and end <= one.note.end]
        shortest = min(covering, key=lambda one: (one.note.end - one.note.start, one.number), default=None)
        pieces.append(Piece(sentence.text[start:end], concept, is_lit, shortest))
    return LaidSentence(sentence.pk, tuple(pieces), has_evidence=bool(spans), own=own)
