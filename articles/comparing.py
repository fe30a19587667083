"""Holding the tellings of an article against each other: builds and renews ledgers, and keeps the teacher's marks."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.db import transaction
from django.utils import timezone

from articles.language import read
from articles.models import Article, Edition, Ledger, LedgerRow, Sentence
from articles.text.tellings import Ledger as Compared
from articles.text.tellings import Line, Row, Spot, Telling, compare_tellings, telling

# Rises when the comparison itself changes, so that old ledgers are known to be old.
VERSION = "1"
LONGEST_DETAIL = 300
Sections = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Built:
    """What comparing brought: rows written anew, kept (with their marks), and gone."""

    ledger: Ledger
    created: int = 0
    kept: int = 0
    removed: int = 0


def base_of(article: Article) -> Edition | None:
    """The telling that the others are held against: the original, or the first in order."""
    editions = list(article.editions.filter(language="en").order_by("position", "pk"))
    originals = [edition for edition in editions if edition.kind == Edition.Kind.ORIGINAL]
    return next(iter(originals or editions), None)


def comparable(article: Article, base: Edition) -> list[Edition]:
    """The tellings that can be held against `base`."""
    return list(article.editions.filter(language="en").exclude(pk=base.pk).order_by("position", "pk"))


def digest_of(base: Edition, other: Edition) -> str:
    """A digest of both texts: when it changes, their ledger is out of date."""
    told = repr((VERSION, sections_of(base), sections_of(other)))
    return hashlib.sha256(told.encode()).hexdigest()


def sections_of(edition: Edition) -> Sections:
    return tuple(edition.sections.order_by("position", "pk").values_list("heading", "text"))


def is_current(ledger: Ledger) -> bool:
    return ledger.digest == digest_of(ledger.base, ledger.other)


@lru_cache(maxsize=8)
def _told(sections: Sections) -> Telling:
    return telling([read(text) for _, text in sections], [heading for heading, _ in sections])


def build_all(article: Article, base: Edition | None = None) -> list[Built]:
    """Hold every telling of an article against its base. Slow: a second for 1,000 words of each."""
    base = base or base_of(article)
    return [build(base, other) for other in comparable(article, base)] if base else []


def build(base: Edition, other: Edition) -> Built:
    """The ledger of two tellings, made or renewed. A row whose sentences are unchanged keeps its marks.

    The texts are read outside of the transaction; nothing is written when neither has changed.
    """
    digest = digest_of(base, other)
    ledger = Ledger.objects.filter(base=base, other=other).first()
    if ledger is not None and ledger.digest == digest:
        return Built(ledger, kept=ledger.rows.count())
    left, right = _told(sections_of(base)), _told(sections_of(other))
    compared = compare_tellings(left, right)
    with transaction.atomic():
        # Whoever builds the same pair at the same time waits here for the first one.
        Edition.objects.select_for_update().get(pk=base.pk)
        ledger, _ = Ledger.objects.update_or_create(
            base=base,
            other=other,
            defaults={
                "same_story": compared.same_story,
                "digest": digest,
                "built_at": timezone.now(),
            },
        )
        return _write(ledger, left, right, compared)


def _write(ledger: Ledger, left: Telling, right: Telling, compared: Compared) -> Built:
    rows_left, rows_right = _stored(ledger.base, left), _stored(ledger.other, right)
    ledger.alignment = [
        [_ids(match.left, rows_left), _ids(match.right, rows_right), match.sure, match.moved]
        for match in (compared.matches if compared.same_story else ())
    ]
    ledger.save(update_fields=["alignment"])
    old = list(ledger.rows.all())
    by_identity = {row.identity: row for row in old}
    by_sentences: dict[tuple[str, str, str], list[LedgerRow]] = defaultdict(list)
    for row in old:
        by_sentences[row.kind, row.base_quote, row.other_quote].append(row)
    wanted = {row.identity: row for row in _rows(ledger, left, right, compared.rows, rows_left, rows_right)}
    kept: set[int] = set()
    fresh: list[LedgerRow] = []
    for row in wanted.values():
        same = by_identity.get(row.identity) or _spare(by_sentences, row, wanted, kept)
        if same is None:
            fresh.append(row)
            continue
        kept.add(same.pk)
        _renew(same, row)
    LedgerRow.objects.bulk_update([row for row in old if row.pk in kept], RENEWED, batch_size=300)
    gone = [row for row in old if row.pk not in kept]
    staying = _still_standing(gone, left, right, len(wanted))
    LedgerRow.objects.filter(pk__in=[row.pk for row in gone if row not in staying]).delete()
    LedgerRow.objects.bulk_create(fresh, batch_size=300)
    return Built(ledger, created=len(fresh), kept=len(kept) + len(staying), removed=len(gone) - len(staying))


RENEWED = [
    "position",
    "status",
    "base_sentence",
    "other_sentence",
    "base_spans",
    "other_spans",
    "detail",
    "sure",
    "importance",
    "identity",
]


def _renew(row: LedgerRow, new: LedgerRow) -> None:
    for name in RENEWED:
        setattr(row, name, getattr(new, name))


def _spare(
    by_sentences: Mapping[tuple[str, str, str], Sequence[LedgerRow]],
    row: LedgerRow,
    wanted: Mapping[str, LedgerRow],
    kept: set[int],
) -> LedgerRow | None:
    """An old row on the same sentences and of the same kind that nothing else claims: it keeps its marks."""
    old = by_sentences.get((row.kind, row.base_quote, row.other_quote), ())
    return next((each for each in old if each.identity not in wanted and each.pk not in kept), None)


def _still_standing(gone: Iterable[LedgerRow], left: Telling, right: Telling, after: int) -> list[LedgerRow]:
    """Marked rows whose sentences are unchanged though they are no longer proposed: a teacher's work stays."""
    texts = (_joined(left.lines), _joined(right.lines))
    staying = [
        row
        for row in gone
        if row.mark != LedgerRow.Mark.UNCONFIRMED and row.base_quote in texts[0] and row.other_quote in texts[1]
    ]
    for place, row in enumerate(staying, start=after + 1):
        row.position = place
    LedgerRow.objects.bulk_update(staying, ["position"], batch_size=300)
    return staying


