"""What somebody wants, plans, can, must or is told to do: options are verb phrases."""

from __future__ import annotations

from collections.abc import Iterator

from quizzes.generation.asking.options import elsewhere_actions
from quizzes.generation.asking.questions import ask
from quizzes.generation.candidates import Candidate, Choice
from quizzes.generation.english import words
from quizzes.generation.grammar.tree import capital
from quizzes.generation.kinds.proposing import misreadings, offered_near, tried
from quizzes.generation.stating.actions import Action, agent_lemmas, from_fact, phrase_tokens
from quizzes.generation.stating.statements import Statement, UnfitError
from quizzes.generation.types import ItemKind, Role
from quizzes.generation.workshop import Workshop

AGENTS = frozenset({"person", "organisation", "place", "animal"})


def propose(shop: Workshop) -> Iterator[Candidate]:
    """Questions on wants and plans, orders and permissions, abilities and duties."""
    for statement in shop.told:
        for maker in (wants, orders, modals):
            yield from tried(shop, statement.fact.place, maker.__name__, maker, statement)


def wants(shop: Workshop, statement: Statement) -> Candidate | None:
    """ "X wants to V …" asked as "What does X want to do?"."""
    fact, tree = statement.fact, statement.tree
    to = _to_phrase(statement, fact.head)
    if to is not None and any(tree.word(i) in words.NEGATIVE_WORDS for i in to.tokens):
        raise UnfitError("negated")
    if to is None or tree.lemma(fact.head) not in words.WANTING or fact.kid("obj") is not None or fact.negation:
        return None
    return _asked(shop, statement, to, "wants_to_do", agent=fact.subject, worth=0.85)


def orders(shop: Workshop, statement: Statement) -> Candidate | None:
    """ "X asks Y to V …" or "the law allows Y to V …" asked for what Y is to do."""
    fact, tree = statement.fact, statement.tree
    if tree.lemma(fact.head) not in words.ORDERING or fact.negation:
        return None
    to = _to_phrase(statement, fact.head)
    obj = fact.kid("obj", "iobj")
    if to is None or (obj is None and not fact.passive):
        return None
    agent = obj if obj is not None else fact.subject
    return _asked(shop, statement, to, "told_to_do", agent=agent, worth=0.9)


def modals(shop: Workshop, statement: Statement) -> Candidate | None:
    """ "X can V …" asked as "What can X do?"; people and bodies only, active verbs only."""
    fact, tree = statement.fact, statement.tree
    if fact.modal not in {"can", "could", "must", "should", "may", "might", "will", "would"} or fact.negation:
        return None
    if fact.passive or fact.copular or tree.lemma(fact.head) in words.STATIVE | words.REPORTING:
        return None
    kind = str(tree.tokens[fact.subject].kind).lower()
    if kind not in AGENTS or (kind == "place" and not tree.named(fact.subject)) or len(fact.group) != 1:
        return None
    action = from_fact(fact, shop.standing)
    if action is None:
        return None
    kept = _inner(statement, action)
    return _asked(shop, statement, kept, "modal_do", agent=fact.subject, worth=0.75)


def _inner(statement: Statement, action: Action) -> Action:
    """The action without loose clauses (if, when, because), which stay in the stem."""
    tree = statement.tree
    loose = {
        i
        for k in tree.kids(action.head, "advcl")
        if tree.kids(k, "mark") and tree.word(tree.kids(k, "mark")[0]) != "to"
        for i in tree.subtree(k)
    }
    tokens = tuple(i for i in action.tokens if i not in loose)
    return Action(
        tree,
        action.sentence,
        action.head,
        tokens,
        action.passive,
        action.copular,
        action.agent,
        action.agent_kind,
        action.swaps,
    )


def _to_phrase(statement: Statement, head: int) -> Action | None:
    tree = statement.tree
    for k in statement.fact.parts("xcomp", "ccomp", "advcl"):
        marks = tree.kids(k, "mark")
        if marks and tree.word(marks[-1]) == "to" and tree.tokens[k].tag == "VB" and k > head:
            if tree.dep(k) == "advcl" and tree.lemma(head) not in words.ORDERING:
                continue
            inside = set(statement.tokens)
            tokens = [i for i in phrase_tokens(tree, k) if i in inside]
            return Action(
                tree,
                statement.fact.sentence,
                k,
                tuple(tokens),
                bool(tree.kids(k, "aux:pass")),
                bool(tree.kids(k, "cop")),
                frozenset(),
                "",
                statement.swaps,
            )
    return None


def _doer(kind: str) -> str:
    """People and the bodies and countries that act like them are one sort of doer."""
    return "doer" if kind in {"person", "organisation", "place"} else kind


def _asked(
    shop: Workshop,
    statement: Statement,
    action: Action,
    template: str,
    *,
    agent: int,
    worth: float,
) -> Candidate:
    """The question that asks for the action, with verb phrases of others as options."""
    if action.passive or action.copular or action.head not in action.tokens:
        raise UnfitError("verb_form")
    if not 3 <= len(action.tokens) <= 20:
        raise UnfitError("thin" if len(action.tokens) < 3 else "too_long")
    stem = _stem(shop, statement, action)
    key = capital(action.say())
    changes = misreadings(shop, statement, action.tokens)
    misreads = [Choice(capital(action.say("base", c.swaps)), Role.MISREAD, c.rationale) for c in changes]
    key, wrong = offered_near(key, misreads, _done_by_others(shop, statement, agent, key, stem))
    return Candidate(
        kind=ItemKind.CHOICE,
        template=template,
        stem=stem,
        answer=key,
        statement=statement,
        sentences=shop.grounds(statement),
        wrong=wrong,
        asked=tuple(sorted(action.tokens)),
        worth=worth,
        key_rationale="The text says exactly this.",
    )


def _stem(shop: Workshop, statement: Statement, action: Action) -> str:
    """ "What … do?" with the rest of the statement; raises `UnfitError` where that does not stand alone."""
    stem = ask(statement, "What", set(action.tokens) - {action.head}, swaps={action.head: "do"})
    left = [i for i in statement.tokens if i not in set(action.tokens) and i not in statement.swaps]
    problem = shop.standing.problem(statement.tree, left, statement.fact.subject)
    if problem is not None:
        raise UnfitError(problem[0])
    return shop.voiced(statement, stem)


def _done_by_others(shop: Workshop, statement: Statement, agent: int, key: str, stem: str) -> list[Choice]:
    """What other doers of the same sort do in the article, as wrong options."""
    tree = statement.tree
    doer = _doer(str(tree.tokens[agent].kind).lower())
    found = elsewhere_actions(
        [a for a in shop.actions if _doer(a.agent_kind) == doer],
        key_text=key,
        stem=stem,
        key_sentence=(tree.section, statement.fact.sentence),
        agent=agent_lemmas(tree, agent),
        topical=True,
    )
    return [Choice(capital(c.text), c.role, c.rationale) for c in found]
