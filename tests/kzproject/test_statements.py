"""A query that is written once finds what the query of the moment finds."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from kzproject.statements import Statement

pytestmark = pytest.mark.django_db


def test_it_finds_what_the_queryset_finds_with_the_same_types() -> None:
    columns = ("pk", "username", "is_active", "date_joined")
    known = Statement(
        lambda pk, name: User.objects.filter(pk=pk, username=name).order_by().values_list(*columns), pk=-1, name="?"
    )
    for name in ("aru", "dana"):
        user = User.objects.create(username=name)
        assert known.rows(pk=user.pk, name=name) == [(user.pk, name, True, user.date_joined)]
    assert known.rows(pk=user.pk, name="aru") == []


def test_a_value_that_the_query_does_not_hold_is_refused() -> None:
    with pytest.raises(ValueError, match="do not stand"):
        Statement(lambda pk, name: User.objects.filter(pk=pk).values_list("pk"), pk=-1, name="?").rows(pk=1, name="aru")
