"""What comparison questions are made of: rows, statements that one telling alone has, statements that both have."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from quizzes.generation.asking.options import bag
from quizzes.generation.english.numbers import pick
from quizzes.generation.tellings.claims import Claim, Claims, inside
from quizzes.generation.tellings.contrasts import MANNER, ComparedRow, Names, Told, parted
from quizzes.generation.tellings.topics import FEWEST, Topic, Voice

SAID = 0.5  # of a statement's telling words, those that a sentence telling the same has too
NOT_SAID = 0.36
SHORT = 3  # letters of a word that tells nothing
LOST = re.compile(r"\W*(?:when|if|unless|although|though|another|others?)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence to show: in the first telling (0) or the second, the position of its section, where it begins."""

    side: int
    section: int
    start: int
    text: str


@dataclass(frozen=True, slots=True)
class Stated:
    """A claim of one telling, the sentence that makes it, the row it belongs to, and the sentences that say it in the
    other telling, where there are any."""

    claim: Claim
    side: int
    place: Place
    row: ComparedRow
    other: tuple[Place, ...] = ()

    @property
    def text(self) -> str:
        return self.claim.text


@dataclass(frozen=True)
class Material:
    """What questions are made of: the rows, the most important first, pairs of sentences that say the same, and the
    two tellings, read."""

    rows: Sequence[ComparedRow]
    names: Names
    seed: int
    shared: Sequence[tuple[Told, Told]]
    voices: tuple[Voice, Voice]

    def topic(self, row: ComparedRow) -> Topic | None:
        """What a row's value is the value of, in the first telling's words, else in the second's."""
        for voice, told in zip(self.voices, (row.first, row.second), strict=True):
            if told is not None and (found := voice.topic(told)) is not None:
                return found
        return None

    def mixed(self, row: ComparedRow, text: str) -> bool:
        """Whether a text speaks of another fact, too, that the two tell differently in the sentences of a row."""
        quotes = {told.quote for told in (row.first, row.second) if told is not None}
        others = [r for r in self.rows if r.key != row.key and r.status == "differs" and r.kind not in MANNER]
        told = [t for r in others for t in (r.first, r.second) if t is not None and t.quote in quotes and t.core]
        return any(t.core.lower() in text.lower() for t in told)

    def text(self, side: int) -> str:
        return "\n\n".join(passage.reading.text for passage in self.voices[side].passages)

    def drawn(self, name: object, texts: Iterable[str]) -> list[str]:
        """Different texts in an order by chance, which is the same each time."""
        return sorted(dict.fromkeys(texts), key=lambda text: pick(f"{self.seed}|{name}|{text}", 1 << 30))

    # Statements -------------------------------------------------------------------------------------------------------

    @cached_property
    def claims(self) -> tuple[Claims, Claims]:
        return Claims(self.voices[0]), Claims(self.voices[1])

    def claim(self, side: int, told: Told | None, core: str = "") -> Claim | None:
        """What a telling claims in a quote, with a value in it; None where there is no such claim."""
        return self.claims[side].of(told, core) if told is not None else None

    @cached_property
    def alone(self) -> tuple[Stated, ...]:
        """What one telling alone states."""
        found: list[Stated] = []
        for row in self.rows:
            side = int(row.status == "only_there")
            told = (row.first, row.second)[side]
            if row.kind != "passage" or row.status not in {"only_here", "only_there"} or told is None:
                continue
            for claim in self.claims[side].every:
                place = self.place(side, claim.section, claim.start) if inside(claim, told) else None
                if place is None or len(claim.clause.split()) < FEWEST or LOST.match(place.text):
                    continue
                if not self._said_in(1 - side, claim.text):
                    found.append(Stated(claim, side, place, row))
        return tuple({each.place: each for each in reversed(found)}.values())[::-1]

    def told_in_both(self, side: int, strictness: int = 2) -> list[Stated]:
        """What both state, in one telling's words; with `strictness` 1 one of them may tell it with another degree
        ("often", "widely")."""
        apart = parted(self.rows)
        loaded = {
            (told.quote, told.fact) for r in self.rows if r.kind == "loaded" for told in (r.first, r.second) if told
        }
        found: list[Stated] = []
        for pair in self.shared:
            own, other = pair[side], pair[1 - side]
            if own.quote in apart or other.quote in apart:
                continue
            for claim in self.claims[side].every:
                if not inside(claim, own) or len(claim.clause.split()) < FEWEST:
                    continue
                if not _all_told(claim.text, other.quote, strictness):
                    continue
                if any(quote == own.quote and word and word in claim.clause for quote, word in loaded):
                    continue
                place = self.place(side, claim.section, claim.start)
                if place is not None and not LOST.match(place.text):
                    there = self.needed(1 - side, other, claim.text)
                    found.append(Stated(claim, side, place, self.rows[0], tuple(there)))
        return list({each.place: each for each in reversed(found)}.values())[::-1]

    def _said_in(self, side: int, text: str) -> bool:
        """Whether any sentence of a telling has so much of a statement that it may say the same."""
        words = bag(text)
        sentences = [s[2] for p in self.voices[side].passages for s in self.voices[side].sentences(p.position)]
        return any(len(words & bag(sentence)) > NOT_SAID * len(words) for sentence in sentences)

    # Sentences --------------------------------------------------------------------------------------------------------

    def place(self, side: int, section: int, start: int) -> Place | None:
        """The sentence of a telling that begins at a character."""
        found = next((s for s in self.voices[side].sentences(section) if s[0] == start), None)
        return Place(side, section, start, found[2]) if found else None

    def _sentences(self, side: int, told: Told) -> list[Place]:
        """The sentences of a quote."""
        found = [
            Place(side, told.section, start, text)
            for start, end, text in self.voices[side].sentences(told.section)
            if told.start <= start and end <= told.start + len(told.quote) + 12
        ]
        return found or [Place(side, told.section, told.start, told.quote)]

    def needed(self, side: int, told: Told, asked: str) -> list[Place]:
        """Those sentences of a quote that a question needs as evidence: the one with the value, or the one most like
        what is asked, and whichever others have a figure of the question that it has not."""
        inside_it = self._sentences(side, told)
        if len(inside_it) == 1:
            return inside_it
        at = told.start + told.spans[0][0] if len(told.spans) == 1 else -1
        holding = [p for p in inside_it if p.start <= at < p.start + len(p.text)]
        words = bag(asked)
        first = holding[0] if holding else max(inside_it, key=lambda p: len(words & bag(p.text)))
        chosen = [first]
        for each in inside_it:
            left = words - bag(" ".join(p.text for p in chosen))
            if each not in chosen and (
                len(left & bag(each.text)) > 1 or any(w[0].isdigit() for w in left & bag(each.text))
            ):
                chosen.append(each)
        return sorted(chosen, key=lambda p: p.start)

    def sides(self, row: ComparedRow, asked: str) -> list[Place]:
        """The sentences of a row that a question needs, the first telling's before the second's."""
        told = enumerate((row.first, row.second))
        return [place for side, each in told if each is not None for place in self.needed(side, each, asked)]

    # Gaps -------------------------------------------------------------------------------------------------------------

    def gap(self, alone: Stated) -> tuple[list[Place], str]:
        """Where a statement would stand in the telling that has it not, see `gap_of`."""
        return self.gap_of(alone.side, alone.place.section, alone.place.start)

    def gap_of(self, side: int, section: int, start: int) -> tuple[list[Place], str]:
        """The sentences of the other telling between which something of this one would stand, and that said in a
        sentence; sentences told before and after it in both show the place."""
        silent = capital_of((self.names.first, self.names.second)[1 - side])
        pairs = sorted((p[side].section, p[side].start, n) for n, p in enumerate(self.shared))
        before = [n for s, at, n in pairs if (s, at) < (section, start)]
        after = [n for s, at, n in pairs if (s, at) > (section, start)]
        if not before:
            return [], ""
        last = self.shared[before[-1]][1 - side]
        places = self._sentences(1 - side, last)[-1:]
        if not after:
            end = self._last(1 - side)
            return [end], f"{silent} ends there and says nothing of this."
        following = self.shared[after[0]][1 - side]
        if (following.section, following.start) > (last.section, last.start):
            places += self._sentences(1 - side, following)[:1]
        return places, f"{silent} says nothing of this where it would stand, after “{places[0].text}”"

    def _last(self, side: int) -> Place:
        """The sentence a telling ends with."""
        position = self.voices[side].passages[-1].position
        start, _, text = self.voices[side].sentences(position)[-1]
        return Place(side, position, start, text)


