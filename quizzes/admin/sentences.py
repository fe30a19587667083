"""A sentence in the admin, with the way to why nothing is asked about it."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from articles.admin import SentenceAdmin as PlainSentenceAdmin
from articles.models import Sentence
from quizzes.models import Question
from quizzes.refusing import why_not

admin.site.unregister(Sentence)


@admin.register(Sentence)
class SentenceAdmin(PlainSentenceAdmin):
    readonly_fields = ("why_no_question",)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return [*super().get_fields(request, obj), "why_no_question"]

    @admin.display(description="questions")
    def why_no_question(self, sentence: Sentence) -> SafeString:
        address = reverse("admin:articles_sentence_why_not", args=[sentence.pk])
        return format_html('<a href="{}">Why not this sentence?</a>', address)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.why_not)
        return [path("<int:pk>/why-not/", view, name="articles_sentence_why_not"), *super().get_urls()]

    def why_not(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What the drafting engine refused here, filter by filter. Reads the text, which takes a second or two."""
        sentence = self.get_object(request, str(pk)) if self.has_view_permission(request) else None
        if sentence is None:
            raise Http404("There is no such sentence.")
        theirs = self.choices_of(Question, request)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": sentence,
            "title": "Why not this sentence?",
            "sentence": sentence,
            "reasons": why_not(sentence),
            "questions": theirs.filter(evidence__sentence=sentence).distinct() if theirs is not None else (),
        }
        return TemplateResponse(request, "admin/articles/sentence/why_not.html", context)
