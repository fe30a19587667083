"""A new teacher's first five minutes in a real browser: with the mouse, by keyboard alone, and without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from articles.models import Revision
from quizzes.models import Assignment, Classroom, Question
from quizzes.people import create_groups
from tests.browser.conftest import DESKTOP, PHONE, has_no_sideways_scroll
from tests.browser.soundness import ALL_RULES, faults_at
from tests.conftest import signed_in
from tests.quizzes.desk.conftest import Desk, make_desk
from tests.reading_room import PASSWORD, Room, make_person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Visit = Callable[..., Page]
ARTICLE = Path(__file__).parents[2] / "articles" / "seeds" / "aral-sea.original.txt"
MOST_CLICKS = 25
READING = 120_000
"""Milliseconds that the first reading of a text may take on a busy machine: the model is loaded then."""


@pytest.fixture
def newcomer(transactional_db: None) -> User:
    create_groups()
    return make_person("Bota", "Teachers", is_staff=True)


@pytest.fixture
def desk(transactional_db: None, room: Room) -> Desk:
    return make_desk(room)


class Hand:
    """Clicks, counted."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.clicks = 0

    def click(self, role: str, name: str) -> None:
        self.use(self.page.get_by_role(role, name=name).first)  # type: ignore[arg-type]

    def use(self, target: Locator) -> None:
        target.click()
        self.clicks += 1


class Keyboard(Hand):
    """The same without a mouse: Tab until it has the focus, then Enter."""

    def use(self, target: Locator) -> None:
        expect(target).to_be_attached()
        for _ in range(120):
            if target.evaluate("each => each === document.activeElement"):
                break
            self.page.keyboard.press("Tab")
        else:
            raise AssertionError(f"Tab never comes to {target}")
        self.page.keyboard.press("Enter")
        self.clicks += 1


def sign_in(page: Page, hand: Hand) -> None:
    page.set_default_timeout(READING)
    page.goto(reverse("desk:home"))
    page.locator("[name=username]").fill("bota")
    page.locator("form:has([name=username]) [name=password]").fill(PASSWORD)
    hand.click("button", "Sign in with a username")
    expect(page.get_by_role("heading", name="Bota’s desk")).to_be_visible()


def bring_in_and_draft(page: Page, hand: Hand) -> None:
    hand.click("link", "Bring in an article")
    page.get_by_label("Paste the article").fill(ARTICLE.read_text())
    hand.click("button", "Clean it")
    page.get_by_role("heading", name="What was taken out or mended").wait_for()
    hand.click("button", "Draft questions")
    page.get_by_role("heading", level=1).wait_for()
    expect(page.locator("mark.evidence").first).to_be_visible()


def more(page: Page, hand: Hand) -> None:
    """What the text still gives, when all that was drafted first is decided."""
    hand.click("button", "Draft more")
    expect(page.get_by_text("more to look at")).to_be_visible()


def keep_ten(page: Page, hand: Hand) -> Iterator[int]:
    """Keep, and for more drafts where the first ones do not come to ten; says how many are kept."""
    for number in range(1, 11):
        if page.get_by_text("No draft waits").is_visible():
            more(page, hand)
        hand.click("button", "Keep")
        expect(page.get_by_text(re.compile(rf"\b{number} kept")).first).to_be_visible()
        yield number


def make_and_assign(page: Page, hand: Hand) -> None:
    hand.click("button", "Make a quiz of the 10 kept")
    hand.click("link", "Assign to a class")
    page.get_by_label("Name of your class").fill("8 B")
    hand.click("button", "Assign")
    expect(page.get_by_text("is assigned to 8 B")).to_be_visible()


def kept() -> int:
    return Question.objects.filter(status=Question.Status.READY, reviewed_by__username="bota").count()


def check_the_end(hand: Hand) -> None:
    assignment = Assignment.objects.get()
    assert assignment.quiz.items.count() == 10
    assert kept() == 10
    assert assignment.classroom == Classroom.objects.get(name="8 B")
    assert hand.clicks <= MOST_CLICKS


def test_a_new_teacher_assigns_ten_kept_questions_in_few_clicks(newcomer, visit: Visit, size):
    page = visit(size)
    hand = Hand(page)
    sign_in(page, hand)
    bring_in_and_draft(page, hand)
    for _ in keep_ten(page, hand):
        assert has_no_sideways_scroll(page)
    make_and_assign(page, hand)
    check_the_end(hand)


def test_the_same_without_javascript(newcomer, visit: Visit):
    page = visit(PHONE, javascript=False)
    hand = Hand(page)
    sign_in(page, hand)
    bring_in_and_draft(page, hand)
    assert list(keep_ten(page, hand))[-1] == 10
    make_and_assign(page, hand)
    check_the_end(hand)


