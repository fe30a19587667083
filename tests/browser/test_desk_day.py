"""The rest of a teacher's day in chromium, after her first quiz is assigned: by keyboard alone, and without JavaScript.

She edits a sentence, writes a question on its sentence, orders a quiz, brings in a class list, gives one student more,
reads the reports, mends a key and takes a quiz out as a file.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from articles.models import Article, Edition
from quizzes.models import Accommodation, Membership, Question, QuizItem, Regrade
from tests.browser.conftest import DESKTOP, PHONE, has_no_sideways_scroll
from tests.browser.test_desk import READING, enter
from tests.quizzes.desk.conftest import Desk, make_desk
from tests.quizzes.desk_world import World, make_world
from tests.reading_room import Room

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Visit = Callable[..., Page]
MANY_STOPS = 200
SEEDS = Path(__file__).parents[3] / "shared" / "seeds"


class Mouse:
    """What a hand on a mouse or a finger does."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, target: Locator) -> None:
        target.click()
        assert has_no_sideways_scroll(self.page), self.page.url

    def write(self, target: Locator, text: str) -> None:
        target.fill(text)

    def tick(self, target: Locator) -> None:
        target.check()


class Keys(Mouse):
    """The same with Tab, Enter, Space and letters only: nothing gets the focus but by Tab."""

    def reach(self, target: Locator) -> None:
        expect(target).to_be_attached()
        for _ in range(MANY_STOPS):
            if target.evaluate("node => node === document.activeElement"):
                assert target.evaluate("node => node.matches(':focus-visible')"), target
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab never comes to {target}")

    def press(self, target: Locator) -> None:
        self.reach(target)
        self.page.keyboard.press("Enter")

    def write(self, target: Locator, text: str) -> None:
        self.reach(target)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(text)

    def tick(self, target: Locator) -> None:
        """A box that stands alone by Space; one of several that exclude each other by the arrows."""
        if target.get_attribute("type") != "radio":
            self.reach(target)
            self.page.keyboard.press("Space")
            return
        group = self.page.locator(f"input[type=radio][name={target.get_attribute('name')}]")
        chosen = group.and_(self.page.locator(":checked"))
        self.reach(chosen if chosen.count() else group.first)
        self.page.keyboard.press("Space")
        for _ in range(group.count()):
            if target.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"The arrows never come to {target}")


@pytest.fixture
def desk(transactional_db: None, room: Room) -> Desk:
    return make_desk(room)


@pytest.fixture
def world(desk: Desk) -> World:
    """A class of the same teacher's that has answered."""
    made = make_world()
    Article.objects.filter(editions=made.edition).update(owner=desk.room.teacher)
    made.quiz.owner = desk.room.teacher
    made.quiz.save(update_fields=["owner"])
    made.classroom.teachers.add(desk.room.teacher)
    made.take_all([(f"Student {n}", "water" if n < 3 else "sand", "Erlan") for n in range(8)])
    return made


@pytest.fixture(params=["keyboard alone", "without JavaScript"])
def hand(request: pytest.FixtureRequest, visit: Visit, desk: Desk, live_server) -> Mouse:
    by_keyboard = request.param == "keyboard alone"
    page = visit(DESKTOP if by_keyboard else PHONE, javascript=by_keyboard)
    page.set_default_timeout(READING)
    enter(page, desk, live_server)
    return Keys(page) if by_keyboard else Mouse(page)


def test_a_sentence_edited_and_a_question_written_on_it(hand: Mouse, desk: Desk) -> None:
    page = hand.page
    section = desk.edition.sections.get(position=2)
    page.goto(reverse("desk:section-edit", args=[section.pk]))
    hand.write(page.locator("textarea[name=text]"), section.text.replace("forty", "fifty"))
    hand.press(page.get_by_role("button", name="See what changes"))
    expect(page.get_by_role("heading", name="3 questions lean on what changes")).to_be_visible()
    hand.press(page.get_by_role("button", name="Save it"))
    expect(page.get_by_text("3 questions lean on changed sentences")).to_be_visible()
    page.goto(reverse("desk:question-create", args=[desk.edition.pk]) + "?kind=choice")
    hand.write(page.get_by_label("Question", exact=True), "How long did the engineers give the dam?")
    for place, text in enumerate(("two years", "twelve years", "one spring"), start=1):
        hand.write(page.get_by_label(f"Option {place}", exact=True), text)
    hand.tick(page.locator("input[name=key]").first)
    hand.tick(page.locator(".pick-sentence", has_text="They gave the dam two years").locator("input"))
    hand.press(page.get_by_role("button", name="Save and keep"))
    expect(page.get_by_text("Kept: “How long did the engineers")).to_be_visible()
    made = Question.objects.get(stem__startswith="How long did")
    assert made.status == Question.Status.READY
    assert made.evidence.get().sentence.text.startswith("They gave the dam two years")
    assert made.options.get(is_key=True).text == "two years"


