"""Broken sentences are named and refused; whole ones, however long or rare their words, are let through."""

import pytest

from articles.language import read
from quizzes.generation import Passage, draft
from quizzes.generation.grammar.soundness import unsound

BROKEN = [
    ("The villagers were brutally crush by the new tax.", "bent_verb"),
    ("In 2012 the town was rank second in the whole region.", "bent_verb"),
    ("The old bridge was highly regard by the engineers.", "bent_verb"),
    ("The bakery was opened by two brothers changed the whole street.", "two_verbs"),
    ("The new road has created a feeling of pride among.", "ends_open"),
    ("The farmers no longer rely on the radio for news about.", "ends_open"),
    ("The report put the number of the number of wells at forty.", "doubled_words"),
    ("None of the the shops in the valley sold fresh bread.", "doubled_words"),
    ("The painter kept a diary that he which was lost in the fire.", "tangled"),
    ("The growth of the town is a interesting story.", "wrong_article"),
    ("The goverment closed the market in the spring.", "misspelt"),
]
WHOLE = [
    "She had had enough of the long winters in the mountains.",
    "The council said that that rule would change in spring.",
    "A European engineer and an honest miner built a one-room school.",
    "The programme was organised by the centre for neighbouring villages.",
    "The spongy bread called injera is eaten in every household of the highlands.",
    "The urbanites who moved there wanted quiet streets.",
    "The shop closed because nobody bought the lamps which the brothers made.",
    "What they had built using old bricks was surprisingly strong.",
]


@pytest.mark.parametrize(("sentence", "fault"), BROKEN)
def test_what_is_broken_is_named(sentence: str, fault: str) -> None:
    assert unsound(read(sentence), 0) == fault


@pytest.mark.parametrize("sentence", WHOLE)
def test_whole_sentences_pass(sentence: str) -> None:
    assert unsound(read(sentence), 0) is None


def test_a_sentence_cut_by_a_stray_stop_is_refused_with_its_reason() -> None:
    text = (
        "The dam has held the water of the river for forty years. "
        "The museum shows how weavers in the valley learn. To mix colours out of roots and bark."
    )
    reading = read(text)
    assert unsound(reading, 1) == "cut_by_next"
    drafted = draft([Passage(1, "", reading)])
    assert any(r.reason == "cut_by_next" and "next one" in r.message for r in drafted.refusals)
    assert not any("weavers" in item.stem for item in drafted.items)
