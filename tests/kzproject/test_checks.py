"""The numbered rules across settings: each speaks up when its rule is broken and is silent when it is kept."""

from __future__ import annotations

import copy
from types import SimpleNamespace

import pytest

from kzproject import checks


def ids(found: list) -> list[str]:
    return [message.id for message in found]


@pytest.mark.parametrize(
    ("backend", "expected"),
    [
        ("django.core.cache.backends.dummy.DummyCache", ["oqu.E001"]),
        ("django.core.cache.backends.redis.RedisCache", []),
    ],
)
def test_several_processes_need_a_shared_cache(backend, expected, monkeypatch):
    site = SimpleNamespace(
        CACHES={"default": {"BACKEND": backend}},
        DATABASES={"default": {"ENGINE": "django.db.backends.postgresql"}},
    )
    monkeypatch.setattr(checks, "settings", site)
    assert ids(checks.shared_cache(None)) == expected


@pytest.mark.parametrize(
    ("debug", "hashed", "expected"), [(False, False, ["oqu.W001"]), (True, False, []), (False, True, [])]
)
def test_static_files_want_collecting(settings, debug, hashed, expected):
    settings.DEBUG, settings.HASHED_STATIC = debug, hashed
    assert ids(checks.collected_static(None)) == expected


@pytest.mark.parametrize(
    ("debug", "hosts", "expected"),
    [
        (True, ["oqu.school.kz"], ["oqu.W002"]),
        (True, ["localhost"], []),
        (False, ["oqu.school.kz"], []),
    ],
)
def test_debug_does_not_go_with_a_network(settings, debug, hosts, expected):
    settings.DEBUG, settings.ALLOWED_HOSTS = debug, hosts
    assert ids(checks.debug_in_public(None)) == expected


@pytest.mark.parametrize("unsafe", ["'unsafe-inline'", "'unsafe-eval'"])
@pytest.mark.parametrize("directive", ["script-src", "style-src"])
def test_the_page_policy_stays_strict(settings, unsafe, directive):
    assert checks.strict_policy(None) == []
    policy = copy.deepcopy(settings.CONTENT_SECURITY_POLICY)
    policy["DIRECTIVES"][directive].append(unsafe)
    settings.CONTENT_SECURITY_POLICY = policy
    found = checks.strict_policy(None)
    assert ids(found) == ["oqu.E002"]
    assert directive in found[0].msg


def test_https_wants_a_public_name(settings):
    settings.HTTPS, settings.ALLOWED_HOSTS = True, settings.OWN_ADDRESSES
    assert ids(checks.https_without_name(None)) == ["oqu.W003"]
    settings.ALLOWED_HOSTS = ["oqu.school.kz"]
    assert checks.https_without_name(None) == []


def test_all_of_them_are_registered():
    from django.core.checks.registry import registry

    registered = {check.__name__ for check in registry.get_checks(include_deployment_checks=True)}
    assert {"shared_cache", "collected_static", "debug_in_public", "strict_policy", "https_without_name"} <= registered


@pytest.mark.django_db
def test_the_project_itself_has_no_error():
    from django.core.management import call_command

    call_command("check", fail_level="ERROR")


@pytest.mark.parametrize(("on", "expected"), [(True, ["oqu.I001"]), (False, [])])
def test_fetching_pages_is_explained_where_it_is_allowed(settings, on, expected):
    settings.FETCH_WEB_PAGES = on
    assert ids(checks.pages_are_fetched(None)) == expected
