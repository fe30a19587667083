"""What somebody says of something: the options are what may be said of it."""

from __future__ import annotations

from collections.abc import Iterator

from quizzes.generation.asking.predicates import predicate_of
from quizzes.generation.asking.questions import finish
from quizzes.generation.candidates import Candidate
from quizzes.generation.grammar.article import NOMINAL
from quizzes.generation.grammar.tree import Tree
from quizzes.generation.kinds.proposing import tried
from quizzes.generation.kinds.truths_of import LONGEST_TOPIC, said_among_others
from quizzes.generation.stating.statements import Statement, UnfitError
from quizzes.generation.types import ItemKind
from quizzes.generation.workshop import Workshop

PLAIN_VERBS = {
    "say": "say about",
    "add": "say about",
    "tell": "say about",
    "claim": "claim about",
    "believe": "believe about",
    "think": "think about",
    "warn": "warn about",
    "suggest": "suggest about",
    "explain": "say about",
    "report": "report about",
    "estimate": "estimate about",
    "argue": "argue about",
    "admit": "admit about",
    "show": "show about",
    "find": "find out about",
    "reveal": "reveal about",
    "predict": "predict about",
    "hope": "hope about",
    "point": "say about",
    "note": "note about",
    "insist": "insist about",
    "announce": "announce about",
    "write": "write about",
    "state": "say about",
    "decide": "decide about",
    "comment": "say about",
}


def propose(shop: Workshop) -> Iterator[Candidate]:
    """ "What did X say about Y?" for each reported clause whose speaker and topic stand alone."""
    for fact in shop.facts:
        if fact.reporting is None or fact.kind not in {"complement", "aside", "main"}:
            continue
        statement = shop.statement(fact)
        if statement is None:
            continue
        yield from tried(shop, fact.place, "said_about", said_about, statement)


def reporting_question(tree: Tree, verb: int, speaker: str, about: str) -> str:
    """ "What did X say about" in the tense of the reporting verb."""
    lemma = tree.lemma(verb)
    asked = PLAIN_VERBS.get(lemma)
    if asked is None:
        raise UnfitError("verb_form")
    tag = tree.tokens[verb].tag
    aux = {"VBD": "did", "VBZ": "does", "VBP": "do"}.get(tag)
    if aux is None or tree.kids(verb, "aux", "aux:pass"):
        raise UnfitError("verb_form")
    return finish(f"What {aux} {speaker} {asked} {about}")


def said_about(shop: Workshop, statement: Statement) -> Candidate | None:
    """One reported clause as a question on its subject."""
    fact, tree = statement.fact, statement.tree
    if fact.negation is not None or fact.reporting is None or statement.lead:
        return None
    topic_tokens = statement.subject_tokens
    if len(topic_tokens) > LONGEST_TOPIC or tree.tokens[fact.subject].pos not in NOMINAL:
        raise UnfitError("too_long")
    speaker = shop.speaker(fact)
    if speaker is None:
        raise UnfitError("pronoun")
    if any(tree.tokens[i].pos == "NUM" for i in topic_tokens):
        raise UnfitError("thin")  # "What did officials say about seven people?"
    topic = tree.lowered(topic_tokens[0], statement.say(topic_tokens))
    stem = reporting_question(tree, fact.reporting, speaker[0], topic)
    predicate = predicate_of(statement)
    key, wrong = said_among_others(shop, statement, predicate, stem)
    return Candidate(
        kind=ItemKind.CHOICE,
        template="said_about",
        stem=stem,
        answer=key,
        statement=statement,
        wrong=wrong,
        asked=predicate.tokens,
        worth=0.7,
        sentences=shop.grounds(statement),
        key_rationale="This is what the text reports.",
    )
