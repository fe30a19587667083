"""Statements read as an editor would print them, away from their paragraph, or are refused with a reason."""

# A table of sentences reads best unbroken.
# ruff: noqa: E501

from __future__ import annotations

import pytest

from articles.language import read
from quizzes.generation.types import Passage
from quizzes.generation.workshop import Workshop


def workshop(text: str) -> Workshop:
    return Workshop([Passage(1, "", read(text))])


def told(text: str) -> list[str]:
    return [statement.text for statement in workshop(text).told]


PRINTED = [
    # What is set off by commas goes with both of them.
    (
        "A court in Oslo decided that two old fishermen, who were arrested in the harbour in 1962, can sue the navy "
        "of Norway.",
        "A court in Oslo decided that two old fishermen can sue the navy of Norway.",
    ),
    ("Bakers in Riga, for example, sell rye bread in round loaves.", "Bakers in Riga sell rye bread in round loaves."),
    # The mark of what is said stays, that of the clause goes.
    (
        "The main aim of the Riga festival was to bring choirs from small villages to the coast.",
        "The main aim of the Riga festival was to bring choirs from small villages to the coast.",
    ),
    # A list inside a subject keeps its "and".
    (
        "Rising rents and even empty shops will not stop the growth of Riga.",
        "Rising rents and even empty shops will not stop the growth of Riga.",
    ),
    # An added relative clause is said of the whole name.
    (
        "The Treaty on Clean Rivers in Latvia, which is backed by forty towns, bans old engines.",
        "The Treaty on Clean Rivers in Latvia is backed by forty towns.",
    ),
    # Spaces that a scan left before dashes and after hyphens.
    ("Sea levels near Riga will rise by 20 –30 cm before 2090.", "Sea levels near Riga will rise by 20–30 cm before 2090."),
    ("The fire- safety rules of Riga changed in 2004.", "The fire-safety rules of Riga changed in 2004."),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "statement"), PRINTED)
def test_cutting_leaves_a_sentence_that_can_be_printed(sentence: str, statement: str) -> None:
    assert statement in told(sentence)


REFUSED = [
    # A subject cannot follow or surpass itself: "them" is somebody of the sentence before.
    ("A group of students in Riga counted swallows in spring. Curious children followed them around the harbour.", "them"),
    ("Teachers in Riga train dogs for blind people. As they did so, dogs in Riga learned forty words.", "did so"),
    # The place limits what is said.
    ("In Riga and the other towns, heavy rain has closed the schools.", "heavy rain"),
    ("The last big survey found nine hundred foxes in Riga.", "survey"),
    ("The team walked along the river to Riga in four days.", "team"),
    ("The ten projects each offered different answers to the storms of Riga.", "projects"),
    ("The most startling result has been the cost of winter roads in Riga.", "result"),
    ("Many moved to Riga after the war with Sweden.", "Many"),
    ("There was smoke over and over again.", "smoke"),
    # Never without what it is compared with, nor with half of it.
    ("Dairy farms in Latvia grow more slowly than ten years ago.", "slowly"),
    # Bigger than what, which increase, which town?
    ("The bigger warnings were not popular among the smokers of Riga.", "warnings"),
    ("The rent increase has been caused by two cold winters in Riga.", "increase"),
    ("The town of 7,000 people opened a small harbour museum in 2013.", "town"),
    # Words run together, "do not to".
    ("Farmers in Latvia say they hopethe winter will be short.", "winter"),
    ("Shops in Riga do not to need a licence for bread.", "licence"),
    # Both could be meant.
    ("Farm gates may rust in spring and old farmers say the rain is sour. Also, they cannot pay for paint.", "paint"),
    # What stands under "if" or "as" is not said to be so.
    ("Engineers in Riga say the dam will hold if the Daugava rises by nine metres.", "The Daugava rises by nine metres."),
]  # fmt: skip


@pytest.mark.parametrize(("text", "word"), REFUSED)
def test_what_leans_on_its_paragraph_or_says_too_much_is_not_stated(text: str, word: str) -> None:
    assert not [statement for statement in told(text) if word in statement]


def test_a_cut_never_takes_what_the_verb_asks_for() -> None:
    text = "The mice of the Bern study linked the smell of mint with the last box. Mint grows in Bern in every garden."
    assert not any(s.endswith("smell of mint.") for s in told(text))


def test_a_negated_clause_loses_no_place() -> None:
    text = "Storks in Latvia did not nest in the other villages of the coast."
    assert told(text) == []


NAMED = [
    (
        "A Volvo team tested lorries in Riga in winter. The team drove along frozen rivers for nine days.",
        "The Volvo team drove along frozen rivers for nine days.",
    ),
    (
        "Parents write to the Latvian Naming Board in Riga. Each year the board rejects forty names.",
        "Each year the Latvian Naming Board rejects forty names.",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "statement"), NAMED)
def test_a_short_name_is_filled_out_and_the_sentence_that_names_it_is_evidence(text: str, statement: str) -> None:
    found = [s for s in workshop(text).told if s.text == statement]
    assert [s.sentences for s in found] == [(0, 1)]


