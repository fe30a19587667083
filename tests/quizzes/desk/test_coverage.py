"""The map of a text: what is asked about, what could be, and why the rest is not; the same reasons in the admin."""

from __future__ import annotations

import html

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from articles.models import Edition, Sentence
from quizzes.authoring import author
from quizzes.refusing import open_facts, why_not
from tests.conftest import signed_in
from tests.quizzes.desk.conftest import Desk


def page(client: Client, desk: Desk, **query: object) -> str:
    answer = client.get(reverse("desk:edition-coverage", args=[desk.edition.pk]), query)
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


@pytest.fixture
def refused(desk: Desk) -> Sentence:
    """Begins with a pronoun, so that nobody could answer without the sentence before it."""
    return desk.sentence("It held the meltwater of April")


def test_a_refused_sentence_says_which_filter_and_why(desk: Desk, as_teacher: Client, refused: Sentence) -> None:
    reasons = why_not(refused)
    assert reasons
    shown = page(as_teacher, desk, sentence=refused.pk)
    for reason in reasons:
        assert reason.message in shown
        assert f"(filter: {reason.filter})" in shown
        assert reason.message.endswith(".")
    assert "Why no question here?" in shown


def test_the_admin_says_the_same(desk: Desk, refused: Sentence) -> None:
    operator = User.objects.create_superuser("root")
    for teacher in (desk.room.teacher, operator):
        client = signed_in(teacher)
        address = reverse("admin:articles_sentence_why_not", args=[refused.pk])
        assert address in client.get(reverse("admin:articles_sentence_change", args=[refused.pk])).content.decode()
        shown = html.unescape(client.get(address).content.decode())
        for reason in why_not(refused):
            assert f'<th scope="row">{reason.filter}</th><td>{reason.message}</td>' in shown


def test_a_strangers_sentence_has_no_such_page_in_the_admin(desk: Desk) -> None:
    secret = Sentence.objects.filter(section__edition__article=desk.room.draft).first()
    assert secret is not None
    address = reverse("admin:articles_sentence_why_not", args=[secret.pk])
    assert signed_in(desk.room.other_teacher).get(address).status_code == 404
    assert signed_in(desk.room.student).get(address).status_code == 302
    assert Client().get(address).status_code == 302
    assert signed_in(desk.room.teacher).get(reverse("admin:articles_sentence_why_not", args=[10**6])).status_code == 404


def test_facts_that_nobody_asks_about_are_named(towers: Edition, as_teacher: Client) -> None:
    fact = next(fact for fact in open_facts(towers) if "Augustin Fresnel" in fact.sentence.text)
    assert fact.questions >= 2
    answer = as_teacher.get(reverse("desk:edition-coverage", args=[towers.pk]), {"facts": 1})
    shown = html.unescape(answer.content.decode())
    assert fact.sentence.text in shown
    assert f"{fact.questions} could be asked" in shown
    before = {fact.sentence.pk for fact in open_facts(towers)}
    author(towers)
    asked = set(towers.questions.values_list("evidence__sentence", flat=True))
    assert before & asked
    assert not {fact.sentence.pk for fact in open_facts(towers)} & asked


def test_another_language_says_so(desk: Desk, as_teacher: Client, refused: Sentence) -> None:
    desk.edition.language = "kk"
    desk.edition.save()
    assert "English texts only" in page(as_teacher, desk, sentence=refused.pk)
    assert "every sentence on which a question can be drafted has one" in page(as_teacher, desk, facts=1)
