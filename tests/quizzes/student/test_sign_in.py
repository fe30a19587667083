"""Coming back: students with code, name and password, teachers with a username; and waiting after too many tries."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client

from quizzes.models import Attempt
from tests.reading_room import PASSWORD, Room

URL = "/sign-in/"
GOOD = {"code": "KX7M4P", "name": "Aru", "password": PASSWORD}


@pytest.mark.parametrize("change", [{}, {"name": "  ARU "}, {"code": "kx7-m4p"}])
def test_a_student_comes_back(room: Room, client: Client, change: dict) -> None:
    response = client.post(URL, GOOD | change)
    assert response.headers["Location"] == "/"
    assert "Hello, Aru" in client.get("/").content.decode()


def test_a_teacher_signs_in_with_a_username(room: Room, client: Client) -> None:
    response = client.post(URL, {"username": "saule", "password": PASSWORD, "next": "/library/"})
    assert response.headers["Location"] == "/library/"
    assert "signed in as a teacher" in client.get("/").content.decode()


@pytest.mark.parametrize("change", [{"password": "wrong one"}, {"name": "Nobody"}, {"name": "Nurlan"}])
def test_wrong_name_and_wrong_password_are_told_alike(room: Room, client: Client, change: dict) -> None:
    response = client.post(URL, GOOD | change)
    assert response.status_code == 422
    assert "do not go together" in response.content.decode()


@pytest.mark.parametrize("field", ["code", "name", "password"])
def test_an_empty_field_is_named(room: Room, client: Client, field: str) -> None:
    assert client.post(URL, GOOD | {field: ""}).status_code == 422


def test_nobody_is_sent_to_another_site(room: Room, client: Client) -> None:
    assert client.post(URL, GOOD | {"next": "https://elsewhere.example/"}).headers["Location"] == "/"
    assert client.get(URL, {"next": "//elsewhere.example"}).headers["Location"] == "/"
    assert client.get(URL, {"next": "/progress/"}).headers["Location"] == "/progress/"


def test_too_many_wrong_passwords_make_that_name_wait_and_nobody_else(room: Room, client: Client) -> None:
    for _ in range(settings.AXES_FAILURE_LIMIT):
        last = client.post(URL, GOOD | {"password": "wrong one"})
    assert last.status_code == 429
    assert "Wait 10 minutes" in last.content.decode()
    assert client.post(URL, GOOD).status_code == 429
    assert client.post(URL, GOOD | {"name": "Dias"}).status_code == 302
    assert Client(REMOTE_ADDR="10.1.2.3").post(URL, GOOD).status_code == 302


def test_names_that_are_in_no_class_wait_too(room: Room, client: Client) -> None:
    for _ in range(settings.AXES_FAILURE_LIMIT):
        last = client.post(URL, GOOD | {"name": "Nobody"})
    assert last.status_code == 429


def test_a_guests_work_comes_along(room: Room, client: Client) -> None:
    client.post(f"/quizzes/{room.quiz.pk}/start/")
    client.post(URL, GOOD)
    assert Attempt.objects.get().student == room.student


def test_signing_out_is_a_post_and_leaves_nothing_behind(room: Room, as_student: Client) -> None:
    as_student.post(f"/quizzes/{room.quiz.pk}/start/")
    attempt = Attempt.objects.get()
    assert as_student.get("/sign-out/").status_code == 405
    assert as_student.post("/sign-out/").headers["Location"] == "/"
    assert as_student.get(f"/attempts/{attempt.pk}/").status_code == 404
    assert as_student.put(URL).status_code == 405


def test_pages_behind_the_door_lead_to_it_and_back(room: Room, client: Client) -> None:
    assert client.get("/progress/").headers["Location"] == "/sign-in/?next=/progress/"
    assert 'name="next" value="/progress/"' in client.get("/sign-in/?next=/progress/").content.decode()
