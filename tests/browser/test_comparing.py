"""From two tellings to a report in a real browser: compared, marked, asked, answered on a phone, counted."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from playwright.sync_api import Page, expect

from articles.models import LedgerRow
from quizzes.models import Assignment, Membership, Option, Question
from quizzes.people import create_groups
from tests.browser.conftest import DESKTOP, PHONE, has_no_sideways_scroll
from tests.browser.soundness import ALL_RULES, faults_of
from tests.conftest import signed_in
from tests.reading_room import make_person
from tests.tellings_world import Told, make_longer_told

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Visit = Callable[..., Page]
READING = 120_000
"""Milliseconds that the first comparison may take on a busy machine: the model is loaded then."""


@pytest.fixture
def told(transactional_db: None) -> Told:
    create_groups()
    made = make_longer_told(make_person("Bota", "Teachers", is_staff=True))
    made.article.publish()
    return made


def enter(page: Page, person: User, live_server: object) -> Page:
    page.set_default_timeout(READING)
    cookie = signed_in(person).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": str(live_server)}])
    return page


def compare_and_mark(page: Page, told: Told) -> None:
    page.goto(reverse("desk:article-ledger", args=[told.article.pk]))
    page.get_by_role("button", name="Compare them").click()
    expect(page.locator(".ledger-rows > li").first).to_be_visible()
    for row in list(LedgerRow.objects.parting()):
        place = page.locator(f"#row-{row.pk}")
        place.get_by_label("What it is").select_option("difference")
        place.get_by_role("button", name="Save").click()
        expect(page.locator(f"#row-{row.pk} .tally")).to_contain_text("A real difference")


def make_quiz(page: Page) -> int:
    """Keep every comparison question that was drafted, and assign them; how many there are."""
    page.get_by_role("button", name="Draft comparison questions").click()
    expect(page.get_by_text(re.compile(r"\d+ new comparison questions wait"))).to_be_visible()
    drafted = Question.objects.filter(template__startswith="compare_").count()
    for number in range(1, drafted + 1):
        page.get_by_role("button", name="Keep").first.click()
        expect(page.get_by_text(re.compile(rf"{number} kept|You kept {number} question")).first).to_be_visible()
    page.get_by_role("button", name=f"Make a quiz of the {drafted} kept").first.click()
    page.get_by_role("link", name="Assign to a class").click()
    page.get_by_label("Name of your class").fill("8 B")
    page.get_by_role("button", name="Assign").first.click()
    expect(page.get_by_text("is assigned to 8 B")).to_be_visible()
    return drafted


def look_into_both(page: Page) -> None:
    """Open the text on a phone, go to the other telling in it, and come back."""
    page.get_by_role("link", name="Read the text").click()
    page.locator("#passage .tellings").get_by_role("link", name="Retelling").click()
    for label in ("Original", "Retelling"):
        expect(page.locator("#passage h2.telling", has_text=label)).to_be_visible()
    expect(page.get_by_text("Sadykov kept 12% of the flour")).to_be_in_viewport()
    assert has_no_sideways_scroll(page)
    page.get_by_role("link", name="Back to the question").click()
    expect(page.locator("#passage")).to_be_hidden()


def take(page: Page, questions: int, *, javascript: bool) -> None:
    """Answer what the other telling says where it is offered, and the rest rightly."""
    page.get_by_role("button", name=re.compile("Begin|Start")).click()
    for number in range(1, questions + 1):
        expect(page.get_by_text(f"Question {number} of {questions}")).to_be_visible()
        if number == 1:
            look_into_both(page)
        asked = Question.objects.get(stem=page.locator("#stage .stem").first.inner_text())
        taken = asked.options.filter(role=Option.Role.OTHER_TELLING).first() or asked.options.get(is_key=True)
        page.locator("label.option").filter(has=page.get_by_text(taken.text, exact=True)).click()
        page.get_by_role("button", name="Answer", exact=True).click()
        expect(page.locator(".verdict")).to_be_visible()
        assert has_no_sideways_scroll(page)
        lit = page.locator("#passage mark.evidence").all_inner_texts()
        assert set(lit) == set(asked.evidence.values_list("quote", flat=True))
        if javascript and number == 1:
            assert faults_of(page, ALL_RULES) == []
        page.get_by_role("link", name=re.compile("Next question|To the end")).click()
    page.get_by_role("button", name="Hand in").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_a_comparison_quiz_from_the_ledger_to_the_report(told: Told, visit: Visit, live_server, javascript) -> None:
    teacher = enter(visit(DESKTOP, javascript=javascript), told.teacher, live_server)
    compare_and_mark(teacher, told)
    questions = make_quiz(teacher)
    assert questions >= 4
    assignment = Assignment.objects.get()

    ayan = make_person("Ayan", "Students")
    Membership.objects.create(classroom=assignment.classroom, student=ayan, name="Ayan")
    student = enter(visit(PHONE, javascript=javascript), ayan, live_server)
    student.goto(assignment.get_absolute_url())
    take(student, questions, javascript=javascript)

    offered = Question.objects.filter(options__role=Option.Role.OTHER_TELLING).distinct().count()
    assert offered >= 1
    teacher.goto(reverse("desk:assignment-report", args=[assignment.pk]))
    judging = teacher.get_by_role("region", name="Judge the source")
    expect(judging).to_contain_text(f"{questions - offered} of {questions} answers to {questions} questions")
    expect(judging).to_contain_text(f"{offered} of {offered} answers took the other telling’s fact")
    expect(teacher.locator(".drawn li", has_text="the other telling’s fact").first).to_contain_text("1 of 1")
