"""Whether a page is sound for assistive technology, as axe sees it."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.browser.conftest import has_no_sideways_scroll

Size = dict[str, int]
ALL_RULES: dict[str, Any] = {}
STUDENT_RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
SCHEMES = ("light", "dark")


def violations(page: Page, rules: dict[str, Any] = ALL_RULES) -> list[dict[str, Any]]:
    """What axe finds wrong in the page as it stands. Only that leaves the browser: what was found to be right is many
    times as much, and costs more than the search."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found: list[dict[str, Any]] = page.evaluate(
        "rules => axe.run({...rules, resultTypes: ['violations']}).then(found => found.violations)", rules
    )
    return found


def faults_of(page: Page, rules: dict[str, Any] = STUDENT_RULES) -> list[str]:
    """The same as lines to print."""
    return [f"{fault['id']}: {node['html'][:160]}" for fault in violations(page, rules) for node in fault["nodes"][:3]]


def faults_at(page: Page, sizes: list[Size], rules: dict[str, Any] = STUDENT_RULES) -> list[str]:
    """The page looked at in every size, in light and in dark, without loading it again; sideways scrolling too."""
    faults = []
    for size in sizes:
        page.set_viewport_size(size)
        if not has_no_sideways_scroll(page):
            faults.append(f"{size['width']} wide: scrolls sideways")
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            faults += [f"{size['width']} wide, {scheme}: {fault}" for fault in faults_of(page, rules)]
    return faults
