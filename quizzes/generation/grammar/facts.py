"""From a parsed sentence to facts: finite clauses with their subject, verb group, parts, and who says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from quizzes.generation.english import words
from quizzes.generation.english.numbers import YEAR
from quizzes.generation.grammar.attribution import attribution
from quizzes.generation.grammar.clauses import (
    clause_kind,
    finite,
    impersonal,
    joined,
    own_or_shared_subject,
    own_subject_before,
    plural_subject,
    trim,
    verb_group,
    without_loose_marks,
    without_quotation_marks,
    without_stray_commas,
)
from quizzes.generation.grammar.quantities import MONTHS
from quizzes.generation.grammar.tree import Tree

DATING = frozenset({"in", "on", "by", "since", "until", "before", "after", "from"})
PARTS_OF_DATES = frozenset({"the", "early", "late", "mid", "-", *MONTHS})
ODD = frozenset({"dep", "list", "goeswith", "orphan"})


@dataclass(frozen=True, slots=True)
class Fact:
    """One finite clause, cut down to what it says itself.

    `tokens` is the clause in order; `subject_tokens` the cut subject; `lead` adverbials before the subject; `group`
    the auxiliaries and copula in order; `speaker` the tokens of whoever says it, empty when the text itself does.
    """

    tree: Tree
    sentence: int
    head: int
    kind: str
    subject: int
    subject_tokens: tuple[int, ...]
    group: tuple[int, ...]
    negation: int | None
    tokens: tuple[int, ...]
    lead: tuple[int, ...]
    tail: tuple[int, ...]
    coordinated: tuple[int, ...]
    speaker: tuple[int, ...]
    reporting: int | None
    quoted: bool
    mark: int | None

    @property
    def place(self) -> tuple[Tree, int]:
        """The section's tree and the number of the sentence in it."""
        return self.tree, self.sentence

    @property
    def plural(self) -> bool:
        """Whether the subject takes a plural verb, as far as the verb itself or the noun shows."""
        first = self.tree.tokens[self.group[0] if self.group else self.head]
        if first.tag == "VBZ" or first.text.lower() in {"was", "is", "has", "does"}:
            return False
        if first.text.lower() in {"were", "are", "have", "do"} or first.tag == "VBP":
            return True
        return plural_subject(self.tree, self.subject)

    @property
    def passive(self) -> bool:
        return any(self.tree.tokens[k].dep == "aux:pass" for k in self.group)

    @property
    def copular(self) -> bool:
        return any(self.tree.dep(k) == "cop" for k in self.group)

    @property
    def modal(self) -> str:
        """The modal verb in lower case, or ""."""
        for k in self.group:
            if self.tree.tokens[k].tag == "MD":
                return self.tree.word(k)
        return ""

    @property
    def past_or_modal(self) -> bool:
        """Whether the finite verb looks the same for one and for many."""
        first = self.tree.tokens[self.group[0] if self.group else self.head]
        return first.tag == "MD" or (first.tag == "VBD" and first.text.lower() not in {"was", "were"})

    @property
    def predicate(self) -> list[int]:
        """The clause without its subject and without what comes before it."""
        cut = set(self.subject_tokens) | set(self.lead)
        return [i for i in self.tokens if i not in cut]

    def kid(self, *deps: str) -> int | None:
        """The first part of the clause with one of the relations that was not cut away."""
        found = self.parts(*deps)
        return found[0] if found else None

    def parts(self, *deps: str) -> list[int]:
        """Heads of the clause's parts with one of the relations, in order."""
        inside = set(self.tokens)
        return [k for k in self.tree.kids(self.head, *deps) if k in inside]

    def part_tokens(self, k: int) -> list[int]:
        """A part's tokens as far as they belong to the cut clause."""
        inside = set(self.tokens)
        return [i for i in self.tree.subtree(k) if i in inside]


def facts(tree: Tree) -> Iterator[Fact]:
    """Every finite clause with a subject, in the order of the text."""
    for sentence in tree.sentences:
        for i in range(sentence.first, sentence.last + 1):
            token = tree.tokens[i]
            if token.pos not in {"VERB", "AUX", "NOUN", "ADJ", "PROPN", "NUM", "PRON", "ADV", "SYM"}:
                continue
            kind = clause_kind(tree, i)
            if kind and finite(tree, i):
                fact = build(tree, i, kind)
                if fact is not None:
                    yield fact


