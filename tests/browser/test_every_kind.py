"""Every kind of question on a phone by touch, without script: each can be hit, answered, and is told right."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from quizzes.models import Option, Question, Quiz, Response
from tests.browser.conftest import PHONE, has_no_sideways_scroll
from tests.browser.test_student_access import come_in
from tests.reading_room import Room, make_question, make_quiz

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Visit = Callable[..., Page]
LEAST = 44
"""CSS pixels: the target size of WCAG 2.2, 2.5.5 (enhanced)."""


@pytest.fixture
def quiz(room: Room) -> Quiz:
    """The six kinds, a gap to be filled by choosing, and each with its second part."""
    chosen = make_question(
        room.edition,
        Question.Kind.CLOZE,
        "The school counts the nests every ____.",
        "counts the nests every May",
        options=["May", "April", "autumn"],
        concepts=[room.lake],
    )
    return make_quiz("Every kind", room.edition, [*room.questions, chosen], is_open=True, asks_for_evidence=True)


def asked(page: Page, quiz: Quiz) -> Question:
    stem = page.locator("#stage .stem").inner_text()
    return next(q for q in quiz.questions.all() if stem.startswith(q.stem.split("____")[0].strip()))


def answer(page: Page, question: Question) -> None:
    if question.kind == Question.Kind.ORDER:
        for place, event in enumerate(question.options.order_by("position"), 1):
            item = page.locator(".ordering li", has_text=event.text)
            item.get_by_role("combobox").select_option(str(place))
    elif question.options.exists():
        key = Option.objects.get(question=question, is_key=True).text
        page.locator("fieldset").first.locator("label.option", has_text=key).tap()
    else:
        page.get_by_role("textbox", name="Your answer").fill(question.accepted_answers.all()[0].text)
    second = page.locator(".second-part label.option", has_text=question.evidence.get().sentence.text)
    if second.count():
        second.tap()


def small(parts: Locator) -> list[str]:
    """What is less than LEAST wide or high."""
    found = []
    for part in parts.all():
        box = part.bounding_box()
        if box and min(box["width"], box["height"]) < LEAST:
            found.append(f"{part.inner_text()[:40]}: {box['width']:.0f} × {box['height']:.0f}")
    return found


def test_every_kind_by_touch_without_script(room: Room, quiz: Quiz, visit: Visit) -> None:
    page = visit(PHONE, javascript=False, has_touch=True)
    come_in(page, room.student)
    page.goto(quiz.get_absolute_url())
    page.get_by_role("button", name="Start").tap()
    kinds = set()
    for number in range(1, 8):
        expect(page.get_by_text(f"Question {number} of 7")).to_be_visible()
        question = asked(page, quiz)
        kinds.add((question.kind, question.options.exists(), page.locator(".second-part").count() > 0))
        targets = "main .option, main .ordering select, main .typed input, main .button, main button, .quiz-head a"
        assert small(page.locator(targets)) == [], question.stem
        assert has_no_sideways_scroll(page), question.stem
        answer(page, question)
        page.get_by_role("button", name="Answer", exact=True).tap()
        expect(page.locator(".verdict")).to_contain_text("Right")
        assert has_no_sideways_scroll(page), question.stem
        page.locator("main").get_by_role("link", name="Next question").or_(
            page.locator("main").get_by_role("link", name="To the end")
        ).tap()
    page.get_by_role("button", name="Hand in").tap()
    expect(page.get_by_text("7 of 7")).to_be_visible()
    assert {kind for kind, _, _ in kinds} == set(Question.Kind.values)
    assert {has_options for kind, has_options, _ in kinds if kind == Question.Kind.CLOZE} == {True, False}
    assert sum(has_second for _, _, has_second in kinds) >= 5
    assert Response.objects.filter(mark=1).count() == 7
    assert set(Response.objects.exclude(evidence_mark=None).values_list("evidence_mark", flat=True)) == {1.0}
