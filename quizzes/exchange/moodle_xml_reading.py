"""Reads Moodle XML files, with the line of every fault."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.sax import SAXParseException
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl, Locator

import defusedxml.sax
from defusedxml import DefusedXmlException

from quizzes.exchange.markup import LOOKS_LIKE_HTML, from_html
from quizzes.exchange.question import (
    GAP,
    TRUTHS,
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

OTHER_KINDS = {
    "essay": "It is an essay: it has no answer to mark by.",
    "description": "It is a text without answers.",
    "multianswer": "It has several gaps in one text; here a question has one answer.",
    "cloze": "It has several gaps in one text; here a question has one answer.",
}
PLAIN_FORMATS = {"plain_text", "markdown", "wiki_like"}


class XmlFaultError(Exception):
    """What is wrong, at a line of the file."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


@dataclass(slots=True)
class Node:
    """One element with its line, its own text and its children."""

    name: str
    line: int
    attributes: dict[str, str]
    text: str = ""
    children: list[Node] = field(default_factory=list)
    end_line: int = 0

    def all(self, name: str) -> Iterator[Node]:
        return (child for child in self.children if child.name == name)

    def first(self, name: str) -> Node | None:
        return next(self.all(name), None)

    def words(self, name: str = "text") -> str:
        child = self.first(name)
        return child.text if child else ""


