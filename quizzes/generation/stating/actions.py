"""What somebody does, as a verb phrase that can be said in several forms: the stuff of clause-long options."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from quizzes.generation.english import words
from quizzes.generation.english.lists import listed
from quizzes.generation.english.opposites import VERBS
from quizzes.generation.english.verbs import Inflected, agrees, gerund
from quizzes.generation.grammar.clauses import COMMAS, FINITE_TAGS, after_comma, trim
from quizzes.generation.grammar.facts import Fact, date_before, facts
from quizzes.generation.grammar.tree import Tree, base_dep
from quizzes.generation.referents.standing import Standing

OF_VERBS = listed("consist think hear speak approve dispose die accuse dream compose make complain know convict")
CLAUSE_OPENERS = frozenset({"that", "because", "if", "although", "whether"})
FORMS = ("base", "gerund")
LONG_AGENT = 7


@dataclass(frozen=True, slots=True)
class Action:
    """A verb phrase: its head, its tokens without auxiliaries, and who does it (lemmas; empty when unknown).

    `agent_text` is the same as a reader would say it: "the city council".
    """

    tree: Tree
    sentence: int
    head: int
    tokens: tuple[int, ...]
    passive: bool
    copular: bool
    agent: frozenset[str]
    agent_kind: str
    swaps: Mapping[int, str]
    agent_text: str = ""

    @property
    def told_elsewhere(self) -> str:
        """Why the phrase is not the answer to a question on somebody else."""
        return f"The text says this of {self.agent_text or 'something else'}, not as the answer to this question."

    def say(self, form: str = "base", swaps: Mapping[int, str] | None = None) -> str:
        """The phrase in the base form or the -ing form, with replacements on top."""
        made = gerund if form == "gerund" else str
        changed = dict(swaps or {})
        lemma = self.tree.lemma(self.head)
        if self.passive or self.copular:
            return f"{made('be')} {self.tree.say(self.tokens, {**self.swaps, **changed})}"
        put = changed.get(self.head, "")
        base = put.base if isinstance(put, Inflected) else VERBS.get(lemma, lemma) if self.head in changed else lemma
        changed[self.head] = made(base)
        return self.tree.say(self.tokens, {**self.swaps, **changed})

    @property
    def content(self) -> frozenset[str]:
        """Lemmas of the words that carry the meaning."""
        return frozenset(
            self.tree.lemma(i)
            for i in self.tokens
            if self.tree.tokens[i].pos in {"NOUN", "PROPN", "VERB", "ADJ", "NUM"} and len(self.tree.word(i)) > 2
        )


def phrase_tokens(tree: Tree, head: int) -> list[int]:
    """The tokens of a non-finite verb phrase: without its "to", its subject, and anything set off after it."""
    cut = {
        k
        for k in tree.kids(head)
        if base_dep(tree.tokens[k].dep) in {"mark", "nsubj", "cc", "aux", "cop", "parataxis", "discourse"}
    }
    cut |= {k for k in tree.kids(head, "advcl", "conj") if after_comma(tree, k)}
    cut |= {
        k
        for k in tree.subtree(head)
        if base_dep(tree.tokens[k].dep) in {"appos", "acl", "parataxis"} and after_comma(tree, k)
    }
    tokens = list(tree.subtree(head, cut))
    while tokens and (tree.tokens[tokens[-1]].pos == "PUNCT" and tree.tokens[tokens[-1]].text not in {"”", '"', "’"}):
        tokens.pop()
    while tokens and tree.tokens[tokens[0]].text in COMMAS:
        tokens.pop(0)
    return tokens


def agent_of(tree: Tree, head: int) -> int | None:
    """Who does a non-finite verb: its own subject, else the object or subject of the verb above it."""
    token = tree.tokens[head]
    own = tree.kid(head, "nsubj")
    if own is not None:
        return own
    if token.head == head:
        return None
    above = token.head
    if base_dep(token.dep) in {"xcomp", "ccomp"}:
        obj = tree.kid(above, "obj", "iobj")
        if obj is not None:
            return obj
    subject = tree.kid(above, "nsubj")
    if subject is not None:
        return subject
    return agent_of(tree, above) if base_dep(tree.tokens[above].dep) in {"xcomp", "conj", "advcl"} else None


def infinitives(tree: Tree) -> Iterator[int]:
    """Heads of "to do" phrases."""
    for token in tree.tokens:
        if token.pos != "VERB" or token.tag != "VB" or base_dep(token.dep) not in {"xcomp", "advcl", "acl", "ccomp"}:
            continue
        marks = tree.kids(token.index, "mark")
        if marks and tree.word(marks[-1]) == "to":
            yield token.index


def actions(tree: Tree, standing: Standing) -> list[Action]:
    """Every verb phrase that stands alone without its subject."""
    found: list[Action] = []
    for head in infinitives(tree):
        made = _action(tree, standing, head, phrase_tokens(tree, head), agent_of(tree, head))
        if made is not None:
            found.append(made)
    for fact in facts(tree):
        if fact.negation is None and fact.kind != "relative":
            made = from_fact(fact, standing)
            if made is not None:
                found.append(made)
    return found


def from_fact(fact: Fact, standing: Standing) -> Action | None:
    """The verb phrase of a finite clause."""
    group = set(fact.group)
    cut = set(fact.coordinated) | group
    tokens = [i for i in fact.predicate if i not in cut]
    while tokens and fact.tree.tokens[tokens[-1]].pos in {"PUNCT", "CCONJ"}:
        tokens.pop()
    return _action(fact.tree, standing, fact.head, tokens, fact.subject, fact.passive, fact.copular)


def _action(
    tree: Tree,
    standing: Standing,
    head: int,
    tokens: list[int],
    agent: int | None,
    passive: bool = False,
    copular: bool = False,
) -> Action | None:
    while tokens and tokens[0] < head and tree.tokens[tokens[0]].pos == "ADV" and not copular and not passive:
        tokens = tokens[1:]
    if head not in tokens or not 3 <= len(tokens) <= 22 or any(tree.word(i) in words.NEGATIVE_WORDS for i in tokens):
        return None
    if any(tree.tokens[i].text in {":", ";", "(", "–", "“", '"', "?"} for i in tokens):
        return None
    if not copular and (tree.tokens[head].pos != "VERB" or not sound(tree, head)):
        return None
    if any(i < head and tree.tokens[i].pos != "ADV" for i in tokens) and not copular:
        return None
    if standing.problem(tree, tokens) or not complete(tree, tokens):
        return None
    if any(tree.dep(k) == "conj" and tree.tokens[k].pos == "VERB" for k in tree.kids(head) if k in tokens):
        return None
    kind = "" if agent is None else str(tree.tokens[agent].kind).lower()
    lemmas = frozenset() if agent is None else agent_lemmas(tree, agent)
    return Action(
        tree=tree,
        sentence=tree.tokens[head].sentence,
        head=head,
        tokens=tuple(tokens),
        passive=passive,
        copular=copular,
        agent=lemmas,
        agent_kind=kind,
        swaps=standing.swaps(tree, tokens),
        agent_text=agent_phrase(tree, agent) if lemmas else "",
    )


def complete(tree: Tree, tokens: Sequence[int]) -> bool:
    """Whether every "that", "because" or "if" inside has its finite verb, and no verb is followed by a stray "of"."""
    inside = set(tokens)
    verbs = [i for i in tokens if tree.tokens[i].tag in FINITE_TAGS]
    for i in tokens:
        token = tree.tokens[i]
        if token.pos == "SCONJ" and tree.word(i) in CLAUSE_OPENERS and not any(v > i for v in verbs):
            return False
        if token.pos == "VERB" and i + 1 in inside and tree.word(i + 1) == "of" and tree.lemma(i) not in OF_VERBS:
            return False
    return True


def sound(tree: Tree, head: int) -> bool:
    """Whether a verb's lemma and its form agree."""
    return agrees(tree.lemma(head), tree.tokens[head].text, tree.tokens[head].tag)


def agent_phrase(tree: Tree, agent: int | None) -> str:
    """A subject as it stands in the middle of a sentence, without what follows its noun where it is long.

    "" where there is none, or where it names nobody: "no river".
    """
    if agent is None:
        return ""
    span = [i for i in trim(tree, agent, None) if tree.tokens[i].pos != "PUNCT" or tree.tokens[i].text == "-"]
    span = span[date_before(tree, agent, span) :]
    if not span or tree.word(span[0]) in words.NEGATIVE_WORDS:
        return ""
    if len(span) > LONG_AGENT:
        span = [i for i in span if i <= max([agent, *tree.kids(agent, "flat")])]
    # Nobody knows here whose: "the engineers" for "its engineers".
    text = tree.say(span, {i: "the" for i in span if tree.tokens[i].tag == "PRP$"})
    return tree.lowered(span[0], text)


def agent_lemmas(tree: Tree, agent: int) -> frozenset[str]:
    """The telling lemmas of a subject; a pronoun tells nothing."""
    return frozenset(
        tree.lemma(i)
        for i in trim(tree, agent, None)
        if tree.tokens[i].pos in {"NOUN", "PROPN", "ADJ"} and len(tree.word(i)) > 2
    )
