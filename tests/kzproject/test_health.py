"""The health page: a load balancer and `.ci/run` believe it, so it must not lie."""

from __future__ import annotations

import pytest
from django.db import OperationalError, connection
from django.test import Client


@pytest.mark.django_db
def test_it_is_well_when_the_database_answers(client: Client, django_assert_num_queries):
    with django_assert_num_queries(1):
        answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "database": connection.vendor}
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_it_says_so_when_the_database_does_not_answer(client: Client):
    def fail(execute, sql, params, many, context):
        raise OperationalError("connection refused by 10.1.2.3")

    with connection.execute_wrapper(fail):
        answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json()["status"] == "failing"
    assert "10.1.2.3" not in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_it_can_only_be_asked(client: Client, method):
    assert getattr(client, method)("/healthz").status_code == 405
