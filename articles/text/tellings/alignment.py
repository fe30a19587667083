"""Which sentences of two tellings tell the same: one to one, one to several, several to one, or none.

Likely pairs come from an inverted index of rare terms; a chain of pairs that keeps the order of both texts is found
among them by dynamic programming over the pairs (a Fenwick tree of best scores, n log n); the gaps that it leaves are
filled by place, neighbours join where they tell the rest, and what was moved is looked for last.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import exp

from rapidfuzz import fuzz

from .lines import Line, Telling, Weights, shared, similarity

RAREST_TERMS = 14  # of a sentence that its counterparts are looked up by
LONGEST_POSTING = 40  # a term in more sentences than this finds nobody
CANDIDATES = 8  # kept for each sentence
CHAINED, FILLED, JOINED, MOVED = 0.28, 0.2, 0.2, 0.42  # least scores
PARAGRAPH, NEIGHBOUR = 0.3, 0.12  # how much the paragraph's and the neighbours' likeness add
GAP = 12  # sentences on each side of a gap that are compared one by one
MOST_JOINED = 4


@dataclass(frozen=True, slots=True)
class Match:
    """Sentences of the left telling (indexes, in order) that tell what those of the right tell; `sure` 0 to 1.

    `moved`: it stands in another place of the story there.
    """

    left: tuple[int, ...]
    right: tuple[int, ...]
    sure: float
    moved: bool = False


@dataclass(slots=True)
class _Pair:
    left: int
    right: int
    score: float


def align(left: Telling, right: Telling) -> tuple[Match, ...]:
    """The matches of two tellings in the order of the left one. Each sentence is in at most one match."""
    if not left.lines or not right.lines:
        return ()
    return _Aligner(left.lines, right.lines).matches()


def unmatched(matches: Iterable[Match], left: int, right: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The sentences of each side, of so many, that no match holds."""
    taken_left, taken_right = set[int](), set[int]()
    for match in matches:
        taken_left.update(match.left)
        taken_right.update(match.right)
    return (
        tuple(i for i in range(left) if i not in taken_left),
        tuple(j for j in range(right) if j not in taken_right),
    )


