"""A student takes home all that is kept of her, and can have it deleted."""

from __future__ import annotations

import csv
import io
import json
import uuid
from datetime import timedelta

from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from articles.models import Note
from articles.notes.keeping import keep
from quizzes import delivery, progress
from quizzes.models import Assignment, Attempt, ConceptProgress, Membership, Response, ReviewCard
from quizzes.own_data import defused
from tests.reading_room import PASSWORD, SECRET, Room


def worked(room: Room, student: User) -> None:
    attempt = delivery.start(quiz=room.quiz, user=student)
    for place, question in enumerate(room.questions):
        given = room.right(question) if place % 2 else room.wrong(question)
        delivery.record(attempt=attempt, question_id=question.pk, given=given, token=uuid.uuid4())


def test_everything_is_in_it_and_it_is_hers(room: Room, as_student: Client) -> None:
    worked(room, room.student)
    worked(room, room.other_student)
    response = as_student.get("/my-data/everything.json")
    assert response.headers["Content-Disposition"] == 'attachment; filename="my-oqu-data.json"'
    data = json.loads(response.content)
    assert data["name"] == "Aru"
    assert [row["class"] for row in data["classes"]] == ["7 B"]
    assert len(data["answers"]) == 6
    assert {row["concept"] for row in data["progress"]} == {"Lake Tobyl", "dam"}
    assert len(data["reviews"]) == 3
    assert "Visitors came → Herons followed → Fish spread → Reeds grew on the shore" in response.content.decode()
    assert "Dias" not in response.content.decode()


def test_the_table_holds_the_answers(room: Room, as_student: Client) -> None:
    worked(room, room.student)
    text = as_student.get("/my-data/answers.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == 6
    assert rows[2]["your_answer"] == "a camel"
    assert rows[2]["mark"] == "0.0"


def test_notes_go_home_with_her_and_nobody_elses(room: Room, as_student: Client) -> None:
    sentence = room.questions[0].evidence.get().sentence
    keep(student=room.student, sentence=sentence, start=3, end=22, text="=1+1 my own\nwords")
    keep(student=room.other_student, sentence=sentence, start=0, end=7, text="His words")
    notes = json.loads(as_student.get("/my-data/everything.json").content)["notes"]
    assert [(note["article"], note["highlighted"], note["note"]) for note in notes] == [
        ("The lake that came back", sentence.text[3:22], "=1+1 my own\nwords")
    ]
    response = as_student.get("/my-data/notes.csv")
    assert response.headers["Content-Disposition"] == 'attachment; filename="my-oqu-notes.csv"'
    [row] = csv.DictReader(io.StringIO(response.content.decode("utf-8-sig")))
    assert row["sentence"] == sentence.text
    assert row["note"] == "'=1+1 my own\nwords"


def test_notes_are_deleted_with_her(room: Room, as_student: Client) -> None:
    sentence = room.questions[0].evidence.get().sentence
    for student in (room.student, room.other_student):
        keep(student=student, sentence=sentence, start=0, end=7, text="words")
    as_student.post("/my-data/", {"password": PASSWORD})
    assert list(Note.objects.values_list("student", flat=True)) == [room.other_student.pk]


def test_no_cell_can_be_run_by_a_spreadsheet() -> None:
    assert defused("=HYPERLINK(1)") == "'=HYPERLINK(1)"
    assert defused("reeds") == "reeds"
    assert defused(-1) == -1


def test_marks_of_a_running_test_are_not_in_it(room: Room, as_student: Client) -> None:
    due = timezone.now() + timedelta(hours=1)
    task = Assignment.objects.create(quiz=room.test_quiz, classroom=room.classroom, due_at=due)
    attempt = delivery.start(quiz=room.test_quiz, assignment=task, user=room.student)
    question = room.questions[0]
    delivery.record(attempt=attempt, question_id=question.pk, given=room.right(question), token=uuid.uuid4())
    text = as_student.get("/my-data/everything.json").content.decode()
    assert json.loads(text)["answers"][0]["mark"] is None
    assert SECRET not in text


def test_deleting_leaves_nothing_of_her_and_all_of_the_others(room: Room, as_student: Client) -> None:
    worked(room, room.student)
    worked(room, room.other_student)
    progress.catch_up([room.student.pk, room.other_student.pk])
    page = as_student.post("/my-data/", {"password": PASSWORD}, follow=True).content.decode()
    assert "is deleted" in page
    assert "Sign in" in page
    assert not User.objects.filter(username="aru").exists()
    assert not Membership.objects.filter(name="Aru").exists()
    assert Attempt.objects.get().student == room.other_student
    assert Response.objects.count() == 6
    assert set(ConceptProgress.objects.values_list("student", flat=True)) == {room.other_student.pk}
    assert set(ReviewCard.objects.values_list("student", flat=True)) == {room.other_student.pk}


def test_not_without_her_password(room: Room, as_student: Client) -> None:
    for password in ("", "wrong one"):
        response = as_student.post("/my-data/", {"password": password})
        assert response.status_code == 422
    assert User.objects.filter(username="aru").exists()


def test_what_it_means_is_said_first(room: Room, as_student: Client) -> None:
    page = as_student.get("/my-data/").content.decode()
    assert "nobody can bring them back" in page


def test_not_for_guests_and_not_for_teachers(room: Room, client: Client, as_teacher: Client) -> None:
    for url in ("/my-data/", "/my-data/everything.json", "/my-data/answers.csv", "/my-data/notes.csv"):
        assert client.get(url).status_code == 302
        assert as_teacher.get(url).status_code == 403
    as_teacher.post("/my-data/", {"password": PASSWORD})
    assert User.objects.filter(username="saule").exists()
