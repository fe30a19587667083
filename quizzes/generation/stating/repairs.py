"""Cutting the loose parts of a clause that do not stand alone, and leaving alone those its meaning needs."""

from __future__ import annotations

from collections.abc import Mapping

from quizzes.generation.english import words
from quizzes.generation.english.lists import listed
from quizzes.generation.grammar.clauses import FINITE_TAGS, after_comma, without_stray_commas
from quizzes.generation.grammar.facts import Fact
from quizzes.generation.grammar.tree import Tree, base_dep
from quizzes.generation.referents.standing import Standing

HEDGES = listed(
    """
    probably possibly perhaps maybe likely unlikely apparently allegedly reportedly supposedly almost nearly
    only hardly barely largely mainly mostly partly sometimes often usually rarely seldom not never no about
    around roughly approximately less more least most potentially theoretically
    """
)
NEEDED_MARKS = listed(
    """
    if unless until provided without whether except rather than as although though
    """
)
LONGEST = 26  # words of a statement that a question can still hold
COMPARING = frozenset({"than", "as"})
GOVERNED_CASES = listed("with to from into onto of for against about on over towards upon through")
NEEDED_CASES = listed(
    """
    according without except than despite as like unlike among
    """
)


class UnfitError(Exception):
    """A clause cannot be used: `reason` is the filter's name."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def repair(standing: Standing, fact: Fact, tokens: list[int], swaps: Mapping[int, str]) -> list[int]:
    """Cut loose parts that do not stand alone until nothing points elsewhere."""
    tree = fact.tree
    subject_span = set(fact.subject_tokens)
    for _ in range(5):
        check = [i for i in tokens if i not in swaps and not _looks_ahead(fact, i)]
        problem = standing.problem(tree, check, fact.subject, tokens)
        if problem and swaps and problem[0] in {"pronoun", "unclear_pronoun"}:
            raise UnfitError(problem[0])
        if problem is None:
            return without_stray_commas(tree, tokens, fact.subject)
        reason, where = problem
        if reason == "relative_time":
            where = _time_token(tree, tokens)
        loose = _loose_part(fact, tokens, where)
        if loose is None or where in subject_span or (loose == {where} and _opens_aside(tree, tokens, where)):
            raise UnfitError(reason)
        tokens = [i for i in tokens if i not in loose]
    raise UnfitError("points_elsewhere")


def _opens_aside(tree: Tree, tokens: list[int], where: int) -> bool:
    """Whether "now" opens a remark that would say nothing without it: "the population, now a little over 4,500"."""
    after = where + 1
    return (
        tree.word(where) == "now"
        and tree.tokens[where - 1].text == ","
        and after in tokens
        and tree.tokens[after].pos not in {"VERB", "AUX"}
    )


def _looks_ahead(fact: Fact, i: int) -> bool:
    """Whether "his" in an opening phrase is the "he" that follows as subject: "In his youth, he painted"."""
    tree = fact.tree
    gender = words.PRONOUNS_THIRD.get(tree.word(fact.subject))
    return (
        gender is not None
        and i < fact.subject
        and tree.tokens[i].tag == "PRP$"
        and words.PRONOUNS_THIRD.get(tree.word(i)) == gender
    )


def _time_token(tree: Tree, tokens: list[int]) -> int:
    for i in tokens:
        if tree.word(i) in {"last", "next", "this", "past", "coming", "previous", "following"}:
            return i
    return tokens[0]


def _loose_part(fact: Fact, tokens: list[int], where: int) -> set[int] | None:
    """The adverbial of the clause that holds the token, when leaving it out keeps the statement true."""
    tree = fact.tree
    path = [where]
    while path[-1] != fact.head:
        up = tree.tokens[path[-1]].head
        if up == path[-1] or len(path) > 40:
            return None
        path.append(up)
    if len(path) < 2:
        return None
    part = path[-2]
    token = tree.tokens[part]
    dep = base_dep(token.dep)
    span = set(tree.subtree(part)) & set(tokens)
    case = {tree.word(k) for k in tree.kids(part, "case", "mark")}
    if _limits(fact, part, span) or (dep != "advmod" and fact.negation is not None):
        return None
    if dep == "obl" and not case & NEEDED_CASES and not _argument(fact, part) and not _governed(tree, part, case):
        return span
    if dep == "advmod" and tree.word(part) not in HEDGES and part != fact.negation:
        bare = not fact.parts("obj", "obl", "xcomp", "ccomp") and not fact.copular
        return None if bare and part > fact.head and fact.parts("compound") else span
    if dep == "advcl" and part > fact.head and _set_off(tree, part, case):
        return span
    return None


def _governed(tree: Tree, part: int, case: set[str]) -> bool:
    """Whether a verb may ask for the preposition (associate with, give to): no time or place, and no comma before."""
    timely = str(tree.tokens[part].kind).lower() == "time"
    return bool(case & GOVERNED_CASES) and not timely and not _set_off(tree, part, set())


def _limits(fact: Fact, part: int, span: set[int]) -> bool:
    """Whether a part says where or of what the clause holds, or what it is compared with, so that it must stay."""
    tree = fact.tree
    inner = [i for i in sorted(span) if tree.tokens[i].pos != "PUNCT"]
    if any(tree.word(i) in COMPARING for i in inner) or any(tree.word(k) in HEDGES for k in tree.kids(part, "advmod")):
        return True
    if tree.word(part) in {"here", "there", "elsewhere"}:
        return True
    of_time = str(tree.tokens[part].kind).lower() == "time"
    existential = tree.tokens[fact.subject].tag == "EX"
    named = any(tree.tokens[i].pos in {"NOUN", "PROPN"} for i in inner)
    return named and not of_time and (existential or part < fact.subject)


def _set_off(tree: Tree, part: int, marks: set[str]) -> bool:
    """Whether a clause may go without loss: set off by a comma, or one of time."""
    if marks & NEEDED_MARKS:
        return False
    left = tree.subtree(part)[0]
    comma = tree.tokens[left].text == "," or (left > 0 and tree.tokens[left - 1].text == ",")
    return comma or bool(marks & {"when", "while", "after", "before", "since"})


def _argument(fact: Fact, part: int) -> bool:
    """Whether a prepositional phrase is likely needed by its verb: the first thing after it, and not a time."""
    tree = fact.tree
    kind = tree.tokens[part].kind
    timely = kind is not None and str(kind).lower() == "time" and not fact.copular
    if part < fact.head or timely:
        return False
    if {tree.word(c) for c in tree.kids(part, "case")} == {"by"} and fact.passive:
        return False
    left = tree.subtree(part)[0]
    between = [i for i in range(fact.head + 1, left) if tree.tokens[i].pos in {"NOUN", "PROPN", "VERB", "ADJ", "NUM"}]
    return not between


def shortened(fact: Fact, tokens: list[int]) -> list[int]:
    """A long clause without what stands as a statement of its own: a second verb phrase, a contrast with "while"."""
    tree = fact.tree
    if len(tokens) > 2 and tree.word(tokens[-1]) == "too" and tree.tokens[tokens[-2]].text == ",":
        tokens = tokens[:-2]  # it ties the sentence to one before
    for k in reversed(fact.parts("conj", "advcl")):
        if sum(tree.tokens[i].pos != "PUNCT" for i in tokens) <= LONGEST:
            break
        span = set(tree.subtree(k)) & set(tokens)
        verbal = tree.dep(k) == "conj" and tree.tokens[k].tag in FINITE_TAGS and tree.tokens[k].pos == "VERB"
        contrast = {tree.word(m) for m in tree.kids(k, "mark")} & {"while", "whereas"} and after_comma(tree, k)
        turned = any(tree.word(c) in {"but", "yet"} for c in tree.kids(k, "cc"))
        if not turned and k > fact.head and max(span) == max(tokens) and (verbal or contrast):
            tokens = [i for i in tokens if i not in span]
            while tree.tokens[tokens[-1]].pos in {"PUNCT", "CCONJ"}:
                tokens.pop()
    return tokens


def with_comma(fact: Fact, tokens: list[int]) -> list[int]:
    """The tokens with the comma between an opening adverbial and the subject put back where cutting lost it."""
    tree = fact.tree
    subject = fact.subject_tokens[0]
    lead = [i for i in tokens if i < subject]
    if not lead or tree.tokens[lead[-1]].pos == "PUNCT":
        return tokens
    comma = next((i for i in range(lead[-1] + 1, subject) if tree.tokens[i].text == ","), None)
    return tokens if comma is None else sorted({*tokens, comma})
