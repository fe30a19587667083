"""What tests of the admin do on its pages: addresses, actions, forms as they stand."""

from __future__ import annotations

import html
from typing import Any

from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.test import Client
from django.urls import reverse


def listing(model: type) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")


def page_of(row: Any, view: str = "change") -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_{view}", args=[row.pk])


def act(client: Client, model: type, action: str, *rows: Any, **more: str) -> str:
    data = {"action": action, ACTION_CHECKBOX_NAME: [row.pk for row in rows], **more}
    return words(client.post(listing(model), data, follow=True))


def words(answer: Any) -> str:
    return html.unescape(answer.content.decode())


def form_of(client: Client, address: str) -> dict[str, Any]:
    """Everything that the page's form would send as it stands, inlines included."""
    context = client.get(address).context
    data: dict[str, Any] = {}
    forms = [context["adminform"].form]
    for inline in context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.initial_forms]
    for form in forms:
        for field in form:
            if field.field.disabled:
                continue
            value = field.value()
            if value is not None and value is not False:
                data[field.html_name] = getattr(value, "pk", value)
    return data
