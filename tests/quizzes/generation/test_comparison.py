"""Comparison questions: each can be answered from both tellings only, and has one right option."""

# A table of rows reads best unbroken.
# ruff: noqa: E501

from __future__ import annotations

import pytest

from articles.language import read
from quizzes.generation import Passage, Role
from quizzes.generation.comparison import asks_for_both, compare_questions
from quizzes.generation.contrasts import ComparedRow, Names, Told
from quizzes.generation.effects import effect_of
from quizzes.generation.topics import Voice, plain

NAMES = Names("the original", "the retelling")
ONE = (
    "Sadykov's mill opened in 1912. Flour output stood at 10% in 1930.\n\nSadykov's museum opened in the late 1990s. "
    "Tourists from Almaty visited Sadykov's museum in 2004. The 2014 Water Law protects the river from new dams in the valley. "
    "In her 2008 speech to the nation Aigul Sadykova called for deeper reforms of schools. Farmers from Narynkol carried heavy sacks of wheat to Tekes. "
    "Bakers from Kegen bought fresh flour for weddings in autumn. Masons repaired thick walls with heavy stone blocks from Almaty. "
    "Engineers from Taraz built a wooden bridge in the early 1980s. By 2010 the share of pupils had soared to 40%. "
    "Teachers from Kegen asked Minister Omarov for help (his new school, founded in 2006, has closed)."
)
LATER = "Divers from Karaganda discovered an enormous iron anchor near Balkhash. The town plans a festival of music for young singers."
OTHER = (
    "The Sadykov mill opened in 1912. Flour output was around 12% in 1930. The Sadykov museum opened in the early 1990s. "
    "Tourists from Almaty came to Sadykov's museum in 2004. This year's Water Law protects the river from dams. "
    "In a speech to the nation Aigul Sadykova asked for deeper reforms of schools. Farmers from Narynkol took heavy sacks of wheat to Tekes. "
    "Bakers from Kegen bought flour for weddings in autumn. Masons mended thick walls with heavy stone blocks from Almaty. "
    "Engineers from Taraz built a wooden bridge in the late 1990s. In 2010 the share of pupils had risen to 40%. "
    "Teachers from Kegen asked Minister Omarov for help (his new school, founded at the end of 2006, has closed)."
)
PASSAGES = (
    (Passage(1, "", read(ONE)), Passage(2, "What comes next", read(LATER))),
    (Passage(1, "", read(OTHER)),),
)


def told(side: int, number: int, fact: str = "", section: int = 1) -> Told:
    """A sentence of one of the tellings, by its number, with the words of a fact in it."""
    sentence = PASSAGES[side][section - 1].reading.sentences[number]
    at = sentence.text.index(fact)
    return Told(sentence.text, ((at, at + len(fact)),) if fact else (), section, sentence.start)


def row(key: int, kind: str, status: str, number: int, mine: str, theirs: str, **more) -> ComparedRow:
    return ComparedRow(key, kind, status, told(0, number, mine), told(1, number, theirs), **{"importance": 0.9, **more})


ROWS = (
    row(1, "number", "differs", 1, "10%", "around 12%"),
    row(2, "date", "differs", 2, "late 1990s", "early 1990s"),
    row(3, "date", "agrees", 0, "1912", "1912"),
    row(4, "date", "agrees", 3, "2004", "2004"),
    row(5, "date", "differs", 4, "2014", "This year's"),
    row(6, "date", "only_here", 5, "2008", ""),
    row(8, "date", "differs", 9, "early 1980s", "late 1990s", importance=0.4),
    row(9, "loaded", "differs", 10, "soared", ""),
    row(10, "date", "differs", 11, "2006", "end of 2006"),
    ComparedRow(7, "passage", "only_here", Told(LATER, (), 2, 0), None, 0.9),
)  # fmt: skip
SHARED = [(told(0, n), told(1, n)) for n in (0, 3, 6, 7, 8)]


def drafted(rows=ROWS, **more):
    return compare_questions(rows, NAMES, passages=PASSAGES, shared=SHARED, **more)


@pytest.fixture(scope="module")
def found():
    return drafted()


def of(found, template: str, key: int):
    return next(each for each in found if each.item.template == f"compare_{template}" and each.rows == (key,))


