"""The evidence of a question in the admin: chosen by sentence, quoted in words, shown lit in its paragraph."""

from __future__ import annotations

import hashlib
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from articles.models import Sentence
from kzproject.admin import PartInline
from quizzes.models import Evidence, Question


class EvidenceForm(forms.ModelForm):
    """A teacher chooses a sentence and, if she likes, copies the words of it that count; offsets are worked out."""

    quote = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "cols": 60}),
        help_text="Empty: the whole sentence.",
    )

    class Meta:
        model = Evidence
        fields = ("sentence", "quote")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        sentence, quote = cleaned.get("sentence"), cleaned.get("quote", "").strip()
        if sentence is None:
            if not self.errors:
                self.add_error("sentence", "Choose the sentence that proves the answer.")
            return cleaned
        quote = quote or sentence.text
        found = places(quote, sentence.text)
        before = self.instance.start
        if not found:
            self.add_error("quote", "These words do not stand in the chosen sentence. Copy them from it.")
        elif len(found) > 1 and before not in found:
            self.add_error("quote", "These words stand in the sentence more than once. Take in a few more.")
        else:
            self.instance.start = before if before in found else found[0]
            self.instance.end = self.instance.start + len(quote)
            self.instance.digest = hashlib.sha256(quote.encode()).hexdigest()
            cleaned["quote"] = quote
        return cleaned


def places(quote: str, text: str) -> list[int]:
    """Every offset at which `quote` stands in `text`."""
    found, at = [], text.find(quote)
    while at >= 0:
        found.append(at)
        at = text.find(quote, at + 1)
    return found


class SentenceChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        heading = obj.section.heading or "Opening"
        words = obj.text if len(obj.text) <= 110 else obj.text[:109] + "…"
        return f"{heading[:30]}, {obj.position}: {words}"


class EvidenceInline(PartInline):
    """Offered are the sentences of the question's own telling."""

    model = Evidence
    form = EvidenceForm
    fields = ("sentence", "quote")
    verbose_name_plural = "evidence: the words that prove the key"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Evidence]:
        return super().get_queryset(request).select_related("sentence__section")

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        self.sentences = (
            Sentence.objects.filter(section__edition_id=obj.edition_id) if obj else Sentence.objects.none()
        ).select_related("section")
        return super().get_formset(request, obj, **kwargs)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "sentence":
            rows = getattr(self, "sentences", Sentence.objects.none()).order_by("section__position", "position")
            return SentenceChoice(rows, required=False)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


def lit(question: Question) -> SafeString | str:
    """Each piece of evidence in its paragraph, the quoted words marked."""
    pieces = question.evidence.select_related("sentence__section")
    shown = format_html_join(
        "", '<blockquote class="oqu-passage">{}</blockquote>', ((_lit_paragraph(e),) for e in pieces)
    )
    return shown or "No evidence yet."


def _lit_paragraph(evidence: Evidence) -> SafeString:
    sentence = evidence.sentence
    if sentence is None or (fault := evidence.fault()):
        why = evidence.fault() if sentence is None else fault
        return format_html('<strong class="oqu-fault">{}</strong>', why)
    text = sentence.section.text
    first = text.rfind("\n\n", 0, sentence.start)
    first = 0 if first < 0 else first + 2
    last = text.find("\n\n", sentence.end)
    last = len(text) if last < 0 else last
    start, end = sentence.start + evidence.start, sentence.start + evidence.end
    if text[start:end] != evidence.quote:
        # The section is being edited under the sentence: the sentence itself is what the guard looks at.
        text, first, last = sentence.text, 0, len(sentence.text)
        start, end = evidence.start, evidence.end
    return format_html(
        "<cite>{}</cite> {}<mark>{}</mark>{}",
        sentence.section.heading or "Opening",
        text[first:start],
        text[start:end],
        text[end:last],
    )
