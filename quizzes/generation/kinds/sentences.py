"""Evidence: which sentence of the section explains why, or gives a figure; the options are sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizzes.generation.asking.options import bag
from quizzes.generation.asking.questions import lead_text
from quizzes.generation.candidates import Candidate, Choice
from quizzes.generation.english import numbers
from quizzes.generation.grammar.facts import Fact
from quizzes.generation.grammar.tree import Tree
from quizzes.generation.judging.filters import DOUBLED, ODD
from quizzes.generation.kinds.parting import edges, part, told_facts
from quizzes.generation.kinds.proposing import tried
from quizzes.generation.kinds.reasons import OF_CAUSE, TOWARDS, VAGUE_MEANS, clauses_of, gives_reason, on_purpose
from quizzes.generation.kinds.results import SAYING_SO, opens_with, sentence_before
from quizzes.generation.stating.statements import Statement, UnfitError
from quizzes.generation.types import ItemKind, Role
from quizzes.generation.workshop import Workshop

WEB = re.compile(r"\w\.(?:com|org|net|uk)\b")
SHORTEST, LONGEST = 0.5, 1.9  # of a rival, beside the key
REASONED = re.compile(
    r"\b(because|since|due to|thanks to|therefore|as a result|so that|in order|for example|for instance|help(?:s|ed)?|"
    r"enabl(?:es?|ed)|allow(?:s|ed)?|lets?|makes? it (?:easier|possible)|using|by \w+ing)\b",
    re.IGNORECASE,
)


def propose(shop: Workshop) -> Iterator[Candidate]:
    """ "Which sentence explains why …?" from reasons and purposes, "… how …?" from means."""
    for fact in told_facts(shop):
        for clause in [*clauses_of(fact), *fact.parts("obl"), *(k for k in fact.parts("xcomp") if fact.passive)]:
            word = tells(fact, clause)
            if word:
                yield from tried(shop, fact.place, "which_sentence", explains, fact, clause, word)
    for tree in shop.article.trees:
        for sentence in tree.sentences:
            place = (tree, sentence.index)
            yield from tried(shop, place, "which_sentence", after, *place)


def tells(fact: Fact, clause: int) -> str:
    """ "why" or "how" for a clause that certainly tells a reason or a means; "" for any other."""
    tree = fact.tree
    before = any(k < clause for k in fact.parts("ccomp"))
    if not before and gives_reason(fact, clause) and tree.kid(clause, "nsubj") and not fact.quoted:
        return "why"
    marks = [tree.word(k) for k in tree.kids(clause, "mark", "case")]
    if tree.dep(clause) == "obl":
        return "why" if owed(tree, clause) and clause > fact.head else ""
    if on_purpose(fact, clause) or marks[:2] == ["so", "that"]:
        return "why"
    if fact.passive and tree.lemma(fact.head) == "use" and marks == ["to"] and clause > fact.head:
        return "how"
    nouns = {tree.lemma(i) for i in tree.subtree(clause) if tree.tokens[i].pos in {"NOUN", "PROPN"}}
    if nouns and nouns <= VAGUE_MEANS:
        return ""
    using = not marks and tree.lemma(clause) == "use" and clause > fact.head
    return "how" if tree.tokens[clause].tag == "VBG" and (marks[:1] == ["by"] or using) else ""


def owed(tree: Tree, noun: int) -> bool:
    """Whether "because of", "due to" and the like tie a noun on."""
    cases = tree.kids(noun, "case")
    tied = {tree.word(c) for c in cases} | {tree.word(f) for c in cases for f in tree.kids(c, "fixed")}
    return any(tree.word(c) in OF_CAUSE and OF_CAUSE[tree.word(c)] in tied | {tree.word(c + 1)} for c in cases)


def explains(shop: Workshop, fact: Fact, clause: int, word: str) -> Candidate:
    """The stem is the clause without its reason; its sentence is the key."""
    parted = part(shop, fact, clause)
    if parted.tree.word(parted.statement.tokens[-1]) in TOWARDS:
        raise UnfitError("loose_end")
    return evidence(shop, parted.statement, fact.sentence, word, parted.statement.sentences)


def after(shop: Workshop, tree: Tree, sentence: int) -> Candidate | None:
    """ "M. This is because R.": the second sentence is the key; the evidence is both."""
    if opens_with(tree, sentence, SAYING_SO) is None or shop.stater.sentence_problem(tree, sentence):
        return None
    main = sentence_before(shop, tree, sentence)
    return evidence(shop, main, sentence, "why", (*main.sentences, sentence))


def evidence(
    shop: Workshop, statement: Statement, sentence: int, word: str, sentences: tuple[int, ...], asked: str = ""
) -> Candidate:
    """The question for the sentence that explains the statement, or what is `asked` of it; raises `UnfitError` without
    three fair rivals."""
    fact, tree = statement.fact, statement.tree
    body = [i for i in statement.tokens if i not in set(statement.lead) and i not in set(fact.coordinated)]
    voice = shop.voice(statement)
    said = asked or tree.lowered(body[0], statement.say(edges(body, tree)))
    lead, short = lead_text(statement, set())
    said = f"{said} {lead}" if lead and short else said
    stem = f"Which sentence explains {word}{f', {voice},' if voice else ''} {said}?"
    key = sentence_text(tree, sentence)
    wrong = others(tree, sentence, key, stem)
    wrong = [w for w in wrong if w.text != sentence_text(tree, fact.sentence)]
    if len(wrong) < 3 or not 8 <= len(key.split()) <= 32:
        raise UnfitError("too_few_options")
    return Candidate(
        kind=ItemKind.EVIDENCE,
        template=f"sentence_{word}",
        stem=stem,
        answer=key,
        statement=statement,
        sentences=tuple(sorted(set(sentences))),
        wrong=tuple(wrong[:3]),
        asked=statement.tokens,
        worth=0.7,
        key_rationale="This sentence gives the reason." if word == "why" else "This sentence says how.",
    )


def sentence_text(tree: Tree, sentence: int) -> str:
    """A sentence as printed in the text, on one line."""
    return " ".join(tree.sentences[sentence].text.split())


def others(tree: Tree, sentence: int, key: str, stem: str) -> list[Choice]:
    """Whole sentences near the key's that do not answer the stem, those that share a word with it first."""
    found: list[tuple[float, Choice]] = []
    asked = bag(stem)
    for s in tree.sentences:
        text = sentence_text(tree, s.index)
        if WEB.search(text):
            continue
        if s.index == sentence or not SHORTEST * len(key) <= len(text) <= LONGEST * len(key) or not text.endswith("."):
            continue
        if text.count("“") != text.count("”") or REASONED.search(text) or ODD.search(text) or DOUBLED.search(text):
            continue
        shared = len(bag(text) & asked)
        if shared > 1:
            continue  # it tells of the same effect, and may give a reason of its own
        near = abs(s.index - sentence)
        order = -min(shared, 2) * 4 + min(near, 12) + numbers.pick(text, 100) / 100
        found.append((order, Choice(text, Role.ELSEWHERE, "This sentence is about something else.")))
    return [c for _, c in sorted(found, key=lambda pair: (pair[0], pair[1].text))]
