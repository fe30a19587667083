"""Questions and reports as tables: round trips, and nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzes.exchange import table
from quizzes.exchange.question import ExchangeQuestion
from quizzes.exchange.sheets import Table, guarded, to_csv, to_xlsx, unguarded

from .strategies import questions, texts


@settings(max_examples=200, deadline=None)
@given(st.lists(questions(), min_size=1, max_size=4))
def test_what_goes_out_comes_in_again(given_questions: list[ExchangeQuestion]) -> None:
    found = table.read(table.write(given_questions).text)
    assert not found.problems
    assert [entry.question for entry in found.entries] == given_questions


@settings(deadline=None)
@given(texts)
def test_no_cell_begins_like_a_formula_and_every_cell_comes_back(cell: str) -> None:
    assert not guarded(cell).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert unguarded(guarded(cell)) == cell


@pytest.mark.parametrize(
    ("cell", "safe"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+7 701", "'+7 701"),
        ("-5", "'-5"),
        ("@me", "'@me"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("'=1", "''=1"),
        ("’Twas", "’Twas"),
        ("73 %", "73 %"),
    ],
)
def test_formulas_are_disarmed(cell: str, safe: str) -> None:
    assert guarded(cell) == safe


def test_both_files_say_what_the_table_says() -> None:
    shown = Table("x", "Кім: [білді]?", ("Name", "Mark"), (("=1+1", "73 %"), ("Әсел", "−0.12")))
    rows = list(csv.reader(io.StringIO(to_csv(shown).decode("utf-8-sig"))))
    assert [tuple(unguarded(cell) for cell in row) for row in rows] == [shown.columns, *shown.rows]
    sheet = openpyxl.load_workbook(io.BytesIO(to_xlsx(shown))).active
    assert [tuple(cell.value for cell in row) for row in sheet.rows] == [shown.columns, *shown.rows]
    assert {cell.data_type for row in sheet.rows for cell in row} == {"s"}


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 1, "empty"),
        ("a,b\n1,2\n", 1, "missing: answer, question"),
        ("question,answer,option 1,option 2\nWho?,1,a,b\n\nWhen?,3,a,b\n", 4, "number of the right option"),
        ('question,answer\n"Who?\nSay.",a\nWhen?,\n', 4, "no answer"),
        ("kind,question,answer\nriddle,Who?,a\n", 2, "no kind"),
        ("question,answer\nWho?,a,b\n", 2, "3 cells"),
    ],
)
def test_faults_are_told_with_their_line(text: str, line: int, words: str) -> None:
    problem = table.read(text).problems[0]
    assert problem.line == line
    assert words in problem.message


def test_a_table_written_by_hand_is_understood() -> None:
    found = table.read("Question;Answer;Option 1;Option 2\nIs it salt?;False;True;False\nWho flew?;Toktar;;\n")
    assert [entry.question and (entry.question.kind, entry.question.answer) for entry in found.entries] == [
        ("true_false", "False"),
        ("short", "Toktar"),
    ]
