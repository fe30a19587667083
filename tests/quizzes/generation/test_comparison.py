"""Comparison questions: each can be answered from both tellings only, and has one right option."""

# A table of rows reads best unbroken.
# ruff: noqa: E501

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from quizzes.generation import Role
from quizzes.generation.comparison import compare_questions
from quizzes.generation.contrasts import ComparedRow, Names, Told, look
from quizzes.generation.effects import effect_of
from quizzes.generation.quotable import excerpt

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
    row(6, "passage", "only_here", ("A second wheel from Omsk lies under the sand near the bridge. It is old.", ""), None),
    row(7, "certainty", "differs", ("The mill may have fed 4,000 people.", "may"), ("The mill fed 4,000 people.", "fed"), detail="possible / stated plainly"),
    row(9, "date", "agrees", ("The wheel stood still in 1957 after the flood.", "in 1957"), ("The wheel stopped in 1957.", "in 1957")),
    row(10, "number", "differs", ("The second wheel weighs 90 tonnes in the sand.", "90 tonnes"), ("The second wheel weighs 70 tonnes.", "70 tonnes"), importance=0.8),
    row(8, "rank", "differs", ("The museum shared second place in 2008.", "shared second"), ("The museum was second in 2008.", "second")),
)  # fmt: skip


@pytest.fixture(scope="module")
def found():
    return compare_questions(ROWS, NAMES)


def test_every_kind_of_question_is_asked(found):
    assert {each.item.template for each in found} == {
        "compare_which_says",
        "compare_which_changed",
        "compare_what_instead",
        "compare_where_apart",
        "compare_left_out",
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


def test_the_changed_sentence_is_asked_for_with_what_became_of_it(found):
    item = next(e.item for e in found if e.item.template == "compare_which_changed")
    assert item.answer == "“The museum opened in the late 1990s in the mill.” The retelling gives an earlier time."
    texts = sorted(option.text for option in item.options)
    assert texts == sorted(
        f"“{sentence}” The retelling gives {change} time."
        for sentence in (
            "The museum opened in the late 1990s in the mill.",
            "The wheel stood still in 1957 after the flood.",
        )
        for change in ("an earlier", "a later")
    )


def test_how_the_meaning_changes_is_asked_with_both_sentences_shown(found):
    asked = [e.item for e in found if e.item.template == "compare_changed"]
    item = next(item for item in asked if "may have fed" in item.stem)
    assert "“The mill fed 4,000 people.”" in item.stem
    assert item.answer == "It states as a fact what the original leaves uncertain."


def test_no_row_is_asked_about_twice_where_one_question_answers_the_other(found):
    of_passages = {"compare_left_out", "compare_in_both"}
    by_value = [e.rows[0] for e in found if e.item.template not in {"compare_where_apart", *of_passages}]
    by_place = [e.rows[0] for e in found if e.item.template in {"compare_where_apart", "compare_which_changed"}]
    assert len(by_value) == len(set(by_value))
    assert len(by_place) == len(set(by_place))


def test_what_both_tell_is_asked_among_what_one_telling_alone_has():
    alone = [
        f"The {name} of the mill was painted by the {who} of Almaty in spring."
        for name in ("door", "roof", "wheel", "wall")
        for who in ("guests", "pupils", "masons")
    ]
    rows = [row(n, "passage", "only_here", (text, ""), None) for n, text in enumerate(alone)]
    shared = [
        (
            told(f"Bakers bought {n} sacks of flour from the mill in spring.", ""),
            told(f"In spring {n} sacks went to bakers.", ""),
        )
        for n in range(20, 30)
    ]
    both = [e for e in compare_questions(rows, NAMES, shared=shared) if e.item.template == "compare_in_both"]
    assert len(both) == 1
    assert both[0].item.answer in {one.quote for one, _ in shared}
    assert both[0].item.evidence[0].quote == both[0].item.answer
    assert {option.text for option in both[0].item.options if not option.is_key} <= set(alone)


def test_a_sentence_that_the_other_telling_says_again_is_not_called_left_out():
    row_6 = [r for r in ROWS if r.kind != "passage"]
    again = row(6, "passage", "only_here", ("Divers saw a second wheel under the sand near the bridge.", ""), None)
    shared = [
        (told("The river holds more than water.", ""), told("Divers saw a second wheel under sand by the bridge.", ""))
    ]
    asked = compare_questions([*row_6, again], NAMES, shared=shared)
    assert not [e for e in asked if e.item.template == "compare_left_out"]


def test_a_date_that_one_telling_adds_is_asked_for():
    one = ("In his 2004 speech the mayor praised the mill.", "2004")
    added = row(30, "date", "only_here", one, ("In a speech the mayor praised the mill.", ""))
    (item,) = [e.item for e in compare_questions([*ROWS, added], NAMES) if e.item.template == "compare_adds"]
    assert (
        item.stem
        == "The retelling says: “In a speech the mayor praised the mill.” Which year does the original add to this?"
    )
    assert item.answer == "2004"
    assert all(re.fullmatch(r"\d{4}", option.text) for option in item.options)
    written_out = row(30, "date", "only_here", one, ("The mayor praised the mill (speech of 2004).", ""))
    assert not [e for e in compare_questions([written_out], NAMES) if e.item.template == "compare_adds"]


@pytest.mark.parametrize(
    ("detail", "answer"), [("possible / likely", "The retelling"), ("likely / possible", "The original")]
)
def test_who_is_surer_follows_the_words(detail, answer):
    turned = [replace(r, detail=detail) if r.key == 7 else r for r in ROWS]
    item = next(e.item for e in compare_questions(turned, NAMES) if e.item.template == "compare_more_certain")
    assert item.answer == answer


@pytest.mark.parametrize(
    ("mine", "theirs", "answer"),
    [
        ("3%", "around 3.3%", "It gives a higher figure."),
        ("4,000 people", "900 people", "It gives a lower figure."),
        ("Until the mid-2000s", "early 2000s", "It puts this at an earlier time."),
        ("2014", "This year's", "It no longer says which year is meant."),
        ("2005", "end of 2005", "It says more exactly when this was."),
        ("early 2000s", "first decade of 2000", "It says less exactly when this was."),
        ("2011-2012", "2012-2011", None),
        ("3%", "3 metres", None),
        ("as early as 2010", "in 2010", None),
        ("the council", "the city", None),
    ],
)
def test_what_a_change_does(mine, theirs, answer):
    kind = "number" if "%" in mine or "people" in mine else "date"
    effect = effect_of(
        row(1, kind, "differs", (f"It was {mine} then.", mine), (f"It was {theirs} then.", theirs)), NAMES
    )
    assert (effect.told if effect else None) == answer
    assert effect is None or (len(set(effect.wrong)) >= 3 and answer not in effect.wrong)


def test_a_long_sentence_is_cut_where_a_clause_ends():
    long = "The old stone mill on the river was sold in 2014 to the council of the town, which let it to a young baker from the north who paid for a new roof."
    assert excerpt(long, 44, 48) == "The old stone mill on the river was sold in 2014 to the council of the town …"
    assert excerpt("The mill was sold in 2014.", 21, 25) == "The mill was sold in 2014."


def test_what_is_left_out_is_asked_with_what_both_tell(found):
    item = next(e.item for e in found if e.item.template == "compare_left_out")
    assert item.answer == "A second wheel from Omsk lies under the sand near the bridge."
    agreeing = {r.first.quote for r in ROWS if r.status == "agrees"}
    assert {option.text for option in item.options if not option.is_key} <= agreeing


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
