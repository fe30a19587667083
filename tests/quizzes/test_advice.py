"""Advice on a question while it is written: each rule says its own, and a good question is left in peace."""

from __future__ import annotations

import pytest

from quizzes.advice import Draft, advise

GOOD = Draft(
    kind="choice",
    stem="Why did the ferry stop in 1962?",
    options=(
        ("A bridge was opened upstream", True),
        ("The river had run too low", False),
        ("Its captain had moved away", False),
    ),
    evidence="The ferry stopped in 1962, when a bridge was opened upstream.",
)


def said(**changes) -> str:
    fields = {name: getattr(GOOD, name) for name in ("kind", "stem", "options", "accepted", "evidence")}
    return " ".join(advice.message for advice in advise(Draft(**{**fields, **changes})))


def test_a_good_question_gets_no_advice():
    assert advise(GOOD) == ()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"stem": "Why did it stop in 1962"}, "question mark"),
        ({"stem": "They stopped why?"}, "“They” points"),
        ({"stem": "According to the text, why did the ferry stop?"}, "can go"),
        ({"stem": "Which of these did not stop the ferry?"}, "positively"),
        ({"stem": "Why " + "very " * 30 + "late?"}, "Under 25"),
        (
            {"stem": "Who opened a bridge?", "options": (("a bridge", True), ("a boat", False), ("a road", False))},
            "already stands",
        ),
        ({"options": (("a bridge", True), ("A bridge", False), ("a boat", False))}, "say the same"),
        ({"options": (("a bridge", True), ("a bridge of stone", False), ("a boat", False))}, "part of another"),
        ({"options": (("a bridge", True), ("a boat", False), ("all of the above", False))}, "tests logic"),
        ({"options": (("a bridge", True), ("a boat", False))}, "every second guess"),
        (
            {
                "options": (
                    ("a bridge that had been built by the town upstream", True),
                    ("a boat", False),
                    ("ice", False),
                )
            },
            "much longer",
        ),
        ({"options": (("it stopped for a new ferry", True), ("low water", False), ("high wages", False))}, "“ferry”"),
        ({"options": (("a bridge", True), ("people never came", False), ("low water", False))}, "“never”"),
        ({"options": (("in 1962", True), ("in spring", False), ("in autumn", False))}, "odd one out"),
        ({"options": (("a bridge.", True), ("a boat", False), ("a road", False))}, "full stop"),
        ({"options": (("In 1975", True), ("In 1962", False), ("In 1950", False))}, "“1975”"),
        ({"kind": "cloze", "options": (), "stem": "The ferry stopped in 1962."}, "three underscores"),
    ],
)
def test_each_fault_is_named(changes, words):
    assert words in said(**changes)


def test_true_or_false_statements_are_not_asked_for_question_marks():
    statement = Draft(kind="true_false", stem="The ferry stopped in 1962.", options=(("True", True), ("False", False)))
    assert advise(statement) == ()


@pytest.mark.parametrize("kind", ["choice", "true_false", "cloze", "short", "order", "evidence"])
def test_nothing_written_yet_is_no_fault(kind):
    assert advise(Draft(kind=kind, stem="")) == ()
