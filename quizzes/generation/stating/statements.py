"""Facts as sentences that stand on their own: names filled out, loose parts that point elsewhere cut away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from quizzes.generation.english import words
from quizzes.generation.english.verbs import third
from quizzes.generation.grammar.abbreviations import Abbreviations
from quizzes.generation.grammar.article import Article
from quizzes.generation.grammar.facts import Fact
from quizzes.generation.grammar.tree import Tree, capital, full_stop
from quizzes.generation.grammar.wholeness import sentence_problem
from quizzes.generation.referents.antecedents import Antecedents, noun_span
from quizzes.generation.referents.references import References
from quizzes.generation.referents.standing import Standing
from quizzes.generation.stating.relatives import described
from quizzes.generation.stating.repairs import UnfitError, repair, shortened, with_comma
from quizzes.generation.stating.wellformed import ill_formed

if TYPE_CHECKING:
    from articles.language import Sentence

__all__ = ["Statement", "Stater", "UnfitError"]


@dataclass(frozen=True, slots=True)
class Statement:
    """A fact that stands alone: the tokens that are kept, what replaces some of them, the sentences it rests on."""

    fact: Fact
    tokens: tuple[int, ...]
    swaps: Mapping[int, str] = field(default_factory=dict)
    sentences: tuple[int, ...] = ()
    opening: str = ""  # the place that the whole statement is true of, "In Riga,"

    @property
    def tree(self) -> Tree:
        return self.fact.tree

    def say(self, tokens: list[int] | tuple[int, ...] | None = None, swaps: Mapping[int, str] | None = None) -> str:
        """The given tokens (all by default, with the place in front) with names filled out; `swaps` goes on top."""
        text = self.tree.say(self.tokens if tokens is None else tokens, {**self.swaps, **(swaps or {})})
        if tokens is not None or not self.opening:
            return text
        return f"{self.opening} {self.tree.lowered(self.tokens[0], text)}"

    @property
    def text(self) -> str:
        """The statement as a printed sentence."""
        body = capital(self.say()).rstrip(".")
        return body + full_stop(body)

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


def _spelt_out(fact: Fact) -> dict[int, str]:
    """ "There’s" and "it’s" in full, for a subject that means nothing by itself."""
    short = fact.subject + 1
    if fact.tree.word(short) not in {"’s", "'s"} or short not in fact.tokens:
        return {}
    full = "has" if fact.tree.lemma(short) == "have" else "is"
    return {fact.subject: f"{fact.tree.tokens[fact.subject].text} {full}", short: ""}


def _with_name(fact: Fact, tokens: list[int], swaps: Mapping[int, str]) -> dict[int, str]:
    """The name beside a subject that is only an office or a sort of thing, put back: "the mayor, Anna Berzina,"."""
    tree, noun = fact.tree, fact.subject
    if noun not in tokens or noun in swaps or tree.tokens[noun].pos != "NOUN" or tree.tokens[noun].tag == "NNS":
        return {}
    for k in tree.kids(noun, "appos"):
        span = noun_span(tree, k) if k not in tokens else []
        last = span[0] - 2 if span else noun
        beside = last in tokens and last not in swaps and tree.tokens[last + 1].text == "," and last >= noun
        if tree.tokens[k].pos == "PROPN" and beside and 0 < len(span) < 5:
            return {last: f"{tree.tokens[last].text}, {tree.say(span)},"}
    return {}


def _lost_outcome(fact: Fact, tokens: list[int]) -> bool:
    """Whether "makes the water, which …, dirty" lost the "dirty" that closes its sentence after a comma, or "gives
    Norway half of its power" what is given."""
    tree = fact.tree
    last = tree.sentences[fact.sentence].last - 1
    given = fact.kid("obj")
    if tree.lemma(fact.head) in {"give", "offer", "lend"} and given is not None and not fact.passive:
        receiver = str(tree.tokens[given].kind).lower() in {"place", "person", "organisation"}
        if receiver and not tree.kids(fact.head, "iobj") and len(fact.parts("obj")) == 1:
            return True  # "gives Norway", and nothing is given
    closing = tree.tokens[last].pos == "ADJ" and tree.tokens[last - 1].text == ","
    return closing and last not in tokens and tree.lemma(fact.head) in {"make", "leave", "keep", "turn"}


def _spoken_aside(fact: Fact, tokens: list[int]) -> bool:
    """Whether ", he went on," was cut out: the clause is somebody's and does not say whose."""
    tree, sentence = fact.tree, fact.tree.sentences[fact.sentence]
    return fact.reporting is None and any(
        tree.dep(i) == "parataxis" and tree.lemma(i) in {"go", "continue", "add"} and tree.kids(i, "nsubj")
        for i in range(sentence.first, sentence.last + 1)
        if i not in tokens and tree.tokens[i].head == fact.head
    )


def _half_pair(tree: Tree, tokens: list[int]) -> bool:
    """Whether "but also" has lost the "not only" or "both" that it answers."""
    said = [tree.word(i) for i in tokens]
    return any(
        pair == ("but", "also") and not {"not", "n’t", "n't", "both", "never"} & set(said[:k])
        for k, pair in enumerate(pairwise(said))
        if k
    )


