"""The numbers and dates of an article, grouped by what they count, and what a reader could mistake each for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from quizzes.generation.english import numbers
from quizzes.generation.english.lists import listed
from quizzes.generation.grammar.article import Article
from quizzes.generation.grammar.tree import Tree

PERCENT = frozenset({"%", "percent", "cent"})
FARTHEST_YEARS = 20
MONEY = frozenset({"$", "£", "€", "¥", "₤"})
BEFORE_YEARS = listed(", the in since by until from and to of between for early late after before")
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
    sentence = tree.sentences[token.sentence]
    after = tree.word(i + 1) if i < sentence.last else ""
    before = tree.word(i - 1) if i > sentence.first else ""
    if before == after == ",":  # an age after a name
        return None
    dated = numbers.YEAR.match(token.text) or after in MONTHS or before in MONTHS
    if i in tree.in_entity and not dated:
        return None
    scale = after if after in numbers.SCALES else ""
    if scale:
        after = tree.word(i + 2) if i + 1 < sentence.last else ""
    glued = {"-", "–", "/", ":"} | ({"."} if i + 1 < sentence.last else set())
    if after in glued and not tree.tokens[i].space_after:
        return None
    if before in {"-", "–", "/", ":", "."} and not tree.tokens[i - 1].space_after:
        return None
    if after in PERCENT or (after == "per" and tree.word(i + 2) == "cent"):
        return Figure(tree, i, token.text, "percent", scale)
    if before in MONEY or after in {"dollars", "pounds", "euros"} or token.text[:1] in MONEY:
        return Figure(tree, i, token.text, "money", scale)
    if not scale and _is_year(tree, i, before):
        return Figure(tree, i, token.text, "year")
    if before in MONTHS or after in MONTHS:
        return Figure(tree, i, token.text, "day")
    head = tree.tokens[token.head]
    while head.pos == "NUM" and head.head != head.index:
        head = tree.tokens[head.head]
    counted = head.lemma.lower() if head.pos in {"NOUN", "PROPN", "SYM"} else ""
    return Figure(tree, i, token.text, "years" if counted == "year" else counted, scale)


def _is_year(tree: Tree, i: int, before: str) -> bool:
    """Whether a number of four digits is a year, by its place in the clause and the word in front of it."""
    token = tree.tokens[i]
    if not numbers.YEAR.match(token.text) or before in {"about", "around", "over", "nearly"}:
        return False
    if token.dep.split(":")[0] not in {"obl", "nmod", "compound", "conj", "root", "nummod", "obj"}:
        return False
    return before in BEFORE_YEARS or before in MONTHS or tree.tokens[token.head].text.lower() in MONTHS


def ranged(tree: Tree, i: int) -> bool:
    """Whether a number is one end of a span ("between 2011 and 2012", "40 –62 cm", "five to ten times")."""
    token = tree.tokens[i]
    sentence = tree.sentences[token.sentence]

    def number(k: int) -> bool:
        return sentence.first <= k <= sentence.last and tree.tokens[k].pos == "NUM"

    def joins(k: int) -> bool:
        return sentence.first <= k <= sentence.last and tree.word(k) in {"to", "-", "–", "—", "or"}

    right = i + 2 if sentence.first < i < sentence.last and tree.word(i + 1) in PERCENT else i + 1
    left = i - 2 if i - 2 > sentence.first and tree.word(i - 2) in PERCENT and joins(i - 1) else i - 1
    if (joins(right) and number(right + 1)) or (joins(i - 1) and (number(i - 2) or (left == i - 2 and number(i - 3)))):
        return True
    if token.text.lstrip("–-") != token.text or (number(i + 1) and tree.tokens[i + 1].text[:1] in {"–", "-"}):
        return True
    near = range(max(sentence.first, i - 4), min(sentence.last + 1, i + 5))
    return any(tree.word(k) in {"between", "from"} for k in near) and any(number(k) for k in near if k != i)


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

    @cached_property
    def latest(self) -> float:
        """The last year that the article tells of as past, 0 when it tells of none: it was not written before."""
        return max((numbers.value(f.text) or 0 for f in self.by_kind["year"] if past(f)), default=0.0)

    def others(self, fig: Figure, how_many: int = 3, avoid: Sequence[str] = ()) -> list[tuple[str, str]]:
        """Texts to put in the figure's place, each with "article" or "near"; never the same value.

        First other figures of the article of the same unit, size and roundness, then near ones.
        """
        mine = numbers.value(fig.text) or 1.0
        seen = {numbers.value(fig.text), *(numbers.value(a) for a in avoid)}
        seen |= {numbers.value(f.text) for f in self.by_kind[fig.counts] if self._same_clause(f, fig)}
        low, high = self._bounds(fig)
        found: list[tuple[str, str]] = []
        alike = [f for f in self.by_kind[fig.counts] if self._same_manner(f, fig)]
        # What the same sentence counts of something else is what a hasty reader takes.
        alike.sort(key=lambda f: not self._same_sentence(f, fig))
        pool = [(f.text, "article") for f in alike]
        pool += [(text, "near") for text in numbers.near(fig.text, 8, percent=fig.counts == "percent")]
        for text, origin in pool:
            value = numbers.value(text)
            if value is None or value in seen or not low < value < high:
                continue
            if any(text in shown or shown in text for shown in (fig.text, *(t for t, _ in found))):
                continue
            if fig.counts == "day" and value > 28:
                continue
            if fig.counts == "percent" and abs(value - mine) < min(6, 0.4 * mine):
                continue
            seen.add(value)
            found.append((text, origin))
        return found[:how_many]

    @staticmethod
    def _same_manner(other: Figure, fig: Figure) -> bool:
        """Whether a figure is written like another and near enough to be taken for it."""
        value, mine = numbers.value(other.text), numbers.value(fig.text)
        if not fig.counts or value is None or not mine or other.scale != fig.scale:
            return False
        digits = [any(c.isdigit() for c in f.text) for f in (other, fig)]
        round_alike = abs(numbers.roundness(value) - numbers.roundness(mine)) <= 1
        if fig.counts == "year" and abs(value - mine) > FARTHEST_YEARS:
            return False
        far = 2.0 if fig.counts != "percent" else 3.0
        return (
            digits[0] == digits[1]
            and (value != int(value)) == (mine != int(mine))
            and (fig.counts == "year" or round_alike)
            and 1 / far <= value / mine <= far
            and abs(value - mine) >= (1 if mine <= 12 or fig.counts in {"year", "day"} else 0.1 * mine)
        )

    def _bounds(self, fig: Figure) -> tuple[float, float]:
        """Where another figure would be plainly false: only above "more than 18", only below "up to 18"; years not
        past the article's own time where the sentence tells what was, nor before it where it tells what will be."""
        tree, i = fig.tree, fig.token
        mine = numbers.value(fig.text) or 0.0
        if fig.counts == "year":
            if past(fig):
                return 0.0, max(self.latest, mine) + 1
            return (self.latest if mine > self.latest else 0.0), float("inf")
        before = {tree.word(k) for k in range(max(tree.sentences[tree.tokens[i].sentence].first, i - 3), i)}
        if before & {"over", "least", "above"} or {"more", "than"} <= before:
            return mine, float("inf")
        if before & {"under", "below", "most"} or {"up", "to"} <= before or before & {"less", "fewer"}:
            return 0.0, mine
        return 0.0, float("inf")

    @staticmethod
    def _same_clause(one: Figure, other: Figure) -> bool:
        """Whether two figures stand under the same verb, like the ends of a range."""
        return one.tree is other.tree and clause_of(one) == clause_of(other)

    @staticmethod
    def _same_sentence(one: Figure, other: Figure) -> bool:
        return one.tree is other.tree and one.tree.tokens[one.token].sentence == other.tree.tokens[other.token].sentence


def past(fig: Figure) -> bool:
    """Whether the clause that a figure stands in tells of the past."""
    tree, i = fig.tree, fig.token
    for _ in range(40):
        token = tree.tokens[i]
        group = [i, *tree.kids(i, "aux", "cop")]
        tags = {tree.tokens[k].tag for k in group}
        if "MD" in tags:
            return False
        if "VBD" in tags:
            return True
        if tags & {"VBZ", "VBP"} and token.head == i:
            return False
        if token.head == i:
            return False
        i = token.head
    return False


def clause_of(fig: Figure) -> int:
    """The nearest verb above a figure, or the top of its sentence."""
    tree, i = fig.tree, fig.token
    while tree.tokens[i].head != i and tree.tokens[i].pos not in {"VERB", "AUX"}:
        i = tree.tokens[i].head
    return i
