"""Questions that only two tellings held against each other can answer: what each says, who says it, what is left out.

Plain values in, items out. Stems ask for what a sentence states and never say which telling is right or whether they
differ; options are short statements, or what each of the two tellings gives.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from quizzes.generation.contrasts import (
    Compared,
    ComparedRow,
    Names,
    Told,
    capital,
    differing_values,
    key_option,
    look,
    shown_value,
    wrong,
)
from quizzes.generation.effects import EXACTNESS, FLOATING, effect_of
from quizzes.generation.english.numbers import pick
from quizzes.generation.material import Material, Place, Stated
from quizzes.generation.quotable import as_long, clearly_other
from quizzes.generation.topics import Topic, Voice
from quizzes.generation.types import Evidence, Item, ItemKind, Option, Passage, Role
from quizzes.generation.verbs_beside import verb_beside

MOST = {
    "both_values": 3, "apart": 1, "only_one": 3, "part_of_year": 2, "wording": 2, "says_that": 1, "left_out": 3,
    "in_both": 1, "section": 1,
}  # fmt: skip
SCORES = {
    "both_values": 0.82, "apart": 0.8, "says_that": 0.78, "only_one": 0.76, "part_of_year": 0.75, "left_out": 0.74,
    "wording": 0.73, "in_both": 0.72, "section": 0.68,
}  # fmt: skip
PART_OF_YEAR = re.compile(r"\b(?:beginning|start|middle|end) of\b")
FIGURE = re.compile(r"(?<![\d.,])(?!(?:1\d|20)\d\d\b)\d")  # that is no year: a point does not bring in another figure


def compare_questions(
    rows: Sequence[ComparedRow],
    names: Names,
    *,
    passages: tuple[Sequence[Passage], Sequence[Passage]],
    seed: int = 0,
    shared: Sequence[tuple[Told, Told]] = (),
) -> tuple[Compared, ...]:
    """Questions of every kind that the rows allow, the most important first; the same rows and seed, the same items.

    `passages` are the two tellings, read, their positions those of the rows; `shared` are sentences that both tell,
    beside those of the rows that agree. Slow: both tellings are taken apart.
    """
    ordered = sorted(rows, key=lambda row: (-row.importance, row.key))
    if not any(row.status != "agrees" for row in ordered):
        return ()
    material = Material(ordered, names, seed, tuple(shared), (Voice(passages[0]), Voice(passages[1])))
    found: list[Compared] = []
    asked: set[int] = set()  # a fact is asked about once
    made: Counter[str] = Counter()
    for template, make in TEMPLATES:
        for each in make(material):
            if made[template] == MOST[template] or (template not in OF_PASSAGES and each.rows[0] in asked):
                continue
            asked.add(each.rows[0])
            made[template] += 1
            found.append(each)
    return tuple(sorted(found, key=lambda each: (-each.item.score, each.item.stem)))


# Templates ------------------------------------------------------------------------------------------------------------


def _both_values(material: Material) -> Iterator[Compared]:
    """What does each of the two say? Either value may be the one's, the other's or both's."""
    names = material.names
    for row in material.rows:
        if not asks_for_both(row, names) or row.first is None or row.second is None:
            continue
        topic = material.topic(row)
        if topic is None or (topic.noun and not material.is_said(1, row, topic.noun)):
            continue
        mine, theirs = shown_value(row.first, row.second), shown_value(row.second, row.first)
        if FLOATING.search(theirs) and not topic.noun:
            continue
        first, second = (_given(value, topic) for value in (mine, theirs))
        one, other = capital(names.first), names.second
        options = [
            key_option(f"{one} {first}; {other} {second}.", "Compare the two sentences."),
            wrong(f"{one} {second}; {other} {first}.", "It is the other way round.", Role.MISREAD),
            wrong(f"Both {_of_both(first)}.", f"Only {names.first} says so.", Role.MISREAD),
            wrong(f"Both {_of_both(second)}.", f"Only {names.second} says so.", Role.OTHER_TELLING),
        ]
        asks_each = "each telling" in topic.question
        stem = f"{topic.question}?" if asks_each else f"{topic.question}, according to the two tellings?"
        yield _compared("both_values", stem, options, row, material, material.sides(row))


