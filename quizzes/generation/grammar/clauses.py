"""How a clause hangs together: its verb group and subject, what is set off or tied on, what is left without that."""

from __future__ import annotations

from quizzes.generation.english import words
from quizzes.generation.grammar.tree import Tree, base_dep

FINITE_TAGS = frozenset({"VBD", "VBZ", "VBP", "MD"})
COMMAS = frozenset({",", "(", "–", "—", "-", ";", ":"})
CUT_ALWAYS = frozenset({"parataxis", "discourse", "vocative", "dislocated", "reparandum"})


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
    """Whether an adverb such as "however", or "for example", stands between commas."""
    span = [i for i in tree.subtree(k) if tree.tokens[i].pos != "PUNCT"]
    if not 1 <= len(span) <= 4:
        return False
    text = " ".join(tree.word(i) for i in span)
    return (text in words.CONNECTIVE_PHRASES or (len(span) == 1 and text in words.CONNECTIVE_WORDS)) and set_off(
        tree, k
    )


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
    # "There are people, from here to there, who …": what is said of them is the news.
    exists = any(tree.tokens[k].tag == "EX" for k in tree.kids(head, "expl"))
    for k in tree.subtree(head):
        if k == head:
            continue
        token = tree.tokens[k]
        dep = base_dep(token.dep)
        top = token.head == head
        if (
            dep in CUT_ALWAYS
            or (dep == "appos" and after_comma(tree, k))
            or (dep == "acl" and after_comma(tree, k) and not (exists and _of_people(tree, k)))
            or (dep == "nmod" and set_off(tree, k))
            or (dep in {"advmod", "obl", "nmod", "advcl"} and aside(tree, k))
            or tree.tokens[tree.subtree(k)[0]].text == "("
            or (
                top
                and (
                    (dep in {"cc", "mark"} and _opens(tree, k, head, subject))
                    or (dep == "advmod" and _before_mark(tree, k, head, subject))
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


def _of_people(tree: Tree, k: int) -> bool:
    """Whether an added clause is one with "who"."""
    return any(tree.tokens[i].tag == "WP" for i in tree.kids(k, "nsubj"))


def _opens(tree: Tree, k: int, head: int, subject: int | None) -> bool:
    """Whether "and" or "that" opens the clause; in "the aim was to help" the mark belongs to what is said."""
    return subject is None or k < subject or tree.tokens[subject].head != head


def _before_mark(tree: Tree, k: int, head: int, subject: int | None) -> bool:
    """Whether an adverb belongs to the "because" or "as" after it: "especially because"."""
    return subject is not None and any(k < mark < subject for mark in tree.kids(head, "mark"))


def without_stray_commas(tree: Tree, tokens: list[int], subject: int | None) -> list[int]:
    """The tokens without commas that only set off what was cut; those of a list or after an opening phrase stay."""
    kept = list(tokens)
    for i in tokens:
        if tree.tokens[i].text != ",":
            continue
        at = kept.index(i)
        if at in {0, len(kept) - 1}:
            continue
        before, after = kept[at - 1], kept[at + 1]
        left, right = range(before + 1, i), range(i + 1, after)
        opened = bool(left) and tree.tokens[left[0]].text in {",", "–", "—"}
        closed = bool(right) and tree.tokens[right[-1]].text in {",", "–", "—"}
        doubled = bool(right) and tree.tokens[after].text == ","
        if doubled or ((opened or closed) and not _comma_needed(tree, before, after, subject)):
            kept.remove(i)
        elif left and tree.tokens[before].text == ",":
            kept.remove(before if _comma_needed(tree, before, after, subject) else i)
    return kept


def _comma_needed(tree: Tree, before: int, after: int, subject: int | None) -> bool:
    """Whether a comma before a token parts the members of a list or an opening phrase from the subject."""
    if subject is not None and after == tree.subtree(subject)[0]:
        return True
    i = after
    while True:
        token = tree.tokens[i]
        if base_dep(token.dep) == "conj" and token.head <= before and tree.subtree(i)[0] >= before:
            return len(tree.kids(token.head, "conj")) > 1 or not tree.kids(i, "cc")
        if token.head == i or token.head < after - 12:
            return False
        if tree.subtree(token.head)[0] < before:
            return base_dep(token.dep) == "cc" and len(tree.kids(token.head, "conj")) > 1
        i = token.head


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


def impersonal(tree: Tree, it: int, head: int) -> bool:
    """Whether "it" stands for the clause that follows: "it is clear that …", "it takes years to …".

    After "claims that …, and it …" nobody can tell whose words the clause is.
    """
    first = tree.sentences[tree.tokens[head].sentence].first
    if tree.dep(head) == "conj" and any(tree.word(i) == "that" and tree.dep(i) == "mark" for i in range(first, it)):
        return False
    return tree.word(it) == "it" and any(k > head for k in tree.kids(head, "csubj", "ccomp", "xcomp", "advcl"))


def without_quotation_marks(tree: Tree, tokens: list[int]) -> list[int]:
    """The tokens without the marks around the whole of somebody's words; words quoted inside a clause keep theirs."""
    if not tokens or not all(tree.quoted[i] for i in tokens if tree.tokens[i].pos != "PUNCT"):
        return tokens
    kept = [i for i in tokens if tree.tokens[i].text not in {"“", "”", "``", "''", '"'}]
    while kept and tree.tokens[kept[-1]].text in {",", ";", ":", ".", "–", "—", "!"}:
        kept.pop()
    return kept


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
