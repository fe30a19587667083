"""Files of questions that a teacher brought: kept as they came, so that what has no place here is not lost."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from articles.models import Edition, Person


class QuestionFileQuerySet(models.QuerySet["QuestionFile"]):
    def brought_by(self, user: Person) -> QuestionFileQuerySet:
        """Her own files, on texts that she may still change; an operator's are all."""
        if user.is_superuser:
            return self
        if not user.is_authenticated or not user.is_staff:
            return self.none()
        return self.filter(brought_by_id=user.pk, edition__article__owner_id=user.pk)


class QuestionFile(models.Model):
    """One file, looked at first (`taken_in_at` empty) and perhaps taken in afterwards."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="question_files")
    name = models.CharField(max_length=255)
    format = models.CharField(max_length=8)
    data = models.BinaryField(help_text="The bytes as they came.")
    brought_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="question_files"
    )
    brought_at = models.DateTimeField(default=timezone.now, editable=False)
    taken_in_at = models.DateTimeField(null=True, blank=True, editable=False)
    taken_in = models.PositiveIntegerField(default=0, editable=False, help_text="How many questions came in.")

    objects = QuestionFileQuerySet.as_manager()

    class Meta:
        ordering = ["-brought_at", "-pk"]

    def __str__(self) -> str:
        return self.name
