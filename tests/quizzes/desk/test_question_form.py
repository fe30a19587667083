"""Writing and changing a question: each fault by its field, and nothing published that is not proven."""

from __future__ import annotations

import pytest
from django.urls import reverse

from quizzes.models import Attempt, Question, Response
from tests.quizzes.desk.conftest import Desk


def data(desk: Desk, **changes: object) -> dict[str, object]:
    given: dict[str, object] = {
        "stem": "Who built the dam of clay?",
        "understanding": "find",
        "explanation": "",
        "option_0": "Forty volunteers",
        "option_1": "The district office",
        "option_2": "Guests of the museum",
        "rationale_1": "The office did not believe in it.",
        "key": "0",
        "evidence": [desk.sentence("forty volunteers").pk],
        "act": "keep",
    }
    return {**given, **changes}


def create(desk: Desk, query: str = "") -> str:
    return reverse("desk:question-create", args=[desk.edition.pk]) + query


def test_a_question_of_her_own_is_published_with_its_sentence(desk, as_teacher):
    as_teacher.post(create(desk), data(desk))
    question = Question.objects.get(stem="Who built the dam of clay?")
    assert (question.status, question.origin) == ("ready", "written")
    assert question.evidence.get().quote.startswith("In 2011 forty volunteers")
    assert [option.is_key for option in question.options.all()] == [True, False, False]
    assert question.options.all()[1].rationale == "The office did not believe in it."


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"evidence": []}, "Choose the sentence of the text that proves the answer."),
        ({"key": ""}, "Mark the option that is right."),
        ({"stem": "  "}, "Write the question."),
        ({"option_1": "", "option_2": ""}, "Write at least two options."),
        ({"option_1": "forty VOLUNTEERS"}, "Two options say the same."),
        ({"key": "3"}, "marked as right is empty"),
        ({"evidence": ["999999"]}, "not one of the available choices"),
        ({"stem": "x" * 1001}, "at most 1000"),
    ],
)
def test_each_fault_is_said_by_its_field_and_nothing_is_stored(desk, as_teacher, changes, words):
    before = Question.objects.count()
    answer = as_teacher.post(create(desk), data(desk, **changes))
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert Question.objects.count() == before


def test_a_sentence_of_another_text_is_no_evidence(desk, as_teacher):
    foreign = desk.room.easier.sections.get().sentences.first()
    answer = as_teacher.post(create(desk), data(desk, evidence=[foreign.pk]))
    assert answer.status_code == 422


def test_a_draft_may_be_unfinished(desk, as_teacher):
    as_teacher.post(create(desk), data(desk, evidence=[], key="", act="save"))
    assert Question.objects.get(stem="Who built the dam of clay?").status == "draft"


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        ("true_false", {"option_0": "True", "option_1": "False", "key": "1"}),
        ("short", {"accepted": "forty volunteers\nvolunteers\nvolunteers"}),
        ("cloze", {"stem": "A dam of clay and ___", "accepted": "reeds"}),
        ("order", {"events": "Reeds\nFish\nHerons\n"}),
    ],
)
def test_every_kind_can_be_written(desk, as_teacher, kind, changes):
    answer = as_teacher.post(create(desk, f"?kind={kind}"), data(desk, **changes))
    assert answer.status_code == 302
    question = Question.objects.filter(kind=kind).latest("pk")
    assert question.status == "ready"
    assert question.faults() == []


@pytest.mark.parametrize(
    ("kind", "changes", "words"),
    [
        ("short", {"accepted": " \n "}, "at least one answer"),
        ("order", {"events": "Reeds\nFish"}, "at least three"),
        ("short", {"accepted": "x" * 301}, "at most 300"),
    ],
)
def test_every_kind_asks_for_what_it_needs(desk, as_teacher, kind, changes, words):
    answer = as_teacher.post(create(desk, f"?kind={kind}"), data(desk, **changes))
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_an_unknown_kind_is_not_found(desk, as_teacher):
    assert as_teacher.get(create(desk, "?kind=riddle")).status_code == 404


def test_editing_keeps_the_rows_of_options_and_the_exact_words_of_the_evidence(desk, as_teacher):
    draft = desk.drafts[0]
    rows = list(draft.options.values_list("pk", flat=True))
    as_teacher.post(reverse("desk:question-edit", args=[draft.pk]), data(desk))
    draft.refresh_from_db()
    assert draft.status == "ready"
    assert list(draft.options.values_list("pk", flat=True)) == rows
    assert draft.evidence.get().quote == "forty volunteers"


def test_choosing_another_sentence_moves_the_evidence(desk, as_teacher):
    draft = desk.drafts[0]
    other = desk.sentence("did not believe")
    as_teacher.post(reverse("desk:question-edit", args=[draft.pk]), data(desk, evidence=[other.pk]))
    assert draft.evidence.get().sentence == other


def test_a_ready_question_cannot_lose_its_proof(desk, as_teacher):
    question = desk.room.questions[0]
    answer = as_teacher.post(reverse("desk:question-edit", args=[question.pk]), data(desk, evidence=[], act="save"))
    question.refresh_from_db()
    assert answer.status_code == 422
    assert question.status == "ready"
    assert question.evidence.count() == 1


def test_a_ready_question_stays_ready_when_it_is_mended(desk, as_teacher):
    question = desk.room.questions[0]
    answer = as_teacher.post(
        reverse("desk:question-edit", args=[question.pk]), data(desk, option_3="Pupils", key="1", act="save")
    )
    question.refresh_from_db()
    assert answer.status_code == 302
    assert question.status == "ready"
    assert question.options.get(is_key=True).text == "The district office"


def test_once_answered_the_words_may_change_but_not_what_is_right(desk, as_teacher):
    question, quiz = desk.room.questions[0], desk.room.quiz
    attempt = Attempt.objects.create(quiz=quiz, student=desk.room.student)
    Response.objects.create(attempt=attempt, question=question, shown={}, given={}, mark=1.0)
    url = reverse("desk:question-edit", args=[question.pk])
    refused = as_teacher.post(url, data(desk, option_3="Pupils", key="1"))
    assert refused.status_code == 422
    assert "only together with their marks" in refused.content.decode()
    assert question.options.get(is_key=True).position == 1
    assert as_teacher.post(url, data(desk, option_3="The pupils", key="0")).status_code == 302
    question.refresh_from_db()
    assert question.status == "ready"
    assert question.stem == "Who built the dam of clay?"


def test_advice_comes_with_the_form_and_live_and_stores_nothing(desk, as_teacher):
    before = Question.objects.count()
    clang = data(desk, option_0="The clay was theirs", act="check")
    page = as_teacher.post(create(desk), clang).content.decode()
    assert "“clay”" in page
    live = as_teacher.post(reverse("desk:question-advice", args=[desk.edition.pk]) + "?kind=choice", clang)
    assert "“clay”" in live.content.decode()
    assert "<html" not in live.content.decode()
    assert Question.objects.count() == before


def test_what_she_wrote_is_still_there_after_a_fault_and_is_never_run(desk, as_teacher):
    answer = as_teacher.post(create(desk), data(desk, stem="<script>alert(1)</script>", evidence=[]))
    page = answer.content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "Guests of the museum" in page


def test_the_map_leads_to_a_question_on_the_sentence(desk, as_teacher):
    sentence = desk.sentence("counts the nests")
    page = as_teacher.get(create(desk, f"?sentence={sentence.pk}")).content.decode()
    assert f'value="{sentence.pk}" checked' in page
