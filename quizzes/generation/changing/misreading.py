"""One change that makes a statement false, with the clause that tells a student why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quizzes.generation.grammar.tree import Tree


@dataclass(frozen=True, slots=True)
class Change:
    """Replacements that make a statement false, what was changed, and a sentence that says so to a student."""

    swaps: Mapping[int, str]
    kind: str
    was: str
    now: str
    weight: float
    note: str = ""

    @property
    def rationale(self) -> str:
        said = f"The text says “{self.was}”, not “{self.now}”."
        return f"{said} {self.note}" if self.note else said

    @property
    def site(self) -> int:
        """The first token that is replaced: two changes at one place are two versions of the same misreading."""
        return min(self.swaps)


# Kinds that turn the meaning round: two of them close together turn it back ("less unlikely", "waste less").
TURNING = frozenset({"direction", "action", "quality", "manner", "quantifier", "frequency", "order"})
CLOSE = 2  # steps in the tree


def both(tree: Tree, one: Change, other: Change) -> Change | None:
    """Two changes made at once, or None when they touch the same words or could make the statement true again."""
    if set(one.swaps) & set(other.swaps) or {"quantifier", "number"} <= {one.kind, other.kind}:
        return None
    if "modality" in {one.kind, other.kind}:
        return None
    if {one.kind, other.kind} <= TURNING and near(tree, one.site, other.site):
        return None
    note = f"It also says “{other.was}”, not “{other.now}”."
    weight = 0.8 * min(one.weight, other.weight)
    return Change({**one.swaps, **other.swaps}, "two", one.was, one.now, weight, note)


def near(tree: Tree, one: int, other: int) -> bool:
    """Whether one of two tokens hangs on the other, with at most one between."""
    for low, high in ((one, other), (other, one)):
        for _ in range(CLOSE):
            low = tree.tokens[low].head
            if low == high:
                return True
    return False


def spread(tree: Tree, changes: Iterable[Change], count: int = 4) -> list[Change]:
    """Changes at two places, then both together, so that the key is no odd one out; then other places, and further
    versions at one place."""
    first: list[Change] = []
    rest: list[Change] = []
    for change in changes:
        (rest if change.site in {c.site for c in first} else first).append(change)
    pairs = sorted(combinations(first[:3], 2), key=lambda pair: pair[0].kind == pair[1].kind)
    for one, other in pairs:
        together = both(tree, one, other)
        if together is not None:
            more = [c for c in first if c not in (one, other)]
            return [one, other, together, *more, *rest][:count]
    return [*first, *rest][:count]


def only_figures(changes: Iterable[Change]) -> bool:
    """Whether nothing but figures is changed: what asks for a figure says so, and asks for nothing else."""
    kinds = {c.kind for c in changes}
    return "number" in kinds and kinds <= {"number", "two"}
