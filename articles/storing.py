"""The rows of one telling: sections, sentences, removals and doubts, renewed with as few changes as the text has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from articles.matching import match
from articles.models import Doubt, Edition, Removal, Section, Sentence
from articles.signals import sentences_changing
from articles.studying import Studied, StudiedSentence

LONGEST_HEADING = Section._meta.get_field("heading").max_length or 300
_PLACED = ["section", "paragraph", "position", "start", "end"]


@dataclass(frozen=True, slots=True)
class TextWritten:
    """What writing a text changed, counted; and its sentences as rows, in reading order."""

    rows: tuple[Sentence, ...]
    kept: int
    reworded: int
    added: int
    gone: int
    stale_questions: int


def write_text(edition: Edition, studied: Studied) -> TextWritten:
    """Bring sections and sentences of `edition` in line with `studied`. Call inside a transaction.

    A sentence whose words stay keeps its row, also when it moves; one that is reworded in its place keeps it too, with
    new words. Whoever leans on sentences that change or go is told before anything is written.
    """
    old = list(
        Sentence.objects.filter(section__edition=edition).order_by("section__position", "section_id", "position")
    )
    new = studied.sentences
    matched = match([row.text for row in old], [sentence.text for sentence in new])
    changing = [old[i] for i in sorted([*matched.gone, *(i for i, _ in matched.reworded)])]
    stale = _announce(edition, changing) if changing else 0
    sections, surplus = _write_sections(edition, studied)
    rows: dict[int, Sentence] = {}
    for i, j in (*matched.same, *matched.reworded):
        rows[j] = _placed(old[i], new[j], sections)
    Sentence.objects.bulk_update([rows[j] for _, j in matched.same], _PLACED, batch_size=500)
    Sentence.objects.bulk_update([rows[j] for _, j in matched.reworded], [*_PLACED, "text", "digest"], batch_size=500)
    fresh = [_placed(Sentence(), new[j], sections) for j in matched.fresh]
    for j, row in zip(matched.fresh, Sentence.objects.bulk_create(fresh, batch_size=500), strict=True):
        rows[j] = row
    Sentence.objects.filter(pk__in=[old[i].pk for i in matched.gone]).delete()
    Section.objects.filter(pk__in=[section.pk for section in surplus]).delete()
    return TextWritten(
        rows=tuple(rows[j] for j in range(len(new))),
        kept=len(matched.same),
        reworded=len(matched.reworded),
        added=len(matched.fresh),
        gone=len(matched.gone),
        stale_questions=stale,
    )


def _announce(edition: Edition, sentences: list[Sentence]) -> int:
    """Tell the listeners; the sum of the numbers of questions that they marked."""
    answers: list[tuple[Any, Any]] = sentences_changing.send(sender=Edition, edition=edition, sentences=sentences)
    return sum(answer for _, answer in answers if isinstance(answer, int))


def _placed(row: Sentence, sentence: StudiedSentence, sections: Sequence[Section]) -> Sentence:
    row.section = sections[sentence.section]
    row.paragraph, row.position = sentence.paragraph, sentence.position
    row.start, row.end = sentence.start, sentence.end
    row.text, row.digest = sentence.text, sentence.digest
    return row


def _write_sections(edition: Edition, studied: Studied) -> tuple[list[Section], list[Section]]:
    """The section rows in order, those with the same heading reused; and the rows that are left over."""
    old = list(edition.sections.order_by("position", "pk"))
    wanted = studied.prepared.sections
    headings = [shortened(section.heading, LONGEST_HEADING) for section in wanted]
    matched = match([row.heading for row in old], headings)
    reused = {j: old[i] for i, j in (*matched.same, *matched.reworded)}
    spare = [old[i] for i in matched.gone]
    rows: list[Section] = []
    for j, section in enumerate(wanted):
        row = reused.get(j) or (spare.pop(0) if spare else Section(edition=edition))
        row.position, row.heading, row.text = section.position, headings[j], section.text
        row.save()
        rows.append(row)
    return rows, spare


def write_removals(edition: Edition, studied: Studied, sections: Sequence[Section]) -> int:
    """Bring the removals in line, rows of the same piece kept; returns how many there are."""
    old: dict[tuple[int, int, str], Removal] = {(r.start, r.end, r.reason): r for r in edition.removals.all()}
    by_position = {section.position: section for section in sections}
    fresh: list[Removal] = []
    for edit in studied.prepared.edits:
        reason = str(edit.reason)
        row = old.pop((edit.start, edit.end, reason), None)
        wanted = {
            "section": by_position.get(edit.section or 0),
            "at": edit.at,
            "removed": edit.removed,
            "inserted": edit.inserted,
            "put_back": edit.put_back,
        }
        if row is None:
            fresh.append(Removal(edition=edition, start=edit.start, end=edit.end, reason=reason, **wanted))
            continue
        if any(getattr(row, name) != value for name, value in wanted.items()):
            for name, value in wanted.items():
                setattr(row, name, value)
            row.save()
    Removal.objects.filter(pk__in=[row.pk for row in old.values()]).delete()
    Removal.objects.bulk_create(fresh, batch_size=500)
    return len(studied.prepared.edits)


def write_doubts(edition: Edition, studied: Studied, sections: Sequence[Section]) -> int:
    """Renew the doubts; one that was dismissed stays dismissed as long as it says the same of the same words."""
    dismissed: dict[tuple[str, str], int] = defaultdict(int)
    for stored in edition.doubts.filter(dismissed=True):
        dismissed[stored.text, stored.message] += 1
    by_position = {section.position: section for section in sections}
    fresh: list[Doubt] = []
    for doubt in studied.doubts:
        key = (doubt.text, doubt.message)
        was_dismissed = dismissed[key] > 0
        dismissed[key] -= 1
        fresh.append(
            Doubt(
                edition=edition,
                section=by_position.get(doubt.section or 0),
                start=doubt.start,
                end=doubt.end,
                text=doubt.text,
                message=doubt.message,
                dismissed=was_dismissed,
            )
        )
    edition.doubts.all().delete()
    Doubt.objects.bulk_create(fresh, batch_size=500)
    return len(fresh)


def shortened(text: str, most: int) -> str:
    """`text` in at most `most` characters, cut at a word."""
    if len(text) <= most:
        return text
    return text[: most - 1].rsplit(" ", 1)[0][: most - 1] + "…"
