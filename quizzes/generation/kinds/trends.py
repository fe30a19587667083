"""How something changes: what rises, falls, grows or shrinks, by how much, from what to what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from quizzes.generation.candidates import Candidate, Choice
from quizzes.generation.english.lists import listed
from quizzes.generation.english.verbs import gerund, participle, past, present
from quizzes.generation.facts import Fact
from quizzes.generation.kinds.parting import edges, told_facts
from quizzes.generation.options import choose
from quizzes.generation.questions import ask
from quizzes.generation.statements import Statement, UnfitError
from quizzes.generation.tree import Tree, capital
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
        try:
            told = amount(fact, verb)
            statement = standing_alone(shop, fact, told)
            if fact.reporting is not None and not shop.voice(statement):
                continue
            yield how_changed(shop, statement, verb, told)
        except UnfitError as unfit:
            shop.refuse(fact.tree, fact.sentence, "how_changed", unfit.reason)


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
    if fact.coordinated or tree.kids(verb, "conj") or tree.kids(verb, "advcl"):
        raise UnfitError("shared_object")
    if str(tree.tokens[fact.subject].kind).lower() in {"person", "organisation", "animal"}:
        raise UnfitError("no_key")
    if any(tree.word(i) == "as" for i in told) or any(tree.tokens[i].pos == "ADJ" for i in tree.kids(verb)):
        raise UnfitError("verb_form")
    bare = verb == fact.head and not fact.group  # "did change"
    change = "change" if bare else inflected(tree, verb, "change", fact.plural)
    stem = shop.voiced(statement, ask(statement, "How", told, swaps={verb: change}))
    if stem.count(" ") < 4:
        raise UnfitError("thin")
    pronoun = "They" if fact.plural else "It"
    group = [i for i in statement.tokens if i in set(fact.group) or i in {fact.head, verb}]
    between = [i for i in range(min(group), max(group)) if tree.word(i) in {"to", "be"} and i in set(statement.tokens)]
    core = sorted({*group, *between})
    said = edges(sorted({*core, *told}), tree)
    if told and min(told) < min(core):
        raise UnfitError("no_key")

    def option(lemma: str = "", swaps: dict[int, str] | None = None, keep: list[int] = said) -> str:
        form = {verb: inflected(tree, verb, lemma, fact.plural)} if lemma else {}
        return f"{pronoun} {statement.say(keep, {**form, **(swaps or {})})}"

    whole = Statement(fact, tuple(sorted({*statement.tokens, *told})), statement.swaps, statement.sentences)
    key = option()
    turned = TURNS[tree.lemma(verb)]
    rationale = f"The text says “{tree.tokens[verb].text}”."
    opposite = Choice(option(turned), Role.MISREAD, rationale)
    numbers = [c for c in shop.changer.changes(whole, told) if c.kind == "number"]
    other = [Choice(option(swaps=dict(c.swaps)), Role.MISREAD, c.rationale) for c in numbers]
    both = [Choice(option(turned, dict(c.swaps)), Role.MISREAD, c.rationale) for c in numbers[:1]]
    same = Choice(option("stay", keep=core) + " the same", Role.UNSUPPORTED, rationale)
    if not any(c.isdigit() for c in key) or tree.lemma(verb) in {"continue", "keep", "start", "begin"}:
        raise UnfitError("no_key")  # up, down or level alone is guessed without the text
    swing = Choice(option("go", keep=core) + " up and down", Role.UNSUPPORTED, rationale)
    pool = [opposite, *other[:1], *both, same] if numbers else [opposite, same, swing]
    wrong = choose(key, [], pool)
    if wrong is None:
        raise UnfitError("too_few_options")
    return Candidate(
        kind=ItemKind.CHOICE,
        template="how_changed",
        stem=stem,
        answer=capital(key),
        statement=statement,
        sentences=shop.grounds(statement),
        wrong=wrong,
        asked=tuple(said),
        worth=1.0,
        key_rationale="The text says exactly this.",
    )
