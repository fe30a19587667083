"""What cleaning took out or mended, and what it left for a teacher to look at."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest

from articles.admin.access import PartOfArticle
from articles.models import Doubt, Removal
from kzproject.admin import TheirsFilter, count_of


def reason_label(reason: str) -> str:
    """The stored reason as a sentence; a reason that this version does not know stands as it is."""
    from articles.text.cleaning import Reason

    try:
        return Reason(reason).label
    except ValueError:
        return reason


class ReasonFilter(admin.SimpleListFilter):
    title = "reason"
    parameter_name = "reason"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        found = model_admin.get_queryset(request).order_by("reason").values_list("reason", flat=True).distinct()
        return [(reason, reason_label(reason)) for reason in found]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(reason=self.value()) if self.value() else queryset


class FromCleaning(PartOfArticle):
    """Rows that only cleaning makes."""

    article_path = "edition__article"

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return [*self.readonly_fields, *(field.name for field in self.opts.fields if field.editable)]


@admin.register(Removal)
class RemovalAdmin(FromCleaning):
    list_display = ("taken_out", "in_its_place", "why", "edition", "section", "put_back")
    list_filter = ("put_back", ReasonFilter, ("edition", TheirsFilter))
    list_select_related = ("edition", "section__edition")
    search_fields = ("removed", "inserted", "edition__title")
    readonly_fields = ("why",)
    fields = ("edition", "section", "removed", "inserted", "why", "start", "end", "at", "put_back")
    actions = ("put_back_chosen",)

    @admin.display(description="taken out", ordering="removed")
    def taken_out(self, removal: Removal) -> str:
        return visible(removal.removed)

    @admin.display(description="in its place")
    def in_its_place(self, removal: Removal) -> str:
        return visible(removal.inserted) if removal.inserted else "–"

    @admin.display(description="why", ordering="reason")
    def why(self, removal: Removal) -> str:
        return reason_label(removal.reason)

    @admin.action(description="Put back into the text", permissions=["change"])
    def put_back_chosen(self, request: HttpRequest, queryset: QuerySet[Removal]) -> None:
        # Here, not above: what cleans and reads texts is loaded when it is used, not at every start.
        from articles.ingest import put_back

        done = stale = 0
        for key in list(self.own(request, queryset).filter(put_back=False).values_list("pk", flat=True)):
            removal = Removal.objects.select_related("edition").filter(pk=key, put_back=False).first()
            if removal is None:
                continue
            try:
                stale += put_back(removal).stale_questions
            except Removal.DoesNotExist as error:
                self.message_user(request, f"{removal}: {error}", messages.ERROR)
            else:
                done += 1
        said = (
            f" {count_of(stale, 'question leans', 'questions lean')} on what changed and became stale." if stale else ""
        )
        self.message_user(request, f"{count_of(done, 'piece was', 'pieces were')} put back.{said}", messages.SUCCESS)


@admin.register(Doubt)
class DoubtAdmin(FromCleaning):
    list_display = ("message", "words", "edition", "section", "dismissed")
    list_filter = ("dismissed", ("edition", TheirsFilter))
    list_select_related = ("edition", "section__edition")
    search_fields = ("message", "text", "edition__title")
    fields = ("edition", "section", "text", "message", "start", "end", "dismissed")
    actions = ("dismiss", "raise_again")

    @admin.display(description="words", ordering="text")
    def words(self, doubt: Doubt) -> str:
        return visible(doubt.text)

    @admin.action(description="Dismiss: the text is right as it is", permissions=["change"])
    def dismiss(self, request: HttpRequest, queryset: QuerySet[Doubt]) -> None:
        number = self.own(request, queryset).order_by().update(dismissed=True)
        self.message_user(request, f"{count_of(number, 'doubt is', 'doubts are')} dismissed.", messages.SUCCESS)

    @admin.action(description="Look at again", permissions=["change"])
    def raise_again(self, request: HttpRequest, queryset: QuerySet[Doubt]) -> None:
        number = self.own(request, queryset).order_by().update(dismissed=False)
        self.message_user(request, f"{count_of(number, 'doubt is', 'doubts are')} open again.", messages.SUCCESS)


def visible(text: str, length: int = 80) -> str:
    """`text` on one line, with characters that nobody can see written by their names or numbers."""
    only_spaces = not text.strip(" ")
    shown = "".join(_visible(char, only_spaces) for char in text[:length])
    return shown if len(text) <= length else shown + "…"


def _visible(char: str, only_spaces: bool) -> str:
    if char == "\n":
        return "⏎"
    if char == " " and only_spaces:
        return "␣"
    return char if char.isprintable() else f"U+{ord(char):04X}"
