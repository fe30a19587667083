from __future__ import annotations

import pytest

from articles.level import grade_level, minutes_to_read


def test_automated_readability_index_by_hand() -> None:
    # 4.71 * 450/100 + 0.5 * 100/8 - 21.43 = 6.015
    assert grade_level(characters=450, words=100, sentences=8) == 7


@pytest.mark.parametrize(("words", "sentences"), [(0, 0), (0, 3), (5, 0)])
def test_no_text_has_no_level(words: int, sentences: int) -> None:
    assert grade_level(characters=0, words=words, sentences=sentences) is None


def test_the_level_stays_in_its_bounds() -> None:
    assert grade_level(characters=10, words=10, sentences=10) == 1
    assert grade_level(characters=2000, words=100, sentences=1) == 14


def test_minutes() -> None:
    assert [minutes_to_read(words) for words in (0, 1, 180, 181, 900)] == [1, 1, 1, 2, 5]