def test_a_quiz_ordered_and_a_list_brought_in(hand: Mouse, desk: Desk) -> None:
    page, quiz = hand.page, desk.room.quiz
    before = list(QuizItem.objects.filter(quiz=quiz).order_by("position").values_list("question", flat=True))
    page.goto(reverse("desk:quiz-detail", args=[quiz.pk]))
    hand.press(page.get_by_role("button", name="Move question 2 up"))
    page.wait_for_load_state()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    after = list(QuizItem.objects.filter(quiz=quiz).order_by("position").values_list("question", flat=True))
    assert after == [before[1], before[0], *before[2:]]
    page.goto(reverse("desk:class-roster", args=[desk.room.classroom.pk]))
    hand.write(page.locator("textarea[name=list]"), "Name\nӘсем Қайратқызы\nΩ\u0007")
    hand.press(page.get_by_role("button", name="See what it would do"))
    expect(page.get_by_text("Nothing has been done yet.")).to_be_visible()
    hand.write(page.get_by_label("The list, to mend"), "Name\nӘсем Қайратқызы")
    hand.press(page.get_by_role("button", name="See what it would do"))
    expect(page.get_by_text("1 student will join")).to_be_visible()
    hand.press(page.get_by_role("button", name="Let them join"))
    expect(page.get_by_role("heading", level=1, name=desk.room.classroom.name)).to_be_visible()
    assert Membership.objects.filter(classroom=desk.room.classroom, name="Әсем Қайратқызы").exists()


def test_more_for_one_the_reports_a_mended_key_and_a_file(hand: Mouse, world: World) -> None:
    page, who = hand.page, world.students[0].pk
    page.goto(reverse("desk:assignment-detail", args=[world.assignment.pk]))
    hand.press(page.locator(f"#student-{who}").get_by_role("button", name="+1 attempt"))
    expect(page.locator(f"#student-{who}").get_by_role("button", name="None")).to_be_visible()
    assert Accommodation.objects.get(student=who).extra_attempts == 1
    hand.press(page.get_by_role("link", name="Who understood what"))
    expect(page.get_by_text("The water came back later.").first).to_be_attached()
    page.goto(reverse("desk:class-report", args=[world.classroom.pk]))
    hand.press(page.get_by_role("link", name="Student 3").first)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Student 3")
    page.goto(reverse("desk:question-regrade", args=[world.choice.pk]))
    hand.tick(page.get_by_label("water", exact=True))
    hand.press(page.get_by_role("button", name="See who gains and who loses"))
    expect(page.get_by_text("3 gain, 5 lose")).to_be_visible()
    hand.press(page.get_by_role("button", name="Apply to all answers"))
    expect(page.get_by_role("heading", name="Whose marks moved")).to_be_visible()
    assert Regrade.objects.get().made_by is not None
    page.goto(reverse("desk:quiz-detail", args=[world.quiz.pk]))
    hand.press(page.get_by_role("link", name="Export"))
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    with page.expect_download() as taken:
        hand.press(page.locator("main a[download]").first)
    assert taken.value.suggested_filename


def test_the_customers_original_pasted_put_back_and_its_retelling_offered(hand: Mouse, desk: Desk) -> None:
    if not SEEDS.is_dir():
        pytest.skip("../shared/seeds is not here")
    page = hand.page
    given = {path.name: path.read_bytes().decode("utf-8-sig") for path in sorted(SEEDS.glob("*.txt"))}
    for text in given.values():
        page.goto(reverse("desk:article-create"))
        hand.write(page.get_by_label("Paste the article"), text)
        hand.press(page.get_by_role("button", name="Clean it"))
        expect(page.get_by_role("heading", name="What was taken out or mended")).to_be_visible()
    newest = Edition.objects.order_by("-pk")[: len(given)]
    assert len({each.article_id for each in newest}) == 1
    expect(page.get_by_text("This looks like another telling of")).to_be_visible()
    original = next(each for each in newest if each.removals.filter(removed="info-icon").exists())
    kept = bytes(original.revisions.get(number=1).given).decode()
    removal = original.removals.filter(removed="info-icon").order_by("start")[0]
    assert kept[removal.start : removal.end] == "info-icon"
    page.goto(reverse("desk:edition-cleaning", args=[original.pk]))
    shown = page.locator(f"#removal-{removal.pk}")
    expect(shown.locator("del")).to_have_text("info-icon")
    expect(page.locator("details.reason summary").first).to_be_visible()
    hand.press(shown.get_by_role("button", name="Put back"))
    expect(page.locator(".is-back").first).to_be_visible()
    assert sum(section.text.count("info-icon") for section in original.sections.all()) == 1
    hand.press(page.locator(".is-back").first.get_by_role("button", name="Take out again"))
    expect(page.locator(".is-back")).to_have_count(0)
    assert not original.sections.filter(text__contains="info-icon").exists()
    hand.press(page.get_by_role("button", name="No, it is an article of its own"))
    expect(page.get_by_text("This looks like another telling of")).to_have_count(0)
    original.refresh_from_db()
    assert original.article.editions.count() == 1
