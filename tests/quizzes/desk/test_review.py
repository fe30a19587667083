"""Looking over drafts: keep, drop, next, undo; and the list of them."""

from __future__ import annotations

import html
from itertools import product

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Edition, Sentence
from quizzes.models import Evidence, Question
from tests.quizzes.desk.conftest import Desk, make_draft


def review(desk: Desk, query: str = "") -> str:
    return reverse("desk:edition-review", args=[desk.edition.pk]) + query


def test_the_best_draft_comes_first_beside_its_lit_sentence(desk, as_teacher):
    page = as_teacher.get(review(desk)).content.decode()
    assert "Who built the low dam?" in page
    assert '<mark class="evidence">forty volunteers</mark>' in page
    assert "Draft 1 of 3" in page
    assert "Who counts the nests?" not in page


def test_keeping_one_goes_straight_to_the_next(desk, as_teacher):
    first, second, _ = desk.drafts
    answer = as_teacher.post(reverse("desk:question-keep", args=[first.pk]), {"next": second.pk}, follow=True)
    page = answer.content.decode()
    first.refresh_from_db()
    assert first.status == Question.Status.READY
    assert first.reviewed_by == desk.room.teacher
    assert "Who counts the nests?" in page
    assert "Undo" in page


def test_undo_brings_a_kept_and_a_dropped_one_back(desk, as_teacher):
    for act, status in (("keep", "ready"), ("drop", "retired")):
        draft = desk.drafts[0]
        as_teacher.post(reverse(f"desk:question-{act}", args=[draft.pk]))
        draft.refresh_from_db()
        assert draft.status == status
        page = as_teacher.post(reverse("desk:question-reopen", args=[draft.pk]), follow=True).content.decode()
        draft.refresh_from_db()
        assert draft.status == "draft"
        assert draft.stem in page


def test_a_draft_without_evidence_is_not_kept_and_says_why(desk, as_teacher):
    draft = desk.drafts[0]
    draft.evidence.all().delete()
    answer = as_teacher.post(reverse("desk:question-keep", args=[draft.pk]), follow=True)
    draft.refresh_from_db()
    assert draft.status == "draft"
    assert answer.redirect_chain[-1][0] == reverse("desk:question-edit", args=[draft.pk])
    assert "no evidence" in answer.content.decode()


def test_a_draft_whose_quote_does_not_stand_in_the_text_is_not_kept(desk, as_teacher):
    draft = desk.drafts[0]
    Evidence.objects.filter(question=draft).update(quote="fifty volunteers")
    as_teacher.post(reverse("desk:question-keep", args=[draft.pk]))
    draft.refresh_from_db()
    assert draft.status == "draft"


def test_a_question_in_a_quiz_is_not_dropped_under_it(desk, as_teacher):
    question = desk.room.questions[0]
    for act in ("drop", "reopen"):
        answer = as_teacher.post(reverse(f"desk:question-{act}", args=[question.pk]), follow=True)
        assert "stands in the quiz" in answer.content.decode()
    question.refresh_from_db()
    assert question.status == "ready"


def test_another_teachers_quiz_is_not_named(desk, as_teacher):
    question = make_draft(desk.edition, "Asked elsewhere?", "forty volunteers from")
    question.publish()
    desk.room.closed_quiz.items.create(question=question, position=9)
    answer = as_teacher.post(reverse("desk:question-drop", args=[question.pk]), follow=True)
    assert desk.room.closed_quiz.title not in answer.content.decode()


def test_when_all_are_decided_the_quiz_is_one_click_away(desk, as_teacher):
    for draft in desk.drafts:
        as_teacher.post(reverse("desk:question-keep", args=[draft.pk]))
    page = as_teacher.get(review(desk)).content.decode()
    assert "Make a quiz of the 9 kept" in page
    assert reverse("desk:quiz-create", args=[desk.edition.pk]) in page


@pytest.mark.parametrize("query", ["?at=999999", "?at=x", "?at=" + "9" * 40, "?done=x", "?done=999999"])
def test_odd_addresses_show_the_first_draft(desk, as_teacher, query):
    answer = as_teacher.get(review(desk, query))
    assert answer.status_code == 200
    assert "Draft 1 of 3" in answer.content.decode()


def test_after_a_decision_on_the_list_she_stays_on_the_list(desk, as_teacher):
    back = reverse("desk:question-list", args=[desk.edition.pk]) + "?show=waiting"
    answer = as_teacher.post(reverse("desk:question-keep", args=[desk.drafts[0].pk]), {"back": back})
    assert answer.url == back


