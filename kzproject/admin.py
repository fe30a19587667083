"""Shared parts of the admin: its site, and the rule that a teacher meets nothing there but what is hers.

Every ModelAdmin of ours is `Theirs`: it says once which rows a person may look at (`theirs`) and which of those she
may change (`changeable`). Lists, pages, histories, searches, autocompletes, filters, choices and deletions follow.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import NestedObjects
from django.contrib.auth.models import AnonymousUser, User
from django.contrib.contenttypes import views as contenttype_views
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models, router
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, path

Person = User | AnonymousUser
# Given the rows that are to be deleted: a sentence that says why they must stay, or nothing.
Keeper = Callable[[Sequence[models.Model]], str]
FILTER_CHOICES = 200

_keepers: dict[type[models.Model], list[Keeper]] = {}


def keeps(*kinds: type[models.Model]) -> Callable[[Keeper], Keeper]:
    """Decorator: the function is asked before rows of these models are deleted in the admin."""

    def register(keeper: Keeper) -> Keeper:
        for model in kinds:
            _keepers.setdefault(model, []).append(keeper)
        return keeper

    return register


def is_operator(user: Person) -> bool:
    return user.is_superuser


class OquAdminSite(admin.AdminSite):
    """Django's admin under our name, with one door closed."""

    site_header = "Oqu"
    site_title = "Oqu"
    index_title = "Everything that Oqu keeps"
    enable_nav_sidebar = True

    def get_urls(self) -> list[URLPattern | URLResolver]:
        shortcut = path(
            "r/<int:content_type_id>/<path:object_id>/", self.admin_view(self.view_on_site), name="view_on_site"
        )
        return [shortcut, *super().get_urls()]

    def view_on_site(self, request: HttpRequest, content_type_id: int, object_id: str) -> HttpResponse:
        """Django's shortcut tells the address of any row of any table, and with it the title of a stranger's draft;
        this one answers only for rows that the person may see in the admin."""
        try:
            model = ContentType.objects.get_for_id(content_type_id).model_class()
        except ContentType.DoesNotExist:
            raise Http404("There is no such kind of content.") from None
        keeper = self._registry.get(model) if model else None
        if keeper is None or not keeper.has_view_permission(request):
            raise Http404("There is nothing to see here.")
        if keeper.get_object(request, object_id) is None:
            raise Http404("There is nothing to see here.")
        return contenttype_views.shortcut(request, content_type_id, object_id)


class TheirChoices:
    """For admins and inlines: what a field offers to choose from are rows the person may look at."""

    admin_site: admin.AdminSite

    def choices_of(self, model: type[models.Model], request: HttpRequest) -> models.QuerySet[Any] | None:
        """The rows of `model` that may be chosen, or None where the model knows no owners."""
        keeper = self.admin_site._registry.get(model)
        return keeper.rows_for(request.user) if isinstance(keeper, Theirs) else None

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if "queryset" not in kwargs and (found := self.choices_of(db_field.remote_field.model, request)) is not None:
            kwargs["queryset"] = found
        return super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if "queryset" not in kwargs and (found := self.choices_of(db_field.remote_field.model, request)) is not None:
            kwargs["queryset"] = found
        return super().formfield_for_manytomany(db_field, request, **kwargs)  # type: ignore[misc]


class TheirsFilter(admin.RelatedFieldListFilter):
    """A filter by a related row that names only rows the person may look at."""

    def field_choices(self, field: Any, request: HttpRequest, model_admin: Any) -> Any:
        rows = model_admin.choices_of(field.remote_field.model, request)
        if rows is None:
            return super().field_choices(field, request, model_admin)
        return [(row.pk, str(row)) for row in rows[:FILTER_CHOICES]]


