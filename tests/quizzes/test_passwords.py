"""One-time passwords: whoever signs in with one chooses her own before anything else, and no address lets her past."""

from __future__ import annotations

import html
import io
import re
import uuid

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.resolvers import RegexPattern

from quizzes.middleware import STILL_OPEN
from quizzes.models import Classroom, OneTimePassword
from quizzes.roster import make_cards
from tests.reading_room import PASSWORD, Room

OWN = "nine tall poplars"


@pytest.fixture
def teacher_password(db: None) -> str:
    """Of the teacher “aigul”, as the command prints it."""
    out = io.StringIO()
    call_command("make_teacher", "aigul", stdout=out)
    return re.search(r"only this once: (\S+)", out.getvalue()).group(1)


def sign_in(client: Client, name: str, password: str, **more: str) -> str:
    """Sign in by username; the address that she is led to in the end."""
    answer = client.post(reverse("login"), {"username": name, "password": password, **more}, follow=True)
    return answer.redirect_chain[-1][0] if answer.redirect_chain else answer.request["PATH_INFO"]


def choose(client: Client, password: str, again: str | None = None, **more: str) -> tuple[int, str]:
    given = {"password": password, "again": password if again is None else again, **more}
    answer = client.post(reverse("new-password"), given)
    return answer.status_code, html.unescape(answer.content.decode())


def every_address() -> list[tuple[str, str]]:
    """Name and an address of every page of the site, the admin's and the desk's among them."""
    found: list[tuple[str, str]] = []

    def walk(patterns: list[URLPattern | URLResolver], space: str) -> None:
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                walk(pattern.url_patterns, f"{space}{pattern.namespace}:" if pattern.namespace else space)
            elif pattern.name:
                values = {"IntConverter": 1, "UUIDConverter": uuid.uuid4()}
                kinds = pattern.pattern.converters.items()
                arguments = {name: values.get(type(kind).__name__, "1") for name, kind in kinds}
                if isinstance(pattern.pattern, RegexPattern):
                    arguments = dict.fromkeys(pattern.pattern.regex.groupindex, "quizzes")
                found.append((f"{space}{pattern.name}", reverse(f"{space}{pattern.name}", kwargs=arguments)))

    walk(list(get_resolver().url_patterns), "")
    return found


def test_a_new_teacher_chooses_her_own_and_then_gets_where_she_wanted(teacher_password: str) -> None:
    client = Client()
    desk = reverse("desk:home")
    assert sign_in(client, "aigul", teacher_password, next=desk) == f"{reverse('new-password')}?next=%2Fdesk%2F"
    status, page = choose(client, OWN, next=desk)
    assert status == 302, page
    assert client.get(desk).status_code == 200
    assert not OneTimePassword.objects.exists()
    assert sign_in(Client(), "aigul", OWN, next=desk) == desk
    assert not User.objects.get(username="aigul").check_password(teacher_password)


def test_a_student_with_a_card_chooses_hers(room: Room) -> None:
    (card,) = make_cards(classroom=room.classroom, students=[room.student.pk])
    client = Client()
    given = {"code": room.classroom.join_code, "name": card.name, "password": card.password}
    assert client.post(reverse("login"), given, follow=True).redirect_chain[-1][0].startswith(reverse("new-password"))
    assert client.post(reverse("quizzes:assignment-start", args=[room.assignment.pk])).url == reverse("new-password")
    assert not room.quiz.attempts.exists()
    assert choose(client, "seven herons")[0] == 302
    assert client.post(reverse("quizzes:assignment-start", args=[room.assignment.pk])).status_code == 302
    assert room.quiz.attempts.filter(student=room.student).exists()


def test_no_address_of_the_site_lets_her_past(teacher_password: str) -> None:
    client = Client()
    User.objects.filter(username="aigul").update(is_superuser=True)
    sign_in(client, "aigul", teacher_password)
    addresses = every_address()
    assert len(addresses) > 150
    for name, address in addresses:
        if name in STILL_OPEN:
            continue
        for answer in (client.get(address), client.post(address)):
            assert answer.status_code == 302, (name, answer.status_code)
            assert answer.url.startswith(reverse("new-password")), (name, answer.url)
    assert User.objects.get(username="aigul").check_password(teacher_password)


