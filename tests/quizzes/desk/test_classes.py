"""Classes: a code at once, a list brought in whole, cards shown once, and nobody lost by a slip of the hand."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from quizzes.models import Classroom, Membership
from tests.reading_room import make_person


def url(name: str, *args: object) -> str:
    return reverse(f"desk:{name}", args=args)


def test_a_new_class_has_its_code_at_once(desk, as_teacher):
    answer = as_teacher.post(url("class-create"), {"name": " 8  B "}, follow=True)
    classroom = Classroom.objects.get(name="8 B")
    assert list(classroom.teachers.all()) == [desk.room.teacher]
    assert f'<p class="big-code">{classroom.join_code}</p>' in answer.content.decode()
    assert as_teacher.post(url("class-create"), {"name": ""}).status_code == 422


def test_the_door_opens_closes_and_changes_its_code(desk, as_teacher):
    classroom = desk.room.classroom
    door = url("class-door", classroom.pk)
    as_teacher.post(door, {"act": "close"})
    classroom.refresh_from_db()
    assert not classroom.is_open
    as_teacher.post(door, {"act": "open"})
    as_teacher.post(door, {"act": "new_code"})
    classroom.refresh_from_db()
    assert classroom.is_open
    assert classroom.join_code != "KX7M4P"
    assert as_teacher.post(door, {"act": "burn"}).status_code == 404


def test_a_list_is_shown_first_and_then_taken_whole(desk, as_teacher):
    classroom = desk.room.classroom
    roster = url("class-roster", classroom.pk)
    shown = as_teacher.post(roster, {"list": "Алия Сейтова\r\nErlan\r\nAru\r\n"}).content.decode()
    assert "2 students will join" in shown
    assert "1 is in the class already" in shown
    assert classroom.memberships.count() == 2
    as_teacher.post(roster, {"list": "Алия Сейтова\nErlan\nAru\n", "act": "enrol"})
    assert set(classroom.memberships.values_list("name", flat=True)) == {"Aru", "Dias", "Алия Сейтова", "Erlan"}


def test_a_list_with_bad_lines_does_nothing_and_names_each(desk, as_teacher):
    classroom = desk.room.classroom
    file = SimpleUploadedFile("class.csv", b"name\nErlan\n77\nErlan\n")
    page = as_teacher.post(url("class-roster", classroom.pk), {"file": file}).content.decode()
    assert "2 lines need mending. Nothing has been done yet." in page
    assert "no letter" in page
    assert "line 2" in page
    assert "Let them join" not in page
    as_teacher.post(url("class-roster", classroom.pk), {"list": "Erlan\n77\n", "act": "enrol"})
    assert classroom.memberships.count() == 2


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "Paste the names or choose a file."),
        ({"list": "\n".join(f"Student {n}" for n in range(10_000))}, "10,000 lines"),
        ({"file": SimpleUploadedFile("a.csv", b"\x00\x01\x02" * 99)}, "readable text"),
    ],
)
def test_what_is_no_list_is_refused(desk, as_teacher, given, words):
    answer = as_teacher.post(url("class-roster", desk.room.classroom.pk), given)
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_cards_show_code_name_and_a_password_that_opens(desk, as_teacher):
    room = desk.room
    answer = as_teacher.post(url("class-cards", room.classroom.pk), {"student": [room.student.pk]})
    page = answer.content.decode()
    assert "<svg" in page
    assert "style=" not in page
    assert "KX7M4P" in page
    assert "Dias" not in page
    assert "no-store" in answer.headers["Cache-Control"]
    room.student.refresh_from_db()
    password = page.split("<dt>Password</dt>")[1].split(">")[1].split("<")[0]
    assert room.student.check_password(password)


def test_cards_for_nobody_change_nobodys_password(desk, as_teacher):
    room = desk.room
    as_teacher.post(url("class-cards", room.classroom.pk))
    as_teacher.post(url("class-cards", room.classroom.pk), {"student": [room.stranger.pk, "x"]})
    for person in (room.student, room.stranger):
        person.refresh_from_db()
        assert person.check_password("seven grey herons")


def test_a_student_taken_out_by_mistake_is_brought_back(desk, as_teacher):
    room = desk.room
    answer = as_teacher.post(url("student-remove", room.classroom.pk, room.student.pk), follow=True)
    assert not room.classroom.memberships.filter(student=room.student).exists()
    page = answer.content.decode()
    assert "Aru is no longer in the class" in page
    token = page.split('name="token" value="')[1].split('"')[0]
    as_teacher.post(url("student-restore", room.classroom.pk), {"token": token})
    assert room.classroom.memberships.get(student=room.student).name == "Aru"


def test_nobody_is_put_into_a_class_with_a_forged_or_foreign_token(desk, as_teacher):
    room = desk.room
    other = Classroom.objects.create(name="Other")
    other.teachers.add(room.teacher)
    answer = as_teacher.post(url("student-remove", room.classroom.pk, room.student.pk))
    token = answer.url.split("removed=")[1]
    for given in (token, "forged", ""):
        assert as_teacher.post(url("student-restore", other.pk), {"token": given}).status_code == 404
    assert not Membership.objects.filter(classroom=other).exists()


def test_colleagues_join_and_leave_but_a_class_keeps_a_teacher(desk, as_teacher):
    room = desk.room
    add = url("teacher-add", room.classroom.pk)
    for name in ("nobody", "aru", ""):
        assert as_teacher.post(add, {"username": name}).status_code == 422
    as_teacher.post(add, {"username": "marat"})
    assert room.classroom.teachers.count() == 2
    as_teacher.post(url("teacher-remove", room.classroom.pk, room.other_teacher.pk))
    answer = as_teacher.post(url("teacher-remove", room.classroom.pk, room.teacher.pk), follow=True)
    assert "A class needs a teacher." in answer.content.decode()
    assert list(room.classroom.teachers.all()) == [room.teacher]


def test_whoever_leaves_a_class_no_longer_sees_it(desk, as_teacher):
    room = desk.room
    room.classroom.teachers.add(room.other_teacher)
    answer = as_teacher.post(url("teacher-remove", room.classroom.pk, room.teacher.pk))
    assert answer.url == url("class-list")
    assert as_teacher.get(url("class-detail", room.classroom.pk)).status_code == 404


def test_removing_a_class_asks_and_keeps_the_people(desk, as_teacher):
    room = desk.room
    delete = url("class-delete", room.classroom.pk)
    assert "2 students leave" in as_teacher.get(delete).content.decode()
    as_teacher.post(delete)
    assert not Classroom.objects.filter(pk=room.classroom.pk).exists()
    room.student.refresh_from_db()


def test_forty_students_cost_as_many_queries_as_two(desk, as_teacher, django_assert_max_num_queries):
    room = desk.room
    pages = [url("class-detail", room.classroom.pk), url("assignment-detail", room.assignment.pk), url("class-list")]
    for each in pages:
        with django_assert_max_num_queries(18):
            as_teacher.get(each)
    for number in range(38):
        person = make_person(f"P{number}", "Students")
        Membership.objects.create(classroom=room.classroom, student=person, name=f"P{number}")
    for each in pages:
        with django_assert_max_num_queries(18):
            as_teacher.get(each)
