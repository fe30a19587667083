"""How much of a question an answer got right: values in, a share from 0 to 1 out. No database, no clock.

Typed answers are compared after both sides were brought to one form, so that a student is marked on what she
understood and not on how she types (`typed_words`), nor on what she repeats of the stem (`typed_readings`). A slip of
the keyboard in a long word is forgiven, unless it brings the answer just as near to something else that could have been
meant.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from rapidfuzz.distance import OSA

from quizzes.typed_readings import Surroundings, currencies, readings

SLIP_LETTERS = 6
"""A word needs this many letters before one slip in it is forgiven: among shorter ones too many are another word."""


@dataclass(frozen=True, slots=True)
class AnswerKey:
    """What counts as right in one question.

    `option` is the key's id in a question answered by choosing; `order` the ids in their right order; `accepted` the
    typed answers that count, and `others` typed answers that are known to be wrong (the distractors of the same gap).
    `stem` is the question as it was asked: an answer may repeat what stands there.
    """

    option: int | None = None
    order: tuple[int, ...] = ()
    accepted: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    stem: str = ""


def grade(key: AnswerKey, given: Mapping[str, Any]) -> float:
    """The share of the points, 0 to 1, for `given`: {"option": id}, {"order": [ids]} or {"text": "…"}.

    An answer that does not fit the question (an empty one, another kind) is worth 0 and raises nothing.
    """
    if key.order:
        return order_mark(key.order, given.get("order") or ())
    if key.option is not None:
        return float(given.get("option") == key.option)
    return float(accepts(str(given.get("text") or ""), key.accepted, key.others, key.stem))


def order_mark(right: Sequence[int], given: Sequence[int]) -> float:
    """The share of neighbours of the right order that still follow each other: 1 only for the right order itself.

    An order that leaves something out or names it twice is worth 0.
    """
    if sorted(right) != sorted(given) or not right:
        return 0.0
    if len(right) == 1:
        return 1.0
    pairs = set(pairwise(given))
    return sum(pair in pairs for pair in pairwise(right)) / (len(right) - 1)


def accepts(text: str, accepted: Sequence[str], others: Sequence[str] = (), stem: str = "") -> bool:
    """Whether what was typed means one of `accepted` in the place that `stem` gives it; never when it lies as near to
    one of `others`."""
    around = Surroundings.of(stem)
    named = currencies(text)
    typed = readings(text, around)
    right = [readings(answer, around) for answer in accepted if named <= around.currencies | currencies(answer)]
    if any(typed & forms for forms in right):
        return True
    rivals = [form for other in others for form in readings(other, around)]
    if typed & set(rivals):
        return False
    slips, slipped = min(
        ((found, form) for forms in right for answer in forms for form in typed if (found := distance(answer, form))),
        default=(0, ()),
    )
    return slips > 0 and all((rival := distance(other, slipped)) is None or rival > slips for other in rivals)


def distance(right: Sequence[str], typed: Sequence[str]) -> int | None:
    """How many words of `typed` hold one slip against `right`; None when they differ by more than slips.

    A slip is one letter too many, missing, wrong, or swapped with its neighbour (Damerau 1964), in a word of at least
    SLIP_LETTERS letters whose first letter stands: slips seldom hit the first letter, while other words often differ
    there. Numbers must be exact.
    """
    if len(right) != len(typed):
        return None
    slips = 0
    for wanted, got in zip(right, typed, strict=True):
        if wanted == got:
            continue
        long_enough = min(len(wanted), len(got) + 1) >= SLIP_LETTERS and wanted.isalpha() and got.isalpha()
        if not long_enough or wanted[0] != got[0] or OSA.distance(wanted, got, score_cutoff=1) > 1:
            return None
        slips += 1
    return slips
