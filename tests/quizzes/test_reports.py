"""Read models of the class: what they count, and that they cost the same however big the class is."""

from __future__ import annotations

import math
import random
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from quizzes import delivery, progress, regrading, reports
from quizzes.models import Assignment, Attempt, Membership, ProgressMark, Quiz
from quizzes.regrading import Change, ChangeKind
from quizzes.reports.statistics import ENOUGH, discrimination, number
from quizzes.reports.stumbling import stumbles_of

from .desk_world import World, make_world, minutes_ago

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world()


def fill(world: World, count: int, *, offset: int = 0) -> None:
    world.take_all(
        [
            (f"Name {n + offset:02}", ("sand", "water", "stones")[n % 3], "Erlan" if n % 4 else "Aidar")
            for n in range(count)
        ]
    )


# The class page ---------------------------------------------------------------------------------------------------


def test_the_class_page_says_who_has_not_begun_and_how_far_the_others_are(world: World) -> None:
    world.take("Asel", "sand", "Erlan")
    world.take("Bota", "water", "Erlan")
    begun = world.attempt(world.join("Dana"))
    world.answer(begun, world.choice, {"option": world.option("sand").pk})
    world.join("Erke")
    report = reports.class_report(world.classroom)
    (column,) = report.columns
    assert (column.not_begun, column.begun, column.handed_in) == (("Erke",), 1, 2)
    assert column.share == pytest.approx((1 + 2 / 3) / 2)
    assert report.progress_table().rows == (
        ("Asel", "100 %"),
        ("Bota", "67 %"),
        ("Dana", "1 of 3 answered"),
        ("Erke", "not begun"),
    )


def test_who_stopped_in_the_middle_is_stuck_on_the_sentence_of_the_next_question(world: World) -> None:
    attempt = world.attempt(world.join("Dana"), at=minutes_ago(40))
    world.answer(attempt, world.choice, {"option": world.option("sand").pk}, at=minutes_ago(35))
    world.attempt(world.join("Just begun"))
    (stuck,) = reports.class_report(world.classroom).stuck
    assert (stuck.name, stuck.stem) == ("Dana", "Who wrote down the depth?")
    assert stuck.sentence == world.sentences[3].text
    assert stuck.why == "no answer for 35 minutes"


def test_who_missed_a_question_twice_is_stuck_on_it(world: World) -> None:
    student = world.join("Dana")
    for _ in range(2):
        attempt = world.attempt(student)
        world.answer(attempt, world.choice, {"option": world.option("water").pk})
        delivery.hand_in(attempt=attempt)
    (stuck,) = reports.class_report(world.classroom).stuck
    assert (stuck.sentence, stuck.why) == (world.sentences[1].text, "missed 2 times")


def test_the_last_attempt_that_was_handed_in_counts(world: World) -> None:
    student = world.join("Dana")
    for choice in ("water", "sand"):
        attempt = world.attempt(student)
        world.answer(attempt, world.choice, {"option": world.option(choice).pk})
        delivery.hand_in(attempt=attempt)
    world.attempt(student)
    assert reports.class_report(world.classroom).progress_table().rows == (("Dana", "33 %"),)


def test_students_who_were_not_asked_are_not_waited_for(world: World) -> None:
    asked = world.join("Asked")
    world.join("Not asked")
    world.assignment.students.add(asked)
    (column,) = reports.class_report(world.classroom).columns
    assert column.not_begun == ("Asked",)


def test_a_regraded_mark_counts_everywhere(world: World) -> None:
    world.take("Asel", "water", "Erlan")
    change = Change(ChangeKind.KEY, option=world.option("water").pk)
    seen = regrading.preview(world.choice, change, by=world.teacher)
    regrading.apply(world.choice, change, by=world.teacher, fingerprint=seen.fingerprint)
    assert reports.class_report(world.classroom).progress_table().rows == (("Asel", "100 %"),)
    assert reports.assignment_report(world.assignment).questions[0].mean == 1


# Concepts ---------------------------------------------------------------------------------------------------------


