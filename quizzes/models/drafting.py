"""When questions were last drafted on a telling, and from what: drafting from the same again can be left out."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from articles.models import Edition


class Drafting(models.Model):
    """The last drafting on one telling. `mark` is a digest of everything it depended on: the texts, seed, engine."""

    edition = models.OneToOneField(Edition, on_delete=models.CASCADE, related_name="drafting")
    mark = models.CharField(max_length=64)
    items = models.PositiveIntegerField(default=0)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    drafted_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-drafted_at"]

    def __str__(self) -> str:
        return f"{self.items} questions drafted on {self.edition}"
