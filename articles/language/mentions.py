"""The nouns, names and pronouns of a text as columns of numbers, for the judge of what refers to what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from articles.language.reading import Kind, Reading, Sentence, Token

PRONOUNS = {
    "he": 0, "him": 0, "his": 0, "himself": 0,
    "she": 1, "her": 1, "hers": 1, "herself": 1,
    "it": 2, "its": 2, "itself": 2,
    "they": 3, "them": 3, "their": 3, "theirs": 3, "themselves": 3,
}  # fmt: skip
THE, POINTING = 4, 5  # after the four genders of pronouns: "the N", and "this N", "those N"
CLASSES = 6
ARTICLES = {
    "a": 1, "an": 1, "another": 1, "the": 2, "this": 3, "that": 3, "these": 3, "those": 3, "such": 3,
    "no": 5, "any": 5, "every": 5, "each": 5, "all": 5, "both": 5, "some": 6, "many": 6, "several": 6, "few": 6,
}  # fmt: skip
POSSESSED, COUNTED = 4, 7
DETERMINERS = 8
KINDS = (None, *Kind)
ROLES = ("nsubj", "nsubj:pass", "obj", "iobj", "obl", "nmod", "nmod:poss", "conj", "appos", "root", "compound")
OTHER_ROLE = len(ROLES)
PRONOUN, NAME, NOUN = 0, 1, 2
INNER = {"flat", "fixed", "goeswith", "compound"}
TELLING = {"amod", "compound", "nmod", "nmod:poss", "acl", "acl:relcl", "nummod", "appos"}

Ints = NDArray[np.int64]


@dataclass(slots=True)
class Mentions:
    """One value a mention in each column. A mention of several joined nouns comes after that of its first noun."""

    head: list[int] = field(default_factory=list)
    joined: list[bool] = field(default_factory=list)
    form: list[int] = field(default_factory=list)
    gender: list[int] = field(default_factory=list)  # of a pronoun; -1 otherwise
    points: list[int] = field(default_factory=list)  # the class of what may point back, or -1
    determiner: list[int] = field(default_factory=list)
    plural: list[bool] = field(default_factory=list)
    kind: list[int] = field(default_factory=list)
    role: list[int] = field(default_factory=list)
    leading: list[bool] = field(default_factory=list)  # the subject of the sentence's main clause
    quoted: list[bool] = field(default_factory=list)
    sentence: list[int] = field(default_factory=list)
    paragraph: list[int] = field(default_factory=list)
    lemma: list[int] = field(default_factory=list)
    verb: list[int] = field(default_factory=list)
    verb_lemma: list[int] = field(default_factory=list)
    first: list[int] = field(default_factory=list)
    last: list[int] = field(default_factory=list)
    told: list[int] = field(default_factory=list)  # how many words and phrases tell it apart
    used: list[int] = field(default_factory=list)  # how often the noun was used before
    bound: list[bool] = field(default_factory=list)  # a possessive or a reflexive
    words: list[frozenset[str]] = field(default_factory=list)  # what stands before the noun
    name: list[frozenset[str]] = field(default_factory=list)  # the words of a name, empty for nouns

    def __len__(self) -> int:
        return len(self.head)

    def column(self, name: str) -> Ints:
        """Return one column as numbers."""
        return np.array(getattr(self, name), dtype=np.int64)


class _Collector:
    """Walks over the tokens of one text."""

    def __init__(self, reading: Reading) -> None:
        self.tokens, self.sentences, self.children = reading.tokens, reading.sentences, reading.children
        self.quoted = quoted(reading.tokens, reading.sentences)
        self.numbers: dict[str, int] = {}
        self.seen: Counter[int] = Counter()
        self.edges = _edges(reading.tokens)
        self.found = Mentions()

    def collect(self) -> Mentions:
        """Return the mentions in the order of their heads."""
        for token in self.tokens:
            if token.pos == "PRON":
                gender = PRONOUNS.get(token.text.lower())
                if gender is not None and token.tag in {"PRP", "PRP$"}:
                    self._add(token, PRONOUN, gender, gender)
            elif token.pos in {"NOUN", "PROPN"} and not self._inside_a_name(token):
                determiner = self._determiner(token)
                points = -1
                if token.pos == "NOUN" and determiner in {2, 3}:
                    points = THE if determiner == 2 else POINTING
                self._add(token, NAME if token.pos == "PROPN" else NOUN, -1, points, determiner)
        return self.found

    def _inside_a_name(self, token: Token) -> bool:
        """Tell whether a noun is only part of a longer name or a compound; a name before a noun counts."""
        relation = token.dep.partition(":")[0]
        beside_a_noun = token.pos == "PROPN" and self.tokens[token.head].pos != "PROPN"
        return relation in INNER and not (relation == "compound" and beside_a_noun)

    def _determiner(self, token: Token) -> int:
        for child in self.children(token.index):
            relation = self.tokens[child].dep
            if child > token.index:
                break
            if relation.startswith("det"):
                return ARTICLES.get(self.tokens[child].text.lower(), 6)
            if relation == "nmod:poss":
                return POSSESSED
            if relation == "nummod":
                return COUNTED
        return 0

    def _add(self, token: Token, form: int, gender: int, points: int, determiner: int = 0) -> None:
        kids = self.children(token.index)
        joined = form != PRONOUN and any(self.tokens[k].dep == "conj" for k in kids)
        many = token.tag in {"NNS", "NNPS"} or gender == 3
        for together in (False, True) if joined else (False,):
            self._row(token, form, gender, -1 if together else points, determiner, many or together, together, kids)

    def _row(
        self,
        token: Token,
        form: int,
        gender: int,
        points: int,
        determiner: int,
        plural: bool,
        together: bool,
        kids: Sequence[int],
    ) -> None:
        found, i = self.found, token.index
        lemma = self._number(token.lemma.lower()) if form != PRONOUN else -1 - gender
        sentence = self.sentences[token.sentence]
        verb = token.head
        found.head.append(i)
        found.joined.append(together)
        found.form.append(form)
        found.gender.append(gender)
        found.points.append(points)
        found.determiner.append(determiner)
        found.plural.append(plural)
        found.kind.append(KINDS.index(token.kind))
        found.role.append(ROLES.index(token.dep) if token.dep in ROLES else OTHER_ROLE)
        found.leading.append(verb == sentence.root and token.dep.startswith("nsubj"))
        found.quoted.append(self.quoted[i])
        found.sentence.append(token.sentence)
        found.paragraph.append(sentence.paragraph)
        found.lemma.append(lemma)
        found.verb.append(verb)
        found.verb_lemma.append(self._number(self.tokens[verb].lemma.lower()))
        found.first.append(self.edges[i][0])
        found.last.append(self.edges[i][1])
        found.told.append(sum(self.tokens[k].dep in TELLING for k in kids))
        found.used.append(self.seen[lemma])
        found.bound.append(token.tag == "PRP$" or token.text.lower().endswith(("self", "selves")))
        before = {self.tokens[k].lemma.lower() for k in kids if k < i and self.tokens[k].dep in {"amod", "compound"}}
        found.words.append(frozenset(before))
        parts = [k for k in kids if self.tokens[k].pos == "PROPN" and self.tokens[k].dep.partition(":")[0] in INNER]
        named = form == NAME and not together
        found.name.append(frozenset(self.tokens[k].text for k in (i, *parts)) if named else frozenset())
        if not together:
            self.seen[lemma] += 1

    def _number(self, lemma: str) -> int:
        return self.numbers.setdefault(lemma, len(self.numbers))


def _edges(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """Return the first and the last token of each token's subtree."""
    edges = [[t.index, t.index] for t in tokens]
    for token in tokens:
        place = token.index
        while tokens[place].head != place:
            place = tokens[place].head
            edges[place][0] = min(edges[place][0], token.index)
            edges[place][1] = max(edges[place][1], token.index)
    return [(a, b) for a, b in edges]


def quoted(tokens: Sequence[Token], sentences: Sequence[Sentence]) -> list[bool]:
    """Tell of each token whether it stands inside double quotation marks; a new paragraph closes them."""
    flags, inside, paragraph = [], False, -1
    for token in tokens:
        if sentences[token.sentence].paragraph != paragraph:
            paragraph, inside = sentences[token.sentence].paragraph, False
        if token.text in {"“", "``"} or (token.text == '"' and not inside):
            inside = True
        elif token.text in {"”", "''"} or (token.text == '"' and inside):
            inside = False
        flags.append(inside)
    return flags


def mentions(reading: Reading) -> Mentions:
    """Return what a text mentions: nouns, names and pronouns of the third person, in order."""
    return _Collector(reading).collect()