def test_the_same_by_keyboard_alone_one_key_a_question(newcomer, visit: Visit):
    page = visit(DESKTOP)
    hand = Keyboard(page)
    sign_in(page, hand)
    bring_in_and_draft(page, hand)
    first = page.locator("h1.stem").inner_text()
    page.keyboard.press("d")
    expect(page.get_by_text("Dropped:")).to_be_visible()
    page.keyboard.press("u")
    expect(page.locator("h1.stem")).to_have_text(first)
    page.keyboard.press("n")
    expect(page.locator("h1.stem")).not_to_have_text(first)
    page.keyboard.press("ArrowLeft")
    expect(page.locator("h1.stem")).to_have_text(first)
    for number in range(1, 11):
        if page.get_by_text("No draft waits").is_visible():
            more(page, hand)
        page.keyboard.press("k")
        expect(page.get_by_text(re.compile(rf"\b{number} kept")).first).to_be_visible()
    make_and_assign(page, hand)
    check_the_end(hand)


def test_one_key_decisions_can_be_turned_off(desk: Desk, visit: Visit, live_server):
    page = visit(DESKTOP)
    enter(page, desk, live_server)
    page.goto(reverse("desk:edition-review", args=[desk.edition.pk]))
    page.get_by_label("One key is enough").uncheck()
    page.keyboard.press("k")
    page.reload()
    page.keyboard.press("k")
    page.wait_for_timeout(300)
    expect(page.locator("h1.stem")).to_have_text("Who built the low dam?")
    page.get_by_label("One key is enough").check()
    page.keyboard.press("k")
    expect(page.locator("h1.stem")).to_have_text("Who counts the nests?")


def test_a_key_typed_into_a_form_decides_nothing(desk: Desk, visit: Visit, live_server):
    page = visit(DESKTOP)
    enter(page, desk, live_server)
    page.goto(reverse("desk:question-edit", args=[desk.drafts[0].pk]))
    page.get_by_label("Question", exact=True).fill("")
    page.get_by_label("Question", exact=True).press_sequentially("kedn dam of clay")
    expect(page.get_by_text("End the question with a question mark.")).to_be_visible()
    page.locator(".pick-sentence", has_text="They gave the dam two years").click()
    page.get_by_role("button", name="Save and keep").click()
    expect(page.get_by_text("Kept: “kedn dam of clay”")).to_be_visible()
    assert desk.drafts[0].evidence.count() == 2


def enter(page: Page, desk: Desk, live_server) -> None:
    client = signed_in(desk.room.teacher)
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": str(live_server)}]
    )


def addresses(desk: Desk) -> list[str]:
    room, edition = desk.room, desk.edition.pk
    alone = ("home", "article-list", "article-create", "question-index", "quiz-list", "class-list")
    of_text = ("cleaning", "content", "review", "coverage", "history", "delete")
    named: list[tuple[str, list[int]]] = [
        *((name, []) for name in alone),
        *((f"edition-{name}", [edition]) for name in of_text),
        *((f"question-{name}", [edition]) for name in ("list", "create")),
        *((f"quiz-{name}", [room.quiz.pk]) for name in ("detail", "preview", "paper")),
        *((f"class-{name}", [room.classroom.pk]) for name in ("detail", "roster", "delete")),
        *((f"assignment-{name}", [room.assignment.pk]) for name in ("detail", "delete")),
        ("assignment-create", [room.test_quiz.pk]),
        ("accommodation-edit", [room.assignment.pk, room.student.pk]),
        ("article-detail", [room.article.pk]),
        ("concept-edit", [room.article.pk, room.lake.pk]),
        ("section-edit", [desk.edition.sections.all()[1].pk]),
        ("question-edit", [desk.drafts[0].pk]),
    ]
    return [reverse(f"desk:{name}", args=args) for name, args in named]


def test_every_page_is_sound_and_none_scrolls_sideways(desk: Desk, visit: Visit, live_server):
    page = visit(PHONE, color_scheme="light", reduced_motion="reduce")
    enter(page, desk, live_server)
    assert Revision.objects.exists()
    faults = []
    for address in addresses(desk):
        page.set_viewport_size(PHONE)
        page.goto(address)
        for size in (PHONE, DESKTOP):
            page.set_viewport_size(size)
            if not has_no_sideways_scroll(page):
                faults.append(f"{address} scrolls sideways at {size['width']}")
        faults += [f"{address} {fault}" for fault in faults_at(page, [{"width": 768, "height": 1000}], ALL_RULES)]
    assert not faults, "\n".join(faults)
