"""Every address of the desk, as everybody: a teacher finds her own, a stranger finds nothing, a guest is asked to sign
in, and nothing is changed by merely looking."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, reverse

from articles.models import Concept
from quizzes.desk import urls
from tests.conftest import signed_in
from tests.quizzes.desk.conftest import Desk

OPEN = {
    "home": [],
    "article-list": [],
    "article-create": [],
    "question-index": [],
    "quiz-list": [],
    "class-list": [],
    "class-create": [],
}
POSTED = {
    "article-status", "edition-belongs", "edition-draft", "edition-more", "removal-put-back", "doubt-dismiss",
    "section-arrange", "revision-restore", "question-advice", "question-keep", "question-drop", "question-reopen",
    "question-another", "quiz-create", "quiz-arrange", "quiz-add", "quiz-copy", "quiz-retire", "accommodation-add",
    "class-door", "class-cards", "student-remove", "student-restore", "teacher-add", "teacher-remove", "concept-merge",
    "article-ledger-build",
    "article-ledger-mark", "article-ledger-open", "article-ledger-questions",
}  # fmt: skip


def addresses(desk: Desk) -> dict[str, list[int]]:
    """The arguments with which each address leads to something of the first teacher's."""
    room = desk.room
    edition, question = desk.edition.pk, desk.drafts[0].pk
    quiz, classroom, assignment = room.quiz.pk, room.classroom.pk, room.assignment.pk
    student, section = room.student.pk, desk.edition.sections.first().pk
    return {
        "article-detail": [room.draft.pk],
        "article-status": [room.article.pk],
        "article-delete": [room.article.pk],
        "article-ledger": [room.article.pk],
        "article-ledger-build": [room.article.pk],
        "article-ledger-mark": [room.article.pk],
        "article-ledger-open": [room.article.pk],
        "article-ledger-questions": [room.article.pk],
        "concept-edit": [room.article.pk, room.lake.pk],
        "concept-merge": [room.article.pk, room.lake.pk],
        "edition-cleaning": [edition],
        "edition-belongs": [edition],
        "edition-draft": [edition],
        "edition-more": [edition],
        "edition-delete": [edition],
        "removal-put-back": [desk.removal.pk],
        "doubt-dismiss": [desk.doubt.pk],
        "edition-content": [edition],
        "section-create": [edition],
        "section-edit": [section],
        "section-arrange": [section],
        "edition-history": [edition],
        "revision-restore": [desk.revision.pk],
        "question-list": [edition],
        "question-create": [edition],
        "question-advice": [edition],
        "edition-review": [edition],
        "edition-coverage": [edition],
        "question-edit": [question],
        "question-keep": [question],
        "question-drop": [question],
        "question-reopen": [question],
        "question-another": [question],
        "quiz-detail": [quiz],
        "quiz-create": [room.draft.editions.get().pk],
        "quiz-arrange": [quiz, room.quiz.items.first().pk],
        "quiz-add": [quiz, question],
        "quiz-copy": [quiz],
        "quiz-retire": [quiz],
        "quiz-preview": [quiz],
        "quiz-paper": [quiz],
        "assignment-create": [quiz],
        "assignment-detail": [assignment],
        "assignment-delete": [assignment],
        "accommodation-add": [assignment, student],
        "accommodation-edit": [assignment, student],
        "class-detail": [classroom],
        "class-door": [classroom],
        "class-roster": [classroom],
        "class-cards": [classroom],
        "class-delete": [classroom],
        "student-remove": [classroom, student],
        "student-restore": [classroom],
        "teacher-add": [classroom],
        "teacher-remove": [classroom, room.teacher.pk],
    }


NAMES = [pattern.name for pattern in urls.urlpatterns if isinstance(pattern, URLPattern) and pattern.name not in OPEN]


def test_no_address_is_forgotten_here(desk):
    assert set(NAMES) == set(addresses(desk))
    assert [type(each) for each in urls.urlpatterns if isinstance(each, URLResolver)]


# Where nothing is changed, all addresses are walked in one world: building it anew takes longer than a page.


def test_strangers_find_nothing_and_guests_are_asked_to_sign_in(desk, subtests):
    for name, parts in addresses(desk).items():
        with subtests.test(name):
            finds_nothing(desk, name, reverse(f"desk:{name}", args=parts))


