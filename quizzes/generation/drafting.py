"""The engine: candidates of every kind, filters, ranking, a balanced choice, and finished items."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from quizzes.generation.candidates import Candidate
from quizzes.generation.english import numbers
from quizzes.generation.english.numbers import pick
from quizzes.generation.judging import choosing, filters, ranking
from quizzes.generation.kinds import (
    agents,
    causes,
    claims,
    completions,
    concessions,
    conditions,
    definitions,
    events,
    figures,
    gaps,
    grounds,
    laws,
    mainideas,
    meanings,
    objects,
    places,
    provisos,
    reasons,
    reports,
    results,
    sentences,
    speakers,
    tasks,
    terms,
    trends,
    truth,
    truths_of,
    unsupported,
    workings,
)
from quizzes.generation.stating import anchors
from quizzes.generation.tellings.retold import with_other_tellings
from quizzes.generation.types import Draft, Evidence, Item, ItemKind, Option, Passage, Role
from quizzes.generation.workshop import Workshop

Kind = Callable[[Workshop], Iterator[Candidate]]
KINDS: tuple[Kind, ...] = (
    laws.propose,
    provisos.propose,
    reasons.propose,
    grounds.propose,
    workings.propose,
    results.propose,
    trends.propose,
    concessions.propose,
    tasks.propose,
    reports.propose,
    truths_of.propose,
    objects.propose,
    conditions.propose,
    definitions.propose,
    agents.propose,
    places.propose,
    sentences.propose,
    figures.propose,
    gaps.propose,
    completions.propose,
    terms.propose,
    mainideas.propose,
    speakers.propose,
    events.propose,
    meanings.propose,
    unsupported.propose,
    claims.propose,
    truth.propose,
    causes.propose,
)


def draft(
    passages: Sequence[Passage],
    *,
    seed: int = 0,
    limit: int | None = None,
    others: Sequence[Sequence[Passage]] = (),
    balanced: bool = True,
) -> Draft:
    """Draft a quiz from an article's passages.

    `limit` bounds the number of items (by default it follows from the article's length), `others` are other tellings
    of the same article. Without `balanced` there come, best first, all questions worth asking, several on one fact too,
    for a teacher who looks for another one. The same passages and seed give the same draft.
    """
    shop = Workshop(passages)
    scored: list[tuple[float, Candidate]] = []
    found: dict[int, dict[str, float]] = {}
    for kind in KINDS:
        for candidate in kind(shop):
            reason = filters.refused(candidate) or anchors.problem(shop.article, candidate)
            if reason is not None:
                statement = candidate.statement
                shop.refuse(statement.tree, statement.fact.sentence, candidate.template, reason)
                continue
            values = ranking.features(shop, candidate)
            found[id(candidate)] = values
            scored.append((ranking.score(values), candidate))
    words = sum(len(p.reading.text.split()) for p in passages)
    chosen = choosing.choose(scored, words, limit) if balanced else choosing.worthy(scored)
    closed = 0
    items: list[Item] = []
    for score, candidate in chosen:
        items.append(finished(candidate, score, found[id(candidate)], seed, closed))
        closed += len(candidate.wrong) > 1
    return Draft(with_other_tellings(items, passages, others), tuple(dict.fromkeys(shop.refusals)))


def finished(c: Candidate, score: float, values: dict[str, float], seed: int, turn: int) -> Item:
    """A chosen candidate as an item: options in their final order, evidence with offsets, an explanation."""
    tree = c.statement.tree
    evidence = tuple(
        Evidence(tree.section, s.start, s.end, s.text) for s in (tree.sentences[i] for i in c.evidence_sentences)
    )
    quote = " … ".join(e.quote for e in evidence)
    return Item(
        kind=c.kind,
        template=c.template,
        stem=c.stem,
        options=options(c, seed, turn),
        answer=c.answer,
        accepted=c.accepted,
        explanation=c.explanation or f"The text says: “{quote.strip()}”",
        concepts=(),
        difficulty=difficulty(c),
        score=round(score, 4),
        evidence=evidence,
        features=tuple(sorted(values.items())),
    )


def options(c: Candidate, seed: int, turn: int) -> tuple[Option, ...]:
    """The options in order: True before False, events as they happened, figures from small to large; else the key's
    place moves on each time."""
    if c.kind is ItemKind.TRUE_FALSE:
        key = Option(c.answer, True, c.key_rationale, Role.KEY)
        other = Option(c.wrong[0].text, False, c.wrong[0].rationale, c.wrong[0].role)
        return (key, other) if c.answer == "True" else (other, key)
    if c.kind is ItemKind.ORDER:
        return tuple(Option(w.text, False, w.rationale, w.role) for w in c.wrong)
    if not c.wrong:
        return ()
    wrong = [Option(w.text, False, w.rationale, w.role) for w in c.wrong]
    key = Option(c.answer, True, c.key_rationale, Role.KEY)
    if all(amount(o.text) is not None for o in (key, *wrong)):
        return tuple(sorted((key, *wrong), key=lambda o: amount(o.text) or 0.0))
    wrong.sort(key=lambda o: pick(f"{seed}|{c.stem}|{o.text}", 1 << 30))
    size = len(wrong) + 1
    block = pick(f"{seed}|{c.statement.tree.reading.text[:200]}|{turn // size}", 1 << 30)
    order = sorted(range(size), key=lambda k: pick(f"{block}|{k}", 1 << 30))
    place = order[turn % size]
    wrong.insert(place, key)
    return tuple(wrong)


def amount(text: str) -> float | None:
    """The figure that an option begins with, after a word such as "about"; None for any other option."""
    first = next((w for w in text.split()[:3] if w.lower() not in figures.APPROXIMATE), "")
    return numbers.value(first.strip("$£€%"))


def difficulty(c: Candidate) -> float:
    """A first guess at how hard the question is, 0 easy to 1 hard, before students' answers say better."""
    base = {ItemKind.TRUE_FALSE: 0.35, ItemKind.CLOZE: 0.45, ItemKind.SHORT: 0.5, ItemKind.CHOICE: 0.45}.get(
        c.kind, 0.5
    )
    size = len(c.statement.tokens)
    close = sum(w.role is Role.MISREAD for w in c.wrong) * 0.06
    return round(min(1.0, base + max(0, size - 15) * 0.012 + close), 2)
