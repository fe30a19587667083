"""Questions on a row in which two tellings part: how they differ, what one of them says, which of them says so."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from quizzes.generation.tellings.contrasts import ComparedRow, Told, capital, differing_values, key_option, wrong
from quizzes.generation.tellings.effects import EXACTNESS, FLOATING, MOVED, ONE_ONLY, Effect, effect_of
from quizzes.generation.tellings.material import Material, Place
from quizzes.generation.tellings.proposals import Proposal, one_of, which_telling
from quizzes.generation.tellings.quotable import clearly_other
from quizzes.generation.tellings.topics import Topic
from quizzes.generation.tellings.values_told import other_figures, other_moments, told_figure, told_moment
from quizzes.generation.tellings.verbs_beside import verb_beside
from quizzes.generation.types import Option, Role

CLAIMED = frozenset({"negation", "roles", "meaning", "name", "rank"})  # a claim of one is not what the other says
DOUBT = re.compile(r"\b(?:ostensibly|supposedly|allegedly|purportedly|reportedly|so-called)\b", re.IGNORECASE)
DENYING = re.compile(r"\b(?:not|never|no|nor|neither)\b|n[’']t\b")


def differ(material: Material, row: ComparedRow) -> Iterator[Proposal]:
    """How do the two differ on a figure or a time?"""
    effect = effect_of(row)
    if effect is None or effect not in MOVED | ONE_ONLY | EXACTNESS or row.kind not in {"number", "date"}:
        return
    topic = _topic(material, row, effect)
    if topic is None:
        return
    if row.status == "differs" and effect in ONE_ONLY:  # "this year" may be later than the year that the other names
        if topic.asked == "year":
            stem = f"Which telling names {topic.point}?"
            options = which_telling(material.names, int(effect == Effect.ONLY_SECOND))
            yield Proposal("compare_which", stem, options, row, _proof(material, row, stem), fixed=True)
        return
    texts, key = _ways(material, row, topic, effect)
    figure = "the figure for " if topic.asked == "figure" else ""
    stem = f"How do the two tellings differ on {figure}{topic.point}?"
    yield Proposal(
        "compare_differ", stem, one_of(texts, key, _both_say(material, row)), row, _proof(material, row, stem)
    )


def _topic(material: Material, row: ComparedRow, effect: Effect) -> Topic | None:
    """What a row's value is the value of; where a time is told more exactly, what happened then."""
    found = material.topic(row)
    if found is not None and material.mixed(row, found.point):
        return None
    if found is None and effect in EXACTNESS:
        event = _event(material, row)
        found = Topic("", f"when {event}") if event else None
    return found


def _event(material: Material, row: ComparedRow) -> str:
    """What happened at the time that a row gives, in the first telling's words, else in the second's."""
    for voice, told in zip(material.voices, (row.first, row.second), strict=True):
        if told is not None and told.core and (event := voice.event(told)):
            return event
    return ""


def _ways(material: Material, row: ComparedRow, topic: Topic, effect: Effect) -> tuple[tuple[str, ...], str]:
    """The ways in which two can differ on a value, and the one in which they do."""
    one, other = capital(material.names.first), capital(material.names.second)
    if effect in EXACTNESS:
        every = {
            Effect.MORE_EXACT: f"{other} is more exact.",
            Effect.LESS_EXACT: f"{one} is more exact.",
            Effect.HIGHER: "The two give different years.",
            Effect.ONLY_FIRST: f"Only {material.names.first} gives a year.",
        }
        return tuple(every.values()), every[effect]
    figures = row.kind == "number"
    what = "figure" if figures else "year" if topic.asked == "year" or _years(row) else "time"
    up, down = (Effect.HIGHER, Effect.LOWER) if figures else (Effect.LATER, Effect.EARLIER)
    more, less = ("a higher", "a lower") if figures else ("a later", "an earlier")
    every = {
        up: f"{other} gives {more} {what}.",
        down: f"{other} gives {less} {what}.",
        Effect.ONLY_FIRST: f"Only {one[:1].lower()}{one[1:]} gives a {what}.",
        Effect.ONLY_SECOND: f"Only {other[:1].lower()}{other[1:]} gives a {what}.",
    }
    return tuple(every.values()), every[effect]


