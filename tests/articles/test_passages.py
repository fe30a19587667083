"""Laying a text out loses nothing of it, wherever its sentences and marks lie."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from articles.models import Concept, Mention, Note, Section, Sentence
from articles.notes.tying import Placed
from articles.passages import LaidSection, Marks, laid_out, lay_section, lay_sentence
from tests.reading_room import Room


def text_of(section: LaidSection) -> str:
    return "\n\n".join("".join(sentence.text for sentence in paragraph.sentences) for paragraph in section.paragraphs)


def test_every_section_reads_as_it_is_stored(room: Room) -> None:
    passage = laid_out(room.edition, with_concepts=True)
    stored = list(room.edition.sections.order_by("position"))
    assert [text_of(section) for section in passage.sections] == [section.text for section in stored]
    assert {concept.name for concept in passage.concepts} == {"Lake Tobyl", "dam"}


def test_evidence_is_lit_at_its_offsets(room: Room) -> None:
    evidence = room.questions[0].evidence.get()
    passage = laid_out(room.edition, lit={evidence.sentence_id: [(evidence.start, evidence.end)]})
    lit = [
        piece.text
        for section in passage.sections
        for paragraph in section.paragraphs
        for sentence in paragraph.sentences
        for piece in sentence.pieces
        if piece.is_lit
    ]
    assert lit == ["forty volunteers from the village"]


@given(
    st.lists(
        st.lists(st.text(alphabet="abc ә.\n", min_size=1, max_size=12).filter(lambda s: s.strip() and "\n" not in s)),
        min_size=1,
        max_size=5,
    ),
    st.data(),
)
def test_nothing_of_a_section_is_lost(paragraphs: list[list[str]], data: st.DataObject) -> None:
    kept = [" ".join(p) for p in paragraphs if p]
    text = "\n\n".join(kept)
    sentences = []
    at = 0
    for paragraph in (p for p in paragraphs if p):
        for sentence in paragraph:
            start = text.index(sentence, at)
            at = start + len(sentence)
            if data.draw(st.booleans()):
                sentences.append(Sentence(pk=at, start=start, end=at, text=text[start:at]))
    section = lay_section(Section(pk=1, position=1, text=text), sentences, Marks())
    assert text_of(section) == text


@given(st.text(min_size=1, max_size=30), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=4))
def test_marks_never_change_the_words(text: str, spans: list[tuple[int, int]]) -> None:
    sentence = Sentence(pk=1, start=0, end=len(text), text=text)
    mentions = [Mention(concept=Concept(pk=1, name="x"), start=a, end=b) for a, b in spans if a < b]
    own = [Placed(Note(start=a, end=b), 1, sentence) for a, b in spans if a < b]
    laid = lay_sentence(sentence, mentions, Marks(lit={1: spans}, own={1: own}))
    assert laid.text == text
