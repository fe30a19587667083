"""Questions on what two tellings share, and on what one of them leaves out."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace

from quizzes.generation.asking.options import bag
from quizzes.generation.english.numbers import pick
from quizzes.generation.tellings.claims import opened_small
from quizzes.generation.tellings.contrasts import ComparedRow, capital, key_option, wrong
from quizzes.generation.tellings.material import Material, Place, Stated
from quizzes.generation.tellings.proposals import BOTH, NEITHER, Proposal, one_of, which_telling
from quizzes.generation.tellings.quotable import as_long
from quizzes.generation.tellings.topics import Topic, plain
from quizzes.generation.tellings.values_told import (
    bare,
    other_figures,
    other_lengths,
    other_moments,
    told_figure,
    told_moment,
)
from quizzes.generation.types import Role

CLOSE = 0.6  # of a claim's telling words
TURNED = ("direction", "number", "share", "order", "frequency", "quantifier")  # the clearest change first


def shared_value(material: Material, row: ComparedRow) -> Iterator[Proposal]:
    """What figure or time do both give?"""
    if row.status != "agrees" or row.kind not in {"number", "date"} or row.first is None or row.second is None:
        return
    topic = material.topic(row)
    texts = (material.text(0), material.text(1))
    if row.kind == "number":
        hedge, key = told_figure(row.first)
        pool, lead = (other_figures(key, texts) if key else []), f"{hedge} " if hedge else ""
    else:
        grain, key = told_moment(row.first)
        pool, lead = (other_moments(key, grain, texts) if key else []), ""
    if topic is not None and material.mixed(row, topic.point):
        return
    if topic is not None and topic.asked == "length":
        lead, (key, pool) = "", other_lengths(row.first.fact)
    if topic is None or not key or (row.kind == "number") != (topic.asked in {"figure", "count", "length"}):
        return
    quotes = f"{row.first.quote} {row.second.quote}"
    chosen = [each for each in pool if each not in quotes][:3]
    if len(chosen) < 3:
        return
    if topic.asked == "year":
        lead, key, chosen = "", bare(key), [bare(each) for each in chosen]
    shown = [capital(lead + each) for each in (key, *chosen)]
    options = one_of(shown, shown[0], f"Both say “{row.first.fact}”.")
    stem = _both_give(topic)
    yield Proposal("compare_shared_value", stem, options, row, tuple(material.sides(row, stem)))


def _both_give(topic: Topic) -> str:
    if topic.asked == "year":
        what = "date" if topic.point.startswith("the date") else "year"
        return f"What {what} do both tellings give for {topic.noun}?"
    if topic.asked == "figure":
        return f"What figure do both tellings give for {topic.point}?"
    return f"According to both tellings, {topic.question[:1].lower()}{topic.question[1:]}?"


def both_say(material: Material) -> Iterator[Proposal]:
    """Which telling says so, where both do? What is said in one sentence of each comes first."""
    found = [s for s in _shuffled(material, material.told_in_both(0), "both") if _closely(s)]
    for stated in sorted(found, key=lambda each: len(each.other)):
        stem = f"Which telling says {stated.claim.said}?"
        options = which_telling(material.names, BOTH)
        yield Proposal("compare_both_say", stem, options, stated.row, (stated.place, *stated.other), fixed=True)


def _closely(stated: Stated) -> bool:
    """Whether the other telling has most of a claim's words, those of its subject among them: who says that the same
    is said must not have to argue."""
    there = " ".join(place.text for place in stated.other)
    words, statement = bag(stated.text), stated.claim.statement
    if statement is None or len(words & bag(there)) < CLOSE * len(words):
        return False
    nouns = [i for i in statement.subject_tokens if statement.tree.tokens[i].pos in {"NOUN", "PROPN"}]
    return all(statement.tree.word(i) in there.lower() for i in nouns)


def neither_says(material: Material) -> Iterator[Proposal]:
    """Which telling says so, where both say something else?"""
    found = []
    for stated in _shuffled(material, material.told_in_both(0, 1), "neither"):
        kind, clause = _falsified(material, stated) if _closely(stated) else ("", "")
        if clause:
            stem = f"Which telling says {clause}?"
            options = which_telling(material.names, NEITHER)
            proof = (stated.place, *stated.other)
            found.append((kind, Proposal("compare_neither", stem, options, stated.row, proof, fixed=True)))
    yield from (each for _, each in sorted(found, key=lambda pair: TURNED.index(pair[0])))


def _falsified(material: Material, stated: Stated) -> tuple[str, str]:
    """What kind of thing was changed in a claim, so that neither telling makes it, and the claim then; "" where none is
    sure."""
    statement = stated.claim.statement
    if statement is None:
        return "", ""
    workshop = material.voices[stated.side].workshop
    there = " ".join(place.text for place in stated.other).lower()
    changes = [c for c in workshop.changer.changes(statement) if c.kind in TURNED and c.now.lower() not in there]
    for change in sorted(changes, key=lambda each: TURNED.index(each.kind)):
        said = plain(workshop.spoken(statement, change.swaps)).rstrip(".")
        if said:
            return change.kind, replace(stated.claim, clause=opened_small(statement, said)).said
    return "", ""


def only_one(material: Material, row: ComparedRow, used: Container[Place]) -> Iterator[Proposal]:
    """Which statement does only one of them make? `used` are sentences that other questions speak of. Wrong options are
    rather statements of which nothing else can be asked."""
    names, found = (material.names.first, material.names.second), []
    for alone in (each for each in material.alone if each.row is row):
        both = [s for s in material.told_in_both(alone.side, 1) if as_long(s.text, alone.text)]
        told = [s for s in both if not any(place in used for place in (s.place, *s.other))]
        spare = {s.text: not _falsified(material, s)[1] for s in told}
        shuffled = sorted(_shuffled(material, told, alone.text), key=lambda s: not spare[s.text])
        chosen = _with_one_like(alone.text, shuffled)[:3]
        if len(chosen) < 3 or not any(_grain(alone.text) == _grain(each.text) for each in chosen):
            continue
        options = (
            key_option(alone.text, f"{capital(names[1 - alone.side])} says nothing of this."),
            *(wrong(each.text, "Both tellings say this.", Role.ELSEWHERE) for each in chosen),
        )
        beside, where = material.gap(alone)
        stem = f"Which of these statements does only {names[alone.side]} make?"
        taken = tuple(place for each in chosen for place in (each.place, *each.other))
        made = Proposal("compare_only_one", stem, options, alone.row, (alone.place, *beside), taken, where)
        found.append((sum(not spare[each.text] for each in chosen), len(alone.text), made))
    yield from (made for _, _, made in sorted(found, key=lambda each: each[:2]))


def _shuffled(material: Material, found: Sequence[Stated], name: str) -> list[Stated]:
    return sorted(found, key=lambda s: pick(f"{material.seed}|{name}|{s.text}", 1 << 30))


def _grain(text: str) -> bool:
    """How a statement looks beside others: whether it has a figure."""
    return bool(re.search(r"\d", text))


def _with_one_like(text: str, others: Sequence[Stated]) -> list[Stated]:
    """The same statements, one that looks like the text first: the text is not to be the odd one out."""
    like = [each for each in others if _grain(each.text) == _grain(text)][:1]
    return [*like, *(each for each in others if each not in like)]
