"""The numbers and dates of an article, grouped by what they count, and what a reader could mistake each for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from quizzes.generation.article import Article
from quizzes.generation.english import numbers
from quizzes.generation.tree import Tree

PERCENT = frozenset({"%", "percent", "cent"})
MONEY = frozenset({"$", "£", "€", "¥", "₤"})
MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]


@dataclass(frozen=True, slots=True)
class Figure:
    """One written number: its token, its text and what it counts (`year`, `percent`, `money`, a noun's lemma)."""

    tree: Tree
    token: int
    text: str
    counts: str
    scale: str = ""


def figure(tree: Tree, i: int) -> Figure | None:
    """The number at a token, or None when it is none that may be changed (part of a name, an ordinal, "one")."""
    token = tree.tokens[i]
    if token.pos != "NUM" or tree.word(i) in {"one", "1"} or numbers.value(token.text) is None:
        return None
    if i in tree.in_entity and not numbers.YEAR.match(token.text):
        return None
    sentence = tree.sentences[token.sentence]
    after = tree.word(i + 1) if i < sentence.last else ""
    before = tree.word(i - 1) if i > sentence.first else ""
    scale = after if after in numbers.SCALES else ""
    if scale:
        after = tree.word(i + 2) if i + 1 < sentence.last else ""
    if after in {"-", "–", "/", ":", "."} and not tree.tokens[i].space_after:
        return None
    if before in {"-", "–", "/", ":", "."} and not tree.tokens[i - 1].space_after:
        return None
    if after in PERCENT or (after == "per" and tree.word(i + 2) == "cent"):
        return Figure(tree, i, token.text, "percent", scale)
    if before in MONEY or after in {"dollars", "pounds", "euros"} or token.text[:1] in MONEY:
        return Figure(tree, i, token.text, "money", scale)
    if numbers.YEAR.match(token.text) and not scale and before not in {"about", "around", "over", "nearly"}:
        head = tree.tokens[token.head]
        if token.dep.split(":")[0] in {"obl", "nmod", "compound", "conj", "root", "nummod", "obj"} and (
            before
            in {
                "in",
                "since",
                "by",
                "until",
                "from",
                "and",
                "to",
                "of",
                "between",
                "for",
                ",",
                "the",
                "early",
                "late",
                "after",
                "before",
            }
            or before in MONTHS
            or head.text.lower() in MONTHS
        ):
            return Figure(tree, i, token.text, "year")
    if before in MONTHS or after in MONTHS:
        return Figure(tree, i, token.text, "day")
    head = tree.tokens[token.head]
    while head.pos == "NUM" and head.head != head.index:
        head = tree.tokens[head.head]
    return Figure(tree, i, token.text, head.lemma.lower() if head.pos in {"NOUN", "PROPN", "SYM"} else "", scale)


class Quantities:
    """All figures of an article by what they count."""

    def __init__(self, article: Article) -> None:
        self.by_kind: dict[str, list[Figure]] = defaultdict(list)
        for tree in article.trees:
            for token in tree.tokens:
                if token.pos == "NUM":
                    found = figure(tree, token.index)
                    if found is not None:
                        self.by_kind[found.counts].append(found)

    def others(self, fig: Figure, how_many: int = 3, avoid: Sequence[str] = ()) -> list[tuple[str, str]]:
        """Texts to put in the figure's place, each with "article" or "near"; never the same value."""
        seen = {numbers.value(fig.text), *(numbers.value(a) for a in avoid)}
        found: list[tuple[str, str]] = []
        own = {f.text for f in self.by_kind[fig.counts] if f.tree is fig.tree and self._same_sentence(f, fig)}
        seen |= {numbers.value(t) for t in own}
        low, high = self._bounds(fig)
        for other in self.by_kind[fig.counts] if fig.counts else ():
            value = numbers.value(other.text)
            mine = numbers.value(fig.text) or 1
            if value in seen or value is None or other.scale != fig.scale or not 0.2 <= value / mine <= 5:
                continue
            if not low < value < high:
                continue
            if any(c.isdigit() for c in other.text) != any(c.isdigit() for c in fig.text):
                continue
            if (value != int(value)) != (mine != int(mine)):
                continue
            seen.add(value)
            found.append((other.text, "article"))
        for text in numbers.near(fig.text, 8, percent=fig.counts == "percent"):
            if fig.counts == "day" and (numbers.value(text) or 99) > 28:
                continue
            if numbers.value(text) not in seen and low < (numbers.value(text) or 0) < high:
                seen.add(numbers.value(text))
                found.append((text, "near"))
        return found[:how_many]

    @staticmethod
    def _bounds(fig: Figure) -> tuple[float, float]:
        """Where another figure would be plainly false: only above "more than 18", only below "up to 18"."""
        tree, i = fig.tree, fig.token
        before = {tree.word(k) for k in range(max(tree.sentences[tree.tokens[i].sentence].first, i - 3), i)}
        mine = numbers.value(fig.text) or 0.0
        if before & {"over", "least", "above"} or {"more", "than"} <= before:
            return mine, float("inf")
        if before & {"under", "below", "most", "only", "just"} or {"up", "to"} <= before or before & {"less", "fewer"}:
            return 0.0, mine
        return 0.0, float("inf")

    @staticmethod
    def _same_sentence(one: Figure, other: Figure) -> bool:
        return one.tree.tokens[one.token].sentence == other.tree.tokens[other.token].sentence
