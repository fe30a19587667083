"""Any bytes: a text with its encoding, or a sentence a teacher understands."""

import codecs
import contextlib
import io
import zipfile

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from articles.text.decoding import UnreadableText, decode

RUSSIAN = "В степи стоит старый город. Сюда каждую весну возвращаются птицы, и дети считают их гнёзда."
KAZAKH = "Қазақстанның оңтүстігінде ескі қала бар. Көктемде мұнда құстар қайтып келеді, балалар олардың ұясын санайды."
ENGLISH = "The “old” mill didn’t close – it moved. Its owner’s café in São Tomé naïvely reopened…"
FRENCH = "L’été dernier, Zoë a fêté Noël à l’hôtel près de la forêt ; elle a dîné très tôt."


@pytest.mark.parametrize(
    ("text", "encoding", "found"),
    [
        (ENGLISH, "utf-8", "utf-8"),
        (KAZAKH, "utf-8", "utf-8"),
        (ENGLISH, "cp1252", "cp1252"),
        (FRENCH, "cp1252", "cp1252"),
        (RUSSIAN, "cp1251", "cp1251"),
        (KAZAKH, "kz1048", "kz1048"),
        (RUSSIAN, "koi8-r", "koi8-r"),
        (RUSSIAN.upper(), "cp1251", "cp1251"),
        (RUSSIAN, "utf-16-le", "utf-16-le"),
        (ENGLISH, "utf-16-be", "utf-16-be"),
        ("It’s a plain line with one curly mark.", "cp1252", "cp1252"),
        ("Він сказав: «Ні». They answered in English all the same.", "cp1251", "cp1251"),
        ("The price was £5 at the café.", "cp1252", "cp1252"),
        ("Plain letters only.", "ascii", "utf-8"),
    ],
)
def test_each_encoding_is_found_by_its_letters(text, encoding, found):
    decoded = decode(text.encode(encoding))
    assert decoded.text == text
    assert decoded.encoding == found


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_decides_and_is_not_part_of_the_text(mark, encoding):
    decoded = decode(mark + KAZAKH.encode(encoding))
    assert (decoded.text, decoded.encoding, decoded.guessed) == (KAZAKH, encoding, False)


def test_utf8_cut_off_in_the_middle_of_a_letter_is_still_utf8():
    decoded = decode(KAZAKH.encode()[:-2] + "ы".encode()[:1])
    assert decoded.encoding == "utf-8"
    assert decoded.text.startswith("Қазақстанның оңтүстігінде")
    assert "\ufffd" not in decoded.text


def test_one_windows_byte_in_a_utf8_text_does_not_spoil_the_rest():
    data = (RUSSIAN + " It").encode() + b"\x92s mixed. " + RUSSIAN.encode()
    decoded = decode(data)
    assert "It’s mixed." in decoded.text
    assert decoded.text.count("старый город") == 2


def _zip(name: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(name, "x")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "empty"),
        (b" \r\n\t ", "blank"),
        (codecs.BOM_UTF8, "blank"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "PDF"),
        (_zip("word/document.xml"), "Word"),
        (_zip("notes.txt"), "ZIP"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "picture"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "picture"),
        (b"RIFF\x24\x00\x00\x00WEBPVP8 ", "picture"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00", "picture"),
        (b"{\\rtf1\\ansi A line.}", "Rich Text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00\x00", "Word"),
        (b"SQLite format 3\x00\x10\x00", "database"),
        (b"text\x00with\x00\x00zero bytes in it\x00", "readable text"),
        (bytes(range(256)) * 4, "readable text"),
        (bytes(range(128, 256)) * 4, "readable text"),
        (b"\x01\x02\x03\x04 some words \x05\x06\x07", "readable text"),
    ],
)
def test_what_is_not_text_is_refused_with_a_sentence(data, word):
    with pytest.raises(UnreadableText) as refused:
        decode(data)
    sentence = str(refused.value)
    assert word in sentence
    assert sentence[0].isupper()
    assert sentence.endswith(".")


def test_a_note_that_begins_with_the_letters_of_a_file_mark_is_a_note():
    assert decode(b"ID3 tags name the singer of a song.").text.startswith("ID3 tags")


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
@example(b"\xff\xfe\x00")
@example(b"\xff\xfe\x00\xd8")
@example(b"\xef\xbb")
@example(b"\xc3\x28" * 30)
def test_arbitrary_bytes_are_decoded_or_refused(data):
    with contextlib.suppress(UnreadableText):
        decoded = decode(data)
        assert decoded.text.strip()
        assert "\x00" not in decoded.text