def _fault(fact: Fact, tokens: list[int]) -> str | None:
    """What is wrong with the clause as it was cut, or None."""
    if _spoken_aside(fact, tokens):
        return "cut_short"
    if _half_pair(fact.tree, tokens):
        return "half_a_pair"
    return ill_formed(fact, tokens) or ("tangled" if _lost_outcome(fact, tokens) else None)


class Stater:
    """Makes statements of one article's facts."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.standing = Standing(article)
        self.antecedents = Antecedents(article, self.standing)
        self.references = References(self.standing, self.antecedents)
        self.abbreviations = Abbreviations(article)

    def sentence_problem(self, tree: Tree, sentence: int) -> str | None:
        """Why a whole sentence gives nothing; None when it can be used."""
        return sentence_problem(tree, sentence)

    def person_before(self, tree: Tree, sentence: Sentence) -> tuple[str, int] | None:
        """The one person whom "he" or "she" can mean here, and the last sentence that names her."""
        return self.antecedents.person_before(tree, sentence)

    def state(self, fact: Fact) -> Statement:
        """The fact as a statement that stands alone; raises `UnfitError` with the reason."""
        tree = fact.tree
        reason = sentence_problem(tree, fact.sentence)
        if reason or any(tree.word(i) == "?" for i in fact.tokens):
            raise UnfitError(reason or "question")
        swaps, sentences = self._subject_named(fact)
        swaps.update(self._as_one(fact))
        tokens = shortened(fact, list(fact.tokens))
        found = self.references.fill(fact, tokens, swaps)
        swaps = {**found.swaps, **swaps}
        tokens = with_comma(fact, repair(self.standing, fact, tokens, swaps))
        swaps.update(self._taken_up(fact, tokens, swaps))
        # A fuller name of the same noun ("the referendum", the Riga referendum) needs no proof of its own.
        others = {i: s for i, s in found.sources.items() if tree.word(i) not in swaps.get(i, "").lower().split()}
        sentences |= {s for i, s in others.items() if i in tokens}
        swaps, given = self._names_in_full(fact, tokens, {i: text for i, text in swaps.items() if i in tokens})
        fault = _fault(fact, tokens)
        if fault:
            raise UnfitError(fault)
        return Statement(fact, tuple(tokens), swaps, tuple(sorted(sentences | given)))

    def _subject_named(self, fact: Fact) -> tuple[dict[int, str], set[int]]:
        """What a pronoun as the subject stands for, and the sentences that tell; or `UnfitError`."""
        subject = fact.tree.tokens[fact.subject]
        alone = len(fact.subject_tokens) == 1
        if alone and subject.tag == "PRP" and fact.tree.dep(fact.subject) != "expl":
            resolved = self.antecedents.resolve(fact)
            if resolved is None:
                own = fact.tree.word(fact.subject) in words.PRONOUNS_FIRST_SECOND
                raise UnfitError("first_person" if own else "pronoun")
            text, where = resolved
            return {fact.subject: text}, {where, fact.sentence}
        if fact.kind == "relative" and subject.tag in {"WP", "WDT"}:
            return {fact.subject: described(self.standing, fact)}, {fact.sentence}
        if subject.pos == "PRON" and subject.tag in {"WP", "WDT", "WP$"}:
            raise UnfitError("subject_is_a_pronoun")
        return {}, {fact.sentence}

    def _names_in_full(
        self, fact: Fact, tokens: list[int], swaps: Mapping[int, str]
    ) -> tuple[dict[int, str], set[int]]:
        """The replacements with short names and abbreviations filled out besides, and the sentences that give them."""
        tree = fact.tree
        filled = self.standing.swaps(tree, tokens)
        sources = self.standing.sources(tree, filled, fact.sentence)
        impersonal = tree.dep(fact.subject) == "expl"
        known = {**filled, **swaps, **(_spelt_out(fact) if impersonal else {})}
        long, given = self.abbreviations.swaps(tree, tokens, known)
        return {**long, **known, **_with_name(fact, tokens, known)}, {*sources, *given}

    def _taken_up(self, fact: Fact, tokens: list[int], swaps: Mapping[int, str]) -> dict[int, str]:
        """The pronoun for the subject of an opening clause whose name the main clause has been given: "When it sold
        the docks, Riga …"."""
        span = self.antecedents.opening(fact, tokens) if fact.subject in swaps else []
        if not span:
            return {}
        last = max(i for i in tokens if i < fact.subject_tokens[0])
        text = fact.tree.tokens[last].text
        comma = {} if fact.tree.tokens[last].pos == "PUNCT" else {last: f"{swaps.get(last, text)},"}
        return {**comma, **dict.fromkeys(span, ""), span[-1]: fact.tree.word(fact.subject)}

    def _as_one(self, fact: Fact) -> dict[int, str]:
        """The verb made singular where "they" is one company: "they want" as "Airbus wants"."""
        tree, verb = fact.tree, min([*fact.group, fact.head])
        if (tree.section, fact.subject) not in self.antecedents.things.one or fact.past_or_modal:
            return {}
        word = tree.word(verb)
        return {verb: "was" if word == "were" else third(tree.lemma(verb) if word in {"are", "’re"} else word)}
