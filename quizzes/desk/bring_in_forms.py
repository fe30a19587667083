"""Forms of bringing an article in: the text itself, then what is said about it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.models import User

from articles.fetching import LONGEST_ADDRESS, Fetched, RefusedAddress, fetch
from articles.models import Article, Edition
from articles.uploads import ENDINGS, LARGEST_FILE, LONGEST_TEXT, RefusedUpload, extract, too_large

LICENCES = [
    "Our own text",
    "CC BY 4.0",
    "CC BY-SA 4.0",
    "Public domain",
    "Used with permission",
    "For our class only",
]


class BringInForm(forms.Form):
    """A pasted text, a file, or where the operator allows it a web address.

    Valid, it offers `given` (bytes), `name`, `notes`, and `fetched` when it was had from an address.
    """

    text = forms.CharField(
        label="Paste the article",
        required=False,
        strip=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 14}),
        error_messages={"max_length": f"This text is too long for one article: at most {LONGEST_TEXT:,} characters."},
    )
    file = forms.FileField(
        label="Or choose a file",
        required=False,
        help_text=f"Text, Markdown, web page, Word or PDF, at most {LARGEST_FILE // 1024 // 1024} MB.",
        widget=forms.FileInput(attrs={"accept": ",".join(ENDINGS)}),
        error_messages={"empty": "This file is empty. Choose a file that holds the article."},
    )

    address = forms.CharField(
        label="Or give its web address",
        required=False,
        max_length=LONGEST_ADDRESS,
        help_text="The page is fetched once. Its address and today's date are kept with the text.",
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "url", "spellcheck": "false"}),
        error_messages={"max_length": "This address is too long. Copy the article and paste it instead."},
    )

    given: bytes = b""
    name: str = ""
    notes: tuple[str, ...] = ()
    fetched: Fetched | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not settings.FETCH_WEB_PAGES:
            del self.fields["address"]

    def clean_file(self) -> Any:
        file = self.cleaned_data.get("file")
        if file is None:
            return None
        if file.size > LARGEST_FILE:
            raise forms.ValidationError(too_large(file.size))
        try:
            found = extract(file.read(), name=file.name)
        except RefusedUpload as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        self.given, self.name, self.notes = found.data, file.name, found.notes
        return file

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        text = (data.get("text") or "").replace("\r\n", "\n")
        address = data.get("address") or ""
        if self.errors:
            return data
        if address and (text.strip() or data.get("file") is not None):
            self.add_error("address", "Give the text or its address, one of the two; leave the other empty.")
        elif address:
            self._fetch(address)
        elif data.get("file") is None:
            if not text.strip():
                self.add_error("text", "Paste the article here, or choose a file.")
            self.given = text.encode("utf-8", "replace")
        return data

    def _fetch(self, address: str) -> None:
        """The page goes the same way as a file that she chose."""
        try:
            self.fetched = fetch(address)
            found = extract(self.fetched.data, name=self.fetched.name)
        except (RefusedAddress, RefusedUpload) as refusal:
            self.add_error("address", str(refusal))
        else:
            self.given, self.name, self.notes = found.data, self.fetched.name, found.notes

    @property
    def source_field(self) -> str:
        """The field by which the text came, where a fault of the text is shown."""
        return "address" if self.fetched else "file" if self.name else "text"


class DetailsForm(forms.ModelForm):
    """What readers and the law want to know about a text."""

    title = forms.CharField(label="Title", max_length=300, error_messages={"required": "Give the text a title."})
    attribution = forms.CharField(
        label="Who wrote it, and where it first appeared",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    licence = forms.CharField(
        label="Licence",
        required=False,
        max_length=120,
        help_text="What allows you to use it.",
        widget=forms.TextInput(attrs={"list": "licences"}),
    )
    source = forms.URLField(label="Web address", required=False, max_length=500, assume_scheme="https")

    class Meta:
        model = Edition
        fields = ["title", "attribution", "licence", "source"]

    def save(self, commit: bool = True) -> Edition:
        edition = super().save(commit=False)
        if "title" in self.changed_data:
            edition.title_is_guessed = False
            article = edition.article
            if article.title == self.initial["title"]:
                article.title = edition.title
                article.save(update_fields=["title", "updated_at"])
        if commit:
            edition.save()
        return edition


class BelongsForm(forms.Form):
    """Which article a text is a telling of: one of hers, or one of its own."""

    article = forms.ModelChoiceField(
        label="It is a telling of", queryset=Article.objects.none(), required=False, empty_label="an article of its own"
    )

    def __init__(self, *args: Any, owner: User, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = Article.objects.editable_by(owner).filter(owner=edition.article.owner).order_by("title", "pk")
        alone = not edition.article.editions.exclude(pk=edition.pk).exists()
        if alone:
            mine = mine.exclude(pk=edition.article_id)
        self.fields["article"].queryset = mine  # type: ignore[attr-defined]
        self.initial.setdefault("article", None if alone else edition.article_id)
