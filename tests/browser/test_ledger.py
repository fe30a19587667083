"""Two tellings compared in a real browser: marked, opened, read as a student, on a phone and a desktop."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from articles.comparing import build
from articles.models import LedgerRow
from quizzes.people import create_groups
from tests.browser.conftest import has_no_sideways_scroll
from tests.browser.soundness import ALL_RULES, faults_of
from tests.conftest import signed_in
from tests.reading_room import make_person
from tests.tellings_world import Told, make_told

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Visit = Callable[..., Page]


@pytest.fixture
def told(transactional_db: None) -> Told:
    create_groups()
    made = make_told(make_person("Bota", "Teachers", is_staff=True))
    build(made.first, made.second)
    made.article.publish()
    return made


def signed(page: Page, told: Told, live_server: object) -> Page:
    cookie = signed_in(told.teacher).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": str(live_server)}])
    return page


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_rows_are_marked_opened_and_read_by_students(told, visit: Visit, size, live_server, javascript):
    page = signed(visit(size, javascript=javascript), told, live_server)
    path = reverse("desk:article-ledger", args=[told.article.pk])
    page.goto(path)
    for row in list(LedgerRow.objects.parting())[:3]:
        place = page.locator(f"#row-{row.pk}")
        place.get_by_label("What it is").select_option("difference")
        place.get_by_label("Which one you trust").select_option(label="Original")
        place.get_by_role("button", name="Save").click()
        expect(page.locator(f"#row-{row.pk} .tally")).to_contain_text("A real difference")
    assert LedgerRow.objects.confirmed().count() == 3
    page.get_by_role("button", name="Open to students").click()
    expect(page.get_by_role("button", name="Close it")).to_be_visible()

    student = visit(size, javascript=javascript)
    student.goto(told.article.get_absolute_url())
    student.get_by_role("link", name="Where the tellings differ").click()
    expect(student.locator(".ledger-rows > li")).to_have_count(3)
    if javascript:
        for seen in (page, student):
            assert has_no_sideways_scroll(seen)
            assert faults_of(seen, ALL_RULES) == []


def test_a_phone_shows_one_telling_at_a_time_and_the_other_by_a_tap_without_script(told, visit: Visit, live_server):
    page = signed(visit({"width": 360, "height": 740}, javascript=False), told, live_server)
    page.goto(reverse("desk:article-ledger", args=[told.article.pk]))
    first, second = (page.locator(f".sides .telling.in-{side}").first for side in ("base", "other"))
    expect(first).to_be_visible()
    expect(second).to_be_hidden()
    page.locator("label[for=side-other]").click()
    expect(first).to_be_hidden()
    expect(second).to_be_visible()
    page.locator("#side-other").press("ArrowLeft")
    expect(first).to_be_visible()


def test_a_wide_page_shows_both(told, visit: Visit, live_server):
    page = signed(visit({"width": 1280, "height": 800}), told, live_server)
    page.goto(reverse("desk:article-ledger", args=[told.article.pk]))
    for side in ("base", "other"):
        expect(page.locator(f".sides .telling.in-{side}").first).to_be_visible()
