"""When things happened: which came first or last, what happened in a year, and the order of several events."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from articles.language.reading import CalendarDate, ExpressionType
from quizzes.generation.asking.options import choose, compatible, overlap
from quizzes.generation.asking.questions import finish
from quizzes.generation.candidates import Candidate, Choice
from quizzes.generation.english import words
from quizzes.generation.english.lists import listed
from quizzes.generation.grammar.quantities import MONTHS
from quizzes.generation.grammar.tree import Tree, capital
from quizzes.generation.stating.statements import Statement, UnfitError
from quizzes.generation.types import ItemKind, Role
from quizzes.generation.workshop import Workshop

if TYPE_CHECKING:
    from articles.language.reading import Expression

DATED = frozenset({ExpressionType.YEAR, ExpressionType.DATE})
PLAIN_CASES = frozenset({"in", "on"})
TELLTALE = listed(
    """
    first second third last final finally later earlier eventually originally again then next soon already
    still before after since until another anniversary new former
    """
)
LASTING = words.STATIVE | {"be", "have", "live", "work", "stay", "remain", "continue", "exist", "stand", "know"}
FEWEST_IN_ORDER = 4


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened once, told without its date; `when` is year, month and day as far as they are given."""

    statement: Statement
    tokens: tuple[int, ...]
    text: str
    subject: str
    deed: str
    when: tuple[int, ...]

    @property
    def year(self) -> int:
        return self.when[0]

    @property
    def date(self) -> str:
        """The date in words: "1902", "May 1956", "4 March 1931"."""
        parts = [MONTHS[n - 1].capitalize() if place == 1 else str(n) for place, n in enumerate(self.when)]
        return " ".join(reversed(parts))


def propose(shop: Workshop) -> Iterator[Candidate]:
    """What happened in a year, what came first or last, and events to be put in order."""
    for tree in shop.article.trees:
        found = apart(events(shop, tree))
        for number, event in enumerate(found):
            for maker in (did_in, happened_in):
                made = maker(shop, event, [*found[number + 1 :], *found[:number]])
                if made is not None:
                    yield made
                    break
        if len(found) >= FEWEST_IN_ORDER:
            yield from extremes(found)
            yield in_order(found)


def events(shop: Workshop, tree: Tree) -> list[Event]:
    """The dated events of one passage that stand alone without their date."""
    made = (event(shop, s) for s in shop.statements if s.tree is tree)
    return [e for e in made if e is not None]


def event(shop: Workshop, statement: Statement) -> Event | None:
    """A statement in the simple past with one date of its own, the date taken out; None for any other."""
    fact, tree = statement.fact, statement.tree
    if fact.negation is not None or fact.copular or fact.modal or tree.lemma(fact.head) in LASTING:
        return None
    if not _simple_past(statement) or tree.tokens[fact.subject].tag == "EX":
        return None
    dated = _own_date(statement)
    if dated is None:
        return None
    part, when = dated
    cut = set(tree.subtree(part)) | set(fact.coordinated)
    tokens = [i for i in statement.tokens if i not in cut]
    while tokens and tree.tokens[tokens[0]].pos == "PUNCT":
        tokens.pop(0)
    while tokens and tree.tokens[tokens[-1]].text in {",", ";", ":"}:
        tokens.pop()
    telling = [i for i in tokens if tree.tokens[i].pos in {"NOUN", "PROPN", "ADJ", "NUM", "VERB"}]
    if len(tokens) < 4 or len(tokens) > 20 or len(telling) < 3:
        return None
    if any(tree.word(i) in TELLTALE | words.DEICTIC for i in tokens):
        return None
    if shop.standing.problem(tree, [i for i in tokens if i not in statement.swaps], fact.subject):
        return None
    lead = [i for i in tokens if i < fact.subject_tokens[0]]
    if any(tree.tokens[i].pos in {"SCONJ", "VERB"} for i in lead):
        return None
    deed = [i for i in tokens if i not in set(fact.subject_tokens) | set(lead)]
    text = capital(statement.say(tokens)).rstrip(".")
    if any(c.isdigit() and len(w.strip(",.")) == 4 for w in text.split() for c in w[:1]):
        return None
    subject = statement.say(statement.subject_tokens)
    return Event(statement, tuple(tokens), text, subject, statement.say(deed), when)


def _simple_past(statement: Statement) -> bool:
    """Whether the verb is a simple past, active or passive."""
    fact, tree = statement.fact, statement.tree
    if not fact.group:
        return tree.tokens[fact.head].tag == "VBD"
    return [tree.word(i) for i in fact.group] in (["was"], ["were"]) and fact.passive


def _own_date(statement: Statement) -> tuple[int, tuple[int, ...]] | None:
    """The adverbial "in 2004" or "on 3 May 2004" of the clause and its date, where the sentence has no other date."""
    fact, tree = statement.fact, statement.tree
    dates = [e for e in _expressions(tree) if tree.tokens[e.first].sentence == fact.sentence]
    inside = set(statement.tokens)
    if len(dates) != 1 or not inside.issuperset(range(dates[0].first, dates[0].last + 1)):
        return None
    found, value = dates[0], dates[0].value
    if found.type not in DATED or not isinstance(value, CalendarDate) or value.year is None or value.part:
        return None
    span = set(range(found.first, found.last + 1))
    head = next((i for i in span if tree.tokens[i].head not in span), None)
    if head is None or tree.tokens[head].head != fact.head or tree.dep(head) not in {"obl", "nmod"}:
        return None
    rest = [i for i in tree.subtree(head) if i not in span and tree.tokens[i].pos != "PUNCT"]
    if not rest or {tree.word(i) for i in rest} - PLAIN_CASES or len(rest) > 1:
        return None
    return head, tuple(n for n in (value.year, value.month, value.day) if n is not None)


