"""The admin of questions, quizzes, classes and answers: guards, ownership, read-only records, query budgets."""

from __future__ import annotations

import html
from typing import Any

import pytest
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models import Edition, Sentence
from quizzes.models import (
    AcceptedAnswer,
    Assignment,
    Attempt,
    Classroom,
    ConceptProgress,
    Evidence,
    Membership,
    Option,
    Question,
    Quiz,
    Regrade,
    Response,
    ReviewCard,
)
from tests.school import STRANGE, School, digest, make_article, make_attempt, make_question, make_quiz, make_school

pytestmark = pytest.mark.django_db

MODELS = [
    Question,
    Quiz,
    Classroom,
    Assignment,
    Attempt,
    Response,
    Regrade,
    ConceptProgress,
    ReviewCard,
    User,
]


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


def page_of(row: Any, view: str = "change") -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_{view}", args=[row.pk])


def act(client: Client, model: type, action: str, *rows: Any, **more: str) -> str:
    data = {"action": action, ACTION_CHECKBOX_NAME: [row.pk for row in rows], **more}
    return words(client.post(listing(model), data, follow=True))


def words(answer: Any) -> str:
    return html.unescape(answer.content.decode())


def form_of(client: Client, address: str) -> dict[str, Any]:
    """Everything that the page's form would send as it stands, inlines included."""
    context = client.get(address).context
    data: dict[str, Any] = {}
    forms = [context["adminform"].form]
    for inline in context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.initial_forms]
    for form in forms:
        for field in form:
            if field.field.disabled:
                continue
            value = field.value()
            if value is not None and value is not False:
                data[field.html_name] = getattr(value, "pk", value)
    return data


# Questions: nothing is ready but through the guard


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


# Quizzes


def quiz_form(edition: Edition, *questions: Question, **more: Any) -> dict[str, Any]:
    data = {
        "title": "A new quiz",
        "edition": edition.pk,
        "status": "ready",
        "mode": "practice",
        "shuffle_options": "on",
        "items-TOTAL_FORMS": len(questions),
        "items-INITIAL_FORMS": 0,
    }
    for number, question in enumerate(questions):
        data |= {f"items-{number}-question": question.pk, f"items-{number}-position": number + 1}
        data |= {f"items-{number}-points": 1}
    return data | more


def test_a_quiz_made_is_the_teachers(as_teacher, school):
    data = quiz_form(school.own.edition, school.own.ready, owner=school.other.teacher.pk)
    assert as_teacher.post(reverse("admin:quizzes_quiz_add"), data).status_code == 302
    quiz = Quiz.objects.get(title="A new quiz")
    assert (quiz.owner, quiz.status) == (school.own.teacher, "ready")
    assert list(quiz.questions.all()) == [school.own.ready]


def test_a_quiz_on_the_sites_text_is_allowed(as_teacher, school):
    data = quiz_form(school.site_edition, school.site_question)
    assert as_teacher.post(reverse("admin:quizzes_quiz_add"), data).status_code == 302


def test_a_draft_a_strangers_and_another_texts_question_are_refused(as_teacher, school):
    address = reverse("admin:quizzes_quiz_add")
    for question in (school.own.draft, school.other.ready, school.site_question):
        answer = as_teacher.post(address, quiz_form(school.own.edition, question))
        assert answer.status_code == 200
        assert STRANGE not in answer.content.decode()
    assert not Quiz.objects.filter(title="A new quiz").exists()


def test_a_quiz_without_questions_stays_a_draft(as_teacher, school):
    answer = as_teacher.post(reverse("admin:quizzes_quiz_add"), quiz_form(school.own.edition), follow=True)
    assert "at least one ready question" in words(answer)
    quiz = Quiz.objects.get(title="A new quiz")
    assert quiz.status == "draft"
    said = act(as_teacher, Quiz, "make_ready", quiz)
    assert "at least one ready question" in said
    quiz.refresh_from_db()
    assert quiz.status == "draft"


def test_quizzes_are_retired_and_made_ready(as_teacher, school):
    act(as_teacher, Quiz, "retire", school.own.quiz)
    school.own.quiz.refresh_from_db()
    assert school.own.quiz.status == "retired"
    act(as_teacher, Quiz, "make_ready", school.own.quiz)
    school.own.quiz.refresh_from_db()
    assert school.own.quiz.status == "ready"


