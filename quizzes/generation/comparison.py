"""Questions that only two tellings held against each other can answer: who says it, where they part, what is left out.

Plain values in, items out. The words of the questions name the tellings as the site does ("the original"); options are
the texts' own words, so that none of them stands out by its wording.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from quizzes.generation.contrasts import Compared, ComparedRow, Names, Told, alike, capital, key_option, look, wrong
from quizzes.generation.english.lists import listed
from quizzes.generation.english.numbers import pick
from quizzes.generation.types import Evidence, Item, ItemKind, Option, Role

SHORT_SENTENCE = 34  # words that a quoted sentence may have
SHORT_OPTION = 24
VALUES = frozenset({"number", "date", "rank", "name", "spelling"})
NUMBERS = frozenset({"number", "rank"})
MANNER = frozenset({"loaded", "source", "order"})  # rows that leave the facts alone
MOST = {
    "which_says": 3,
    "what_instead": 4,
    "where_apart": 2,
    "left_out": 2,
    "more_certain": 2,
    "check": 1,
    "changed": 3,
}


def compare_questions(rows: Sequence[ComparedRow], names: Names, *, seed: int = 0) -> tuple[Compared, ...]:
    """Questions of every kind that the rows allow, the most important first; the same rows and seed, the same items."""
    ordered = sorted(rows, key=lambda row: (-row.importance, row.key))
    found: list[Compared] = []
    asked: set[tuple[str, int]] = set()
    for template, make in TEMPLATES:
        made = 0
        for each in make(ordered, names, seed):
            if made == MOST[template] or (template, each.rows[0]) in asked:
                continue
            asked.add((template, each.rows[0]))
            found.append(each)
            made += 1
    return tuple(sorted(found, key=lambda each: (-each.item.score, each.item.stem)))


# Templates ------------------------------------------------------------------------------------------------------------


def _which_says(rows: Sequence[ComparedRow], names: Names, seed: int) -> Iterator[Compared]:
    """Which telling says this?"""
    for row in rows:
        if row.kind not in VALUES or row.first is None or row.second is None or row.status != "differs":
            continue
        side = pick(f"{seed}|says|{row.key}", 2)
        told = (row.first, row.second)[side]
        if not _fits(told.quote) or not told.fact or told.fact == (row.second, row.first)[side].fact:
            continue
        key = (names.first, names.second)[side]
        other = (names.second, names.first)[side]
        options = [
            key_option(capital(key), "These are its words."),
            wrong(capital(other), f"{capital(other)} puts it differently.", Role.OTHER_TELLING),
            wrong("Both of them", "They do not say the same here.", Role.MISREAD),
            wrong("Neither of them", "One of them says just this.", Role.UNSUPPORTED),
        ]
        stem = f"Which telling says this? “{_clipped(told.quote)}”"
        yield _compared("which_says", stem, options, [row], names, seed, fixed=True)


def _what_instead(rows: Sequence[ComparedRow], names: Names, seed: int) -> Iterator[Compared]:
    """A gap in the first telling's sentence; the second telling's value is the best distractor."""
    facts = [row.first.core for row in rows if row.kind in VALUES and row.first and row.first.core]
    for row in rows:
        if not _differing_values(row) or row.first is None or row.second is None or not _fits(row.first.quote):
            continue
        mine, theirs = row.first.core, row.second.core
        if mine.casefold() == theirs.casefold() or look(mine) != look(theirs) or look(mine) == "word":
            continue
        others = alike(facts, mine, theirs, f"{seed}|{row.key}", names.first)
        if len(others) < 2:
            continue
        options = [
            key_option(mine, f"{capital(names.first)} says so."),
            wrong(theirs, f"That is what {names.second} says.", Role.OTHER_TELLING),
            *others[:2],
        ]
        stem = f"What fills the gap as {names.first} tells it? “{_clipped(row.first.gapped)}”"
        yield _compared("what_instead", stem, options, [row], names, seed)


def _where_apart(rows: Sequence[ComparedRow], names: Names, seed: int) -> Iterator[Compared]:
    """In which of these sentences would the two tellings fill the gap differently?"""
    parted = _parted(rows)
    agreeing = [r for r in rows if r.status == "agrees" and r.first and r.first.core and _short(r.first.quote)]
    agreeing = [r for r in agreeing if r.first and r.first.quote not in parted]
    for row in rows:
        if not _differing_values(row) or row.first is None or not _short(row.first.quote) or len(agreeing) < 3:
            continue
        if row.second is None or row.first.core.casefold() == row.second.core.casefold():
            continue
        others = sorted(agreeing, key=lambda r: pick(f"{seed}|{row.key}|{r.key}", 1 << 30))
        chosen = list({r.first.quote: r for r in others if r.first and r.first.quote != row.first.quote}.values())[:3]
        if len(chosen) < 3:
            continue
        options = [
            key_option(row.first.gapped, f"{capital(names.first)} and {names.second} do not agree here."),
            *(wrong(r.first.gapped, "Both tellings say the same here.", Role.ELSEWHERE) for r in chosen if r.first),
        ]
        stem = f"In which sentence do {names.first} and {names.second} fill the gap differently?"
        yield _compared("where_apart", stem, options, [row, *chosen], names, seed)


def _left_out(rows: Sequence[ComparedRow], names: Names, seed: int) -> Iterator[Compared]:
    """What does one of them leave out?"""
    parted = _parted(rows)
    both = [r for r in rows if r.status == "agrees" and r.first and r.second and r.first.quote not in parted]
    for row in rows:
        if row.kind != "passage" or row.status not in {"only_here", "only_there"}:
            continue
        told, speaking, silent, side = (
            (row.first, names.first, names.second, 0)
            if row.status == "only_here"
            else (row.second, names.second, names.first, 1)
        )
        sentence = _first_good(told.quote) if told else ""
        texts = [(r, (r.first, r.second)[side]) for r in both]
        fitting = {t.quote: r for r, t in texts if t is not None and _short(t.quote) and _stands_alone(t.quote)}
        chosen = sorted(fitting, key=lambda text: pick(f"{seed}|{row.key}|{text}", 1 << 30))[:3]
        if not told or not sentence or len(chosen) < 3:
            continue
        options = [
            key_option(sentence, f"Only {speaking} says so."),
            *(wrong(text, "Both tellings speak of this.", Role.ELSEWHERE) for text in chosen),
        ]
        stem = f"Which of these does {speaking} tell but {silent} leave out?"
        yield _compared("left_out", stem, options, [row], names, seed, quote=sentence)


def _more_certain(rows: Sequence[ComparedRow], names: Names, seed: int) -> Iterator[Compared]:
    """Which telling puts it with more certainty?"""
    for row in rows:
        if row.kind != "certainty" or row.first is None or row.second is None or " / " not in row.detail:
            continue
        levels = [SURENESS.get(level, -1) for level in row.detail.split(" / ")]
        if len(levels) != 2 or min(levels) < 0 or levels[0] == levels[1]:
            continue
        surer, other = (names.first, names.second) if levels[0] > levels[1] else (names.second, names.first)
        options = [
            key_option(capital(surer), "It says so without a “perhaps”."),
            wrong(capital(other), "It leaves room for doubt.", Role.OTHER_TELLING),
            wrong("Both are equally sure", "One of them leaves room for doubt.", Role.MISREAD),
        ]
        if _fits(row.first.quote):
            stem = f"{capital(names.first)} says: “{_clipped(row.first.quote)}” Which telling is surer of this?"
            yield _compared("more_certain", stem, options, [row], names, seed, fixed=True)


def _check(rows: Sequence[ComparedRow], names: Names, seed: int) -> Iterator[Compared]:
    """Which number would a careful reader look up elsewhere?"""
    agreeing = [r for r in rows if r.status == "agrees" and r.kind in NUMBERS and r.first and r.first.fact]
    for row in rows:
        if not _differing_values(row) or row.kind not in NUMBERS or row.first is None or not _in_place(row.first):
            continue
        own = _in_place(row.first)
        others = [r for r in agreeing if r.first and _in_place(r.first) and r.first.fact != row.first.fact]
        others.sort(key=lambda r: pick(f"{seed}|check|{r.key}", 1 << 30))
        texts = list(dict.fromkeys(_in_place(r.first) for r in others if r.first))[:3]
        if len(texts) < 3:
            continue
        options = [
            key_option(own, "The two tellings give different numbers, so one of them needs another source."),
            *(wrong(text, "Both tellings give this number.", Role.ELSEWHERE) for text in texts),
        ]
        stem = f"Which number should a reader of {names.first} and {names.second} check in another source first?"
        yield _compared("check", stem, options, [row], names, seed)


def _changed(rows: Sequence[ComparedRow], names: Names, seed: int) -> Iterator[Compared]:
    """How does the second telling change what the first one says?"""
    facts = [row.second.fact for row in rows if row.second and row.second.fact and row.kind in VALUES]
    for row in rows:
        if not _differing_values(row) or row.first is None or row.second is None or not _fits(row.first.quote):
            continue
        mine, theirs = row.first.fact, row.second.fact
        like = (theirs, mine) if look(theirs) != "word" else (mine, theirs)
        others = alike(facts, *like, f"{seed}|changed|{row.key}", names.second)
        if not others or not _plain(mine) or not _plain(theirs):
            continue
        instead = f"It says “{others[0].text}” instead of “{mine}”."
        options = [
            key_option(f"It says “{theirs}” instead of “{mine}”.", "Compare the two sentences."),
            wrong(instead, others[0].rationale, others[0].role),
            wrong(f"It says “{mine}” just as {names.first} does.", f"Only {names.first} says so.", Role.OTHER_TELLING),
            wrong(f"It leaves “{mine}” out and says nothing in its place.", "It has other words there.", Role.MISREAD),
        ]
        stem = f"{capital(names.first)} says: “{_clipped(row.first.quote)}” What does {names.second} do with this?"
        yield _compared("changed", stem, options, [row], names, seed)


Maker = Callable[[Sequence[ComparedRow], Names, int], Iterator[Compared]]
TEMPLATES: tuple[tuple[str, Maker], ...] = (
    ("which_says", _which_says),
    ("what_instead", _what_instead),
    ("where_apart", _where_apart),
    ("left_out", _left_out),
    ("more_certain", _more_certain),
    ("check", _check),
    ("changed", _changed),
)
SURENESS = {"only reported": 0, "possible": 1, "likely": 2, "stated plainly": 3}
SCORES = {
    "where_apart": 0.8, "what_instead": 0.78, "changed": 0.74, "left_out": 0.72, "check": 0.7, "more_certain": 0.68,
    "which_says": 0.66,
}  # fmt: skip


# Pieces ---------------------------------------------------------------------------------------------------------------


def _compared(
    template: str,
    stem: str,
    options: Sequence[Option],
    rows: Sequence[ComparedRow],
    names: Names,
    seed: int,
    *,
    fixed: bool = False,
    quote: str = "",
) -> Compared:
    """An item with its evidence in both tellings. `fixed` keeps the options in their natural order: first telling,
    second telling, both, neither; the key's place then varies with the telling that is asked for."""
    placed = sorted(options, key=lambda o: _natural(o.text, names)) if fixed else _shuffled(options, f"{seed}|{stem}")
    evidence: list[Evidence] = []
    sides: list[int] = []
    for side, told in enumerate((rows[0].first, rows[0].second)):
        if told is not None:
            text = quote if quote and quote in told.quote else told.quote
            start = told.start + told.quote.index(text)
            evidence.append(Evidence(told.section, start, start + len(text), text))
            sides.append(side)
    key = next(option for option in options if option.is_key)
    shown = [
        f"{capital((names.first, names.second)[side])}: “{e.quote}”" for side, e in zip(sides, evidence, strict=True)
    ]
    item = Item(
        kind=ItemKind.CHOICE,
        template=f"compare_{template}",
        stem=stem,
        options=tuple(placed),
        answer=key.text,
        accepted=(),
        explanation=" ".join(shown),
        concepts=(),
        difficulty=0.55,
        score=round(SCORES[template] * (0.7 + 0.3 * rows[0].importance), 4),
        evidence=tuple(evidence),
    )
    return Compared(item, tuple(row.key for row in rows), tuple(sides))


