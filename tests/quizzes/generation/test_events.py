"""Dated events: asked by their year, and put in order, only where the text gives every date."""

import pytest

from articles.language import read
from quizzes.generation import Passage, draft
from quizzes.generation.drafting import finished
from quizzes.generation.judging.checks import one_key
from quizzes.generation.kinds import events
from quizzes.generation.types import Item, ItemKind
from quizzes.generation.workshop import Workshop

OBSERVATORY = (
    "The mathematician Henrik Dahl discovered a comet from a tower in 1902. In 1915 soldiers carried the largest "
    "telescope to the coast. Anna Brandt founded a club for young astronomers in 1948. A fire destroyed a wooden "
    "dome beside a farm on 4 March 1931. In 1973 Brandt won the prize of the Nordic academy. "
    "Visitors come on clear nights, and the club has 400 members."
)


def asked(text: str) -> list[Item]:
    shop = Workshop([Passage(1, "", read(text))])
    return [finished(c, 0.5, {}, 0, n) for n, c in enumerate(events.propose(shop))]


def test_what_happened_in_a_year_has_events_of_other_years_as_wrong_options() -> None:
    item = next(i for i in asked(OBSERVATORY) if i.stem == "According to the article, what happened in 1915?")
    assert item.answer == "Soldiers carried the largest telescope to the coast"
    assert [e.quote.strip() for e in item.evidence] == ["In 1915 soldiers carried the largest telescope to the coast."]
    wrong = {o.text: o.rationale for o in item.options if not o.is_key}
    assert len(wrong) == 3
    assert wrong["A fire destroyed a wooden dome beside a farm"] == "The text dates this to 4 March 1931."


def test_events_in_order_stand_as_they_happened_without_their_dates() -> None:
    item = next(i for i in asked(OBSERVATORY) if i.kind is ItemKind.ORDER)
    texts = [o.text for o in item.options]
    assert len(texts) == 4
    assert texts[0].startswith("The mathematician Henrik Dahl discovered a comet")
    assert texts[-1] == "Anna Brandt won the prize of the Nordic academy"
    assert not any(c.isdigit() for text in texts for c in text)
    assert not any(o.is_key for o in item.options)
    assert item.answer == "1902 – 1915 – 1948 – 1973"
    assert len(item.evidence) == 4


def test_first_is_asked_only_where_the_text_tells_the_events_out_of_order() -> None:
    told_in_order = [i for i in asked(OBSERVATORY) if i.template == "happened_first"]
    moved = OBSERVATORY.replace("The mathematician Henrik Dahl discovered a comet from a tower in 1902. ", "")
    moved += " The mathematician Henrik Dahl discovered a comet from a tower in 1902."
    told_last = [i for i in asked(moved) if i.template == "happened_first"]
    assert told_in_order == []
    assert [i.answer for i in told_last] == ["The mathematician Henrik Dahl discovered a comet from a tower"]


def test_what_somebody_did_in_a_year() -> None:
    text = (
        "Mira Holm opened a bakery beside a harbour in 1990. In 1996 Holm bought an old mill on a river. "
        "Holm wrote a book about dark bread in 2003. In 2011 Holm sold three ovens to a school in Norway."
    )
    stems = {i.stem: i.answer for i in asked(text) if i.template == "did_in"}
    assert stems["What did Mira Holm do in 1996?"] == "Bought an old mill on a river"


@pytest.mark.parametrize(
    "sentence",
    [
        "The council closed the northern bridge around 1950.",
        "The council had closed the northern bridge by 1950.",
        "The council closed the northern bridge between 1950 and 1960.",
        "The council will close the northern bridge in 2050.",
        "The council did not close the northern bridge in 1950.",
        "It closed the northern bridge again in 1950.",
    ],
)
def test_no_event_without_a_plain_date_of_its_own(sentence: str) -> None:
    shop = Workshop([Passage(1, "", read(sentence))])
    assert events.events(shop, shop.article.trees[0]) == []


def test_two_events_whose_order_the_dates_do_not_tell_both_go() -> None:
    text = (
        "Soldiers carried the largest telescope to the coast in 1915. Farmers planted a row of oaks beside a wall "
        "in May 1915. Anna Brandt founded a club for young astronomers in 1948."
    )
    shop = Workshop([Passage(1, "", read(text))])
    kept = events.apart(events.events(shop, shop.article.trees[0]))
    assert [e.text for e in kept] == ["Anna Brandt founded a club for young astronomers"]


def test_a_drafted_order_question_passes_the_check_of_keys() -> None:
    items = draft([Passage(1, "", read(OBSERVATORY))], limit=40).items
    told = [
        {"kind": i.kind.value, "answer": i.answer, "options": [{"text": o.text, "is_key": o.is_key} for o in i.options]}
        for i in items
    ]
    assert one_key({"items": told}) == []
