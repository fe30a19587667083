"""The log names an error of the database as the database does."""

from __future__ import annotations

import logging
import sqlite3
from pathlib import Path

import pytest
from django.conf import settings
from django.db import OperationalError

from kzproject.logs import NamingFormatter


def told(error: BaseException) -> str:
    record = logging.LogRecord("site", logging.ERROR, __file__, 1, "It failed", (), (type(error), error, None))
    return NamingFormatter("{levelname} {message}", style="{").format(record)


def test_an_error_of_sqlite_is_named_though_django_wraps_it(tmp_path: Path) -> None:
    (tmp_path / "site.sqlite3").write_bytes(b"no database at all" * 100)
    with pytest.raises(sqlite3.DatabaseError) as found:
        sqlite3.connect(tmp_path / "site.sqlite3").execute("SELECT 1 FROM t")
    wrapped = OperationalError("wrapped")
    wrapped.__cause__ = found.value
    assert told(wrapped).endswith("SQLite calls this SQLITE_NOTADB (26).")


def test_other_errors_are_told_as_ever() -> None:
    assert told(ValueError("nothing")) == "ERROR It failed\nValueError: nothing"


def test_the_site_logs_with_it() -> None:
    assert settings.LOGGING["formatters"]["plain"]["()"] == "kzproject.logs.NamingFormatter"
