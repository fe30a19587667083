"""Verb forms: rules and exceptions."""

import pytest

from quizzes.generation.english.verbs import agrees, gerund, participle, past, third


@pytest.mark.parametrize(
    ("base", "ing", "s", "ed", "en"),
    [
        ("make", "making", "makes", "made", "made"),
        ("stop", "stopping", "stops", "stopped", "stopped"),
        ("visit", "visiting", "visits", "visited", "visited"),
        ("carry", "carrying", "carries", "carried", "carried"),
        ("refer", "referring", "refers", "referred", "referred"),
        ("rise", "rising", "rises", "rose", "risen"),
        ("die", "dying", "dies", "died", "died"),
        ("see", "seeing", "sees", "saw", "seen"),
        ("panic", "panicking", "panics", "panicked", "panicked"),
        ("watch", "watching", "watches", "watched", "watched"),
        ("play", "playing", "plays", "played", "played"),
    ],
)
def test_forms(base: str, ing: str, s: str, ed: str, en: str) -> None:
    assert (gerund(base), third(base), past(base), participle(base)) == (ing, s, ed, en)


@pytest.mark.parametrize(
    ("base", "form", "tag", "right"),
    [
        ("fly", "flew", "VBD", True),
        ("travel", "travelled", "VBD", True),
        ("travel", "traveled", "VBD", True),
        ("mee", "meet", "VB", False),
        ("sharing", "sharing", "VB", False),
        ("travell", "travelled", "VBN", False),
    ],
)
def test_a_wrong_lemma_is_noticed(base: str, form: str, tag: str, right: bool) -> None:
    assert agrees(base, form, tag) is right
