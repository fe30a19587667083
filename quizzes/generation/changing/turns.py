"""Small words and forms turned round: how much, how often, how sure, which way, before or after what."""

from __future__ import annotations

from collections.abc import Iterator

from quizzes.generation.changing.misreading import Change
from quizzes.generation.english import numbers, opposites
from quizzes.generation.english.lists import listed
from quizzes.generation.english.numbers import SCALES
from quizzes.generation.english.verbs import agrees
from quizzes.generation.grammar.tree import Tree
from quizzes.generation.stating.statements import Statement

# Verbs whose opposite a reader who has not read the text would believe as readily.
BOTH_WAYS = listed(
    "increase decrease rise fall improve worsen decline drop succeed fail win lose double halve shrink grow"
)
TAKING_OBJECTS = listed(
    """
    increase decrease improve worsen strengthen weaken reduce lower raise double halve accept reject
    approve support oppose allow permit forbid ban encourage discourage open close buy sell import export
    overestimate underestimate boost criticise criticize praise shorten lengthen
    """
)
TO_CLAUSES = listed("agree refuse allow permit encourage")
COMPARED = listed(
    """
    higher lower larger smaller bigger greater older younger richer poorer longer shorter warmer colder hotter
    faster slower stronger weaker cheaper
    """
)
GENERAL = COMPARED - listed("warmer colder hotter richer poorer cheaper")
EXTREME = listed("highest lowest largest smallest biggest oldest youngest richest poorest longest shortest")
PREDICATED = listed(
    """
    likely unlikely legal illegal possible impossible compulsory voluntary common rare similar different temporary
    permanent optimistic pessimistic happy unhappy delighted necessary correct effective ineffective
    popular unpopular successful unsuccessful
    """
)
CHANGING_NOUNS = {
    "majority": "minority",
    "minority": "majority",
    "increase": "decrease",
    "decrease": "increase",
    "rise": "fall",
    "fall": "rise",
    "drop": "rise",
    "reduction": "increase",
    "growth": "decline",
    "decline": "growth",
}
NEGATIVES = listed("not n't n’t never no without hardly neither nor none nobody nothing unlike except despite")
HOW_OFTEN = {
    "always": "only sometimes",
    "often": "rarely",
    "frequently": "rarely",
    "usually": "rarely",
    "rarely": "often",
    "seldom": "often",
    "sometimes": "always",
}
HOW_MANY = {"most": "only a few", "many": "only a few", "few": "many", "all": "only some", "some": "all"}
PERIODS = {"hour": "day", "day": "week", "week": "month", "month": "week", "year": "month", "decade": "year"}
LENGTHS = {
    "minutes": "hours",
    "hours": "days",
    "days": "weeks",
    "weeks": "months",
    "months": "weeks",
    "years": "months",
    "decades": "years",
}
ADVERBS_OF_TIME = {"daily": "weekly", "weekly": "monthly", "monthly": "weekly", "annually": "monthly"}
ORDINALS = {"first": "second", "second": "third", "third": "second", "fourth": "third"}
LASTING = listed("face have be know need live")
MEASURES = listed(
    "minutes hours days weeks months years decades kilometres miles metres dollars pounds euros degrees kilos tonnes"
)
LONGEST_COUNT = 12
LONGEST_AGENT = 6


def turned(statement: Statement, i: int) -> Iterator[Change]:
    """Changes that turn the token round where it stands."""
    tree = statement.tree
    if i in statement.swaps or (i in tree.in_entity and tree.tokens[i].pos != "NUM") or negated(statement, i):
        return
    for maker in (_way, _many, _bound, _often, _order):
        found = maker(statement, i)
        if found is not None:
            yield found
            return


def negated(statement: Statement, i: int) -> bool:
    """Whether a negative stands in the clause over the token, so that its opposite would not be plainly false."""
    tree = statement.tree
    inside = set(statement.tokens)
    node = i
    for _ in range(40):
        if any(tree.word(k) in NEGATIVES and k in inside and k != i for k in tree.kids(node)):
            return True
        if node == statement.fact.head or tree.tokens[node].head == node:
            return False
        node = tree.tokens[node].head
    return True


def word_at(tree: Tree, i: int) -> str:
    return tree.word(i) if 0 <= i < len(tree.tokens) else ""


def _central(statement: Statement, noun: int) -> bool:
    """Whether a noun is the subject, an object or the predicate of the clause itself."""
    fact = statement.fact
    return noun in {fact.head, fact.subject, *fact.parts("obj")}


