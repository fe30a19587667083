"""A clause parted from its reason, purpose, means or condition, so that one asks and the other answers.

Each half is judged by itself: the half that asks must stand alone; the half that answers may speak of its subject as
"it" or "they", because the question names it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from quizzes.generation.asking.options import bag, overlap
from quizzes.generation.asking.predicates import elsewhere
from quizzes.generation.candidates import Choice
from quizzes.generation.grammar.facts import Fact
from quizzes.generation.grammar.tree import Tree
from quizzes.generation.stating.statements import Statement, UnfitError
from quizzes.generation.types import Role
from quizzes.generation.workshop import Workshop, states

FORMS_OF = {
    "it": frozenset({"it", "its", "itself"}),
    "they": frozenset({"they", "their", "them", "themselves"}),
    "he": frozenset({"he", "his", "him", "himself"}),
    "she": frozenset({"she", "her", "hers", "herself"}),
}
PERSONS = frozenset({"person", "organisation", "animal"})
CLOSING = frozenset({"”", '"', "’"})


@dataclass(frozen=True, slots=True)
class Parted:
    """The clause that asks, its counterpart's head and words, and the pronoun by which that names the asked subject."""

    statement: Statement
    head: int
    body: tuple[int, ...]
    pronoun: str
    names: Mapping[int, str]

    @property
    def tree(self) -> Tree:
        return self.statement.tree

    @property
    def whole(self) -> Statement:
        """Both halves as one statement, for changes and features."""
        s = self.statement
        return Statement(s.fact, tuple(sorted({*s.tokens, *self.body})), {**self.names, **s.swaps}, s.sentences)


def told_facts(shop: Workshop) -> Iterator[Fact]:
    """What the text states and what somebody states in it, before it is known whether each stands alone."""
    for fact in shop.facts:
        if fact.reporting is not None or (not fact.quoted and states(fact)):
            yield fact


def opener(tree: Tree, clause: int) -> str:
    """The words that tie a clause on: "because", "so that", "even though", "to"; "" when there are none."""
    marks = [m for m in tree.kids(clause, "mark", "case", "advmod") if m < clause and tree.tokens[m].pos != "ADV"]
    return " ".join(tree.word(i) for m in marks for i in [m, *tree.kids(m, "fixed")])


def own_tokens(tree: Tree, clause: int) -> list[int]:
    """The words of a clause without the marks that tie it on and without marks at its edges."""
    ties = {
        i
        for m in tree.kids(clause, "mark", "cc")
        if m < clause
        for i in tree.subtree(m)
        if tree.word(m) not in {"that"} or m == min(tree.subtree(clause))
    }
    return edges([i for i in tree.subtree(clause) if i not in ties], tree)


def edges(tokens: list[int], tree: Tree) -> list[int]:
    """Tokens without commas, stops and dashes at either end."""
    kept = list(tokens)
    while kept and tree.tokens[kept[-1]].pos == "PUNCT" and tree.tokens[kept[-1]].text not in CLOSING:
        kept.pop()
    while kept and tree.tokens[kept[0]].pos == "PUNCT":
        kept.pop(0)
    return kept


def part(shop: Workshop, fact: Fact, clause: int) -> Parted:
    """The fact without one of its clauses, and that clause; raises `UnfitError` when either does not stand."""
    tree = fact.tree
    span = set(tree.subtree(clause))
    left = edges([i for i in fact.tokens if i not in span], tree)
    kept = set(left)
    cut = replace(
        fact,
        tokens=tuple(left),
        lead=tuple(i for i in fact.lead if i in kept),
        tail=tuple(i for i in fact.tail if i in kept),
    )
    statement = shop.stater.state(cut)
    if fact.reporting is not None and not shop.voice(statement):
        raise UnfitError("quoted")
    body = own_tokens(tree, clause)
    pronoun = same_subject(statement, clause)
    answers(shop, statement, body, pronoun)
    names = shop.standing.swaps(tree, sorted({*statement.tokens, *body}))
    return Parted(statement, clause, tuple(body), pronoun, {i: t for i, t in names.items() if i in set(body)})