class _Aligner:
    def __init__(self, left: Sequence[Line], right: Sequence[Line]) -> None:
        self.left, self.right = left, right
        self.weights = Weights(left, right)
        self.bags = tuple(tuple(self.weights.bag([line]) for line in side) for side in (left, right))
        self.paragraph_bags = tuple(self._paragraphs(side) for side in (left, right))
        self.plain: dict[tuple[int, int], float] = {}
        self.paragraph_likeness: dict[tuple[int, int], float] = {}

    def _paragraphs(self, lines: Sequence[Line]) -> Mapping[int, dict[str, float]]:
        by_paragraph: dict[int, list[Line]] = defaultdict(list)
        for line in lines:
            by_paragraph[line.paragraph].append(line)
        return {number: self.weights.bag(inside) for number, inside in by_paragraph.items()}

    def matches(self) -> tuple[Match, ...]:
        candidates = self._candidates()
        self._add_context(candidates)
        chain = self._chain(candidates)
        chain += self._filled(chain)
        groups = [([pair.left], [pair.right]) for pair in sorted(chain, key=lambda pair: pair.left)]
        self._join(groups)
        found = [Match(tuple(a), tuple(b), self._sure(a, b)) for a, b in groups]
        found += self._moved(candidates, found)
        return tuple(sorted(found, key=lambda match: match.left))

    # Likely pairs -----------------------------------------------------------------------------------------------------

    def _candidates(self) -> list[_Pair]:
        """For each left sentence the likeliest right ones, and the other way round."""
        found: dict[tuple[int, int], _Pair] = {}
        for flipped in (False, True):
            mine, theirs = (self.right, self.left) if flipped else (self.left, self.right)
            postings: dict[str, list[int]] = defaultdict(list)
            for line in theirs:
                for term in line.terms:
                    postings[term].append(line.index)
            for line in mine:
                for other in self._likely(line, postings):
                    pair = (other, line.index) if flipped else (line.index, other)
                    if pair not in found:
                        found[pair] = _Pair(*pair, self._similarity(*pair))
        return [pair for pair in found.values() if pair.score > 0.08]

    def _likely(self, line: Line, postings: Mapping[str, Sequence[int]]) -> list[int]:
        known = [term for term in line.terms if 0 < len(postings.get(term, ())) <= LONGEST_POSTING]
        rarest = sorted(known, key=lambda term: (len(postings[term]), term))[:RAREST_TERMS]
        votes: dict[int, float] = defaultdict(float)
        for term in rarest:
            for other in postings[term]:
                votes[other] += line.terms[term] * self.weights.rarity(term)
        return sorted(votes, key=lambda other: (-votes[other], other))[:CANDIDATES]

    def _similarity(self, i: int, j: int) -> float:
        if (i, j) not in self.plain:
            self.plain[i, j] = similarity(self.bags[0][i], self.bags[1][j])
        return self.plain[i, j]

    def _add_context(self, pairs: Sequence[_Pair]) -> None:
        """A pair is likelier in paragraphs that tell the same, and between neighbours that do."""
        scores = {(pair.left, pair.right): pair.score for pair in pairs}
        for pair in pairs:
            pair.score = self._in_context(pair.left, pair.right, scores)

    def _in_context(self, i: int, j: int, scores: Mapping[tuple[int, int], float]) -> float:
        before = max((scores.get((i - 1, j - step), 0.0) for step in (0, 1, 2)), default=0.0)
        after = max((scores.get((i + 1, j + step), 0.0) for step in (0, 1, 2)), default=0.0)
        own = self._similarity(i, j)
        lift = PARAGRAPH * self._paragraphs_alike(self.left[i].paragraph, self.right[j].paragraph)
        lift += NEIGHBOUR * (before + after)
        return own + lift * min(1.0, own / 0.2)

    def _paragraphs_alike(self, one: int, other: int) -> float:
        key = (one, other)
        if key not in self.paragraph_likeness:
            self.paragraph_likeness[key] = similarity(self.paragraph_bags[0][one], self.paragraph_bags[1][other])
        return self.paragraph_likeness[key]

    # The chain --------------------------------------------------------------------------------------------------------

    def _chain(self, pairs: Sequence[_Pair]) -> list[_Pair]:
        """The pairs, rising on both sides, whose scores above the least add up to most."""
        usable = sorted((p for p in pairs if p.score > CHAINED), key=lambda p: (p.left, -p.right))
        tree = _BestBefore(len(self.right))
        best: list[tuple[float, int]] = []  # total, and the pair before
        for number, pair in enumerate(usable):
            before, previous = tree.best(pair.right)
            total = before + pair.score - CHAINED + 0.02
            best.append((total, previous))
            tree.put(pair.right, total, number)
        at = max(range(len(usable)), key=lambda number: best[number][0], default=-1)
        chain = []
        while at >= 0:
            chain.append(usable[at])
            at = best[at][1]
        return chain[::-1]

    def _filled(self, chain: Sequence[_Pair]) -> list[_Pair]:
        """Pairs in the gaps of the chain, where place speaks for what words alone would not prove."""
        ends = [_Pair(-1, -1, 0.0), *chain, _Pair(len(self.left), len(self.right), 0.0)]
        found: list[_Pair] = []
        for low, high in pairwise(ends):
            rows = range(low.left + 1, high.left)
            columns = range(low.right + 1, high.right)
            if rows and columns and len(rows) <= GAP and len(columns) <= GAP:
                found += self._fill(rows, columns)
        return found

    def _fill(self, rows: range, columns: range) -> list[_Pair]:
        """The best rising pairs of a small gap, by dynamic programming over all of its pairs."""
        alone = len(rows) == len(columns) == 1
        best: dict[tuple[int, int], tuple[float, list[_Pair]]] = {}
        for i in rows:
            for j in columns:
                options = [best.get((i - 1, j), (0.0, [])), best.get((i, j - 1), (0.0, []))]
                score = self._in_context(i, j, self.plain)
                if alone:
                    score = max(score, self._by_wording(i, j))
                if score > FILLED:
                    before, pairs = best.get((i - 1, j - 1), (0.0, []))
                    options.append((before + score - FILLED, [*pairs, _Pair(i, j, score)]))
                best[i, j] = max(options, key=lambda option: option[0])
        return best[rows[-1], columns[-1]][1]

    def _by_wording(self, i: int, j: int) -> float:
        """Two short sentences left alone between their neighbours may share small words only."""
        alike = fuzz.ratio(self.left[i].text.lower(), self.right[j].text.lower()) / 100
        return 0.5 * alike if alike > 0.6 else 0.0

    # One to several ---------------------------------------------------------------------------------------------------

    def _join(self, groups: list[tuple[list[int], list[int]]]) -> None:
        """Take neighbours without a match of their own into the groups beside them where they tell what is missing."""
        for side in (0, 1):
            taken = {index for group in groups for index in group[side]}
            firsts = [group[side][0] for group in groups]
            for index in range(len((self.left, self.right)[side])):
                if index in taken:
                    continue
                gains = [
                    (gain, number)
                    for number in self._beside(groups, firsts, side, index)
                    if (gain := self._gain(groups[number], side, index)) > JOINED
                ]
                if gains:
                    _, number = max(gains)
                    groups[number][side].append(index)
                    groups[number][side].sort()
                    firsts[number] = groups[number][side][0]
                    taken.add(index)

    def _beside(
        self, groups: Sequence[tuple[list[int], list[int]]], firsts: Sequence[int], side: int, index: int
    ) -> list[int]:
        """The groups that end right before, or begin right after, a sentence. Groups rise on both sides."""
        at = bisect_right(firsts, index)
        found = []
        if at > 0 and groups[at - 1][side][-1] == index - 1:
            found.append(at - 1)
        if at < len(groups) and groups[at][side][0] == index + 1:
            found.append(at)
        # Several to several is no match that a reader could check.
        return [n for n in found if len(groups[n][side]) < MOST_JOINED and len(groups[n][1 - side]) == 1]

    def _gain(self, group: tuple[list[int], list[int]], side: int, index: int) -> float:
        """The share of a sentence's weight that the other side tells and the group's own sentences do not."""
        mine = (self.left, self.right)[side]
        theirs = (self.right, self.left)[side]
        told = self.weights.bag([mine[i] for i in group[side]])
        other = self.weights.bag([theirs[i] for i in group[1 - side]])
        missing = {term: weight for term, weight in other.items() if term not in told}
        own = self.bags[side][index]
        total = sum(own.values())
        fresh = shared(own, missing)
        again = 0.25 * (shared(own, other) - fresh)
        return (fresh + again) / total * min(1.0, fresh / 2.0) if total else 0.0

    # Moved passages ---------------------------------------------------------------------------------------------------

    def _moved(self, candidates: Sequence[_Pair], found: Sequence[Match]) -> list[Match]:
        """Pairs among what is left that are each other's best, wherever they stand."""
        left, right = unmatched(found, len(self.left), len(self.right))
        free_left, free_right = set(left), set(right)
        moved: list[Match] = []
        for pair in sorted(candidates, key=lambda pair: (-pair.score, pair.left, pair.right)):
            if pair.score < MOVED or self._similarity(pair.left, pair.right) < MOVED - 0.1:
                continue
            if pair.left in free_left and pair.right in free_right:
                free_left.remove(pair.left)
                free_right.remove(pair.right)
                moved.append(Match((pair.left,), (pair.right,), self._sure([pair.left], [pair.right]), moved=True))
        return moved

    def _sure(self, left: Sequence[int], right: Sequence[int]) -> float:
        """A logistic curve over the likeness of all that is matched, with its paragraphs."""
        one = self.weights.bag([self.left[i] for i in left])
        other = self.weights.bag([self.right[j] for j in right])
        score = similarity(one, other)
        score += 0.2 * self._paragraphs_alike(self.left[left[0]].paragraph, self.right[right[0]].paragraph)
        return round(1 / (1 + exp(-10 * (score - 0.3))), 3)


class _BestBefore:
    """A Fenwick tree: the best total among pairs that end before a column."""

    def __init__(self, columns: int) -> None:
        self.cells: list[tuple[float, int]] = [(0.0, -1)] * (columns + 2)

    def best(self, column: int) -> tuple[float, int]:
        found, at = (0.0, -1), column
        while at > 0:
            found = max(found, self.cells[at], key=lambda cell: cell[0])
            at -= at & -at
        return found

    def put(self, column: int, total: float, number: int) -> None:
        at = column + 1
        while at < len(self.cells):
            if total > self.cells[at][0]:
                self.cells[at] = (total, number)
            at += at & -at
