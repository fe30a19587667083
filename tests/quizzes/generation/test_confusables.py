"""One word put for another of the lexicon: the files are sound, uses and conditions count, nothing true is made."""

import pytest

from articles.language import read
from quizzes.generation import Passage
from quizzes.generation.confusables.lexicon import FOLDER, BadLineError, entries, lexicon, parsed
from quizzes.generation.kinds import completions
from quizzes.generation.stating.actions import from_fact
from quizzes.generation.workshop import Workshop

PARTS = ["verbs", "adjectives", "nouns", "adverbs"]
# An exchange that turns a statement round may be known as such already.
SORTS = {"action", "quality", "thing", "manner", "direction"}
FILLER = "The mayor of Kerva wants to rebuild the harbour. Engineers have repaired the stone bridge."


def shop_of(text: str) -> Workshop:
    return Workshop([Passage(1, "", read(f"{text} {FILLER}"))])


def exchanged(text: str) -> list[str]:
    """The first statement with each exchange of one word."""
    shop = shop_of(text)
    statement = next(s for s in shop.told if s.fact.sentence == 0)
    return [shop.spoken(statement, c.swaps) for c in shop.changer.changes(statement) if c.kind in SORTS]


@pytest.mark.parametrize("name", PARTS)
def test_every_line_of_the_lexicon_can_be_read(name):
    assert lexicon(name)


@pytest.mark.parametrize("name", PARTS)
def test_no_word_is_exchanged_for_itself(name):
    text = (FOLDER / f"{name}.txt").read_text("utf-8")
    assert [word for word, entry in entries(text) if word in entry.others] == []


def test_a_line_names_uses_sides_and_conditions():
    uses, sides, one_way = parsed("obj(=door, gate), none: open / close shut")
    assert [(u.frame, u.lemmas) for u in uses] == [("obj", {"door", "gate"}), ("none", frozenset())]
    assert sides == (("open",), ("close", "shut"))
    assert not one_way


def test_a_one_way_line_gives_nothing_back():
    found = dict(entries("famous > unknown, little known"))
    assert list(found) == ["famous"]
    assert found["famous"].others == ("unknown", "little known")


@pytest.mark.parametrize("line", ["buy", "buy /", "obj) buy: sell: lend"])
def test_a_line_that_makes_no_set_says_so(line):
    with pytest.raises(BadLineError, match="“"):
        parsed(line)


def test_a_verb_is_exchanged_in_its_own_form():
    assert "The council of Kerva rejected the plan for a new school." in exchanged(
        "The council of Kerva approved the plan for a new school."
    )


def test_what_a_verb_is_exchanged_for_depends_on_its_object():
    assert any("closed" in text for text in exchanged("Norway opened its border with Sweden in May 2010."))


def test_a_verb_with_a_particle_is_left_alone():
    assert not any(
        "turned" not in text for text in exchanged("The council of Kerva turned down the plan for a new school.")
    )


def test_a_denied_word_stays():
    assert not any(
        "reject" in text for text in exchanged("The council of Kerva has not approved the plan for a school.")
    )


def test_what_the_article_also_says_is_no_exchange():
    text = "The council of Kerva approved the plan for a new school. It delayed the plan for a new school in May."
    assert not any("delayed" in made for made in exchanged(text))


def test_a_name_keeps_its_words():
    assert not any("Old" in text for text in exchanged("The New Forest lies in the south of England."))


def test_a_changed_action_is_said_in_its_base_form_too():
    shop = shop_of("The council of Kerva approved the plan for a new school.")
    statement = next(s for s in shop.told if s.fact.sentence == 0)
    action = from_fact(statement.fact, shop.standing)
    change = next(c for c in shop.changer.changes(statement) if c.now == "rejected")
    assert action is not None
    assert action.say("base", change.swaps).startswith("reject ")


def test_a_sentence_is_completed_with_its_own_end_among_misreadings_of_it():
    shop = shop_of("The dairy of Kerva often sells cheese in 30 villages.")
    made = next(c for c in completions.propose(shop) if c.statement.fact.sentence == 0)
    assert made.stem.startswith("The dairy of Kerva often")
    assert made.stem.endswith("_____.")
    assert made.stem.replace("_____", made.answer) == "The dairy of Kerva often sells cheese in 30 villages."
    assert len({made.answer, *(w.text for w in made.wrong)}) == 4


def test_a_verb_that_a_preposition_is_tied_to_stays():
    assert not any("buy" in text for text in exchanged("The farmers of Kerva sell milk to the schools of 30 villages."))
