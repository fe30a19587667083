"""Names in matched sentences: spelled otherwise, or another name in the same place."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from articles.language.reading import Kind, Reading

from .fingerprint import stem
from .lines import Line, Telling

TITLES = frozenset(
    """
    mr mr. mrs mrs. ms ms. dr dr. sir lady lord dame president prime minister professor prof prof. king queen prince
    princess pope mayor chancellor senator governor general colonel captain saint st st. jr jr.
    """.split()  # noqa: SIM905
)
BEGINNING = 4  # letters by which a word is known to stand somewhere in a telling, in whatever form
ALIKE = 80.0  # rapidfuzz ratio from which two names are one name spelled twice
ENDINGS = frozenset({"ian", "ish", "ic", "i", "ean", "an"})
FAMILIES = (
    {"us", "u.s.", "usa", "america", "american", "states"},
    {"uk", "u.k.", "britain", "british", "kingdom", "briton"},
    {"eu", "europe", "european", "union"},
    {"un", "nations"},
    {"france", "french"},
    {"netherlands", "holland", "dutch"},
    {"spain", "spanish"},
    {"wales", "welsh"},
    {"greece", "greek"},
    {"germany", "german"},
    {"switzerland", "swiss"},
    {"denmark", "danish", "dane"},
    {"china", "chinese", "beijing"},
    {"russia", "russian", "moscow", "kremlin"},
    {"washington", "america", "us"},
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a line: characters in its text, the small words it is made of, where it hangs."""

    line: int
    start: int
    end: int
    text: str
    words: tuple[str, ...]
    kind: Kind | None
    role: str
    governor: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class NamePair:
    """Two names for what may be one thing. `spelling`: one name, written in two ways."""

    left: Name
    right: Name
    spelling: bool
    sure: float


def names_of(telling: Telling, line: Line) -> tuple[Name, ...]:
    """Runs of proper nouns outside of times, titles taken off."""
    return _named(telling, line, _timed(telling.reading(line)))


def _timed(reading: Reading) -> frozenset[int]:
    """The tokens of times and numbers, which are no names."""
    return frozenset(i for e in reading.expressions for i in range(e.first, e.last + 1))


def _named(telling: Telling, line: Line, timed: Container[int]) -> tuple[Name, ...]:
    reading = telling.reading(line)
    found: list[Name] = []
    run: list[int] = []
    for index in (*line.range, line.last + 1):
        inside = index <= line.last and index not in timed
        if inside and _is_name(reading.tokens[index].text, reading.tokens[index].pos):
            run.append(index)
        elif run:
            if name := _name(telling, line, run):
                found.append(name)
            run = []
    return tuple(found)


def _is_name(text: str, pos: str) -> bool:
    return pos == "PROPN" and any(character.isalpha() for character in text)


def _name(telling: Telling, line: Line, run: Sequence[int]) -> Name | None:
    reading = telling.reading(line)
    while run and reading.tokens[run[0]].text.lower() in TITLES:
        run = run[1:]
    words = tuple(reading.tokens[i].text.lower() for i in run if len(reading.tokens[i].text) > 1)
    lone = reading.tokens[run[0]].text if len(words) == 1 else ""
    if not words or (lone and not lone.isupper() and (len(lone) < 3 or not lone[0].isupper())):
        return None
    first, last = run[0], run[-1]
    head = next((i for i in run if not first <= reading.tokens[i].head <= last), last)
    token = reading.tokens[head]
    label = next((e.label for e in reading.entities if e.first <= head <= e.last), None)
    around = [reading.tokens[i].text.lower() if line.first <= i <= line.last else "" for i in (first - 1, last + 1)]
    return Name(
        line=line.index,
        start=reading.tokens[first].start - line.start,
        end=reading.tokens[last].end - line.start,
        text=reading.span_text(first, last),
        words=words,
        kind=label or token.kind,
        role=token.dep.partition(":")[0],
        governor=stem(reading.tokens[token.head].lemma.lower()) if token.head != head else "",
        before=around[0],
        after=around[1],
    )


def _all_names(telling: Telling) -> tuple[tuple[Name, ...], ...]:
    """The names of every line; the times of a section are looked up once."""
    timed = [_timed(reading) for reading in telling.readings]
    return tuple(_named(telling, line, timed[line.section]) for line in telling.lines)