def _expressions(tree: Tree) -> list[Expression]:
    """Everything that says when: years, dates, decades, centuries and spans of them."""
    times = DATED | {ExpressionType.DECADE, ExpressionType.CENTURY, ExpressionType.RANGE}
    return [e for e in tree.reading.expressions if e.type in times]


def apart(found: Sequence[Event]) -> list[Event]:
    """The events in the order of their dates; two whose order the dates do not tell, or that say the same, both go."""
    kept = [
        e
        for e in found
        if not any(o is not e and (not decided(e.when, o.when) or overlap(e.text, o.text) > 0.5) for o in found)
    ]
    return sorted(kept, key=lambda e: e.when)


def decided(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    """Whether one date is plainly before the other: 2004 and May 2004 are not."""
    return any(a != b for a, b in zip(one, other, strict=False))


def dated(e: Event) -> str:
    return f"The text dates this to {e.date}."


def happened_in(shop: Workshop, key: Event, others: Sequence[Event]) -> Candidate | None:
    """ "What happened in 2004?" with what happened in other years."""
    elsewhere = [Choice(o.text, Role.ELSEWHERE, dated(o)) for o in others if o.year != key.year]
    if len(elsewhere) < 2 or any(o.year == key.year for o in others):
        return None
    misreads = [
        Choice(capital(key.statement.say(key.tokens, c.swaps)), Role.MISREAD, c.rationale)
        for c in shop.changer.changes(key.statement, key.tokens)
    ]
    wrong = choose(key.text, misreads if len(elsewhere) < 3 else [], elsewhere)
    if wrong is None:
        return None
    stem = f"According to the article, what happened in {key.year}?"
    return _made("happened_in", stem, key, key.text, wrong, key.statement.sentences, 0.7)


def did_in(shop: Workshop, key: Event, others: Sequence[Event]) -> Candidate | None:
    """ "What did X do in 2004?" with what X did in other years."""
    fact = key.statement.fact
    if fact.passive or any(o.year == key.year for o in others):
        return None
    elsewhere = [
        Choice(capital(o.deed), Role.ELSEWHERE, dated(o))
        for o in others
        if o.subject.lower() == key.subject.lower() and not o.statement.fact.passive
    ]
    if len(elsewhere) < 2:
        return None
    inside = [i for i in key.tokens if i not in set(fact.subject_tokens)]
    misreads = [
        Choice(capital(key.statement.say(inside, c.swaps)), Role.MISREAD, c.rationale)
        for c in shop.changer.changes(key.statement, inside)
    ]
    wrong = choose(capital(key.deed), misreads if len(elsewhere) < 3 else [], elsewhere)
    subject = fact.tree.lowered(key.statement.subject_tokens[0], key.subject)
    if wrong is None:
        return None
    try:
        stem = finish(f"What did {subject} do in {key.year}")
    except UnfitError:
        return None
    return _made("did_in", stem, key, capital(key.deed), wrong, key.statement.sentences, 0.75)


def extremes(found: Sequence[Event]) -> Iterator[Candidate]:
    """ "Which of these happened first?" and "… last?" among four events far enough apart in length and time."""
    for stem, key, others in (
        ("Which of these events happened first?", found[0], found[1:]),
        ("Which of these events happened last?", found[-1], found[-2::-1]),
    ):
        chosen: list[Event] = []
        for o in others:
            if len(chosen) < 3 and compatible(o.text, [key.text, *(c.text for c in chosen)]):
                chosen.append(o)
        # Events told in the order of their dates can be ranked without reading a date.
        told = [e.statement.fact.sentence for e in (key, *chosen)]
        if len(chosen) < 3 or (told[0] == min(told) and "first" in stem) or (told[0] == max(told) and "last" in stem):
            continue
        wrong = tuple(Choice(o.text, Role.ELSEWHERE, dated(o)) for o in chosen)
        yield _made("happened_" + stem.split()[-1].rstrip("?"), stem, key, key.text, wrong, _all([key, *chosen]), 0.75)


def in_order(found: Sequence[Event]) -> Candidate:
    """Four events, spread over the whole time, to be put in the order in which they happened."""
    step = (len(found) - 1) / (FEWEST_IN_ORDER - 1)
    chosen = [found[round(n * step)] for n in range(FEWEST_IN_ORDER)]
    steps = tuple(Choice(e.text, Role.KEY, dated(e)) for e in chosen)
    stem = "In which order did these events happen?"
    answer = " – ".join(e.date for e in chosen)
    made = _made("order_of_events", stem, chosen[0], answer, steps, _all(chosen), 0.9, ItemKind.ORDER)
    assert all(decided(a.when, b.when) for a, b in pairwise(chosen))
    return made


def _all(chosen: Sequence[Event]) -> tuple[int, ...]:
    return tuple(sorted({s for e in chosen for s in e.statement.sentences}))


def _made(
    template: str,
    stem: str,
    key: Event,
    answer: str,
    wrong: tuple[Choice, ...],
    sentences: tuple[int, ...],
    worth: float,
    kind: ItemKind = ItemKind.CHOICE,
) -> Candidate:
    return Candidate(
        kind=kind,
        template=template,
        stem=stem,
        answer=answer,
        statement=key.statement,
        wrong=wrong,
        asked=key.tokens,
        sentences=sentences,
        worth=worth,
        key_rationale=dated(key),
    )
