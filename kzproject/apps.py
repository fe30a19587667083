from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class SiteConfig(AppConfig):
    """The site itself: checks that run at every start, static files that every page shares."""

    name = "kzproject"
    verbose_name = "Oqu"

    def ready(self) -> None:
        from kzproject import checks  # noqa: F401


class OquAdminConfig(AdminConfig):
    """Django's admin, on our own site class."""

    default_site = "kzproject.admin.OquAdminSite"
