"""What something is: from appositions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from quizzes.generation.asking.nounphrases import Phrase, alike, noun_tokens, phrase
from quizzes.generation.asking.options import choose, overlap
from quizzes.generation.asking.questions import finish
from quizzes.generation.candidates import Candidate, Choice
from quizzes.generation.grammar.clauses import after_comma
from quizzes.generation.grammar.facts import apposition
from quizzes.generation.grammar.tree import Tree, capital
from quizzes.generation.stating.statements import Statement
from quizzes.generation.types import ItemKind, Role
from quizzes.generation.workshop import Workshop


@dataclass(frozen=True, slots=True)
class Definition:
    """Something named, what it is said to be, and the statement it rests on."""

    name: str
    person: bool
    plural: bool
    what: Phrase
    statement: Statement


def propose(shop: Workshop) -> Iterator[Candidate]:
    """ "What is X?" for what the text explains; a person's post is never worth a question."""
    found = [d for d in definitions(shop) if not d.person]
    for d in found:
        others = [o for o in found if o.name != d.name]
        made = asked(shop, d, others)
        if made is not None:
            yield made


def definitions(shop: Workshop) -> Iterator[Definition]:
    """Names with an apposition that says what they are."""
    seen: set[str] = set()
    for tree in shop.article.trees:
        for entity in tree.reading.entities:
            span = range(entity.first, entity.last + 1)
            head = next((k for k in span if tree.tokens[k].head not in span), entity.last)
            for what in (*tree.kids(head, "appos"), *([tree.tokens[head].head] if tree.dep(head) == "appos" else [])):
                made = _definition(shop, tree, head, what, entity.text, str(entity.label).lower() == "person")
                if made is not None and made.name not in seen:
                    seen.add(made.name)
                    yield made


def _definition(shop: Workshop, tree: Tree, head: int, what: int, name: str, person: bool) -> Definition | None:
    token = tree.tokens[what]
    sentence = tree.sentences[token.sentence]
    if token.pos != "NOUN" or tree.quoted[what] or shop.stater.sentence_problem(tree, sentence.index):
        return None
    if tree.dep(what) == "appos" and not after_comma(tree, what):
        return None
    described = phrase(tree, shop.standing, what)
    if described is None or described.opening not in {"a", "the"} or not 3 <= len(described.text.split()) <= 14:
        return None
    if person:
        name = " ".join(w for w in name.split() if w.lower().strip(".") not in {"mr", "mrs", "ms"})
        name = shop.article.people.get(name.split()[-1], name)
        if len(name.split()) < 2:
            return None
    tokens = noun_tokens(tree, what)
    if head in tokens:
        return None
    fact = apposition(tree, what, head, sorted({head, *tokens}))
    statement = Statement(fact, fact.tokens, shop.standing.swaps(tree, tokens), (token.sentence,))
    return Definition(name, person, token.tag == "NNS", described, statement)


def asked(shop: Workshop, d: Definition, others: list[Definition]) -> Candidate | None:
    """The question, with what others are as wrong options; a changed description first."""
    stem = finish(f"What {'are' if d.plural else 'is'} {d.name}")
    key = capital(d.what.text)
    tokens = noun_tokens(d.what.tree, d.what.head)
    misreads = [
        Choice(capital(d.statement.say(tokens, c.swaps)), Role.MISREAD, c.rationale)
        for c in shop.changer.changes(d.statement, tokens)
        if c.kind != "name"
    ]
    elsewhere = [
        Choice(capital(o.what.text), Role.ELSEWHERE, f"That is {o.name}.")
        for o in others
        if overlap(o.what.text, key) < 0.5
    ]
    elsewhere += alike(shop.phrases, d.what, stem)
    wrong = choose(key, misreads, elsewhere)
    if wrong is None or overlap(stem, key) > 0.2:
        return None
    return Candidate(
        kind=ItemKind.CHOICE,
        template="what_is",
        stem=stem,
        answer=key,
        statement=d.statement,
        wrong=wrong,
        asked=tuple(tokens),
        worth=0.65,
        key_rationale="This is how the text introduces it.",
    )