def test_the_grid_says_how_likely_and_on_how_many_answers(world: World) -> None:
    for _ in range(2):
        world.take(f"Student {len(world.students)}", "sand", "Erlan")
    student = world.students[0]
    attempt = world.attempt(student)
    world.answer(attempt, world.choice, {"option": world.option("sand").pk})
    grid = reports.concept_grid(world.classroom)
    assert [concept.name for concept in grid.concepts] == ["Karatal", "Drought"]
    first = grid.rows[0].grasps[0]
    assert first is not None
    assert (first.answers, first.right, first.level) == (3, 3, "firm")
    second = grid.rows[1].grasps[1]
    assert second is not None
    assert second.words == "early (1 of 1)"


# Questions --------------------------------------------------------------------------------------------------------


def test_each_option_says_how_many_it_drew_and_why(world: World) -> None:
    fill(world, 24)
    choice, short, order = reports.assignment_report(world.assignment).questions
    assert [(drawn.text, drawn.words, drawn.why) for drawn in choice.drawn] == [
        ("sand", "8 of 24", ""),
        ("water", "8 of 24", "The water came back later."),
        ("stones", "8 of 24", "Not said."),
    ]
    assert choice.mean == pytest.approx(8 / 24)
    assert choice.difficulty == "hard"
    assert [(drawn.text, drawn.count, drawn.is_right) for drawn in short.drawn] == [
        ("Erlan", 18, True),
        ("Aidar", 6, False),
    ]
    assert (order.answers, order.difficulty) == (0, "nobody has answered")


def test_typed_answers_that_are_marked_alike_are_counted_together(world: World) -> None:
    for number_, text in enumerate(["Erlan", "erlan ", "ERLAN!", "Aidar"]):
        world.take(f"Student {number_}", "sand", text)
    short = reports.assignment_report(world.assignment).questions[1]
    assert [(drawn.text, drawn.count) for drawn in short.drawn] == [("Erlan", 3), ("Aidar", 1)]


def test_only_first_attempts_count_in_the_question_report(world: World) -> None:
    student = world.join("Dana")
    for choice in ("water", "sand"):
        attempt = world.attempt(student)
        world.answer(attempt, world.choice, {"option": world.option(choice).pk})
        delivery.hand_in(attempt=attempt)
    question = reports.assignment_report(world.assignment).questions[0]
    assert (question.answers, question.missed) == (1, 1)


def test_an_option_that_is_gone_is_still_counted(world: World) -> None:
    world.take("Asel", "stones", "Erlan")
    world.option("stones").delete()
    drawn = reports.assignment_report(world.assignment).questions[0].drawn
    assert [(d.text, d.count) for d in drawn if d.count] == [("An option that is no longer there", 1)]


def test_the_class_stumbles_on_the_sentence_of_the_question_it_missed(world: World) -> None:
    fill(world, 12)
    report = reports.assignment_report(world.assignment)
    (stumble,) = stumbles_of(report)
    assert stumble.sentence == world.sentences[1]
    assert stumble.words == "missed by 8 of 12"
    lit = reports.lit_text(report)
    laid = [sentence for _, paragraphs in lit.sections for paragraph in paragraphs for sentence in paragraph]
    assert "".join(sentence.before + sentence.text for sentence in laid) == lit.sections[0][0].text
    assert [sentence.pk for sentence in laid if sentence.stumble] == [world.sentences[1].pk]


def test_few_answers_light_nothing(world: World) -> None:
    fill(world, 4)
    assert stumbles_of(reports.assignment_report(world.assignment)) == ()


# Statistics -------------------------------------------------------------------------------------------------------


def test_discrimination_needs_enough_answers_that_differ() -> None:
    assert discrimination([0.0, 1.0] * 9, list(map(float, range(18)))) is None
    assert discrimination([1.0] * 30, list(map(float, range(30)))) is None
    assert discrimination([0.0, 1.0] * 15, [3.0] * 30) is None


