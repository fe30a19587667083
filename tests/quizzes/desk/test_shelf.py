"""Home, the shelves, publishing and removing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, Edition
from quizzes.models import Attempt, Classroom, Quiz
from tests.conftest import signed_in
from tests.reading_room import make_edition, make_person


def url(name: str, *args: object) -> str:
    return reverse(f"desk:{name}", args=args)


def test_a_new_teacher_finds_the_way_and_the_library_not_an_empty_page(desk):
    page = signed_in(make_person("Newly", "Teachers", is_staff=True)).get(url("home")).content.decode()
    assert "Bring in an article" in page
    assert "Assign it to a class" in page
    assert "The lake that came back" in page
    assert "<b>6</b> questions" in page


def test_her_desk_says_what_waits(desk, as_teacher):
    page = as_teacher.get(url("home")).content.decode()
    assert "<b>3</b> to look at" in page
    assert "KX7M4P" in page
    assert "The lake, read closely" in page


def test_home_costs_the_same_with_thirty_articles_and_classes(desk, as_teacher, django_assert_max_num_queries):
    with django_assert_max_num_queries(22):
        as_teacher.get(url("home"))
    for number in range(30):
        article = Article.objects.create(title=f"Article {number}", owner=desk.room.teacher)
        make_edition(article, "Original", [("", [["A sentence."]])])
        Classroom.objects.create(name=f"Class {number}").teachers.add(desk.room.teacher)
    for name in ("home", "article-list", "question-index"):
        with django_assert_max_num_queries(22):
            as_teacher.get(url(name))


def test_too_many_articles_come_in_pages_and_are_searched_by_title(desk, as_teacher):
    for number in range(30):
        Article.objects.create(title=f"Article {number:02}", owner=desk.room.teacher)
    assert "Page 1 of 2" in as_teacher.get(url("article-list")).content.decode()
    found = as_teacher.get(url("article-list"), {"q": "article 17"}).content.decode()
    assert "Article 17" in found
    assert "Article 18" not in found
    none = as_teacher.get(url("article-list"), {"q": "<b>"}).content.decode()
    assert "No title has “&lt;b&gt;” in it." in none


def test_another_teachers_published_article_is_in_the_library_to_use_not_to_change(desk):
    room = desk.room
    colleague = signed_in(room.other_teacher)
    page = colleague.get(url("article-detail", room.article.pk)).content.decode()
    assert "Make a quiz of the 6 kept" in page
    for name in ("edition-cleaning", "edition-content", "edition-review"):
        assert url(name, room.edition.pk) not in page
    assert colleague.post(url("article-detail", room.article.pk), {"title": "Mine"}).status_code == 404
    assert colleague.get(url("article-detail", room.draft.pk)).status_code == 404


def test_published_taken_back_and_archived(desk, as_teacher):
    article = desk.room.draft
    for act, status in (("publish", "published"), ("draft", "draft"), ("archive", "archived")):
        as_teacher.post(url("article-status", article.pk), {"act": act})
        article.refresh_from_db()
        assert article.status == status
    assert as_teacher.post(url("article-status", article.pk), {"act": "burn"}).status_code == 404


def test_title_and_summary(desk, as_teacher):
    article = desk.room.article
    as_teacher.post(url("article-detail", article.pk), {"title": "The lake", "summary": "Herons."})
    article.refresh_from_db()
    assert (article.title, article.summary) == ("The lake", "Herons.")
    answer = as_teacher.post(url("article-detail", article.pk), {"title": " "})
    assert answer.status_code == 422
    assert "<h1>The lake</h1>" in answer.content.decode()


def test_removing_asks_once_and_says_what_goes(desk, as_teacher):
    draft = desk.room.draft
    page = as_teacher.get(url("article-delete", draft.pk)).content.decode()
    assert "This cannot be undone." in page
    assert Article.objects.filter(pk=draft.pk).exists()
    as_teacher.post(url("article-delete", draft.pk))
    assert not Article.objects.filter(pk=draft.pk).exists()


def test_what_students_answered_about_stays(desk, as_teacher):
    room = desk.room
    Attempt.objects.create(quiz=room.quiz, student=room.student)
    room.closed_quiz.delete()
    assert "cannot be removed" in as_teacher.get(url("article-delete", room.article.pk)).content.decode()
    for name, pk in (("article-delete", room.article.pk), ("edition-delete", room.edition.pk)):
        as_teacher.post(url(name, pk))
        assert Quiz.objects.filter(pk=room.quiz.pk).exists()
        assert Edition.objects.filter(pk=room.edition.pk).exists()


def test_a_colleagues_quiz_is_not_pulled_from_under_her(desk, as_teacher):
    room = desk.room
    as_teacher.post(url("article-delete", room.article.pk))
    assert Quiz.objects.filter(pk=room.closed_quiz.pk).exists()
    assert Article.objects.filter(pk=room.article.pk).exists()


def test_one_telling_goes_and_the_article_stays(desk, as_teacher):
    room = desk.room
    as_teacher.post(url("edition-delete", room.easier.pk))
    assert not Edition.objects.filter(pk=room.easier.pk).exists()
    assert Article.objects.filter(pk=room.article.pk).exists()
    as_teacher.post(url("edition-delete", room.draft.editions.get().pk))
    assert not Article.objects.filter(pk=room.draft.pk).exists()


@pytest.mark.parametrize("page", ["x", "999", "-1"])
def test_odd_pages_show_a_page(desk, as_teacher, page):
    assert as_teacher.get(url("article-list"), {"page": page}).status_code == 200


def test_published_at_a_time_shown_and_undone_in_one_click(desk, as_teacher):
    article = desk.room.draft
    at = timezone.localtime() + timedelta(days=2)
    answer = as_teacher.post(
        url("article-status", article.pk), {"act": "schedule", "publish_at": f"{at:%Y-%m-%dT%H:%M}"}, follow=True
    )
    article.refresh_from_db()
    assert article.publish_at == at.replace(second=0, microsecond=0)
    wanted = f"{at.day} {at:%B %Y}, {at:%H:%M}"
    page = answer.content.decode()
    assert "It will be published on" in page
    assert wanted in page
    assert f"will be published on {wanted}" in as_teacher.get(url("article-list")).content.decode()
    page = as_teacher.post(url("article-status", article.pk), {"act": "unschedule"}, follow=True).content.decode()
    article.refresh_from_db()
    assert (article.status, article.publish_at) == ("draft", None)
    assert "Publish it at a time" in page


@pytest.mark.parametrize("given", ["", "yesterday", "2020-01-01T09:00"])
def test_a_time_that_will_not_do_is_refused_at_its_field(desk, as_teacher, given):
    article = desk.room.draft
    answer = as_teacher.post(url("article-status", article.pk), {"act": "schedule", "publish_at": given})
    assert answer.status_code == 422
    assert "errorlist" in answer.content.decode()
    article.refresh_from_db()
    assert article.publish_at is None


def test_assigning_a_quiz_does_not_publish_an_article_before_its_time(desk, as_teacher):
    room = desk.room
    room.article.schedule(timezone.now() + timedelta(days=1))
    page = as_teacher.get(url("assignment-create", room.quiz.pk)).content.decode()
    assert "until then students see neither it nor this quiz" in page
    as_teacher.post(url("assignment-create", room.quiz.pk), {"new_class": "8 C"})
    assert Classroom.objects.get(name="8 C").assignments.filter(quiz=room.quiz).exists()
    room.article.refresh_from_db()
    assert room.article.is_scheduled
