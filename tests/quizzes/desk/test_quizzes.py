"""Quizzes: made in one step, arranged until somebody begins, seen as a student sees them, printed."""

from __future__ import annotations

import pytest
from django.urls import reverse

from quizzes.models import Attempt, Question, Quiz, Response
from tests.conftest import signed_in
from tests.quizzes.desk.conftest import make_draft


def url(name: str, *args: object) -> str:
    return reverse(f"desk:{name}", args=args)


def order(quiz: Quiz) -> list[int]:
    return list(quiz.items.order_by("position").values_list("question", flat=True))


def test_one_click_makes_a_quiz_of_the_kept_in_the_order_of_the_text(desk, as_teacher):
    answer = as_teacher.post(url("quiz-create", desk.edition.pk))
    quiz = Quiz.objects.latest("pk")
    assert answer.url == url("quiz-detail", quiz.pk)
    assert (quiz.owner, quiz.status, quiz.items.count()) == (desk.room.teacher, "ready", 6)
    places = [
        (piece.sentence.section.position, piece.sentence.position)
        for item in quiz.items.all()
        for piece in item.question.evidence.all()
    ]
    assert places == sorted(places)
    assert not quiz.questions.filter(status="draft").exists()


def test_nothing_kept_makes_no_quiz_and_says_so(desk, as_teacher):
    answer = as_teacher.post(url("quiz-create", desk.room.draft.editions.get().pk), follow=True)
    assert "Keep at least one question first" in answer.content.decode()


def test_the_librarys_questions_make_a_quiz_of_her_own(desk):
    colleague = signed_in(desk.room.other_teacher)
    colleague.post(url("quiz-create", desk.edition.pk))
    quiz = Quiz.objects.latest("pk")
    assert quiz.owner == desk.room.other_teacher
    page = colleague.get(url("quiz-detail", quiz.pk))
    assert page.status_code == 200
    assert colleague.get(url("question-edit", quiz.items.first().question_id)).status_code == 404


def test_questions_move_go_out_and_come_in(desk, as_teacher):
    quiz = desk.room.quiz
    before = order(quiz)
    item = quiz.items.all()[1]
    as_teacher.post(url("quiz-arrange", quiz.pk, item.pk), {"act": "up"})
    assert order(quiz) == [before[1], before[0], *before[2:]]
    as_teacher.post(url("quiz-arrange", quiz.pk, item.pk), {"act": "up"})
    assert order(quiz)[0] == before[1]
    as_teacher.post(url("quiz-arrange", quiz.pk, item.pk), {"act": "down"})
    assert order(quiz) == before
    as_teacher.post(url("quiz-arrange", quiz.pk, item.pk), {"act": "out"})
    assert order(quiz) == [before[0], *before[2:]]
    assert list(quiz.items.values_list("position", flat=True)) == [1, 2, 3, 4, 5]
    as_teacher.post(url("quiz-add", quiz.pk, before[1]))
    assert order(quiz) == [before[0], *before[2:], before[1]]


def test_points_are_whole_and_few(desk, as_teacher):
    quiz = desk.room.quiz
    item = quiz.items.first()
    as_teacher.post(url("quiz-arrange", quiz.pk, item.pk), {"act": "points", "points": "3"})
    item.refresh_from_db()
    assert item.points == 3
    for wrong in ("-1", "99", "x", ""):
        as_teacher.post(url("quiz-arrange", quiz.pk, item.pk), {"act": "points", "points": wrong})
        item.refresh_from_db()
        assert item.points == 3


def test_once_begun_its_questions_stand(desk, as_teacher):
    quiz = desk.room.quiz
    Attempt.objects.create(quiz=quiz, student=desk.room.student)
    before = order(quiz)
    answer = as_teacher.post(url("quiz-arrange", quiz.pk, quiz.items.first().pk), {"act": "out"}, follow=True)
    assert "Students have begun this quiz" in answer.content.decode()
    assert order(quiz) == before
    as_teacher.post(url("quiz-copy", quiz.pk))
    copy = Quiz.objects.latest("pk")
    assert order(copy) == before
    assert not copy.is_open


