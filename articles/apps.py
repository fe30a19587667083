from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    """What is read: articles, their tellings, sections, sentences and concepts."""

    name = "articles"
    verbose_name = "Articles"
