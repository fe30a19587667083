"""What students type and choose."""

from __future__ import annotations

import unicodedata
from typing import Any

from django import forms
from django.contrib.auth import authenticate
from django.contrib.auth.models import User
from django.http import HttpRequest

from quizzes.models import Classroom
from quizzes.student import limits
from quizzes.student.people import find_member, name_is_taken, tidy_code, tidy_name

SHORTEST_PASSWORD = 6
INVISIBLE = {"Cc", "Cf", "Co", "Cs", "Cn"}
TOO_MANY_CODES = "Too many wrong class codes came from here. Wait ten minutes, then try again."
LONGEST_ANSWER = 300


class ClassCodeForm(forms.Form):
    """A form with a class code in it; guessing codes is limited by address."""

    code = forms.CharField(
        label="Class code",
        max_length=20,
        error_messages={"required": "Type the class code that your teacher gave you."},
    )

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request
        self.classroom: Classroom | None = None
        for name, field in self.fields.items():
            field.widget.attrs.setdefault("aria-describedby", f"about-{name}")

    def clean_code(self) -> str:
        code = tidy_code(self.cleaned_data["code"])
        if not limits.may_guess(self.request):
            raise forms.ValidationError(TOO_MANY_CODES)
        self.classroom = Classroom.objects.filter(join_code=code).first()
        if self.classroom is None:
            limits.note_wrong_code(self.request)
            raise forms.ValidationError("No class has this code. Look at it once more, letter by letter.")
        return code

    def clean_name(self) -> str:
        name = tidy_name(self.cleaned_data["name"])
        if not any(letter.isalpha() for letter in name):
            raise forms.ValidationError("Type your name with letters, so that your teacher knows you.")
        if any(unicodedata.category(letter) in INVISIBLE for letter in name):
            raise forms.ValidationError("Your name holds signs that cannot be seen. Type it anew.")
        return name


class JoinForm(ClassCodeForm):
    """Into a class for the first time. Somebody who is signed in needs no password."""

    name = forms.CharField(
        label="Your name",
        max_length=80,
        error_messages={
            "required": "Type the name that your class knows you by.",
            "max_length": "This name is too long: 80 characters are the most.",
        },
    )
    password = forms.CharField(
        label="A password of your own",
        max_length=128,
        strip=False,
        widget=forms.PasswordInput,
        error_messages={"required": "Choose a password, so that you can come back on another day or device."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.request.user.is_authenticated:
            del self.fields["password"]
            self.fields["name"].initial = self.request.user.first_name

    def clean_code(self) -> str:
        code = super().clean_code()
        if self.classroom is not None and not self.classroom.is_open:
            raise forms.ValidationError("This class takes no new students now. Ask your teacher to open it.")
        return code

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if len(password) < SHORTEST_PASSWORD:
            raise forms.ValidationError(f"Make it at least {SHORTEST_PASSWORD} characters long.")
        if len(set(password)) < 3:
            raise forms.ValidationError("This is too easy to guess. Mix a few more different characters.")
        name = self.cleaned_data.get("name", "").casefold()
        if password.casefold() == name or tidy_code(password) == self.cleaned_data.get("code"):
            raise forms.ValidationError("Your name or the class code is the first thing others would try.")
        return password

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.classroom and cleaned.get("name"):
            member = find_member(self.classroom, cleaned["name"])
            if member is not None and member.student_id != self.request.user.pk:
                self.add_error("name", name_is_taken(member.name))
        return cleaned


class StudentSignInForm(ClassCodeForm):
    """Back into one's work with class code, name and password."""

    name = forms.CharField(
        label="Your name", max_length=80, error_messages={"required": "Type the name you joined with."}
    )
    password = forms.CharField(
        label="Your password",
        max_length=128,
        strip=False,
        widget=forms.PasswordInput,
        error_messages={"required": "Type the password you chose when you joined."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user: User | None = None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.classroom is None or not cleaned.get("name") or not cleaned.get("password"):
            return cleaned
        member = find_member(self.classroom, cleaned["name"])
        # Somebody who is not in the class is counted under what was typed, so that names cannot be tried out for free.
        username = member.student.get_username() if member else f"{self.classroom.join_code}/{cleaned['name']}"
        found = authenticate(self.request, username=username, password=cleaned["password"])
        if found is None:
            raise forms.ValidationError(
                "The name and the password do not go together. Try once more, or ask your teacher for a new password."
            )
        self.user = found
        return cleaned


class AnswerForm(forms.Form):
    """An answer to the question that `asked` describes. Options are known by their number on the screen, from 1: their
    ids in the database would tell in which order they were written, and the key is often written first."""

    token = forms.UUIDField()

    def __init__(self, *args: Any, asked: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = asked
        count = len(asked.options)
        if asked.is_order:
            for number in range(1, count + 1):
                self.fields[f"place-{number}"] = forms.IntegerField(min_value=1, max_value=count)
        elif count:
            self.fields["choice"] = forms.IntegerField(
                min_value=1, max_value=count, error_messages=dict.fromkeys(CHOICE_ERRORS, "Choose one of the answers.")
            )
        else:
            self.fields["text"] = forms.CharField(
                max_length=LONGEST_ANSWER,
                error_messages={
                    "required": "Type your answer first.",
                    "max_length": f"Keep it shorter: {LONGEST_ANSWER} characters are the most.",
                },
            )
        if asked.sentences:
            self.fields["sentence"] = forms.IntegerField(
                min_value=1,
                max_value=len(asked.sentences),
                error_messages=dict.fromkeys(CHOICE_ERRORS, "Choose the sentence that shows it, too."),
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.asked.is_order:
            count = len(self.asked.options)
            places = [cleaned.get(f"place-{number}") for number in range(1, count + 1)]
            if sorted(place or 0 for place in places) != list(range(1, count + 1)):
                raise forms.ValidationError(f"Give each event a place of its own, from 1 to {count}.")
        return cleaned

    def given(self) -> dict[str, Any]:
        """The answer as it is kept: ids, not numbers."""
        cleaned = self.cleaned_data
        options = [option.pk for option in self.asked.options]
        made: dict[str, Any]
        if self.asked.is_order:
            numbered = sorted(range(1, len(options) + 1), key=lambda number: cleaned[f"place-{number}"])
            made = {"order": [options[number - 1] for number in numbered]}
        elif "choice" in self.fields:
            made = {"option": options[cleaned["choice"] - 1]}
        else:
            made = {"text": cleaned["text"]}
        if "sentence" in self.fields:
            made["sentence"] = self.asked.sentences[cleaned["sentence"] - 1].pk
        return made


CHOICE_ERRORS = ("required", "invalid", "min_value", "max_value")


class DeleteForm(forms.Form):
    """Before everything is deleted: her password, so that nobody does it on an unwatched phone."""

    password = forms.CharField(
        label="Your password",
        max_length=128,
        strip=False,
        widget=forms.PasswordInput(attrs={"aria-describedby": "about-password"}),
        error_messages={"required": "Type your password to show that it is you."},
    )

    def __init__(self, *args: Any, student: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.student = student

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if not self.student.check_password(password):
            raise forms.ValidationError("This is not your password. Nothing was deleted.")
        return password