def test_a_draft_never_gets_into_a_quiz(desk, as_teacher):
    assert as_teacher.post(url("quiz-add", desk.room.quiz.pk, desk.drafts[0].pk)).status_code == 404


def test_how_it_is_taken(desk, as_teacher):
    quiz = desk.room.quiz
    given = {"title": "Lake", "mode": "test", "attempts_allowed": "2", "time_limit_minutes": "15"}
    as_teacher.post(url("quiz-detail", quiz.pk), given)
    quiz.refresh_from_db()
    assert (quiz.mode, quiz.attempts_allowed, quiz.time_limit_minutes, quiz.is_open) == ("test", 2, 15, False)
    answer = as_teacher.post(url("quiz-detail", quiz.pk), {**given, "time_limit_minutes": "0", "title": ""})
    assert answer.status_code == 422
    assert "greater than or equal to 1" in answer.content.decode()
    assert "<h1>Lake</h1>" in answer.content.decode()


def test_put_away_and_brought_back(desk, as_teacher):
    quiz = desk.room.quiz
    for status in ("retired", "ready"):
        as_teacher.post(url("quiz-retire", quiz.pk))
        quiz.refresh_from_db()
        assert quiz.status == status


def test_seen_as_a_student_it_stores_nothing_and_hides_the_key_until_answered(desk, as_teacher):
    quiz = desk.room.quiz
    for place, question in enumerate(desk.room.questions, start=1):
        page = as_teacher.get(url("quiz-preview", quiz.pk), {"question": place}).content.decode()
        assert question.stem in page
        assert question.explanation not in page
        given = desk.room.right(question)
        data: dict[str, object] = {"text": given.get("text", ""), "option": given.get("option", "")}
        data |= {f"place_{pk}": n for n, pk in enumerate(given.get("order", []), start=1)}
        marked = as_teacher.post(f"{url('quiz-preview', quiz.pk)}?question={place}", data).content.decode()
        assert "Right." in marked, question.kind
        wrong = as_teacher.post(f"{url('quiz-preview', quiz.pk)}?question={place}", {"text": "camel"}).content.decode()
        assert "Not quite." in wrong
        assert '<mark class="evidence">' in wrong
    assert not Attempt.objects.exists()
    assert not Response.objects.exists()


@pytest.mark.parametrize("query", ["0", "7", "x", "-1", "99999999999"])
def test_there_is_no_seventh_question_of_six(desk, as_teacher, query):
    assert as_teacher.get(url("quiz-preview", desk.room.quiz.pk), {"question": query}).status_code == 404


def test_on_paper_the_key_has_a_sheet_of_its_own(desk, as_teacher):
    page = as_teacher.get(url("quiz-paper", desk.room.quiz.pk)).content.decode()
    questions, answers = page.split('class="answer-sheet"')
    assert "Volunteers from the village" in answers
    assert "forty volunteers from the village" in answers
    assert "forty volunteers from the village" not in questions
    bare = as_teacher.get(url("quiz-paper", desk.room.quiz.pk), {"key": "0", "text": "1"}).content.decode()
    assert "answer-sheet" not in bare
    assert "In spring the herons came back" in bare


def test_sixty_questions_cost_as_many_queries_as_six(desk, as_teacher, django_assert_max_num_queries):
    pages = [url("quiz-detail", desk.room.quiz.pk), url("quiz-paper", desk.room.quiz.pk), url("quiz-list")]
    for each in pages:
        with django_assert_max_num_queries(22):
            as_teacher.get(each)
    for number in range(54):
        question = make_draft(desk.edition, f"Question {number}?", "counts the nests")
        question.publish()
        desk.room.quiz.items.create(question=question, position=number + 7)
    for each in pages:
        with django_assert_max_num_queries(22):
            as_teacher.get(each)


def test_a_stale_question_is_pointed_out(desk, as_teacher):
    Question.objects.filter(pk=desk.room.questions[0].pk).update(status="stale")
    page = as_teacher.get(url("quiz-detail", desk.room.quiz.pk)).content.decode()
    assert "its sentence has changed" in page
