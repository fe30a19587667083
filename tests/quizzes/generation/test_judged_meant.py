"""Where the rules leave a pronoun open, what the reader is sure of is put in; where that would mislead, nothing is."""

from __future__ import annotations

import pytest

from articles.language import read
from quizzes.generation.types import Passage
from quizzes.generation.workshop import Workshop


def told(text: str) -> list[str]:
    return [statement.text for statement in Workshop([Passage(1, "", read(text))]).told]


PUT_IN = [
    # A person without a name, in the words that tell who it is.
    (
        "The owner of one Riga bakery said he will close the shop because his oven was broken. He wants around 4,000 "
        "euros from the bank of Latvia.",
        "The owner of one Riga bakery wants around 4,000 euros from the bank of Latvia.",
    ),
    # Over a sentence in which nobody could do such a thing.
    (
        "Dolphins live in the bay of Bergen all year. The water is cold and clear. They can hear a boat from six "
        "kilometres away.",
        "Dolphins can hear a boat from six kilometres away.",
    ),
    # Two of a sort: the nearer one, not the one that was named first.
    (
        "The Bergen campaign had four wins in the north. But the Oslo campaign won in 28 towns. It won easily in "
        "places where people expected it to do well.",
        "The Oslo campaign won easily in places where people expected it to do well.",
    ),
]


@pytest.mark.parametrize(("text", "statement"), PUT_IN)
def test_what_the_reader_is_sure_of_is_put_in(text: str, statement: str) -> None:
    assert statement in told(text)


LEFT = [
    # Two others are named between the speaker and "his".
    (
        "Berzins understands the interest. The museum, he said, follows the example of the Norwegian explorer Karl "
        "Lund, who in 1876 sailed into the bay, and the 1941 flight of Captain Peter Strand, which led to a new "
        "airport. His voyage led to the founding of the town of Tromsdal.",
        "voyage",
    ),
    # A new thing stands between the town and "it".
    ("Oslo has a new library near the harbour. It opened in 2020 and has 450,000 books.", "opened"),
]


@pytest.mark.parametrize(("text", "word"), LEFT)
def test_a_doubtful_one_is_left_out(text: str, word: str) -> None:
    assert not [s for s in told(text) if word in s]


def test_a_rule_that_the_reader_is_sure_is_wrong_is_not_followed() -> None:
    text = (
        "Calls for all table salt to have iodine in it have been made by scientists in Norway. They say adding the "
        "mineral to salt is the simplest way of helping children."
    )
    assert not [s for s in told(text) if s.startswith("Calls") and "say" in s]


def test_the_sentence_that_says_who_is_meant_is_evidence() -> None:
    shop = Workshop([Passage(1, "", read(PUT_IN[0][0]))])
    found = next(s for s in shop.told if s.text == PUT_IN[0][1])
    assert found.sentences == (0, 1)
