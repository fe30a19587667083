"""Facts as sentences that stand on their own: names filled out, loose parts that point elsewhere cut away."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from quizzes.generation.actions import complete
from quizzes.generation.article import NOMINAL, Article
from quizzes.generation.english import words
from quizzes.generation.english.lists import listed
from quizzes.generation.facts import Fact, after_comma, connective, finite, own_or_shared_subject, trim
from quizzes.generation.soundness import unsound
from quizzes.generation.standing import COLLECTIVE, Standing
from quizzes.generation.tree import Tree, base_dep, capital

if TYPE_CHECKING:
    from articles.language import Sentence

HEDGES = listed(
    """
    probably possibly perhaps maybe likely unlikely apparently allegedly reportedly supposedly almost nearly
    only hardly barely largely mainly mostly partly sometimes often usually rarely seldom not never no about
    around roughly approximately less more least most potentially theoretically
    """
)
NEEDED_MARKS = listed(
    """
    if unless until provided without whether except rather than as although though
    """
)
NEEDED_CASES = listed(
    """
    according without except than despite as like unlike among
    """
)
MOTION = listed(
    """
    go come live lie stand sit put place take get
    """
)


SAYING = frozenset({"say", "tell", "think", "believe", "suggest", "argue", "warn", "add", "insist", "claim"})


class UnfitError(Exception):
    """A clause cannot be used: `reason` is the filter's name."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Statement:
    """A fact that stands alone: the tokens that are kept, what replaces some of them, the sentences it rests on."""

    fact: Fact
    tokens: tuple[int, ...]
    swaps: Mapping[int, str] = field(default_factory=dict)
    sentences: tuple[int, ...] = ()

    @property
    def tree(self) -> Tree:
        return self.fact.tree

    def say(self, tokens: list[int] | tuple[int, ...] | None = None, swaps: Mapping[int, str] | None = None) -> str:
        """The given tokens (all by default) with names filled out; `swaps` goes on top."""
        return self.tree.say(self.tokens if tokens is None else tokens, {**self.swaps, **(swaps or {})})

    @property
    def text(self) -> str:
        """The statement as a printed sentence."""
        return capital(self.say()).rstrip(".") + "."

    @property
    def subject_tokens(self) -> list[int]:
        inside = set(self.tokens)
        return [i for i in self.fact.subject_tokens if i in inside]

    @property
    def lead(self) -> list[int]:
        inside = set(self.tokens)
        return [i for i in self.fact.lead if i in inside]

    @property
    def predicate(self) -> list[int]:
        cut = set(self.fact.subject_tokens) | set(self.fact.lead)
        return [i for i in self.tokens if i not in cut]


