"""Moodle's XML format, out and in (docs.moodle.org, “Moodle XML format”; ordering
as the plug-in qtype_ordering has it).

Texts are written as plain text with their format named, since Moodle takes them for HTML otherwise. Files are read by
an XML reader that refuses entities and outside references.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape as xml_escape

from quizzes.exchange.gift import category, name_of
from quizzes.exchange.moodle_xml_reading import read
from quizzes.exchange.question import (
    ExchangeQuestion,
    Written,
    general_feedback,
    is_truth,
    marked_tags,
    tidy,
    unfit,
)

__all__ = ["read", "write"]

PLAIN = 'format="plain_text"'
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n'
COMBINED = "".join(
    f"    <{name} {PLAIN}><text></text></{name}>\n"
    for name in ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback")
)
ORDERING = (
    "    <layouttype>VERTICAL</layouttype>\n    <selecttype>ALL</selecttype>\n    <selectcount>0</selectcount>\n"
    "    <gradingtype>ABSOLUTE_POSITION</gradingtype>\n    <showgrading>SHOW</showgrading>\n"
)


def write(questions: Sequence[ExchangeQuestion], *, title: str = "") -> Written:
    """A Moodle XML file of `questions` in a category named `title`, and what could not be written."""
    parts: list[str] = []
    notes: list[str] = []
    if name := category(title):
        parts.append(
            f'  <question type="category">\n    <category>{text(f"$course$/top/{name}")}</category>\n  </question>\n'
        )
    for number, question in enumerate(map(tidy, questions), start=1):
        if why := unfit(question):
            notes.append(f"Question {number} was left out: {why}.")
            continue
        parts.append(element(number, question))
    return Written(HEAD + "".join(parts) + "</quiz>\n", tuple(notes))


def element(number: int, question: ExchangeQuestion) -> str:
    name = name_of(number, question)
    tags = "".join(f"<tag>{text(tag)}</tag>" for tag in marked_tags(question))
    kind, body = answers(question)
    return (
        f'  <question type="{kind}">\n'
        f"    <name>{text(name)}</name>\n"
        f"    <questiontext {PLAIN}>{text(question.stem)}</questiontext>\n"
        f"    <generalfeedback {PLAIN}>{text(general_feedback(question))}</generalfeedback>\n"
        "    <defaultgrade>1.0000000</defaultgrade>\n    <penalty>0.3333333</penalty>\n    <hidden>0</hidden>\n"
        f"{body}    <tags>{tags}</tags>\n"
        "  </question>\n"
    )


def answers(question: ExchangeQuestion) -> tuple[str, str]:
    """Moodle's name for the kind, and the elements that are particular to it."""
    if question.kind == "order":
        steps = "".join(answer(place, o.text) for place, o in enumerate(question.options, start=1))
        return "ordering", ORDERING + COMBINED + steps
    rows = [(100 if o.is_key else 0, o.text, o.rationale) for o in question.options]
    if question.kind == "true_false" and is_truth(question.options):
        # The words that Moodle looks for are in small letters.
        return "truefalse", "".join(answer(share, words.lower(), why) for share, words, why in rows)
    if rows:
        head = (
            "    <single>true</single>\n    <shuffleanswers>true</shuffleanswers>\n"
            "    <answernumbering>abc</answernumbering>\n"
        )
        return "multichoice", head + COMBINED + "".join(answer(*row) for row in rows)
    # A star would stand for any letters.
    typed = "".join(answer(100, given.replace("*", "\\*")) for given in question.accepted)
    return "shortanswer", "    <usecase>0</usecase>\n" + typed


def answer(share: int, words: str, feedback: str = "") -> str:
    return (
        f'    <answer fraction="{share}" {PLAIN}>{text(words)}<feedback {PLAIN}>{text(feedback)}</feedback></answer>\n'
    )


def text(words: str) -> str:
    return f"<text>{xml_escape(words)}</text>"
