from django.apps import AppConfig


class SiteConfig(AppConfig):
    """The site itself: checks that run at every start, static files that every page shares."""

    name = "kzproject"
    verbose_name = "Oqu"

    def ready(self) -> None:
        from kzproject import checks  # noqa: F401
