"""From many candidates to a balanced quiz: kinds and places spread, nothing given away, nothing asked twice."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field

from quizzes.generation.asking.options import bag, overlap
from quizzes.generation.candidates import Candidate
from quizzes.generation.english.lists import listed
from quizzes.generation.english.numbers import pick
from quizzes.generation.types import ItemKind

PER_600_WORDS = 9.5
SHARES = {
    ItemKind.TRUE_FALSE: 0.7,
    ItemKind.CLOZE: 0.45,
    ItemKind.SHORT: 0.35,
    ItemKind.EVIDENCE: 0.15,
    ItemKind.ORDER: 0.1,
}
SETS = listed("supported_statement unsupported_statement main_idea")  # their options are whole statements
# What a teacher expects of a mixed quiz; a kind that is short of its part gains VARIETY times what is missing.
WANTED = {ItemKind.CHOICE: 0.4, ItemKind.TRUE_FALSE: 0.3, ItemKind.CLOZE: 0.3, ItemKind.SHORT: 0.15}
VARIETY = 0.45
TEMPLATE_SHARE = 0.34
SET_SHARE = 0.15
HELD = 0.75
LONGEST = 0.3  # of the questions with options may have the longest one as their key,
LONGEST_AGAIN = 0.15  # each further one costs as much
FEW = 4
FEW_JUDGED = 6  # true-or-false statements that any quiz may have
MOST_JUDGED = 0.68  # of a quiz may be true or false: strict readers keep these most often
FEWEST = 0.24
# What comes easily, and what readers found trivial most often: only good ones are taken.
FLOORS = {ItemKind.TRUE_FALSE: 0.26, ItemKind.CLOZE: 0.24, ItemKind.SHORT: 0.32, ItemKind.EVIDENCE: 0.25}


@dataclass(slots=True)
class Chosen:
    """What has been taken so far."""

    size: int
    per_sentence: int = 1
    true_first: bool = True
    lenient: bool = False
    taken: list[Candidate] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)
    templates: Counter[str] = field(default_factory=Counter)
    sentences: Counter[tuple[int, int]] = field(default_factory=Counter)
    sections: Counter[int] = field(default_factory=Counter)
    true_false: Counter[str] = field(default_factory=Counter)
    closed: int = 0
    longest: int = 0

    def add(self, c: Candidate) -> None:
        """Take a candidate."""
        self.taken.append(c)
        self.kinds[c.kind] += 1
        self.templates[c.template] += 1
        for s in c.evidence_sentences:
            self.sentences[c.statement.tree.section, s] += 1
        self.sections[c.statement.tree.section] += 1
        if c.kind is ItemKind.TRUE_FALSE:
            self.true_false[c.answer] += 1
        elif len(c.wrong) > 1:
            self.closed += 1
            self.longest += sticks_out(c)

    def allows(self, c: Candidate) -> bool:
        """Whether shares and balance leave room for the candidate."""
        if c.kind is ItemKind.TRUE_FALSE and self.kinds[c.kind] + 1 > max(
            FEW_JUDGED, MOST_JUDGED * (len(self.taken) + 1)
        ):
            return False
        share = SHARES.get(c.kind)
        if share is not None and self.kinds[c.kind] + 1 > max(1, math.ceil(share * self.size)):
            return False
        most = SET_SHARE if c.template in SETS else TEMPLATE_SHARE
        if self.templates[c.template] + 1 > max(1 if most < TEMPLATE_SHARE else 2, math.ceil(most * self.size)):
            return False
        if c.kind is ItemKind.TRUE_FALSE:
            other = "False" if c.answer == "True" else "True"
            # An odd one out is true in one article and false in the next, so that neither answer is the better guess.
            spare = 2 if self.lenient and len(self.taken) < FEW - 2 else int((c.answer == "True") == self.true_first)
            if self.true_false[c.answer] >= self.true_false[other] + spare:
                return False
        section = c.statement.tree.section
        if any(self.sentences[section, s] >= self.per_sentence for s in c.evidence_sentences):
            return False
        return not any(clash(c, t) for t in self.taken)

    def bonus(self, c: Candidate) -> float:
        """What variety adds to a candidate's score."""
        section = c.statement.tree.section
        return (
            (0.25 if not self.sections[section] else 0.0)
            - 0.03 * self.templates[c.template]
            + VARIETY * (WANTED.get(c.kind, 0.1) - self.kinds[c.kind] / max(1, len(self.taken)))
            - 0.01 * self.sections[section]
            - (LONGEST_AGAIN if sticks_out(c) and self.longest + 1 > LONGEST * (self.closed + 1) else 0.0)
        )


