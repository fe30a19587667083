"""The admin of articles: bringing texts in, what a teacher meets there, concepts merged, pieces put back."""

from __future__ import annotations

import html

import pytest
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from articles.merging import concepts_merged, merge
from articles.models import Article, ArticleConcept, Concept, Doubt, Edition, Mention, Removal, Section, Sentence
from quizzes.models import ConceptProgress, Question
from tests.school import STRANGE, School, make_article, make_school

pytestmark = pytest.mark.django_db

TEXT = """The ferry of Lake Markakol

In 1936 a carpenter named Serik Omarov built a wooden ferry on Lake Markakol. It carried twelve people and two horses.

Why it was needed

The lake is nineteen kilometres wide. Families on the north shore could not reach the school before the ferry came.
"""


@pytest.fixture
def school() -> School:
    return make_school()


@pytest.fixture
def as_teacher(school: School, client: Client) -> Client:
    client.force_login(school.own.teacher)
    return client


@pytest.fixture
def as_operator(school: School, client: Client) -> Client:
    client.force_login(school.operator)
    return client


def listing(model: type) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")


def page_of(row: object, view: str = "change") -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_{view}", args=[row.pk])


def act(client: Client, model: type, action: str, *rows: object, **more: str) -> str:
    """Run an action on rows and return the words of the page that follows."""
    data = {"action": action, ACTION_CHECKBOX_NAME: [row.pk for row in rows], **more}
    return html.unescape(client.post(listing(model), data, follow=True).content.decode())


# Bringing in a text


def test_a_pasted_text_becomes_a_draft_of_the_teacher(as_teacher, school):
    answer = as_teacher.post(reverse("admin:articles_article_add"), {"text": TEXT.replace("\n", "\r\n")}, follow=True)
    article = Article.objects.get(title="The ferry of Lake Markakol")
    assert article.owner == school.own.teacher
    assert article.status == Article.Status.DRAFT
    edition = article.editions.get()
    assert [section.heading for section in edition.sections.all()] == ["", "Why it was needed"]
    # Browsers send the line ends of a text box as two characters, whatever was pasted.
    assert bytes(edition.current_revision.given).decode() == TEXT
    assert answer.redirect_chain[-1][0] == page_of(article)


def test_a_file_is_kept_byte_for_byte(as_teacher):
    data = TEXT.replace("carpenter", "plotnik №1").encode("cp1251", "replace")
    as_teacher.post(reverse("admin:articles_article_add"), {"file": SimpleUploadedFile("ferry.txt", data)}, follow=True)
    edition = Edition.objects.get(source_name="ferry.txt")
    assert bytes(edition.current_revision.given) == data
    given = as_teacher.get(reverse("admin:articles_edition_as_given", args=[edition.pk, 1]))
    assert given.content == data
    assert given["Content-Disposition"].startswith("attachment")


def test_an_operator_brings_in_texts_of_the_site(as_operator):
    as_operator.post(reverse("admin:articles_article_add"), {"text": TEXT, "title": "A ferry"})
    article = Article.objects.get(title="A ferry")
    assert article.owner is None
    assert not article.editions.get().title_is_guessed


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({}, "Paste the text or choose a file"),
        ({"text": TEXT, "file": SimpleUploadedFile("a.txt", b"One more.")}, "Paste the text or choose a file"),
        ({"file": SimpleUploadedFile("a.exe", b"MZ")}, "Choose a file that ends in"),
        ({"file": SimpleUploadedFile("a.txt", bytes(range(256)) * 20)}, ""),
    ],
)
def test_what_cannot_be_brought_in_is_said_in_a_sentence(as_teacher, school, sent, sentence):
    before = Article.objects.count()
    answer = as_teacher.post(reverse("admin:articles_article_add"), sent)
    assert answer.status_code == 200
    assert Article.objects.count() == before
    page = html.unescape(answer.content.decode())
    assert "errorlist" in page
    assert sentence in page


def test_a_telling_cannot_be_added_to_a_strangers_article(as_teacher, school):
    answer = as_teacher.post(
        reverse("admin:articles_article_add"), {"text": TEXT, "telling_of": school.other.article.pk}
    )
    assert answer.status_code == 200
    assert school.other.article.editions.count() == 1
    assert STRANGE not in answer.content.decode()


# What belongs to whom


def test_lists_show_her_own_and_the_site_s(as_teacher, school):
    page = as_teacher.get(listing(Article)).content.decode()
    assert school.own.article.title in page
    assert html.escape(school.site.title) in page
    assert STRANGE not in page