def _apart(material: Material) -> Iterator[Compared]:
    """On which point do they disagree? The other points are such that both give the same value."""
    agreeing = [
        (row, topic)
        for row in material.rows
        if row.status == "agrees" and row.first and row.second and row.first.core and row.second.core
        if (topic := material.topic(row)) is not None and not FIGURE.search(topic.point)
    ]
    asked = [
        (row, topic)
        for row in material.rows
        if asks_for_both(row, material.names) and row.first and row.second and not FLOATING.search(row.second.fact)
        if row.kind == "date" or not re.search(r"“|around|about", shown_value(row.first, row.second) + row.second.fact)
        if (topic := material.topic(row)) is not None and not FIGURE.search(topic.point)
    ]
    for row, topic in sorted(asked, key=lambda each: len(each[1].point)):
        points = {each.point: same for same, each in agreeing if not _near(each, topic)}
        chosen = material.drawn(row.key, points)[:3]
        if len(chosen) < 2:
            continue
        options = [
            key_option(capital(topic.point), "The two tellings do not give the same here."),
            *(wrong(capital(point), "Both tellings give the same here.", Role.ELSEWHERE) for point in chosen),
        ]
        places = [*material.sides(row), *(place for point in chosen for place in material.sides(points[point]))]
        stem = "On which of these points do the two tellings disagree?"
        yield _compared("apart", stem, options, row, material, places)


def _only_one(material: Material) -> Iterator[Compared]:
    """Which of the two gives a year or a figure that the other's sentence has not?"""
    for row in material.rows:
        if row.kind not in {"number", "date"} or row.status not in {"only_here", "only_there"}:
            continue
        told = (row.first, row.second)
        side = ("only_here", "only_there").index(row.status)
        mine = told[side]
        if mine is None or told[1 - side] is None or not mine.core or mine.core in material.text(1 - side):
            continue
        topic = material.voices[side].topic(mine)
        if topic is None or not re.search(r"\d", mine.core):
            continue
        verb = "gives" if topic.noun else "says"
        stem = f"Which of the two tellings {verb} {topic.point}?"
        yield _compared("only_one", stem, _tellings(material, side), row, material, material.sides(row), fixed=True)


def _part_of_year(material: Material) -> Iterator[Compared]:
    """Which of the two says not only in what year, but in what part of it?"""
    for row in material.rows:
        if row.kind != "date" or row.status != "differs" or row.first is None or row.second is None:
            continue
        told = (row.first, row.second)
        side = next((s for s in (0, 1) if PART_OF_YEAR.search(told[s].fact)), None)
        year = told[0 if side else 1].core
        if side is None or not re.fullmatch(r"\d{4}", year) or year not in told[side].fact:
            continue
        if PART_OF_YEAR.search(told[1 - side].fact) or not (event := material.voices[1 - side].event(told[1 - side])):
            continue
        stem = f"Which of the two tellings says in what part of {year} {event}?"
        options = _tellings(material, side)
        yield _compared("part_of_year", stem, options, row, material, material.sides(row), fixed=True)


def _wording(material: Material) -> Iterator[Compared]:
    """With which verb does each tell the same thing, where one of the verbs is a loaded one?"""
    for row in material.rows:
        if row.kind != "loaded" or row.first is None or row.second is None:
            continue
        told, side = ((row.first, row.second), 0) if row.first.fact else ((row.second, row.first), 1)
        verbs = verb_beside(material.voices[side], told[0], material.voices[1 - side], told[1])
        if verbs is None:
            continue
        first, second = (f"“{verb}”" for verb in ((verbs.own, verbs.other) if side == 0 else (verbs.other, verbs.own)))
        one, other = capital(material.names.first), material.names.second
        options = [
            key_option(f"{one} says {first}; {other} says {second}.", "Compare the two sentences."),
            wrong(f"{one} says {second}; {other} says {first}.", "It is the other way round.", Role.MISREAD),
            wrong(f"Both say {first}.", f"Only {material.names.first} says so.", Role.MISREAD),
            wrong(f"Both say {second}.", f"Only {material.names.second} says so.", Role.OTHER_TELLING),
        ]
        stem = f"Which verb does each telling use to say {verbs.asked}?"
        yield _compared("wording", stem, options, row, material, material.sides(row))


