"""Two tellings held against each other: what must be found, and which rewordings must be left alone."""

# Tables of pairs read best unbroken.
# ruff: noqa: E501

from __future__ import annotations

from functools import cache

import pytest

from articles.language import read
from articles.text.preparing import prepare
from articles.text.tellings import Ledger, Row, RowKind, Status, Telling, compare_tellings, other_values, telling

from .test_preparing import shared

FRAME = "The old ferry at Burabay carried grain for sixty years. {} The harbour master keeps its bell on his desk."


@cache
def told(text: str) -> Telling:
    return telling([read(text)])


def ledger(one: str, other: str) -> Ledger:
    """The ledger of two sentences between the same neighbours."""
    return compare_tellings(told(FRAME.format(one)), told(FRAME.format(other)))


def parting(found: Ledger) -> list[Row]:
    return [row for row in found.rows if row.status is not Status.AGREES]


def lit(row: Row, one: str, other: str) -> tuple[str, ...]:
    texts = [told(FRAME.format(text)).lines for text in (one, other)]
    spots = ((0, spot) for spot in row.left_spots), ((1, spot) for spot in row.right_spots)
    return tuple(texts[side][spot.line].text[spot.start : spot.end] for each in spots for side, spot in each)


DIFFERENT = [
    (RowKind.NUMBER, "The repair cost 40,000 tenge.", "The repair cost 45,000 tenge.", ("40,000 tenge", "45,000 tenge")),
    (RowKind.NUMBER, "7% of the villagers owned a boat in 1990.", "In 1990 around 7.4% of the villagers had a boat.", ("7%", "around 7.4%")),
    (RowKind.NUMBER, "More than 300 people signed the letter.", "Fewer than 300 people signed the letter.", None),
    (RowKind.DATE, "The bridge opened in 1987.", "The bridge was opened in 1989.", ("1987", "1989")),
    (RowKind.DATE, "By the late 1990s few boats were left on the lake.", "In the early 1990s few boats were left on the lake.", ("late 1990s", "early 1990s")),
    (RowKind.DATE, "The 2009 Water Act forbids nets in the reeds.", "Last year’s Water Act forbids nets in the reeds.", ("2009", "Last year’s")),
    (RowKind.DATE, "The 2010-2011 winter storms broke the pier.", "The 2011-2010 winter storms broke the pier.", ("2010-2011", "2011-2010")),
    (RowKind.DATE, "The school closed in 2006.", "The school closed at the end of 2006.", ("2006", "end of 2006")),
    (RowKind.RANK, "Kokshetau shared third place (with Semey) in the chess league.", "Kokshetau was ranked third (beside Semey) in the chess league.", None),
    (RowKind.NAME, "The engineer Marat Aliev drew the plan of the harbour.", "The engineer Bolat Serikov drew the plan of the harbour.", ("Marat Aliev", "Bolat Serikov")),
    (RowKind.SPELLING, "The fishermen of Zerenda sold their catch at dawn.", "The fishermen of Zerinda sold their catch at dawn.", ("Zerenda", "Zerinda")),
    (RowKind.NEGATION, "The council did not pay for the lighthouse.", "The council paid for the lighthouse.", None),
    (RowKind.CERTAINTY, "The ice may reach the village before November.", "The ice must reach the village before November.", ("may", "reach", "must", "reach")),
    (RowKind.CERTAINTY, "The captain reportedly sold the anchor to a museum.", "The captain sold the anchor to a museum.", None),
    (RowKind.ROLES, "The farmers accused the engineers of lying.", "The engineers accused the farmers of lying.", None),
    (RowKind.MEANING, "The price of fish rose after the flood.", "The price of fish fell after the flood.", ("rose", "fell")),
    (RowKind.LOADED, "Soldiers ended the strike at the cannery in March.", "Soldiers brutally ended the strike at the cannery in March.", ("brutally",)),
]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "one", "other", "words"), DIFFERENT, ids=[f"{k}-{n}" for n, (k, *_) in enumerate(DIFFERENT)]
)
def test_a_changed_fact_is_found_and_lit(kind, one, other, words):
    rows = [row for row in parting(ledger(one, other)) if row.kind is kind]
    assert [row.status for row in rows] == [Status.DIFFERS]
    if words is not None:
        assert lit(rows[0], one, other) == words
    again = [row for row in parting(ledger(other, one)) if row.kind is kind]
    assert len(again) == 1, "the other way round it must be found as well"


SAME = [
    ("The repair cost 1,500 tenge.", "The repair cost 1500 tenge."),
    ("Half of the 20 boats sank, and 54% of the nets were lost.", "Half of the twenty boats sank, and 54 per cent of the nets were lost."),
    ("In September 2015 the council bought a new boat.", "The council purchased a new boat in the month of September of 2015."),
    ("The harbour was built in 1931 by workers from Omsk.", "Workers from Omsk constructed the harbor in 1931."),
    ("The storm lasted for ten years, people said.", "People said that the storm went on for a decade of ten years."),
    ("Nobody helped the fishermen.", "The fishermen were not helped by anyone."),
    ("It is not easy to mend a net.", "Mending a net is difficult and not easy."),
    ("The council can close the pier without asking the court.", "The council has the power to close the pier without asking the court."),
    ("Perhaps the ice will come early this winter.", "The ice might come early this winter."),
    ("The village not only kept the boat but also painted it.", "The village kept the boat and painted it too."),
    ("The Kazakh fishermen sold 300 kg of perch.", "The fishermen of Kazakhstan sold 300 kilograms of perch."),
    ("The engineer, Marat Aliev, said the plan was good.", "Aliev, the engineer, said that the plan was a good one."),
    ("About 7% of the villagers owned a boat.", "7.4% of the villagers owned a boat."),
    ("Almost 28,000 people visited the pier.", "27,953 people visited the pier."),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), SAME)
