"""What is said in quotation marks is told with its speaker, and only where the text makes the speaker certain."""

import pytest

from articles.language import read
from quizzes.generation import Passage
from quizzes.generation.workshop import Workshop


def told(text: str) -> list[str]:
    shop = Workshop([Passage(1, "", read(text))])
    return [shop.spoken(s) for s in shop.told]


def grounds(text: str, spoken: str) -> tuple[int, ...]:
    shop = Workshop([Passage(1, "", read(text))])
    return next(shop.grounds(s) for s in shop.told if shop.spoken(s) == spoken)


def test_the_speaker_stands_after_the_quotation() -> None:
    text = "“Small bakeries use much more electricity than large factories,” said Laura Jensen, an engineer in Oslo."
    assert "According to Laura Jensen, small bakeries use much more electricity than large factories." in told(text)


def test_a_quotation_that_goes_on_rests_on_both_sentences() -> None:
    text = (
        "“Small bakeries use much more electricity than large factories,” said Laura Jensen. "
        "“Old ovens lose half of their heat through thin steel doors.”"
    )
    said = "According to Laura Jensen, old ovens lose half of their heat through thin steel doors."
    assert said in told(text)
    assert grounds(text, said) == (0, 1)


def test_i_think_leaves_the_view_with_the_speaker() -> None:
    text = "“I think small bakeries use more electricity than large factories,” said Laura Jensen."
    assert "According to Laura Jensen, small bakeries use more electricity than large factories." in told(text)


def test_he_said_is_whoever_spoke_last() -> None:
    text = (
        "“Small bakeries use much more electricity than large factories,” Peter Novak told the Bakers Union. "
        "“Old ovens lose half of their heat through thin steel doors,” he added."
    )
    assert "According to Peter Novak, old ovens lose half of their heat through thin steel doors." in told(text)


def test_a_name_of_several_words_keeps_its_capital() -> None:
    text = "British Western Tobacco said that higher taxes harm small village shops."
    assert "According to British Western Tobacco, higher taxes harm small village shops." in told(text)


@pytest.mark.parametrize(
    "text",
    [
        # nobody is named
        "“Old ovens lose half of their heat through thin steel doors.”",
        # a spokesman of nobody knows whom
        "“Old ovens lose half of their heat through thin steel doors,” a spokesman said.",
        # two could be meant by "he"
        "Peter Novak met David Olsen in Prague. “Old ovens lose half of their heat through steel doors,” he said.",
        # a weaker verb stands between the speaker and the claim
        "“The results seem to imply that old ovens lose half of their heat through doors,” said Laura Jensen.",
        # the speaker denies it
        "“I don’t think that old ovens lose half of their heat through doors,” said Laura Jensen.",
    ],
)
def test_no_claim_without_a_certain_speaker(text: str) -> None:
    assert not [s for s in told(text) if "lose half" in s]


def test_there_and_it_clauses_with_content() -> None:
    text = "It is widely known that old ovens waste heat. There’s a growing demand for cheap ovens in Norway."
    assert told(text) == [
        "It is widely known that old ovens waste heat.",
        "There is a growing demand for cheap ovens in Norway.",
    ]


def test_what_people_are_said_to_do_is_not_cut_from_there_are() -> None:
    text = "There will be bakers from Bergen to Oslo, who will sell old ovens at lower prices."
    assert "There will be bakers from Bergen to Oslo." not in told(text)


def test_a_contrast_gives_two_statements() -> None:
    text = "Large factories bake with cheap natural gas, while small bakeries depend on expensive electricity."
    assert "Small bakeries depend on expensive electricity." in told(text)


def test_whose_words_an_it_clause_is_must_be_plain() -> None:
    text = "The court rejected claims that ovens waste heat, and it was no longer possible to sell old ovens."
    assert not [s for s in told(text) if s.startswith("It was")]


def test_names_and_emphasis_are_no_slips() -> None:
    made = told("Baden Baden sells old ovens to Norway. Modern ovens cost much, much more than old ovens.")
    assert len(made) == 2
