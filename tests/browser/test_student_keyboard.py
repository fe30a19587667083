"""Everything in a quiz by keyboard alone, with script and without: no mouse, no touch, no focus set by the test."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from quizzes.models import Attempt, Option, Question, Quiz, Response
from tests.browser.conftest import come_in
from tests.reading_room import Room

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Visit = Callable[..., Page]
FAR = 120
"""More steps by Tab than any page has places to stop at."""


@pytest.fixture
def quiz(room: Room) -> Quiz:
    Quiz.objects.filter(pk=room.quiz.pk).update(asks_for_evidence=True)
    return Quiz.objects.get(pk=room.quiz.pk)


def tab_to(page: Page, *wanted: Locator) -> None:
    """Press Tab until the focus is on one of these."""
    for _ in range(FAR):
        page.keyboard.press("Tab")
        if any(each.evaluate("part => part === document.activeElement") for place in wanted for each in place.all()):
            return
    raise AssertionError(f"{wanted} is not reached")


def press(page: Page, what: Locator) -> None:
    tab_to(page, what)
    page.keyboard.press("Enter")


def choose(page: Page, options: Locator, text: str) -> None:
    """Go to the radio buttons by Tab and to the one with this text by the arrows."""
    radios = options.get_by_role("radio")
    texts = options.all_inner_texts()
    wanted = next(at for at, each in enumerate(texts) if text in each)
    tab_to(page, radios)
    at = next(n for n, each in enumerate(radios.all()) if each.evaluate("part => part === document.activeElement"))
    for _ in range((wanted - at) % len(texts)):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    expect(radios.nth(wanted)).to_be_checked()


def put_in_order(page: Page, events: list[str], *, has_script: bool) -> None:
    items = page.locator(".ordering li")
    if not has_script:
        for item in items.all():
            text = item.locator("span").first.inner_text()
            tab_to(page, item.get_by_role("combobox"))
            page.keyboard.type(str(events.index(text) + 1))
        return
    words = page.locator(".ordering li > span:first-child")
    for place, event in enumerate(events):
        while (at := words.all_inner_texts().index(event)) > place:
            up = items.nth(at).get_by_role("button", name=f"Move up: {event}")
            if not up.evaluate("part => part === document.activeElement"):
                tab_to(page, up)
            page.keyboard.press("Enter")


def answer(page: Page, question: Question, *, has_script: bool) -> None:
    if question.kind == Question.Kind.ORDER:
        events = [option.text for option in question.options.order_by("position")]
        put_in_order(page, events, has_script=has_script)
    elif question.options.exists():
        key = Option.objects.get(question=question, is_key=True).text
        choose(page, page.locator("fieldset").first.locator("label.option"), key)
    else:
        tab_to(page, page.get_by_role("textbox", name="Your answer"))
        page.keyboard.type(question.accepted_answers.all()[0].text)
    second = page.locator(".second-part label.option")
    if second.count():
        choose(page, second, question.evidence.get().sentence.text)
    press(page, page.get_by_role("button", name="Answer", exact=True))


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_every_kind_with_its_second_part(
    room: Room, quiz: Quiz, visit: Visit, size: dict[str, int], javascript: bool
) -> None:
    page = visit(size, javascript=javascript)
    come_in(page, room.student)
    page.goto(room.assignment.get_absolute_url())
    press(page, page.get_by_role("button", name="Start"))
    for number, question in enumerate(room.questions, start=1):
        expect(page.get_by_text(f"Question {number} of 6")).to_be_visible()
        answer(page, question, has_script=javascript)
        expect(page.locator(".verdict")).to_contain_text("Right")
        press(page, page.locator("#onward"))
    expect(page.get_by_role("heading", name="All questions answered")).to_be_visible()
    press(page, page.get_by_role("button", name="Hand in"))
    expect(page.get_by_text("6 of 6")).to_be_visible()
    assert Response.objects.filter(mark=1).count() == 6
    assert set(Response.objects.exclude(evidence_mark=None).values_list("evidence_mark", flat=True)) == {1.0}
    press(page, page.get_by_role("button", name="Sign out"))
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_what_was_missed_is_practised_again(
    room: Room, quiz: Quiz, visit: Visit, size: dict[str, int], javascript: bool
) -> None:
    page = visit(size, javascript=javascript)
    come_in(page, room.student)
    page.goto(room.assignment.get_absolute_url())
    press(page, page.get_by_role("button", name="Start"))
    expect(page.get_by_text("Question 1 of 6")).to_be_visible()
    missed = room.questions[0]
    choose(page, page.locator("fieldset").first.locator("label.option"), "Pupils")
    choose(page, page.locator(".second-part label.option"), missed.evidence.get().sentence.text)
    press(page, page.get_by_role("button", name="Answer", exact=True))
    expect(page.locator(".verdict")).to_contain_text("Look again")
    press(page, page.get_by_role("link", name="All questions"))
    press(page, page.get_by_role("button", name="Hand in"))
    expect(page.get_by_role("heading", name="6 to look at again")).to_be_visible()
    press(page, page.get_by_role("button", name="Practise these 6 again"))
    expect(page.get_by_text("Question 1 of 6")).to_be_visible()
    again = Attempt.objects.exclude(retry_of=None).get()
    first = Question.objects.get(pk=again.plan[0]["question"])
    answer(page, first, has_script=javascript)
    expect(page.locator(".verdict")).to_contain_text("Right")
    assert again.responses.get().mark == 1