def test_a_name_shortened_by_its_capital_is_filled_out_and_needs_no_other_sentence() -> None:
    text = (
        "Farmers respect the Treaty on Clean Rivers in Latvia. Since 1998 the Treaty has saved wild salmon in streams."
    )
    full = "Since 1998 the Treaty on Clean Rivers in Latvia has saved wild salmon in streams."
    assert [s.sentences for s in workshop(text).told if s.text == full] == [(1,)]


JOINED = [
    (
        "The old test for ships from Malta is slow and it needs two months.",
        "The old test for ships from Malta needs two months.",
    ),
    (
        "Fishermen in Malta teach farmers in winter and they paint nets in spring.",
        None,
    ),
]


@pytest.mark.parametrize(("sentence", "statement"), JOINED)
def test_a_second_clause_takes_the_subject_of_the_first_only_when_nothing_else_fits(
    sentence: str, statement: str | None
) -> None:
    second = [s for s in told(sentence) if "months" in s or "nets" in s]
    assert second == ([] if statement is None else [statement])


def test_he_is_the_one_person_named_before_whatever_time_stands_in_front() -> None:
    text = "Tomas Vitolins repairs clocks in Riga. In his lifetime, he has mended nine thousand clocks."
    found = [s for s in workshop(text).told if "thousand" in s.text]
    assert [(s.text, s.sentences) for s in found] == [
        ("In his lifetime, Tomas Vitolins has mended nine thousand clocks.", (0, 1))
    ]


def test_two_bodies_of_one_noun_leave_the_short_name_open() -> None:
    text = (
        "Parents write to the Latvian Naming Board in Riga. Shops write to the Estonian Trade Board in Tartu. "
        "Each year the board rejects forty names."
    )
    assert not any("rejects forty" in statement for statement in told(text))


def test_a_filled_out_pronoun_rests_on_the_sentence_before() -> None:
    text = "Weavers in Lagos buy wool in spring. They hang blue scarves on long ropes behind the station of Lagos."
    found = [s for s in workshop(text).told if "scarves" in s.text]
    expected = "Weavers in Lagos hang blue scarves on long ropes behind the station of Lagos."
    assert [(s.text, s.sentences) for s in found] == [(expected, (0, 1))]


def test_an_opening_word_that_points_back_is_dropped() -> None:
    text = "Anna Berzina runs a bakery in Riga. Earlier, Anna Berzina repaired clocks in a cellar in Cesis."
    assert "Anna Berzina repaired clocks in a cellar in Cesis." in told(text)


def test_a_past_form_is_never_taken_back_to_a_word_that_is_none() -> None:
    tree = workshop("Fresnel invented a lens for lighthouses in 1819.").article.trees[0]
    assert tree.lemma(1) == "invent"


def test_what_is_said_before_a_dash_is_not_the_word_of_whom_the_dash_brings_in() -> None:
    text = (
        "In Latvia, honey has become a popular present – the Office for Farming has found Latvia to be the sweetest "
        "country in Europe."
    )
    assert not any("According to the Office" in each for each in told(text))


def test_a_closing_too_is_left_out() -> None:
    assert "Bakers in Riga sell oat cakes." in told("Bakers in Tartu sell tea. Bakers in Riga sell oat cakes, too.")


def test_a_speaker_keeps_no_word_from_behind_the_description() -> None:
    text = "“Rowing does not have to be hard for beginners in Riga,” says Anna Berzina, of the rowing club Stride."
    assert all("Berzina Stride" not in each for each in told(text))


@pytest.mark.parametrize(
    "text",
    ["Brewers in Riga are keeping pace.", "Doctors in Riga welcomed the fall in numbers.", "Types of heron are rare."],
)
def test_what_leans_on_what_is_not_there_is_refused(text: str) -> None:
    assert told(text.replace("Types", "Other types")) == []


def test_who_is_named_right_after_the_office_is_not_named_twice() -> None:
    told_of = told("Her work ended in sorrow. The agronomist Trofim Sokolov attacked the work of Anna Ozola.")
    assert told_of == ["The agronomist Trofim Sokolov attacked the work of Anna Ozola."]


@pytest.mark.parametrize(
    ("text", "lead", "subject"),
    [
        ("In 2004 bird counts found only about 4,000 cranes in Latvia.", "In 2004", "bird counts"),
        ("In March 2012 strikes over the price of bread began in Riga.", "In March 2012", "strikes over …"),
        ("In 2003 and 2004 teachers worked in Riga.", "In 2003 and 2004", "teachers"),
    ],
)
def test_a_date_before_the_subject_is_no_part_of_it(text: str, lead: str, subject: str) -> None:
    fact = workshop(text).facts[0]
    said = [fact.tree.say(tokens) for tokens in (fact.lead, fact.subject_tokens)]
    assert said[0] == lead
    assert said[1].startswith(subject.removesuffix("…"))
