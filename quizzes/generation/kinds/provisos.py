"""Under what condition a law, rule, order or agreement lets somebody do something, or asks it of them.

The forms: "may V if C", "may V only if (only after) C", "must V unless C", "provided that C", "as long as C", "when C",
"in case of N". The question names the law where the sentence does; the key is the condition.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from quizzes.generation.asking.options import bag, choose, overlap
from quizzes.generation.asking.questions import finish
from quizzes.generation.candidates import Candidate, Choice
from quizzes.generation.english.lists import listed
from quizzes.generation.english.numbers import pick
from quizzes.generation.english.verbs import gerund
from quizzes.generation.grammar.facts import Fact
from quizzes.generation.grammar.tree import Tree, capital
from quizzes.generation.kinds import laws
from quizzes.generation.kinds.parting import edges, tense
from quizzes.generation.kinds.proposing import tried
from quizzes.generation.stating.statements import Statement, UnfitError
from quizzes.generation.types import ItemKind, Role
from quizzes.generation.workshop import Workshop

OPENERS = (
    "only if", "only when", "only after", "on condition that", "on the condition that", "provided that",
    "providing that", "as long as", "so long as", "in the event that", "in case", "unless", "if", "when",
    "whenever", "once", "provided", "providing", "after",
)  # fmt: skip
NOT = listed("not no never nobody none n't n’t")
DO = {"VBZ": "does", "VBP": "do", "VBD": "did"}
LONGEST = 24
LONG_KEY = 66  # letters
# Conditions such as rules have: what may stand beside the true one where the text does not speak of it.
USUAL = (
    "a court has allowed it beforehand",
    "the owner has agreed to it in writing",
    "a fee has been paid in advance",
    "nobody has objected within thirty days",
    "two witnesses have signed a declaration",
)
UNSAID = "Rules may have such a condition, but the text does not give it for this one."
OPPOSITE = "The text says the opposite of this condition."
OTHERWISE = "The text says this, but not as a condition of the rule."


@dataclass(frozen=True, slots=True)
class Proviso:
    """A condition in a rule: how it opens in an option ("If {}"), its words, and whether "unless" turns it round."""

    frame: str
    head: int
    body: tuple[int, ...]
    turned: bool
    first: int


def propose(shop: Workshop) -> Iterator[Candidate]:
    """One question for each rule that holds under a condition."""
    for fact in shop.facts:
        for rule in (laws.said(fact), laws.done(fact), laws.given(fact)):
            if rule is None or fact.quoted:
                continue
            yield from tried(shop, fact.place, "law_condition", on_condition, rule)


def on_condition(shop: Workshop, rule: laws.Rule) -> Candidate | None:
    """The question on one rule; None where it holds without a condition."""
    proviso = condition(rule.fact.tree, rule.action, rule.fact.sentence)
    return None if proviso is None else asked(shop, rule, proviso)


def condition(tree: Tree, action: int, sentence: int) -> Proviso | None:
    """The condition after the rule's action, or one that opens the sentence."""
    last = tree.sentences[sentence].last
    for i in range(action + 1, last):
        words = " ".join(tree.word(k) for k in range(i, min(i + 4, last)))
        opening = next((o for o in OPENERS if f"{words} ".startswith(f"{o} ")), None)
        if opening is None or (opening == "after" and tree.tokens[i - 1].text != "only"):
            continue
        start = i + len(opening.split())
        body = edges(upto(tree, start, last), tree)
        head = next((k for k in body if tree.tokens[k].pos in {"VERB", "AUX"}), None)
        if head is None or not any(tree.dep(k) == "nsubj" for k in body if k <= head or tree.tokens[k].head == head):
            if opening == "only after" and head is not None and tree.tokens[head].tag == "VBG":
                return Proviso("Only after {}", head, tuple(body), False, i)
            continue
        frame = "Only after {}" if opening in {"only after", "once"} else "If {}"
        return Proviso(frame, head, tuple(body), opening == "unless", i)
    return None


def upto(tree: Tree, start: int, last: int) -> list[int]:
    """The words from a place up to the next strong mark."""
    found = []
    for i in range(start, last + 1):
        if tree.tokens[i].text in {";", ":", "–", "—", "(", ".", "?", "!"}:
            break
        found.append(i)
    return found


