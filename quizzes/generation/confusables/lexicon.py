"""The lexicon of confusables: which word may stand for which, in what frame, beside what.

Each file beside this module holds one part of speech, a set of words on a line:

    frame, frame(condition): word synonym / other / third
    frame: word > other, third

Sides of a set (" / ") exclude each other; words on one side mean much the same, and its first is put in for words of
the other sides. With ">" the words go one way only. A frame says how the word is used; without one, any use will do:

    verbs       obj, none, to, obj+to, that, ing, prep-for … (see `frames.verb_uses`)
    adjectives  attr (before its noun), pred (after "be")
    nouns       count, mass

A condition names the noun that belongs to the word: a class of nouns, or lemmas after "=". All forms follow from the
base form; "_" joins the words of an expression, of which the first is inflected.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent
LINE = re.compile(r"^(?:(?P<uses>[a-z+-]*(?:\([^)]*\))?(?:\s*,\s*[a-z+-]+(?:\([^)]*\))?)*)\s*:)?\s*(?P<sides>[^:]+)$")
USE = re.compile(r"(?P<frame>[a-z+-]*)(?:\((?P<condition>[^)]*)\))?")
SPLIT_USES = re.compile(r",(?![^()]*\))")


class BadLineError(ValueError):
    """A line of the lexicon that does not follow the format; its text says where and why."""


@dataclass(frozen=True, slots=True)
class Use:
    """A frame ("" for any) and what the noun beside the word must be: one of `lemmas`, or of one of the `classes`;
    nothing where both are empty."""

    frame: str = ""
    lemmas: frozenset[str] = frozenset()
    classes: frozenset[str] = frozenset()

    @property
    def bound(self) -> bool:
        return bool(self.lemmas or self.classes)


@dataclass(frozen=True, slots=True)
class Entry:
    """What a word may be exchanged for, best first, and the uses in which it may."""

    uses: tuple[Use, ...]
    others: tuple[str, ...]


def parsed(line: str) -> tuple[tuple[Use, ...], tuple[tuple[str, ...], ...], bool]:
    """The uses of a line, its sides, and whether it goes one way only; raises `BadLineError`."""
    found = LINE.match(line.strip())
    if not found:
        raise BadLineError(f"“{line}” is no set of words: write `frame: word / other`.")
    uses = tuple(_use(text) for text in SPLIT_USES.split(found["uses"] or "") if text.strip()) or (Use(),)
    one_way = ">" in found["sides"]
    if one_way:
        left, _, right = found["sides"].partition(">")
        parts = [left, *(p.replace(" ", "_") for p in (w.strip() for w in right.split(",")))]
    else:
        parts = found["sides"].split("/")
    sides = tuple(tuple(w.strip(",") for w in part.split()) for part in parts)
    if len(sides) < 2 or not all(sides):
        raise BadLineError(f"“{line}” has a side without words.")
    return uses, sides, one_way


def _use(text: str) -> Use:
    found = USE.fullmatch(text.strip())
    if not found:
        raise BadLineError(f"“{text}” is no frame.")
    named = found["condition"] or ""
    words = frozenset(w.strip().lstrip("=") for w in named.split(",") if w.strip())
    if named.startswith("="):
        return Use(found["frame"], lemmas=words)
    return Use(found["frame"], classes=words)


def entries(text: str) -> Iterator[tuple[str, Entry]]:
    """Every word of a file's text that may be exchanged, with its entry; raises `BadLineError`."""
    for line in text.splitlines():
        line = line.partition("#")[0].strip()
        if not line:
            continue
        uses, sides, one_way = parsed(line)
        for n, side in enumerate(sides[:1] if one_way else sides):
            others = tuple(other[0] for m, other in enumerate(sides) if m != n)
            for word in side:
                yield word.replace("_", " "), Entry(uses, tuple(o.replace("_", " ") for o in others))


@cache
def lexicon(name: str) -> dict[str, tuple[Entry, ...]]:
    """The entries of the file `name`.txt by word."""
    found: dict[str, list[Entry]] = {}
    for word, entry in entries((FOLDER / f"{name}.txt").read_text("utf-8")):
        found.setdefault(word, []).append(entry)
    return {word: tuple(made) for word, made in found.items()}
