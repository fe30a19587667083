"""Why and how, told in many ways: each construction with its stem, its key and the sentence that says so."""

import pytest

from quizzes.generation import Item
from tests.quizzes.generation.drawing import drawn

VALLEY = (
    "Engineers in Sorvik want to drain the salt marsh beside the railway. Farmers in Sorvik sell apples to hotels. "
    "Heavy frosts came in March and late in May. Long strikes at the port delayed the grain ships. "
    "The council of Sorvik plants maple trees along Mill Street. Pupils in Sorvik collect rain in wooden barrels. "
    "Bus drivers in Sorvik repair the stone bridge each summer. Nurses opened a small clinic in Sorvik in 1998. "
    "Visitors from the coast can rent bicycles at the railway station. Traders could move their stalls to the market."
)


def asked(sentences: str, template: str) -> list[Item]:
    return drawn(VALLEY, sentences, template)


@pytest.mark.parametrize(
    ("sentence", "template", "stem", "key"),
    [
        (
            "Beekeepers in Sorvik are trying to save water by planting clover for six weeks in northern fields.",
            "how_by",
            "How are beekeepers in Sorvik trying to save water?",
            "By planting clover for six weeks in northern fields",
        ),
        (
            "The old harbour of Sorvik was built in 1820 to store northern barley for six weeks.",
            "why_purpose",
            "Why was the old harbour of Sorvik built in 1820?",
            "To store northern barley for six weeks",
        ),
        (
            "Captain Olaf Brekke was fined in May for opening two northern locks.",
            "why_for",
            "Why was Captain Olaf Brekke fined in May?",
            "For opening two northern locks",
        ),
        (
            "Half of Sorvik’s wool is used to make large blankets for three northern hospitals.",
            "used_for",
            "How is half of Sorvik’s wool used?",
            "To make large blankets for three northern hospitals",
        ),
        (
            "The new weather station in Sorvik allows farmers to cover their apple trees two days before a frost.",
            "how_helps",
            "How does the new weather station in Sorvik help farmers?",
            "It allows them to cover their apple trees two days before a frost",
        ),
        (
            "The night train makes it possible for farmers to sell their apples in twelve distant cities.",
            "how_helps",
            "How does the night train help farmers?",
            "It lets them sell their apples in twelve distant cities",
        ),
        (
            "Warmer winters could reduce the apple harvest of Sorvik by 30% within ten years.",
            "how_affects",
            "How could warmer winters affect the apple harvest of Sorvik within ten years?",
            "They could reduce it by 30%",
        ),
        (
            "Bread prices in Sorvik have risen since June, triggered by long strikes in two large mills.",
            "why_because_of",
            "Why have bread prices in Sorvik risen since June?",
            "Because of long strikes in two large mills",
        ),
        (
            "Heavy frosts in two villages led to a shortage of apples in Sorvik.",
            "why_led_to",
            "Why was there a shortage of apples in Sorvik?",
            "Because of heavy frosts in two villages",
        ),
        (
            "One key reason why salt kills many trees each year is that bus drivers clean old roads.",
            "why_because",
            "What is one key reason why salt kills many trees each year?",
            "Because bus drivers clean old roads",
        ),
        (
            "Fishermen in Sorvik built two fires on Garn Hill so that large boats could find three northern channels.",
            "why_so_that",
            "Why did fishermen in Sorvik build two fires on Garn Hill?",
            "So that large boats could find three northern channels",
        ),
    ],
)
def test_one_sentence(sentence: str, template: str, stem: str, key: str) -> None:
    found = asked(sentence, template)
    assert [(i.stem, i.answer) for i in found] == [(stem, key)]
    assert [e.quote for e in found[0].evidence] == [sentence]
    assert len(found[0].options) == 4


@pytest.mark.parametrize(
    ("sentence", "stem"),
    [
        (
            "Gardeners in Sorvik bought a stone oven in the autumn to dry their seeds.",
            "Which sentence explains why gardeners in Sorvik bought a stone oven in the autumn?",
        ),
        (
            "The market of Sorvik closed in April due to a flood on the river.",
            "Which sentence explains why the market of Sorvik closed in April?",
        ),
        (
            "The new weather station in Sorvik allows farmers to cover their trees before a frost.",
            "Which sentence explains how the new weather station in Sorvik helps farmers?",
        ),
        (
            "Salt from trains poisons many old trees in Sorvik.",
            "Which sentence explains how salt from trains affects many old trees in Sorvik?",
        ),
        (
            "Half of Sorvik’s wool is used to make large blankets for three northern hospitals.",
            "Which sentence explains how half of Sorvik’s wool is used?",
        ),
        (
            "Bread prices in Sorvik have risen since June, triggered by long strikes in two large mills.",
            "Which sentence explains why bread prices in Sorvik have risen since June?",
        ),
        (
            "A landslide near Garn Hill caused a shortage of bread in Sorvik.",
            "Which sentence explains why there was a shortage of bread in Sorvik?",
        ),
    ],
)
def test_the_sentence_that_explains_it(sentence: str, stem: str) -> None:
    found = [i for t in ("sentence_why", "sentence_how") for i in asked(sentence, t)]
    assert [(i.stem, i.answer) for i in found] == [(stem, sentence)]


@pytest.mark.parametrize(
    ("sentence", "template"),
    [
        ("The mayor of Sorvik asked the council in a long letter to close the silver mine.", "why_purpose"),
        ("Sorvik merged with two villages on the coast to form the largest town of the valley.", "why_purpose"),
        ("The old oven is fine for baking small loaves of bread.", "why_for"),
        ("The farmers of Sorvik used to make blankets for three large hospitals.", "used_for"),
        ("The station does not allow farmers to cover their apple trees two days before a frost.", "how_helps"),
        ("It allows her to cover the apple trees two days before a frost.", "how_helps"),
        ("Warmer winters could not reduce the apple harvest of Sorvik by 30%.", "how_affects"),
        ("Long strikes in Sorvik raise serious questions about the future of two mills.", "sentence_how"),
        ("Bread prices in Sorvik have dropped partly due to a flood on Garn River.", "sentence_why"),
        ("Farmers in Sorvik could buy a stone oven in the autumn to dry their seeds.", "sentence_why"),
        ("The road from Sorvik leads to a village on the coast.", "why_led_to"),
        ("Frost ruined the harvest, so that winter was long and hard for the farmers of Sorvik.", "why_so_that"),
    ],
)
def test_nothing_is_asked_where_no_reason_or_means_is_certain(sentence: str, template: str) -> None:
    assert not asked(sentence, template)


def test_another_sentence_that_tells_of_help_is_no_rival() -> None:
    found = asked(
        "The new weather station in Sorvik allows farmers to cover their trees before a frost. "
        "The old tower lets shepherds see the weather over the northern pass.",
        "sentence_how",
    )
    assert all("lets shepherds" not in o.text for i in found if "station" in i.stem for o in i.options)
    assert any("station" in i.stem for i in found)
