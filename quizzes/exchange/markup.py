"""Text out of the HTML that other systems keep their questions in."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

BREAKS = {"br", "hr"}
BLOCKS = {"p", "div", "li", "ul", "ol", "tr", "table", "pre", "blockquote", "section", "article"} | {
    f"h{level}" for level in range(1, 7)
}
UNREAD = {"script", "style", "head", "template", "iframe", "object"}
PICTURES = {"img", "svg", "video", "audio", "canvas", "embed"}
BLANKS = re.compile(r"[ \t\n\r\f]+")
LOOKS_LIKE_HTML = re.compile(r"</?[A-Za-z][^<>]*>|&(?:[A-Za-z]+|#\d+);")


def to_html(text: str) -> str:
    """`text` as HTML that reads back as the same text, blank for blank."""
    escaped = html.escape(text, quote=False).replace("\t", "&#9;")
    return re.sub(r"(?<= ) ", "&#32;", escaped).replace("\n", "<br>")


class TextOf(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.parts: list[str] = []
        self.unread = 0
        self.has_pictures = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in UNREAD:
            self.unread += 1
        self.has_pictures |= tag in PICTURES
        if tag in BREAKS:
            self.parts.append("\n")
        elif tag in BLOCKS:
            self.parts.append("\x00")
        if tag == "img" and (alt := dict(attrs).get("alt")):
            self.parts.append(alt)

    def handle_endtag(self, tag: str) -> None:
        if tag in UNREAD:
            self.unread = max(0, self.unread - 1)
        if tag in BLOCKS:
            self.parts.append("\x00")

    def handle_data(self, data: str) -> None:
        if not self.unread:
            self.parts.append(BLANKS.sub(" ", data))

    def handle_entityref(self, name: str) -> None:
        self.parts.append(html.unescape(f"&{name};"))

    def handle_charref(self, name: str) -> None:
        self.parts.append(html.unescape(f"&#{name};"))


def from_html(markup: str) -> tuple[str, bool]:
    """The text of a piece of HTML, its blocks on lines of their own, and whether pictures or sound were left out."""
    reader = TextOf()
    reader.feed(markup)
    reader.close()
    text = "".join(reader.parts)
    # Blocks end a line once, however deep they nest; blanks around a line end are the markup's own.
    text = re.sub(r" *(?:\x00[ \x00]*)+", "\n", text)
    return text, reader.has_pictures
