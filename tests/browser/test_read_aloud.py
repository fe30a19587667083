"""Reading aloud: there with JavaScript, sentence by sentence, and honest where the browser has no voice."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE
from tests.reading_room import LAKE, Room

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MUTE = "Object.defineProperty(window, 'speechSynthesis', { value: undefined });"
# A machine that runs tests has no voice installed, so this one stands in for the system's; it speaks when told to.
VOICE = """
window.heard = [];
Object.defineProperty(window, 'speechSynthesis', { value: {
  speak(words) { window.heard.push(words.text); window.last = words; },
  cancel() { window.last = null; },
} });
"""
BROKEN = VOICE + "window.speechSynthesis.speak = (words) => words.onerror({ error: 'synthesis-unavailable' });"
SENTENCES = [sentence for _, paragraphs in LAKE for sentences in paragraphs for sentence in sentences]


def opened(visit: Callable[..., Page], room: Room, script: str = "", **more: object) -> Page:
    page = visit(PHONE, **more)
    if script:
        page.add_init_script(script)
    page.goto(room.article.get_absolute_url())
    return page


def test_the_text_is_read_sentence_by_sentence_and_the_spoken_one_is_lit(
    room: Room, visit: Callable[..., Page]
) -> None:
    page = opened(visit, room, VOICE)
    listen = page.get_by_role("button", name="Read aloud")
    expect(listen).to_have_attribute("aria-pressed", "false")
    listen.click()
    stop = page.get_by_role("button", name="Stop reading")
    expect(stop).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".spoken")).to_have_text(SENTENCES[0])
    page.evaluate("() => window.last.onend()")
    expect(page.locator(".spoken")).to_have_text(SENTENCES[1])
    assert page.evaluate("() => window.heard") == SENTENCES[:2]
    stop.click()
    expect(page.locator(".spoken")).to_have_count(0)
    expect(page.get_by_role("button", name="Read aloud")).to_have_attribute("aria-pressed", "false")


def test_a_browser_without_speech_says_so(room: Room, visit: Callable[..., Page]) -> None:
    expect(opened(visit, room, MUTE).get_by_role("button", name=re.compile("no voice to read aloud"))).to_be_disabled()


def test_a_voice_that_fails_is_told_and_nothing_stays_lit(room: Room, visit: Callable[..., Page]) -> None:
    page = opened(visit, room, BROKEN)
    page.get_by_role("button", name="Read aloud").click()
    expect(page.get_by_role("button", name=re.compile("no voice to read aloud"))).to_be_disabled()
    expect(page.locator(".spoken")).to_have_count(0)


def test_without_javascript_nothing_is_promised(room: Room, visit: Callable[..., Page]) -> None:
    page = opened(visit, room, javascript=False)
    expect(page.get_by_text(SENTENCES[0])).to_be_visible()
    expect(page.get_by_role("button", name="Read aloud")).to_have_count(0)
