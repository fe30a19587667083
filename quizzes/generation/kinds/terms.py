"""A statement asked for one of its terms, a noun phrase that is neither a name nor a figure: as a sentence with a gap,
or as a question for the subject or the object."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from quizzes.generation.asking.options import compatible, one_longer, overlap
from quizzes.generation.asking.questions import ask, ask_subject
from quizzes.generation.candidates import Candidate, Choice
from quizzes.generation.grammar.tree import capital
from quizzes.generation.kinds.exchanges import PEOPLE
from quizzes.generation.kinds.gaps import GAP, telling
from quizzes.generation.kinds.nominals import Nominal, terms
from quizzes.generation.kinds.rivals import PLAIN_VERBS, Rival, Rivals, start
from quizzes.generation.stating.statements import Statement, UnfitError
from quizzes.generation.types import ItemKind, Role
from quizzes.generation.workshop import Workshop

COEFFICIENTS = Path(__file__).with_name("rivals.json")
WRONG = 3
LEAST_LIKELY = 0.42  # of a rival to be a good option
LEAST_MEAN = 0.48  # of the three taken
LEAST_TELLING = 4
LONGEST_STEM = 26
SAME = 0.6
BACK = frozenset({"their", "its", "his", "her", "they", "it", "themselves", "itself"})  # point back at the subject
A_STATEMENT = 2  # questions on one statement


@dataclass(frozen=True, slots=True)
class Asked:
    """A term of a statement with its wrong options, and how likely these are good ones on the average."""

    key: Nominal
    wrong: tuple[Rival, ...]
    likely: float


def propose(shop: Workshop) -> Iterator[Candidate]:
    """Up to two questions for each statement with a term that other things can be put for."""
    rivals = Rivals(shop)
    done: list[tuple[str, str]] = []
    for statement in shop.told:
        if len(statement.text.split()) > LONGEST_STEM or any(
            statement.tree.tokens[i].pos == "VERB" for i in statement.lead
        ):
            continue
        found = [asked for key in terms(statement) if (asked := chosen(rivals, statement, key)) is not None]
        found.sort(key=lambda a: -a.likely)
        for asked in found[:A_STATEMENT]:
            try:
                made = question(shop, statement, asked) or gap(shop, statement, asked)
            except UnfitError as unfit:
                shop.refuse(statement.tree, statement.fact.sentence, "gap_term", unfit.reason)
                continue
            if made is None or any(made.answer.lower() == k and overlap(made.stem, s) > SAME for k, s in done):
                continue  # "X said that …" and what X said are two statements
            done.append((made.answer.lower(), made.stem))
            yield made


def chosen(rivals: Rivals, statement: Statement, key: Nominal) -> Asked | None:
    """The three rivals of a term that are likeliest to be good, all made at one place; None where too few are."""
    if given_away(statement, key):
        return None
    best: Asked | None = None
    for found in rivals.of(statement, key):
        ordered = sorted(((likely(r.features), r) for r in found), key=lambda pair: (-pair[0], pair[1].text))
        taken: list[tuple[float, Rival]] = []
        for chance, rival in ordered:
            texts = [key.text, *(r.text for _, r in taken)]
            if chance >= LEAST_LIKELY and len(taken) < WRONG and compatible(rival.text, texts):
                taken.append((chance, rival))
        if len(taken) < WRONG:
            continue
        likely_ones = [pair for pair in ordered if pair[0] >= LEAST_LIKELY]
        taken = one_longer(key.text, taken, likely_ones, lambda pair: pair[1].text)
        mean = sum(chance for chance, _ in taken) / WRONG
        if mean >= LEAST_MEAN and (best is None or mean > best.likely):
            best = Asked(key, tuple(r for _, r in taken), mean)
    return best


def given_away(statement: Statement, key: Nominal) -> bool:
    """Whether the rest of the statement says a telling word of the term again."""
    tree, inside = statement.tree, set(key.tokens)
    mine = {start(x) for x in key.lemmas if x not in PLAIN_VERBS}
    rest = {start(tree.word(i)) for i in statement.tokens if i not in inside and len(tree.word(i)) > 3}
    filled = {start(w.lower()) for t in statement.swaps.values() for w in t.split()}
    return bool(mine & (rest | filled))


@cache
def coefficients() -> dict[str, float]:
    """The model's weights by feature name."""
    return json.loads(COEFFICIENTS.read_text("utf-8"))


def likely(features: dict[str, float]) -> float:
    """The model's estimate, 0 to 1, that a strict reader takes a rival for plausible and clearly wrong."""
    weights = coefficients()
    total = weights["bias"] + sum(weights.get(name, 0.0) * value for name, value in features.items())
    return 1 / (1 + math.exp(-total))


def question(shop: Workshop, statement: Statement, asked: Asked) -> Candidate | None:
    """The statement as a question for its subject or its object; None where the term is neither."""
    fact, key = statement.fact, asked.key
    if fact.negation is not None or fact.copular or fact.tree.kids(key.head, "acl"):
        return None  # "What did he bring he had made?"
    word = "Who" if key.kind in PEOPLE else "What"
    if key.head == fact.subject and set(key.tokens) == set(statement.subject_tokens):
        if any(fact.tree.word(i) in BACK for i in statement.predicate):
            return None
        stem, template = ask_subject(statement, word), "which_term"
    elif key.head == fact.kid("obj") and not fact.passive and not fact.parts("xcomp", "ccomp", "iobj"):
        if fact.tree.lemma(fact.head) in PLAIN_VERBS or fact.coordinated or word == "Who":
            return None
        stem, template = ask(statement, word, key.tokens), "what_term"
    else:
        return None
    stem = shop.voiced(statement, stem)
    if telling(stem) < LEAST_TELLING:
        raise UnfitError("thin")
    return candidate(shop, statement, asked, stem, template)


def gap(shop: Workshop, statement: Statement, asked: Asked) -> Candidate | None:
    """The statement with a gap for the term."""
    tokens = asked.key.tokens
    stem = shop.spoken(statement, {**dict.fromkeys(tokens, ""), tokens[0]: GAP})
    if stem.count(GAP) != 1 or stem.startswith(GAP):
        return None
    if telling(stem) < LEAST_TELLING:
        raise UnfitError("thin")
    return candidate(shop, statement, asked, stem, "gap_term")


def candidate(shop: Workshop, statement: Statement, asked: Asked, stem: str, template: str) -> Candidate:
    """The finished candidate: options of a question begin with a capital, those of a gap as inside the sentence."""
    asks = template != "gap_term"
    key = capital(asked.key.text) if asks else asked.key.text
    wrong = []
    for rival in asked.wrong:
        text = capital(rival.text) if asks else rival.text
        role = Role.ELSEWHERE if rival.features["in_article"] else Role.UNSUPPORTED
        wrong.append(Choice(text, role, f"The text says “{asked.key.text}”, not “{rival.text}”."))
    return Candidate(
        kind=ItemKind.CHOICE if asks else ItemKind.CLOZE,
        template=template,
        stem=stem,
        answer=key,
        statement=statement,
        sentences=shop.grounds(statement),
        wrong=tuple(wrong),
        features={"rivals_likely": round(asked.likely, 4)},
        asked=asked.key.tokens,
        worth=0.5 + 0.3 * asked.likely,
        key_rationale="This is what the text says.",
    )
