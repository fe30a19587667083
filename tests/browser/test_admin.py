"""The admin in chromium: its pages and widgets work under the strict policy, and every one of them is looked at."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.urls import reverse
from playwright.sync_api import Browser

from tests.browser.soundness import violations
from tests.kzproject.test_protection import admin_pages
from tests.school import School, make_school

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    # The server of the tests starts before any setting of theirs; it serves uncollected files too.
    pytest.mark.filterwarnings("ignore:No directory at"),
]

WATCH = """
window.__broken = [];
document.addEventListener('securitypolicyviolation', event => window.__broken.push(
  [event.violatedDirective, event.blockedURI, event.sourceFile, event.lineNumber, event.sample].join(' ')
));
"""


@pytest.fixture
def school(transactional_db: None) -> School:
    from quizzes.people import create_groups

    create_groups()
    return make_school()


@pytest.fixture
def tab(chromium: Browser) -> Iterator[Any]:
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    made: Any = context.new_page()
    made.add_init_script(WATCH)
    made.complaints = []
    made.on("pageerror", lambda error: made.complaints.append(f"{made.url}: {error}"))
    made.on(
        "console",
        lambda message: made.complaints.append(f"{made.url}: {message.text}") if message.type == "error" else None,
    )
    yield made
    context.close()


def sign_in(tab: Any, live_server: Any, person: Any) -> None:
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    tab.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": session.session_key, "url": live_server.url}]
    )


DJANGOS_OWN = {
    "aria-input-field-name": ".select2-container *",
    "aria-prohibited-attr": ".help-tooltip",
    "empty-table-header": "th.original, .tabular thead th:last-child",
    "label": ".tabular *, .datetime *, .select2-container *",
    "label-title-only": ".tabular *",
    "link-in-text-block": ".breadcrumbs a",
    "select-name": ".tabular *",
}
"""Findings of axe that the admin of Django itself makes on any site, and where: its search boxes, the helps of its
choosers, its tables of rows, its breadcrumbs, the two halves of a date with its time."""


def is_clean(tab: Any) -> None:
    broken = tab.evaluate("window.__broken")
    assert broken == [], (tab.url, broken)
    assert tab.complaints == []


FOREIGN = """faults => faults.flatMap(fault => fault.nodes.filter(
  node => !document.querySelector(node.target[0]).matches(fault.own)
).map(node => `${fault.id}: ${node.html.slice(0, 160)}`))"""


def faults_of_ours(tab: Any) -> list[str]:
    """What axe finds in the page, without what Django's admin brings along."""
    found = [
        {"id": fault["id"], "own": DJANGOS_OWN.get(fault["id"], "not-there"), "nodes": fault["nodes"]}
        for fault in violations(tab)
    ]
    return list(tab.evaluate(FOREIGN, found))


def test_no_admin_page_breaks_the_policy_and_axe_finds_nothing_of_our_making(tab, live_server, school):
    sign_in(tab, live_server, school.operator)
    faults = []
    for path in admin_pages(school):
        tab.goto(live_server.url + path)
        is_clean(tab)
        faults += [f"{path} {fault}" for fault in faults_of_ours(tab)]
        # axe looks at styles in ways of its own; what the page itself does has been judged above.
        tab.complaints.clear()
    assert not faults, "\n".join(sorted(faults, key=lambda fault: fault.split(" ", 1)[1]))


def test_no_admin_page_of_a_teacher_breaks_the_policy(tab, live_server, school):
    sign_in(tab, live_server, school.own.teacher)
    for path in ("/admin/", reverse("admin:quizzes_question_change", args=[school.own.draft.pk])):
        tab.goto(live_server.url + path)
        is_clean(tab)


def test_the_widgets_work_under_the_policy(tab, live_server, school):
    sign_in(tab, live_server, school.own.teacher)
    tab.goto(live_server.url + reverse("admin:quizzes_quiz_add"))
    tab.get_by_label("Title").fill("A quiz by hand")
    tab.get_by_label("Edition").select_option(label=str(school.own.edition))
    tab.get_by_text("Add another Quiz item").click()
    tab.locator("#items-0 .select2-selection").click()
    tab.locator(".select2-search__field").fill("built in Saryarka")
    tab.locator(".select2-results__option", has_text="What was built in Saryarka?").click()
    tab.locator("#id_items-0-position").fill("1")
    is_clean(tab)
    tab.get_by_role("button", name="Save", exact=True).click()
    tab.get_by_text("was added successfully").wait_for()
    is_clean(tab)
    tab.goto(live_server.url + reverse("admin:quizzes_assignment_add"))
    tab.locator(".form-row.field-due_at .datetimeshortcuts a", has_text="Today").first.click()
    tab.locator(".form-row.field-due_at .date-icon").click()
    tab.locator(".calendarbox:visible td a").first.click()
    tab.locator(".form-row.field-due_at .clock-icon").click()
    tab.locator(".clockbox:visible a").first.click()
    is_clean(tab)
    tab.goto(live_server.url + reverse("admin:quizzes_question_changelist"))
    tab.locator("#action-toggle").check()
    tab.locator("button.theme-toggle").first.click()
    is_clean(tab)


def test_a_draft_is_looked_over_and_made_ready(tab, live_server, school):
    sign_in(tab, live_server, school.own.teacher)
    tab.goto(live_server.url + "/admin/")
    tab.get_by_role("link", name="look over the drafts").click()
    tab.get_by_role("link", name="What was drafted of Saryarka?").click()
    mark = tab.locator(".oqu-passage mark")
    assert "built a bridge of stone" in mark.inner_text()
    light = mark.evaluate("node => getComputedStyle(node).backgroundColor")
    assert light == "rgb(255, 224, 138)"
    tab.get_by_label("Status").select_option("ready")
    tab.get_by_role("button", name="Save", exact=True).click()
    tab.get_by_text("was changed successfully").wait_for()
    school.own.draft.refresh_from_db()
    assert school.own.draft.status == "ready"
    is_clean(tab)


@pytest.mark.parametrize("width", [360, 1280])
def test_the_first_page_does_not_scroll_sideways(tab, live_server, school, width):
    tab.set_viewport_size({"width": width, "height": 800})
    sign_in(tab, live_server, school.own.teacher)
    tab.goto(live_server.url + "/admin/")
    tab.get_by_role("heading", name="Where to begin").wait_for()
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
