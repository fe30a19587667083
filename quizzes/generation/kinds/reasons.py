"""Why, what for and how: a because-clause, a purpose, a means; and the same told as "which sentence explains why"."""

from __future__ import annotations

from collections.abc import Iterator

from quizzes.generation.actions import Action, agent_lemmas, phrase_tokens
from quizzes.generation.candidates import Candidate, Choice
from quizzes.generation.english import words
from quizzes.generation.nounphrases import alike, phrase
from quizzes.generation.options import bag, choose, elsewhere_actions, overlap
from quizzes.generation.questions import ask
from quizzes.generation.statements import Statement, UnfitError
from quizzes.generation.tree import Tree, capital
from quizzes.generation.types import ItemKind, Role
from quizzes.generation.workshop import Workshop

MEANS_MARKS = frozenset({"by", "through"})


def propose(shop: Workshop) -> Iterator[Candidate]:
    """Reasons, purposes and means of what the text states."""
    for statement in shop.told:
        for maker in (because, therefore, purpose, means, because_of):
            try:
                made = maker(shop, statement)
            except UnfitError as unfit:
                shop.refuse(statement.tree, statement.fact.sentence, maker.__name__, unfit.reason)
                continue
            if made is not None:
                yield made


def because(shop: Workshop, statement: Statement) -> Candidate | None:
    """ "M because R" asked as "Why M?"; the options are reasons of the same shape."""
    tree = statement.tree
    clause = _clause(statement, {"because", "since"})
    if clause is None or tree.word(tree.kids(clause, "mark")[0]) == "since":
        return None
    span = [i for i in statement.fact.part_tokens(clause) if i in set(statement.tokens)]
    stem = shop.voiced(statement, ask(statement, "Why", span))
    _stands_without(shop, statement, span)
    mark = tree.kids(clause, "mark")[0]
    body = _strip(tree, [i for i in span if i > mark])
    if any(tree.word(i) in {"because", "although", "while"} for i in body) or len(body) < 4:
        raise UnfitError("too_long")
    key = f"Because {statement.say(body)}"
    misreads = [
        Choice(f"Because {statement.say(body, c.swaps)}", Role.MISREAD, c.rationale)
        for c in shop.changer.changes(statement, body)
    ]
    wrong = choose(key, misreads, _other_reasons(shop, statement, clause, key, stem))
    if wrong is None:
        raise UnfitError("too_few_options")
    return _made(shop, statement, "why_because", stem, key, wrong, span, 1.0)


def _other_reasons(shop: Workshop, statement: Statement, clause: int, key: str, stem: str) -> list[Choice]:
    """Other things the article states, put as reasons, nearest in length first; those of the same sentence left out."""
    found: list[tuple[float, Choice]] = []
    for other in shop.statements:
        if abs(other.fact.sentence - statement.fact.sentence) < 2 and other.tree is statement.tree:
            continue
        if other.fact.copular and len(other.tokens) < 5:
            continue
        tokens = [i for i in other.tokens if i not in set(other.fact.coordinated)]
        body = other.say(tokens)
        body = other.tree.lowered(tokens[0], body)
        text = f"Because {body}"
        if overlap(text, key) > 0.25 or len(bag(text) & bag(stem)) > 2:
            continue
        rationale = "The text says this, but not as the reason for what is asked here."
        found.append((abs(len(text) - len(key)), Choice(text, Role.ELSEWHERE, rationale)))
    return [c for _, c in sorted(found, key=lambda pair: (pair[0], pair[1].text))]


