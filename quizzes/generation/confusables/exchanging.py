"""Exchanges in a statement: one word put for another of the lexicon, where that makes the statement plainly false."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from quizzes.generation.changing.misreading import Change
from quizzes.generation.changing.turns import negated, with_article
from quizzes.generation.confusables.frames import adjective_use, fits, verb_uses
from quizzes.generation.confusables.lexicon import Entry, lexicon
from quizzes.generation.english.lists import listed
from quizzes.generation.english.verbs import inflected
from quizzes.generation.grammar.article import Article
from quizzes.generation.grammar.tree import Tree
from quizzes.generation.stating.anchors import depth_of
from quizzes.generation.stating.statements import Statement

AT_MOST = 2  # exchanges of one word
DEEPEST = 4
VERB_TAGS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
COMPARED = {"JJR": "more", "JJS": "most"}
LOOSE = listed("other such same own certain several only very")
# What an exchange is worth by the work of its word, as strict readers took some hundreds of them; one that hangs deeper
# counts less, and below LEAST none is made.
WORTH = {"manner": 0.77, "quality": 0.77, "action": 0.72, "thing": 0.62}
DEPTH_COSTS = {"manner": 0.03, "quality": 0.25, "action": 0.15, "thing": 0.03}
LEAST = 0.55
THINGS = frozenset({"nsubj", "nmod"})  # the work of nouns whose exchange reads well


class Exchanger:
    """Finds exchanges in one article's statements."""

    def __init__(self, article: Article) -> None:
        self.article = article

    def changes(self, statement: Statement, inside: set[int]) -> Iterator[Change]:
        """Every exchange within the tokens."""
        tree = statement.tree
        for i in sorted(inside):
            depth = depth_of(statement, i)
            if i in statement.swaps or depth > DEEPEST or tree.quoted[i] or self._fixed(tree, i):
                continue
            found = _exchange(tree, i)
            if found is None or negated(statement, i):
                continue
            kind, others = found
            weight = WORTH[kind] - DEPTH_COSTS[kind] * max(0, depth - 1)
            if weight < LEAST or (kind == "action" and depth):
                continue
            good = [o for o in others if not self.said(statement, i, o)]
            for n, other in enumerate(good[:AT_MOST]):
                form = formed(tree, i, other)
                yield Change(with_article(tree, i, {i: form}), kind, tree.tokens[i].text, form, weight - 0.02 * n)

    @staticmethod
    def _fixed(tree: Tree, i: int) -> bool:
        """Whether the word is part of a name, of a pair, of a set phrase or of a compound that it heads."""
        token = tree.tokens[i]
        if (
            i in tree.in_entity
            or token.pos == "PROPN"
            or (token.text[:1].isupper() and token.text in tree.always_capital)
        ):
            return True
        beside = {tree.word(k) for k in (i - 1, i + 1) if 0 <= k < len(tree.tokens)}
        if (
            beside & {"-", "–", "/", "and", "or"}
            or tree.kids(i, "conj", "flat", "fixed")
            or tree.dep(i) in {"conj", "fixed"}
        ):
            return True
        return token.pos == "NOUN" and bool(tree.kids(i, "compound"))

    @cached_property
    def _sentences(self) -> list[frozenset[str]]:
        """The content lemmas of every sentence."""
        return [
            frozenset(
                tree.lemma(i)
                for i in range(s.first, s.last + 1)
                if tree.tokens[i].pos in {"NOUN", "PROPN", "VERB", "ADJ", "ADV"}
            )
            for tree in self.article.trees
            for s in tree.sentences
        ]

    def said(self, statement: Statement, i: int, other: str) -> bool:
        """Whether the other word may be just as true: it stands in the statement's own sentence, or in another one that
        speaks of much the same."""
        tree = statement.tree
        word = other.split()[0]
        sentence = tree.sentences[statement.fact.sentence]
        if any(word in {tree.lemma(k), tree.word(k)} for k in range(sentence.first, sentence.last + 1)):
            return True
        mine = {
            tree.lemma(k) for k in statement.tokens if k != i and tree.tokens[k].pos in {"NOUN", "PROPN", "VERB", "ADJ"}
        }
        return any(word in there and len(mine & there) >= max(2, 0.5 * len(mine)) for there in self._sentences)


def _exchange(tree: Tree, i: int) -> tuple[str, tuple[str, ...]] | None:
    """The sort of exchange a token allows, and the words that may stand for it."""
    token = tree.tokens[i]
    if token.pos == "VERB" and token.tag in VERB_TAGS and tree.dep(i) not in {"amod", "compound"}:
        uses = list(verb_uses(tree, i))
        return _listed("action", lexicon("verbs").get(tree.lemma(i), ()), tree, uses)
    if token.pos == "ADJ" and token.tag in {"JJ", "JJR", "JJS"} and tree.word(i) not in LOOSE:
        if tree.word(i - 1) in {"most", "least"}:
            return None
        use = adjective_use(tree, i)
        lemma = tree.word(i) if token.tag == "JJ" else tree.lemma(i)
        return _listed("quality", lexicon("adjectives").get(lemma, ()), tree, [use]) if use else None
    if token.pos == "NOUN" and token.tag in {"NN", "NNS"} and tree.dep(i) in THINGS:
        number = "count" if token.tag == "NNS" or _counted(tree, i) else "mass"
        return _listed("thing", lexicon("nouns").get(tree.lemma(i), ()), tree, [(number, i), ("count", i)])
    if token.pos == "ADV" and tree.dep(i) == "advmod" and tree.word(i - 1) not in {"ever", "much", "no", "far"}:
        above = tree.tokens[token.head]
        if above.pos not in {"VERB", "AUX"} and not tree.kids(token.head, "cop"):
            return None  # it only colours a word
        return _listed("manner", lexicon("adverbs").get(tree.word(i), ()), tree, [("", None)])
    return None


def _listed(
    kind: str, found: tuple[Entry, ...], tree: Tree, uses: list[tuple[str, int | None]]
) -> tuple[str, tuple[str, ...]] | None:
    """The words of the entries that fit one of the uses: those bound to the noun beside the word, where there are
    any."""
    fitting = [(u.bound, e) for e in found for u in e.uses if any(fits(tree, u, frame, noun) for frame, noun in uses)]
    chosen = [e for bound, e in fitting if bound] or [e for _, e in fitting]
    others = tuple(dict.fromkeys(o for e in chosen for o in e.others))
    return (kind, others) if others else None


def _counted(tree: Tree, i: int) -> bool:
    return any(tree.word(k) in {"a", "an", "each", "every", "one"} for k in tree.kids(i))


def formed(tree: Tree, i: int, other: str) -> str:
    """The other word in the form of the token."""
    token = tree.tokens[i]
    if token.pos == "VERB":
        return inflected(other, token.tag)
    if token.tag == "NNS":
        return _inflect(other, "NNS")
    if token.tag in COMPARED:
        short = (len(other) <= 6 and " " not in other) or other.endswith("y")
        return _inflect(other, token.tag) if short else f"{COMPARED[token.tag]} {other}"
    return (
        other[:1].upper() + other[1:]
        if token.text[:1].isupper() and i == tree.sentences[token.sentence].first
        else other
    )


def _inflect(word: str, tag: str) -> str:
    from lemminflect import getInflection  # loads its tables when first asked

    first, _, last = word.rpartition(" ")
    made = getInflection(last, tag)
    return " ".join(filter(None, (first, made[0] if made else last)))