class Stater:
    """Makes statements of one article's facts."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.standing = Standing(article)

    def sentence_problem(self, tree: Tree, sentence: int) -> str | None:
        """Why a whole sentence gives nothing: a fragment, a heading, a question, a list, broken quotation marks."""
        s = tree.sentences[sentence]
        tokens = tree.tokens[s.first : s.last + 1]
        text = s.text.strip()
        if len(tokens) < 5:
            return "too_short"
        if len(tokens) > 60:
            return "too_long"
        if not re.search(r"[.!][”\"'’)]*$", text):
            return "no_full_stop"
        letters = [c for c in text if c.isalpha()]
        if not letters or sum(c.isupper() for c in letters) > 0.4 * len(letters):
            return "capitals"
        if (
            not text.lstrip("“\"'‘(#")[:1].isupper()
            and not text[:1].isdigit()
            and not text.lstrip("“\"'‘")[:2].istitle()
        ):
            return "starts_small"
        if sum(ord(c) > 0x24F and c.isalpha() for c in text) > 2:
            return "other_language"
        if not finite(tree, s.root) or own_or_shared_subject(tree, s.root) is None:
            roots = list(tree.kids(s.root, "ccomp", "parataxis", "conj", "expl", "csubj"))
            if not roots:
                return "fragment"
        return unsound(tree.reading, s.index)

    def state(self, fact: Fact) -> Statement:
        """The fact as a statement that stands alone; raises `UnfitError` with the reason."""
        tree = fact.tree
        reason = self.sentence_problem(tree, fact.sentence)
        if reason:
            raise UnfitError(reason)
        tokens = list(fact.tokens)
        if any(tree.word(i) == "?" for i in tokens):
            raise UnfitError("question")
        sentences: tuple[int, ...] = (fact.sentence,)
        swaps: dict[int, str] = {}
        if len(fact.subject_tokens) == 1 and tree.tokens[fact.subject].tag == "PRP":
            resolved = self._antecedent(fact)
            if resolved is None:
                raise UnfitError(
                    "first_person" if tree.word(fact.subject) in words.PRONOUNS_FIRST_SECOND else "pronoun"
                )
            text, where = resolved
            if tree.word(fact.subject) == "they" and not fact.past_or_modal and not text.endswith("s"):
                raise UnfitError("pronoun")
            swaps[fact.subject] = text
            sentences = (where, fact.sentence)
        elif fact.kind == "relative" and tree.tokens[fact.subject].tag in {"WP", "WDT"}:
            swaps[fact.subject] = self._described(fact)
        elif tree.tokens[fact.subject].pos == "PRON" and tree.tokens[fact.subject].tag in {"WP", "WDT", "WP$"}:
            raise UnfitError("subject_is_a_pronoun")
        tokens = with_comma(fact, self._repair(fact, tokens, swaps))
        swaps = {**self.standing.swaps(tree, tokens), **swaps}
        self._well_formed(fact, tokens)
        return Statement(fact, tuple(tokens), swaps, sentences)

    def _described(self, fact: Fact) -> str:
        """What an added relative clause is said of; raises `UnfitError` when that is unclear."""
        tree = fact.tree
        noun = tree.tokens[fact.head].head
        if len(fact.subject_tokens) != 1 or not after_comma(tree, fact.head) or tree.tokens[noun].pos not in NOMINAL:
            raise UnfitError("subject_is_a_pronoun")
        span = [i for i in trim(tree, noun, None) if i < fact.subject and tree.dep(i) not in {"case", "mark"}]
        while span and tree.tokens[span[-1]].pos == "PUNCT":
            span.pop()
        while span and tree.tokens[span[0]].pos in {"PUNCT", "CCONJ", "ADP"}:
            span.pop(0)
        if not span or len(span) > 9 or span[-1] < fact.subject - 2 or noun not in span:
            raise UnfitError("subject_is_a_pronoun")
        problem = self.standing.problem(tree, span)
        if problem:
            raise UnfitError(problem[0])
        return tree.lowered(span[0], tree.say(span, self.standing.swaps(tree, span)))

    def _repair(self, fact: Fact, tokens: list[int], swaps: Mapping[int, str]) -> list[int]:
        """Cut loose parts that do not stand alone until nothing points elsewhere."""
        tree = fact.tree
        subject_span = set(fact.subject_tokens)
        for _ in range(5):
            check = [i for i in tokens if i not in swaps]
            problem = self.standing.problem(tree, check, fact.subject)
            if problem and swaps and problem[0] in {"pronoun", "unclear_pronoun"}:
                raise UnfitError(problem[0])
            if problem is None:
                return tokens
            reason, where = problem
            if reason == "relative_time":
                where = self._time_token(tree, tokens)
            loose = self._loose_part(fact, tokens, where)
            if loose is None or where in subject_span:
                raise UnfitError(reason)
            tokens = [i for i in tokens if i not in loose]
        raise UnfitError("points_elsewhere")

    def _time_token(self, tree: Tree, tokens: list[int]) -> int:
        for i in tokens:
            if tree.word(i) in {"last", "next", "this", "past", "coming", "previous", "following"}:
                return i
        return tokens[0]

    def _loose_part(self, fact: Fact, tokens: list[int], where: int) -> set[int] | None:
        """The adverbial of the clause that holds the token, when leaving it out keeps the statement true."""
        tree = fact.tree
        path = [where]
        while path[-1] != fact.head:
            up = tree.tokens[path[-1]].head
            if up == path[-1] or len(path) > 40:
                return None
            path.append(up)
        if len(path) < 2:
            return None
        part = path[-2]
        token = tree.tokens[part]
        dep = base_dep(token.dep)
        span = set(tree.subtree(part)) & set(tokens)
        case = {tree.word(k) for k in tree.kids(part, "case", "mark")}
        if dep == "obl" and not case & NEEDED_CASES and not self._argument(fact, part):
            return span
        if dep == "advmod" and tree.word(part) not in HEDGES and part != fact.negation:
            bare = not fact.parts("obj", "obl", "xcomp", "ccomp") and not fact.copular
            return None if bare and part > fact.head and fact.parts("compound") else span
        if dep == "advcl" and part > fact.head and self._set_off(tree, part, case):
            return span
        return None

    @staticmethod
    def _set_off(tree: Tree, part: int, marks: set[str]) -> bool:
        """Whether a clause may go without loss: set off by a comma, or one of time."""
        if marks & NEEDED_MARKS:
            return False
        left = tree.subtree(part)[0]
        comma = tree.tokens[left].text == "," or (left > 0 and tree.tokens[left - 1].text == ",")
        return comma or bool(marks & {"when", "while", "after", "before", "since"})

    def _argument(self, fact: Fact, part: int) -> bool:
        """Whether a prepositional phrase is likely needed by its verb: the first thing after it, and not a time."""
        tree = fact.tree
        kind = tree.tokens[part].kind
        if part < fact.head or (kind is not None and str(kind).lower() == "time"):
            return False
        if {tree.word(c) for c in tree.kids(part, "case")} == {"by"} and fact.passive:
            return False
        left = tree.subtree(part)[0]
        between = [
            i for i in range(fact.head + 1, left) if tree.tokens[i].pos in {"NOUN", "PROPN", "VERB", "ADJ", "NUM"}
        ]
        return not between

    def _well_formed(self, fact: Fact, tokens: list[int]) -> None:
        tree = fact.tree
        text = tree.say(tokens)
        if text.count("“") != text.count("”") or text.count('"') % 2 or text.count("(") != text.count(")"):
            raise UnfitError("split_quotation")
        if any(tree.quoted[i] for i in tokens) and not all(tree.quoted[i] for i in tokens):
            inside = [i for i in tokens if tree.quoted[i]]
            if len(inside) > 8 or fact.quoted:
                raise UnfitError("split_quotation")
        if re.search(r"[:;?…]|--|\.\.|\s[–—]\s", text):
            raise UnfitError("punctuation")
        subject = [i for i in tokens if i in set(fact.subject_tokens)]
        commas = sum(tree.tokens[i].text == "," for i in subject)
        if commas == 1 and not any(tree.tokens[i].pos == "CCONJ" for i in subject):
            raise UnfitError("punctuation")
        if any(tree.word(i) in words.NEGATIVE_WORDS for i in subject):
            raise UnfitError("negated")
        if not complete(tree, tokens) or self._torn(fact, tokens):
            raise UnfitError("fragment")
        if tree.lemma(fact.head) in SAYING and not set(tree.kids(fact.head, "ccomp", "xcomp", "advcl")) & set(tokens):
            raise UnfitError("thin")
        if any(tree.tokens[k].tag in {"WRB", "WP"} and k < fact.head for k in tree.kids(fact.head)):
            raise UnfitError("question")
        if not self._says_something(fact, tokens):
            raise UnfitError("thin")
        length = len([i for i in tokens if tree.tokens[i].pos != "PUNCT"])
        if length < 4:
            raise UnfitError("too_short")
        if length > 32:
            raise UnfitError("too_long")

    @staticmethod
    def _torn(fact: Fact, tokens: list[int]) -> bool:
        """Whether half of a phrase was cut out of the middle: a sign of a wrong parse."""
        tree = fact.tree
        inside = set(tokens)
        for before, after in pairwise(tokens):
            if after == before + 1:
                continue
            gap = [i for i in range(before + 1, after) if i not in inside]
            if sum(tree.tokens[i].text in {"–", "—", ";", ":"} for i in gap) == 1:
                return True
            heads = [i for i in gap if tree.tokens[i].head not in gap or tree.tokens[i].head == i]
            whole = all(set(tree.subtree(h)) <= set(gap) for h in heads)
            if not whole and any(tree.tokens[i].pos not in {"PUNCT", "CCONJ"} for i in gap):
                return True
        return False

    @staticmethod
    def _says_something(fact: Fact, tokens: list[int]) -> bool:
        """Whether enough is left: more than a verb, or a verb with a telling subject."""
        tree = fact.tree
        rest = [i for i in tokens if i not in set(fact.subject_tokens) | set(fact.group) and i >= fact.head]
        telling = [i for i in rest if tree.tokens[i].pos in {"NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV"}]
        if len(telling) >= 2 or (fact.copular and len(telling) >= 1):
            return True
        return len(fact.subject_tokens) >= 5 and (fact.passive or tree.tokens[fact.head].tag in {"VBZ", "VBP"})

    def _antecedent(self, fact: Fact) -> tuple[str, int] | None:
        """The full name or phrase a subject pronoun certainly stands for, and the sentence it comes from."""
        tree = fact.tree
        word = tree.word(fact.subject)
        sentence = tree.sentences[fact.sentence]
        if fact.sentence == 0 or word not in {"he", "she", "they", "it"} or fact.quoted:
            return None
        if any(tree.tokens[i].pos in {"PROPN", "NOUN"} for i in range(sentence.first, fact.subject)):
            return None
        if word in {"he", "she"}:
            return self.person_before(tree, sentence)
        before = tree.sentences[fact.sentence - 1]
        if before.paragraph != sentence.paragraph or self.sentence_problem(tree, before.index):
            return None
        return self._subject_before(tree, before, word == "they")

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

    def _subject_before(self, tree: Tree, before: Sentence, plural: bool) -> tuple[str, int] | None:
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
        if rivals or len(span) > 12 or self.standing.problem(tree, span):
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


def with_comma(fact: Fact, tokens: list[int]) -> list[int]:
    """The tokens with the comma between an opening adverbial and the subject put back where cutting lost it."""
    tree = fact.tree
    subject = fact.subject_tokens[0]
    lead = [i for i in tokens if i < subject]
    if not lead or tree.tokens[lead[-1]].pos == "PUNCT":
        return tokens
    comma = next((i for i in range(lead[-1] + 1, subject) if tree.tokens[i].text == ","), None)
    return tokens if comma is None else sorted({*tokens, comma})


def noun_span(tree: Tree, head: int) -> list[int]:
    """A subject without what is set off by commas after it."""
    span = trim(tree, head, None)
    while span and tree.tokens[span[-1]].pos == "PUNCT":
        span.pop()
    return span


def is_connective(fact: Fact, k: int) -> bool:
    """Whether a part only ties the clause to what went before."""
    return connective(fact.tree, k, fact.subject)
