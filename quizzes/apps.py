from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import post_migrate, pre_migrate


class QuizzesConfig(AppConfig):
    """What is asked, answered and learnt."""

    name = "quizzes"
    verbose_name = "Quizzes"

    def ready(self) -> None:
        from quizzes import guards, passwords, people, signals

        pre_migrate.connect(guards.lower, sender=self)
        post_migrate.connect(guards.raise_, sender=self)
        post_migrate.connect(people.create_groups, sender=self)
        user_logged_in.connect(passwords.note_sign_in)
        signals.connect()
