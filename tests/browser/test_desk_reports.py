"""Reports, marks, and questions in and out, looked at by axe at 768 and 1280 pixels, in light and dark."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from quizzes.models import QuestionFile
from quizzes.people import create_groups
from tests.browser.soundness import ALL_RULES, faults_at
from tests.conftest import signed_in
from tests.quizzes.desk_world import World, make_world

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Visit = Callable[..., Page]

SIZES = [{"width": width, "height": 1000} for width in (768, 1280)]
FILE = "::one::What filled the well?{=sand ~water#It came back later.}\n\nDiscuss the wind.{}\n"


@pytest.fixture
def world(transactional_db: None) -> World:
    create_groups()
    made = make_world()
    answers = [("water" if n % 3 else "sand", "Erlan" if n % 2 else "Marat") for n in range(24)]
    made.take_all([(f"Student {n}", *given) for n, given in enumerate(answers)])
    made.join("Aliya, who has not begun")
    made.attempt(made.join("Dana, who is stuck"))
    return made


def addresses(world: World) -> list[str]:
    assignment, classroom, student = world.assignment.pk, world.classroom.pk, world.students[1].pk
    named: list[tuple[str, list[int]]] = [
        ("class-report", [classroom]),
        ("class-concepts", [classroom]),
        ("student-report", [classroom, student]),
        ("student-summary", [classroom, student]),
        ("assignment-report", [assignment]),
        ("assignment-text", [assignment]),
        ("question-regrade", [world.choice.pk]),
        ("question-regrade", [world.short.pk]),
        ("question-regrade", [world.order.pk]),
        ("quiz-export", [world.quiz.pk]),
        ("question-import", [world.edition.pk]),
        ("question-file", [QuestionFile.objects.get().pk]),
        ("article-ledger", [world.edition.article_id]),
    ]
    return [reverse(f"desk:{name}", args=args) for name, args in named]


def test_every_report_is_sound_for_assistive_technology(world: World, visit: Visit, live_server) -> None:
    client = signed_in(world.teacher)
    page = visit(SIZES[0], color_scheme="light", reduced_motion="reduce")
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": str(live_server)}]
    )
    page.goto(reverse("desk:question-import", args=[world.edition.pk]))
    page.locator("input[type=file]").set_input_files(
        {"name": "questions.gift", "mimeType": "text/plain", "buffer": FILE.encode()}
    )
    page.locator("main form button").first.click()
    page.wait_for_load_state()
    faults = []
    for address in addresses(world):
        page.set_viewport_size(SIZES[0])
        page.goto(address)
        faults += [f"{address} {fault}" for fault in faults_at(page, SIZES, ALL_RULES)]
    assert not faults, "\n".join(faults)
