"""The page on which an article is read."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Article, Sentence
from tests.reading_room import LAKE, Room, make_concept


def url(article: Article, query: str = "") -> str:
    return reverse("articles:article-detail", args=[article.slug]) + query


def test_the_whole_text_stands_on_the_page(room: Room, client: Client) -> None:
    page = client.get(url(room.article)).content.decode()
    for heading, paragraphs in LAKE:
        assert heading in page
        for sentence in (s for paragraph in paragraphs for s in paragraph):
            assert sentence.split(" ", 1)[1][:20] in page
    assert "Written for this site." in page
    assert "1 minute to read" in page


def test_concepts_lead_to_their_page_and_carry_a_gloss(room: Room, client: Client) -> None:
    page = client.get(url(room.article)).content.decode()
    assert f'<a class="concept" href="/concepts/lake-tobyl/" data-gloss="gloss-{room.lake.pk}">Lake Tobyl</a>' in page
    assert "A steppe lake." in page


def test_a_concept_is_marked_once_in_a_section(room: Room, client: Client) -> None:
    make_concept(room.article, "herons")
    page = client.get(url(room.article)).content.decode()
    assert page.count(">herons</a>") == 2


def test_also_in_names_published_articles_only(room: Room, client: Client) -> None:
    other = Article.objects.create(title="Another lake", status="published")
    for article in (other, room.draft):
        make_concept(article, "Lake Tobyl")
    page = client.get(url(room.article)).content.decode()
    assert "Another lake" in page
    assert room.draft.title not in page


def test_another_telling(room: Room, client: Client) -> None:
    page = client.get(url(room.article, f"?telling={room.easier.pk}")).content.decode()
    assert "The birds are back at the lake." in page
    assert "forty volunteers" not in page


@pytest.mark.parametrize("telling", ["999999", "x", "-1", "1'"])
def test_a_telling_of_another_article_is_not_found(room: Room, client: Client, telling: str) -> None:
    assert client.get(url(room.article, f"?telling={telling}")).status_code == 404
    foreign = room.draft.editions.get().pk
    assert client.get(url(room.article, f"?telling={foreign}")).status_code == 404


def test_a_sentence_can_be_marked(room: Room, client: Client) -> None:
    sentence = Sentence.objects.get(text__startswith="In 2011 forty")
    page = client.get(url(room.article, f"?mark={sentence.pk}")).content.decode()
    assert f'<span class="s marked" id="s{sentence.pk}">' in page
    for odd in ("x", "", "9" * 30, "٣"):
        assert client.get(url(room.article, f"?mark={odd}")).status_code == 200


def test_a_draft_is_its_teachers_own(
    room: Room, as_teacher: Client, as_other_teacher: Client, as_student: Client, client: Client
) -> None:
    assert "still a secret" in as_teacher.get(url(room.draft)).content.decode()
    for reader in (as_other_teacher, as_student, client):
        assert reader.get(url(room.draft)).status_code == 404


def test_what_was_typed_is_escaped(room: Room, client: Client) -> None:
    Article.objects.filter(pk=room.article.pk).update(summary="<b>bold</b> & more")
    page = client.get(url(room.article)).content.decode()
    assert "&lt;b&gt;bold&lt;/b&gt; &amp; more" in page


def test_open_quizzes_are_offered_and_closed_ones_are_not(room: Room, client: Client) -> None:
    page = client.get(url(room.article)).content.decode()
    assert room.quiz.get_absolute_url() in page
    assert room.closed_quiz.title not in page


def test_an_article_without_text_says_so(db: None, client: Client) -> None:
    empty = Article.objects.create(title="Nothing yet", status="published")
    assert "no text yet" in client.get(url(empty)).content.decode()


def test_only_for_reading_and_only_what_is_there(room: Room, client: Client) -> None:
    assert client.post(url(room.article)).status_code == 405
    assert client.get("/read/no-such-article/").status_code == 404


def test_as_many_queries_for_many_concepts_as_for_few(room: Room, client: Client, django_assert_num_queries) -> None:
    # article, tellings, sections, sentences, mentions, also in, quizzes
    with django_assert_num_queries(7):
        client.get(url(room.article))
    for word in ("village", "reeds", "herons", "clay", "river", "springs", "museum", "visitors", "fish", "April"):
        make_concept(room.article, word)
    with django_assert_num_queries(7):
        client.get(url(room.article))


def test_text_size_is_kept_on_the_device(room: Room, client: Client) -> None:
    back = url(room.article)
    assert client.post("/text-size/", {"size": "xl", "next": back}).headers["Location"] == back
    assert 'data-text="xl"' in client.get(back).content.decode()


@pytest.mark.parametrize(("size", "back"), [("huge", "/library/"), ("", ""), ("l", "https://elsewhere.example/")])
def test_text_size_takes_no_nonsense(db: None, client: Client, size: str, back: str) -> None:
    response = client.post("/text-size/", {"size": size, "next": back})
    assert response.headers["Location"] == "/library/"
    assert ("oqu_text_size" in response.cookies) is (size == "l")
    assert client.get("/text-size/").status_code == 405
