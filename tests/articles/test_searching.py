"""Search by words: the same on SQLite and on PostgreSQL, in step with the text, and never an error."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles import searching
from articles.library import shelf
from articles.models import Article, Section
from tests.reading_room import Room, make_concept, make_edition

pytestmark = pytest.mark.django_db


def titles(words: str) -> list[str]:
    return [article.title for article in Article.objects.published().matching(words)]


def story(title: str, text: str, summary: str = "") -> Article:
    article = Article.objects.create(title=title, summary=summary, status="published")
    make_edition(article, "original", [("", [[text]])])
    return article


@pytest.mark.parametrize(
    ("words", "is_found"),
    [
        ("her", True),
        ("HERONS clay", True),
        ("vill dam patien", True),
        ("eron", False),
        ("herons camel", False),
        ("kostanay", True),
        ("easier", False),
        ("birds are back", True),
        ("  ", True),
        ("%", False),
        ("🐟", False),
        ("_", False),
    ],
)
def test_every_word_begins_a_word_of_the_article(room: Room, words: str, is_found: bool) -> None:
    assert ("The lake that came back" in titles(words)) is is_found


def test_the_title_before_the_summary_before_the_text(db: None) -> None:
    story("Camels in the text", "A word about nothing.", summary="Wolves are shy.")
    story("A title of wolves", "A word about nothing.")
    story("Birch trees", "Far away some wolves were heard, and nothing else happened in that long winter night.")
    assert titles("wolves") == ["A title of wolves", "Camels in the text", "Birch trees"]


def test_more_of_it_comes_before_less(db: None) -> None:
    story("Aspens", "The fox slept, and the snow fell on the birches, the road and the roof.")
    story("Zithers", "The fox met a fox, and that fox knew a third fox.")
    assert titles("fox") == ["Zithers", "Aspens"]


def test_concepts_are_found_by_any_word_of_their_name(room: Room) -> None:
    make_concept(room.article, "Aral basin")
    assert titles("basin") == titles("ara") == [room.article.title]


def test_a_draft_is_found_by_nobody_in_the_library(room: Room) -> None:
    for reader in (room.student, room.other_teacher, room.teacher):
        assert list(shelf(reader, words="secret")) == []
    room.article.status = Article.Status.ARCHIVED
    room.article.save(update_fields=["status"])
    assert list(shelf(room.student, words="herons")) == []


def test_search_follows_every_change(db: None) -> None:
    article = story("Storks", "They nest on the chimney.")
    Section.objects.update(text="They nest on the minaret.")
    assert (titles("chimney"), titles("minaret")) == ([], ["Storks"])
    Article.objects.update(title="Cranes")
    assert (titles("storks"), titles("cranes")) == ([], ["Cranes"])
    Section.objects.all().delete()
    assert titles("minaret") == []
    article.delete()
    assert titles("cranes") == []


def test_a_migration_leaves_the_search_whole(room: Room) -> None:
    before = titles("herons")
    searching.lower(using="default")
    searching.raise_(using="default")
    searching.raise_(using="default")
    assert titles("herons") == before == [room.article.title]
    story("Later", "This came after the migration.")
    assert titles("migration") == ["Later"]


ODD = ['"', "'", '"a', "a*", "a:*", "NEAR(a b)", "a AND", "NOT", "OR OR", "(", "a & | !b", "-a", "^a", "title:a", "{a}"]


@pytest.mark.parametrize("words", [*ODD, "a\\", "a;DROP TABLE", "é́", "ә ғ қ", "٣", "²", "ⅷ", "x" * 5000, "\u0600a"])
def test_odd_input_is_searched_not_refused(room: Room, words: str) -> None:
    assert isinstance(titles(words), list)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=40))
def test_no_input_raises(db: None, words: str) -> None:
    assert titles(words) == [] or Article.objects.exists() or not words.strip()
