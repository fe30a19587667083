"""Why, what for and how: a reason, a purpose, a means, a cause, within one sentence or across two."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from quizzes.generation.asking.nounphrases import Phrase, alike, noun_tokens, phrase
from quizzes.generation.asking.options import choose, related
from quizzes.generation.asking.questions import ask
from quizzes.generation.candidates import Candidate, Choice
from quizzes.generation.changing.misreading import Change, spread
from quizzes.generation.english import words
from quizzes.generation.english.lists import listed
from quizzes.generation.grammar.facts import Fact
from quizzes.generation.grammar.tree import Tree, capital
from quizzes.generation.kinds.others import offered_beside, phrases_of_others
from quizzes.generation.kinds.parting import (
    PERSONS,
    Parted,
    edges,
    misread,
    opener,
    other_clauses,
    part,
    said,
    told_facts,
)
from quizzes.generation.kinds.proposing import enough, tried
from quizzes.generation.stating.actions import Action, phrase_tokens
from quizzes.generation.stating.statements import Statement, UnfitError
from quizzes.generation.types import ItemKind, Role
from quizzes.generation.workshop import Workshop

NOT_THE_REASON = "The text says this, but not as the reason for what is asked here."
MEANS_MARKS = frozenset({"by", "through"})
BLAMING = listed(
    "fine arrest jail imprison sentence convict punish criticise criticize condemn attack praise thank blame honour "
    "honor reward sue sack dismiss suspend scold"
)
OUTCOMES = listed("form become find discover realise realize learn see")  # what comes of a thing, wanted or not
# What is done on purpose even where nobody says who did it.
MAKING = listed(
    "build create found establish set launch introduce design develop write make hold form pass install plant add send "
    "open close organise organize invent dig start release call place put train fit erect"
)
TOWARDS = listed("partly largely mainly mostly primarily chiefly especially particularly simply just only")  # "due to"
VAGUE_MEANS = listed("technique method way means tool thing trick measure step kind sort number")
KNOWING = listed("be have want need know believe think fear hope like lack own")
# Verbs whose "to do" says what is done, not what it is done for.
NO_PURPOSE = (
    words.WANTING
    | words.ORDERING
    | listed(
        "be have need use go come commit become seem appear agree begin start continue tend manage fail used like "
        "happen get help prove refuse choose dare learn threaten vow offer take struggle"
    )
)


def propose(shop: Workshop) -> Iterator[Candidate]:
    """Reasons, purposes and means of what the text states or lets somebody say."""
    makers: tuple[Callable[[Workshop, Fact, int], Candidate | None], ...] = (because, purpose, means, deed)
    for fact in told_facts(shop):
        for clause in [*clauses_of(fact), *(k for k in fact.parts("xcomp") if fact.passive)]:
            for maker in makers:
                yield from tried(shop, fact.place, maker.__name__, maker, fact, clause)
        for clause in fact.parts("obl"):
            yield from tried(shop, fact.place, "because_of", because_of, fact, clause)
    for statement in shop.told:
        yield from tried(shop, statement.fact.place, "therefore", therefore, statement)


def clauses_of(fact: Fact) -> list[int]:
    """The adverbial clauses of a fact's verb and of what that verb is about: "works to save water by …"."""
    tree, inside, found = fact.tree, set(fact.tokens), fact.parts("advcl")
    verb: int | None = fact.head
    while verb is not None:
        verb = next((k for k in tree.kids(verb, "xcomp") if k in inside and tree.tokens[k].pos == "VERB"), None)
        if verb is not None:
            found += [k for k in tree.kids(verb, "advcl") if k in inside and k > verb]
    return found


def gives_reason(fact: Fact, clause: int) -> bool:
    """Whether a clause certainly tells a reason: "because", or "since" and "as" where they cannot tell a time."""
    tree, word = fact.tree, opener(fact.tree, clause)
    if word == "because":
        return True
    if word not in {"since", "as"} or tree.kid(clause, "nsubj") is None:
        return False
    first = tree.tokens[min([*tree.kids(clause, "aux", "cop"), clause])]
    lasting = tree.lemma(clause) in KNOWING or bool(tree.kids(clause, "cop")) or first.tag == "MD"
    perfect = any(tree.lemma(k) == "have" for k in fact.group)
    left = tree.subtree(clause)[0]
    comma = left > 0 and "," in {tree.tokens[left].text, tree.tokens[left - 1].text}
    timeless = first.tag in {"VBZ", "VBP", "MD"} and not perfect
    return lasting and timeless and (word == "since" or clause < fact.head or comma)


