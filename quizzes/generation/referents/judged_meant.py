"""What a pronoun stands for by the reader's own judgement, where the rules of this room leave it open."""

from __future__ import annotations

from collections.abc import Sequence

from quizzes.generation.english import words
from quizzes.generation.english.lists import listed
from quizzes.generation.english.pointing import COLLECTIVE, PLACES
from quizzes.generation.grammar.article import TITLES, Article
from quizzes.generation.grammar.clauses import plural_subject
from quizzes.generation.grammar.facts import Fact
from quizzes.generation.grammar.tree import Tree
from quizzes.generation.referents.people_meant import ROLES, PeopleMeant
from quizzes.generation.referents.standing import Standing
from quizzes.generation.referents.thing_meant import LANDSCAPES, noun_span

LONGEST = 8
# How certain of "he", "she", "it", "they" and of "the N" the reader must be.
SURE = {"m": 0.7, "f": 0.7, "n": 0.75, "p": 0.85, "the": 0.85}
ALONE = 0.9  # the same where people without a name stand between
SHORT = 0.85  # the same of somebody whom the article calls by one name only
AGAINST = 0.85  # the same to doubt what the rules say
MORE = 0.95  # the same of an "it" that stands for no subject, or not for the only thing told of
STEPS = 4  # "it" to "the firm" to "this firm" to "the Riga Dock Company"
# What begins a phrase that means no certain thing: it cannot be said again of the same one.
VAGUE = listed("no any each every neither either nobody few most half another other such what which")
POINTING = listed("the this that these those a an")
# Nouns that only count or sort what follows them.
COUNTING = listed("number lot majority kind sort type group rest part half percent one ones thing")


