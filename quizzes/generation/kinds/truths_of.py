"""What the article says about something it talks about, what somebody did, and what happened to something."""

from __future__ import annotations

from collections.abc import Iterator

from quizzes.generation.asking.options import related
from quizzes.generation.asking.predicates import Predicate, elsewhere, predicate_of, pronoun_for
from quizzes.generation.asking.questions import finish, lead_text
from quizzes.generation.candidates import Candidate, Choice
from quizzes.generation.english import words
from quizzes.generation.english.lists import listed
from quizzes.generation.grammar.article import NOMINAL
from quizzes.generation.kinds.proposing import misreadings, offered_near, tried
from quizzes.generation.stating.statements import Statement, UnfitError
from quizzes.generation.types import ItemKind, Role
from quizzes.generation.workshop import Workshop

LONGEST_TOPIC = 9
LEAST_KEY, LONGEST_KEY = 4, 22  # words
LEAST_SALIENCE = 0.25
CHANGING = listed(
    "rise fall increase decrease improve worsen grow drop decline change collapse disappear shrink double halve die"
)


def propose(shop: Workshop) -> Iterator[Candidate]:
    """Questions on the subject of each statement, where that stands alone."""
    for statement in shop.statements:
        yield from tried(shop, statement.fact.place, "true_of", true_of, statement)


def question(statement: Statement) -> tuple[str, str]:
    """The most natural question for a predicate, with the template's name: what happened to it, what it did, what
    the article says about it."""
    fact, tree = statement.fact, statement.tree
    first = fact.group[0] if fact.group else fact.head
    word, tag = tree.word(first), tree.tokens[first].tag
    changing = tree.lemma(fact.head) in CHANGING and fact.kid("obj") is None
    if fact.passive or changing:
        if word in {"was", "were"} or (changing and tag == "VBD"):
            return "happened_to", "What happened to {}"
        if word in {"has", "have"}:
            return "happened_to", f"What {word} happened to {{}}".replace("have", "has")
        if changing and tag == "MD" and word in {"will", "may", "might", "could"}:
            return "happened_to", f"What {word} happen to {{}}"
        if changing and word in {"is", "are"} and tree.tokens[fact.head].tag == "VBG":
            return "happened_to", "What is happening to {}"
    agent = str(tree.tokens[fact.subject].kind).lower() in {"person", "organisation"}
    if agent and not fact.passive and not fact.copular and tree.lemma(fact.head) not in words.STATIVE | words.REPORTING:
        if tag == "VBD" and not fact.group:
            return "did", "What did {} do"
        if word in {"has", "have"} and tree.tokens[fact.head].tag == "VBN":
            return "did", f"What {word} {{}} done"
    return "true_of", "What does the article say about {}"


def concrete(shop: Workshop, statement: Statement) -> bool:
    """Whether the subject is a named thing, or something that the article keeps talking about."""
    tree, fact = statement.tree, statement.fact
    if tree.tokens[fact.subject].tag == "VBG":
        return False
    return tree.named(fact.subject) or shop.article.salience(tree.lemma(fact.subject)) >= LEAST_SALIENCE


def true_of(shop: Workshop, statement: Statement) -> Candidate | None:
    """The statement's predicate among misreadings of it and predicates of things of the very same sort."""
    if not askable(statement):
        return None
    lead, short = lead_text(statement, set())
    template, asked = question(statement)
    if template == "true_of" and (lead or not concrete(shop, statement)):
        return None
    if counted(statement):
        return None
    topic = statement.tree.lowered(statement.subject_tokens[0], statement.say(statement.subject_tokens))
    stem = finish(with_lead(asked.format(topic), lead, short=short, at_end=template != "true_of"))
    predicate = predicate_of(statement)
    key, wrong = said_among_others(shop, statement, predicate, stem, fewest=LEAST_KEY)
    return Candidate(
        kind=ItemKind.CHOICE,
        template=template,
        stem=stem,
        answer=key,
        statement=statement,
        wrong=wrong,
        asked=predicate.tokens,
        # "What does the article say about" tells little of what is asked: a sentence to complete is better.
        worth=0.6 if template != "true_of" else 0.4,
        key_rationale="This is what the text says.",
    )


def askable(statement: Statement) -> bool:
    """Whether the subject can be the topic of a question: a short noun phrase that says which thing is meant."""
    fact, tree, topic = statement.fact, statement.tree, statement.subject_tokens
    subject = tree.tokens[fact.subject]
    if len(topic) > LONGEST_TOPIC or (subject.pos not in NOMINAL and subject.tag != "VBG"):
        return False
    if any(tree.tokens[i].text == "," for i in topic) or tree.lemma(fact.head) in {"say", "add", "tell"}:
        return False
    if tree.word(topic[0]) in {"some", "many", "several", "any", "such", "one", "each", "every", "there"}:
        return False
    return tree.lemma(fact.subject) not in words.LIGHT_NOUNS or len(topic) >= 4


def counted(statement: Statement) -> bool:
    """Whether the subject is a number of things, or "only" some: what is said holds of just these."""
    tree = statement.tree
    return any(tree.tokens[i].pos == "NUM" or tree.word(i) == "only" for i in statement.subject_tokens)


def with_lead(asked: str, lead: str, *, short: bool, at_end: bool) -> str:
    """The question with the statement's opening phrase behind it or in front; raises `UnfitError` for a long one."""
    if not lead:
        return asked
    if not short:
        raise UnfitError("stem_too_long")
    return f"{asked} {lead}" if at_end else f"{lead}, {asked[:1].lower()}{asked[1:]}"


def said_among_others(
    shop: Workshop, statement: Statement, predicate: Predicate, stem: str, *, fewest: int = 0
) -> tuple[str, tuple[Choice, ...]]:
    """The predicate said of a pronoun, among misreadings of it and what the article says of the like.

    `fewest` is the least number of words of the key. Raises `UnfitError` where the key or the options do not serve.
    """
    subject, plural = pronoun_for(statement)
    key = predicate.say(subject, plural)
    if not fewest <= len(key.split()) <= LONGEST_KEY:
        raise UnfitError("thin" if len(key.split()) < fewest else "too_long")
    changes = misreadings(shop, statement, predicate.tokens, finite=True)
    misreads = [Choice(predicate.say(subject, plural, c.swaps), Role.MISREAD, c.rationale) for c in changes]
    others = elsewhere(
        shop.sayable, shop.standing.problem, of=statement, key=key, stem=stem, subject=subject, plural=plural
    )
    return offered_near(key, misreads, [c for c in others if related(c.text, key)])