def because(shop: Workshop, fact: Fact, clause: int) -> Candidate | None:
    """ "M because R" asked as "Why M?"; the options are reasons of the same shape."""
    if not gives_reason(fact, clause) or fact.tree.kid(clause, "nsubj", "expl", "csubj") is None:
        return None
    parted = part(shop, fact, clause)
    if any(fact.tree.word(i) in {"because", "although", "while"} for i in parted.body):
        raise UnfitError("too_long")
    if len(parted.body) < 3:
        raise UnfitError("thin")
    if any(k < clause for k in fact.parts("ccomp")):
        raise UnfitError("no_key")  # "X ensured that Y because Z" may tell why Y
    return reason(shop, parted, "why_because")


def reason(shop: Workshop, parted: Parted, template: str, frame: str = "Because {}") -> Candidate:
    """ "Why M?" with the other half as the key."""
    fact, tree = parted.statement.fact, parted.tree
    if tree.tokens[fact.subject].tag == "EX" and not fact.parts("obl"):
        raise UnfitError("points_elsewhere")
    stem = shop.voiced(parted.statement, ask(parted.statement, "Why"))
    key = frame.format(said(parted))
    others = other_clauses(shop, parted, frame, key, stem, NOT_THE_REASON)
    wrong = enough(choose(key, misread(shop, parted, frame), others))
    return asked_for(shop, parted.statement, template, stem, key, wrong, list(parted.body), 1.0)


def therefore(shop: Workshop, statement: Statement) -> Candidate | None:
    """ "A, so B" asked as "Why B?" with A as the reason; both must stand alone."""
    fact, tree = statement.fact, statement.tree
    first = statement.tokens[0]
    so = next((i for i in (first - 1, first) if i >= 0 and tree.word(i) == "so"), None)
    if so is None or tree.tokens[so].sentence != fact.sentence or so == tree.sentences[fact.sentence].first:
        return None
    if tree.word(so + 1) in {"that", "far", "long", "much", "as"} or tree.tokens[fact.head].head == fact.head:
        return None
    above = next((s for s in shop.told if s.tree is tree and s.fact.head == tree.tokens[fact.head].head), None)
    if above is None or above.fact.head > fact.head:
        raise UnfitError("no_key")
    body = edges([i for i in above.tokens if i < so and i not in set(above.fact.coordinated)], tree)
    if len(body) < 4:
        raise UnfitError("thin")
    return reason(shop, Parted(statement, above.fact.head, tuple(body), "", above.swaps), "why_so")


OF_CAUSE = {"because": "of", "due": "to", "thanks": "to", "owing": "to", "result": "of"}


def because_of(shop: Workshop, fact: Fact, k: int) -> Candidate | None:
    """ "M because of N" asked as "Why M?" with noun phrases."""
    tree = fact.tree
    cases = tree.kids(k, "case")
    tied = [tree.word(c) for c in cases] + [tree.word(f) for c in cases for f in tree.kids(c, "fixed")]
    first = next((c for c in cases if tree.word(c) in OF_CAUSE), None)
    if first is None or OF_CAUSE[tree.word(first)] not in {*tied, tree.word(first + 1)}:
        return None
    return because_noun(shop, fact, k, k, OF_CAUSE[tree.word(first)])


