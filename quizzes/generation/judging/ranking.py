"""How good a candidate is likely to be: a logistic model over named features (`coefficients.json`)."""

from __future__ import annotations

import json
import math
from functools import cache
from pathlib import Path

from quizzes.generation.asking.options import bag
from quizzes.generation.candidates import Candidate
from quizzes.generation.stating import anchors
from quizzes.generation.types import ItemKind, Role
from quizzes.generation.workshop import Workshop

COEFFICIENTS = Path(__file__).with_name("coefficients.json")


@cache
def coefficients() -> dict[str, float]:
    """The model's weights by feature name; a feature without a weight counts nothing."""
    return json.loads(COEFFICIENTS.read_text("utf-8"))


def features(shop: Workshop, c: Candidate) -> dict[str, float]:
    """Named numbers, most of them between 0 and 1, that tell a good question from a poor one."""
    statement, tree = c.statement, c.statement.tree
    fact = statement.fact
    sentence = tree.sentences[fact.sentence]
    size = max(1, sentence.last - sentence.first + 1)
    lemmas = [tree.lemma(i) for i in statement.tokens if tree.tokens[i].pos in {"NOUN", "PROPN"}]
    salience = sum(shop.article.salience(x) for x in lemmas) / len(lemmas) if lemmas else 0.0
    subject = shop.article.salience(tree.lemma(fact.subject))
    margins = [tree.tokens[i].margin for i in statement.tokens]
    stem = len(c.stem.split())
    roles = [w.role for w in c.wrong]
    return {
        f"template:{c.template}": 1.0,
        f"kind:{c.kind.value}": 1.0,
        "worth": c.worth,
        "salience": salience,
        "subject_salience": subject,
        "margin": min(margins, default=1.0),
        "kept_share": len(statement.tokens) / size,
        "sentence_length": min(1.0, size / 40),
        "stem_long": max(0, stem - 16) / 10,
        "stem_short": max(0, 6 - stem) / 3,
        "answer_length": min(1.0, len(c.answer.split()) / 15),
        "first_sentence": float(fact.sentence < 3),
        "resolved": float(len(statement.sentences) > 1),
        "quoted": float(fact.quoted),
        "reported": float(fact.reporting is not None),
        "named_subject": float(tree.named(fact.subject)),
        "misreads": roles.count(Role.MISREAD) / 3,
        "elsewhere": roles.count(Role.ELSEWHERE) / 3,
        "clang": len(bag(c.stem) & bag(c.answer)) / 3 if c.kind is ItemKind.CHOICE else 0.0,
        "leaning": float(shop.standing.leaning(tree, statement.tokens)),
        "narrowed": float(fact.kind in {"relative", "adverbial"}),
        "negated": float(fact.negation is not None),
        "depth": float(fact.kind not in {"main", "coordinate"}),
        **standing(shop, c),
        **c.features,
    }


def standing(shop: Workshop, c: Candidate) -> dict[str, float]:
    """What tells whether a question says what it is about, asks for more than a detail, and keeps the point."""
    statement, tree = c.statement, c.statement.tree
    sentence = tree.sentences[statement.fact.sentence]
    whole = anchors.content_words(statement, range(sentence.first, sentence.last + 1))
    asked = [i for i in c.asked if i in set(statement.tokens)]
    deepest = max((anchors.depth_of(statement, i) for i in asked), default=0) if len(asked) < 4 else 0
    figures = sum(tree.tokens[i].pos == "NUM" for i in statement.tokens)
    return {
        "names": min(1.0, anchors.names_in(statement) / 2),
        "topics": min(1.0, anchors.topics_in(shop.article, tree, statement.tokens) / 3),
        "vague_subject": float(anchors.vague_subject(shop.article, statement)),
        "content_words": min(1.0, anchors.content_words(statement) / 10),
        "content_kept": min(1.0, anchors.content_words(statement) / max(1, whole)),
        "asked_depth": min(1.0, deepest / 5),
        "figures": min(1.0, figures / 3),
        "plain_words": min(1.0, anchors.plain_words(statement) / 8),
        "loose_definites": min(1.0, anchors.loose_definites(statement) / 2),
        "unexplained": float(anchors.unexplained(statement)),
        **({f"figure:{anchors.figure_asked(c)}": 1.0} if anchors.figure_asked(c) else {}),
        "copular": float(statement.fact.copular),
        "person_subject": float(str(tree.tokens[statement.fact.subject].kind).lower() == "person"),
        "centrality": anchors.centrality(shop.article, tree, range(sentence.first, sentence.last + 1)),
    }


def score(found: dict[str, float]) -> float:
    """The model's estimate, 0 to 1, of what the question is worth to strict readers."""
    weights = coefficients()
    total = weights.get("bias", 0.0) + sum(weights.get(name, 0.0) * value for name, value in found.items())
    return 1 / (1 + math.exp(-total))