def test_discrimination_is_the_point_biserial_correlation() -> None:
    """Against the textbook's own formula: (M1 − M0) / s · √(p·q), s over all students."""
    draw = random.Random(5)
    rests = [draw.gauss(5, 2) for _ in range(40)]
    marks = [float(rest + draw.gauss(0, 2) > 5) for rest in rests]
    found = discrimination(marks, rests)
    right = [rest for rest, mark in zip(rests, marks, strict=True) if mark]
    wrong = [rest for rest, mark in zip(rests, marks, strict=True) if not mark]
    mean = sum(rests) / 40
    spread = math.sqrt(sum((rest - mean) ** 2 for rest in rests) / 40)
    share = len(right) / 40
    expected = (sum(right) / len(right) - sum(wrong) / len(wrong)) / spread * math.sqrt(share * (1 - share))
    assert found is not None
    assert found.value == pytest.approx(expected)
    assert found.low < found.value < found.high
    assert found.is_clear


def test_a_wrong_key_shows_as_a_question_that_the_good_ones_miss() -> None:
    rests = list(map(float, range(ENOUGH)))
    found = discrimination([float(rest < 10) for rest in rests], rests)
    assert found is not None
    assert found.high < 0
    assert found.words.startswith("−0.87 (")


def test_numbers_do_not_look_like_formulas() -> None:
    assert number(-0.5) == "−0.50"


# One student ------------------------------------------------------------------------------------------------------


def test_a_students_page_shows_what_is_open_and_where_the_answer_stands(world: World) -> None:
    world.take("Asel", "water", "Erlan", order=(1, 0, 2))
    later = Assignment.objects.create(quiz=world.quiz, classroom=world.classroom)
    report = reports.student_report(Membership.objects.get(name="Asel"))
    assert report.missed_table().rows == (
        ("What filled the well in 1931?", "water", "0 %", world.sentences[1].text),
        (
            "Put in order what happened.",
            "They dug. → The wind filled the well. → It was sweet.",
            "0 %",
            world.sentences[2].text,
        ),
    )
    assert report.not_begun == (later,)
    assert [row[3:] for row in report.sittings_table().rows] == [("handed in", "33 %")]


def test_what_was_got_right_later_is_no_longer_open(world: World) -> None:
    student = world.join("Asel")
    for choice in ("water", "sand"):
        attempt = world.attempt(student)
        world.answer(attempt, world.choice, {"option": world.option(choice).pk})
        delivery.hand_in(attempt=attempt)
    assert reports.student_report(Membership.objects.get(name="Asel")).missed == ()


# Cost -------------------------------------------------------------------------------------------------------------


def queries(world: World) -> list[int]:
    """How many queries each report takes."""
    counts = []
    for make in (
        lambda: reports.class_report(world.classroom).progress_table(),
        lambda: reports.concept_grid(world.classroom).table(),
        lambda: reports.assignment_report(world.assignment).answers_table(),
        lambda: reports.lit_text(reports.assignment_report(world.assignment)).table(),
        lambda: reports.student_report(Membership.objects.filter(student=world.students[0]).get()).missed_table(),
    ):
        with CaptureQueriesContext(
            connection,
        ) as taken:
            make()
        counts.append(len(taken))
    return counts


def test_a_big_class_costs_as_many_queries_as_a_small_one(world: World) -> None:
    fill(world, 3)
    Attempt.objects.update(handed_in_at=None, started_at=timezone.now() - timedelta(hours=1))
    progress.catch_up(world.classroom.memberships.values_list("student", flat=True))
    small = queries(world)
    fill(world, 30, offset=3)
    for place in range(5):
        more = Quiz.objects.create(title=f"More {place}", edition=world.edition, status=Quiz.Status.READY)
        Assignment.objects.create(quiz=more, classroom=world.classroom)
    assert queries(world) == small
    assert max(small) <= 13


def test_the_grid_of_forty_with_answers_not_counted_yet_costs_as_many_queries_as_of_two(world: World) -> None:
    taken = []
    for size in (2, 40):
        fill(world, size, offset=100 * size)
        Attempt.objects.update(handed_in_at=None)
        ProgressMark.objects.all().delete()
        with CaptureQueriesContext(connection) as queries:
            grid = reports.concept_grid(world.classroom)
        taken.append(len(queries))
        assert all(row.answers for row in grid.rows)
    assert taken[0] == taken[1]
    assert taken[0] <= 18
