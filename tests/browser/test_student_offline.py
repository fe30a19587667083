"""Without a network: what was opened opens again, and nothing of one student is left for the next one."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from quizzes import delivery
from quizzes.models import Attempt, Quiz
from tests.browser.conftest import PHONE, come_in, eventually
from tests.browser.test_student import fill
from tests.reading_room import SECRET, Room

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
KEPT = """async () => { const cache = await caches.open('oqu-pages');
  return (await cache.keys()).map(request => new URL(request.url).pathname); }"""
TEXTS = """async () => { let all = ''; for (const name of await caches.keys()) { const cache = await caches.open(name);
  for (const key of await cache.keys()) all += await (await cache.match(key)).text(); } return all; }"""


def with_helper(page: Page) -> None:
    page.goto("/")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    eventually(page, "navigator.serviceWorker.controller !== null")


def test_assigned_work_is_kept_and_answers_follow(room: Room, visit: Any) -> None:
    attempt = delivery.start(quiz=room.quiz, assignment=room.assignment, user=room.student)
    page = visit(PHONE)
    come_in(page, room.student)
    with_helper(page)
    page.reload()
    wanted = {f"/attempts/{attempt.pk}/all/", f"/read/{room.article.slug}/", room.assignment.get_absolute_url()}
    for _ in range(50):
        if wanted <= set(page.evaluate(KEPT)):
            break
        page.wait_for_timeout(100)
    assert wanted <= set(page.evaluate(KEPT))
    assert SECRET not in page.evaluate(TEXTS)
    page.context.set_offline(True)
    page.goto(f"/read/{room.article.slug}/")
    expect(page.get_by_role("heading", name="What returned")).to_be_visible()
    page.goto(f"/attempts/{attempt.pk}/")
    expect(page.get_by_text("Question 1 of 6")).to_be_visible()
    page.locator("#q1 label.option").first.click()
    page.locator("#q1").get_by_role("button", name="Answer", exact=True).click()
    expect(page.locator("#q1 .notice")).to_contain_text("Kept on this device")
    assert attempt.responses.count() == 0
    page.goto("/concepts/dam/")
    expect(page.get_by_role("heading", name="There is no network just now")).to_be_visible()
    page.context.set_offline(False)
    page.goto(f"/attempts/{attempt.pk}/")
    eventually(page, "localStorage.getItem('oqu-answers') === null")
    assert attempt.responses.count() == 1


def test_answers_in_two_parts_wait_whole_and_arrive_once(room: Room, visit: Any, size: dict[str, int]) -> None:
    Quiz.objects.filter(pk=room.quiz.pk).update(asks_for_evidence=True)
    page = visit(size)
    come_in(page, room.student)
    page.goto(room.assignment.get_absolute_url())
    with page.expect_response(re.compile("/all/")):
        page.get_by_role("button", name="Start").click()
    page.wait_for_timeout(300)
    page.context.set_offline(True)
    fill(page, room.questions[0], has_script=True)
    page.get_by_role("button", name="Answer", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Something is still open here")
    assert page.evaluate("localStorage.getItem('oqu-answers')") is None
    for number, question in enumerate(room.questions, start=1):
        expect(page.get_by_text(f"Question {number} of 6")).to_be_visible()
        fill(page, question, has_script=True)
        second = page.locator(".second-part label.option", has_text=question.evidence.get().sentence.text)
        if second.count():
            second.click()
        page.get_by_role("button", name="Answer", exact=True).click()
        expect(page.locator("#state")).to_have_text("Waiting for the network")
    expect(page.get_by_role("heading", name="Every question you could reach is answered")).to_be_visible()
    attempt = Attempt.objects.get()
    assert attempt.responses.count() == 0
    context = page.context
    page.close()
    context.set_offline(False)
    again = context.new_page()
    again.goto(f"/attempts/{attempt.pk}/")
    eventually(again, "localStorage.getItem('oqu-answers') === null")
    again.goto(f"/attempts/{attempt.pk}/")
    expect(again.get_by_role("heading", name="All questions answered")).to_be_visible()
    assert attempt.responses.count() == attempt.responses.filter(mark=1).count() == 6
    assert set(attempt.responses.exclude(evidence_mark=None).values_list("evidence_mark", flat=True)) == {1.0}


def test_signing_out_takes_the_pages_along(room: Room, visit: Any) -> None:
    page = visit(PHONE)
    come_in(page, room.student)
    with_helper(page)
    page.reload()
    page.wait_for_timeout(500)
    assert page.evaluate(KEPT)
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()
    page.wait_for_timeout(300)
    assert "Aru" not in page.evaluate(TEXTS)
    page.context.set_offline(True)
    page.goto(room.assignment.get_absolute_url())
    expect(page.get_by_role("heading", name="There is no network just now")).to_be_visible()


def test_the_helper_holds_nothing_of_anybody(room: Room, as_student: Client, client: Client) -> None:
    mine, nobodys = as_student.get("/sw.js"), client.get("/sw.js")
    assert mine.content == nobodys.content
    assert mine.headers["Content-Type"].startswith("text/javascript")
    assert client.post("/sw.js").status_code == 405
    assert "There is no network" in client.get("/offline/").content.decode()
    assert "Aru" not in as_student.get("/offline/").content.decode()
