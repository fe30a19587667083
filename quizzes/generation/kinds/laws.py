"""What a law, rule or agreement allows, requires or forbids somebody to do.

The forms: "the act says that Y may V", "the act allows Y to V", "the act bans Y from V-ing", "the act gives Y the
right to V". The question names the law and whom it concerns; the key is what they may, must or must not do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from quizzes.generation.asking.options import choose, elsewhere_actions
from quizzes.generation.asking.questions import finish
from quizzes.generation.candidates import Candidate, Choice
from quizzes.generation.english.lists import listed
from quizzes.generation.grammar.facts import Fact
from quizzes.generation.grammar.tree import Tree, capital
from quizzes.generation.kinds.proposing import enough, tried
from quizzes.generation.stating.actions import Action, agent_lemmas, complete
from quizzes.generation.stating.statements import Statement, UnfitError
from quizzes.generation.types import ItemKind, Role
from quizzes.generation.workshop import Workshop

INSTRUMENTS = listed(
    """
    law act bill code decree rule regulation legislation constitution treaty agreement charter contract statute
    directive ordinance policy ban licence license permit amendment resolution ruling order convention bylaw
    """
)
SAYING = listed("stipulate say state provide establish specify declare rule decree lay mean")
GRANTING = listed("allow let permit enable entitle authorise authorize empower")
DEMANDING = listed("require oblige force compel order bind instruct command")
FORBIDDING = listed("forbid")
BARRING = listed("ban prohibit bar prevent stop")
GIVING = listed("give grant offer guarantee")
RIGHTS = listed("right power permission authority freedom chance option opportunity")
CONDITIONS = listed("if unless when whenever provided once until while although because as after before")
ALLOWED_HERE = frozenset({"definite_without_referent"})
LONGEST_KEY = 22
TURNED = "The text says the opposite of this condition."


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: the law's noun, whom it concerns, the verb of what they may or must do, and the wording between."""

    fact: Fact
    law: int
    subject: int
    action: int
    asks: str  # "allow {} to do", "ban {} from doing", …
    ends: str
    auxiliary: str


def propose(shop: Workshop) -> Iterator[Candidate]:
    """One question for each rule that the article states."""
    for fact in shop.facts:
        for rule in (said(fact), done(fact), given(fact)):
            if rule is None or fact.quoted:
                continue
            yield from tried(shop, fact.place, "law", asked, rule)


def is_law(tree: Tree, index: int) -> bool:
    return tree.tokens[index].pos in {"NOUN", "PROPN"} and tree.lemma(index) in INSTRUMENTS


def auxiliary_of(tree: Tree, verb: int) -> str:
    """ "does", "do", "did" or "will" for a question about what a verb's subject does."""
    modal = next((tree.word(k) for k in tree.kids(verb, "aux") if tree.tokens[k].tag == "MD"), "")
    if modal:
        return modal if modal in {"will", "would"} else ""
    if any(tree.kids(verb, "aux")):
        return ""
    return {"VBZ": "does", "VBP": "do", "VBD": "did"}.get(tree.tokens[verb].tag, "")


def said(fact: Fact) -> Rule | None:
    """ "The act says that Y may (must, may not, has the right to) V"."""
    tree = fact.tree
    verb = tree.tokens[fact.head].head
    if tree.dep(fact.head) != "ccomp" or tree.lemma(verb) not in SAYING or fact.passive or fact.copular:
        return None
    law = tree.kid(verb, "nsubj")
    auxiliary = auxiliary_of(tree, verb)
    if law is None or not is_law(tree, law) or not auxiliary:
        return None
    negated = fact.negation is not None
    if tree.lemma(fact.head) == "have" and not negated:
        right = tree.kid(fact.head, "obj")
        to = to_verb(tree, right, "acl", "xcomp") if right is not None and tree.lemma(right) in RIGHTS else None
        to = to or (to_verb(tree, fact.head, "xcomp") if right is not None and tree.lemma(right) in RIGHTS else None)
        if right is not None and to is not None:
            return Rule(fact, law, fact.subject, to, "give", f"the {tree.lemma(right)} to do", auxiliary)
    if fact.modal in {"can", "may", "could", "might"}:
        verbs = ("forbid" if negated else "allow", "to do")
    elif fact.modal in {"must", "shall"}:
        verbs = ("forbid" if negated else "require", "to do")
    else:
        return None
    return Rule(fact, law, fact.subject, fact.head, *verbs, auxiliary)