def asked(shop: Workshop, rule: laws.Rule, proviso: Proviso) -> Candidate:
    """The question; raises `UnfitError` when it would not stand alone."""
    fact, tree = rule.fact, rule.fact.tree
    fault = shop.stater.sentence_problem(tree, fact.sentence)
    if fault:
        raise UnfitError(fault)
    law, sentences = laws.named_law(shop, tree, rule.law, fact.sentence)
    person = laws.phrase(tree, rule.subject)
    action = edges([i for i in laws.action_tokens(tree, rule.action) if i < proviso.first], tree)
    for span in (person, action):
        leans = laws.leaning(shop, tree, span, rule.subject)
        if leans:
            raise UnfitError(leans)
    if not 3 < len(proviso.body) <= LONGEST:
        raise UnfitError("thin" if len(proviso.body) <= 3 else "too_long")
    swaps = shop.standing.swaps(tree, [*person, *action])
    whom = tree.lowered(person[0], tree.say(person, swaps))
    stem = stem_of(rule, law, whom, doing(tree, action, swaps, rule), proviso.turned)
    whole = tuple(sorted({*person, *action, *proviso.body}))
    statement = Statement(fact, whole, swaps, sentences)
    key = proviso.frame.format(tree.lowered(proviso.body[0], tree.say(proviso.body)))
    misreads = [
        Choice(proviso.frame.format(tree.lowered(proviso.body[0], tree.say(proviso.body, c.swaps))), Role.MISREAD, w)
        for c in shop.changer.changes(statement, proviso.body)
        for w in [c.rationale]
    ]
    misreads = [*denied(tree, proviso), *misreads]
    rivals = others(shop, fact, proviso, key, stem)
    wrong = choose(key, misreads, [*usual(tree, fact.sentence, proviso, key), *rivals])
    if wrong is None:
        raise UnfitError("too_few_options")
    return Candidate(
        kind=ItemKind.CHOICE,
        template="law_condition",
        stem=stem,
        answer=capital(key),
        statement=statement,
        sentences=sentences,
        wrong=wrong,
        asked=proviso.body,
        worth=1.0,
        key_rationale="The text gives exactly this condition.",
    )


def doing(tree: Tree, action: list[int], swaps: dict[int, str], rule: laws.Rule) -> str:
    """What is allowed or asked, with the verb in the form that the question wants."""
    verb = {rule.action: gerund(tree.lemma(rule.action))} if rule.ends == "from doing" else {}
    if not verb and tree.tokens[rule.action].tag != "VB":
        verb = {rule.action: tree.lemma(rule.action)}
    return tree.say(action, {**swaps, **verb})


def stem_of(rule: laws.Rule, law: str, whom: str, deed: str, turned: bool) -> str:
    """ "Under what condition does the act allow Y to V?"; with "unless" the question asks when it does not."""
    auxiliary = rule.auxiliary
    middle = rule.ends.removesuffix("doing").removesuffix("do").strip()
    wanted = f"{law} {'not ' if turned else ''}{rule.asks} {whom} {middle} {deed}"
    opening = "In what case" if turned else "Under what condition"
    return finish(f"{opening} {auxiliary} {wanted}".replace("  ", " "))


def denied(tree: Tree, proviso: Proviso) -> list[Choice]:
    """The condition with its verb denied, where it has just one."""
    group = [k for k in tree.kids(proviso.head, "aux", "cop") if k in proviso.body]
    head = proviso.head if tree.dep(proviso.head) != "aux" else tree.tokens[proviso.head].head
    group = group or [k for k in tree.kids(head, "aux", "cop") if k in proviso.body]
    first = min([*group, head])
    if (
        proviso.frame != "If {}"
        or first not in proviso.body
        or tree.kids(head, "conj")
        or any(tree.word(i) in NOT for i in proviso.body)
    ):
        return []
    token = tree.tokens[first]
    if group:
        swap = f"{token.text} not"
    elif token.tag in {"VBZ", "VBP", "VBD"}:
        swap = f"{DO[token.tag]} not {tree.lemma(first)}"
    else:
        return []
    text = proviso.frame.format(tree.lowered(proviso.body[0], tree.say(proviso.body, {first: swap})))
    return [Choice(text, Role.MISREAD, OPPOSITE)]


def usual(tree: Tree, sentence: int, proviso: Proviso, key: str) -> list[Choice]:
    """Conditions that rules often have and this text does not speak of, in an order that differs from rule to rule."""
    said = bag(tree.sentences[sentence].text)
    found = [body for body in USUAL if len(bag(body) & said) < 2]
    if len(key) > LONG_KEY:
        turned = found[2:] + found[:2]
        found = [f"{one} and {other}" for one, other in zip(found, turned, strict=True)]
    found.sort(key=lambda body: (abs(len(proviso.frame.format(body)) - len(key)) // 12, pick(f"{key}|{body}", 1 << 30)))
    return [Choice(proviso.frame.format(body), Role.UNSUPPORTED, UNSAID) for body in found]


def others(shop: Workshop, fact: Fact, proviso: Proviso, key: str, stem: str) -> list[Choice]:
    """What the article states elsewhere in the tense of the condition, put as conditions; the likest first."""
    tree = fact.tree
    want = tense(tree, proviso.head)
    topic = bag(f"{stem} {key}")
    found: list[tuple[float, Choice]] = []
    for other in shop.told:
        same = other.tree is tree and other.fact.sentence == fact.sentence
        if same or other.lead or tense(other.tree, other.fact.head) == "modal" or proviso.frame == "Only after {}":
            continue
        tokens = edges([i for i in other.tokens if i not in set(other.fact.coordinated)], other.tree)
        body = other.tree.lowered(tokens[0], other.say(tokens))
        text = proviso.frame.format(body)
        if overlap(text, key) > 0.3 or overlap(text, stem) > 0.25:
            continue
        apart = abs(len(text) - len(key)) / 8 - 3 * min(2, len(bag(body) & topic))
        apart += 6 * (tense(other.tree, other.fact.head) != want)
        found.append((apart, Choice(text, Role.ELSEWHERE, OTHERWISE)))
    return [c for _, c in sorted(found, key=lambda pair: (pair[0], pair[1].text))]
