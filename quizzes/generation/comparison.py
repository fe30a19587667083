"""Questions that only two tellings held against each other can answer: who says it, where they part, what is left out.

Plain values in, items out. The words of the questions name the tellings as the site does ("the original"); options are
the texts' own words, so that none of them stands out by its wording.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence

from quizzes.generation.contrasts import (
    VALUES,
    Compared,
    ComparedRow,
    Names,
    Told,
    alike,
    capital,
    differing_values,
    key_option,
    look,
    wrong,
)
from quizzes.generation.effects import SURENESS, effect_of
from quizzes.generation.english.numbers import pick
from quizzes.generation.material import Material, told_in_both
from quizzes.generation.quotable import (
    as_long,
    clearly_other,
    clipped,
    excerpt,
    fits,
    has_detail_of_its_own,
    is_short,
    says_again,
    stands_alone,
)
from quizzes.generation.types import Evidence, Item, ItemKind, Option, Role

MOST = {
    "which_changed": 2,
    "changed": 3,
    "what_instead": 3,
    "where_apart": 2,
    "check": 1,
    "more_certain": 2,
    "adds": 2,
    "left_out": 3,
    "in_both": 1,
    "which_says": 2,
}


def compare_questions(
    rows: Sequence[ComparedRow],
    names: Names,
    *,
    seed: int = 0,
    shared: Sequence[tuple[Told, Told]] = (),
    texts: tuple[str, str] = ("", ""),
) -> tuple[Compared, ...]:
    """Questions of every kind that the rows allow, the most important first; the same rows and seed, the same items.

    `shared` are sentences that both tellings tell, beside those of the rows that agree; `texts` are the whole tellings,
    in which what is said to be left out is looked for once more. No row is asked about twice in
    a way that gives one answer away with the other question.
    """
    ordered = sorted(rows, key=lambda row: (-row.importance, row.key))
    material = Material(ordered, names, seed, told_in_both(ordered, shared), texts)
    found: list[Compared] = []
    asked: set[tuple[str, int]] = set()
    for templates in (TEMPLATES, LAST):
        makers = {template: make(material) for template, make in templates}
        made: Counter[str] = Counter()
        while makers:
            # One of each kind in turn, so that no kind uses up the rows.
            for template in list(makers):
                uses = USES.get(template, ("value",))
                each = next((c for c in makers[template] if not any((u, c.rows[0]) in asked for u in uses)), None)
                if each is None or made[template] == MOST[template]:
                    del makers[template]
                    continue
                made[template] += 1
                found.append(each)
                if template not in OF_PASSAGES:
                    asked.update((use, each.rows[0]) for use in uses)
    return tuple(sorted(found, key=lambda each: (-each.item.score, each.item.stem)))


# Templates ------------------------------------------------------------------------------------------------------------


def _what_instead(material: Material) -> Iterator[Compared]:
    """A gap in the first telling's sentence; the second telling's value is the best distractor."""
    names = material.names
    facts = [row.first.core for row in material.rows if row.kind in VALUES and row.first and row.first.core]
    for row in material.rows:
        if not differing_values(row) or row.first is None or row.second is None or not fits(row.first.quote):
            continue
        mine, theirs = row.first.core, row.second.core
        if not clearly_other(mine, theirs) or look(mine) != look(theirs) or look(mine) == "word":
            continue
        others = alike(facts, mine, theirs, f"{material.seed}|{row.key}", names.first)
        others = [option for option in others if option.text not in row.first.quote]
        if len(others) < 2:
            continue
        options = [
            key_option(mine, f"{capital(names.first)} says so."),
            wrong(theirs, f"That is what {names.second} says.", Role.OTHER_TELLING),
            *others[:2],
        ]
        stem = f"What fills the gap as {names.first} tells it? “{clipped(row.first.gapped)}”"
        yield _compared("what_instead", stem, options, [row], material)


def _which_changed(material: Material) -> Iterator[Compared]:
    """Which of these sentences was changed, and how? Two sentences, each with two ways of changing it."""
    names = material.names
    agreeing: dict[str, list[str]] = defaultdict(list)
    for row in material.rows:
        if material.is_in_both(row) and row.first and row.first.fact:
            agreeing[row.kind].append(row.first.quote)
    for row in material.rows:
        effect = effect_of(row, names)
        if effect is None or not effect.short or row.first is None or row.second is None:
            continue
        own = row.first.quote
        quotes = agreeing[row.kind]
        fitting = [quote for quote in quotes if is_short(quote) and stands_alone(quote) and as_long(quote, own)]
        if not fitting or not is_short(own) or not stands_alone(own):
            continue
        same = material.drawn(row.key, fitting)[0]
        rationale = f"{capital(names.second)} says the same here."
        says = f"{capital(names.second)} gives"
        options = [
            key_option(f"“{clipped(own)}” {says} {effect.short}.", "Compare this sentence in the two tellings."),
            wrong(f"“{clipped(own)}” {says} {effect.turned}.", "It is the other way round.", Role.MISREAD),
            wrong(f"“{clipped(same)}” {says} {effect.short}.", rationale, Role.ELSEWHERE),
            wrong(f"“{clipped(same)}” {says} {effect.turned}.", rationale, Role.ELSEWHERE),
        ]
        stem = f"Which of these sentences of {names.first} does {names.second} change, and what does it give instead?"
        yield _compared("which_changed", stem, options, [row], material)


def _changed(material: Material) -> Iterator[Compared]:
    """Both sentences, side by side: what does the change do to the meaning?"""
    names = material.names
    for row in material.rows:
        effect = effect_of(row, names)
        if effect is None or row.first is None or row.second is None:
            continue
        one, other = (excerpt(told.quote, *_place(told)) for told in (row.first, row.second))
        if not one or not other or "“" in one + other or re.search(r"\b(?:that|this)\.$", one):
            continue
        options = [
            key_option(effect.told, "Compare the two sentences."),
            *(wrong(text, "The two sentences do not differ in this way.", Role.MISREAD) for text in effect.wrong[:3]),
        ]
        stem = (
            f"{capital(names.first)} says: “{clipped(one)}” {capital(names.second)} says: “{clipped(other)}” "
            f"How does {names.second} change the meaning?"
        )
        yield _compared("changed", stem, options, [row], material)


def _where_apart(material: Material) -> Iterator[Compared]:
    """In which of these sentences would the two tellings fill the gap differently?"""
    names = material.names
    agreeing = [r.first for r in material.rows if material.is_in_both(r) and r.first and r.first.core]
    texts = {told.quote: told.gapped for told in agreeing if is_short(told.quote) and stands_alone(told.quote)}
    for row in material.rows:
        if not differing_values(row) or row.first is None or not is_short(row.first.quote):
            continue
        if row.second is None or not clearly_other(row.first.core, row.second.core):
            continue
        chosen = material.drawn(row.key, texts.values())[:3]
        if len(chosen) < 3 or not stands_alone(row.first.quote):
            continue
        options = [
            key_option(row.first.gapped, f"{capital(names.first)} and {names.second} do not agree here."),
            *(wrong(text, "Both tellings say the same here.", Role.ELSEWHERE) for text in chosen),
        ]
        stem = f"In which sentence do {names.first} and {names.second} fill the gap differently?"
        yield _compared("where_apart", stem, options, [row], material)


def _check(material: Material) -> Iterator[Compared]:
    """Which figure would a careful reader look up elsewhere?"""
    names = material.names
    figures = [r.first for r in material.rows if r.kind == "number" and material.is_in_both(r)]
    texts = [t.quote for t in figures if t and t.fact and is_short(t.quote) and stands_alone(t.quote)]
    for row in material.rows:
        if not differing_values(row) or row.kind != "number" or row.first is None or not is_short(row.first.quote):
            continue
        chosen = material.drawn(row.key, texts)[:3]
        if len(chosen) < 2 or not stands_alone(row.first.quote):
            continue
        options = [
            key_option(row.first.quote, "The two tellings give different figures, so a third source is needed."),
            *(wrong(text, "Both tellings give this figure.", Role.ELSEWHERE) for text in chosen),
        ]
        stem = f"Which sentence holds a figure to look up in a third source, since {names.second} gives another one?"
        yield _compared("check", stem, options, [row], material)


def _adds(material: Material) -> Iterator[Compared]:
    """Which figure or date does one telling add to a sentence that both have?"""
    names = material.names
    for row in material.rows:
        if row.kind not in {"number", "date"} or row.status != "only_here" or row.first is None or row.second is None:
            continue
        mine, shown = row.first.core, excerpt(row.second.quote, 0, 0)
        digits = re.findall(r"\d+", mine)
        if not digits or shown != row.second.quote or "“" in shown or any(each in row.second.quote for each in digits):
            continue
        facts = [r.first.core for r in material.rows if r.kind == row.kind and r.first and r.first.core]
        others = alike(facts, mine, "", f"{material.seed}|adds|{row.key}", names.first)
        others = [o for o in others if o.text not in row.first.quote and o.text not in row.second.quote]
        others = [o for o in others if o.text[0].isdigit() == mine[0].isdigit()]
        if len(others) < 3:
            continue
        options = [key_option(mine, f"{capital(names.first)} says so; {names.second} does not."), *others[:3]]
        sort = "figure" if row.kind == "number" else "year" if mine.isdigit() else "time"
        stem = f"{capital(names.second)} says: “{clipped(shown)}” Which {sort} does {names.first} add to this?"
        yield _compared("adds", stem, options, [row], material)


def _left_out(material: Material) -> Iterator[Compared]:
    """What does one of them leave out?"""
    names = material.names
    used: set[str] = set()
    both = material.told_twice(for_left_out=True)
    for row, side, sentence in material.told_once(for_left_out=True):
        if not has_detail_of_its_own(sentence, material.texts[1 - side]):
            continue
        speaking, silent = (names.first, names.second) if side == 0 else (names.second, names.first)
        quotes = [pair[side].quote for pair in both if pair[side].quote not in used]
        fitting = [text for text in quotes if is_short(text) and stands_alone(text) and as_long(text, sentence)]
        chosen = material.drawn(sentence, fitting)[:3]
        if len(chosen) < 3 or any(says_again(pair[1 - side].quote, sentence) for pair in material.both):
            continue
        used.update(chosen)
        options = [
            key_option(sentence, f"Only {speaking} says so."),
            *(wrong(text, "Both tellings speak of this.", Role.ELSEWHERE) for text in chosen),
        ]
        stem = f"Which of these does {speaking} tell but {silent} leave out?"
        yield _compared("left_out", stem, options, [row], material, quote=sentence)


def _in_both(material: Material) -> Iterator[Compared]:
    """What can be read in both of them, among what only the first one tells?"""
    names = material.names
    alone = [(row, text) for row, side, text in material.told_once(for_left_out=False) if side == 0]
    told = material.told_twice(for_left_out=False)
    both = [pair for pair in told if is_short(pair[0].quote) and stands_alone(pair[0].quote)]
    pairs = {one.quote: (one, other) for one, other in both}
    for text in material.drawn("in_both", pairs):
        chosen = material.drawn(text, (other for _, other in alone if as_long(other, text)))[:3]
        if len(chosen) < 3:
            continue
        options = [
            key_option(text, f"{capital(names.second)} says it in words of its own."),
            *(wrong(other, f"Only {names.first} says so.", Role.ELSEWHERE) for other in chosen),
        ]
        stem = f"Which of these can be read in {names.second} too, in words of its own?"
        row = ComparedRow(alone[0][0].key, "passage", "agrees", *pairs[text], importance=alone[0][0].importance)
        yield _compared("in_both", stem, options, [row], material)


def _more_certain(material: Material) -> Iterator[Compared]:
    """Which telling puts it with more certainty?"""
    names = material.names
    for row in material.rows:
        if row.kind != "certainty" or row.first is None or row.second is None or " / " not in row.detail:
            continue
        levels = [SURENESS.get(level, -1) for level in row.detail.split(" / ")]
        if len(levels) != 2 or min(levels) < 0 or levels[0] == levels[1] or not fits(row.first.quote):
            continue
        surer, other = (names.first, names.second) if levels[0] > levels[1] else (names.second, names.first)
        options = [
            key_option(capital(surer), "It says so without a “perhaps”."),
            wrong(capital(other), "It leaves room for doubt.", Role.OTHER_TELLING),
            wrong("Both are equally sure", "One of them leaves room for doubt.", Role.MISREAD),
        ]
        stem = f"{capital(names.first)} says: “{clipped(row.first.quote)}” Which telling is surer of this?"
        yield _compared("more_certain", stem, options, [row], material, fixed=True)


def _which_says(material: Material) -> Iterator[Compared]:
    """Which telling says this?"""
    names = material.names
    for row in material.rows:
        if row.kind not in VALUES or row.first is None or row.second is None or row.status != "differs":
            continue
        side = pick(f"{material.seed}|says|{row.key}", 2)
        told = (row.first, row.second)[side]
        if (
            not fits(told.quote)
            or not stands_alone(told.quote)
            or not told.fact
            or told.fact == (row.second, row.first)[side].fact
        ):
            continue
        key, other = (names.first, names.second) if side == 0 else (names.second, names.first)
        options = [
            key_option(capital(key), "These are its words."),
            wrong(capital(other), f"{capital(other)} puts it differently.", Role.OTHER_TELLING),
            wrong("Both of them", "They do not say the same here.", Role.MISREAD),
        ]
        stem = f"Which telling says this? “{clipped(told.quote)}”"
        yield _compared("which_says", stem, options, [row], material, fixed=True)


Maker = Callable[[Material], Iterator[Compared]]
TEMPLATES: tuple[tuple[str, Maker], ...] = (
    ("what_instead", _what_instead),
    ("which_changed", _which_changed),
    ("changed", _changed),
    ("where_apart", _where_apart),
    ("check", _check),
    ("more_certain", _more_certain),
    ("adds", _adds),
    ("left_out", _left_out),
    ("in_both", _in_both),
)
# Asked about the rows that nothing better can be asked about.
LAST: tuple[tuple[str, Maker], ...] = (("which_says", _which_says),)
SCORES = {
    "which_changed": 0.82, "where_apart": 0.8, "what_instead": 0.78, "changed": 0.76, "left_out": 0.72, "in_both": 0.71,
    "adds": 0.7, "check": 0.7, "more_certain": 0.68, "which_says": 0.6,
}  # fmt: skip
# Two questions about one row answer each other when they use the same of it: its value, or that it is changed at all.
USES = {"where_apart": ("place",), "which_changed": ("value", "place")}
# One passage has sentences enough for several questions.
OF_PASSAGES = frozenset({"left_out", "in_both"})


# Pieces ---------------------------------------------------------------------------------------------------------------


def _compared(
    template: str,
    stem: str,
    options: Sequence[Option],
    rows: Sequence[ComparedRow],
    material: Material,
    *,
    fixed: bool = False,
    quote: str = "",
) -> Compared:
    """An item with its evidence in both tellings. `fixed` keeps the options in their natural order: first telling,
    second telling, both; the key's place then varies with the telling that is asked for."""
    names = material.names
    seed = f"{material.seed}|{stem}|{rows[0].key}"
    placed = sorted(options, key=lambda o: _natural(o.text, names)) if fixed else _shuffled(options, seed)
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


def _place(told: Told) -> tuple[int, int]:
    """Where the words of the fact stand, from the first to the last of them."""
    return min((start for start, _ in told.spans), default=0), max((end for _, end in told.spans), default=0)


def _natural(text: str, names: Names) -> int:
    """The place of an option that names a telling: first, second, then both."""
    order = [capital(names.first), capital(names.second)]
    return order.index(text) if text in order else len(order)


def _shuffled(options: Sequence[Option], seed: str) -> list[Option]:
    return sorted(options, key=lambda option: pick(f"{seed}|{option.text}", 1 << 30))
