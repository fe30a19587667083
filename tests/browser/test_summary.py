"""The page for parents is one sheet of A4 however much there is to tell, and opens without script and by keyboard."""

from __future__ import annotations

import io
import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from articles.models import Article, Concept
from quizzes import delivery
from quizzes.models import Membership, Question
from tests.browser.conftest import DESKTOP, PHONE, come_in
from tests.browser.soundness import faults_at
from tests.reading_room import Room, make_edition, make_question, make_quiz

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Visit = Callable[..., Page]
LONG = "a name that goes on for much longer than anybody would think sensible for a title"


def read_much(room: Room) -> None:
    """Twelve texts with long titles, a quiz on each, and as many concepts with long names of either standing."""
    at = timezone.now() - timedelta(days=2)
    Membership.objects.filter(student=room.student).update(name="Aruzhan Nurlankyzy Serikbayeva-Dzhaksybekova")
    strong = [Concept.objects.create(name=f"Strong {number}, {LONG}") for number in range(9)]
    weak = [Concept.objects.create(name=f"Weak {number}, {LONG}") for number in range(9)]
    for number in range(12):
        article = Article.objects.create(title=f"Text {number}, {LONG}", status="published")
        edition = make_edition(article, "original", [("", [["The dam held the water back for twelve years."]])])
        questions = [
            make_question(
                edition,
                Question.Kind.CHOICE,
                f"What held the water of {number} and {kind}?",
                "The dam held the water back",
                options=["The dam", "The lake", "The reeds", "The village"],
                concepts=strong if kind == "strong" else weak,
                understanding=list(Question.Understanding)[number % 4],
            )
            for kind in ("strong", "weak")
        ]
        quiz = make_quiz(f"Quiz {number}", edition, questions, is_open=True)
        attempt = delivery.start(quiz=quiz, user=room.student, at=at)
        for question, given in zip(questions, (room.right(questions[0]), room.wrong(questions[1])), strict=True):
            delivery.record(attempt=attempt, question_id=question.pk, given=given, token=uuid.uuid4(), at=at)
        delivery.hand_in(attempt=attempt, at=at)


def test_it_is_one_sheet_however_much_there_is(room: Room, visit: Visit) -> None:
    read_much(room)
    page = visit(DESKTOP)
    come_in(page, room.student)
    page.goto("/progress/summary/")
    expect(page.locator(".certificate")).to_contain_text("and 5 more")
    assert page.locator(".two li").count() == 12
    sheets = PdfReader(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True))).pages
    assert len(sheets) == 1
    text = sheets[0].extract_text()
    assert "compares Aruzhan" in " ".join(text.split())
    assert "Sign out" not in text
    assert "Back to your progress" not in text


def test_it_holds_on_a_phone(room: Room, visit: Visit) -> None:
    read_much(room)
    page = visit(PHONE, reduced_motion="reduce", bypass_csp=True)
    come_in(page, room.student)
    for address in ("/progress/summary/", "/progress/"):
        page.goto(address)
        assert faults_at(page, [PHONE]) == [], address


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_other_days_are_asked_for(room: Room, visit: Visit, javascript: bool) -> None:
    page = visit(PHONE, javascript=javascript)
    come_in(page, room.student)
    page.goto("/progress/")
    page.goto("/progress/summary/")
    assert page.get_by_role("button", name="Print").count() == int(javascript)
    page.get_by_label("From").fill("2026-01-05")
    page.get_by_label("To").fill("2026-02-05")
    page.get_by_role("button", name="Show").click()
    expect(page.locator(".certificate")).to_contain_text("5 January 2026 to 5 February 2026")


def test_the_table_beside_the_plot_opens_by_keyboard(room: Room, visit: Visit) -> None:
    read_much(room)
    page = visit(DESKTOP)
    come_in(page, room.student)
    page.goto("/progress/")
    page.locator(".as-table summary").focus()
    page.keyboard.press("Enter")
    table = page.get_by_role("region", name="Understanding by week").get_by_role("table")
    expect(table).to_be_visible()
    assert table.get_by_role("row").count() == 13
    expect(page.get_by_role("img", name="Find it:")).to_be_visible()
