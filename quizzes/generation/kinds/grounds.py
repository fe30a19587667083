"""Reasons told in other ways: "one reason why A is that B", "A, triggered by N", "A so that B can …"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from quizzes.generation.asking.nounphrases import alike, phrase
from quizzes.generation.asking.options import choose, related
from quizzes.generation.asking.questions import ask, finish
from quizzes.generation.candidates import Candidate, Choice
from quizzes.generation.changing.misreading import spread
from quizzes.generation.english.lists import listed
from quizzes.generation.grammar.attribution import attribution
from quizzes.generation.grammar.clauses import finite
from quizzes.generation.grammar.facts import Fact, build
from quizzes.generation.grammar.tree import Tree
from quizzes.generation.kinds.parting import (
    Parted,
    edges,
    other_clauses,
    part,
    said,
    tense,
    told_facts,
)
from quizzes.generation.kinds.proposing import enough, tried
from quizzes.generation.kinds.reasons import NOT_THE_REASON, asked_for, because_noun, inner_changes, reason
from quizzes.generation.kinds.sentences import evidence
from quizzes.generation.stating.statements import Statement, UnfitError
from quizzes.generation.types import Role
from quizzes.generation.workshop import Workshop

CAUSED = listed("trigger triggered cause caused prompt prompted drive driven fuel fuelled fueled")
LEADING = {"lead": "to", "result": "in", "cause": ""}
ENDS = frozenset({"”", '"', ".", ",", ";", ":", "–", "—", "?", "!", "("})
LONGEST_REASON = 24


def propose(shop: Workshop) -> Iterator[Candidate]:
    """Reasons named as such, causes in a participle, and what something is done so that it may happen."""
    for fact in told_facts(shop):
        for k in fact.tree.kids(fact.head, "advcl"):
            yield from tried(shop, fact.place, "so_that", so_that, fact, k)
        for k, noun in triggers(fact):
            yield from tried(shop, fact.place, "triggered", because_noun, fact, k, noun, "by")
            yield from tried(shop, fact.place, "which_sentence", triggered_where, fact, k)
        yield from tried(shop, fact.place, "brought_about", brought_about, fact, fact.head)
        yield from tried(shop, fact.place, "which_sentence", brought_about_where, fact, fact.head)
    for tree in shop.article.trees:
        for k in (k for t in tree.tokens if t.lemma.lower() == "reason" for k in tree.kids(t.index, "acl")):
            explained = build(tree, k, "relative") if finite(tree, k) else None
            if explained is not None:
                yield from tried(shop, explained.place, "named_reason", named_reason, explained, k)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the subject of a clause brought about, and the "there was" that asks for it."""

    statement: Statement
    noun: int
    being: tuple[str, str]
    text: str


def outcome_of(shop: Workshop, fact: Fact) -> Outcome | None:
    """The outcome in "X led to N", for an N that can be said to be there: "unrest", "an increase in …"."""
    tree = fact.tree
    wanted = LEADING.get(tree.lemma(fact.head))
    if wanted is None or fact.passive or fact.negation is not None or fact.coordinated:
        return None
    noun_subject = tree.tokens[fact.subject].pos in {"NOUN", "PROPN"}
    if not noun_subject or str(tree.tokens[fact.subject].kind).lower() == "person" or fact.modal == "would":
        return None
    ends = fact.parts("obj") if not wanted else fact.parts("obl")
    noun = next((k for k in ends if not wanted or tree.word(min(tree.kids(k, "case"), default=k)) == wanted), None)
    if noun is None or tree.tokens[noun].pos != "NOUN" or noun < fact.head or tree.kids(fact.head, "xcomp", "ccomp"):
        return None
    if any(tree.word(k) not in {"a", "an", "some", "more"} for k in tree.kids(noun, "det")) or tree.kids(
        noun, "nmod:poss"
    ):
        return None
    statement = shop.stater.state(fact)
    if fact.reporting is not None and not shop.voice(statement):
        raise UnfitError("quoted")
    said = [i for i in statement.predicate if i > fact.head and i not in set(tree.kids(noun, "case"))]
    if not said or said[0] > noun or min(tree.subtree(noun)) > said[0]:
        raise UnfitError("points_elsewhere")
    several = tree.tokens[noun].tag == "NNS" or bool(tree.kids(noun, "conj"))
    first = tree.tokens[fact.group[0] if fact.group else fact.head]
    if fact.modal:
        being = (fact.modal, "be")
    elif fact.group and tree.lemma(first.index) == "have":
        being = ({"VBD": "had"}.get(first.tag, "have" if several else "has"), "been")
    elif fact.group:
        raise UnfitError("verb_form")
    else:
        past = first.tag == "VBD"
        being = ((("were" if past else "are") if several else ("was" if past else "is")), "")
    return Outcome(statement, noun, being, statement.say(said))


