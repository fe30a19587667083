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