def value(material: Material, row: ComparedRow) -> Iterator[Proposal]:
    """What figure or time does one of the two give, where the other gives another?"""
    if effect_of(row) not in MOVED or row.first is None or row.second is None:
        return
    topic = material.topic(row)
    if topic is None or material.mixed(row, topic.point):
        return
    told = (row.first, row.second)
    for side in (1, 0):
        name = (material.names.first, material.names.second)[side]
        options = _values(material, row, told[side], told[1 - side])
        if not options:
            continue
        asked = f"What figure does {name} give?" if row.kind == "number" else f"What does {name} say?"
        stem = f"The two tellings disagree on {topic.point}. {asked}"
        yield Proposal("compare_value", stem, options, row, _proof(material, row, stem))


def _values(material: Material, row: ComparedRow, own: Told, other: Told) -> tuple[Option, ...]:
    """A value, the other telling's value, and two of the same grain that neither gives here."""
    texts = (material.text(0), material.text(1))
    if row.kind == "number":
        (hedge, key), (_, beside) = told_figure(own), told_figure(other)
        pool = other_figures(key, texts) if key and beside else []
        lead = f"{hedge} " if hedge else ""
    else:
        (grain, key), (_, beside) = told_moment(own), told_moment(other)
        pool, lead = (other_moments(key, grain, texts) if key and beside else []), ""
    if not key or not beside or not clearly_other(key, beside):
        return ()
    sentences = f"{own.quote} {other.quote}"
    more = [each for each in pool if each not in {key, beside} and each not in sentences][:2]
    if len(more) < 2:
        return ()
    why = _both_say(material, row)
    return (
        key_option(capital(lead + key), why),
        wrong(capital(lead + beside), why, Role.OTHER_TELLING),
        *(wrong(capital(lead + each), why, Role.ELSEWHERE) for each in more),
    )


def which(material: Material, row: ComparedRow) -> Iterator[Proposal]:
    """Which telling says so, where the two say different things?"""
    for side, clause in _claimed(material, row):
        if material.mixed(row, clause):
            continue
        stem = f"Which telling says {clause}?"
        options = which_telling(material.names, side)
        yield Proposal("compare_which", stem, options, row, _proof(material, row, stem), fixed=True)


def _claimed(material: Material, row: ComparedRow) -> Iterator[tuple[int, str]]:
    """Clauses that hold in one of the two only, and in which."""
    if row.first is None or row.second is None:
        return
    told = (row.first, row.second)
    effect = effect_of(row)
    if effect in EXACTNESS and row.kind == "date":
        side = int(effect == Effect.MORE_EXACT)
        _, when = told_moment(told[side])
        event = _event(material, row)
        if event and when:
            yield side, f"that {event} {when}"
    elif effect in MOVED:
        yield from _with_values(material, row)
    elif row.kind in CLAIMED and row.status == "differs":
        if row.kind in {"name", "rank"} and not (differing_values(row) and clearly_other(told[0].core, told[1].core)):
            return
        for side in (0, 1):
            claim = material.claim(side, told[side], told[side].core if row.kind in {"name", "rank"} else "")
            if claim is not None and not (row.kind == "negation" and DENYING.search(told[side].quote)):
                yield side, claim.said


def _with_values(material: Material, row: ComparedRow) -> Iterator[tuple[int, str]]:
    """A clause of the first telling with its own value, and with the second's in its place."""
    if row.first is None or row.second is None:
        return
    told = (row.first, row.second)
    if row.kind == "date":
        topic = material.topic(row)
        times = [told_moment(each)[1] for each in told]
        if topic is not None and topic.event and all(times):
            yield from ((side, f"that {topic.event} {when}") for side, when in enumerate(times))
        return
    figures = [told_figure(each)[1] for each in told]
    for side in (0, 1):
        claim = material.claim(side, told[side], figures[side]) if all(figures) else None
        if claim is not None and claim.clause.count(figures[side]) == 1:
            yield side, claim.said
            yield 1 - side, claim.said.replace(figures[side], figures[1 - side])
            return


