"""Which earlier noun a pronoun or "the N" stands for: a small network over the reader's own states.

For each pronoun of the third person and each noun with "the" or "this" the nouns before it are scored against "none of
them" (Lee et al. 2017, without spans: a mention is its head). Pronouns in between hand their share on, so that the
answer is always a noun or a name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from articles.language.encoder import Floats
from articles.language.mentions import (
    CLASSES,
    DETERMINERS,
    KINDS,
    PRONOUN,
    ROLES,
    THE,
    Ints,
    Mentions,
    mentions,
)
from articles.language.reading import Reading, Reference

FARTHEST = 5  # sentences back; the same noun may stand farther back
SAME_NOUN = 60
LEAST = 0.01  # a smaller share of a candidate is not handed on
PREFIX = "refer."
# How certain an answer must be to be given: he, she, it, they, "the N", "this N".
SURE = (0.7, 0.7, 0.7, 0.7, 0.7, 0.7)
SAME = 0.5  # from this share on a noun belongs to what it points back to


@dataclass(frozen=True, slots=True)
class Pairs:
    """What points back, and its candidates: one row a pair, parted by ``bounds``, one part for each of ``pointing``."""

    pointing: Ints
    bounds: Ints
    which: Ints  # of each pair, the place in ``pointing``
    candidate: Ints
    features: Floats
    alone: Floats  # features of what points, one row each


def pair_up(found: Mentions) -> Pairs:
    """Return every pair of what points back and a mention before it."""
    column = {name: found.column(name) for name in Mentions.__slots__ if name not in {"words", "name"}}
    pointing = np.flatnonzero(column["points"] >= 0)
    which, candidate = [], []
    bounds = [0]
    for place, a in enumerate(pointing):
        near = column["sentence"][a] - column["sentence"][:a]
        fits = (near <= FARTHEST) & (column["head"][:a] < column["first"][a] if column["form"][a] != PRONOUN else True)
        if column["points"][a] >= THE:
            fits |= (near <= SAME_NOUN) & (column["lemma"][:a] == column["lemma"][a])
            fits &= (column["form"][:a] != PRONOUN) | (near <= 1)
            fits &= column["plural"][:a] == column["plural"][a]
        elif column["points"][a] < 2:
            fits &= ~column["joined"][:a].astype(bool) & ((column["plural"][:a] == 0) | (near == 0))
        rows = np.flatnonzero(fits)
        which.append(np.full(len(rows), place))
        candidate.append(rows)
        bounds.append(bounds[-1] + len(rows))
    w = np.concatenate(which) if which else np.zeros(0, dtype=np.int64)
    c = np.concatenate(candidate) if candidate else np.zeros(0, dtype=np.int64)
    return Pairs(
        pointing, np.array(bounds), w, c, _features(found, column, pointing[w], c, bounds), _alone(column, pointing)
    )


def one_hot(values: Ints, size: int) -> Floats:
    """Return rows with a one at each value."""
    rows = np.zeros((len(values), size), dtype=np.float32)
    rows[np.arange(len(values)), np.clip(values, 0, size - 1)] = 1
    return rows


def _features(found: Mentions, column: dict[str, Ints], a: Ints, c: Ints, bounds: Sequence[int]) -> Floats:
    """Return what is known of each pair besides the states of its words."""
    get = {name: (values[a], values[c]) for name, values in column.items()}

    def same(name: str) -> Ints:
        return get[name][0] == get[name][1]

    far = get["sentence"][0] - get["sentence"][1]
    pronouns = get["form"][1] == PRONOUN
    verb_of = get["verb"]
    inside = (get["first"][1] <= get["head"][0]) & (get["head"][0] <= get["last"][1])
    arguments = same("verb") & (get["bound"][0] == 0)
    rank = np.concatenate([np.arange(n, 0, -1) for n in np.diff(bounds)]) if len(a) else np.zeros(0)
    words = found.words
    pairs = [(words[x], words[y]) for x, y in zip(a.tolist(), c.tolist(), strict=True)]
    kin = (get["lemma"][0] == get["lemma"][1]) & ~pronouns
    flags = [
        get["paragraph"][0] == get["paragraph"][1],
        pronouns & same("gender"),
        pronouns & ~same("gender"),
        same("plural"),
        get["plural"][1],
        get["joined"][1],
        same("kind"),
        get["leading"][1],
        get["leading"][0] & get["leading"][1],
        get["role"][0] == get["role"][1],
        kin,
        kin & np.array([x <= y for x, y in pairs], dtype=bool),
        kin & np.array([bool(x - y) for x, y in pairs], dtype=bool),
        arguments,
        inside,
        (get["verb"][1] == get["head"][0]) | (get["head"][1] == verb_of[0]),
        same("verb_lemma") & ~same("verb"),
        same("quoted"),
        get["quoted"][1],
        get["bound"][0],
        (get["used"][1] == 0) & ~pronouns,
    ]
    numbers = [
        np.log1p(np.maximum(get["head"][0] - get["head"][1], 0)) / 3,
        np.log(np.maximum(rank, 1)) / 3,
        np.log1p(get["used"][1]) / 2,
        np.minimum(get["told"][1], 3) / 2,
        np.log1p(np.maximum(far, 0)),
    ]
    return np.concatenate(
        [
            one_hot(far, FARTHEST + 2),
            one_hot(get["points"][0], CLASSES),
            one_hot(get["role"][0], len(ROLES) + 1),
            one_hot(get["role"][1], len(ROLES) + 1),
            one_hot(get["form"][1], 3),
            one_hot(get["determiner"][1], DETERMINERS),
            one_hot(get["kind"][0], len(KINDS)),
            one_hot(get["kind"][1], len(KINDS)),
            np.stack([np.asarray(f, dtype=np.float32) for f in (*flags, *numbers)], axis=1),
        ],
        axis=1,
    )


def _alone(column: dict[str, Ints], pointing: Ints) -> Floats:
    """Return what is known of each pointing mention by itself."""
    part = {name: values[pointing] for name, values in column.items()}
    numbers = [
        np.log1p(part["used"]),
        part["used"] > 0,
        np.minimum(part["told"], 3),
        part["told"] > 0,
        np.log1p(part["sentence"]),
        part["leading"],
        part["quoted"],
        part["plural"],
        part["bound"],
    ]
    return np.concatenate(
        [
            one_hot(part["points"], CLASSES),
            one_hot(part["role"], len(ROLES) + 1),
            one_hot(part["kind"], len(KINDS)),
            np.stack([np.asarray(n, dtype=np.float32) for n in numbers], axis=1),
        ],
        axis=1,
    )


@dataclass(frozen=True, slots=True)
class Answer:
    """What one pointing mention stands for: mentions by number, and how sure that is; ``new``: the share of none."""

    mention: int
    antecedent: int | None
    share: float
    new: float


def answers(found: Mentions, pairs: Pairs, odds: Floats) -> list[Answer]:
    """Settle what each pointing mention stands for; ``odds`` has the share of each pair, and of none, one a place."""
    owner = _owners(found)
    none = odds[len(pairs.which) :]
    handed: dict[int, dict[int, float]] = {}
    settled = []
    for place, a in enumerate(pairs.pointing.tolist()):
        rows = slice(int(pairs.bounds[place]), int(pairs.bounds[place + 1]))
        shares: dict[int, float] = {}
        for c, share in zip(pairs.candidate[rows].tolist(), odds[rows].tolist(), strict=True):
            if share < LEAST:
                continue
            for noun, part in handed[c].items() if found.form[c] == PRONOUN else ((c, 1.0),):
                shares[noun] = shares.get(noun, 0.0) + share * part
        handed[a] = shares
        sums: dict[int, float] = {}
        for noun, share in shares.items():
            sums[owner[noun]] = sums.get(owner[noun], 0.0) + share
        best = max(sums, key=lambda o: sums[o], default=None)
        chosen = None
        if best is not None:
            chosen = max((n for n in shares if owner[n] == best), key=lambda n: shares[n])
            if found.form[a] != PRONOUN and sums[best] > SAME:
                owner[a] = best
        settled.append(Answer(a, chosen, sums[best] if best is not None else 0.0, float(none[place])))
    return settled


def _owners(found: Mentions) -> list[int]:
    """Return for each mention the first of its name: "Juris Berzins" for "Berzins"."""
    owner = list(range(len(found)))
    last: dict[str, int] = {}
    for place, name in enumerate(found.name):
        for word in sorted(name):
            before = last.get(word)
            if before is not None and (name <= found.name[before] or found.name[before] <= name):
                owner[place] = owner[before]
                break
        for word in name:
            if word not in last or len(name) >= len(found.name[last[word]]):
                last[word] = place
    return owner


class Judge:
    """The trained judge; ``weights`` as the encoder loads them, those of the judge begin with ``PREFIX``."""

    def __init__(self, weights: dict[str, Floats]) -> None:
        own = {name: value for name, value in weights.items() if name.startswith(PREFIX)}
        self.weights = {name.removeprefix(PREFIX): value for name, value in own.items()}
        self.members = sorted({name.partition(".")[0] for name in self.weights if name[0].isdigit()})

    def references(self, reading: Reading, states: Floats) -> tuple[Reference, ...]:
        """Return what is certain enough, in the order of the tokens; ``states`` has one row a token."""
        found = mentions(reading)
        pairs = pair_up(found)
        if not len(pairs.which):
            return ()
        certain = []
        for answer in answers(found, pairs, self.odds(pairs, states[found.column("head")])):
            if answer.antecedent is None:
                continue
            points = found.points[answer.mention]
            certainty = self.certainty(points, answer.share)
            if certainty >= SURE[points]:
                head, joined = found.head[answer.antecedent], found.joined[answer.antecedent]
                certain.append(Reference(found.head[answer.mention], head, joined, round(certainty, 3)))
        return tuple(certain)

    def odds(self, pairs: Pairs, states: Floats) -> Floats:
        """Return the share of each pair and then of none, one a place; ``states`` has one row a mention."""
        every = [self._member(number, pairs, states) for number in self.members]
        result: Floats = sum(every[1:], every[0]) / np.float32(len(every))
        return result

    def _member(self, number: str, pairs: Pairs, states: Floats) -> Floats:
        """One of the networks whose answers are averaged."""

        def linear(name: str, x: Floats) -> Floats:
            result: Floats = x @ self.weights[f"{number}.{name}.weight"].T
            bias = self.weights.get(f"{number}.{name}.bias")
            return result if bias is None else result + bias

        which, candidate = pairs.which, pairs.candidate
        past = np.tanh(linear("past", states[pairs.pointing]))
        before = np.tanh(linear("before", states))
        inner = linear("known", pairs.features)
        inner += linear("both", past[which] * before[candidate])
        inner += linear("pointing", past)[which]
        inner += linear("candidate", before)[candidate]
        scores = linear("score", np.maximum(inner, 0))[:, 0]
        alone = np.maximum(linear("alone", np.concatenate([past, pairs.alone], axis=1)), 0)
        none = linear("none", alone)[:, 0]
        most = none.copy()
        np.maximum.at(most, which, scores)
        weights, none = np.exp(scores - most[which]), np.exp(none - most)
        sums = none + np.bincount(which, weights, minlength=len(none)).astype(np.float32)
        return np.concatenate([weights / sums[which], none / sums])

    def certainty(self, points: int, share: float) -> float:
        """Return how often an answer with this share is right, by the class of what points (Platt 1999)."""
        slope, shift = self.weights["calibration"][points].tolist()
        share = min(max(share, 1e-4), 1 - 1e-4)
        return float(1 / (1 + np.exp(-(slope * np.log(share / (1 - share)) + shift))))
