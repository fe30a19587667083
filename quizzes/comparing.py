"""Comparison questions from a ledger become drafts for the teacher, with evidence in both tellings."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from django.conf import settings
from django.db import transaction

from articles.comparing import holds
from articles.models import Edition, Ledger, LedgerRow, Sentence
from quizzes.beside import COMPARING, called
from quizzes.generation.tellings.comparison import compare_questions
from quizzes.generation.tellings.contrasts import Compared, ComparedRow, Names, Told
from quizzes.generation.types import Passage
from quizzes.models import Evidence, Option, Question
from quizzes.passages import read_sections

SURE = 0.9  # of a match whose sentences may stand as told in both
NOT_TO_ASK = (LedgerRow.Mark.SAME, LedgerRow.Mark.WORDING)


def author(ledger: Ledger, *, seed: int | None = None) -> int:
    """Draft comparison questions on a ledger; returns how many are new.

    Rows that the teacher marked come first; those that she called a matter of wording, or the same meaning, are not
    asked about. Questions that are there already, whatever became of them, are not drafted again.
    """
    rows = list(
        ledger.rows.exclude(mark__in=NOT_TO_ASK).select_related("base_sentence__section", "other_sentence__section")
    )
    compared = [_plain(row) for row in rows if holds(row)]
    seed = settings.GENERATION_SEED if seed is None else seed
    drafted = compare_questions(
        compared,
        names_of(ledger),
        seed=seed,
        shared=_told_in_both(ledger),
        passages=(_read(ledger.base), _read(ledger.other)),
    )
    by_key = {row.pk: row for row in rows}
    with transaction.atomic():
        Edition.objects.select_for_update().get(pk=ledger.base_id)
        known = set(
            Option.objects.filter(
                question__edition=ledger.base, question__template__startswith=COMPARING, is_key=True
            ).values_list("question__stem", "text")
        )
        fresh = [each for each in drafted if (each.item.stem, each.item.answer) not in known]
        return sum(_write(ledger, each, by_key[each.rows[0]]) for each in fresh)


def _told_in_both(ledger: Ledger) -> list[tuple[Told, Told]]:
    """The sentences that surely say the same in both tellings, as far as both still stand."""
    sure = [(left, right) for left, right, how_sure, moved in ledger.alignment if how_sure >= SURE and not moved]
    wanted = {pk for pair in sure for side in pair for pk in side}
    stored = Sentence.objects.select_related("section").in_bulk(wanted)
    return [
        (_quoted([stored[pk] for pk in left]), _quoted([stored[pk] for pk in right]))
        for left, right in sure
        if left and right and all(pk in stored for pk in (*left, *right))
    ]


def _read(edition: Edition) -> tuple[Passage, ...]:
    return read_sections(tuple(edition.sections.order_by("position").values_list("position", "heading", "text")))


def _quoted(sentences: Sequence[Sentence]) -> Told:
    first = sentences[0]
    return Told(" ".join(sentence.text for sentence in sentences), (), first.section.position, first.start)


def names_of(ledger: Ledger) -> Names:
    """What the tellings are called in a sentence."""
    return Names(called(ledger.base), called(ledger.other))


def _plain(row: LedgerRow) -> ComparedRow:
    confirmed = row.mark in {LedgerRow.Mark.DIFFERENCE, LedgerRow.Mark.MISTAKE}
    return ComparedRow(
        key=row.pk,
        kind=row.kind,
        status=row.status,
        first=_told(row.base_sentence, row.base_quote, row.base_spans),
        second=_told(row.other_sentence, row.other_quote, row.other_spans),
        importance=min(1.0, 0.5 + 0.5 * row.importance) if confirmed else 0.5 * row.importance,
        detail=row.detail,
    )


def _told(sentence: Sentence | None, quote: str, spans: list[list[int]]) -> Told | None:
    if sentence is None or not quote:
        return None
    places = tuple((start, end) for start, end in spans)
    return Told(quote, places, sentence.section.position, sentence.start)


def _write(ledger: Ledger, compared: Compared, row: LedgerRow) -> bool:
    """Store one question; False when its evidence does not stand in the texts."""
    item = compared.item
    pieces: list[tuple[Sentence, int, int]] = []
    for side, evidence in zip(compared.sides, item.evidence, strict=True):
        edition = (ledger.base, ledger.other)[side]
        places = Sentence.objects.filter(section__edition=edition, section__position=evidence.section)
        first = places.filter(start=evidence.start).first() or (row.base_sentence, row.other_sentence)[side]
        if first is None:
            return False
        pieces += _pieces(first, evidence.start, evidence.quote)
    if not pieces:
        return False
    question = Question.objects.create(
        edition=ledger.base,
        kind=item.kind.value,
        template=item.template,
        stem=item.stem,
        understanding=Question.Understanding.JUDGE,
        explanation=item.explanation,
        score=item.score,
        difficulty=item.difficulty,
        origin=Question.Origin.GENERATED,
    )
    Option.objects.bulk_create(
        Option(question=question, position=n, text=o.text, is_key=o.is_key, role=o.role.value, rationale=o.rationale)
        for n, o in enumerate(item.options, start=1)
    )
    Evidence.objects.bulk_create(
        Evidence(
            question=question,
            sentence=sentence,
            start=start,
            end=end,
            quote=sentence.text[start:end],
            digest=hashlib.sha256(sentence.text[start:end].encode()).hexdigest(),
        )
        for sentence, start, end in pieces
    )
    return True


def _pieces(first: Sentence, start: int, quote: str) -> list[tuple[Sentence, int, int]]:
    """The stored sentences that a quote covers, from its first one on."""
    found: list[tuple[Sentence, int, int]] = []
    left = " ".join(quote.split())
    following = first.section.sentences.filter(position__gte=first.position, start__gte=first.start).order_by(
        "position"
    )
    for sentence in following[:40]:
        if not left:
            break
        text = " ".join(sentence.text.split())
        if left.startswith(text):
            found.append((sentence, 0, len(sentence.text)))
            left = left[len(text) :].lstrip()
        elif not found and sentence.start < start:
            continue
        elif not found and left in text:
            at = sentence.text.find(quote)
            return [(sentence, at, at + len(quote))] if at >= 0 else []
        else:
            return []
    return found if not left else []
