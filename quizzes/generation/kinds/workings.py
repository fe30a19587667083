"""How something helps or affects something else: "X enables Y to V", "X makes it possible for Y to V"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from quizzes.generation.asking.options import choose
from quizzes.generation.asking.predicates import pronoun_for
from quizzes.generation.asking.questions import ask
from quizzes.generation.candidates import Candidate, Choice
from quizzes.generation.changing.misreading import spread
from quizzes.generation.english.lists import listed
from quizzes.generation.english.verbs import inflected
from quizzes.generation.grammar.facts import Fact
from quizzes.generation.kinds.others import offered_beside, phrases_of_others
from quizzes.generation.kinds.parting import Parted, edges, told_facts
from quizzes.generation.kinds.proposing import enough, tried
from quizzes.generation.kinds.reasons import asked_for, inner_changes
from quizzes.generation.kinds.sentences import evidence
from quizzes.generation.stating.actions import Action, complete, phrase_tokens
from quizzes.generation.stating.statements import Statement, UnfitError
from quizzes.generation.types import Role
from quizzes.generation.workshop import Workshop

LETTING = {"help": "help", "enable": "enable", "allow": "allow", "let": "let", "permit": "allow"}
BARE = frozenset({"help", "let"})
HOW = "The text says that this is how."
SHORTEST, LONGEST = 3, 18
# What is done to an amount or a state, and the other way round.
WORKING = {
    "reduce": "increase",
    "increase": "reduce",
    "cut": "increase",
    "lower": "raise",
    "raise": "lower",
    "boost": "reduce",
    "improve": "worsen",
    "worsen": "improve",
    "ease": "worsen",
    "strengthen": "weaken",
    "weaken": "strengthen",
    "shorten": "lengthen",
    "lengthen": "shorten",
    "extend": "shorten",
    "double": "halve",
    "halve": "double",
    "speed up": "slow down",
    "slow down": "speed up",
    "slow": "speed up",
}


# What else is done to a thing, good or bad.
DOING = frozenset(WORKING) | listed(
    "harm damage hurt threaten endanger protect destroy contaminate pollute poison limit undermine restrict hinder "
    "accelerate relieve transform disrupt ruin weaken enrich erode"
)
# "Raises questions", "cuts a path": nothing that was there before is changed.
MADE_BY_IT = listed("question concern issue doubt hope money fund awareness point eyebrow child path hole deal way")


def propose(shop: Workshop) -> Iterator[Candidate]:
    """ "How does X help Y?" and "How does X affect Y?" for what the text states or lets somebody say."""
    for fact in told_facts(shop):
        for maker in (helps, helps_sentence, affects, affects_sentence):
            yield from tried(shop, fact.place, maker.__name__, maker, fact, fact.head)


@dataclass(frozen=True, slots=True)
class Help:
    """What lets somebody do something: the verb of letting for the key, who is helped, what they can do, and the words
    that the question leaves out."""

    statement: Statement
    letting: str
    helped: int
    action: int
    tokens: tuple[int, ...]
    told: tuple[int, ...]
    possible: bool

    @property
    def verb(self) -> dict[int, str]:
        """The clause's verb as a form of "help"."""
        fact = self.statement.fact
        return {fact.head: inflected("help", fact.tree.tokens[fact.head].tag)}

    @property
    def object(self) -> str:
        inside = set(self.statement.tokens)
        return self.statement.say([i for i in self.statement.tree.subtree(self.helped) if i in inside])


def help_of(shop: Workshop, fact: Fact) -> Help | None:
    """The parts of "X enables Y to V"; None for any other clause, `UnfitError` where it cannot be asked about."""
    tree, verb = fact.tree, fact.head
    possible = made_possible(fact)
    letting = "let" if possible else LETTING.get(tree.lemma(verb))
    action = possible or fact.kid("xcomp", "ccomp")
    if letting is None or action is None or fact.negation is not None or fact.passive or fact.coordinated:
        return None
    # The reader may take the helped one for a part of what they do.
    first = verb + 1 if possible else verb
    kids = [k for k in (*tree.kids(verb), *tree.kids(action)) if first < k < action]
    helped = next((k for k in kids if tree.tokens[k].pos in {"NOUN", "PROPN", "PRON"}), None)
    if helped is None or tree.tokens[action].tag != "VB":
        return None
    if tree.tokens[helped].pos == "PRON" or tree.kids(action, "aux:pass", "cop"):
        raise UnfitError("pronoun" if tree.tokens[helped].pos == "PRON" else "verb_form")
    statement = shop.stater.state(fact)
    if fact.reporting is not None and not shop.voice(statement):
        raise UnfitError("quoted")
    inside = set(statement.tokens)
    tokens = [i for i in phrase_tokens(tree, action) if i in inside and i >= action]
    if not SHORTEST <= len(tokens) <= LONGEST or not complete(tree, tokens):
        raise UnfitError("thin" if len(tokens) < SHORTEST else "too_long")
    if possible:
        told = [i for i in statement.predicate if i > verb]
    else:
        told = [i for i in tree.subtree(action) if i in inside and i > max(tree.subtree(helped))]
    return Help(statement, letting, helped, action, tuple(tokens), tuple(told), bool(possible))


