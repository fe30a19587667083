"""What cleaning did to a text: the pieces it took out or mended, and what it doubted and left."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from articles.models.edition import Edition, Section


class Removal(models.Model):
    """One piece that cleaning took out or mended: where it stood as given, why, and whether it was put back."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="removals")
    section = models.ForeignKey(Section, null=True, blank=True, on_delete=models.SET_NULL, related_name="removals")
    start = models.PositiveIntegerField(help_text="Character offset in the text as it was given.")
    end = models.PositiveIntegerField()
    at = models.PositiveIntegerField(help_text="Character offset in the cleaned text.")
    removed = models.TextField(blank=True)
    inserted = models.TextField(blank=True, help_text="What stands there instead, if anything.")
    reason = models.CharField(max_length=40)
    put_back = models.BooleanField(default=False)

    class Meta:
        ordering = ["edition", "start"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "start", "end", "reason"], name="removal_once_in_edition"),
            models.CheckConstraint(condition=Q(end__gte=F("start")), name="removal_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.removed!r} → {self.inserted!r}" if self.inserted else f"{self.removed!r} removed"


class Doubt(models.Model):
    """Something suspicious that was left as it is, for the teacher to look at."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="doubts")
    section = models.ForeignKey(Section, null=True, blank=True, on_delete=models.SET_NULL, related_name="doubts")
    start = models.PositiveIntegerField(help_text="Character offset in the cleaned text.")
    end = models.PositiveIntegerField()
    text = models.TextField()
    message = models.TextField()
    dismissed = models.BooleanField(default=False)

    class Meta:
        ordering = ["edition", "start"]

    def __str__(self) -> str:
        return self.message
