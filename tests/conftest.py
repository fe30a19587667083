"""What every test may ask for: people, and the small world they meet in."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client, override_settings

from tests.reading_room import Room, make_room

PLAIN_STATIC = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """SQLite in a file, as on a real site: the one in memory refuses a second writer instead of letting it wait.

    The fixture asked for gives each process that tests its own database. Neither database waits for the disk, as a site
    must: a test's rows need not survive a power cut, and the browser tests commit every row they make.
    """
    options = connection.settings_dict.setdefault("OPTIONS", {})
    if connection.vendor == "sqlite":
        name = str(tmp_path_factory.mktemp("database") / "test.sqlite3")
        connection.settings_dict.setdefault("TEST", {})["NAME"] = name
        options["init_command"] = options.get("init_command", "") + "PRAGMA synchronous=OFF;"
    else:
        options["options"] = f"{options.get('options', '')} -c synchronous_commit=off".strip()


@pytest.fixture(scope="session", autouse=True)
def plain_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Pages do not depend on collected files, and passwords are quick to check. From the start: the server of the
    browser tests reads its settings once."""
    with override_settings(
        STORAGES=PLAIN_STATIC,
        STATIC_ROOT=str(tmp_path_factory.mktemp("static")),
        WHITENOISE_USE_FINDERS=False,
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    ):
        yield


@pytest.fixture(autouse=True)
def fresh_cache() -> Iterator[None]:
    """No test counts another one's tries."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def room(db: None) -> Room:
    return make_room()


def signed_in(user: object) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def as_teacher(room: Room) -> Client:
    return signed_in(room.teacher)


@pytest.fixture
def as_other_teacher(room: Room) -> Client:
    return signed_in(room.other_teacher)


@pytest.fixture
def as_student(room: Room) -> Client:
    return signed_in(room.student)


@pytest.fixture
def as_other_student(room: Room) -> Client:
    return signed_in(room.other_student)


@pytest.fixture
def as_stranger(room: Room) -> Client:
    return signed_in(room.stranger)


@pytest.fixture
def as_guest(room: Room) -> Client:
    return Client()
