"""What readers ask for."""

from __future__ import annotations

from django import forms

from articles.library import LEVELS


class LibraryForm(forms.Form):
    """Every field may be empty; a value that means nothing is treated as empty."""

    q = forms.CharField(required=False, max_length=100, label="Search the library", strip=True)
    concept = forms.CharField(required=False, max_length=170)
    level = forms.ChoiceField(
        required=False, choices=[("", "Any level"), *((level.slug, level.label) for level in LEVELS)]
    )


class TextSizeForm(forms.Form):
    SIZES = (("s", "smaller"), ("m", "normal"), ("l", "larger"), ("xl", "largest"))

    size = forms.ChoiceField(choices=SIZES)
