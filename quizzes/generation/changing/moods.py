"""How sure, how bound, how far along: what is planned said as done, what is denied as so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from quizzes.generation.changing.misreading import Change
from quizzes.generation.changing.turns import negated, word_at
from quizzes.generation.english import numbers
from quizzes.generation.english.lists import listed
from quizzes.generation.english.verbs import participle, past, present
from quizzes.generation.grammar.clauses import plural_subject
from quizzes.generation.grammar.tree import Tree
from quizzes.generation.stating.statements import Statement

TIMED = listed("future by next tomorrow soon eventually until after before still always never average")
DENIED_ONLY = listed("any yet either ever until because but if whether only even just rather instead")
PARTS = listed("many some several few most half part parts")
PLANS = listed("plan hope intend want aim")


def mood(statement: Statement) -> Iterator[Change]:
    """What is planned said as done, what must be done as free, what was decided as decided against, what is denied as
    so."""
    tree, fact = statement.tree, statement.fact
    if fact.negation is not None:
        yield from _affirmed(statement)
    if fact.negation is not None or negated(statement, fact.head):
        return
    do = "do" if fact.plural else "does"
    inside = set(statement.tokens)
    if fact.modal == "must" and not fact.passive and len(fact.group) == 1:
        other = f"{do} not have to"
        yield Change({fact.group[0]: other}, "modality", "must", other, 0.7)
    yield from _done(statement)
    head, tag = tree.tokens[fact.head], tree.tokens[fact.head].tag
    lemma = tree.lemma(fact.head)
    action = next((k for k in fact.parts("xcomp") if word_at(tree, k - 1) == "to" or tree.kids(k, "mark")), None)
    if action is None or tree.tokens[action].tag != "VB" or tree.kids(action, "aux", "cop"):
        return
    to = next((m for m in tree.kids(action, "mark") if tree.word(m) == "to" and m in inside), None)
    if to is None or to != fact.head + 1 or fact.group:
        if to == fact.head + 1 and lemma == "decide" and head.tag == "VBN" and not fact.passive:
            yield _against(tree, fact.head)
        return
    if lemma in {"have", "need"} and tag in {"VBZ", "VBP"}:
        other = f"{do} not {lemma}"
        yield Change({fact.head: other}, "modality", f"{head.text} to", f"{other} to", 0.7)
    elif lemma == "decide" and tag == "VBD":
        yield _against(tree, fact.head)
    elif lemma in PLANS and tag in {"VBZ", "VBP"} and action == to + 1:
        done = participle(tree.lemma(action))
        has = "have already" if fact.plural else "has already"
        swaps: Mapping[int, str] = {fact.head: has, to: "", action: done}
        yield Change(swaps, "modality", f"{head.text} to {tree.word(action)}", f"{has} {done}", 0.8)


def _done(statement: Statement) -> Iterator[Change]:
    """What will happen said as done; not where the clause itself says when."""
    tree, fact = statement.tree, statement.fact
    if fact.modal not in {"will", "may", "might"} or len(fact.group) != 1 or fact.copular:
        return
    timed = any(
        tree.word(i) in TIMED or numbers.YEAR.match(tree.word(i)) or tree.word(i) in {"if", "when", "unless"}
        for i in statement.tokens
    )
    modal = fact.group[0]
    between = range(modal + 1, fact.head)
    if (
        timed
        or tree.lemma(fact.head) in {"be", "have", "need", "take"}
        or any(tree.tokens[k].pos != "ADV" for k in between)
    ):
        return
    done = participle(tree.lemma(fact.head))
    has = "have already" if plural_subject(tree, fact.subject) else "has already"
    swaps = {modal: has, **dict.fromkeys(between, ""), fact.head: done}
    yield Change(swaps, "modality", f"{tree.word(modal)} {tree.word(fact.head)}", f"{has} {done}", 0.7)


def _affirmed(statement: Statement) -> Iterator[Change]:
    """A plain "not" taken away, with the "do" that carries it."""
    tree, fact = statement.tree, statement.fact
    no = fact.negation
    if no is None or tree.word(no) not in {"not", "n't", "n’t"} or not fact.group:
        return
    if any(tree.word(i) in DENIED_ONLY for i in statement.tokens):
        return
    if any(tree.word(i) in PARTS for i in statement.subject_tokens):
        return  # that many do not leaves many who do
    if tree.lemma(fact.head) in {"have", "need"} and fact.parts("xcomp"):
        return  # "it does not have to mean" turned round is "it has to mean": nobody says so
    first = fact.group[0]
    word = tree.word(first)
    if no != first + 1:
        return
    swaps = {no: ""}
    if word in {"do", "does", "did"}:
        lemma = tree.lemma(fact.head)
        now = past(lemma) if word == "did" else present(lemma, plural=word == "do")
        swaps |= {first: "", fact.head: now}
        was = f"{word} not {tree.word(fact.head)}"
    elif word in {"ca", "wo"}:
        now = {"ca": "can", "wo": "will"}[word]
        swaps[first], was = now, f"{now} not"
    elif word in {"is", "are", "was", "were", "can", "could", "will", "would", "has", "have", "should"}:
        now, was = word, f"{word} not"
    else:
        return
    yield Change(swaps, "modality", was, now, 0.72)


def _against(tree: Tree, head: int) -> Change:
    text = tree.tokens[head].text
    return Change({head: f"{text} not"}, "modality", f"{text} to", f"{text} not to", 0.75)
