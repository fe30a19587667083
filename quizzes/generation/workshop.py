"""One article on the bench: its statements, its actions, its changes, and why clauses were refused."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from quizzes.generation.actions import Action, actions
from quizzes.generation.article import Article
from quizzes.generation.changes import Changer
from quizzes.generation.facts import Fact, facts
from quizzes.generation.quantities import Quantities
from quizzes.generation.statements import Statement, Stater, UnfitError
from quizzes.generation.tree import Tree
from quizzes.generation.types import Passage, Refusal

REASONS = {
    "too_short": "The clause is too short to carry a question.",
    "too_long": "The clause is too long to be asked about in one question.",
    "no_full_stop": "The line does not end like a sentence; it may be a heading or a caption.",
    "capitals": "The line is mostly in capitals.",
    "starts_small": "The sentence does not begin with a capital; it may be a fragment.",
    "other_language": "The sentence is not in English letters.",
    "fragment": "The sentence has no subject with a finite verb that the reader could find; it may be broken.",
    "question": "The sentence is itself a question.",
    "first_person": "The sentence speaks as I, we or you.",
    "pronoun": "A pronoun points to something outside the sentence.",
    "unclear_pronoun": "A pronoun could stand for more than one thing.",
    "subject_is_a_pronoun": "The subject is a pronoun that names nothing by itself.",
    "demonstrative": "This, that or such points to another sentence.",
    "pointing_word": "A word such as here, then or another leans on the sentences around it.",
    "relative_time": "A time such as last year depends on when the text was written.",
    "definite_without_referent": "A phrase with “the” is only explained elsewhere in the text.",
    "bare_number": "A number stands without the thing it counts.",
    "split_quotation": "A quotation would be torn apart.",
    "punctuation": "The sentence is cut up by colons, dashes or semicolons.",
    "points_elsewhere": "Too much of the clause leans on other sentences.",
    "contraction": "A contraction hides the verb.",
    "verb_form": "The verb's form is uncertain.",
    "shared_object": "Two verbs share an object, so that neither stands alone.",
    "stem_too_long": "The question would be too long.",
    "negated": "The clause is negative, and the question would lose that.",
    "too_few_options": "The article offers too few wrong answers of the same kind.",
    "quoted": "The sentence is somebody's own words without a certain speaker.",
    "hedged": "The clause says this only with reservations.",
    "thin": "What is left of the clause says too little.",
    "no_key": "No part of the clause answers this kind of question.",
}


class Workshop:
    """Everything the kinds of question share for one article."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self.article = Article(passages)
        self.stater = Stater(self.article)
        self.standing = self.stater.standing
        self.quantities = Quantities(self.article)
        self.changer = Changer(self.article, self.quantities)
        self.refusals: list[Refusal] = []
        self.facts: list[Fact] = [f for tree in self.article.trees for f in facts(tree)]
        self._stated: dict[tuple[int, int], Statement | str] = {}

    def statement(self, fact: Fact) -> Statement | None:
        """The fact as a statement, or None; the reason is kept for the report."""
        key = (fact.tree.section, fact.head)
        if key not in self._stated:
            try:
                self._stated[key] = self.stater.state(fact)
            except UnfitError as unfit:
                self._stated[key] = unfit.reason
                self.refuse(fact.tree, fact.sentence, "any", unfit.reason)
        made = self._stated[key]
        return made if isinstance(made, Statement) else None

    @cached_property
    def statements(self) -> list[Statement]:
        """All statements that the text itself makes, in order: no hearsay, nothing said inside quotation marks."""
        made = [
            self.statement(f)
            for f in self.facts
            if f.kind in {"main", "coordinate"} and f.reporting is None and not f.quoted
        ]
        return [s for s in made if s is not None]

    @cached_property
    def reported(self) -> list[Statement]:
        """Statements that somebody in the text makes; each has its speaker."""
        made = [self.statement(f) for f in self.facts if f.reporting is not None]
        return [s for s in made if s is not None]

    @cached_property
    def actions(self) -> list[Action]:
        return [a for tree in self.article.trees for a in actions(tree, self.standing)]

    def refuse(self, tree: Tree, sentence: int, template: str, reason: str) -> None:
        """Note why a sentence gave no question of a template."""
        s = tree.sentences[sentence]
        self.refusals.append(
            Refusal(tree.section, s.start, s.end, s.text, template, reason, REASONS.get(reason, reason))
        )
