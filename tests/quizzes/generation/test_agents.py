"""Names asked for: who did it and where it happened, among names of the same sort or typed."""

import pytest

from articles.language import read
from quizzes.generation import Passage
from quizzes.generation.candidates import Candidate
from quizzes.generation.kinds import agents, places
from quizzes.generation.types import ItemKind
from quizzes.generation.workshop import Workshop

FERRY = (
    "Laura Jensen invited local families to plant trees in support of wild birds. "
    "Peter Novak said that ferries need a deeper channel. "
    "Maria Costa told reporters that tourists prefer quiet beaches. "
    "David Olsen sold three wooden boats last summer."
)
MILK = (
    "The charity Brightwater has given free milk to thousands of pupils in mountain villages. "
    "Parents wrote letters of thanks."
)
RAIN = (
    "Norway has decided to spend two million euros on new weather stations. Sweden and Finland lie to the east. "
    "Farmers in Denmark and Finland grow barley. Trains from Sweden to Denmark were late."
)


def asked(text: str) -> dict[str, Candidate]:
    shop = Workshop([Passage(1, "", read(text))])
    return {c.stem: c for kind in (agents, places) for c in kind.propose(shop)}


def test_a_person_is_asked_for_among_the_other_people_who_act_or_speak() -> None:
    made = asked(FERRY)["Who invited local families to plant trees in support of wild birds?"]
    assert made.kind is ItemKind.CHOICE
    assert made.answer == "Laura Jensen"
    assert {w.text for w in made.wrong} == {"Peter Novak", "Maria Costa", "David Olsen"}


def test_what_somebody_says_is_not_asked_for_as_a_deed() -> None:
    assert not [stem for stem in asked(FERRY) if "deeper channel" in stem or "quiet beaches" in stem]


def test_a_body_is_asked_for_by_the_noun_that_the_text_gives_it_and_typed_where_rivals_are_few() -> None:
    made = asked(MILK)["Which charity has given free milk to thousands of pupils in mountain villages?"]
    assert made.kind is ItemKind.SHORT
    assert made.answer == "Brightwater"
    assert not made.wrong


def test_the_full_name_counts_with_and_without_its_article() -> None:
    text = "The National Dairy Council has sent free milk to thousands of pupils in mountain villages."
    (made,) = asked(text).values()
    assert made.answer == "The National Dairy Council"
    assert {"National Dairy Council", "the National Dairy Council"} <= set(made.accepted)


def test_a_country_stands_among_other_countries() -> None:
    rivals = RAIN + " Iceland has many springs."
    made = asked(rivals)["Which country has decided to spend two million euros on new weather stations?"]
    assert made.answer == "Norway"
    assert {w.text for w in made.wrong} <= {"Sweden", "Finland", "Denmark", "Iceland"}
    assert len(made.wrong) == 3


@pytest.mark.parametrize(
    "sentence",
    [
        "Laura Jensen is a young teacher at the village school.",
        "Laura Jensen works for the Northern Ferry Company in the old harbour.",
        "Laura Jensen closed it.",
        "Laura Jensen sold the boat to a buyer who likes the Jensen family.",
    ],
)
def test_posts_small_talk_and_what_shows_the_name_are_not_asked(sentence: str) -> None:
    rest = FERRY.partition(". ")[2]
    assert "Laura Jensen" not in {c.answer for c in asked(f"{sentence} {rest}").values()}


def test_a_country_that_lies_in_another_is_no_rival() -> None:
    text = "Britain will pay fishermen to collect plastic from the sea. England, Scotland, Wales and Norway have ports."
    made = [c for c in asked(text).values() if c.answer == "Britain"]
    assert made
    assert all(not {w.text for w in c.wrong} & {"England", "Scotland", "Wales"} for c in made)


def test_the_place_of_the_news_is_asked_for() -> None:
    text = (
        "Engineers built a floating school for two hundred pupils in Norway. Sweden, Finland and Denmark plan others."
    )
    made = asked(text)["In which country did engineers build a floating school for two hundred pupils?"]
    assert made.answer == "Norway"


def test_no_place_is_asked_for_where_the_sentence_names_two() -> None:
    text = "Engineers moved a floating school for two hundred pupils from Sweden to Norway."
    assert not [stem for stem in asked(text) if "which country" in stem]


def test_a_body_may_be_typed_by_its_initials() -> None:
    text = (
        "The Northern Tidal Research Institute (NTRI) has mapped every sandbank between two lighthouses. "
        "NTRI has published four maps for sailors."
    )
    made = [c for c in asked(text).values() if c.answer == "The Northern Tidal Research Institute"]
    assert made
    assert "NTRI" in made[0].accepted
