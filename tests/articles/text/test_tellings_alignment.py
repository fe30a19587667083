# ruff: noqa: E501  (whole paragraphs stand in one line)
"""Which sentences of two tellings tell the same."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.language import read
from articles.text.tellings import Telling, align, telling

MILL = (
    "In 1912 the miller Erlan Sadykov built a water mill on the river Tekes. Farmers from eleven villages brought their wheat, "
    "and Sadykov kept a tenth of the flour.\n\n"
    "When the river was dammed in 1957, the wheel stood still. For decades children played among the broken stones.\n\n"
    "His granddaughter Aigul reopened the building as a museum in 2004, and 6,000 visitors came in the first summer. "
    "She grinds barley by hand for schoolchildren. The council pays for the roof."
)
EASIER = (
    "Erlan Sadykov was a miller. He built a water mill at the Tekes river in 1912. Farmers came with wheat from eleven villages. "
    "They paid Sadykov with a tenth of the flour.\n\n"
    "A dam stopped the river in 1957 and the wheel did not turn.\n\n"
    "In 2004 his granddaughter Aigul opened a museum in the building. In its first summer it had 6,000 visitors. "
    "The council pays for its roof. Aigul grinds barley for schoolchildren by hand."
)
FERRY = (
    "A ferry sank off the southern islands on Tuesday night. Rescuers pulled forty passengers from the waves. "
    "The captain had turned too sharply, a sailor told reporters. Divers will look for the wreck next month."
)


@cache
def told(text: str) -> Telling:
    return telling([read(text)])


def pairs(left: Telling, right: Telling) -> set[tuple[int, int]]:
    return {(i, j) for match in align(left, right) for i in match.left for j in match.right}


def test_sentences_that_were_split_are_matched_to_the_one_they_come_from():
    found = pairs(told(MILL), told(EASIER))
    assert {(0, 1), (1, 2), (1, 3), (2, 4), (4, 5), (4, 6)} <= found


def test_a_sentence_that_only_one_telling_has_is_matched_to_nothing():
    assert 3 not in {i for i, _ in pairs(told(MILL), told(EASIER))}


def test_joined_sentences_are_matched_the_other_way_round_too():
    assert {(j, i) for i, j in pairs(told(MILL), told(EASIER))} == pairs(told(EASIER), told(MILL))


def test_a_passage_in_another_place_is_found_and_called_moved():
    sentences = [sentence.text.strip() for sentence in read(MILL).sentences]
    turned = " ".join([sentences[-1], *sentences[:-1]])
    matches = align(told(MILL), told(turned))
    moved = [match for match in matches if match.moved]
    assert [(match.left, match.right) for match in moved] == [((6,), (0,))]
    assert len(matches) == len(sentences)


def test_short_sentences_of_small_words_are_matched_by_their_place():
    left = told(MILL.replace("The council", "They were wrong. The council"))
    right = told(MILL.replace("The council", "They were not. The council"))
    assert (6, 6) in pairs(left, right)


def test_unrelated_texts_share_nothing():
    assert not [match for match in align(told(MILL), told(FERRY)) if match.sure >= 0.5]


def test_a_text_is_matched_to_itself_sentence_by_sentence():
    left = told(MILL)
    matches = align(left, left)
    assert [(match.left, match.right) for match in matches] == [((i,), (i,)) for i in range(len(left.lines))]
    assert all(match.sure > 0.9 for match in matches)


@pytest.mark.parametrize(("one", "other"), [("", MILL), (MILL, ""), ("", "")])
def test_an_empty_telling_has_no_matches(one, other):
    assert align(told(one), told(other)) == ()


SENTENCES = [sentence.text.strip() for text in (MILL, EASIER, FERRY) for sentence in read(text).sentences]


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.sampled_from(SENTENCES), max_size=8),
    st.lists(st.sampled_from(SENTENCES), max_size=8),
)
def test_no_sentence_is_matched_twice_and_matches_run_in_order(one, other):
    left, right = (telling([reading for text in side for reading in told(text).readings]) for side in (one, other))
    matches = align(left, right)
    for side, count in (("left", len(one)), ("right", len(other))):
        used = [index for match in matches for index in getattr(match, side)]
        assert len(used) == len(set(used))
        assert all(0 <= index < count for index in used)
    straight = [match.right[0] for match in matches if not match.moved]
    assert straight == sorted(straight)
    assert all(0 <= match.sure <= 1 for match in matches)
    assert align(left, right) == matches
