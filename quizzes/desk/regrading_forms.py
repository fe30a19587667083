"""The form by which a wrong key is mended."""

from __future__ import annotations

from typing import Any

from django import forms

from quizzes.models import Question
from quizzes.regrading import Change, ChangeKind

LONGEST_ANSWER = 300
MOST_ANSWERS = 50


class ChangeForm(forms.Form):
    """What is to count as right from now on; the fields follow the kind of question."""

    what = forms.ChoiceField(label="What should happen", widget=forms.RadioSelect)
    nobody_loses = forms.BooleanField(
        required=False, label="Nobody loses: who had the point under the old key keeps it"
    )
    note = forms.CharField(
        required=False,
        max_length=500,
        label="Why",
        help_text="Kept with the change, for you and your colleagues.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, question: Question, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.question = question
        self.options = list(question.options.order_by("position"))
        mend = {
            ChangeKind.KEY: "Another option is right",
            ChangeKind.ACCEPTED: "Other answers count as right",
            ChangeKind.ORDER: "Another order is right",
        }
        self.mending = self.kind_of_mending()
        self.choice("what").choices = [
            (self.mending, mend[self.mending]),
            ("drop-full", "Take the question out, and give all its points to everybody who answered"),
            ("drop-none", "Take the question out, and count no points for it"),
        ]
        self.fields["what"].initial = self.mending
        self.add_fields()

    def kind_of_mending(self) -> ChangeKind:
        if self.question.kind == Question.Kind.ORDER:
            return ChangeKind.ORDER
        return ChangeKind.KEY if self.options else ChangeKind.ACCEPTED

    def choice(self, name: str) -> forms.ChoiceField:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        return field

    def add_fields(self) -> None:
        if self.mending == ChangeKind.KEY:
            key = next((option.pk for option in self.options if option.is_key), None)
            self.fields["option"] = forms.TypedChoiceField(
                label="The right option",
                coerce=int,
                required=False,
                empty_value=None,
                choices=[(option.pk, option.text) for option in self.options],
                initial=key,
                widget=forms.RadioSelect,
            )
        elif self.mending == ChangeKind.ACCEPTED:
            self.fields["accepted"] = forms.CharField(
                label="Answers that count",
                required=False,
                help_text="One a line. The first is shown as the answer.",
                widget=forms.Textarea(attrs={"rows": 4}),
                initial="\n".join(self.question.accepted_answers.values_list("text", flat=True)),
            )
        else:
            places = [(place, str(place)) for place in range(1, len(self.options) + 1)]
            for place, option in enumerate(self.options, start=1):
                self.fields[f"place_{option.pk}"] = forms.TypedChoiceField(
                    label=option.text, coerce=int, required=False, empty_value=None, choices=places, initial=place
                )

    @property
    def place_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("place_")]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("what") != self.mending:
            return cleaned
        if self.mending == ChangeKind.KEY and cleaned.get("option") is None:
            self.add_error("option", "Choose the option that is right.")
        if self.mending == ChangeKind.ACCEPTED:
            lines = [line.strip() for line in cleaned.get("accepted", "").splitlines() if line.strip()]
            cleaned["lines"] = tuple(dict.fromkeys(lines))
            if not lines:
                self.add_error("accepted", "Write at least one answer that counts.")
            elif len(lines) > MOST_ANSWERS or max(map(len, lines)) > LONGEST_ANSWER:
                self.add_error("accepted", f"At most {MOST_ANSWERS} answers of at most {LONGEST_ANSWER} letters each.")
        if self.mending == ChangeKind.ORDER:
            places = sorted(cleaned.get(f"place_{option.pk}") or 0 for option in self.options)
            if places != list(range(1, len(self.options) + 1)):
                self.add_error(None, "Give every step its own place.")
        return cleaned

    def change(self) -> Change:
        """The change that a valid form asks for."""
        cleaned = self.cleaned_data
        if cleaned["what"] in {"drop-full", "drop-none"}:
            return Change(ChangeKind.DROP, full=cleaned["what"] == "drop-full")
        spare = cleaned["nobody_loses"]
        if self.mending == ChangeKind.KEY:
            return Change(ChangeKind.KEY, option=cleaned["option"], nobody_loses=spare)
        if self.mending == ChangeKind.ACCEPTED:
            return Change(ChangeKind.ACCEPTED, accepted=cleaned["lines"], nobody_loses=spare)
        ordered = sorted(self.options, key=lambda option: cleaned[f"place_{option.pk}"])
        return Change(ChangeKind.ORDER, order=tuple(option.pk for option in ordered), nobody_loses=spare)
