"""How long and how hard a text is to read: figures in, figures out."""

from __future__ import annotations

import math

WORDS_A_MINUTE = 180
"""Silent reading of English by a school student who learns it; adults who grew up with it read about 240 (Brysbaert
2019, "How many words do we read per minute?")."""
LOWEST_GRADE, HIGHEST_GRADE = 1, 14


def minutes_to_read(words: int) -> int:
    """Whole minutes, at least one."""
    return max(1, math.ceil(words / WORDS_A_MINUTE))


def grade_level(*, characters: int, words: int, sentences: int) -> int | None:
    """The American school grade that reads such a text with ease, 1 to 14; None for an empty text.

    Automated Readability Index: 4.71 characters per word + 0.5 words per sentence − 21.43, rounded up (Smith & Senter
    1967, AMRL-TR-66-220). It needs no syllables, so that it can be worked out from counts the database keeps.
    """
    if words < 1 or sentences < 1:
        return None
    index = 4.71 * characters / words + 0.5 * words / sentences - 21.43
    return min(HIGHEST_GRADE, max(LOWEST_GRADE, math.ceil(index)))
