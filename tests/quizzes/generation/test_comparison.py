"""Comparison questions: each can be answered from both tellings only, and has one right option."""

# A table of rows reads best unbroken.
# ruff: noqa: E501

from __future__ import annotations

import pytest

from articles.language import read
from quizzes.generation import Passage, Role
from quizzes.generation.tellings.comparison import compare_questions
from quizzes.generation.tellings.contrasts import ComparedRow, Names, Told
from quizzes.generation.tellings.effects import Effect, effect_of
from quizzes.generation.tellings.events_named import event_named
from quizzes.generation.tellings.topics import Voice, plain
from quizzes.generation.tellings.values_told import moment, other_figures

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


def options_of(each) -> set[str]:
    return {option.text for option in each.item.options}


def test_a_figure_is_asked_of_one_telling_and_the_others_figure_stands_beside_it(found):
    item = of(found, "value", 1).item
    assert item.stem == "The two tellings disagree on flour output in 1930. What figure does the retelling give?"
    assert item.answer == "Around 12%"
    roles = {option.text: option.role for option in item.options}
    assert roles.pop("Around 10%") == Role.OTHER_TELLING
    assert all(text.startswith("Around ") and text.endswith("%") for text in roles)


def test_times_beside_a_time_lie_outside_of_it():
    item = of(drafted([ROWS[6]]), "value", 8).item
    assert item.answer == "In the late 1990s"
    others = {option.text for option in item.options if option.role == Role.ELSEWHERE}
    assert len(others) == 2
    assert not others & {"In the 1990s", "In the late 1990s", "In 2004"}


def test_how_a_time_differs_is_asked_of_a_whole_statement(found):
    item = of(found, "differ", 2).item
    assert item.stem == "How do the two tellings differ on when Sadykov's museum opened?"
    assert item.answer == "The retelling gives an earlier time."
    assert "Only the original gives a time." in {option.text for option in item.options}


def test_a_year_that_only_one_gives_is_asked_without_being_named(found):
    item = of(found, "differ", 6).item
    assert item.stem == "How do the two tellings differ on the year of Aigul Sadykova’s speech to the nation?"
    assert item.answer == "Only the original gives a year."


def test_a_year_that_became_this_year_is_not_called_left_out_or_moved():
    item = of(drafted([ROWS[4]]), "which", 5).item
    assert item.stem == "Which telling names the year of the Water Law?"
    assert item.answer == "Only the original"


def test_the_more_exact_telling_is_the_one_that_says_so(found):
    item = of(found, "which", 10).item
    assert item.stem == "Which telling says that Minister Omarov’s school was founded at the end of 2006?"
    assert item.answer == "Only the retelling"
    assert [option.text for option in item.options] == [
        "Only the original",
        "Only the retelling",
        "Both of them",
        "Neither of them",
    ]


def test_a_loaded_verb_is_told_from_a_plain_one(found):
    item = of(found, "tone", 9).item
    assert item.stem.endswith("the share of pupils had soared to 40%. How does the retelling differ?")
    assert item.answer == "Its wording is more neutral."
    assert "Its wording is more dramatic." in {option.text for option in item.options}


def test_what_both_say_and_what_neither_says_are_asked_alike():
    found = drafted([ROWS[0]])
    both = [e for e in found if e.item.template == "compare_both_say"]
    neither = [e for e in found if e.item.template == "compare_neither"]
    assert {e.item.answer for e in both} == {"Both of them"}
    assert {e.item.answer for e in neither} == {"Neither of them"}
    texts = " ".join(passage.reading.text for side in PASSAGES for passage in side)
    assert not any(e.item.stem.removeprefix("Which telling says that ").rstrip("?") in texts for e in neither)
    assert {e.item.stem.split(" that ")[0] for e in [*both, *neither]} == {"Which telling says"}


def test_a_value_that_both_give_is_asked_among_others_of_its_kind(found):
    item = of(found, "shared_value", 3).item
    assert item.stem == "According to both tellings, when did Sadykov's mill open?"
    assert item.answer == "In 1912"
    assert all(option.text.startswith("In 19") for option in item.options)


def test_what_one_alone_tells_is_shown_with_the_place_where_it_would_stand():
    (each,) = [e for e in drafted([ROWS[-1]]) if e.item.template == "compare_only_one"]
    assert each.item.stem == "Which of these statements does only the original make?"
    assert each.item.answer in LATER
    assert each.item.evidence[-1].quote == told(1, 11).quote
    assert "says nothing of this" in each.item.explanation
    assert not any("fresh flour" in text for text in options_of(each))


def test_a_denial_is_asked_by_what_it_denies():
    one, other = "Sadykov did not sell his old mill in Tekes.", "Sadykov sold his old mill in Tekes."
    passages = ((Passage(1, "", read(one)),), (Passage(1, "", read(other)),))
    rows = [ComparedRow(1, "negation", "differs", Told(one, (), 1, 0), Told(other, (), 1, 0), 0.9)]
    (each,) = compare_questions(rows, NAMES, passages=passages)
    assert each.item.stem == "Which telling says that Sadykov sold his old mill in Tekes?"
    assert each.item.answer == "Only the retelling"


def test_what_is_certain_in_one_only_is_asked():
    one, other = "Sadykov's mill may have fed 4,000 people.", "Sadykov's mill fed 4,000 people."
    passages = ((Passage(1, "", read(one)),), (Passage(1, "", read(other)),))
    rows = [ComparedRow(1, "certainty", "differs", Told(one, ((15, 18),), 1, 0), Told(other, (), 1, 0), 0.9)]
    (each,) = compare_questions(rows, NAMES, passages=passages)
    assert each.item.stem.startswith("The original says that Sadykov's mill may have fed 4,000 people.")
    assert each.item.answer == "It presents this as certain."


