"""One meaningful change to a statement: the kind of misreading that makes it false."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizzes.generation.article import Article
from quizzes.generation.english import opposites
from quizzes.generation.english.families import CAPITALISED, sibling
from quizzes.generation.english.lists import listed
from quizzes.generation.english.verbs import agrees
from quizzes.generation.english.words import LAW_NOUNS
from quizzes.generation.quantities import Quantities, figure
from quizzes.generation.statements import Statement
from quizzes.generation.tree import Tree

if TYPE_CHECKING:
    from articles.language import Entity

SYMMETRICAL = listed(
    """
    meet marry be resemble equal face join share discuss become include see know love
    """
)
BOTH_WAYS = listed(
    """
    increase decrease rise fall improve worsen succeed fail win lose
    """
)
UNITS_OF_TIME = frozenset({"hours", "days", "weeks", "months", "years", "decades"})
NAME_LABELS = frozenset({"person", "organisation", "place"})


@dataclass(frozen=True, slots=True)
class Change:
    """Replacements that make a statement false, what was changed, and a clause that says so to a student."""

    swaps: Mapping[int, str]
    kind: str
    was: str
    now: str
    weight: float

    @property
    def rationale(self) -> str:
        return f"The text says “{self.was}”, not “{self.now}”."


class Changer:
    """Finds changes from what else the article holds."""

    def __init__(self, article: Article, quantities: Quantities) -> None:
        self.article = article
        self.quantities = quantities

    def changes(self, statement: Statement, tokens: Iterable[int] | None = None) -> list[Change]:
        """All changes within the tokens (the whole statement by default), the most telling first."""
        inside = set(statement.tokens if tokens is None else tokens)
        found: list[Change] = []
        for i in sorted(inside):
            found += self._direction(statement, i)
            found += self._number(statement, i, inside)
            found += self._family(statement, i)
        found += self._names(statement, inside)
        if tokens is None:
            found += self._roles(statement)
        return sorted(found, key=lambda c: -c.weight)

    def _direction(self, statement: Statement, i: int) -> Iterator[Change]:
        tree = statement.tree
        token = tree.tokens[i]
        if i in tree.in_entity or i in statement.swaps:
            return
        fact = statement.fact
        central = (
            i == fact.head or tree.tokens[i].head == fact.head or tree.dep(i) in {"xcomp", "amod", "advmod", "obj"}
        )
        if not central or self._negated(statement, i):
            return
        word = tree.word(i)
        if token.pos in {"ADJ", "ADV"} and not self._quality_fits(tree, i):
            return
        if token.pos == "VERB" and not self._verb_fits(tree, i):
            return
        other = opposites.opposite(token.lemma.lower(), token.text, token.pos, token.tag)
        if word in opposites.QUANTIFIERS and token.dep in {"amod", "det"} and tree.tokens[token.head].pos == "NOUN":
            other = opposites.QUANTIFIERS[word]
        if word in {"more", "less", "fewer"} and token.head < len(tree.tokens):
            other = self._amount(tree, i, word)
        if other and token.text[:1].isupper():
            other = other[:1].upper() + other[1:]
        if other:
            swaps = {i: other}
            article = self._article_before(tree, i, other)
            if article:
                swaps[article[0]] = article[1]
            weight = 0.9 if i == fact.head else 0.8 if token.pos in {"VERB", "NOUN"} else 0.7
            yield Change(swaps, "direction", token.text, other, weight)

    @staticmethod
    def _amount(tree: Tree, i: int, word: str) -> str | None:
        """The opposite of "more" or "less" that agrees with its noun."""
        if word != "more":
            return "more"
        head = tree.tokens[tree.tokens[i].head]
        if head.pos == "NOUN":
            return "fewer" if head.tag == "NNS" else "less"
        return "less"

    @staticmethod
    def _quality_fits(tree: Tree, i: int) -> bool:
        """Whether an adjective or adverb may be turned round where it stands."""
        token, word = tree.tokens[i], tree.word(i)
        head = tree.tokens[token.head]
        before = tree.word(i - 1) if i else ""
        after = tree.word(i + 1) if i + 1 < len(tree.tokens) else ""
        if before in {
            "more",
            "most",
            "less",
            "least",
            "at",
            "no",
            "any",
            "once",
            "even",
            "not",
            "too",
            "or",
            "and",
            "far",
        }:
            return False
        if word in {"more", "less", "fewer"}:
            if head.pos == "NOUN" and token.head != i + 1:
                return False
            return (
                after not in {"than", "and", "or", "likely"}
                and head.pos in {"NOUN", "ADJ", "ADV", "VERB"}
                and token.head != i
            )
        if token.tag in {"JJR", "JJS", "RBR", "RBS"}:
            return word not in {"most", "least", "best", "worst"} or token.dep == "amod"
        if word in {"first", "last"}:
            return token.dep == "amod" and tree.word(i - 1) == "the"
        if token.dep == "amod":
            return word in {"northern", "southern", "eastern", "western", "illegal", "urban", "rural"}
        if token.pos == "ADV":
            return (head.pos == "VERB" and word not in {"often", "usually", "always"}) or token.head == i
        return True

    def _verb_fits(self, tree: Tree, i: int) -> bool:
        """Pairs of "doing" verbs with the same construction only."""
        lemma, token = tree.lemma(i), tree.tokens[i]
        if (
            tree.kids(i, "compound:prt")
            or token.dep in {"amod", "compound"}
            or not agrees(lemma, token.text, token.tag)
        ):
            return False
        if token.tag == "VBN" and not tree.kids(i, "aux"):
            return False
        if lemma in {"allow", "permit", "forbid", "ban"} and not self._rules(tree, i):
            return False
        cases = {tree.word(c) for k in tree.kids(i, "obl") for c in tree.kids(k, "case")}
        if cases & {"from", "to", "against", "with", "for", "on", "of", "into"} and lemma not in BOTH_WAYS:
            return False
        clauses = tree.kids(i, "ccomp", "xcomp")
        if not clauses:
            return lemma in BOTH_WAYS or bool(tree.kids(i, "obj", "nsubj:pass"))
        to_clause = any(tree.kids(c, "mark") and tree.word(tree.kids(c, "mark")[0]) == "to" for c in clauses)
        return to_clause and lemma in {"agree", "refuse", "allow", "permit", "encourage"}

    @staticmethod
    def _rules(tree: Tree, i: int) -> bool:
        """Whether the subject of a verb of permission can forbid as well: people, bodies, laws."""
        subject = tree.kid(i, "nsubj")
        if subject is None:
            return False
        kind = str(tree.tokens[subject].kind).lower()
        return kind in {"person", "organisation"} or tree.lemma(subject) in LAW_NOUNS

    @staticmethod
    def _article_before(tree: Tree, i: int, other: str) -> tuple[int, str] | None:
        if i == 0 or tree.word(i - 1) not in {"a", "an"}:
            return None
        right = "an" if other[:1].lower() in "aeiou" else "a"
        was = tree.tokens[i - 1].text
        return None if was.lower() == right else (i - 1, right.capitalize() if was[:1].isupper() else right)

    def _negated(self, statement: Statement, i: int) -> bool:
        """Whether a negative stands over the token, so that its opposite would not be plainly false."""
        tree = statement.tree
        inside = set(statement.tokens)
        path, k = [i], i
        while tree.tokens[k].head != k and k != statement.fact.head:
            k = tree.tokens[k].head
            path.append(k)
        if any(tree.word(c) in {"unlike", "except", "despite"} for node in path for c in tree.kids(node, "case")):
            return True
        for node in path:
            for child in tree.kids(node, "advmod", "det", "case", "cc"):
                if (
                    child in inside
                    and child != i
                    and tree.word(child) in {"not", "n't", "n’t", "never", "no", "without", "hardly", "neither"}
                ):
                    return True
        return tree.word(i) in {"more", "less", "fewer"} and any(tree.word(c) in {"no", "any"} for c in tree.kids(i))

    @staticmethod
    def _paired(tree: Tree, i: int) -> bool:
        """Whether a number is one end of a span ("between 2011 and 2012", "from 9 to 10")."""
        near = range(max(0, i - 4), min(len(tree.tokens), i + 5))
        return any(tree.word(k) == "between" for k in near) and any(tree.tokens[k].pos == "NUM" for k in near if k != i)

    def _family(self, statement: Statement, i: int) -> Iterator[Change]:
        """A word put for another of its family: a month, a colour, a unit of time, a sister for a brother."""
        tree = statement.tree
        token = tree.tokens[i]
        named = i in tree.in_entity and token.text.lower() not in {w for f in CAPITALISED for w in f}
        if named or i in statement.swaps or token.pos not in {"NOUN", "ADJ", "NUM", "PROPN", "ADV"}:
            return
        if tree.word(i) in {"may", "march", "second", "third", "first", "east", "west", "man", "day"} and not (
            token.text[:1].isupper() and i != tree.sentences[token.sentence].first
        ):
            return
        after = tree.word(i + 1) if i + 1 < len(tree.tokens) else ""
        if tree.word(i) in {"half", "third", "quarter", "fifth", "tenth"} and after != "of":
            return
        beside = {tree.word(k) for k in (i - 1, i + 1) if 0 <= k < len(tree.tokens)}
        if beside & {"and", "or", "-", "–"}:
            return
        counted = any(tree.tokens[k].pos == "NUM" for k in tree.kids(i))
        if tree.word(i) in UNITS_OF_TIME and not counted:
            return
        if self._negated(statement, i):
            return
        other = sibling(token.text, statement.text)
        if other is not None:
            yield Change({i: other}, "family", token.text, other, 0.68)

    def _number(self, statement: Statement, i: int, inside: set[int]) -> Iterator[Change]:
        tree = statement.tree
        if tree.tokens[i].pos != "NUM" or i in statement.swaps:
            return
        fig = figure(tree, i)
        if fig is None or not fig.counts or self._paired(tree, i):
            return
        for text, origin in self.quantities.others(fig, 4):
            was = self._shown(tree, i, fig.text)
            yield Change(
                {i: text}, "number", was, was.replace(fig.text, text, 1), 0.72 if origin == "article" else 0.66
            )

    @staticmethod
    def _shown(tree: Tree, i: int, text: str) -> str:
        """The number with its unit, as a student knows it from the text."""
        after = tree.tokens[i + 1].text if i + 1 < len(tree.tokens) else ""
        if after in {"%", "percent"}:
            return text + ("%" if after == "%" else " percent")
        if after.lower() in {"per"}:
            return f"{text} per cent"
        if tree.tokens[i + 1 if i + 1 < len(tree.tokens) else i].pos in {"NOUN", "NUM"} and i + 1 < len(tree.tokens):
            return f"{text} {after}"
        return text

    def _names(self, statement: Statement, inside: set[int]) -> Iterator[Change]:
        tree = statement.tree
        sentence = tree.sentences[statement.fact.sentence]
        here = [e for e in tree.reading.entities if sentence.first <= e.first <= sentence.last]
        said_here = {w for e in here for w in e.text.lower().split()}
        for entity in here:
            label = str(entity.label).lower()
            span = range(entity.first, entity.last + 1)
            if label not in NAME_LABELS or not inside.issuperset(span):
                continue
            if tree.dep(entity.last) in {"compound", "amod"} or not entity.text[:1].isupper():
                continue
            head = next((k for k in span if tree.tokens[k].head not in span), entity.last)
            if tree.dep(head) in {"compound", "flat", "appos", "amod"} or (
                entity.last + 1 < len(tree.tokens) and tree.tokens[entity.last + 1].pos == "PROPN"
            ):
                continue
            mine = self._full(entity.text)
            if tree.dep(head) == "conj" or tree.kids(head, "conj"):
                continue
            if (
                any(tree.word(k) != "the" for k in tree.kids(head, "det", "amod", "nummod"))
                or tree.tokens[head].tag == "NNPS"
            ):
                continue
            after = entity.last + 1
            if label == "place" and after + 1 < len(tree.tokens) and tree.word(after) == "," and tree.named(after + 1):
                continue
            if label == "person" and len(mine.split()) < 2:
                continue
            if label != "person" and tree.kids(head, "case") and tree.tokens[head].dep == "nmod:poss":
                continue
            for other in self._rivals(label, mine, said_here, _has_the(tree, entity)):
                swaps = dict.fromkeys(span, "")
                swaps[entity.first] = other
                yield Change(swaps, "name", mine, other, 0.6 if label == "place" else 0.55)

    def _full(self, text: str) -> str:
        return self.article.people.get(text, text)

    def _rivals(self, label: str, mine: str, said_here: set[str], the: bool) -> list[str]:
        """Other names of the sort, as often found in the text with the same article before them."""
        seen: list[str] = []
        for tree in self.article.trees:
            for other in tree.reading.entities:
                text = self._full(other.text)
                low = text.lower().split()
                if (
                    str(other.label).lower() != label
                    or any(w in said_here for w in low)
                    or text in seen
                    or text.lower() in mine.lower()
                    or mine.lower() in text.lower()
                    or not text[:1].isupper()
                    or (label == "person" and len(low) < 2)
                    or _has_the(tree, other) != the
                    or tree.tokens[other.last].pos != "PROPN"
                    or not _sure(tree, other, label)
                ):
                    continue
                seen.append(text)
        return seen[:3]

    def _roles(self, statement: Statement) -> Iterator[Change]:
        """Subject and object changed round, when both are of one kind and the verb is not mutual."""
        fact, tree = statement.fact, statement.tree
        obj = fact.kid("obj")
        if obj is None or fact.passive or fact.copular or tree.lemma(fact.head) in SYMMETRICAL or fact.coordinated:
            return
        kinds = {str(tree.tokens[k].kind).lower() for k in (fact.subject, obj)}
        if len(kinds) != 1 or not kinds <= {"person", "organisation", "place", "animal"}:
            return
        if fact.plural != (tree.tokens[obj].tag in {"NNS", "NNPS"}):
            return
        subject, other = list(fact.subject_tokens), fact.part_tokens(obj)
        if any(tree.tokens[i].pos == "PRON" for i in [*subject, *other]) or any(i in statement.swaps for i in other):
            return
        first, second = statement.say(subject), statement.say(other)
        swaps = dict.fromkeys([*subject, *other], "")
        first = tree.lowered(subject[0], first)
        swaps[subject[0]], swaps[other[0]] = second, first
        yield Change(swaps, "role", f"{first} … {second}", f"{second} … {first}", 0.5)


def _sure(tree: Tree, entity: Entity, label: str) -> bool:
    """Whether the way a name is used bears out its sort: places after in, at, from, to; people in full."""
    if label != "place":
        return True
    span = range(entity.first, entity.last + 1)
    head = next((k for k in span if tree.tokens[k].head not in span), entity.last)
    cases = {tree.word(c) for c in tree.kids(head, "case")}
    if tree.dep(head) == "nmod" and tree.tokens[tree.tokens[head].head].pos == "PROPN":
        return False
    return bool(cases & {"in", "from", "to", "across", "near", "throughout", "outside"})


def _has_the(tree: Tree, entity: Entity) -> bool:
    """Whether a name is used with "the"."""
    return tree.word(entity.first) == "the" or (entity.first > 0 and tree.word(entity.first - 1) == "the")