def _says_that(material: Material) -> Iterator[Compared]:
    """Which of the two says that something is so, where the other denies it?"""
    for row in material.rows:
        if row.kind != "negation" or effect_of(row, material.names) is None:
            continue
        for side in (0, 1):
            told = (row.first, row.second)[side]
            text = material.statement(side, told)
            if told is None or not text or re.search(r"\b(?:not|never|no|nor|neither)\b|n[’']t\b", told.quote):
                continue
            stem = f"Which of the two tellings says this: {text}"
            options = _tellings(material, side)
            yield _compared("says_that", stem, options, row, material, material.sides(row), fixed=True)


def _left_out(material: Material) -> Iterator[Compared]:
    """What is said in one of them only?"""
    used: set[str] = set()
    for alone in material.alone(for_left_out=True):
        names = (material.names.first, material.names.second)
        told = [s for s in material.told_in_both(alone.side) if s.text not in used and as_long(s.text, alone.text)]
        chosen = sorted(told, key=lambda s: pick(f"{material.seed}|{alone.text}|{s.text}", 1 << 30))
        chosen = _with_one_like(alone.text, chosen)[:3]
        if len(chosen) < 3 or not any(_grain(alone.text) == _grain(each.text) for each in chosen):
            continue
        used.update(each.text for each in chosen)
        options = [
            key_option(alone.text, f"{capital(names[1 - alone.side])} says nothing of this."),
            *(wrong(each.text, "Both tellings speak of this.", Role.ELSEWHERE) for each in chosen),
        ]
        stem = f"Which of these points is made only in {names[alone.side]}?"
        beside, where = material.gap(alone)
        places = [alone.place, *beside]
        yield _compared("left_out", stem, options, alone.row, material, places, note=where)


def _in_both(material: Material) -> Iterator[Compared]:
    """What is said in both, among what one of them alone says?"""
    alone = [each for each in material.alone(for_left_out=False) if each.side == 0]
    for shared in material.told_in_both(0):
        near = [each for each in alone if as_long(each.text, shared.text)][:3]
        if len(near) < 3 or shared.other is None:
            continue
        options = [
            key_option(shared.text, f"{capital(material.names.second)} says it in words of its own."),
            *(wrong(e.text, f"Only {material.names.first} says so.", Role.ELSEWHERE) for e in near),
        ]
        places = [shared.place, shared.other, *(each.place for each in near)]
        yield _compared(
            "in_both", "Which of these points is made in both tellings?", options, near[0].row, material, places
        )


def _section(material: Material) -> Iterator[Compared]:
    """Which section has no counterpart in the other telling?"""
    for row in material.rows:
        if row.kind != "passage" or row.status != "only_here" or row.first is None:
            continue
        headings = {p.position: p.heading.strip() for p in material.voices[0].passages}
        own = headings.get(row.first.section, "")
        told = {one.section for one, _ in material.shared}
        others = [f"“{text}”" for at, text in headings.items() if text and at in told and at != row.first.section]
        if not headings.get(1) and 1 in told:
            others.append("The opening, before the first heading")
        whole = sum(len(s[2]) for s in material.voices[0].sentences(row.first.section))
        if not own or row.first.section in told or len(row.first.quote) < 0.9 * whole or len(others) < 2:
            continue
        options = [
            key_option(f"“{own}”", f"{capital(material.names.second)} has nothing that answers to it."),
            *(wrong(text, "Both tellings have this part.", Role.ELSEWHERE) for text in others[:3]),
        ]
        stem = f"Which part of {material.names.first} has no counterpart in {material.names.second}?"
        beside, where = material.gap_of(0, row.first.section, row.first.start)
        opening = material.voices[0].sentences(row.first.section)[0]
        places = [Place(0, row.first.section, opening[0], opening[2]), *beside[-1:]]
        note = f"This part begins with the heading “{own}”. {where}".strip()
        yield _compared("section", stem, options, row, material, places, note=note)


Maker = Callable[[Material], Iterator[Compared]]
TEMPLATES: tuple[tuple[str, Maker], ...] = (
    ("both_values", _both_values),
    ("apart", _apart),
    ("only_one", _only_one),
    ("part_of_year", _part_of_year),
    ("wording", _wording),
    ("says_that", _says_that),
    ("left_out", _left_out),
    ("in_both", _in_both),
    ("section", _section),
)
# One passage has sentences enough for several questions.
OF_PASSAGES = frozenset({"left_out", "in_both", "section"})


