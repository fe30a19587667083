"""The neutral form that every format writes and reads, and the marks by which it survives a stay in another system.

What other systems have no place for travels in places they do have: the kind of question, its level and the roles of
its options as tags; the evidence as the last lines of the general feedback, where a teacher can read it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

KINDS = ("choice", "true_false", "cloze", "short", "order", "evidence")
CHOSEN = ("choice", "true_false", "cloze", "short", "evidence")
TYPED = ("short", "cloze")
LEVELS = ("find", "join", "reason", "judge")
GAP = "_____"

ROLE_LETTERS = {"key": "k", "misread": "m", "elsewhere": "e", "unsupported": "u", "other_telling": "o", "": "-"}
LETTER_ROLES = {letter: role for role, letter in ROLE_LETTERS.items()}
KIND_TAG, LEVEL_TAG, ROLES_TAG = "oqu-kind:", "oqu-level:", "oqu-roles:"
EVIDENCE_LEAD = "In the text: “"
TRUTHS = ("True", "False")

EDGES = " \t\n\r\0\x0b"
# What XML 1.0 cannot hold (section 2.2, production Char), beside tab and line feed.
UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
# What Moodle's reader of tags in GIFT comments stops at, and what separates tags in a table.
UNTAGGABLE = re.compile(r"[<>`\\;\s]+")


@dataclass(frozen=True, slots=True)
class ExchangeOption:
    """One option. In an ordering question the options stand in the right order and none is the key."""

    text: str
    is_key: bool = False
    role: str = ""
    rationale: str = ""


@dataclass(frozen=True, slots=True)
class ExchangeQuestion:
    """A question without a home: `evidence` holds quotes, to be found again in the text it comes to."""

    kind: str
    stem: str
    options: tuple[ExchangeOption, ...] = ()
    accepted: tuple[str, ...] = ()
    explanation: str = ""
    level: str = "find"
    tags: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()

    @property
    def answer(self) -> str:
        """The right answer as one line, for lists."""
        if self.kind == "order":
            return " → ".join(option.text for option in self.options)
        keys = [option.text for option in self.options if option.is_key]
        return " / ".join(keys or self.accepted)


@dataclass(frozen=True, slots=True)
class Entry:
    """One question of a file: what it became, or why it has no place here. `line` counts from 1."""

    line: int
    end_line: int
    source: str
    question: ExchangeQuestion | None
    notes: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in a file, at which line, as a sentence that says what to do."""

    line: int
    message: str


