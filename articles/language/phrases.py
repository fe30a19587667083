"""Base noun phrases out of the tree: a noun with its determiner and what stands before it, a name, or a pronoun."""

from __future__ import annotations

from collections.abc import Sequence

from articles.language.reading import Entity, Kind, NounPhrase, Token

BEFORE = {"det", "amod", "compound", "nummod", "nmod", "flat", "goeswith", "acl"}  # what may open a phrase
WITHIN = {"advmod", "punct", "cc", "conj", "case", "dep"}  # only between two of those
INSIDE_NAMES = {"flat", "fixed", "goeswith"}  # never head a phrase of their own
ARGUMENTS = {"nsubj", "obj", "iobj", "obl", "nmod", "root", "conj", "appos", "ccomp", "xcomp", "parataxis", "csubj"}
DEFINITE = {"the", "this", "that", "these", "those", "both", "each", "every"}
INDEFINITE = {"a", "an", "some", "any", "no", "another", "several", "many", "few", "most"}


def noun_phrases(
    tokens: Sequence[Token], children: Sequence[Sequence[int]], entities: Sequence[Entity], text: str
) -> tuple[NounPhrase, ...]:
    """Return the base noun phrases in order of their first token."""
    named_at = {i: entity for entity in entities for i in range(entity.first, entity.last + 1)}
    found = [
        _phrase(token, tokens, children, named_at, text) for token in tokens if _heads_phrase(token, tokens, children)
    ]
    return tuple(sorted(found, key=lambda phrase: (phrase.first, phrase.last)))


def _heads_phrase(token: Token, tokens: Sequence[Token], children: Sequence[Sequence[int]]) -> bool:
    """Tell whether a token heads a noun phrase of its own."""
    relation = token.dep.partition(":")[0]
    if relation in INSIDE_NAMES or (relation == "compound" and token.index < token.head) or token.dep == "nmod:desc":
        return False
    if token.pos in {"NOUN", "PROPN"}:
        return True
    if token.pos == "PRON":
        return token.dep not in {"nmod:poss", "expl"} or token.lemma == "whose"
    if token.pos in {"NUM", "ADJ", "DET"} and relation in ARGUMENTS:
        has_determiner = any(tokens[c].dep == "det" for c in children[token.index])
        return relation in {"nsubj", "obj", "obl", "nmod"} and (token.pos != "ADJ" or has_determiner)
    return False


def _phrase(
    head: Token,
    tokens: Sequence[Token],
    children: Sequence[Sequence[int]],
    named_at: dict[int, Entity],
    text: str,
) -> NounPhrase:
    """Build the phrase around its head."""
    first = _left_end(head, tokens, children)
    last = _right_end(head, tokens, children)
    entity = named_at.get(head.index)
    named = entity is not None or head.pos == "PROPN"
    plural = head.morph.get("Number") == "Plur" or head.tag in {"NNS", "NNPS"}
    return NounPhrase(
        first=first,
        last=last,
        head=head.index,
        start=tokens[first].start,
        end=tokens[last].end,
        text=text[tokens[first].start : tokens[last].end],
        kind=head.kind or Kind.THING,
        named=named,
        definite=_definite(head, tokens, children, named),
        plural=plural,
        pronoun=head.pos == "PRON",
    )


def _subtree(index: int, children: Sequence[Sequence[int]]) -> list[int]:
    found, waiting = [], [index]
    while waiting:
        place = waiting.pop()
        found.append(place)
        waiting += children[place]
    return found


def _left_end(head: Token, tokens: Sequence[Token], children: Sequence[Sequence[int]]) -> int:
    """Walk left from the head over its premodifiers, as long as they stand side by side."""
    opens: set[int] = set()
    between: set[int] = set()
    for child in children[head.index]:
        if child > head.index:
            break
        relation = tokens[child].dep.partition(":")[0]
        if relation in BEFORE:
            opens.update(_subtree(child, children))
        elif relation in WITHIN:
            between.update(_subtree(child, children))
    end = place = head.index
    while place > 0 and tokens[place - 1].sentence == head.sentence:
        place -= 1
        if place in opens and tokens[place].dep != "case":
            end = place
        elif place not in between and place not in opens:
            break
    while end < head.index and (tokens[end].pos in {"ADP", "CCONJ"} or (tokens[end].pos == "PUNCT")):
        if tokens[end].text in {"“", '"', "‘", "'", "("}:
            break
        end += 1
    return end


def _right_end(head: Token, tokens: Sequence[Token], children: Sequence[Sequence[int]]) -> int:
    """Walk right from the head over the rest of its name."""
    inside: set[int] = set()
    for child in children[head.index]:
        if child > head.index and tokens[child].dep.partition(":")[0] in {"flat", "compound", "goeswith", "fixed"}:
            inside.update(_subtree(child, children))
    joints = {c for c in children[head.index] if tokens[c].tag == "HYPH"}
    place = end = head.index
    while place + 1 < len(tokens) and (place + 1 in inside or place + 1 in joints):
        place += 1
        if place in inside:
            end = place
    number = end + 1  # Article 12, Chapter Three, Apollo 11
    if number < len(tokens) and tokens[number].head == head.index and tokens[number].dep in {"nummod", "nmod:unmarked"}:
        return number if tokens[number].pos == "NUM" and head.sentence == tokens[number].sentence else end
    return end


def _definite(head: Token, tokens: Sequence[Token], children: Sequence[Sequence[int]], named: bool) -> bool | None:
    """Read definiteness from determiner, possessive or name."""
    if head.pos == "PRON":
        return head.morph.get("PronType") in {"Prs", "Dem"} or None
    for child in children[head.index]:
        if tokens[child].dep == "nmod:poss":
            return True
        if tokens[child].dep.startswith("det") and child < head.index:
            word = tokens[child].text.lower()
            if word in DEFINITE:
                return True
            if word in INDEFINITE:
                return False
    return True if named else None