def brought_about(shop: Workshop, fact: Fact, _verb: int) -> Candidate | None:
    """ "X led to N" asked as "Why was there N?", with noun phrases."""
    found = outcome_of(shop, fact)
    if found is None:
        return None
    statement, tree = found.statement, fact.tree
    noun = phrase(tree, shop.standing, fact.subject)
    if noun is None or len(noun.text.split()) < 2:
        raise UnfitError("thin")
    first, rest = found.being
    stem = shop.voiced(statement, finish(" ".join(filter(None, ("Why", first, "there", rest, found.text)))))
    body = [i for i in statement.subject_tokens if i not in statement.swaps]
    key = f"Because of {tree.lowered(body[0], statement.say(statement.subject_tokens))}" if body else ""
    changes = spread(tree, shop.changer.changes(statement, body))
    near = [
        Choice(
            f"Because of {tree.lowered(body[0], statement.say(statement.subject_tokens, c.swaps))}",
            Role.MISREAD,
            c.rationale,
        )
        for c in changes
    ]
    far = [
        Choice(
            f"Because of {c.text[:1].lower() + c.text[1:] if c.text[1:2].islower() else c.text}", c.role, c.rationale
        )
        for c in alike(shop.phrases, noun, stem)
        if related(c.text, stem, key) and not c.text[:1].isdigit()
    ]
    wrong = choose(key, near, far) if key else None
    why = "The text says that this led to it."
    return asked_for(shop, statement, "why_led_to", stem, key, enough(wrong), body, 0.95, why)


def brought_about_where(shop: Workshop, fact: Fact, _verb: int) -> Candidate | None:
    """ "Which sentence explains why there was N?" for the same clauses."""
    found = outcome_of(shop, fact)
    if found is None:
        return None
    first, rest = found.being
    said = " ".join(filter(None, ("there", first, rest, found.text)))
    return evidence(shop, found.statement, fact.sentence, "why", shop.grounds(found.statement), said)


def named_reason(shop: Workshop, fact: Fact, verb: int) -> Candidate | None:
    """ "One reason why A is that B" asked as "What is one reason why A?"."""
    tree = fact.tree
    noun = tree.tokens[verb].head
    if noun > fact.subject:
        return None
    stop = tree.sentences[fact.sentence].last
    start = next((i for i in range(verb + 1, stop) if joins(tree, i)), None)
    if start is None:
        return None
    end = next((i for i in range(start, stop + 1) if tree.tokens[i].text in ENDS), stop)
    head = next((i for i in range(start, end) if tree.tokens[i].tag in {"VBZ", "VBP", "VBD", "MD"}), start)
    speaker, reporting = attribution(tree, tree.tokens[noun].head)
    if speaker == () and tree.quoted[verb]:
        speaker, reporting = attribution(tree, next((k for k in range(start, end) if tree.dep(k) == "ccomp"), head))
    fault = shop.stater.sentence_problem(tree, fact.sentence)
    if fault:
        raise UnfitError(fault)
    tokens = tuple(i for i in fact.tokens if not (i < fact.subject and tree.word(i) in {"why", "that"}))
    fact = replace(fact, tokens=tokens, lead=(), speaker=speaker, reporting=reporting)
    lost = shop.standing.problem(tree, list(tokens), fact.subject)
    if lost or tree.tokens[fact.subject].pos == "PRON":
        raise UnfitError(lost[0] if lost else "pronoun")
    statement = Statement(fact, tokens, shop.standing.swaps(tree, tokens), (fact.sentence,))
    if tree.quoted[verb] and not shop.voice(statement):
        raise UnfitError("quoted")
    body = edges(list(range(start, end)), tree)
    if not 3 < len(body) <= LONGEST_REASON:
        raise UnfitError("too_long" if len(body) > 3 else "thin")
    parted = Parted(statement, head, tuple(body), "", shop.standing.swaps(tree, body))
    problem = shop.standing.problem(tree, [i for i in body if i not in parted.names])
    if problem:
        raise UnfitError(problem[0])
    candidate = reason(shop, parted, "why_because")
    first = tree.word(noun - 1)
    if first in {"main", "only", "the", "real"}:
        return candidate
    kind = " ".join([tree.word(i) for i in tree.kids(noun, "amod", "compound") if i < noun] + ["reason"])
    asked = statement.say([i for i in statement.tokens if i not in set(fact.coordinated)])
    lowered = tree.lowered(statement.tokens[0], asked)
    stem = shop.voiced(statement, f"What is one {kind} why {lowered}?")
    return replace(candidate, stem=stem)


