"""Pages of the desk that only come up on the way through it: looked at on a phone and a desk, in light and dark."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from articles.models import Article
from quizzes.passwords import mark
from quizzes.people import create_groups
from tests.browser.soundness import ALL_RULES, faults_at
from tests.conftest import signed_in
from tests.lighthouse import LIGHTHOUSES, TITLE
from tests.quizzes.desk.conftest import Desk, make_desk, make_draft
from tests.quizzes.desk_world import World, make_world
from tests.reading_room import PASSWORD, Room, make_edition

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Visit = Callable[..., Page]


@pytest.fixture
def device(size: dict[str, int], visit: Visit) -> Page:
    return visit(size, color_scheme="light", reduced_motion="reduce")


@pytest.fixture
def world(transactional_db: None) -> World:
    create_groups()
    world = make_world()
    world.take_all([(f"Student {n}", "water" if n < 3 else "sand", "Erlan") for n in range(8)])
    return world


@pytest.fixture
def desk(transactional_db: None, room: Room) -> Desk:
    return make_desk(room)


def enter(page: Page, user: User, live_server: Any) -> None:
    value = signed_in(user).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": value, "url": str(live_server)}])


def is_sound(page: Page) -> None:
    """In light and in dark, and leaves it in light."""
    faults = faults_at(page, [page.viewport_size], ALL_RULES)
    page.emulate_media(color_scheme="light")
    assert not faults, "\n".join([page.url, *faults])


def test_mending_a_key_from_the_form_over_the_preview_to_the_audit(device: Page, world: World, live_server) -> None:
    enter(device, world.teacher, live_server)
    device.goto(reverse("desk:question-regrade", args=[world.choice.pk]))
    is_sound(device)
    device.get_by_label("water", exact=True).check()
    device.get_by_role("button", name="See who gains and who loses").click()
    expect(device.get_by_text("3 gain, 5 lose")).to_be_visible()
    is_sound(device)
    device.get_by_role("button", name="Apply to all answers").click()
    expect(device.get_by_role("heading", name="Whose marks moved")).to_be_visible()
    is_sound(device)


def test_publishing_at_a_time_and_undoing_it(device: Page, desk: Desk, live_server) -> None:
    enter(device, desk.room.teacher, live_server)
    device.goto(reverse("desk:article-detail", args=[desk.room.draft.pk]))
    device.get_by_text("Publish it at a time").click()
    is_sound(device)
    at = timezone.localtime() + timedelta(days=3)
    device.get_by_label("Date and time").fill(f"{at:%Y-%m-%dT%H:%M}")
    device.get_by_role("button", name="Publish it then").click()
    expect(device.get_by_text("Until then only you see it.")).to_be_visible()
    is_sound(device)
    device.get_by_role("button", name="Do not publish it then").click()
    expect(device.get_by_text("Publish it at a time")).to_be_visible()


def test_the_map_its_facts_and_its_reasons(device: Page, desk: Desk, live_server) -> None:
    enter(device, desk.room.teacher, live_server)
    device.set_default_timeout(60_000)
    device.goto(reverse("desk:edition-coverage", args=[desk.edition.pk]))
    is_sound(device)
    device.get_by_role("link", name="Facts nobody asks about yet").click()
    expect(device.get_by_role("heading", name="Facts nobody asks about yet")).to_be_visible()
    is_sound(device)
    device.goto(f"{device.url.split('?')[0]}?sentence={desk.sentence('It held the meltwater').pk}")
    expect(device.get_by_text("(filter:").first).to_be_visible()
    is_sound(device)


def test_another_like_this_at_the_question_desk(device: Page, desk: Desk, live_server) -> None:
    towers = make_edition(Article.objects.create(title=TITLE, owner=desk.room.teacher), "Original", LIGHTHOUSES)
    draft = make_draft(towers, "What did Scotland buy?", "Scotland bought its first lens")
    enter(device, desk.room.teacher, live_server)
    device.set_default_timeout(60_000)
    device.goto(reverse("desk:edition-review", args=[towers.pk]) + f"?at={draft.pk}")
    device.get_by_role("button", name="Another like this").click()
    expect(device.get_by_text("Here is another question on the same sentence.")).to_be_visible()
    is_sound(device)


def test_bringing_in_by_address(device: Page, desk: Desk, live_server, settings) -> None:
    settings.FETCH_WEB_PAGES = True
    enter(device, desk.room.teacher, live_server)
    device.goto(reverse("desk:article-create"))
    device.get_by_label("Or give its web address").fill("http://127.0.0.1/")
    device.get_by_role("button", name="Clean it").click()
    expect(device.get_by_text("inside this network")).to_be_visible()
    is_sound(device)


def test_choosing_a_password_in_place_of_a_one_time_one(device: Page, desk: Desk) -> None:
    mark([desk.room.teacher])
    device.goto(reverse("login") + "?username=")
    device.locator("[name=username]").fill(desk.room.teacher.username)
    device.locator("form:has([name=username]) [name=password]").fill(PASSWORD)
    device.get_by_role("button", name="Sign in with a username").click()
    expect(device.get_by_role("heading", name="Choose your password")).to_be_visible()
    device.get_by_label("A password of your own").fill("nine tall poplars")
    device.get_by_label("The same once more").fill("nine tall poplar")
    device.get_by_role("button", name="Save it and go on").click()
    expect(device.get_by_text("The two differ.")).to_be_visible()
    is_sound(device)
    device.get_by_label("A password of your own").fill("nine tall poplars")
    device.get_by_label("The same once more").fill("nine tall poplars")
    device.get_by_role("button", name="Save it and go on").click()
    expect(device.get_by_text("Your password is changed.")).to_be_visible()
