"""One change that makes a statement false, with the clause that tells a student why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


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


def both(one: Change, other: Change) -> Change | None:
    """Two changes made at once, or None when they touch the same words or could make the statement true again."""
    if set(one.swaps) & set(other.swaps) or {"quantifier", "number"} <= {one.kind, other.kind}:
        return None
    if "modality" in {one.kind, other.kind}:
        return None
    note = f"It also says “{other.was}”, not “{other.now}”."
    weight = 0.8 * min(one.weight, other.weight)
    return Change({**one.swaps, **other.swaps}, "two", one.was, one.now, weight, note)


def spread(changes: Iterable[Change], count: int = 4) -> list[Change]:
    """Changes at different places first; two places also changed together, so that the key has no odd shape; then
    further versions at one place."""
    first: list[Change] = []
    rest: list[Change] = []
    for change in changes:
        (rest if change.site in {c.site for c in first} else first).append(change)
    made = list(first)
    if len(first) == 2:
        together = both(first[0], first[1])
        made += [together] if together is not None else []
    return [*made, *rest][:count] if len(first) < count else made[:count]
