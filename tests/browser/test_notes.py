"""Highlights and notes in a real browser: by mouse, by touch, by keyboard alone and without script."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from articles.models import Note
from tests.browser.conftest import DESKTOP, PHONE, come_in, has_no_sideways_scroll
from tests.browser.soundness import faults_of
from tests.reading_room import Room

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Visit = Callable[..., Page]
# Selects the words given of the sentence that begins with them or holds them, as a long press does.
SELECT = """(words) => {
  for (const sentence of document.querySelectorAll(".prose .s")) {
    const walker = document.createTreeWalker(sentence, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.data.indexOf(words);
      if (at < 0) continue;
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + words.length);
      getSelection().removeAllRanges();
      getSelection().addRange(range);
      return true;
    }
  }
  return false;
}"""


def read(room: Room, page: Page) -> None:
    come_in(page, room.student)
    page.goto(f"/read/{room.article.slug}/")


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_a_note_by_the_paragraphs_own_control(room: Room, visit: Visit, size: dict[str, int], javascript: bool) -> None:
    page = visit(size, javascript=javascript)
    read(room, page)
    page.get_by_role("link", name="Mark or note paragraph 1 of A small dam").click()
    page.locator("label.option", has_text="It held the meltwater").click()
    page.get_by_role("textbox", name="Your note").fill("How long?")
    assert has_no_sideways_scroll(page)
    page.get_by_role("button", name="Keep").click()
    mark = page.locator("mark.own")
    expect(mark).to_have_text("It held the meltwater of April long enough to fill the old bed.")
    expect(mark).to_be_in_viewport()
    page.get_by_role("link", name="Your note 1").click()
    expect(page.locator(".own-notes").get_by_text("How long?")).to_be_in_viewport()
    page.get_by_role("link", name="Change “It held").click()
    page.get_by_role("textbox", name="Your note").fill("How many weeks?")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Notes", exact=True).click()
    expect(page.get_by_text("How many weeks?")).to_be_visible()
    assert has_no_sideways_scroll(page)
    page.get_by_role("button", name="Delete “It held").click()
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    assert not Note.objects.exists()
    assert has_no_sideways_scroll(page)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("mark.own")).to_be_in_viewport()
    assert Note.objects.get().text == "How many weeks?"


def test_selected_words_are_highlighted_where_they_stand(room: Room, visit: Visit, size: dict[str, int]) -> None:
    page = visit(size)
    read(room, page)
    assert page.evaluate(SELECT, "twelve")
    bar = page.get_by_role("form", name="Mark or note")
    expect(bar.get_by_text("“twelve”")).to_be_visible()
    assert has_no_sideways_scroll(page)
    bar.get_by_role("button", name="Highlight").click()
    expect(page.locator("mark.own")).to_have_text("twelve")
    note = Note.objects.get()
    assert note.quote == "twelve"
    assert note.sentence.text == "They gave the dam two years, but it has stood for twelve."
    page.locator("mark.own").click()
    card = page.get_by_role("group", name="Your note")
    expect(card.get_by_role("link", name="Add a note")).to_be_visible()
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()


def test_a_tapped_sentence_takes_a_note_and_she_stays_where_she_was(room: Room, visit: Visit) -> None:
    page = visit(PHONE, has_touch=True)
    read(room, page)
    sentence = page.locator(".s", has_text="In 2011 forty volunteers")
    sentence.scroll_into_view_if_needed()
    sentence.tap(position={"x": 30, "y": 8})
    bar = page.get_by_role("form", name="Mark or note")
    for button in bar.get_by_role("button").all():
        box = button.bounding_box()
        assert box is None or box["height"] >= 44
    bar.get_by_role("button", name="Note", exact=True).tap()
    expect(bar.get_by_role("textbox", name="Your note")).to_be_focused()
    bar.get_by_role("textbox", name="Your note").fill("They were wrong.")
    before = page.evaluate("scrollY")
    bar.get_by_role("button", name="Keep").tap()
    expect(page.locator("mark.own").first).to_be_visible()
    page.wait_for_timeout(300)
    assert abs(page.evaluate("scrollY") - before) < 3
    note = Note.objects.get()
    assert (note.quote, note.text) == (note.sentence.text, "They were wrong.")


def test_nothing_written_is_lost_without_a_network(room: Room, visit: Visit) -> None:
    page = visit(PHONE)
    read(room, page)
    page.locator(".s", has_text="In 2011 forty volunteers").click(position={"x": 30, "y": 8})
    page.get_by_role("button", name="Note", exact=True).click()
    page.get_by_role("textbox", name="Your note").fill("Written in the bus.")
    page.context.set_offline(True)
    page.get_by_role("button", name="Keep").click()
    expect(page.get_by_text("There is no network just now")).to_be_visible()
    expect(page.get_by_role("textbox", name="Your note")).to_have_value("Written in the bus.")
    page.context.set_offline(False)
    page.get_by_role("button", name="Keep").click()
    expect(page.locator("mark.own").first).to_be_visible()
    assert Note.objects.get().text == "Written in the bus."


def test_a_concept_still_opens_its_gloss_inside_a_highlight(room: Room, visit: Visit) -> None:
    page = visit(DESKTOP)
    read(room, page)
    page.locator(".s", has_text="In spring the herons").click(position={"x": 20, "y": 8})
    page.get_by_role("button", name="Highlight").click()
    page.locator("mark.own a.concept").click()
    expect(page.get_by_text("A steppe lake.")).to_be_visible()


def test_everything_by_keyboard_alone(room: Room, visit: Visit) -> None:
    page = visit(DESKTOP)
    read(room, page)

    def to(name: str, most: int = 60) -> None:
        for _ in range(most):
            page.keyboard.press("Tab")
            said = page.evaluate("(document.activeElement.innerText || '') + (document.activeElement.value || '')")
            if name in " ".join(said.split()):
                return
        raise AssertionError(f"{name} is not reached")

    to("Mark or note paragraph 1")
    page.keyboard.press("Enter")
    page.wait_for_url("**/notes/new/**")
    page.evaluate("document.querySelector('main').focus()")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.type("By hand.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/read/**")
    assert Note.objects.get().text == "By hand."
    to("Your note 1")
    page.keyboard.press("Enter")
    to("Delete")
    page.keyboard.press("Enter")
    page.wait_for_url("**/delete/")
    to("Undo")
    page.keyboard.press("Enter")
    page.wait_for_url("**/read/**")
    assert Note.objects.get().text == "By hand."


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_open_bar_and_after_deleting(room: Room, visit: Visit, scheme: str) -> None:
    page = visit(PHONE, color_scheme=scheme, reduced_motion="reduce", bypass_csp=True)
    read(room, page)
    page.locator(".s", has_text="In 2011 forty volunteers").click(position={"x": 30, "y": 8})
    page.get_by_role("button", name="Note", exact=True).click()
    assert faults_of(page) == []
    page.get_by_role("textbox", name="Your note").fill("Hm.")
    page.get_by_role("button", name="Keep").click()
    page.locator("mark.own").first.click()
    assert faults_of(page) == []
    page.get_by_role("group", name="Your note").get_by_role("button", name="Delete").click()
    assert faults_of(page) == []


def test_notes_are_printed_with_the_text_and_controls_are_not(room: Room, visit: Visit) -> None:
    page = visit(DESKTOP)
    read(room, page)
    page.locator(".s", has_text="In 2011 forty volunteers").click(position={"x": 30, "y": 8})
    page.get_by_role("button", name="Note", exact=True).click()
    page.get_by_role("textbox", name="Your note").fill("On paper, too.")
    page.get_by_role("button", name="Keep").click()
    expect(page.locator("mark.own").first).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator(".own-notes").get_by_text("On paper, too.")).to_be_visible()
    expect(page.locator(".note-ref")).to_be_visible()
    for control in (".jot", ".own-notes button", ".note-bar"):
        assert not any(part.is_visible() for part in page.locator(control).all()), control
