"""False statements read as something that could be so: what stands around the changed word must go with it."""

from __future__ import annotations

import pytest

from articles.language import read
from quizzes.generation.kinds import truth
from quizzes.generation.types import Passage
from quizzes.generation.workshop import Workshop


def false_ones(text: str) -> list[str]:
    shop = Workshop([Passage(1, "", read(text))])
    return [c.stem for c in truth.propose(shop) if c.answer == "False"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Sales of wooden toys in Norway increased because parents in Oslo were afraid of plastic.",
        "Farmers in Norway accepted the new water tax despite the resistance of the Potato Union.",
        "The new machines allow Norwegian farmers to dry their potatoes in two hours.",
    ],
)
def test_nothing_is_turned_round_that_the_rest_of_the_sentence_leans_on(sentence: str) -> None:
    assert not [s for s in false_ones(sentence) if {"decreased", "rejected", "refused", "forbid"} & set(s.split())]


def test_a_plain_statement_is_still_turned_round() -> None:
    assert "Sales of wooden toys in Norway decreased in 2016." in false_ones(
        "Sales of wooden toys in Norway increased in 2016."
    )


def test_what_somebody_wants_is_not_denied_by_its_having_been_done() -> None:
    made = false_ones("The Norwegian Potato Union wants to open a museum of farming in Bergen.")
    assert not [s for s in made if "already" in s]


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("According to the Potato Union, more than 150,000 Norwegians eat herring each year.", "200,000"),
        ("In Norway, growing old does not have to mean growing poor.", "has"),
        ("In Oslo, protesters set fire to a bus. Demonstrators in Oslo sang old songs.", "emonstrators"),
    ],
)
def test_what_is_not_denied_or_never_said_is_no_false_statement(sentence: str, word: str) -> None:
    assert not [s for s in false_ones(sentence) if word in s]


@pytest.mark.parametrize(
    "text",
    [
        "The first phase will be ready in November 2015 in Morocco.",
        "Thirteen years later, sailors found holes in the harbour of Riga.",
        "The old ferry of Bergen is slow. The ferry that made it rich is now going to leave it.",
        "Thousands of tigers live in Nepal. Their numbers have risen in Nepal.",
    ],
)
def test_statements_that_lean_on_other_sentences_are_not_made(text: str) -> None:
    told = [s.text for s in Workshop([Passage(1, "", read(text))]).told]
    assert not [s for s in told if "phase" in s or "later" in s or "made it" in s or "tigers’ numbers" in s]
