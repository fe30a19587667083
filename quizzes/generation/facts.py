"""From a parsed sentence to facts: finite clauses with their subject, verb group, parts, and who says so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from quizzes.generation.english import words
from quizzes.generation.tree import Tree, base_dep

FINITE_TAGS = frozenset({"VBD", "VBZ", "VBP", "MD"})
COMMAS = frozenset({",", "(", "–", "—", "-", ";", ":"})
CUT_ALWAYS = frozenset({"parataxis", "discourse", "vocative", "dislocated", "reparandum"})
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


def plural_subject(tree: Tree, subject: int) -> bool:
    """Whether a nominal is plural by its form or by "and"."""
    token = tree.tokens[subject]
    if any(tree.word(c) == "and" for k in tree.kids(subject, "conj") for c in tree.kids(k, "cc")):
        return True
    return token.tag in {"NNS", "NNPS"} or token.text.lower() in {"they", "we", "these", "those", "you"}


def verb_group(tree: Tree, head: int) -> list[int]:
    """Auxiliaries and copula of a clause head, in order."""
    return tree.kids(head, "aux", "cop")


def finite(tree: Tree, head: int) -> bool:
    """Whether the clause has a finite verb: its first auxiliary, its copula or the head itself."""
    group = verb_group(tree, head)
    first = tree.tokens[group[0] if group else head]
    if first.tag in FINITE_TAGS:
        return True
    return first.morph.get("VerbForm") == "Fin" and first.pos in {"AUX", "VERB"}


def after_comma(tree: Tree, k: int) -> bool:
    """Whether a subtree is set off on its left by a comma, dash or bracket."""
    span = tree.subtree(k)
    left = span[0]
    if tree.tokens[left].text in COMMAS:
        return True
    return left > 0 and tree.tokens[left - 1].text in COMMAS


def aside(tree: Tree, k: int) -> bool:
    """Whether an adverb such as "however" stands between commas."""
    return len(tree.subtree(k)) <= 3 and tree.word(k) in words.CONNECTIVE_WORDS and set_off(tree, k)


def set_off(tree: Tree, k: int) -> bool:
    """Whether a subtree stands between two commas."""
    span = tree.subtree(k)
    right = span[-1] + 1
    before = tree.tokens[span[0]].text == "," or (span[0] > 0 and tree.tokens[span[0] - 1].text == ",")
    after = tree.tokens[span[-1]].text == "," or (right < len(tree.tokens) and tree.tokens[right].text == ",")
    return before and after


def connective(tree: Tree, k: int, subject: int) -> bool:
    """Whether a part before the subject only ties the sentence to the one before it."""
    span = [i for i in tree.subtree(k) if tree.tokens[i].pos != "PUNCT"]
    if not span or span[-1] > subject:
        return False
    text = " ".join(tree.word(i) for i in span)
    return text in words.CONNECTIVE_PHRASES or (len(span) == 1 and text in words.CONNECTIVE_WORDS)


def clausal_conj(tree: Tree, k: int) -> bool:
    """Whether a conjunct is a clause with its own subject."""
    return bool(tree.kids(k, "nsubj", "csubj", "expl")) or (
        tree.tokens[k].pos in {"VERB", "AUX"} and own_subject_before(tree, k)
    )


def joined(tree: Tree, head: int) -> bool:
    """Whether a coordinated verb is tied on by "and", "or" or "but", itself or through a list."""
    if tree.kids(head, "cc"):
        return True
    return any(tree.kids(k, "cc") for k in tree.kids(tree.tokens[head].head, "conj") if k > head)


def own_subject_before(tree: Tree, head: int) -> bool:
    """Whether a nominal stands right before the verb group: a subject that the parse gave to something else."""
    i = min([head, *verb_group(tree, head)]) - 1
    first = tree.sentences[tree.tokens[head].sentence].first
    while i >= first and tree.tokens[i].pos == "ADV":
        i -= 1
    return i >= first and tree.tokens[i].pos in {"NOUN", "PROPN", "PRON", "NUM"}


def trim(tree: Tree, head: int, subject: int | None) -> list[int]:
    """The tokens of a clause without what is set off, tied on or said in passing."""
    cut: set[int] = set()
    for k in tree.subtree(head):
        if k == head:
            continue
        token = tree.tokens[k]
        dep = base_dep(token.dep)
        top = token.head == head
        if (
            dep in CUT_ALWAYS
            or (dep == "appos" and after_comma(tree, k))
            or (dep == "acl" and after_comma(tree, k))
            or (dep == "nmod" and set_off(tree, k))
            or (dep == "advmod" and aside(tree, k))
            or tree.tokens[tree.subtree(k)[0]].text == "("
            or (
                top
                and (
                    dep in {"cc", "mark"}
                    or (dep == "conj" and clausal_conj(tree, k))
                    or (dep == "advcl" and _loose_participle(tree, k))
                    or (subject is not None and dep in {"advmod", "obl"} and connective(tree, k, subject))
                )
            )
        ):
            cut.add(k)
    kept = tree.subtree(head, cut)
    while kept and tree.tokens[kept[0]].pos == "PUNCT" and tree.tokens[kept[0]].text not in {"“", '"', "‘"}:
        kept.pop(0)
    while kept and tree.tokens[kept[-1]].text in {",", ";", ":", ".", "–", "—", "!", "?"}:
        kept.pop()
    return kept


def _loose_participle(tree: Tree, k: int) -> bool:
    token = tree.tokens[k]
    if token.tag not in {"VBG", "VBN"} or tree.kids(k, "mark", "nsubj") or verb_group(tree, k):
        return False
    span = tree.subtree(k)
    right = span[-1] + 1
    return (
        after_comma(tree, k)
        or tree.tokens[span[-1]].text == ","
        or (right < len(tree.tokens) and tree.tokens[right].text == ",")
    )


def facts(tree: Tree) -> Iterator[Fact]:
    """Every finite clause with a subject, in the order of the text."""
    for sentence in tree.sentences:
        for i in range(sentence.first, sentence.last + 1):
            token = tree.tokens[i]
            if token.pos not in {"VERB", "AUX", "NOUN", "ADJ", "PROPN", "NUM", "PRON", "ADV"}:
                continue
            kind = clause_kind(tree, i)
            if kind and finite(tree, i):
                fact = build(tree, i, kind)
                if fact is not None:
                    yield fact


def clause_kind(tree: Tree, i: int) -> str:
    """main, coordinate, complement, adverbial or relative; "" for a token that heads no clause of its own."""
    token = tree.tokens[i]
    dep = base_dep(token.dep)
    if token.head == i:
        return "main"
    if dep == "conj":
        parent = clause_kind(tree, token.head)
        if parent and (token.pos in {"VERB", "AUX"} or verb_group(tree, i)):
            return "coordinate" if parent in {"main", "coordinate"} else parent
        return ""
    if dep == "ccomp":
        return "complement"
    if dep == "parataxis" and tree.kids(i, "nsubj"):
        return "aside"
    if dep == "advcl":
        return "adverbial"
    if token.dep == "acl:relcl":
        return "relative"
    return ""


def own_or_shared_subject(tree: Tree, head: int) -> int | None:
    """The clause's subject (a noun phrase or an -ing clause), or for a coordinated verb phrase the first verb's."""
    subject = tree.kid(head, "nsubj")
    if subject is not None:
        return subject
    clause = tree.kid(head, "csubj")
    if clause is not None and clause < head and tree.tokens[clause].tag == "VBG" and not verb_group(tree, clause):
        return clause
    token = tree.tokens[head]
    if base_dep(token.dep) == "conj" and not tree.kids(head, "csubj", "expl"):
        return own_or_shared_subject(tree, token.head)
    return None


def build(tree: Tree, head: int, kind: str) -> Fact | None:
    """The fact of one clause head, or None without a nominal subject before the verb."""
    subject = own_or_shared_subject(tree, head)
    there = tree.kid(head, "expl")
    if there is not None and tree.tokens[there].tag == "EX" and there < head:
        subject = there
    if subject is None:
        return None
    shared = tree.tokens[subject].head != head
    if shared and (own_subject_before(tree, head) or not joined(tree, head)):
        return None
    group = [k for k in verb_group(tree, head) if k < head or tree.dep(k) in {"aux", "cop"}]
    first_verb = min([*group, head])
    own = tree.tokens[subject].head == head
    if (own and subject > first_verb) or any(tree.dep(k) in ODD for k in tree.kids(head)):
        return None
    tokens = trim(tree, head, subject)
    if own:
        inside = set(tokens)
        subject_tokens = [i for i in tree.subtree(subject) if i in inside]
    else:
        whole = set(trim(tree, tree.tokens[subject].head, subject))
        subject_tokens = [i for i in tree.subtree(subject) if i in whole]
        tokens = sorted(set(subject_tokens) | set(tokens))
    while subject_tokens and tree.tokens[subject_tokens[-1]].text in {",", "–", "—"}:
        tokens.remove(subject_tokens.pop())
    if not subject_tokens:
        return None
    tokens = without_loose_marks(tree, tokens, subject_tokens, first_verb if own else None)
    lead = tuple(i for i in tokens if i < subject_tokens[0])
    speaker, reporting = attribution(tree, head)
    coordinated = tuple(
        i
        for k in tree.kids(head, "conj")
        if k in set(tokens) and tree.tokens[k].pos in {"VERB", "AUX"}
        for i in tree.subtree(k)
        if i in set(tokens)
    )
    cut = set(subject_tokens) | set(lead) | set(group) | {head}
    negation = next(
        (k for k in tree.kids(head, "advmod", "det") if tree.word(k) in words.NEGATIVE_WORDS and k in set(tokens)), None
    )
    return Fact(
        tree=tree,
        sentence=tree.tokens[head].sentence,
        head=head,
        kind=kind,
        subject=subject,
        subject_tokens=tuple(subject_tokens),
        group=tuple(group),
        negation=negation,
        tokens=tuple(tokens),
        lead=lead,
        tail=tuple(i for i in tokens if i > head and i not in cut),
        coordinated=coordinated,
        speaker=speaker,
        reporting=reporting,
        quoted=tree.quoted[head],
        mark=tree.kid(head, "mark"),
    )


def without_loose_marks(tree: Tree, tokens: list[int], subject_tokens: list[int], verb: int | None) -> list[int]:
    """The clause without an opening "and" or "but", and without a comma left between subject and verb."""
    kept = list(tokens)
    while (
        kept
        and kept[0] not in subject_tokens
        and (
            tree.tokens[kept[0]].pos in {"CCONJ", "PUNCT"}
            or tree.word(kept[0]) in {"and", "but", "so", "yet", "however"}
        )
    ):
        kept.pop(0)
    if verb is not None:
        between = [i for i in kept if subject_tokens[-1] < i < verb]
        if between and all(tree.tokens[i].pos == "PUNCT" for i in between):
            kept = [i for i in kept if i not in between]
    return kept


def attribution(tree: Tree, head: int) -> tuple[tuple[int, ...], int | None]:
    """Who says a clause: the subject of the reporting verb above it, or of a reporting aside beside it."""
    i = head
    for _ in range(6):
        token = tree.tokens[i]
        dep = base_dep(token.dep)
        if dep in {"ccomp", "parataxis"} and tree.lemma(token.head) in words.REPORTING:
            who = own_or_shared_subject(tree, token.head)
            return (tuple(_bare(tree, who)) if who is not None else (), token.head)
        aside = [k for k in tree.kids(i, "parataxis") if tree.lemma(k) in words.REPORTING]
        if aside:
            who = tree.kid(aside[0], "nsubj")
            return (tuple(_bare(tree, who)) if who is not None else (), aside[0])
        if token.head == i:
            break
        i = token.head
    return quoted_by(tree, head) if tree.quoted[head] else ((), None)


def quoted_by(tree: Tree, head: int) -> tuple[tuple[int, ...], int | None]:
    """Who says a sentence that stands wholly in quotation marks: the speaker named before or after it."""
    here = tree.sentences[tree.tokens[head].sentence]
    for step in (-1, 1):
        for index in range(here.index + step, here.index + 4 * step, step):
            if not 0 <= index < len(tree.sentences) or tree.sentences[index].paragraph != here.paragraph:
                break
            s = tree.sentences[index]
            verbs = [
                i
                for i in range(s.first, s.last + 1)
                if not tree.quoted[i] and tree.lemma(i) in words.REPORTING and tree.tokens[i].pos == "VERB"
            ]
            if verbs:
                who = tree.kid(verbs[-1] if step < 0 else verbs[0], "nsubj")
                touching = tree.quoted[s.last] if step < 0 else tree.quoted[s.first]
                if who is None or not touching or len(verbs) > 1:
                    return (), None
                return tuple(_bare(tree, who)), verbs[0]
            if not tree.quoted[s.first] or not tree.quoted[s.last]:
                break
    return (), None


def _bare(tree: Tree, who: int) -> list[int]:
    """A speaker without the apposition or clause that follows a comma."""
    cut = {k for k in tree.kids(who, "appos", "acl", "parataxis", "conj") if after_comma(tree, k)}
    span = tree.subtree(who, cut)
    while span and tree.tokens[span[-1]].text in {",", "–", "—"}:
        span.pop()
    return span
