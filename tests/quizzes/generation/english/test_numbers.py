"""Numbers: read, written alike, and near-by ones a reader could take for them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.generation.english.numbers import in_words, near, value, variants


@pytest.mark.parametrize(
    ("text", "number"),
    [("1,853", 1853), ("7.5", 7.5), ("twenty-five", 25), ("ninety", 90), ("Four", 4), ("many", None), ("4-star", None)],
)
def test_value(text: str, number: float | None) -> None:
    assert value(text) == number


@given(st.integers(min_value=0, max_value=99))
def test_words_read_back(number: int) -> None:
    assert value(in_words(number)) == number


@given(st.integers(min_value=2, max_value=10_000_000))
def test_near_numbers_differ_and_are_written_alike(number: int) -> None:
    text = f"{number:,}"
    found = near(text)
    assert len(set(found)) == len(found)
    for other in found:
        assert value(other) not in {None, float(number)}


def test_near_percentages_stay_below_a_hundred() -> None:
    assert all((value(n) or 0) < 100 for n in near("80", 8, percent=True))


def test_variants_of_a_small_number_hold_its_word() -> None:
    assert "five" in variants("5")
    assert "7000" in variants("7,000")
