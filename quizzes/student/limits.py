"""How often somebody may be wrong before she has to wait. Counted by address, in the shared cache."""

from __future__ import annotations

from django.core.cache import cache
from django.http import HttpRequest

WRONG_CODES = 60
"""A whole class that types its code for the first time shares one address; a machine needs millions of tries."""
WAIT_SECONDS = 10 * 60


def address(request: HttpRequest) -> str:
    return str(request.META.get("REMOTE_ADDR", ""))


def may_guess(request: HttpRequest) -> bool:
    """Whether this address may try another class code now."""
    return int(cache.get(f"join-code:{address(request)}", 0)) < WRONG_CODES


def note_wrong_code(request: HttpRequest) -> None:
    key = f"join-code:{address(request)}"
    cache.add(key, 0, WAIT_SECONDS)
    try:
        cache.incr(key)
    except ValueError:
        cache.set(key, 1, WAIT_SECONDS)