def test_another_wording_of_the_same_fact_is_no_difference(one, other):
    found = [row for row in parting(ledger(one, other)) if row.kind not in {RowKind.SOURCE, RowKind.CAUSE}]
    assert [(row.kind, row.note) for row in found] == []


def test_a_fact_that_one_telling_leaves_out_is_named():
    found = parting(
        ledger(
            "In his 2004 letter the mayor asked for a lighthouse.", "In his letter the mayor asked for a lighthouse."
        )
    )
    assert [(row.status, row.kind, row.note) for row in found] == [(Status.ONLY_LEFT, RowKind.DATE, "2004")]


def test_a_sentence_left_out_and_one_added():
    found = parting(ledger("Two hundred sailors learned to read there.", ""))
    assert [(row.status, row.kind, row.left, row.right) for row in found] == [
        (Status.ONLY_LEFT, RowKind.PASSAGE, (1,), ())
    ]
    found = parting(ledger("", "Two hundred sailors learned to read there."))
    assert [(row.status, row.kind, row.left, row.right) for row in found] == [
        (Status.ONLY_RIGHT, RowKind.PASSAGE, (), (1,))
    ]


def test_equal_facts_are_rows_too_and_come_last():
    found = ledger("In 1990 the boat carried 54 sacks.", "In 1990 the boat carried 54 sacks and 3 dogs.")
    agreeing = [row for row in found.rows if row.status is Status.AGREES]
    assert {row.kind for row in agreeing} == {RowKind.DATE, RowKind.NUMBER}
    assert found.rows[-len(agreeing) :] == tuple(agreeing)


def test_unrelated_texts_have_no_ledger():
    other = "A bakery in the capital won a prize for its rye bread. Bakers from nine countries came. The judges ate for two days."
    found = compare_tellings(told(FRAME.format("It sank in 1981.")), told(other))
    assert not found.same_story
    assert found.rows == ()


@pytest.mark.parametrize("one", ["", "word", FRAME])
def test_odd_texts_do_not_fail(one):
    assert compare_tellings(told(one), told("")).rows == ()


def test_the_other_tellings_values_are_handed_over_with_their_places():
    one, other = FRAME.format("The bridge opened in 1987."), FRAME.format("The bridge was opened in 1989.")
    (found,) = other_values(told(one), told(other))
    assert (one[found.start : found.end], found.text, found.kind) == ("1987", "1989", RowKind.DATE)
    assert other_values(told(one), told(one)) == ()


# The two given tellings -----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def given_ledger() -> tuple[Ledger, Telling, Telling]:
    tellings = []
    for path in sorted(shared("seeds"), reverse=True):
        sections = prepare(path.read_text(encoding="utf-8"), name=path.name).sections
        tellings.append(
            telling([read(section.text) for section in sections], [section.heading for section in sections])
        )
    return compare_tellings(*tellings), *tellings


def spans(row: Row, told_: Telling, side: str) -> str:
    return " … ".join(told_.lines[spot.line].text[spot.start : spot.end] for spot in getattr(row, f"{side}_spots"))


@pytest.mark.parametrize(
    ("kind", "left", "right"),
    [
        (RowKind.NUMBER, "3%", "3.3%"),
        (RowKind.DATE, "mid-2000s", "early 2000s"),
        (RowKind.DATE, "2014", "This year’s"),
        (RowKind.DATE, "as early as 2010", "from the beginning of the year 2010"),
        (RowKind.RANK, "sharing second", "second"),
        (RowKind.DATE, "2011-2012", "2012-2011"),
    ],
)
def test_what_the_given_retelling_bends_is_among_the_first_rows(given_ledger, kind, left, right):
    found, one, other = given_ledger
    shown = [
        (row.kind, spans(row, one, "left"), spans(row, other, "right"))
        for row in found.rows[:12]
        if row.status is Status.DIFFERS
    ]
    assert any(row_kind is kind and left in a and right in b for row_kind, a, b in shown), shown


def test_what_only_one_of_the_given_tellings_says(given_ledger):
    found, one, _ = given_ledger
    missing = [row for row in found.rows if row.status is Status.ONLY_LEFT]
    assert any(row.kind is RowKind.DATE and spans(row, one, "left") == "2004" for row in missing)
    last = len(one.readings) - 1
    section = {line.index for line in one.lines if line.section == last}
    assert any(row.kind is RowKind.PASSAGE and set(row.left) == section for row in missing)


@pytest.mark.parametrize("value", ["54%", "16", "73"])
def test_what_the_given_tellings_agree_on(given_ledger, value):
    found, one, _ = given_ledger
    agreeing = [row for row in found.rows if row.status is Status.AGREES]
    assert any(spans(row, one, "left") == value for row in agreeing)
