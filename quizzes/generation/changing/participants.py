"""Who takes part: one group of people or animals that an article talks about put for another of the same sort."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from articles.language.vectors import word_vector
from quizzes.generation.changing.misreading import Change
from quizzes.generation.english import words
from quizzes.generation.english.groups import CONTRASTS, EVERYBODY, NOBODY, same_group
from quizzes.generation.english.lists import listed
from quizzes.generation.grammar.article import Article
from quizzes.generation.grammar.tree import Tree
from quizzes.generation.stating.statements import Statement

ROLES = frozenset({"nsubj", "obj", "iobj", "obl", "nmod"})
SORTS = {"person": "doer", "organisation": "doer", "animal": "animal"}
MODIFIERS = frozenset({"amod", "compound"})
LOOSE = listed("other many most more such same own next first last only fewer several few various certain new all")
MUTUAL = listed("meet marry be resemble equal face join share discuss become include see know love say think believe")
WORK = frozenset({"subject", "object", "by", "against", "for", "to", "from", "in", "of"})
VIOLENT = listed("kill massacre murder torture rape attack shoot die hang hit beat drown")
SHARED_WITH = frozenset({"with", "among", "between", "like", "as", "including"})
CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
MOST_SHARED = 0.5
SYNONYMS = 0.58  # as like as this, two nouns may mean the same people


@dataclass(frozen=True, slots=True)
class Part:
    """One mention of a participant: its span, its words in lower case, and the work it does in its sentence."""

    tree: Tree
    span: tuple[int, ...]
    text: str
    lemma: str
    modifiers: frozenset[str]
    plural: bool
    the: bool
    sort: str
    role: str

    @property
    def head(self) -> int:
        return self.span[-1]


def alike(one: Part, other: Part) -> float:
    """How like the nouns of two mentions are, -1 to 1, by the reader's vectors."""
    return float(word_vector(one.tree.word(one.head)) @ word_vector(other.tree.word(other.head)))


