"""Articles, their editions, sections and sentences. Words of a text are looked at here, not changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import Count, Model, Q, QuerySet
from django.db.models.functions import Length
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from articles.admin.access import PartOfArticle, articles_for
from articles.admin.pasting import PastingMixin
from articles.models import Article, ArticleConcept, Edition, Person, Revision, Section, Sentence
from kzproject.admin import PartInline, ReadOnly, ReadOnlyInline, Theirs, TheirsFilter, count_of, is_operator


class EditionInline(ReadOnlyInline):
    model = Edition
    fields = readonly_fields = ("label", "kind", "title", "word_count", "position")
    verbose_name_plural = "tellings"


class ConceptLinkInline(PartInline):
    """What the article speaks of. Links that loading made stay or are taken away; new ones are a person's."""

    model = ArticleConcept
    autocomplete_fields = ("tag",)
    fields = ("tag", "salience", "is_manual")
    readonly_fields = ("salience", "is_manual")
    verbose_name_plural = "concepts"
    classes = ("collapse",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[ArticleConcept]:
        return super().get_queryset(request).select_related("tag")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class ArticleForm(forms.ModelForm):
    """A time to publish at is for drafts: what is public or archived has no hour to wait for."""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("publish_at") and data.get("status") != Article.Status.DRAFT:
            if "publish_at" in self.changed_data:
                self.add_error("publish_at", "Only a draft can wait for its time. Set the status to Draft.")
            data["publish_at"] = None
        return data


@admin.register(Article)
class ArticleAdmin(PastingMixin, Theirs):
    form = ArticleForm
    list_display = ("title", "standing", "publish_at", "owner", "tellings", "updated_at")
    list_filter = ("status",)
    operator_filters = (("owner", TheirsFilter),)
    operator_fields = ("owner",)
    list_select_related = ("owner",)
    search_fields = ("title", "summary", "editions__title")
    readonly_fields = ("slug", "created_at", "updated_at", "published_at")
    autocomplete_fields = ("owner",)
    date_hierarchy = "updated_at"
    inlines = (EditionInline, ConceptLinkInline)
    actions = ("publish", "archive", "withdraw")
    fieldsets = (
        (None, {"fields": ("title", "summary", "status", "publish_at", "owner")}),
        (
            "Dates and address",
            {"fields": ("slug", "created_at", "updated_at", "published_at"), "classes": ("collapse",)},
        ),
    )

    def theirs(self, rows: QuerySet[Any], user: Person) -> QuerySet[Any]:
        return rows.filter(pk__in=articles_for(user).values("pk"))

    def changeable(self, rows: QuerySet[Any], user: Person) -> QuerySet[Any]:
        return rows.filter(pk__in=Article.objects.editable_by(user).values("pk"))

    def annotated(self, rows: QuerySet[Any], request: HttpRequest) -> QuerySet[Any]:
        return rows.annotate(telling_count=Count("editions", distinct=True))

    def get_list_display(self, request: HttpRequest) -> Any:
        columns = super().get_list_display(request)
        return columns if is_operator(request.user) else [column for column in columns if column != "owner"]

    @admin.display(description="status", ordering="status")
    def standing(self, article: Article) -> str:
        return article.standing

    @admin.display(description="tellings", ordering="telling_count")
    def tellings(self, article: Any) -> int:
        return article.telling_count

    def save_model(self, request: HttpRequest, obj: Article, form: Any, change: bool) -> None:
        if not change and not is_operator(request.user):
            obj.owner = request.user  # type: ignore[assignment]
        super().save_model(request, obj, form, change)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        if formset.model is ArticleConcept:
            for link_form in formset.extra_forms:
                link_form.instance.is_manual = True
        super().save_formset(request, form, formset, change)

    @admin.action(description="Publish: everybody may read", permissions=["change"])
    def publish(self, request: HttpRequest, queryset: QuerySet[Article]) -> None:
        rows = list(self.own(request, queryset))
        for article in rows:
            article.publish()
        self.message_user(request, f"{count_of(len(rows), 'article is', 'articles are')} published.", messages.SUCCESS)

    @admin.action(description="Archive: out of the library, nothing is lost", permissions=["change"])
    def archive(self, request: HttpRequest, queryset: QuerySet[Article]) -> None:
        self._move(request, queryset, Article.archive, "archived")

    @admin.action(description="Back to draft, with no time to publish at", permissions=["change"])
    def withdraw(self, request: HttpRequest, queryset: QuerySet[Article]) -> None:
        self._move(request, queryset, Article.withdraw, "a draft again")

    def _move(self, request: HttpRequest, rows: QuerySet[Article], act: Callable[[Article], None], said: str) -> None:
        number = 0
        for article in self.own(request, rows):
            act(article)
            number += 1
        self.message_user(request, f"{count_of(number, 'article is', 'articles are')} {said}.", messages.SUCCESS)


class RevisionInline(ReadOnlyInline):
    """The text as it was given, each time it was given."""

    model = Revision
    fields = readonly_fields = ("number", "created_at", "given_by", "encoding", "size", "as_given")
    show_change_link = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Revision]:
        rows = super().get_queryset(request).defer("given").select_related("given_by", "edition")
        return rows.annotate(bytes=Length("given"))

    @admin.display(description="size")
    def size(self, revision: Any) -> str:
        return f"{revision.bytes:,} bytes"

    @admin.display(description="as given")
    def as_given(self, revision: Revision) -> SafeString:
        address = reverse("admin:articles_edition_as_given", args=[revision.edition_id, revision.number])
        return format_html('<a href="{}">Download</a>', address)


