"""What a term means where the text itself explains it, and whom or what a pronoun stands for."""

from __future__ import annotations

from collections.abc import Iterator

from quizzes.generation.asking.nounphrases import Phrase, alike, noun_tokens, phrase
from quizzes.generation.asking.options import bag, choose, overlap
from quizzes.generation.asking.questions import finish
from quizzes.generation.candidates import Candidate, Choice
from quizzes.generation.english import words
from quizzes.generation.english.lists import listed
from quizzes.generation.grammar.clauses import trim
from quizzes.generation.grammar.facts import apposition
from quizzes.generation.grammar.tree import Tree, capital
from quizzes.generation.stating.statements import Statement, UnfitError
from quizzes.generation.types import ItemKind, Role
from quizzes.generation.workshop import Workshop

NAMING = {"know": "as", "refer": "as", "describe": "as", "call": "", "name": "", "nickname": "", "dub": ""}
MEANING = frozenset({"mean", "signify"})
VAGUE_HEADS = listed(
    """
    thing way part kind sort type example one reason problem issue case result sign number lot group people person
    time day year place member man woman child name
    """
)
LONGEST = 16
LEAST_SAID = 3
ANYWHERE = frozenset({"nsubj", "obj", "obl", "nmod", "conj", "appos", "root", "xcomp", "ccomp", "acl"})


def propose(shop: Workshop) -> Iterator[Candidate]:
    """Terms explained in the text, then pronouns that the reading resolves with certainty."""
    seen: set[str] = set()
    for tree in shop.article.trees:
        for made in (*named(shop, tree), *glossed(shop, tree)):
            if made.stem not in seen:
                seen.add(made.stem)
                yield made
    for statement in shop.statements:
        referred = refers(shop, statement)
        if referred is not None:
            yield referred


def named(shop: Workshop, tree: Tree) -> Iterator[Candidate]:
    """ "a road known as the Road to Nowhere", "a plant called X": the noun explains the name."""
    for i, token in enumerate(tree.tokens):
        case = NAMING.get(tree.lemma(i))
        if case is None or token.tag != "VBN" or tree.dep(i) != "acl" or tree.quoted[i]:
            continue
        term = _term_after(tree, i, case)
        noun = token.head
        if term is None or tree.tokens[noun].pos != "NOUN" or noun > i or tree.lemma(noun) in VAGUE_HEADS:
            continue
        if any(tree.tokens[k].pos == "NUM" or tree.word(k) in {"also", "so"} for k in tree.kids(i, "advmod")):
            continue
        yield from _explained(shop, tree, noun, i, term, "called")


def _term_after(tree: Tree, verb: int, case: str) -> list[int] | None:
    """The name right after "known as" or "called": up to five words that look like a name."""
    start = verb + 1
    if case:
        if start >= len(tree.tokens) or tree.word(start) != case:
            return None
        start += 1
    head = next(
        (
            k
            for k in tree.kids(verb, "obl", "xcomp", "obj", "nmod")
            if k >= start and tree.subtree(k)[0] in {start, start - 1}
        ),
        None,
    )
    if head is None:
        return None
    tokens = [k for k in trim(tree, head, None) if k >= start]
    if not 1 <= len(tokens) <= 5 or tokens != list(range(tokens[0], tokens[-1] + 1)):
        return None
    if any(tree.tokens[k].pos not in {"NOUN", "PROPN", "ADJ", "DET", "ADP", "NUM"} for k in tokens):
        return None
    capitals = any(tree.tokens[k].text[:1].isupper() for k in tokens)
    return tokens if capitals or len(tokens) <= 3 else None


def _explained(shop: Workshop, tree: Tree, noun: int, verb: int, term: list[int], template: str) -> Iterator[Candidate]:
    """ "What is X?" from the noun before "known as X"."""
    sentence = tree.tokens[noun].sentence
    if shop.stater.sentence_problem(tree, sentence):
        return
    cut = set(tree.subtree(verb))
    tokens = [k for k in noun_tokens(tree, noun) if k not in cut]
    if not tokens or tree.word(tokens[0]) not in {"a", "an"} or not 2 <= len(tokens) <= LONGEST:
        return
    if shop.standing.problem(tree, tokens) or tokens[-1] > verb or any(tree.word(k) == "," for k in tokens):
        return
    text = tree.say(tokens, shop.standing.swaps(tree, tokens))
    what = phrase(tree, shop.standing, noun)
    key = Phrase(
        tree=tree,
        head=noun,
        text=text,
        kind=str(tree.tokens[noun].kind).lower(),
        plural=tree.tokens[noun].tag == "NNS",
        opening="a",
        lemmas=what.lemmas if what is not None else frozenset({tree.lemma(noun)}),
    )
    name = tree.say(term)
    yield from _asked(shop, key, name, tuple(tokens), _bare_statement(tree, noun, tokens), template)