@pytest.mark.parametrize("part", ["quiz", "classroom", "assignment"])
def test_what_attempts_rest_on_is_not_deleted(as_teacher, school, part):
    row = getattr(school.own, part)
    page = words(as_teacher.post(page_of(row, "delete"), {"post": "yes"}, follow=True))
    assert "attempt of a student rests on this" in page
    assert type(row).objects.filter(pk=row.pk).exists()
    act(as_teacher, type(row), "delete_selected", row, post="yes")
    assert type(row).objects.filter(pk=row.pk).exists()


def test_a_students_account_with_work_is_not_deleted(as_operator, school):
    page = words(as_operator.post(page_of(school.own.student, "delete"), {"post": "yes"}, follow=True))
    assert "would be lost" in page
    assert User.objects.filter(pk=school.own.student.pk).exists()


# Autocompletes


@pytest.mark.parametrize(
    ("app", "model", "field"),
    [
        ("quizzes", "quizitem", "question"),
        ("quizzes", "assignment", "quiz"),
        ("quizzes", "assignment", "classroom"),
        ("quizzes", "assignment", "students"),
        ("quizzes", "membership", "student"),
        ("quizzes", "question", "edition"),
        ("quizzes", "question", "concepts"),
        ("quizzes", "attempt", "assignment"),
        ("quizzes", "response", "attempt"),
        ("quizzes", "evidence", "sentence"),
        ("quizzes", "quiz", "owner"),
        ("articles", "edition", "article"),
        ("articles", "section", "edition"),
        ("articles", "sentence", "section"),
        ("articles", "articleconcept", "tag"),
    ],
)
def test_autocomplete_finds_nothing_strange(as_teacher, school, app, model, field):
    address = reverse("admin:autocomplete")
    for term in ("", STRANGE, STRANGE[:3].lower()):
        answer = as_teacher.get(address, {"app_label": app, "model_name": model, "field_name": field, "term": term})
        assert answer.status_code == 200
        assert STRANGE not in answer.content.decode()
        if term == STRANGE:
            assert answer.json()["results"] == []


def test_a_quiz_is_offered_ready_questions_only(as_teacher, school):
    address = reverse("admin:autocomplete")
    asked = {"app_label": "quizzes", "model_name": "quizitem", "field_name": "question"}
    found = {row["id"] for row in as_teacher.get(address, asked).json()["results"]}
    assert found == {str(school.own.ready.pk), str(school.site_question.pk)}


# Classes


def test_a_class_gets_a_code_and_its_maker_as_teacher(as_teacher, school):
    data = {
        "name": "8B",
        "is_open": "on",
        "teachers": school.other.teacher.pk,
        "memberships-TOTAL_FORMS": 0,
        "memberships-INITIAL_FORMS": 0,
    }
    assert as_teacher.post(reverse("admin:quizzes_classroom_add"), data).status_code == 302
    classroom = Classroom.objects.get(name="8B")
    assert list(classroom.teachers.all()) == [school.own.teacher]
    assert len(classroom.join_code) == 6
    assert classroom.join_code in words(as_teacher.get(listing(Classroom)))
    assert classroom.join_code in words(as_teacher.get("/admin/"))


def test_a_strangers_student_cannot_be_taken_into_a_class(as_teacher, school):
    address = page_of(school.own.classroom)
    data = form_of(as_teacher, address) | {
        "memberships-TOTAL_FORMS": 2,
        "memberships-1-classroom": school.own.classroom.pk,
        "memberships-1-name": "Somebody",
        "memberships-1-student": school.other.student.pk,
    }
    answer = as_teacher.post(address, data)
    assert answer.status_code == 200
    assert STRANGE not in answer.content.decode()
    assert not Membership.objects.filter(name="Somebody").exists()


def test_a_member_keeps_her_place_when_she_is_renamed(as_teacher, school):
    address = page_of(school.own.classroom)
    data = form_of(as_teacher, address) | {"memberships-0-name": "Aliya S."}
    assert as_teacher.post(address, data).status_code == 302
    member = school.own.classroom.memberships.get()
    assert (member.name, member.student) == ("Aliya S.", school.own.student)


def assignment_form(quiz: Quiz, classroom: Classroom, **more: Any) -> dict[str, Any]:
    return {
        "quiz": quiz.pk,
        "classroom": classroom.pk,
        "accommodations-TOTAL_FORMS": 0,
        "accommodations-INITIAL_FORMS": 0,
    } | more


