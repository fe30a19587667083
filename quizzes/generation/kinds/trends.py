"""How something changes: what rises, falls, grows or shrinks, by how much, from what to what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from quizzes.generation.asking.options import choose
from quizzes.generation.asking.questions import ask
from quizzes.generation.candidates import Candidate, Choice
from quizzes.generation.changing.misreading import Change
from quizzes.generation.english.lists import listed
from quizzes.generation.english.verbs import gerund, participle, past, present
from quizzes.generation.grammar.facts import Fact
from quizzes.generation.grammar.tree import Tree, capital
from quizzes.generation.kinds.parting import edges, told_facts
from quizzes.generation.kinds.proposing import enough, tried
from quizzes.generation.stating.statements import Statement, UnfitError
from quizzes.generation.types import ItemKind, Role
from quizzes.generation.workshop import Workshop

TURNS = {
    "rise": "fall",
    "fall": "rise",
    "increase": "decrease",
    "decrease": "increase",
    "grow": "shrink",
    "shrink": "grow",
    "drop": "rise",
    "decline": "increase",
    "climb": "fall",
    "double": "halve",
    "treble": "halve",
    "triple": "halve",
    "halve": "double",
    "improve": "worsen",
    "worsen": "improve",
    "deteriorate": "improve",
    "soar": "plunge",
    "plunge": "soar",
}
LOOKING_AHEAD = listed("expect predict project forecast set likely continue start begin")
AMOUNT_CASES = frozenset({"by", "from", "to", "at"})


def propose(shop: Workshop) -> Iterator[Candidate]:
    """ "How did X change?" for what the text or somebody in it says of a rise or a fall."""
    for fact in told_facts(shop):
        verb = changing(fact.tree, fact.head, fact.parts("xcomp"))
        if verb is None or fact.negation is not None or (fact.passive and verb == fact.head):
            continue
        yield from tried(shop, fact.place, "how_changed", change_told, fact, verb)


def change_told(shop: Workshop, fact: Fact, verb: int) -> Candidate | None:
    """The question on one change; None where it is uncertain whose words tell of it."""
    told = amount(fact, verb)
    statement = standing_alone(shop, fact, told)
    if fact.reporting is not None and not shop.voice(statement):
        return None
    return how_changed(shop, statement, verb, told)


def changing(tree: Tree, head: int, complements: list[int]) -> int | None:
    """The verb of change: the clause's own, or the one after "is expected to"."""
    if tree.lemma(head) in TURNS and tree.tokens[head].pos == "VERB":
        return head
    for k in complements:
        if tree.lemma(k) in TURNS and tree.lemma(head) in LOOKING_AHEAD and tree.tokens[k].tag == "VB":
            return k
    return None


def standing_alone(shop: Workshop, whole: Fact, told: list[int]) -> Statement:
    """The clause as a statement, else without its amount; that may be short, since the question asks for the amount."""
    try:
        return shop.stater.state(whole)
    except UnfitError:
        fact = without(whole, told)
    try:
        return shop.stater.state(fact)
    except UnfitError as unfit:
        tree = fact.tree
        problem = shop.standing.problem(tree, fact.tokens, fact.subject)
        named = tree.tokens[fact.subject].pos in {"NOUN", "PROPN"} and len(fact.subject_tokens) > 1
        if unfit.reason not in {"thin", "too_short"} or problem or not named:
            raise
        return Statement(fact, fact.tokens, shop.standing.swaps(tree, fact.tokens), (fact.sentence,))


def without(fact: Fact, cut: list[int]) -> Fact:
    """The fact without some of its words."""
    gone = set(cut)
    return replace(
        fact,
        tokens=tuple(i for i in fact.tokens if i not in gone),
        tail=tuple(i for i in fact.tail if i not in gone),
    )


def amount(fact: Fact, verb: int) -> list[int]:
    """The words that say by how much, from what and to what; raises `UnfitError` for a real object."""
    tree, inside = fact.tree, set(fact.tokens)
    found: set[int] = set()
    for k in tree.kids(verb, "obj", "obl", "nmod", "nummod", "advmod", "xcomp"):
        span = [i for i in tree.subtree(k) if i in inside]
        if not span or k < verb:
            continue
        number = any(tree.tokens[i].pos == "NUM" or "%" in tree.tokens[i].text for i in span)
        cases = {tree.word(c) for c in tree.kids(k, "case")}
        kind = str(tree.tokens[k].kind).lower()
        year = kind == "time" and cases & {"by", "in", "since", "until", "during", "from", "to"}
        measured = number and not year and (not cases or cases & AMOUNT_CASES)
        manner = tree.dep(k) == "advmod" and tree.word(k).endswith("ly")
        if measured or manner:
            found |= set(span)
        elif tree.dep(k) == "obj":
            raise UnfitError("no_key")
    return sorted(found)