def helps(shop: Workshop, fact: Fact, _verb: int) -> Candidate | None:
    """ "X enables Y to V" asked as "How does X help Y?"; the options are what Y may do."""
    found = help_of(shop, fact)
    if found is None:
        return None
    statement, tree = found.statement, fact.tree
    swaps = found.verb if fact.group else {fact.head: "help"}
    after = found.object if found.possible else ""
    stem = shop.voiced(statement, ask(statement, "How", [*found.told, *statement.lead], swaps=swaps, after=after))
    frame = frame_of(statement, found.letting, found.helped)
    parted = Parted(statement, found.action, found.tokens, "", statement.swaps)
    phrase = Action(tree, fact.sentence, found.action, found.tokens, False, False, frozenset(), "", statement.swaps)
    key = frame.format(phrase.say())
    changes = spread(tree, inner_changes(shop, parted, phrase.tokens))
    misreads = [Choice(frame.format(phrase.say("base", c.swaps)), Role.MISREAD, c.rationale) for c in changes]
    others = phrases_of_others(shop, statement, key=phrase.say(), stem=stem, form="base", by=found.helped)
    others = [Choice(frame.format(c.text), c.role, c.rationale) for c in others]
    key, wrong = offered_beside(key, stem, changes, misreads, others)
    return asked_for(shop, statement, "how_helps", stem, key, wrong, list(found.told), 0.95, HOW)


def helps_sentence(shop: Workshop, fact: Fact, _verb: int) -> Candidate | None:
    """ "Which sentence explains how X helps Y?" for the same clauses."""
    found = help_of(shop, fact)
    if found is None:
        return None
    statement, told = found.statement, set(found.told)
    kept = edges([i for i in statement.tokens if i not in told and i not in set(statement.lead)], fact.tree)
    text = " ".join(filter(None, (statement.say(kept, found.verb), found.object if found.possible else "")))
    text = fact.tree.lowered(kept[0], text)
    return evidence(shop, statement, fact.sentence, "how", statement.sentences, text)


def made_possible(fact: Fact) -> int | None:
    """What "X makes it possible for Y to V" makes possible; None for any other clause."""
    tree = fact.tree
    adjective = next((k for k in fact.parts("xcomp") if tree.word(k) == "possible"), None)
    if tree.lemma(fact.head) != "make" or adjective is None or tree.word(fact.head + 1) != "it":
        return None
    return next((k for k in tree.kids(adjective, "advcl", "xcomp", "ccomp", "csubj") if tree.kids(k, "nsubj")), None)


def frame_of(statement: Statement, letting: str, helped: int) -> str:
    """ "It enables them to {}", in the clause's own tense and mood."""
    fact, tree = statement.fact, statement.tree
    subject, plural = pronoun_for(statement)
    many = tree.tokens[helped].tag in {"NNS", "NNPS"} or tree.lemma(helped) == "people"
    kind = str(tree.tokens[helped].kind).lower()
    if not many and (kind == "person" or tree.lemma(helped) in {"family", "team", "group", "public"}):
        raise UnfitError("unclear_pronoun")
    form: str = inflected(letting, tree.tokens[fact.head].tag)
    if tree.tokens[fact.head].tag in {"VBZ", "VBP"}:
        form = letting if plural else inflected(letting, "VBZ")
    group = statement.say(list(fact.group)) if fact.group else ""
    object_form = "them" if many else "it"
    return " ".join(w for w in (subject, group, str(form), object_form, "" if letting in BARE else "to", "{}") if w)


