"""The whole engine on a text of our own: every item stands on its evidence, and a second run is the same."""

from __future__ import annotations

from dataclasses import replace

import pytest

from articles.language import read
from quizzes.generation import Draft, ItemKind, Passage, draft
from quizzes.generation.judging import choosing
from quizzes.generation.kinds import terms, truth
from quizzes.generation.workshop import Workshop

TEXT = """The city of Almaty opened its first metro line in 2011. Engineers built seven stations because buses could \
no longer carry all passengers. The new line carries about 30,000 passengers a day.

The Kazakh government wants to extend the line to the western suburbs. In 2015 the Transport Ministry asked two \
foreign companies to design three more stations. Residents in the suburbs still spend two hours a day in buses.

Air pollution has fallen by 12% since the metro opened. Doctors say that children in the centre suffer from fewer \
lung diseases. The city council reduced fares to attract more passengers. Cleaner air has led to lower costs for \
hospitals.

A law of 2016 allows passengers to take bicycles on trains at weekends. Older stations must install lifts before \
2030. Dana Omarova, the head of the metro museum, collects old tickets. The museum keeps more than 4,000 tickets.
"""


@pytest.fixture(scope="module")
def drafted() -> Draft:
    return draft([Passage(1, "The metro of Almaty", read(TEXT))])


def test_enough_items_of_several_kinds(drafted: Draft) -> None:
    assert len(drafted.items) >= 3
    assert len({i.kind for i in drafted.items}) >= 2


def test_evidence_stands_where_it_says(drafted: Draft) -> None:
    for item in drafted.items:
        assert item.evidence
        for e in item.evidence:
            assert TEXT[e.start : e.end] == e.quote


def test_one_key_and_it_is_the_answer(drafted: Draft) -> None:
    for item in drafted.items:
        if item.options:
            assert [o.text for o in item.options if o.is_key] == [item.answer]
        else:
            assert item.kind in {ItemKind.SHORT, ItemKind.CLOZE}


def test_the_same_text_gives_the_same_draft(drafted: Draft) -> None:
    again = draft([Passage(1, "The metro of Almaty", read(TEXT))])
    assert again == drafted


def test_nothing_from_nothing() -> None:
    assert draft([Passage(1, "", read("Tickets, lifts, trains. PLEASE MIND THE GAP! Where to?"))]).items == ()


@pytest.mark.parametrize("town", ["Riga", "Tartu", "Vilnius", "Narva", "Turku", "Oslo"])
def test_where_no_false_statement_is_good_enough_a_true_one_is_still_asked(town: str) -> None:
    shop = Workshop([Passage(1, "", read(f"Bakers in {town} sell round bread made of rye and honey."))])
    only_true = [(0.6, c) for c in truth.propose(shop) if c.answer == "True"]
    assert [c.answer for _, c in choosing.choose(only_true, 100, None)] == ["True"]


def test_what_somebody_says_and_its_denial_are_not_asked_together() -> None:
    text = (
        "The leader of the Farmers Union, Nora Berg, said that the new offer of cheaper water for Norway did not go "
        "far enough. Nora Berg grows potatoes in Norway."
    )
    shop = Workshop([Passage(1, "", read(text))])
    made = [c for c in truth.propose(shop) if "offer" in c.stem]
    said = next(c for c in made if c.answer == "True")
    assert [c for c in made if c.answer == "False"]
    assert all(choosing.clash(said, c) for c in made)


def test_a_further_question_whose_key_is_the_longest_option_costs_a_quiz() -> None:
    shop = Workshop(
        [Passage(1, "", read("In 2016 doctors in Kampala warned that many families were dying of malaria."))]
    )
    found = next(c for c in terms.propose(shop) if c.answer == "malaria")
    short = replace(found, wrong=tuple(replace(w, text="flu") for w in found.wrong))
    long = replace(found, wrong=(*found.wrong[1:], replace(found.wrong[0], text="sleeping sickness")))
    quiz = choosing.Chosen(size=10)
    assert quiz.bonus(short) < quiz.bonus(long)
    quiz.closed = 9
    assert quiz.bonus(short) == quiz.bonus(long)