def glossed(shop: Workshop, tree: Tree) -> Iterator[Candidate]:
    """ "X is a … that …" with an indefinite noun phrase of some length, and "X means Y"."""
    for statement in shop.statements:
        fact = statement.fact
        if statement.tree is not tree or len(statement.sentences) > 1 or fact.negation is not None or fact.modal:
            continue
        if fact.kind not in {"main", "relative"} or tree.tokens[fact.subject].pos not in {"NOUN", "PROPN"}:
            continue
        subject = statement.subject_tokens
        if not 1 <= len(subject) <= 4 or statement.lead or str(tree.tokens[fact.subject].kind).lower() == "person":
            continue
        if fact.copular and tree.tokens[fact.head].pos == "NOUN" and tree.lemma(fact.head) not in VAGUE_HEADS:
            tokens = [i for i in statement.predicate if i not in set(fact.group) | set(fact.coordinated)]
            group = [tree.word(i) for i in fact.group]
            if group not in (["is"], ["are"]) or not tokens or not 5 <= len(tokens) <= LONGEST:
                continue
            if tree.word(tokens[0]) not in {"a", "an"} or not set(tree.kids(fact.head, "acl", "nmod")) & set(tokens):
                continue
            what = phrase(tree, shop.standing, fact.head)
            if what is None:
                continue
            name = tree.lowered(subject[0], statement.say(subject))
            if name.split()[0] not in {"one", "this", "these", "every", "some", "another"}:
                yield from _asked(shop, what, name, tuple(tokens), statement, "meaning")


def _bare_statement(tree: Tree, head: int, tokens: list[int]) -> Statement:
    fact = apposition(tree, head, head, tokens)
    return Statement(fact, fact.tokens, {}, (fact.sentence,))


def _asked(
    shop: Workshop, key: Phrase, name: str, tokens: tuple[int, ...], statement: Statement, template: str
) -> Iterator[Candidate]:
    try:
        stem = finish(f"According to the article, what {'are' if key.plural else 'is'} {name}")
    except UnfitError:
        return
    if len(key.text.split()) < LEAST_SAID or (template == "meaning" and name.startswith("the ")):
        return  # "a technique" says too little of what something is
    if bag(key.text) & bag(name):
        return
    text = capital(key.text)
    misreads = [
        Choice(capital(statement.say(tokens, c.swaps)), Role.MISREAD, c.rationale)
        for c in shop.changer.changes(statement, tokens)
        if c.kind != "name"
    ]
    others = [
        Choice(c.text, c.role, "The text mentions this, but it is not what the term stands for.")
        for c in alike(indefinite(shop), key, stem, ANYWHERE)
    ]
    wrong = choose(text, misreads, others)
    if wrong is None:
        return
    yield Candidate(
        kind=ItemKind.CHOICE,
        template=f"term_{template}",
        stem=stem,
        answer=text,
        statement=statement,
        wrong=wrong,
        asked=tokens,
        worth=0.65,
        key_rationale="This is how the text explains the term.",
    )


def indefinite(shop: Workshop) -> list[Phrase]:
    """Every noun phrase of the article that opens with "a" and stands alone."""
    found = []
    for tree in shop.article.trees:
        for token in tree.tokens:
            if token.pos == "NOUN" and tree.dep(token.index) in ANYWHERE and not tree.quoted[token.index]:
                made = phrase(tree, shop.standing, token.index)
                if made is not None and made.opening == "a" and made.kind not in {"time", "person"}:
                    found.append(made)
    return found


def refers(shop: Workshop, statement: Statement) -> Candidate | None:
    """ "What does “they” refer to in “…”?" for a subject pronoun the reading resolves from the sentences before.

    Not for "he" and "she": the names beside the answer would have to be known for men's or women's.
    """
    fact, tree = statement.fact, statement.tree
    word = tree.word(fact.subject)
    if len(statement.sentences) != 2 or word not in {"they", "it"} or fact.subject not in statement.swaps:
        return None
    if tree.lemma(fact.head) in words.REPORTING or any(tree.word(i) in words.DEICTIC for i in statement.tokens):
        return None
    key = statement.swaps[fact.subject]
    piece = tree.say([i for i in statement.tokens if i not in set(fact.coordinated)])
    if not 5 <= len(piece.split()) <= 15 or "“" in piece or len(key.split()) > 8 or overlap(key, piece) > 0.0:
        return None
    near = range(max(0, statement.sentences[0] - 3), fact.sentence)
    wrong = choose(capital(key), [], _neighbours(shop, tree, near, key, piece, word == "they"))
    if wrong is None:
        return None
    stem = f"What does “{tree.tokens[fact.subject].text}” refer to in “{piece.rstrip(',.')}”?"
    if len(stem.split()) > 25:
        return None
    return Candidate(
        kind=ItemKind.CHOICE,
        template="refers_to",
        stem=stem,
        answer=capital(key),
        statement=statement,
        wrong=wrong,
        asked=(fact.subject,),
        sentences=statement.sentences,
        worth=0.5,
        key_rationale=f"The sentence before shows that “{word}” stands for this.",
    )


def _neighbours(shop: Workshop, tree: Tree, near: range, key: str, piece: str, plural: bool) -> list[Choice]:
    """Noun phrases of the sentences around, of the pronoun's number, that are not what it stands for."""
    found, seen = [], {key.lower()}
    for p in shop.phrases:
        where = p.tree.tokens[p.head].sentence
        if p.tree is not tree or where not in near or p.plural != plural or p.kind == "time":
            continue
        if p.text.lower() in seen or overlap(p.text, key) > 0 or overlap(p.text, piece) > 0.1:
            continue
        seen.add(p.text.lower())
        found.append(Choice(capital(p.text), Role.MISREAD, "This is named nearby, but the sentence is not about it."))
    return sorted(found, key=lambda c: (abs(len(c.text) - len(key)), c.text))