def test_no_question_speaks_of_a_second_fact_that_the_two_tell_differently():
    one = "The Sadykov museum sold 300 tickets in the spring of 2004."
    other = "The Sadykov museum sold 900 tickets in the spring of 2006."
    passages = ((Passage(1, "", read(one)),), (Passage(1, "", read(other)),))
    rows = [
        ComparedRow(n, kind, "differs", *(Told(t, ((t.index(v), t.index(v) + len(v)),), 1, 0) for t, v in pair), 0.9)
        for n, kind, pair in (
            (1, "number", ((one, "300"), (other, "900"))),
            (2, "date", ((one, "2004"), (other, "2006"))),
        )
    ]
    for each in compare_questions(rows, NAMES, passages=passages):
        values = {"300", "900", "2004", "2006"}
        assert not any(value in each.item.stem for value in values)


@pytest.mark.parametrize(
    ("text", "value", "name"),
    [
        (
            "During the nine-month miners' strike in Taraz, pupils stayed at home.",
            "nine-month",
            "the miners' strike in Taraz",
        ),
        ("During the long war, pupils stayed at home.", "long", ""),
        ("In the 2011 miners strike in Taraz, pupils stayed at home.", "2011", ""),
    ],
)
def test_an_event_is_named_where_that_tells_which_it_is(text, value, name):
    passage = Passage(1, "", read(text))
    tree = Voice([passage]).trees[0]
    start = text.index(value)
    tokens = [t.index for t in tree.tokens if start <= t.start < start + len(value)]
    assert event_named(tree, tokens) == name


@pytest.mark.parametrize(
    ("text", "grain", "said"),
    [
        ("mid-2000s", "part", "in the mid-2000s"),
        ("late 2000", "part", "in late 2000"),
        ("from the beginning of the year 2010", "part", "at the beginning of 2010"),
        ("September of 2015", "month", "in September 2015"),
        ("May 21, 2016", "day", "on May 21, 2016"),
        ("as early as 2010", "year", "in 2010"),
        ("Until the mid-2000s", "", ""),
        ("2011-2012", "", ""),
    ],
)
def test_a_time_is_said_with_its_preposition(text, grain, said):
    assert moment(text.replace("Until", "until")) == (grain, said)


@pytest.mark.parametrize("key", ["3.3%", "54%", "90%", "24", "70,000", "1.2 million"])
def test_figures_beside_a_figure_are_of_its_grain_and_never_the_same(key):
    others = other_figures(key, ["They sold 85 tickets, 20% of them in 2004, for 3.5 million."])
    assert len(others) >= 3
    assert key not in others
    assert all(each.endswith("%") == key.endswith("%") and ("million" in each) == ("million" in key) for each in others)
    assert "2004" not in others


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


def test_a_statement_that_the_other_telling_makes_too_is_not_called_left_out():
    again = "Masons mended walls with stone blocks from Almaty."
    passages = ((PASSAGES[0][0], Passage(2, "", read(again))), PASSAGES[1])
    rows = [ComparedRow(7, "passage", "only_here", Told(again, (), 2, 0), None, 0.9)]
    found = compare_questions(rows, NAMES, passages=passages, shared=SHARED)
    assert not [each for each in found if each.item.template == "compare_only_one"]


def test_no_sentence_serves_two_questions(found):
    own = [(side, e.start) for each in found for side, e in zip(each.sides, each.item.evidence, strict=True)]
    assert len(own) == len(set(own))


def test_the_same_rows_and_seed_give_the_same_questions_and_another_seed_moves_the_key(found):
    assert drafted(tuple(reversed(ROWS))) == found
    places = {
        [o.is_key for o in of(drafted(ROWS[:2], seed=seed), "value", 1).item.options].index(True) for seed in range(6)
    }
    assert len(places) > 1


def test_nothing_differs_nothing_is_asked():
    assert drafted([r for r in ROWS if r.status == "agrees"]) == ()
    assert drafted(()) == ()


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
    ("mine", "theirs", "effect"),
    [
        ("3%", "around 3.3%", Effect.HIGHER),
        ("4,000 people", "900 people", Effect.LOWER),
        ("Until the mid-2000s", "early 2000s", Effect.EARLIER),
        ("2014", "This year's", Effect.ONLY_FIRST),
        ("2005", "end of 2005", Effect.MORE_EXACT),
        ("end of 2005", "2005", Effect.LESS_EXACT),
        ("mid-2000s", "late 2000", Effect.EARLIER),
        ("2011-2012", "2012-2011", None),
        ("3%", "3 metres", None),
        ("the council", "the city", None),
    ],
)
def test_what_a_change_does(mine, theirs, effect):
    kind = "number" if "%" in mine or "people" in mine else "date"
    sides = [Told(f"It was {value} then.", ((7, 7 + len(value)),), 1, 0) for value in (mine, theirs)]
    assert effect_of(ComparedRow(1, kind, "differs", *sides)) == effect


def test_a_figure_is_not_left_out_where_another_stands():
    first, second = "It took 65% and not 75%.", "It took 65%."
    at = first.index("75%")
    row = ComparedRow(1, "number", "only_here", Told(first, ((at, at + 3),), 1, 0), Told(second, (), 1, 0))
    assert effect_of(row) is None