def _joined(lines: Iterable[Line]) -> str:
    return " ".join(line.text for line in lines)


def _stored(edition: Edition, told: Telling) -> dict[int, Sentence]:
    """The stored sentence of each line, found by its section and place."""
    rows = Sentence.objects.filter(section__edition=edition).order_by("section__position", "section_id", "position")
    order = list(edition.sections.order_by("position", "pk").values_list("pk", flat=True))
    numbers = {pk: number for number, pk in enumerate(order)}
    places = {(numbers[row.section_id], row.start): row for row in rows if row.section_id in numbers}
    return {line.index: row for line in told.lines if (row := places.get((line.section, line.start)))}


def _ids(indexes: Iterable[int], stored: Mapping[int, Sentence]) -> list[int]:
    return [stored[index].pk for index in indexes if index in stored]


def _rows(
    ledger: Ledger,
    left: Telling,
    right: Telling,
    rows: Sequence[Row],
    stored_left: Mapping[int, Sentence],
    stored_right: Mapping[int, Sentence],
) -> Iterable[LedgerRow]:
    for position, row in enumerate(rows, start=1):
        base_quote, base_spans = quoted(left, row.left, row.left_spots)
        other_quote, other_spans = quoted(right, row.right, row.right_spots)
        said = (row.kind.value, row.status.value, base_quote, other_quote, base_spans, other_spans)
        yield LedgerRow(
            ledger=ledger,
            position=position,
            kind=row.kind.value,
            status=row.status.value,
            base_sentence=stored_left.get(row.left[0]) if row.left else None,
            other_sentence=stored_right.get(row.right[0]) if row.right else None,
            base_quote=base_quote,
            other_quote=other_quote,
            base_spans=base_spans,
            other_spans=other_spans,
            detail=row.note[:LONGEST_DETAIL],
            sure=row.sure,
            importance=min(1.0, max(0.0, row.importance)),
            identity=hashlib.sha256(repr(said).encode()).hexdigest(),
        )


def quoted(told: Telling, indexes: Sequence[int], spots: Sequence[Spot]) -> tuple[str, list[list[int]]]:
    """Some lines as one quote, and the spots as offsets into it."""
    starts: dict[int, int] = {}
    at = 0
    for index in indexes:
        starts[index] = at
        at += len(told.lines[index].text) + 1
    spans = [[starts[spot.line] + spot.start, starts[spot.line] + spot.end] for spot in spots if spot.line in starts]
    return " ".join(told.lines[index].text for index in indexes), sorted(spans)


# What students may see ------------------------------------------------------------------------------------------------


def shown_to_students(article: Article) -> list[LedgerRow]:
    """The confirmed rows of an article's ledgers whose sentences still read as they did; none unless opened."""
    if not article.ledger_is_open:
        return []
    rows = (
        LedgerRow.objects.filter(ledger__base__article=article, ledger__other__article=article)
        .confirmed()
        .select_related("ledger__base", "ledger__other", "trusted", "base_sentence", "other_sentence")
    )
    return [row for row in rows if holds(row)]


def holds(row: LedgerRow) -> bool:
    """Whether both sentences of a row still stand where it found them."""
    for sentence, quote in ((row.base_sentence, row.base_quote), (row.other_sentence, row.other_quote)):
        if quote and (sentence is None or not quote.startswith(sentence.text)):
            return False
    return True