class JudgedMeant:
    """Spells out what the reader is sure a pronoun stands for."""

    def __init__(self, article: Article, standing: Standing, people: PeopleMeant) -> None:
        self.article = article
        self.standing = standing
        self.people = people

    def meant(self, fact: Fact, i: int) -> tuple[str, int] | None:
        """The phrase for a pronoun of the clause and the sentence it comes from, or None when not certain or not fit
        to be said in its place."""
        tree = fact.tree
        gender = words.PRONOUNS_THIRD.get(tree.word(i))
        if gender is None or fact.quoted:
            return None
        found = self.phrase(tree, i, gender)
        if found is None or (gender == "p" and not self._many(tree, found[2], fact)):
            return None
        text, where, head = found
        if self._said_already(tree, fact, i, text, head) or tree.quoted[head] != tree.quoted[i]:
            return None
        if i == fact.subject and (self._shortened(tree, i) or self._another_sort(fact, head)):
            return None
        return text, where

    def against(self, tree: Tree, i: int, text: str) -> bool:
        """Whether the reader is sure that a pronoun stands for something else than a phrase says."""
        said = tree.reading.reference(i)
        if said is None or said.certainty < AGAINST:
            return False
        meant = {tree.tokens[said.antecedent].text, *self._name(tree, said.antecedent).split()}
        return not {w.lower().removesuffix("’s") for w in text.split()} & {w.lower() for w in meant}

    @staticmethod
    def _shortened(tree: Tree, i: int) -> bool:
        """Whether the verb is written together with the pronoun: "it’s", "they’re"."""
        return i + 1 < len(tree.tokens) and tree.tokens[i + 1].text[:1] in {"’", "'"}

    @staticmethod
    def _another_sort(fact: Fact, head: int) -> bool:
        """Whether the clause calls its subject something of another sort than the noun: "the sun … It is a habit"."""
        tree = fact.tree
        noun = fact.copular and tree.tokens[fact.head].pos in {"NOUN", "PROPN"}
        place = str(tree.tokens[head].kind).lower() == "place" and tree.lemma(fact.head) in PLACES | LANDSCAPES
        return noun and not place and tree.tokens[fact.head].kind != tree.tokens[head].kind

    def person(self, tree: Tree, i: int) -> tuple[str, int] | None:
        """Whom "he" or "she" names, in full, and the sentence that does."""
        found = self.phrase(tree, i, words.PRONOUNS_THIRD.get(tree.word(i), ""))
        return found[:2] if found and found[0][:1].isupper() and len(found[0].split()) > 1 else None

    def phrase(self, tree: Tree, pronoun: int, gender: str) -> tuple[str, int, int] | None:
        """The first phrase on the way back that stands by itself, with its sentence and its head."""
        i = pronoun
        for step in range(STEPS):
            said = tree.reading.reference(i)
            if said is None or said.certainty < SURE["the" if step else gender]:
                return None
            if step and not same_thing(tree, i, said.antecedent):
                return None
            i = said.antecedent
            if not self._fits(tree, i, gender, said.joined):
                return None
            if not step and not self._clear(tree, pronoun, i, gender, said.certainty):
                return None
            text = self._spelled(tree, i, said.joined)
            if text is not None:
                sure = " " in text or self._certainty(tree, pronoun) >= SHORT
                good = gender not in "mf" or (sure and self.people.gender_fits(text, gender))
                return (text, tree.tokens[i].sentence, i) if good else None
        return None

    @staticmethod
    def _certainty(tree: Tree, i: int) -> float:
        said = tree.reading.reference(i)
        return 0.0 if said is None else said.certainty

    def _clear(self, tree: Tree, pronoun: int, noun: int, gender: str, certainty: float) -> bool:
        """Whether nothing between a noun and the pronoun speaks against the reader's judgement."""
        if pronoun in tree.subtree(noun):  # "Riga, its oldest port"
            return False
        if gender in "mf":
            chosen = self._name(tree, noun)
            between = {
                self._full(e.text)
                for e in tree.reading.entities
                if noun < e.first < pronoun and str(e.label).lower() == "person" and not tree.quoted[e.first]
            }
            own = set(chosen.split())
            if any(self.people.could_be(name, gender) and not own & set(name.split()) for name in between):
                return False
            if not chosen and any(tree.word(k) in {"a", "an", "another"} for k in tree.kids(noun, "det")):
                return False
            return certainty >= ALONE or not self._strangers(tree, noun, pronoun)
        if gender == "n":
            here, there = tree.tokens[pronoun].sentence, tree.tokens[noun].sentence
            leads = tree.dep(noun) == "nsubj" and not self._things(tree, noun, pronoun)
            return here - there <= 1 and (leads or certainty >= MORE)
        return not self._groups(tree, noun, pronoun)

    @staticmethod
    def _strangers(tree: Tree, noun: int, pronoun: int) -> list[int]:
        """People without a name between a noun and a pronoun who act or are acted on: "the judge", "a farmer"."""
        return [
            k
            for k in range(noun + 1, pronoun)
            if tree.tokens[k].tag == "NN"
            and tree.tokens[k].pos == "NOUN"
            and str(tree.tokens[k].kind).lower() == "person"
            and tree.dep(k) in ROLES
            and not tree.quoted[k]
            and not tree.kids(k, "cop", "appos", "flat")
            and tree.tokens[k].head != noun
        ]

    @staticmethod
    def _groups(tree: Tree, noun: int, pronoun: int) -> list[int]:
        """Others of the same sort between a noun and "they": "Bakers met farmers. They …"."""
        own = set(tree.subtree(noun))
        return [
            k
            for k in range(noun + 1, pronoun)
            if tree.tokens[k].tag in {"NNS", "NNPS"}
            and tree.dep(k) in {"nsubj", "obj"}
            and k not in own
            and tree.tokens[k].kind == tree.tokens[noun].kind
        ]

    @staticmethod
    def _things(tree: Tree, noun: int, pronoun: int) -> list[int]:
        """Single things between a noun and "it" that are brought in or acted on: "Oslo has a library. It …"."""
        own = set(tree.subtree(noun))
        return [
            k
            for k in range(noun + 1, pronoun)
            if tree.tokens[k].tag in {"NN", "NNP"}
            and tree.dep(k) in {"nsubj", "obj"}
            and k not in own
            and str(tree.tokens[k].kind).lower() not in {"person", "time"}
        ]

    def _name(self, tree: Tree, i: int) -> str:
        """The full name of the person whom a noun or a name means right there, or ""."""
        heads = {i, *tree.kids(i, "appos", "flat")}
        for e in tree.reading.entities:
            if str(e.label).lower() == "person" and any(e.first <= k <= e.last for k in heads):
                return self._full(e.text)
        return ""

    def _full(self, name: str) -> str:
        return self.article.people.get(name.split()[-1], name)

    def _fits(self, tree: Tree, i: int, gender: str, joined: bool) -> bool:
        """Whether a noun has the number and the sort of the pronoun; not one among others joined to it."""
        kind = str(tree.tokens[i].kind).lower()
        if bool(tree.kids(i, "conj")) != joined or tree.dep(i) in {"compound", "flat", "amod"}:
            return False
        if tree.lemma(i) in COUNTING or kind == "time":
            return False
        if gender == "p":
            return plural_subject(tree, i) or tree.lemma(i) in COLLECTIVE or kind == "organisation"
        if plural_subject(tree, i):
            return False
        return kind == "person" if gender in "mf" else kind != "person"

    @staticmethod
    def _many(tree: Tree, head: int, fact: Fact) -> bool:
        """Whether the phrase takes the verb of "they"."""
        return plural_subject(tree, head) or fact.past_or_modal

    def _spelled(self, tree: Tree, i: int, joined: bool) -> str | None:
        """The phrase that a noun heads, when it stands by itself: a name in full, no "no" or "each", not too long."""
        if not joined and str(tree.tokens[i].kind).lower() == "person" and not plural_subject(tree, i):
            name = self._name(tree, i)
            if name:
                return name if self._tells(name) else None
        cases = {x for k in tree.kids(i, "case") for x in tree.subtree(k)}
        span = [k for k in noun_span(tree, i) if k not in cases]
        aside = next((k for k in span if k > i and tree.tokens[k].text == ","), None)
        if aside is not None and not joined:  # "the makers, who were pleased,"
            span = [k for k in span if k < aside]
        if not span or tree.word(span[0]) in VAGUE or (joined and len(span) < 3):
            return None
        if any(tree.tokens[k].text in {",", ";", "(", "–", "—", "“", "”"} for k in span) and not joined:
            return None
        if self.standing.problem(tree, span) is not None:
            return None
        text = tree.say(span, self.standing.swaps(tree, span))
        if len(text.split()) > LONGEST:
            return None
        person = tree.tokens[i].pos == "PROPN" and str(tree.tokens[i].kind).lower() == "person"
        if person and not joined and not self._tells(text):
            return None
        return tree.lowered(span[0], text)

    def _tells(self, name: str) -> bool:
        """Whether a name tells who is meant: a full one, or the only name of somebody the article calls so alone."""
        alone = [w for w in name.split() if w.lower().strip(".") not in TITLES]
        if len(alone) != 1:
            return len(alone) > 1
        others = {e.text for e in self.article.entities("person") if alone[0] in e.text.split()}
        return others == {name}

    @staticmethod
    def _said_already(tree: Tree, fact: Fact, i: int, text: str, head: int) -> bool:
        """Whether the clause names the same already, or its phrase holds the pronoun's own clause."""
        own = {w.lower().strip("’'s") for w in text.split() if w[:1].isupper() or len(w) > 4}
        return head in fact.tokens or any(tree.word(k) in own for k in fact.tokens if k != i)


def same_thing(tree: Tree, later: int, earlier: int) -> bool:
    """Whether what tells a noun apart tells the earlier one apart as well, if it is the same noun: "the no campaign"
    is not "the yes campaign"."""
    told = [
        {tree.lemma(k) for k in tree.kids(i, "amod", "compound", "nummod", "det")} - POINTING for i in (later, earlier)
    ]
    return tree.lemma(later) != tree.lemma(earlier) or told[0] <= told[1]


def same_noun(tree: Tree, first: int, second: int) -> bool:
    """Whether the reader is sure that two pronouns stand for one noun."""
    one, other = tree.reading.reference(first), tree.reading.reference(second)
    return one is not None and other is not None and (one.antecedent, one.joined) == (other.antecedent, other.joined)


def meant_within(tree: Tree, i: int, tokens: Sequence[int]) -> bool:
    """Whether the reader is sure that a pronoun stands for a noun before it among the tokens."""
    said = tree.reading.reference(i)
    return said is not None and said.antecedent in tokens and said.antecedent < i
