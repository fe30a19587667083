"""What "it" or "they" is: the thing or the group that the sentence before is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizzes.generation.english import words
from quizzes.generation.english.deeds import DEEDS
from quizzes.generation.english.pointing import COLLECTIVE, PLACES
from quizzes.generation.grammar.clauses import plural_subject, trim
from quizzes.generation.grammar.facts import Fact
from quizzes.generation.grammar.tree import Tree
from quizzes.generation.grammar.wholeness import sentence_problem
from quizzes.generation.referents.people_meant import ROLES
from quizzes.generation.referents.standing import Standing

if TYPE_CHECKING:
    from articles.language import Sentence

LANDSCAPES = frozenset({"landscape", "park", "place", "port", "harbour", "resort", "desert", "wetland", "capital"})
MODALS = frozenset({"can", "could", "may", "might", "must", "should", "will", "would"})
LONGEST = 12
# Groups that take a plural verb.
TEAMS = frozenset(["team", "family", "crew", "staff", "police", "couple", "committee", "government"])


class ThingMeant:
    """Looks at the sentence before a pronoun for the thing or the group it stands for."""

    def __init__(self, standing: Standing) -> None:
        self.standing = standing
        # Subjects "they" that stand for one body: their verbs are to be made singular.
        self.one: set[tuple[int, int]] = set()

    @staticmethod
    def _one_body(tree: Tree, subject: int, fact: Fact) -> bool:
        """Whether "they" may be one company or office by its name: "Airbus sold … They want to build"."""
        name = tree.tokens[subject].pos == "PROPN" and str(tree.tokens[subject].kind).lower() == "organisation"
        first = tree.tokens[fact.head].head
        acts = does(fact) or (fact.kind == "coordinate" and tree.lemma(first) in DEEDS | words.WANTING)
        before = tree.sentences[tree.tokens[subject].sentence]
        others = [
            k
            for k in range(before.first, before.last + 1)
            if tree.tokens[k].pos in {"NOUN", "PROPN"}
            and str(tree.tokens[k].kind).lower() in {"person", "organisation"}
            and k not in tree.subtree(subject)
            and tree.dep(k) not in {"compound", "flat", "amod"}
        ]
        again = any(words.PRONOUNS_THIRD.get(tree.word(k)) == "p" for k in fact.predicate)
        return name and acts and not again and not others and not fact.coordinated

    def before(self, tree: Tree, sentence: Sentence, plural: bool, fact: Fact | None) -> tuple[str, int] | None:
        """What the subject of the sentence before is or stands for, through up to three pronouns in a row."""
        for _ in range(3):
            if sentence.index == 0:
                return None
            before = tree.sentences[sentence.index - 1]
            if before.paragraph != sentence.paragraph or sentence_problem(tree, before.index):
                return None
            subject = tree.kid(before.root, "nsubj")
            same = subject is not None and tree.word(subject) == ("they" if plural else "it")
            if not same or subject is None:
                speaks = fact is not None and self.speaks(tree, fact)
                return self._subject_before(tree, before, plural, speaks, fact)
            rivals = [
                i
                for i in range(before.first, before.last + 1)
                if tree.dep(i) in {"nsubj", "obj", "iobj"}
                and (tree.tokens[i].tag in {"NNS", "NNPS"} if plural else self.same_sort(tree, i, "n"))
            ]
            if rivals:
                return None
            sentence = before
        return None

    def _subject_before(
        self, tree: Tree, before: Sentence, plural: bool, speaks: bool, fact: Fact | None
    ) -> tuple[str, int] | None:
        """The subject of the sentence before, when nothing else there could be meant."""
        subject = tree.kid(before.root, "nsubj")
        if subject is None or tree.tokens[subject].pos not in {"NOUN", "PROPN"}:
            return None
        if not plural and fact is not None:
            named = self._just_named(tree, before) or self._sort_of_place(tree, before, subject, fact)
            if named:
                return named
        if not self._agrees(tree, subject, plural, fact):
            return self._only_noun(tree, before, subject, plural) or self._second_subject(tree, before, plural)
        if not plural and str(tree.tokens[subject].kind).lower() in {"person", "time"} and not acronym(tree, subject):
            return None
        span = noun_span(tree, subject)
        if not span or len(span) > LONGEST or self.standing.problem(tree, span):
            return None
        parallel = fact is not None and self._parallel(tree, before, fact)
        if not parallel and self._another_meant(tree, before, subject, plural, speaks, fact):
            return None
        text = tree.say(span, self.standing.swaps(tree, span))
        return tree.lowered(span[0], text), before.index

    def _agrees(self, tree: Tree, subject: int, plural: bool, fact: Fact | None) -> bool:
        """Whether the subject is one or many as the pronoun is: a company or a team may be "they" too."""
        many = tree.tokens[subject].tag in {"NNS", "NNPS"} or bool(tree.kids(subject, "conj"))
        organised = str(tree.tokens[subject].kind).lower() == "organisation" or tree.lemma(subject) in COLLECTIVE
        one_verb = fact is not None and not fact.past_or_modal and tree.lemma(subject) not in TEAMS
        if fact is not None and plural and not many and one_verb and self._one_body(tree, subject, fact):
            self.one.add((tree.section, fact.subject))
            return True
        return many == plural or (plural and (organised or acronym(tree, subject)) and not one_verb)

    def _another_meant(
        self, tree: Tree, before: Sentence, subject: int, plural: bool, speaks: bool, fact: Fact | None
    ) -> bool:
        """Whether another noun or another subject of the sentence before could be meant."""
        kind, span = tree.tokens[subject].kind, noun_span(tree, subject)
        acts = fact is not None and does(fact) and active(tree, subject)
        for i in range(before.first, before.last + 1):
            token = tree.tokens[i]
            if i in span or token.pos not in {"NOUN", "PROPN"} or (acts and not active(tree, i)):
                continue
            if self._rival(tree, i, plural, kind):
                return True
            alike = tree.dep(i) == "nsubj" and (token.tag in {"NNS", "NNPS"}) == plural
            if alike and not (speaks and str(token.kind).lower() not in {"person", "organisation"}):
                return True
        return False

    def _just_named(self, tree: Tree, before: Sentence) -> tuple[str, int] | None:
        """The name that the sentence before gives its subject: "The ship is called Arctic Star. It …"."""
        names = tree.kids(before.root, "xcomp", "obj")
        passive = any(tree.dep(k) == "aux" or tree.tokens[k].dep == "aux:pass" for k in tree.kids(before.root))
        if tree.lemma(before.root) not in {"call", "name"} or not passive or len(names) != 1:
            return None
        span = noun_span(tree, names[0])
        name = tree.tokens[names[0]].pos == "PROPN" and span and span[-1] >= before.last - 1
        if not name or len(span) > 5 or self.standing.problem(tree, span):
            return None
        return tree.lowered(span[0], tree.say(span)), before.index

    def _sort_of_place(self, tree: Tree, before: Sentence, subject: int, fact: Fact) -> tuple[str, int] | None:
        """The one place that the sentence before tells of, when "it" is called a sort of place: "It is a village"."""
        places = {
            tree.say(range(e.first, e.last + 1))
            for e in tree.reading.entities
            if before.first <= e.first <= before.last
            and str(e.label).lower() == "place"
            and any(tree.dep(k) in ROLES for k in range(e.first, e.last + 1))
        }
        span = noun_span(tree, subject)
        name = tree.tokens[subject].pos == "PROPN" and str(tree.tokens[subject].kind).lower() == "place"
        if not (fact.copular and tree.lemma(fact.head) in PLACES | LANDSCAPES) or not name or len(places) > 1:
            return None
        if not span or len(span) > LONGEST or plural_subject(tree, subject) or self.standing.problem(tree, span):
            return None
        return tree.lowered(span[0], tree.say(span, self.standing.swaps(tree, span))), before.index

    def _second_subject(self, tree: Tree, before: Sentence, plural: bool) -> tuple[str, int] | None:
        """The subject of the second of two joined clauses when nothing else there has the number of the pronoun:
        "Many boats are built and the city sells them. It …"."""
        clauses = [k for k in tree.kids(before.root, "conj") if tree.kids(k, "nsubj")]
        subject = tree.kid(clauses[0], "nsubj") if len(clauses) == 1 else None
        if subject is None or tree.tokens[subject].pos not in {"NOUN", "PROPN"} or tree.kids(subject, "conj"):
            return None
        span = noun_span(tree, subject)
        gender = "p" if plural else "n"
        rivals = [
            k
            for k in range(before.first, before.last + 1)
            if k not in span and tree.dep(k) in {"nsubj", "obj", "iobj"} and self.of_gender(tree, k, gender)
        ]
        if rivals or plural_subject(tree, subject) != plural or self.unfit(tree, subject, span, plural):
            return None
        return tree.lowered(span[0], tree.say(span, self.standing.swaps(tree, span))), before.index

    def _only_noun(self, tree: Tree, before: Sentence, subject: int, plural: bool) -> tuple[str, int] | None:
        """The object of the sentence before when it alone has the number of the pronoun: "Riga has gulls. They …"."""
        fits = [
            i
            for i in range(before.first, before.last + 1)
            if tree.tokens[i].pos in {"NOUN", "PROPN", "NUM", "PRON"}
            and tree.dep(i) not in {"compound", "flat", "amod"}
            and i != subject
            and (tree.tokens[i].tag in {"NNS", "NNPS", "CD", "PRP"}) == plural
        ]
        if len(fits) != 1 or tree.dep(fits[0]) != "obj" or tree.tokens[fits[0]].head != before.root:
            return None
        span = noun_span(tree, fits[0])
        bare = not any(tree.word(k) in {"a", "an", "some", "no", "many", "few"} for k in span)
        person = str(tree.tokens[subject].kind).lower() == "person"
        if not bare or not plural or person or self.unfit(tree, fits[0], span, plural):
            return None
        return tree.lowered(span[0], tree.say(span, self.standing.swaps(tree, span))), before.index

    @staticmethod
    def _parallel(tree: Tree, before: Sentence, fact: Fact) -> bool:
        """Whether the clause goes on with what the sentence before says of its subject: with the same verb ("The rain
        floods roads. It also floods …"), with an example ("Thieves can … For example, they can …"), or with "also"
        after a clause that has taken the subject up already ("… because it is cheap. It also …")."""
        adverbs = {tree.word(k) for k in tree.kids(fact.head, "advmod")}
        same = tree.lemma(fact.head) == tree.lemma(before.root)
        example = any(tree.word(k) in {"example", "instance"} and k < fact.subject for k in tree.kids(fact.head, "obl"))
        modals = [{tree.word(k) for k in tree.kids(v, "aux")} & MODALS for v in (before.root, fact.head)]
        if example and modals[0] and modals[0] == modals[1]:
            return True
        word = tree.word(fact.subject)
        taken_up = [
            k
            for v in tree.kids(before.root, "advcl")
            for k in tree.kids(v, "nsubj")
            if v > before.root and tree.word(k) == word
        ]
        return "also" in adverbs and (same or bool(taken_up))

    @staticmethod
    def _rival(tree: Tree, i: int, plural: bool, kind: object) -> bool:
        token = tree.tokens[i]
        if (token.tag in {"NNS", "NNPS"}) != plural:
            return False
        if plural:
            return token.kind == kind and tree.dep(i) in {"nsubj", "obj", "iobj", "obl", "conj"}
        return tree.dep(i) in {"nsubj", "obj", "iobj"} and str(token.kind).lower() not in {"person", "time"}

    def unfit(self, tree: Tree, subject: int, span: list[int], plural: bool) -> bool:
        kind = str(tree.tokens[subject].kind).lower()
        return (
            (not plural and kind in {"person", "time"})
            or not span
            or len(span) > LONGEST
            or self.standing.problem(tree, span) is not None
        )

    @staticmethod
    def of_gender(tree: Tree, k: int, gender: str) -> bool:
        """Whether a noun has the number and the sort that a pronoun takes: many, or one, or one person."""
        many = tree.tokens[k].tag in {"NNS", "NNPS"}
        if gender == "p":
            return tree.tokens[k].pos in {"NOUN", "PROPN"} and many
        return ThingMeant.same_sort(tree, k, gender)

    @staticmethod
    def same_sort(tree: Tree, k: int, gender: str) -> bool:
        """Whether a noun is of the sort that a pronoun of the gender takes; things do not speak of themselves."""
        token = tree.tokens[k]
        kind = str(token.kind).lower()
        if token.pos not in {"NOUN", "PROPN"} or token.tag in {"NNS", "NNPS"}:
            return False
        return kind in {"person", "none"} if gender in "mf" else kind not in {"person", "time"}

    @staticmethod
    def speaks(tree: Tree, fact: Fact) -> bool:
        """Whether the clause says what only people and bodies do: hope, say, decide."""
        return tree.lemma(fact.head) in words.REPORTING | words.WANTING


def does(fact: Fact) -> bool:
    """Whether the clause tells of a deed that only people, their bodies and their places do."""
    return not fact.passive and not fact.copular and fact.tree.lemma(fact.head) in DEEDS | words.WANTING


def active(tree: Tree, i: int) -> bool:
    """Whether a noun means somebody who does such deeds: people, bodies, and places and towns with a name."""
    kind = str(tree.tokens[i].kind).lower()
    town = tree.lemma(i) in {"city", "country", "nation", "town", "state", "village"}
    return kind in {"person", "organisation"} or town or (kind == "place" and tree.named(i))


def noun_span(tree: Tree, head: int) -> list[int]:
    """A noun phrase without what is set off by commas, all of its joined nouns kept: "Berzins and his team"."""
    apart = [set(tree.subtree(k)) for k in tree.kids(head, "appos")]
    loose = {i for part in apart for i in part}
    joined = tree.kids(head, "conj")
    if joined and loose:
        span = [i for i in tree.subtree(head) if i not in loose and tree.tokens[i].text != ","]
    else:
        span = trim(tree, head, None)
    while span and tree.tokens[span[-1]].pos == "PUNCT":
        span.pop()
    return span if all(k in span for k in joined) else []


def acronym(tree: Tree, i: int) -> bool:
    """Whether a word is short for the name of a body: UNESCO."""
    return tree.tokens[i].text.isupper() and len(tree.tokens[i].text) > 2
