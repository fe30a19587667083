"""What something led to: "X led to N", "X caused N", and "A. As a result, B" across two sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from quizzes.generation.asking.nounphrases import alike, phrase
from quizzes.generation.asking.options import choose_near, related
from quizzes.generation.asking.questions import finish
from quizzes.generation.candidates import Candidate, Choice
from quizzes.generation.changing.misreading import spread
from quizzes.generation.grammar.facts import Fact
from quizzes.generation.grammar.tree import Tree, capital
from quizzes.generation.kinds.parting import Parted, answers, edges, told_facts
from quizzes.generation.kinds.proposing import enough, tried
from quizzes.generation.kinds.reasons import asked_for, reason
from quizzes.generation.stating.statements import Statement, UnfitError
from quizzes.generation.types import Role
from quizzes.generation.workshop import Workshop

LEADING = {"lead": "to", "result": "in", "contribute": "to"}
THEREFORE = (
    "as a result",
    "as a consequence",
    "therefore",
    "consequently",
    "for this reason",
    "for that reason",
    "because of this",
    "because of that",
    "that is why",
    "this is why",
    "that’s why",
    "which is why",
)
SAYING_SO = ("this is because", "that is because", "this was because", "that was because", "the reason is that")
LONGEST_REASON = 24


def propose(shop: Workshop) -> Iterator[Candidate]:
    """Results named by a noun, and reasons and results told in the sentence after."""
    for fact in told_facts(shop):
        for maker in (led_to, explained_before):
            yield from tried(shop, fact.place, maker.__name__, maker, fact)
    for tree in shop.article.trees:
        for sentence in tree.sentences:
            place = (tree, sentence.index)
            yield from tried(shop, place, "explained_after", explained_after, *place)


def led_to(shop: Workshop, fact: Fact) -> Candidate | None:
    """ "X led to N" asked as "What was the result of X?"."""
    tree = fact.tree
    wanted = LEADING.get(tree.lemma(fact.head))
    if wanted is None or fact.passive or fact.negation is not None:
        return None
    noun = next((k for k in fact.parts("obl") if tree.word(min(tree.kids(k, "case"), default=k)) == wanted), None)
    if noun is None:
        return None
    statement = shop.stater.state(fact)
    if fact.reporting is not None and not shop.voice(statement):
        raise UnfitError("quoted")
    key = phrase(tree, shop.standing, noun)
    if key is None:
        raise UnfitError("definite_without_referent")
    span = [i for i in tree.subtree(noun) if i in set(statement.tokens) and i not in tree.kids(noun, "case")]
    subject = tree.lowered(statement.subject_tokens[0], statement.say(statement.subject_tokens))
    stem = shop.voiced(statement, finish(f"What {being(fact)} the result of {subject}"))
    others = alike([p for p in shop.phrases if p.kind == key.kind], key, stem)
    changes = spread(statement.tree, (c for c in shop.changer.changes(statement, span) if c.kind != "number"))
    near = [Choice(capital(statement.say(span, c.swaps)), Role.MISREAD, c.rationale) for c in changes]
    wrong = enough(choose_near(key.text, near, [c for c in others if related(c.text, stem)]))
    why = "The text says that this is what it led to."
    return asked_for(shop, statement, "what_result", stem, key.text, wrong, span, 0.95, why)


def being(fact: Fact) -> str:
    """ "was", "is", "has been", "would be": the form of "be" in the clause's own tense."""
    tree = fact.tree
    first = tree.tokens[fact.group[0] if fact.group else fact.head]
    if fact.modal:
        return f"{fact.modal} be"
    if tree.lemma(first.index) == "have" and fact.group:
        return "has been"
    return "was" if first.tag == "VBD" else "is"


def opens_with(tree: Tree, sentence: int, openings: tuple[str, ...]) -> int | None:
    """Where a sentence goes on after one of the openings; None when it opens otherwise."""
    first, last = tree.sentences[sentence].first, tree.sentences[sentence].last
    for opening in openings:
        size = len(opening.split())
        if first + size < last and " ".join(tree.word(i) for i in range(first, first + size)) == opening:
            return first + size + (tree.word(first + size) == ",")
    return None


def sentence_before(shop: Workshop, tree: Tree, sentence: int) -> Statement:
    """The main statement of the sentence before, when it says nearly all that the sentence says."""
    if sentence == 0 or tree.sentences[sentence - 1].paragraph != tree.sentences[sentence].paragraph:
        raise UnfitError("points_elsewhere")
    before = tree.sentences[sentence - 1]
    fact = next((f for f in told_facts(shop) if f.tree is tree and f.head == before.root), None)
    if fact is None:
        raise UnfitError("fragment")
    statement = shop.stater.state(fact)
    words = [i for i in range(before.first, before.last + 1) if tree.tokens[i].pos not in {"PUNCT", "CCONJ"}]
    if len([i for i in words if i in set(statement.tokens)]) < 0.75 * len(words):
        raise UnfitError("points_elsewhere")
    return statement


def explained_after(shop: Workshop, tree: Tree, sentence: int) -> Candidate | None:
    """ "M. This is because R." asked as "Why M?"; both sentences are the evidence."""
    start = opens_with(tree, sentence, SAYING_SO)
    if start is None:
        return None
    fault = shop.stater.sentence_problem(tree, sentence)
    if fault:
        raise UnfitError(fault)
    main = sentence_before(shop, tree, sentence)
    body = edges(list(range(start, tree.sentences[sentence].last + 1)), tree)
    if not 3 < len(body) <= LONGEST_REASON:
        raise UnfitError("too_long" if len(body) > 3 else "thin")
    answers(shop, main, body, "")
    head = next((i for i in body if tree.tokens[i].pos in {"VERB", "AUX"}), body[0])
    candidate = reason(shop, Parted(main, head, tuple(body), "", shop.standing.swaps(tree, body)), "why_because")
    return both(candidate, main, sentence)


def explained_before(shop: Workshop, fact: Fact) -> Candidate | None:
    """ "R. As a result, M." asked as "Why M?"; both sentences are the evidence."""
    tree, sentence = fact.tree, fact.sentence
    start = opens_with(tree, sentence, THEREFORE)
    if start is None or fact.head < start or min(fact.subject_tokens) > start + 1:
        return None
    main = shop.stater.state(fact)
    cause = sentence_before(shop, tree, sentence)
    body = edges(list(cause.tokens), tree)
    if len(body) > LONGEST_REASON:
        raise UnfitError("too_long")
    candidate = reason(shop, Parted(main, cause.fact.head, tuple(body), "", cause.swaps), "why_so")
    return both(candidate, cause, sentence)


def both(candidate: Candidate, other: Statement, sentence: int) -> Candidate:
    """The candidate with both sentences, and what the earlier one rests on, as its evidence."""
    return replace(candidate, sentences=tuple(sorted({*candidate.sentences, *other.sentences, sentence})))
