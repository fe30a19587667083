"""Known changes put into a text, among rewordings that change nothing: what a ledger must find, and must not."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass

from articles.language import ExpressionType, Kind, Reading

KINDS = ("number", "date", "name", "negation", "modality", "dropped", "moved")
PER_KIND = 2
REWORDED = 0.5  # share of the other sentences that are reworded
MONTHS = ("January February March April May June July August September October November December").split()  # noqa: SIM905
NAMES = {
    Kind.PERSON: ["Ortega", "Halvorsen", "Mbeki", "Kowalski", "Tanaka", "Bergmann"],
    Kind.PLACE: ["Lusaka", "Paraguay", "Tallinn", "Oregon", "Cairo", "Mongolia"],
    Kind.ORGANISATION: ["Greenfields", "the Meridian Trust", "Northgate", "the Baltic Union"],
}
SPELLINGS = {
    "colour": "color", "centre": "center", "organisation": "organization", "programme": "program", "labour": "labor",
    "metres": "meters", "kilometres": "kilometers", "per cent": "%", "realise": "realize", "neighbour": "neighbor",
    "travelled": "traveled", "analyse": "analyze", "favourite": "favorite", "behaviour": "behavior",
}  # fmt: skip
SWAPS = {
    "big": "large", "start": "begin", "started": "began", "children": "kids", "buy": "purchase", "help": "assist",
    "show": "reveal", "shows": "reveals", "said": "stated", "says": "states", "many": "a lot of", "also": "too",
    "but": "yet", "however": "nevertheless", "because": "since", "about": "around", "almost": "nearly",
    "difficult": "hard", "important": "significant", "scientists": "researchers", "cars": "automobiles",
    "people": "persons", "problem": "difficulty", "for example": "for instance", "such as": "like", "ill": "sick",
    "rubbish": "garbage", "dangerous": "hazardous", "whole": "entire", "quickly": "rapidly", "often": "frequently",
}  # fmt: skip
EXPANDED = {
    "don’t": "do not", "doesn’t": "does not", "it’s": "it is", "can’t": "cannot", "isn’t": "is not",
    "won’t": "will not", "I’m": "I am", "we’re": "we are", "they’re": "they are", "didn’t": "did not",
    "hasn’t": "has not",
}  # fmt: skip
WORDS = "zero one two three four five six seven eight nine ten eleven twelve".split()  # noqa: SIM905
MODALS = {
    "will": "might", "can": "must", "could": "must", "must": "may", "should": "might", "may": "will", "might": "will",
}  # fmt: skip
BE_OR_HAVE = {"is", "are", "was", "were", "has", "have", "had"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence of the changed text; `source` is its number in the original, `edit` what was done to it."""

    text: str
    source: int
    edit: str = ""
    reworded: bool = False


@dataclass(frozen=True, slots=True)
class Changed:
    """A changed text: its paragraphs of pieces, and the numbers of the original's sentences that were dropped."""

    paragraphs: tuple[tuple[Piece, ...], ...]
    dropped: tuple[int, ...]

    @property
    def text(self) -> str:
        return "\n\n".join(" ".join(piece.text for piece in paragraph) for paragraph in self.paragraphs if paragraph)

    @property
    def pieces(self) -> list[Piece]:
        return [piece for paragraph in self.paragraphs for piece in paragraph]


def change(reading: Reading, seed: int) -> Changed:
    """Up to PER_KIND edits of each kind in different sentences, and rewordings in half of the others."""
    rng = random.Random(seed)
    count = len(reading.sentences)
    pieces = [Piece(reading.text[s.start : s.end].strip(), s.index) for s in reading.sentences]
    edited: dict[int, Piece] = {}
    for kind, edit in EDITS.items():
        order = list(range(count))
        rng.shuffle(order)
        done = 0
        for index in order:
            if done == PER_KIND:
                break
            if index not in edited and (text := edit(reading, index, rng)):
                edited[index] = Piece(text, index, kind)
                done += 1
    long_enough = [i for i in range(count) if i not in edited and len(pieces[i].text.split()) >= 9]
    rng.shuffle(long_enough)
    dropped, moving = long_enough[:PER_KIND], long_enough[PER_KIND : 2 * PER_KIND]
    for index in range(count):
        if index not in edited and index not in dropped and rng.random() < REWORDED:
            text = reword(pieces[index].text, rng)
            edited[index] = Piece(text, index, "", text != pieces[index].text)
    paragraphs: dict[int, list[Piece]] = {s.paragraph: [] for s in reading.sentences}
    for sentence in reading.sentences:
        if sentence.index not in dropped and sentence.index not in moving:
            paragraphs[sentence.paragraph].append(edited.get(sentence.index, pieces[sentence.index]))
    for index in moving:
        _move(paragraphs, reading, edited.get(index, pieces[index]), rng)
    return Changed(tuple(tuple(inside) for inside in paragraphs.values()), tuple(sorted(dropped)))


