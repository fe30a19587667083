"""What the pronouns, "the"s and "this"s inside a clause stand for, spelled out where that is certain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quizzes.generation.english import words
from quizzes.generation.referents.definites import loose_phrases
from quizzes.generation.referents.introductions import Introductions
from quizzes.generation.referents.judged_meant import meant_within, same_noun
from quizzes.generation.referents.whereabouts import Whereabouts
from quizzes.generation.stating.repairs import UnfitError, repair

if TYPE_CHECKING:
    from quizzes.generation.grammar.facts import Fact
    from quizzes.generation.grammar.tree import Tree
    from quizzes.generation.referents.antecedents import Antecedents
    from quizzes.generation.referents.standing import Standing


@dataclass(slots=True)
class Filled:
    """Replacements by token, and for the token of each the sentence that says what is meant."""

    swaps: dict[int, str] = field(default_factory=dict)
    sources: dict[int, int] = field(default_factory=dict)


class References:
    """Spells out what a clause leaves to its paragraph."""

    def __init__(self, standing: Standing, antecedents: Antecedents) -> None:
        self.standing = standing
        self.antecedents = antecedents
        self.introductions = Introductions(standing)
        self.whereabouts = Whereabouts(standing.article)

    def fill(self, fact: Fact, tokens: Sequence[int], known: Mapping[int, str]) -> Filled:
        """Every reference of the clause that is certain; the others are left for cutting or refusal."""
        found = Filled()
        tree = fact.tree
        kept = [i for i in tokens if i not in known]
        inside = set(kept)
        for i in kept:
            reason = self.standing.fault(tree, i, kept, inside, fact.subject)
            if reason is None or i in found.swaps:
                continue
            if reason in {"pronoun", "unclear_pronoun"} and self._own(fact, i, known, inside):
                found.swaps[i] = tree.tokens[i].text
            elif reason in {"pronoun", "unclear_pronoun"}:
                self._possessive(fact, i, found)
                self._person(fact, i, kept, found)
            else:
                self._phrase(tree, i, reason, inside, found)
        self._definites(tree, kept, inside, known, found)
        self._by_judgement(fact, tokens, kept, known, found)
        return found

    def _by_judgement(
        self, fact: Fact, tokens: Sequence[int], kept: Sequence[int], known: Mapping[int, str], found: Filled
    ) -> None:
        """What the reader itself is sure of, where the clause cannot be used without."""
        try:
            repair(self.standing, fact, list(tokens), {**found.swaps, **known})
        except UnfitError as unfit:
            if unfit.reason not in {"pronoun", "unclear_pronoun"}:
                return
        else:
            return
        for i in kept:
            reason = self.standing.fault(fact.tree, i, kept, set(kept), fact.subject)
            if reason in {"pronoun", "unclear_pronoun"} and i not in found.swaps:
                self._judged(fact, i, kept, known, found)

    def _definites(
        self, tree: Tree, tokens: Sequence[int], inside: set[int], known: Mapping[int, str], found: Filled
    ) -> None:
        """Spell out what is known all through the article but not away from it: "the city", "the mine"."""
        for i in loose_phrases(tree, tokens, {**known, **found.swaps}):
            meant = self._place(tree, i) or self._part(tree, i) or self.introductions.resolve(tree, i, well=True)
            if meant and inside.issuperset(meant[0]) and not set(meant[0]) & set(known):
                found.swaps.update(meant[0])
                found.sources[i] = meant[1]

    def _part(self, tree: Tree, i: int) -> tuple[dict[int, str], int] | None:
        """ "The mine licence" as that of the one mine which the passage names."""
        before = [k for k in tree.kids(i, "compound", "amod") if k < i]
        if before != [i - 1] or tree.tokens[i - 1].pos != "NOUN" or tree.kids(i - 1) or tree.word(i - 2) != "the":
            return None
        named = self.introductions.named(tree, i - 1)
        return None if named is None else ({i - 1: named[0]}, named[1])

    def _place(self, tree: Tree, i: int) -> tuple[dict[int, str], int] | None:
        """ "The city" and "the town of 7,000 people" as the one place that the article is about."""
        meant = self.whereabouts.meant(tree, i)
        the = next((k for k in tree.kids(i, "det") if k == i - 1 and tree.word(k) in {"the", "this"}), None)
        if meant is None or the is None or tree.kids(i, "conj", "appos", "acl"):
            return None
        after = [x for k in tree.kids(i, "nmod") if k > i for x in tree.subtree(k)]
        return {the: "", i: meant[0], **dict.fromkeys(after, "")}, meant[1]

    def fill_phrase(self, tree: Tree, tokens: Sequence[int]) -> Filled:
        """The same for a phrase outside a clause, such as that of a speaker."""
        found, inside = Filled(), set(tokens)
        for i in tokens:
            reason = self.standing.fault(tree, i, tokens, inside)
            if reason and i not in found.swaps:
                self._phrase(tree, i, reason, inside, found)
        self._definites(tree, tokens, inside, {}, found)
        return found

    def _phrase(self, tree: Tree, i: int, reason: str, inside: set[int], found: Filled) -> None:
        if reason == "pointing_word":
            self._one_more(tree, i, inside, found)
        elif reason in {"definite_without_referent", "demonstrative"}:
            noun = tree.tokens[i].head if reason == "demonstrative" else i
            meant = self._place(tree, noun) or self.introductions.resolve(tree, noun)
            if meant and inside.issuperset(meant[0]):
                found.swaps.update(meant[0])
                found.sources[noun] = meant[1]

    @staticmethod
    def _one_more(tree: Tree, i: int, inside: set[int], found: Filled) -> None:
        """Say "a farmer" for "another farmer", and "options to do X" for "other options to do X": true as before."""
        noun, word = tree.tokens[i].head, tree.word(i)
        if noun <= i or noun not in inside or tree.tokens[noun].pos != "NOUN":
            return
        told_apart = [
            k
            for k in tree.kids(noun, "nmod", "acl", "compound")
            if k in inside and not any(tree.word(c) == "of" for c in tree.kids(k, "case"))
        ]
        if word == "another" and tree.tokens[noun].tag == "NN" and i + 1 in inside:
            found.swaps[i] = "an" if tree.word(i + 1)[:1] in "aeiou" else "a"
        elif word == "other" and tree.tokens[noun].tag == "NNS" and told_apart and not tree.kids(noun, "det"):
            found.swaps[i] = ""

    def _own(self, fact: Fact, i: int, known: Mapping[int, str], inside: set[int]) -> bool:
        """Whether "his" is that of the "he" that is the clause's subject, spelled out already."""
        tree, word = fact.tree, fact.tree.word(i)
        gender = words.PRONOUNS_THIRD.get(word)
        if fact.subject not in known or gender is None or gender != words.PRONOUNS_THIRD.get(tree.word(fact.subject)):
            return False
        again = tree.dep(i) == "nsubj" and word == tree.word(fact.subject)
        bound = tree.tokens[i].tag == "PRP$" or word.endswith(("self", "selves")) or again
        between = [k for k in range(fact.subject + 1, i) if tree.tokens[k].pos in {"NOUN", "PROPN"} and k in inside]
        rivals = [k for k in between if self.standing.could_be(tree, k, gender, i)]
        return bound and (i > fact.subject) and not rivals

    def _possessive(self, fact: Fact, i: int, found: Filled) -> None:
        """Spell out "its" or "his" that opens the clause's subject."""
        tree = fact.tree
        if tree.tokens[i].tag != "PRP$" or i != fact.subject_tokens[0]:
            return
        meant = self.antecedents.meant(fact, i)
        if meant is None:
            return
        text, where = meant
        if " of " in text:
            return  # "thousands of tigers’ numbers"
        found.swaps[i] = f"{text}’" if text.endswith("s") and tree.word(i) == "their" else f"{text}’s"
        found.sources[i] = where

    def _person(self, fact: Fact, i: int, kept: Sequence[int], found: Filled) -> None:
        """Spell out the first "he" or "her" of a clause about something else; what follows of the same person stays."""
        tree = fact.tree
        meant = None if i in found.swaps else self.antecedents.person_inside(fact, i)
        gender = words.PRONOUNS_THIRD.get(tree.word(i))
        if meant is None or (fact.subject > i and words.PRONOUNS_THIRD.get(tree.word(fact.subject)) == gender):
            return  # "in his lifetime, he …" keeps its "his"
        same = [k for k in kept if k > i and words.PRONOUNS_THIRD.get(tree.word(k)) == gender]
        between = range(i + 1, max(same, default=i))
        if any(self.standing.could_be(tree, k, gender or "", i) for k in between):
            return
        found.swaps.update({k: tree.tokens[k].text for k in same})
        found.swaps[i] = f"{meant[0]}’s" if tree.tokens[i].tag == "PRP$" else meant[0]
        found.sources[i] = meant[1]

    def _judged(self, fact: Fact, i: int, kept: Sequence[int], known: Mapping[int, str], found: Filled) -> None:
        """Leave a pronoun that the reader is sure stands for a noun of the clause; spell out one for a noun before."""
        tree = fact.tree
        said = tree.reading.reference(i)
        if said is not None and self._cannot_mean(tree, i, said.antecedent):
            return
        spelled = [k for k in (*known, *found.sources) if k < i and same_noun(tree, k, i)]
        if spelled or meant_within(tree, i, kept):
            found.swaps[i] = tree.tokens[i].text
            return
        ahead = i <= fact.subject and i != fact.subject_tokens[0]
        if ahead or i == fact.subject or tree.word(i).endswith(("self", "selves")):
            return
        meant = self.antecedents.judged.meant(fact, i)
        if meant is None:
            return
        text, where = meant
        if tree.tokens[i].tag == "PRP$" and " of " in text:
            return
        owner = f"{text}’" if text.endswith("s") and tree.word(i) == "their" else f"{text}’s"
        found.swaps[i] = owner if tree.tokens[i].tag == "PRP$" else text
        found.sources[i] = where

    def _cannot_mean(self, tree: Tree, i: int, noun: int) -> bool:
        """Whether grammar keeps a pronoun from meaning a noun: it stands in the noun's own phrase ("the ferry that
        made it rich"), or is the plain object of a verb whose subject the noun is ("the ferry will leave it")."""
        return i in tree.subtree(noun) or noun in self.standing.not_itself(tree, i)
