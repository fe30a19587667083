"""What somebody does, or what happens, against what one would expect: "despite N", "although C"."""

from __future__ import annotations

from collections.abc import Iterator

from quizzes.generation.asking.options import choose, elsewhere_actions
from quizzes.generation.asking.questions import finish, operator
from quizzes.generation.candidates import Candidate, Choice
from quizzes.generation.grammar.facts import Fact
from quizzes.generation.grammar.tree import capital
from quizzes.generation.kinds.parting import PERSONS, edges, opener, own_tokens, told_facts
from quizzes.generation.kinds.proposing import enough, tried
from quizzes.generation.stating.actions import Action, agent_lemmas, phrase_tokens
from quizzes.generation.stating.statements import Statement, UnfitError
from quizzes.generation.types import ItemKind, Role
from quizzes.generation.workshop import Workshop

ALTHOUGH = frozenset({"although", "though", "even though"})


def propose(shop: Workshop) -> Iterator[Candidate]:
    """ "What did X do despite N?" and "Although C, what did X do?"."""
    for fact in told_facts(shop):
        for k in fact.parts("obl", "advcl"):
            if against(fact, k):
                yield from tried(shop, fact.place, "despite", despite, fact, k)


def against(fact: Fact, k: int) -> str:
    """ "despite" or "although" for a part that tells what would lead one to expect something else, or ""."""
    tree, first = fact.tree, tree_first(fact, k)
    word = tree.word(first)
    if word == "despite" or (word == "in" and first + 1 < k and tree.word(first + 1) == "spite"):
        return "despite"
    return "although" if opener(tree, k) in ALTHOUGH and tree.kid(k, "nsubj") is not None else ""


def tree_first(fact: Fact, k: int) -> int:
    """The first word of a part."""
    return min(i for i in fact.tree.subtree(k) if fact.tree.tokens[i].pos != "PUNCT")


def despite(shop: Workshop, fact: Fact, k: int) -> Candidate:
    """The key is what the doer does all the same; raises `UnfitError` where nobody does anything."""
    tree = fact.tree
    doer = str(tree.tokens[fact.subject].kind).lower() in PERSONS
    if not doer or fact.passive or fact.copular or fact.negation is not None or fact.coordinated:
        raise UnfitError("no_key")
    statement = shop.stater.state(fact)
    if fact.reporting is not None and not shop.voice(statement):
        raise UnfitError("quoted")
    span = set(tree.subtree(k))
    concession = edges([i for i in statement.tokens if i in span], tree)
    if against(fact, k) == "although":
        concession = own_tokens(tree, k)
    problem = shop.standing.problem(tree, [i for i in concession if i not in statement.swaps], fact.subject)
    if problem or len(concession) < 2:
        raise UnfitError(problem[0] if problem else "thin")
    aux, word = operator(statement)
    subject = tree.lowered(statement.subject_tokens[0], statement.say(statement.subject_tokens))
    perfect = aux is not None and tree.lemma(aux) == "have"
    asks = f"what {word} {subject} {'done' if perfect else 'do'}"
    told = tree.lowered(concession[0], statement.say(concession))
    if against(fact, k) == "although":
        stem = finish(f"Although {told}, {asks}")
    else:
        stem = finish(f"{asks} {told}")
    stem = shop.voiced(statement, stem)
    tokens = [i for i in phrase_tokens(tree, fact.head) if i in set(statement.predicate) and i not in span]
    action = Action(tree, fact.sentence, fact.head, tuple(edges(tokens, tree)), False, False, frozenset(), "", {})
    if len(action.tokens) < 3:
        raise UnfitError("thin")
    return offered(shop, statement, action, stem)


def offered(shop: Workshop, statement: Statement, action: Action, stem: str) -> Candidate:
    """The question with other deeds of the article, and the deed changed, as the wrong options."""
    tree, fact = statement.tree, statement.fact
    key = capital(action.say("base"))
    misreads = [
        Choice(capital(action.say("base", c.swaps)), Role.MISREAD, c.rationale)
        for c in shop.changer.changes(statement, action.tokens)
    ]
    others = [
        Choice(capital(c.text), c.role, c.rationale)
        for c in elsewhere_actions(
            shop.actions,
            key_text=key,
            stem=stem,
            key_sentence=(tree.section, fact.sentence),
            agent=agent_lemmas(tree, fact.subject),
        )
    ]
    wrong = enough(choose(key, misreads, others))
    return Candidate(
        kind=ItemKind.CHOICE,
        template="did_despite",
        stem=stem,
        answer=key,
        statement=statement,
        sentences=shop.grounds(statement),
        wrong=wrong,
        asked=action.tokens,
        worth=1.0,
        key_rationale="The text says exactly this.",
    )
