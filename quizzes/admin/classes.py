"""Classes with their codes, and what they are asked to do."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest

from articles.models import Person
from kzproject.admin import FixedOnceSaved, PartInline, Theirs, TheirsFilter, is_operator, keeps
from quizzes.admin.quizzes import attempts_sentence
from quizzes.models import Accommodation, Assignment, Attempt, Classroom, Membership, Quiz


class MembershipForm(FixedOnceSaved):
    fixed = "student"


class MembershipInline(PartInline):
    model = Membership
    form = MembershipForm
    fields = ("name", "student", "joined_at")
    readonly_fields = ("joined_at",)
    autocomplete_fields = ("student",)
    verbose_name_plural = "students, by the name that the class sees"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Membership]:
        return super().get_queryset(request).select_related("student")


@admin.register(Classroom)
class ClassroomAdmin(Theirs):
    list_display = ("name", "join_code", "is_open", "students", "assignments", "demo")
    list_filter = ("is_open", "is_demo")
    operator_filters = (("teachers", TheirsFilter),)
    operator_fields = ("teachers",)
    search_fields = ("name", "join_code", "memberships__name")
    autocomplete_fields = ("teachers",)
    readonly_fields = ("join_code", "taught_by", "created_at", "is_demo")
    inlines = (MembershipInline,)
    fieldsets = (
        (None, {"fields": ("name", "join_code", "is_open", "teachers", "taught_by")}),
        ("More", {"fields": ("created_at", "is_demo"), "classes": ("collapse",)}),
    )

    def theirs(self, rows: QuerySet[Any], user: Person) -> QuerySet[Any]:
        return rows.filter(pk__in=Classroom.objects.taught_by(user).values("pk"))

    def annotated(self, rows: QuerySet[Any], request: HttpRequest) -> QuerySet[Any]:
        return rows.annotate(
            student_count=Count("memberships", distinct=True), assignment_count=Count("assignments", distinct=True)
        )

    @admin.display(description="students", ordering="student_count")
    def students(self, classroom: Any) -> int:
        return classroom.student_count

    @admin.display(description="assignments", ordering="assignment_count")
    def assignments(self, classroom: Any) -> int:
        return classroom.assignment_count

    @admin.display(description="demo", boolean=True, ordering="is_demo")
    def demo(self, classroom: Classroom) -> bool:
        return classroom.is_demo

    @admin.display(description="taught by")
    def taught_by(self, classroom: Classroom) -> str:
        if classroom.pk is None:
            return "you"
        return ", ".join(str(teacher) for teacher in classroom.teachers.order_by("username"))

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if not change and not is_operator(request.user):
            form.instance.teachers.add(request.user.pk)


class AssignmentForm(forms.ModelForm):
    class Meta:
        model = Assignment
        fields = ("quiz", "classroom", "students", "opens_at", "due_at", "attempts_allowed")

    def clean_quiz(self) -> Quiz:
        quiz = self.cleaned_data["quiz"]
        if "quiz" in self.changed_data and quiz.status != Quiz.Status.READY:
            raise forms.ValidationError("This quiz is not ready. Make it ready first.")
        return quiz

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        classroom = cleaned.get("classroom") or self.instance.classroom_id
        students = cleaned.get("students")
        if classroom and students:
            strangers = students.exclude(memberships__classroom=classroom)
            if names := ", ".join(str(student) for student in strangers):
                self.add_error("students", f"Not in this class: {names}.")
        return cleaned


class AccommodationFormSet(forms.BaseInlineFormSet):
    def clean(self) -> None:
        super().clean()
        members = set(
            Membership.objects.filter(classroom=self.instance.classroom_id).values_list("student_id", flat=True)
        )
        for form in self.forms:
            student = form.cleaned_data.get("student") if hasattr(form, "cleaned_data") else None
            if student and student.pk not in members:
                form.add_error("student", "This student is not in the class.")


class AccommodationForm(FixedOnceSaved):
    fixed = "student"


class AccommodationInline(PartInline):
    model = Accommodation
    form = AccommodationForm
    formset = AccommodationFormSet
    fields = ("student", "extra_minutes", "extra_attempts", "due_at")
    autocomplete_fields = ("student",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Accommodation]:
        return super().get_queryset(request).select_related("student")


@admin.register(Assignment)
class AssignmentAdmin(Theirs):
    form = AssignmentForm
    list_display = ("quiz", "classroom", "opens_at", "due_at", "attempts")
    list_filter = (("classroom", TheirsFilter),)
    list_select_related = ("quiz", "classroom")
    search_fields = ("quiz__title", "classroom__name")
    autocomplete_fields = ("quiz", "classroom", "students")
    date_hierarchy = "due_at"
    inlines = (AccommodationInline,)
    readonly_fields = ("created_at",)
    fields = ("quiz", "classroom", "students", "opens_at", "due_at", "attempts_allowed", "created_at")

    def theirs(self, rows: QuerySet[Any], user: Person) -> QuerySet[Any]:
        return rows.filter(pk__in=Assignment.objects.taught_by(user).values("pk"))

    def annotated(self, rows: QuerySet[Any], request: HttpRequest) -> QuerySet[Any]:
        return rows.annotate(attempt_count=Count("attempts", filter=Q(attempts__retry_of=None)))

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return (*self.readonly_fields, "quiz", "classroom") if obj is not None else self.readonly_fields

    @admin.display(description="attempts", ordering="attempt_count")
    def attempts(self, assignment: Any) -> int:
        return assignment.attempt_count


@keeps(Classroom)
def classrooms_with_attempts(classrooms: Any) -> str:
    ids = [classroom.pk for classroom in classrooms]
    return attempts_sentence(
        Attempt.objects.filter(assignment__classroom__in=ids).count(),
        "Close the class instead: take the tick from “is open”.",
    )


@keeps(Assignment)
def assignments_with_attempts(assignments: Any) -> str:
    ids = [assignment.pk for assignment in assignments]
    return attempts_sentence(Attempt.objects.filter(assignment__in=ids).count(), "Set its due date to today instead.")