def _from_to(statement: Statement) -> bool:
    """Whether two figures ("from 26 to 30") show which way something went."""
    said = [statement.tree.word(i) for i in statement.tokens]
    return "from" in said and "to" in said and sum(statement.tree.tokens[i].pos == "NUM" for i in statement.tokens) > 1


def _starts(statement: Statement, i: int) -> bool:
    """Whether a noun of change is what the sentence is about: turned round, it would no longer make sense."""
    fact = statement.fact
    there = any(statement.tree.tokens[k].tag == "EX" for k in statement.tree.kids(fact.head))
    return i == fact.subject and not there and statement.tree.word(i) not in {"majority", "minority"}


def _way(statement: Statement, i: int) -> Change | None:
    """The clause's own verb, or a word of comparison in its predicate, put the other way."""
    tree, fact = statement.tree, statement.fact
    token, word = tree.tokens[i], tree.word(i)
    other = None
    weight = 0.8
    if _from_to(statement) and (tree.lemma(i) in BOTH_WAYS or word in CHANGING_NOUNS):
        return None
    if token.pos == "VERB" and i == fact.head and _verb_turns(statement, i):
        other, weight = opposites.opposite(tree.lemma(i), token.text, "VERB", token.tag), 0.9
    elif word in {"more", "less", "fewer"}:
        other = _amount(statement, i)
    elif token.pos in {"ADJ", "ADV"} and _quality_turns(statement, i):
        other = opposites.opposite(word, token.text, "ADJ", token.tag)
        weight = 0.85
    elif (
        token.pos == "NOUN"
        and word in CHANGING_NOUNS
        and word_at(tree, i - 2) != "on"
        and _central(statement, i)
        and not _starts(statement, i)
    ):
        other = CHANGING_NOUNS[word] if word_at(tree, i - 2) != "on" else None
        if word in {"majority", "minority"} and word_at(tree, i - 1) == "the":
            return Change(
                {i - 1: "only a" if word == "majority" else "a", i: other or ""}, "direction", word, other or "", weight
            )
    if other is None:
        return None
    return Change(with_article(tree, i, {i: other}), "direction", token.text, other, weight)


def _verb_turns(statement: Statement, i: int) -> bool:
    """Whether the main verb has an opposite with the same construction."""
    tree, fact = statement.tree, statement.fact
    lemma, token = tree.lemma(i), tree.tokens[i]
    if tree.kids(i, "compound") or not agrees(lemma, token.text, token.tag):
        return False
    clauses = fact.parts("ccomp", "xcomp")
    if clauses:
        marks = {tree.word(m) for c in clauses for m in tree.kids(c, "mark")}
        return lemma in TO_CLAUSES and marks == {"to"}
    if lemma in BOTH_WAYS and not fact.parts("obj"):
        return not fact.passive
    cases = {tree.word(c) for k in fact.parts("obl") for c in tree.kids(k, "case")}
    if cases & {"from", "to", "against", "with", "into", "for"}:
        return False
    if fact.passive and _long_agent(statement):
        return False
    if lemma in {"allow", "permit", "forbid", "ban", "approve"} and not fact.passive:
        agent = str(tree.tokens[fact.subject].kind).lower()
        if agent not in {"person", "organisation"} and not tree.named(fact.subject):
            return False
    return lemma in TAKING_OBJECTS and bool(fact.parts("obj") or fact.passive)


def _long_agent(statement: Statement) -> bool:
    """Whether "by" and a long list follow a passive verb: all of them turned round reads as absurd."""
    fact, tree = statement.fact, statement.tree
    by = [k for k in fact.parts("obl") if any(tree.word(c) == "by" for c in tree.kids(k, "case"))]
    return any(len(fact.part_tokens(k)) > LONGEST_AGENT for k in by)


def _amount(statement: Statement, i: int) -> str | None:
    """ "more" and "less" before a plain noun, "likely", or a quality that is compared with "than"."""
    tree = statement.tree
    token, word, after = tree.tokens[i], tree.word(i), word_at(tree, i + 1)
    head = tree.tokens[token.head]
    if word == "less" and after == "than" and head.pos == "VERB" and word_at(tree, i + 2) not in {"a", "half"}:
        return None if tree.tokens[i + 2].pos == "NUM" else "more"
    if after in {"than", "and", "or", "of"} or word_at(tree, i - 1) in {
        "ever",
        "no",
        "any",
        "even",
        "much",
        "far",
        "and",
        "times",
        "already",
    }:
        return None
    if tree.tokens[i - 1].pos == "NUM" or word_at(tree, i - 1) == "%":
        return None
    near = token.head == i + 1 or (token.head == i + 2 and head.tag == "NNS" and tree.tokens[i + 1].head == token.head)
    if head.pos == "NOUN" and near and _central(statement, token.head):
        fewer = "fewer" if head.tag == "NNS" else "less"
        return "more" if word != "more" else fewer
    if after == "likely" and token.head == i + 1:
        return "less" if word == "more" else "more"
    if head.pos == "ADJ" and token.head == statement.fact.head and _compared(tree, token.head):
        return "less" if word == "more" else "more"
    return None


