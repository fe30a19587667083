"""What was shown and answered, as it happened: rows are added, never overwritten."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from articles.models import Person
from quizzes.models.classroom import Assignment, Classroom
from quizzes.models.question import Question
from quizzes.models.quiz import Quiz


class AttemptQuerySet(models.QuerySet["Attempt"]):
    def of(self, user: Person, guest_key: str = "") -> AttemptQuerySet:
        """The attempts of one person: a student's own, or those that hang on a guest's session."""
        if user.is_authenticated:
            return self.filter(student_id=user.pk)
        if not guest_key:
            return self.none()
        return self.filter(student=None, guest_key=guest_key)

    def reviewable_by(self, user: Person) -> AttemptQuerySet:
        """The attempts that a teacher may look at: those made for an assignment of her classes."""
        if user.is_superuser:
            return self
        return self.filter(assignment__classroom__in=Classroom.objects.taught_by(user))

    def open(self) -> AttemptQuerySet:
        return self.filter(handed_in_at=None)


class Attempt(models.Model):
    """One sitting of one person with one quiz. `plan` keeps what is asked, in which order, with the options shuffled
    as she sees them: a list of {"question": id, "options": [option ids]}."""

    quiz = models.ForeignKey(Quiz, on_delete=models.PROTECT, related_name="attempts")
    assignment = models.ForeignKey(
        Assignment, null=True, blank=True, on_delete=models.SET_NULL, related_name="attempts"
    )
    student = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="attempts"
    )
    guest_key = models.CharField(max_length=64, blank=True, db_index=True)
    number = models.PositiveSmallIntegerField(default=1)
    plan = models.JSONField(default=list)
    retry_of = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="retries")
    started_at = models.DateTimeField(default=timezone.now, editable=False)
    handed_in_at = models.DateTimeField(null=True, blank=True)

    objects = AttemptQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(student__isnull=False) & Q(guest_key="")) | (Q(student=None) & ~Q(guest_key="")),
                name="attempt_is_somebodys",
            ),
            models.UniqueConstraint(
                fields=["assignment", "student", "number"],
                condition=Q(assignment__isnull=False),
                name="attempt_number_once_in_assignment",
            ),
            models.UniqueConstraint(
                fields=["quiz", "student", "number"],
                condition=Q(assignment=None, student__isnull=False),
                name="attempt_number_once_for_student",
            ),
            models.UniqueConstraint(
                fields=["quiz", "guest_key", "number"],
                condition=Q(student=None),
                name="attempt_number_once_for_guest",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.student or 'Guest'}: {self.quiz}, attempt {self.number}"


class ResponseQuerySet(models.QuerySet["Response"]):
    def newest(self) -> QuerySet[Response]:
        """Of several answers to one question in one attempt only the last one given."""
        later = Response.objects.filter(
            attempt=models.OuterRef("attempt"),
            question=models.OuterRef("question"),
            pk__gt=models.OuterRef("pk"),
        )
        return self.filter(~models.Exists(later))

    def with_marks(self) -> QuerySet[Response]:
        """Adds `counted_mark`: the mark given at the time, or the newest one that a regrade gave since."""
        newest = RegradedMark.objects.filter(response=models.OuterRef("pk")).order_by("-pk").values("mark")[:1]
        return self.annotate(counted_mark=Coalesce(models.Subquery(newest), F("mark")))


class Response(models.Model):
    """One answer as it was given. `token` comes from the page: an answer sent twice counts once. `revision` counts the
    answers to one question in one attempt from 1; where the answer is shown at once there is only the first.

    `shown` is what stood on the screen: {"stem", "kind", "options": [{"id", "text"}], "evidence": […]}.
    `given` is what was answered: {"option": id} or {"text": "…"} or {"order": [option ids]}, and with two-part
    questions {"sentence": id}. `mark` is the share of the points, 0 to 1, worked out when it was given.
    """

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="responses")
    question = models.ForeignKey(Question, null=True, on_delete=models.SET_NULL, related_name="responses")
    token = models.UUIDField(default=uuid.uuid4)
    revision = models.PositiveSmallIntegerField(default=1, db_default=1)
    shown = models.JSONField()
    given = models.JSONField()
    mark = models.FloatField()
    evidence_mark = models.FloatField(null=True, blank=True)
    hints = models.PositiveSmallIntegerField(default=0)
    answered_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = ResponseQuerySet.as_manager()

    class Meta:
        ordering = ["attempt", "pk"]
        indexes = [models.Index(fields=["question", "attempt"], name="response_by_question")]
        constraints = [
            models.UniqueConstraint(fields=["attempt", "token"], name="answer_sent_twice_counts_once"),
            models.UniqueConstraint(fields=["attempt", "question", "revision"], name="revision_once_in_attempt"),
            models.CheckConstraint(condition=Q(mark__gte=0) & Q(mark__lte=1), name="mark_is_a_share"),
        ]

    def __str__(self) -> str:
        return f"Answer to “{self.shown.get('stem', '')}”"


class Regrade(models.Model):
    """Who changed what counts as right in a question, when, from what to what."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="regrades")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    before = models.JSONField()
    after = models.JSONField()
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"Regrade of “{self.question}”"


class RegradedMark(models.Model):
    """The mark that a regrade gave to one answer; the newest counts."""

    regrade = models.ForeignKey(Regrade, on_delete=models.CASCADE, related_name="marks")
    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="regraded_marks")
    before = models.FloatField()
    mark = models.FloatField()

    class Meta:
        ordering = ["regrade", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["regrade", "response"], name="answer_once_in_regrade"),
            models.CheckConstraint(condition=Q(mark__gte=0) & Q(mark__lte=1), name="regraded_mark_is_a_share"),
        ]

    def __str__(self) -> str:
        return f"{self.before} → {self.mark}"
