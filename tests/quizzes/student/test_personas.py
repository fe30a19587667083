"""Every student address, as everybody, with every method: what is hers, what is not there, what is refused."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import URLPattern

from quizzes import delivery
from quizzes.models import Attempt, Response
from quizzes.student.urls import urlpatterns
from tests.reading_room import Room

OF_AN_ATTEMPT = [pattern for pattern in urlpatterns if str(pattern.name).startswith("attempt")]
OF_A_ROW = [pattern for pattern in urlpatterns if "<int:pk>" in str(pattern.pattern)]


@pytest.fixture
def attempt(room: Room) -> Attempt:
    return delivery.start(quiz=room.quiz, assignment=room.assignment, user=room.student)


def address(pattern: URLPattern, room: Room, attempt: Attempt) -> str:
    route = str(pattern.pattern)
    pk = {"quiz": room.quiz.pk, "assi": room.assignment.pk}.get(route[:4], attempt.pk)
    return "/" + route.replace("<int:pk>", str(pk)).replace("<int:number>", "1").replace("<str:code>", "KX7M4P")


@pytest.mark.parametrize("pattern", OF_AN_ATTEMPT, ids=lambda pattern: pattern.name)
def test_an_attempt_is_there_for_its_student_only(
    pattern: URLPattern,
    room: Room,
    attempt: Attempt,
    as_student: Client,
    as_other_student: Client,
    as_stranger: Client,
    as_teacher: Client,
    as_other_teacher: Client,
    as_guest: Client,
) -> None:
    url = address(pattern, room, attempt)
    for reader in (as_other_student, as_stranger, as_teacher, as_other_teacher, as_guest):
        for send in (reader.get, reader.post):
            assert send(url).status_code in {404, 405}
    assert {as_student.get(url).status_code, as_student.post(url).status_code} & {200, 302, 422}
    assert not Response.objects.exists()


@pytest.mark.parametrize("pattern", urlpatterns, ids=lambda pattern: pattern.name)
def test_no_address_breaks_for_anybody(
    pattern: URLPattern,
    room: Room,
    attempt: Attempt,
    as_student: Client,
    as_stranger: Client,
    as_teacher: Client,
    as_guest: Client,
) -> None:
    url = address(pattern, room, attempt)
    for reader in (as_student, as_stranger, as_teacher, as_guest):
        statuses = [send(url).status_code for send in (reader.get, reader.head, reader.post, reader.put, reader.delete)]
        assert set(statuses) <= {200, 302, 403, 404, 405, 422}
        assert statuses[3] in {405, 302, 403, 404}, "PUT changes nothing anywhere"


@pytest.mark.parametrize("pattern", OF_A_ROW, ids=lambda pattern: pattern.name)
def test_what_is_not_there_is_not_found(pattern: URLPattern, room: Room, attempt: Attempt, as_student: Client) -> None:
    route = str(pattern.pattern)
    url = "/" + route.replace("<int:pk>", "999999").replace("<int:number>", "1")
    assert {as_student.get(url).status_code, as_student.post(url).status_code} <= {404, 405}


def test_a_post_without_its_token_of_the_page_is_refused_with_a_page(room: Room) -> None:
    strict = Client(enforce_csrf_checks=True)
    response = strict.post(f"/quizzes/{room.quiz.pk}/start/")
    assert response.status_code == 403
    assert "Please send it once more" in response.content.decode()


def test_no_page_carries_inline_style_or_script(room: Room, attempt: Attempt, as_student: Client) -> None:
    pages = ["/", "/library/", f"/read/{room.article.slug}/", "/concepts/dam/", "/progress/", "/join/", "/no-such/"]
    pages += [f"/attempts/{attempt.pk}/1/", f"/attempts/{attempt.pk}/overview/", f"/quizzes/{room.quiz.pk}/"]
    for url in pages:
        response = as_student.get(url)
        page = response.content.decode()
        assert " style=" not in page
        assert "<style" not in page
        assert "onclick" not in page
        assert "<script>" not in page
        assert "unsafe" not in response.headers["Content-Security-Policy"]
