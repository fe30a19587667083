"""The pages of who understood what: they show it, they give it as files, and strangers find nothing."""

from __future__ import annotations

import csv
import io
import re
from html import unescape

import openpyxl
import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from quizzes.exchange.sheets import unguarded
from tests.quizzes.desk_world import World, make_teacher, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    world = make_world()
    world.take_all(
        [
            ("=cmd|' /C calc'!A0", "sand", "Erlan"),
            ("Бота", "water", "Aidar"),
            *[(f"N{n}", "water", "Erlan") for n in range(6)],
        ]
    )
    world.join("Әсел")
    return world


@pytest.fixture
def desk(client: Client, world: World) -> Client:
    client.force_login(world.teacher)
    return client


def addresses(world: World) -> dict[str, str]:
    return {
        "class": reverse("desk:class-report", args=[world.classroom.pk]),
        "concepts": reverse("desk:class-concepts", args=[world.classroom.pk]),
        "student": reverse("desk:student-report", args=[world.classroom.pk, world.students[1].pk]),
        "assignment": reverse("desk:assignment-report", args=[world.assignment.pk]),
        "text": reverse("desk:assignment-text", args=[world.assignment.pk]),
    }


PAGES = ["class", "concepts", "student", "assignment", "text"]
TABLES = [
    ("class", "quizzes"),
    ("class", "progress"),
    ("concepts", "concepts"),
    ("student", "sittings"),
    ("student", "missed"),
    ("assignment", "questions"),
    ("assignment", "answers"),
    ("text", "sentences"),
]


def shown_rows(page: str, name: str) -> list[list[str]]:
    """The cells of a table as a reader of the page sees them."""
    found = re.search(rf'id="table-{name}".*?<table.*?>(.*?)</table>', page, re.S) or re.search(
        r'<table class="plain report grid">(.*?)</table>', page, re.S
    )
    assert found
    rows = re.findall(r"<tr>(.*?)</tr>", found[1], re.S)
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S) for row in rows]
    return [[unescape(re.sub(r"<[^>]+>", "", cell)).strip() for cell in row] for row in cells]


@pytest.mark.parametrize(("which", "table"), TABLES)
def test_files_say_exactly_what_the_screen_says(desk: Client, world: World, which: str, table: str) -> None:
    address = addresses(world)[which]
    shown = shown_rows(desk.get(address).content.decode(), table)
    sheet = desk.get(address, {"table": table, "as": "csv"})
    assert sheet["Content-Disposition"].startswith("attachment")
    rows = list(csv.reader(io.StringIO(sheet.content.decode("utf-8-sig"))))
    assert [[unguarded(cell) for cell in row] for row in rows] == shown
    book = openpyxl.load_workbook(io.BytesIO(desk.get(address, {"table": table, "as": "xlsx"}).content))
    assert [[cell.value or "" for cell in row] for row in book.active.rows] == shown
    assert "f" not in {cell.data_type for row in book.active.rows for cell in row}
    assert len(shown) > 1


def test_each_cell_but_the_first_carries_its_heading_for_a_phone(desk: Client, world: World) -> None:
    page = desk.get(addresses(world)["class"]).content.decode()
    found = re.search(r'id="table-progress".*?<table.*?>(.*?)</table>', page, re.S)
    assert found
    headings = re.findall(r'<th scope="col">(.*?)</th>', found[1])
    rows = re.findall(r"<tr>(.*?)</tr>", found[1], re.S)[1:]
    assert len(headings) > 1
    assert rows
    assert all(re.findall(r'data-column="(.*?)"', row) == headings[1:] for row in rows)


def test_a_name_that_is_a_formula_is_disarmed_in_the_file(desk: Client, world: World) -> None:
    sheet = desk.get(addresses(world)["class"], {"table": "progress", "as": "csv"}).content.decode("utf-8-sig")
    assert "\n'=cmd|" in sheet.replace("\r", "")


def test_the_class_page_names_who_has_not_begun(desk: Client, world: World) -> None:
    page = desk.get(addresses(world)["class"]).content.decode()
    assert "Who has not begun" in page
    assert "Әсел" in page
    assert "1 of 9" in page


def test_the_question_page_says_what_drew_how_many_and_why(desk: Client, world: World) -> None:
    page = desk.get(addresses(world)["assignment"]).content.decode()
    assert re.search(r"7 of 8 chose <strong>water</strong>: The water came back later\.", page)
    assert "too few answers" in page
    assert reverse("desk:question-regrade", args=[world.choice.pk]) in page


def test_the_sentence_the_class_stumbled_on_is_lit_in_the_text(desk: Client, world: World) -> None:
    page = desk.get(addresses(world)["text"]).content.decode()
    assert f'<mark class="evidence">{world.sentences[1].text}</mark>' in page
    assert "missed by 7 of 8" in page


@pytest.mark.parametrize("which", PAGES)
def test_another_teacher_and_students_find_nothing_there(client: Client, world: World, which: str) -> None:
    address = addresses(world)[which]
    assert client.get(address).status_code == 302
    for stranger in (make_teacher("dana"), world.students[0]):
        client.force_login(stranger)
        assert client.get(address).status_code == 404
        assert client.get(address, {"table": "progress", "as": "csv"}).status_code == 404


@pytest.mark.parametrize("which", PAGES)
def test_a_co_teacher_and_an_operator_see_it(client: Client, world: World, which: str) -> None:
    colleague = make_teacher("dana")
    world.classroom.teachers.add(colleague)
    for user in (colleague, User.objects.create_superuser("operator")):
        client.force_login(user)
        assert client.get(addresses(world)[which]).status_code == 200


@pytest.mark.parametrize("which", PAGES)
def test_pages_are_only_read(desk: Client, world: World, which: str) -> None:
    assert desk.post(addresses(world)[which]).status_code == 405
    for given in ({"table": "nothing"}, {"table": "progress", "as": "exe"}):
        assert desk.get(addresses(world)[which], given).status_code == 404


def test_a_student_of_another_class_is_not_shown_in_this_one(desk: Client, world: World) -> None:
    other = make_world("bolat")
    stranger = other.join("Secret")
    for classroom in (world.classroom, other.classroom):
        address = reverse("desk:student-report", args=[classroom.pk, stranger.pk])
        assert desk.get(address).status_code == 404


@pytest.mark.parametrize("which", PAGES)
def test_pages_without_anything_to_show_say_so(client: Client, which: str) -> None:
    world = make_world("empty")
    world.join("A")
    world.join("B")
    client.force_login(world.teacher)
    address = addresses(world)[which]
    assert client.get(address).status_code == 200
    world.classroom.memberships.all().delete()
    if which in {"class", "concepts"}:
        assert "Nobody has joined" in client.get(address).content.decode()


@pytest.mark.parametrize("which", PAGES)
def test_a_bigger_class_takes_no_more_queries(desk: Client, world: World, which: str) -> None:
    def taken() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert desk.get(addresses(world)[which]).status_code == 200
        return len(queries)

    small = taken()
    world.take_all([(f"More {n}", "water", "Aidar") for n in range(30)])
    assert taken() == small
    assert small <= 24
