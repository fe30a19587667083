"""Which sentence of a text, as it reads now, a note belongs to.

A note is tied by its own sentence's row as long as that still says the same, and otherwise by the sentence's words:
revising a text moves sentences, and going back to an earlier revision brings them back as new rows. Nothing is written
when a text changes, so a note that lost its sentence finds it again once it returns.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from articles.models import Note, Sentence


@dataclass(frozen=True, slots=True)
class Placed:
    """A note that has its sentence, with its number in reading order, from 1."""

    note: Note
    number: int
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Tied:
    """`placed` stand in reading order; `loose` are the notes whose sentence the text no longer holds."""

    placed: tuple[Placed, ...] = ()
    loose: tuple[Note, ...] = ()

    @property
    def by_sentence(self) -> Mapping[int, Sequence[Placed]]:
        found: dict[int, list[Placed]] = defaultdict(list)
        for one in self.placed:
            found[one.sentence.pk].append(one)
        return found


def tie(notes: Iterable[Note], sentences: Sequence[Sentence]) -> Tied:
    """Give each note of one telling its sentence among `sentences`, which stand in reading order."""
    order = {sentence.pk: place for place, sentence in enumerate(sentences)}
    rows = {sentence.pk: sentence for sentence in sentences}
    alike: dict[str, list[Sentence]] = defaultdict(list)
    for sentence in sentences:
        alike[sentence.digest].append(sentence)
    found: list[tuple[Note, Sentence]] = []
    loose: list[Note] = []
    for note in notes:
        if own := its_sentence(note, rows, alike):
            found.append((note, own))
        else:
            loose.append(note)
    found.sort(key=lambda pair: (order[pair[1].pk], pair[0].start, pair[0].end, pair[0].pk))
    placed = tuple(Placed(note, number, sentence) for number, (note, sentence) in enumerate(found, 1))
    return Tied(placed, tuple(loose))


def its_sentence(note: Note, rows: Mapping[int, Sentence], alike: Mapping[str, list[Sentence]]) -> Sentence | None:
    """Its own row if the words are still the same; of several sentences with the same words the nearest one."""
    own = rows.get(note.sentence_id or 0)
    if own is not None and own.digest == note.digest:
        return own

    def distance(sentence: Sentence) -> tuple[bool, int, int]:
        return sentence.section_id != note.section_id, abs(sentence.position - note.position), sentence.pk

    return min(alike.get(note.digest, ()), key=distance, default=None)
