"""Who said it and who holds an office: a name among the other names of the article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from quizzes.generation.asking.nounphrases import noun_tokens
from quizzes.generation.asking.options import bag, choose, one_longer, overlap
from quizzes.generation.asking.questions import finish
from quizzes.generation.candidates import Candidate, Choice
from quizzes.generation.english import words
from quizzes.generation.english.lists import listed
from quizzes.generation.grammar.article import OFFICES, ROLES, TITLES
from quizzes.generation.grammar.clauses import after_comma
from quizzes.generation.grammar.facts import Fact, apposition
from quizzes.generation.grammar.names import JOINED, Names, bare
from quizzes.generation.grammar.tree import Tree
from quizzes.generation.stating.statements import Statement, UnfitError
from quizzes.generation.types import ItemKind, Role
from quizzes.generation.workshop import Workshop

SAID = {
    "warn": "warned",
    "argue": "argued",
    "claim": "claimed",
    "believe": "believes",
    "predict": "predicted",
    "estimate": "estimated",
    "suggest": "suggested",
    "insist": "insisted",
    "admit": "admitted",
    "complain": "complained",
    "forecast": "forecast",
}
ACHIEVED = listed("first only founder inventor author creator discoverer winner oldest youngest")
RANKS = frozenset({"deputy", "chief", "former", "acting", "senior", "vice"})
LOOSE = listed("too also latest it its they them their theirs he him his she her hers instead")
"""Words in a clause that lean on what stood before it."""
TOLD_OF = frozenset({"complement", "aside", "main", "adverbial", "relative"})
LEAST_SAID = 6  # words
WRONG, LEAST_WRONG = 3, 2
MEMBERS = re.compile(r"\b(?:[A-Z]{2,}s|MP|MEP|CEO|MSP)$")  # people, though written like a body
NEED_THAT = frozenset({"say", "add", "tell", "explain", "note", "point", "state", "comment", "report"}) | SAID.keys()


@dataclass(frozen=True, slots=True)
class Name:
    """Somebody named, in full, with what kind of speaker it is and what the text says she says."""

    text: str
    kind: str
    said: tuple[str, ...]
    speaks: bool = True


def propose(shop: Workshop) -> Iterator[Candidate]:
    """ "Who said that …?" for reported clauses, "Who is the director of …?" for offices."""
    voices = speakers(shop)
    sorted_names = Names(shop.article)
    for name, statement in voices:
        made = who_said(shop, name, statement, cast(shop, voices), sorted_names)
        if made is not None:
            yield made
    people = [n for n in cast(shop, voices) if n.kind == "person"]
    for tree in shop.article.trees:
        for entity in tree.reading.entities:
            if str(entity.label).lower() == "person":
                yield from who_is(shop, tree, entity.first, entity.last, people)


def speakers(shop: Workshop) -> list[tuple[Name, Statement]]:
    """Reported statements whose speaker is one person or organisation with a full name."""
    found = []
    for statement in shop.reported:
        fact = statement.fact
        name = speaker_name(shop, fact)
        if name is not None and fact.kind in TOLD_OF:
            found.append((Name(*name, (statement.text,)), statement))
    return found


def speaker_name(shop: Workshop, fact: Fact) -> tuple[str, str] | None:
    """The full name of who says a clause, and whether it is a person or an organisation."""
    speaker = shop.speaker(fact)
    if speaker is None:
        return None
    text = speaker[0]
    tree = fact.tree
    for entity in tree.reading.entities:
        span = range(entity.first, entity.last + 1)
        label = str(entity.label).lower()
        if label not in {"person", "organisation"} or not set(span) <= set(fact.speaker):
            continue
        head = next((i for i in fact.speaker if tree.tokens[i].head not in fact.speaker), fact.speaker[-1])
        if head not in span:
            continue
        whole = bare(text)
        if label == "organisation" and all(w[:1].isupper() or w in JOINED for w in whole.split()):
            return whole, label  # "Regulatory Authority" may be only the end of the name
        return full(shop, entity.text, label)
    if len(fact.speaker) == 1 and len(text.split()) > 1 and text in shop.article.people.values():
        return text, "person"
    return None


def full(shop: Workshop, text: str, label: str) -> tuple[str, str] | None:
    """A name as it stands in a list of options; None for a person without a surname."""
    if label == "person":
        parts = [w for w in text.partition(" of ")[0].split() if w.lower().strip(".") not in TITLES | ROLES | RANKS]
        if not parts or any(w.lower() in OFFICES | {"director", "general"} or w.isupper() for w in parts):
            return None
        known = shop.article.people.get(parts[-1], " ".join(parts))
        known = known.partition(" of ")[0]
        name = " ".join(w for w in known.split() if w.lower().strip(".") not in TITLES | ROLES | RANKS)
        return (name, label) if len(name.split()) > 1 else None
    if MEMBERS.search(text):
        return None
    return (text.removeprefix("the ").removeprefix("The "), label)


def cut_short(tree: Tree, first: int) -> bool:
    """Whether a name was read without its beginning: "American Tobacco" for British American Tobacco."""
    return (
        first > tree.sentences[tree.tokens[first].sentence].first
        and tree.tokens[first - 1].text[:1].isupper()
        and tree.tokens[first - 1].pos in {"PROPN", "ADJ"}
    )


def cast(shop: Workshop, voices: list[tuple[Name, Statement]]) -> list[Name]:
    """Everybody named in the article: who speaks first, then who is named."""
    said: dict[tuple[str, str], list[str]] = {}
    speaking: set[tuple[str, str]] = set()
    for name, statement in voices:
        said.setdefault((name.text, name.kind), []).append(statement.text)
        speaking.add((name.text, name.kind))
    for tree in shop.article.trees:
        for entity in tree.reading.entities:
            label = str(entity.label).lower()
            if label == "organisation" and cut_short(tree, entity.first):
                continue
            if label not in {"person", "organisation"} or not entity.text[:1].isupper():
                continue
            span = range(entity.first, entity.last + 1)
            head = next((k for k in span if tree.tokens[k].head not in span), entity.last)
            if tree.dep(head) not in {"nsubj", "appos"}:
                continue
            made = full(shop, entity.text, label)
            if made is None:
                continue
            said.setdefault(made, [])
            if tree.dep(head) == "nsubj" and tree.lemma(tree.tokens[head].head) in words.REPORTING:
                speaking.add(made)
    names = [Name(*name, tuple(clauses), name in speaking) for name, clauses in said.items()]
    return sorted(names, key=lambda n: not n.speaks)


def who_said(shop: Workshop, name: Name, statement: Statement, names: list[Name], names_of: Names) -> Candidate | None:
    """The reported clause as a question for its speaker; None where the clause or another speaker gives it away."""
    clause = statement.say().rstrip(".")
    if statement.fact.reporting is None or not quotable(statement, statement.fact.reporting, clause, name):
        return None
    rivals = rival_speakers(names, name, clause)
    wrong = other_speakers(name, rivals)
    alike = all(n.kind == "organisation" for n in rivals if any(c.text == n.text for c in wrong or ()))
    wh = "Which organisation" if name.kind == "organisation" and alike else "Who"
    try:
        stem = finish(f"{wh} {said_in_stem(statement.tree, statement.fact.reporting)} that {inside(statement, clause)}")
    except UnfitError:
        return None
    known = names_of.named(name.text)
    if wrong is None and (name.kind == "person" or known is None):
        return None  # a person typed from memory tests spelling
    return Candidate(
        kind=ItemKind.SHORT if wrong is None else ItemKind.CHOICE,
        template="who_said" if wrong is not None else "who_said_typed",
        stem=stem,
        answer=name.text if wrong is not None or known is None else known.printed,
        statement=statement,
        wrong=wrong or (),
        accepted=names_of.short_forms(known) if wrong is None and known is not None else (),
        asked=statement.fact.speaker,
        sentences=shop.grounds(statement),
        worth=0.65,
        key_rationale="The text gives these words to this speaker.",
    )


def quotable(statement: Statement, reporting: int, clause: str, name: Name) -> bool:
    """Whether a reported clause can be quoted after "Who said that": plainly reported, leaning on nothing before it,
    long enough, and without a word that shows who says it."""
    fact, tree = statement.fact, statement.tree
    if tree.lemma(reporting) not in NEED_THAT:
        return False
    helping = [tree.lemma(k) for k in tree.kids(reporting, "aux", "aux:pass")]
    if helping not in ([], ["have"]) or tree.tokens[reporting].tag not in {"VBD", "VBZ", "VBN"}:
        return False
    if LOOSE & {tree.word(i) for i in statement.tokens}:
        return False
    whole = clause.count("“") == clause.count("”")
    return len(clause.split()) >= LEAST_SAID and whole and not bag(clause) & about(tree, fact, name)


def said_in_stem(tree: Tree, reporting: int) -> str:
    """The reporting verb as the question repeats it: "warned", "believes", or plain "said"."""
    lemma, tag = tree.lemma(reporting), tree.tokens[reporting].tag
    if lemma in SAID and tag == "VBZ":
        return tree.word(reporting)
    return "believed" if lemma == "believe" and tag == "VBD" else SAID.get(lemma, "said")


def inside(statement: Statement, clause: str) -> str:
    """The clause as it goes on after "that": its first word small unless it is a name."""
    tree, first = statement.tree, statement.tokens[0]
    filled = statement.swaps.get(first, "")
    if filled[:1].isupper() or (not filled and first in tree.in_entity):
        return clause
    if tree.tokens[first].pos in {"PROPN", "ADJ"}:
        return tree.lowered(first, clause)
    return clause[:1].lower() + clause[1:] if clause[1:2].islower() or clause[1:2] == " " else clause


def rival_speakers(names: list[Name], name: Name, clause: str) -> list[Name]:
    """Others who share no word with the name or the clause and say nothing like it: who speaks comes first, and only
    speakers may be of the other kind, a firm among people."""
    fit = [
        n
        for n in names
        if n.text != name.text
        and (n.kind == name.kind or n.speaks)
        and not bag(n.text) & (bag(name.text) | bag(clause))
        and not any(overlap(clause, said) > 0.3 for said in n.said)
    ]
    return sorted(fit, key=lambda n: (n.kind != name.kind, not n.speaks))


def other_speakers(name: Name, rivals: list[Name]) -> tuple[Choice, ...] | None:
    """Three wrong names of the same kind, or two, or names of both kinds; None unless one of them speaks in it too."""
    if not any(n.speaks for n in rivals):
        return None
    pool = [n for n in rivals if not any(short_for(n.text, o.text) for o in [name, *rivals])]
    alike = [choice(n) for n in pool if n.kind == name.kind]
    every = [choice(n) for n in pool]
    sizes = ((alike, WRONG), (alike, LEAST_WRONG), (every, WRONG), (every, LEAST_WRONG))
    found = next(((some, made) for some, count in sizes if (made := choose(name.text, [], some, count))), None)
    if found is None:
        return None
    pool_of, taken = found
    return tuple(one_longer(name.text, taken, pool_of, lambda c: c.text))


def short_for(one: str, other: str) -> bool:
    """Whether a name may be another in short: "DH" and "Department of Health"."""
    initials = "".join(w[0] for w in other.split() if w[:1].isupper())
    return one != other and one.isupper() and one in {initials, initials[:-1]}


def choice(n: Name) -> Choice:
    """Another name of the article as a wrong option."""
    if n.speaks:
        return Choice(n.text, Role.ELSEWHERE, f"In the text {n.text} says something else.")
    return Choice(n.text, Role.ELSEWHERE, f"The text names {n.text}, but not as the answer to this.")


def about(tree: Tree, fact: Fact, name: Name) -> frozenset[str]:
    """The telling words of the speaker's name and of what the sentence says she is."""
    if not fact.speaker:
        return bag(name.text)
    inside = set(fact.speaker)
    head = next((i for i in fact.speaker if tree.tokens[i].head not in inside), fact.speaker[-1])
    described = [i for k in tree.kids(head, "appos", "nmod", "flat") for i in tree.subtree(k)]
    named = [i for i in described if tree.tokens[i].pos == "PROPN"]
    return bag(name.text) | bag(" ".join(tree.tokens[i].text for i in named))


