"""Where it happened: a question for the place of a statement, named after "in", "to" or "from"."""

from __future__ import annotations

from collections.abc import Iterator

from quizzes.generation.asking.options import bag, overlap
from quizzes.generation.asking.questions import ask
from quizzes.generation.candidates import Candidate
from quizzes.generation.grammar.article import OFFICES
from quizzes.generation.grammar.names import PLACES, Named, Names, bare
from quizzes.generation.kinds.agents import POSTS, loose, made_of
from quizzes.generation.kinds.proposing import asked_once, tried
from quizzes.generation.stating import anchors
from quizzes.generation.stating.statements import Statement
from quizzes.generation.workshop import Workshop

CASES = frozenset({"in", "at", "to", "from", "across", "near", "into"})
OPENINGS = {"to": "To", "into": "To", "from": "From"}
FEWEST_TOLD = 4
SAME = 0.5


def propose(shop: Workshop) -> Iterator[Candidate]:
    """ "In which country …?" or "Where …?" for statements with one named place."""
    return asked_once(_tried_on_all(shop))


def _tried_on_all(shop: Workshop) -> Iterator[Candidate]:
    names = Names(shop.article)
    for statement in shop.told:
        yield from tried(shop, statement.fact.place, "where", where, names, statement)


def where(shop: Workshop, names: Names, statement: Statement) -> Candidate | None:
    """The statement as a question for the one place it names."""
    fact, tree = statement.fact, statement.tree
    if fact.copular or fact.negation is not None or tree.tokens[fact.subject].tag == "EX":
        return None
    if tree.lemma(fact.head) in POSTS and str(tree.tokens[fact.subject].kind).lower() == "person":
        return None
    if tree.lemma(fact.subject) in OFFICES and not any(tree.named(i) for i in statement.subject_tokens):
        return None  # "the prime minister" of which country is what the question would ask
    found = [p for p in places(names, statement) if p is not None]
    if len(found) != 1:
        return None
    span, case, name = found[0]
    if name.sort == "continent":
        return None
    rest = [i for i in statement.tokens if i not in span]
    if anchors.content_words(statement, rest) < FEWEST_TOLD or loose(statement, rest):
        return None
    text = statement.say(rest)
    if bag(text) & bag(name.text) or elsewhere_too(shop, statement, text):
        return None
    stem = ask(statement, question(case, name), span)
    if name.sort in stem.partition(f"{name.sort} ")[2]:
        return None
    if fact.reporting is not None:
        stem = shop.voiced(statement, stem)
    return made_of(shop, names, statement, name, stem, "where", tuple(span))


def question(case: str, name: Named) -> str:
    """ "In which city", "From which country", "Where"."""
    if name.sort == "place" or case in {"near", "at"}:
        return "From where" if case == "from" else "Where"
    word = {"continent": "region" if " " in name.text else "continent"}.get(name.sort, name.sort)
    return f"{OPENINGS.get(case, 'In')} which {word}"


def places(names: Names, statement: Statement) -> Iterator[tuple[list[int], str, Named] | None]:
    """The adverbials of place with their preposition and name; None for one that cannot be asked for."""
    fact, tree, inside = statement.fact, statement.tree, set(statement.tokens)
    for i in statement.tokens:
        if tree.dep(i) not in {"obl", "nmod"} or tree.tokens[i].pos != "PROPN":
            continue
        cases = [k for k in tree.kids(i, "case") if k in inside]
        above = tree.tokens[i].head
        below = tree.tokens[above].head == fact.head and tree.dep(above) in {"obj", "obl", "xcomp"}
        near = above == fact.head or below or closing(statement, i)
        span = [k for k in tree.subtree(i) if k in inside]
        if len(cases) != 1 or tree.word(cases[0]) not in CASES:
            continue
        text = bare(statement.say([k for k in span if k != cases[0]]))
        name = names.named(text)
        plain = not tree.kids(i, "conj", "appos", "acl") and span == list(range(span[0], span[-1] + 1))
        if name is None or name.sort not in PLACES | {"national park"}:
            continue
        if not plain or not near or (tree.dep(i) == "nmod" and tree.word(cases[0]) not in {"in", "across"}):
            yield None
            continue
        yield span, tree.word(cases[0]), name


def elsewhere_too(shop: Workshop, statement: Statement, text: str) -> bool:
    """Whether another clause says all but the same, perhaps of another place."""
    fact = statement.fact
    return any(
        overlap(other.tree.say(other.tokens), text) > SAME
        for other in shop.facts
        if not (other.tree is fact.tree and other.sentence == fact.sentence)
    )


def closing(statement: Statement, i: int) -> bool:
    """Whether a place ends the statement inside plain noun phrases, so that it can be asked for: "a school for pupils
    in Norway", but not "the largest town in Norway"."""
    tree, fact = statement.tree, statement.fact
    if tree.subtree(i)[-1] < statement.tokens[-1]:
        return False
    while tree.tokens[i].head != fact.head:
        i = tree.tokens[i].head
        best = any(tree.tokens[k].tag in {"JJS", "RBS"} or tree.word(k) == "the" for k in tree.kids(i))
        if tree.dep(i) not in {"nmod", "obj", "obl"} or best:
            return False
    return True
