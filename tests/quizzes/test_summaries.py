"""The page for a parent says what was read and understood in its days, and knows nobody else."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from quizzes import delivery
from quizzes.models import Assignment, Attempt, Quiz
from quizzes.summaries import summary
from tests.reading_room import Room, make_quiz

OCTOBER = datetime(2026, 10, 5, 6, tzinfo=UTC)
NOVEMBER = datetime(2026, 11, 2, 6, tzinfo=UTC)
LATER = datetime(2026, 11, 20, 6, tzinfo=UTC)


def sit(room: Room, quiz: Quiz, at: datetime, *, right: int, assignment: Assignment | None = None) -> Attempt:
    """A sitting of hers with the first `right` answers right and the others wrong, handed in."""
    attempt = delivery.start(quiz=quiz, assignment=assignment, user=room.student, at=at)
    for place, item in enumerate(quiz.items.select_related("question").order_by("position")):
        question = item.question
        given = room.right(question) if place < right else room.wrong(question)
        delivery.record(attempt=attempt, question_id=question.pk, given=given, token=uuid.uuid4(), at=at)
    delivery.hand_in(attempt=attempt, at=at)
    return attempt


def told(room: Room, first: date, last: date, **more: int) -> object:
    return summary(room.student.pk, first=first, last=last, at=LATER, **more)


def test_only_what_lies_in_its_days_was_read(room: Room) -> None:
    sit(room, room.quiz, OCTOBER, right=6)
    other = make_quiz("The easier one", room.easier, room.questions[:2])
    sit(room, other, NOVEMBER, right=1)
    both = told(room, date(2026, 10, 1), date(2026, 11, 20))
    assert [text.title for text in both.texts] == ["The lake is full again", "The lake that came back"]
    assert (both.answers, both.right) == (8, 7)
    october = told(room, date(2026, 10, 1), date(2026, 10, 31))
    assert [text.title for text in october.texts] == ["The lake that came back"]
    assert (october.answers, october.right) == (6, 6)
    november = told(room, date(2026, 11, 1), date(2026, 11, 20))
    assert (november.answers, november.right) == (2, 1)
    assert told(room, date(2026, 1, 1), date(2026, 2, 1)).is_empty


def test_a_day_counts_to_its_end(room: Room) -> None:
    sit(room, room.quiz, OCTOBER, right=6)
    day = timezone.localdate(OCTOBER)
    assert told(room, day, day).answers == 6
    assert told(room, day - timedelta(days=3), day - timedelta(days=1)).is_empty


def test_every_kind_is_named_and_few_answers_are_no_verdict(room: Room) -> None:
    sit(room, room.quiz, OCTOBER, right=6)
    kinds = {line.name: line for line in told(room, date(2026, 10, 1), date(2026, 10, 5)).kinds}
    assert list(kinds) == ["Find it", "Put together", "Why and how", "Judge the source"]
    assert kinds["Find it"].words == "Firm"
    assert kinds["Find it"].sure in {"quite sure", "fairly sure"}
    assert kinds["Why and how"].words == "Too early to say"
    assert kinds["Why and how"].sure == "–"
    assert kinds["Judge the source"].words == "Not asked yet"


@pytest.mark.parametrize(("right", "strong", "again"), [(6, ("Lake Tobyl", "dam"), ()), (0, (), ("Lake Tobyl", "dam"))])
def test_concepts_stand_where_they_belong(
    room: Room, right: int, strong: tuple[str, ...], again: tuple[str, ...]
) -> None:
    sit(room, room.quiz, OCTOBER, right=right)
    found = told(room, date(2026, 10, 1), date(2026, 10, 5))
    assert (tuple(sorted(found.strong)), tuple(sorted(found.again))) == (strong, again)


def test_her_teacher_sees_what_the_class_was_given_and_no_more(room: Room) -> None:
    sit(room, room.quiz, OCTOBER, right=6, assignment=room.assignment)
    private = make_quiz("On her own", room.easier, room.questions[:2])
    sit(room, private, NOVEMBER, right=2)
    period = (date(2026, 10, 1), date(2026, 11, 20))
    whole, given = told(room, *period), told(room, *period, classroom=room.classroom.pk)
    assert (whole.answers, given.answers) == (8, 6)
    assert [text.title for text in given.texts] == ["The lake that came back"]


def test_a_running_test_gives_nothing_away(room: Room) -> None:
    due = LATER + timedelta(days=1)
    task = Assignment.objects.create(quiz=room.test_quiz, classroom=room.classroom, due_at=due)
    sit(room, room.test_quiz, NOVEMBER, right=3, assignment=task)
    found = told(room, date(2026, 11, 1), date(2026, 11, 20))
    assert (found.answers, found.right) == (0, 0)
    assert all(line.standing is None for line in found.kinds)


# The page -------------------------------------------------------------------------------------------------------------


def own(client: Client, query: str = "") -> str:
    answer = client.get(reverse("quizzes:summary") + query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_page_names_her_and_nobody_else(room: Room, as_student: Client) -> None:
    sit(room, room.quiz, timezone.now() - timedelta(days=5), right=6)
    page = own(as_student)
    assert "Aru</h1>" in page
    assert "7 B" in page
    assert "6 questions answered, 6 of them right." in page
    assert "Dias" not in page


def test_a_teacher_opens_it_for_a_student_of_hers(
    room: Room, as_teacher: Client, as_other_teacher: Client, as_student: Client, as_guest: Client
) -> None:
    sit(room, room.quiz, timezone.now() - timedelta(days=5), right=6, assignment=room.assignment)
    address = reverse("desk:student-summary", args=[room.classroom.pk, room.student.pk])
    report = as_teacher.get(reverse("desk:student-report", args=[room.classroom.pk, room.student.pk]))
    assert f'href="{address}"' in report.content.decode()
    page = as_teacher.get(address)
    assert "Aru</h1>" in page.content.decode()
    assert "no-store" in page.headers["Cache-Control"]
    assert as_other_teacher.get(address).status_code == 404
    assert as_student.get(address).status_code == 404
    assert as_guest.get(address).status_code == 302
    stranger = reverse("desk:student-summary", args=[room.classroom.pk, room.stranger.pk])
    assert as_teacher.get(stranger).status_code == 404


def test_own_summary_is_for_students(room: Room, as_teacher: Client, as_guest: Client) -> None:
    address = reverse("quizzes:summary")
    assert as_teacher.get(address).status_code == 403
    assert as_guest.get(address).status_code == 302


@pytest.mark.parametrize(
    ("query", "fault"),
    [
        ("?first=yesterday", "Write the day like"),
        ("?first=2026-05-01&last=2026-04-01", "must not come after"),
        ("?first=9999-01-01", "still to come"),
        ("?last=0001-01-01", ""),
        ("?first=0001-01-01", ""),
        ("?last=9999-12-31", ""),
    ],
)
def test_odd_days_are_answered_with_a_sentence(room: Room, as_student: Client, query: str, fault: str) -> None:
    page = own(as_student, query)
    assert fault in page
    assert ('class="fault"' in page) is bool(fault)


def test_nothing_done_is_said_plainly(room: Room, as_student: Client) -> None:
    assert "Nothing was read or answered in these days." in own(as_student)


# Progress over time ---------------------------------------------------------------------------------------------------


def test_progress_shows_weeks_as_a_picture_and_as_a_table(room: Room, as_student: Client) -> None:
    sit(room, room.quiz, timezone.now() - timedelta(days=20), right=6)
    page = as_student.get("/progress/").content.decode()
    assert page.count('<svg class="plot"') == 2
    assert page.count('<path class="course"') == 1
    assert page.count('<td class="number">too early</td>') == 3
    assert reverse("quizzes:progress-help") in page
    assert reverse("quizzes:summary") in page


def test_the_help_page_states_the_model_with_its_own_numbers(as_guest: Client, db: None) -> None:
    page = as_guest.get(reverse("quizzes:progress-help")).content.decode()
    for words in (
        "says 35 per cent",
        "10 in 100",
        "12 per cent",
        "about 11 per cent",
        "Corbett",
        "FSRS",
        "20 questions",
    ):
        assert words in page
    assert page.count('<path class="course') == 2
    assert page.count('<th scope="row">') == 11
