"""Whether a sentence still makes sense with one of its words changed: what stands around a word often leans on it."""

from __future__ import annotations

import re

from quizzes.generation.changing.misreading import TURNING, Change
from quizzes.generation.english.lists import listed
from quizzes.generation.stating.statements import Statement

# A reason, a contrast or a result fits what was said, not its opposite.
TIED = re.compile(
    r"\b(?:because|although|though|despite|in spite of|even|whereas|so that|due to|thanks to|as a result|inevitably"
    r"|therefore|still|without|at least|not only|either|no longer)\b",
    re.IGNORECASE,
)
LISTED = re.compile(r"\b(?:such as|including|for example|almost|nearly|just)\b", re.IGNORECASE)
FREQUENT = re.compile(
    r"\b(?:occasionally|sometimes|often|always|never|every|each|once|again|particularly)\b", re.IGNORECASE
)
DENIALS = listed("deny denies denied denying")
FORBIDDING = listed("forbid forbids forbade forbidden ban bans banned prohibit prohibits prohibited")
RULERS = frozenset({"person", "organisation", "place"})
RULES = listed("law rule regulation agreement treaty ban order court government contract act code policy licence")
# Absolutes give themselves away, and "more rarely" compares with nothing.
TELLTALE = listed("completely entirely totally always never solely more less wholly")
WISHES = listed("want wants wanted may might could hope hopes hoped plan plans planned")


def coherent(statement: Statement, change: Change) -> bool:
    """Whether the statement with the change reads as something that could be so, and says the opposite plainly."""
    if change.kind in TURNING and (TIED.search(statement.text) or shared(statement, change)):
        return False
    test = TESTS.get(change.kind)
    return test is None or test(statement, change)


def shared(statement: Statement, change: Change) -> bool:
    """Whether a second verb is joined to the first, of which only one is turned: "shrinks and doubles"."""
    tree, inside = statement.tree, set(statement.tokens)
    joined = [
        k for k in tree.kids(statement.fact.head, "conj") if k in inside and tree.tokens[k].pos in {"VERB", "AUX"}
    ]
    return bool(joined) and change.site not in {x for k in joined for x in tree.subtree(k)}


def _verb(statement: Statement, change: Change) -> bool:
    words = set(change.now.lower().split())
    if words & DENIALS or "impossible" in words:
        return False
    tree, fact = statement.tree, statement.fact
    rules = str(tree.tokens[fact.subject].kind).lower() in RULERS or tree.lemma(fact.subject) in RULES
    if words & FORBIDDING and not rules:
        return False
    to_what = any(_purpose(statement, k) for k in tree.kids(change.site, "advcl", "xcomp"))
    return change.kind != "action" or not to_what


def _purpose(statement: Statement, verb: int) -> bool:
    """Whether "to …" tells what something was done for."""
    tree = statement.tree
    return verb in statement.tokens and any(tree.word(k) == "to" for k in tree.kids(verb, "mark"))


def _manner(statement: Statement, change: Change) -> bool:
    if change.now.lower().split()[0] in TELLTALE:
        return False
    tokens, tree = statement.tokens, statement.tree
    place = tokens.index(change.site) if change.site in tokens else 0
    leads = place == 0 or (place + 1 < len(tokens) and tree.tokens[tokens[place + 1]].text == ",")
    rest = " ".join(tree.tokens[i].text for i in tokens if i not in change.swaps)
    return not leads and not FREQUENT.search(rest)


def _amount(statement: Statement, change: Change) -> bool:
    rest = " ".join(statement.tree.tokens[i].text for i in statement.tokens if i not in change.swaps)
    return not LISTED.search(rest) and not re.search(r"\b(?:all|some|only)\b", rest, re.IGNORECASE)


def _ordinal(statement: Statement, change: Change) -> bool:
    after = change.site + 1
    return not (after < len(statement.tree.tokens) and statement.tree.word(after) in {"half", "time"})


def _mood(statement: Statement, change: Change) -> bool:
    """What somebody wants, or may do, is not denied by its having been done."""
    return not ("already" in change.now and set(change.was.lower().split()) & WISHES)


TESTS = {
    "action": _verb,
    "direction": _verb,
    "manner": _manner,
    "frequency": _manner,
    "quantifier": _amount,
    "order": _ordinal,
    "modality": _mood,
}
