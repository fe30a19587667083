"""Scores for ledgers of changed texts, and the baselines that alignments are held against."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from rapidfuzz import fuzz
from telling_edits import Changed, Piece

from articles.text.tellings import Ledger, RowKind, Status, Telling, compare_tellings

FOUND_BY = {
    "number": {RowKind.NUMBER, RowKind.RANK, RowKind.DATE},
    "date": {RowKind.DATE, RowKind.NUMBER},
    "name": {RowKind.NAME, RowKind.SPELLING},
    "negation": {RowKind.NEGATION},
    "modality": {RowKind.CERTAINTY},
    "dropped": {RowKind.PASSAGE},
    "moved": {RowKind.ORDER},
}


@dataclass
class Tally:
    """Edits made and found by kind, rows given and right by kind, and what went wrong."""

    made: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    rows: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return sum(self.found.values()) / max(1, sum(self.made.values()))

    @property
    def precision(self) -> float:
        return sum(self.right.values()) / max(1, sum(self.rows.values()))


def located(told: Telling, changed: Changed) -> dict[int, Piece]:
    """Line of the changed telling → the piece that it comes from."""
    starts: list[tuple[int, Piece]] = []
    at = 0
    for paragraph in changed.paragraphs:
        for piece in paragraph:
            starts.append((at, piece))
            at += len(piece.text) + 1
        at += 1 if paragraph else 0
    found: dict[int, Piece] = {}
    for line in told.lines:
        found[line.index] = max((each for each in starts if each[0] <= line.start + 1), key=lambda each: each[0])[1]
    return found


def score(tally: Tally, name: str, left: Telling, right: Telling, ledger: Ledger, changed: Changed) -> None:
    """Add one pair, an original and its changed copy. A row is right when its kind is the kind of an edit that was
    made in its sentences."""
    pieces = located(right, changed)
    sources = {line.index: line.index for line in left.lines}
    edits = {piece.source: piece.edit for piece in changed.pieces if piece.edit} | dict.fromkeys(
        changed.dropped, "dropped"
    )
    tally.made.update(edits.values())
    found: set[int] = set()
    for row in ledger.rows:
        if row.status is Status.AGREES:
            continue
        touched = {sources[i] for i in row.left} | {pieces[j].source for j in row.right}
        hit = {source for source in touched if source in edits and row.kind in FOUND_BY[edits[source]]}
        found |= hit
        tally.rows[row.kind] += 1
        if hit:
            tally.right[row.kind] += 1
        else:
            tally.wrong.append(
                f"{name}: {row.kind} {row.note!r} {_quoted(left, row.left)} || {_quoted(right, row.right)}"
            )
    for source, edit in edits.items():
        if source in found:
            tally.found[edit] += 1
        else:
            became = [piece.text for piece in changed.pieces if piece.source == source]
            tally.missed.append(f"{name}: {edit}: {left.lines[source].text} -> {became}")


def _quoted(told: Telling, indexes: Iterable[int]) -> str:
    return " ".join(told.lines[index].text for index in indexes)


# Baselines ------------------------------------------------------------------------------------------------------------

Similarity = Callable[[int, int], float]


def tf_idf(left: Telling, right: Telling) -> Similarity:
    """The cosine of the lemmas' tf-idf."""
    bags = [
        [Counter(t.lemma.lower() for t in told.tokens(line) if t.pos != "PUNCT") for line in told.lines]
        for told in (left, right)
    ]
    frequency = Counter(term for side in bags for bag in side for term in bag)
    count = sum(len(side) for side in bags)
    vectors = [
        [{term: n * math.log(count / frequency[term]) for term, n in bag.items()} for bag in side] for side in bags
    ]
    norms = [[math.sqrt(sum(w * w for w in vector.values())) or 1.0 for vector in side] for side in vectors]

    def cosine(i: int, j: int) -> float:
        one, other = vectors[0][i], vectors[1][j]
        return sum(w * other[term] for term, w in one.items() if term in other) / (norms[0][i] * norms[1][j])

    return cosine


def fuzzy(left: Telling, right: Telling) -> Similarity:
    """rapidfuzz's token set ratio."""

    def ratio(i: int, j: int) -> float:
        return fuzz.token_set_ratio(left.lines[i].text.lower(), right.lines[j].text.lower()) / 100

    return ratio


