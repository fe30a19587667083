"""Questions that only two tellings held against each other can answer: what each says, who says it, what is left out.

Plain values in, items out. Stems are whole plain sentences and never say which telling is right; options are short and
alike. A sentence of the tellings serves one question only, so that none gives another away.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from quizzes.generation.english.numbers import pick
from quizzes.generation.tellings.agreeing import both_say, neither_says, only_one, shared_value
from quizzes.generation.tellings.contrasts import Compared, ComparedRow, Names, Told, capital
from quizzes.generation.tellings.material import Material, Place
from quizzes.generation.tellings.parting import PARTING
from quizzes.generation.tellings.proposals import Proposal
from quizzes.generation.tellings.topics import Voice
from quizzes.generation.types import Evidence, Item, ItemKind, Passage

MOST = {
    "compare_differ": 4, "compare_value": 3, "compare_which": 4, "compare_changed": 3, "compare_tone": 2,
    "compare_shared_value": 4, "compare_both_say": 2, "compare_neither": 2, "compare_only_one": 2,
}  # fmt: skip
SCORES = {
    "compare_differ": 0.82, "compare_value": 0.82, "compare_which": 0.8, "compare_changed": 0.8, "compare_tone": 0.72,
    "compare_shared_value": 0.74, "compare_both_say": 0.72, "compare_neither": 0.74, "compare_only_one": 0.76,
}  # fmt: skip


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
    chosen = _Choice()
    for row in ordered:
        chosen.take([each for make in PARTING for each in make(material, row)])
    for row in ordered:
        chosen.take(shared_value(material, row))
    agreed = (list(neither_says(material)), list(both_say(material)))
    for row in ordered:
        chosen.take_first(only_one(material, row, chosen.used))
    for each in (*agreed, *agreed):
        chosen.take_first(each)
    items = [_item(each, material) for each in chosen.taken]
    return tuple(sorted(items, key=lambda each: (-each.item.score, each.item.stem)))


class _Choice:
    """The questions chosen so far: no sentence serves two, the kinds and the keys are spread."""

    def __init__(self) -> None:
        self.taken: list[Proposal] = []
        self.made: Counter[str] = Counter()
        self.answers: Counter[str] = Counter()
        self.used: set[Place] = set()

    def take(self, offered: Iterable[Proposal]) -> None:
        """Take the proposal whose kind, and then whose answer, has been rarest; none that uses a sentence again."""
        free = [p for p in offered if self.made[p.template] < MOST[p.template] and self._is_free(p)]
        if free:
            best = min(free, key=lambda p: (self.made[p.template], self.answers[p.answer]))
            self.taken.append(best)
            self.made[best.template] += 1
            self.answers[best.answer] += 1
            self.used |= {*best.places, *best.taken}

    def take_first(self, offered: Iterable[Proposal]) -> None:
        """Take the first proposal that can be had."""
        self.take(next(([p] for p in offered if self.made[p.template] < MOST[p.template] and self._is_free(p)), ()))

    def _is_free(self, proposal: Proposal) -> bool:
        own = proposal.places if proposal.template != "compare_only_one" else proposal.places[:1]
        return not self.used & {*own, *proposal.taken}


def _item(proposal: Proposal, material: Material) -> Compared:
    """A proposal as an item with its evidence."""
    names, row = material.names, proposal.row
    seed = f"{material.seed}|{proposal.stem}|{row.key}"
    options = proposal.options
    if not proposal.fixed:
        options = tuple(sorted(options, key=lambda o: pick(f"{seed}|{o.text}", 1 << 30)))
    once = list(dict.fromkeys(proposal.places))
    lines = [f"{capital((names.first, names.second)[p.side])}: “{p.text}”" for p in once if len(p.text) < 600]
    item = Item(
        kind=ItemKind.CHOICE,
        template=proposal.template,
        stem=proposal.stem,
        options=options,
        answer=proposal.answer,
        accepted=(),
        explanation=f"{' '.join(lines)} {proposal.note}".strip(),
        concepts=(),
        difficulty=0.55,
        score=round(SCORES[proposal.template] * (0.7 + 0.3 * row.importance), 4),
        evidence=tuple(Evidence(p.section, p.start, p.start + len(p.text), p.text) for p in once),
    )
    return Compared(item, (row.key,), tuple(p.side for p in once))
