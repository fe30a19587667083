"""False reasons, and choices among statements: what is put beside what."""

from articles.language import read
from quizzes.generation import Passage
from quizzes.generation.kinds import causes, claims, truth
from quizzes.generation.stating.anchors import loose_definites
from quizzes.generation.workshop import Workshop

REASONS = (
    "Bakers in Kerva close their shops at noon because brick ovens need six hours to cool. "
    "The Water Board opened a small museum beside the harbour of Orda. "
    "Fishermen in Orda sell salted herring in winter because smoke ovens need dry wood."
)


def shop_of(text: str) -> Workshop:
    return Workshop([Passage(1, "", read(text))])


def test_the_reason_of_something_else_is_a_false_reason() -> None:
    found = list(causes.propose(shop_of(REASONS)))
    made = {c.stem: c for c in found}
    stem = "Bakers in Kerva close their shops at noon because smoke ovens need dry wood."
    assert stem in made
    assert made[stem].answer == "False"
    assert "brick ovens need six hours to cool" in made[stem].key_rationale
    assert made[stem].evidence_sentences == (0,)


def test_a_reason_on_another_topic_or_with_a_pronoun_is_not_taken() -> None:
    other = REASONS.replace("smoke ovens need dry wood", "they like it")
    assert not list(causes.propose(shop_of(other)))
    far = REASONS.replace("smoke ovens need dry wood", "the sea is cold")
    assert not list(causes.propose(shop_of(far)))


CLAIMS = (
    "Most bakers in Kerva close their shops at noon. The dairy of Orda was closed for two months in spring. "
    "The price of barley rose sharply in Kerva. Drivers in Orda must carry a shovel in winter. "
    "Summers in Kerva are hotter than summers in Orda. The museum of Kerva plans to open a second hall. "
    "Volunteers in Orda paint wooden fences every month. The wells of Kerva are often dry in August. "
    "About 300 sailors in Orda own a small boat. Nearly 40 farmers in Kerva sell milk to schools."
)


def test_statements_to_choose_from_are_alike_in_grain_and_explain_themselves() -> None:
    shop = shop_of(CLAIMS)
    found = list(claims.propose(shop))
    assert found
    texts = {shop.spoken(s).rstrip("."): s for s in shop.told}
    for c in found:
        assert not loose_definites(c.statement)
        figures = {any(ch.isdigit() for ch in t) for t in (c.answer, *(w.text for w in c.wrong))}
        assert len(figures) == 1
        assert not any(w.text in texts for w in c.wrong)


def test_who_it_is_may_be_asked_beside_the_most_telling_change() -> None:
    text = (
        "Dairy workers reject the new wages of Kerva. Dairy owners met in spring. "
        "Dairy owners in Orda drank tea. Dairy workers in Kerva slept in tents."
    )
    stems = {c.template: c.stem for c in truth.propose(shop_of(text)) if c.answer == "False"}
    assert stems["changed_direction"] == "Dairy workers accept the new wages of Kerva."
    assert stems["changed_participant"] == "Dairy owners reject the new wages of Kerva."


def test_what_one_says_is_put_in_the_mouth_of_another() -> None:
    text = (
        "“Bread has become too expensive for families in Kerva,” said Dana Omarova. The bakers met in spring.\n\n"
        "“Mills in Orda need new stones,” said Timur Aliev. Snow fell on the old market."
    )
    found = {c.stem: c for c in truth.propose(shop_of(text)) if c.template == "changed_speaker"}
    moved = found["According to Timur Aliev, bread has become too expensive for families in Kerva."]
    assert moved.answer == "False"
    assert "Dana Omarova" in moved.key_rationale


def test_nobody_is_given_the_words_of_the_only_speaker() -> None:
    text = "“Bread has become too expensive for families in Kerva,” said Dana Omarova. The bakers met in spring."
    assert not [c for c in truth.propose(shop_of(text)) if c.template == "changed_speaker"]
