"""Numbered rules across settings, run by `manage.py check` and at every start.

oqu.E001  several processes need a cache that they share
oqu.W001  static files have not been collected
oqu.W002  the site is open to a network under DEBUG
oqu.E002  a page policy allows inline or evaluated script
oqu.W003  HTTPS is on while the hosts are this machine's own
oqu.I001  web pages are fetched for teachers: what that means for the network
"""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Info, Tags, Warning, register

LOCAL_HOSTS = {"localhost", "127.0.0.1", "[::1]"}
UNSAFE = ("'unsafe-inline'", "'unsafe-eval'")


@register(Tags.caches)
def shared_cache(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    backend = settings.CACHES["default"]["BACKEND"]
    if "postgresql" in settings.DATABASES["default"]["ENGINE"] and backend.endswith("DummyCache"):
        return [Error("CACHE_URL names a cache that keeps nothing; use redis:// or locmemcache://.", id="oqu.E001")]
    return []


@register(Tags.staticfiles, deploy=True)
def collected_static(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    if settings.DEBUG or settings.HASHED_STATIC:
        return []
    return [
        Warning(
            "Static files have not been collected, so they are served without long-lived caching.",
            hint="Run `python manage.py collectstatic` once (`make run` does).",
            id="oqu.W001",
        )
    ]


@register(Tags.security)
def debug_in_public(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    if settings.DEBUG and set(settings.ALLOWED_HOSTS) - LOCAL_HOSTS - set(settings.OWN_ADDRESSES):
        return [
            Warning(
                "DEBUG is on while ALLOWED_HOSTS names hosts of a network: error pages would show the site's insides.",
                hint="Unset DEBUG, or leave ALLOWED_HOSTS alone while developing.",
                id="oqu.W002",
            )
        ]
    return []


@register(Tags.security)
def strict_policy(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    loose = [name for name, sources in directives.items() if any(unsafe in sources for unsafe in UNSAFE)]
    return [
        Error(f"The content security policy allows unsafe code in {name}.", id="oqu.E002") for name in sorted(loose)
    ]


@register(Tags.security)
def https_without_name(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    if settings.HTTPS and settings.ALLOWED_HOSTS == settings.OWN_ADDRESSES:
        return [
            Warning(
                "HTTPS is on but ALLOWED_HOSTS still holds only this machine's own names.",
                hint="Set ALLOWED_HOSTS to the site's public name, for example ALLOWED_HOSTS=oqu.school.kz.",
                id="oqu.W003",
            )
        ]
    return []


@register(Tags.security)
def pages_are_fetched(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    if settings.FETCH_WEB_PAGES:
        return [
            Info(
                "FETCH_WEB_PAGES is on: this machine asks other web sites for the pages whose addresses teachers give.",
                hint=(
                    "Addresses inside your network are refused after they are looked up, at every redirect too. Let "
                    "the machine's firewall refuse them as well, and unset FETCH_WEB_PAGES where nothing is to leave."
                ),
                id="oqu.I001",
            )
        ]
    return []
