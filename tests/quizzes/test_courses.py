"""Understanding week by week says what the model said then, and simulated students come out as they are."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from quizzes import mastery
from quizzes.courses import WEEK, courses, simulated
from quizzes.mastery import Observation, traced
from quizzes.progress import Answer
from quizzes.student.plots import BOTTOM, LEFT, RIGHT, TOP, plot

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)


def answer(days_ago: int, mark: float = 1.0, understanding: str = "find") -> Answer:
    seen = Observation(mark, NOW - timedelta(days=days_ago), 4)
    return Answer(attempt=1, question=1, understanding=understanding, concepts=(), seen=seen, quiz=1)


def test_each_week_counts_what_was_answered_by_then_and_fades() -> None:
    given = [answer(30), answer(29), answer(9, 0.0), answer(1)]
    [course] = courses(given, NOW, weeks=6)
    assert [point.at for point in course.points] == [NOW - WEEK * back for back in (5, 4, 3, 2, 1, 0)]
    assert [point.answers for point in course.points] == [0, 2, 2, 2, 3, 4]
    assert course.points[0].probability is None
    for point, count in zip(course.points[1:], (2, 2, 2, 3, 4), strict=True):
        known = traced(one.seen for one in given[:count])
        assert point.probability == pytest.approx(mastery.now(known, point.at))
    assert course.points[1].probability > course.points[2].probability > course.points[3].probability


def test_a_course_for_each_kind_that_was_asked_in_its_own_order() -> None:
    given = [answer(40, understanding="judge"), answer(3, understanding="reason"), answer(2)]
    assert [course.name for course in courses(given, NOW)] == ["Find it", "Why and how", "Judge the source"]
    assert courses([], NOW) == []


def test_answers_before_the_first_week_are_not_lost() -> None:
    [course] = courses([answer(400) for _ in range(5)], NOW)
    assert {point.answers for point in course.points} == {5}
    assert not course.points[0].is_early


def test_a_line_is_broken_while_there_are_too_few_answers() -> None:
    [few] = courses([answer(30), answer(20)], NOW)
    drawn = plot(few)
    assert drawn.line == ""
    assert drawn.early.startswith("M")
    assert "too few" in drawn.told
    [more] = courses([answer(30), answer(29), answer(10), answer(9)], NOW)
    drawn = plot(more)
    # the broken line ends where the full one begins
    assert drawn.early.split("L")[-1].strip() == drawn.line.removeprefix("M").split("L")[0].strip()
    assert "per cent now" in drawn.told


def test_points_lie_where_their_numbers_say() -> None:
    [course] = courses([answer(2) for _ in range(9)], NOW)
    drawn = plot(course)
    assert drawn.last is not None
    assert drawn.last.x == RIGHT > LEFT
    now = course.points[-1].probability
    assert drawn.last.y == pytest.approx(TOP + (1 - now) * (BOTTOM - TOP), abs=0.1)


def test_students_of_known_skill_come_out_as_they_are() -> None:
    grasping, guessing = simulated()
    assert grasping[0] == guessing[0] == pytest.approx(mastery.PRIOR)
    assert grasping[10] >= mastery.FIRM
    assert max(guessing) < mastery.GROWING
    assert all(one > other for one, other in zip(grasping[1:], guessing[1:], strict=True))
