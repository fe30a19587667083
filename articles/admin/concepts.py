"""Concepts: names, kinds, glosses, and merging those that mean the same."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from articles.admin.access import articles_for
from articles.merging import merge
from articles.models import Article, ArticleConcept, Concept, Mention, Person
from kzproject.admin import ReadOnlyInline, Theirs, count_of, is_operator

SHOWN_MENTIONS = 100


class MentionInline(ReadOnlyInline):
    """The first places that name the concept."""

    model = Mention
    fields = readonly_fields = ("where", "named", "sentence")
    verbose_name_plural = f"mentions (the first {SHOWN_MENTIONS})"
    show_change_link = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Mention]:
        rows = super().get_queryset(request).select_related("sentence__section__edition")
        if not is_operator(request.user):
            rows = rows.filter(sentence__section__edition__article__in=articles_for(request.user))
        concept = request.resolver_match.kwargs.get("object_id") if request.resolver_match else None
        first = rows.filter(concept_id=concept) if concept and str(concept).isdigit() else rows
        return rows.filter(pk__in=list(first.values_list("pk", flat=True)[:SHOWN_MENTIONS]))

    @admin.display(description="telling")
    def where(self, mention: Mention) -> str:
        return str(mention.sentence.section.edition)

    @admin.display(description="named as")
    def named(self, mention: Mention) -> str:
        return mention.text


class MergeForm(forms.Form):
    """Which of the chosen concepts stays."""

    into = forms.ModelChoiceField(
        Concept.objects.none(), widget=forms.RadioSelect, empty_label=None, label="Keep this name"
    )

    def __init__(self, chosen: QuerySet[Concept], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["into"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = chosen


@admin.register(Concept)
class ConceptAdmin(Theirs):
    list_display = ("name", "kind", "gloss", "mentions", "articles")
    list_filter = ("kind",)
    search_fields = ("name",)
    readonly_fields = ("slug", "mentions", "articles")
    operator_fields = ("aliases",)
    inlines = (MentionInline,)
    actions = ("merge_chosen",)
    fieldsets = (
        (None, {"fields": ("name", "kind", "gloss", "aliases")}),
        ("In the texts", {"fields": ("mentions", "articles", "slug")}),
    )

    def theirs(self, rows: QuerySet[Any], user: Person) -> QuerySet[Any]:
        return rows.filter(pk__in=ArticleConcept.objects.filter(content_object__in=articles_for(user)).values("tag"))

    def changeable(self, rows: QuerySet[Any], user: Person) -> QuerySet[Any]:
        """A concept is a teacher's own as long as nobody else's article speaks of it."""
        own = Article.objects.editable_by(user)
        return rows.filter(pk__in=ArticleConcept.objects.filter(content_object__in=own).values("tag")).exclude(
            pk__in=ArticleConcept.objects.exclude(content_object__in=own).values("tag")
        )

    def annotated(self, rows: QuerySet[Any], request: HttpRequest) -> QuerySet[Any]:
        """Counts of what the person may see, not of what there is."""
        mentions = Mention.objects.filter(concept=OuterRef("pk"))
        links = ArticleConcept.objects.filter(tag=OuterRef("pk"))
        if not is_operator(request.user):
            seen = articles_for(request.user)
            mentions = mentions.filter(sentence__section__edition__article__in=seen)
            links = links.filter(content_object__in=seen)
        return rows.annotate(
            mention_count=counted(mentions, "concept"),
            article_count=counted(links, "tag"),
        )

    @admin.display(description="mentions", ordering="mention_count")
    def mentions(self, concept: Any) -> int:
        return getattr(concept, "mention_count", 0)

    @admin.display(description="articles", ordering="article_count")
    def articles(self, concept: Any) -> int:
        return getattr(concept, "article_count", 0)

    def save_model(self, request: HttpRequest, obj: Concept, form: Any, change: bool) -> None:
        """A name that is given up stays known, so that loading a text again finds the concept."""
        before = form.initial.get("name")
        if change and before and before != obj.name and before not in obj.aliases:
            obj.aliases = [*obj.aliases, before]
        super().save_model(request, obj, form, change)

    # Merging

    @admin.action(description="Merge: these mean the same…", permissions=["change"])
    def merge_chosen(self, request: HttpRequest, queryset: QuerySet[Concept]) -> HttpResponse | None:
        chosen = list(self.own(request, queryset).values_list("pk", flat=True))
        if len(chosen) < 2:
            self.message_user(request, "Choose at least two concepts that you may change.", messages.WARNING)
            return None
        address = reverse("admin:articles_concept_merge")
        return HttpResponseRedirect(f"{address}?ids={','.join(map(str, chosen))}")

    def get_urls(self) -> list[URLPattern]:
        own = path("merge/", self.admin_site.admin_view(self.merge_view), name="articles_concept_merge")
        return [own, *super().get_urls()]

    def merge_view(self, request: HttpRequest) -> HttpResponse:
        """The preview of a merge; sent as a form, the merge itself."""
        ids = [int(part) for part in request.GET.get("ids", "").split(",") if part.isdigit()]
        allowed: QuerySet[Concept] = Concept.objects.all()
        if not is_operator(request.user):
            allowed = self.changeable(allowed, request.user)
        chosen = self.annotated(allowed.filter(pk__in=ids), request).order_by("-mention_count", "name")
        changelist = reverse("admin:articles_concept_changelist")
        if not self.has_change_permission(request) or len(chosen) < 2:
            self.message_user(request, "Choose at least two concepts that you may change.", messages.WARNING)
            return HttpResponseRedirect(changelist)
        form = MergeForm(chosen, request.POST if request.method == "POST" else None, initial={"into": chosen[0].pk})
        if request.method == "POST" and form.is_valid():
            into = form.cleaned_data["into"]
            done = merge(into=into, others=list(chosen))
            names = ", ".join(concept.name for concept in done.others)
            self.log_change(request, into, f"Merged with {names}.")
            self.message_user(request, f"{names} now count as {into}.", messages.SUCCESS)
            return HttpResponseRedirect(changelist)
        context = {
            **self.admin_site.each_context(request),
            "title": "Merge concepts",
            "opts": self.opts,
            "form": form,
            "chosen": chosen,
            "total": count_of(len(chosen), "concept", "concepts"),
        }
        return TemplateResponse(request, "admin/articles/concept/merge.html", context)


def counted(rows: QuerySet[Any], by: str) -> Coalesce:
    """How many of `rows` there are to each outer row, as a subquery, so that two counts do not multiply."""
    numbers = rows.order_by().values(by).annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(numbers, output_field=IntegerField()), 0)
