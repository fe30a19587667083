"""Moodle's GIFT format, out and in.

Written after the description of the format (docs.moodle.org, “GIFT format”) and what Moodle's own reader is known to
do: it cuts a file into questions at empty lines, takes `//` at a line's start for a comment, ends the answers at the
first brace that is not escaped, takes `->` for matching wherever there is no `~`, knows true and false in capitals
only, reads a leading `[html]` as a format and a leading `%50%` as a weight, and lets the plug-in for ordering have
any question with `{>`. Every piece is therefore written as `[plain]` text on one line, or as HTML where its characters
would be misread.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from quizzes.exchange.gift_reading import read
from quizzes.exchange.markup import to_html
from quizzes.exchange.question import (
    ExchangeQuestion,
    Written,
    general_feedback,
    is_truth,
    marked_tags,
    tidy,
    tidy_text,
    unfit,
)

__all__ = ["read", "write"]

NAME_LENGTH = 60
# Moodle's reader keeps escaped characters as &&035; and the like, and would take these for its own.
MISREAD_AS_PLAIN = re.compile(r"&&\d{3};|\{\s*>")
ESCAPED = str.maketrans({c: "\\" + c for c in "\\~=#{}:"} | {"\n": "\\n"})


def write(questions: Sequence[ExchangeQuestion], *, title: str = "") -> Written:
    """A GIFT file of `questions` under a category named `title`, and what could not be written."""
    blocks: list[str] = []
    notes: list[str] = []
    if name := category(title):
        blocks.append(f"$CATEGORY: $course$/top/{name}")
    for number, question in enumerate(map(tidy, questions), start=1):
        if why := unfit(question):
            notes.append(f"Question {number} was left out: {why}.")
            continue
        blocks.append(block(number, question))
        notes += misread_answers(number, question)
    return Written("\n\n".join(blocks) + "\n", tuple(notes))


def category(title: str) -> str:
    """A category's name: a slash would begin another one and is doubled, a backslash is taken for an escape."""
    return re.sub(r"\s+", " ", tidy_text(title)).replace("\\", " ").replace("/", "//").strip()


def block(number: int, question: ExchangeQuestion) -> str:
    lines = [f"// {tag_comment(question)}", *exact_answers(question)]
    lines.append(f"::{escape(name_of(number, question))}::{formatted(question.stem)}{{")
    lines += answers(question)
    if feedback := general_feedback(question):
        lines.append(f"\t####{piece(feedback, question)}")
    return "\n".join([*lines, "}"])


def name_of(number: int, question: ExchangeQuestion) -> str:
    """How lists in Moodle call the question. Moodle takes tags out of names, and a brace in one would mislead it."""
    return f"{number:02}. " + re.sub(r"[\s{}<>]+", " ", question.stem).strip()[:NAME_LENGTH].strip()


def answers(question: ExchangeQuestion) -> list[str]:
    if question.kind == "order":
        return [
            f"\t={piece(o.text, question, arrow=True)} -> {place}" for place, o in enumerate(question.options, start=1)
        ]
    if question.kind == "true_false" and is_truth(question.options):
        right, wrong = sorted(question.options, key=lambda option: not option.is_key)
        line = right.text.upper()
        if wrong.rationale or right.rationale:
            line += f"#{piece(wrong.rationale, question)}#{piece(right.rationale, question)}"
        return ["\t" + line]
    if question.options:
        return [
            f"\t{'=' if o.is_key else '~'}{piece(o.text, question)}"
            + (f"#{piece(o.rationale, question)}" if o.rationale else "")
            for o in question.options
        ]
    return [f"\t=%100%{typed(answer)}" for answer in question.accepted]


def typed(answer: str) -> str:
    """An accepted answer, which Moodle holds as bare text: a star would stand for any letters, an arrow for a pair."""
    text = answer.replace("->", "→").replace("*", "\\*")
    return ("[plain]" if text.startswith("[") else "") + escape(text)


def exact_answers(question: ExchangeQuestion) -> list[str]:
    """Comments that keep what `typed` had to replace."""
    return [
        f"// answer {place} exactly: {escape(answer)}"
        for place, answer in enumerate(question.accepted, start=1)
        if "->" in answer
    ]


def misread_answers(number: int, question: ExchangeQuestion) -> list[str]:
    return [
        f"Question {number}: Moodle will read the answer “{answer}” differently, because it holds signs that it keeps "
        "for itself."
        for answer in question.accepted
        if re.search(r"&&\d{3};|->", answer)
    ]


def tag_comment(question: ExchangeQuestion) -> str:
    return " ".join(f"[tag:{tag.replace(']', chr(92) + ']')}]" for tag in marked_tags(question))


def escape(text: str) -> str:
    return text.translate(ESCAPED)


def formatted(text: str) -> str:
    return "[html]" + escape(to_html(text)) if MISREAD_AS_PLAIN.search(text) else "[plain]" + escape(text)


def piece(text: str, question: ExchangeQuestion, *, arrow: bool = False) -> str:
    """A part of a question, with its format named wherever the question's own would not be understood."""
    as_html = bool(MISREAD_AS_PLAIN.search(text)) or (arrow and "->" in text)
    question_as_html = bool(MISREAD_AS_PLAIN.search(question.stem))
    if as_html:
        return "[html]" + escape(to_html(text))
    return ("[plain]" if question_as_html or text[:1] in ("[", "%") else "") + escape(text)
