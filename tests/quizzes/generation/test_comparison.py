"""Comparison questions: each can be answered from both tellings only, and has one right option."""

# A table of rows reads best unbroken.
# ruff: noqa: E501

from __future__ import annotations

from dataclasses import replace

import pytest

from quizzes.generation import Role
from quizzes.generation.comparison import compare_questions
from quizzes.generation.contrasts import ComparedRow, Names, Told, look

NAMES = Names("the original", "the retelling")


def told(quote: str, fact: str, *, section: int = 1, start: int = 0) -> Told:
    at = quote.index(fact) if fact else 0
    return Told(quote, ((at, at + len(fact)),) if fact else (), section, start)


def row(
    key: int, kind: str, status: str, one: tuple[str, str] | None, other: tuple[str, str] | None, **more
) -> ComparedRow:
    return ComparedRow(
        key, kind, status, told(*one) if one else None, told(*other) if other else None, **{"importance": 0.9, **more}
    )


ROWS = (
    row(1, "number", "differs", ("Sadykov kept 10% of the flour for himself.", "10%"), ("Sadykov kept 12% of the flour.", "12%")),
    row(2, "date", "differs", ("The museum opened in the late 1990s in the mill.", "late 1990s"), ("It opened in the early 1990s.", "early 1990s")),
    row(3, "number", "agrees", ("About 6,000 visitors came in the first summer.", "About 6,000"), ("About 6,000 visitors came.", "About 6,000")),
    row(4, "number", "agrees", ("Farmers from 11 villages brought their wheat.", "11"), ("Farmers of 11 villages came.", "11")),
    row(5, "number", "agrees", ("The council pays 300 tenge a year for the roof.", "300 tenge"), ("The council pays 300 tenge.", "300 tenge")),
    row(6, "passage", "only_here", ("A second wheel lies under the sand near the bridge. It is old.", ""), None),
    row(7, "certainty", "differs", ("The mill may have fed 4,000 people.", "may"), ("The mill fed 4,000 people.", "fed"), detail="possible / stated plainly"),
    row(8, "rank", "differs", ("The museum shared second place in 2008.", "shared second"), ("The museum was second in 2008.", "second")),
)  # fmt: skip


@pytest.fixture(scope="module")
def found():
    return compare_questions(ROWS, NAMES)


def test_every_kind_of_question_is_asked(found):
    assert {each.item.template for each in found} == {
        "compare_which_says",
        "compare_what_instead",
        "compare_where_apart",
        "compare_left_out",
        "compare_more_certain",
        "compare_check",
        "compare_changed",
    }


def test_each_has_one_key_and_options_that_differ(found):
    for each in found:
        texts = [option.text for option in each.item.options]
        assert len(set(texts)) == len(texts) >= 3, each.item.stem
        assert [option.text for option in each.item.options if option.is_key] == [each.item.answer]
        assert all(option.rationale for option in each.item.options)
        assert len(each.item.evidence) == len(each.sides) >= 1


def test_evidence_is_quoted_from_the_sentences(found):
    sides = {r.key: (r.first, r.second) for r in ROWS}
    for each in found:
        for side, evidence in zip(each.sides, each.item.evidence, strict=True):
            quoted = sides[each.rows[0]][side]
            assert quoted.quote[evidence.start : evidence.end] == evidence.quote


def test_the_other_tellings_value_is_a_distractor(found):
    item = next(e.item for e in found if e.item.template == "compare_what_instead" and e.rows == (1,))
    roles = {option.text: option.role for option in item.options}
    assert roles["10%"] is Role.KEY
    assert roles["12%"] is Role.OTHER_TELLING
    assert all(look(text) == "share" for text in roles)


def test_who_is_surer_follows_the_words(found):
    item = next(e.item for e in found if e.item.template == "compare_more_certain")
    assert item.answer == "The retelling"
    turned = [replace(r, detail="stated plainly / possible") if r.key == 7 else r for r in ROWS]
    item = next(e.item for e in compare_questions(turned, NAMES) if e.item.template == "compare_more_certain")
    assert item.answer == "The original"


def test_what_is_left_out_is_asked_with_what_both_tell(found):
    item = next(e.item for e in found if e.item.template == "compare_left_out")
    assert item.answer == "A second wheel lies under the sand near the bridge."
    assert {option.text for option in item.options if not option.is_key} == {ROWS[n].first.quote for n in (2, 3, 4)}


def test_the_same_rows_and_seed_give_the_same_questions_and_another_seed_moves_the_key(found):
    assert compare_questions(ROWS, NAMES) == found
    assert compare_questions(tuple(reversed(ROWS)), NAMES) == found
    places = set()
    for seed in range(12):
        for each in compare_questions(ROWS, NAMES, seed=seed):
            if each.item.template == "compare_where_apart":
                places.add([option.is_key for option in each.item.options].index(True))
    assert len(places) > 1


def test_nothing_differs_nothing_is_asked():
    assert compare_questions([r for r in ROWS if r.status == "agrees"], NAMES) == ()
    assert compare_questions((), NAMES) == ()
