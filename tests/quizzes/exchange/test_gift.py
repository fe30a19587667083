"""GIFT: what goes out comes in again, and Moodle's reader finds the same in it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzes.exchange import gift
from quizzes.exchange.question import ExchangeOption, ExchangeQuestion, general_feedback, is_truth, tidy

from .strategies import questions
from .strict_gift import Taken, take

WRONG_KEY = ExchangeOption("in 1960", False, "other_telling", "The retelling says so; this text does not.")
RIVER = ExchangeQuestion(
    "choice",
    "When did the river stop reaching the sea?",
    (ExchangeOption("in 1987", True, "key", "Yes."), WRONG_KEY),
    explanation="The third paragraph gives the year.",
    level="join",
    tags=("Aral Sea", "irrigation"),
    evidence=("By 1987 the river no longer reached the sea.",),
)


def only(text: str) -> ExchangeQuestion:
    found = gift.read(text)
    assert not found.problems
    assert len(found.entries) == 1
    question = found.entries[0].question
    assert question is not None, found.entries[0].reason
    return question


@settings(max_examples=300, deadline=None)
@given(st.lists(questions(), min_size=1, max_size=4))
def test_what_goes_out_comes_in_again(given_questions: list[ExchangeQuestion]) -> None:
    written = gift.write(given_questions, title="Оқу: a/b \\ {x}")
    found = gift.read(written.text)
    assert not found.problems
    assert [entry.question for entry in found.entries] == given_questions


@settings(max_examples=300, deadline=None)
@given(questions())
def test_moodle_reads_the_same(question: ExchangeQuestion) -> None:
    written = gift.write([question], title="A quiz")
    category, (taken,) = take(written.text)
    assert category == "$course$/top/A quiz"
    assert taken.stem == question.stem
    assert taken.general_feedback == general_feedback(question)
    if any(re.search(r"&&\d{3};|->", answer) for answer in question.accepted):
        assert written.notes
        return
    assert written.notes == ()
    assert taken.answers == expected(question)
    assert taken.kind == moodle_kind(question)


def moodle_kind(question: ExchangeQuestion) -> str:
    if question.kind == "order":
        return "match"
    if question.kind == "true_false" and is_truth(question.options):
        return "truefalse"
    return "multichoice" if question.options else "shortanswer"


def expected(question: ExchangeQuestion) -> list[tuple[str, float, str]]:
    if question.kind == "order":
        return [(option.text, float(place), "") for place, option in enumerate(question.options, start=1)]
    if question.options:
        return [(option.text, float(option.is_key), option.rationale) for option in question.options]
    # Moodle shows a star that is not to stand for any letters as \*.
    return [(answer.replace("*", "\\*"), 1.0, "") for answer in question.accepted]


def test_a_question_survives_a_stay_in_moodle_that_keeps_tags_and_feedback() -> None:
    """Moodle writes the file anew from what it took: only tags, texts and feedback are left of ours."""
    _, (taken,) = take(gift.write([RIVER]).text)
    assert only(as_moodle_writes(taken)) == tidy(RIVER)


def as_moodle_writes(taken: Taken) -> str:
    def escape(text: str) -> str:
        return re.sub(r"[\\#=~{}:]", r"\\\g<0>", text).replace("\n", "\\n")

    tags = " ".join(f"[tag:{tag}]" for tag in taken.tags)
    answers = "".join(
        f"\t{'=' if weight else '~'}{escape(text)}#{escape(why)}\n" for text, weight, why in taken.answers
    )
    feedback = escape(taken.general_feedback)
    return f"// question: 7  name: x\n// {tags}\n::x::[plain]{escape(taken.stem)}{{\n{answers}\t####{feedback}\n}}\n"


@pytest.mark.parametrize(
    ("text", "kind", "answer"),
    [
        ("Who was first?{~Baurzhan =Toktar ~Talgat}", "choice", "Toktar"),
        ("Toktar flew in {=1991 =in 1991} to the station.", "cloze", "1991 / in 1991"),
        ("It is salt.{T}", "true_false", "True"),
        ("It is salt.{FALSE#No, it is.#Right.}", "true_false", "False"),
        ("How many?{#12}", "short", "12"),
        ("Put in order {=war -> 2 =peace -> 3 =dispute -> 1}", "order", "dispute → war → peace"),
        ("::name::[html]<p>What &amp; why?</p><p>Say.</p>{=a ~b}", "choice", "a"),
        ("a \\: b { =50 \\% ~%-25%none }", "choice", "50 \\%"),
    ],
)
def test_files_of_others_are_read(text: str, kind: str, answer: str) -> None:
    question = only(text)
    assert (question.kind, question.answer) == (kind, answer)


def test_a_gap_stands_where_the_answers_stood() -> None:
    assert only("Toktar flew in {=1991} to the station.").stem == "Toktar flew in _____ to the station."


def test_a_typed_answer_is_bare_text_even_in_a_question_written_as_html() -> None:
    assert only("[html]<p>Which tag is bold?</p>{=%100%<b>}").accepted == ("<b>",)


def test_html_becomes_text_and_pictures_are_told_of() -> None:
    found = gift.read('[html]<p>What is this?</p><script>alert(1)</script><img src="x.png" alt="a camel">{=a ~b}')
    entry = found.entries[0]
    assert entry.question is not None
    assert entry.question.stem == "What is this?\na camel"
    assert entry.notes == ("A picture or recording was left out.",)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Discuss.{}", "essay"),
        ("Read this first.", "without answers"),
        ("Which two?{~%50%a ~%50%b ~c}", "several right options"),
        ("Which two?{=a =b ~c}", "several right options"),
        ("Match.{=cat -> mew =dog -> bark}", "pairs"),
        ("How far?{#3:2}", "margin"),
    ],
)
def test_what_has_no_place_here_is_kept_and_told(text: str, reason: str) -> None:
    entry = gift.read("\n\n" + text).entries[0]
    assert entry.question is None
    assert reason in entry.reason
    assert (entry.line, entry.source) == (3, text)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("Good{=a ~b}\n\nWho?{\n=a\n~b\n\n}\n", 3, "no empty line"),
        ("Who?{\n=a\n~b}\nand {=c}", 4, "second {"),
        ("Who?{\n~a\n~b\n}", 1, "No option is marked"),
        ("Who?{\n=a\n~\n}", 3, "empty"),
        ("{=a ~b}", 1, "no text"),
        ("// c\nWhen?}\n", 2, "one { and one }"),
        ("Match {\n=a -> 1\n=b\n}", 3, "->"),
    ],
)
def test_faults_are_told_with_their_line(text: str, line: int, words: str) -> None:
    problem = gift.read(text).problems[0]
    assert problem.line == line
    assert words in problem.message


def test_words_in_small_letters_are_taken_for_true_with_a_warning() -> None:
    entry = gift.read("It is salt.{true}").entries[0]
    assert entry.question is not None
    assert entry.question.kind == "true_false"
    assert "capitals" in entry.notes[0]


def test_a_question_without_a_key_stays_behind_and_is_named() -> None:
    keyless = ExchangeQuestion("choice", "Who?", (ExchangeOption("a"), ExchangeOption("b")))
    written = gift.write([keyless, RIVER])
    assert written.notes == ("Question 1 was left out: it has 0 keys.",)
    assert only(written.text) == tidy(RIVER)


def test_an_edited_file_is_believed_where_its_marks_disagree() -> None:
    """A teacher turned the question round in a text editor: the letters of the old roles no longer fit."""
    text = gift.write([RIVER]).text.replace("=in 1987", "~in 1987").replace("~in 1960", "=in 1960")
    question = only(text)
    assert question.answer == "in 1960"
    assert [option.role for option in question.options] == ["", "key"]
