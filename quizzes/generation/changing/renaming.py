"""A name put in another's place: only between names of one sort that do the same work in the article's sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from quizzes.generation.changing.misreading import Change
from quizzes.generation.english import words
from quizzes.generation.english.places import sort_of_place
from quizzes.generation.grammar.article import Article
from quizzes.generation.grammar.tree import Tree
from quizzes.generation.stating.statements import Statement

if TYPE_CHECKING:
    from articles.language import Entity

LABELS = frozenset({"person", "organisation", "place"})
AT_A_PLACE = frozenset({"in", "from", "to", "at", "across", "near", "throughout", "outside"})
SEXED = frozenset({"he", "she", "his", "her", "him", "hers", "himself", "herself"})
MOST_SHARE = 0.6


class Renamer:
    """Finds the names of one article that could be taken for each other."""

    def __init__(self, article: Article) -> None:
        self.article = article

    def full(self, text: str) -> str:
        """A person's full name where the article gives one."""
        return self.article.people.get(text, text)

    @cached_property
    def uses(self) -> dict[str, list[tuple[Tree, Entity, str, str]]]:
        """For each sort of name every use with its name in full and the work it does in the sentence."""
        found: dict[str, list[tuple[Tree, Entity, str, str]]] = {label: [] for label in LABELS}
        for tree in self.article.trees:
            for entity in tree.reading.entities:
                label = str(entity.label).lower()
                if label in LABELS:
                    found[label].append((tree, entity, self.full(entity.text), work(tree, entity)))
        return found

    @cached_property
    def counts(self) -> Counter[str]:
        return Counter(name for uses in self.uses.values() for _, _, name, _ in uses)

    def only_topic(self, name: str, label: str) -> bool:
        """Whether the article is mostly about this one name of its sort: nobody would mistake it."""
        total = sum(1 for _ in self.uses[label])
        return self.counts[name] > 4 and self.counts[name] > MOST_SHARE * total

    def changes(self, statement: Statement, inside: set[int], at_most: int = 4) -> Iterator[Change]:
        """Other names in the place of each name of the statement that may be changed."""
        tree = statement.tree
        sentence = tree.sentences[statement.fact.sentence]
        here = [e for e in tree.reading.entities if sentence.first <= e.first <= sentence.last]
        said_here = {w for e in here for w in e.text.lower().split()}
        for entity in here:
            label = str(entity.label).lower()
            span = range(entity.first, entity.last + 1)
            if label not in LABELS or not inside.issuperset(span) or any(k in statement.swaps for k in span):
                continue
            if label == "place" and entity.first in {*statement.lead, *statement.subject_tokens}:
                continue  # what is told of one place is not denied of another
            name = self.full(entity.text)
            if not self._changeable(statement, entity, name):
                continue
            for other in self.rivals(tree, entity, name, said_here)[:at_most]:
                swaps = dict.fromkeys(span, "")
                swaps[entity.first] = other
                note = f"{other} is named elsewhere in the text."
                sure = label == "place" and sort_of_place(name) != "town"
                yield Change(swaps, "name", name, other, 0.7 if sure else 0.62, note)

    def _changeable(self, statement: Statement, entity: Entity, name: str) -> bool:
        tree, fact = statement.tree, statement.fact
        label = str(entity.label).lower()
        span = range(entity.first, entity.last + 1)
        head = head_of(tree, entity)
        after = entity.last + 1
        if not name[:1].isupper() or not work(tree, entity) or self.only_topic(name, label):
            return False
        if after < len(tree.tokens) and (
            tree.tokens[after].pos == "PROPN"
            or tree.tokens[after].text in {"-", "’s", "'s", "’", "(", "and", "or"}
            or (label == "place" and tree.word(after) == "," and after + 1 < len(tree.tokens) and tree.named(after + 1))
        ):
            return False
        if tree.kids(head, "conj", "appos", "acl") or tree.tokens[head].tag == "NNPS":
            return False
        if any(
            tree.word(k) != "the" and k not in span
            for k in tree.kids(head, "det", "amod", "nummod", "compound", "nmod")
        ):
            return False
        if label == "person":
            sexed = any(tree.word(i) in SEXED for i in statement.tokens)
            return not fact.copular and not sexed and len(name.split()) > 1 and entity.first in fact.subject_tokens
        return not (fact.copular and entity.first in fact.subject_tokens)

    def rivals(self, tree: Tree, entity: Entity, name: str, said_here: set[str]) -> list[str]:
        """Other names of the same sort that stand somewhere in the same kind of place in a sentence."""
        label = str(entity.label).lower()
        mine, the = work(tree, entity), has_the(tree, entity)
        found: Counter[str] = Counter()
        for there, other, text, theirs in self.uses[label]:
            low = text.lower()
            if theirs != mine or has_the(there, other) != the or not text[:1].isupper():
                continue
            if set(low.split()) & said_here or low in name.lower() or name.lower() in low:
                continue
            if there.tokens[other.last].pos != "PROPN" or not self._same_sort(label, name, text):
                continue
            found[text] += 1
        return [text for text, _ in found.most_common()]

    @staticmethod
    def _same_sort(label: str, name: str, other: str) -> bool:
        if label == "place":
            return sort_of_place(name) == sort_of_place(other)
        if label == "person":
            return len(other.split()) > 1
        # A body and its own initials are one and the same.
        initials = ["".join(w[0] for w in n.split() if w[:1].isupper()) for n in (name, other)]
        if name.endswith("s") != other.endswith("s"):
            return False
        return name.isupper() == other.isupper() and name not in initials and other not in initials


def head_of(tree: Tree, entity: Entity) -> int:
    span = range(entity.first, entity.last + 1)
    return next((k for k in span if tree.tokens[k].head not in span), entity.last)


def work(tree: Tree, entity: Entity) -> str:
    """What a name does in its sentence: "says" and "acts" for subjects, "in" and the like for places, "" for no use
    that could be taken for another's."""
    head = head_of(tree, entity)
    label = str(entity.label).lower()
    dep = tree.dep(head)
    above = tree.tokens[head].head
    if label == "place":
        cases = [tree.word(c) for c in tree.kids(head, "case")]
        if dep == "nmod" and tree.tokens[above].pos == "PROPN":
            return ""
        return "place" if dep in {"obl", "nmod"} and len(cases) == 1 and cases[0] in AT_A_PLACE else ""
    if dep == "nsubj" and tree.tokens[above].pos == "VERB" and tree.tokens[head].dep == "nsubj":
        return "says" if tree.lemma(above) in words.REPORTING else "acts"
    if label == "organisation" and dep == "obj" and tree.tokens[above].pos == "VERB":
        return "object"
    return ""


def has_the(tree: Tree, entity: Entity) -> bool:
    """Whether a name is used with "the"."""
    return tree.word(entity.first) == "the" or (entity.first > 0 and tree.word(entity.first - 1) == "the")
