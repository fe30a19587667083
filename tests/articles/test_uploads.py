"""Files that teachers choose: what is read out of each kind, and what is refused with which words."""

from __future__ import annotations

import contextlib
import io
import time
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from articles.uploads import LARGEST_FILE, RefusedUpload, extract
from articles.web_text import text_of_html

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx(body: str, **parts: bytes) -> bytes:
    """A Word document whose body holds this XML, with further parts by name."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "word/document.xml",
            f'<?xml version="1.0"?><w:document xmlns:w="{WORD}" '
            'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
            f"<w:body>{body}</w:body></w:document>",
        )
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def paragraph(text: str, style: str = "") -> str:
    mark = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{mark}<w:r><w:t xml:space='preserve'>{text}</w:t></w:r></w:p>"


def pdf(*pages: list[str], password: str = "") -> bytes:
    """A PDF with these lines on each page."""
    writer = PdfWriter()
    for lines in pages:
        page = writer.add_blank_page(595, 842)
        font = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Font"),
                NameObject("/Subtype"): NameObject("/Type1"),
                NameObject("/BaseFont"): NameObject("/Helvetica"),
            }
        )
        page[NameObject("/Resources")] = DictionaryObject(
            {NameObject("/Font"): DictionaryObject({NameObject("/F1"): writer._add_object(font)})}
        )
        stream = DecodedStreamObject()
        drawn = "".join(f"1 0 0 1 60 {780 - 16 * n} Tm ({line}) Tj\n" for n, line in enumerate(lines))
        stream.set_data(f"BT /F1 11 Tf\n{drawn}ET".encode("latin-1"))
        page[NameObject("/Contents")] = writer._add_object(stream)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def refusal(data: bytes, name: str) -> str:
    with pytest.raises(RefusedUpload) as refused:
        extract(data, name=name)
    return str(refused.value)


def test_plain_text_in_any_encoding_a_school_meets():
    assert extract("Өзен тасыды.".encode(), name="river.txt").text == "Өзен тасыды."
    assert extract("Река вышла из берегов.".encode("cp1251"), name="RIVER.TXT").text == "Река вышла из берегов."


def test_word_document_keeps_headings_and_paragraphs():
    body = paragraph("The ferry", "Title") + paragraph("It ran until 1962.") + paragraph("Ice", "Heading1")
    body += paragraph("In winter people walked.")
    assert extract(docx(body), name="ferry.docx").text == (
        "# The ferry\n\nIt ran until 1962.\n\n## Ice\n\nIn winter people walked.\n"
    )


def test_word_document_leaves_out_what_was_deleted_and_the_second_copy_of_a_text_box():
    body = (
        "<w:p><w:r><w:t>It sank</w:t></w:r><w:del><w:r><w:delText> twice</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t> once</w:t></w:r></w:ins><w:r><w:t>.</w:t></w:r></w:p>"
        f"<mc:AlternateContent><mc:Fallback>{paragraph('A copy for old readers')}</mc:Fallback></mc:AlternateContent>"
    )
    assert extract(docx(body), name="a.docx").text == "It sank once.\n"


def test_a_bomb_that_says_its_size_is_refused_unopened():
    bomb = docx(paragraph("Small."), **{"word/media/big.xml": b"0" * (80 * 1024 * 1024)})
    assert len(bomb) < 200_000
    assert "unpacks to far more" in refusal(bomb, "bomb.docx")


def test_a_bomb_that_lies_about_its_size_is_stopped_while_it_unpacks():
    honest = docx(paragraph("a" * (30 * 1024 * 1024)))
    lying = bytearray(honest)
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = lying.index(signature)
        lying[at + offset : at + offset + 4] = (4000).to_bytes(4, "little")
    assert refusal(bytes(lying), "bomb.docx")


def test_a_word_document_with_entities_of_its_own_is_not_opened():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(
            "word/document.xml",
            '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
            f'<w:document xmlns:w="{WORD}"><w:body>{paragraph("&b;")}</w:body></w:document>',
        )
    assert "no article needs" in refusal(file.getvalue(), "laughs.docx")


def test_pdf_lines_become_paragraphs_and_running_heads_are_said_to_be_left_out():
    long = "The herons came back to the lake in the spring of that year and they"
    pages = [
        ["Steppe News", long, "stayed until autumn.", "A second paragraph begins here.", str(n)] for n in (1, 2, 3)
    ]
    found = extract(pdf(*pages), name="herons.pdf")
    assert f"{long} stayed until autumn." in found.text
    assert "Steppe News" not in found.text
    assert [note for note in found.notes if "Steppe News" in note]
    assert [note for note in found.notes if "3 page numbers" in note]


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (pdf(["Secret"], password="river"), "locked.pdf", "locked by a password"),
        (pdf([""]), "scan.pdf", "No text was found"),
        (b"%PDF-1.7 and then nothing of the kind", "broken.pdf", "PDF"),
        (pdf(["Text"]), "report.docx", "is a PDF"),
        (docx(paragraph("Text")), "notes.txt", "compressed file"),
        (b"just words", "essay.pdf", "calls itself a PDF"),
        (b"just words", "essay.docx", "calls itself a Word document"),
        (b"PK\x03\x04 broken", "torn.docx", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old.doc", "Save it as .docx"),
        (b"a,b", "table.xlsx", "Choose a file that ends in"),
        (b"words", "no-ending", "Choose a file that ends in"),
        (b"\x00\x01\x02\x03" * 50, "noise.txt", "text"),
        (b"", "empty.txt", "empty"),
        (b"a" * (LARGEST_FILE + 1), "big.txt", "at most 10 MB"),
        (b"word " * 60_000, "novel.txt", "chapter by chapter"),
    ],
)
def test_refused_with_a_sentence(data, name, words):
    said = refusal(data, name)
    assert words in said
    assert said.endswith(".")


def test_a_web_page_gives_its_article_without_scripts_menus_and_forms():
    page = """<html><head><title>River News</title><style>p{}</style><script>steal()</script></head><body>
    <nav><a href=/>Home</a></nav><main><h1>The river</h1><p>It rose &amp; fell<br>twice.</p><p onclick="x()">Boats
    &lt;b&gt; waited<script>document.write('x')</script>.</p><form><input value=q>Subscribe</form></main>
    <aside>Related</aside><footer>About us</footer></body></html>"""
    text, notes = text_of_html(page)
    assert text == "# The river\n\nIt rose & fell\ntwice.\n\nBoats <b> waited."
    assert notes


def test_a_page_without_a_heading_takes_its_title():
    assert text_of_html("<title>Ice</title><p>It melted.</p>")[0] == "# Ice\n\nIt melted."


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=600), st.sampled_from(["a.txt", "a.md", "a.html", "a.docx", "a.pdf", "a"]))
def test_any_bytes_are_read_or_refused_never_a_crash(data, name):
    try:
        said = extract(data, name=name).text
    except RefusedUpload as refused:
        said = str(refused)
    assert said.strip()


PIECES = [
    "<a>x",
    "<div>",
    "<!--",
    "<!DOCTYPE ",
    "<p",
    "&",
    "<b><i></b>",
    "</p>",
    "<table><td>",
    "<![CDATA[",
    "<ul><li>",
]


@pytest.mark.parametrize("piece", PIECES)
def test_a_page_made_to_stall_the_reader_does_not(piece):
    page = ("<p>The ferry ran until 1962.</p>" + piece * (600_000 // len(piece))).encode()
    begun = time.perf_counter()
    with contextlib.suppress(RefusedUpload):
        extract(page, name="page.html")
    assert time.perf_counter() - begun < 20