class Participants:
    """The groups of one article that act or are acted on, and who could be taken for whom."""

    def __init__(self, article: Article) -> None:
        self.article = article

    @cached_property
    def parts(self) -> list[Part]:
        """Every mention, whatever else is said of it after the noun."""
        found = (self.part(tree, t.index, bare=False) for tree in self.article.trees for t in tree.tokens)
        return [p for p in found if p is not None]

    @cached_property
    def kinds(self) -> dict[str, str]:
        """The sort of each noun: what most of its uses are read as."""
        votes: dict[str, Counter[str]] = {}
        for tree in self.article.trees:
            for t in tree.tokens:
                if t.pos == "NOUN":
                    sort = SORTS.get(str(t.kind).lower(), "")
                    votes.setdefault(tree.lemma(t.index), Counter())[sort] += 1
        return {lemma: counted.most_common(1)[0][0] for lemma, counted in votes.items()}

    @cached_property
    def counts(self) -> Counter[str]:
        return Counter(tree.lemma(t.index) for tree in self.article.trees for t in tree.tokens if t.pos == "NOUN")

    def part(self, tree: Tree, head: int, *, bare: bool = True) -> Part | None:
        """The participant of a noun, or None where the noun is none or, if it is to be `bare`, has more to it than
        describing words."""
        token = tree.tokens[head]
        if token.pos != "NOUN" or tree.dep(head) not in ROLES or head in tree.in_entity:
            return None
        lemma = tree.lemma(head)
        sort = self.kinds[lemma]
        plural = token.tag == "NNS"
        if not sort or lemma in NOBODY or (not plural and token.tag != "NN"):
            return None
        kids = tree.kids(head)
        span = [head]
        while span[0] - 1 in kids and tree.dep(span[0] - 1) in MODIFIERS:
            span.insert(0, span[0] - 1)
        first = tree.tokens[span[0]]
        rest = [k for k in kids if k not in span and tree.dep(k) not in {"case", "punct"}]
        if not bare:
            rest = [k for k in rest if k < head and tree.tokens[k].pos != "NUM"]
        the = bool(rest) and tree.word(rest[0]) == "the"
        if rest[1:] or (rest and not the) or (not plural and not the):
            return None
        outside = any(k not in span for i in span[:-1] for k in tree.kids(i))
        before = tree.word(first.index - 1) if first.index else ""
        after = tree.word(head + 1) if head + 1 < len(tree.tokens) else ""
        if outside or before in {"-", "–", "and", "or", "of"} or after in {"and", "or", "’", "'", "’s", "'s", "-", "–"}:
            return None
        modifiers = frozenset(tree.word(i) for i in span[:-1])
        if modifiers & LOOSE or any(tree.tokens[i].tag in {"JJS", "JJR"} for i in span):
            return None
        work = role(tree, head)
        nouns = [i for i in span if tree.tokens[i].pos == "NOUN"]
        if work not in WORK or any(tree.lowered(i, tree.tokens[i].text)[:1].isupper() for i in nouns):
            return None
        text = tree.say(span)
        text = tree.lowered(span[0], text)
        return Part(tree, tuple(span), text, lemma, modifiers, plural, the, sort, work)

    def changes(self, statement: Statement, inside: set[int], at_most: int = 2) -> Iterator[Change]:
        """Others in the place of each participant of the statement, and two of them changed round."""
        here = [
            p
            for i in sorted(inside)
            if (p := self.part(statement.tree, i)) is not None
            and inside.issuperset(p.span)
            and not any(k in statement.swaps for k in p.span)
        ]
        for mine in here:
            fact = statement.fact
            if mine.head == fact.subject and (fact.copular or fact.plural != mine.plural):
                continue
            if statement.tree.lemma(verb_over(statement.tree, mine.head)) in VIOLENT:
                continue
            found = sorted(self.rivals(statement, mine), key=lambda r: (-r[1], len(r[0])))
            for text, weight in found[:at_most]:
                swaps = dict.fromkeys(mine.span, "")
                swaps[mine.span[0]] = text
                yield Change(swaps, "participant", mine.text, text, weight)
        yield from self._crossed(statement, here)

    def rivals(self, statement: Statement, mine: Part) -> list[tuple[str, float]]:
        """The participants that could be taken for this one here, each with the weight of the change."""
        said = {statement.tree.lemma(i) for i in statement.tokens}
        found: dict[str, float] = {}
        lemmas: set[str] = {mine.lemma}
        for other in sorted(self.parts, key=lambda p: len(p.span)):
            if (
                other.lemma in lemmas - {mine.lemma}
                or other.text in found
                or other.plural != mine.plural
                or other.the != mine.the
            ):
                continue
            if other.lemma != mine.lemma and alike(mine, other) >= SYNONYMS:
                continue  # "demonstrators" for "protesters" denies nothing
            weight = self._weight(mine, other)
            if not weight or (other.lemma in said and other.lemma != mine.lemma):
                continue
            if self._true_of(statement, mine, other):
                continue
            found[other.text] = weight
            lemmas.add(other.lemma)
        return list(found.items())

    def _weight(self, mine: Part, other: Part) -> float:
        """How well another participant stands in one's place, 0 when it does not."""
        if other.lemma == mine.lemma:
            return 0.82 if contrasted(mine, other) else 0.0
        if same_group(mine.lemma, other.lemma) or self._together(mine, other):
            return 0.0
        pair = {mine.lemma, other.lemma}
        if (
            other.lemma in mine.modifiers
            or mine.lemma in other.modifiers
            or (not mine.plural and mine.sort != other.sort)
        ):
            return 0.0
        if mine.sort != other.sort and mine.plural:
            return 0.76 if pair & {"people", "human"} and min(self.counts[x] for x in pair) > 1 else 0.0
        if pair & EVERYBODY:
            return 0.0
        akin = bool(mine.modifiers & other.modifiers)
        if not akin and (not mine.plural or len(mine.modifiers) > 1):
            return 0.0
        if not akin and (min(self.counts[x] for x in pair) < 2 or not self._does(other.lemma, mine.role)):
            return 0.0
        return 0.82 if akin else 0.6

    def _does(self, lemma: str, work: str) -> bool:
        """Whether a participant does the same work in a sentence somewhere."""
        return any(p.lemma == lemma and p.role == work for p in self.parts)

    def _together(self, mine: Part, other: Part) -> bool:
        """Whether two participants are listed side by side, so that what is said of one is said of both."""
        return frozenset({mine.lemma, other.lemma}) in self._listed

    @cached_property
    def _listed(self) -> frozenset[frozenset[str]]:
        """Pairs of words that are joined by "and" or "or" somewhere."""
        return frozenset(
            frozenset({tree.lemma(t.index), tree.lemma(t.head)})
            for tree in self.article.trees
            for t in tree.tokens
            if tree.dep(t.index) == "conj"
        )

    def _true_of(self, statement: Statement, mine: Part, other: Part) -> bool:
        """Whether some sentence says much the same of the other participant."""
        tree = statement.tree
        said = {tree.lemma(i) for i in statement.tokens if tree.tokens[i].pos in CONTENT and i not in mine.span} - {
            "be",
            "have",
            "do",
        }
        verb = verb_over(tree, mine.head)
        for p in self.parts:
            if p.lemma != other.lemma or (other.lemma == mine.lemma and p.modifiers != other.modifiers):
                continue
            s = p.tree.sentences[p.tree.tokens[p.head].sentence]
            same = p.tree is tree and s.index == statement.fact.sentence
            if p.role == mine.role and p.tree.lemma(verb_over(p.tree, p.head)) == tree.lemma(verb):
                return True
            there = {p.tree.lemma(i) for i in range(s.first, s.last + 1)}
            if not same and said and len(said & there) / len(said) >= MOST_SHARED:
                return True
        return False

    def _crossed(self, statement: Statement, here: list[Part]) -> Iterator[Change]:
        """Two participants changed round: who does it and to whom it is done."""
        fact, tree = statement.fact, statement.tree
        doer = next((p for p in here if p.head == fact.subject), None)
        if doer is None or fact.copular or fact.coordinated or tree.lemma(fact.head) in MUTUAL | words.STATIVE:
            return
        for other in here:
            above = verb_over(tree, other.head)
            if other is doer or other.plural != doer.plural or other.sort != doer.sort or other.role == "subject":
                continue
            cases = {tree.word(c) for c in tree.kids(other.head, "case")}
            if cases & SHARED_WITH or tree.lemma(above) in MUTUAL or other.the != doer.the:
                continue
            if above != fact.head or same_group(doer.lemma, other.lemma):
                continue
            swaps = dict.fromkeys([*doer.span, *other.span], "")
            swaps[doer.span[0]], swaps[other.span[0]] = other.text, doer.text
            was, now = f"{doer.text} … {other.text}", f"{other.text} … {doer.text}"
            yield Change(swaps, "role", was, now, 0.74)


