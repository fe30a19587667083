"""What a subject pronoun stands for, where that is certain."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from quizzes.generation.english import words
from quizzes.generation.english.pointing import COLLECTIVE
from quizzes.generation.grammar.article import Article
from quizzes.generation.grammar.clauses import plural_subject
from quizzes.generation.grammar.facts import Fact
from quizzes.generation.grammar.tree import Tree
from quizzes.generation.referents.judged_meant import JudgedMeant
from quizzes.generation.referents.people_meant import ROLES, PeopleMeant
from quizzes.generation.referents.standing import Standing
from quizzes.generation.referents.thing_meant import LONGEST, ThingMeant, active, does, noun_span

__all__ = ["Antecedents", "noun_span"]

if TYPE_CHECKING:
    from articles.language import Sentence


# "For example", "in addition", "as a result": no things of their own.
LINKING = frozenset({"example", "instance", "fact", "addition", "result", "contrast", "consequence", "turn"})


class Antecedents:
    """Looks back over one article for what a pronoun means."""

    def __init__(self, article: Article, standing: Standing) -> None:
        self.article = article
        self.standing = standing
        self.people = PeopleMeant(article)
        self.things = ThingMeant(standing)
        self.judged = JudgedMeant(article, standing, self.people)

    def resolve(self, fact: Fact) -> tuple[str, int] | None:
        """The full name or phrase a subject pronoun certainly stands for, and the sentence it comes from."""
        if fact.tree.word(fact.subject) not in {"he", "she", "they", "it"}:
            return None
        return self.meant(fact, fact.subject)

    def meant(self, fact: Fact, i: int) -> tuple[str, int] | None:
        """What a pronoun of the third person in a subject certainly stands for, and the sentence that says so: by the
        rules, unless the reader is sure of something else, or by the reader's own judgement."""
        ruled = self._by_rule(fact, i)
        if ruled is not None:
            return None if self.judged.against(fact.tree, i, ruled[0]) else ruled
        return self.judged.meant(fact, i)

    def _by_rule(self, fact: Fact, i: int) -> tuple[str, int] | None:
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
        again = self._same_pronoun(fact, i, gender)
        if again is not None:
            i = again
        elif gender in "np":
            if fact.kind in {"coordinate", "aside"} and tree.tokens[i].head == fact.head:
                return self._first_clause(fact)
            if fact.kind == "adverbial":
                return self._main_clause(fact, i, gender)
        if fact.sentence == 0 or any(self._intervenes(tree, k, gender) for k in range(sentence.first, i)):
            return None
        if gender in "mf":
            return self.person_before(tree, sentence, gender)
        return self.things.before(tree, sentence, gender == "p", fact)

    @staticmethod
    def _same_pronoun(fact: Fact, i: int, gender: str) -> int | None:
        """The same pronoun as subject of the clause that this one is joined to: "he said … and he asked …"."""
        tree = fact.tree
        first = tree.tokens[fact.head].head
        subject = tree.kid(first, "nsubj")
        if fact.kind not in {"coordinate", "adverbial"} or subject is None or not subject < first < i:
            return None
        if words.PRONOUNS_THIRD.get(tree.word(subject)) != gender or tree.tokens[i].head not in {
            fact.head,
            fact.subject,
        }:
            return None
        between = [k for k in range(subject + 1, i) if tree.dep(k) == "nsubj" and ThingMeant.of_gender(tree, k, gender)]
        return None if between else subject

    def _main_clause(self, fact: Fact, i: int, gender: str) -> tuple[str, int] | None:
        """The subject of the clause that a reason or a contrast is tied to: "Riga sold it because it was old" when no
        other noun of its number stands between."""
        tree = fact.tree
        main = tree.tokens[fact.head].head
        subject = tree.kid(main, "nsubj")
        if subject is None or not subject < main < i or tree.tokens[subject].pos not in {"NOUN", "PROPN"}:
            return None
        if any(tree.word(k) in {"so", "too", "such"} for k in fact.tokens):  # "it failed because it was so big"
            return None
        plural = gender == "p"
        span = noun_span(tree, subject)
        rivals = [
            k
            for k in range(tree.sentences[fact.sentence].first, i)
            if k not in span
            and tree.tokens[k].pos in {"NOUN", "PROPN"}
            and tree.dep(k) in (ROLES if tree.named(subject) else ROLES | {"nmod", "conj", "appos"})
            and (tree.tokens[k].tag in {"NNS", "NNPS"}) == plural
            and str(tree.tokens[k].kind).lower() not in {"time", "none" if plural else "person"}
            and not (does(fact) and active(tree, subject) and not active(tree, k))
        ]
        if rivals or plural_subject(tree, subject) != plural or self.things.unfit(tree, subject, span, plural):
            return None
        return tree.lowered(span[0], tree.say(span, self.standing.swaps(tree, span))), fact.sentence

    def opening(self, fact: Fact, tokens: Sequence[int]) -> list[int]:
        """The tokens of the opening clause's subject where the pronoun of the main clause stands for it."""
        tree = fact.tree
        gender = words.PRONOUNS_THIRD.get(tree.word(fact.subject), "")
        if gender not in {"n", "p"} or fact.quoted or self._opening_clause(fact, fact.subject, gender) is None:
            return []
        clause = next(k for k in tree.kids(fact.head, "advcl") if k < fact.subject)
        subject = tree.kid(clause, "nsubj")
        span = noun_span(tree, subject) if subject is not None else []
        whole = set(tree.subtree(subject)) if subject is not None else set()
        return span if whole <= set(tokens) and whole == set(span) and tree.tokens[clause].tag[:2] != "NN" else []

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
            k
            for k in range(first, i)
            if k not in span and tree.dep(k) in ROLES and self.things.same_sort(tree, k, gender)
        ]
        if rivals or not span:
            return None
        if span[0] > first and tree.word(span[0] - 1) == "the":
            span = [span[0] - 1, *span]
        text = tree.lowered(span[0], tree.say(span, self.standing.swaps(tree, span)))
        known = gender not in "mf" or len(text.split()) > 1
        return (text, fact.sentence) if known and self.people.gender_fits(text, gender) else None

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
            and tree.dep(k) in (ROLES if tree.named(subject) else ROLES | {"nmod"})
            and (tree.tokens[k].tag in {"NNS", "NNPS"}) == plural
        ]
        if rivals or plural_subject(tree, subject) != plural or self.things.unfit(tree, subject, span, plural):
            return None
        return tree.lowered(span[0], tree.say(span, self.standing.swaps(tree, span))), fact.sentence

    @staticmethod
    def _name(tree: Tree, i: int) -> list[int]:
        """The tokens of the name that holds a token, or none."""
        for e in tree.reading.entities:
            if e.first <= i <= e.last:
                return list(range(e.first, e.last + 1))
        return []

    @staticmethod
    def _intervenes(tree: Tree, i: int, gender: str) -> bool:
        """Whether a word before the pronoun could be what it means: a noun, and for "he" one of a person."""
        token = tree.tokens[i]
        kind = str(token.kind).lower()
        if token.pos not in {"PROPN", "NOUN"} or Antecedents._owned(tree, i, gender):
            return False
        many = token.tag in {"NNS", "NNPS"}
        if (gender == "p" and not many and kind != "organisation" and tree.lemma(i) not in COLLECTIVE) or (
            gender == "n" and many
        ):
            return False
        if tree.word(i) in LINKING and tree.dep(i) == "obl":
            return False
        if gender in "mf" and tree.dep(i) in {"obl", "nmod"}:
            return kind not in {"time", "thing", "place", "idea"}
        return not (kind == "time" and tree.dep(i) == "obl")

    @staticmethod
    def _owned(tree: Tree, i: int, gender: str) -> bool:
        """Whether a noun is a thing of the same owner: "with their long beaks, they …"."""
        first = i
        while tree.dep(first) == "conj":
            first = tree.tokens[first].head
        owners = [k for n in (i, first) for k in tree.kids(n) if tree.tokens[k].tag == "PRP$"]
        return any(words.PRONOUNS_THIRD.get(tree.word(k)) == gender for k in owners)

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
            and not (
                self.things.speaks(tree, fact) and str(tree.tokens[i].kind).lower() not in {"person", "organisation"}
            )
        ]
        if others or not span or len(span) > LONGEST or self.standing.problem(tree, span):
            return None
        return tree.lowered(span[0], tree.say(span, self.standing.swaps(tree, span))), fact.sentence

    def person_before(self, tree: Tree, sentence: Sentence, gender: str = "") -> tuple[str, int] | None:
        """The one person whom "he" or "she" can mean here, and the last sentence that names her."""
        return self.people.before(tree, sentence, gender)

    def person_inside(self, fact: Fact, i: int) -> tuple[str, int] | None:
        """Whom "he" or "her" means in the middle of a clause that names nobody before it."""
        tree = fact.tree
        gender = words.PRONOUNS_THIRD.get(tree.word(i), "")
        sentence = tree.sentences[fact.sentence]
        if gender not in {"m", "f"} or fact.quoted or fact.reporting is not None:
            return None
        if any(self._intervenes(tree, k, gender) for k in range(sentence.first, i)):
            return None
        return self.person_before(tree, sentence, gender)