@pytest.mark.parametrize("model", [Article, Edition, Section, Sentence, Removal, Doubt, Concept])
def test_nothing_strange_in_any_list_search_or_filter(as_teacher, school, model):
    # Searched in small letters, which finds the same rows, so that the search box does not hold the word itself.
    for query in ("", f"?q={STRANGE.lower()}", "?all=", "?o=1"):
        page = as_teacher.get(listing(model) + query).content.decode()
        assert STRANGE not in page


def test_a_strangers_row_is_not_there(as_teacher, school):
    edition = school.other.edition
    section = edition.sections.first()
    rows = [school.other.article, edition, section, section.sentences.first(), school.other.concept]
    rows += [edition.removals.get(), edition.doubts.get()]
    for row in rows:
        for view in ("change", "history"):
            answer = as_teacher.get(page_of(row, view), follow=True)
            assert answer.redirect_chain == [("/admin/", 302)]
            assert STRANGE not in answer.content.decode()
    assert as_teacher.get(reverse("admin:articles_edition_as_given", args=[edition.pk, 1])).status_code == 404


def test_view_on_site_tells_no_address_of_a_strangers_draft(as_teacher, school):
    from django.contrib.contenttypes.models import ContentType

    kind = ContentType.objects.get_for_model(Article).pk
    own = as_teacher.get(reverse("admin:view_on_site", args=[kind, school.own.article.pk]))
    assert own.status_code == 302
    strange = as_teacher.get(reverse("admin:view_on_site", args=[kind, school.other.article.pk]))
    assert strange.status_code == 404
    assert STRANGE.lower() not in strange.content.decode().lower()


def test_the_site_s_articles_may_be_looked_at_not_changed(as_teacher, school):
    answer = as_teacher.get(page_of(school.site))
    assert answer.status_code == 200
    assert b'name="_save"' not in answer.content
    changed = as_teacher.post(page_of(school.site), {"title": "Mine now", "status": "published"})
    assert changed.status_code == 403
    assert as_teacher.get(page_of(school.site, "delete")).status_code == 403
    said = act(as_teacher, Article, "archive", school.site, school.own.article)
    assert "belong to the site" in said
    school.site.refresh_from_db()
    school.own.article.refresh_from_db()
    assert (school.site.title, school.site.status) == ("The site's own lake", "published")
    assert school.own.article.status == Article.Status.ARCHIVED


def test_an_action_on_a_strangers_row_does_nothing(as_teacher, school):
    act(as_teacher, Article, "publish", school.other.article)
    school.other.article.refresh_from_db()
    assert school.other.article.status == Article.Status.DRAFT


def test_the_owner_is_the_operators_affair(as_teacher, school):
    page = as_teacher.get(page_of(school.own.article)).content.decode()
    assert 'name="owner"' not in page
    fields = {
        "title": "A better title",
        "summary": "",
        "status": "published",
        "owner": school.other.teacher.pk,
        "editions-TOTAL_FORMS": 0,
        "editions-INITIAL_FORMS": 0,
        "concept_links-TOTAL_FORMS": 0,
        "concept_links-INITIAL_FORMS": 0,
    }
    as_teacher.post(page_of(school.own.article), fields)
    school.own.article.refresh_from_db()
    assert school.own.article.title == "A better title"
    assert school.own.article.owner == school.own.teacher
    assert school.own.article.published_at is not None


def test_words_of_a_text_cannot_be_changed_here(as_operator, school):
    section = school.own.edition.sections.first()
    for row in (section, section.sentences.first()):
        assert as_operator.get(page_of(row)).status_code == 200
        assert as_operator.post(page_of(row), {"text": "Changed."}).status_code == 403


def test_a_tag_by_hand_is_marked_as_a_persons(as_teacher, school):
    other = Concept.objects.create(name="Ferry")
    ArticleConcept.objects.create(tag=other, content_object=make_article("Second", school.own.teacher, word="Ferry"))
    link = school.own.article.concept_links.get()
    fields = {
        "title": school.own.article.title,
        "status": "draft",
        "editions-TOTAL_FORMS": 0,
        "editions-INITIAL_FORMS": 0,
        "concept_links-TOTAL_FORMS": 2,
        "concept_links-INITIAL_FORMS": 1,
        "concept_links-0-id": link.pk,
        "concept_links-1-id": "",
        "concept_links-1-content_object": school.own.article.pk,
        "concept_links-1-tag": other.pk,
    }
    answer = as_teacher.post(page_of(school.own.article), fields)
    assert answer.status_code == 302, answer.context["adminform"].errors
    assert school.own.article.concept_links.get(tag=other).is_manual


# Deleting


