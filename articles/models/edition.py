"""A telling of an article: its text as it was given, and cut into sections and sentences."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from articles.models.article import Article


class Edition(models.Model):
    """One telling of an article: an original, a retelling, an easier one.

    `source_name` is the name under which the text came in (a file's name); loading the same name again brings a new
    revision of this edition. The text as it was given stands, byte for byte, in its revisions.
    """

    class Kind(models.TextChoices):
        ORIGINAL = "original", "Original"
        RETELLING = "retelling", "Retelling"
        EASIER = "easier", "Easier telling"
        OTHER = "other", "Other telling"

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="editions")
    label = models.CharField(max_length=120, help_text="How readers tell this telling from the others.")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.ORIGINAL)
    position = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(max_length=300)
    title_is_guessed = models.BooleanField(default=False, help_text="The text came without a title of its own.")
    language = models.CharField(max_length=12, default="en")
    attribution = models.TextField(blank=True, help_text="Who wrote it and where it first appeared.")
    source = models.URLField(blank=True, max_length=500)
    source_name = models.CharField(max_length=255, blank=True)
    licence = models.CharField(max_length=120, blank=True)
    word_count = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["article", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["article", "label"], name="edition_label_once_in_article"),
        ]
        indexes = [models.Index(fields=["source_name"], name="edition_by_source_name")]

    def __str__(self) -> str:
        return f"{self.title} ({self.label})"

    @property
    def current_revision(self) -> Revision | None:
        return self.revisions.order_by("-number").first()


class Revision(models.Model):
    """The text of an edition exactly as it was given, each time it was given. Never changed, never overwritten."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    given = models.BinaryField(help_text="The bytes as they came.")
    encoding = models.CharField(max_length=20, default="utf-8")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the bytes, in hexadecimal.")
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["edition", "-number"]
        constraints = [models.UniqueConstraint(fields=["edition", "number"], name="revision_number_once_in_edition")]
        indexes = [models.Index(fields=["digest"], name="revision_by_digest")]

    def __str__(self) -> str:
        return f"{self.edition}, as given {self.created_at:%Y-%m-%d}"


class Section(models.Model):
    """A heading with its paragraphs. `text` joins the paragraphs by one empty line; an untitled lead has no heading."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="sections")
    position = models.PositiveIntegerField()
    heading = models.CharField(max_length=300, blank=True)
    text = models.TextField()

    class Meta:
        ordering = ["edition", "position"]
        indexes = [models.Index(fields=["edition", "position"], name="section_in_order")]

    def __str__(self) -> str:
        return self.heading or f"Opening of {self.edition.title}"


class Sentence(models.Model):
    """A sentence with its character offsets into its section's text.

    Rows live on across revisions of the text as long as the sentence itself is unchanged, so that the questions which
    lean on it can say so.
    """

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="sentences")
    paragraph = models.PositiveIntegerField(help_text="Number of the paragraph in its section, from 1.")
    position = models.PositiveIntegerField(help_text="Number of the sentence in its section, from 1.")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text = models.TextField()
    digest = models.CharField(max_length=64, help_text="SHA-256 of the sentence, in hexadecimal.")

    class Meta:
        ordering = ["section", "position"]
        indexes = [
            models.Index(fields=["section", "position"], name="sentence_in_order"),
            models.Index(fields=["digest"], name="sentence_by_digest"),
        ]
        constraints = [models.CheckConstraint(condition=Q(end__gt=F("start")), name="sentence_has_extent")]

    def __str__(self) -> str:
        return self.text if len(self.text) <= 80 else self.text[:79] + "…"