def who_is(shop: Workshop, tree: Tree, first: int, last: int, people: list[Name]) -> Iterator[Candidate]:
    """ "Who is the director of …?" from "X, director of …": an office that only one person can hold."""
    span = range(first, last + 1)
    head = next((k for k in span if tree.tokens[k].head not in span), last)
    made = full(shop, " ".join(tree.tokens[i].text for i in span), "person")
    for what in tree.kids(head, "appos"):
        if made is None or not after_comma(tree, what) or tree.tokens[what].tag != "NN" or tree.quoted[what]:
            continue
        tokens = noun_tokens(tree, what)
        if not tokens or tree.word(tokens[0]) in {"a", "an", "one"} or not set(tree.kids(what, "nmod")) & set(tokens):
            continue
        if str(tree.tokens[what].kind).lower() != "person" or head in tokens or tokens[-1] - tokens[0] >= 14:
            continue
        if shop.stater.sentence_problem(tree, tree.tokens[what].sentence) or shop.standing.problem(tree, tokens):
            continue
        text = tree.lowered(tokens[0], tree.say(tokens, shop.standing.swaps(tree, tokens)))
        if not any(tree.word(i) in ACHIEVED for i in tokens):
            continue  # who holds which post is not worth asking
        if not any(tree.tokens[i].pos == "PROPN" for i in tokens) or bag(text) & bag(made[0]):
            continue
        yield from _office(shop, tree, (what, tuple(tokens), text), made[0], people)


def _office(
    shop: Workshop, tree: Tree, office: tuple[int, tuple[int, ...], str], key: str, people: list[Name]
) -> Iterator[Candidate]:
    what, tokens, text = office
    rivals = [n for n in people if n.text != key and not bag(n.text) & (bag(key) | bag(text))]
    wrong = choose(key, [], [choice(n) for n in rivals])
    the = "" if text.startswith("the ") else "the "
    if wrong is None:
        return
    try:
        stem = finish(f"Who is {the}{text}")
    except UnfitError:
        return
    statement = Statement(apposition(tree, what, what, tokens), tokens, {}, (tree.tokens[what].sentence,))
    yield Candidate(
        kind=ItemKind.CHOICE,
        template="who_holds",
        stem=stem,
        answer=key,
        statement=statement,
        wrong=wrong,
        asked=tokens,
        worth=0.45,
        key_rationale="This is how the text introduces this person.",
    )