def _natural(text: str, names: Names) -> int:
    """The place of an option that names a telling: first, second, then both, then neither."""
    order = [capital(names.first), capital(names.second)]
    return order.index(text) if text in order else 2 + text.startswith("Neither")


def _shuffled(options: Sequence[Option], seed: str) -> list[Option]:
    return sorted(options, key=lambda option: pick(f"{seed}|{option.text}", 1 << 30))


def _differing_values(row: ComparedRow) -> bool:
    """Whether both sides give one value each, and not the same."""
    if row.kind not in VALUES or row.status != "differs" or row.first is None or row.second is None:
        return False
    return bool(row.first.fact and row.second.fact) and row.first.fact.casefold() != row.second.fact.casefold()


def _fits(text: str) -> bool:
    return len(text.split()) <= SHORT_SENTENCE and "“" not in text


def _short(text: str) -> bool:
    return 4 <= len(text.split()) <= SHORT_OPTION


def _clipped(text: str) -> str:
    """A quoted sentence, its marks of quotation single inside the double ones."""
    return text.strip().replace("“", "‘").replace("”", "’").replace('"', "’")


def _plain(text: str) -> bool:
    return len(text.split()) <= 8


def _in_place(told: Told) -> str:
    """The fact with a few words around it, "" when it cannot be cut out cleanly: 3% in 2005."""
    first, last = told.spans[0]
    before = re.split(r"[,;:(]", told.quote[:first])[-1].split()[-3:]
    after = re.split(r"[,;:.)]", told.quote[last:])[0].split()[:4]
    found = " ".join([*before, told.quote[first:last], *after])
    return f"… {found} …" if 4 <= len(found.split()) <= 10 else ""


def _parted(rows: Sequence[ComparedRow]) -> frozenset[str]:
    """The first telling's sentences about which anything differs: they are no place where "both say the same"."""
    return frozenset(r.first.quote for r in rows if r.status != "agrees" and r.first and r.kind not in MANNER)


def _first_good(text: str) -> str:
    """The first sentence of a passage that can be read alone."""
    sentences = re.split(r"(?<=[.!?])\s+(?=[A-Z“])", text.strip())
    return next((s for s in sentences if _short(s) and _stands_alone(s)), "")


def _stands_alone(text: str) -> bool:
    """Whether a sentence names what it speaks of: it opens with no pronoun and no link, asks and quotes nothing."""
    opening = re.match(r"\W*(\w+)", text)
    first = opening[1].lower() if opening else ""
    if first in LEANING or text.rstrip().endswith("?") or text.count("“") != text.count("”"):
        return False
    return not re.search(r"\b(he|she|they|it|this|these)\b", " ".join(text.lower().split()[:6]))


LEANING = listed(
    "he she it they this these that those his her their its but and so also however then instead therefore yet for "
    "such as there"
)
