"""Who did it: a question for the subject of a statement, where the subject is a name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from quizzes.generation.asking.options import bag, choose, overlap
from quizzes.generation.asking.questions import ask_subject
from quizzes.generation.candidates import Candidate, Choice
from quizzes.generation.english import words
from quizzes.generation.english.lists import listed
from quizzes.generation.grammar.names import JOINED, Named, Names, bare
from quizzes.generation.kinds.proposing import asked_once, tried
from quizzes.generation.stating import anchors
from quizzes.generation.stating.statements import Statement, UnfitError
from quizzes.generation.types import ItemKind, Role
from quizzes.generation.workshop import Workshop

POSTS = listed(
    """
    be work serve live sit stand come become bear study teach belong sound look seem appear feel head lead run advise
    chair manage represent direct
    """
)
FEWEST_TOLD = 4
SAME = 0.5
TOO_WIDE = frozenset({"continent", "place"})
MAIN_TOPIC = 0.95
OFTEN = 6


def propose(shop: Workshop) -> Iterator[Candidate]:
    """ "Which organisation has …?" for every statement about a name that does not show through what is said."""
    return asked_once(_tried_on_all(shop))


def _tried_on_all(shop: Workshop) -> Iterator[Candidate]:
    names = Names(shop.article)
    for statement in shop.told:
        yield from tried(shop, statement.fact.place, "who_did", who_did, names, statement)


def who_did(shop: Workshop, names: Names, statement: Statement) -> Candidate | None:
    """The statement as a question for its named subject."""
    name = subject_name(names, statement)
    fact = statement.fact
    if name is None or (fact.tree.lemma(fact.head) in words.REPORTING and fact.parts("ccomp")):
        return None  # what somebody says is asked for as such
    if not tells(shop, statement, name) or name.asked_as == "What":
        return None
    low = name.text.lower()
    if shop.article.content_counts[low] >= OFTEN and shop.article.salience(low) >= MAIN_TOPIC:
        return None  # the one name that everything in the article is about
    stem = ask_subject(statement, name.asked_as)
    if name.sort in stem.partition(f"{name.sort} ")[2]:
        return None
    if statement.fact.reporting is not None:
        stem = shop.voiced(statement, stem)
    return made_of(shop, names, statement, name, stem, "who_did")


def subject_name(names: Names, statement: Statement) -> Named | None:
    """The name that is the whole subject of the statement, "the" and a telling noun before it left aside."""
    fact, tree = statement.fact, statement.tree
    tokens = list(statement.subject_tokens)
    if not tokens or any(tree.word(i) in {"and", "or"} for i in tree.kids(fact.subject, "cc")):
        return None
    if any(tree.dep(k) == "conj" and k in set(tokens) for k in tree.kids(fact.subject)):
        return None
    while tokens and tree.word(tokens[0]) == "the" and tokens[0] not in statement.swaps:
        tokens.pop(0)
    while len(tokens) > 1 and tree.tokens[tokens[0]].tag == "NN" and not tree.tokens[tokens[0]].text[:1].isupper():
        tokens.pop(0)
    text = bare(statement.say(tokens)) if tokens else ""
    named = all(tree.tokens[i].pos == "PROPN" or tree.tokens[i].text in JOINED for i in tokens)
    if not text or not (named or tree.tokens[fact.subject].pos == "PROPN" or fact.subject in statement.swaps):
        return None
    if any(w.islower() and w not in {"of", "for", "and", "on", "the", "in"} for w in text.split()):
        return None
    name = names.named(text)
    return None if name is not None and name.sort in TOO_WIDE else name


def tells(shop: Workshop, statement: Statement, name: Named) -> bool:
    """Whether what is said stands without the name, says enough, does not show the name and is said of nobody else."""
    fact, tree = statement.fact, statement.tree
    said = [i for i in statement.tokens if i not in set(statement.subject_tokens)]
    lemma = tree.lemma(fact.head)
    who = name.sort in {"person", "group"}
    if (who and fact.negation is not None) or len(statement.lead) > 7:
        return False
    if who and (fact.copular or lemma in POSTS):
        return False
    text = statement.say(said)
    if {w for w in bag(text) & bag(name.text) if len(w) > 2} or name.text.lower() in text.lower():
        return False
    if anchors.content_words(statement, said) < FEWEST_TOLD or loose(statement, said):
        return False
    return not said_of_another(shop, statement, text)


def loose(statement: Statement, said: Sequence[int]) -> bool:
    """Whether a bare "the mine", or "it", is left without the subject that may have explained it."""
    tree, inside = statement.tree, set(said)
    telling = {"amod", "compound", "nmod", "acl", "nummod", "appos"}
    for i in said:
        if i in statement.swaps:
            continue
        if tree.tokens[i].tag == "PRP" and tree.word(i) in {"it", "they", "them", "he", "she", "him"}:
            return True
        if tree.tokens[i].pos != "NOUN" or tree.lemma(i) in words.UNIQUE_NOUNS:
            continue
        the = any(tree.word(k) == "the" and k in inside for k in tree.kids(i, "det"))
        if the and not any(tree.dep(k) in telling and k in inside for k in tree.kids(i)):
            return True
    return bool(anchors.loose_definites(replace(statement, tokens=tuple(said))) > 1)


def said_of_another(shop: Workshop, statement: Statement, text: str) -> bool:
    """Whether another clause says all but the same of a different subject."""
    fact, tree = statement.fact, statement.tree
    mine = bag(statement.say(statement.subject_tokens))
    for other in shop.facts:
        if other.tree is tree and other.head == fact.head:
            continue
        theirs = bag(other.tree.say(other.subject_tokens))
        if theirs & mine or other.kind in {"complement", "relative"}:
            continue
        if overlap(other.tree.say(other.predicate), text) > SAME:
            return True
    return False


def made_of(
    shop: Workshop,
    names: Names,
    statement: Statement,
    name: Named,
    stem: str,
    template: str,
    asked: tuple[int, ...] = (),
) -> Candidate:
    """The question with three other names of the same sort, or with a line to type the answer where there are fewer."""
    tree = statement.tree
    near = " ".join(tree.sentences[s].text for s in statement.sentences)
    rivals = [n for n in names.rivals(name, stem) if n.text not in near]
    note = "The text names {}, but not as the answer to this."
    wrong = choose(name.printed, [], [Choice(n.printed, Role.ELSEWHERE, note.format(n.text)) for n in rivals])
    if name.sort == "group":
        wrong = None
    often = shop.article.content_counts[name.text.split()[-1].lower()] >= OFTEN
    if wrong is None and often and name.sort != "person" and not any(n.sort == name.sort for n in rivals):
        raise UnfitError("too_few_options")  # the only park of a text is no news
    return Candidate(
        kind=ItemKind.SHORT if wrong is None else ItemKind.CHOICE,
        template=f"{template}_typed" if wrong is None else template,
        stem=stem,
        answer=name.printed,
        statement=statement,
        wrong=wrong or (),
        accepted=names.short_forms(name) if wrong is None else (),
        asked=asked or tuple(statement.subject_tokens),
        sentences=naming(shop, statement, name.text),
        worth=0.7 if wrong is not None else 0.6,
        key_rationale="The text says this of this name.",
    )


def naming(shop: Workshop, statement: Statement, name: str) -> tuple[int, ...]:
    """The sentences that prove the answer: where its last one gives a short name, the first with the full name too."""
    tree, grounds = statement.tree, shop.grounds(statement)
    if any(name in tree.sentences[i].text for i in grounds):
        return grounds
    full = next((s.index for s in tree.sentences if name in s.text), None)
    return grounds if full is None else tuple(sorted({*grounds, full}))
