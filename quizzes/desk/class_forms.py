"""Forms of a class: its name, its list of students, its teachers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.models import User

from quizzes.models import Classroom
from quizzes.people import TEACHERS
from quizzes.roster import LARGEST_FILE


class ClassForm(forms.ModelForm):
    name = forms.CharField(
        label="Name of the class",
        max_length=120,
        error_messages={"required": "Give the class a name, for example 8 B."},
    )

    class Meta:
        model = Classroom
        fields = ["name"]

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())


class RosterForm(forms.Form):
    """A list pasted or as a file. In the second step `list` carries what was shown, so that nothing is kept between."""

    file = forms.FileField(label="Or choose a file", required=False, help_text="CSV, at most 2 MB.")
    list = forms.CharField(
        label="Paste the names",
        required=False,
        strip=False,
        max_length=LARGEST_FILE,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        help_text="One student a line. A first line with the headings name and username is understood, but not needed.",
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        file = data.get("file")
        if file is not None and file.size > LARGEST_FILE:
            self.add_error("file", "This list is larger than 2 MB. Leave only the names in it.")
        elif file is None and not (data.get("list") or "").strip() and not self.errors:
            self.add_error("list", "Paste the names or choose a file.")
        return data

    @property
    def data_given(self) -> bytes:
        file = self.cleaned_data.get("file")
        return file.read() if file is not None else self.cleaned_data["list"].encode()


class ColleagueForm(forms.Form):
    """Another teacher of the class, by her sign-in name. A student's name is answered like one that nobody has."""

    username = forms.CharField(
        label="Sign-in name of a colleague",
        max_length=150,
        error_messages={"required": "Write the sign-in name of your colleague."},
    )

    def clean_username(self) -> User:
        name = self.cleaned_data["username"].strip()
        found = User.objects.filter(username=name, is_active=True, is_staff=True, groups__name=TEACHERS).first()
        if found is None:
            raise forms.ValidationError("No teacher has this sign-in name. Ask your colleague how she signs in.")
        return found