class SectionInline(ReadOnlyInline):
    model = Section
    fields = readonly_fields = ("position", "heading", "beginning")

    @admin.display(description="begins")
    def beginning(self, section: Section) -> str:
        return shortened(section.text, 100)


@admin.register(Edition)
class EditionAdmin(PartOfArticle):
    list_display = ("title", "label", "kind", "article", "word_count", "removals_made", "doubts_open")
    list_filter = ("kind", "language", ("article", TheirsFilter))
    list_select_related = ("article",)
    search_fields = ("title", "label", "article__title", "source_name", "attribution")
    readonly_fields = ("article", "title_is_guessed", "source_name", "word_count", "created_at", "what_cleaning_did")
    inlines = (SectionInline, RevisionInline)
    fieldsets = (
        (None, {"fields": ("article", "title", "title_is_guessed", "label", "kind", "position", "language")}),
        ("Where it comes from", {"fields": ("attribution", "source", "licence", "source_name", "created_at")}),
        ("The text", {"fields": ("word_count", "what_cleaning_did")}),
    )

    def annotated(self, rows: QuerySet[Any], request: HttpRequest) -> QuerySet[Any]:
        return rows.annotate(
            removal_count=Count("removals", distinct=True),
            doubt_count=Count("doubts", filter=Q(doubts__dismissed=False), distinct=True),
        )

    def has_add_permission(self, request: HttpRequest) -> bool:
        """An edition comes in as a text; that is done where articles are added."""
        return False

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.as_given)
        own = path("<int:edition>/as-given/<int:number>/", view, name="articles_edition_as_given")
        return [own, *super().get_urls()]

    def as_given(self, request: HttpRequest, edition: int, number: int) -> HttpResponse:
        """The bytes of one revision exactly as they came, as a file to download."""
        if not self.has_view_permission(request) or self.get_object(request, str(edition)) is None:
            raise Http404("There is no such text.")
        revision = Revision.objects.filter(edition_id=edition, number=number).first()
        if revision is None:
            raise Http404("There is no such text.")
        response = HttpResponse(bytes(revision.given), content_type="application/octet-stream")
        response["Content-Disposition"] = f'attachment; filename="edition-{edition}-as-given-{number}.txt"'
        return response

    @admin.display(description="repairs", ordering="removal_count")
    def removals_made(self, edition: Any) -> int:
        return edition.removal_count

    @admin.display(description="doubts", ordering="doubt_count")
    def doubts_open(self, edition: Any) -> int:
        return edition.doubt_count

    @admin.display(description="what cleaning did")
    def what_cleaning_did(self, edition: Any) -> SafeString:
        return format_html(
            '<a href="{}?edition__id__exact={}">{}</a>, <a href="{}?edition__id__exact={}">{}</a>',
            reverse("admin:articles_removal_changelist"),
            edition.pk,
            count_of(edition.removal_count, "piece taken out or mended", "pieces taken out or mended"),
            reverse("admin:articles_doubt_changelist"),
            edition.pk,
            count_of(edition.doubt_count, "doubt to look at", "doubts to look at"),
        )


class SentenceInline(ReadOnlyInline):
    model = Sentence
    fields = readonly_fields = ("paragraph", "position", "text", "start", "end")


@admin.register(Section)
class SectionAdmin(PartOfArticle, ReadOnly):
    article_path = "edition__article"
    list_display = ("title", "edition", "position", "sentence_count")
    list_filter = (("edition", TheirsFilter),)
    list_select_related = ("edition",)
    search_fields = ("heading", "text", "edition__title")
    inlines = (SentenceInline,)
    fields = ("edition", "position", "heading", "text")

    def annotated(self, rows: QuerySet[Any], request: HttpRequest) -> QuerySet[Any]:
        return rows.annotate(sentence_total=Count("sentences"))

    @admin.display(description="section", ordering="heading")
    def title(self, section: Section) -> str:
        return section.heading or "Opening"

    @admin.display(description="sentences", ordering="sentence_total")
    def sentence_count(self, section: Any) -> int:
        return section.sentence_total


@admin.register(Sentence)
class SentenceAdmin(PartOfArticle, ReadOnly):
    article_path = "section__edition__article"
    list_display = ("beginning", "section", "paragraph", "position", "start", "end")
    list_filter = (("section__edition", TheirsFilter),)
    list_select_related = ("section__edition",)
    search_fields = ("text",)
    fields = ("section", "paragraph", "position", "text", "start", "end", "digest")

    @admin.display(description="sentence", ordering="text")
    def beginning(self, sentence: Sentence) -> str:
        return shortened(sentence.text, 120)


def shortened(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def link_to(obj: Model) -> SafeString:
    """A link to the row's own page in the admin."""
    meta = obj._meta
    return format_html(
        '<a href="{}">{}</a>', reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[obj.pk]), obj
    )
