"""Which sentence of a new text is which of the old one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.matching import Matched, match


@pytest.mark.parametrize(
    ("old", "new", "same", "reworded", "gone", "fresh"),
    [
        pytest.param("a b c", "a b c", [(0, 0), (1, 1), (2, 2)], [], [], [], id="nothing changed"),
        pytest.param("a b c", "x a b c", [(0, 1), (1, 2), (2, 3)], [], [], [0], id="something came before"),
        pytest.param("a b c", "a c", [(0, 0), (2, 1)], [], [1], [], id="one went"),
        pytest.param("a b c d", "d a b c", [(0, 1), (1, 2), (2, 3), (3, 0)], [], [], [], id="one moved to the front"),
        pytest.param(
            "a x b x c", "a x b c x", [(0, 0), (1, 1), (2, 2), (3, 4), (4, 3)], [], [], [], id="twins stay apart"
        ),
        pytest.param("x a", "a x x", [(0, 1), (1, 0)], [], [], [2], id="a twin is added"),
    ],
)
def test_pairs(
    old: str,
    new: str,
    same: list[tuple[int, int]],
    reworded: list[tuple[int, int]],
    gone: list[int],
    fresh: list[int],
) -> None:
    assert match(old.split(), new.split()) == Matched(tuple(same), tuple(reworded), tuple(gone), tuple(fresh))


def test_equal_sentences_that_move_are_told_apart_by_their_neighbours() -> None:
    old = ["intro", "left", "twin", "right", "middle", "up", "twin", "down", "end"]
    new = ["up", "twin", "down", "intro", "end", "left", "twin", "right"]
    assert dict(match(old, new).same)[2] == 6
    assert dict(match(old, new).same)[6] == 1


def test_a_reworded_sentence_keeps_its_place_and_a_new_one_is_new() -> None:
    old = ["The dam was built in 2005.", "The lake grew again.", "Fish came back."]
    new = [
        "The dam was built in 2005.",
        "The lake slowly grew again.",
        "Nobody lives there now but the wind.",
        "Fish came back.",
    ]
    found = match(old, new)
    assert found.reworded == ((1, 1),)
    assert found.fresh == (2,)


def test_a_sentence_with_other_words_is_not_a_reworded_one() -> None:
    found = match(["One.", "The lake grew again.", "Two."], ["One.", "Horses were tamed first in the steppe.", "Two."])
    assert (found.gone, found.fresh) == ((1,), (1,))


@given(st.lists(st.sampled_from("abcde"), max_size=12), st.lists(st.sampled_from("abcde"), max_size=12))
def test_every_sentence_is_paired_once_or_named(old: list[str], new: list[str]) -> None:
    found = match(old, new)
    pairs = [*found.same, *found.reworded]
    assert sorted([i for i, _ in pairs] + list(found.gone)) == list(range(len(old)))
    assert sorted([j for _, j in pairs] + list(found.fresh)) == list(range(len(new)))
    assert all(old[i] == new[j] for i, j in found.same)
    assert not {old[i] for i in found.gone} & {new[j] for j in found.fresh}
