"""True or false: a statement of the text, or the same with exactly one meaningful change."""

from __future__ import annotations

from collections.abc import Iterator

from quizzes.generation.candidates import Candidate, Choice
from quizzes.generation.changing.coherence import coherent
from quizzes.generation.changing.misreading import Change
from quizzes.generation.english.numbers import pick
from quizzes.generation.grammar.tree import capital
from quizzes.generation.stating.statements import Statement
from quizzes.generation.types import ItemKind, Role
from quizzes.generation.workshop import Workshop

LONGEST = 26
LEAST_WEIGHT = 0.55
WHO = frozenset({"participant", "role"})


def just_a_post(statement: Statement) -> bool:
    """Whether a statement only says what post a named person holds: not worth asking."""
    fact, tree = statement.fact, statement.tree
    person = str(tree.tokens[fact.subject].kind).lower() == "person" and tree.named(fact.subject)
    return bool(
        person and fact.copular and tree.tokens[fact.head].pos in {"NOUN", "PROPN"} and not superlative(statement)
    )


def superlative(statement: Statement) -> bool:
    tree = statement.tree
    return any(tree.tokens[i].tag in {"JJS", "RBS"} or tree.word(i) in {"first", "only"} for i in statement.tokens)


def propose(shop: Workshop) -> Iterator[Candidate]:
    """For each statement that can be changed: its true and its changed form; the choice keeps one of them."""
    for statement in shop.told:
        changes = shop.changer.changes(statement)
        text = shop.spoken(statement)
        if not 6 <= len(text.split()) <= LONGEST or just_a_post(statement):
            continue
        change = next((c for c in changes if c.weight >= LEAST_WEIGHT), None)
        yield Candidate(
            kind=ItemKind.TRUE_FALSE,
            template="true_statement",
            stem=text,
            answer="True",
            statement=statement,
            sentences=shop.grounds(statement),
            wrong=(Choice("False", Role.MISREAD, "The text does say this."),),
            key_rationale="The text says so.",
            asked=tuple(change.swaps) if change else statement.tokens,
            worth=change.weight if change else 0.6,
        )
        for told in telling([c for c in changes if coherent(statement, c)]):
            yield changed(shop, statement, told)
        other = another_speaker(shop, statement)
        if other is not None:
            yield other


def telling(changes: list[Change]) -> list[Change]:
    """The best change, and the best that asks who it is where that is another one."""
    # Another noun is seldom denied by the text: it makes wrong options, no false statements.
    good = [c for c in changes if c.weight >= LEAST_WEIGHT and c.kind != "thing"]
    who = next((c for c in good[1:] if c.kind in WHO), None)
    return good[:1] + ([who] if who is not None and good[0].kind not in WHO else [])


def changed(shop: Workshop, statement: Statement, change: Change) -> Candidate:
    """A statement with one change, to be judged as false."""
    return Candidate(
        kind=ItemKind.TRUE_FALSE,
        template=f"changed_{change.kind}",
        stem=shop.spoken(statement, change.swaps),
        answer="False",
        statement=statement,
        sentences=shop.grounds(statement),
        wrong=(Choice("True", Role.MISREAD, change.rationale),),
        key_rationale=change.rationale,
        asked=tuple(change.swaps),
        worth=change.weight,
    )


def another_speaker(shop: Workshop, statement: Statement) -> Candidate | None:
    """What one speaker of the article says, put in the mouth of another one of the same sort."""
    text, mine = shop.spoken(statement), shop.voice(statement)
    if not mine or not text.startswith(capital(mine)) or not named(mine):
        return None
    near = " ".join(statement.tree.sentences[i].text for i in shop.grounds(statement))
    rivals = [
        voice
        for voice in dict.fromkeys(shop.voice(s) for s in shop.reported)
        if voice and voice != mine and named(voice) and sort_of(shop, voice) == sort_of(shop, mine)
        if not any(word in near or word in text for word in said_by(voice).split() if word[:1].isupper())
    ]
    if not rivals:
        return None
    other = rivals[pick(text, len(rivals))]
    rationale = f"The text says that this is what {said_by(mine)} says, not {said_by(other)}."
    return Candidate(
        kind=ItemKind.TRUE_FALSE,
        template="changed_speaker",
        stem=text.replace(capital(mine), capital(other), 1),
        answer="False",
        statement=statement,
        sentences=shop.grounds(statement),
        wrong=(Choice("True", Role.MISREAD, rationale),),
        key_rationale=rationale,
        asked=tuple(statement.fact.speaker),
        worth=0.7,
    )


def said_by(voice: str) -> str:
    """The speaker of an "according to"."""
    return voice.partition(" to ")[2]


def named(voice: str) -> bool:
    """Whether a speaker is given by a name of more than one word."""
    words = said_by(voice).split()
    return len(words) > 1 and words[0][:1].isupper() and words[-1][:1].isupper()


def sort_of(shop: Workshop, voice: str) -> bool:
    """Whether a speaker is one of the people whom the article names."""
    return said_by(voice) in set(shop.article.people.values())
