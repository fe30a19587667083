"""A file that a teacher chose → the plain text in it, or a sentence that says why there is none and what to do.

Nothing in a file is ever run or fetched. A file is trusted neither in its name nor in what it says about its own size:
the first bytes decide what it is, and every format is read under limits on bytes, ratio, parts and pages.
"""

from __future__ import annotations

import io
import logging
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import IO, Any
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from articles.text.decoding import UnreadableText, decode
from articles.web_text import TooDeep, text_of_html

MEGABYTE = 1024 * 1024
LARGEST_FILE = 10 * MEGABYTE
LARGEST_PAGE = 3 * MEGABYTE
LARGEST_PART = 20 * MEGABYTE
LARGEST_ARCHIVE = 60 * MEGABYTE
LARGEST_RATIO = 200
MOST_PARTS = 2_000
MOST_PAGES = 120
LONGEST_TEXT = 200_000
ENDINGS = (".txt", ".md", ".markdown", ".html", ".htm", ".docx", ".pdf")
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


class RefusedUpload(ValueError):  # noqa: N818 - "raise RefusedUpload" says it
    """The file cannot be used; `str(error)` is a sentence for a teacher that says what to do."""


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text of a file, and what was left out on the way to it, a sentence each. `data` is what to keep as given:
    the file itself when it is a plain text, otherwise the text found in it."""

    text: str
    notes: tuple[str, ...] = ()
    data: bytes = b""


def extract(data: bytes, *, name: str) -> Extracted:
    """The text in the file `name` that holds `data`. Raises RefusedUpload."""
    if len(data) > LARGEST_FILE:
        raise RefusedUpload(too_large(len(data)))
    ending = PurePath(name.replace("\\", "/")).suffix.lower()
    if ending == ".doc":
        raise RefusedUpload("This is an old Word document (.doc). Save it as .docx and choose that file.")
    if ending not in ENDINGS:
        raise RefusedUpload("Choose a file that ends in .txt, .md, .html, .docx or .pdf, or paste the text instead.")
    found = _reader(data, ending)(data)
    text = found.text.strip("\n")
    if not text.strip():
        raise RefusedUpload("No text was found in this file. If it is a scan, type the article or paste it instead.")
    if len(text) > LONGEST_TEXT:
        raise RefusedUpload(
            f"This text has {len(text):,} characters; at most {LONGEST_TEXT:,} fit. Bring it in chapter by chapter."
        )
    return found if found.data else Extracted(text + "\n", found.notes, (text + "\n").encode("utf-8", "replace"))


def too_large(size: int) -> str:
    return (
        f"This file has {size / MEGABYTE:.0f} MB; at most {LARGEST_FILE // MEGABYTE} MB fit. "
        "Take out its pictures, or paste the text instead."
    )


def _reader(data: bytes, ending: str) -> Callable[[bytes], Extracted]:
    """Which way to read the file: by its first bytes where these speak, by its ending otherwise."""
    is_pdf = data[:1024].lstrip().startswith(b"%PDF-")
    is_zip = data.startswith(b"PK\x03\x04")
    if is_pdf or is_zip:
        right = ending == ".pdf" if is_pdf else ending == ".docx"
        if not right:
            what = "a PDF" if is_pdf else "a compressed file, perhaps a Word document"
            raise RefusedUpload(f"The file's name ends in {ending}, but it is {what}. Give it its right ending.")
        return _pdf if is_pdf else _docx
    if ending == ".pdf":
        raise RefusedUpload("This file calls itself a PDF but is none. Open it, copy the article and paste it here.")
    if ending == ".docx":
        raise RefusedUpload(
            "This file calls itself a Word document but is none, or it is locked by a password. "
            "Save it again as .docx without a password."
        )
    return _html if ending in {".html", ".htm"} else _plain


def _plain(data: bytes) -> Extracted:
    try:
        return Extracted(decode(data).text, data=data)
    except UnreadableText as error:
        raise RefusedUpload(str(error)) from error


def _html(data: bytes) -> Extracted:
    if len(data) > LARGEST_PAGE:
        raise RefusedUpload("This web page is very large. Open it, copy the article and paste it here.")
    try:
        return Extracted(*text_of_html(_plain(data).text))
    except TooDeep as error:
        raise RefusedUpload(
            "This web page is put together oddly. Open it, copy the article and paste it here."
        ) from error


# Word -----------------------------------------------------------------------------------------------------------------


def _docx(data: bytes) -> Extracted:
    """Paragraphs of word/document.xml (ECMA-376, part 1, 17.3): headings, text, breaks; deleted text is left out."""
    broken = RefusedUpload("This Word document is damaged. Open it in Word, save it again and choose the new file.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _refuse_bomb(archive)
            body = _part(archive, "word/document.xml")
    except (zipfile.BadZipFile, KeyError, NotImplementedError, EOFError, OSError, RuntimeError) as error:
        raise broken from error
    try:
        return Extracted("\n\n".join(_paragraphs(io.BytesIO(body))))
    except DefusedXmlException as error:
        raise RefusedUpload("This Word document holds parts that no article needs, so it was not opened.") from error
    except ParseError as error:
        raise broken from error


def _refuse_bomb(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    declared = sum(part.file_size for part in parts)
    squeezed = sum(part.compress_size for part in parts) or 1
    if len(parts) > MOST_PARTS or declared > LARGEST_ARCHIVE or declared / squeezed > LARGEST_RATIO:
        raise RefusedUpload("This Word document unpacks to far more than an article needs, so it was not opened.")


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    """One part, counted while it is unpacked: what the archive declares about sizes may be a lie."""
    with archive.open(name) as stream:
        body = stream.read(LARGEST_PART + 1)
    if len(body) > LARGEST_PART:
        raise RefusedUpload("This Word document unpacks to far more than an article needs, so it was not opened.")
    return body


def _paragraphs(stream: IO[bytes]) -> Iterator[str]:
    """The paragraphs with text in them, headings marked as in Markdown."""
    skipped = 0
    for event, node in iterparse(stream, events=("start", "end"), forbid_dtd=True):
        if node.tag in (FALLBACK, f"{WORD}txbxContent"):
            skipped += 1 if event == "start" else -1
        if event == "start" or skipped or node.tag != f"{WORD}p":
            continue
        text = " ".join(_runs(node).split(" ")).strip()
        node.clear()
        if text:
            yield text


def _runs(paragraph: Any) -> str:
    marks = {f"{WORD}tab": " ", f"{WORD}br": "\n", f"{WORD}cr": "\n", f"{WORD}noBreakHyphen": "-"}
    text = "".join(
        (node.text or "") if node.tag == f"{WORD}t" else marks.get(node.tag, "") for node in paragraph.iter()
    )
    style = paragraph.find(f"{WORD}pPr/{WORD}pStyle")
    level = _level(style.get(f"{WORD}val", "") if style is not None else "")
    return f"{'#' * level} {text.strip()}" if level and text.strip() else text


def _level(style: str) -> int:
    """0 for a plain paragraph, otherwise the heading's level. Word stores built-in style names in English."""
    plain = style.replace(" ", "").lower()
    if plain == "title":
        return 1
    digits = plain.removeprefix("heading")
    return min(int(digits) + 1, 6) if plain.startswith("heading") and digits.isdecimal() else 0


