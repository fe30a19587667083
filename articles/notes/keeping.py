"""Making, deleting and bringing back a note; all that is kept of a student's notes as plain values."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.core import signing
from django.db import transaction

from articles.models import Edition, Note, Section, Sentence

MOST_NOTES = 3_000
"""Of one student: far more than anybody reads again, and few enough that no script can fill the disk."""
LONGEST_NOTE = 2_000
UNDO_SECONDS = 24 * 60 * 60
DELETED = "articles.notes.deleted"


class GoneForGood(ValueError):  # noqa: N818 - "raise GoneForGood" says it
    """What was deleted cannot be brought back."""


def keep(*, student: User, sentence: Sentence, start: int, end: int, text: str = "") -> Note:
    """Keep a highlight of `sentence`, from `start` to `end`, with the student's own words if she has any.

    Marking the same words again makes no second row; new words of hers are added below the old ones.
    """
    edition = sentence.section.edition
    with transaction.atomic():
        note, is_new = Note.objects.get_or_create(
            student=student,
            sentence=sentence,
            digest=sentence.digest,
            start=start,
            end=end,
            defaults={
                "edition": edition,
                "section": sentence.section,
                "title": edition.title,
                "sentence_text": sentence.text,
                "position": sentence.position,
                "text": text,
            },
        )
        if text and not is_new:
            note.text = "\n\n".join(part for part in (note.text, text) if part)
            note.save(update_fields=["text", "updated_at"])
    return note


def delete(note: Note) -> str:
    """Delete the row and return what brings it back: its values, signed against change, kept nowhere on the site."""
    sealed = signing.dumps(
        {
            "pk": note.pk,
            "student": note.student_id,
            "edition": note.edition_id,
            "section": note.section_id,
            "sentence": note.sentence_id,
            "title": note.title,
            "sentence_text": note.sentence_text,
            "digest": note.digest,
            "position": note.position,
            "start": note.start,
            "end": note.end,
            "text": note.text,
            "created_at": note.created_at.isoformat(),
        },
        salt=DELETED,
        compress=True,
    )
    note.delete()
    return sealed


def bring_back(sealed: str, *, student: User) -> Note:
    """The note that `delete` took away, for whoever wrote it; twice is the same as once. Raises GoneForGood."""
    try:
        kept: dict[str, Any] = signing.loads(sealed, salt=DELETED, max_age=UNDO_SECONDS)
    except signing.BadSignature:
        raise GoneForGood("This note was deleted too long ago to bring it back.") from None
    if kept.pop("student") != student.pk:
        raise GoneForGood("This note is somebody else's.")
    pk = kept.pop("pk")
    parts: dict[str, Any] = {
        "edition": Edition.objects.filter(pk=kept.pop("edition")).first(),
        "section": Section.objects.filter(pk=kept.pop("section")).first(),
        "sentence": Sentence.objects.filter(pk=kept.pop("sentence")).first(),
        "created_at": datetime.fromisoformat(kept.pop("created_at")),
    }
    place = {"student": student, "digest": kept["digest"], "start": kept["start"], "end": kept["end"]}
    if parts["sentence"] and (again := Note.objects.filter(sentence=parts["sentence"], **place).first()):
        return again
    note, _ = Note.objects.get_or_create(pk=pk, defaults={"student": student, **kept, **parts})
    return note


def as_values(student: User) -> list[dict[str, Any]]:
    """All notes of `student`, for her to take home. One query."""
    return [
        {
            "article": note.title,
            "sentence": note.sentence_text,
            "highlighted": note.quote,
            "note": note.text,
            "written_at": note.created_at.isoformat(),
            "changed_at": note.updated_at.isoformat(),
        }
        for note in Note.objects.filter(student=student).in_reading_order()
    ]
