"""What a student marks and types."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from articles.models import Sentence
from articles.notes.keeping import LONGEST_NOTE

WRONG_PLACE = "Choose a sentence of this paragraph."


class NoteTextForm(forms.Form):
    text = forms.CharField(
        label="Your note",
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 4, "aria-describedby": "about-text"}),
        error_messages={"max_length": f"Keep it shorter: {LONGEST_NOTE:,} characters are the most."},
    )

    def clean_text(self) -> str:
        return "\n".join(str(self.cleaned_data["text"]).splitlines())


class NoteForm(NoteTextForm):
    """A note on one of `sentences`; without `start` and `end`, offsets into it, on all of it."""

    sentence = forms.IntegerField(error_messages=dict.fromkeys(("required", "invalid"), WRONG_PLACE))
    start = forms.IntegerField(required=False, min_value=0)
    end = forms.IntegerField(required=False, min_value=0)

    def __init__(self, *args: Any, sentences: Sequence[Sentence], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sentences = {sentence.pk: sentence for sentence in sentences}

    def clean_sentence(self) -> Sentence:
        chosen = self.sentences.get(self.cleaned_data["sentence"])
        if chosen is None:
            raise forms.ValidationError(WRONG_PLACE)
        return chosen

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        chosen: Sentence | None = cleaned.get("sentence")
        if chosen is None:
            return cleaned
        start, end = cleaned.get("start"), cleaned.get("end")
        if start is None and end is None:
            start, end = 0, len(chosen.text)
        if start is None or end is None or not start < end <= len(chosen.text):
            self.add_error("sentence", "These words do not stand in the sentence. Mark them once more.")
        return cleaned | {"start": start, "end": end}