def because_noun(shop: Workshop, fact: Fact, cut: int, k: int, tie: str) -> Candidate:
    """ "Why M?" with "Because of" and the noun phrase at `k` as the key; the part at `cut` is left out of the stem."""
    tree = fact.tree
    noun = phrase(tree, shop.standing, k) or named_with_the(tree, k)
    if noun is None or len(noun.text.split()) < 2:
        raise UnfitError("definite_without_referent" if noun is None else "thin")
    text = noun.text.removeprefix(f"{tie} ")
    parted = part(shop, fact, cut)
    if tree.word(parted.statement.tokens[-1]) in TOWARDS:
        raise UnfitError("loose_end")
    stem = shop.voiced(parted.statement, ask(parted.statement, "Why"))
    key = f"Because of {text}"
    pool = shop.phrases
    if noun.opening == "the":
        known = [named_with_the(t, i.index) for t in shop.article.trees for i in t.tokens]
        pool = [p for p in known if p is not None and p.kind == noun.kind and of_the_article(shop, p)]
    others = [
        Choice(f"Because of {c.text[:1].lower() + c.text[1:] if not _name(c.text) else c.text}", c.role, c.rationale)
        for c in alike(pool, noun, stem)
        if noun.opening == "the" or related(c.text, stem, key)
    ]
    changes = spread(tree, shop.changer.changes(parted.whole, set(tree.subtree(k)) & set(parted.body)))
    tokens = [i for i in parted.body if i in set(tree.subtree(k)) and i not in set(tree.kids(k, "case"))]
    near = [Choice(f"Because of {parted.whole.say(tokens, c.swaps)}", Role.MISREAD, c.rationale) for c in changes]
    wrong = enough(choose(key, near, others))
    return asked_for(shop, parted.statement, "why_because_of", stem, key, wrong, list(parted.body), 0.95)


def of_the_article(shop: Workshop, noun: Phrase) -> bool:
    """Whether the article names a thing more than once."""
    return shop.article.content_counts[noun.tree.lemma(noun.head)] > 1


def named_with_the(tree: Tree, k: int) -> Phrase | None:
    """ "The birdlife", "the hot summer": a short phrase with "the" that is plain beside a question about its place."""
    tokens = [i for i in noun_tokens(tree, k) if i <= k]
    plain = 2 <= len(tokens) <= 4 and not tree.kids(k, "nmod", "acl")
    short = plain and tokens == list(range(tokens[0], tokens[-1] + 1))
    if tree.tokens[k].pos != "NOUN" or not short or tree.word(tokens[0]) != "the" or tree.quoted[k]:
        return None
    if any(tree.tokens[i].tag in {"JJS", "JJR", "CD", "RBS"} or tree.tokens[i].text == "," for i in tokens):
        return None
    kind, plural = str(tree.tokens[k].kind).lower(), tree.tokens[k].tag in {"NNS", "NNPS"}
    return Phrase(tree, k, tree.lowered(tokens[0], tree.say(tokens)), kind, plural, "the", frozenset({tree.lemma(k)}))


def _name(text: str) -> bool:
    """Whether a phrase opens with a name: its first word keeps its capital."""
    first, _, rest = text.partition(" ")
    return first.isupper() or (bool(rest) and rest[:1].isupper() and first not in {"The", "A", "An"})


def purpose(shop: Workshop, fact: Fact, k: int) -> Candidate | None:
    """ "M (in order) to V" asked as "Why M?" with other things one may do as options."""
    if not on_purpose(fact, k):
        return None
    return _verbal(shop, fact, k, "why_purpose", "Why", "To {}", "base")


def on_purpose(fact: Fact, k: int) -> bool:
    """Whether a "to do" clause certainly tells what somebody does something for, not what the verb or noun needs."""
    tree = fact.tree
    marks = tree.kids(k, "mark")
    if not marks or tree.word(marks[-1]) != "to" or tree.tokens[k].tag != "VB":
        return False
    if tree.kids(k, "aux:pass", "cop", "nsubj") or tree.tokens[fact.subject].tag == "EX":
        return False
    verb = tree.tokens[k].head
    ordered = opener(tree, k).endswith("order to") or tree.word(marks[-1] - 1) == "order"
    made = fact.passive and verb == fact.head and tree.lemma(verb) in MAKING
    doer = str(tree.tokens[fact.subject].kind).lower() in PERSONS | {"place", "thing"} or ordered or made
    extreme = any(tree.word(i) in {"first", "only", "last", "enough", "too", "necessary"} for i in fact.tokens)
    if not doer or (extreme and not ordered) or fact.copular or fact.negation is not None:
        return False
    if fact.modal in {"can", "could", "may", "might"}:
        return False  # it says what is possible; nobody does it yet to any end
    if not ordered and (tree.lemma(verb) in words.WANTING | words.ORDERING or tree.lemma(k) in OUTCOMES):
        return False
    needed = tree.lemma(verb) in NO_PURPOSE and k - verb <= 4
    return ordered or k < fact.head or (not needed and k > verb + 2 and (made or not fact.passive))


