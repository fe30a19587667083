"""The typed reader of the environment: what it takes, and the sentence with which it refuses the rest."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from hypothesis import given
from hypothesis import strategies as st

from kzproject.environment import Environment, kept_secret, own_addresses

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.mark.parametrize("value", ["1", "true", "YES", " on ", "True"])
def test_a_flag_said_yes(value):
    assert Environment({"DEBUG": value}).flag("DEBUG", default=False) is True


@pytest.mark.parametrize("value", ["0", "false", "No", "off", "", "  "])
def test_a_flag_said_no(value):
    assert Environment({"DEBUG": value}).flag("DEBUG", default=True) is False


def test_what_is_not_set_has_its_default():
    env = Environment({})
    assert env.flag("DEBUG", default=True) is True
    assert env.whole_number("N", 7, least=1, most=9) == 7
    assert env.names("HOSTS", ["a"]) == ["a"]
    assert env.text("T", "x") == "x"
    assert env.database("DATABASE_URL", "sqlite:////tmp/x.sqlite3")["NAME"] == "/tmp/x.sqlite3"


@pytest.mark.parametrize("value", ["maybe", "2", "tru", "нет"])
def test_a_flag_that_is_neither_is_refused_by_name(value):
    with pytest.raises(ImproperlyConfigured, match=f"DEBUG is set to “{value}”, but it must be yes or no"):
        Environment({"DEBUG": value}).flag("DEBUG", default=False)


@pytest.mark.parametrize("value", ["0", "10", "-1", "3.5", "three", "1e1", "٣٠"])
def test_a_number_outside_its_bounds_is_refused_by_name(value):
    with pytest.raises(ImproperlyConfigured, match=r"TRIES is set to .* a whole number from 1 to 9"):
        Environment({"TRIES": value}).whole_number("TRIES", 3, least=1, most=9)


@given(st.text(max_size=12), st.integers(-5, 50), st.integers(51, 99))
def test_a_number_is_within_its_bounds_or_refused(value, least, most):
    try:
        number = Environment({"N": value}).whole_number("N", least, least=least, most=most)
    except ImproperlyConfigured:
        return
    assert least <= number <= most


def test_names_are_split_and_trimmed():
    assert Environment({"ALLOWED_HOSTS": " a.kz , ,b.kz"}).names("ALLOWED_HOSTS", []) == ["a.kz", "b.kz"]
    assert Environment({"ALLOWED_HOSTS": ""}).names("ALLOWED_HOSTS", ["x"]) == []


@pytest.mark.parametrize("value", ["oqu.kz", "ftp://oqu.kz", "https://", "https://a.kz, b.kz"])
def test_an_origin_without_its_scheme_is_refused_by_name(value):
    with pytest.raises(ImproperlyConfigured, match=r"CSRF_TRUSTED_ORIGINS .* begin with http"):
        Environment({"CSRF_TRUSTED_ORIGINS": value}).origins("CSRF_TRUSTED_ORIGINS")


@pytest.mark.parametrize(
    "value",
    [
        "oqu.sqlite3",
        "mysql://u:p@localhost/oqu",
        "postgres://u:p@127.0.0.1:5432/",
        "postgres://u:p@127.0.0.1:many/oqu",
        "://",
    ],
)
def test_a_database_that_is_none_is_refused_by_name(value):
    with pytest.raises(ImproperlyConfigured, match=r"DATABASE_URL is set to .* an address such as sqlite"):
        Environment({"DATABASE_URL": value}).database("DATABASE_URL", "sqlite:////tmp/x")


def test_sqlite_is_tuned_for_a_class_that_writes_at_once():
    options = Environment({}).database("DATABASE_URL", "sqlite:////tmp/x.sqlite3")["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE"
    assert options["timeout"] >= 10
    assert "journal_mode=WAL" in options["init_command"]
    assert "synchronous=FULL" in options["init_command"]


@pytest.mark.parametrize("address", ["sqlite:////tmp/x.sqlite3", "postgres://user@db.kz/oqu"])
def test_a_connection_outlasts_its_request(address: str):
    """Opening one for every answer halves what a class can send; on SQLite the log's files would come and go."""
    assert Environment({}).database("DATABASE_URL", address)["CONN_MAX_AGE"] >= 60


def test_postgresql_by_address():
    database = Environment({"D": "postgres://user:p%40ss@db.kz:5433/oqu"}).database("D", "")
    assert database["ENGINE"].endswith("postgresql")
    assert (database["USER"], database["PASSWORD"]) == ("user", "p@ss")
    assert (database["HOST"], str(database["PORT"]), database["NAME"]) == ("db.kz", "5433", "oqu")
    assert database["CONN_HEALTH_CHECKS"] is True


