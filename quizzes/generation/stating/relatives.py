"""What "who", "which" and "that" mean where their clause can be said on its own."""

from __future__ import annotations

from quizzes.generation.english.lists import listed
from quizzes.generation.grammar.article import NAMED_BODIES, NOMINAL
from quizzes.generation.grammar.clauses import after_comma, plural_subject, trim
from quizzes.generation.grammar.facts import Fact
from quizzes.generation.grammar.tree import Tree
from quizzes.generation.referents.antecedents import noun_span
from quizzes.generation.referents.standing import Standing
from quizzes.generation.stating.repairs import UnfitError

LONGEST = 9
NAMING = frozenset({"know", "call", "name"})
STATED = frozenset({"root", "ccomp", "conj", "parataxis"})
# Beside "is a …" these leave what is said as it is.
HARMLESS = listed("also now still already")


def described(standing: Standing, fact: Fact) -> str:
    """What a relative clause is said of, as a phrase that stands alone; raises `UnfitError` when that is unclear."""
    span = _is_a(fact) or _beside_name(fact) or _body_of(fact) or _called(fact)
    tree = fact.tree
    if not span:
        return _set_off(standing, fact)
    problem = standing.problem(tree, span)
    if problem:
        raise UnfitError(problem[0])
    text = tree.lowered(span[0], tree.say(span, standing.swaps(tree, span)))
    if " " not in text and str(tree.tokens[span[0]].kind).lower() == "person":
        raise UnfitError("subject_is_a_pronoun")  # a surname alone, of a family perhaps
    return text


def _close(fact: Fact) -> bool:
    """Whether "who" or "that" follows its noun at once, with no comma."""
    tree = fact.tree
    noun = tree.tokens[fact.head].head
    return fact.subject == noun + 1 and len(fact.subject_tokens) == 1 and tree.tokens[noun].pos in NOMINAL


def _is_a(fact: Fact) -> list[int]:
    """The subject of "Riga is a city that …", of which the clause is true as well."""
    tree = fact.tree
    noun = tree.tokens[fact.head].head
    subject = tree.kid(noun, "nsubj")
    if not _close(fact) or subject is None or not tree.kids(noun, "cop") or tree.dep(noun) not in STATED:
        return []
    if tree.tokens[subject].pos not in NOMINAL or subject > noun or tree.kids(noun, "aux", "mark", "conj"):
        return []
    if any(tree.word(k) not in HARMLESS for k in tree.kids(noun, "advmod")) or _none(tree, noun):
        return []
    number = tree.tokens[noun].tag in {"NNS", "NNPS"}
    if not fact.past_or_modal and fact.plural != number:
        return []
    if number != plural_subject(tree, subject) and not (fact.past_or_modal and tree.named(subject)):
        return []
    span = noun_span(tree, subject)
    return span if len(span) <= LONGEST and not _none(tree, subject) else []


def _none(tree: Tree, noun: int) -> bool:
    return any(tree.word(k) in {"no", "not", "few", "one", "any"} for k in tree.kids(noun, "det", "nummod", "advmod"))


def _beside_name(fact: Fact) -> list[int]:
    """The person of "Anna Berzina, a nurse who …"."""
    tree = fact.tree
    noun = tree.tokens[fact.head].head
    name = tree.tokens[noun].head
    if not _close(fact) or tree.dep(noun) != "appos" or tree.tokens[name].pos != "PROPN" or name > noun:
        return []
    if tree.tokens[noun].tag != "NN" or tree.tokens[noun - 1].pos == "PROPN" or not after_comma(tree, noun):
        return []
    if str(tree.tokens[name].kind).lower() != "person" or tree.word(fact.subject) == "which" or tree.kids(name, "conj"):
        return []
    return noun_span(tree, name)


def _body_of(fact: Fact) -> list[int]:
    """The body of "the director of Oxfam, which …": a person is not "which"."""
    tree = fact.tree
    noun, last = tree.tokens[fact.head].head, fact.subject - 2
    person = str(tree.tokens[noun].kind).lower() == "person"
    if not person or tree.word(fact.subject) != "which" or tree.tokens[last + 1].text != ",":
        return []
    if not fact.past_or_modal and fact.plural:
        return []
    for e in tree.reading.entities:
        if e.last == last and e.first > noun and str(e.label).lower() in {"organisation", "place"}:
            joined = any(tree.dep(k) == "conj" for k in range(e.first, e.last + 1))
            the = [e.first - 1] if tree.word(e.first - 1) == "the" else []
            return [] if joined else [*the, *range(e.first, e.last + 1)]
    return []


