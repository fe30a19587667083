"""The page of a concept: what it is, and every place that names it."""

from __future__ import annotations

from django.test import Client

from articles.models import Concept
from tests.reading_room import Room, make_concept


def test_gloss_articles_and_places(room: Room, client: Client) -> None:
    page = client.get("/concepts/lake-tobyl/").content.decode()
    assert "A steppe lake." in page
    assert "The lake that came back" in page
    assert "<b>Lake Tobyl</b>" in page
    assert "&amp;mark=" in page


def test_a_draft_is_not_given_away(room: Room, client: Client, as_teacher: Client, as_other_teacher: Client) -> None:
    make_concept(room.draft, "secret")
    assert client.get("/concepts/secret/").status_code == 404
    assert as_other_teacher.get("/concepts/secret/").status_code == 404
    assert "still a <b>secret</b>" in as_teacher.get("/concepts/secret/").content.decode()
    make_concept(room.draft, "Lake Tobyl")
    assert room.draft.title not in client.get("/concepts/lake-tobyl/").content.decode()


def test_names_in_kazakh_letters_have_a_page(room: Room, client: Client) -> None:
    concept = make_concept(room.article, "Қостанай өңірі")
    assert client.get(concept.get_absolute_url()).status_code == 200


def test_unknown_and_wrong_method(room: Room, client: Client) -> None:
    assert client.get("/concepts/no-such-thing/").status_code == 404
    assert client.post("/concepts/lake-tobyl/").status_code == 405


def test_many_places_cost_as_many_queries_as_few(room: Room, client: Client, django_assert_num_queries) -> None:
    # concept, articles, places
    with django_assert_num_queries(3):
        client.get("/concepts/lake-tobyl/")
    for article in range(12):
        make_concept(type(room.article).objects.create(title=f"Lake {article}", status="published"), "Lake Tobyl")
    assert Concept.objects.count() == 2
    with django_assert_num_queries(3):
        client.get("/concepts/lake-tobyl/")
