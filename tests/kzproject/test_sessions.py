"""Sessions: kept, over at their time, and readable by Django's own store."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.models import Session
from django.utils import timezone

from kzproject.sessions import SessionStore

pytestmark = pytest.mark.django_db


def stored(**values: str) -> SessionStore:
    session = SessionStore()
    session.update(values)
    session.create()
    return session


def test_what_was_kept_is_found_again_in_one_query(django_assert_num_queries) -> None:
    first, second = stored(herons="three"), stored(herons="four")
    with django_assert_num_queries(2):
        assert SessionStore(first.session_key)["herons"] == "three"
        assert SessionStore(second.session_key)["herons"] == "four"


def test_a_session_that_is_over_or_unknown_is_empty_and_has_no_key() -> None:
    key = stored(herons="three").session_key
    Session.objects.filter(pk=key).update(expire_date=timezone.now() - timedelta(seconds=1))
    for name in (key, "nobodys-session-at-all", None):
        session = SessionStore(name)
        assert session.get("herons") is None
        assert session.session_key is None


def test_a_session_with_foreign_data_is_empty() -> None:
    key = stored(herons="three").session_key
    Session.objects.filter(pk=key).update(session_data="made:up:elsewhere")
    assert SessionStore(key).get("herons") is None


def test_it_and_the_store_of_django_read_each_other() -> None:
    assert DatabaseStore(stored(herons="three").session_key)["herons"] == "three"
    theirs = DatabaseStore()
    theirs["herons"] = "five"
    theirs.create()
    assert SessionStore(theirs.session_key)["herons"] == "five"
