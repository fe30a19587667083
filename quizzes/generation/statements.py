"""Facts as sentences that stand on their own: names filled out, loose parts that point elsewhere cut away."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from quizzes.generation.article import Article
from quizzes.generation.english import words
from quizzes.generation.english.lists import listed
from quizzes.generation.facts import Fact, connective, finite, own_or_shared_subject, trim
from quizzes.generation.standing import Standing
from quizzes.generation.tree import Tree, base_dep, capital

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
        return None

    def state(self, fact: Fact) -> Statement:
        """The fact as a statement that stands alone; raises `UnfitError` with the reason."""
        tree = fact.tree
        reason = self.sentence_problem(tree, fact.sentence)
        if reason:
            raise UnfitError(reason)
        tokens = list(fact.tokens)
        if any(tree.word(i) == "?" for i in tokens):
            raise UnfitError("question")
        sentences = (fact.sentence,)
        swaps: dict[int, str] = {}
        if len(fact.subject_tokens) == 1 and tree.tokens[fact.subject].tag == "PRP":
            resolved = self._antecedent(fact)
            if resolved is None:
                raise UnfitError(
                    "first_person" if tree.word(fact.subject) in words.PRONOUNS_FIRST_SECOND else "pronoun"
                )
            text, where = resolved
            swaps[fact.subject] = text
            sentences = (where, fact.sentence)
        elif tree.tokens[fact.subject].pos == "PRON" and tree.tokens[fact.subject].tag in {"WP", "WDT", "WP$", "EX"}:
            raise UnfitError("subject_is_a_pronoun")
        tokens = self._repair(fact, tokens, swaps)
        swaps = {**self.standing.swaps(tree, tokens), **swaps}
        self._well_formed(fact, tokens)
        return Statement(fact, tuple(tokens), swaps, sentences)

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
            return span
        if dep == "advcl" and not case & NEEDED_MARKS and part > fact.head:
            return span
        return None

    def _argument(self, fact: Fact, part: int) -> bool:
        """Whether a prepositional phrase is likely needed by its verb: right after it, with no object between."""
        tree = fact.tree
        if fact.copular or fact.passive or fact.kid("obj") is not None:
            return False
        if tree.tokens[part].kind is not None and str(tree.tokens[part].kind).lower() == "time":
            return False
        left = tree.subtree(part)[0]
        return left == fact.head + 1

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
        if not self._says_something(fact, tokens):
            raise UnfitError("thin")
        length = len([i for i in tokens if tree.tokens[i].pos != "PUNCT"])
        if length < 4:
            raise UnfitError("too_short")
        if length > 32:
            raise UnfitError("too_long")

    @staticmethod
    def _says_something(fact: Fact, tokens: list[int]) -> bool:
        """Whether the predicate has an object, a complement or an adverbial left, and not only a verb."""
        rest = [i for i in tokens if i not in set(fact.subject_tokens) | set(fact.group) and i >= fact.head]
        telling = [i for i in rest if fact.tree.tokens[i].pos in {"NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV"}]
        return len(telling) >= 2 or (fact.copular and len(telling) >= 1)

    def _antecedent(self, fact: Fact) -> tuple[str, int] | None:
        """The full name or phrase a subject pronoun certainly stands for, and the sentence it comes from."""
        tree = fact.tree
        word = tree.word(fact.subject)
        sentence = tree.sentences[fact.sentence]
        if fact.sentence == 0 or word not in {"he", "she", "they"} or fact.quoted:
            return None
        if any(tree.tokens[i].pos in {"PROPN", "NOUN"} for i in range(sentence.first, fact.subject)):
            return None
        before = tree.sentences[fact.sentence - 1]
        if before.paragraph != sentence.paragraph or self.sentence_problem(tree, before.index):
            return None
        if word in {"he", "she"}:
            return self._person_before(tree, before)
        return self._group_before(tree, before)

    def _person_before(self, tree: Tree, before: object) -> tuple[str, int] | None:
        first, last, index = before.first, before.last, before.index  # type: ignore[attr-defined]
        people = {
            self.article.people.get(e.text.split()[-1], e.text)
            for e in tree.reading.entities
            if first <= e.first <= last and str(e.label).lower() == "person"
        }
        nouns = [
            i
            for i in range(first, last + 1)
            if tree.tokens[i].pos == "NOUN"
            and str(tree.tokens[i].kind).lower() == "person"
            and tree.tokens[i].tag == "NN"
            and tree.dep(i) in {"nsubj", "obj", "iobj", "obl"}
        ]
        if len(people) != 1 or nouns:
            return None
        name = next(iter(people))
        return (name, index) if len(name.split()) > 1 else None

    def _group_before(self, tree: Tree, before: object) -> tuple[str, int] | None:
        first, last, index = before.first, before.last, before.index  # type: ignore[attr-defined]
        root = tree.sentences[index].root
        subject = tree.kid(root, "nsubj")
        if subject is None or tree.tokens[subject].tag not in {"NNS", "NNPS"}:
            return None
        span = trim(tree, subject, None)
        plural = [
            i
            for i in range(first, last + 1)
            if (tree.tokens[i].tag in {"NNS", "NNPS"} or tree.word(i) in {"they", "them"})
            and i not in span
            and str(tree.tokens[i].kind).lower() == str(tree.tokens[subject].kind).lower()
        ]
        if plural or self.standing.problem(tree, span) or len(span) > 8:
            return None
        return tree.say(span), index


def is_connective(fact: Fact, k: int) -> bool:
    """Whether a part only ties the clause to what went before."""
    return connective(fact.tree, k, fact.subject)
