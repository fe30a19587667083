"""From a statement to a question: the operator before the subject, do-support only where there is no auxiliary."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from quizzes.generation.english.verbs import agrees, gerund, past, present
from quizzes.generation.grammar.tree import capital, tidy
from quizzes.generation.stating.statements import Statement, UnfitError

CONTRACTED = {
    "'s": "is",
    "’s": "is",
    "'re": "are",
    "’re": "are",
    "'ll": "will",
    "’ll": "will",
    "'ve": "have",
    "’ve": "have",
    "ca": "can",
    "wo": "will",
    "'m": "am",
    "’m": "am",
}
STEM_WORDS = 25
INNER_OPENING = re.compile(r"(?<=, )(?:What|Why|How|Who|Which|When|Where|In|For)(?= )")


def operator(statement: Statement) -> tuple[int | None, str]:
    """The first auxiliary or copula with its token, or (None, do/does/did) when the verb needs do-support."""
    fact = statement.fact
    tree = fact.tree
    if fact.group:
        first = fact.group[0]
        word = tree.word(first)
        if word in {"'d", "’d"}:
            raise UnfitError("contraction")
        if word in {"'s", "’s"} and tree.tokens[fact.head].tag == "VBN" and not fact.passive:
            return first, "has"
        return first, CONTRACTED.get(word, word)
    tag = tree.tokens[fact.head].tag
    if tree.lemma(fact.head) == "be" and tag in {"VBZ", "VBP", "VBD"}:
        return fact.head, CONTRACTED.get(tree.word(fact.head), tree.word(fact.head))
    if not agrees(tree.lemma(fact.head), tree.tokens[fact.head].text, tag):
        raise UnfitError("verb_form")
    if tag == "VBD":
        return None, "did"
    if tag == "VBZ":
        return None, "does"
    if tag == "VBP":
        return None, "do"
    raise UnfitError("verb_form")


def lead_text(statement: Statement, omit: set[int]) -> tuple[str, bool]:
    """What stood before the subject, and whether it is short enough to go to the end of the question."""
    tree = statement.tree
    lead = [i for i in statement.lead if i not in omit]
    while lead and tree.tokens[lead[-1]].pos == "PUNCT":
        lead.pop()
    text = tidy(statement.say(lead)) if lead else ""
    clause = any(tree.tokens[i].pos in {"VERB", "AUX", "SCONJ"} for i in lead)
    if text:
        text = tree.lowered(lead[0], text)
    return text, len(lead) <= 7 and not clause


def ask(
    statement: Statement,
    wh: str,
    omit: Iterable[int] = (),
    *,
    after: str = "",
    swaps: Mapping[int, str] | None = None,
) -> str:
    """The question that asks for what `omit` holds; `wh` opens it, `after` closes it, `swaps` replaces tokens.

    Raises `UnfitError` where no safe form is known.
    """
    fact = statement.fact
    tree = fact.tree
    left_out = set(omit) | set(fact.coordinated)
    if fact.coordinated and _shares_object(statement):
        raise UnfitError("shared_object")
    aux, word = operator(statement)
    verb = {} if aux is not None else {fact.head: tree.lemma(fact.head)}
    verb |= swaps or {}
    rest = [i for i in statement.predicate if i not in left_out and i != aux]
    negative = ""
    if fact.negation is not None and fact.negation in rest and tree.word(fact.negation) in {"n't", "n’t"}:
        rest.remove(fact.negation)
        word = {"can": "can", "will": "wo"}.get(word, word) + "n't"
    subject = statement.say([i for i in statement.subject_tokens if i not in left_out])
    subject = tree.lowered(statement.subject_tokens[0], subject)
    body = statement.say(rest, verb) if rest else ""
    if rest and rest[0] not in verb:
        body = tree.lowered(rest[0], body)
    lead, short = lead_text(statement, left_out)
    pieces = [wh, word, negative, subject, body, after]
    if lead and short and not after:
        pieces.append(lead)
    question = " ".join(p for p in pieces if p)
    if lead and not (short and not after):
        question = f"{lead}, {question[:1].lower()}{question[1:]}"
    return finish(question)


def ask_subject(statement: Statement, wh: str, *, singular: bool = True) -> str:
    """The question for the subject: no inversion; the verb agrees with the question word."""
    fact = statement.fact
    tree = fact.tree
    rest = [i for i in statement.predicate if i not in set(fact.coordinated)]
    swaps: dict[int, str] = {}
    first = fact.group[0] if fact.group else fact.head
    if singular and fact.plural:
        word = tree.word(first)
        if word in {"are", "were", "have", "do"}:
            swaps[first] = {"are": "is", "were": "was", "have": "has", "do": "does"}[word]
        elif tree.tokens[first].tag == "VBP":
            swaps[first] = present(tree.lemma(first), plural=False)
    lead, short = lead_text(statement, set())
    question = f"{wh} {statement.say(rest, swaps)}"
    if lead:
        question = f"{question} {lead}" if short else f"{lead}, {question[:1].lower()}{question[1:]}"
    return finish(question)


def _shares_object(statement: Statement) -> bool:
    """Whether a first verb without an object is followed by "and" and a verb that has one (bought and sold cars)."""
    fact = statement.fact
    tree = fact.tree
    heads = [i for i in fact.coordinated if tree.tokens[i].head == fact.head and tree.dep(i) == "conj"]
    own = fact.kid("obj", "xcomp", "ccomp", "obl") is not None
    return not own and any(tree.kids(h, "obj", "obl", "xcomp", "ccomp") for h in heads)


def finish(question: str) -> str:
    """A question as it is printed; raises `UnfitError` when it runs on."""
    question = INNER_OPENING.sub(lambda m: m.group().lower(), tidy(question))
    question = capital(question.rstrip(".?!,;: ")) + "?"
    if len(question.split()) > STEM_WORDS:
        raise UnfitError("stem_too_long")
    return question


def base_phrase(statement: Statement, keep: Iterable[int] | None = None) -> str:
    """The predicate with its verb in the base form: `flew a team to Iqaluit` gives `fly a team to Iqaluit`."""
    return _phrase(statement, keep, "base")


def gerund_phrase(statement: Statement, keep: Iterable[int] | None = None) -> str:
    """The predicate with its verb in the -ing form."""
    return _phrase(statement, keep, "gerund")


def _phrase(statement: Statement, keep: Iterable[int] | None, form: str) -> str:
    fact = statement.fact
    tree = fact.tree
    allowed = set(statement.predicate if keep is None else keep) - set(fact.coordinated)
    if fact.coordinated and _shares_object(statement):
        raise UnfitError("shared_object")
    if fact.negation is not None:
        raise UnfitError("negated")
    group = set(fact.group)
    rest = [i for i in statement.predicate if i in allowed and i not in group]
    made = gerund if form == "gerund" else (lambda base: base)
    if fact.passive or fact.copular:
        return f"{made('be')} {statement.say(rest)}"
    return statement.say(rest, {fact.head: made(tree.lemma(fact.head))})


def with_subject(statement: Statement, subject: str, plural: bool, keep: Iterable[int] | None = None) -> str:
    """The predicate said of another subject (usually They or It), its verb agreeing with it."""
    fact = statement.fact
    tree = fact.tree
    allowed = set(statement.predicate if keep is None else keep)
    rest = [i for i in statement.predicate if i in allowed]
    first = fact.group[0] if fact.group else fact.head
    swaps: dict[int, str] = {}
    word, tag = tree.word(first), tree.tokens[first].tag
    if tree.lemma(first) == "be" and word not in {"be", "been", "being"}:
        swaps[first] = past("be", plural) if tag == "VBD" or word in {"was", "were"} else present("be", plural)
    elif tag in {"VBZ", "VBP"}:
        swaps[first] = present(tree.lemma(first), plural)
    return f"{subject} {statement.say(rest, swaps)}"
