"""What is said of something, ready to be said of "it", "they", "he" or "she": options for "what is true of X"."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from quizzes.generation.actions import agent_lemmas, sound
from quizzes.generation.candidates import Choice
from quizzes.generation.english.opposites import VERBS
from quizzes.generation.english.verbs import participle, past, present
from quizzes.generation.options import overlap
from quizzes.generation.statements import Statement, UnfitError
from quizzes.generation.tree import capital
from quizzes.generation.types import Role

LONGEST = 24


@dataclass(frozen=True, slots=True)
class Predicate:
    """The predicate of a statement; `content` says whether it comes from somebody's words."""

    statement: Statement
    tokens: tuple[int, ...]

    def say(self, subject: str, plural: bool, swaps: Mapping[int, str] | None = None) -> str:
        """The predicate with a subject in front, its verb agreeing with it."""
        fact = self.statement.fact
        tree = fact.tree
        changed = dict(swaps or {})
        first = fact.group[0] if fact.group else fact.head
        tag, word, lemma = tree.tokens[first].tag, tree.word(first), tree.lemma(first)
        if first in changed:
            lemma = VERBS.get(lemma, lemma)
        if lemma == "be" and word not in {"be", "been", "being"}:
            changed[first] = past("be", plural) if tag == "VBD" or word in {"was", "were"} else present("be", plural)
        elif tag in {"VBZ", "VBP"} and word not in {"'s", "’s"}:
            changed[first] = present(lemma, plural)
        return f"{subject} {self.statement.say(self.tokens, changed)}"

    def recast(self, subject: str, plural: bool, tense: str) -> str:
        """The predicate in another tense (`past` or `perfect`), without its own auxiliaries; active verbs only."""
        fact = self.statement.fact
        lemma = fact.tree.lemma(fact.head)
        verb = past(lemma) if tense == "past" else participle(lemma)
        tokens = [i for i in self.tokens if i not in fact.group and i != fact.negation]
        said = self.statement.say(tokens, {fact.head: verb})
        return f"{subject} {said}" if tense == "past" else f"{subject} {'have' if plural else 'has'} {said}"


def predicate_of(statement: Statement) -> Predicate:
    """The predicate without coordinated extras; raises `UnfitError` when it is too long or thin."""
    fact = statement.fact
    cut = set(fact.coordinated)
    tokens = [i for i in statement.predicate if i not in cut]
    while (
        tokens
        and statement.tree.tokens[tokens[-1]].pos in {"PUNCT", "CCONJ"}
        and (statement.tree.tokens[tokens[-1]].text not in {"”", '"', "’"})
    ):
        tokens.pop()
    if statement.tree.word(fact.group[0] if fact.group else fact.head) in {"'d", "’d", "'s", "’s"}:
        raise UnfitError("contraction")
    tree, first = statement.tree, fact.group[0] if fact.group else fact.head
    if not tokens or (tokens[0] != first and tree.tokens[tokens[0]].pos != "ADV") or not sound(tree, first):
        raise UnfitError("verb_form")
    ahead = [i for i in tokens if i < fact.head and i not in fact.group]
    if not fact.copular and any(tree.tokens[i].pos not in {"ADV", "PART", "AUX"} for i in ahead):
        raise UnfitError("verb_form")
    if not 3 <= len(tokens) <= LONGEST:
        raise UnfitError("thin" if len(tokens) < 3 else "too_long")
    return Predicate(statement, tuple(tokens))


def named_subject(statement: Statement) -> str:
    """A short subject repeated in the options where no pronoun is safe."""
    tokens = statement.subject_tokens
    text = statement.say(tokens)
    if len(text.split()) > 3:
        raise UnfitError("unclear_pronoun")
    return capital(text)


def whole(statement: Statement, tokens: tuple[int, ...]) -> bool:
    """Whether the tokens run on without a hole but for marks and short adverbs."""
    tree = statement.tree
    inside = set(tokens)
    holes = [i for i in range(tokens[0], tokens[-1]) if i not in inside]
    return all(tree.tokens[i].pos in {"PUNCT", "ADV", "CCONJ"} for i in holes)


def pronoun_for(statement: Statement) -> tuple[str, bool]:
    """The pronoun an option may use for the statement's subject, and whether it is plural.

    A single person is he or she only where the text says so nearby; otherwise `UnfitError`.
    """
    fact = statement.fact
    if fact.plural:
        return "They", True
    tree = fact.tree
    if str(tree.tokens[fact.subject].kind).lower() != "person":
        return "It", False
    last = min(fact.sentence + 1, len(tree.sentences) - 1)
    near = {tree.word(i) for i in range(fact.subject, tree.sentences[last].last + 1)}
    he, she = bool(near & {"he", "his", "him"}), bool(near & {"she", "her", "hers"})
    if he == she:
        return named_subject(statement), False
    return ("He", False) if he else ("She", False)


def elsewhere(
    statements: Iterable[Statement],
    standing_problem: object,
    *,
    of: Statement,
    key: str,
    stem: str,
    subject: str,
    plural: bool,
    fits: Callable[[Statement], bool] = lambda other: True,
    recast: str = "",
) -> list[Choice]:
    """What the article says of other things of the same sort, put on the same subject."""
    mine = agent_lemmas(of.tree, of.fact.subject)
    found: list[tuple[float, Choice]] = []
    seen: set[str] = set()
    for other in statements:
        theirs = agent_lemmas(other.tree, other.fact.subject)
        same = other.tree is of.tree and other.fact.sentence == of.fact.sentence
        if mine & theirs or same or not fits(other) or not alike(of, other):
            continue
        try:
            predicate = predicate_of(other)
        except UnfitError:
            continue
        if standing_problem(other.tree, predicate.tokens):  # type: ignore[operator]
            continue
        text = predicate.recast(subject, plural, recast) if recast else predicate.say(subject, plural)
        if text in seen or not whole(other, predicate.tokens):
            continue
        seen.add(text)
        if overlap(text, key) > 0.25 or overlap(text, stem) > 0.2:
            continue
        who = other.say(other.subject_tokens)
        rationale = f"The text says this of something else: {who}."
        near = abs(len(text) - len(key)) + distance(of, other)
        found.append((near, Choice(text, Role.ELSEWHERE, rationale)))
    return [c for _, c in sorted(found, key=lambda pair: (pair[0], pair[1].text))]


def alike(one: Statement, other: Statement) -> bool:
    """Whether what is said of one subject could be said of the other: a doer stays a doer, a place a place."""
    kinds = [str(s.tree.tokens[s.fact.subject].kind).lower() for s in (one, other)]
    if kinds[0] == kinds[1]:
        return True
    doers = {"person", "organisation"}
    return set(kinds) <= doers or not set(kinds) & (doers | {"place", "time", "animal"})


def distance(one: Statement, other: Statement) -> int:
    """How unlike two subjects and verbs are, in letters of length difference."""
    kinds = [str(s.tree.tokens[s.fact.subject].kind).lower() for s in (one, other)]
    agents = [k in {"person", "organisation", "animal"} for k in kinds]
    return (
        (0 if kinds[0] == kinds[1] else 15)
        + (0 if agents[0] == agents[1] else 40)
        + (0 if one.fact.copular == other.fact.copular else 15)
        + (0 if one.fact.past_or_modal == other.fact.past_or_modal else 10)
    )
