"""The readable text of a page of HTML: headings and paragraphs, without script, style, menus and forms."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser

import nh3

HEADINGS = {f"h{level}": level for level in range(1, 7)}
BLOCKS = {
    "p", "div", "section", "article", "main", "header", "blockquote", "ul", "ol", "li", "table", "tr", "td", "th",
    "figure", "figcaption", "dl", "dt", "dd", "pre", "address",
}  # fmt: skip
# Gone with all that is in them: what no reader sees, and what stands around an article.
UNSEEN = {"script", "style", "noscript", "template", "svg", "math", "iframe", "object", "canvas", "select", "textarea"}
AROUND = {"nav", "aside", "footer", "form", "button", "dialog", "menu"}
SPACE = re.compile(r"[^\S\n]+")
AROUND_TAG = re.compile(rf"<(?:{'|'.join(sorted(AROUND))})\b", re.IGNORECASE)
TITLE = re.compile(r"<title[^>]*>([^<]{1,300})", re.IGNORECASE)
ENOUGH = 400
"""Characters that make an <article> or <main> the page's text."""
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
DEEPEST = 500
"""Real pages nest some dozens of elements; one that nests thousands was made to stall whoever reads it."""
CLOSED_BY_THEMSELVES = {
    "p", "li", "dt", "dd", "td", "th", "tr", "tbody", "thead", "tfoot", "option", "optgroup", "colgroup", "br", "img",
    "input", "meta", "link", "hr", "wbr", "source", "area", "base", "col", "embed", "track", "param", "html", "body",
}  # fmt: skip


class TooDeep(ValueError):  # noqa: N818 - "raise TooDeep" says it
    """The page nests its elements deeper than any real one."""


class _Page(HTMLParser):
    """Collects blocks as (text, heading level or 0, whether inside the article) out of tidy HTML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[tuple[str, int, bool]] = []
        self.open: Counter[str] = Counter()
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.words.append("\n")
        else:
            self.end_block()
            self.open[tag] += 1

    def handle_endtag(self, tag: str) -> None:
        self.end_block()
        self.open[tag] -= 1

    def handle_data(self, data: str) -> None:
        self.words.append(data if self.open["pre"] > 0 else SPACE.sub(" ", data.replace("\n", " ")))

    def end_block(self) -> None:
        text = re.sub(r" *\n *", "\n", SPACE.sub(" ", "".join(self.words))).strip()
        self.words = []
        if text:
            level = next((level for tag, level in HEADINGS.items() if self.open[tag] > 0), 0)
            self.blocks.append((text, level, self.open["article"] > 0 or self.open["main"] > 0))


def text_of_html(html: str) -> tuple[str, tuple[str, ...]]:
    """The text of the page `html`, headings marked as in Markdown, and sentences that say what was left out.

    The page is tidied by a browser's own rules first (html5ever, in nh3). Raises TooDeep.
    """
    _refuse_depth(html)
    tidy = nh3.clean(
        html,
        tags={"br", *BLOCKS, *HEADINGS},
        clean_content_tags={"title", *UNSEEN, *AROUND},
        attributes={},
        link_rel=None,
    )
    page = _Page()
    page.feed(tidy)
    page.close()
    page.end_block()
    article = [block for block in page.blocks if block[2]]
    wanted = article if sum(len(block[0]) for block in article) >= ENOUGH else page.blocks
    lines = [f"{'#' * level} {' '.join(text.split())}" if level else text for text, level, _ in wanted]
    if (title := TITLE.search(html)) and not any(level == 1 for _, level, _ in wanted):
        lines.insert(0, f"# {' '.join(plain(title.group(1)).split())}")
    left_out = len(AROUND_TAG.findall(html)) + len(page.blocks) - len(wanted)
    notes = ("What stood around the article (menus, footers and the like) was left out.",) if left_out else ()
    return "\n\n".join(lines), notes


def _refuse_depth(html: str) -> None:
    """html5ever needs time by the square of the depth, so the depth is looked at first, in one pass."""
    depth: Counter[str] = Counter()
    total = 0
    for match in TAG.finditer(html):
        closing, tag = match.group(1), match.group(2).lower()
        if tag in CLOSED_BY_THEMSELVES:
            continue
        if not closing:
            depth[tag] += 1
            total += 1
        elif depth[tag]:
            depth[tag] -= 1
            total -= 1
        if total > DEEPEST:
            raise TooDeep


def plain(text: str) -> str:
    """`text` with its character references read."""
    reader = _Page()
    reader.feed(text)
    reader.close()
    return "".join(reader.words)