def therefore(shop: Workshop, statement: Statement) -> Candidate | None:
    """ "A, so B" asked as "Why B?" with A as the reason; both must stand alone."""
    fact, tree = statement.fact, statement.tree
    first = statement.tokens[0]
    so = next((i for i in (first - 1, first) if i >= 0 and tree.word(i) == "so"), None)
    if so is None or tree.tokens[so].sentence != fact.sentence or so == tree.sentences[fact.sentence].first:
        return None
    if tree.word(so + 1) in {"that", "far", "long", "much", "as"} or tree.tokens[fact.head].head == fact.head:
        return None
    above = next((s for s in shop.statements if s.tree is tree and s.fact.head == tree.tokens[fact.head].head), None)
    if above is None or above.fact.head > fact.head:
        raise UnfitError("no_key")
    reason = [i for i in above.tokens if i < so and i not in set(above.fact.coordinated)]
    while reason and tree.tokens[reason[-1]].pos == "PUNCT":
        reason.pop()
    if len(reason) < 4:
        raise UnfitError("thin")
    stem = shop.voiced(statement, ask(statement, "Why"))
    key = f"Because {tree.lowered(reason[0], above.say(reason))}"
    misreads = [
        Choice(f"Because {tree.lowered(reason[0], above.say(reason, c.swaps))}", Role.MISREAD, c.rationale)
        for c in shop.changer.changes(above, reason)
    ]
    wrong = choose(key, misreads, _other_reasons(shop, statement, fact.head, key, stem))
    if wrong is None:
        raise UnfitError("too_few_options")
    return _made(shop, statement, "why_so", stem, key, wrong, reason, 1.0)


OF_CAUSE = {"because": "of", "due": "to", "thanks": "to", "owing": "to"}


def because_of(shop: Workshop, statement: Statement) -> Candidate | None:
    """ "M because of N" asked as "Why M?" with noun phrases."""
    fact, tree = statement.fact, statement.tree
    for k in fact.parts("obl"):
        cases = tree.kids(k, "case")
        words_of = [tree.word(c) for c in cases] + [tree.word(f) for c in cases for f in tree.kids(c, "fixed")]
        opener = next((c for c in cases if tree.word(c) in OF_CAUSE), None)
        if opener is None or OF_CAUSE[tree.word(opener)] not in {*words_of, tree.word(opener + 1)}:
            continue
        noun = phrase(tree, shop.standing, k)
        if noun is None or len(noun.text.split()) < 2:
            raise UnfitError("definite_without_referent")
        text = noun.text.removeprefix(f"{OF_CAUSE[tree.word(opener)]} ")
        span = [i for i in tree.subtree(k) if i in set(statement.tokens)]
        stem = shop.voiced(statement, ask(statement, "Why", span))
        _stands_without(shop, statement, span)
        key = f"Because of {text}"
        others = [
            Choice(
                f"Because of {c.text[:1].lower() + c.text[1:] if not _name(c.text) else c.text}", c.role, c.rationale
            )
            for c in alike(shop.phrases, noun, stem)
        ]
        wrong = choose(key, [], others)
        if wrong is None:
            raise UnfitError("too_few_options")
        return _made(shop, statement, "why_because_of", stem, key, wrong, span, 0.95)
    return None


def _name(text: str) -> bool:
    """Whether a phrase opens with a name: its first word keeps its capital."""
    first, _, rest = text.partition(" ")
    return first.isupper() or (bool(rest) and rest[:1].isupper() and first not in {"The", "A", "An"})


def purpose(shop: Workshop, statement: Statement) -> Candidate | None:
    """ "M (in order) to V" asked as "Why M?" with other things one may do as options."""
    fact, tree = statement.fact, statement.tree
    for k in fact.parts("advcl"):
        marks = tree.kids(k, "mark")
        if not marks or tree.word(marks[-1]) != "to" or tree.tokens[k].tag != "VB" or k not in set(statement.tokens):
            continue
        if str(tree.tokens[fact.subject].kind).lower() not in {"person", "organisation", "place", "animal", "thing"}:
            raise UnfitError("no_key")
        if (
            tree.lemma(fact.head) in words.WANTING | words.ORDERING | {"be", "have", "need", "use", "go", "come"}
            and k == fact.head + 2
        ):
            raise UnfitError("no_key")
        if tree.lemma(fact.head) in {"commit", "become", "seem", "appear", "agree", "be", "have", "need"}:
            raise UnfitError("no_key")
        if any(tree.word(i) in {"first", "only", "last", "enough", "too"} for i in fact.tokens):
            raise UnfitError("no_key")
        if fact.copular or fact.modal in {"would", "could"}:
            raise UnfitError("no_key")
        if k < fact.head:
            span = list(fact.part_tokens(k))
        else:
            span = list(fact.part_tokens(k))
            order = [min(span) - 2, min(span) - 1] if tree.word(min(span) - 1) == "order" else []
            span = sorted({*span, *order})
        return _verbal(shop, statement, k, span, "why_purpose", "Why", "To {}", "base", 0.95)
    return None


