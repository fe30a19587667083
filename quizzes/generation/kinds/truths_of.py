"""What the article says about something it talks about, what somebody did, and what happened to something."""

from __future__ import annotations

from collections.abc import Iterator

from quizzes.generation.article import NOMINAL
from quizzes.generation.candidates import Candidate, Choice
from quizzes.generation.english import words
from quizzes.generation.english.lists import listed
from quizzes.generation.misreading import only_figures, spread
from quizzes.generation.options import choose_near, related, trimmed
from quizzes.generation.predicates import elsewhere, predicate_of, pronoun_for
from quizzes.generation.questions import finish, lead_text
from quizzes.generation.statements import Statement, UnfitError
from quizzes.generation.types import ItemKind, Role
from quizzes.generation.workshop import Workshop

LONGEST_TOPIC = 9
LONGEST_KEY = 22
LEAST_SALIENCE = 0.25
CHANGING = listed(
    "rise fall increase decrease improve worsen grow drop decline change collapse disappear shrink double halve die"
)


def propose(shop: Workshop) -> Iterator[Candidate]:
    """Questions on the subject of each statement, where that stands alone."""
    for statement in shop.statements:
        try:
            made = true_of(shop, statement)
        except UnfitError as unfit:
            shop.refuse(statement.tree, statement.fact.sentence, "true_of", unfit.reason)
            continue
        if made is not None:
            yield made


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
    fact, tree = statement.fact, statement.tree
    topic_tokens = statement.subject_tokens
    lead, short = lead_text(statement, set())
    if len(topic_tokens) > LONGEST_TOPIC or (
        tree.tokens[fact.subject].pos not in NOMINAL and tree.tokens[fact.subject].tag != "VBG"
    ):
        return None
    if any(tree.tokens[i].text == "," for i in topic_tokens) or tree.lemma(fact.head) in {"say", "add", "tell"}:
        return None
    if tree.word(topic_tokens[0]) in {"some", "many", "several", "any", "such", "one", "each", "every", "there"}:
        return None
    if tree.lemma(fact.subject) in words.LIGHT_NOUNS and len(topic_tokens) < 4:
        return None
    template, asked = question(statement)
    if template == "true_of" and (lead or not concrete(shop, statement)):
        return None
    if any(tree.tokens[i].pos == "NUM" or tree.word(i) == "only" for i in topic_tokens):
        return None
    topic = tree.lowered(topic_tokens[0], statement.say(topic_tokens))
    asked = asked.format(topic)
    if lead and short and template != "true_of":
        asked = f"{asked} {lead}"
    elif lead and not short:
        raise UnfitError("stem_too_long")
    elif lead:
        asked = f"{lead}, {asked[:1].lower()}{asked[1:]}"
    stem = finish(asked)
    predicate = predicate_of(statement)
    subject, plural = pronoun_for(statement)
    key = predicate.say(subject, plural)
    if not 4 <= len(key.split()) <= LONGEST_KEY:
        raise UnfitError("thin" if len(key.split()) < 4 else "too_long")
    changes = spread(tree, shop.changer.changes(statement, predicate.tokens, finite=True))
    if only_figures(changes):
        raise UnfitError("too_few_options")
    misreads = [Choice(predicate.say(subject, plural, c.swaps), Role.MISREAD, c.rationale) for c in changes]
    others = elsewhere(
        shop.sayable, shop.standing.problem, of=statement, key=key, stem=stem, subject=subject, plural=plural
    )
    wrong = choose_near(key, misreads, [c for c in others if related(c.text, key)])
    if wrong is None:
        raise UnfitError("too_few_options")
    cut = trimmed(key, wrong)
    if cut is None:
        raise UnfitError("too_long")
    key, wrong = cut
    return Candidate(
        kind=ItemKind.CHOICE,
        template=template,
        stem=stem,
        answer=key,
        statement=statement,
        wrong=wrong,
        asked=predicate.tokens,
        worth=0.6
        if template != "true_of"
        else 0.4,  # it says little of what is asked: a sentence to complete is better
        key_rationale="This is what the text says.",
    )
