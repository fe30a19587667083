"""The readable text of a page of HTML: headings and paragraphs, without script, style, menus and forms."""

from __future__ import annotations

import re
from html.parser import HTMLParser

UNSEEN = {"script", "style", "noscript", "template", "svg", "math", "iframe", "object", "canvas", "head", "select"}
AROUND = {"nav", "aside", "footer", "form", "button", "dialog", "menu"}
BLOCKS = {
    "p", "div", "section", "article", "main", "header", "blockquote", "ul", "ol", "li", "table", "tr", "td", "th",
    "figure", "figcaption", "dl", "dt", "dd", "pre", "address", "hr", "body", "html",
}  # fmt: skip
HEADINGS = {f"h{level}": level for level in range(1, 7)}
EMPTY = {"br", "img", "input", "meta", "link", "hr", "wbr", "source", "area", "base", "col", "embed", "track"}
SPACE = re.compile(r"[^\S\n]+")
ENOUGH = 400  # characters that make an <article> or <main> the page's text


class _Page(HTMLParser):
    """Collects blocks as (text, level, inside the article, inside what surrounds it)."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[tuple[str, int, bool, bool]] = []
        self.open: list[str] = []
        self.title = ""
        self.words: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.words.append("\n")
        if tag in BLOCKS or tag in HEADINGS or tag in AROUND:
            self.end_block()
        if tag in EMPTY:
            return
        if tag == "p" and self.open[-1:] == ["p"]:
            self.open.pop()
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCKS or tag in HEADINGS or tag in AROUND:
            self.end_block()
        if tag in self.open:
            # A forgotten end tag is closed by its parent's, as browsers do.
            while self.open and self.open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if "title" in self.open and "svg" not in self.open and "body" not in self.open:
            self.title += data
        elif not UNSEEN.intersection(self.open):
            self.words.append(data if "pre" in self.open else SPACE.sub(" ", data.replace("\n", " ")))

    def end_block(self) -> None:
        text = re.sub(r" *\n *", "\n", SPACE.sub(" ", "".join(self.words))).strip()
        self.words = []
        if text:
            level = next((HEADINGS[tag] for tag in reversed(self.open) if tag in HEADINGS), 0)
            inside = "article" in self.open or "main" in self.open
            self.blocks.append((text, level, inside, bool(AROUND.intersection(self.open))))


def text_of_html(html: str) -> tuple[str, tuple[str, ...]]:
    """The text of the page `html`, headings marked as in Markdown, and sentences that say what was left out."""
    page = _Page()
    page.feed(html)
    page.close()
    page.end_block()
    wanted = [block for block in page.blocks if not block[3]]
    article = [block for block in wanted if block[2]]
    if sum(len(block[0]) for block in article) >= ENOUGH:
        wanted = article
    lines = [f"{'#' * level} {' '.join(text.split())}" if level else text for text, level, _, _ in wanted]
    if page.title.strip() and not any(level == 1 for _, level, _, _ in wanted):
        lines.insert(0, f"# {' '.join(page.title.split())}")
    left_out = len(page.blocks) - len(wanted)
    notes = (f"{left_out} pieces around the article (menus, footers and the like) left out.",) if left_out else ()
    return "\n\n".join(lines), notes
