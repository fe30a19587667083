"""Moodle XML: what goes out comes in again; files of others are read; faults have a line."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzes.exchange import moodle_xml
from quizzes.exchange.question import ExchangeQuestion

from .strategies import questions

FILE = '<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n{}\n</quiz>'


def quiz(question: str) -> bytes:
    return FILE.format(question).encode()


@settings(max_examples=200, deadline=None)
@given(st.lists(questions(), min_size=1, max_size=4))
def test_what_goes_out_comes_in_again(given_questions: list[ExchangeQuestion]) -> None:
    written = moodle_xml.write(given_questions, title="Оқу: a/b <x>")
    found = moodle_xml.read(written.text.encode())
    assert not found.problems
    assert [entry.question for entry in found.entries] == given_questions


@settings(deadline=None)
@given(questions())
def test_moodle_finds_each_part_where_it_looks_for_it(question: ExchangeQuestion) -> None:
    root = ElementTree.fromstring(moodle_xml.write([question], title="x").text)  # our own words: nothing to fear
    category, element = root.findall("question")
    assert category.findtext("category/text") == "$course$/top/x"
    assert (element.findtext("questiontext/text") or "").strip() == question.stem.strip()
    kind = element.get("type")
    answers = element.findall("answer")
    if kind == "truefalse":
        assert [answer.findtext("text") for answer in answers] == ["true", "false"]
    if kind in {"truefalse", "multichoice"}:
        assert [answer.get("fraction") for answer in answers] == [
            "100" if option.is_key else "0" for option in question.options
        ]
    if kind == "ordering":
        assert [answer.findtext("text") for answer in answers] == [option.text for option in question.options]
    if kind == "multichoice":
        assert element.findtext("single") == "true"
    if kind == "shortanswer":
        assert {answer.get("fraction") for answer in answers} == {"100"}
    tags = [tag.text for tag in element.findall("tags/tag/text")]
    assert [tag for tag in question.tags if tag not in tags] == []


def test_html_of_others_is_read_as_text() -> None:
    found = moodle_xml.read(
        quiz(
            '<question type="multichoice"><name><text>n</text></name><questiontext format="html">'
            "<text><![CDATA[<p>Which <b>lake</b> &amp; why?</p><script>x()</script>]]></text></questiontext>"
            '<answer fraction="100"><text>Balkhash</text><feedback><text>Yes</text></feedback></answer>'
            '<answer fraction="50"><text>Zaysan</text></answer></question>'
        )
    )
    entry = found.entries[0]
    assert entry.question is not None
    assert entry.question.stem == "Which lake & why?"
    assert entry.question.answer == "Balkhash"
    assert entry.notes == ("Partial points for options that are not right were left out.",)


@pytest.mark.parametrize(
    ("kind", "inside", "reason"),
    [
        ("essay", "", "essay"),
        ("ddwtos", "", "ddwtos"),
        ("multianswer", "", "several gaps"),
        ("multichoice", "<single>false</single>", "several right"),
        ("numerical", '<answer fraction="100"><text>3</text><tolerance>0.5</tolerance></answer>', "margin"),
    ],
)
def test_other_kinds_are_kept_and_told(kind: str, inside: str, reason: str) -> None:
    data = quiz(f'<question type="{kind}"><questiontext><text>Say.</text></questiontext>{inside}</question>')
    entry = moodle_xml.read(data).entries[0]
    assert entry.question is None
    assert reason in entry.reason
    assert entry.line == 3
    assert f'type="{kind}"' in entry.source


@pytest.mark.parametrize(
    ("data", "line", "words"),
    [
        (b"<quiz>\n<question>\n</quiz>", 3, "breaks off"),
        (b"<html></html>", 1, "no <quiz>"),
        (b"", 1, "breaks off"),
        (b'<!DOCTYPE quiz [<!ENTITY a "b">]>\n<quiz>&a;</quiz>', 1, "entities"),
        (
            quiz('<question type="multichoice"><questiontext><text>Who?</text></questiontext>\n</question>'),
            3,
            "at least two",
        ),
        (
            quiz(
                '<question type="truefalse"><questiontext><text>So?</text></questiontext>\n'
                '<answer fraction="x"><text>true</text></answer>\n<answer><text>false</text></answer></question>'
            ),
            4,
            "not a number",
        ),
    ],
)
def test_faults_are_told_with_their_line(data: bytes, line: int, words: str) -> None:
    problem = moodle_xml.read(data).problems[0]
    assert problem.line == line
    assert words in problem.message
