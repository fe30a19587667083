"""Wrong options beside a purpose or a means: what others in the article do, on its topics."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from quizzes.generation.asking.options import DULL, choose, choose_near, overlap, related, trimmed
from quizzes.generation.candidates import Choice
from quizzes.generation.changing.misreading import Change, only_figures
from quizzes.generation.english.lists import listed
from quizzes.generation.grammar.article import Article
from quizzes.generation.stating.actions import Action, agent_lemmas
from quizzes.generation.stating.statements import Statement, UnfitError
from quizzes.generation.types import Role
from quizzes.generation.workshop import Workshop

ACTING = frozenset({"person", "organisation", "place", "animal"})
TOPICAL = 0.3
UNLIKE = 14  # letters by which an option's length may differ before it counts as far off
START = 6  # letters at which two forms of one name are alike
# Nobody does these to some end.
UNWILLED = listed(
    "face resent suffer receive rise lose fall disappoint populate issue happen appear die use meet gather need start "
    "begin become grow remain live see feel stand lie lead contain include exist depend fail endure represent provide "
    "react realise realize result change enable "
    "help allow let permit"
)


def phrases_of_others(
    shop: Workshop, statement: Statement, *, key: str, stem: str, form: str, by: int | None = None
) -> list[Choice]:
    """What somebody else does, in the given form, nearest in topic and length first.

    Nothing is offered that is done by whoever does what the key says, the statement's subject or the noun at `by`: it
    could be a purpose or a means as well.
    """
    tree, fact = statement.tree, statement.fact
    doer = fact.subject if by is None else by
    mine = {lemma[:START] for lemma in agent_lemmas(tree, doer)}
    acting = str(tree.tokens[doer].kind).lower() in ACTING
    found: list[tuple[float, Choice]] = []
    seen: set[str] = set()
    for action in shop.actions:
        if (action.tree.section, action.sentence) == (tree.section, fact.sentence) or action.copular or action.passive:
            continue
        if (
            not action.agent
            or {a[:START] for a in action.agent} & mine
            or action.tree.lemma(action.head) in DULL | UNWILLED
        ):
            continue
        if acting and action.agent_kind not in ACTING:
            continue
        text = action.say(form)
        if text in seen or overlap(text, key) > 0.25 or overlap(text, stem) > 0.3:
            continue
        near = related(text, key, stem)
        if not near and not on_topic(shop.article, action):
            continue
        seen.add(text)
        apart = abs(len(text) - len(key)) / UNLIKE - 1.5 * near
        found.append((apart, Choice(text, Role.ELSEWHERE, action.told_elsewhere)))
    return [choice for _, choice in sorted(found, key=lambda pair: (pair[0], pair[1].text))]


def on_topic(article: Article, action: Action) -> bool:
    """Whether a phrase names something that the article keeps talking about."""
    nouns = {action.tree.lemma(i) for i in action.tokens if action.tree.tokens[i].pos in {"NOUN", "PROPN"}}
    return any(article.salience(noun) >= TOPICAL for noun in nouns)


def offered_beside(
    key: str, stem: str, changes: Sequence[Change], misreads: Iterable[Choice], others: Iterable[Choice]
) -> tuple[str, tuple[Choice, ...]]:
    """The key and misreadings of it where there are two or three at different places; else one of them and two phrases
    of others, or three of these where most are near the question's topic. What all options share at the end is left
    out; raises `UnfitError` where there are too few, or where all say the same at length."""
    near, far = list(misreads), list(others)
    wrong = choose_near(key, near, far) or (choose(key, near[:1], far) if near else None)
    least = 1 if key.startswith("To ") else 2
    if wrong is None and sum(related(c.text, key, stem) for c in far[:3]) >= least:
        wrong = choose(key, [], far)
    if wrong is None or only_figures(changes):
        raise UnfitError("too_few_options")
    cut = trimmed(key, wrong)
    if cut is None:
        raise UnfitError("too_long")
    return cut
