"""The reading as a whole: exact offsets, whole paragraphs, one tree a sentence, any input."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.language import Kind, read

PIECES = """
The the pupils
read don’t “quoted” Mr. Smith U.S. 2014 £3bn nine-month “ ” ( ) ... — – é café 東京 , . ! ? : ; Kazakhstan
law lets nobody it's students’ e-mail http://a.example/x?y 🙂
"""
WORDS = st.sampled_from([*PIECES.split(), "", "\n", "\n\n", "\t", "\u200b", "\u00a0"])
TEXTS = st.one_of(st.text(max_size=120), st.lists(WORDS, max_size=40).map(" ".join))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_every_offset_is_exact_and_every_sentence_is_one_tree(text: str) -> None:
    reading = read(text)
    assert reading.text == text
    for token in reading.tokens:
        assert text[token.start : token.end] == token.text
        assert not token.text.isspace()
        assert 0.0 <= token.margin <= 1.0
    covered = {i for token in reading.tokens for i in range(token.start, token.end)}
    assert all(text[i].isspace() for i in range(len(text)) if i not in covered)
    for sentence in reading.sentences:
        inside = range(sentence.first, sentence.last + 1)
        assert text[sentence.start : sentence.end] == sentence.text
        assert [i for i in inside if reading.tokens[i].head == i] == [sentence.root]
        assert list(reading.subtree(sentence.root)) == list(inside)
        assert "\n\n" not in sentence.text
    for part in (*reading.entities, *reading.noun_phrases, *reading.expressions):
        assert text[part.start : part.end] == part.text
        assert reading.tokens[part.first].sentence == reading.tokens[part.last].sentence
    owned = [i for clause in reading.clauses for i in clause.tokens]
    assert sorted(owned) == list(range(len(reading.tokens)))


SENTENCES = [
    ("Mr. Brown met Dr. Green in the U.S. last year. They talked.", 2),
    ("“I have no idea,” she said. “Ask him.”", 2),
    ("“We lost everything. Nobody helped us,” said the farmer.", 2),
    ("He called it “a great day.” Then he went home.", 2),
    ("John F. Kennedy was elected in 1960. He was young.", 2),
    ("It rained… Nobody came. Was it over? Yes!", 4),
    ("The firm (see below) was sold. It was old.", 2),
]


@pytest.mark.parametrize(("text", "count"), SENTENCES, ids=[text[:25] for text, _ in SENTENCES])
def test_sentences_are_parted_as_an_editor_would(text: str, count: int) -> None:
    assert len(read(text).sentences) == count


def test_a_closing_quotation_mark_belongs_to_its_sentence() -> None:
    first, second = read("“It was a long winter.” Everybody agreed.").sentences
    assert first.text == "“It was a long winter.”"
    assert second.text == "Everybody agreed."


def test_a_heading_without_a_full_stop_is_its_own_sentence_and_paragraph() -> None:
    reading = read("A quiet town\n\nThe town lies on a river.\nIt is old.\n\nWhy people stay")
    assert (reading.sentences[0].paragraph, reading.sentences[0].text) == (0, "A quiet town")
    assert [s.paragraph for s in reading.sentences] == [0, 1, 1, 2]


@pytest.mark.parametrize("text", ["", " ", "\n\n\n", "\t\n \n"])
def test_nothing_to_read(text: str) -> None:
    reading = read(text)
    assert (reading.sentences, reading.tokens, reading.clauses) == ((), (), ())


def test_contractions_are_parted_and_lemmas_are_words() -> None:
    reading = read("They didn’t know whose children’s books were sold.")
    assert [t.text for t in reading.tokens[:4]] == ["They", "did", "n’t", "know"]
    assert [t.lemma for t in reading.tokens[:5]] == ["they", "do", "not", "know", "whose"]
    assert {t.lemma for t in reading.tokens} >= {"child", "book", "sell"}


def test_curly_and_straight_marks_read_alike() -> None:
    curly, straight = read("“We can’t go,” he said – twice."), read('"We can\'t go," he said – twice.')
    assert [(t.head, t.dep) for t in curly.tokens] == [(t.head, t.dep) for t in straight.tokens]


def test_a_long_paragraph_is_read_in_windows_without_losing_a_word() -> None:
    text = " ".join(f"The pupils of class {number} read a long book about rivers." for number in range(80))
    reading = read(text)
    assert len(reading.sentences) == 80
    assert {t.lemma for t in reading.tokens if t.dep == "root"} == {"read"}


def test_the_same_text_reads_the_same_from_several_threads() -> None:
    text = "The ministry closed two schools in 2014. Parents protested."
    with ThreadPoolExecutor(4) as pool:
        readings = list(pool.map(read, [text] * 8))
    assert all(reading == readings[0] for reading in readings)


def test_importing_the_reader_loads_no_model() -> None:
    check = "import sys, articles.language; assert not {'spacy', 'numpy'} & set(sys.modules), 'loaded'"
    subprocess.run([sys.executable, "-c", check], check=True)


def test_helpers_give_spans_and_phrases() -> None:
    reading = read("The government of the small country closed three old schools in the north.")
    government = next(t.index for t in reading.tokens if t.text == "government")
    assert reading.span_text(*reading.full_phrase(government)) == "The government of the small country"
    assert reading.span_text(reading.left_edge(government), reading.right_edge(government)) == (
        "The government of the small country"
    )


def test_who_and_what_are_told_apart() -> None:
    reading = read("The teacher lost a hammer in Paris on Monday, and the company bought her a new one.")
    kinds = {t.text: t.kind for t in reading.tokens if t.kind}
    assert kinds["teacher"] is Kind.PERSON
    assert kinds["hammer"] is Kind.THING
    assert kinds["Paris"] is Kind.PLACE
    assert kinds["Monday"] is Kind.TIME
    assert kinds["company"] is Kind.ORGANISATION
