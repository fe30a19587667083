"""Where sentences begin: what the network says, corrected by rules where print is plain."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

CLOSING = frozenset("”’\"')]»")
TITLES = frozenset(
    ["Mr.", "Mrs.", "Ms.", "Dr.", "Prof.", "St.", "Gen.", "Sen.", "Rep.", "Gov.", "Capt.", "Lt.", "Col."]
)
STOPS = frozenset(".!?…")


def sentence_starts(words: Sequence[str], spaced: Sequence[bool], chances: NDArray[np.float32]) -> list[int]:
    """Return the places at which sentences begin, the first word always among them."""
    starts = [0]
    for place in range(1, len(words)):
        if chances[place] > 0.5 and not forbidden(words, spaced, place):
            starts.append(place)
    return starts


def forbidden(words: Sequence[str], spaced: Sequence[bool], place: int) -> bool:
    """Tell whether no sentence can begin at a word: inside a word, after a title, at a closing mark."""
    word, before = words[place], words[place - 1]
    if before in TITLES:
        return True
    if not spaced[place] and word[0] in CLOSING | STOPS:
        return True
    return before in {"No", "no"} and word == "."
