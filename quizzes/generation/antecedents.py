"""What a subject pronoun stands for, where that is certain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizzes.generation.article import Article
from quizzes.generation.clauses import plural_subject, trim
from quizzes.generation.english import words
from quizzes.generation.english.pointing import COLLECTIVE
from quizzes.generation.facts import Fact
from quizzes.generation.standing import Standing
from quizzes.generation.tree import Tree
from quizzes.generation.wholeness import sentence_problem

if TYPE_CHECKING:
    from articles.language import Sentence


ROLES = frozenset(["nsubj", "obj", "iobj", "obl"])
LONGEST = 12
# Groups that take a plural verb.
TEAMS = frozenset(["team", "family", "crew", "staff", "police", "couple", "committee", "government"])


class Antecedents:
    """Looks back over one article for what a pronoun means."""

    def __init__(self, article: Article, standing: Standing) -> None:
        self.article = article
        self.standing = standing
        self._genders: dict[str, str] = {}

    def resolve(self, fact: Fact) -> tuple[str, int] | None:
        """The full name or phrase a subject pronoun certainly stands for, and the sentence it comes from."""
        if fact.tree.word(fact.subject) not in {"he", "she", "they", "it"}:
            return None
        return self.meant(fact, fact.subject)

    def meant(self, fact: Fact, i: int) -> tuple[str, int] | None:
        """What a pronoun of the third person in a subject certainly stands for, and the sentence that says so."""
        tree = fact.tree
        gender = words.PRONOUNS_THIRD.get(tree.word(i))
        sentence = tree.sentences[fact.sentence]
        if gender is None or fact.quoted:
            return None
        if fact.reporting is not None and i > fact.reporting:
            return self._speaker(fact, i, gender)
        if gender in "np":
            inner = self._opening_clause(fact, i, gender)
            if inner:
                return inner
            if fact.kind in {"coordinate", "aside"} and tree.tokens[i].head == fact.head:
                return self._first_clause(fact)
        if fact.sentence == 0 or any(self._intervenes(tree, k, gender) for k in range(sentence.first, i)):
            return None
        if gender in "mf":
            return self.person_before(tree, sentence, gender)
        return self._thing_before(tree, sentence, gender == "p", fact)

    def _speaker(self, fact: Fact, i: int, gender: str) -> tuple[str, int] | None:
        """Who says a clause, when only that one can be its "he" or "it": "Berzins said that he would leave"."""
        tree = fact.tree
        heads = tree.kids(fact.reporting, "nsubj") if fact.reporting is not None else []
        if len(heads) != 1 or tree.tokens[heads[0]].sentence != fact.sentence:
            return None
        who = heads[0]
        kind = str(tree.tokens[who].kind).lower()
        fits = kind == "person" if gender in "mf" else kind == "organisation" and gender == "n"
        if not fits or tree.tokens[who].pos != "PROPN" or tree.kids(who, "conj"):
            return None
        span = self._name(tree, who)
        first = tree.sentences[fact.sentence].first
        rivals = [
            k for k in range(first, i) if k not in span and tree.dep(k) in ROLES and self._same_sort(tree, k, gender)
        ]
        if rivals or not span:
            return None
        if span[0] > first and tree.word(span[0] - 1) == "the":
            span = [span[0] - 1, *span]
        text = tree.lowered(span[0], tree.say(span, self.standing.swaps(tree, span)))
        known = gender not in "mf" or len(text.split()) > 1
        return (text, fact.sentence) if known and self._gender_fits(text, gender) else None

    @staticmethod
    def _same_sort(tree: Tree, k: int, gender: str) -> bool:
        """Whether a noun is of the sort that a pronoun of the gender takes; things do not speak of themselves."""
        token = tree.tokens[k]
        kind = str(token.kind).lower()
        if token.pos not in {"NOUN", "PROPN"} or token.tag in {"NNS", "NNPS"}:
            return False
        return kind in {"person", "none"} if gender in "mf" else kind not in {"person", "time"}

    def _opening_clause(self, fact: Fact, i: int, gender: str) -> tuple[str, int] | None:
        """The subject of the clause that opens the sentence: "When Riga sold the docks, it …"; no other noun there."""
        tree = fact.tree
        opening = [k for k in tree.kids(fact.head, "advcl") if k < i]
        if len(opening) != 1 or i != fact.subject:
            return None
        subject = tree.kid(opening[0], "nsubj")
        if subject is None or tree.tokens[subject].pos not in {"NOUN", "PROPN"}:
            return None
        plural = gender == "p"
        span = noun_span(tree, subject)
        first = tree.sentences[fact.sentence].first
        rivals = [
            k
            for k in range(first, i)
            if k not in span
            and tree.tokens[k].pos in {"NOUN", "PROPN"}
            and tree.dep(k) in ROLES | {"nmod"}
            and (tree.tokens[k].tag in {"NNS", "NNPS"}) == plural
        ]
        if rivals or plural_subject(tree, subject) != plural or self._unfit(tree, subject, span, plural):
            return None
        return tree.lowered(span[0], tree.say(span, self.standing.swaps(tree, span))), fact.sentence

    def _unfit(self, tree: Tree, subject: int, span: list[int], plural: bool) -> bool:
        kind = str(tree.tokens[subject].kind).lower()
        return (
            (not plural and kind in {"person", "time"})
            or not span
            or len(span) > LONGEST
            or self.standing.problem(tree, span) is not None
        )

    @staticmethod
    def _name(tree: Tree, i: int) -> list[int]:
        """The tokens of the name that holds a token, or none."""
        for e in tree.reading.entities:
            if e.first <= i <= e.last:
                return list(range(e.first, e.last + 1))
        return []

    def _gender_fits(self, name: str, gender: str) -> bool:
        """Whether nothing speaks against "he" or "she" for a name; the first certain use is remembered."""
        return not gender or gender not in "mf" or self._genders.setdefault(name, gender) == gender

    @staticmethod
    def _intervenes(tree: Tree, i: int, gender: str) -> bool:
        """Whether a word before the pronoun could be what it means: a noun, and for "he" one of a person."""
        token = tree.tokens[i]
        kind = str(token.kind).lower()
        if token.pos not in {"PROPN", "NOUN"}:
            return False
        if gender in "mf" and tree.dep(i) in {"obl", "nmod"}:
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
        if others or not span or len(span) > LONGEST or self.standing.problem(tree, span):
            return None
        return tree.lowered(span[0], tree.say(span, self.standing.swaps(tree, span))), fact.sentence

    @staticmethod
    def _speaks(tree: Tree, fact: Fact) -> bool:
        """Whether the clause says what only people and bodies do: hope, say, decide."""
        return tree.lemma(fact.head) in words.REPORTING | words.WANTING

    def person_before(self, tree: Tree, sentence: Sentence, gender: str = "") -> tuple[str, int] | None:
        """The one person whom "he" or "she" can mean here, and the last sentence that names her.

        One person alone in this paragraph and the one before it is meant; else the one whom the sentences right before
        speak of, if they name nobody else as prominently.
        """
        found = self._only_person(tree, sentence) or self._last_person(tree, sentence)
        if found is None or not self._gender_fits(found[0], gender):
            return None
        return found

    def _people(self, tree: Tree, sentence: Sentence) -> dict[str, list[int]]:
        """Everybody whom a sentence names, in full where the article does, with the first tokens of the mentions."""
        found: dict[str, list[int]] = {}
        for e in tree.reading.entities:
            if tree.tokens[e.first].sentence == sentence.index and str(e.label).lower() == "person":
                name = self.article.people.get(e.text.split()[-1], e.text)
                found.setdefault(name, []).extend(range(e.first, e.last + 1))
        return found

    def _last_person(self, tree: Tree, sentence: Sentence) -> tuple[str, int] | None:
        """The person in the focus of the sentences right before: the only one named, or the subject of the last."""
        for index in range(sentence.index - 1, max(-1, sentence.index - 5), -1):
            before = tree.sentences[index]
            people = self._people(tree, before)
            if before.paragraph != sentence.paragraph:
                return None
            if self._strangers(tree, before):
                return None
            if not people:
                continue
            subject = tree.kid(before.root, "nsubj")
            central = [n for n, at in people.items() if subject in at]
            prominent = [n for n, at in people.items() if any(tree.dep(i) in ROLES | {"appos", "conj"} for i in at)]
            chosen = list(people) if len(people) == 1 else central if prominent == central else []
            if len(chosen) != 1 or len(chosen[0].split()) < 2:
                return None
            return chosen[0], index
        return None

    @staticmethod
    def _strangers(tree: Tree, before: Sentence) -> list[int]:
        """People without a name who might be "he" as well: "the judge", "a farmer", "one", "anyone"."""
        return [
            i
            for i in range(before.first, before.last + 1)
            if tree.tokens[i].tag == "NN"
            and str(tree.tokens[i].kind).lower() == "person"
            and tree.dep(i) in ROLES
            and not tree.kids(i, "cop", "appos", "flat")
        ]

    def _only_person(self, tree: Tree, sentence: Sentence) -> tuple[str, int] | None:
        """The one person named in the paragraph and the one before it."""
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

    def _thing_before(self, tree: Tree, sentence: Sentence, plural: bool, fact: Fact | None) -> tuple[str, int] | None:
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
                speaks = fact is not None and self._speaks(tree, fact)
                return self._subject_before(tree, before, plural, speaks, fact)
            rivals = [
                i
                for i in range(before.first, before.last + 1)
                if tree.dep(i) in {"nsubj", "obj", "iobj"}
                and (tree.tokens[i].tag in {"NNS", "NNPS"} if plural else self._same_sort(tree, i, "n"))
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
        kind = tree.tokens[subject].kind
        many = tree.tokens[subject].tag in {"NNS", "NNPS"} or bool(tree.kids(subject, "conj"))
        acronym = tree.tokens[subject].text.isupper() and len(tree.tokens[subject].text) > 2
        body = str(kind).lower() == "organisation" or tree.lemma(subject) in COLLECTIVE or acronym
        one_verb = fact is not None and not fact.past_or_modal and tree.lemma(subject) not in TEAMS
        if many != plural and (not (plural and body) or one_verb):
            return self._only_noun(tree, before, subject, plural)
        if not plural and str(kind).lower() in {"person", "time"} and not acronym:
            return None
        span = noun_span(tree, subject)
        parallel = fact is not None and self._parallel(tree, before, fact)
        rivals = [
            i
            for i in range(before.first, before.last + 1)
            if not parallel
            and i not in span
            and tree.tokens[i].pos in {"NOUN", "PROPN"}
            and self._rival(tree, i, plural, kind)
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
        if rivals or others or not span or len(span) > LONGEST or self.standing.problem(tree, span):
            return None
        text = tree.say(span, self.standing.swaps(tree, span))
        return tree.lowered(span[0], text), before.index

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
        if not bare or not plural or person or self._unfit(tree, fits[0], span, plural):
            return None
        return tree.lowered(span[0], tree.say(span, self.standing.swaps(tree, span))), before.index

    @staticmethod
    def _parallel(tree: Tree, before: Sentence, fact: Fact) -> bool:
        """Whether the clause goes on with the verb of the sentence before: "The rain floods roads. It also floods"."""
        also = any(tree.word(k) == "also" for k in tree.kids(fact.head, "advmod"))
        return also and tree.lemma(fact.head) == tree.lemma(before.root)

    @staticmethod
    def _rival(tree: Tree, i: int, plural: bool, kind: object) -> bool:
        token = tree.tokens[i]
        if (token.tag in {"NNS", "NNPS"}) != plural:
            return False
        if plural:
            return token.kind == kind and tree.dep(i) in {"nsubj", "obj", "iobj", "obl", "conj"}
        return tree.dep(i) in {"nsubj", "obj", "iobj"} and str(token.kind).lower() not in {"person", "time"}


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