def changed(material: Material, row: ComparedRow) -> Iterator[Proposal]:
    """What does one telling make of a claim of the other?"""
    effect = effect_of(row)
    if effect is None or row.kind not in {"number", "date", "certainty"} or effect in EXACTNESS:
        return
    if row.first is None or row.second is None:
        return
    told = (row.first, row.second)
    if any(FLOATING.search(each.fact) for each in told):
        return  # "this year" may be the very year that the other names
    for side in (0, 1):
        core = told[side].core if row.kind != "certainty" else ""
        claim = material.claim(side, told[side], core)
        if (
            claim is None
            or material.mixed(row, claim.clause)
            or (effect in ONE_ONLY and side != (effect == Effect.ONLY_SECOND))
        ):
            continue
        options = one_of(*_changes(row, effect, side), _both_say(material, row))
        own, other = (material.names.first, material.names.second)[:: -1 if side else 1]
        stem = f"{capital(own)} says {claim.said}. How does {other} differ?"
        yield Proposal("compare_changed", stem, options, row, _proof(material, row, stem))
        return


def _changes(row: ComparedRow, effect: Effect, side: int) -> tuple[tuple[str, ...], str]:
    """What the other telling may do with a claim, and what it does."""
    if row.kind == "certainty":
        surer = (effect == Effect.SURER) != bool(side)
        every = ("It presents this as certain.", "It presents this as less certain.", "It denies this.",
                 "It leaves this out.")  # fmt: skip
        return every, every[not surer]
    figures = row.kind == "number"
    what = "figure" if figures else "year" if _years(row) else "time"
    ups = (Effect.HIGHER, Effect.LATER)
    every = (
        f"It gives {'a higher' if figures else 'a later'} {what}.",
        f"It gives {'a lower' if figures else 'an earlier'} {what}.",
        f"It gives no {what}.",
        f"It gives the same {what} in other words.",
    )
    if effect in ONE_ONLY:
        return every, every[2]
    return every, every[(effect in ups) == bool(side)]


def tone(material: Material, row: ComparedRow) -> Iterator[Proposal]:
    """What does one telling make of a loaded or doubting word of the other?"""
    if row.kind != "loaded" or row.first is None or row.second is None:
        return
    told, side = ((row.first, row.second), 0) if row.first.fact else ((row.second, row.first), 1)
    claim = material.claim(side, told[0], told[0].fact) if told[0].fact else None
    if claim is None:
        return
    if DOUBT.fullmatch(told[0].fact):
        texts = ("It sounds less sceptical.", "It sounds more sceptical.")
        if DOUBT.search(told[1].quote):
            return
    elif verb_beside(material.voices[side], told[0], material.voices[1 - side], told[1]) is not None:
        texts = ("Its wording is more neutral.", "Its wording is more dramatic.")
    else:
        return
    own, other = (material.names.first, material.names.second)[:: -1 if side else 1]
    stem = f"{capital(own)} says {claim.said}. How does {other} differ?"
    why = f"Only {own} says “{told[0].fact}”."
    options = one_of((*texts, *_kept(material, row)), texts[0], why)
    yield Proposal("compare_tone", stem, options, row, _proof(material, row, stem))


def _kept(material: Material, row: ComparedRow) -> tuple[str, str]:
    """What two sentences do not differ in, as wrong answers: their figure, their time, or what they state."""
    same = {
        r.kind
        for r in material.rows
        if r.status == "agrees" and r.first and r.second and row.first and row.second
        if r.first.quote == row.first.quote and r.second.quote == row.second.quote
    }
    if "number" in same:
        return "It gives a higher figure.", "It gives a lower figure."
    return ("It gives a later time.", "It gives an earlier time.") if "date" in same else (
        "It says the opposite.", "It leaves the matter out."
    )  # fmt: skip


def _years(row: ComparedRow) -> bool:
    """Whether what is told is a plain year."""
    return all(told_moment(t)[0] == "year" for t in (row.first, row.second) if t is not None and t.fact)


def _both_say(material: Material, row: ComparedRow) -> str:
    """The values of the two side by side, as the reason why an option is right or wrong."""
    if row.first is None or row.second is None or not (row.first.fact or row.second.fact):
        return "Compare the two sentences."
    given = [
        f"{name} says “{told.fact}”" if told.fact else f"{name} does not say it"
        for name, told in ((material.names.first, row.first), (material.names.second, row.second))
    ]
    return f"{capital(given[0])}; {given[1]}."


def _proof(material: Material, row: ComparedRow, stem: str) -> tuple[Place, ...]:
    return tuple(material.sides(row, stem))


Maker = Callable[[Material, ComparedRow], Iterator[Proposal]]
PARTING: tuple[Maker, ...] = (value, differ, which, changed, tone)