def done(fact: Fact) -> Rule | None:
    """ "The act allows (requires, forbids) Y to V", "the act bans Y from V-ing"."""
    tree = fact.tree
    lemma = tree.lemma(fact.head)
    auxiliary = auxiliary_of(tree, fact.head)
    after = [k for k in tree.kids(fact.head, "obj", "iobj", "nsubj") if k > fact.head]
    person = after[0] if after else None
    if not is_law(tree, fact.subject) or fact.negation is not None or fact.passive or person is None or not auxiliary:
        return None
    if lemma in GRANTING | DEMANDING | FORBIDDING:
        to = to_verb(tree, fact.head, "xcomp", "ccomp", "advcl", "acl", bare=lemma == "let")
        return (
            Rule(fact, fact.subject, person, to, lemma, "do" if lemma == "let" else "to do", auxiliary) if to else None
        )
    if lemma in BARRING:
        verbs = (k for k in tree.kids(fact.head, "advcl", "xcomp", "obl") if tree.tokens[k].tag == "VBG")
        barred = next((k for k in verbs if any(tree.word(m) == "from" for m in tree.kids(k, "mark", "case"))), None)
        return Rule(fact, fact.subject, person, barred, lemma, "from doing", auxiliary) if barred else None
    return None


def given(fact: Fact) -> Rule | None:
    """ "The act gives Y the right (power, permission) to V"."""
    tree = fact.tree
    right, person = fact.kid("obj"), fact.kid("iobj")
    auxiliary = auxiliary_of(tree, fact.head)
    if not is_law(tree, fact.subject) or tree.lemma(fact.head) not in GIVING or right is None or person is None:
        return None
    if tree.lemma(right) not in RIGHTS or fact.negation is not None or not auxiliary:
        return None
    to = to_verb(tree, right, "acl")
    ends = f"the {tree.lemma(right)} to do"
    return Rule(fact, fact.subject, person, to, tree.lemma(fact.head), ends, auxiliary) if to else None


def to_verb(tree: Tree, head: int, *relations: str, bare: bool = False) -> int | None:
    """The infinitive that hangs on a word, with "to" unless `bare`."""
    for k in tree.kids(head, *relations):
        marked = any(tree.word(m) == "to" for m in tree.kids(k, "mark", "aux"))
        if tree.tokens[k].tag == "VB" and (marked or bare) and not tree.kids(k, "cop", "aux:pass"):
            return k
    return None


def phrase(tree: Tree, head: int) -> list[int]:
    """A noun phrase as far as its own words go: no relative clause, no apposition, nothing in brackets or commas."""
    cut = [k for k in tree.subtree(head) if tree.tokens[k].dep in {"acl:relcl", "appos", "acl", "parataxis"}]
    whole = tree.subtree(head, without=[k for k in cut if k != head])
    kept = [i for i in whole if tree.tokens[i].pos != "PUNCT"]
    first, last = min(kept), max(kept)
    if any(tree.tokens[i].text in {",", "(", "–", "—", ";"} for i in range(first, last) if i not in kept):
        raise UnfitError("points_elsewhere")
    return [i for i in whole if first <= i <= last]


def action_tokens(tree: Tree, verb: int) -> list[int]:
    """The verb and what belongs to it, up to the condition or reason that follows."""
    inside = set(tree.subtree(verb))
    span: list[int] = []
    for i in range(verb, max(inside) + 1):
        opens = i > verb and tree.word(i) in CONDITIONS and tree.dep(i) in {"mark", "advmod", "advcl"}
        if i not in inside or opens or tree.tokens[i].text in {";", ":", "(", "–", "—"}:
            break
        span.append(i)
    while span and (
        tree.tokens[span[-1]].pos in {"PUNCT", "CCONJ", "SCONJ"} or tree.word(span[-1]) in {"only", "even"}
    ):
        span.pop()
    return span


def named_law(shop: Workshop, tree: Tree, law: int, sentence: int) -> tuple[str, tuple[int, ...]]:
    """The law's name and the sentences that give it; "the law" alone takes the name that came shortly before."""
    tokens = undated(tree, phrase(tree, law), law)
    telling = [i for i in tokens if i != law and tree.tokens[i].pos not in {"DET", "PUNCT"}]
    if telling:
        problem = shop.standing.problem(tree, tokens)
        if problem and problem[0] not in ALLOWED_HERE:
            raise UnfitError(problem[0])
        said = tree.lowered(tokens[0], tree.say(tokens, shop.standing.swaps(tree, tokens)))
        bare = tree.tokens[tokens[0]].pos == "PROPN" and tokens != phrase(tree, law)
        return f"the {said}" if bare else said, (sentence,)
    for i in range(tree.sentences[sentence].first - 1, -1, -1):
        token = tree.tokens[i]
        if (
            sentence - token.sentence > 2
            or tree.sentences[token.sentence].paragraph != tree.sentences[sentence].paragraph
        ):
            break
        if tree.lemma(i) == tree.lemma(law) and tree.kids(i, "compound", "amod", "nummod", "nmod"):
            found = phrase(tree, i)
            named = [k for k in found if tree.dep(k) not in {"case"} or k > i]
            if tree.tokens[i].text[:1].isupper() and shop.standing.problem(tree, named) is None:
                text = tree.lowered(named[0], tree.say(named))
                text = text if text.lower().startswith("the ") else f"the {text}"
                return text, (token.sentence, sentence)
    raise UnfitError("definite_without_referent")