@pytest.mark.parametrize(("quiz", "classroom"), [("other", "own"), ("own", "other")])
def test_neither_a_strangers_quiz_nor_class_can_be_assigned(as_teacher, school, quiz, classroom):
    before = Assignment.objects.count()
    data = assignment_form(getattr(school, quiz).quiz, getattr(school, classroom).classroom)
    answer = as_teacher.post(reverse("admin:quizzes_assignment_add"), data)
    assert answer.status_code == 200
    assert STRANGE not in answer.content.decode()
    assert Assignment.objects.count() == before


def test_the_sites_quiz_can_be_assigned_to_her_class_with_more_time_for_one(as_teacher, school):
    data = assignment_form(school.site_quiz, school.own.classroom) | {
        "accommodations-TOTAL_FORMS": 1,
        "accommodations-0-student": school.own.student.pk,
        "accommodations-0-extra_minutes": 15,
        "accommodations-0-extra_attempts": 1,
    }
    assert as_teacher.post(reverse("admin:quizzes_assignment_add"), data).status_code == 302
    assignment = Assignment.objects.get(quiz=school.site_quiz)
    assert assignment.accommodations.get().extra_minutes == 15


def test_somebody_outside_the_class_gets_no_assignment_and_no_extra_time(as_operator, school):
    data = assignment_form(school.own.quiz, school.own.classroom, students=[school.other.student.pk])
    answer = as_operator.post(reverse("admin:quizzes_assignment_add"), data)
    assert "Not in this class" in words(answer)
    data = assignment_form(school.own.quiz, school.own.classroom) | {
        "accommodations-TOTAL_FORMS": 1,
        "accommodations-0-student": school.other.student.pk,
        "accommodations-0-extra_minutes": 15,
        "accommodations-0-extra_attempts": 0,
    }
    answer = as_operator.post(reverse("admin:quizzes_assignment_add"), data)
    assert "not in the class" in words(answer)


# Records


@pytest.mark.parametrize("part", ["attempt", "regrade"])
def test_records_can_be_looked_at_and_nothing_else(as_operator, as_teacher, school, part):
    row = getattr(school.own, part)
    for client in (as_operator, as_teacher):
        assert client.get(page_of(row)).status_code == 200
        assert client.post(page_of(row), {"number": 7}).status_code == 403
        assert client.get(page_of(row, "delete")).status_code == 403


def test_an_attempt_shows_the_name_the_class_knows_and_what_was_answered(as_teacher, school):
    assert "Saryarka Serikova" in words(as_teacher.get(listing(Attempt)))
    page = words(as_teacher.get(page_of(school.own.attempt)))
    assert school.own.ready.stem in page
    assert "A bridge in Saryarka" in page
    assert "100%" in page


def test_a_regraded_mark_is_what_counts(as_teacher, school):
    school.own.regrade.marks.update(mark=0.25)
    page = words(as_teacher.get(page_of(school.own.attempt)))
    assert "25% (was 100%)" in page


def test_answers_given_outside_her_classes_are_not_hers(as_teacher, school):
    make_attempt(school.own.quiz, school.other.student)
    guest = make_attempt(school.site_quiz, None)
    page = as_teacher.get(listing(Attempt))
    assert [row.pk for row in page.context["cl"].result_list] == [school.own.attempt.pk]
    assert as_teacher.get(page_of(guest), follow=True).redirect_chain == [("/admin/", 302)]
    quizzes = as_teacher.get(listing(Quiz)).context["cl"].result_list
    assert next(row for row in quizzes if row.pk == school.own.quiz.pk).attempt_count == 1


# People


def test_a_teacher_sees_her_students_by_name_only(as_teacher, school):
    User.objects.filter(pk=school.own.student.pk).update(email="hidden@example.org")
    page = words(as_teacher.get(listing(User)))
    assert school.own.student.username in page
    assert STRANGE not in page
    assert school.operator.username not in page
    page = words(as_teacher.get(page_of(school.own.student)))
    assert "hidden@example.org" not in page
    assert "superuser" not in page.lower()
    assert as_teacher.post(page_of(school.own.student), {"username": "renamed"}).status_code == 403
    assert as_teacher.get(reverse("admin:auth_user_password_change", args=[school.own.student.pk])).status_code == 403
    for probe in ("?password__startswith=p", "?email__contains=hidden", "?is_superuser=1"):
        assert as_teacher.get(listing(User) + probe, follow=True).status_code in (200, 400)
        assert "hidden@example.org" not in words(as_teacher.get(listing(User) + probe, follow=True))