def _move(paragraphs: dict[int, list[Piece]], reading: Reading, piece: Piece, rng: random.Random) -> None:
    """Put a sentence into a paragraph at least a third of the text away."""
    home = reading.sentences[piece.source].paragraph
    far = [p for p in paragraphs if abs(p - home) >= max(2, len(paragraphs) // 3)]
    target = rng.choice(far or list(paragraphs))
    paragraphs[target].append(Piece(piece.text, piece.source, "moved"))


# Edits: (reading, sentence, chance) → the changed sentence, or None where it cannot be made --------------------------


def _replaced(reading: Reading, sentence: int, start: int, end: int, text: str) -> str:
    within = reading.sentences[sentence]
    return (reading.text[within.start : start] + text + reading.text[end : within.end]).strip()


def _number(reading: Reading, sentence: int, rng: random.Random) -> str | None:
    sorts = {ExpressionType.NUMBER, ExpressionType.PERCENT, ExpressionType.MONEY, ExpressionType.MEASURE}
    within = reading.sentences[sentence]
    for expression in reading.expressions:
        if within.first <= expression.first <= within.last and expression.type in sorts:
            digits = re.search(r"\d[\d,]*(?:\.\d+)?", expression.text)
            if digits:
                old = float(digits.group().replace(",", ""))
                new = round(old * rng.choice((0.4, 0.7, 1.4, 2.0, 3.0))) or 7
                if new == old:
                    new += 3
                at = expression.start + digits.start()
                return _replaced(reading, sentence, at, at + len(digits.group()), f"{new:,}")
    return None


def _date(reading: Reading, sentence: int, rng: random.Random) -> str | None:
    sorts = {ExpressionType.YEAR, ExpressionType.DATE, ExpressionType.DECADE}
    within = reading.sentences[sentence]
    for expression in reading.expressions:
        if within.first <= expression.first <= within.last and expression.type in sorts:
            if year := re.search(r"\b(1\d\d|20\d)(\d)", expression.text):
                step = 10 if expression.type is ExpressionType.DECADE else rng.choice((-3, -2, -1, 1, 2, 3))
                at = expression.start + year.start()
                return _replaced(reading, sentence, at, at + 4, str(int(year.group()) + step))
            for month in MONTHS:
                if month in expression.text:
                    at = expression.start + expression.text.index(month)
                    other = rng.choice([name for name in MONTHS if name != month])
                    return _replaced(reading, sentence, at, at + len(month), other)
    return None


def _name(reading: Reading, sentence: int, rng: random.Random) -> str | None:
    within = reading.sentences[sentence]
    for entity in reading.entities:
        if within.first <= entity.first <= within.last and entity.label in NAMES:
            return _replaced(reading, sentence, entity.start, entity.end, rng.choice(NAMES[entity.label]))
    return None


def _negation(reading: Reading, sentence: int, rng: random.Random) -> str | None:
    within = reading.sentences[sentence]
    for token in reading.tokens[within.first : within.last + 1]:
        if token.text == "not" and token.index > within.first:
            return _replaced(reading, sentence, token.start, token.end + 1, "")
    for token in reading.tokens[within.first : within.last + 1]:
        small = token.text.lower()
        if token.pos == "AUX" and small in BE_OR_HAVE | {"will", "can", "could", "would", "should", "must", "may"}:
            return _replaced(reading, sentence, token.end, token.end, " not")
    return None


def _modality(reading: Reading, sentence: int, rng: random.Random) -> str | None:
    within = reading.sentences[sentence]
    for token in reading.tokens[within.first : within.last + 1]:
        if token.pos == "AUX" and token.text in MODALS:
            return _replaced(reading, sentence, token.start, token.end, MODALS[token.text])
    for token in reading.tokens[within.first : within.last + 1]:
        if token.pos == "AUX" and token.text in BE_OR_HAVE:
            return _replaced(reading, sentence, token.end, token.end, rng.choice((" reportedly", " probably")))
    return None


EDITS: dict[str, Callable[[Reading, int, random.Random], str | None]] = {
    "date": _date,
    "number": _number,
    "name": _name,
    "modality": _modality,
    "negation": _negation,
}


# Rewordings -----------------------------------------------------------------------------------------------------------


def reword(text: str, rng: random.Random) -> str:
    """The same facts in other words: synonyms, spelling, contractions, the way numbers are written, a moved opening."""
    for table, chance in ((SPELLINGS, 1.0), (EXPANDED, 1.0), (SWAPS, 0.7)):
        for old, new in table.items():
            if rng.random() < chance:
                text = re.sub(rf"(?<![\w’-]){re.escape(old)}(?![\w’-])", new, text)
    text = re.sub(r" %", "%", text)
    if rng.random() < 0.5:
        text = re.sub(r"(?<=\d),(?=\d{3}\b)", "", text)
    if rng.random() < 0.5:
        text = re.sub(r"(?<![\d.,-])([3-9]|1[0-2])(?= [a-z])", lambda match: WORDS[int(match[1])], text)
    opening = re.match(r"((?:In|On|At|During|After|Before) [^,“”]{4,40}), ([^“”]+)\.$", text)
    if opening and rng.random() < 0.6:
        return f"{opening[2][0].upper()}{opening[2][1:]} {opening[1][0].lower()}{opening[1][1:]}."
    if rng.random() < 0.2 and text[:4] in {"The ", "It i", "They"}:
        return f"In fact, {text[0].lower()}{text[1:]}"
    return text
