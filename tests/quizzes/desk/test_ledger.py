"""The page on which a teacher holds two tellings against each other, and what her students see of it."""

from __future__ import annotations

import csv
import io

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from articles.comparing import build
from articles.ingest import ingest
from articles.models import Ledger, LedgerRow, Sentence
from quizzes.models import Question
from tests.conftest import signed_in
from tests.school import make_teacher
from tests.tellings_world import SECOND, Told, make_told

pytestmark = pytest.mark.django_db


@pytest.fixture
def told() -> Told:
    return make_told(make_teacher("miller"))


@pytest.fixture
def desk(told: Told) -> Client:
    return signed_in(told.teacher)


@pytest.fixture
def ledger(told: Told) -> Ledger:
    return build(told.first, told.second).ledger


def page(client: Client, told: Told, query: str = "") -> str:
    answer = client.get(reverse("desk:article-ledger", args=[told.article.pk]) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def post(client: Client, told: Told, what: str, **data: object):
    return client.post(reverse(f"desk:article-ledger-{what}", args=[told.article.pk]), data)


def mark(client: Client, told: Told, row: LedgerRow, **data: object):
    return post(client, told, "mark", **{"row": row.pk, "mark": "difference", **data})


def test_before_comparing_it_offers_to_compare_and_then_shows_what_differs_first(desk, told):
    assert "Compare them" in page(desk, told)
    assert post(desk, told, "build").status_code == 302
    shown = page(desk, told)
    assert '<mark class="ledger-lit">10%</mark>' in shown
    assert '<mark class="ledger-lit">12%</mark>' in shown
    assert shown.index("10% / 12%") < shown.index("Side by side")
    assert shown.index("10% / 12%") < shown.index("Divers from Almaty")


def test_one_telling_alone_has_nothing_to_compare(desk, told):
    told.second.delete()
    assert "has one telling only" in page(desk, told)
    post(desk, told, "build")
    assert not Ledger.objects.exists()


def test_both_texts_stand_side_by_side_whole(desk, told, ledger):
    shown = " ".join(strip_tags(page(desk, told).split("Side by side")[1]).split())
    for sentence in Sentence.objects.filter(section__edition__article=told.article):
        assert sentence.text in shown


def test_a_row_is_marked_with_the_telling_she_trusts_and_why(desk, told, ledger):
    row = ledger.rows.get(detail="10% / 12%")
    answer = mark(desk, told, row, mark="mistake", trusted=told.first.pk, note="The museum says ten.", kind="number")
    assert answer.status_code == 302
    assert answer.url.endswith(f"?kind=number#row-{row.pk}")
    row.refresh_from_db()
    assert (row.mark, row.trusted, row.note, row.marked_by) == (
        "mistake",
        told.first,
        "The museum says ten.",
        told.teacher,
    )
    mark(desk, told, row, mark="unconfirmed")
    row.refresh_from_db()
    assert (row.mark, row.trusted, row.marked_by, row.marked_at) == ("unconfirmed", None, None, None)


@pytest.mark.parametrize("data", [{"mark": "wrong"}, {"trusted": 999_999}, {"row": 0}, {"row": "x"}])
def test_a_mark_that_makes_no_sense_is_refused(desk, told, ledger, data):
    row = ledger.rows.first()
    assert post(desk, told, "mark", **{"row": row.pk, "mark": "same", **data}).status_code == 404
    row.refresh_from_db()
    assert row.mark == "unconfirmed"


@pytest.mark.parametrize("what", ["build", "mark", "open", "questions"])
def test_what_changes_something_is_posted_and_hers_alone(desk, told, ledger, what):
    path = reverse(f"desk:article-ledger-{what}", args=[told.article.pk])
    assert desk.get(path).status_code == 405
    for stranger in (signed_in(make_teacher("stranger")), signed_in(User.objects.create_user("pupil"))):
        assert stranger.post(path, {"row": ledger.rows.first().pk, "mark": "same", "act": "open"}).status_code == 404
    assert Client().post(path).status_code == 302
    assert not LedgerRow.objects.confirmed().exists()


def test_a_row_of_another_article_is_not_there(desk, told, ledger):
    other = make_told(make_teacher("other"))
    theirs = build(other.first, other.second).ledger.rows.first()
    assert mark(desk, told, theirs).status_code == 404
    assert (
        desk.get(reverse("desk:article-ledger", args=[told.article.pk]), {"pair": theirs.ledger_id}).status_code == 404
    )
    assert desk.get(reverse("desk:article-ledger", args=[told.article.pk]), {"pair": "²"}).status_code == 404


def test_filters_and_the_file_say_the_same(desk, told, ledger):
    shown = page(desk, told, "?kind=date").split("Side by side")[0]
    assert "late 1990s / early 1990s" in shown
    assert "10% / 12%" not in shown
    answer = desk.get(reverse("desk:article-ledger", args=[told.article.pk]) + "?kind=date&table=ledger&as=csv")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert answer["Content-Type"].startswith("text/csv")
    assert [row[4] for row in rows[1:]] == ["late 1990s / early 1990s"]
    assert desk.get(reverse("desk:article-ledger", args=[told.article.pk]) + "?table=other&as=csv").status_code == 404


def test_a_changed_text_is_said_to_be_changed(desk, told, ledger):
    assert "A text has changed" not in page(desk, told)
    ingest(data=SECOND.replace("12%", "15%"), edition=told.second, by=told.teacher)
    assert "A text has changed" in page(desk, told)
    post(desk, told, "build")
    assert "10% / 15%" in page(desk, told)


def test_students_see_it_when_it_is_opened_and_only_what_was_marked(desk, told, ledger):
    told.article.publish()
    path = reverse("articles:article-ledger", args=[told.article.slug])
    row = ledger.rows.get(detail="10% / 12%")
    mark(desk, told, row, mark="difference", trusted=told.first.pk, note="The museum says ten.")
    assert Client().get(path).status_code == 404
    assert desk.get(path).status_code == 200
    post(desk, told, "open", act="open")
    seen = Client().get(path).content.decode()
    assert '<mark class="ledger-lit">12%</mark>' in seen
    assert "The museum says ten." in seen
    assert "early 1990s" not in seen
    post(desk, told, "open", act="close")
    assert Client().get(path).status_code == 404
    assert post(desk, told, "open", act="maybe").status_code == 404


def test_thirty_rows_cost_what_three_do(desk, told, ledger, django_assert_max_num_queries):
    for number in range(30):
        LedgerRow.objects.create(ledger=ledger, position=99, kind="date", status="differs", identity=f"made {number}")
    with django_assert_max_num_queries(30):
        page(desk, told)


def test_words_of_the_texts_are_escaped(desk, told, ledger):
    row = ledger.rows.first()
    row.base_quote, row.base_spans = "<script>alert(1)</script>", [[0, 8], [3, 99], [-5, 2]]
    row.save()
    shown = page(desk, told)
    assert "<script>alert" not in shown
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown.replace('<mark class="ledger-lit">', "").replace(
        "</mark>", ""
    )


def test_comparison_questions_wait_as_drafts_with_evidence_in_both_tellings(desk, told, ledger):
    for row in ledger.rows.parting():
        mark(desk, told, row)
    answer = post(desk, told, "questions")
    assert answer.url == reverse("desk:edition-review", args=[ledger.base_id])
    drafted = Question.objects.filter(template__startswith="compare_")
    assert drafted.count() >= 2
    for question in drafted:
        assert question.status == Question.Status.DRAFT
        assert question.understanding == Question.Understanding.JUDGE
        assert question.faults() == []
        question.publish(by=told.teacher)
    told_in = {piece.sentence.section.edition_id for q in drafted for piece in q.evidence.all()}
    assert told_in == {told.first.pk, told.second.pk}
    assert any(option.role == "other_telling" for q in drafted for option in q.options.all())
    again = post(desk, told, "questions")
    assert again.url.startswith(reverse("desk:article-ledger", args=[told.article.pk]))
    assert Question.objects.filter(template__startswith="compare_").count() == drafted.count()


def test_what_she_called_a_matter_of_wording_is_not_asked(desk, told, ledger):
    for row in ledger.rows.parting():
        mark(desk, told, row, mark="wording")
    post(desk, told, "questions")
    assert not Question.objects.filter(template__startswith="compare_").exists()