def test_the_doors_of_the_admin_lead_there_too(teacher_password: str) -> None:
    client = Client()
    answer = client.post(reverse("admin:login"), {"username": "aigul", "password": teacher_password}, follow=True)
    assert answer.redirect_chain[-1][0].startswith(reverse("new-password"))


def test_signing_out_and_in_again_changes_nothing(teacher_password: str) -> None:
    client = Client()
    sign_in(client, "aigul", teacher_password)
    client.post(reverse("logout"))
    assert sign_in(client, "aigul", teacher_password).startswith(reverse("new-password"))


@pytest.mark.parametrize(
    ("password", "again", "words"),
    [
        ("", "", "Choose a password."),
        (OWN, "nine tall poplar", "The two differ."),
        ("short", "short", "at least 8 characters"),
        ("password", "password", "too common"),
        ("THE ONE", "THE ONE", "the password that was made for you"),
    ],
)
def test_a_password_that_will_not_do_is_refused(teacher_password: str, password: str, again: str, words: str) -> None:
    client = Client()
    sign_in(client, "aigul", teacher_password)
    password, again = (teacher_password if each == "THE ONE" else each for each in (password, again))
    status, page = choose(client, password, again)
    assert status == 422
    assert words in page
    assert client.get(reverse("desk:home")).status_code == 302
    assert OneTimePassword.objects.exists()


@pytest.mark.parametrize("password", ["aru", "aaaaaa", "Aru"])
def test_a_student_has_the_rules_of_joining(room: Room, password: str) -> None:
    (card,) = make_cards(classroom=room.classroom, students=[room.student.pk])
    client = Client()
    sign_in(client, card.username, card.password)
    assert choose(client, password)[0] == 422


def test_a_new_card_ends_what_was_opened_with_the_old_password(room: Room) -> None:
    client = Client()
    sign_in(client, room.student.username, PASSWORD)
    assert client.get(reverse("quizzes:my-data")).status_code == 200
    make_cards(classroom=room.classroom, students=[room.student.pk])
    assert client.get(reverse("quizzes:my-data")).status_code == 302


def test_choosing_ends_her_other_sessions(teacher_password: str) -> None:
    here, elsewhere = Client(), Client()
    for client in (here, elsewhere):
        sign_in(client, "aigul", teacher_password)
    choose(here, OWN)
    assert here.get(reverse("desk:home")).status_code == 200
    assert elsewhere.get(reverse("desk:home")).status_code == 302
    assert elsewhere.post(reverse("new-password"), {"password": "x" * 9, "again": "x" * 9}).url.startswith(
        reverse("login")
    )
    assert User.objects.get(username="aigul").check_password(OWN)


def test_the_page_is_for_nobody_else(room: Room) -> None:
    """It does not ask for the old password, so it must not be a way to change one's own, or an open browser's."""
    assert Client().get(reverse("new-password")).url.startswith(reverse("login"))
    client = Client()
    sign_in(client, room.student.username, PASSWORD)
    assert client.get(reverse("new-password")).url == reverse("home")
    assert choose(client, OWN)[0] == 302
    assert User.objects.get(pk=room.student.pk).check_password(PASSWORD)


def test_it_leads_to_no_other_site(teacher_password: str) -> None:
    client = Client()
    sign_in(client, "aigul", teacher_password)
    answer = client.post(reverse("new-password"), {"password": OWN, "again": OWN, "next": "https://elsewhere.example/"})
    assert answer.url == reverse("home")


def test_thirty_cards_cost_what_three_do(room: Room, django_assert_max_num_queries: object) -> None:
    other = Classroom.objects.create(name="9 D")
    for number in range(30):
        student = User.objects.create_user(f"pupil{number}")
        other.memberships.create(student=student, name=f"Pupil {number}")
    with django_assert_max_num_queries(8):  # type: ignore[operator]
        assert len(make_cards(classroom=other)) == 30
    assert OneTimePassword.objects.count() == 30