# Everything at once


@pytest.mark.parametrize("model", MODELS)
def test_nothing_strange_in_any_list_search_or_filter(as_teacher, school, model):
    for query in ("", f"?q={STRANGE.lower()}", "?all=", "?o=1"):
        assert STRANGE not in as_teacher.get(listing(model) + query).content.decode()


def test_a_strangers_rows_are_not_there(as_teacher, school):
    other = school.other
    rows: list[Any] = [other.draft, other.ready, other.quiz, other.classroom, other.assignment, other.attempt]
    rows += [other.regrade, other.student, other.teacher, other.attempt.responses.get()]
    rows += [ConceptProgress.objects.get(student=other.student), ReviewCard.objects.get(student=other.student)]
    for row in rows:
        for view in ("change", "history"):
            answer = as_teacher.get(page_of(row, view), follow=True)
            assert answer.redirect_chain == [("/admin/", 302)]
            assert STRANGE not in answer.content.decode()


@pytest.mark.parametrize(
    ("part", "action"), [("ready", "retire"), ("draft", "make_ready"), ("quiz", "retire"), ("quiz", "delete_selected")]
)
def test_actions_on_a_strangers_rows_do_nothing(as_teacher, school, part, action):
    row = getattr(school.other, part)
    before = row.status
    said = act(as_teacher, type(row), action, row, post="yes")
    row.refresh_from_db()
    assert row.status == before
    assert STRANGE not in said


def test_the_sites_quizzes_and_questions_may_be_looked_at_not_changed(as_teacher, school):
    for row in (school.site_quiz, school.site_question):
        answer = as_teacher.get(page_of(row))
        assert answer.status_code == 200
        assert b'name="_save"' not in answer.content
        said = act(as_teacher, type(row), "retire", row)
        assert "belong to the site" in said
        row.refresh_from_db()
        assert row.status == "ready"


def grow(school: School, number: int) -> None:
    """One more of everything, for her."""
    article = make_article(f"Grown {number}", school.own.teacher, word=f"Grown{number}")
    question = make_question(article.editions.get(), f"Grown {number}?")
    quiz = make_quiz(f"Grown {number}", school.own.teacher, [question])
    classroom = Classroom.objects.create(name=f"Grown {number}")
    classroom.teachers.add(school.own.teacher)
    student = User.objects.create(username=f"grown-{number}")
    Membership.objects.create(classroom=classroom, student=student, name=f"Grown {number}")
    assignment = Assignment.objects.create(quiz=quiz, classroom=classroom)
    make_attempt(quiz, student, assignment)
    Regrade.objects.create(question=question, made_by=school.own.teacher, before={}, after={})
    concept = article.concept_links.get().tag
    ConceptProgress.objects.create(student=student, concept=concept, mastery=0.5, last_answer_at="2026-01-05T10:00Z")
    ReviewCard.objects.create(student=student, question=question, due_at="2026-01-05T10:00Z")


def test_long_lists_cost_no_more_queries(as_teacher, school):
    few = {}
    for number in range(2):
        grow(school, number)
    for model in MODELS:
        as_teacher.get(listing(model))
        with CaptureQueriesContext(connection) as queries:
            as_teacher.get(listing(model))
        few[model] = len(queries)
    for number in range(2, 30):
        grow(school, number)
    for model in MODELS:
        with CaptureQueriesContext(connection) as queries:
            answer = as_teacher.get(listing(model))
        assert len(answer.context["cl"].result_list) >= 30
        assert len(queries) <= few[model], model


def test_pages_with_many_parts_cost_no_more_queries(as_teacher, school):
    """Thirty students of a class, thirty questions of a quiz."""

    def cost(row: Any) -> int:
        as_teacher.get(page_of(row))
        with CaptureQueriesContext(connection) as queries:
            assert as_teacher.get(page_of(row)).status_code == 200
        return len(queries)

    few = cost(school.own.classroom), cost(school.own.quiz)
    for number in range(30):
        student = User.objects.create(username=f"more-{number}")
        Membership.objects.create(classroom=school.own.classroom, student=student, name=f"More {number}")
        question = make_question(school.own.edition, f"More {number}?")
        school.own.quiz.items.create(question=question, position=number + 2)
    assert (cost(school.own.classroom), cost(school.own.quiz)) == few
    assert Option.objects.count() > 90
    assert not AcceptedAnswer.objects.exists()