def test_an_article_with_attempts_stays(as_teacher, school):
    answer = as_teacher.post(page_of(school.own.article, "delete"), {"post": "yes"}, follow=True)
    assert "Archive instead" in answer.content.decode()
    assert Article.objects.filter(pk=school.own.article.pk).exists()
    said = act(as_teacher, Article, "delete_selected", school.own.article, post="yes")
    assert "1 attempt of a student rests on this" in said
    assert Article.objects.filter(pk=school.own.article.pk).exists()


def test_an_article_on_which_nothing_rests_may_go(as_teacher, school):
    article = make_article("A mistake", school.own.teacher, status="draft", word="Mistake")
    page = as_teacher.get(page_of(article, "delete")).content.decode()
    assert "Are you sure" in page
    as_teacher.post(page_of(article, "delete"), {"post": "yes"})
    assert not Article.objects.filter(pk=article.pk).exists()


def test_a_colleagues_quiz_keeps_an_article_and_stays_unnamed(as_teacher, school):
    from tests.school import make_question, make_quiz

    article = make_article("Shared", school.own.teacher, word="Shared")
    question = make_question(article.editions.get(), "Shared?")
    make_quiz(f"{STRANGE} secret quiz", school.other.teacher, [question])
    page = as_teacher.get(page_of(article, "delete")).content.decode()
    assert "A colleague has made a quiz" in page
    assert STRANGE not in page


# Removals, doubts


def test_reasons_stand_as_sentences_and_unseen_characters_by_their_numbers(as_teacher, school):
    Removal.objects.create(edition=school.own.edition, start=30, end=31, at=30, removed="\u200b", reason="invisible")
    page = as_teacher.get(listing(Removal)).content.decode()
    assert "Junk from the web page, glued to a word." in page
    assert "U+200B" in page


def test_a_piece_put_back_stands_in_the_text_again(as_teacher, school):
    junk = TEXT.replace("nineteen", "nineteen&nbsp;").replace("twelve people", "twelve  people ,")
    as_teacher.post(reverse("admin:articles_article_add"), {"text": junk}, follow=True)
    edition = Edition.objects.get(title="The ferry of Lake Markakol")
    removal = (
        edition.removals.filter(removed__contains=" ,").first() or edition.removals.exclude(reason="line_end").first()
    )
    before = "".join(edition.sections.values_list("text", flat=True))
    said = act(as_teacher, Removal, "put_back_chosen", removal)
    assert "1 piece was put back" in said
    removal.refresh_from_db()
    assert removal.put_back
    assert "".join(edition.sections.values_list("text", flat=True)) != before


def test_a_doubt_is_dismissed_and_raised_again(as_teacher, school):
    doubt = school.own.edition.doubts.get()
    act(as_teacher, Doubt, "dismiss", doubt)
    doubt.refresh_from_db()
    assert doubt.dismissed
    act(as_teacher, Doubt, "raise_again", doubt, school.other.edition.doubts.get())
    doubt.refresh_from_db()
    assert not doubt.dismissed


# Concepts


def second_concept(school: School, name: str = "The steppe") -> Concept:
    concept = Concept.objects.create(name=name, gloss="Grass without end.")
    ArticleConcept.objects.create(tag=concept, content_object=school.own.article, salience=0.9, is_manual=True)
    sentence = Sentence.objects.filter(section__edition=school.own.edition).first()
    Mention.objects.create(concept=concept, sentence=sentence, start=0, end=8)
    Mention.objects.create(concept=concept, sentence=sentence, start=9, end=12)
    return concept


def test_counts_are_of_what_she_may_see(as_teacher, school):
    shared = second_concept(school)
    strange = Sentence.objects.filter(section__edition=school.other.edition).first()
    Mention.objects.create(concept=shared, sentence=strange, start=0, end=4)
    ArticleConcept.objects.create(tag=shared, content_object=school.other.article)
    rows = as_teacher.get(listing(Concept)).context["cl"].result_list
    found = next(row for row in rows if row.pk == shared.pk)
    assert (found.mention_count, found.article_count) == (2, 1)
    page = as_teacher.get(page_of(shared)).content.decode()
    assert STRANGE not in page
    assert b'name="_save"' not in page.encode()


