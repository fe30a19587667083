"""The families of the files beside this room, looked up by word."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from quizzes.generation.confusables.frames import fits
from quizzes.generation.confusables.lexicon import lexicon
from quizzes.generation.grammar.tree import Tree

WRONG = 3
FILES = sorted(Path(__file__).parent.glob("*.txt"))
LINE = re.compile(r"(?P<sort>count|people|mass|plural|before)(?:\((?P<nouns>[^)]*)\))?:\s*(?P<members>.+)")


class BadLineError(ValueError):
    """A line of the file that does not follow the format; its text says which."""


@dataclass(frozen=True, slots=True)
class Family:
    """Siblings: "count", "people", "mass" or "plural" for whole phrases, "before" for words before one of the `nouns`
    (any noun where there are none). Each member is a tuple of words that mean much the same, the first to be put in."""

    sort: str
    members: tuple[tuple[str, ...], ...]
    nouns: frozenset[str] = frozenset()
    one_way: bool = False  # only the first member is exchanged for the others

    def others(self, word: str) -> Iterator[tuple[str, ...]]:
        """The members that do not mean the same as the word."""
        return (m for m in self.members if word not in {w.lower() for w in m})


def parsed(line: str) -> Family:
    """One line of the file as a family; raises `BadLineError`."""
    found = LINE.fullmatch(line.strip())
    if not found:
        raise BadLineError(f"“{line}” is no family: write `count: one / other / third`.")
    parts = found["members"].replace(">", "/", 1).split("/")
    members = tuple(tuple(w.strip() for w in part.split(",")) for part in parts)
    if len(members) < 4 or not all(w for m in members for w in m):
        raise BadLineError(f"“{line}” needs four members, each with a word.")
    nouns = frozenset(w.strip() for w in (found["nouns"] or "").split(",") if w.strip())
    return Family(found["sort"], members, nouns, one_way=">" in found["members"])


def lines() -> Iterator[str]:
    """The lines of all files that hold a family."""
    for file in FILES:
        yield from (x for x in file.read_text("utf-8").splitlines() if x.strip() and not x.startswith("#"))


@cache
def families() -> dict[str, dict[str, tuple[Family, ...]]]:
    """The families by sort and by word."""
    table: dict[str, dict[str, list[Family]]] = defaultdict(lambda: defaultdict(list))
    for line in lines():
        family = parsed(line)
        for word in {w for m in family.members[: 1 if family.one_way else None] for w in m}:
            table[family.sort][word.lower()].append(family)
    return {sort: {w: tuple(f) for w, f in words.items()} for sort, words in table.items()}


def known(sort: str, word: str) -> tuple[Family, ...]:
    """The families of a sort that hold a word; where none does, what the lexicon of confusables exchanges it for."""
    found = families().get(sort, {}).get(word, ())
    return found or (tuple(_exchanged(sort, word)) if sort in {"count", "mass"} else ())


def _exchanged(sort: str, word: str) -> Iterator[Family]:
    for entry in lexicon("nouns").get(word, ()):
        if len(entry.others) >= WRONG and any(use.frame in {"", sort} for use in entry.uses):
            yield Family(sort, ((word,), *((other,) for other in entry.others)))


def adjectives(tree: Tree, i: int) -> Iterator[Family]:
    """What the lexicon of confusables exchanges an adjective before its noun for, where the exchange goes both ways:
    "national" and "regional", but not "important" and "minor"."""
    for entry in lexicon("adjectives").get(tree.word(i), ()):
        both = all(any(len(e.others) >= WRONG for e in lexicon("adjectives").get(o, ())) for o in entry.others)
        fitting = any(fits(tree, use, "attr", tree.tokens[i].head) for use in entry.uses)
        if len(entry.others) >= WRONG and both and fitting:
            yield Family("before", ((tree.word(i),), *((other,) for other in entry.others)))
