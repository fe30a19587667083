"""Classes, who is in them, and what they are asked to do."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from articles.models import Person
from quizzes.models.quiz import Quiz

# No letter or digit that a child could take for another one: 0/O, 1/I/L, 5/S, 2/Z, 8/B, U/V.
CODE_ALPHABET = "ACDEFGHJKMNPQRTVWXY34679"
CODE_LENGTH = 6


def new_join_code() -> str:
    """A class code such as KX7M4P: 24**6, about 190 million, of which a school uses a few hundred."""
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))


class ClassroomQuerySet(models.QuerySet["Classroom"]):
    def taught_by(self, user: Person) -> ClassroomQuerySet:
        if user.is_superuser:
            return self
        if not user.is_authenticated or not user.is_staff:
            return self.none()
        return self.filter(teachers=user.pk)

    def attended_by(self, user: Person) -> ClassroomQuerySet:
        if not user.is_authenticated:
            return self.none()
        return self.filter(memberships__student_id=user.pk)


class Classroom(models.Model):
    name = models.CharField(max_length=120)
    join_code = models.CharField(max_length=12, unique=True, default=new_join_code)
    teachers = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="classrooms_taught")
    students = models.ManyToManyField(
        settings.AUTH_USER_MODEL, through="Membership", related_name="classrooms_attended"
    )
    is_open = models.BooleanField(default=True, help_text="New students may join with the code.")
    is_demo = models.BooleanField(default=False, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = ClassroomQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A student in a class, under the name that the class sees."""

    classroom = models.ForeignKey(Classroom, on_delete=models.CASCADE, related_name="memberships")
    student = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    name = models.CharField(max_length=80)
    joined_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["classroom", "name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["classroom", "student"], name="student_once_in_classroom"),
            models.UniqueConstraint(fields=["classroom", "name"], name="name_once_in_classroom"),
        ]

    def __str__(self) -> str:
        return self.name


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def for_student(self, user: Person) -> AssignmentQuerySet:
        """What `user` was asked to do: by her class, unless the assignment names other students only. A quiz whose
        text still waits for its time to be published is not asked of anybody yet."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(
            Q(students=None) | Q(students=user.pk),
            ~Q(quiz__edition__article__publish_at__gt=timezone.now()),
            classroom__memberships__student_id=user.pk,
            quiz__status=Quiz.Status.READY,
        ).distinct()

    def opened(self, at: datetime) -> AssignmentQuerySet:
        return self.filter(Q(opens_at=None) | Q(opens_at__lte=at))

    def taught_by(self, user: Person) -> AssignmentQuerySet:
        return self.filter(classroom__in=Classroom.objects.taught_by(user))


class Assignment(models.Model):
    """A quiz given to a class, or to some students of it."""

    quiz = models.ForeignKey(Quiz, on_delete=models.CASCADE, related_name="assignments")
    classroom = models.ForeignKey(Classroom, on_delete=models.CASCADE, related_name="assignments")
    students = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="assignments", help_text="Empty: the whole class."
    )
    opens_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    attempts_allowed = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Empty: as the quiz says.")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_at=None) | Q(due_at=None) | Q(due_at__gt=F("opens_at")),
                name="due_after_opening",
            )
        ]

    def __str__(self) -> str:
        return f"{self.quiz} for {self.classroom}"

    def get_absolute_url(self) -> str:
        return reverse("quizzes:assignment-detail", args=[self.pk])

    def is_open(self, at: datetime) -> bool:
        return self.opens_at is None or self.opens_at <= at

    def is_past_due(self, at: datetime) -> bool:
        return self.due_at is not None and self.due_at < at


class Accommodation(models.Model):
    """What one student gets beyond the others in one assignment."""

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="accommodations")
    student = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="accommodations")
    extra_minutes = models.PositiveSmallIntegerField(default=0)
    extra_attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(null=True, blank=True, help_text="Empty: as for the class.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assignment", "student"], name="accommodation_once_for_student"),
        ]

    def __str__(self) -> str:
        return f"{self.student} in {self.assignment}"
