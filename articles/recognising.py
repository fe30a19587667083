"""Whether a text is known: a new revision of a telling, or another telling of an article."""

from __future__ import annotations

import re
from typing import Any

from articles.models import Article

_WORD = re.compile(r"\w+")
# Runs of this many words are hardly ever shared by two texts that were written apart.
_RUN = 4
# The share of the shorter text's runs that a revision keeps at least.
_KEPT = 0.08
# Below so many runs nothing can be said, and the name decides.
_FEWEST = 60


def is_revision_of(old: str, new: str) -> bool:
    """Whether `new`, which came under the same name, is `old` as somebody changed it, and not another text."""
    ours, theirs = _runs(old), _runs(new)
    fewest = min(len(ours), len(theirs))
    return fewest < _FEWEST or len(ours & theirs) >= _KEPT * fewest


def _runs(text: str) -> set[tuple[str, ...]]:
    words = [word.lower() for word in _WORD.findall(text)]
    return set(zip(*(words[k:] for k in range(_RUN)), strict=False))


def find_telling(text: str, owner: Any) -> Article | None:
    """The owner's article that `text` tells another time, if there is one."""
    return None
