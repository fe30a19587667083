"""Mending a key on the desk: look, apply, look back."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from quizzes.models import Question, Regrade, RegradedMark
from tests.quizzes.desk_world import World, make_teacher, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    world = make_world()
    world.take_all([(f"Name {n}", "water" if n < 7 else "sand", "Erlan") for n in range(10)])
    return world


@pytest.fixture
def desk(client: Client, world: World) -> Client:
    client.force_login(world.teacher)
    return client


def form_address(world: World) -> str:
    return reverse("desk:question-regrade", args=[world.choice.pk])


def apply_address(world: World) -> str:
    return reverse("desk:question-regrade-apply", args=[world.choice.pk])


def hidden(page: str) -> dict[str, str]:
    fields = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page)
    return {name: value for name, value in fields if name != "csrfmiddlewaretoken"}


def asked(world: World, text: str = "water") -> dict[str, str]:
    return {"what": "key", "option": str(world.option(text).pk), "note": "The map was misread."}


def test_from_the_question_to_the_audit(desk: Client, world: World) -> None:
    assert "Mend the key" in desk.get(form_address(world)).content.decode()
    page = desk.post(form_address(world), asked(world)).content.decode()
    assert "7 gain, 3 lose" in page
    assert "Name 3" in page
    assert not Regrade.objects.exists(), "looking changes nothing"
    done = desk.post(apply_address(world), hidden(page), follow=True)
    regrade = Regrade.objects.get()
    assert done.redirect_chain[-1][0] == reverse("desk:regrade-detail", args=[regrade.pk])
    audit = done.content.decode()
    for words in ("sand", "water", world.teacher.username, "The map was misread.", "Name 9", "Whose marks moved"):
        assert words in audit
    assert RegradedMark.objects.count() == 10
    sheet = desk.get(done.redirect_chain[-1][0], {"table": "marks", "as": "csv"}).content.decode("utf-8-sig")
    assert sheet.splitlines()[1] == "Name 0,0 %,100 %"


def test_an_answer_in_between_shows_the_new_outcome_instead(desk: Client, world: World) -> None:
    page = desk.post(form_address(world), asked(world)).content.decode()
    world.take_all([("Late", "water", "Erlan")])
    again = desk.post(apply_address(world), hidden(page))
    assert again.status_code == 409
    assert "8 gain, 3 lose" in again.content.decode()
    assert not Regrade.objects.exists()
    assert desk.post(apply_address(world), hidden(again.content.decode())).status_code == 302


def test_nothing_is_applied_without_having_looked(desk: Client, world: World) -> None:
    assert desk.post(apply_address(world), asked(world)).status_code == 409
    assert not Regrade.objects.exists()


@pytest.mark.parametrize(
    ("kind", "given", "words"),
    [
        ("choice", {"what": "key"}, "Choose the option"),
        ("choice", {"what": "key", "option": "0"}, "valid choice"),
        ("choice", {}, "required"),
        ("short", {"what": "accepted", "accepted": " \n "}, "at least one answer"),
        ("short", {"what": "accepted", "accepted": "x" * 301}, "At most"),
        ("order", {"what": "order"}, "its own place"),
    ],
)
def test_bad_input_is_told_by_its_field(desk: Client, world: World, kind: str, given: dict, words: str) -> None:
    question = getattr(world, kind)
    answer = desk.post(reverse("desk:question-regrade", args=[question.pk]), {"note": "", **given})
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_steps_get_their_places(desk: Client, world: World) -> None:
    steps = list(world.order.options.order_by("position"))
    given = {"what": "order", "note": "", **{f"place_{o.pk}": place for o, place in zip(steps, (2, 1, 3), strict=True)}}
    page = desk.post(reverse("desk:question-regrade", args=[world.order.pk]), given)
    assert page.status_code == 200
    desk.post(reverse("desk:question-regrade-apply", args=[world.order.pk]), hidden(page.content.decode()))
    first = world.order.options.order_by("position").first()
    assert first is not None
    assert first.text == "They dug."


def test_a_question_is_dropped(desk: Client, world: World) -> None:
    page = desk.post(form_address(world), {"what": "drop-none", "note": ""}).content.decode()
    assert "Dropped, no points for anybody" in page
    desk.post(apply_address(world), hidden(page))
    assert Question.objects.get(pk=world.choice.pk).status == Question.Status.RETIRED


def test_strangers_find_nothing_and_looking_is_no_applying(client: Client, world: World) -> None:
    regrade = Regrade.objects.create(question=world.choice, before={"words": "a"}, after={"words": "b"})
    pages = [form_address(world), reverse("desk:regrade-detail", args=[regrade.pk])]
    for page in pages:
        assert client.get(page).status_code == 302
    for stranger in (make_teacher("dana"), world.students[0]):
        client.force_login(stranger)
        assert [client.get(page).status_code for page in pages] == [404, 404]
        assert client.post(apply_address(world), asked(world)).status_code == 404
    client.force_login(world.teacher)
    assert client.get(apply_address(world)).status_code == 405