def means(shop: Workshop, fact: Fact, k: int) -> Candidate | None:
    """ "M by V-ing" asked as "How M?"."""
    tree = fact.tree
    marks = tree.kids(k, "mark", "case")
    by = bool(marks) and tree.word(marks[0]) in MEANS_MARKS
    using = not marks and tree.lemma(k) == "use" and k > fact.head
    if tree.tokens[k].tag != "VBG" or not (by or using):
        return None
    return _verbal(shop, fact, k, "how_by", "How", "By {}", "gerund")


def deed(shop: Workshop, fact: Fact, k: int) -> Candidate | None:
    """ "X was fined for V-ing" asked as "Why was X fined?"; "is used to V" as "How is X used?"."""
    tree = fact.tree
    marks = tree.kids(k, "mark", "case")
    word = tree.word(marks[-1]) if marks else ""
    if fact.negation is not None or k < fact.head:
        return None
    if word == "for" and tree.tokens[k].tag == "VBG" and tree.lemma(fact.head) in BLAMING and not fact.copular:
        return _verbal(shop, fact, k, "why_for", "Why", "For {}", "gerund")
    used = fact.passive and tree.lemma(fact.head) == "use" and tree.tokens[k].head == fact.head
    if used and word == "to" and tree.tokens[k].tag == "VB":
        return _verbal(shop, fact, k, "used_for", "How", "To {}", "base")
    return None


def _verbal(shop: Workshop, fact: Fact, head: int, template: str, wh: str, frame: str, form: str) -> Candidate:
    tree = fact.tree
    parted = part(shop, fact, head)
    tokens = [i for i in phrase_tokens(tree, head) if i in set(parted.body) or i == head]
    nouns = {tree.lemma(i) for i in tokens if tree.tokens[i].pos in {"NOUN", "PROPN"}}
    if len(tokens) < 3 or len(tokens) > 20 or (nouns and nouns <= VAGUE_MEANS):
        raise UnfitError("too_long" if len(tokens) > 20 else "thin")
    if tree.kids(head, "aux:pass") or tree.kids(head, "cop"):
        raise UnfitError("verb_form")
    if form == "gerund" and any(tree.dep(i) == "conj" and tree.tokens[i].head == head for i in tokens):
        raise UnfitError("shared_object")
    names = parted.whole.swaps
    action = Action(tree, fact.sentence, head, tuple(tokens), False, False, frozenset(), "", names)
    stem = shop.voiced(parted.statement, ask(parted.statement, wh))
    key = frame.format(action.say(form))
    changes = spread(tree, inner_changes(shop, parted, action.tokens))
    misreads = [Choice(frame.format(action.say(form, c.swaps)), Role.MISREAD, c.rationale) for c in changes]
    others = phrases_of_others(shop, parted.statement, key=key, stem=stem, form=form)
    others = [Choice(frame.format(c.text), c.role, c.rationale) for c in others]
    key, wrong = offered_beside(key, stem, changes, misreads, others)
    return asked_for(shop, parted.statement, template, stem, key, wrong, tokens, 0.95)


def inner_changes(shop: Workshop, parted: Parted, tokens: tuple[int, ...]) -> list[Change]:
    """Changes inside the answering half, as if its own verb were the statement's: what hangs near it counts most."""
    whole = parted.whole
    fact = replace(whole.fact, head=parted.head, tokens=tuple(tokens), group=(), negation=None, coordinated=())
    own = Statement(fact, tuple(tokens), whole.swaps, whole.sentences)
    found = [*shop.changer.changes(own, tokens), *shop.changer.changes(whole, tokens)]
    once = {tuple(sorted(c.swaps.items())): c for c in reversed(found)}
    return sorted(once.values(), key=lambda c: -c.weight)


def asked_for(
    shop: Workshop,
    statement: Statement,
    template: str,
    stem: str,
    key: str,
    wrong: tuple[Choice, ...],
    span: list[int],
    worth: float,
    why: str = "The text gives exactly this.",
) -> Candidate:
    """The question that asks for a part of the statement, `span`, among wrong options; `why` the key is right."""
    return Candidate(
        kind=ItemKind.CHOICE,
        template=template,
        stem=stem,
        answer=capital(key),
        statement=statement,
        sentences=shop.grounds(statement),
        wrong=wrong,
        asked=tuple(span),
        worth=worth,
        key_rationale=why,
    )