def inflected(tree: Tree, verb: int, lemma: str, plural: bool) -> str:
    """Another verb in the form of the given one."""
    tag = tree.tokens[verb].tag
    if tag == "VBD":
        return past(lemma)
    if tag == "VBN":
        return participle(lemma)
    if tag == "VBG":
        return gerund(lemma)
    return present(lemma, plural) if tag in {"VBZ", "VBP"} else lemma


def how_changed(shop: Workshop, statement: Statement, verb: int, told: list[int]) -> Candidate:
    """The question with the change as the key, the change turned round and other amounts as the wrong options."""
    fact, tree = statement.fact, statement.tree
    check_asked(statement, verb, told)
    bare = verb == fact.head and not fact.group  # "did change"
    change = "change" if bare else inflected(tree, verb, "change", fact.plural)
    stem = shop.voiced(statement, ask(statement, "How", told, swaps={verb: change}))
    if stem.count(" ") < 4:
        raise UnfitError("thin")
    core = verbs_of(statement, verb)
    said = edges(sorted({*core, *told}), tree)
    if told and min(told) < min(core):
        raise UnfitError("no_key")
    ways = Ways(statement, verb, core, said)
    key = ways.say()
    if not any(c.isdigit() for c in key) or tree.lemma(verb) in {"continue", "keep", "start", "begin"}:
        raise UnfitError("no_key")  # up, down or level alone is guessed without the text
    whole = Statement(fact, tuple(sorted({*statement.tokens, *told})), statement.swaps, statement.sentences)
    numbers = [c for c in shop.changer.changes(whole, told) if c.kind == "number"]
    return Candidate(
        kind=ItemKind.CHOICE,
        template="how_changed",
        stem=stem,
        answer=capital(key),
        statement=statement,
        sentences=shop.grounds(statement),
        wrong=enough(choose(key, [], other_ways(ways, numbers))),
        asked=tuple(said),
        worth=1.0,
        key_rationale="The text says exactly this.",
    )


def check_asked(statement: Statement, verb: int, told: list[int]) -> None:
    """Raises `UnfitError` where the clause tells more than one change, or one that "how did it change" does not fit."""
    fact, tree = statement.fact, statement.tree
    if fact.coordinated or tree.kids(verb, "conj") or tree.kids(verb, "advcl"):
        raise UnfitError("shared_object")
    if str(tree.tokens[fact.subject].kind).lower() in {"person", "organisation", "animal"}:
        raise UnfitError("no_key")
    if any(tree.word(i) == "as" for i in told) or any(tree.tokens[i].pos == "ADJ" for i in tree.kids(verb)):
        raise UnfitError("verb_form")


def verbs_of(statement: Statement, verb: int) -> list[int]:
    """The verb of change with its auxiliaries and what ties it to the clause's own verb: "is expected to rise"."""
    tree, fact = statement.tree, statement.fact
    group = [i for i in statement.tokens if i in set(fact.group) or i in {fact.head, verb}]
    between = [i for i in range(min(group), max(group)) if tree.word(i) in {"to", "be"} and i in set(statement.tokens)]
    return sorted({*group, *between})


@dataclass(frozen=True, slots=True)
class Ways:
    """A change said of "it" or "they": `core` are its verbs, `said` these with the amount."""

    statement: Statement
    verb: int
    core: list[int]
    said: list[int]

    def say(self, lemma: str = "", swaps: Mapping[int, str] | None = None, *, amount: bool = True) -> str:
        """The change, with another verb or other figures, with or without the amount."""
        fact, tree = self.statement.fact, self.statement.tree
        form = {self.verb: inflected(tree, self.verb, lemma, fact.plural)} if lemma else {}
        words = self.statement.say(self.said if amount else self.core, {**form, **(swaps or {})})
        return f"{'They' if fact.plural else 'It'} {words}"


def other_ways(ways: Ways, numbers: list[Change]) -> list[Choice]:
    """How it did not change: the other way, by another amount, both, or not at all."""
    tree = ways.statement.tree
    turned = TURNS[tree.lemma(ways.verb)]
    rationale = f"The text says “{tree.tokens[ways.verb].text}”."
    opposite = Choice(ways.say(turned), Role.MISREAD, rationale)
    same = Choice(ways.say("stay", amount=False) + " the same", Role.UNSUPPORTED, rationale)
    if not numbers:
        swing = Choice(ways.say("go", amount=False) + " up and down", Role.UNSUPPORTED, rationale)
        return [opposite, same, swing]
    figure = numbers[0]
    other = Choice(ways.say(swaps=figure.swaps), Role.MISREAD, figure.rationale)
    both = Choice(ways.say(turned, figure.swaps), Role.MISREAD, figure.rationale)
    return [opposite, other, both, same]