def answers(shop: Workshop, statement: Statement, body: list[int], pronoun: str) -> None:
    """Raise `UnfitError` unless the words are clear beside a question that holds the statement."""
    tree = statement.tree
    bound = FORMS_OF.get(pronoun, frozenset())
    said = {tree.lemma(i) for i in statement.tokens if tree.tokens[i].pos in {"NOUN", "PROPN"}}
    if len(body) < 2 or any(tree.tokens[i].text in {"(", "–", "—", ";", ":", "?"} for i in body):
        raise UnfitError("punctuation" if len(body) > 1 else "thin")
    text = tree.say(body)
    if text.count("“") != text.count("”") or text.count('"') % 2:
        raise UnfitError("split_quotation")
    known = {i for i in body if tree.lemma(i) in said and any(tree.word(k) == "the" for k in tree.kids(i, "det"))}
    check = sorted({*statement.tokens, *(i for i in body if tree.word(i) not in bound and i not in known)})
    problem = shop.standing.problem(tree, [i for i in check if i not in statement.swaps], statement.fact.subject)
    # A question's "the" is weighed in the stem; in an answer "the noises around them" is plain English.
    if problem and problem[1] in set(body) and problem[0] != "definite_without_referent":
        raise UnfitError(problem[0])


def same_subject(statement: Statement, clause: int) -> str:
    """The pronoun that is a clause's subject and can only mean the statement's own subject, or ""."""
    tree, fact = statement.tree, statement.fact
    subject = tree.kid(clause, "nsubj")
    word = tree.word(subject) if subject is not None else ""
    if word not in FORMS_OF or (fact.subject in statement.swaps and word == tree.word(fact.subject)):
        return word if word in FORMS_OF else ""
    kind = str(tree.tokens[fact.subject].kind).lower()
    plural = fact.plural
    fits = {
        "they": plural or kind == "organisation",
        "it": not plural and kind != "person",
        "he": not plural and kind == "person",
        "she": not plural and kind == "person",
    }[word]
    objects = [k for k in tree.kids(fact.head, "obj") if k in set(statement.tokens)]
    rivals = [
        k
        for k in objects
        if (tree.tokens[k].tag in {"NNS", "NNPS"}) == plural and str(tree.tokens[k].kind).lower() == kind
    ]
    return word if fits and not rivals else ""


def other_clauses(shop: Workshop, parted: Parted, frame: str, key: str, stem: str, rationale: str) -> list[Choice]:
    """What the article states elsewhere in the same mood, set in the same frame ("Because {}"), the likest first."""
    tree, head = parted.tree, parted.head
    likest: list[Choice] = []
    if parted.pronoun:
        plural = parted.pronoun == "they"
        likest = [
            Choice(frame.format(c.text), c.role, rationale)
            for c in elsewhere(
                [other for other in shop.told if tense(other.tree, other.fact.head) == tense(tree, head)],
                shop.standing.problem,
                of=parted.statement,
                key=key,
                stem=stem,
                subject=parted.pronoun,
                plural=plural,
            )
        ]
    topic = bag(f"{stem} {key}")
    subjects = {tree.lemma(k) for k in tree.kids(head, "nsubj")}
    found: list[tuple[float, Choice]] = []
    for other in shop.told:
        if other.tree.lemma(other.fact.subject) in subjects:
            continue  # more about the reason's own subject may be a reason too
        here = other.tree is tree and abs(other.fact.sentence - parted.statement.fact.sentence) < 2
        if here or other.lead or (other.fact.copular and len(other.tokens) < 5):
            continue
        tokens = edges([i for i in other.tokens if i not in set(other.fact.coordinated)], other.tree)
        if any(other.tree.word(i) in {"because", "although", "so", "but"} for i in tokens):
            continue
        body = other.tree.lowered(tokens[0], other.say(tokens))
        text = frame.format(body)
        if overlap(text, key) > 0.25 or len(bag(text) & bag(stem)) > 2:
            continue
        apart = abs(len(text) - len(key)) / 8 - 3 * min(2, len(bag(body) & topic))
        apart += 3 * (tense(other.tree, other.fact.head) != tense(tree, head))
        found.append((apart, Choice(text, Role.ELSEWHERE, rationale)))
    return likest + [c for _, c in sorted(found, key=lambda pair: (pair[0], pair[1].text))]


def tense(tree: Tree, head: int) -> str:
    """past, present or modal, by the first verb of a clause."""
    group = tree.kids(head, "aux", "cop")
    first = tree.tokens[group[0] if group else head]
    if first.tag == "MD":
        return "modal"
    return "past" if first.tag == "VBD" or first.text.lower() in {"was", "were", "had"} else "present"


def misread(shop: Workshop, parted: Parted, frame: str) -> list[Choice]:
    """The answering half with one thing in it changed, set in the frame."""
    whole = parted.whole
    return [
        Choice(frame.format(said(parted, c.swaps)), Role.MISREAD, c.rationale)
        for c in shop.changer.changes(whole, parted.body)
    ]


def said(parted: Parted, swaps: Mapping[int, str] | None = None) -> str:
    """The answering half as it stands after "Because"."""
    tree = parted.tree
    return tree.lowered(parted.body[0], parted.whole.say(parted.body, swaps))
