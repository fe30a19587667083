"""The other telling's fact as a wrong option of an ordinary question."""

from __future__ import annotations

from dataclasses import replace

import pytest

from articles.language import read
from quizzes.generation import Passage, Role, draft
from quizzes.generation.tellings.retold import with_other_tellings
from quizzes.generation.types import Evidence, Item, ItemKind, Option

FIRST = (
    "The mill on the Tekes was built in 1912 by Erlan Sadykov. Farmers from eleven villages brought their wheat to the "
    "mill. Aigul Sadykova reopened the mill as a museum in 1998. About 6,000 visitors came in the first summer."
)
SECOND = FIRST.replace("1998", "1993").replace("6,000", "9,000")


def passages(text: str) -> tuple[Passage, ...]:
    return (Passage(4, "", read(text)),)


def asked(quote: str, key: str, wrong: tuple[str, ...]) -> Item:
    start = FIRST.index(quote)
    options = [Option(key, True, "", Role.KEY), *(Option(text, False, "Misread.", Role.MISREAD) for text in wrong)]
    return Item(
        kind=ItemKind.CHOICE, template="when", stem="When was the mill reopened as a museum?", options=tuple(options),
        answer=key, accepted=(), explanation="", concepts=(), difficulty=0.5, score=0.5,
        evidence=(Evidence(4, start, start + len(quote), quote),),
    )  # fmt: skip


MUSEUM = "Aigul Sadykova reopened the mill as a museum in 1998."
ITEM = asked(MUSEUM, "In 1998", ("In 1912", "In 2003", "In 1988"))


def roles(item: Item) -> dict[str, Role]:
    return {option.text: option.role for option in item.options}


def test_the_other_tellings_year_takes_the_place_of_a_wrong_one():
    (found,) = with_other_tellings([ITEM], passages(FIRST), [passages(SECOND)])
    assert roles(found)["In 1993"] is Role.OTHER_TELLING
    assert len(found.options) == len(ITEM.options)
    assert found.options[0] == ITEM.options[0]
    assert "1993" in next(o.rationale for o in found.options if o.role is Role.OTHER_TELLING)


def test_an_option_that_says_it_already_is_called_what_it_is():
    item = asked(MUSEUM, "In 1998", ("In 1912", "In 1993", "In 1988"))
    (found,) = with_other_tellings([item], passages(FIRST), [passages(SECOND)])
    assert [option.text for option in found.options] == [option.text for option in item.options]
    assert roles(found)["In 1993"] is Role.OTHER_TELLING


@pytest.mark.parametrize(
    ("item", "other"),
    [
        (ITEM, FIRST),
        (asked("The mill on the Tekes was built in 1912", "In 1912", ("In 1901", "In 1922", "In 1907")), SECOND),
        (replace(ITEM, kind=ItemKind.SHORT, options=()), SECOND),
        (ITEM, "Bakers of nine countries met in Lyon for a prize in bread. The judges ate rye for two days in 1993."),
    ],
    ids=["nothing differs", "the key is not what differs", "no options", "another story"],
)  # fmt: skip
def test_otherwise_nothing_changes(item, other):
    assert with_other_tellings([item], passages(FIRST), [passages(other)]) == (item,)
    assert with_other_tellings([item], passages(FIRST), []) == (item,)


def test_a_draft_is_the_same_but_for_the_wrong_options():
    alone, beside = draft(passages(FIRST)), draft(passages(FIRST), others=[passages(SECOND)])
    assert [item.stem for item in alone.items] == [item.stem for item in beside.items]
    assert [item.answer for item in alone.items] == [item.answer for item in beside.items]
