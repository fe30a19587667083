"""The mastery model behaves as its sources say, on hand-worked numbers and on simulated students."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes import mastery
from quizzes.mastery import Mastery, Observation, after, faded, sureness, traced

MONDAY = datetime(2026, 9, 7, 9, tzinfo=UTC)


def seen(mark: float, *, day: int = 0, options: int = 4, hints: int = 0) -> Observation:
    return Observation(mark=mark, at=MONDAY + timedelta(days=day), options=options, hints=hints)


def test_one_right_answer_by_hand() -> None:
    # .35*.9 / (.35*.9 + .65*.25) = .6597; learning: .6597 + .3403*.12 = .7005
    assert after(Mastery(), seen(1)).probability == pytest.approx(0.7005, abs=1e-4)


def test_one_wrong_answer_by_hand() -> None:
    # .35*.1 / (.35*.1 + .65*.75) = .0670; learning: .0670 + .9330*.12 = .1790
    assert after(Mastery(), seen(0)).probability == pytest.approx(0.1790, abs=1e-4)


def test_a_right_answer_says_less_when_it_is_easily_guessed() -> None:
    typed, chosen, tossed = (after(Mastery(), seen(1, options=n)).probability for n in (0, 4, 2))
    hinted = after(Mastery(), seen(1, hints=2)).probability
    assert typed > chosen > tossed > hinted


def test_what_was_grasped_fades_and_never_below_the_floor() -> None:
    assert faded(0.9, 0) == 0.9
    assert faded(0.9, 28) == pytest.approx(0.1 + 0.8 * 0.996**28)
    assert faded(0.9, 28) > faded(0.9, 180) > mastery.FLOOR
    assert faded(0.05, 400) == 0.05


def test_an_answer_after_a_long_time_starts_from_what_is_left() -> None:
    before = traced([seen(1), seen(1), seen(1)])
    assert after(before, seen(0, day=1)).probability > after(before, seen(0, day=365)).probability


def test_sureness_is_none_at_even_odds_and_full_at_certainty() -> None:
    assert sureness(0.5) == pytest.approx(0)
    assert sureness(1.0) == sureness(0.0) == 1
    assert sureness(0.9) == pytest.approx(sureness(0.1))


@given(st.lists(st.tuples(st.floats(0, 1), st.integers(0, 6), st.integers(0, 2), st.integers(0, 400)), max_size=40))
def test_it_stays_a_probability_whatever_is_answered(rows: list[tuple[float, int, int, int]]) -> None:
    day = 0
    known = Mastery()
    for mark, options, hints, wait in rows:
        day += wait
        known = after(known, Observation(mark, MONDAY + timedelta(days=day), options, hints))
        assert 0 <= known.probability <= 1
    assert known.answers == len(rows)


@given(st.lists(st.booleans(), max_size=12))
def test_a_right_answer_never_lowers_it_below_a_wrong_one(marks: list[bool]) -> None:
    known = traced(seen(float(mark), day=day) for day, mark in enumerate(marks))
    day = len(marks)
    assert after(known, seen(1, day=day)).probability >= after(known, seen(0, day=day)).probability


def test_simulated_students_are_told_apart() -> None:
    """Ten answers of those who grasp it (slipping one in ten) and of those who guess one in four."""
    generator = random.Random(7)

    def simulated(chance: float) -> float:
        return traced(seen(float(generator.random() < chance), day=day) for day in range(10)).probability

    grasping = [simulated(1 - mastery.SLIP) for _ in range(300)]
    guessing = [simulated(0.25) for _ in range(300)]
    assert sum(p >= 0.85 for p in grasping) / 300 > 0.85
    assert sum(p >= 0.85 for p in guessing) / 300 < 0.12
