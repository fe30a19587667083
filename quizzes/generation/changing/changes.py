"""Meaningful changes to a statement: each the kind of misreading that makes it false."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from quizzes.generation.changing.misreading import TURNING, Change
from quizzes.generation.changing.moods import mood
from quizzes.generation.changing.participants import Participants
from quizzes.generation.changing.plausible import believable, bounded, told_of
from quizzes.generation.changing.renaming import Renamer
from quizzes.generation.changing.turns import negated, turned
from quizzes.generation.confusables.exchanging import Exchanger
from quizzes.generation.english import words
from quizzes.generation.english.families import CAPITALISED, sibling
from quizzes.generation.english.lists import listed
from quizzes.generation.grammar.article import Article
from quizzes.generation.grammar.quantities import Quantities, figure, ranged
from quizzes.generation.grammar.tree import Tree
from quizzes.generation.stating.statements import Statement

__all__ = ["Change", "Changer"]

SYMMETRICAL = listed(
    """
    meet marry be resemble equal face join share discuss become include see know love
    """
)
TELLTALE = re.compile(r"\bthanks to\b|\beven\b|, where\b", re.IGNORECASE)
CAPITALS = frozenset(w for family in CAPITALISED for w in family)


class Changer:
    """Finds changes from what else the article holds."""

    def __init__(self, article: Article, quantities: Quantities) -> None:
        self.article = article
        self.quantities = quantities
        self.renamer = Renamer(article)
        self.participants = Participants(article)
        self.exchanger = Exchanger(article)
        self._found: dict[tuple[int, frozenset[int] | None, bool], tuple[Statement, list[Change]]] = {}

    def changes(
        self, statement: Statement, tokens: Iterable[int] | None = None, *, finite: bool = False
    ) -> list[Change]:
        """All changes within the tokens (the whole statement by default), the most telling first.

        `finite` says that the tokens are said with the clause's own finite verb, so that its mood may change too.
        """
        chosen = None if tokens is None else frozenset(tokens)
        key = (id(statement), chosen, finite)
        if key not in self._found:
            # The statement is kept with its changes, so that no other one can get its identity.
            self._found[key] = (statement, self._changes(statement, chosen, finite=finite))
        return list(self._found[key][1])

    def _changes(self, statement: Statement, tokens: frozenset[int] | None, *, finite: bool) -> list[Change]:
        inside = set(statement.tokens if tokens is None else tokens)
        found: list[Change] = []
        for i in sorted(inside):
            found += turned(statement, i)
            found += self._number(statement, i, whole=tokens is None)
            found += self._family(statement, i)
        found += self.renamer.changes(statement, inside)
        found += self.participants.changes(statement, inside)
        found += self.exchanger.changes(statement, inside)
        if tokens is None:
            found += self._roles(statement)
        if tokens is None or finite:
            found += mood(statement)
        ordered = sorted((c for c in found if inside.issuperset(c.swaps)), key=lambda c: -c.weight)
        if self_evident(statement):
            ordered = [c for c in ordered if c.kind not in TURNING]
        once: dict[tuple[tuple[int, str], ...], Change] = {}
        for change in ordered:
            once.setdefault(tuple(sorted(change.swaps.items())), change)
        return list(once.values())

    def _family(self, statement: Statement, i: int) -> Iterator[Change]:
        """A word put for another of its family: a month, a side of the world, a sister for a brother."""
        tree = statement.tree
        token, word = tree.tokens[i], tree.word(i)
        if (i in tree.in_entity and word not in CAPITALS) or i in statement.swaps:
            return
        if token.pos not in {"NOUN", "ADJ", "PROPN", "ADV"}:
            return
        named_time = token.text[:1].isupper() and i != tree.sentences[token.sentence].first
        if word in CAPITALS and not named_time:
            return
        beside = {tree.word(k) for k in (i - 1, i + 1) if 0 <= k < len(tree.tokens)}
        if beside & {"and", "or", "-", "–"} or tree.kids(i, "conj") or negated(statement, i):
            return
        other = sibling(token.text, statement.text)
        if other is not None:
            yield Change({i: other}, "family", token.text, other, 0.7)

    def _number(self, statement: Statement, i: int, *, whole: bool) -> Iterator[Change]:
        tree = statement.tree
        if tree.tokens[i].pos != "NUM" or i in statement.swaps:
            return
        fig = figure(tree, i)
        if fig is None or not fig.counts or ranged(tree, i):
            return
        dated = fig.counts in {"year", "day"}
        if (whole or dated) and not told_of(statement, i, year=dated):
            return
        if whole and bounded(tree, i):
            return  # "more than 200,000" is not denied by "more than 150,000"
        others = [o for o in self.quantities.others(fig, 8) if believable(statement, i, fig, o[0])]
        for text, origin in others[:4]:
            was = self._shown(tree, i, fig.text)
            yield Change(
                {i: text}, "number", was, was.replace(fig.text, text, 1), 0.72 if origin == "article" else 0.68
            )

    @staticmethod
    def _shown(tree: Tree, i: int, text: str) -> str:
        """The number with its unit, as a student knows it from the text."""
        if i + 1 >= len(tree.tokens):
            return text
        after = tree.tokens[i + 1]
        if after.text == "%":
            return text + "%"
        if after.text.lower() == "per":
            return f"{text} per cent"
        return f"{text} {after.text}" if after.tag == "NNS" or after.pos == "NUM" else text

    def _roles(self, statement: Statement) -> Iterator[Change]:
        """Subject and object changed round, when both are of one kind and the verb is not mutual."""
        fact, tree = statement.fact, statement.tree
        obj = fact.kid("obj")
        if obj is None or fact.passive or fact.copular or fact.coordinated or fact.parts("xcomp", "ccomp", "advcl"):
            return
        if tree.lemma(fact.head) in SYMMETRICAL | words.STATIVE:
            return
        kinds = {str(tree.tokens[k].kind).lower() for k in (fact.subject, obj)}
        if len(kinds) != 1 or not kinds <= {"person", "organisation", "place", "animal"}:
            return
        if tree.named(fact.subject) != tree.named(obj) or len(fact.part_tokens(obj)) > 5:
            return
        if fact.plural != (tree.tokens[obj].tag in {"NNS", "NNPS"}):
            return
        subject, other = list(fact.subject_tokens), fact.part_tokens(obj)
        if any(tree.tokens[i].pos == "PRON" for i in [*subject, *other]) or any(i in statement.swaps for i in other):
            return
        first, second = tree.lowered(subject[0], statement.say(subject)), statement.say(other)
        swaps = dict.fromkeys([*subject, *other], "")
        swaps[subject[0]], swaps[other[0]] = second, first
        yield Change(swaps, "role", f"{first} … {second}", f"{second} … {first}", 0.58)


def self_evident(statement: Statement) -> bool:
    """Whether something else in the statement contradicts it when it is turned round: what something is "thanks to", a
    climax ("fall ill or even die"), or a second predicate ("is shrinking and doubles every ten years")."""
    return bool(statement.fact.coordinated) or bool(TELLTALE.search(statement.text))
