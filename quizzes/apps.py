from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class QuizzesConfig(AppConfig):
    """What is asked, answered and learnt."""

    name = "quizzes"
    verbose_name = "Quizzes"

    def ready(self) -> None:
        from quizzes import guards, people, signals

        pre_migrate.connect(guards.lower, sender=self)
        post_migrate.connect(guards.raise_, sender=self)
        post_migrate.connect(people.create_groups, sender=self)
        signals.connect()
