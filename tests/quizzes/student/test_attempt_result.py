"""Before and after the hand-in: the overview, the result, practising again, progress."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from quizzes import delivery, regrading
from quizzes.models import Assignment, Attempt, ConceptProgress
from quizzes.regrading import Change, ChangeKind
from tests.quizzes.student.taking import answer
from tests.reading_room import SECRET, Room


@pytest.fixture
def attempt(room: Room) -> Attempt:
    return delivery.start(quiz=room.quiz, assignment=room.assignment, user=room.student)


def test_the_overview_says_what_is_open_and_flagged(room: Room, attempt: Attempt, as_student: Client) -> None:
    answer(as_student, attempt, 1, room.right(room.questions[0]))
    as_student.post(f"/attempts/{attempt.pk}/2/flag/")
    page = as_student.get(f"/attempts/{attempt.pk}/overview/").content.decode()
    assert "5 questions still open" in page
    assert "You flagged 1" in page
    assert "Flagged, open" in page
    assert "Right" in page


def test_the_overview_of_a_test_says_nothing_of_right_and_wrong(room: Room, as_student: Client) -> None:
    attempt = delivery.start(quiz=room.test_quiz, user=room.student)
    answer(as_student, attempt, 1, room.right(room.questions[0]))
    page = as_student.get(f"/attempts/{attempt.pk}/overview/").content.decode()
    assert "Answered" in page
    assert "Right" not in page


def test_handing_in_is_a_post_and_happens_once(attempt: Attempt, as_student: Client) -> None:
    url = f"/attempts/{attempt.pk}/hand-in/"
    assert as_student.get(url).status_code == 405
    for _ in range(2):
        assert as_student.post(url).headers["Location"] == f"/attempts/{attempt.pk}/result/"
    for path in ("", "1/", "overview/"):
        response = as_student.get(f"/attempts/{attempt.pk}/{path}")
        assert response.headers["Location"] == f"/attempts/{attempt.pk}/result/"


def test_no_result_before_the_hand_in(attempt: Attempt, as_student: Client) -> None:
    assert as_student.get(f"/attempts/{attempt.pk}/result/").headers["Location"] == f"/attempts/{attempt.pk}/"


def test_the_result_by_concept_with_the_weakest_first(room: Room, attempt: Attempt, as_student: Client) -> None:
    for number, question in enumerate(room.questions, start=1):
        is_right = room.dam in question.concepts.all()
        answer(as_student, attempt, number, room.right(question) if is_right else room.wrong(question))
    as_student.post(f"/attempts/{attempt.pk}/hand-in/")
    page = as_student.get(f"/attempts/{attempt.pk}/result/").content.decode()
    assert "3 of 6" in page
    assert "3 to look at again" in page
    assert page.index(">Lake Tobyl</a>") < page.index(">dam</a>")
    assert f"{SECRET} explains: since 1987" in page
    assert f"&amp;mark={room.questions[3].evidence.get().sentence_id}" in page


def test_open_questions_are_missed_and_told(attempt: Attempt, as_student: Client) -> None:
    as_student.post(f"/attempts/{attempt.pk}/hand-in/")
    page = as_student.get(f"/attempts/{attempt.pk}/result/").content.decode()
    assert "0 of 6 questions answered" in page
    assert page.count("You left this one open.") == 6


def test_a_test_shows_its_result_after_the_due_date(room: Room, as_student: Client) -> None:
    due = timezone.now() + timedelta(hours=1)
    task = Assignment.objects.create(quiz=room.test_quiz, classroom=room.classroom, due_at=due)
    attempt = delivery.start(quiz=room.test_quiz, assignment=task, user=room.student)
    answer(as_student, attempt, 1, room.right(room.questions[0]))
    as_student.post(f"/attempts/{attempt.pk}/hand-in/")
    page = as_student.get(f"/attempts/{attempt.pk}/result/").content.decode()
    assert "are shown from" in page
    assert SECRET not in page
    assert "1 of 3 questions" in page
    assert (
        "once the answers are shown" in as_student.post(f"/attempts/{attempt.pk}/retry/", follow=True).content.decode()
    )
    Assignment.objects.filter(pk=task.pk).update(due_at=timezone.now() - timedelta(minutes=1))
    assert not ConceptProgress.objects.exists()
    assert SECRET in as_student.get(f"/attempts/{attempt.pk}/result/").content.decode()
    assert ConceptProgress.objects.get().concept == room.dam


def test_practising_again_asks_what_was_missed_with_feedback_at_once(room: Room, as_student: Client) -> None:
    attempt = delivery.start(quiz=room.test_quiz, user=room.student)
    answer(as_student, attempt, 1, room.wrong(room.questions[0]))
    as_student.post(f"/attempts/{attempt.pk}/hand-in/")
    assert as_student.get(f"/attempts/{attempt.pk}/retry/").status_code == 405
    as_student.post(f"/attempts/{attempt.pk}/retry/")
    again = Attempt.objects.get(retry_of=attempt)
    assert len(again.plan) == 3
    assert "Right." in answer(as_student, again, 1, room.right(room.questions[0]))


def test_all_right_leaves_nothing_to_practise(room: Room, attempt: Attempt, as_student: Client) -> None:
    for number, question in enumerate(room.questions, start=1):
        answer(as_student, attempt, number, room.right(question))
    as_student.post(f"/attempts/{attempt.pk}/hand-in/")
    page = as_student.get(f"/attempts/{attempt.pk}/result/").content.decode()
    assert "You understood all of it" in page
    assert "Practise" not in page


def test_a_guest_is_told_how_to_keep_it(room: Room, client: Client) -> None:
    client.post(f"/quizzes/{room.quiz.pk}/start/")
    attempt = Attempt.objects.get()
    client.post(f"/attempts/{attempt.pk}/hand-in/")
    assert "Keep this result" in client.get(f"/attempts/{attempt.pk}/result/").content.decode()


def test_progress_has_a_picture_and_its_table(room: Room, attempt: Attempt, as_student: Client) -> None:
    assert "Nothing to show yet" in as_student.get("/progress/").content.decode()
    for number, question in enumerate(room.questions, start=1):
        answer(as_student, attempt, number, room.right(question))
    page = as_student.get("/progress/").content.decode()
    assert "Worked out from 6 answers" in page
    assert "<svg" in page
    assert "<table" in page
    assert "3 of 3" in page
    assert as_student.post("/progress/").status_code == 405


def test_progress_is_her_own(room: Room, attempt: Attempt, as_student: Client, as_other_student: Client) -> None:
    answer(as_student, attempt, 1, room.right(room.questions[0]))
    assert "Nothing to show yet" in as_other_student.get("/progress/").content.decode()


def test_a_corrected_mark_is_told_with_what_it_was(room: Room, attempt: Attempt, as_student: Client) -> None:
    question = room.questions[0]
    answer(as_student, attempt, 1, room.wrong(question))
    answer(as_student, attempt, 2, room.right(room.questions[1]))
    as_student.post(f"/attempts/{attempt.pk}/hand-in/")
    assert "corrected what counts as right" not in as_student.get(f"/attempts/{attempt.pk}/result/").content.decode()
    change = Change(ChangeKind.KEY, option=room.wrong(question)["option"])
    shown = regrading.preview(question, change, by=room.teacher)
    regrading.apply(question, change, by=room.teacher, fingerprint=shown.fingerprint)
    page = as_student.get(f"/attempts/{attempt.pk}/result/").content.decode()
    assert page.count("Your teacher corrected what counts as right here, and your mark with it.") == 1
    assert "it went from 0 to 1 of 1 point." in page
    assert "2 of 6" in page