def joins(tree: Tree, i: int) -> bool:
    """Whether a clause begins after "is that", "was because" and the like."""
    return tree.word(i - 1) in {"that", "because"} and tree.word(i - 2) in {"is", "was", "are", "were"}


def triggers(fact: Fact) -> Iterator[tuple[int, int]]:
    """Each "…, triggered by N" after a clause: the participle, wherever the reader ties it on, and its noun."""
    tree, inside = fact.tree, {fact.head, *fact.tokens}
    for k in range(fact.head + 1, tree.sentences[fact.sentence].last):
        if tree.tokens[k].tag != "VBN" or not {tree.lemma(k), tree.word(k)} & CAUSED or tree.word(k - 1) != ",":
            continue
        nouns = [n for n in tree.kids(k, "obl") if any(tree.word(c) == "by" for c in tree.kids(n, "case"))]
        if nouns and tree.tokens[k].head in inside and tree.dep(k) in {"acl", "advcl"} and not tree.kids(k, "nsubj"):
            yield k, nouns[0]


def triggered_where(shop: Workshop, fact: Fact, k: int) -> Candidate:
    """ "Which sentence explains why A?" for the same sentences."""
    statement = part(shop, fact, k).statement
    return evidence(shop, statement, fact.sentence, "why", shop.grounds(statement))


def so_that(shop: Workshop, fact: Fact, k: int) -> Candidate | None:
    """ "A so that B could …" asked as "Why A?"; the options are what may be wanted."""
    tree = fact.tree
    mark = next((m for m in tree.kids(k, "mark", "advmod") if m < k and tree.word(m) == "so"), None)
    group = tree.kids(k, "aux", "cop")
    if mark is None or k < fact.head or not group or tree.word(group[0]) not in {"can", "could", "would", "will"}:
        return None
    if tree.word(mark + 1) in {"far", "long", "much"} or tree.tokens[mark - 1].text == "," or fact.negation is not None:
        return None
    if tree.kid(k, "nsubj") is None or k not in set(fact.parts("advcl")):
        return None
    parted = part(shop, fact, k)
    ties = {i for i in (mark, mark + 1) if tree.word(i) in {"so", "that"}}
    parted = replace(parted, body=tuple(i for i in parted.body if i not in ties))
    stem = shop.voiced(parted.statement, ask(parted.statement, "Why"))
    key = f"So that {said(parted)}"
    changes = spread(tree, inner_changes(shop, parted, parted.body))
    near = [Choice(f"So that {said(parted, c.swaps)}", Role.MISREAD, c.rationale) for c in changes]
    wished = [s for s in shop.told if tense(s.tree, s.fact.head) == "modal"]
    texts = {s.say().lower().rstrip(".") for s in wished}
    far = [
        c
        for c in other_clauses(shop, parted, "So that {}", key, stem, NOT_THE_REASON)
        if c.text.removeprefix("So that ").lower() in texts
    ]
    wrong = choose(key, near, far) or choose(key, [], near)
    why = "The text says that it is done so that this may happen."
    return asked_for(shop, parted.statement, "why_so_that", stem, key, enough(wrong), list(parted.body), 0.95, why)