def test_merging_shows_first_and_then_moves_everything(as_teacher, school):
    kept, goes = school.own.concept, second_concept(school)
    school.own.ready.concepts.add(goes)
    ConceptProgress.objects.create(
        student=school.own.student, concept=goes, mastery=0.5, answers=1, last_answer_at="2026-01-05T10:00Z"
    )
    heard: list[object] = []

    def hear(sender, into, gone, **kwargs):
        heard.append((into, gone))

    concepts_merged.connect(hear)
    preview = as_teacher.post(
        listing(Concept), {"action": "merge_chosen", ACTION_CHECKBOX_NAME: [kept.pk, goes.pk]}, follow=True
    )
    assert kept.name in preview.content.decode()
    assert Concept.objects.filter(pk=goes.pk).exists()
    as_teacher.post(preview.redirect_chain[-1][0], {"into": kept.pk})
    concepts_merged.disconnect(hear)
    kept.refresh_from_db()
    assert not Concept.objects.filter(pk=goes.pk).exists()
    assert kept.aliases == ["The steppe"]
    assert kept.gloss == "Grass without end."
    # Both stood at the first place of the first sentence: one mention of the two is left there.
    assert kept.mentions.count() == 2
    link = kept.article_links.get()
    assert (link.salience, link.is_manual) == (0.9, True)
    assert list(school.own.ready.concepts.all()) == [kept]
    assert ConceptProgress.objects.filter(student=school.own.student).count() == 1
    assert heard == [(kept, [goes.pk])]


def test_merging_one_alone_is_refused(school):
    with pytest.raises(ValueError, match="at least two"):
        merge(into=school.own.concept, others=[school.own.concept])


def test_what_colleagues_use_too_cannot_be_merged(as_teacher, school):
    shared = second_concept(school)
    ArticleConcept.objects.create(tag=shared, content_object=school.other.article)
    said = act(as_teacher, Concept, "merge_chosen", shared, school.own.concept)
    assert "at least two concepts that you may change" in said
    address = reverse("admin:articles_concept_merge")
    for ids in (f"{shared.pk},{school.own.concept.pk}", f"{school.other.concept.pk},{school.own.concept.pk}", "x,,"):
        answer = as_teacher.post(f"{address}?ids={ids}", {"into": school.own.concept.pk}, follow=True)
        assert STRANGE not in answer.content.decode()
    assert Concept.objects.filter(pk__in=[shared.pk, school.other.concept.pk]).count() == 2


def test_looking_at_the_preview_changes_nothing(as_operator, school):
    address = f"{reverse('admin:articles_concept_merge')}?ids={school.own.concept.pk},{school.other.concept.pk}"
    assert as_operator.get(address).status_code == 200
    assert Concept.objects.count() == 3


def test_a_name_given_up_stays_known(as_operator, school):
    concept = school.own.concept
    before = concept.name
    fields = {
        "name": "Saryarka, the yellow ridge",
        "kind": "place",
        "gloss": "Hills in the middle of the country.",
        "aliases": "[]",
        "mentions-TOTAL_FORMS": 0,
        "mentions-INITIAL_FORMS": 0,
    }
    assert as_operator.post(page_of(concept), fields).status_code == 302
    concept.refresh_from_db()
    assert concept.aliases == [before]
    assert concept.gloss.startswith("Hills")


# As many queries for thirty rows as for three


@pytest.mark.parametrize("model", [Article, Edition, Section, Sentence, Removal, Doubt, Concept])
def test_a_long_list_costs_no_more_queries(as_teacher, school, model, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    address = listing(model)
    as_teacher.get(address)
    with CaptureQueriesContext(connection) as few:
        as_teacher.get(address)
    for number in range(30):
        make_article(f"More {number}", school.own.teacher, word=f"Word{number}")
    with CaptureQueriesContext(connection) as many:
        assert as_teacher.get(address).status_code == 200
    assert len(many) <= len(few)
    assert Question.objects.exists()


def test_a_draft_waits_for_its_time_and_nothing_else_does(school, as_operator):
    article = make_article("The bridge", None, status="draft")
    given = {
        "title": article.title,
        "summary": "",
        "status": "draft",
        "publish_at_0": "2040-05-01",
        "publish_at_1": "09:00",
        "editions-TOTAL_FORMS": 0,
        "editions-INITIAL_FORMS": 0,
        "concept_links-TOTAL_FORMS": 0,
        "concept_links-INITIAL_FORMS": 0,
    }
    as_operator.post(page_of(article), given)
    article.refresh_from_db()
    assert article.is_scheduled
    assert "Waits for its time" in as_operator.get(listing(Article)).content.decode()
    answer = as_operator.post(page_of(article), {**given, "publish_at_1": "10:00", "status": "published"})
    assert "Only a draft can wait for its time." in answer.content.decode()
    as_operator.post(page_of(article), {**given, "status": "published"})
    article.refresh_from_db()
    assert article.is_published
    assert article.publish_at is None