def _called(fact: Fact) -> list[int]:
    """The name of "a method known as grafting, which …"."""
    tree = fact.tree
    noun, last = tree.tokens[fact.head].head, fact.subject - 2
    if (
        not after_comma(tree, fact.head)
        or tree.tokens[last + 1].text != ","
        or (fact.plural and not fact.past_or_modal)
    ):
        return []
    for k in tree.kids(noun, "acl"):
        names = [x for x in tree.kids(k, "obl", "xcomp", "obj") if tree.tokens[x].pos in NOMINAL]
        if tree.lemma(k) in NAMING and len(names) == 1 and noun < k < names[0] and tree.subtree(names[0])[-1] == last:
            cases = tree.kids(names[0], "case")
            if all(tree.word(c) == "as" for c in cases):
                return [i for i in tree.subtree(names[0]) if i not in cases]
    return []


def _set_off(standing: Standing, fact: Fact) -> str:
    """What an added clause after a comma is said of: the noun phrase right before it."""
    tree = fact.tree
    noun = tree.tokens[fact.head].head
    if len(fact.subject_tokens) != 1 or not after_comma(tree, fact.head) or tree.tokens[noun].pos not in NOMINAL:
        raise UnfitError("subject_is_a_pronoun")
    own = {k for k in tree.kids(noun, "case", "mark", "cc") if k < noun}
    span = [i for i in trim(tree, noun, None) if i < fact.subject and i not in own]
    while span and tree.tokens[span[-1]].pos == "PUNCT":
        span.pop()
    while span and tree.tokens[span[0]].pos in {"PUNCT", "CCONJ", "ADP"}:
        span.pop(0)
    if not span or len(span) > LONGEST or span[-1] < fact.subject - 2 or noun not in span:
        raise UnfitError("subject_is_a_pronoun")
    if span != list(range(span[0], span[-1] + 1)) or _could_mean_another(fact, span, noun):
        raise UnfitError("subject_is_a_pronoun")
    problem = standing.problem(tree, span)
    if problem:
        raise UnfitError(problem[0])
    return tree.lowered(span[0], tree.say(span, standing.swaps(tree, span)))


def _titled(tree: Tree, span: list[int], noun: int) -> bool:
    """Whether the phrase is one long name: "the Treaty on Rivers and Lakes in Latvia"."""
    capital = all(
        tree.tokens[i].text[:1].isupper() for i in span if tree.tokens[i].pos in {"NOUN", "PROPN", "ADJ", "VERB"}
    )
    return tree.word(noun) in NAMED_BODIES and tree.tokens[noun].text[:1].isupper() and capital


def _could_mean_another(fact: Fact, span: list[int], noun: int) -> bool:
    """Whether "which" may look back to another noun than the parse says: one whose verb form fits as well."""
    tree = fact.tree
    title = _titled(tree, span, noun)
    many = plural_subject(tree, noun) and not title
    outer = tree.tokens[noun].head
    told_by_verb = not fact.past_or_modal and many != plural_subject(tree, outer)
    example = any(tree.word(i) in {"such", "like", "including"} for i in range(max(0, span[0] - 2), span[-1] + 1))
    if example and not told_by_verb:
        return True
    if str(tree.tokens[noun].kind).lower() == "person" and tree.word(fact.subject) == "which":
        return True
    if any(tree.tokens[i].tag in {"VB", "VBG"} for i in span):
        return True
    if many != fact.plural and not fact.past_or_modal:
        return True
    tail = [i for i in fact.tokens if i > fact.head and tree.tokens[i].text == ","]
    if tail and not any(tree.tokens[i].pos == "CCONJ" for i in fact.tokens if i > tail[0]):
        return True
    nouns = [i for i in span if tree.tokens[i].pos in NOMINAL and i != noun and tree.dep(i) in {"nmod", "obl", "conj"}]
    same = [i for i in nouns if plural_subject(tree, i) == many and not tree.named(i)]
    return bool(same) and not (tree.named(noun) or title)