def test_each_has_one_key_and_options_that_differ(found):
    assert len(found) >= 4
    for each in found:
        texts = [option.text for option in each.item.options]
        assert len(set(texts)) == len(texts) >= 3, each.item.stem
        assert [option.text for option in each.item.options if option.is_key] == [each.item.answer]
        assert all(option.rationale for option in each.item.options)


def test_evidence_is_quoted_from_the_texts_of_both(found):
    for each in found:
        assert set(each.sides) == {0, 1}, each.item.stem
        for side, evidence in zip(each.sides, each.item.evidence, strict=True):
            text = PASSAGES[side][evidence.section - 1].reading.text
            assert text[evidence.start : evidence.end] == evidence.quote


def test_what_both_give_is_asked_and_either_value_may_be_the_ones_or_the_others(found):
    item = of(found, "both_values", 1).item
    assert item.stem == "What figure does each telling give for flour output in 1930?"
    assert item.answer == "The original says 10%; the retelling says “around 12%”."
    assert {option.text: option.role for option in item.options if not option.is_key} == {
        "The original says “around 12%”; the retelling says 10%.": Role.MISREAD,
        "Both say 10%.": Role.MISREAD,
        "Both say “around 12%”.": Role.OTHER_TELLING,
    }


def test_a_time_is_asked_for_and_a_decade_has_its_article(found):
    item = of(found, "both_values", 2).item
    assert item.stem == "When did Sadykov's museum open, according to the two tellings?"
    assert item.answer == "The original says the late 1990s; the retelling says the early 1990s."


def test_a_year_that_became_this_year_is_quoted_as_such(found):
    item = of(found, "both_values", 5).item
    assert item.stem == "How does each telling date the Water Law?"
    assert item.answer == "The original gives 2014; the retelling says only “this year”."


def test_the_point_on_which_they_disagree_stands_among_points_on_which_they_agree(found):
    item = of(found, "apart", 8).item
    assert item.answer == "When engineers from Taraz built a wooden bridge"
    assert "When tourists from Almaty visited Sadykov's museum" in {option.text for option in item.options}
    assert all("1980s" not in option.text and "1990s" not in option.text for option in item.options)


def test_a_year_that_only_one_gives_is_asked_without_being_named(found):
    item = of(found, "only_one", 6).item
    assert item.stem == "Which of the two tellings gives the year of Aigul Sadykova’s speech to the nation?"
    assert item.answer == "Only the original"
    assert [option.text for option in item.options] == [
        "Only the original",
        "Only the retelling",
        "Both of them",
        "Neither of them",
    ]


def test_the_verbs_of_the_two_are_set_beside_each_other_where_one_is_loaded(found):
    item = of(found, "wording", 9).item
    assert item.stem == "Which verb does each telling use to say what happened to the share of pupils?"
    assert item.answer == "The original says “had soared”; the retelling says “had risen”."


def test_a_part_of_the_year_that_only_one_gives_is_asked_for_with_the_persons_name(found):
    item = of(found, "part_of_year", 10).item
    assert item.stem == "Which of the two tellings says in what part of 2006 Minister Omarov’s new school was founded?"
    assert item.answer == "Only the retelling"


def test_a_detail_that_the_other_telling_drops_is_in_no_option_said_to_be_in_both(found):
    options = {option.text for option in of(found, "left_out", 7).item.options}
    assert "Masons repaired thick walls with heavy stone blocks from Almaty." in options
    assert not any("fresh flour" in text for text in options)


def test_nothing_is_asked_of_what_one_would_do():
    voice = Voice([Passage(1, "", read("In the 1990s, one would rarely visit the mountains of Tekes."))])
    assert voice.topic(Told("In the 1990s, one would rarely visit the mountains of Tekes.", ((7, 12),), 1, 0)) is None


def test_a_vague_share_names_the_country_that_the_telling_is_about():
    text = (
        "Kyrgyzstan has many rivers. Kyrgyzstan grows cotton. Few people leave Kyrgyzstan for work. "
        "Mountains cover Kyrgyzstan. Mobile coverage stood at 8% in 2003."
    )
    voice = Voice([Passage(1, "", read(text))])
    last = "Mobile coverage stood at 8% in 2003."
    topic = voice.topic(Told(last, ((25, 27),), 1, text.index(last)))
    assert topic is not None
    assert topic.point == "mobile coverage in Kyrgyzstan in 2003"


