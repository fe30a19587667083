"""Who somebody is and what something is: from appositions and from "X is a …"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from quizzes.generation.candidates import Candidate, Choice
from quizzes.generation.clauses import after_comma
from quizzes.generation.english.numbers import pick
from quizzes.generation.facts import Fact
from quizzes.generation.nounphrases import Phrase, alike, noun_tokens, phrase
from quizzes.generation.options import choose, overlap
from quizzes.generation.questions import finish
from quizzes.generation.statements import Statement
from quizzes.generation.tree import Tree, capital
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
    """ "Who is X?", "What is X?" and true-or-false statements of the same."""
    found = list(definitions(shop))
    for number, d in enumerate(found):
        others = [o for o in found if o.person == d.person and o.name != d.name]
        made = asked(shop, d, others)
        if made is not None:
            yield made
        yield from judged(d, others, number)


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
    fact = Fact(
        tree=tree,
        sentence=token.sentence,
        head=what,
        kind="apposition",
        subject=head,
        subject_tokens=(head,),
        group=(),
        negation=None,
        tokens=tuple(sorted({head, *tokens})),
        lead=(),
        tail=(),
        coordinated=(),
        speaker=(),
        reporting=None,
        quoted=False,
        mark=None,
    )
    statement = Statement(fact, fact.tokens, shop.standing.swaps(tree, tokens), (token.sentence,))
    return Definition(name, person, token.tag == "NNS", described, statement)


def asked(shop: Workshop, d: Definition, others: list[Definition]) -> Candidate | None:
    """The question, with what others are as wrong options; a changed description first."""
    stem = finish(f"{'Who' if d.person else 'What'} {'are' if d.plural else 'is'} {d.name}")
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
    if not d.person:
        elsewhere += alike(shop.phrases, d.what, stem)
    wrong = choose(key, misreads, elsewhere)
    if wrong is None or overlap(stem, key) > 0.2:
        return None
    return Candidate(
        kind=ItemKind.CHOICE,
        template="who_is" if d.person else "what_is",
        stem=stem,
        answer=key,
        statement=d.statement,
        wrong=wrong,
        asked=tuple(tokens),
        worth=0.45 if d.person else 0.65,
        key_rationale="This is how the text introduces it.",
    )


def judged(d: Definition, others: list[Definition], number: int) -> Iterator[Candidate]:
    """The definition as a statement, true or with somebody else's description."""
    verb = "are" if d.plural else "is"
    worth = 0.4 if d.person else 0.6
    rivals = [o for o in others if o.plural == d.plural and overlap(o.what.text, d.what.text) < 0.5]
    if not rivals:
        return
    rival = rivals[pick(d.name, len(rivals))]
    yield Candidate(
        kind=ItemKind.TRUE_FALSE,
        template="true_statement",
        stem=f"{capital(d.name)} {verb} {d.what.text}.",
        answer="True",
        statement=d.statement,
        wrong=(Choice("False", Role.MISREAD, "The text does say so."),),
        key_rationale="The text says so.",
        worth=worth,
    )
    yield Candidate(
        kind=ItemKind.TRUE_FALSE,
        template="changed_name",
        stem=f"{capital(d.name)} {verb} {rival.what.text}.",
        answer="False",
        statement=d.statement,
        wrong=(Choice("True", Role.MISREAD, f"That is {rival.name}."),),
        key_rationale=f"The text calls {d.name} {d.what.text}.",
        worth=worth,
    )
