"""Named entities: what the model marks, mended by the tags, the tree and the lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from articles.language import lists
from articles.language.dates import SEASONS
from articles.language.kinds import NOT_NAMES, guess, listed_name
from articles.language.reading import Entity, Expression, ExpressionType, Kind, Token

NAMED_TIMES = {ExpressionType.DATE, ExpressionType.YEAR, ExpressionType.DECADE, ExpressionType.CENTURY}
OF_HEADS = lists.ORGANISATION_HEADS | lists.HEADS_WITH_OF
LABELS = {Kind.PERSON, Kind.ORGANISATION, Kind.PLACE, Kind.EVENT, Kind.TIME}


def entities(
    tokens: Sequence[Token],
    children: Sequence[Sequence[int]],
    marks: Sequence[str],
    times: Sequence[Expression],
    text: str,
) -> tuple[Entity, ...]:
    """Return the named entities in order; they do not overlap.

    ``marks``: the model's BIO mark of each token. Spans that the model left out but the tags call names are added with
    the kind of their head; ``times`` are the rules' expressions, whose dates become entities as they stand.
    """
    taken: set[int] = set()
    spans: list[tuple[int, int, Kind]] = []
    for time in times:
        if time.type in NAMED_TIMES:
            spans.append((time.first, time.last, Kind.TIME))
            taken.update(range(time.first, time.last + 1))
    small = {token.text for token in tokens if token.text.islower()}
    for first, last, label in [*_marked(tokens, marks), *_tagged(tokens)]:
        if any(i in taken for i in range(first, last + 1)):
            continue
        first, last = _whole_name(first, last, tokens, children, taken)
        if (
            first == last and tokens[first].text.lower() in SEASONS
        ):  # the Arab Spring names an event, Spring alone nothing
            if first == 0 or tokens[first - 1].pos != "ADJ" or not tokens[first - 1].text[0].isupper():
                continue
            first, label = first - 1, Kind.EVENT
        settled = _label(first, last, label, tokens)
        if settled is None or _no_name(first, last, settled, tokens, small):
            continue
        spans.append((first, last, settled))
        taken.update(range(first, last + 1))
    found = []
    for first, last, label in _agreed(spans, tokens):
        start, end = tokens[first].start, tokens[last].end
        found.append(Entity(start, end, first, last, text[start:end], label))
    return tuple(found)


def _proper(token: Token) -> bool:
    """Tell whether tag or part of speech call a word a proper noun or a part of one."""
    return token.tag in {"NNP", "NNPS"} or token.pos == "PROPN"


def _no_name(first: int, last: int, label: Kind, tokens: Sequence[Token], small: set[str]) -> bool:
    """Tell whether a span names nothing: a title alone, one letter, or a word the text also writes small."""
    words = [tokens[i].text.lower() for i in range(first, last + 1)]
    if all(word in NOT_NAMES for word in words) or not any(c.isalpha() for word in words for c in word):
        return True
    if first == last:
        common = lists.ORGANISATION_HEADS | lists.PLACE_HEADS | lists.EVENT_HEADS | lists.PERSON_WORDS
        known = words[0] in common | lists.PERSON_TITLES and not tokens[first].text.isupper()
        return len(words[0]) == 1 or tokens[first].text.islower() or words[0] in small or known
    return False


def _agreed(spans: list[tuple[int, int, Kind]], tokens: Sequence[Token]) -> list[tuple[int, int, Kind]]:
    """Let the same name have the same label all through the text: the one it has most often."""
    votes: dict[str, Counter[Kind]] = {}
    names = []
    for first, last, label in sorted(spans):
        name = " ".join(tokens[i].text for i in range(first, last + 1))
        names.append(name)
        votes.setdefault(name, Counter())[label] += 1
    return [
        (first, last, votes[name].most_common(1)[0][0])
        for name, (first, last, _) in zip(names, sorted(spans), strict=True)
    ]


def _marked(tokens: Sequence[Token], marks: Sequence[str]) -> list[tuple[int, int, Kind]]:
    """Read the spans out of BIO marks; a span needs a name or a number in it."""
    spans: list[tuple[int, int, Kind]] = []
    for index, mark in enumerate(marks):
        if mark == "O":
            continue
        label = Kind[mark[2:]]
        goes_on = spans and spans[-1][1] == index - 1 and tokens[index].sentence == tokens[index - 1].sentence
        if mark[0] == "I" and goes_on:
            spans[-1] = (spans[-1][0], index, spans[-1][2])
        else:
            spans.append((index, index, label))
    return [span for span in spans if any(_proper(tokens[i]) for i in range(span[0], span[1] + 1))]


def _tagged(tokens: Sequence[Token]) -> list[tuple[int, int, Kind]]:
    """Read runs of proper nouns; the head's kind labels them."""
    spans: list[tuple[int, int, Kind]] = []
    index = 0
    while index < len(tokens):
        if not _proper(tokens[index]):
            index += 1
            continue
        last = index
        while last + 1 < len(tokens) and _continues(tokens[last], tokens[last + 1], tokens[index]):
            last += 1
        head = next((i for i in range(index, last + 1) if not index <= tokens[i].head <= last), index)
        kind = tokens[head].kind or guess(tokens[head])
        if kind in LABELS and kind is not None and _proper(tokens[head]):
            spans.append((index, last, kind))
        index = last + 1
    return spans