@pytest.mark.parametrize("back", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"])
def test_nobody_is_sent_to_another_site(desk, as_teacher, back):
    answer = as_teacher.post(reverse("desk:question-keep", args=[desk.drafts[0].pk]), {"back": back})
    assert answer.url.startswith("/desk/")


def test_the_list_offers_each_by_itself_and_never_all_at_once(desk, as_teacher):
    page = as_teacher.get(reverse("desk:question-list", args=[desk.edition.pk])).content.decode()
    for draft in desk.drafts:
        assert reverse("desk:question-keep", args=[draft.pk]) in page
    assert "keep all" not in page.lower()


def test_thirty_drafts_cost_as_many_queries_as_three(desk, as_teacher, django_assert_max_num_queries):
    url = reverse("desk:question-list", args=[desk.edition.pk])
    with django_assert_max_num_queries(14):
        as_teacher.get(url)
    for number in range(27):
        make_draft(desk.edition, f"Draft {number}?", "counts the nests")
    with django_assert_max_num_queries(14):
        as_teacher.get(url)
    with django_assert_max_num_queries(20):
        as_teacher.get(review(desk))


def test_the_index_says_how_many_wait_in_each_text(desk, as_teacher):
    page = as_teacher.get(reverse("desk:question-index")).content.decode()
    assert "<b>3</b> to look at" in page


# Another like this, and more


def draft_on(edition: Edition, quote: str) -> Question:
    return make_draft(edition, f"What is said of “{quote}”?", quote)


def ask_for_another(as_teacher: Client, question: Question) -> str:
    answer = as_teacher.post(reverse("desk:question-another", args=[question.pk]), follow=True)
    return html.unescape(answer.content.decode())


def test_another_question_on_the_same_sentence_stands_beside_it_as_a_draft(towers, as_teacher):
    draft = draft_on(towers, "Scotland bought its first lens")
    page = ask_for_another(as_teacher, draft)
    made = towers.questions.exclude(pk=draft.pk).get()
    assert "another question on the same sentence" in page
    assert made.stem in page
    assert (made.status, made.origin) == ("draft", "generated")
    assert made.evidence.get().sentence == draft.evidence.get().sentence
    assert not made.faults()
    draft.refresh_from_db()
    assert draft.status == "draft"


def test_where_the_sentence_gives_none_it_is_one_of_its_kind_from_its_section(towers, as_teacher):
    """Which sentences the engine has questions on is its own affair: it is asked about each, in each kind."""
    found = 0
    for sentence, kind in product(Sentence.objects.filter(section__edition=towers), Question.Kind.values):
        draft = make_draft(towers, f"What of sentence {sentence.pk} by {kind}?", sentence.text)
        draft.kind = kind
        draft.save(update_fields=["kind"])
        page = ask_for_another(as_teacher, draft)
        if "Nothing else can be asked of that sentence." not in page:
            continue
        found += 1
        made = towers.questions.latest("pk")
        assert made.pk != draft.pk
        assert made.kind == draft.kind
        assert made.evidence.get().sentence != sentence
        assert made.evidence.get().sentence.section == sentence.section
        if found == 2:
            break
    assert found


def test_each_time_it_is_another_one_until_there_is_none_and_that_is_said(towers, as_teacher):
    draft = draft_on(towers, "Scotland bought its first lens")
    given = []
    for _ in range(40):
        page = ask_for_another(as_teacher, draft)
        newest = towers.questions.latest("pk")
        if newest in [draft, *given]:
            break
        given.append(newest)
        as_teacher.post(reverse("desk:question-drop", args=[newest.pk]))
    assert len(given) >= 2
    assert "There is no other question like this one" in page
    assert draft.stem in page
    stems = [stem.casefold() for stem in towers.questions.values_list("stem", flat=True)]
    assert len(set(stems)) == len(stems)


def test_a_question_without_evidence_has_no_like(desk, as_teacher):
    bare = Question.objects.create(edition=desk.edition, kind="choice", stem="What is far away?")
    number = desk.edition.questions.count()
    assert "There is no other question like this one" in ask_for_another(as_teacher, bare)
    assert desk.edition.questions.count() == number


def ask_for_more(as_teacher: Client, edition: Edition) -> str:
    answer = as_teacher.post(reverse("desk:edition-more", args=[edition.pk]), follow=True)
    return html.unescape(answer.content.decode())


def test_more_drafts_come_from_sentences_that_nothing_was_asked_of_yet(towers, as_teacher):
    as_teacher.post(reverse("desk:edition-draft", args=[towers.pk]))
    first = set(towers.questions.values_list("pk", flat=True))
    asked = set(Evidence.objects.filter(question__in=first).values_list("sentence", flat=True))
    page = ask_for_more(as_teacher, towers)
    assert "5 more to look at" in page
    made = towers.questions.exclude(pk__in=first)
    assert made.count() == 5
    assert made.earliest("pk").stem in page
    sentences = [set(question.evidence.values_list("sentence", flat=True)) for question in made.order_by("pk")]
    assert not sentences[0] & asked
    assert not sentences[0] & sentences[1]
    assert not any(question.faults() for question in made)
    assert set(first) < set(towers.questions.values_list("pk", flat=True))


def test_ten_are_kept_from_a_text_whose_first_draft_has_fewer(towers, as_teacher):
    as_teacher.post(reverse("desk:edition-draft", args=[towers.pk]))
    assert 0 < towers.questions.count() < 10
    while waiting := towers.questions.filter(status="draft").first():
        as_teacher.post(reverse("desk:question-keep", args=[waiting.pk]))
    page = as_teacher.get(reverse("desk:edition-review", args=[towers.pk])).content.decode()
    assert reverse("desk:edition-more", args=[towers.pk]) in page
    ask_for_more(as_teacher, towers)
    while waiting := towers.questions.filter(status="draft").first():
        as_teacher.post(reverse("desk:question-keep", args=[waiting.pk]))
    assert towers.questions.filter(status="ready").count() >= 10


def test_more_can_be_asked_for_until_the_text_gives_none_and_that_is_said(towers, as_teacher):
    for _ in range(20):
        before = towers.questions.count()
        page = ask_for_more(as_teacher, towers)
        if towers.questions.count() == before:
            break
    assert before >= 12
    assert "gives no further question" in page
    stems = [stem.casefold() for stem in towers.questions.values_list("stem", flat=True)]
    assert len(set(stems)) == len(stems)


def test_where_all_were_dropped_more_is_offered_not_the_same_again(towers, as_teacher):
    draft = draft_on(towers, "Scotland bought its first lens")
    as_teacher.post(reverse("desk:question-drop", args=[draft.pk]))
    page = as_teacher.get(reverse("desk:edition-review", args=[towers.pk])).content.decode()
    assert "No draft waits; 1 was dropped" in page
    assert reverse("desk:edition-more", args=[towers.pk]) in page
    assert reverse("desk:edition-draft", args=[towers.pk]) not in page
