"""What two tellings say differently: facts to look at, and the teacher's marks on them."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.utils import timezone
from django.utils.text import Truncator

from articles.admin.access import PartOfArticle
from articles.models import Edition, LedgerRow
from kzproject.admin import TheirsFilter

IN_LIST = 90
MARKS = ("mark", "trusted", "note")


@admin.register(LedgerRow)
class LedgerRowAdmin(PartOfArticle):
    """Comparing makes and removes the rows; a teacher says here, as on the ledger's own page, what each of them is."""

    article_path = "ledger__base__article"
    list_display = ("what", "first", "second", "kind", "status", "mark", "trusted", "tellings")
    list_filter = ("mark", "status", "kind", ("ledger__base", TheirsFilter))
    list_select_related = ("ledger__base__article", "ledger__other", "trusted__article")
    search_fields = ("base_quote", "other_quote", "detail", "note")
    ordering = ("ledger", "position", "pk")
    fieldsets = (
        ("What the tellings say", {"fields": ("tellings", "kind", "status", "base_quote", "other_quote", "detail")}),
        ("Your word on it", {"fields": (*MARKS, "marked_by", "marked_at")}),
    )

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """All but the marks."""
        return ["tellings", *(field.name for field in self.opts.fields if field.name not in MARKS)]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Trusted is one of the two tellings of the row."""
        match = request.resolver_match
        key = match.kwargs.get("object_id", "") if match else ""
        if db_field.name == "trusted" and str(key).isdecimal():
            row = LedgerRow.objects.filter(pk=key).select_related("ledger").first()
            tellings = (row.ledger.base_id, row.ledger.other_id) if row else ()
            kwargs["queryset"] = Edition.objects.filter(pk__in=tellings).select_related("article")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: LedgerRow, form: Any, change: bool) -> None:
        is_open = obj.mark == LedgerRow.Mark.UNCONFIRMED or not isinstance(request.user, User)
        obj.marked_by_id, obj.marked_at = (None, None) if is_open else (request.user.pk, timezone.now())
        super().save_model(request, obj, form, change)

    @admin.display(description="in short", ordering="position")
    def what(self, row: LedgerRow) -> str:
        return str(row)

    @admin.display(description="first telling", ordering="base_quote")
    def first(self, row: LedgerRow) -> str:
        return Truncator(row.base_quote).chars(IN_LIST) or "–"

    @admin.display(description="second telling", ordering="other_quote")
    def second(self, row: LedgerRow) -> str:
        return Truncator(row.other_quote).chars(IN_LIST) or "–"

    @admin.display(description="tellings", ordering="ledger")
    def tellings(self, row: LedgerRow) -> str:
        return f"{row.ledger.base.article}: {row.ledger}"