def undated(tree: Tree, tokens: list[int], law: int) -> list[int]:
    """A law's name without "this year's" in front, where a name written with capitals is left."""
    year = next((i for i in tokens if tree.word(i) in {"year", "month"} and tree.dep(i) == "nmod"), None)
    if year is None or tree.word(year - 1) not in {"this", "last"} or not tree.tokens[law].text[:1].isupper():
        return tokens
    return [i for i in tokens if i > year and tree.tokens[i].tag != "POS"]


def turned(tree: Tree, span: list[int]) -> list[dict[int, str]]:
    """Replacements that turn a condition round: "without asking" to "only after asking", "before" to "after"."""
    found = []
    for i in span[1:-1]:
        word, gerund_next = tree.word(i), tree.tokens[i + 1].tag == "VBG"
        if word == "without":
            found.append({i: "only after" if gerund_next else "only with"})
        elif word in {"before", "after"} and tree.dep(i) in {"case", "mark"}:
            found.append({i: "after" if word == "before" else "before"})
    return found


def leaning(shop: Workshop, tree: Tree, span: list[int], subject: int) -> str | None:
    """What in the key only the paragraph explains; "their" and "its" of those concerned are clear."""
    plural = tree.tokens[subject].tag in {"NNS", "NNPS"}
    for i in span:
        if tree.word(i) in ({"their", "they", "them"} if plural else {"its"}):
            continue
        problem = shop.standing.problem(tree, [i], subject)
        if problem and problem[0] not in ALLOWED_HERE:
            return problem[0]
    return None


def asked(shop: Workshop, rule: Rule) -> Candidate:
    """The question about a rule; raises `UnfitError` when it would not stand alone."""
    fact, tree = rule.fact, rule.fact.tree
    fault = shop.stater.sentence_problem(tree, fact.sentence)
    if fault:
        raise UnfitError(fault)
    law, sentences = named_law(shop, tree, rule.law, fact.sentence)
    person, span = concerned(shop, rule), laid_down(shop, rule)
    swaps = shop.standing.swaps(tree, [*person, *span])
    whom = tree.lowered(person[0], tree.say(person, swaps))
    stem = finish(f"What {rule.auxiliary} {law} {rule.asks} {whom} {rule.ends}")
    statement = Statement(fact, tuple(sorted({*person, *span})), swaps, sentences)
    action = Action(tree, fact.sentence, rule.action, tuple(span), False, False, frozenset(), "", swaps)
    form = "gerund" if rule.ends == "from doing" else "base"
    key = capital(action.say(form))
    misreads = [Choice(capital(action.say(form, c)), Role.MISREAD, TURNED) for c in turned(tree, span)]
    misreads += [
        Choice(capital(action.say(form, c.swaps)), Role.MISREAD, c.rationale)
        for c in shop.changer.changes(statement, span)
        if rule.action not in c.swaps
    ]
    return Candidate(
        kind=ItemKind.CHOICE,
        template="law_allows" if rule.asks in GRANTING | {"give"} else f"law_{rule.asks}s",
        stem=stem,
        answer=key,
        statement=statement,
        sentences=sentences,
        wrong=enough(choose(key, misreads, other_deeds(shop, rule, form, key, stem))),
        asked=tuple(span),
        worth=1.0,
        key_rationale="The text says that this is what the law lays down.",
    )


def concerned(shop: Workshop, rule: Rule) -> list[int]:
    """The words for those whom a rule concerns; raises `UnfitError` where only the paragraph says who they are."""
    person = phrase(rule.fact.tree, rule.subject)
    problem = shop.standing.problem(rule.fact.tree, person)
    if problem and problem[0] not in ALLOWED_HERE:
        raise UnfitError(problem[0])
    return person


def laid_down(shop: Workshop, rule: Rule) -> list[int]:
    """The words for what they may, must or must not do; raises `UnfitError` where these do not serve as a key."""
    tree = rule.fact.tree
    span = action_tokens(tree, rule.action)
    leans = leaning(shop, tree, span, rule.subject)
    if leans:
        raise UnfitError(leans)
    if not 2 < len(span) <= LONGEST_KEY or not complete(tree, span):
        raise UnfitError("thin" if len(span) <= 2 else "too_long")
    return span


def other_deeds(shop: Workshop, rule: Rule, form: str, key: str, stem: str) -> list[Choice]:
    """What the article says that others do, people first, without what is tied to a year."""
    tree = rule.fact.tree
    return [
        Choice(capital(c.text), c.role, c.rationale)
        for people in (True, False)
        for c in elsewhere_actions(
            shop.actions,
            key_text=key,
            stem=stem,
            key_sentence=(tree.section, rule.fact.sentence),
            agent=agent_lemmas(tree, rule.subject),
            form=form,
            people=people,
        )
        if not re.search(r"\b(?:19|20)\d\d\b", c.text)
    ]
