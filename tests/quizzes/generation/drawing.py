"""Finished questions of one template, before the choice among questions on the same sentence."""

from __future__ import annotations

from articles.language import read
from quizzes.generation import Item, Passage
from quizzes.generation.drafting import KINDS, finished
from quizzes.generation.judging.filters import refused
from quizzes.generation.workshop import Workshop


def drawn(setting: str, sentences: str, template: str) -> list[Item]:
    """What the engine would print of a template for some sentences in a town that others tell of."""
    shop = Workshop([Passage(1, "", read(f"{setting}\n\n{sentences}"))])
    candidates = [c for kind in KINDS for c in kind(shop) if c.template == template and refused(c) is None]
    return [finished(c, 0.5, {}, 0, turn) for turn, c in enumerate(candidates)]
