from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class ArticlesConfig(AppConfig):
    """What is read: articles, their tellings, sections, sentences and concepts."""

    name = "articles"
    verbose_name = "Articles"

    def ready(self) -> None:
        from articles import searching

        pre_migrate.connect(searching.lower, sender=self)
        post_migrate.connect(searching.raise_, sender=self)
