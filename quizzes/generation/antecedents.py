"""What a subject pronoun stands for, where that is certain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizzes.generation.article import Article
from quizzes.generation.clauses import plural_subject, trim
from quizzes.generation.english import words
from quizzes.generation.facts import Fact
from quizzes.generation.standing import COLLECTIVE, Standing
from quizzes.generation.tree import Tree
from quizzes.generation.wholeness import sentence_problem

if TYPE_CHECKING:
    from articles.language import Sentence


class Antecedents:
    """Looks back over one article for what a pronoun means."""

    def __init__(self, article: Article, standing: Standing) -> None:
        self.article = article
        self.standing = standing

    def resolve(self, fact: Fact) -> tuple[str, int] | None:
        """The full name or phrase a subject pronoun certainly stands for, and the sentence it comes from."""
        tree = fact.tree
        word = tree.word(fact.subject)
        sentence = tree.sentences[fact.sentence]
        if word not in {"he", "she", "they", "it"} or fact.quoted:
            return None
        if fact.kind in {"coordinate", "aside"} and word in {"it", "they"}:
            return self._first_clause(fact)
        if fact.sentence == 0:
            return None
        if any(self._intervenes(tree, i, word) for i in range(sentence.first, fact.subject)):
            return None
        if word in {"he", "she"}:
            return self.person_before(tree, sentence)
        before = tree.sentences[fact.sentence - 1]
        if before.paragraph != sentence.paragraph or sentence_problem(tree, before.index):
            return None
        return self._subject_before(tree, before, word == "they", self._speaks(tree, fact))

    @staticmethod
    def _intervenes(tree: Tree, i: int, word: str) -> bool:
        """Whether a word before the pronoun could be what it means: a noun, and for "he" one of a person."""
        token = tree.tokens[i]
        kind = str(token.kind).lower()
        if token.pos not in {"PROPN", "NOUN"}:
            return False
        if word in {"he", "she"} and tree.dep(i) in {"obl", "nmod"}:
            return kind not in {"time", "thing", "place", "idea"}
        return not (kind == "time" and tree.dep(i) == "obl")

    def _first_clause(self, fact: Fact) -> tuple[str, int] | None:
        """The subject of the first of two joined main clauses, when nothing else there could be meant."""
        tree = fact.tree
        first = tree.tokens[fact.head].head
        subject = tree.kid(first, "nsubj")
        if subject is None or tree.tokens[subject].pos not in {"NOUN", "PROPN"} or first > fact.head:
            return None
        sentence = tree.sentences[fact.sentence]
        if tree.tokens[first].head != first or tree.lemma(first) in words.REPORTING:
            return None
        plural = tree.word(fact.subject) == "they"
        kind = str(tree.tokens[subject].kind).lower()
        if plural_subject(tree, subject) != plural or (not plural and kind in {"person", "time"}):
            return None
        span = noun_span(tree, subject)
        others = [
            i
            for i in range(sentence.first, fact.subject)
            if i not in span
            and tree.tokens[i].pos in {"NOUN", "PROPN"}
            and (tree.tokens[i].tag in {"NNS", "NNPS"}) == plural
            and tree.dep(i) not in {"compound", "flat", "amod"}
            and str(tree.tokens[i].kind).lower() != "time"
            and not (self._speaks(tree, fact) and str(tree.tokens[i].kind).lower() not in {"person", "organisation"})
        ]
        if others or len(span) > 12 or self.standing.problem(tree, span):
            return None
        return tree.lowered(span[0], tree.say(span, self.standing.swaps(tree, span))), fact.sentence

    @staticmethod
    def _speaks(tree: Tree, fact: Fact) -> bool:
        """Whether the clause says what only people and bodies do: hope, say, decide."""
        return tree.lemma(fact.head) in words.REPORTING | words.WANTING

    def person_before(self, tree: Tree, sentence: Sentence) -> tuple[str, int] | None:
        """The one person whom "he" or "she" can mean here, and the last sentence that names her.

        Looks back over the paragraph, and over the one before it; two people anywhere in there leave it open.
        """
        people: dict[str, int] = {}
        for entity in tree.reading.entities:
            where = tree.sentences[tree.tokens[entity.first].sentence]
            near = sentence.paragraph - where.paragraph <= 1 and where.index < sentence.index
            if near and str(entity.label).lower() == "person":
                people[self.article.people.get(entity.text.split()[-1], entity.text)] = where.index
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

    def _subject_before(self, tree: Tree, before: Sentence, plural: bool, speaks: bool) -> tuple[str, int] | None:
        """The subject of the sentence before, when nothing else there could be meant."""
        subject = tree.kid(before.root, "nsubj")
        if subject is None or tree.tokens[subject].pos not in {"NOUN", "PROPN"}:
            return None
        kind = tree.tokens[subject].kind
        many = tree.tokens[subject].tag in {"NNS", "NNPS"} or bool(tree.kids(subject, "conj"))
        body = str(kind).lower() == "organisation" or tree.lemma(subject) in COLLECTIVE
        if many != plural and not (plural and body):
            return None
        if not plural and str(kind).lower() in {"person", "time"}:
            return None
        span = noun_span(tree, subject)
        rivals = [
            i
            for i in range(before.first, before.last + 1)
            if i not in span and tree.tokens[i].pos in {"NOUN", "PROPN"} and self._rival(tree, i, plural, kind)
        ]
        others = [
            i
            for i in range(before.first, before.last + 1)
            if i not in span
            and tree.dep(i) == "nsubj"
            and tree.tokens[i].pos in {"NOUN", "PROPN"}
            and (tree.tokens[i].tag in {"NNS", "NNPS"}) == plural
            and not (speaks and str(tree.tokens[i].kind).lower() not in {"person", "organisation"})
        ]
        if rivals or others or len(span) > 12 or self.standing.problem(tree, span):
            return None
        text = tree.say(span, self.standing.swaps(tree, span))
        return tree.lowered(span[0], text), before.index

    @staticmethod
    def _rival(tree: Tree, i: int, plural: bool, kind: object) -> bool:
        token = tree.tokens[i]
        if (token.tag in {"NNS", "NNPS"}) != plural:
            return False
        if plural:
            return token.kind == kind and tree.dep(i) in {"nsubj", "obj", "iobj", "obl", "conj"}
        return tree.dep(i) in {"nsubj", "obj", "iobj"} and str(token.kind).lower() not in {"person", "time"}


def noun_span(tree: Tree, head: int) -> list[int]:
    """A subject without what is set off by commas after it."""
    span = trim(tree, head, None)
    while span and tree.tokens[span[-1]].pos == "PUNCT":
        span.pop()
    return span
