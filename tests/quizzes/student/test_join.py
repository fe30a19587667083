"""Joining a class with a code and a name."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from quizzes.models import Attempt, Membership
from quizzes.student import limits
from tests.reading_room import Room

URL = "/join/"
GOOD = {"code": "KX7M4P", "name": "Ayan", "password": "steppe fox"}


def test_the_page_asks_for_no_e_mail(client: Client, db: None) -> None:
    page = client.get(URL).content.decode()
    assert reverse("quizzes:join") == URL
    assert 'name="code"' in page
    assert 'type="email"' not in page


@pytest.mark.parametrize("address", ["/join/?code=KX7M4P", "/join/KX7M4P/"])
def test_a_link_or_a_picture_brings_the_code_along(client: Client, db: None, address: str) -> None:
    assert 'value="KX7M4P"' in client.get(address).content.decode()


@pytest.mark.parametrize("address", ["/join/?code=NOSUCH", "/join/NOSUCH/"])
def test_a_wrong_code_is_told_before_the_rest_is_typed(room: Room, client: Client, address: str) -> None:
    page = client.get(address).content.decode()
    assert "No class has this code" in page
    assert page.count('class="fault"') == 1
    assert 'value="NOSUCH"' in page
    assert "No class has this code" not in client.get("/join/KX7M4P/").content.decode()


def test_codes_cannot_be_tried_out_by_links_either(room: Room, client: Client) -> None:
    for number in range(limits.WRONG_CODES):
        client.get(f"/join/WRONG{number}/")
    assert "Too many wrong class codes" in client.get("/join/KX7M4P/").content.decode()


@pytest.mark.parametrize("code", ["KX7M4P", "kx7m4p", " kx7-m4p ", "KX7 M4P"])
def test_joining_makes_a_student_of_the_class(room: Room, client: Client, code: str) -> None:
    page = client.post(URL, {**GOOD, "code": code, "name": "  Ayan   Serik "}, follow=True).content.decode()
    assert "Welcome to 7 B, Ayan Serik." in page
    membership = Membership.objects.get(name="Ayan Serik")
    assert membership.classroom == room.classroom
    assert [group.name for group in membership.student.groups.all()] == ["Students"]
    assert membership.student.email == ""
    assert not membership.student.is_staff
    assert client.get("/progress/").status_code == 200


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("code", "", "Type the class code"),
        ("code", "AAAAAA", "No class has this code"),
        ("code", "\x00", "Null characters"),
        ("name", "", "Type the name"),
        ("name", "  ", "Type the name"),
        ("name", "123", "with letters"),
        ("name", "A" * 81, "too long"),
        ("name", "Ay\u200ban", "cannot be seen"),
        ("name", "Aru", "is called Aru already"),
        ("name", "aRU", "is called Aru already"),
        ("password", "", "Choose a password"),
        ("password", "fox", "at least 6"),
        ("password", "aaaaaa", "too easy to guess"),
        ("password", "KX7M4P", "first thing others would try"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(room: Room, client: Client, field: str, value: str, sentence: str) -> None:
    people = User.objects.count()
    response = client.post(URL, {**GOOD, field: value})
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert 'aria-invalid="true"' in response.content.decode()
    assert User.objects.count() == people


def test_a_password_is_never_sent_back(room: Room, client: Client) -> None:
    assert "steppe fox" not in client.post(URL, {**GOOD, "code": "AAAAAA"}).content.decode()


def test_a_closed_class_takes_nobody(room: Room, client: Client) -> None:
    room.classroom.is_open = False
    room.classroom.save()
    assert "takes no new students" in client.post(URL, GOOD).content.decode()


def test_a_student_joins_a_second_class_without_a_password(room: Room, as_stranger: Client) -> None:
    assert 'type="password"' not in as_stranger.get(URL).content.decode()
    for _ in range(2):
        as_stranger.post(URL, {"code": "KX7M4P", "name": "Nurlan"})
    assert Membership.objects.get(student=room.stranger).name == "Nurlan"


def test_a_teacher_is_told_what_a_code_is_for(room: Room, as_teacher: Client) -> None:
    assert "signed in as a teacher" in as_teacher.get(URL).content.decode()
    as_teacher.post(URL, GOOD)
    assert not Membership.objects.filter(name="Ayan").exists()


def test_codes_cannot_be_tried_out(room: Room, client: Client) -> None:
    for number in range(limits.WRONG_CODES):
        client.post(URL, {**GOOD, "code": f"WRONG{number}"})
    assert "Too many wrong class codes" in client.post(URL, GOOD).content.decode()
    assert "Too many wrong class codes" in client.post("/sign-in/", GOOD).content.decode()
    elsewhere = Client(REMOTE_ADDR="10.1.2.3")
    assert elsewhere.post(URL, GOOD).status_code == 302


def test_a_guests_work_comes_along(room: Room, client: Client) -> None:
    client.post(reverse("quizzes:quiz-start", args=[room.quiz.pk]))
    page = client.post(URL, GOOD, follow=True).content.decode()
    assert "kept with your name now" in page
    assert Attempt.objects.get().student.first_name == "Ayan"


def test_put_and_delete_are_refused(db: None, client: Client) -> None:
    assert client.put(URL).status_code == 405
    assert client.delete(URL).status_code == 405