class Tree(ContentHandler):
    """Builds nodes; unlike ElementTree it knows at which line each one stands."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Node("", 0, {})
        self.open = [self.root]
        self.where: Locator | None = None

    def setDocumentLocator(self, locator: Locator) -> None:  # noqa: N802 - the library's name
        super().setDocumentLocator(locator)
        self.where = locator

    @property
    def line(self) -> int:
        return (self.where.getLineNumber() or 0) if self.where else 0

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802 - the library's name
        node = Node(name, self.line, dict(attrs.items()))
        self.open[-1].children.append(node)
        self.open.append(node)

    def endElement(self, name: str) -> None:  # noqa: N802
        self.open.pop().end_line = self.line

    def characters(self, content: str) -> None:
        self.open[-1].text += content


def read(data: bytes) -> ReadFile:
    """Every question of a Moodle XML file; a file that is no XML or not a quiz gives one problem."""
    tree = Tree()
    try:
        defusedxml.sax.parseString(data, tree, forbid_dtd=True)
    except SAXParseException as error:
        line = error.getLineNumber() or 1
        return ReadFile(problems=(Problem(line, f"The XML breaks off here: {error.getMessage()}."),))
    except (DefusedXmlException, ValueError, LookupError):
        message = "The file declares entities or a document type, which are not read, or an unknown encoding."
        return ReadFile(problems=(Problem(1, message),))
    quiz = tree.root.first("quiz")
    if quiz is None:
        return ReadFile(problems=(Problem(1, "This is XML, but not Moodle's: it has no <quiz>."),))
    source = data.decode("utf-8", "replace").split("\n")
    entries: list[Entry] = []
    problems: list[Problem] = []
    for node in quiz.all("question"):
        if node.attributes.get("type") == "category":
            continue
        notes: list[str] = []
        question, reason = None, ""
        try:
            question = question_of(node, notes)
        except UnknownKindError as unknown:
            reason = str(unknown)
        except XmlFaultError as error:
            problems.append(Problem(error.line, str(error)))
            continue
        kept = "\n".join(source[node.line - 1 : node.end_line])
        entries.append(Entry(node.line, node.end_line, kept, question, tuple(dict.fromkeys(notes)), reason))
    return ReadFile(tuple(entries), tuple(problems))


def question_of(node: Node, notes: list[str]) -> ExchangeQuestion:
    kind = node.attributes.get("type", "")
    if kind not in READERS:
        raise UnknownKindError(OTHER_KINDS.get(kind, f"Questions of the kind “{kind}” are not known here."))
    stem_node = node.first("questiontext")
    stem = words_of(stem_node, notes)
    if not stem:
        raise XmlFaultError("This question has no text.", node.line)
    made = READERS[kind](node, stem, notes)
    explanation, evidence = parted_feedback(words_of(node.first("generalfeedback"), notes))
    question = ExchangeQuestion(made.kind, stem, made.options, made.accepted, explanation, evidence=evidence)
    tags = [tag.words() for group in node.all("tags") for tag in group.all("tag")]
    if next(node.all("hint"), None):
        notes.append("Hints were left out.")
    return unmarked(question, tuple(tag.strip() for tag in tags))


def words_of(node: Node | None, notes: list[str], *, default: str = "html") -> str:
    """The plain text of an element with a <text>, after its format."""
    if node is None:
        return ""
    written, raw = node.attributes.get("format", default), node.words()
    if next(node.all("file"), None):
        notes.append("A file that goes with it was left out.")
    if written in PLAIN_FORMATS or (written == "moodle_auto_format" and not LOOKS_LIKE_HTML.search(raw)):
        return tidy_text(raw)
    text, pictures = from_html(raw if written == "html" else raw.replace("\n", "<br>"))
    if pictures:
        notes.append("A picture or recording was left out.")
    return tidy_text(text)


def share(node: Node) -> float:
    try:
        return float(node.attributes.get("fraction", "0"))
    except ValueError:
        raise XmlFaultError("The share of the points (fraction) is not a number.", node.line) from None


def multichoice(node: Node, stem: str, notes: list[str]) -> ExchangeQuestion:
    if node.words("single").strip() in {"false", "0"}:
        raise UnknownKindError("It has several right options; here a question has one.")
    shares = [share(answer) for answer in node.all("answer")]
    options = tuple(
        ExchangeOption(words_of(answer, notes), part >= 100, "", words_of(answer.first("feedback"), notes))
        for answer, part in zip(node.all("answer"), shares, strict=True)
    )
    if len(options) < 2:
        raise XmlFaultError("A question with options needs at least two.", node.line)
    if sum(option.is_key for option in options) != 1:
        raise XmlFaultError('Exactly one option must be right: give it fraction="100".', node.line)
    if not all(option.text for option in options):
        raise XmlFaultError("An option is empty.", node.line)
    if any(0 < part < 100 for part in shares):
        notes.append("Partial points for options that are not right were left out.")
    return ExchangeQuestion("choice", stem, options)


def truefalse(node: Node, stem: str, notes: list[str]) -> ExchangeQuestion:
    found = {answer.words().strip().lower(): answer for answer in node.all("answer")}
    if set(found) != {"true", "false"}:
        raise XmlFaultError("A true-or-false question needs the two answers “true” and “false”.", node.line)
    options = tuple(
        ExchangeOption(word, share(answer) >= 100, "", words_of(answer.first("feedback"), notes))
        for word in TRUTHS
        if (answer := found[word.lower()])
    )
    if sum(option.is_key for option in options) != 1:
        raise XmlFaultError('Exactly one of true and false must be right: give it fraction="100".', node.line)
    return ExchangeQuestion("true_false", stem, options)


def shortanswer(node: Node, stem: str, notes: list[str]) -> ExchangeQuestion:
    accepted: list[str] = []
    for answer in node.all("answer"):
        words = tidy_text(answer.words())
        if share(answer) < 100:
            notes.append(f"The answer “{words}” is not worth all points and was left out.")
            continue
        if re.search(r"(?<!\\)\*", words):
            notes.append("A star is read as a star, not as any letters.")
        if words_of(answer.first("feedback"), notes):
            notes.append("Feedback on a typed answer was left out.")
        accepted.append(words.replace("\\*", "*"))
    if not any(accepted):
        raise XmlFaultError('No answer is right: give one fraction="100".', node.line)
    return ExchangeQuestion("cloze" if GAP in stem else "short", stem, accepted=tuple(accepted))


def numerical(node: Node, stem: str, notes: list[str]) -> ExchangeQuestion:
    if any(answer.words("tolerance").strip().strip("0.,") for answer in node.all("answer")):
        raise UnknownKindError("It asks for a number within a margin; here a number is typed exactly.")
    notes.append("A number is now a typed answer.")
    return shortanswer(node, stem, notes)


def ordering(node: Node, stem: str, notes: list[str]) -> ExchangeQuestion:
    steps = [words_of(answer, notes) for answer in node.all("answer")]
    if len([step for step in steps if step]) < 2:
        raise XmlFaultError("Putting in order needs at least two steps.", node.line)
    return ExchangeQuestion("order", stem, tuple(ExchangeOption(step) for step in steps))


def matching(node: Node, stem: str, notes: list[str]) -> ExchangeQuestion:
    pairs = []
    for pair in node.all("subquestion"):
        answer = pair.first("answer")
        pairs.append((words_of(pair, notes), answer.words() if answer else ""))
    steps = in_right_order(pairs) if pairs else None
    if steps is None:
        raise UnknownKindError("It matches pairs; here only matching of events to their places 1, 2, 3 … is known.")
    return ExchangeQuestion("order", stem, tuple(ExchangeOption(step) for step in steps))


READERS = {
    "multichoice": multichoice,
    "truefalse": truefalse,
    "shortanswer": shortanswer,
    "numerical": numerical,
    "ordering": ordering,
    "match": matching,
    "matching": matching,
}