def build(tree: Tree, head: int, kind: str) -> Fact | None:
    """The fact of one clause head, or None without a nominal subject before the verb."""
    subject = subject_of(tree, head)
    if subject is None:
        return None
    own = tree.tokens[subject].head == head
    if not own and (own_subject_before(tree, head) or not joined(tree, head)):
        return None
    group = [k for k in verb_group(tree, head) if k < head or tree.dep(k) in {"aux", "cop"}]
    first_verb = min([*group, head])
    if (own and subject > first_verb) or any(tree.dep(k) in ODD for k in tree.kids(head)):
        return None
    tokens, subject_tokens = spans(tree, head, subject)
    if not subject_tokens:
        return None
    tokens = without_loose_marks(tree, tokens, subject_tokens, first_verb if own else None)
    tokens = without_stray_commas(tree, without_quotation_marks(tree, tokens), subject if own else None)
    inside = set(tokens)
    subject_tokens = [i for i in subject_tokens if i in inside]
    subject_tokens = subject_tokens[date_before(tree, subject, subject_tokens) :]
    lead = tuple(i for i in tokens if i < subject_tokens[0])
    speaker, reporting = attribution(tree, head)
    cut = set(subject_tokens) | set(lead) | set(group) | {head}
    negative = (k for k in tree.kids(head, "advmod", "det") if tree.word(k) in words.NEGATIVE_WORDS and k in inside)
    return Fact(
        tree=tree,
        sentence=tree.tokens[head].sentence,
        head=head,
        kind=kind,
        subject=subject,
        subject_tokens=tuple(subject_tokens),
        group=tuple(group),
        negation=next(negative, None),
        tokens=tuple(tokens),
        lead=lead,
        tail=tuple(i for i in tokens if i > head and i not in cut),
        coordinated=second_verbs(tree, head, inside),
        speaker=speaker,
        reporting=reporting,
        quoted=tree.quoted[head],
        mark=tree.kid(head, "mark"),
    )


def date_before(tree: Tree, subject: int, tokens: list[int]) -> int:
    """How many tokens before a subject are a date that the parse hung on it: "In 2003 census counts found …"."""
    if not tokens or tree.word(tokens[0]) not in DATING or tree.dep(tokens[0]) != "case":
        return 0
    for size, i in enumerate(tokens[1:], start=2):
        word = tree.word(i)
        if i >= subject or not (word in PARTS_OF_DATES or word.removesuffix("s").isdecimal()):
            return 0
        nothing_more = tree.word(i + 1) not in {"and", "or", "-", "–", "of", "to"}
        if YEAR.match(word.removesuffix("s")) and nothing_more and size < len(tokens):
            return size
    return 0


def subject_of(tree: Tree, head: int) -> int | None:
    """The subject of a clause, its own or one it shares; "there" and an impersonal "it" come first."""
    there = tree.kid(head, "expl")
    if there is not None and there < head and (tree.tokens[there].tag == "EX" or impersonal(tree, there, head)):
        return there
    return own_or_shared_subject(tree, head)


def spans(tree: Tree, head: int, subject: int) -> tuple[list[int], list[int]]:
    """The tokens of the cut clause, and those of its subject without a mark at their end."""
    tokens = trim(tree, head, subject)
    if tree.tokens[subject].head == head:
        inside = set(tokens)
        subject_tokens = [i for i in tree.subtree(subject) if i in inside]
    else:
        whole = set(trim(tree, tree.tokens[subject].head, subject))
        subject_tokens = [i for i in tree.subtree(subject) if i in whole]
        tokens = sorted(set(subject_tokens) | set(tokens))
    while subject_tokens and tree.tokens[subject_tokens[-1]].text in {",", "–", "—"}:
        tokens.remove(subject_tokens.pop())
    return tokens, subject_tokens


def second_verbs(tree: Tree, head: int, inside: set[int]) -> tuple[int, ...]:
    """The tokens of further verbs with the same subject, "and sold it", as far as the cut clause holds them."""
    return tuple(
        i
        for k in tree.kids(head, "conj")
        if k in inside and tree.tokens[k].pos in {"VERB", "AUX"}
        for i in tree.subtree(k)
        if i in inside
    )


def apposition(tree: Tree, head: int, subject: int, tokens: Iterable[int]) -> Fact:
    """What a noun phrase beside a name says of it, "X, the mayor of Y", as a fact without a verb."""
    return Fact(
        tree=tree,
        sentence=tree.tokens[head].sentence,
        head=head,
        kind="apposition",
        subject=subject,
        subject_tokens=(subject,),
        group=(),
        negation=None,
        tokens=tuple(tokens),
        lead=(),
        tail=(),
        coordinated=(),
        speaker=(),
        reporting=None,
        quoted=False,
        mark=None,
    )