def finds_nothing(desk: Desk, name: str, url: str) -> None:
    for person in (desk.room.other_teacher, desk.room.student, desk.room.stranger):
        client = signed_in(person)
        if name not in POSTED:
            assert client.get(url).status_code == 404
        assert client.post(url).status_code in ({404} if name in POSTED else {404, 405})
    answer = Client().post(url) if name in POSTED else Client().get(url)
    if name not in POSTED or answer.status_code != 405:
        assert answer.status_code == 302
        assert answer.url.startswith(reverse("login"))
    assert desk.room.quiz.items.count() == 6


def test_the_teacher_herself_is_let_in_and_looking_changes_nothing(desk, as_teacher, subtests):
    for name, parts in {**addresses(desk), **OPEN}.items():
        with subtests.test(name):
            url = reverse(f"desk:{name}", args=parts)
            answer = as_teacher.get(url)
            if name in POSTED:
                assert answer.status_code == 405
            else:
                assert answer.status_code == 200
                assert "no-store" in answer.headers["Cache-Control"]
            assert as_teacher.put(url).status_code == 405


@pytest.mark.parametrize("name", list(OPEN))
def test_pages_without_an_owner_are_for_teachers_only(desk, name):
    url = reverse(f"desk:{name}")
    assert signed_in(desk.room.student).get(url).status_code == 404
    assert Client().get(url).status_code == 302


def test_what_is_not_there_is_not_found(desk, as_teacher, subtests):
    for name, parts in addresses(desk).items():
        with subtests.test(name):
            url = reverse(f"desk:{name}", args=[999_999] * len(parts))
            answer = as_teacher.post(url) if name in POSTED else as_teacher.get(url)
            assert answer.status_code == 404


def test_a_teacher_no_longer_in_the_group_is_out(desk, as_teacher):
    desk.room.teacher.groups.clear()
    assert as_teacher.get(reverse("desk:home")).status_code == 404


def test_lists_and_search_hold_nothing_of_anybody_else(desk):
    stranger = signed_in(desk.room.other_teacher)
    for name in ("home", "article-list", "question-index", "quiz-list", "class-list"):
        page = stranger.get(reverse(f"desk:{name}")).content.decode()
        for secret in (
            "A text nobody may see yet",
            "7 B",
            "KX7M4P",
            "The lake, read closely",
            "Who built the low dam?",
        ):
            assert secret not in page, name
    found = stranger.get(reverse("desk:article-list"), {"shelf": "library", "q": "nobody may see"}).content.decode()
    assert "A text nobody may see yet" not in found


def test_a_colleague_who_teaches_the_class_sees_it_but_not_the_texts(desk):
    room = desk.room
    room.classroom.teachers.add(room.other_teacher)
    colleague = signed_in(room.other_teacher)
    for name in ("class-detail", "class-roster"):
        assert colleague.get(reverse(f"desk:{name}", args=[room.classroom.pk])).status_code == 200
    assert colleague.get(reverse("desk:assignment-detail", args=[room.assignment.pk])).status_code == 200
    assert colleague.get(reverse("desk:quiz-detail", args=[room.quiz.pk])).status_code == 404
    assert colleague.get(reverse("desk:edition-review", args=[room.edition.pk])).status_code == 404


def test_a_concept_of_another_article_is_not_reached_through_her_own(desk, as_teacher):
    foreign = Concept.objects.create(name="Foreign", slug="foreign")
    url = reverse("desk:concept-edit", args=[desk.room.article.pk, foreign.pk])
    assert as_teacher.get(url).status_code == 404


def test_every_form_carries_its_token(desk, as_teacher, subtests):
    """Test clients do not ask for tokens, so that a form without one would go unnoticed."""
    query = {"done": desk.room.questions[0].pk, "removed": "x"}
    for name, parts in {**addresses(desk), **OPEN}.items():
        if name in POSTED:
            continue
        with subtests.test(name):
            page = as_teacher.get(reverse(f"desk:{name}", args=parts), query).content.decode()
            forms = [form for form in page.split("<form")[1:] if 'method="post"' in form.split(">")[0]]
            assert forms
            for form in forms:
                assert "csrfmiddlewaretoken" in form.split("</form>")[0], form[:200]
