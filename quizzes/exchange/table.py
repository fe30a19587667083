"""Questions as a table (CSV), out and in: one question a row, for those who like to write in a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import replace

from quizzes.exchange.question import (
    KINDS,
    LEVELS,
    ROLE_LETTERS,
    Entry,
    ExchangeOption,
    ExchangeQuestion,
    Problem,
    ReadFile,
    Written,
    is_truth,
    tidy,
    unfit,
)
from quizzes.exchange.sheets import BOM, csv_text, unguarded

__all__ = ["read", "write"]

FIXED = ("kind", "question", "answer", "explanation", "evidence", "tags", "level")
LEAST_OPTIONS = 4
CELL_LIMIT = 100_000
OPTION = re.compile(r"^option (\d+)$")


def write(questions: Sequence[ExchangeQuestion], *, title: str = "") -> Written:
    """A CSV file of `questions`, and what was left out.

    `answer` holds the number of the right option, or the accepted answers, one a line (a line end inside an answer is
    written \\n); `evidence` holds one quote a line.
    """
    kept: list[ExchangeQuestion] = []
    notes: list[str] = []
    for number, question in enumerate(map(tidy, questions), start=1):
        if why := unfit(question):
            notes.append(f"Question {number} was left out: {why}.")
        else:
            kept.append(question)
    width = max([LEAST_OPTIONS, *(len(question.options) for question in kept)])
    header = [*FIXED]
    for place in range(1, width + 1):
        header += [f"option {place}", f"why {place}", f"role {place}"]
    return Written(csv_text([header, *(row(question, width) for question in kept)]), tuple(notes))


def row(question: ExchangeQuestion, width: int) -> list[str]:
    if question.kind == "order":
        answer = ""
    elif question.options:
        answer = str(next(place for place, o in enumerate(question.options, start=1) if o.is_key))
    else:
        answer = in_lines(question.accepted)
    cells = [
        question.kind,
        question.stem,
        answer,
        question.explanation,
        in_lines(question.evidence),
        "; ".join(question.tags),
        question.level,
    ]
    for option in (*question.options, *[ExchangeOption("")] * (width - len(question.options))):
        cells += [option.text, option.rationale, option.role]
    return cells


def in_lines(texts: Sequence[str]) -> str:
    return "\n".join(text.replace("\\", "\\\\").replace("\n", "\\n") for text in texts)


def from_lines(cell: str) -> tuple[str, ...]:
    return tuple(re.sub(r"\\([\\n])", lambda m: "\n" if m[1] == "n" else "\\", line) for line in cell.split("\n"))


def read(text: str) -> ReadFile:
    """Every question of a CSV file with the columns that `write` writes; commas, semicolons or tabs between cells."""
    text = text.removeprefix(BOM).replace("\r\n", "\n").replace("\r", "\n")
    first = text.split("\n", 1)[0]
    separator = max(",;\t", key=first.count)
    csv.field_size_limit(CELL_LIMIT)
    reader = csv.reader(io.StringIO(text), delimiter=separator, strict=True)
    entries: list[Entry] = []
    problems: list[Problem] = []
    header: list[str] | None = None
    try:
        line = 1
        for cells in reader:
            began, line = line, reader.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            if header is None:
                header = [cell.strip().casefold() for cell in cells]
                if missing := {"question", "answer"} - set(header):
                    message = f"The first line must name the columns; missing: {', '.join(sorted(missing))}."
                    return ReadFile(problems=(Problem(began, message),))
                continue
            entry, fault = entry_of(header, cells, began, reader.line_num)
            if fault:
                problems.append(Problem(began, fault))
            elif entry:
                entries.append(entry)
    except csv.Error as error:
        problems.append(Problem(reader.line_num, f"This line cannot be read as CSV: {error}."))
    if header is None and not problems:
        problems.append(Problem(1, "The file is empty."))
    return ReadFile(tuple(entries), tuple(problems))


def entry_of(header: list[str], cells: list[str], line: int, end_line: int) -> tuple[Entry | None, str]:
    if len(cells) > len(header):
        return None, f"This line has {len(cells)} cells but only {len(header)} columns are named."
    given = {name: unguarded(cell) for name, cell in zip(header, cells, strict=False)}
    question, fault = question_of(given)
    if question is None:
        return None, fault
    question = tidy(question)
    if why := unfit(question):
        return None, f"This question cannot be taken: {why}."
    known = {*FIXED} | {f"{part} {n}" for n in range(1, 100) for part in ("option", "why", "role")}
    notes = tuple(f"The column “{name}” is not known and was left out." for name in header if name not in known)
    return Entry(line, end_line, ",".join(cells), question, notes), ""


def question_of(given: dict[str, str]) -> tuple[ExchangeQuestion | None, str]:
    """The question of one row, or why there is none."""
    kind = given.get("kind", "").strip()
    if kind and kind not in KINDS:
        return None, f"“{kind}” is no kind of question; the kinds are {', '.join(KINDS)}."
    level = given.get("level", "").strip() or "find"
    if level not in LEVELS:
        return None, f"“{level}” is no level; the levels are {', '.join(LEVELS)}."
    texts = {int(m[1]): cell for name, cell in given.items() if (m := OPTION.match(name)) and cell.strip()}
    answer = given.get("answer", "")
    places = sorted(texts)
    key = 0
    if texts and kind != "order":
        wanted = answer.strip()
        key = int(wanted) if wanted.isdecimal() else next((n for n in places if texts[n].strip() == wanted), 0)
        if key not in texts:
            return None, "The answer must be the number of the right option, or its words."
    options = tuple(
        ExchangeOption(texts[n], n == key, role(given.get(f"role {n}", "")), given.get(f"why {n}", "")) for n in places
    )
    question = ExchangeQuestion(
        kind or ("choice" if options else "short"),
        given.get("question", ""),
        options,
        () if options else from_lines(answer),
        given.get("explanation", ""),
        level,
        tuple(given.get("tags", "").split(";")),
        from_lines(given.get("evidence", "")),
    )
    if not kind and is_truth(question.options):
        question = replace(question, kind="true_false")
    return question, ""


def role(cell: str) -> str:
    return cell.strip() if cell.strip() in ROLE_LETTERS else ""