def monotone(similar: Similarity, left: int, right: int, least: float) -> set[tuple[int, int]]:
    """The pairs that rise on both sides (a sentence may be in several neighbouring ones) and add up to most above
    `least`: the same search for every baseline."""
    best = [[0.0] * (right + 1) for _ in range(left + 1)]
    step = [[""] * (right + 1) for _ in range(left + 1)]
    gain = [[similar(i, j) - least for j in range(right)] for i in range(left)]
    # what the best path that ends exactly in the pair (i, j) has
    ending = [[-1e9] * (right + 1) for _ in range(left + 1)]
    came = [[(0, 0)] * (right + 1) for _ in range(left + 1)]
    for i in range(1, left + 1):
        for j in range(1, right + 1):
            own = gain[i - 1][j - 1]
            options = [
                (best[i - 1][j - 1], (-1, -1)),
                (ending[i - 1][j], (i - 1, j)),
                (ending[i][j - 1], (i, j - 1)),
            ]
            before, came[i][j] = max(options, key=lambda option: option[0])
            ending[i][j] = before + own if own > 0 else -1e9
            choices = [(best[i - 1][j], "up"), (best[i][j - 1], "back"), (ending[i][j], "pair")]
            best[i][j], step[i][j] = max(choices, key=lambda choice: choice[0])
    found: set[tuple[int, int]] = set()
    i, j = left, right
    while i > 0 and j > 0:
        if step[i][j] == "up":
            i -= 1
        elif step[i][j] == "back":
            j -= 1
        else:
            while True:
                found.add((i - 1, j - 1))
                if came[i][j] == (-1, -1):
                    i, j = i - 1, j - 1
                    break
                i, j = came[i][j]
    return found


def f1(right: int, found: int, wanted: int) -> tuple[float, float, float]:
    """Precision, recall and F1 of so many pairs."""
    precision, recall = right / max(1, found), right / max(1, wanted)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


# Edits in a retelling -------------------------------------------------------------------------------------------------


def score_retold(
    tally: Tally, name: str, original: Telling, retelling: Telling, edited: Telling, changed: Changed
) -> None:
    """Edits put into an easier edition, held against the advanced one: an edit counts where both told the fact before,
    and a row counts where it was not there before the edits."""
    before, after = compare_tellings(original, retelling), compare_tellings(original, edited)
    pieces = located(edited, changed)
    edits = {p.source: p for p in changed.pieces if p.edit and p.edit != "moved"}
    common = {source for source, piece in edits.items() if _shared(before, original, retelling, piece)}
    tally.made.update(edits[source].edit for source in common)
    known = {(row.kind, row.status, row.left, tuple(row.right)) for row in before.rows}
    found: set[int] = set()
    for row in after.rows:
        sources = {pieces[j].source for j in row.right}
        key = (row.kind, row.status, row.left, tuple(sorted(sources)))
        if row.status is Status.AGREES or row.kind in {RowKind.PASSAGE, RowKind.ORDER} or key in known:
            continue
        hit = {s for s in sources if s in edits and row.kind in FOUND_BY[edits[s].edit]}
        hit |= {s for s in edits if s in sources and not hit} if row.status is not Status.DIFFERS else set()
        found |= hit & common
        tally.rows[row.kind] += 1
        if hit:
            tally.right[row.kind] += 1
        else:
            tally.wrong.append(
                f"{name}: {row.kind} {row.note!r} {_quoted(original, row.left)} || {_quoted(edited, row.right)}"
            )
    for source in common:
        if source in found:
            tally.found[edits[source].edit] += 1
        else:
            match = next(m for m in before.matches if source in m.right)
            tally.missed.append(
                f"{name}: {edits[source].edit}: {_quoted(original, match.left)} -> {edits[source].text}"
            )


def _shared(before: Ledger, original: Telling, retelling: Telling, piece: Piece) -> bool:
    """Whether the advanced telling has what the edit changed."""
    match = next((m for m in before.matches if piece.source in m.right and m.sure >= 0.7), None)
    if match is None:
        return False
    old = retelling.lines[piece.source].text.split()
    new = set(piece.text.split())
    words = " ".join(original.lines[i].text.lower() for i in match.left)
    gone = [word.strip(".,“”’()%").lower() for word in old if word not in new]
    if piece.edit in {"number", "date", "name"}:
        return bool(gone) and all(word in words for word in gone)
    return True