def test_what_is_left_out_is_shown_with_the_place_where_it_would_stand(found):
    each = of(found, "left_out", 7)
    assert each.item.answer in LATER
    assert {option.text for option in each.item.options if not option.is_key} <= {
        told(0, n).quote for n in (0, 3, 6, 8)
    }
    assert each.item.evidence[-1].quote == told(1, 11).quote
    assert "says nothing of this" in each.item.explanation


def test_a_statement_that_the_other_telling_makes_too_is_not_called_left_out():
    again = "Masons mended walls with stone blocks from Almaty."
    passages = ((PASSAGES[0][0], Passage(2, "", read(again))), PASSAGES[1])
    rows = [ComparedRow(7, "passage", "only_here", Told(again, (), 2, 0), None, 0.9)]
    assert compare_questions(rows, NAMES, passages=passages, shared=SHARED) == ()


def test_no_row_is_asked_about_twice_for_its_value(found):
    values = [e.rows[0] for e in found if e.item.template in {"compare_both_values", "compare_only_one"}]
    assert len(values) == len(set(values))


def test_the_same_rows_and_seed_give_the_same_questions_and_another_seed_moves_the_key(found):
    assert drafted(tuple(reversed(ROWS))) == found
    places = {
        [o.is_key for o in of(drafted(ROWS[:2], seed=seed), "both_values", 1).item.options].index(True)
        for seed in range(6)
    }
    assert len(places) > 1


def test_nothing_differs_nothing_is_asked():
    assert drafted([r for r in ROWS if r.status == "agrees"]) == ()
    assert drafted(()) == ()


@pytest.mark.parametrize(
    ("kind", "mine", "theirs", "asked"),
    [
        ("date", "2005", "end of 2005", False),
        ("date", "early 2000s", "first decade of 2000", False),
        ("date", "2011-2012", "2012-2011", False),
        ("date", "as early as 2010", "in 2010", False),
        ("rank", "shared second", "second", False),
        ("date", "mid-2000s", "late 1990s", True),
        ("number", "3%", "around 3.3%", True),
    ],
)
def test_the_same_in_other_words_is_no_difference(kind, mine, theirs, asked):
    sides = [Told(f"It was {value} then.", ((7, 7 + len(value)),), 1, 0) for value in (mine, theirs)]
    assert asks_for_both(ComparedRow(1, kind, "differs", *sides), NAMES) is asked


def test_a_value_that_hangs_on_what_the_sentence_leaves_open_has_no_topic():
    voice = Voice([Passage(1, "", read("It was sold to them in 2014. Some of these came later."))])
    assert voice.topic(Told("It was sold to them in 2014.", ((23, 27),), 1, 0)) is None


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        (
            "The #Almaty museum opened its doors to visitors in spring.",
            "The Almaty museum opened its doors to visitors in spring.",
        ),
        (
            'The mill gave the word "flour" a new meaning in town.',
            "The mill gave the word ‘flour’ a new meaning in town.",
        ),
        ("An example is provided at the museum by the river.", ""),
        ("Guests came.", ""),
        ("According to the mayor, the new museum by the river would open next to the mill.", ""),
        ("Prices of flour have risen in all the towns by the lake since June.", ""),
        ("In their work, Sadykov's team used a method of old millers.", "Sadykov's team used a method of old millers."),
        ("The mill was sold; the new owner closed it in the spring.", ""),
    ],
)
def test_an_option_is_one_plain_sentence(text, printed):
    assert plain(text) == printed


@pytest.mark.parametrize(
    ("mine", "theirs", "answer"),
    [
        ("3%", "around 3.3%", "It gives a higher figure."),
        ("4,000 people", "900 people", "It gives a lower figure."),
        ("Until the mid-2000s", "early 2000s", "It puts this at an earlier time."),
        ("2014", "This year's", "It no longer says which year is meant."),
        ("2005", "end of 2005", "It says more exactly when this was."),
        ("2011-2012", "2012-2011", None),
        ("3%", "3 metres", None),
        ("the council", "the city", None),
    ],
)
def test_what_a_change_does(mine, theirs, answer):
    kind = "number" if "%" in mine or "people" in mine else "date"
    sides = [Told(f"It was {value} then.", ((7, 7 + len(value)),), 1, 0) for value in (mine, theirs)]
    effect = effect_of(ComparedRow(1, kind, "differs", *sides), NAMES)
    assert (effect.told if effect else None) == answer
