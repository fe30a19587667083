"""What is said of something, ready to be said of "it", "they", "he" or "she": options for "what is true of X"."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from quizzes.generation.asking.options import overlap
from quizzes.generation.candidates import Choice
from quizzes.generation.english import words
from quizzes.generation.english.places import sort_of_place
from quizzes.generation.english.verbs import past, present
from quizzes.generation.grammar.tree import capital
from quizzes.generation.stating.actions import agent_lemmas, sound
from quizzes.generation.stating.statements import Statement, UnfitError
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
            return f"{subject} {self.statement.say(self.tokens, changed)}"
        if lemma == "be" and word not in {"be", "been", "being"}:
            changed[first] = past("be", plural) if tag == "VBD" or word in {"was", "were"} else present("be", plural)
        elif tag in {"VBZ", "VBP"} and word not in {"'s", "’s"}:
            changed[first] = present(lemma, plural)
        return f"{subject} {self.statement.say(self.tokens, changed)}"


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
    standing_problem: Callable[..., object],
    *,
    of: Statement,
    key: str,
    stem: str,
    subject: str,
    plural: bool,
) -> list[Choice]:
    """What the article says of another thing of the very same sort, put on the same subject."""
    mine = agent_lemmas(of.tree, of.fact.subject)
    found: list[tuple[float, Choice]] = []
    seen: set[str] = set()
    for other in statements:
        theirs = agent_lemmas(other.tree, other.fact.subject)
        same = other.tree is of.tree and other.fact.sentence == of.fact.sentence
        if same or not same_sort(of, other) or (mine & theirs and not rivals(of, other)):
            continue
        if manner(of) != manner(other) or other.fact.negation is not None or leans(other):
            continue
        try:
            predicate = predicate_of(other)
        except UnfitError:
            continue
        if standing_problem(other.tree, predicate.tokens) or not whole(other, predicate.tokens):
            continue
        text = predicate.say(subject, plural)
        if text in seen or overlap(text, key) > 0.4 or overlap(text, stem) > 0.25:
            continue
        seen.add(text)
        who = other.say(other.subject_tokens)
        rationale = f"The text says this of something else: {who}."
        found.append((abs(len(text) - len(key)), Choice(text, Role.ELSEWHERE, rationale)))
    return [c for _, c in sorted(found, key=lambda pair: (pair[0], pair[1].text))]


def _subject(statement: Statement) -> tuple[str, bool, str]:
    tree, head = statement.tree, statement.fact.subject
    return str(tree.tokens[head].kind).lower(), tree.named(head), tree.lemma(head)


def same_sort(one: Statement, other: Statement) -> bool:
    """Whether two subjects are of the very same sort: two named people, two groups of people, two named countries or
    bodies, or two things with the same noun."""
    mine, theirs = _subject(one), _subject(other)
    if one.fact.plural != other.fact.plural:
        return False
    if not mine[1] and not theirs[1] and mine[2] == theirs[2]:
        return True
    if mine[0] != theirs[0] or mine[1] != theirs[1]:
        return False
    if mine[0] == "place" and mine[1]:
        names = [s.say(s.subject_tokens) for s in (one, other)]
        return sort_of_place(names[0]) == sort_of_place(names[1])
    return mine[0] == "person" or (mine[0] == "organisation" and mine[1])


def rivals(one: Statement, other: Statement) -> bool:
    """Whether two subjects share a noun but are told apart by the words with it ("the first result")."""
    texts = [s.say(s.subject_tokens).lower() for s in (one, other)]
    short = min(texts, key=len)
    return texts[0] != texts[1] and short not in max(texts, key=len)


def manner(statement: Statement) -> tuple[str, bool, bool]:
    """How a predicate is said: its tense or modal verb, passive or active, with "be" or with a full verb."""
    fact, tree = statement.fact, statement.tree
    first = fact.group[0] if fact.group else fact.head
    tag = "now" if tree.tokens[first].tag in {"VBZ", "VBP"} else tree.tokens[first].tag
    return f"{tag} {tree.lemma(first) if tag != 'VBD' and first != fact.head else ''}", fact.passive, fact.copular


def leans(statement: Statement) -> bool:
    """Whether a predicate makes no sense away from its own subject: hearsay, comparison, pronouns, "the first"."""
    tree = statement.tree
    words_here = {tree.word(i) for i in statement.predicate}
    if tree.lemma(statement.fact.head) in words.REPORTING | {"be", "have"} and not statement.fact.copular:
        return True
    return bool(words_here & {"its", "their", "his", "her", "it", "they", "them", "he", "she", "than", "also", "other"})
