"""A second reading of GIFT, independent of ours, that does to a file what Moodle's importer is documented to do to it.

It puts place-holders for escaped signs, cuts at blank lines (a line of a lone 0 counts as blank), takes comments out,
lets the first closing brace end the answers, and decides the kind by ~, ->, capitals. What Moodle would refuse fails an
assertion.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

SIGNS = dict(zip(":#={}~n", ["058", "035", "061", "123", "125", "126", "010"], strict=True))
BLANKS = " \t\n\r\0\x0b"


@dataclass
class Taken:
    kind: str
    name: str
    stem: str
    general_feedback: str
    answers: list[tuple[str, float, str]] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)


def hold(text: str) -> str:
    text = text.replace("\\\\", "&&092;")
    for sign, number in SIGNS.items():
        text = text.replace("\\" + sign, f"&&{number};")
    return text.replace("&&092;", "\\")


def release(text: str) -> str:
    for sign, number in SIGNS.items():
        text = text.replace(f"&&{number};", "\n" if sign == "n" else sign)
    return text


def piece(raw: str, default: str) -> tuple[str, str]:
    """The text as a reader of the page sees it, and its format."""
    raw, written = raw.strip(BLANKS), default
    if raw.startswith("[") and (end := raw.find("]")) > 0 and raw[1:end] in {"html", "plain", "moodle", "markdown"}:
        written, raw = raw[1:end], raw[end + 1 :]
    text = release(raw).strip(BLANKS)
    assert written in {"plain", "html"}, "autoformatted text would be searched for tags and smileys"
    return (html.unescape(text.replace("<br>", "\n")) if written == "html" else text), written


def take(text: str) -> tuple[str, list[Taken]]:
    category, taken, lines = "", [], []
    for line in [*text.split("\n"), ""]:
        line = line.strip(BLANKS)
        if line not in ("", "0"):
            lines.append(line)
            continue
        if lines:
            found = question(lines)
            if isinstance(found, str):
                category = found
            else:
                taken.append(found)
        lines = []
    return category, taken


def question(lines: list[str]) -> Taken | str:
    comments = "\n".join(line for line in lines if line.startswith("//"))
    raw = "\n".join(" " if line.startswith("//") else line for line in lines)
    assert not re.match(r"^[^{]*\{>\s*\d+", raw, re.S), "the ordering plug-in would take this question"
    text = hold(raw.strip(BLANKS))
    if text.startswith("$CATEGORY:"):
        return text[10:].strip()
    assert text.startswith("::")
    name, text = text[2:].split("::", 1)
    opening, closing = text.index("{"), text.index("}")
    assert opening < closing
    assert text.endswith("}"), "a gap would be put into the question"
    assert closing == len(text) - 1, "the answers end at the first brace"
    stem, written = piece(text[:opening], "moodle")
    body, _, feedback = text[opening + 1 : closing].strip(BLANKS).rpartition("####")
    if "####" not in text[opening:closing]:
        body, feedback = feedback, ""
    made = Taken(
        "", release(name), stem, piece(feedback, written)[0], tags=re.findall(r"\[tag:((?:\\]|[^]<>`])+)]", comments)
    )
    body = body.strip(BLANKS)
    assert body
    assert not body.startswith("#"), "a number would be expected"
    if "~" in body:
        many(made, body, written)
    elif "=" in body and "->" in body:
        pairs(made, body, written)
    elif body.partition("#")[0].strip() in {"T", "TRUE", "F", "FALSE"}:
        truth(made, body, written)
    else:
        typed(made, body, written)
    return made


def with_feedback(raw: str, written: str) -> tuple[str, str]:
    first, _, second = raw.partition("#")
    return piece(first, written)[0], piece(second, written)[0]


def many(made: Taken, body: str, written: str) -> None:
    made.kind = "multichoice"
    parts = body.replace("=", "~=").split("~")
    assert not parts.pop(0).strip()
    assert len(parts) >= 2
    for part in (p.strip(BLANKS) for p in parts):
        weight = 1.0 if part.startswith("=") else 0.0
        part = part.removeprefix("=")
        if not weight and (found := re.match(r"^%-*([0-9]{1,2})\.?([0-9]*)%", part)):
            weight, part = float(found[0].strip("%")) / 100, part[found.end() :]
        words, why = with_feedback(part, written)
        made.answers.append((words, weight, why))


def pairs(made: Taken, body: str, written: str) -> None:
    made.kind = "match"
    parts = body.split("=")
    assert not parts.pop(0).strip()
    for part in parts:
        left, _, right = part.strip(BLANKS).partition("->")
        made.answers.append((piece(left, written)[0], float(release(right).strip()), ""))


def truth(made: Taken, body: str, written: str) -> None:
    made.kind = "truefalse"
    word, wrong, right = (*body.split("#", 2), "", "")[:3]
    is_true = word.strip() in {"T", "TRUE"}
    whys = {True: piece(right, written)[0], False: piece(wrong, written)[0]}
    made.answers = [("True", float(is_true), whys[is_true]), ("False", float(not is_true), whys[not is_true])]


def typed(made: Taken, body: str, written: str) -> None:
    made.kind = "shortanswer"
    parts = body.split("=")
    assert not parts.pop(0).strip()
    for part in (p.strip(BLANKS) for p in parts):
        weight = 1.0
        if re.match(r"^%-*([0-9]{1,2})\.?([0-9]*)%", part):
            weight, part = float(part[1 : part.index("%", 1)]) / 100, part[part.index("%", 1) + 1 :]
        first, _, second = part.partition("#")
        # Moodle keeps a typed answer's text and forgets its format.
        words = release(re.sub(r"^\[(html|plain|moodle|markdown)]", "", first.strip(BLANKS))).strip(BLANKS)
        why = piece(second, written)[0]
        made.answers.append((words, weight, why))
