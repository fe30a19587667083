"""A student's way through the site in a real browser: on a phone and on a desk, with script and without."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from quizzes.models import Attempt, Option, Question, Response
from tests.browser.conftest import DESKTOP, PHONE, eventually, has_no_sideways_scroll
from tests.reading_room import Room

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Visit = Callable[..., Page]
QUESTION = re.compile(r"/attempts/\d+/\d+/$")


def join(page: Page, name: str = "Ayan") -> None:
    page.goto("/")
    page.get_by_label("Have a class code?").fill("kx7m4p")
    page.get_by_role("button", name="Join").click()
    page.get_by_label("Your name").fill(name)
    page.get_by_label("A password of your own").fill("steppe fox")
    page.get_by_role("button", name="Join the class").click()
    expect(page.get_by_role("heading", name=f"Hello, {name}")).to_be_visible()


def asked(page: Page, room: Room) -> Question:
    """The question that stands on the screen."""
    stem = page.locator("#stage .stem").first.inner_text()
    beginning = re.split(r"\s*blank|_|\u00a0", stem)[0].strip()
    return next(question for question in room.questions if question.stem.startswith(beginning))


def fill(page: Page, question: Question, *, has_script: bool, is_right: bool = True) -> None:
    """Answer on the screen, as a person would."""
    if question.kind == Question.Kind.ORDER:
        order(page, list(question.options.order_by("position")), has_script=has_script)
    elif question.options.exists():
        text = question.options.filter(is_key=is_right)[0].text
        page.locator("label.option", has_text=text).first.click()
    else:
        right = question.accepted_answers.all()[0].text
        page.get_by_role("textbox", name="Your answer").fill(right if is_right else "a camel")


def order(page: Page, events: list[Option], *, has_script: bool) -> None:
    for place, event in enumerate(events):
        item = page.locator(".ordering li", has_text=event.text)
        if not has_script:
            item.get_by_role("combobox").select_option(str(place + 1))
            continue
        up = item.get_by_role("button", name=f"Move up: {event.text}")
        for _ in range(len(events)):
            texts = page.locator(".ordering li > span:first-child").all_inner_texts()
            if texts.index(event.text) == place:
                break
            up.click()


def answer_all(page: Page, room: Room, *, has_script: bool) -> None:
    for number in range(1, len(room.questions) + 1):
        expect(page.get_by_text(f"Question {number} of 6")).to_be_visible()
        question = asked(page, room)
        fill(page, question, has_script=has_script)
        page.get_by_role("button", name="Answer", exact=True).click()
        expect(page.locator(".verdict")).to_contain_text("Right.")
        assert has_no_sideways_scroll(page)
        lit = page.locator("mark.evidence").first
        expect(lit).to_have_text(question.evidence.get().quote)
        page.get_by_role("link", name=re.compile("Next question|To the end")).click()


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_join_read_answer_see_the_evidence_and_progress(
    room: Room, visit: Visit, size: dict[str, int], javascript: bool
) -> None:
    page = visit(size, javascript=javascript)
    join(page)
    assert has_no_sideways_scroll(page)
    page.get_by_role("link", name="The lake that came back").click()
    expect(page.get_by_role("heading", name="What returned")).to_be_visible()
    assert has_no_sideways_scroll(page)
    page.go_back()
    page.get_by_role("link", name="Open", exact=True).click()
    page.get_by_role("button", name="Start").click()
    answer_all(page, room, has_script=javascript)
    expect(page.get_by_role("heading", name="All questions answered")).to_be_visible()
    page.get_by_role("button", name="Hand in").click()
    expect(page.get_by_text("6 of 6")).to_be_visible()
    assert has_no_sideways_scroll(page)
    page.get_by_role("link", name="Progress").click()
    expect(page.get_by_role("heading", name="By concept")).to_be_visible()
    expect(page.get_by_role("row", name=re.compile("Lake Tobyl"))).to_be_visible()
    assert has_no_sideways_scroll(page)
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()
    assert Response.objects.filter(mark=1).count() == 6


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_close_and_come_back_on_another_device(
    room: Room, visit: Visit, size: dict[str, int], javascript: bool
) -> None:
    page = visit(size, javascript=javascript)
    join(page)
    page.get_by_role("link", name="Open", exact=True).click()
    page.get_by_role("button", name="Start").click()
    fill(page, asked(page, room), has_script=javascript)
    page.get_by_role("button", name="Answer", exact=True).click()
    expect(page.locator(".verdict")).to_be_visible()
    page.context.close()
    other = visit(size, javascript=javascript)
    other.goto("/sign-in/")
    other.get_by_label("Class code").fill("KX7M4P")
    other.get_by_label("Your name").fill("ayan")
    other.get_by_label("Your password").fill("steppe fox")
    other.get_by_role("button", name="Sign in", exact=True).click()
    other.get_by_role("link", name="Go on").click()
    expect(other.get_by_text("Question 2 of 6")).to_be_visible()


def test_the_passage_is_one_tap_away_at_its_paragraph(room: Room, visit: Visit, size: dict[str, int]) -> None:
    page = visit(size, javascript=False)
    page.goto(f"/quizzes/{room.quiz.pk}/")
    page.get_by_role("button", name="Start").click()
    paragraph = page.locator("#here")
    if size["width"] < 992:
        expect(paragraph).to_be_hidden()
        page.get_by_role("link", name="Read the text").click()
    expect(paragraph).to_be_in_viewport()
    expect(paragraph).to_contain_text("forty volunteers")
    if size["width"] < 992:
        page.get_by_role("link", name="Back to the question").click()
        expect(page.get_by_role("button", name="Answer", exact=True)).to_be_visible()


def test_by_keyboard_alone(room: Room, visit: Visit) -> None:
    page = visit(DESKTOP)
    page.goto(f"/quizzes/{room.quiz.pk}/")
    page.get_by_role("button", name="Start").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Question 1 of 6")).to_be_visible()
    page.keyboard.press("2")
    expect(page.locator("input[value='2']")).to_be_checked()
    page.keyboard.press("Enter")
    expect(page.locator(".verdict")).to_be_focused()
    expect(page.locator("#state")).to_have_text("Saved")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Question 2 of 6")).to_be_visible()
    page.keyboard.press("1")
    page.keyboard.press("Enter")
    expect(page.locator(".verdict")).to_be_visible()
    assert Response.objects.count() == 2


def test_without_a_network_the_quiz_goes_on_and_answers_arrive_once(
    room: Room, visit: Visit, size: dict[str, int]
) -> None:
    page = visit(size)
    page.goto(f"/quizzes/{room.quiz.pk}/")
    with page.expect_response(re.compile("/all/")):
        page.get_by_role("button", name="Start").click()
    page.wait_for_timeout(300)
    page.context.set_offline(True)
    for number in (1, 2, 3):
        expect(page.get_by_text(f"Question {number} of 6")).to_be_visible()
        fill(page, asked(page, room), has_script=True)
        page.get_by_role("button", name="Answer", exact=True).click()
        expect(page.locator("#state")).to_have_text("Waiting for the network")
    expect(page.get_by_text("Question 4 of 6")).to_be_visible()
    assert Response.objects.count() == 0
    page.context.set_offline(False)
    expect(page.get_by_text("Question 4 of 6")).to_be_visible()
    page.wait_for_url(QUESTION)
    expect(page.locator("#state")).not_to_have_text("Waiting for the network")
    eventually(page, "localStorage.getItem('oqu-answers') === null")
    assert Response.objects.count() == 3
    assert Response.objects.filter(mark=1).count() == 3
    assert Attempt.objects.count() == 1


def test_answers_survive_closing_the_page(room: Room, visit: Visit) -> None:
    page = visit(PHONE)
    page.goto(f"/quizzes/{room.quiz.pk}/")
    page.get_by_role("button", name="Start").click()
    fill(page, asked(page, room), has_script=True)
    page.context.set_offline(True)
    page.get_by_role("button", name="Answer", exact=True).click()
    expect(page.locator("#state")).to_have_text("Waiting for the network")
    context = page.context
    page.close()
    context.set_offline(False)
    again = context.new_page()
    again.goto(f"/attempts/{Attempt.objects.get().pk}/")
    eventually(again, "localStorage.getItem('oqu-answers') === null")
    assert Response.objects.count() == 1


def test_a_gloss_opens_beside_its_word_and_closes_again(room: Room, visit: Visit, size: dict[str, int]) -> None:
    page = visit(size)
    page.goto(f"/read/{room.article.slug}/")
    word = page.locator("a.concept", has_text="Lake Tobyl")
    word.click()
    expect(page.get_by_text("A steppe lake.")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_text("A steppe lake.")).to_be_hidden()
    expect(word).to_be_focused()


def test_without_script_a_concept_is_a_link(room: Room, visit: Visit) -> None:
    page = visit(PHONE, javascript=False)
    page.goto(f"/read/{room.article.slug}/")
    page.locator("a.concept", has_text="Lake Tobyl").click()
    expect(page.get_by_role("heading", name="Lake Tobyl")).to_be_visible()


def test_text_size_stays(room: Room, visit: Visit) -> None:
    page = visit(PHONE)
    page.goto(f"/read/{room.article.slug}/")
    before = page.evaluate("parseFloat(getComputedStyle(document.querySelector('.prose')).fontSize)")
    with page.expect_response(re.compile("/text-size/")):
        page.get_by_role("button", name="Text size: largest").click()
    page.reload()
    after = page.evaluate("parseFloat(getComputedStyle(document.querySelector('.prose')).fontSize)")
    assert after > before * 1.3
    assert has_no_sideways_scroll(page)
