"""The table of highlights and private notes."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.models import AnonymousUser, User
from django.db import models
from django.db.models import F, Q
from django.utils import timezone


class NoteQuerySet(models.QuerySet["Note"]):
    def of(self, user: User | AnonymousUser) -> NoteQuerySet:
        """A student's own. Nobody else's are ever shown to anybody: not to her teacher, not to an operator."""
        if not user.is_authenticated or user.is_staff or user.is_superuser:
            return self.none()
        return self.filter(student_id=user.pk)

    def in_reading_order(self) -> NoteQuerySet:
        return self.order_by("title", "edition", "section__position", "position", "start", "pk")


class Note(models.Model):
    """Words of one sentence that a student highlighted, with or without words of her own.

    `sentence_text`, `digest` and `title` are as they were when she marked them, so that nothing of hers is lost when
    the text is revised or taken away; `start` and `end` are character offsets into that sentence.
    """

    student = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notes")
    edition = models.ForeignKey(
        "articles.Edition", null=True, blank=True, on_delete=models.SET_NULL, related_name="notes"
    )
    section = models.ForeignKey(
        "articles.Section", null=True, blank=True, on_delete=models.SET_NULL, related_name="notes"
    )
    sentence = models.ForeignKey(
        "articles.Sentence", null=True, blank=True, on_delete=models.SET_NULL, related_name="notes"
    )
    title = models.CharField(max_length=300)
    sentence_text = models.TextField()
    digest = models.CharField(max_length=64, help_text="SHA-256 of the sentence, in hexadecimal.")
    position = models.PositiveIntegerField(help_text="Number of the sentence in its section, from 1.")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    objects = NoteQuerySet.as_manager()

    class Meta:
        ordering = ["student", "pk"]
        # No right to look at notes can be given to anybody.
        default_permissions = ()
        indexes = [models.Index(fields=["student", "edition"], name="note_by_edition")]
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="note_has_extent"),
            models.UniqueConstraint(
                fields=["student", "sentence", "digest", "start", "end"], name="note_once_at_its_place"
            ),
        ]

    def __str__(self) -> str:
        """Says nothing: what is about to be deleted with an account or a text is listed to others by this."""
        return "A private note"

    @property
    def before(self) -> str:
        return self.sentence_text[: self.start]

    @property
    def quote(self) -> str:
        return self.sentence_text[self.start : self.end]

    @property
    def after(self) -> str:
        return self.sentence_text[self.end :]
