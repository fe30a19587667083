"""Who "he" or "she" is: the one person whom the sentences before can mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizzes.generation.english.given import gender_of
from quizzes.generation.grammar.article import Article
from quizzes.generation.grammar.tree import Tree

if TYPE_CHECKING:
    from articles.language import Sentence

ROLES = frozenset(["nsubj", "obj", "iobj", "obl"])
# How far back a person goes on being meant: sentences, and paragraphs when only "he" or "she" stands between.
FARTHEST = 5
PARAGRAPHS = 2


class PeopleMeant:
    """Looks back over one article for the person a pronoun means."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self._genders: dict[str, str] = {}

    def before(self, tree: Tree, sentence: Sentence, gender: str = "") -> tuple[str, int] | None:
        """The one person whom "he" or "she" can mean here, and the last sentence that names her.

        One person alone in this paragraph and the one before it is meant; else the one whom the sentences right before
        speak of, if they name nobody else as prominently.
        """
        found = self._only_person(tree, sentence, gender) or self._last_person(tree, sentence, gender)
        if found is None or not self.gender_fits(found[0], gender):
            return None
        return found

    def gender_fits(self, name: str, gender: str) -> bool:
        """Whether nothing speaks against "he" or "she" for a name; the first certain use is remembered."""
        if not gender or gender not in "mf":
            return True
        return self.could_be(name, gender) and self._genders.setdefault(name, gender) == gender

    def could_be(self, name: str, gender: str) -> bool:
        """Whether neither first name nor title nor an earlier use tells that the pronoun does not fit."""
        return not gender or (gender_of(name) or self._genders.get(name) or gender) == gender

    def _people(self, tree: Tree, sentence: Sentence, gender: str) -> dict[str, list[int]]:
        """Everybody of a possible gender whom a sentence names, in full where the article does, with the first tokens
        of the mentions."""
        found: dict[str, list[int]] = {}
        for e in tree.reading.entities:
            if tree.tokens[e.first].sentence == sentence.index and str(e.label).lower() == "person":
                name = self.article.people.get(e.text.split()[-1], e.text)
                if self.could_be(name, gender):
                    found.setdefault(name, []).extend(range(e.first, e.last + 1))
        return found

    def _last_person(self, tree: Tree, sentence: Sentence, gender: str) -> tuple[str, int] | None:
        """The person in the focus of the sentences right before: the only one named, or the subject of the last."""
        goes_on = True
        for index in range(sentence.index - 1, max(-1, sentence.index - FARTHEST), -1):
            before = tree.sentences[index]
            people = self._people(tree, before, gender)
            apart = sentence.paragraph - before.paragraph
            if apart > PARAGRAPHS or (apart and not goes_on) or self._strangers(tree, before):
                return None
            if not people:
                goes_on = goes_on and self._goes_on(tree, before, gender)
                continue
            subject = tree.kid(before.root, "nsubj")
            central = [n for n, at in people.items() if subject in at]
            prominent = [n for n, at in people.items() if any(tree.dep(i) in ROLES | {"appos", "conj"} for i in at)]
            if apart and (len(people) != 1 or not central):
                return None
            chosen = list(people) if len(people) == 1 else central if prominent == central else []
            if len(chosen) != 1 or not self._known(chosen[0], people[chosen[0]], subject):
                return None
            return chosen[0], index
        return None

    def _known(self, name: str, at: list[int], subject: int | None) -> bool:
        """Whether a name tells who is meant: a full one, or the only name of somebody the article calls so alone."""
        if len(name.split()) > 1:
            return True
        others = {e.text for e in self.article.entities("person") if name in e.text.split()}
        return subject in at and others == {name}

    @staticmethod
    def _goes_on(tree: Tree, before: Sentence, gender: str) -> bool:
        """Whether a sentence that names nobody speaks of the same person: somebody's own words, or "he" its subject."""
        words = {"m": {"he"}, "f": {"she"}}.get(gender, {"he", "she"})
        subject = tree.kid(before.root, "nsubj")
        return tree.quoted[before.root] or (subject is not None and tree.word(subject) in words)

    @staticmethod
    def _strangers(tree: Tree, before: Sentence) -> list[int]:
        """People without a name who might be "he" as well: "the judge", "a farmer", "one", "anyone"."""
        return [
            i
            for i in range(before.first, before.last + 1)
            if tree.tokens[i].tag == "NN"
            and str(tree.tokens[i].kind).lower() == "person"
            and tree.dep(i) in ROLES
            and not tree.quoted[i]
            and not tree.kids(i, "cop", "appos", "flat")
        ]

    def _only_person(self, tree: Tree, sentence: Sentence, gender: str) -> tuple[str, int] | None:
        """The one person named in the paragraph and the one before it."""
        people: dict[str, int] = {}
        for entity in tree.reading.entities:
            where = tree.sentences[tree.tokens[entity.first].sentence]
            near = sentence.paragraph - where.paragraph <= 1 and where.index < sentence.index
            if near and str(entity.label).lower() == "person":
                name = self.article.people.get(entity.text.split()[-1], entity.text)
                if self.could_be(name, gender):
                    people[name] = where.index
        if len(people) != 1:
            return None
        name, index = next(iter(people.items()))
        rivals = [
            i
            for i in range(tree.sentences[index].first, sentence.first)
            if tree.tokens[i].pos == "NOUN"
            and str(tree.tokens[i].kind).lower() == "person"
            and tree.tokens[i].tag == "NN"
            and tree.dep(i) == "nsubj"
        ]
        return (name, index) if len(name.split()) > 1 and not rivals and sentence.index - index <= 4 else None