# PDF ------------------------------------------------------------------------------------------------------------------


def _pdf(data: bytes) -> Extracted:
    # Imported here: only one upload in many is a PDF.
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted:
            raise RefusedUpload("This PDF is locked by a password. Save it without one, or paste the text instead.")
        if len(reader.pages) > MOST_PAGES:
            raise RefusedUpload(
                f"This PDF has {len(reader.pages)} pages; at most {MOST_PAGES} fit. Bring in the pages of the article."
            )
        pages = list(_pages(reader))
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError, OSError, IndexError) as error:
        if isinstance(error, RefusedUpload):
            raise
        raise RefusedUpload("This PDF could not be read. Open it, copy the article and paste it here.") from error
    return _joined(pages)


def _pages(reader: Any) -> Iterator[list[str]]:
    length = 0
    for page in reader.pages:
        text = page.extract_text() or ""
        length += len(text)
        if length > 3 * LONGEST_TEXT:
            raise RefusedUpload("This PDF holds far more text than an article. Bring in the pages of the article.")
        yield [line.rstrip() for line in text.splitlines()]


def _joined(pages: list[list[str]]) -> Extracted:
    """Lines of pages → paragraphs. Page numbers and lines that head or foot several pages are left out, and said so."""
    edges = Counter(line.strip() for page in pages for line in {*page[:1], *page[-1:]} if line.strip())
    running = {line for line, times in edges.items() if times >= 3}
    notes: list[str] = [f"“{line}” stood at the edge of several pages and was left out." for line in sorted(running)]
    lines: list[str] = []
    numbers = 0
    for page in pages:
        for place, line in enumerate(page):
            at_edge = place in (0, len(page) - 1)
            if at_edge and line.strip().isdecimal():
                numbers += 1
            elif not (at_edge and line.strip() in running):
                lines.append(line)
    if numbers:
        notes.append(f"{numbers} page number{'s' if numbers > 1 else ''} left out.")
    return Extracted("\n\n".join(_unwrapped(lines)).replace("\x00", ""), tuple(notes))


def _unwrapped(lines: list[str]) -> Iterator[str]:
    """Joins lines that were broken at the margin: a line that ends early, or an empty one, ends its paragraph."""
    lengths = sorted(len(line) for line in lines if line.strip())
    width = lengths[int(len(lengths) * 0.9)] if lengths else 0
    paragraph = ""
    for line in (*lines, ""):
        text = line.strip()
        if paragraph.endswith("-") and text[:1].islower():
            paragraph = paragraph[:-1] + text
        elif text:
            paragraph = f"{paragraph} {text}" if paragraph else text
        ends = paragraph.endswith((".", "!", "?", "”", '"', ":", ")"))
        if paragraph and (not text or (len(text) < 0.8 * width and (ends or len(paragraph) == len(text)))):
            yield paragraph
            paragraph = ""
