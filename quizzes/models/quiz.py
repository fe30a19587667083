"""A quiz: questions in an order, and how it is taken."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from articles.models import Edition, Person, is_public
from quizzes.models.question import Question


class QuizQuerySet(models.QuerySet["Quiz"]):
    def editable_by(self, user: Person) -> QuizQuerySet:
        if user.is_superuser:
            return self
        if not user.is_authenticated or not user.is_staff:
            return self.none()
        return self.filter(owner_id=user.pk)

    def open_to_guests(self) -> QuizQuerySet:
        """Quizzes that anybody may try: opened by their teacher, on a published article."""
        return self.filter(is_public("edition__article"), status=Quiz.Status.READY, is_open=True)

    def takeable_by(self, user: Person) -> QuizQuerySet:
        """Open quizzes, and those assigned to a class that `user` belongs to. A quiz shows its text, so that while the
        text waits for its time to be published nobody takes it."""
        seen = Q(is_open=True) & is_public("edition__article")
        if user.is_authenticated:
            waits = Q(edition__article__publish_at__gt=timezone.now())
            seen |= Q(assignments__classroom__memberships__student_id=user.pk) & ~waits
        return self.filter(seen, status=Quiz.Status.READY).distinct()


class Quiz(models.Model):
    class Status(models.TextChoices):
        DRAFT = "draft", "Draft"
        READY = "ready", "Ready"
        RETIRED = "retired", "Retired"

    class Mode(models.TextChoices):
        PRACTICE = "practice", "Practice: feedback after each answer"
        TEST = "test", "Test: feedback after the end"

    title = models.CharField(max_length=200)
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="quizzes")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="quizzes"
    )
    status = models.CharField(max_length=8, choices=Status, default=Status.DRAFT)
    mode = models.CharField(max_length=8, choices=Mode, default=Mode.PRACTICE)
    is_open = models.BooleanField(default=False, help_text="Anybody may try it without an account.")
    shuffle_options = models.BooleanField(default=True)
    attempts_allowed = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Empty: as often as wanted.")
    time_limit_minutes = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Empty: no limit.")
    asks_for_evidence = models.BooleanField(
        default=False, help_text="After each answer the student also chooses the sentence that shows it."
    )
    questions = models.ManyToManyField(Question, through="QuizItem", related_name="quizzes")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    objects = QuizQuerySet.as_manager()

    class Meta:
        ordering = ["title", "pk"]
        verbose_name_plural = "quizzes"

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("quizzes:quiz-detail", args=[self.pk])


class QuizItem(models.Model):
    """A question's place in a quiz."""

    quiz = models.ForeignKey(Quiz, on_delete=models.CASCADE, related_name="items")
    question = models.ForeignKey(Question, on_delete=models.RESTRICT, related_name="quiz_items")
    position = models.PositiveSmallIntegerField()
    points = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["quiz", "position", "pk"]
        constraints = [models.UniqueConstraint(fields=["quiz", "question"], name="question_once_in_quiz")]

    def __str__(self) -> str:
        return f"{self.position}. {self.question}"