@dataclass(frozen=True, slots=True)
class ReadFile:
    """All of a file. When there are problems nothing of it should be taken in."""

    entries: tuple[Entry, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """A file's text, and what the format could not hold, each as a sentence."""

    text: str
    notes: tuple[str, ...] = ()


class UnknownKindError(Exception):
    """A well-formed question for which Oqu has no kind; str(error) says why."""


def tidy_text(text: str) -> str:
    """`text` with one kind of line end, without characters that files cannot hold, without blanks at its edges."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return UNWRITABLE.sub("", text).strip(EDGES)


def tidy_tag(tag: str) -> str:
    return UNTAGGABLE.sub(" ", tidy_text(tag)).strip()


def tidy(question: ExchangeQuestion) -> ExchangeQuestion:
    """`question` as it will come back from every format; two questions are the same when their tidy forms are equal.

    Empty options and answers go, as do answers given twice; true comes before false; a question with options has no
    accepted answers; the steps of an ordering question have nothing but their text.
    """
    order = question.kind == "order"
    options = tuple(
        ExchangeOption(text) if order else ExchangeOption(text, o.is_key, role_of(o), tidy_text(o.rationale))
        for o in question.options
        if (text := tidy_text(o.text))
    )
    if is_truth(options):
        options = tuple(sorted(options, key=lambda option: TRUTHS.index(option.text)))
    accepted = () if options else unique(tidy_text(answer) for answer in question.accepted)
    return replace(
        question,
        stem=tidy_text(question.stem),
        options=options,
        accepted=accepted,
        explanation=tidy_text(question.explanation),
        tags=unique(tidy_tag(tag) for tag in question.tags),
        evidence=unique(tidy_text(quote) for quote in question.evidence),
    )


def role_of(option: ExchangeOption) -> str:
    if option.is_key:
        return "key"
    return option.role if option.role in ROLE_LETTERS and option.role != "key" else ""


def unique(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))


def is_truth(options: tuple[ExchangeOption, ...]) -> bool:
    """Whether these are the two options True and False with one key."""
    return sorted(o.text for o in options) == ["False", "True"] and sum(o.is_key for o in options) == 1


def unfit(question: ExchangeQuestion) -> str:
    """Why a question cannot be written to any format; empty when it can."""
    keys = sum(option.is_key for option in question.options)
    if not question.stem:
        return "it has no text"
    if question.kind == "order":
        return "" if len(question.options) >= 2 else "it has fewer than two steps"
    if question.options:
        if len(question.options) < 2:
            return "it has fewer than two options"
        return "" if keys == 1 else f"it has {keys} keys"
    return "" if question.accepted else "it has no answer"


# Marks ------------------------------------------------------------------------------------------------------------


def marked_tags(question: ExchangeQuestion) -> tuple[str, ...]:
    """The tags of a question with those that carry its kind, its level and the roles of its options."""
    marks = [KIND_TAG + question.kind, LEVEL_TAG + question.level]
    if any(option.role for option in question.options):
        marks.append(ROLES_TAG + "".join(ROLE_LETTERS.get(option.role, "-") for option in question.options))
    return (*question.tags, *marks)


def unmarked(question: ExchangeQuestion, tags: tuple[str, ...]) -> ExchangeQuestion:
    """`question` with what its tags carry. A mark that does not fit is passed over: the file was edited."""
    kept: list[str] = []
    for tag in tags:
        if tag.startswith(KIND_TAG):
            kind = tag.removeprefix(KIND_TAG)
            if kind in fitting_kinds(question):
                question = replace(question, kind=kind)
        elif tag.startswith(LEVEL_TAG):
            level = tag.removeprefix(LEVEL_TAG)
            question = replace(question, level=level if level in LEVELS else question.level)
        elif tag.startswith(ROLES_TAG):
            question = with_roles(question, tag.removeprefix(ROLES_TAG))
        else:
            kept.append(tag)
    return tidy(replace(question, tags=tuple(kept)))


def fitting_kinds(question: ExchangeQuestion) -> tuple[str, ...]:
    if question.kind == "order":
        return ("order",)
    return CHOSEN if question.options else TYPED


def with_roles(question: ExchangeQuestion, letters: str) -> ExchangeQuestion:
    if len(letters) != len(question.options):
        return question
    roles = [LETTER_ROLES.get(letter, "") for letter in letters]
    if any((role == "key") != o.is_key for role, o in zip(roles, question.options, strict=True)):
        return question
    options = tuple(replace(o, role=role) for o, role in zip(question.options, roles, strict=True))
    return replace(question, options=options)


def general_feedback(question: ExchangeQuestion) -> str:
    """The explanation, and below it each quote of the evidence on a line of its own."""
    guarded = [
        "\\" + line if line.lstrip("\\").startswith(EVIDENCE_LEAD) else line
        for line in question.explanation.split("\n")
    ]
    quotes = [EVIDENCE_LEAD + quote.replace("\\", "\\\\").replace("\n", "\\n") + "”" for quote in question.evidence]
    parts = ["\n".join(guarded), "\n".join(quotes)]
    return "\n\n".join(part for part in parts if part)


def parted_feedback(feedback: str) -> tuple[str, tuple[str, ...]]:
    """Explanation and evidence out of a general feedback: the reverse of general_feedback."""
    lines = tidy_text(feedback).split("\n")
    quotes: list[str] = []
    while lines:
        line = lines[-1].rstrip(EDGES)
        if line.startswith(EVIDENCE_LEAD) and line.endswith("”"):
            quotes.append(re.sub(r"\\([\\n])", lambda m: "\n" if m[1] == "n" else "\\", line[len(EVIDENCE_LEAD) : -1]))
        elif line:
            break
        lines.pop()
    kept = [line[1:] if re.match(r"\\+" + EVIDENCE_LEAD, line) else line for line in lines]
    return tidy_text("\n".join(kept)), tuple(reversed(quotes))


def in_right_order(pairs: list[tuple[str, str]]) -> tuple[str, ...] | None:
    """The steps in order, out of pairs of a step and its place; None when the places are not 1 to n."""
    try:
        places = [int(place) for _, place in pairs]
    except ValueError:
        return None
    if sorted(places) != list(range(1, len(pairs) + 1)):
        return None
    return tuple(step for _, (step, _) in sorted(zip(places, pairs, strict=True)))
