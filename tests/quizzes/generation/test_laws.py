"""What laws and rules allow, require and forbid: asked in many shapes, always with the right key and sentence."""

import pytest

from articles.language import read
from quizzes.generation import Passage, draft

TOWN = (
    "The mayor wants to rebuild the harbour next to the old market. Fishermen sell their catch in the new hall. "
    "The council plans to plant trees along the main street. Students collected signatures against the road. "
    "Engineers repaired the bridge with steel from the north. Traders moved their stalls to the square. "
    "The museum invites visitors to touch the tools of the smiths. Farmers grow barley on the southern slopes. "
    "Volunteers painted the fence of the school last summer. Doctors opened a clinic beside the station."
)
RULES = [
    (
        "The 2014 Radio Law stipulates that the inspector's office can close any station without asking a judge, "
        "if the station calls for violence.",
        "What does the 2014 Radio Law allow the inspector's office to do?",
        "Close any station without asking a judge",
    ),
    (
        "The Water Act of 1998 allows farmers to draw water from the canal for two days a week.",
        "What does the Water Act of 1998 allow farmers to do?",
        "Draw water from the canal for two days a week",
    ),
    (
        "The new Forest Code requires owners of sawmills to plant two trees for every tree that they cut.",
        "What does the new Forest Code require owners of sawmills to do?",
        "Plant two trees for every tree that they cut",
    ),
    (
        "The Harbour Rules forbid captains to empty their tanks within sight of the coast.",
        "What do the Harbour Rules forbid captains to do?",
        "Empty their tanks within sight of the coast",
    ),
    (
        "The School Charter gives parents the right to see every report about their children.",
        "What does the School Charter give parents the right to do?",
        "See every report about their children",
    ),
    (
        "The Traffic Act says that cyclists must carry a bright lamp after sunset.",
        "What does the Traffic Act require cyclists to do?",
        "Carry a bright lamp after sunset",
    ),
    (
        "This year's Traffic Act says that riders must wear a helmet on every road.",
        "What does the Traffic Act require riders to do?",
        "Wear a helmet on every road",
    ),
    (
        "The fishing treaty bans foreign ships from catching herring before the first of May.",
        "What does the fishing treaty ban foreign ships from doing?",
        "Catching herring before the first of May",
    ),
    (
        "The Press Law of 1991 lets editors publish letters without the permission of the ministry.",
        "What does the Press Law of 1991 let editors do?",
        "Publish letters without the permission of the ministry",
    ),
    (
        "The Building Code states that owners may not raise their houses above the old city wall.",
        "What does the Building Code forbid owners to do?",
        "Raise their houses above the old city wall",
    ),
    (
        "The 2008 Market Law permits bakers to sell bread on the street, provided that they wash their hands.",
        "What does the 2008 Market Law permit bakers to do?",
        "Sell bread on the street",
    ),
    (
        "The 2011 Records Act provides that patients may see their own files at any clinic.",
        "What does the 2011 Records Act allow patients to do?",
        "See their own files at any clinic",
    ),
]


@pytest.mark.parametrize(("sentence", "stem", "key"), RULES)
def test_the_rule_is_asked_with_its_key_and_sentence(sentence: str, stem: str, key: str) -> None:
    items = draft([Passage(1, "", read(f"{TOWN}\n\n{sentence}"))], limit=30).items
    found = [item for item in items if item.template.startswith("law_")]
    assert [(item.stem, item.answer) for item in found] == [(stem, key)]
    assert [e.quote for e in found[0].evidence] == [sentence]
    assert len(found[0].options) == 4


def test_a_bare_law_takes_the_name_that_came_before_and_both_sentences_prove_it() -> None:
    text = (
        f"{TOWN}\n\nIn spring the parliament passed the Clean Rivers Act. "
        "The act requires tanneries to filter their water before noon."
    )
    items = draft([Passage(1, "", read(text))], limit=30).items
    found = [item for item in items if item.template.startswith("law_")]
    assert [item.stem for item in found] == ["What does the Clean Rivers Act require tanneries to do?"]
    assert len(found[0].evidence) == 2


@pytest.mark.parametrize(
    "sentence",
    [
        "This law allows them to sell it.",
        "The act allows farmers to draw water from the canal.",
        "Last year's act says that cyclists must carry a bright lamp.",
        "The law may allow editors to publish letters without any permission.",
    ],
)
def test_a_law_without_a_name_or_a_certain_wording_is_not_asked_about(sentence: str) -> None:
    items = draft([Passage(1, "", read(f"{TOWN}\n\n{sentence}"))], limit=30).items
    assert not [item for item in items if item.template.startswith("law_")]
