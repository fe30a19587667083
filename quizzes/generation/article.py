"""An article as a whole: its trees, its names in full, what it keeps talking about, its numbers and dates."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from quizzes.generation.english.lists import listed
from quizzes.generation.tree import Tree
from quizzes.generation.types import Passage

if TYPE_CHECKING:
    from articles.language import Entity

TITLES = listed(
    """
    mr mrs ms miss dr prof professor president sir lord lady minister
    """
)
BODIES = listed(
    """
    committee registry commission council agency association university institute organisation organization
    party court parliament assembly bank ministry department foundation charity panel union congress senate
    authority centre center institution board federation league museum zoo university park office
    """
)
NOMINAL = frozenset({"NOUN", "PROPN"})


class Article:
    """The passages of one article, indexed once for every kind of question."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self.passages = tuple(passages)
        self.trees = tuple(Tree(p) for p in passages)

    @cached_property
    def people(self) -> dict[str, str]:
        """Short names of people to the one full name that ends with them; ambiguous short names are left out."""
        full: dict[str, set[str]] = defaultdict(set)
        for entity in self.entities("person"):
            words = [w for w in entity.text.split() if w.lower().strip(".") not in TITLES]
            if len(words) >= 2 and all(w[:1].isupper() for w in words[-1:]):
                full[words[-1]].add(" ".join(words))
        return {short: next(iter(names)) for short, names in full.items() if len(names) == 1}

    def entities(self, *labels: str) -> list[Entity]:
        """Named entities in order; labels compare by the kind's value (`person`, `organisation`, `place`)."""
        return [e for tree in self.trees for e in tree.reading.entities if not labels or str(e.label).lower() in labels]

    @cached_property
    def bodies(self) -> dict[str, str]:
        """Common nouns to the one name that ends with them: "committee" to "Icelandic Naming Committee"."""
        names: dict[str, set[str]] = defaultdict(set)
        for tree in self.trees:
            tokens = tree.tokens
            for t in tokens:
                word = t.text
                if not word[:1].isupper() or not word.isalpha() or t.index == tree.sentences[t.sentence].first:
                    continue
                if t.index + 1 < len(tokens) and tokens[t.index + 1].text[:1].isupper():
                    continue
                first = t.index
                while first > tree.sentences[t.sentence].first and (
                    tokens[first - 1].text[:1].isupper() and tokens[first - 1].text.lower() not in {"the", "a", "an"}
                ):
                    first -= 1
                if first < t.index and first > tree.sentences[t.sentence].first:
                    names[word.lower()].add(" ".join(x.text for x in tokens[first : t.index + 1]))
        common = {t.text for tree in self.trees for t in tree.tokens if t.pos == "NOUN" and t.text.islower()}
        return {w: next(iter(n)) for w, n in names.items() if len(n) == 1 and w in common and w in BODIES}

    @cached_property
    def lemma_counts(self) -> Counter[str]:
        """How often each noun or name is used as the head of a phrase or inside one."""
        return Counter(
            t.lemma.lower() for tree in self.trees for t in tree.tokens if t.pos in NOMINAL and len(t.text) > 2
        )

    @cached_property
    def content_counts(self) -> Counter[str]:
        return Counter(
            t.lemma.lower()
            for tree in self.trees
            for t in tree.tokens
            if t.pos in {"NOUN", "PROPN", "VERB", "ADJ"} and len(t.text) > 2
        )

    @cached_property
    def modified(self) -> dict[str, Counter[tuple[str, ...]]]:
        """For each noun lemma the sets of modifiers it is used with and how often."""
        table: dict[str, Counter[tuple[str, ...]]] = defaultdict(Counter)
        for tree in self.trees:
            for t in tree.tokens:
                if t.pos == "NOUN":
                    mods = tuple(tree.lemma(k) for k in tree.kids(t.index, "amod", "compound", "nmod", "nummod", "acl"))
                    table[t.lemma.lower()][mods] += 1
        return dict(table)

    @cached_property
    def heading_lemmas(self) -> frozenset[str]:
        words = {w.strip(",.:;!?'’\"").lower() for p in self.passages for w in p.heading.split()}
        return frozenset(words | {w[:-1] for w in words if w.endswith("s")})

    def salience(self, lemma: str) -> float:
        """How much the article is about the word, 0 to 1."""
        most = max(self.content_counts.values(), default=1)
        share = self.content_counts[lemma] / most
        return min(1.0, share + (0.3 if lemma in self.heading_lemmas else 0.0))

    def topical(self, lemma: str) -> bool:
        """Whether "the + lemma" alone names one thing throughout: used often, with hardly any telling modifiers."""
        uses = self.modified.get(lemma)
        if not uses:
            return False
        total = sum(uses.values())
        kinds = [m for m in uses if m]
        return (total >= 4 and len(kinds) <= 1) or (lemma in self.heading_lemmas and total >= 3)