def _continues(before: Token, token: Token, first: Token) -> bool:
    """Tell whether a proper noun goes on a name: same sentence, and the two hang together."""
    if not _proper(token) or token.sentence != first.sentence:
        return False
    return token.head in {before.index, first.index, before.head} or before.head in {token.index, token.head}


def _whole_name(
    first: int, last: int, tokens: Sequence[Token], children: Sequence[Sequence[int]], taken: set[int]
) -> tuple[int, int]:
    """Widen a span over proper nouns of the same name that were not marked, and over "of Y" in "Gulf of Y"."""
    while tokens[last].pos in {"ADP", "DET", "CCONJ", "PUNCT"} and last > first:
        last -= 1
    while first > 0 and first - 1 not in taken and _name_part(tokens[first - 1], tokens, first, last):
        first -= 1
    while last + 1 < len(tokens) and last + 1 not in taken and _name_part(tokens[last + 1], tokens, first, last):
        last += 1
    if tokens[last].text.lower() in OF_HEADS and last + 2 < len(tokens):
        step = last + 2 if tokens[last + 1].text in {"of", "for"} else 0
        if step and tokens[step].text == "the" and step + 1 < len(tokens):
            step += 1
        if step and _proper(tokens[step]) and step not in taken:
            last = step
            while last + 1 < len(tokens) and last + 1 not in taken and _name_part(tokens[last + 1], tokens, step, last):
                last += 1
    return first, last


def _name_part(token: Token, tokens: Sequence[Token], first: int, last: int) -> bool:
    """Tell whether a neighbour is a proper noun joined to the span by flat or compound."""
    if not _proper(token) or token.sentence != tokens[first].sentence:
        return False
    inside = range(first, last + 1)
    joined = {"flat", "compound"}
    if token.dep in joined and token.head in inside:
        return True
    return any(tokens[i].dep in joined and tokens[i].head == token.index for i in inside)


def _label(first: int, last: int, label: Kind, tokens: Sequence[Token]) -> Kind | None:
    """Return the label after the lists had their say."""
    words = [tokens[i].text.lower() for i in range(first, last + 1)]
    head = next((i for i in range(first, last + 1) if not first <= tokens[i].head <= last), last)
    listed = listed_name(words)
    if listed is not None:
        return listed
    if len(words) > 1 and words[0] in lists.PERSON_TITLES and label in {Kind.ORGANISATION, Kind.PLACE}:
        return Kind.PERSON if words[-1] not in lists.ORGANISATION_HEADS | lists.PLACE_HEADS else label
    if label is Kind.PLACE and words[-1] in lists.PERSON_TITLES and len(words) > 1:
        return Kind.PERSON
    if label is Kind.PERSON and tokens[head].text.lower() in lists.ORGANISATION_HEADS:
        return Kind.ORGANISATION
    return label if label in LABELS else None