def sticks_out(c: Candidate) -> bool:
    """Whether the key is longer than every wrong option: one such question is fair, many give a trick away."""
    return len(c.wrong) > 1 and all(len(w.text) < len(c.answer) for w in c.wrong)


def good_enough(score: float, c: Candidate) -> bool:
    """Whether a candidate's score reaches what its kind asks."""
    return score >= FLOORS.get(c.kind, FEWEST)


def clash(one: Candidate, other: Candidate) -> bool:
    """Whether two questions ask the same or one gives the other's answer away."""
    if one.kind is other.kind and overlap(one.stem, other.stem) > 0.6 and one.template not in SETS:
        return True
    if overlap(f"{one.stem} {one.answer}", f"{other.stem} {other.answer}") > 0.55:
        return True
    if (stated(one) or stated(other)) and (repeats(one, other) or repeats(other, one)):
        return True
    return reveals(one, other) or reveals(other, one)


def stated(c: Candidate) -> bool:
    """Whether the question prints whole statements."""
    return c.kind is ItemKind.TRUE_FALSE or c.template in SETS


def repeats(one: Candidate, other: Candidate) -> bool:
    """Whether what one states or asks is all but what the other states, or one of its statements to choose from."""
    said = [other.stem, other.answer]
    if other.template in SETS:
        said = [other.answer, *(w.text for w in other.wrong)]
    return any(
        len(t.split()) > 3 and len(s.split()) > 3 and (overlap(t, s) > 0.65 or held(t, s) > HELD)
        for t in (one.stem, one.answer)
        for s in said
    )


def held(one: str, other: str) -> float:
    """How much of the shorter statement's telling words the longer one holds too, 0 to 1: "X said that …" holds what
    "according to X, not …" denies."""
    a, b = bag(one), bag(other)
    return len(a & b) / max(1, min(len(a), len(b)))


def reveals(one: Candidate, other: Candidate) -> bool:
    """Whether the first question's printed text holds the second's answer together with what it asks about."""
    key = bag(other.answer)
    if other.kind is ItemKind.TRUE_FALSE or not key:
        return False
    typed = not other.wrong
    shown = bag(" ".join([one.stem, one.answer, *(w.text for w in one.wrong if typed)]))
    if not key <= shown:
        return False
    return len(bag(other.stem) & shown) >= max(2, round(0.5 * len(bag(other.stem))))


def choose(scored: list[tuple[float, Candidate]], words: int, limit: int | None) -> list[tuple[float, Candidate]]:
    """The best balanced set in the order a quiz would take it."""
    size = limit if limit is not None else max(4, math.ceil(PER_600_WORDS * words / 600))
    opening = scored[0][1].statement.tree.reading.text[:200] if scored else ""
    pool = [p for p in scored if good_enough(*p)]
    answers = {c.answer for _, c in pool if c.kind is ItemKind.TRUE_FALSE}
    chosen = Chosen(size, true_first="True" in answers and ("False" not in answers or bool(pick(opening, 2))))
    result: list[tuple[float, Candidate]] = []
    while len(result) < size:
        fit = [p for p in pool if chosen.allows(p[1])]
        if not fit and not chosen.lenient and len(result) < FEW:
            chosen.lenient = True  # a text that gives hardly anything: a one-sided quiz is better than none
            continue
        if not fit and chosen.per_sentence == 1:
            chosen.per_sentence = 2
            continue
        if not fit:
            break
        best = max(fit, key=lambda p: (p[0] + chosen.bonus(p[1]), p[1].stem, p[1].answer))
        pool.remove(best)
        chosen.add(best[1])
        result.append(best)
    return result


def worthy(scored: list[tuple[float, Candidate]]) -> list[tuple[float, Candidate]]:
    """All candidates that are good enough to be shown to a teacher, best first."""
    return sorted((p for p in scored if good_enough(*p)), key=lambda p: (-p[0], p[1].stem, p[1].answer))
