"""What another telling of the article says in the place of the key: the best wrong option there is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from articles.text.tellings import OtherValue, Telling, other_values, telling
from quizzes.generation.asking.options import compatible
from quizzes.generation.tellings.contrasts import LEADING, look
from quizzes.generation.types import Item, ItemKind, Option, Passage, Role

FEWEST_OPTIONS = 3
RATIONALE = "Another telling of this article says “{theirs}”; this one says “{mine}”."


def with_other_tellings(
    items: Sequence[Item], passages: Sequence[Passage], others: Sequence[Sequence[Passage]]
) -> tuple[Item, ...]:
    """The items, with the value of another telling among the wrong options wherever it fits.

    It takes the place of one wrong option, best of one that misreads the key too; an option that already says it is
    marked as what it is. The number of options and the place of the key stay. Slow: each telling is held against the
    first, a second for 1,000 words.
    """
    if not others:
        return tuple(items)
    own = _told(passages)
    positions = [passage.position for passage in passages]
    values = [value for other in others for value in other_values(own, _told(other))]
    return tuple(_with(item, values, positions) for item in items)


def _told(passages: Sequence[Passage]) -> Telling:
    return telling([passage.reading for passage in passages], [passage.heading for passage in passages])


def _with(item: Item, values: Sequence[OtherValue], positions: Sequence[int]) -> Item:
    if item.kind is not ItemKind.CHOICE or len(item.options) < FEWEST_OPTIONS:
        return item
    for value in values:
        proves = any(
            evidence.section == positions[value.section] and evidence.start <= value.start < evidence.end
            for evidence in item.evidence
        )
        for text, rationale in _turned(item.answer, value) if proves else ():
            if (options := _placed(item, text, rationale)) is not None:
                return replace(item, options=options)
    return item


def _turned(key: str, value: OtherValue) -> Iterator[tuple[str, str]]:
    """The key with the other telling's value in the place of its own, and why it is wrong; nothing where it has not
    exactly one place, or where the two values are not of one form."""
    mine, theirs = _core(value.own), _core(value.text)
    if not mine or not theirs or mine.casefold() == theirs.casefold() or look(mine) != look(theirs):
        return
    if look(mine) == "word" and not (mine[0].isupper() and theirs[0].isupper()):
        return
    found = list(re.finditer(rf"(?<![\w.,]){re.escape(mine)}(?![\w%]|[.,]\d)", key))
    if len(found) == 1:
        at = found[0]
        yield key[: at.start()] + theirs + key[at.end() :], RATIONALE.format(theirs=theirs, mine=mine)


def _core(value: str) -> str:
    """The value without "until the" or "more than" before it."""
    leading = LEADING.match(value)
    return value[leading.end() if leading else 0 :]


def _placed(item: Item, text: str, rationale: str) -> tuple[Option, ...] | None:
    new = Option(text, False, rationale, Role.OTHER_TELLING)
    for number, option in enumerate(item.options):
        if not option.is_key and option.text.casefold() == text.casefold():
            return (*item.options[:number], new, *item.options[number + 1 :])
    order = sorted(range(len(item.options)), key=lambda n: (item.options[n].role is not Role.MISREAD, n))
    for number in order:
        rest = [option.text for n, option in enumerate(item.options) if n != number]
        if not item.options[number].is_key and compatible(text, rest):
            return (*item.options[:number], new, *item.options[number + 1 :])
    return None