def role(tree: Tree, head: int) -> str:
    """ "subject" or "object", or the preposition that a participant stands with."""
    dep = tree.dep(head)
    if dep == "nsubj":
        return "object" if "pass" in tree.tokens[head].dep else "subject"
    if dep in {"obj", "iobj"}:
        return "object"
    cases = [tree.word(c) for c in tree.kids(head, "case")]
    return " ".join(cases) or dep


def verb_over(tree: Tree, i: int) -> int:
    """The nearest verb above a token, or the top of its sentence."""
    node = tree.tokens[i].head
    while tree.tokens[node].head != node and tree.tokens[node].pos not in {"VERB", "AUX"}:
        node = tree.tokens[node].head
    return node


def contrasted(one: Part, other: Part) -> bool:
    """Whether two phrases with one noun are told apart by words that exclude each other."""
    mine, theirs = one.modifiers - other.modifiers, other.modifiers - one.modifiers
    if len(mine) != 1 or len(theirs) != 1:
        return False
    (a,), (b,) = mine, theirs
    if CONTRASTS.get(a) == b or CONTRASTS.get(b) == a:
        return True
    deps = [
        p.tree.tokens[i].dep.partition(":")[0] for p, w in ((one, a), (other, b)) for i in p.span if p.tree.word(i) == w
    ]
    capitals = [w.capitalize() in p.text for p, w in ((one, a), (other, b))]
    return deps == ["compound", "compound"] or all(capitals)
