"""Cloze: a statement with a gap for a figure (typed) or a name (chosen from names of the same sort)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizzes.generation.asking.options import bag
from quizzes.generation.candidates import Candidate, Choice
from quizzes.generation.changing.misreading import Change
from quizzes.generation.english import numbers
from quizzes.generation.grammar.names import ONE_LAND
from quizzes.generation.grammar.quantities import figure, ranged
from quizzes.generation.stating.statements import Statement
from quizzes.generation.types import ItemKind, Role
from quizzes.generation.workshop import Workshop

GAP = "_____"
MOST_DIGITS = 5
LEAST_TELLING = 4
YEAR = re.compile(r"1[5-9]\d\d|20\d\d")
DETERMINED = re.compile(rf"\b(?:a|the|these|those) {GAP}", re.IGNORECASE)
SMALL = 13
PARTS_IN_WORDS = frozenset(f"{n}-{p}" for n in numbers.WORDS for p in numbers.PORTIONS)
LARGE = 1000


def propose(shop: Workshop) -> Iterator[Candidate]:
    """Gaps for figures and names that stand in a statement once."""
    for statement in shop.told:
        if len(statement.text.split()) > 26 or any(statement.tree.tokens[i].pos == "VERB" for i in statement.lead):
            continue
        yield from number_gaps(shop, statement)
        yield from share_gaps(shop, statement)
        yield from name_gaps(shop, statement)


def number_gaps(shop: Workshop, statement: Statement) -> Iterator[Candidate]:
    """A gap for each figure that counts something."""
    tree = statement.tree
    for i in statement.tokens:
        if i in statement.swaps:
            continue  # it is said in other words
        fig = figure(tree, i) if tree.tokens[i].pos == "NUM" else None
        if (
            figure_weight(statement, i) < 1
            or fig is None
            or fig.counts in {"", "day", "year"}
            or _glued(statement, i)
            or ranged(tree, i)
        ):
            continue
        if figure_weight(statement, i) < max(figure_weight(statement, k) for k in statement.tokens):
            continue  # the same sentence has a figure that is more of the news
        if sum(c.isdigit() for c in fig.text) >= MOST_DIGITS and not fig.text.endswith("000"):
            continue  # nobody remembers such a figure
        stem = shop.spoken(statement, {i: GAP})
        if f", {GAP}," in stem or f"the {GAP}" in stem.lower() or stem.count(GAP) != 1 or telling(stem) < LEAST_TELLING:
            continue
        yield Candidate(
            kind=ItemKind.CLOZE,
            template="gap_number",
            stem=stem,
            answer=fig.text,
            statement=statement,
            sentences=shop.grounds(statement),
            accepted=numbers.variants(fig.text),
            asked=(i,),
            worth=0.5,
        )


def share_gaps(shop: Workshop, statement: Statement) -> Iterator[Candidate]:
    """A gap for a share in words: "two-thirds of cigarette packs", "one third of the land"."""
    tree = statement.tree
    for i in statement.tokens:
        span = share(statement, i)
        if not span or i in statement.swaps:
            continue
        stem = shop.spoken(statement, {span[0]: GAP, **dict.fromkeys(span[1:], "")})
        if stem.count(GAP) != 1 or telling(stem) < LEAST_TELLING or DETERMINED.search(stem):
            continue
        parts = [tree.word(k) for k in span if tree.word(k) != "-"]
        yield Candidate(
            kind=ItemKind.CLOZE,
            template="gap_share",
            stem=stem,
            answer="-".join(parts),
            statement=statement,
            sentences=shop.grounds(statement),
            accepted=share_variants(parts),
            asked=tuple(span),
            worth=0.55,
        )


def share(statement: Statement, i: int) -> list[int]:
    """The tokens of a share that begins at a token and that "of" follows; none where there is no share."""
    tree, inside = statement.tree, set(statement.tokens)
    span = [i]
    if tree.word(i) not in PARTS_IN_WORDS:  # "two-thirds" may be one token or three
        if tree.word(i) not in numbers.WORDS:
            return []
        span += [i + 1, i + 2] if i + 2 < len(tree.tokens) and tree.word(i + 1) == "-" else [i + 1]
        if span[-1] >= len(tree.tokens) or tree.word(span[-1]) not in numbers.PORTIONS:
            return []
    after = span[-1] + 1
    return span if inside.issuperset([*span, after]) and tree.word(after) == "of" else []


def share_variants(parts: list[str]) -> tuple[str, ...]:
    """Other ways to type a share: "two thirds", "2/3", "a third" for "one-third"."""
    parts = [w for part in parts for w in part.split("-")]
    size = numbers.PORTIONS[parts[-1]]
    count = numbers.WORDS[parts[0]]
    found = {" ".join(parts), "-".join(parts), f"{count}/{size}"}
    if count == 1:
        found |= {f"a {parts[-1]}", parts[-1]}
    return tuple(sorted(found - {"-".join(parts)}))


def figure_weight(statement: Statement, i: int) -> int:
    """How much a figure is the news: 3 for money, shares and large numbers, 1 for others, 0 for a small count."""
    tree = statement.tree
    fig = figure(tree, i) if tree.tokens[i].pos == "NUM" else None
    if fig is None or fig.counts in {"", "day", "year"} or YEAR.fullmatch(fig.text):
        return 0
    scaled = i + 1 < len(tree.tokens) and tree.word(i + 1) in numbers.SCALES
    if fig.counts in {"percent", "money"} or scaled:
        return 3
    value = numbers.value(fig.text)
    if value is None or value < SMALL:
        return 0
    return 3 if value >= LARGE else 1


def telling(stem: str) -> int:
    """How many words around the gap help to find what belongs there."""
    return len(bag(stem.replace(GAP, "")))


def name_gaps(shop: Workshop, statement: Statement) -> Iterator[Candidate]:
    """A gap for a name, with other names of its sort from the article as options."""
    done: set[int] = set()
    renamed = [c for c in shop.changer.changes(statement) if c.kind == "name"]
    for change in renamed:
        first = next(i for i, text in change.swaps.items() if text)
        others = apart([c for c in renamed if c.was == change.was])
        if first in done or len(others) < 3:
            continue
        done.add(first)
        stem = shop.spoken(statement, {**change.swaps, first: GAP})
        if change.was not in " ".join(statement.tree.sentences[i].text for i in shop.grounds(statement)):
            continue  # a longer form of the name, which these sentences do not prove
        rest = stem.replace(GAP, "").lower()
        said = [change.was, *(o.now for o in others[:3])]
        if stem.count(GAP) != 1 or telling(stem) < LEAST_TELLING or any(s.split()[-1].lower() in rest for s in said):
            continue
        yield Candidate(
            kind=ItemKind.CLOZE,
            template="gap_name",
            stem=stem,
            answer=change.was,
            statement=statement,
            sentences=shop.grounds(statement),
            wrong=tuple(Choice(o.now, Role.ELSEWHERE, o.rationale) for o in others[:3]),
            asked=tuple(change.swaps),
            worth=0.5,
            key_rationale="This is the name in the text.",
        )


def apart(changes: list[Change]) -> list[Change]:
    """The changes without those to a name of the same land as an earlier one: Malaya and Malaysia."""
    taken: list[Change] = []
    for change in changes:
        lands = [land for land in ONE_LAND if change.now.lower() in land]
        if not any(t.now.lower() in land for land in lands for t in taken):
            taken.append(change)
    return taken


def _glued(statement: Statement, i: int) -> bool:
    """Whether a unit is written onto the number without a space (15km)."""
    tree = statement.tree
    return not tree.tokens[i].space_after and i + 1 < len(tree.tokens) and tree.tokens[i + 1].text.isalpha()
