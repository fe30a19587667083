"""The one place an article is about: what "the city" means in it, and where what it tells of nobody happens."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from quizzes.generation.english.places import sort_of_place
from quizzes.generation.english.pointing import PLACES
from quizzes.generation.grammar.article import Article
from quizzes.generation.grammar.tree import Tree

FEWEST = 3
AHEAD = 2
EARLY = 8
TOWNS = frozenset({"town", "city", "village"})
LANDS = frozenset({"country", "nation"})


@dataclass(frozen=True, slots=True)
class Place:
    """A name as it is said after "in", its bare form, and where the article gives it first."""

    name: str
    bare: str
    sort: str
    section: int
    sentence: int


class Whereabouts:
    """Looks for the place of one article."""

    def __init__(self, article: Article) -> None:
        self.article = article

    @cached_property
    def _mentions(self) -> dict[str, list[tuple[Tree, int]]]:
        """Every place's name with its uses as a place, not in front of a noun ("the Riga team"); the "Riga" of "Riga
        Park" counts where it stands alone."""
        found: dict[str, list[tuple[Tree, int]]] = {}
        firsts: set[str] = set()
        for tree in self.article.trees:
            for e in tree.reading.entities:
                name = e.text.removeprefix("the ").removeprefix("The ")
                if str(e.label).lower() != "place" or not name[:1].isupper() or (name.isupper() and not _land(name)):
                    continue
                firsts |= {name.split()[0]} if " " in name else set()
                if tree.dep(e.last) not in {"compound", "amod"}:
                    found.setdefault(name, []).append((tree, e.last))
        for tree in self.article.trees:
            for t in tree.tokens[1:]:
                alone = t.index + 1 >= len(tree.tokens) or not tree.tokens[t.index + 1].text[:1].isupper()
                if t.text in firsts - set(found) and alone and t.pos == "PROPN" and not tree.quoted[t.index]:
                    found.setdefault(f"{t.text} ", []).append((tree, t.index))
        return {name.strip(): uses for name, uses in found.items()}

    @cached_property
    def place(self) -> Place | None:
        """The place named early and far more often than any other; a town or park goes before its country."""
        found: dict[str, Place] = {}
        for name, uses in self._mentions.items():
            sort = sort_of_place(name)
            rivals = [
                len(other)
                for n, other in self._mentions.items()
                if n != name and (sort == "country" or sort_of_place(n) == sort)
            ]
            tree, last = uses[0]
            sentence = tree.tokens[last].sentence
            early = tree is self.article.trees[0] and sentence < EARLY
            if len(uses) >= max([FEWEST, *(AHEAD * c for c in rivals)]) and early and sort != "continent":
                the = "the " if any(_after_the(t, k, name) for t, k in uses) else ""
                found.setdefault(sort, Place(the + name, name, sort, tree.section, sentence))
        return found.get("town") or found.get("country")

    def meant(self, tree: Tree, i: int) -> tuple[str, int] | None:
        """The place that "the city" or "the country" means, with the sentence of this passage that names it."""
        place, lemma = self.place, tree.lemma(i)
        if place is None or place.section != tree.section or lemma not in TOWNS | LANDS:
            return None
        if (place.sort == "country") != (lemma in LANDS) or self.others(tree, tree.tokens[i].sentence, place, upto=i):
            return None
        return (place.name, place.sentence) if tree.tokens[i].sentence >= place.sentence else None

    def here(self, tree: Tree, sentence: int) -> Place | None:
        """The article's place, if the paragraph of a sentence names no other, so that the sentence may be about it."""
        place = self.place
        if place is None or place.section != tree.section or self.others(tree, sentence, place):
            return None
        return place

    @staticmethod
    def others(tree: Tree, sentence: int, place: Place, upto: int | None = None) -> bool:
        """Whether another place is named in the paragraph of a sentence (up to a token)."""
        paragraph = tree.sentences[sentence].paragraph
        return any(
            str(e.label).lower() == "place"
            and place.bare not in e.text
            and tree.sentences[tree.tokens[e.first].sentence].paragraph == paragraph
            and (upto is None or e.first < upto)
            and (upto is None or sort_of_place(e.text) == place.sort)
            for e in tree.reading.entities
        )


def _after_the(tree: Tree, last: int, name: str) -> bool:
    first = last - len(name.split()) + 1
    return first > 0 and tree.word(first - 1) == "the"


def _land(name: str) -> bool:
    return sort_of_place(name) == "country"


def is_place_noun(tree: Tree, i: int) -> bool:
    """Whether a noun is itself a sort of place: nothing happens "in Riga" to cities."""
    return tree.lemma(i) in PLACES | LANDS | TOWNS | {"continent", "world", "place", "nation"}
