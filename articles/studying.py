"""The slow half of ingest: bytes in, everything that will be stored out. Touches no database."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from articles.concepts import TaggedConcept, tag
from articles.foreign import guess_language
from articles.language import Reading, read
from articles.matching import match
from articles.text.decoding import UnreadableText, decode
from articles.text.preparing import Prepared, PreparedEdit, prepare

# About 35,000 words, a short book: read in half a minute. A longer text is no article.
LONGEST = 200_000
# A run without a blank that is longer than any address: a picture or a program's data in the shape of text.
LONGEST_WORD = 1_000
WORD = re.compile(r"\w+(?:['’-]\w+)*")
_PARAGRAPHS = "\n\n"


@dataclass(frozen=True, slots=True)
class StudiedSentence:
    """`section` counts from 0, `paragraph` and `position` from 1 in the section; offsets into the section's text."""

    section: int
    paragraph: int
    position: int
    start: int
    end: int
    text: str

    @property
    def digest(self) -> str:
        return digest(self.text.encode())


@dataclass(frozen=True, slots=True)
class StudiedDoubt:
    """Something suspicious that was left alone: offsets in the kept text, in the section at that position."""

    start: int
    end: int
    text: str
    message: str
    section: int | None


@dataclass(frozen=True, slots=True)
class KnownEdit:
    """An edit of an earlier study of the same telling, and whether the teacher has put it back."""

    start: int
    end: int
    removed: str
    inserted: str
    reason: str
    put_back: bool


@dataclass(frozen=True, slots=True)
class Studied:
    """A text with all that is worked out from it before anything is written."""

    data: bytes
    digest: str
    encoding: str
    prepared: Prepared
    doubts: tuple[StudiedDoubt, ...]
    readings: tuple[Reading, ...]
    sentences: tuple[StudiedSentence, ...]
    concepts: tuple[TaggedConcept, ...]
    language: str
    language_doubt: str
    """What to tell the teacher about the language; empty when it is English."""
    word_count: int

    @property
    def text(self) -> str:
        """The sections' texts, one after the other."""
        return _PARAGRAPHS.join(section.text for section in self.prepared.sections)

    @property
    def sentence_length(self) -> float:
        """Words per sentence, 0 for a text without sentences."""
        return self.word_count / len(self.sentences) if self.sentences else 0.0


def study(data: bytes, *, name: str = "", known: Sequence[KnownEdit] = ()) -> Studied:
    """Everything that will be stored of a text. Slow: about a second for 1,000 words.

    `known` are the edits of an earlier study of this telling, in order; those put back are undone here as well, also
    when the text around them has changed. Raises UnreadableText, a sentence for a teacher.
    """
    decoded = decode(data)
    _refuse_outsize(decoded.text)
    prepared = prepare(decoded.text, name=name)
    if undone := _chosen(prepared.edits, known):
        prepared = prepared.with_put_back(undone)
    text = _PARAGRAPHS.join(section.text for section in prepared.sections)
    if not text.strip():
        raise UnreadableText("Nothing was left of this text after cleaning. Choose a file that holds an article.")
    readings = tuple(_reading(section.text) for section in prepared.sections)
    language = guess_language(text)
    headings = [prepared.title, *(section.heading for section in prepared.sections)]
    return Studied(
        data=data,
        digest=digest(data),
        encoding=decoded.encoding,
        prepared=prepared,
        doubts=_doubts(prepared, language.message),
        readings=readings,
        sentences=tuple(_sentences(readings)),
        concepts=tag(readings, headings) if language.code == "en" else (),
        language=language.code,
        language_doubt=language.message,
        word_count=len(WORD.findall(text)),
    )


def _refuse_outsize(text: str) -> None:
    """Raises UnreadableText for what would keep the reader busy for minutes and is no article."""
    if len(text) > LONGEST:
        raise UnreadableText(
            f"This text is too long for one article: it has {len(text):,} characters, and at most {LONGEST:,} can be "
            "taken. Divide it into parts and load these one by one."
        )
    longest = max(map(len, text.split()), default=0)
    if longest > LONGEST_WORD:
        raise UnreadableText(
            f"This text holds a run of {longest:,} characters without a space, which is data and not words. Take it "
            "out and load the text again."
        )


@lru_cache(maxsize=64)
def _reading(text: str) -> Reading:
    """Sections read of late: a text that is mended, or put back in parts, is read anew only where it changed."""
    return read(text)


def digest(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def _chosen(edits: Sequence[PreparedEdit], known: Sequence[KnownEdit]) -> frozenset[int]:
    """Indexes of the edits that were put back before. In a changed text they are found by their order and words."""
    if not any(edit.put_back for edit in known):
        return frozenset()
    places = {(edit.start, edit.end, edit.removed): index for index, edit in enumerate(edits)}
    if all((edit.start, edit.end, edit.removed) in places for edit in known):
        return frozenset(places[edit.start, edit.end, edit.removed] for edit in known if edit.put_back)
    matched = match([_form(edit) for edit in known], [_form(edit) for edit in edits])
    return frozenset(j for i, j in matched.same if known[i].put_back)


def _form(edit: PreparedEdit | KnownEdit) -> str:
    return f"{edit.reason!s}\n{edit.removed}\n{edit.inserted}"


def _doubts(prepared: Prepared, message: str) -> tuple[StudiedDoubt, ...]:
    found = [StudiedDoubt(d.start, d.end, d.text, d.message, d.section) for d in prepared.doubts]
    if message:
        found.insert(0, StudiedDoubt(0, 0, "", message, None))
    return tuple(found)


def _sentences(readings: Sequence[Reading]) -> Iterator[StudiedSentence]:
    """Sentences with their paragraphs counted in the text itself, blank ones left out."""
    for section, reading in enumerate(readings):
        position = 0
        for sentence in reading.sentences:
            text = reading.text[sentence.start : sentence.end]
            start = sentence.start + len(text) - len(text.lstrip())
            text = text.strip()
            if text:
                position += 1
                paragraph = 1 + reading.text.count(_PARAGRAPHS, 0, start)
                yield StudiedSentence(section, paragraph, position, start, start + len(text), text)
