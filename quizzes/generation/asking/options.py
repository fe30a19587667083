"""Putting options together: alike in form and length, none inside another, none also true."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from quizzes.generation.candidates import Choice
from quizzes.generation.english import words
from quizzes.generation.english.lists import listed
from quizzes.generation.stating.actions import Action
from quizzes.generation.types import Role

T = TypeVar("T")
DULL = words.REPORTING | words.WANTING | words.STATIVE | {"go", "come", "take", "get", "make"}
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
LONGEST_TO_SHORTEST = 1.9
LEAST_NEAR = 2
LONGEST_SHARED_START = 6
LONGEST_SHARED_END = 7
STEM = 6
STOP = listed(
    """
    the a an of to in on at by for with from and or as is are was were be been it its they their that which
    who this would will can could has have had not
    """
)


def bag(text: str) -> frozenset[str]:
    """The telling words of a text in lower case."""
    return frozenset(w for w in WORD.findall(text.lower()) if w not in STOP)


def overlap(one: str, other: str) -> float:
    """Shared telling words over all telling words, 0 to 1."""
    a, b = bag(one), bag(other)
    return len(a & b) / len(a | b) if a | b else 1.0


def compatible(text: str, chosen: Sequence[str]) -> bool:
    """Whether an option fits beside those chosen: neither equal nor inside one another, of comparable length."""
    low = text.lower().strip(". ")
    for other in chosen:
        o = other.lower().strip(". ")
        if low in o or o in low:
            return False
    lengths = [len(t) for t in [*chosen, text]]
    return max(lengths) <= LONGEST_TO_SHORTEST * min(lengths) or max(lengths) - min(lengths) <= 6


def one_longer(key: str, taken: Sequence[T], pool: Iterable[T], text: Callable[[T], str]) -> list[T]:
    """The wrong options taken; where all are shorter than the key, the last makes room for one of the pool that is
    not, so that whoever picks the longest option is wrong as often as right."""
    if any(len(text(t)) >= len(key) for t in taken):
        return list(taken)
    rest = [key, *map(text, taken[:-1])]
    longer = next((t for t in pool if len(text(t)) >= len(key) and compatible(text(t), rest)), None)
    return list(taken) if longer is None else [*taken[:-1], longer]


def choose(
    key: str, misreads: Iterable[Choice], elsewhere: Iterable[Choice], count: int = 3
) -> tuple[Choice, ...] | None:
    """Wrong options: at most two misreadings of the key, the rest from elsewhere; None when there are too few."""
    chosen: list[Choice] = []
    texts = [key]

    def take(pool: Iterable[Choice], most: int) -> None:
        taken = 0
        for choice in pool:
            if taken == most or len(chosen) == count:
                return
            if compatible(choice.text, texts):
                chosen.append(choice)
                texts.append(choice.text)
                taken += 1

    misread_pool = list(misreads)
    take(misread_pool, 1)
    take(elsewhere, count - len(chosen))
    take(misread_pool, count)
    return tuple(chosen) if len(chosen) == count else None


def choose_near(
    key: str, misreads: Iterable[Choice], elsewhere: Iterable[Choice], count: int = 3
) -> tuple[Choice, ...] | None:
    """Wrong options that are misreadings of the key; one thing true elsewhere fills up two of them; None when there are
    too few."""
    chosen: list[Choice] = []
    near, far = list(misreads), list(elsewhere)

    def take(pool: list[Choice], most: int) -> None:
        for choice in list(pool):
            if most == 0 or len(chosen) == count:
                return
            if compatible(choice.text, [key, *(c.text for c in chosen)]):
                chosen.append(choice)
                pool.remove(choice)
                most -= 1

    take(near, count)
    if len(chosen) >= LEAST_NEAR:
        take(far, 1)
    return tuple(chosen) if len(chosen) == count else None


def trimmed(key: str, wrong: Sequence[Choice]) -> tuple[str, tuple[Choice, ...]] | None:
    """The options without a part after a comma that all of them share; None where a long shared beginning or end
    stays, so that each option would say it again."""
    texts = [key, *(c.text for c in wrong)]
    rows = [t.split() for t in texts]
    shared = 0
    while shared < min(map(len, rows)) - 1 and len({row[-1 - shared] for row in rows}) == 1:
        shared += 1
    cut = next((n for n in range(shared, 0, -1) if all(row[-n - 1].endswith(",") for row in rows)), 0)
    if cut:
        texts = [" ".join(row[:-cut]).rstrip(",") for row in rows]
        shared = 0
    rows = [t.split() for t in texts]
    opening = 0
    while opening < min(map(len, rows)) and len({row[opening].lower() for row in rows}) == 1:
        opening += 1
    if opening > LONGEST_SHARED_START or shared > LONGEST_SHARED_END or any(len(t.split()) < 2 for t in texts):
        return None
    return texts[0], tuple(Choice(t, c.role, c.rationale) for t, c in zip(texts[1:], wrong, strict=True))


def related(text: str, *topics: str) -> bool:
    """Whether a text shares a telling word, as far as its first letters show, with one of the topics."""
    stems = {w.rstrip("s")[:STEM] for t in topics for w in bag(t) if len(w) > 3}
    return any(w.rstrip("s")[:STEM] in stems for w in bag(text) if len(w) > 3)


def elsewhere_actions(
    pool: Iterable[Action],
    *,
    key_text: str,
    stem: str,
    key_sentence: tuple[int, int],
    agent: frozenset[str],
    form: str = "base",
    people: bool = True,
    topical: bool = False,
) -> list[Choice]:
    """Verb phrases of the article that are true of somebody else, nearest in length first; with `topical` only those
    that share a telling word with the question."""
    found: list[tuple[float, Choice]] = []
    seen: set[str] = set()
    for action in pool:
        if (action.tree.section, action.sentence) == key_sentence or action.copular or action.passive:
            continue
        if not action.agent or action.agent & agent or action.tree.lemma(action.head) in DULL:
            continue
        if people and action.agent_kind not in {"person", "organisation", "place"}:
            continue
        text = action.say(form)
        if text in seen or overlap(text, key_text) > 0.25 or overlap(text, stem) > 0.3:
            continue
        if topical and not related(text, key_text, stem):
            continue
        seen.add(text)
        found.append((abs(len(text) - len(key_text)), Choice(text, Role.ELSEWHERE, action.told_elsewhere)))
    return [choice for _, choice in sorted(found, key=lambda pair: (pair[0], pair[1].text))]
