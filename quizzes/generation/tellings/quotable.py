"""Which values and texts can stand beside each other in a comparison question."""

from __future__ import annotations

import re

NEARLY_SAME_LENGTH = 1.7


def clearly_other(mine: str, theirs: str) -> bool:
    """Whether two values differ in more than order or in words before or behind: not 2011-2012 and 2012-2011."""
    one, other = (set(re.findall(r"[^\W_]+(?:[.,][^\W_]+)*", text.casefold())) for text in (mine, theirs))
    return not (one <= other or other <= one)


def as_long(one: str, other: str) -> bool:
    """Whether two options are of comparable length."""
    shorter, longer = sorted((len(one), len(other)))
    return longer <= NEARLY_SAME_LENGTH * shorter
