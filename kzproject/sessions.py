"""Django's sessions in the database, opened by a query that is written once: every request begins with it."""

from __future__ import annotations

from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.models import Session
from django.utils import timezone

from kzproject.statements import Statement

OPENED = Statement(
    lambda key: Session.objects.filter(session_key=key).values_list("session_data", "expire_date"), key="?"
)


class SessionStore(DatabaseStore):
    """Named as Django's own, whose name is part of what sessions are signed with: each reads what the other wrote."""

    def load(self) -> dict[str, Any]:
        for data, expires_at in OPENED.rows(key=self.session_key or ""):
            if expires_at > timezone.now():
                return dict(self.decode(data))
        self._session_key = None
        return {}