def capital_of(name: str) -> str:
    return name[:1].upper() + name[1:]


def _all_told(text: str, quote: str, strictness: int) -> bool:
    """Whether a sentence of the other telling tells a statement in full: its names, its numbers and its degree, and a
    word of its own for each that it has changed."""
    words, there = bag(text), bag(quote)
    missing = words - there
    names = re.findall(r"(?<=[\w,] )[A-Z]\w+|\d[\d.,]*\d|\d", text)
    degree = [word for word in re.findall(r"\w+ly\b", text) if word.lower() not in quote.lower()]
    said = text.rstrip(".").split()
    cut = any(  # "a leading researcher" that the other calls "a researcher"
        word.lower() not in quote.lower() and re.search(rf"\b{re.escape(f'{before} {after}')}\b", quote, re.IGNORECASE)
        for before, word, after in zip(said, said[1:], said[2:], strict=False)
        if before.lower() in {"a", "an", "the"} or before[0].isdigit()
    )
    if (
        cut
        or _other_one(said, quote)
        or (degree and strictness > 1)
        or any(name.lower() not in quote.lower() for name in names)
    ):
        return False
    return len(words & there) >= SAID * len(words) and len(missing) <= len(there - words)


def _other_one(said: Sequence[str], quote: str) -> bool:
    """Whether a thing is told apart otherwise: "the opening match" that the other calls "Saturday's match"."""
    for before, noun in pairwise(said):
        if before.lower() in quote.lower() or len(noun) <= SHORT or not noun.isalpha():
            continue
        there = re.search(rf"(\S+) {re.escape(noun)}\b", quote)
        if there and re.search(r"['’]s?$|^\d", there[1]):
            return True
    return False
