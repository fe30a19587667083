"""Chromium for the tests that need a real browser: Debian's own, or the one that CHROMIUM names."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.conftest import signed_in

NAMES = ("chromium", "chromium-browser", "google-chrome")
PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 800}
PATIENCE = 15_000


def chromium_path() -> str | None:
    return os.environ.get("CHROMIUM") or next((path for name in NAMES if (path := shutil.which(name))), None)


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """One browser for each process that tests; every test opens devices of its own in it. It ends with these tests: no
    other test may run with Django's guard against queries inside a loop taken off."""
    path = chromium_path()
    if path is None:
        message = "There is no chromium on this machine; install it or name it in CHROMIUM."
        if os.environ.get("CI", "").lower() == "true":
            pytest.fail(message)
        pytest.skip(message)
    # Playwright runs a loop in this thread, and Django would take every query of a test for one made inside it.
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(params=[PHONE, DESKTOP], ids=["360", "1280"])
def size(request: pytest.FixtureRequest) -> dict[str, int]:
    return dict(request.param)


@pytest.fixture
def visit(chromium: Browser, live_server: object) -> Iterator[Callable[..., Page]]:
    """Opens a fresh device: `visit(size, javascript=False)` returns its page. What goes wrong in it fails the test."""
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def device(size: dict[str, int], **more: object) -> Page:
        javascript = bool(more.pop("javascript", True))
        context = chromium.new_context(viewport=size, java_script_enabled=javascript, base_url=str(live_server), **more)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.site = str(live_server)  # type: ignore[attr-defined]
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on(
            "console",
            lambda line: faults.append(line.text) if "Content Security Policy" in line.text else None,
        )
        return page

    yield device
    for context in contexts:
        context.close()
    assert not faults, faults


def come_in(page: Page, user: User) -> None:
    """As somebody who has signed in before."""
    value = signed_in(user).cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": page.site}])


def has_no_sideways_scroll(page: Page) -> bool:
    page.wait_for_load_state()  # right after a click the next page may have no root element yet
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


def eventually(page: Page, expression: str) -> None:
    """Wait until `expression` is true in the page. Playwright's own waiting evaluates strings there, which the site's
    policy refuses."""
    for _ in range(PATIENCE // 100):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"never true: {expression}")
