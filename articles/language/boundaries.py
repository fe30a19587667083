"""Where sentences begin: what the network says, corrected by rules where print is plain."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

CLOSING = frozenset("”’\"')]»")
OPENING = frozenset("“‘([«")
TITLES = frozenset(
    [
        "Mr.",
        "Mrs.",
        "Ms.",
        "Dr.",
        "Prof.",
        "St.",
        "Gen.",
        "Sen.",
        "Rep.",
        "Gov.",
        "Capt.",
        "Lt.",
        "Col.",
        "Sgt.",
        "Rev.",
    ]
)
STOPS = frozenset(".!?…")
ENOUGH = 0.45  # chosen on the dev parts of both treebanks: edited prose likes .5, the web .35
ENOUGH_UNSTOPPED = 0.97  # where nothing ends the sentence before: a paragraph of prose that was cut there reads as two


def sentence_starts(words: Sequence[str], spaced: Sequence[bool], chances: NDArray[np.float32]) -> list[int]:
    """Return the places at which sentences begin, the first word always among them.

    ``chances``: the network's probability that a sentence begins at each word.
    """
    starts = {0}
    for place in range(1, len(words)):
        if chances[place] > ENOUGH:
            moved = beyond_marks(words, spaced, place)
            if not 0 < moved < len(words) or forbidden(words, spaced, moved):
                continue
            if stopped(words, moved) or chances[place] > ENOUGH_UNSTOPPED:
                starts.add(moved)
    return sorted(starts)


def stopped(words: Sequence[str], place: int) -> bool:
    """Tell whether the word before a place, closing marks aside, ends in a full stop or another mark that ends."""
    before = place - 1
    while before > 0 and words[before] in CLOSING:
        before -= 1
    return words[before][-1:] in STOPS or words[before] in {":", ";", "-", "–", "—"}


def beyond_marks(words: Sequence[str], spaced: Sequence[bool], place: int) -> int:
    """Move a start back over an opening quotation mark or bracket, and on over closing ones."""
    while place > 1 and opens(words, spaced, place - 1):
        place -= 1
    while place < len(words) and closes(words, spaced, place):
        place += 1
    return place


def opens(words: Sequence[str], spaced: Sequence[bool], place: int) -> bool:
    """Tell whether a mark opens what follows: by its form, or for straight marks by the space before it only."""
    if words[place] in OPENING:
        return True
    glued_on = place + 1 < len(words) and not spaced[place + 1]
    return words[place] in {'"', "'"} and spaced[place] and glued_on


def closes(words: Sequence[str], spaced: Sequence[bool], place: int) -> bool:
    """Tell whether a mark closes what stands before it."""
    return words[place] in CLOSING and not spaced[place] and not opens(words, spaced, place)


def forbidden(words: Sequence[str], spaced: Sequence[bool], place: int) -> bool:
    """Tell whether no sentence can begin at a word: after a title or an initial, inside a word, in "No. 5"."""
    word, before = words[place], words[place - 1]
    if before in TITLES:
        return True
    initial = len(before) == 2 and before[1] == "." and before[0].isupper() and before != "I."
    if initial and place > 1 and words[place - 2][:1].isupper() and word[:1].isupper():  # John F. | Kennedy
        return True
    if before == "." and place > 1 and words[place - 2] in {"No", "no"} and word[0].isdigit():
        return True
    return not spaced[place] and word[0] in STOPS