class Theirs(TheirChoices, admin.ModelAdmin):
    """An admin whose rows belong to somebody.

    `operator_fields` and `operator_filters` name what only an operator sees.
    """

    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    operator_fields: Sequence[str] = ()
    operator_filters: Sequence[Any] = ()
    list_per_page = 50
    show_full_result_count = False

    # The rule, in three steps that a subclass fills in.

    def theirs(self, rows: models.QuerySet[Any], user: Person) -> models.QuerySet[Any]:
        """Of `rows` those that a teacher may look at."""
        raise NotImplementedError

    def changeable(self, rows: models.QuerySet[Any], user: Person) -> models.QuerySet[Any]:
        """Of `rows` those that a teacher may change; never asked about an operator."""
        return self.theirs(rows, user)

    def annotated(self, rows: models.QuerySet[Any], request: HttpRequest) -> models.QuerySet[Any]:
        """`rows` with what the list shows beside the columns of the table."""
        return rows

    # What follows from it.

    def rows_for(self, user: Person) -> models.QuerySet[Any]:
        rows = self.model._default_manager.all()
        return rows if is_operator(user) else self.theirs(rows, user)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        rows = super().get_queryset(request)
        if not is_operator(request.user):
            rows = self.theirs(rows, request.user)
        return self.annotated(rows, request)

    def get_ordering(self, request: HttpRequest) -> Any:
        """The table's own order, said aloud: with counts beside the rows it would not hold by itself."""
        return self.ordering or self.opts.ordering

    def may_change(self, request: HttpRequest, obj: models.Model | None) -> bool:
        """Whether this row is hers to change; asked of the database once in a request."""
        if obj is None or obj.pk is None or is_operator(request.user):
            return True
        known: dict[Any, bool] = request.__dict__.setdefault("_oqu_may_change", {})
        place = (self.model, obj.pk)
        if place not in known:
            rows = self.model._default_manager.filter(pk=obj.pk)
            known[place] = self.changeable(rows, request.user).exists()
        return known[place]

    def may_look(self, request: HttpRequest, obj: models.Model | None) -> bool:
        if obj is None or obj.pk is None or is_operator(request.user):
            return True
        known: dict[Any, bool] = request.__dict__.setdefault("_oqu_may_look", {})
        place = (self.model, obj.pk)
        if place not in known:
            known[place] = self.theirs(self.model._default_manager.filter(pk=obj.pk), request.user).exists()
        return known[place]

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_view_permission(request, obj) and self.may_look(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and self.may_change(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and self.may_change(request, obj)

    def get_exclude(self, request: HttpRequest, obj: Any = None) -> Any:
        excluded = super().get_exclude(request, obj)
        if is_operator(request.user):
            return excluded
        return [*(excluded or ()), *self.operator_fields]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)
        if is_operator(request.user) or not self.operator_fields:
            return fieldsets
        hidden = set(self.operator_fields)
        return [
            (name, {**options, "fields": [field for field in options["fields"] if field not in hidden]})
            for name, options in fieldsets
        ]

    def get_list_filter(self, request: HttpRequest) -> Any:
        filters = super().get_list_filter(request)
        return [*filters, *self.operator_filters] if is_operator(request.user) else filters

    def own(self, request: HttpRequest, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        """Of the rows chosen for an action those that are hers to change; says so when some are not."""
        if is_operator(request.user):
            return rows
        kept = self.model._default_manager.filter(
            pk__in=self.changeable(self.model._default_manager.all(), request.user).values("pk")
        ).filter(pk__in=list(rows.values_list("pk", flat=True)))
        left = rows.count() - kept.count()
        if left:
            self.message_user(
                request, f"{left} of the chosen rows belong to the site and were left as they are.", messages.WARNING
            )
        return kept

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """What would go with `objs`. Rows that people's work rests on are refused with a sentence; a teacher is told
        how many rows of each kind go, never what they say, because some may be other people's."""
        reasons = [reason for keeper in _keepers.get(self.model, []) if (reason := keeper(list(objs)))]
        if reasons:
            return [], {}, set(), reasons
        if is_operator(request.user):
            found, counts, _perms, protected = super().get_deleted_objects(objs, request)
            # Parts without a life of their own cannot be deleted by themselves, but they go with their whole.
            return found, counts, set(), protected
        refused = {str(self.opts.verbose_name) for obj in objs if not self.has_delete_permission(request, obj)}
        collector = NestedObjects(using=router.db_for_write(self.model), origin=objs)
        collector.collect(objs)
        counts = {
            str(model._meta.verbose_name_plural): len(rows)  # type: ignore[attr-defined]
            for model, rows in collector.model_objs.items()
        }
        held = len(collector.protected)
        protected = [f"{held} other rows that rest on this."] if held else []
        return [str(obj) for obj in objs], counts, refused, protected

    def tell(self, request: HttpRequest, obj: models.Model, error: ValidationError) -> None:
        """Each fault of one row as a message of its own."""
        for fault in error.messages:
            self.message_user(request, f"“{obj}”: {fault}", messages.ERROR)


class ReadOnly(Theirs):
    """Rows that record what happened, or that are worked out from others: to look at, never to touch."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class PartInline(TheirChoices, admin.TabularInline):
    """Rows that belong to the row of the page; they can be changed when it can."""

    extra = 0


class FixedOnceSaved(forms.ModelForm):
    """A part whose `fixed` row is chosen once; later it is only shown, which saves a query for each part."""

    fixed = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields.get(self.fixed)
        if field is None or self.instance.pk is None:
            return
        chosen = getattr(self.instance, self.fixed)
        field.disabled = True
        field.widget = forms.Select(choices=[(chosen.pk, str(chosen))])
        field.widget.is_required = field.required


class ReadOnlyInline(PartInline):
    can_delete = False
    show_change_link = True

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def count_of(number: int, one: str, many: str) -> str:
    """“1 question”, “3 questions”."""
    return f"{number:,} {one if number == 1 else many}"
