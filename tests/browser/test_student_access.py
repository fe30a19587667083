"""Every student page, in every state, light and dark: no fault that axe can find, nothing heavy, nothing that jumps."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from itertools import islice
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from articles.models import Note
from articles.notes.keeping import keep
from quizzes import delivery
from quizzes.models import Assignment, Attempt, Quiz
from tests.browser.conftest import PHONE, come_in, has_no_sideways_scroll
from tests.browser.soundness import faults_at
from tests.reading_room import Room, make_quiz

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MOST_BYTES = 150_000
MOST_REQUESTS = 10
LANDSCAPE = {"width": 740, "height": 360}
TABLET = {"width": 768, "height": 1024}
WIDE = {"width": 1280, "height": 800}


@pytest.fixture
def states(room: Room) -> dict[str, str]:
    """Each page in each of its states, by name: its address for the student."""
    now = timezone.now()
    quiz = make_quiz("Another look", room.edition, room.questions)
    past = delivery.start(quiz=quiz, user=room.student, at=now - timedelta(days=20))
    for place, question in enumerate(room.questions):
        given = room.right(question) if place % 2 else room.wrong(question)
        delivery.record(
            attempt=past, question_id=question.pk, given=given, token=uuid.uuid4(), at=now - timedelta(days=20)
        )
    delivery.hand_in(attempt=past, at=now - timedelta(days=20))
    Quiz.objects.filter(pk=room.quiz.pk).update(asks_for_evidence=True, time_limit_minutes=30)
    room.quiz.refresh_from_db()
    attempt = delivery.start(quiz=room.quiz, assignment=room.assignment, user=room.student)
    question = room.questions[0]
    delivery.record(attempt=attempt, question_id=question.pk, given=room.wrong(question), token=uuid.uuid4())
    delivery.change_step(attempt=attempt, question_id=room.questions[2].pk, flagged=True, hints=2)
    due = now + timedelta(days=1)
    Assignment.objects.create(quiz=room.test_quiz, classroom=room.classroom, due_at=due)
    test = delivery.start(quiz=room.test_quiz, user=room.student)
    delivery.hand_in(attempt=test)
    over = make_quiz("A test that is over", room.edition, room.questions[:2], mode=Quiz.Mode.TEST)
    gone_by = Assignment.objects.create(quiz=over, classroom=room.classroom, due_at=now - timedelta(hours=1))
    expired = delivery.start(quiz=over, assignment=gone_by, user=room.student, at=now - timedelta(hours=2))
    base = f"/attempts/{attempt.pk}/"
    sentence = room.questions[0].evidence.get().sentence
    note = keep(student=room.student, sentence=sentence, start=8, end=24, text="Who paid them?")
    gone = keep(student=room.student, sentence=sentence, start=0, end=7)
    Note.objects.filter(pk=gone.pk).update(sentence=None, digest="0" * 64, sentence_text="It once read otherwise.")
    return {
        "home": "/",
        "library": "/library/",
        "library, nothing found": "/library/?q=zzz",
        "article": f"/read/{room.article.slug}/?mark={room.questions[0].evidence.get().sentence_id}",
        "other telling": f"/read/{room.article.slug}/?telling={room.easier.pk}",
        "notes": "/notes/",
        "new note": f"/notes/new/{sentence.section_id}/{sentence.paragraph}/",
        "note": f"/notes/{note.pk}/",
        "lost note": f"/notes/{gone.pk}/",
        "concept": "/concepts/lake-tobyl/",
        "cover": room.assignment.get_absolute_url(),
        "feedback": f"{base}1/",
        "true or false": f"{base}2/",
        "gap, hint": f"{base}3/",
        "short": f"{base}4/",
        "order": f"{base}5/",
        "sentence": f"{base}6/",
        "all": f"{base}all/",
        "overview": f"{base}overview/",
        "result": f"/attempts/{past.pk}/result/",
        "result held back": f"/attempts/{test.pk}/result/",
        "time over": f"/attempts/{expired.pk}/",
        "cover of a test that is over": gone_by.get_absolute_url(),
        "without a network": "/offline/",
        "progress": "/progress/",
        "progress, how": "/progress/how/",
        "summary": "/progress/summary/",
        "summary of nothing": "/progress/summary/?first=2020-01-01&last=2020-02-01",
        "summary, refused": "/progress/summary/?first=x&last=2020-02-01",
        "my data": "/my-data/",
        "join": "/join/",
        "not found": "/no-such-page/",
    }


def joining_with_nothing(page: Page) -> None:
    page.goto("/join/")
    page.get_by_role("button", name="Join the class").click()
    expect(page.get_by_text("Choose a password").first).to_be_visible()


def a_code_of_no_class(page: Page) -> None:
    page.goto("/")
    page.get_by_label("Have a class code?").fill("nosuch")
    page.get_by_role("button", name="Join").click()
    expect(page.get_by_text("No class has this code").first).to_be_visible()


def a_wrong_password(page: Page) -> None:
    page.goto("/sign-in/")
    page.get_by_label("Class code").fill("KX7M4P")
    page.get_by_label("Your name").fill("Aru")
    page.get_by_label("Your password").fill("not hers")
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.locator(".fault").first).to_be_visible()


REFUSALS: dict[str, Callable[[Page], None]] = {
    "join, refused": joining_with_nothing,
    "no class has this code": a_code_of_no_class,
    "sign in, refused": a_wrong_password,
}


def device(visit: Any) -> Page:
    # axe brings its own script into the page, which the site's policy would rightly refuse.
    page: Page = visit(PHONE, color_scheme="light", reduced_motion="reduce", bypass_csp=True)
    return page


def test_every_state_is_sound_in_every_size(room: Room, states: dict[str, str], visit: Any) -> None:
    page = device(visit)
    come_in(page, room.student)
    faults: dict[str, list[str]] = {}
    for name, address in states.items():
        page.set_viewport_size(PHONE)
        page.goto(address)
        faults[name] = faults_at(page, [PHONE, WIDE])
        for size in (LANDSCAPE, TABLET):
            page.set_viewport_size(size)
            assert has_no_sideways_scroll(page), (name, size)
    page.set_viewport_size(PHONE)
    page.goto(states["all"])
    page.get_by_role("button", name="Answer", exact=True).first.click()
    expect(page.locator(".faults").first).to_be_visible()
    faults["answer, refused"] = faults_at(page, [PHONE, WIDE])
    assert not {name: found for name, found in faults.items() if found}


def test_doors_refusals_and_pages_with_nothing_yet_are_sound(room: Room, visit: Any) -> None:
    guest = device(visit)
    faults: dict[str, list[str]] = {}
    for name, address in {"front door": "/", "sign in": "/sign-in/?username", "join": "/join/"}.items():
        guest.goto(address)
        faults[name] = faults_at(guest, [PHONE, WIDE])
    come_in(guest, room.stranger)
    for name, address in {
        "no notes yet": "/notes/",
        "no progress yet": "/progress/",
        "no summary yet": "/progress/summary/",
        "no class yet": "/",
    }.items():
        guest.goto(address)
        faults[name] = faults_at(guest, [PHONE, WIDE])
    for name, refuse in REFUSALS.items():
        guest.set_viewport_size(PHONE)
        guest.context.clear_cookies()
        refuse(guest)
        faults[name] = faults_at(guest, [PHONE, WIDE])
    assert not {name: found for name, found in faults.items() if found}


SHIFTED = """() => new Promise(done => { let sum = 0;
  new PerformanceObserver(list => list.getEntries().forEach(entry => { sum += entry.value; }))
    .observe({type: 'layout-shift', buffered: true});
  setTimeout(() => done(sum), 150); })"""
AT_ONCE = 6


def test_pages_are_light_and_do_not_jump(room: Room, states: dict[str, str], visit: Any) -> None:
    """Each page on a device that has never been here. Some are open at once, so that their silences pass together."""
    heavy: dict[str, tuple[int, int, float]] = {}
    doors = {"front door": "/", "sign in": "/sign-in/", "join by code": "/join/KX7M4P/", "read as a guest": "/library/"}
    for some in batched({**states, **doors}.items(), AT_ONCE):
        opened: list[tuple[str, Page, list[int]]] = []
        for name, address in some:
            page = visit(PHONE)
            if name not in doors:
                come_in(page, room.student)
            sizes: list[int] = []
            page.on("response", lambda response, sizes=sizes: sizes.append(len(response.body())))
            page.goto(address)
            opened.append((name, page, sizes))
        for name, page, sizes in opened:
            page.wait_for_load_state("networkidle")
            shift = page.evaluate(SHIFTED)
            if sum(sizes) > MOST_BYTES or len(sizes) > MOST_REQUESTS or shift > 0.05:
                heavy[name] = (sum(sizes), len(sizes), shift)
            page.context.close()
    assert not heavy, heavy


def batched(pages: Iterable[tuple[str, str]], most: int) -> Iterator[list[tuple[str, str]]]:
    waiting = iter(pages)
    while some := list(islice(waiting, most)):
        yield some


def test_an_attempt_is_made_only_once_by_all_this(room: Room, states: dict[str, str]) -> None:
    assert Attempt.objects.count() == 4