def means(shop: Workshop, statement: Statement) -> Candidate | None:
    """ "M by V-ing" asked as "How M?"."""
    fact, tree = statement.fact, statement.tree
    for k in fact.parts("advcl"):
        marks = tree.kids(k, "mark", "case")
        by = bool(marks) and tree.word(marks[0]) in MEANS_MARKS
        using = not marks and tree.lemma(k) == "use" and k > fact.head
        if tree.tokens[k].tag != "VBG" or not (by or using):
            continue
        return _verbal(shop, statement, k, fact.part_tokens(k), "how_by", "How", "By {}", "gerund", 0.95)
    return None


def _verbal(
    shop: Workshop,
    statement: Statement,
    head: int,
    span: list[int],
    template: str,
    wh: str,
    frame: str,
    form: str,
    worth: float,
) -> Candidate:
    fact, tree = statement.fact, statement.tree
    inside = set(statement.tokens)
    tokens = [i for i in phrase_tokens(tree, head) if i in inside]
    if head not in tokens or len(tokens) < 3:
        raise UnfitError("thin")
    action = Action(tree, fact.sentence, head, tuple(tokens), False, False, frozenset(), "", statement.swaps)
    if tree.kids(head, "aux:pass") or tree.kids(head, "cop"):
        raise UnfitError("verb_form")
    if form == "gerund" and any(tree.dep(i) == "conj" and tree.tokens[i].head == head for i in tokens):
        raise UnfitError("shared_object")
    left = [i for i in statement.predicate if i not in set(span)]
    if len([i for i in left if tree.tokens[i].pos != "PUNCT"]) < 2:
        raise UnfitError("thin")
    stem = shop.voiced(statement, ask(statement, wh, span))
    _stands_without(shop, statement, span)
    key = frame.format(action.say(form))
    misreads = [
        Choice(frame.format(action.say(form, c.swaps)), Role.MISREAD, c.rationale)
        for c in shop.changer.changes(statement, action.tokens)
    ]
    others = [
        Choice(frame.format(c.text), c.role, c.rationale)
        for c in elsewhere_actions(
            shop.actions,
            key_text=key,
            stem=stem,
            key_sentence=(tree.section, fact.sentence),
            agent=agent_lemmas(tree, fact.subject),
            form=form,
        )
    ]
    wrong = choose(key, misreads, others)
    if wrong is None:
        raise UnfitError("too_few_options")
    return _made(shop, statement, template, stem, key, wrong, span, worth)


def _clause(statement: Statement, marks: set[str]) -> int | None:
    """The adverbial clause of the fact that opens with one of the words."""
    tree = statement.tree
    for k in statement.fact.parts("advcl"):
        found = tree.kids(k, "mark")
        if found and tree.word(found[0]) in marks and k in set(statement.tokens):
            return k
    return None


def _stands_without(shop: Workshop, statement: Statement, span: list[int]) -> None:
    """What is left in the stem must stand alone without the answer."""
    left = [i for i in statement.tokens if i not in set(span) and i not in statement.swaps]
    problem = shop.standing.problem(statement.tree, left, statement.fact.subject)
    if problem is not None:
        raise UnfitError(problem[0])


def _strip(tree: Tree, tokens: list[int]) -> list[int]:
    while tokens and tree.tokens[tokens[-1]].pos == "PUNCT" and tree.tokens[tokens[-1]].text not in {"”", '"', "’"}:
        tokens.pop()
    return tokens


def _made(
    shop: Workshop,
    statement: Statement,
    template: str,
    stem: str,
    key: str,
    wrong: tuple[Choice, ...],
    span: list[int],
    worth: float,
) -> Candidate:
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
        key_rationale="The text gives exactly this.",
    )
