"""What a term means, where the text says so itself, and whom a pronoun stands for."""

import pytest

from articles.language import read
from quizzes.generation import Passage
from quizzes.generation.candidates import Candidate
from quizzes.generation.kinds import meanings
from quizzes.generation.workshop import Workshop

SALT = (
    "Miners dry salt in a long shed known as the Whitehouse. "
    "A brinewell is a deep shaft that fills with salty water after heavy rain. "
    "A doctor visits a small clinic beside a gate. Workers carry blocks through a narrow tunnel to a storehouse. "
    "An engineer drew a plan of a new pump. Farmers planted a row of trees along a wall of stone. "
    "Tourists paid for a guided walk through two halls. A farmer bought a wooden bridge."
)


def asked(text: str) -> dict[str, Candidate]:
    return {c.stem: c for c in meanings.propose(Workshop([Passage(1, "", read(text))]))}


def test_a_term_that_something_is_known_as_is_asked_for() -> None:
    made = asked(SALT)["According to the article, what is the Whitehouse?"]
    assert made.answer == "A long shed"
    assert all(w.text.startswith(("A ", "An ")) for w in made.wrong)


def test_a_definition_is_the_key_and_a_changed_one_a_wrong_option() -> None:
    made = asked(SALT)["According to the article, what is a brinewell?"]
    assert made.answer == "A deep shaft that fills with salty water after heavy rain"
    assert len(made.wrong) == 3


@pytest.mark.parametrize(
    "sentence",
    [
        "Miners dry salt in the shed known as the Whitehouse.",
        "A brinewell is not a deep shaft that fills with salty water.",
        "A brinewell may be a deep shaft that fills with salty water.",
    ],
)
def test_no_term_without_an_indefinite_plain_explanation(sentence: str) -> None:
    rest = SALT.partition("heavy rain. ")[2]
    assert not [stem for stem in asked(f"{sentence} {rest}") if "what is" in stem]


def test_he_is_not_asked_for_since_the_other_names_may_be_women_s() -> None:
    text = (
        "Nils Berg trains young divers near Bergen. He raised an old ship under twelve metres of sand.\n\n"
        "The museum invited Karen Lund to a talk. Later a diver met Jonas Falk in a harbour. "
        "Months later, Petra Solberg painted pictures of ships."
    )
    assert not [stem for stem in asked(text) if "refer to" in stem]
