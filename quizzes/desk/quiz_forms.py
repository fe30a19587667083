"""Forms of a quiz and of giving it to a class."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.db import transaction

from quizzes.models import Accommodation, Assignment, Classroom, Quiz

MOMENT = "%Y-%m-%dT%H:%M"


def moment_field(label: str, help_text: str = "") -> forms.DateTimeField:
    return forms.DateTimeField(
        label=label,
        required=False,
        help_text=help_text,
        input_formats=[MOMENT, "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MOMENT),
        error_messages={"invalid": "Write the date and time like 2026-09-01 09:00."},
    )


class QuizForm(forms.ModelForm):
    attempts_allowed = forms.IntegerField(
        label="Attempts", required=False, min_value=1, max_value=20, help_text="Leave it empty for any number."
    )
    time_limit_minutes = forms.IntegerField(
        label="Time limit in minutes",
        required=False,
        min_value=1,
        max_value=300,
        help_text="Leave it empty for no limit.",
    )

    class Meta:
        model = Quiz
        fields = [
            "title",
            "mode",
            "attempts_allowed",
            "time_limit_minutes",
            "shuffle_options",
            "asks_for_evidence",
            "is_open",
        ]
        labels = {
            "mode": "Kind of quiz",
            "shuffle_options": "Shuffle the options for each student",
            "asks_for_evidence": "After each answer, ask for the sentence that shows it",
            "is_open": "Anybody may try it without an account",
        }
        help_texts = {"asks_for_evidence": "", "is_open": "Only while its article is published."}


class PointsForm(forms.Form):
    points = forms.IntegerField(min_value=0, max_value=20)


class AssignForm(forms.Form):
    """To one of her classes, or to a new one whose name she writes here."""

    classroom = forms.ModelChoiceField(
        label="Class", queryset=Classroom.objects.none(), required=False, empty_label=None, widget=forms.RadioSelect
    )
    new_class = forms.CharField(label="A new class", required=False, max_length=120)
    opens_at = moment_field("Opens", "Leave it empty to open at once.")
    due_at = moment_field("Due", "Leave it empty for no due date.")
    attempts_allowed = forms.IntegerField(
        label="Attempts", required=False, min_value=1, max_value=20, help_text="Leave it empty to go by the quiz."
    )

    def __init__(self, *args: Any, teacher: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.teacher = teacher
        classes = Classroom.objects.taught_by(teacher)
        field = self.fields["classroom"]
        field.queryset = classes  # type: ignore[attr-defined]
        newest = classes.order_by("-created_at", "-pk").first()
        self.has_classes = newest is not None
        if newest is None:
            del self.fields["classroom"]
            self.fields["new_class"].label = "Name of your class"
            self.fields["new_class"].help_text = "For example 8 B. Students join with its code."
        else:
            self.initial.setdefault("classroom", newest.pk)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        data["new_class"] = " ".join((data.get("new_class") or "").split())
        if not data.get("classroom") and not data["new_class"] and "classroom" not in self.errors:
            self.add_error("new_class", "Choose a class, or write the name of a new one.")
        opens, due = data.get("opens_at"), data.get("due_at")
        if opens and due and due <= opens:
            self.add_error("due_at", "It must be due after it opens.")
        return data

    @transaction.atomic
    def save(self, quiz: Quiz) -> Assignment:
        data = self.cleaned_data
        if data["new_class"]:
            classroom = Classroom.objects.create(name=data["new_class"])
            classroom.teachers.add(self.teacher)
        else:
            classroom = data["classroom"]
        return Assignment.objects.create(
            quiz=quiz,
            classroom=classroom,
            opens_at=data["opens_at"],
            due_at=data["due_at"],
            attempts_allowed=data["attempts_allowed"],
        )


class AssignmentForm(forms.ModelForm):
    """When it opens and is due, how often, and for whom."""

    opens_at = moment_field("Opens", "Leave it empty to open at once.")
    due_at = moment_field("Due", "Leave it empty for no due date.")
    attempts_allowed = AssignForm.base_fields["attempts_allowed"]
    students = forms.ModelMultipleChoiceField(
        label="Only for these students",
        queryset=User.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="None chosen: the whole class.",
    )

    class Meta:
        model = Assignment
        fields = ["opens_at", "due_at", "attempts_allowed", "students"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = dict(self.instance.classroom.memberships.values_list("student", "name"))
        field = self.fields["students"]
        field.queryset = User.objects.filter(pk__in=names)  # type: ignore[attr-defined]
        field.label_from_instance = lambda user: names[user.pk]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        opens: datetime | None = data.get("opens_at")
        due: datetime | None = data.get("due_at")
        if opens and due and due <= opens:
            self.add_error("due_at", "It must be due after it opens.")
        return data


class AccommodationForm(forms.ModelForm):
    extra_minutes = forms.IntegerField(label="Extra minutes", min_value=0, max_value=600, required=False)
    extra_attempts = forms.IntegerField(label="Extra attempts", min_value=0, max_value=20, required=False)
    due_at = moment_field("Due for this student", "Leave it empty to keep the date of the class.")

    class Meta:
        model = Accommodation
        fields = ["extra_minutes", "extra_attempts", "due_at"]

    def clean_extra_minutes(self) -> int:
        return self.cleaned_data["extra_minutes"] or 0

    def clean_extra_attempts(self) -> int:
        return self.cleaned_data["extra_attempts"] or 0
