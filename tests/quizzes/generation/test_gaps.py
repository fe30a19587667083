"""Gaps for figures: the figure that is the news, never a year or a small count."""

import pytest

from articles.language import read
from quizzes.generation import Passage
from quizzes.generation.changing.misreading import Change
from quizzes.generation.kinds import figures, gaps
from quizzes.generation.workshop import Workshop


def gapped(text: str) -> list[tuple[str, str]]:
    shop = Workshop([Passage(1, "", read(text))])
    return [(c.answer, c.stem) for c in gaps.propose(shop)]


def test_the_share_is_the_gap_and_not_the_smaller_figure_beside_it() -> None:
    found = gapped("Farmers in Norway lost 45% of their potatoes on 20 islands after the floods.")
    assert [answer for answer, _ in found] == ["45"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Farmers in Norway built three wooden barns beside the old church.",
        "Farmers in Norway won the National Potato Prize 2014 for new barns.",
    ],
)
def test_small_counts_and_years_are_no_gaps(sentence: str) -> None:
    assert gapped(sentence) == []


def test_a_place_that_opened_the_sentence_stays_beside_the_people_counted() -> None:
    text = "In Norway, 29,000 people fall on icy roads every year because of poor shoes."
    shop = Workshop([Passage(1, "", read(text))])
    stems = {c.stem for c in figures.propose(shop)}
    assert "How many people in Norway fall on icy roads every year because of poor shoes?" in stems


@pytest.mark.parametrize(
    ("sentence", "stem", "typed"),
    [
        ("Nearly two-thirds of Norwegian potatoes are grown on islands.", "Nearly _____ of Norwegian", "2/3"),
        ("One third of Norwegian farmland is used for potatoes.", "_____ of Norwegian farmland", "a third"),
        ("A quarter of all Norwegian potatoes come from islands.", None, ""),
    ],
)
def test_a_share_in_words_is_a_gap_unless_its_article_tells(sentence: str, stem: str | None, typed: str) -> None:
    shop = Workshop([Passage(1, "", read(sentence))])
    found = [c for c in gaps.propose(shop) if c.template == "gap_share"]
    assert [c.stem.startswith(stem) for c in found] == ([True] if stem else [])
    assert all(typed in c.accepted for c in found)


def test_a_figure_may_be_asked_at_the_beginning_of_a_sentence() -> None:
    assert ("45", "_____% of Norwegian farmers lost their potatoes in the floods of 1953.") in gapped(
        "45% of Norwegian farmers lost their potatoes in the floods of 1953."
    )


def test_two_names_of_one_land_are_not_two_options() -> None:
    made = [Change({3: name}, "name", "Kenya", name, 0.7) for name in ("Malaya", "Cyprus", "Malaysia", "Yemen")]
    assert [c.now for c in gaps.apart(made)] == ["Malaya", "Cyprus", "Yemen"]
