"""Bringing in a text in the admin: pasted, or as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from articles.models import Article
from kzproject.admin import count_of, is_operator

if TYPE_CHECKING:
    from articles.ingest import Ingested

# Kept byte for byte as they came; of other files the text in them is kept.
PLAIN = (".txt", ".md", ".markdown")


class PasteForm(forms.Form):
    """A text, pasted or as a file, and whether it tells an article that is here already."""

    text = forms.CharField(
        label="The text",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 16, "class": "vLargeTextField"}),
    )
    file = forms.FileField(label="or a file", required=False, help_text=".txt, .md, .html, .docx or .pdf")
    title = forms.CharField(
        label="Title", required=False, max_length=300, help_text="Empty: the title that stands in the text."
    )
    telling_of = forms.ModelChoiceField(
        Article.objects.none(),
        label="Another telling of",
        required=False,
        empty_label="A new article, or whichever it matches",
    )

    def __init__(self, articles: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["telling_of"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = articles

    def clean_file(self) -> Any:
        from articles.uploads import LARGEST_FILE, too_large

        file = self.cleaned_data["file"]
        if file and file.size > LARGEST_FILE:
            raise forms.ValidationError(too_large(file.size))
        return file

    def clean(self) -> dict[str, Any]:
        from articles.uploads import RefusedUpload, extract

        cleaned = super().clean() or {}
        file, text = cleaned.get("file"), cleaned.get("text", "").strip()
        if bool(file) == bool(text) and not self.errors:
            raise forms.ValidationError("Paste the text or choose a file: one of the two.")
        if file:
            cleaned["data"] = data = file.read()
            cleaned["name"] = file.name
            if not file.name.lower().endswith(PLAIN):
                try:
                    cleaned["data"] = extract(data, name=file.name).text.encode()
                except RefusedUpload as error:
                    raise forms.ValidationError(str(error)) from error
        else:
            # Browsers send the line ends of a text box as two characters, whatever was pasted.
            cleaned["data"] = cleaned.get("text", "").replace("\r\n", "\n").encode("utf-8", "replace")
            cleaned["name"] = ""
        return cleaned


class PastingMixin:
    """Adding an article means bringing in its text."""

    admin_site: Any
    opts: Any

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        if not self.has_add_permission(request):  # type: ignore[attr-defined]
            raise PermissionDenied
        tellings = Article.objects.editable_by(request.user).order_by("title")
        sent = (request.POST, request.FILES) if request.method == "POST" else ()
        form = PasteForm(tellings, *sent)
        if sent and form.is_valid():
            article = self.bring_in(request, form)
            if article is not None:
                return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]))
        context = {
            **self.admin_site.each_context(request),
            "title": "Bring in a text",
            "opts": self.opts,
            "form": form,
        }
        return TemplateResponse(request, "admin/articles/article/paste.html", context)

    def bring_in(self, request: HttpRequest, form: PasteForm) -> Article | None:
        """Stores the text as the person's own, an operator's as the site's; what is unreadable the form says."""
        # Here, not above: what cleans and reads texts is loaded when it is used, not at every start.
        from articles.ingest import Outcome, ingest
        from articles.text.decoding import UnreadableText

        cleaned = form.cleaned_data
        owner = None if is_operator(request.user) else User.objects.get(pk=str(request.user.pk))
        try:
            found = ingest(
                data=cleaned["data"], source_name=cleaned["name"], owner=owner, article=cleaned["telling_of"]
            )
        except UnreadableText as error:
            form.add_error("file" if cleaned["file"] else "text", str(error))
            return None
        if cleaned["title"] and found.outcome == Outcome.CREATED:
            name_it(found, cleaned["title"])
        pieces = found.counts.get("removals", 0)
        said = f" {count_of(pieces, 'piece was', 'pieces were')} taken out or mended." if pieces else ""
        message = f"{found.message}{said} Next: have questions drafted."
        messages.success(request, message)
        return found.article


def name_it(found: Ingested, title: str) -> None:
    """Give a new telling, and its article when that is new too, the title that the teacher wrote."""
    found.edition.title, found.edition.title_is_guessed = title, False
    found.edition.save(update_fields=["title", "title_is_guessed", "updated_at"])
    if found.article.editions.count() == 1:
        found.article.title = title
        found.article.save(update_fields=["title", "updated_at"])
