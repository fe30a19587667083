"""How many, how much, what percentage, in which year: chosen from near-by figures or typed."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from quizzes.generation.asking.options import bag
from quizzes.generation.asking.questions import ask, ask_subject, lead_text
from quizzes.generation.candidates import Candidate, Choice
from quizzes.generation.english import numbers
from quizzes.generation.english.families import sibling
from quizzes.generation.english.lists import listed
from quizzes.generation.grammar.quantities import MONTHS, Figure, figure, ranged
from quizzes.generation.grammar.tree import Tree, capital
from quizzes.generation.kinds.proposing import tried
from quizzes.generation.stating.statements import Statement, UnfitError
from quizzes.generation.types import ItemKind, Role
from quizzes.generation.workshop import Workshop

LEAST_TELLING = 4
CURRENCIES = frozenset({"dollars", "pounds", "euros"})
CURRENCY = {"$": "dollars", "£": "pounds", "€": "euros"}
TIMES = frozenset({"minute", "hour", "day", "week", "month", "year", "decade", "century"})
APPROXIMATE = listed(
    """
    about around nearly almost over roughly approximately more than some less at least up to
    """
)
RATE = frozenset({"a", "per", "hour", "day", "week", "month", "year"})  # "hours a day"


def propose(shop: Workshop) -> Iterator[Candidate]:
    """Questions on each figure of each statement."""
    for statement in shop.told:
        tree = statement.tree
        for i in statement.tokens:
            if tree.tokens[i].pos != "NUM":
                continue
            fig = figure(tree, i)
            if fig is None or not fig.counts or ranged(tree, i):
                continue
            maker = MAKERS.get(fig.counts, _count)
            for made in tried(shop, statement.fact.place, "how_many", maker, statement, fig):
                yield from made


def _years(shop: Workshop, statement: Statement, fig: Figure) -> list[Candidate]:
    """ "S is 25 years old" asked as "How old is S?", "S V for two years" as "For how long did S V?"."""
    tree, fact = statement.tree, statement.fact
    noun = tree.tokens[fig.token].head
    old = tree.tokens[noun].head
    if tree.word(old) == "old" and old == fact.head and fact.copular:
        span = [k for k in tree.subtree(noun) if k in set(statement.tokens)]
        stem = ask(statement, "How old", [*span, old])
        if tree.lemma(fact.subject) == "age":
            raise UnfitError("no_key")
        unit = " ".join(tree.tokens[k].text for k in (noun, old))
        return _both(shop, statement, fig, "how_old", stem, f"{statement.say(span)} old", span, unit)
    return _long(shop, statement, fig)


def _long(shop: Workshop, statement: Statement, fig: Figure) -> list[Candidate]:
    """ "S V for two weeks" asked as "For how long did S V?"."""
    tree, fact = statement.tree, statement.fact
    noun = tree.tokens[fig.token].head
    cases = [tree.word(c) for c in tree.kids(noun, "case")]
    if tree.dep(noun) != "obl" or tree.tokens[noun].head != fact.head or cases != ["for"] or tree.kids(noun, "amod"):
        return _count(shop, statement, fig)
    span = list(tree.subtree(noun))
    stem = ask(statement, "For how long", span)
    key = statement.say([k for k in span if k not in tree.kids(noun, "case")])
    return _both(shop, statement, fig, "how_long", stem, f"For {key}", span, tree.word(noun))


def _money(shop: Workshop, statement: Statement, fig: Figure) -> list[Candidate]:
    """ "S paid $5 million to O" asked as "How much did S pay to O?"."""
    tree, fact = statement.tree, statement.fact
    obj = fact.kid("obj")
    if obj is None or fig.token not in tree.subtree(obj):
        raise UnfitError("no_key")
    span = [k for k in tree.subtree(obj) if k in set(statement.tokens)]
    plain = {"NUM", "SYM"}
    if any(
        tree.tokens[k].pos not in plain and tree.word(k) not in APPROXIMATE | {"dollars", "pounds", "euros"}
        for k in span
    ):
        raise UnfitError("no_key")
    wh = "How much" if tree.lemma(fact.head) in {"cost", "pay", "spend", "earn"} else "How much money"
    return _both(shop, statement, fig, "how_much", ask(statement, wh, span), statement.say(span), span)


def _day(shop: Workshop, statement: Statement, fig: Figure) -> list[Candidate]:
    """ "S V on 25 September" asked as "On which day did S V?"."""
    tree, fact = statement.tree, statement.fact
    near = [k for k in (fig.token - 1, fig.token + 1) if tree.word(k) in MONTHS]
    head = next((k for k in (fig.token, *near) if tree.tokens[k].head == fact.head and tree.dep(k) == "obl"), None)
    if head is None or len(near) != 1 or [tree.word(c) for c in tree.kids(head, "case")] != ["on"]:
        raise UnfitError("no_key")
    span = list(tree.subtree(head))
    told = [k for k in span if k not in tree.kids(head, "case")]
    if any(k not in {fig.token, *near} and tree.tokens[k].pos != "NUM" for k in told):
        raise UnfitError("no_key")
    key, month = statement.say(told), tree.tokens[near[0]].text
    other = sibling(month, statement.text) or month
    days = [text for text, _ in shop.quantities.others(fig, 1)]
    if not days or other == month:
        raise UnfitError("too_few_options")
    swaps = ({near[0]: other}, {fig.token: days[0]}, {near[0]: other, fig.token: days[0]})
    note = f"The text gives {key} as the day."
    wrong = tuple(Choice(f"On {statement.say(told, s)}", Role.MISREAD, note) for s in swaps)
    stem = ask(statement, "On which day", span)
    ways = (key, f"{month} {fig.text}", f"{fig.text} {month}", f"on {key}")
    return [
        _closed(shop, statement, "on_which_day", stem, f"On {key}", span, wrong),
        _typed(shop, statement, "on_which_day", stem, f"On {key}", span, tuple(dict.fromkeys(ways))),
    ]


def _year(shop: Workshop, statement: Statement, fig: Figure) -> list[Candidate]:
    """ "S V in 1998" asked as "In what year did S V?"."""
    tree, fact = statement.tree, statement.fact
    i = fig.token
    cases = tree.kids(i, "case")
    if tree.dep(i) != "obl" or tree.tokens[i].head != fact.head or [tree.word(c) for c in cases] != ["in"]:
        raise UnfitError("no_key")
    span = list(tree.subtree(i))
    if len([k for k in span if tree.tokens[k].pos != "PUNCT"]) != 2:
        raise UnfitError("no_key")
    stem = ask(statement, "In what year", span)
    return _both(shop, statement, fig, "in_what_year", stem, fig.text, span)


def _count(shop: Workshop, statement: Statement, fig: Figure) -> list[Candidate]:
    tree, fact = statement.tree, statement.fact
    head = tree.tokens[fig.token].head
    while tree.tokens[head].pos == "NUM" and head != tree.tokens[head].head:
        head = tree.tokens[head].head
    number = _number_tokens(tree, fig, head)
    inside = set(statement.tokens)
    # "only" says how the number is meant, and "left" of "had 40 left" belongs to the verb.
    beside = [k for k in tree.kids(fig.token, "advmod") if tree.word(k) in {"only", "just", "even"}]
    left = [x for k in tree.kids(head, "acl") if tree.word(k) == "left" for x in tree.subtree(k)]
    noun = [k for k in tree.subtree(head) if k in inside and k not in {*number, *beside, *left}]
    if fig.counts == "percent":
        return _percent(shop, statement, fig, head, number)
    if fig.counts in {"money", "day"} or tree.tokens[head].tag != "NNS" or any(tree.dep(k) == "conj" for k in noun):
        raise UnfitError("no_key")
    if any(
        tree.word(k) in {"the", "these", "those", "its", "their", "his", "her"}
        for k in tree.kids(head, "det", "nmod:poss")
    ):
        raise UnfitError("no_key")
    if any(tree.word(k) in APPROXIMATE - {"some"} for k in noun[:2]):
        raise UnfitError("no_key")  # "up to" stayed with what is counted
    if any(tree.tokens[k].text == "," for k in noun):
        raise UnfitError("inner_clause")  # "How many people, including a villager did …?"
    per = [k for k in (head + 1, head + 2) if k in inside and tree.word(k) in RATE]
    noun = [*noun, *(k for k in per if len(per) == 2 and k not in noun)]
    phrase = statement.say(noun)
    phrase = tree.lowered(noun[0], phrase)
    wh = f"How many {phrase}"
    if head == fact.subject:
        stem = ask_subject(statement, wh, singular=False)
        lead, short = lead_text(statement, set())
        if lead.startswith("in ") and short and stem.endswith(f" {lead}?"):
            stem = f"{wh} {lead}{stem.removeprefix(wh).removesuffix(f' {lead}?')}?"
    elif head in fact.parts("obj") or (tree.dep(head) == "obl" and tree.tokens[head].head == fact.head):
        cases = [tree.word(c) for c in tree.kids(head, "case") if tree.word(c) not in APPROXIMATE - {"to", "at"}]
        if tree.dep(head) == "obl":
            if len(cases) != 1 or cases[0] not in {"for", "in"} or tree.lemma(head) in TIMES:
                raise UnfitError("no_key")
            noun = [k for k in noun if k not in tree.kids(head, "case")]
            wh = f"{capital(cases[0])} how many {statement.say(noun)}"
        stem = ask(statement, wh, {*tree.subtree(head), *noun} - set(left))
    else:
        raise UnfitError("no_key")
    return _both(shop, statement, fig, "how_many", stem, _key(statement, number), number)


def _percent(shop: Workshop, statement: Statement, fig: Figure, head: int, number: list[int]) -> list[Candidate]:
    """ "65% of packs carry …" asked as "What percentage of packs carry …?"."""
    tree, fact = statement.tree, statement.fact
    sign = next((k for k in (fig.token + 1, fig.token + 2) if tree.word(k) in {"%", "percent", "cent"}), None)
    top = head if head == fact.subject or head in fact.parts("obj") else fig.token
    if top not in {fact.subject, *fact.parts("obj")} or sign is None:
        raise UnfitError("no_key")
    rest = [k for k in tree.subtree(top) if k in set(statement.tokens) and k > sign]
    if not rest or tree.word(rest[0]) != "of":
        raise UnfitError("no_key")
    wh = f"What percentage {statement.say(rest)}"
    span = [k for k in tree.subtree(top) if k in set(statement.tokens)]
    number = [k for k in span if k <= sign and tree.word(k) not in {"only", "just"}]
    if any(tree.word(k) in {"its", "their", "his", "her"} for k in rest):
        raise UnfitError("pronoun")
    stem = ask_subject(statement, wh, singular=False) if top == fact.subject else ask(statement, wh, span)
    return _both(shop, statement, fig, "what_percentage", stem, _key(statement, number), number)


def _number_tokens(tree: Tree, fig: Figure, head: int) -> list[int]:
    """The number with its scale word and what makes it approximate ("about", "more than")."""
    span = [fig.token]
    while span[-1] + 1 < head and tree.tokens[span[-1] + 1].pos == "NUM":
        span.append(span[-1] + 1)
    i = fig.token - 1
    while i >= 0 and tree.word(i) in APPROXIMATE and tree.tokens[i].sentence == tree.tokens[fig.token].sentence:
        if tree.word(i) in {"at", "to"} and len(span) == 1:
            break
        span.insert(0, i)
        i -= 1
    return span


def _key(statement: Statement, number: list[int]) -> str:
    return statement.say(number)


def _closed(
    shop: Workshop,
    statement: Statement,
    template: str,
    stem: str,
    key: str,
    span: list[int],
    wrong: tuple[Choice, ...],
) -> Candidate:
    return Candidate(
        kind=ItemKind.CHOICE,
        template=template,
        stem=stem,
        answer=key,
        statement=statement,
        sentences=shop.grounds(statement),
        wrong=wrong,
        asked=tuple(span),
        worth=0.55,
        key_rationale="This is what the text says.",
    )


def _typed(
    shop: Workshop,
    statement: Statement,
    template: str,
    stem: str,
    key: str,
    span: list[int],
    ways: tuple[str, ...],
) -> Candidate:
    return Candidate(
        kind=ItemKind.SHORT,
        template=f"{template}_typed",
        stem=stem,
        answer=key,
        statement=statement,
        sentences=shop.grounds(statement),
        accepted=ways,
        asked=tuple(span),
        worth=0.55,
    )


def _both(
    shop: Workshop,
    statement: Statement,
    fig: Figure,
    template: str,
    stem: str,
    key: str,
    span: list[int],
    unit: str = "",
) -> list[Candidate]:
    """The question with options, where three good figures exist, and the question to be typed; `unit` may be left out
    by who types."""
    tree = statement.tree
    stem = shop.voiced(statement, stem)
    left = [i for i in statement.tokens if i not in set(span) and i not in statement.swaps]
    if shop.standing.problem(tree, left, statement.fact.subject):
        raise UnfitError("points_elsewhere")
    if len(bag(stem)) < LEAST_TELLING:
        raise UnfitError("thin")
    key = capital(key)
    ways = accepted(key, fig.text)
    if unit:
        bare = key.lower().removeprefix("for ")
        ways = tuple(dict.fromkeys((bare, bare.replace(f" {unit.lower()}", ""), *ways)))
    made = [_typed(shop, statement, template, stem, key, span, ways)]
    swaps = shop.quantities.others(fig, 3)
    said = f"The text says “{key[:1].lower()}{key[1:]}”."
    wrong = tuple(
        Choice(
            key.replace(capital(fig.text), capital(text)) if capital(fig.text) in key else key.replace(fig.text, text),
            Role.ELSEWHERE if origin == "article" else Role.UNSUPPORTED,
            f"The text gives {text} for something else." if origin == "article" else said,
        )
        for text, origin in swaps
    )
    bounded = set(key.lower().split()) & {"more", "over", "least", "up", "less", "fewer", "under", "most"}
    if len(wrong) == 3 and all(w.text != key for w in wrong) and not bounded:  # "more than 7,000" is so of 9,000 too
        made.append(_closed(shop, statement, template, stem, key, span, wrong))
    return made


def accepted(key: str, number: str) -> tuple[str, ...]:
    """Ways to type the same amount: with and without "about", in digits and in words."""
    found = [number, *numbers.variants(number)]
    low = key.lower()
    bare = " ".join(w for w in low.split() if w not in APPROXIMATE)
    for text in (low, bare, *(bare.replace(number.lower(), v) for v in numbers.variants(number))):
        found.append(text)
    scaled = any(w in numbers.SCALES for w in low.split())
    if scaled or "%" in low or "cent" in low:
        found = [f for f in found if any(s in f for s in (*numbers.SCALES, "%", "cent"))] or found
        if "%" in bare:
            found += [bare.replace("%", " percent"), bare.replace("%", " per cent"), bare.replace("%", "")]
    found += [f"{f[1:]} {CURRENCY[f[0]]}" for f in found if f[:1] in CURRENCY]
    if any(c in key for c in "%$£€"):
        found = [f for f in found if any(c.isdigit() for c in f)]
    return tuple(dict.fromkeys(f for f in found if f and f != key))


MAKERS: dict[str, Callable[[Workshop, Statement, Figure], list[Candidate]]] = {
    "year": _year,
    "years": _years,
    "money": _money,
    "day": _day,
    **dict.fromkeys(("minute", "hour", "week", "month", "decade"), _long),
}
