"""What is stored of two tellings held against each other: a ledger for each pair, its rows, the teacher's marks."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone


class Ledger(models.Model):
    """One telling held against the base of its article. `alignment` lists passages that tell the same:
    [ids of the base's sentences, ids of the other's, how sure, whether moved]."""

    base = models.ForeignKey("articles.Edition", on_delete=models.CASCADE, related_name="ledgers")
    other = models.ForeignKey("articles.Edition", on_delete=models.CASCADE, related_name="ledgers_as_other")
    same_story = models.BooleanField(default=True)
    alignment = models.JSONField(default=list, blank=True)
    digest = models.CharField(max_length=64, help_text="SHA-256 of both texts as they were compared.")
    built_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["base", "other__position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["base", "other"], name="ledger_once_for_a_pair"),
            models.CheckConstraint(condition=~Q(base=F("other")), name="ledger_of_two_tellings"),
        ]

    def __str__(self) -> str:
        return f"{self.base.label} and {self.other.label}"


class LedgerRowQuerySet(models.QuerySet["LedgerRow"]):
    def confirmed(self) -> LedgerRowQuerySet:
        """Rows that a teacher has looked at and marked: the only ones students may see."""
        return self.exclude(mark=LedgerRow.Mark.UNCONFIRMED)

    def parting(self) -> LedgerRowQuerySet:
        return self.exclude(status=LedgerRow.Status.AGREES)


class LedgerRow(models.Model):
    """One fact in both tellings, or in one. Spans are character offsets into the quotes: [[start, end], …]."""

    class Status(models.TextChoices):
        AGREES = "agrees", "Both agree"
        DIFFERS = "differs", "They differ"
        ONLY_HERE = "only_here", "Only in the first"
        ONLY_THERE = "only_there", "Only in the second"

    class Kind(models.TextChoices):
        NUMBER = "number", "Numbers and amounts"
        RANK = "rank", "Places in a ranking"
        DATE = "date", "Dates and periods"
        NAME = "name", "Names and places"
        SPELLING = "spelling", "Spelling of names"
        ROLES = "roles", "Who did what to whom"
        NEGATION = "negation", "What is denied"
        MEANING = "meaning", "Opposite words"
        CERTAINTY = "certainty", "How sure it is"
        SOURCE = "source", "Who says so"
        CAUSE = "cause", "Why it happened"
        LOADED = "loaded", "Words that take sides"
        PASSAGE = "passage", "Whole passages"
        ORDER = "order", "Order of the story"

    class Mark(models.TextChoices):
        UNCONFIRMED = "unconfirmed", "Not looked at"
        DIFFERENCE = "difference", "A real difference"
        SAME = "same", "The same meaning"
        MISTAKE = "mistake", "A mistake in one of them"
        WORDING = "wording", "A matter of wording"

    ledger = models.ForeignKey(Ledger, on_delete=models.CASCADE, related_name="rows")
    position = models.PositiveIntegerField(help_text="The most important row comes first.")
    kind = models.CharField(max_length=10, choices=Kind)
    status = models.CharField(max_length=10, choices=Status)
    base_sentence = models.ForeignKey(
        "articles.Sentence", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    other_sentence = models.ForeignKey(
        "articles.Sentence", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    base_quote = models.TextField(blank=True)
    other_quote = models.TextField(blank=True)
    base_spans = models.JSONField(default=list, blank=True)
    other_spans = models.JSONField(default=list, blank=True)
    detail = models.CharField(max_length=300, blank=True, help_text="The two values, in short.")
    sure = models.FloatField(default=0.0)
    importance = models.FloatField(default=0.0)
    identity = models.CharField(max_length=64, help_text="SHA-256 of what the row says.")
    mark = models.CharField(max_length=12, choices=Mark, default=Mark.UNCONFIRMED)
    trusted = models.ForeignKey(
        "articles.Edition", null=True, blank=True, on_delete=models.SET_NULL, related_name="trusted_in"
    )
    note = models.TextField(blank=True, help_text="Why, in the teacher's words. Students see it.")
    marked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    marked_at = models.DateTimeField(null=True, blank=True)

    objects = LedgerRowQuerySet.as_manager()

    class Meta:
        ordering = ["ledger", "position", "pk"]
        indexes = [models.Index(fields=["ledger", "mark"], name="ledger_row_by_mark")]
        constraints = [
            models.UniqueConstraint(fields=["ledger", "identity"], name="ledger_row_once_in_ledger"),
            models.CheckConstraint(
                condition=Q(importance__gte=0) & Q(importance__lte=1), name="ledger_row_importance_is_a_share"
            ),
        ]

    def __str__(self) -> str:
        return self.detail or f"{self.get_kind_display()}: {self.get_status_display()}"

    def clean(self) -> None:
        if self.trusted_id and self.trusted_id not in {self.ledger.base_id, self.ledger.other_id}:
            raise ValidationError({"trusted": "Choose one of the two tellings of this row."})
