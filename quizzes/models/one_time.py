"""Which accounts still have the password that somebody else made for them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone


class OneTimePassword(models.Model):
    """The account's password was made by the site and read by somebody else; its owner has to choose one of her own."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, primary_key=True, on_delete=models.CASCADE, related_name="one_time_password"
    )
    made_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"One-time password of {self.user}"