@pytest.mark.parametrize(
    ("value", "backend"),
    [
        ("redis://127.0.0.1:6379/1", "django.core.cache.backends.redis.RedisCache"),
        ("rediscache://127.0.0.1:6379/1", "django.core.cache.backends.redis.RedisCache"),
        ("locmemcache://x", "django.core.cache.backends.locmem.LocMemCache"),
    ],
)
def test_a_cache_by_address(value, backend):
    cache = Environment({"CACHE_URL": value}).cache("CACHE_URL", "locmemcache://")
    assert cache["BACKEND"] == backend
    if "redis" in value:
        assert cache["LOCATION"] == "redis://127.0.0.1:6379/1"


@pytest.mark.parametrize("value", ["memcached", "http://127.0.0.1", "127.0.0.1:6379"])
def test_a_cache_that_is_none_is_refused_by_name(value):
    with pytest.raises(ImproperlyConfigured, match="CACHE_URL"):
        Environment({"CACHE_URL": value}).cache("CACHE_URL", "locmemcache://")


def test_the_secret_is_made_once_and_is_its_owners_alone(tmp_path):
    path = tmp_path / "var" / "secret-key"
    first = kept_secret(path)
    assert len(first) >= 50
    assert kept_secret(path) == first
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert kept_secret(tmp_path / "other") != first


def test_a_spoilt_secret_stops_the_start_with_a_sentence(tmp_path):
    path = tmp_path / "secret-key"
    path.write_text("short")
    with pytest.raises(ImproperlyConfigured, match=r"too short\. Delete it and start again"):
        kept_secret(path)


def test_this_machine_is_found_under_its_own_names():
    found = own_addresses()
    assert {"localhost", "127.0.0.1", "[::1]"} <= set(found)
    assert found == sorted(found)


def started(tmp_path: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """The settings as a fresh process reads them under these variables."""
    code = (
        "from django.conf import settings as s; print(s.DEBUG, s.HTTPS, s.TIME_ZONE, s.AXES_FAILURE_LIMIT, "
        "s.DATABASES['default']['NAME'], s.SESSION_COOKIE_SECURE, s.SECURE_HSTS_SECONDS)"
    )
    clean = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG"}}
    clean |= {"DJANGO_SETTINGS_MODULE": "kzproject.settings", "OQU_DATA": str(tmp_path)}
    return subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=clean | variables, capture_output=True, text=True, check=False
    )


def test_a_bare_checkout_starts_with_no_environment_at_all(tmp_path):
    ran = started(tmp_path)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.split() == ["False", "False", "Asia/Almaty", "8", f"{tmp_path}/oqu.sqlite3", "False", "0"]


def test_https_turns_its_protections_on(tmp_path):
    ran = started(tmp_path, HTTPS="yes", TIME_ZONE="Asia/Aqtau", SIGN_IN_TRIES="5")
    assert ran.stdout.split()[:4] == ["False", "True", "Asia/Aqtau", "5"]
    assert ran.stdout.split()[-2:] == ["True", "3600"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DEBUG", "perhaps"),
        ("HTTPS", "s"),
        ("DATABASE_URL", "oracle://x"),
        ("CACHE_URL", "tcp://x"),
        ("SIGN_IN_TRIES", "0"),
        ("SIGN_IN_WAIT_MINUTES", "soon"),
        ("HSTS_SECONDS", "-1"),
        ("GENERATION_SEED", "x"),
        ("CSRF_TRUSTED_ORIGINS", "oqu.kz"),
        ("BEHIND_PROXY", "nginx"),
    ],
)
def test_a_bad_value_stops_the_start_with_a_sentence_that_names_it(tmp_path, name, value):
    ran = started(tmp_path, **{name: value})
    assert ran.returncode != 0
    last = ran.stderr.strip().splitlines()[-1]
    assert last.startswith("django.core.exceptions.ImproperlyConfigured: The environment variable " + name)
    assert f"“{value}”" in last


def test_a_time_zone_that_is_nowhere_stops_the_start(tmp_path):
    ran = started(tmp_path, TIME_ZONE="Mars/Olympus")
    assert ran.returncode != 0
    assert "Mars/Olympus" in ran.stderr.strip().splitlines()[-1]


@pytest.mark.parametrize("address", ["sqlite://", "sqlite://:memory:"])
def test_a_database_in_memory_is_refused_with_its_reason(address):
    with pytest.raises(ImproperlyConfigured, match="a database in memory is gone after every start"):
        Environment({"DATABASE_URL": address}).database("DATABASE_URL", "sqlite:////tmp/x")
