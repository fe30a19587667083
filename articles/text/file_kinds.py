"""Files that are not plain text, known by their first bytes, and what to tell the teacher who chose one."""

from __future__ import annotations

import re

_PASTE = "open it, copy the article and paste it here, or save it as plain text (.txt)"

# First bytes → what the file is. Sources: the formats' own specifications (ISO 32000-1 7.5.2, APPNOTE 4.3.7, RFC 2083,
# MS-CFB 2.2, RTF 1.9.1, and so on).
_FIRST_BYTES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF"),
    (b"{\\rtf", "a Rich Text (.rtf) document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word, Excel or PowerPoint document"),
    (b"\x89PNG\r\n\x1a\n", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF87a", "a picture (GIF)"),
    (b"GIF89a", "a picture (GIF)"),
    (b"II*\x00", "a picture (TIFF)"),
    (b"MM\x00*", "a picture (TIFF)"),
    (b"\x1f\x8b\x08", "a compressed file (gzip)"),
    (b"7z\xbc\xaf\x27\x1c", "a compressed folder (7-Zip)"),
    (b"Rar!\x1a\x07", "a compressed folder (RAR)"),
    (b"BZh", "a compressed file (bzip2)"),
    (b"\xfd7zXZ\x00", "a compressed file (xz)"),
    (b"SQLite format 3\x00", "a database"),
    (b"\x7fELF", "a program"),
    (b"ID3", "a sound recording (MP3)"),
    (b"OggS", "a sound recording (Ogg)"),
    (b"fLaC", "a sound recording (FLAC)"),
    (b"%!PS", "a PostScript document"),
)
_IN_ZIP: tuple[tuple[bytes, str], ...] = (
    (b"word/", "a Word document (.docx)"),
    (b"xl/", "an Excel workbook (.xlsx)"),
    (b"ppt/", "a PowerPoint presentation (.pptx)"),
    (b"application/epub+zip", "an e-book (EPUB)"),
    (b"application/vnd.oasis.opendocument", "a LibreOffice document"),
)
_TEXT_LIKE = frozenset({b"{\\rtf", b"%!PS", b"BZh", b"ID3", b"OggS", b"fLaC", b"GIF87a", b"GIF89a"})
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x80-\xff]")


def refusal_for(data: bytes) -> str:
    """A sentence for the teacher when the bytes begin as a known kind of file that is not plain text; otherwise ""."""
    what = _what_is(data)
    return f"This is {what}, not a plain text: {_PASTE}." if what else ""


def _what_is(data: bytes) -> str:
    if data[:1024].lstrip(b"\x00\t\r\n\x0c \xef\xbb\xbf").startswith(b"%PDF-"):
        return "a PDF"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        head = data[:200_000]
        return next((what for mark, what in _IN_ZIP if mark in head), "a compressed folder (ZIP)")
    if data[4:8] == b"ftyp":
        return (
            "a picture (HEIC)" if data[8:12] in (b"heic", b"heix", b"mif1", b"avif") else "a video or sound recording"
        )
    if data.startswith(b"RIFF") and data[8:12] in (b"WEBP", b"WAVE", b"AVI "):
        return "a picture (WebP)" if data[8:12] == b"WEBP" else "a video or sound recording"
    if data.startswith(b"BM") and len(data) > 14 and int.from_bytes(data[2:6], "little") == len(data):
        return "a picture (BMP)"
    for mark, what in _FIRST_BYTES:
        # A note may begin with the letters "BZh"; only with binary bytes behind them are they a file's mark.
        if data.startswith(mark) and (mark not in _TEXT_LIKE or mark == b"{\\rtf" or _BINARY.search(data[:512])):
            return what
    return ""
