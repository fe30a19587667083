"""What protects every page: the policy, the headers, the designed refusals."""

from __future__ import annotations

import re

import pytest
from django.contrib import admin
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from kzproject.middleware import PERMISSIONS, PermissionsPolicyMiddleware
from tests.conftest import signed_in
from tests.school import School, make_school

pytestmark = pytest.mark.django_db

# Inline code that the policy would block: scripts with a body, styles, handlers, javascript: links.
INLINE = [
    re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/(?:json|ld\+json)\")[^>]*>", re.I),
    re.compile(r"<style\b", re.I),
    re.compile(r"<[a-z][^>]*\sstyle\s*=", re.I),
    re.compile(r"<[a-z][^>]*\son[a-z]+\s*=", re.I),
    re.compile(r"(?:href|src|action)\s*=\s*[\"']?\s*javascript:", re.I),
]


@pytest.fixture
def school() -> School:
    return make_school()


def inline_code(page: str) -> list[str]:
    return [found.group(0) for pattern in INLINE for found in pattern.finditer(page)]


@pytest.mark.parametrize(
    "sample",
    [
        "<script>alert(1)</script>",
        '<script type="module">x</script>',
        "<style>a{}</style>",
        '<p class="a" style="color:red">',
        '<a onclick="x()">',
        '<a href="javascript:x()">',
    ],
)
def test_the_search_for_inline_code_would_find_it(sample):
    assert inline_code(sample)


def admin_pages(school: School) -> list[str]:
    """Every list, every form, and one page of each row's kind in the admin."""
    pages = [reverse("admin:index"), reverse("admin:articles_article_add"), reverse("admin:quizzes_question_draft")]
    pages.append(f"{reverse('admin:articles_concept_merge')}?ids={school.own.concept.pk},{school.other.concept.pk}")
    for model, keeper in admin.site._registry.items():
        name = f"{model._meta.app_label}_{model._meta.model_name}"
        pages.append(reverse(f"admin:{name}_changelist"))
        if (row := model._default_manager.first()) is not None:
            pages += [reverse(f"admin:{name}_{view}", args=[row.pk]) for view in ("change", "history")]
        if keeper.has_add_permission(request_of(school)):
            pages.append(reverse(f"admin:{name}_add"))
    return pages


def request_of(school: School):
    request = RequestFactory().get("/admin/")
    request.user = school.operator
    return request


def test_no_admin_page_holds_inline_code_and_each_has_the_policy(school):
    client = signed_in(school.operator)
    pages = admin_pages(school)
    assert len(pages) > 60
    for path in pages:
        answer = client.get(path)
        assert answer.status_code == 200, path
        policy = answer["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self'" in policy
        assert "unsafe" not in policy
        assert inline_code(answer.content.decode()) == [], path


def test_public_pages_hold_no_inline_code(school, client):
    for path in ("/", "/library/", "/sign-in/", "/join/", school.site.get_absolute_url(), "/nowhere/", "/admin/login/"):
        answer = client.get(path, follow=True)
        assert inline_code(answer.content.decode()) == [], path
        assert "unsafe" not in answer["Content-Security-Policy"]


def test_every_answer_carries_the_headers(client):
    answer = client.get("/sign-in/")
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Permissions-Policy"] == PERMISSIONS
    assert "camera=()" in PERMISSIONS
    assert "microphone=()" in PERMISSIONS


def test_a_page_may_say_its_own_permissions():
    def page(request):
        answer = HttpResponse("x")
        answer["Permissions-Policy"] = "camera=(self)"
        return answer

    answer = PermissionsPolicyMiddleware(page)(RequestFactory().get("/"))
    assert answer["Permissions-Policy"] == "camera=(self)"


def test_cookies_are_kept_from_scripts_and_other_sites(client, school):
    client.post(reverse("quizzes:quiz-start", args=[school.site_quiz.pk]))
    cookie = client.cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_what_is_not_there_gets_a_designed_page(client):
    answer = client.get("/nowhere/")
    assert answer.status_code == 404
    page = answer.content.decode()
    assert "<h1" in page
    assert "There is no such page" in page


def test_a_form_without_its_token_gets_a_designed_page(school):
    client = Client(enforce_csrf_checks=True)
    answer = client.post(reverse("quizzes:quiz-start", args=[school.site_quiz.pk]))
    assert answer.status_code == 403
    page = answer.content.decode()
    assert "<h1" in page
    assert "CSRF" not in page


def test_an_error_of_ours_gets_a_designed_page_without_insides(school, monkeypatch, settings):
    settings.DEBUG = False

    def broken(*args, **kwargs):
        raise RuntimeError("the insides")

    monkeypatch.setattr(admin.site, "each_context", broken)
    client = signed_in(school.operator)
    client.raise_request_exception = False
    answer = client.get("/admin/")
    assert answer.status_code == 500
    assert "the insides" not in answer.content.decode()
    assert "<h1" in answer.content.decode()


def test_a_name_and_an_address_are_locked_out_together(school, client):
    """A class shares one address: one child's wrong password must not lock out the others."""
    school.own.teacher.set_password("right-enough-7")
    school.own.teacher.save()
    wrong = {"username": "operator", "password": "guess"}
    answers = [client.post("/admin/login/", wrong) for _ in range(9)]
    assert answers[-1].status_code == 429
    right = {"username": school.own.teacher.username, "password": "right-enough-7", "next": "/admin/"}
    assert client.post("/admin/login/", right).status_code == 302
