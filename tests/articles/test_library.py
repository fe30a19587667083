"""The library: what stands in it for whom, and how it is searched."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Article
from tests.reading_room import Room, make_concept, make_edition

URL = "/library/"


def hard_article() -> Article:
    article = Article.objects.create(title="Hydrological considerations", status="published")
    sentence = (
        "Interdisciplinary hydrological investigations demonstrated unprecedented sedimentation throughout "
        "internationally administered transboundary watercourses notwithstanding considerable countermeasures."
    )
    make_edition(article, "original", [("", [[sentence, sentence]])])
    return article


def test_shows_published_articles_with_minutes_level_and_tellings(room: Room, client: Client) -> None:
    page = client.get(URL).content.decode()
    assert reverse("articles:library") == URL
    assert "The lake that came back" in page
    assert "1 min" in page
    assert "2 tellings" in page
    assert "Lake Tobyl" in page


def test_no_draft_for_anybody(room: Room, as_teacher: Client, as_student: Client, client: Client) -> None:
    for reader in (as_teacher, as_student, client):
        assert room.draft.title not in reader.get(URL).content.decode()


@pytest.mark.parametrize(
    ("words", "is_found"),
    [("herons", True), ("HERONS clay", True), ("Tobyl", True), ("camel", False), ("patience", True), ("%", False)],
)
def test_search_in_text_title_summary_and_concepts(room: Room, client: Client, words: str, is_found: bool) -> None:
    page = client.get(URL, {"q": words}).content.decode()
    assert ("The lake that came back" in page) is is_found
    if not is_found:
        assert "Nothing here matches" in page


def test_search_is_shown_escaped(room: Room, client: Client) -> None:
    page = client.get(URL, {"q": "<script>alert(1)</script>"}).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_by_concept(room: Room, client: Client) -> None:
    other = hard_article()
    make_concept(other, "sedimentation")
    page = client.get(URL, {"concept": "sedimentation"}).content.decode()
    assert other.title in page
    assert "The lake that came back" not in page


@pytest.mark.parametrize(
    ("level", "is_easy", "is_hard"), [("easy", True, False), ("hard", False, True), ("", True, True)]
)
def test_by_level(room: Room, client: Client, level: str, is_easy: bool, is_hard: bool) -> None:
    other = hard_article()
    page = client.get(URL, {"level": level}).content.decode()
    assert ("The lake that came back" in page) is is_easy
    assert (other.title in page) is is_hard


@pytest.mark.parametrize("query", ["level=none", "page=999", "page=x", "q=" + "a" * 200, "concept=%00", "q=%00"])
def test_odd_requests_get_a_page(room: Room, client: Client, query: str) -> None:
    assert client.get(f"{URL}?{query}").status_code == 200


def test_an_empty_library_says_so(db: None, client: Client) -> None:
    assert "shelves are still empty" in client.get(URL).content.decode()


def test_pages_keep_the_search(db: None, client: Client) -> None:
    for number in range(30):
        Article.objects.create(title=f"Story {number:02}", summary="wolves", status="published")
    page = client.get(URL, {"q": "wolves", "page": 2}).content.decode()
    assert "Story 29" in page
    assert "Story 01" not in page
    assert "q=wolves" in page
    assert "page=1" in page


def test_only_for_reading(room: Room, client: Client) -> None:
    assert client.post(URL).status_code == 405


def test_as_many_queries_for_thirty_articles_as_for_three(
    room: Room, client: Client, django_assert_num_queries
) -> None:
    def more(count: int) -> None:
        for number in range(count):
            article = Article.objects.create(title=f"Story {count} {number}", status="published")
            make_edition(article, "original", [("", [["One short sentence stands here."]])])
            make_concept(article, f"concept {count} {number}")

    more(3)
    # count, articles, editions with their measures, concepts of the articles, the concepts themselves are joined
    with django_assert_num_queries(4):
        client.get(URL)
    more(15)
    with django_assert_num_queries(4):
        client.get(URL)
