"""A school, and its admin as a teacher and as the operator see it."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.school import School, make_school


@pytest.fixture
def school() -> School:
    return make_school()


@pytest.fixture
def as_teacher(school: School, client: Client) -> Client:
    client.force_login(school.own.teacher)
    return client


@pytest.fixture
def as_operator(school: School, client: Client) -> Client:
    client.force_login(school.operator)
    return client
