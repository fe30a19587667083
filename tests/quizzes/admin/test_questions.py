"""The admin of questions: nothing is ready but through the guard, evidence stands where it is said to."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from articles.models import Edition, Sentence
from quizzes.models import (
    Evidence,
    Question,
)
from tests.quizzes.admin.acting import act, form_of, listing, page_of, words
from tests.school import STRANGE, digest, make_question

pytestmark = pytest.mark.django_db


def test_the_list_shows_each_question_with_its_evidence(as_teacher, school):
    page = words(as_teacher.get(listing(Question)))
    assert school.own.draft.stem in page
    assert school.own.draft.evidence.get().quote[:60] in page
    assert school.site_question.stem in page
    assert "A draft of the site?" not in page
    assert STRANGE not in page


def test_the_evidence_is_lit_in_its_paragraph(as_teacher, school):
    page = as_teacher.get(page_of(school.own.draft)).content.decode()
    evidence = school.own.draft.evidence.get()
    assert f"<mark>{evidence.quote}</mark>" in page
    neighbour = evidence.sentence.section.sentences.exclude(pk=evidence.sentence_id).get()
    assert neighbour.text in page


def test_what_a_text_says_is_escaped_around_the_mark(as_teacher, school):
    sentence = school.own.edition.sections.last().sentences.last()
    section = sentence.section
    section.text = section.text.replace("A short", "<script>x</script> A short")
    section.text = section.text.replace(". In", " <b>. In")
    Sentence.objects.filter(pk=sentence.pk).update(start=section.text.index("In 1922"), end=len(section.text))
    section.save()
    page = as_teacher.get(page_of(school.own.draft)).content.decode()
    assert "<mark>" in page
    assert "<b>. In" not in page
    assert "&lt;b&gt;" in page


def test_make_ready_publishes_what_holds_and_says_why_not_of_the_rest(as_teacher, school):
    keyless = make_question(school.own.edition, "Two keys?", ready=False)
    keyless.options.update(is_key=True)
    bare = make_question(school.own.edition, "No evidence?", ready=False)
    bare.evidence.all().delete()
    said = act(as_teacher, Question, "make_ready", school.own.draft, keyless, bare)
    assert "1 question is ready." in said
    assert "“Two keys?”: Exactly one option must be the key; 3 are." in said
    assert "“No evidence?”: It has no evidence" in said
    states = dict(Question.objects.values_list("stem", "status"))
    assert states[school.own.draft.stem] == "ready"
    assert states["Two keys?"] == states["No evidence?"] == "draft"
    school.own.draft.refresh_from_db()
    assert school.own.draft.reviewed_by == school.own.teacher


def test_ready_by_hand_meets_the_same_guard(as_teacher, school):
    address = page_of(school.own.draft)
    school.own.draft.evidence.all().delete()
    data = form_of(as_teacher, address) | {"status": "ready"}
    answer = as_teacher.post(address, data, follow=True)
    assert answer.status_code == 200
    assert "It has no evidence" in words(answer)
    school.own.draft.refresh_from_db()
    assert school.own.draft.status == "draft"


def test_a_good_draft_becomes_ready_by_hand(as_teacher, school):
    address = page_of(school.own.draft)
    data = form_of(as_teacher, address) | {"status": "ready", "stem": "What did they build?"}
    assert as_teacher.post(address, data).status_code == 302
    school.own.draft.refresh_from_db()
    assert (school.own.draft.status, school.own.draft.stem) == ("ready", "What did they build?")
    assert school.own.draft.reviewed_by == school.own.teacher


def test_a_ready_question_that_loses_its_key_goes_back_to_draft(as_teacher, school):
    question = make_question(school.own.edition, "Was it stone?")
    address = page_of(question)
    data = form_of(as_teacher, address)
    data.pop("options-0-is_key")
    answer = as_teacher.post(address, data, follow=True)
    assert "Exactly one option must be the key; 0 are." in words(answer)
    question.refresh_from_db()
    assert question.status == "draft"


def test_a_ready_question_made_another_kind_does_not_break_the_page(as_teacher, school):
    question = make_question(school.own.edition, "In which order?", ready=False)
    question.kind = "order"
    question.save()
    question.options.update(is_key=False)
    question.publish()
    address = page_of(question)
    answer = as_teacher.post(address, form_of(as_teacher, address) | {"kind": "choice"}, follow=True)
    assert answer.status_code == 200
    question.refresh_from_db()
    assert question.status != "ready"


def test_retiring_keeps_the_row(as_teacher, school):
    act(as_teacher, Question, "retire", school.own.ready)
    school.own.ready.refresh_from_db()
    assert school.own.ready.status == "retired"


def test_a_question_with_answers_is_not_deleted(as_teacher, school):
    page = words(as_teacher.post(page_of(school.own.ready, "delete"), {"post": "yes"}, follow=True))
    assert "Retire instead" in page
    assert Question.objects.filter(pk=school.own.ready.pk).exists()
    as_teacher.post(page_of(school.own.draft, "delete"), {"post": "yes"})
    assert not Question.objects.filter(pk=school.own.draft.pk).exists()


def test_the_key_of_an_answered_question_stands_fast(as_operator, school):
    question = school.own.ready
    address = page_of(question)
    assert "its key stands fast" in words(as_operator.get(address))
    data = form_of(as_operator, address)
    first, second = question.options.all()[:2]
    data |= {"options-0-is_key": "", "options-1-is_key": "on", "options-1-text": "A watchtower"}
    assert as_operator.post(address, data).status_code == 302
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.is_key, second.is_key, second.text) == (True, False, "A watchtower")


def evidence_form(question: Question, **more: Any) -> dict[str, Any]:
    return {
        "evidence-TOTAL_FORMS": 1,
        "evidence-INITIAL_FORMS": 0,
        "evidence-0-question": question.pk,
        **{f"evidence-0-{name}": value for name, value in more.items()},
    }


def test_evidence_is_chosen_by_sentence_and_quoted_in_words(as_teacher, school):
    question = school.own.draft
    question.evidence.all().delete()
    sentence = Sentence.objects.filter(section__edition=school.own.edition).latest("pk")
    address = page_of(question)
    data = form_of(as_teacher, address) | evidence_form(question, sentence=sentence.pk, quote="built a bridge of stone")
    assert as_teacher.post(address, data).status_code == 302
    evidence = question.evidence.get()
    assert sentence.text[evidence.start : evidence.end] == evidence.quote == "built a bridge of stone"
    assert evidence.digest == digest("built a bridge of stone")


@pytest.mark.parametrize(
    ("quote", "sentence_says"),
    [
        ("a bridge of glass", "do not stand in the chosen sentence"),
        ("e", "more than once"),
    ],
)
def test_evidence_that_does_not_stand_there_is_refused(as_teacher, school, quote, sentence_says):
    question = school.own.draft
    question.evidence.all().delete()
    sentence = Sentence.objects.filter(section__edition=school.own.edition).latest("pk")
    address = page_of(question)
    data = form_of(as_teacher, address) | evidence_form(question, sentence=sentence.pk, quote=quote)
    answer = as_teacher.post(address, data)
    assert answer.status_code == 200
    assert sentence_says in words(answer)
    assert not question.evidence.exists()


def test_an_empty_quote_takes_the_whole_sentence(as_teacher, school):
    question = school.own.draft
    question.evidence.all().delete()
    sentence = Sentence.objects.filter(section__edition=school.own.edition).latest("pk")
    address = page_of(question)
    as_teacher.post(address, form_of(as_teacher, address) | evidence_form(question, sentence=sentence.pk, quote=""))
    assert question.evidence.get().quote == sentence.text


def test_evidence_of_another_text_is_no_choice(as_teacher, school):
    question = school.own.draft
    question.evidence.all().delete()
    strange = Sentence.objects.filter(section__edition=school.other.edition).latest("pk")
    address = page_of(question)
    answer = as_teacher.post(
        address, form_of(as_teacher, address) | evidence_form(question, sentence=strange.pk, quote="")
    )
    assert answer.status_code == 200
    assert STRANGE not in answer.content.decode()
    assert not Evidence.objects.filter(question=question).exists()


def new_question(edition: Edition, **more: Any) -> dict[str, Any]:
    empty = {f"{prefix}-{part}_FORMS": 0 for prefix in ("options", "accepted_answers") for part in ("TOTAL", "INITIAL")}
    return {"edition": edition.pk, "kind": "short", "stem": "How wide?", "difficulty": 0.5, "understanding": "find"} | (
        empty | more
    )


def test_a_new_question_is_a_draft_and_goes_on_to_its_evidence(as_teacher, school):
    address = reverse("admin:quizzes_question_add")
    answer = as_teacher.post(address, new_question(school.own.edition, status="ready"))
    question = Question.objects.get(stem="How wide?")
    assert answer.url == page_of(question)
    assert (question.status, question.origin) == ("draft", "written")


@pytest.mark.parametrize("whose", ["site", "other"])
def test_a_question_on_a_text_that_is_not_hers_is_refused(as_teacher, school, whose):
    edition = school.site_edition if whose == "site" else school.other.edition
    answer = as_teacher.post(reverse("admin:quizzes_question_add"), new_question(edition))
    assert answer.status_code == 200
    assert not Question.objects.filter(stem="How wide?").exists()
    assert STRANGE not in answer.content.decode()


def test_drafting_offers_her_own_texts_only(as_teacher, school):
    address = reverse("admin:quizzes_question_draft")
    offered = as_teacher.get(address).context["form"].fields["edition"].queryset
    assert list(offered) == [school.own.edition]
    answer = as_teacher.post(address, {"edition": school.other.edition.pk})
    assert answer.status_code == 200
    assert STRANGE not in answer.content.decode()