def _compared(tree: Tree, i: int) -> bool:
    """Whether "than" and what it is compared with follow a quality."""
    return any(tree.word(c) == "than" for k in tree.kids(i, "obl", "advcl", "nmod") for c in tree.kids(k))


def _quality_turns(statement: Statement, i: int) -> bool:
    tree, fact = statement.tree, statement.fact
    token, word = tree.tokens[i], tree.word(i)
    if word_at(tree, i - 1) in {
        "more",
        "most",
        "less",
        "least",
        "ever",
        "and",
        "or",
        "even",
        "no",
        "any",
        "not",
        "too",
        "already",
        "still",
        "yet",
    }:
        return False
    if word_at(tree, i + 1) in {"and", "or", "enough"}:
        return False
    if i == fact.head and fact.copular:
        return word in COMPARED | PREDICATED
    if token.dep != "amod" or not _central(statement, token.head):
        return False
    if word in {"northern", "southern", "eastern", "western"}:
        return True
    return word in EXTREME or (word in GENERAL and token.head == i + 1)


def _many(statement: Statement, i: int) -> Change | None:
    """Most for few, all for only some, over the people and things of the clause."""
    tree = statement.tree
    token, word = tree.tokens[i], tree.word(i)
    if word == "lot" and word_at(tree, i - 1) == "a" and word_at(tree, i + 1) == "of":
        if word_at(tree, i - 2) == "quite" or any(tree.word(k) == "already" for k in statement.tokens):
            return None  # "quite few", "already faces few threats"
        things = tree.kids(i, "nmod")
        other = "few" if things and tree.tokens[things[0]].tag == "NNS" else "little"
        return Change({i - 1: "", i: other, i + 1: ""}, "quantifier", "a lot of", other, 0.76)
    if word not in HOW_MANY or word_at(tree, i - 1) in {
        "the",
        "a",
        "as",
        "so",
        "how",
        "too",
        "very",
        "not",
        "quite",
        "of",
    }:
        return None
    other = HOW_MANY[word]
    after = word_at(tree, i + 1)
    if after == "of" and tree.kids(i, "nmod"):
        plural = any(tree.tokens[k].tag in {"NNS", "NNPS"} for k in tree.kids(i, "nmod"))
    else:
        plural = token.dep in {"amod", "det", "det:predet"} and token.head > i and tree.tokens[token.head].tag == "NNS"
        if word == "all" and after in {"the", "these", "those", "its", "their"}:
            other = "only some of"
        elif after in {"the", "these", "those", "other", "more"} or tree.tokens[i + 1].pos == "NUM":
            plural = False
    if word in {"many", "most", "few"} and word_at(tree, i + 1).rstrip("s") in SCALES:
        return None
    if not plural or not _central(statement, token.head if after != "of" else i):
        return None
    return Change({i: other}, "quantifier", token.text, other, 0.78)


