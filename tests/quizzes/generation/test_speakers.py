"""Who said it and who holds an office: asked only where the speaker is sure and the words do not give her away."""

import pytest

from articles.language import read
from quizzes.generation import Passage
from quizzes.generation.candidates import Candidate
from quizzes.generation.kinds import speakers
from quizzes.generation.types import ItemKind
from quizzes.generation.workshop import Workshop

HARBOUR = (
    "Laura Jensen said that the harbour wall of Varna would protect fishermen from winter storms. "
    "Peter Novak said that ferries need a deeper channel. "
    "Maria Costa told reporters that tourists prefer quiet beaches. "
    "David Olsen, the director of the Northern Ferry Company, said that tickets would cost more."
)


def asked(text: str) -> dict[str, Candidate]:
    return {c.stem: c for c in speakers.propose(Workshop([Passage(1, "", read(text))]))}


def test_the_speaker_is_asked_for_among_other_speakers() -> None:
    made = asked(HARBOUR)["Who said that the harbour wall of Varna would protect fishermen from winter storms?"]
    assert made.answer == "Laura Jensen"
    assert {w.text for w in made.wrong} == {"Peter Novak", "Maria Costa", "David Olsen"}
    assert all("says something else" in w.rationale for w in made.wrong)


def test_who_holds_a_post_is_asked_only_where_the_post_is_an_achievement() -> None:
    assert "Who is the director of the Northern Ferry Company?" not in asked(HARBOUR)
    founded = HARBOUR.replace("director of the Northern", "founder of the Northern")
    made = asked(founded)["Who is the founder of the Northern Ferry Company?"]
    assert made.answer == "David Olsen"
    assert len(made.wrong) == 3


def test_a_speaker_known_by_he_rests_on_both_sentences() -> None:
    text = f"Peter Novak owns three ships. He said that large ferries need a much deeper channel.\n\n{HARBOUR}"
    text = text.replace("Peter Novak said that ferries need a deeper channel. ", "")
    made = asked(text)["Who said that large ferries need a much deeper channel?"]
    assert made.answer == "Peter Novak"
    assert len(made.evidence_sentences) == 2


@pytest.mark.parametrize(
    "sentence",
    [
        "Laura Jensen said that it would protect fishermen from winter storms too.",
        "Laura Jensen said that the plan of Jensen and her sons would protect fishermen from winter storms.",
        "Some say that the harbour wall of Varna would protect fishermen from winter storms.",
    ],
)
def test_no_question_where_the_words_lean_elsewhere_or_show_who_speaks(sentence: str) -> None:
    rest = HARBOUR.partition(". ")[2]
    assert not [stem for stem in asked(f"{sentence} {rest}") if "winter storms" in stem]


def test_two_others_are_enough_where_the_article_names_no_more() -> None:
    two = HARBOUR.partition(" David Olsen")[0].replace("Peter Novak said", "Bo Linde said")
    made = asked(two)["Who said that the harbour wall of Varna would protect fishermen from winter storms?"]
    assert {w.text for w in made.wrong} == {"Bo Linde", "Maria Costa"}


def test_somebody_s_own_words_may_stand_in_the_question() -> None:
    text = HARBOUR.replace("tourists prefer quiet beaches", "the loud beaches of Varna were “a gift to pickpockets”")
    made = asked(text)["Who said that the loud beaches of Varna were “a gift to pickpockets”?"]
    assert made.answer == "Maria Costa"


def test_a_body_and_its_own_initials_are_not_two_options() -> None:
    text = (
        f"{HARBOUR} The Ministry of Harbours said that dirty ships would pay a special tax in Varna. MH has forty "
        "inspectors. The Ferry Watch Council said that inspectors never come at night. "
        "The National Whale Agency said that oil kills gulls in May."
    )
    made = asked(text)["Which organisation said that dirty ships would pay a special tax in Varna?"]
    assert made.answer == "Ministry of Harbours"
    assert "MH" not in {w.text for w in made.wrong}


def test_no_question_when_only_one_other_is_named() -> None:
    assert (
        asked("Laura Jensen said that the harbour wall of Varna would protect fishermen. Peter Novak said little.")
        == {}
    )


def test_an_organisation_without_rivals_is_typed_with_or_without_the() -> None:
    text = "The National Ferry Council warned that harbours in the north will freeze every winter."
    (made,) = asked(text).values()
    assert made.kind is ItemKind.SHORT
    assert made.answer == "The National Ferry Council"
    assert "National Ferry Council" in made.accepted


def test_a_quoted_statement_goes_on_in_small_letters() -> None:
    text = "The National Ferry Council said: “A warm winter is a dangerous winter for every village on the ice.”"
    assert not [stem for stem in asked(text) if "that A " in stem]
