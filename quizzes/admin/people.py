"""Accounts: an operator keeps them all; a teacher sees the students of her classes, by name only."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from articles.models import Person
from kzproject.admin import Theirs, count_of, is_operator, keeps
from quizzes.models import Attempt, Classroom, Membership

NAMES = ("username", "first_name", "last_name")

admin.site.unregister(User)


@admin.register(User)
class PersonAdmin(Theirs, UserAdmin):
    list_display = ("username", "first_name", "last_name", "is_staff", "has_one_time_password", "last_login")
    search_fields = NAMES
    list_filter = ("is_active", "is_staff", "groups")

    list_select_related = ("one_time_password",)

    @admin.display(description="one-time password", boolean=True)
    def has_one_time_password(self, person: User) -> bool:
        """Made for her, and not yet exchanged for her own."""
        return hasattr(person, "one_time_password")

    def theirs(self, rows: QuerySet[Any], user: Person) -> QuerySet[Any]:
        classes = Classroom.objects.taught_by(user)
        students = Membership.objects.filter(classroom__in=classes).values("student")
        return rows.filter(Q(pk=user.pk) | Q(pk__in=students))

    def changeable(self, rows: QuerySet[Any], user: Person) -> QuerySet[Any]:
        return rows.none()

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        if is_operator(request.user):
            return super().get_fieldsets(request, obj)
        return [(None, {"fields": (*NAMES, "last_login")})]

    def get_list_display(self, request: HttpRequest) -> Any:
        return super().get_list_display(request) if is_operator(request.user) else (*NAMES, "last_login")

    def get_list_filter(self, request: HttpRequest) -> Any:
        return super().get_list_filter(request) if is_operator(request.user) else ()

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest | None = None) -> bool:
        """A teacher cannot ask for accounts by e-mail, rights or password."""
        if request is not None and not is_operator(request.user):
            return lookup.split("__")[0] in {*NAMES, "pk", "id"}
        return super().lookup_allowed(lookup, value, request)  # type: ignore[arg-type]


@keeps(User)
def people_with_work(people: Any) -> str:
    ids = [person.pk for person in people]
    attempts = Attempt.objects.filter(student__in=ids).count()
    if not attempts:
        return ""
    return (
        f"{count_of(attempts, 'attempt', 'attempts')} would be lost. Take the tick from “active” instead: "
        "the account is closed and the work is kept."
    )
