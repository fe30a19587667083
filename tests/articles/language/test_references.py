"""What the reader says pronouns and "the N" stand for: only what it is sure of, always a noun or name before."""

from __future__ import annotations

import pytest

from articles.language import read

MEANT = [
    ("Maria Silva studied bats in Brazil for nine years. Her book about bats won a prize in 2011.", "Her", "Maria"),
    ("The owner of a small bakery bought two new ovens. He wants a loan from the bank.", "He", "owner"),
    ("Latvian farmers grow flax for the mills. The price fell in 2010. They now sell most of it.", "They", "farmers"),
    ("The city council bought the old mill in 1998. Workers mended its roof.", "its", "mill"),
    # Through a pronoun in between.
    ("Karl Lund moved to Oslo in 1998. He was a baker. In winter he mended nets.", "he", "Karl"),
]


@pytest.mark.parametrize(("text", "pronoun", "noun"), MEANT)
def test_a_pronoun_has_the_noun_it_stands_for(text: str, pronoun: str, noun: str) -> None:
    reading = read(text)
    last = [t.index for t in reading.tokens if t.text == pronoun][-1]
    found = reading.reference(last)
    assert found is not None
    assert reading.tokens[found.antecedent].text == noun
    assert found.antecedent < last


def test_the_same_noun_with_the_is_taken_up() -> None:
    reading = read("The museum bought a painting in Oslo. Visitors from all over Norway came to see the painting.")
    found = reading.reference(next(t.index for t in reversed(reading.tokens) if t.text == "painting"))
    assert found is not None
    assert found.antecedent == next(t.index for t in reading.tokens if t.text == "painting")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("It is raining in Oslo. The buses are late.", "It"),
        ("The ferry leaves at nine. It is clear that the weather will change.", "It"),
        ("A boat sank near Bergen. The police asked for help.", "police"),
    ],
)
def test_what_stands_for_nothing_before_has_no_reference(text: str, word: str) -> None:
    reading = read(text)
    assert reading.reference(next(t.index for t in reading.tokens if t.text == word)) is None


def test_a_text_without_words_has_no_references() -> None:
    assert read("").references == ()
    assert read("\n\n").references == ()
