"""What a student has come to understand. Everything here is derived from responses and can be rebuilt from them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from articles.models import Concept
from quizzes.models.question import Question


class ConceptProgress(models.Model):
    """How likely it is that a student grasps a concept, and on how many answers that rests."""

    student = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="concept_progress")
    concept = models.ForeignKey(Concept, on_delete=models.CASCADE, related_name="progress")
    mastery = models.FloatField(help_text="Probability that she grasps it, 0 to 1.")
    answers = models.PositiveIntegerField(default=0)
    right = models.PositiveIntegerField(default=0)
    last_answer_at = models.DateTimeField()

    class Meta:
        ordering = ["student", "concept"]
        verbose_name_plural = "concept progress"
        constraints = [
            models.UniqueConstraint(fields=["student", "concept"], name="progress_once_by_concept"),
            models.CheckConstraint(condition=Q(mastery__gte=0) & Q(mastery__lte=1), name="mastery_is_a_probability"),
        ]

    def __str__(self) -> str:
        return f"{self.student}: {self.concept} {self.mastery:.0%}"


class ReviewCard(models.Model):
    """When a student should meet a missed question again; `state` is the scheduler's own (FSRS)."""

    student = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="review_cards")
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="review_cards")
    state = models.JSONField(default=dict)
    due_at = models.DateTimeField()

    class Meta:
        ordering = ["student", "due_at"]
        constraints = [models.UniqueConstraint(fields=["student", "question"], name="review_card_once_by_question")]
        indexes = [models.Index(fields=["student", "due_at"], name="review_card_by_due_date")]

    def __str__(self) -> str:
        return f"{self.student}: {self.question}, due {self.due_at:%Y-%m-%d}"


class ProgressMark(models.Model):
    """Up to where a student's progress was worked out: how many answers of her open attempts it holds."""

    student = models.OneToOneField(
        settings.AUTH_USER_MODEL, primary_key=True, on_delete=models.CASCADE, related_name="progress_mark"
    )
    answers = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.student}: {self.answers} answers of open attempts"