def affects(shop: Workshop, fact: Fact, verb: int) -> Candidate | None:
    """ "X could reduce Y by N" asked as "How could X affect Y?", with the way and the amount changed in the options."""
    tree = fact.tree
    particle = next((k for k in tree.kids(verb, "compound") if k > verb), None)
    lemma = tree.lemma(verb) + (f" {tree.word(particle)}" if particle else "")
    obj = fact.kid("obj")
    if lemma not in WORKING or obj is None or fact.negation is not None or fact.passive or fact.coordinated:
        return None
    acting = str(tree.tokens[fact.subject].kind).lower() in {"person", "organisation"}
    if acting or obj < verb or tree.lemma(obj) in MADE_BY_IT:
        return None
    statement = shop.stater.state(fact)
    if fact.reporting is not None and not shop.voice(statement):
        raise UnfitError("quoted")
    told = amount_of(fact, statement, obj)
    if tree.tokens[obj].pos != "NOUN" or not told:
        raise UnfitError("no_key")
    object_form = "them" if tree.tokens[obj].tag in {"NNS", "NNPS"} else "it"
    swaps = {verb: str(inflected("affect", tree.tokens[verb].tag)) if fact.group else "affect"}
    left_out = [*told, *([particle] if particle else [])]
    stem = shop.voiced(statement, ask(statement, "How", left_out, swaps=swaps))
    subject = "They" if fact.plural else "It"
    group = statement.say(list(fact.group)) if fact.group else ""

    def option(verb_form: str, swaps: dict[int, str] | None = None) -> str:
        tag = tree.tokens[verb].tag
        plain = tag in {"VBZ", "VBP"}
        tag = ("VBP" if fact.plural else "VBZ") if plain else tag
        first, _, rest = str(inflected(verb_form, tag)).partition(" ")
        said = statement.say(told, swaps)
        return " ".join(w for w in (subject, group, first, object_form, rest, said) if w)

    key, turned = option(lemma), WORKING[lemma]
    numbers = [c for c in shop.changer.changes(statement, told) if c.kind == "number"]
    if not numbers:
        raise UnfitError("too_few_options")
    rationale = f"The text says “{tree.tokens[verb].text}”."
    swapped = dict(numbers[0].swaps)
    wrong = choose(
        key,
        [],
        [
            Choice(option(turned), Role.MISREAD, rationale),
            Choice(option(lemma, swapped), Role.MISREAD, numbers[0].rationale),
            Choice(option(turned, swapped), Role.MISREAD, f"{rationale} {numbers[0].rationale}"),
        ],
    )
    return asked_for(shop, statement, "how_affects", stem, key, enough(wrong), told, 0.95, HOW)


def affects_sentence(shop: Workshop, fact: Fact, verb: int) -> Candidate | None:
    """ "Which sentence explains how X affects Y?" for what damages, protects or changes something."""
    tree, obj = fact.tree, fact.kid("obj")
    particle = next((k for k in tree.kids(verb, "compound") if k > verb), None)
    lemma = tree.lemma(verb) + (f" {tree.word(particle)}" if particle else "")
    if lemma not in DOING or obj is None or fact.negation is not None or fact.passive or fact.coordinated:
        return None
    if tree.tokens[verb].tag == "VBD" and tree.word(verb) == tree.lemma(verb):
        raise UnfitError("verb_form")  # "hurt" may be of today
    acting = str(tree.tokens[fact.subject].kind).lower() in {"person", "organisation", "place"}
    acting = acting or tree.lemma(obj) in MADE_BY_IT
    if acting or tree.tokens[obj].pos not in {"NOUN", "PROPN"} or obj < verb:
        return None
    statement = shop.stater.state(fact)
    if fact.reporting is not None and not shop.voice(statement):
        raise UnfitError("quoted")
    left_out = set(amount_of(fact, statement, obj)) | set(statement.lead)
    left_out |= {i for k in tree.kids(verb, "advmod", "advcl", "compound") for i in tree.subtree(k)}
    kept = edges([i for i in statement.tokens if i not in left_out], tree)
    said = statement.say(kept, {verb: str(inflected("affect", tree.tokens[verb].tag))})
    said = tree.lowered(kept[0], said)
    return evidence(shop, statement, fact.sentence, "how", shop.grounds(statement), said)


def amount_of(fact: Fact, statement: Statement, obj: int) -> list[int]:
    """ "by up to 20%": the words after the object that say by how much; none where there is no figure."""
    tree, inside = fact.tree, set(statement.tokens)
    found: list[int] = []
    for k in [*tree.kids(fact.head, "obl"), *tree.kids(obj, "nmod")]:
        cases = {tree.word(c) for c in tree.kids(k, "case")}
        span = [i for i in tree.subtree(k) if i in inside]
        if k > obj and cases & {"by"} and any(tree.tokens[i].pos == "NUM" for i in span):
            found = span
    return found if found and found == list(range(found[0], found[-1] + 1)) else []
