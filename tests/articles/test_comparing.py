"""Ledgers in the database: built, renewed when a text changes, and what a teacher said of a row stays."""

from __future__ import annotations

import pytest

from articles.comparing import base_of, build, build_all, holds, is_current, shown_to_students
from articles.ingest import ingest
from articles.models import Edition, Ledger, LedgerRow
from tests.school import make_teacher
from tests.tellings_world import SECOND, Told, make_told

pytestmark = pytest.mark.django_db


@pytest.fixture
def told() -> Told:
    return make_told(make_teacher("miller"))


@pytest.fixture
def ledger(told: Told) -> Ledger:
    return build(told.first, told.second).ledger


def row(ledger: Ledger, kind: str, detail: str = "") -> LedgerRow:
    return ledger.rows.parting().get(kind=kind, detail__contains=detail)


def test_what_was_bent_is_stored_with_both_sentences_and_the_words_that_differ(told, ledger):
    found = row(ledger, "number", "12%")
    assert found.status == LedgerRow.Status.DIFFERS
    assert [found.base_quote[start:end] for start, end in found.base_spans] == ["10%"]
    assert [found.other_quote[start:end] for start, end in found.other_spans] == ["12%"]
    assert found.base_sentence.text == found.base_quote
    assert found.base_sentence.section.edition == told.first
    assert found.other_sentence.section.edition == told.second
    assert found.mark == LedgerRow.Mark.UNCONFIRMED


def test_every_bend_of_the_second_telling_is_a_row_and_nothing_else(ledger):
    found = {(r.kind, r.status) for r in ledger.rows.parting()}
    assert found == {
        ("number", "differs"),
        ("certainty", "differs"),
        ("negation", "differs"),
        ("date", "differs"),
        ("rank", "differs"),
        ("passage", "only_here"),
    }


def test_figures_that_agree_are_rows_as_well(ledger):
    quoted = {r.base_quote[slice(*r.base_spans[0])] for r in ledger.rows.filter(status="agrees")}
    assert {"1912", "54%", "300,000 tenge", "1957"} <= quoted


def test_building_again_changes_nothing(told, ledger):
    before = list(ledger.rows.values())
    again = build(told.first, told.second)
    assert (again.created, again.removed) == (0, 0)
    assert list(ledger.rows.values()) == before


def test_marks_stay_where_both_sentences_are_unchanged(told, ledger):
    kept, lost = row(ledger, "date"), row(ledger, "number")
    for each in (kept, lost):
        each.mark, each.note = LedgerRow.Mark.DIFFERENCE, "I asked the museum."
        each.save()
    ingest(data=SECOND.replace("12%", "15%"), edition=told.second, by=told.teacher)
    ledger.refresh_from_db()
    assert not is_current(ledger)
    build(told.first, told.second)
    ledger = Ledger.objects.get()
    assert is_current(ledger)
    kept.refresh_from_db()
    assert (kept.mark, kept.note) == (LedgerRow.Mark.DIFFERENCE, "I asked the museum.")
    changed = row(ledger, "number")
    assert changed.pk != lost.pk
    assert (changed.mark, changed.detail) == (LedgerRow.Mark.UNCONFIRMED, "10% / 15%")


def test_a_marked_row_stays_even_if_it_is_no_longer_proposed(told, ledger):
    mine = row(ledger, "rank")
    mine.identity, mine.kind, mine.mark = "by-hand", "loaded", LedgerRow.Mark.WORDING
    mine.save()
    Ledger.objects.update(digest="old")
    build(told.first, told.second)
    assert LedgerRow.objects.filter(pk=mine.pk, mark=LedgerRow.Mark.WORDING).exists()


def test_a_row_no_longer_holds_when_its_sentence_has_changed(told, ledger):
    found = row(ledger, "number")
    assert holds(found)
    ingest(data=SECOND.replace("12%", "15%"), edition=told.second, by=told.teacher)
    assert not holds(LedgerRow.objects.select_related("base_sentence", "other_sentence").get(pk=found.pk))


def test_students_see_marked_rows_only_and_only_when_opened(told, ledger):
    found = row(ledger, "date")
    assert shown_to_students(told.article) == []
    told.article.ledger_is_open = True
    told.article.save()
    assert shown_to_students(told.article) == []
    found.mark = LedgerRow.Mark.DIFFERENCE
    found.save()
    assert shown_to_students(told.article) == [found]


def test_all_tellings_share_one_base(told):
    third = ingest(
        data=SECOND.replace("eleven", "nine"),
        source_name="third.txt",
        owner=told.teacher,
        article=told.article,
        label="A third one",
    ).edition
    assert base_of(told.article) == told.article.editions.order_by("position").first()
    built = build_all(told.article)
    assert [each.ledger.base_id for each in built] == [base_of(told.article).pk] * 2
    assert third.pk in {each.ledger.other_id for each in built} | {base_of(told.article).pk}
    assert Edition.objects.count() == 3