def _bound(statement: Statement, i: int) -> Change | None:
    """More than for fewer than, at least for at most, before a figure; a third for a fifth."""
    tree = statement.tree
    word, after = tree.word(i), word_at(tree, i + 1)
    number = next((k for k in (i + 1, i + 2) if k < len(tree.tokens) and tree.tokens[k].pos == "NUM"), None)
    if word in {"third", "quarter", "fifth"} and after == "of" and word_at(tree, i - 1) in {"a", "one"}:
        other = {"third": "fifth", "quarter": "third", "fifth": "third"}[word]
        return Change({i: other}, "share", f"a {word}", f"a {other}", 0.72)
    if word == "half" and after in {"of", "the"} and word_at(tree, i - 1) not in {"a", "one", "and"}:
        other = "a third" if after == "of" else "a third of"
        return Change({i: other}, "share", tree.tokens[i].text, other, 0.7)
    if word == "two-thirds" and after == "of":
        return Change({i: "a third"}, "share", "two-thirds", "a third", 0.74)
    if word == "two" and after == "-" and word_at(tree, i + 2) == "thirds":
        return Change({i: "one", i + 2: "third"}, "share", "two-thirds", "one-third", 0.74)
    if number is None or {"already", "just", "only", "so"} & {tree.word(k) for k in statement.tokens}:
        return None
    if word == "least" and word_at(tree, i - 1) == "at":
        return Change({i: "most"}, "quantifier", "at least", "at most", 0.7)
    things = [k for k in range(number + 1, min(number + 5, len(tree.tokens))) if tree.tokens[k].tag == "NNS"]
    unit = word_at(tree, number + 1)
    measured = unit in {"%", "percent", "per"} or word_at(tree, number - 1) in {"$", "£", "€"}
    counted = (things and tree.word(things[0]) not in MEASURES) or unit == "of"
    fewer = "fewer" if counted and not measured else "less"
    if unit != "of" and any(tree.kids(k, "amod") for k in things[:1]):
        return None  # "fewer than 1,000 precious jobs"
    if word == "more" and after == "than" and number == i + 2:
        other = fewer
        return Change({i: other}, "quantifier", "more than", f"{fewer} than", 0.7)
    if word in {"less", "fewer"} and after == "than" and number == i + 2:
        return Change({i: "more"}, "quantifier", f"{word} than", "more than", 0.7)
    if word == "over" and number == i + 1 and tree.tokens[i].dep in {"advmod", "case"}:
        return Change({i: f"{fewer} than"}, "quantifier", "over", f"{fewer} than", 0.7)
    return None


def _often(statement: Statement, i: int) -> Change | None:
    """Rarely for often, every month for every year, weeks for months."""
    tree, fact = statement.tree, statement.fact
    token, word, before, after = tree.tokens[i], tree.word(i), word_at(tree, i - 1), word_at(tree, i + 1)
    if word in HOW_OFTEN and token.head == fact.head and token.dep == "advmod" and before not in {"more", "most", "as"}:
        other = HOW_OFTEN[word]
        return Change({i: other}, "frequency", token.text, other, 0.78)
    if word in PERIODS and before in {"every", "each"}:
        if any(tree.word(k) == "than" for k in statement.tokens):
            return None  # what is more in a year is more in a month
        return Change({i: PERIODS[word]}, "frequency", f"{before} {word}", f"{before} {PERIODS[word]}", 0.74)
    if word in ADVERBS_OF_TIME and token.pos == "ADV":
        return Change({i: ADVERBS_OF_TIME[word]}, "frequency", word, ADVERBS_OF_TIME[word], 0.72)
    count = next((k for k in tree.kids(i, "nummod")), None)
    if word in LENGTHS and count is not None and after not in {"old", "ago", "of", "a", "per", "later", "earlier", "-"}:
        size = numbers.value(tree.word(count))
        if size is not None and 2 <= size <= LONGEST_COUNT:
            said = tree.tokens[count].text
            return Change({i: LENGTHS[word]}, "frequency", f"{said} {word}", f"{said} {LENGTHS[word]}", 0.74)
    return None


def _order(statement: Statement, i: int) -> Change | None:
    """After for before, not yet for already, the second for the first."""
    tree, fact = statement.tree, statement.fact
    token, word = tree.tokens[i], tree.word(i)
    carried = bool(fact.group) and fact.group[-1] == i - 1 and tree.lemma(i - 1) in {"be", "have"}
    if word == "already" and carried and not fact.copular and tree.lemma(fact.head) not in LASTING:
        return Change({i: "not yet"}, "order", "already", "not yet", 0.8)
    if word in {"before", "after"} and tree.dep(i) in {"case", "mark"} and tree.tokens[token.head].head == fact.head:
        first = fact.group[0] if fact.group else fact.head
        if tree.tokens[first].tag != "VBD" or i < fact.head or word_at(tree, i - 1) in {"shortly", "day", "days"}:
            return None
        other = "after" if word == "before" else "before"
        return Change({i: other}, "order", token.text, other, 0.8)
    if word in ORDINALS and token.pos == "ADJ" and word_at(tree, i - 1) == "the" and token.dep == "amod":
        noun = tree.tokens[token.head]
        if noun.tag in {"NN", "NNP"} and token.head == i + 1 and noun.lemma not in {"century", "time", "place"}:
            return Change({i: ORDINALS[word]}, "order", f"the {word}", f"the {ORDINALS[word]}", 0.72)
    return None


def with_article(tree: Tree, i: int, swaps: dict[int, str]) -> dict[int, str]:
    """The swaps with "a" or "an" before the new word as its first sound wants it."""
    before = word_at(tree, i - 1)
    if before not in {"a", "an"}:
        return swaps
    right = "an" if swaps[i][:1].lower() in "aeiou" else "a"
    return swaps if right == before else {i - 1: right, **swaps}