# Pieces ---------------------------------------------------------------------------------------------------------------


def asks_for_both(row: ComparedRow, names: Names) -> bool:
    """Whether the two give values of one sort that cannot both be meant: not the same one told more exactly."""
    if row.kind not in {"number", "date"} or not differing_values(row) or row.first is None or row.second is None:
        return False
    if not clearly_other(row.first.core, row.second.core):
        return False
    effect = effect_of(row, names)
    if effect is None or effect.told in EXACTNESS:
        return False
    alike = look(row.first.core) == look(row.second.core) or row.kind == "date"
    return alike and bool(re.search(r"\d", row.first.core))


def _given(value: str, topic: Topic) -> str:
    """ "says 3%", "gives 2014", "says only “this year”"."""
    if vague := FLOATING.search(value):
        return f"says only “{vague[0].lower()}”"
    return f"{'gives' if topic.noun else 'says'} {value}"


def _grain(text: str) -> tuple[bool, bool]:
    """How a statement looks beside others: whether it has a figure, whether it is somebody's word."""
    return bool(re.search(r"\d", text)), text.startswith("According to")


def _with_one_like(text: str, others: Sequence[Stated]) -> list[Stated]:
    """The same statements, one that looks like the text first: the text is not to be the odd one out."""
    like = [each for each in others if _grain(each.text) == _grain(text)][:1]
    return [*like, *(each for each in others if each not in like)]


def _of_both(given: str) -> str:
    """What one does, said of two: "say 3%"."""
    verb, _, rest = given.partition(" ")
    return f"{verb.removesuffix('s')} {rest}"


def _near(one: Topic, other: Topic) -> bool:
    """Whether two points speak of so much the same that one gives the other away."""
    mine, theirs = ({w for w in t.point.lower().split() if len(w) > 4} for t in (one, other))
    return len(mine & theirs) > 0.5 * min(len(mine), len(theirs))


def _tellings(material: Material, side: int) -> list[Option]:
    """Which telling it is: one, the other, both or neither."""
    names = (material.names.first, material.names.second)
    return [
        key_option(f"Only {names[side]}", "Compare the two sentences."),
        wrong(f"Only {names[1 - side]}", f"It is {names[side]} that does.", Role.OTHER_TELLING),
        wrong("Both of them", f"{capital(names[1 - side])} does not.", Role.MISREAD),
        wrong("Neither of them", f"{capital(names[side])} does.", Role.MISREAD),
    ]


@dataclass(frozen=True, slots=True)
class _Shown:
    """What the explanation quotes, and where."""

    evidence: tuple[Evidence, ...]
    sides: tuple[int, ...]
    text: str


def _shown(places: Sequence[Place], names: Names) -> _Shown:
    once = list(dict.fromkeys(places))
    evidence = tuple(Evidence(p.section, p.start, p.start + len(p.text), p.text) for p in once)
    lines = [f"{capital((names.first, names.second)[p.side])}: “{p.text}”" for p in once if len(p.text) < 600]
    return _Shown(evidence, tuple(p.side for p in once), " ".join(lines))


def _compared(
    template: str,
    stem: str,
    options: Sequence[Option],
    row: ComparedRow,
    material: Material,
    places: Sequence[Place],
    *,
    fixed: bool = False,
    note: str = "",
) -> Compared:
    """An item with its evidence. `fixed` keeps the options in their natural order: first, second, both, neither."""
    names = material.names
    seed = f"{material.seed}|{stem}|{row.key}"
    order = [f"Only {names.first}", f"Only {names.second}", "Both of them", "Neither of them"]
    placed = sorted(options, key=lambda o: order.index(o.text) if fixed else pick(f"{seed}|{o.text}", 1 << 30))
    shown = _shown(places, names)
    item = Item(
        kind=ItemKind.CHOICE,
        template=f"compare_{template}",
        stem=stem,
        options=tuple(placed),
        answer=next(option.text for option in options if option.is_key),
        accepted=(),
        explanation=f"{shown.text} {note}".strip(),
        concepts=(),
        difficulty=0.55,
        score=round(SCORES[template] * (0.7 + 0.3 * row.importance), 4),
        evidence=shown.evidence,
    )
    return Compared(item, (row.key,), shown.sides)
