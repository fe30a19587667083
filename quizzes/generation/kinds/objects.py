"""What led to something, what it led to, and what somebody makes, needs or finds: options are noun phrases."""

from __future__ import annotations

from collections.abc import Iterator

from quizzes.generation.asking.nounphrases import Phrase, alike, phrase
from quizzes.generation.asking.options import choose_near, related
from quizzes.generation.asking.questions import ask, ask_subject
from quizzes.generation.candidates import Candidate, Choice
from quizzes.generation.changing.misreading import spread
from quizzes.generation.english.lists import listed
from quizzes.generation.grammar.tree import capital
from quizzes.generation.kinds.proposing import enough, tried
from quizzes.generation.stating.statements import Statement, UnfitError
from quizzes.generation.types import ItemKind, Role
from quizzes.generation.workshop import Workshop

CAUSAL = listed(
    """
    cause lead result threaten help reduce increase make force allow affect prevent create improve destroy damage harm
    boost drive trigger contaminate cover provide protect limit encourage require forbid stimulate strengthen weaken
    kill attract change raise lower cut fuel spread produce support
    """
)
ASKABLE = CAUSAL | listed(
    """
    accept reject approve welcome oppose criticise criticize introduce ban announce publish launch build develop
    design discover invent use need lack lose win buy sell offer promise demand contain include face examine test
    measure study record collect recycle replace remove restore clean plant grow fight suspend delay open close
    implant sign give receive expect
    """
)
SUBJECTS = frozenset({"nsubj"})
OBJECTS = frozenset({"obj"})
LIGHT = listed("part thing way place time lot number kind sort role step look problem result")


def propose(shop: Workshop) -> Iterator[Candidate]:
    """Questions for the object of telling verbs and for the subject of causal ones."""
    for statement in shop.told:
        for maker in (what_object, what_caused):
            yield from tried(shop, statement.fact.place, maker.__name__, maker, statement)


def what_object(shop: Workshop, statement: Statement) -> Candidate | None:
    """ "S V O" asked as "What does S V?"."""
    fact, tree = statement.fact, statement.tree
    obj = fact.kid("obj")
    result = False
    if obj is None and tree.lemma(fact.head) in {"lead", "result", "contribute"}:
        obj = next((k for k in fact.parts("obl") if {tree.word(c) for c in tree.kids(k, "case")} & {"to", "in"}), None)
        result = True
    if obj is None or fact.negation is not None or tree.lemma(fact.head) not in ASKABLE or fact.copular or fact.passive:
        return None
    if fact.parts("xcomp", "ccomp", "iobj") or str(tree.tokens[obj].kind).lower() in {"person", "time"}:
        return None
    key = _key(shop, statement, obj)
    span = [i for i in fact.part_tokens(obj) if not (result and i in tree.kids(obj, "case"))]
    stem = ask(statement, "What", span)
    return _made(shop, statement, key, span, stem, "what_result" if result else "what_object", 0.8 if result else 0.6)


def what_caused(shop: Workshop, statement: Statement) -> Candidate | None:
    """ "S caused O" asked as "What caused O?"."""
    fact, tree = statement.fact, statement.tree
    if fact.negation is not None or tree.lemma(fact.head) not in CAUSAL or fact.copular or fact.passive:
        return None
    if str(tree.tokens[fact.subject].kind).lower() not in {"thing", "idea", "event", "substance"}:
        return None
    if fact.parts("obj") == [] and tree.lemma(fact.head) not in {"lead", "result"}:
        return None
    key = _key(shop, statement, fact.subject)
    stem = ask_subject(statement, "What")
    return _made(shop, statement, key, list(fact.subject_tokens), stem, "what_caused", 0.8)


def _key(shop: Workshop, statement: Statement, head: int) -> Phrase:
    key = phrase(statement.tree, shop.standing, head)
    if key is None:
        raise UnfitError("definite_without_referent")
    if len(key.text.split()) < 2 or statement.tree.lemma(head) in LIGHT:
        raise UnfitError("thin")
    return key


def _said(statement: Statement, span: list[int]) -> list[int]:
    """The asked-for tokens without a preposition in front."""
    return span[1:] if statement.tree.dep(span[0]) == "case" else span


def fitting(other: Phrase, key: Phrase, template: str) -> bool:
    """Whether a phrase could stand in the key's place: the same sort of thing, doing the same work beside a verb that
    takes such things."""
    tree = other.tree
    above = tree.tokens[other.head].head
    if other.kind != key.kind or tree.tokens[above].pos != "VERB" or len(other.text.split()) < 2:
        return False
    if tree.named(other.head) != key.tree.named(key.head):
        return False
    if template == "what_caused":
        return tree.lemma(above) in CAUSAL
    same_verb = tree.lemma(above) == key.tree.lemma(key.tree.tokens[key.head].head)
    return same_verb or tree.lemma(above) in ASKABLE


def _made(
    shop: Workshop, statement: Statement, key: Phrase, span: list[int], stem: str, template: str, worth: float
) -> Candidate:
    tree = statement.tree
    stem = shop.voiced(statement, stem)
    left = [i for i in statement.tokens if i not in set(span) and i not in statement.swaps]
    if shop.standing.problem(tree, left, statement.fact.subject):
        raise UnfitError("points_elsewhere")
    if len(stem.split()) < 5:
        raise UnfitError("thin")
    # Another figure in a noun phrase is no other thing: figures have questions of their own.
    changes = spread(tree, (c for c in shop.changer.changes(statement, span) if c.kind != "number"))
    misreads = [
        Choice(capital(statement.say(_said(statement, span), c.swaps)), Role.MISREAD, c.rationale) for c in changes
    ]
    pool = [p for p in shop.phrases if fitting(p, key, template)]
    others: list[Choice] = alike(pool, key, stem, SUBJECTS if template == "what_caused" else OBJECTS)
    wrong = enough(choose_near(capital(key.text), misreads, [c for c in others if related(c.text, stem)]))
    return Candidate(
        kind=ItemKind.CHOICE,
        template=template,
        stem=stem,
        answer=capital(key.text),
        statement=statement,
        sentences=shop.grounds(statement),
        wrong=wrong,
        asked=tuple(span),
        worth=worth,
        key_rationale="The text names this.",
    )
