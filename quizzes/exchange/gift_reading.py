"""Reads GIFT files, ours and those of others, with the line of every error."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from quizzes.exchange.markup import LOOKS_LIKE_HTML, from_html
from quizzes.exchange.question import (
    EDGES,
    GAP,
    Entry,
    ExchangeOption,
    ExchangeQuestion,
    Problem,
    ReadFile,
    UnknownKindError,
    in_right_order,
    parted_feedback,
    tidy_text,
    unmarked,
)

ESCAPE = re.compile(r"\\([\\~=#{}:n])")
TOKEN = re.compile(r"\\[\\~=#{}:n]|####|->|::|[{}~=#]")
WEIGHT = re.compile(r"^%(-?\d{1,3}(?:\.\d+)?)%")
TAG = re.compile(r"\[tag:((?:\\\]|[^\]])+)\]")
EXACT_ANSWER = re.compile(r"^// answer (\d+) exactly: (.*)$")
FORMAT = re.compile(r"^\[(html|plain|moodle|markdown)\]")
NUMBER = re.compile(r"^-?\d+(?:[.,]\d+)?$")


class GiftError(Exception):
    """What is wrong, at an offset into the block."""

    def __init__(self, message: str, at: int = 0) -> None:
        super().__init__(message)
        self.at = at


@dataclass(slots=True)
class Block:
    """The lines between two empty lines; comments are blanked, so that offsets still tell lines."""

    line: int
    lines: list[str]
    comments: list[str] = field(default_factory=list)
    text: str = ""
    format: str = "moodle"
    notes: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.comments = [line for line in self.lines if line.startswith("//")]
        self.text = "\n".join("" if line.startswith("//") else line for line in self.lines)

    @property
    def tag_comments(self) -> list[str]:
        return [line for line in self.comments if not EXACT_ANSWER.match(line)]

    def line_at(self, offset: int) -> int:
        return self.line + self.text.count("\n", 0, offset)

    def note(self, sentence: str) -> None:
        if sentence not in self.notes:
            self.notes.append(sentence)


def read(text: str) -> ReadFile:
    """Every question of a GIFT file. Faults give the line; well-formed questions of other kinds come with a reason."""
    entries: list[Entry] = []
    problems: list[Problem] = []
    for block in blocks(text):
        if not block.text.strip(EDGES) or block.text.strip(EDGES).startswith("$CATEGORY:"):
            continue
        question, reason = None, ""
        try:
            question = question_of(block)
        except UnknownKindError as unknown:
            reason = str(unknown)
        except GiftError as error:
            problems.append(Problem(block.line_at(error.at), str(error)))
            continue
        last = block.line + len(block.lines) - 1
        entries.append(Entry(block.line, last, "\n".join(block.lines), question, tuple(block.notes), reason))
    return ReadFile(tuple(entries), tuple(problems))


def blocks(text: str) -> Iterator[Block]:
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    start = 1
    lines: list[str] = []
    for number, line in enumerate([*text.split("\n"), ""], start=1):
        if line := line.strip(EDGES):
            start = start if lines else number
            lines.append(line)
        elif lines:
            yield Block(start, lines)
            lines = []


def tokens(text: str) -> Iterator[tuple[int, str]]:
    """The signs that mean something, with their offsets; escaped ones do not."""
    for found in TOKEN.finditer(text):
        if not found[0].startswith("\\"):
            yield found.start(), found[0]


def split_at(text: str, signs: str, offset: int) -> list[tuple[str, str, int]]:
    """`text` cut before each of `signs`: (sign, what follows, offset of it in the block)."""
    cuts = [(at, sign) for at, sign in tokens(text) if sign in signs.split()]
    parts: list[tuple[str, str, int]] = []
    if text[: cuts[0][0] if cuts else None].strip(EDGES):
        parts.append(("", text[: cuts[0][0] if cuts else None], offset))
    ends = [at for at, _ in cuts[1:]] + [len(text)]
    for (at, sign), end in zip(cuts, ends, strict=False):
        parts.append((sign, text[at + len(sign) : end], offset + at))
    return parts


def unescape(text: str) -> str:
    return ESCAPE.sub(lambda found: "\n" if found[1] == "n" else found[1], text)


def readable(block: Block, raw: str, *, inherit: bool = True) -> str:
    """The plain text of one piece, whatever its format; notes what got lost."""
    raw = raw.strip(EDGES)
    given = block.format if inherit else "moodle"
    if named := FORMAT.match(raw):
        given, raw = named[1], raw[named.end() :]
        if not inherit:
            block.format = given
    text = unescape(raw)
    if given == "html" or (given == "moodle" and LOOKS_LIKE_HTML.search(text)):
        text, pictures = from_html(text if given == "html" else text.replace("\n", "<br>"))
        if pictures:
            block.note("A picture or recording was left out.")
    elif given == "markdown":
        block.note("Markdown signs were kept as they are.")
    return tidy_text(text)


def bare(raw: str) -> str:
    """A typed answer, which is bare text whatever the format of its question."""
    return tidy_text(unescape(FORMAT.sub("", raw.strip(EDGES))))


def question_of(block: Block) -> ExchangeQuestion:
    text, base = block.text, 0
    if text.lstrip().startswith("::"):
        base = text.index("::") + 2
        ends = [at for at, sign in tokens(text) if sign == "::" and at >= base]
        base = ends[0] + 2 if ends else base
    opening, closing = braces(text, base)
    stem_raw = text[base:opening]
    after = text[closing + 1 :]
    if after.strip(EDGES):
        stem_raw += GAP + after
    # The format named at the start of the question holds for all of its pieces.
    stem = readable(block, stem_raw, inherit=False)
    if not stem:
        raise GiftError("This question has no text before its answers.", base)
    body, feedback = text[opening + 1 : closing], ""
    separators = [at for at, sign in tokens(body) if sign == "####"]
    if separators:
        body, feedback = body[: separators[-1]], body[separators[-1] + 4 :]
    explanation, evidence = parted_feedback(readable(block, feedback))
    made = answered(block, stem, body, opening + 1, gap=bool(after.strip(EDGES)))
    question = ExchangeQuestion(
        made.kind, stem, made.options, made.accepted, explanation, evidence=evidence, level="find"
    )
    tags = tuple(found.replace("\\]", "]").strip(EDGES) for line in block.tag_comments for found in TAG.findall(line))
    return unmarked(question, tags)


def braces(text: str, base: int) -> tuple[int, int]:
    marks = [(at, sign) for at, sign in tokens(text) if sign in "{}" and at >= base]
    if not marks:
        raise UnknownKindError("It is a text without answers.")
    if [sign for _, sign in marks[:2]] != ["{", "}"]:
        raise GiftError(
            "The answers need one { and one } around them. A brace that belongs to the text is written \\{ or \\}, "
            "and no empty line may stand inside a question.",
            marks[0][0],
        )
    if len(marks) > 2:
        raise GiftError(
            "A second { or } follows the answers. A brace that belongs to the text is written \\{ or \\}.", marks[2][0]
        )
    return marks[0][0], marks[1][0]


def answered(block: Block, stem: str, body: str, offset: int, *, gap: bool) -> ExchangeQuestion:
    """Kind, options and accepted answers out of what stands between the braces."""
    signs = [sign for _, sign in tokens(body)]
    trimmed = body.strip(EDGES)
    if not trimmed:
        raise UnknownKindError("It is an essay: it has no answer to mark by.")
    if trimmed.startswith("#"):
        return numerical(block, stem, trimmed[1:])
    if "~" in signs:
        return choice(block, stem, body, offset, gap=gap)
    if "=" in signs and "->" in signs:
        return matching(block, stem, body, offset)
    if (truth := split_at(trimmed, "#", 0)[0][1].strip(EDGES).upper()) in {"T", "TRUE", "F", "FALSE"}:
        return true_false(block, stem, trimmed, truth)
    return short(block, stem, body, offset, gap=gap)


def choice(block: Block, stem: str, body: str, offset: int, *, gap: bool) -> ExchangeQuestion:
    options: list[ExchangeOption] = []
    weights: list[float] = []
    for sign, raw, at in split_at(body, "~ =", offset):
        if not sign:
            raise GiftError("Every option begins with = (right) or ~ (wrong).", at)
        text_raw, rationale = with_feedback(raw)
        weight = 100.0 if sign == "=" else 0.0
        if sign == "~" and (found := WEIGHT.match(text_raw.strip(EDGES))):
            weight, text_raw = float(found[1]), text_raw.strip(EDGES)[found.end() :]
        text = readable(block, text_raw)
        if not text:
            raise GiftError("An option is empty.", at)
        weights.append(weight)
        options.append(ExchangeOption(text, weight == 100, "", readable(block, rationale)))
    return weighed(block, stem, options, weights, gap=gap, at=offset)


def weighed(
    block: Block, stem: str, options: list[ExchangeOption], weights: list[float], *, gap: bool, at: int
) -> ExchangeQuestion:
    keys = sum(option.is_key for option in options)
    if keys > 1 or (not keys and any(weight > 0 for weight in weights)):
        raise UnknownKindError("It has several right options; here a question has one.")
    if not keys:
        raise GiftError("No option is marked as right: write = before it.", at)
    if len(options) < 2:
        raise GiftError("A question with options needs at least two.", at)
    if any(0 < weight < 100 for weight in weights):
        block.note("Partial points for options that are not right were left out.")
    return ExchangeQuestion("cloze" if gap else "choice", stem, tuple(options))


def with_feedback(raw: str) -> tuple[str, str]:
    cut = next((at for at, sign in tokens(raw) if sign in ("#", "####")), None)
    return (raw, "") if cut is None else (raw[:cut], raw[cut + 1 :])


def matching(block: Block, stem: str, body: str, offset: int) -> ExchangeQuestion:
    pairs: list[tuple[str, str]] = []
    for _, raw, at in split_at(body, "=", offset):
        arrow = next((where for where, sign in tokens(raw) if sign == "->"), None)
        if arrow is None:
            raise GiftError("Each pair needs -> between its two halves.", at)
        pairs.append((readable(block, raw[:arrow]), unescape(raw[arrow + 2 :].strip(EDGES))))
    steps = in_right_order(pairs)
    if steps is None:
        raise UnknownKindError("It matches pairs; here only matching of events to their places 1, 2, 3 … is known.")
    return ExchangeQuestion("order", stem, tuple(ExchangeOption(step) for step in steps))


def true_false(block: Block, stem: str, trimmed: str, truth: str) -> ExchangeQuestion:
    word, *feedback = [raw for _, raw, _ in split_at(trimmed, "#", 0)]
    if word.strip(EDGES) != truth:
        block.note("Moodle knows true and false only in capitals and would take this for a typed answer.")
    wrong, right = (*[readable(block, raw) for raw in feedback], "", "")[:2]
    is_true = truth.startswith("T")
    options = (
        ExchangeOption("True", is_true, "", right if is_true else wrong),
        ExchangeOption("False", not is_true, "", wrong if is_true else right),
    )
    return ExchangeQuestion("true_false", stem, options)


def short(block: Block, stem: str, body: str, offset: int, *, gap: bool) -> ExchangeQuestion:
    accepted: list[str] = []
    for _, raw, at in split_at(body, "=", offset):
        text_raw, feedback = with_feedback(raw)
        text_raw = text_raw.strip(EDGES)
        if found := WEIGHT.match(text_raw):
            text_raw = text_raw[found.end() :]
            if float(found[1]) < 100:
                block.note(f"The answer “{bare(text_raw)}” is worth {found[1]} % and was left out.")
                continue
        answer = bare(text_raw)
        if not answer:
            raise GiftError("An answer is empty.", at)
        if re.search(r"(?<!\\)\*", answer):
            block.note("A star is read as a star, not as any letters.")
        if feedback.strip(EDGES):
            block.note("Feedback on a typed answer was left out.")
        accepted.append(answer.replace("\\*", "*"))
    if not accepted:
        raise UnknownKindError("It has no answer that is worth all points.")
    for line in block.comments:
        if found := EXACT_ANSWER.match(line):
            place, exact = int(found[1]) - 1, unescape(found[2])
            if place < len(accepted) and accepted[place] == exact.replace("->", "→"):
                accepted[place] = exact
    return ExchangeQuestion("cloze" if gap or GAP in stem else "short", stem, accepted=tuple(accepted))


def numerical(block: Block, stem: str, body: str) -> ExchangeQuestion:
    accepted: list[str] = []
    for _, raw, _ in split_at(body, "=", 0):
        text = WEIGHT.sub("", with_feedback(raw)[0].strip(EDGES))
        number, _, margin = unescape(text).partition(":")
        if not NUMBER.match(number.strip(EDGES)) or (margin.strip(EDGES) or "0").strip("0.,"):
            raise UnknownKindError("It asks for a number within a margin; here a number is typed exactly.")
        accepted.append(number.strip(EDGES))
    block.note("A number is now a typed answer.")
    return ExchangeQuestion("short", stem, accepted=tuple(accepted))
