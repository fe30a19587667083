"""CoNLL-U files into plain values: words with their annotation, sentences with their text, documents.

Format: https://universaldependencies.org/format.html. Besides the ten columns this reads ``# newdoc``,
``# newpar``, ``# text`` and, for GUM, the ``Entity`` attribute of the last column
(https://gucorpling.org/gum/annotation.html), whose brackets open and close over the words of a document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ENTITY_PART = re.compile(r"\((?P<open>[^()]+)(?P<same>\))?|(?P<close>[^()]+)\)")


@dataclass(slots=True)
class Word:
    """One syntactic word. ``head`` counts from 0 inside the sentence; a root is its own head."""

    form: str
    lemma: str
    upos: str
    tag: str
    feats: str
    head: int
    dep: str
    space_after: bool = True
    kind: str | None = None  # of the innermost mention that this word heads; GUM only


@dataclass(slots=True)
class Mention:
    """One GUM mention: words ``first`` to ``last`` (inclusive) of the sentence, and its type.

    Mentions of the same thing in a document have the same ``cluster``.
    """

    first: int
    last: int
    kind: str
    identity: str | None
    cluster: str = ""

    def head(self, words: list[Word]) -> int | None:
        """Return the word of the sentence that the mention's other words hang on."""
        inside = range(self.first, self.last + 1)
        return next((i for i in inside if words[i].head not in inside or words[i].head == i), None)


@dataclass(slots=True)
class TreeSentence:
    """One annotated sentence. ``text`` is rebuilt from the words, so offsets always agree with it."""

    words: list[Word]
    new_paragraph: bool
    has_kinds: bool
    mentions: list[Mention] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words with the spaces of the original between them, no space at the end."""
        return "".join(word.form + " " * word.space_after for word in self.words).rstrip()


@dataclass(slots=True)
class Document:
    """The sentences between two ``# newdoc`` lines."""

    name: str
    sentences: list[TreeSentence]


def documents(path: Path) -> Iterator[Document]:
    """Yield the documents of one CoNLL-U file in order.

    Raises ``ValueError`` with file and line when a row has not ten columns.
    """
    document: Document | None = None
    comments: list[str] = []
    rows: list[list[str]] = []
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            line = line.rstrip("\n")
            if line.startswith("#"):
                comments.append(line)
            elif line:
                row = line.split("\t")
                if len(row) != 10:
                    raise ValueError(f"{path}, line {number}: {len(row)} columns instead of 10")
                rows.append(row)
            elif rows:
                name = next((c.partition("=")[2].strip() for c in comments if c.startswith("# newdoc")), None)
                if document is None or name is not None:
                    if document is not None:
                        yield document
                    document = Document(name or path.stem, [])
                document.sentences.append(_sentence(comments, rows))
                comments, rows = [], []
    if document is not None:
        yield document


def _sentence(comments: list[str], rows: list[list[str]]) -> TreeSentence:
    """Make one sentence of its comment lines and its rows."""
    words: list[Word] = []
    entity_cells: list[str] = []
    covered_until, space_after_range = 0, True
    for row in rows:
        attributes = dict(part.partition("=")[::2] for part in row[9].split("|"))
        spaced = attributes.get("SpaceAfter") != "No"
        if "-" in row[0]:  # a multiword token: its words stand together, the space comes after the last
            covered_until, space_after_range = int(row[0].split("-")[1]), spaced
            continue
        if "." in row[0]:  # an empty node of the enhanced graph
            continue
        index = int(row[0])
        if index <= covered_until:
            spaced = space_after_range and index == covered_until
        head = int(row[6]) - 1
        words.append(
            Word(
                form=row[1],
                lemma=row[2],
                upos=row[3],
                tag=row[4],
                feats="" if row[5] == "_" else row[5],
                head=head if head >= 0 else index - 1,
                dep=row[7],
                space_after=spaced,
            )
        )
        entity_cells.append(attributes.get("Entity", ""))
    has_kinds = any(entity_cells) or any("s_prominence" in comment for comment in comments)
    sentence = TreeSentence(words, any(c.startswith("# newpar") for c in comments), has_kinds)
    if has_kinds:
        sentence.mentions = _mentions(entity_cells)
        _mark_heads(sentence)
    return sentence


def _mentions(cells: list[str]) -> list[Mention]:
    """Read the brackets of the Entity column; brackets that do not close in the sentence are dropped."""
    opened: list[tuple[str, int, str, str | None]] = []
    found: list[Mention] = []
    for index, cell in enumerate(cells):
        for part in ENTITY_PART.finditer(cell):
            if part["open"]:
                fields = part["open"].split("-")
                identity = "-".join(fields[7:]) if len(fields) > 7 else None
                opened.append((fields[0], index, fields[1], identity))
                if not part["same"]:
                    continue
                name = fields[0]
            else:
                name = part["close"].split("-")[0]
            for place in range(len(opened) - 1, -1, -1):
                if opened[place][0] == name:
                    _, first, kind, identity = opened.pop(place)
                    found.append(Mention(first, index, kind, identity, name))
                    break
    return found


def _mark_heads(sentence: TreeSentence) -> None:
    """Give each word that heads a mention the mention's kind; the widest mention of a word decides."""
    for mention in sorted(sentence.mentions, key=lambda m: m.last - m.first):
        head = mention.head(sentence.words)
        if head is not None:
            sentence.words[head].kind = mention.kind
