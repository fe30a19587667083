"""A draft that becomes public at its hour, without anybody's doing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, ArticleConcept, Concept, is_public
from quizzes.models import Assignment, Quiz
from tests.conftest import signed_in
from tests.reading_room import Room

HOUR = timedelta(hours=1)


@pytest.fixture
def waiting(room: Room) -> Article:
    """The room's article with its open and assigned quizzes, held back for an hour."""
    room.article.schedule(timezone.now() + HOUR)
    return room.article


def let_pass(monkeypatch: pytest.MonkeyPatch, how_long: timedelta) -> None:
    later = timezone.now() + how_long
    monkeypatch.setattr(timezone, "now", lambda: later)


def everywhere(room: Room, client: Client) -> dict[str, int]:
    """How each address answers at which a reader could meet the article."""
    addresses = {
        "article": room.article.get_absolute_url(),
        "quiz": reverse("quizzes:quiz-detail", args=[room.quiz.pk]),
        "assignment": room.assignment.get_absolute_url(),
    }
    return {name: client.get(address).status_code for name, address in addresses.items()}


def test_students_meet_nothing_of_it_before_and_all_of_it_after(
    room: Room, waiting: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    ArticleConcept.objects.create(
        tag=Concept.objects.create(name="Only here", slug="only-here"), content_object=waiting, salience=0.5
    )
    student = signed_in(room.student)
    assert everywhere(room, student) == {"article": 404, "quiz": 404, "assignment": 404}
    assert student.post(reverse("quizzes:assignment-start", args=[room.assignment.pk])).status_code == 404
    assert waiting.title not in student.get(reverse("home")).content.decode()
    assert waiting.title not in student.get(reverse("articles:library"), {"q": "lake"}).content.decode()
    assert student.get(reverse("articles:concept-detail", args=["only-here"])).status_code == 404
    assert not Assignment.objects.for_student(room.student).filter(pk=room.assignment.pk).exists()
    let_pass(monkeypatch, HOUR)
    assert everywhere(room, student) == {"article": 200, "quiz": 200, "assignment": 200}
    assert waiting.title in student.get(reverse("articles:library"), {"q": "lake"}).content.decode()
    assert student.get(reverse("articles:concept-detail", args=["only-here"])).status_code == 200


def test_guests_come_in_at_the_very_moment(room: Room, waiting: Article, monkeypatch: pytest.MonkeyPatch) -> None:
    assert waiting.publish_at is not None
    Quiz.objects.filter(pk=room.quiz.pk).update(is_open=True)
    a_moment = timedelta(microseconds=1)
    monkeypatch.setattr(timezone, "now", lambda: waiting.publish_at - a_moment)
    assert not Article.objects.published().filter(pk=waiting.pk).exists()
    assert not Quiz.objects.open_to_guests().filter(pk=room.quiz.pk).exists()
    assert waiting.is_scheduled
    monkeypatch.setattr(timezone, "now", lambda: waiting.publish_at)
    assert Article.objects.published().filter(pk=waiting.pk).exists()
    assert Quiz.objects.open_to_guests().filter(pk=room.quiz.pk).exists()
    assert waiting.is_published
    assert waiting.public_since == waiting.publish_at


def test_its_owner_reads_it_before_and_no_other_teacher_does(room: Room, waiting: Article) -> None:
    assert "Only you can see it until" in signed_in(room.teacher).get(waiting.get_absolute_url()).content.decode()
    assert signed_in(room.other_teacher).get(waiting.get_absolute_url()).status_code == 404


def test_publishing_taking_back_and_archiving_forget_the_hour(waiting: Article) -> None:
    for act in (waiting.publish, waiting.withdraw, waiting.archive):
        waiting.schedule(timezone.now() + HOUR)
        act()
        waiting.refresh_from_db()
        assert waiting.publish_at is None
    with pytest.raises(IntegrityError), transaction.atomic():
        Article.objects.filter(pk=waiting.pk).update(publish_at=timezone.now())


def test_publishing_after_its_hour_keeps_the_date_since_when_it_is_public(
    waiting: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    Article.objects.filter(pk=waiting.pk).update(published_at=None)
    waiting.refresh_from_db()
    hour = waiting.publish_at
    let_pass(monkeypatch, 3 * HOUR)
    waiting.publish()
    assert waiting.public_since == hour


def test_the_rule_can_be_asked_of_another_moment(waiting: Article) -> None:
    assert not Article.objects.filter(is_public(), pk=waiting.pk).exists()
    assert Article.objects.filter(is_public(at=timezone.now() + 2 * HOUR), pk=waiting.pk).exists()
