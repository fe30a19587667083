"""Ledger rows in the admin: facts to look at, the teacher's marks to set, each teacher with her own."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from articles.comparing import build
from articles.models import Edition, Ledger, LedgerRow
from quizzes.people import create_groups
from tests.conftest import signed_in
from tests.reading_room import make_person
from tests.tellings_world import Told, make_told

pytestmark = pytest.mark.django_db
LIST = "admin:articles_ledgerrow_changelist"


@pytest.fixture
def told() -> Told:
    create_groups()
    return make_told(make_person("Bota", "Teachers", is_staff=True))


@pytest.fixture
def ledger(told: Told) -> Ledger:
    return build(told.first, told.second).ledger


@pytest.fixture
def as_teacher(told: Told) -> Client:
    return signed_in(told.teacher)


def change(row: LedgerRow) -> str:
    return reverse("admin:articles_ledgerrow_change", args=[row.pk])


def test_she_filters_her_rows_and_finds_them_by_their_words(as_teacher: Client, ledger: Ledger) -> None:
    page = as_teacher.get(reverse(LIST)).content.decode()
    assert "10% / 12%" in page
    assert "late 1990s / early 1990s" in page
    page = as_teacher.get(reverse(LIST), {"kind__exact": "date", "status__exact": "differs"}).content.decode()
    assert "late 1990s / early 1990s" in page
    assert "10% / 12%" not in page
    page = as_teacher.get(reverse(LIST), {"q": "kept 12%"}).content.decode()
    assert "10% / 12%" in page
    assert "late 1990s / early 1990s" not in page


def test_she_marks_a_row_and_the_facts_stay_as_they_are(as_teacher: Client, told: Told, ledger: Ledger) -> None:
    row = ledger.rows.get(detail="10% / 12%")
    page = as_teacher.get(change(row)).content.decode()
    assert 'name="mark"' in page
    assert 'name="base_quote"' not in page
    sent = {"mark": "mistake", "trusted": told.first.pk, "note": "The museum says ten.", "base_quote": "No flour."}
    assert as_teacher.post(change(row), sent).status_code == 302
    before = row.base_quote
    row.refresh_from_db()
    assert (row.mark, row.trusted, row.note, row.marked_by) == (
        "mistake",
        told.first,
        "The museum says ten.",
        told.teacher,
    )
    assert row.base_quote == before
    as_teacher.post(change(row), {"mark": "unconfirmed", "note": ""})
    row.refresh_from_db()
    assert (row.mark, row.marked_by, row.marked_at) == ("unconfirmed", None, None)


def test_she_can_trust_only_one_of_the_two_tellings(as_teacher: Client, told: Told, ledger: Ledger) -> None:
    row = ledger.rows.parting().first()
    third = Edition.objects.create(article=told.article, label="A third one", title="The mill")
    answer = as_teacher.post(change(row), {"mark": "mistake", "trusted": third.pk, "note": ""})
    assert answer.status_code == 200
    row.refresh_from_db()
    assert row.mark == "unconfirmed"


def test_rows_are_neither_added_nor_deleted_by_hand(as_teacher: Client, ledger: Ledger) -> None:
    row = ledger.rows.parting().first()
    assert as_teacher.get(reverse("admin:articles_ledgerrow_add")).status_code == 403
    delete = reverse("admin:articles_ledgerrow_delete", args=[row.pk])
    assert as_teacher.post(delete, {"post": "yes"}).status_code == 403
    assert ledger.rows.filter(pk=row.pk).exists()


def test_another_teacher_finds_none_of_them(ledger: Ledger) -> None:
    stranger: User = make_person("Saule", "Teachers", is_staff=True)
    client = signed_in(stranger)
    assert "10% / 12%" not in client.get(reverse(LIST)).content.decode()
    row = ledger.rows.get(detail="10% / 12%")
    answer = client.post(change(row), {"mark": "same", "note": ""})
    assert answer.status_code in {302, 403, 404}
    row.refresh_from_db()
    assert row.mark == "unconfirmed"


def test_the_list_costs_the_same_with_more_rows(
    as_teacher: Client, ledger: Ledger, django_assert_max_num_queries
) -> None:
    for number in range(40):
        LedgerRow.objects.create(ledger=ledger, position=99, kind="date", status="differs", identity=f"made {number}")
    with django_assert_max_num_queries(14):
        as_teacher.get(reverse(LIST))
