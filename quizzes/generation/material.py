"""What comparison questions are made of: rows, statements that one telling alone has, statements that both have."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from quizzes.generation.contrasts import ComparedRow, Names, Told, parted
from quizzes.generation.english.numbers import pick
from quizzes.generation.options import bag
from quizzes.generation.topics import FEWEST, Topic, Voice

MANY = 6  # statements that one telling alone has: enough for two kinds of questions
SAID = 0.5  # of a statement's telling words, those that a sentence telling the same has too
NOT_SAID = 0.36
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
    """A statement of one telling, the sentence that says it, the row it belongs to or the sentence that says it in the
    other telling."""

    text: str
    side: int
    place: Place
    row: ComparedRow
    other: Place | None = None


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

    def text(self, side: int) -> str:
        return "\n\n".join(passage.reading.text for passage in self.voices[side].passages)

    def is_said(self, side: int, row: ComparedRow, noun: str) -> bool:
        """Whether a telling's sentence of the row names a thing too."""
        told = (row.first, row.second)[side]
        return told is not None and noun.removeprefix("the ").lower() in told.quote.lower()

    def sides(self, row: ComparedRow) -> list[Place]:
        """The sentences of a row, the first telling's before the second's."""
        return [
            Place(side, told.section, told.start, told.quote)
            for side, told in enumerate((row.first, row.second))
            if told is not None
        ]

    def statement(self, side: int, told: Told | None) -> str:
        """The one statement of a quote; "" when there are none or several."""
        if told is None:
            return ""
        found = [s[3] for s in self.voices[side].statements if s[0] == told.section and _inside(s, told)]
        return found[0] if len(found) == 1 else ""

    def drawn(self, name: object, texts: Iterable[str]) -> list[str]:
        """Different texts in an order by chance, which is the same each time."""
        return sorted(dict.fromkeys(texts), key=lambda text: pick(f"{self.seed}|{name}|{text}", 1 << 30))

    # Statements -------------------------------------------------------------------------------------------------------

    def alone(self, *, for_left_out: bool) -> list[Stated]:
        """What one telling alone states. Where there is much of it, one half is asked for and the other half makes
        wrong options, so that no question answers another."""
        if len(self._alone) < MANY:
            return self._alone if for_left_out else []
        return self._alone[not for_left_out :: 2]

    @cached_property
    def _alone(self) -> list[Stated]:
        found: list[Stated] = []
        for row in self.rows:
            for side, told in enumerate((row.first, row.second)):
                if row.kind != "passage" or row.status != ("only_here", "only_there")[side] or told is None:
                    continue
                for section, start, end, text in self.voices[side].statements:
                    if section != told.section or not _inside((section, start, end, text), told):
                        continue
                    place = self._sentence(side, section, start)
                    if (
                        len(text.split()) >= FEWEST
                        and place
                        and not LOST.match(place.text)
                        and not self._said_in(1 - side, text)
                    ):
                        found.append(Stated(text, side, place, row))
        return list({each.text: each for each in found}.values())

    def told_in_both(self, side: int) -> list[Stated]:
        """What both state, in one telling's words."""
        apart = parted(self.rows)
        loaded = {
            (told.quote, told.fact) for r in self.rows if r.kind == "loaded" for told in (r.first, r.second) if told
        }
        found: list[Stated] = []
        for pair in self.shared:
            own, other = pair[side], pair[1 - side]
            if own.quote in apart or other.quote in apart:
                continue
            for each in self.voices[side].statements:
                if len(each[3].split()) < FEWEST or any(
                    quote == own.quote and word and word in each[3] for quote, word in loaded
                ):
                    continue
                if each[0] == own.section and _inside(each, own) and _all_told(each[3], other.quote):
                    place = self._sentence(side, each[0], each[1])
                    there = Place(1 - side, other.section, other.start, other.quote)
                    if place is not None and not LOST.match(place.text):
                        found.append(Stated(each[3], side, place, self.rows[0], there))
        return list({each.place: each for each in found}.values())

    def _said_in(self, side: int, text: str) -> bool:
        """Whether any sentence of a telling has so much of a statement that it may say the same."""
        words = bag(text)
        sentences = [s[2] for p in self.voices[side].passages for s in self.voices[side].sentences(p.position)]
        return any(len(words & bag(sentence)) > NOT_SAID * len(words) for sentence in sentences)

    def _sentence(self, side: int, section: int, start: int) -> Place | None:
        found = next((s for s in self.voices[side].sentences(section) if s[0] == start), None)
        return Place(side, section, start, found[2]) if found else None

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
        places = [Place(1 - side, last.section, last.start, last.quote)]
        if not after:
            end = self._last(1 - side)
            return [end], f"{silent} ends there and says nothing of this."
        following = self.shared[after[0]][1 - side]
        if (following.section, following.start) > (last.section, last.start):
            places.append(Place(1 - side, following.section, following.start, following.quote))
        return places, f"{silent} says nothing of this where it would stand, after “{last.quote}”"

    def _last(self, side: int) -> Place:
        """The sentence a telling ends with."""
        position = self.voices[side].passages[-1].position
        start, _, text = self.voices[side].sentences(position)[-1]
        return Place(side, position, start, text)


def capital_of(name: str) -> str:
    return name[:1].upper() + name[1:]


def _all_told(text: str, quote: str) -> bool:
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
    if cut or degree or any(name.lower() not in quote.lower() for name in names):
        return False
    return len(words & there) >= SAID * len(words) and len(missing) <= len(there - words)


def _inside(stated: tuple[int, int, int, str], told: Told) -> bool:
    """Whether a statement's sentence lies within a quote, which may be a little shorter than the text it was taken
    from: paragraphs are joined by one space."""
    return told.start <= stated[1] and stated[2] <= told.start + len(told.quote) + 12
