"""From a pasted text to drafts: what was cleaned away, put back, told again, and drafted."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from articles.fetching import fetch
from articles.models import Article, Edition, Removal
from articles.uploads import LARGEST_FILE
from quizzes.desk import bring_in_forms
from tests.articles.test_fetching import Site, says
from tests.articles.test_uploads import docx, paragraph
from tests.conftest import signed_in
from tests.reading_room import make_person

SEEDS = Path(__file__).parents[4] / "shared" / "seeds"
PASTED = """The herons of Tobyl

In 1987 the last heron left Lake Tobyl. Farmers had led the river into their fields , and the lake shrank.

Share this article on Facebook

A small dam

In 2011 forty volunteers built a dam of clay and reeds. The district engineers gave the dam two years, but it has
stood for twelve. In 2014 the first herons came back to the lake because small fish had spread from the springs.
"""


@pytest.fixture
def teacher(db) -> User:
    return make_person("Aigerim", "Teachers", is_staff=True)


@pytest.fixture
def mine(teacher) -> Client:
    return signed_in(teacher)


def bring(mine: Client, text: str = PASTED) -> Edition:
    answer = mine.post(reverse("desk:article-create"), {"text": text})
    assert answer.status_code == 302, answer.content.decode()
    return Edition.objects.latest("pk")


def test_a_pasted_text_is_kept_at_once_as_a_draft_of_hers(mine, teacher):
    edition = bring(mine)
    assert (edition.article.owner, edition.article.status) == (teacher, "draft")
    page = mine.get(reverse("desk:edition-cleaning", args=[edition.pk])).content.decode()
    assert "In 2011 forty volunteers" in page
    assert "Share this article on Facebook" in page
    assert "Put back" in page


def test_what_was_removed_comes_back_to_the_character(mine):
    edition = bring(mine)
    for removal in list(edition.removals.all()):
        mine.post(reverse("desk:removal-put-back", args=[removal.pk]), {"act": "put_back"})
    assert not edition.removals.filter(put_back=False).exists()
    assert "Share this article on Facebook" in "\n".join(edition.sections.values_list("text", flat=True))
    assert "fields , and" in edition.sections.first().text
    removal = edition.removals.get(removed__contains="Facebook")
    mine.post(reverse("desk:removal-put-back", args=[removal.pk]), {"act": "take_out"})
    assert "Facebook" not in "\n".join(edition.sections.values_list("text", flat=True))


def test_drafting_leads_to_the_first_draft(mine):
    edition = bring(mine)
    answer = mine.post(reverse("desk:edition-draft", args=[edition.pk]), follow=True)
    assert edition.questions.exists()
    assert "Draft 1 of" in answer.content.decode()


def test_a_text_in_another_language_is_not_drafted_and_says_so(mine):
    edition = bring(mine, "Өзен тасыды. Ауыл адамдары бөгет салды. Құтандар көлге қайтып келді. Балалар қуанды.")
    answer = mine.post(reverse("desk:edition-draft", args=[edition.pk]), follow=True)
    assert not edition.questions.exists()
    assert "not in English" in answer.content.decode()


def test_the_same_text_again_is_not_a_second_article(mine):
    bring(mine)
    answer = mine.post(reverse("desk:article-create"), {"text": PASTED}, follow=True)
    assert Article.objects.count() == 1
    assert "word for word" in answer.content.decode()


def test_another_file_of_the_same_name_does_not_replace_the_first(mine):
    for text in ("Bees sleep in winter. The queen stays warm.", "Snow fell in April. The roads were closed."):
        file = SimpleUploadedFile("article.txt", text.encode())
        assert mine.post(reverse("desk:article-create"), {"file": file}).status_code == 302
    assert Article.objects.count() == 2
    assert len(set(Edition.objects.values_list("source_name", flat=True))) == 2


def test_a_word_file_is_read(mine):
    file = SimpleUploadedFile("ferry.docx", docx(paragraph("The ferry", "Title") + paragraph("It ran until 1962.")))
    mine.post(reverse("desk:article-create"), {"file": file})
    assert Edition.objects.get().title == "The ferry"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "Paste the article here, or choose a file."),
        ({"text": "  \n "}, "Paste the article here, or choose a file."),
        ({"text": "x" * 300_000}, "too long for one article"),
        ({"file": SimpleUploadedFile("a.exe", b"MZ")}, "Choose a file that ends in"),
        ({"file": SimpleUploadedFile("a.txt", b"")}, "This file is empty"),
    ],
)
def test_what_cannot_be_used_is_refused_by_its_field(mine, given, words):
    answer = mine.post(reverse("desk:article-create"), given)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Article.objects.exists()


def test_fifty_megabytes_are_refused_with_a_sentence(mine):
    file = SimpleUploadedFile("huge.txt", b"a" * (5 * LARGEST_FILE))
    answer = mine.post(reverse("desk:article-create"), {"file": file})
    assert answer.status_code == 422
    assert "This file has 50 MB; at most 10 MB fit." in answer.content.decode()


def test_nothing_in_a_text_is_run_on_any_page(mine):
    evil = "<script>alert(1)</script> was written on the wall. The wall stood in Karatal until 1990. " * 3
    edition = bring(mine, evil)
    mine.post(reverse("desk:edition-draft", args=[edition.pk]))
    for name in ("cleaning", "content", "review", "coverage", "history"):
        page = mine.get(reverse(f"desk:edition-{name}", args=[edition.pk])).content.decode()
        assert "<script>alert" not in page, name
    assert "<script>alert" not in mine.get(reverse("desk:article-detail", args=[edition.article_id])).content.decode()


def test_title_attribution_and_licence_are_kept(mine):
    edition = bring(mine)
    url = reverse("desk:edition-cleaning", args=[edition.pk])
    given = {"title": "Herons again", "attribution": "A. Writer", "licence": "CC BY 4.0", "source": ""}
    assert mine.post(url, given).status_code == 302
    edition.refresh_from_db()
    assert (edition.title, edition.licence, edition.article.title) == ("Herons again", "CC BY 4.0", "Herons again")
    refused = mine.post(url, {**given, "title": " ", "source": "not an address"})
    assert refused.status_code == 422
    assert "Give the text a title." in refused.content.decode()


def test_a_doubt_is_put_aside(desk, as_teacher):
    url = reverse("desk:edition-cleaning", args=[desk.edition.pk])
    assert "Look here." in as_teacher.get(url).content.decode()
    as_teacher.post(reverse("desk:doubt-dismiss", args=[desk.doubt.pk]))
    assert "Look here." not in as_teacher.get(url).content.decode()


def test_a_text_may_be_put_beside_an_article_of_hers_but_not_of_anybody_else(desk, as_teacher):
    other = desk.room.draft.editions.get()
    foreign = Article.objects.create(title="Not hers", owner=desk.room.other_teacher)
    as_teacher.post(reverse("desk:edition-belongs", args=[other.pk]), {"article": foreign.pk})
    other.refresh_from_db()
    assert other.article == desk.room.draft
    as_teacher.post(reverse("desk:edition-belongs", args=[other.pk]), {"article": desk.room.article.pk})
    other.refresh_from_db()
    assert other.article == desk.room.article


def test_too_long_a_text_is_not_drafted_in_a_page(desk, as_teacher):
    Edition.objects.filter(pk=desk.edition.pk).update(word_count=50_000)
    answer = as_teacher.post(reverse("desk:edition-draft", args=[desk.edition.pk]), follow=True)
    assert "chapter by chapter" in answer.content.decode()


def test_the_customers_texts_are_told_apart_from_their_junk_and_put_together(mine):
    if not SEEDS.is_dir():
        if os.environ.get("CI") == "true":
            pytest.fail("../shared/seeds is missing")
        pytest.skip("../shared/seeds is not here")
    texts = sorted(SEEDS.glob("*.txt"))
    for path in texts:
        file = SimpleUploadedFile(path.name, path.read_bytes())
        assert mine.post(reverse("desk:article-create"), {"file": file}).status_code == 302
    assert Article.objects.count() == 1
    original = next(e for e in Edition.objects.all() if e.removals.filter(removed="info-icon").exists())
    page = mine.get(reverse("desk:edition-cleaning", args=[original.pk])).content.decode()
    assert "This looks like another telling of" in page
    given = bytes(original.revisions.get(number=1).given).decode()
    assert given == next(p for p in texts if p.name == original.source_name).read_bytes().decode("utf-8-sig")
    glued = original.removals.filter(removed="info-icon").first()
    mine.post(reverse("desk:removal-put-back", args=[glued.pk]), {"act": "put_back"})
    glued = Removal.objects.get(pk=glued.pk)
    assert glued.put_back
    assert given[glued.start : glued.end] == "info-icon"
    assert sum(section.text.count("info-icon") for section in original.sections.all()) == 1
    mine.post(reverse("desk:edition-belongs", args=[original.pk]))
    original.refresh_from_db()
    assert Article.objects.count() == 2
    assert original.article.editions.count() == 1


# By its web address

MARKUP = """<html><head><title>The herons of Tobyl</title></head><body><nav>Home | News</nav><article>
<h1>The herons of Tobyl</h1><p>In 1987 the last heron left Lake Tobyl. Farmers had led the river into their fields.</p>
<p>In 2011 forty volunteers built a dam of clay and reeds. <script>steal()</script>In 2014 the herons came back.</p>
</article></body></html>"""


@pytest.fixture
def site(settings, monkeypatch) -> Iterator[Site]:
    """A real server on this machine, which only these tests may reach, on a site whose operator allows fetching."""
    settings.FETCH_WEB_PAGES = True
    made = Site()
    monkeypatch.setattr(bring_in_forms, "fetch", partial(fetch, judge=made.judge))
    yield made
    made.server.shutdown()
    made.server.server_close()


def test_without_the_operators_leave_no_address_is_asked_for_or_fetched(mine):
    address = reverse("desk:article-create")
    assert "web address" not in mine.get(address).content.decode()
    answer = mine.post(address, {"address": "http://127.0.0.1/"})
    assert answer.status_code == 422
    assert "Paste the article here" in answer.content.decode()


def test_a_page_goes_the_way_of_a_file_and_says_where_it_comes_from(mine, site):
    site.pages["/herons"] = says(200, MARKUP.encode())
    answer = mine.post(reverse("desk:article-create"), {"address": site.url("/herons")})
    edition = Edition.objects.latest("pk")
    assert answer.status_code == 302
    assert edition.source == site.url("/herons")
    today = date_format(timezone.localdate(), "j F Y")
    assert f"Fetched from {site.url('/herons')} on {today}." in edition.attribution
    text = "\n".join(edition.sections.values_list("text", flat=True))
    assert "In 2014 the herons came back." in text
    assert "steal" not in text
    assert "Home | News" not in text


def test_a_refused_address_says_why_by_its_field_and_keeps_it(mine, site):
    Edition.objects.all().delete()
    answer = mine.post(reverse("desk:article-create"), {"address": site.url("/gone")})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "There is no page at this address." in page
    assert site.url("/gone") in page
    assert not Edition.objects.exists()


def test_an_address_inside_the_network_is_refused_at_the_desk(mine, settings):
    settings.FETCH_WEB_PAGES = True
    answer = mine.post(reverse("desk:article-create"), {"address": "http://127.0.0.1:8000/admin/"})
    assert answer.status_code == 422
    assert "inside this network" in answer.content.decode()


def test_a_text_and_an_address_are_not_given_both(mine, site):
    site.pages["/"] = says(200, MARKUP.encode())
    answer = mine.post(reverse("desk:article-create"), {"address": site.url(), "text": PASTED})
    assert answer.status_code == 422
    assert "one of the two" in answer.content.decode()
    assert not site.asked