class Names:
    """The names of two tellings, and which of their words are ever said of one thing."""

    def __init__(self, left: Telling, right: Telling) -> None:
        self.of = tuple(_all_names(told) for told in (left, right))
        self.beginnings = tuple(
            frozenset(t.text.lower()[:BEGINNING] for line in told.lines for t in told.tokens(line))
            for told in (left, right)
        )
        self.together: set[tuple[str, str]] = set()
        for side in self.of:
            for names in side:
                for name in names:
                    self.together.update((a, b) for a in name.words for b in name.words if a != b)

    def pairs(self, left: Sequence[int], right: Sequence[int], near: Sequence[Iterable[int]]) -> Iterator[NamePair]:
        """Names of matched lines that stand for each other but are not the same.

        `near` are the lines of each side, the matched ones and their neighbours, in which a name counts as said.
        """
        matched = self._words((left, right))
        around = self._words(near)
        alone = [
            [name for index in lines for name in self.of[side][index] if not _is_said(name, matched[1 - side])]
            for side, lines in enumerate((left, right))
        ]
        free = list(alone[1])
        for name in alone[0]:
            told = _is_said(name, around[1])
            best = max(
                ((self._alike(name, other, told or _is_said(other, around[0])), other) for other in free),
                key=lambda pair: pair[0][0],
                default=None,
            )
            if best is not None and best[0][0] > 0:
                (sure, spelling), other = best
                free.remove(other)
                yield NamePair(name, other, spelling, sure)

    def _words(self, lines: Sequence[Iterable[int]]) -> tuple[set[str], ...]:
        """The words of the names in some lines of each side."""
        return tuple(
            {word for index in indexes for name in self.of[side][index] for word in name.words}
            for side, indexes in enumerate(lines)
        )

    def _is_foreign(self, name: Name, side: int) -> bool:
        """Whether nothing like a name stands anywhere in the telling of that side."""
        return not any(word[:BEGINNING] in self.beginnings[side] for word in name.words) and not any(
            word in family and any(each[:BEGINNING] in self.beginnings[side] for each in family)
            for word in name.words
            for family in FAMILIES
        )

    def _alike(self, one: Name, other: Name, told: bool) -> tuple[float, bool]:
        """How sure it is that the second name stands where the first does (0: it does not), and whether by spelling.

        `told`: one of them stands near by on the other side as well; then only the very same words around them count.
        """
        if any(misspelt(a, b) for a in one.words for b in other.words):
            return 0.9, True
        if any((a, b) in self.together for a in one.words for b in other.words) or initials(one, other):
            return 0.0, False
        slot = one.role == other.role and bool(one.governor) and one.governor == other.governor
        between = (one.before == other.before) + (one.after == other.after)
        if between == 2 and (slot or one.before or one.after):
            return (0.85 if slot else 0.7), False
        foreign = self._is_foreign(one, 1) or self._is_foreign(other, 0)
        unlike = one.kind and other.kind and one.kind is not other.kind
        if foreign and not unlike and (between or slot or one.role == other.role):
            return 0.7, False
        if told or (one.kind and other.kind and one.kind is not other.kind):
            return 0.0, False
        if slot and between:
            return 0.85, False
        return (0.65, False) if slot and one.kind is not None else (0.0, False)


def _is_said(name: Name, said: Iterable[str]) -> bool:
    return any(same_name(word, other) for word in name.words for other in said)


def same_name(one: str, other: str) -> bool:
    """Whether two small words are one name: its forms (Brazil, Brazilian), American spelling, known families."""
    if one == other or stem(one) == stem(other):
        return True
    short, long = sorted((one, other), key=len)
    if len(short) >= 4 and long.startswith(short[: max(4, len(short) - 1)]) and len(long) - len(short) <= 4:
        return not _differs_inside(short, long)
    return any(one in family and other in family for family in FAMILIES)


def _differs_inside(short: str, long: str) -> bool:
    """Whether the longer word is another word, and not the shorter with an ending (Nazarov, Nazarova)."""
    return not (long.startswith(short) or long[len(short) - 1 :] in ENDINGS)


def misspelt(one: str, other: str) -> bool:
    """Whether two words look like one name written in two ways."""
    if min(len(one), len(other)) < 5 or same_name(one, other):
        return False
    return one[0] == other[0] and fuzz.ratio(one, other) >= ALIKE


def initials(one: Name, other: Name) -> bool:
    """Whether one is the other's initials: WHO, World Health Organization."""
    for short, long in ((one, other), (other, one)):
        if len(short.words) == 1 and short.text.isupper() and len(long.words) == 1 < len(short.text):
            return long.text[0] in short.text  # DH, (the Department of) Health
        if len(short.words) == 1 and short.text.isupper() and len(long.words) > 1:
            letters = "".join(word[0] for word in long.words)
            if short.words[0].replace(".", "").startswith(letters[:2]):
                return True
    return False
