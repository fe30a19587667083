"""What could be taken for a statement's term and is not it: things of the same sort, in the term's own form."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property

from articles.language.vectors import Vector, phrase_vector, rank, word_vector
from quizzes.generation.english.lists import listed
from quizzes.generation.grammar.tree import Tree
from quizzes.generation.kinds.exchanges import Place, places
from quizzes.generation.kinds.nominals import Nominal
from quizzes.generation.stating.statements import Statement
from quizzes.generation.workshop import Workshop

TELLING = frozenset({"NOUN", "PROPN", "VERB", "ADJ"})
PLAIN_VERBS = listed("be have do make take get go come say tell give use become")
TOPICS = 30  # words that say what an article is about
START = 5
SHARED = 0.5  # of a statement's other telling words, in a sentence that may tell the same of the rival


@dataclass(frozen=True, slots=True)
class Rival:
    """A wrong option: its text as inside a sentence, the word put in, and what may tell whether it is a good one."""

    text: str
    word: str
    features: dict[str, float]


@dataclass(frozen=True, slots=True)
class Heard:
    """One sentence: its telling lemmas and the starts of all its words."""

    tree: Tree
    sentence: int
    lemmas: frozenset[str]
    starts: frozenset[str]


def start(word: str) -> str:
    """The first letters of a word, the same for "pollution" and "polluting"."""
    return word[:START]


class Rivals:
    """Rivals of the terms of one article."""

    def __init__(self, shop: Workshop) -> None:
        self.shop = shop

    def of(self, statement: Statement, key: Nominal) -> Iterator[list[Rival]]:
        """Sets of rivals that fit beside each other, each made at one place of the key."""
        said = others_said(statement, key)
        for place in places(key):
            found = []
            for member in place.family.others(place.was):
                text = place.put(member[0])
                if text is not None and not self.may_hold(statement, said, member):
                    found.append(Rival(text, member[0], self.features(statement, key, place, member[0])))
            yield found

    def may_hold(self, statement: Statement, said: frozenset[str], member: tuple[str, ...]) -> bool:
        """Whether a rival stands in the statement's own sentences, or in one that tells much the same."""
        tree = statement.tree
        filled = {start(w.lower()) for t in statement.swaps.values() for w in t.split() if len(w) > 3}
        known = {start(w) for w in said}
        for word in member:
            starts = {start(w) for w in word.lower().replace("-", " ").split() if len(w) > 2}
            if starts <= filled or starts & known:
                return True
            for n in self._holding(starts):
                heard = self._sentences[n]
                own = heard.tree is tree and heard.sentence in statement.sentences
                if own or len(said & heard.lemmas) >= max(2, SHARED * len(said)):
                    return True
        return False

    @cached_property
    def _sentences(self) -> list[Heard]:
        found = []
        for tree in self.shop.article.trees:
            for s in tree.sentences:
                span = range(s.first, s.last + 1)
                found.append(
                    Heard(tree, s.index, telling_lemmas(tree, span), frozenset(start(tree.word(i)) for i in span))
                )
        return found

    @cached_property
    def _where(self) -> dict[str, set[int]]:
        """For each start of a word the sentences that hold it."""
        table: dict[str, set[int]] = {}
        for n, heard in enumerate(self._sentences):
            for word in heard.starts:
                table.setdefault(word, set()).add(n)
        return table

    def _holding(self, starts: Collection[str]) -> list[int]:
        """The sentences that hold words with all of these starts."""
        found = [self._where.get(w, set()) for w in starts]
        return sorted(set.intersection(*found)) if found else []

    @cached_property
    def _world(self) -> Vector:
        """The middle of what the article talks about most."""
        return phrase_vector(tuple(w for w, _ in self.shop.article.content_counts.most_common(TOPICS)))

    def features(self, statement: Statement, key: Nominal, place: Place, word: str) -> dict[str, float]:
        """What may tell a plausible rival from one that the rest of the sentence gives away: how much better the key
        fits to the other words than the rival does, above all, and whether one of them all but says the key."""
        tree, text = statement.tree, place.put(word) or ""
        said = tuple(tree.word(i) for i in statement.tokens if i not in key.tokens and tree.tokens[i].pos in TELLING)
        beside = tuple(tree.word(i) for i in key.tokens if tree.word(i) not in place.was.split())
        mine, theirs = phrase_vector(tuple(place.was.split())), phrase_vector(tuple(word.lower().split()))
        context, rest = phrase_vector(said), phrase_vector(beside)
        above = word_vector(tree.lemma(tree.tokens[key.head].head))
        return {
            "like_key": float(mine @ theirs),
            "fit_lost": float(context @ (mine - theirs)),
            "rest_lost": float(rest @ (mine - theirs)),
            "verb_lost": float(above @ (mine - theirs)),
            "key_nearest": max((float(v @ mine) for v in map(word_vector, said)), default=0.0),
            "like_world": float(self._world @ theirs),
            "like_rest": float(rest @ theirs),
            "in_article": float(bool(self._holding([start(w) for w in word.lower().split()]))),
            "shorter": max(0.0, len(key.text) / len(text) - 1),
            "rarer": rank(word) - rank(place.was),
            "kept": float(place.kept),
            **{f"sort:{sort}": float(place.family.sort == sort) for sort in ("people", "mass", "plural", "before")},
            "the": float(key.opening == "the"),
            "a": float(key.opening == "a"),
            "subject": float(key.work == "nsubj"),
        }


def telling_lemmas(tree: Tree, tokens: Collection[int]) -> frozenset[str]:
    """The lemmas of the tokens that carry meaning."""
    return frozenset(
        tree.lemma(i) for i in tokens if tree.tokens[i].pos in TELLING and tree.lemma(i) not in PLAIN_VERBS
    )


def others_said(statement: Statement, key: Nominal) -> frozenset[str]:
    """The telling lemmas of a statement without its key."""
    return telling_lemmas(statement.tree, [i for i in statement.tokens if i not in key.tokens])
