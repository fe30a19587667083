"""What is true of something the article talks about, and what somebody did at a given time or place."""

from __future__ import annotations

from collections.abc import Iterator

from quizzes.generation.candidates import Candidate, Choice
from quizzes.generation.options import choose
from quizzes.generation.predicates import elsewhere, predicate_of, pronoun_for
from quizzes.generation.questions import finish
from quizzes.generation.statements import Statement, UnfitError
from quizzes.generation.types import ItemKind, Role
from quizzes.generation.workshop import Workshop

LONGEST_TOPIC = 9


def propose(shop: Workshop) -> Iterator[Candidate]:
    """ "What is true of X?" for statements on a subject that stands alone."""
    for statement in shop.statements:
        try:
            made = true_of(shop, statement)
        except UnfitError as unfit:
            shop.refuse(statement.tree, statement.fact.sentence, "true_of", unfit.reason)
            continue
        if made is not None:
            yield made


def true_of(shop: Workshop, statement: Statement) -> Candidate | None:
    """The statement's predicate among predicates of other things."""
    fact, tree = statement.fact, statement.tree
    topic_tokens = statement.subject_tokens
    if statement.lead or len(topic_tokens) > LONGEST_TOPIC or tree.tokens[fact.subject].pos in {"PRON", "NUM"}:
        return None
    if any(tree.tokens[i].text == "," for i in topic_tokens) or tree.lemma(fact.head) in {"say", "add", "tell"}:
        return None
    if len(topic_tokens) == 1 and statement.swaps.get(topic_tokens[0]) and len(statement.sentences) > 1:
        return None
    topic = tree.lowered(topic_tokens[0], statement.say(topic_tokens))
    stem = finish(f"What is true of {topic}")
    predicate = predicate_of(statement)
    subject, plural = pronoun_for(statement)
    key = predicate.say(subject, plural)
    misreads = [
        Choice(predicate.say(subject, plural, c.swaps), Role.MISREAD, c.rationale)
        for c in shop.changer.changes(statement, predicate.tokens)
    ]
    others = elsewhere(
        shop.sayable,
        shop.standing.problem,
        of=statement,
        key=key,
        stem=stem,
        subject=subject,
        plural=plural,
    )
    wrong = choose(key, misreads, others)
    if wrong is None:
        raise UnfitError("too_few_options")
    return Candidate(
        kind=ItemKind.CHOICE,
        template="true_of",
        stem=stem,
        answer=key,
        statement=statement,
        wrong=wrong,
        asked=predicate.tokens,
        worth=0.6,
        key_rationale="This is what the text says.",
    )
