"""Groups, their permissions, and teachers' accounts."""

from __future__ import annotations

import io
import re

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission, User
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.test import Client

from quizzes import people
from tests.school import PASSWORD

pytestmark = pytest.mark.django_db


def rights(group: str) -> set[str]:
    rows = Permission.objects.filter(group__name=group).select_related("content_type")
    return {f"{row.content_type.app_label}.{row.codename}" for row in rows}


def test_migrating_makes_both_groups_with_every_permission_named():
    wanted = {
        f"{label.split('.')[0]}.{act}_{label.split('.')[1]}"
        for label, acts in people.TEACHERS_MAY.items()
        for act in acts
    }
    assert rights(people.TEACHERS) == wanted
    assert rights(people.STUDENTS) == set()


def test_teachers_touch_no_accounts_and_no_records():
    found = rights(people.TEACHERS)
    assert not {right for right in found if right.startswith("auth.")} - {"auth.view_user"}
    for record in ("attempt", "response", "regrade", "regradedmark", "conceptprogress", "reviewcard"):
        assert {right for right in found if right.endswith(f"_{record}")} == {f"quizzes.view_{record}"}


def test_migrating_again_takes_away_what_was_added_by_hand():
    teachers = Group.objects.get(name=people.TEACHERS)
    teachers.permissions.add(Permission.objects.get(codename="delete_user"))
    people.create_groups()
    assert "auth.delete_user" not in rights(people.TEACHERS)


def test_every_table_has_been_decided_on():
    known = {f"{model._meta.app_label}.{model._meta.model_name}" for model in apps.get_models()}
    assert set(people.TEACHERS_MAY) <= known


def test_a_teacher_made_can_sign_in_to_the_admin():
    out = io.StringIO()
    call_command("make_teacher", "aigul", first_name="Aigul", stdout=out)
    password = re.search(r"once: (\S+)", out.getvalue()).group(1)
    teacher = User.objects.get(username="aigul")
    assert teacher.is_staff
    assert not teacher.is_superuser
    assert teacher.first_name == "Aigul"
    client = Client()
    page = client.post("/admin/login/", {"username": "aigul", "password": password, "next": "/admin/"}, follow=True)
    assert page.status_code == 200
    assert b"Choose your password" in page.content
    own = {"password": "nine tall poplars", "again": "nine tall poplars", "next": "/admin/"}
    assert b"Where to begin" in client.post("/password/", own, follow=True).content


def test_two_passwords_are_never_the_same_and_pass_the_site_rules():
    from django.contrib.auth.password_validation import validate_password

    made = {people.new_password() for _ in range(50)}
    assert len(made) == 50
    for password in made:
        validate_password(password)
        assert re.fullmatch(r"[a-z2-9]{4}(-[a-z2-9]{4}){3}", password)
        assert not set(password) & set("0o1il")


@pytest.mark.parametrize("name", ["aigul", "AIGUL", " aigul "])
def test_a_name_that_is_taken_is_refused_with_a_sentence(name):
    people.make_teacher("aigul", password=PASSWORD)
    with pytest.raises(CommandError, match="already an account named"):
        call_command("make_teacher", name, stdout=io.StringIO())
    assert User.objects.count() == 1


def test_a_name_that_no_account_can_have_is_refused():
    with pytest.raises(ValidationError):
        people.make_teacher("two words!", password=PASSWORD)
    assert not User.objects.exists()


def test_asking_for_a_password_needs_somebody_to_type_it(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("x"))
    with pytest.raises(CommandError, match="needs a terminal"):
        call_command("make_teacher", "aigul", ask=True, stdout=io.StringIO())
    assert not User.objects.exists()


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("typed", "sentence"), [(["abcdabcd1x", "other"], "differ"), (["password", "password"], "too common")]
)
def test_a_password_typed_badly_makes_no_account(monkeypatch, typed, sentence):
    answers = iter(typed)
    monkeypatch.setattr("sys.stdin", Terminal())
    monkeypatch.setattr("getpass.getpass", lambda prompt: next(answers))
    with pytest.raises(CommandError, match=sentence):
        call_command("make_teacher", "aigul", ask=True, stdout=io.StringIO())
    assert not User.objects.exists()


def test_a_typed_password_is_not_printed(monkeypatch):
    monkeypatch.setattr("sys.stdin", Terminal())
    monkeypatch.setattr("getpass.getpass", lambda prompt: PASSWORD)
    out = io.StringIO()
    call_command("make_teacher", "aigul", ask=True, stdout=out)
    assert PASSWORD not in out.getvalue()
    assert User.objects.get().check_password(PASSWORD)
