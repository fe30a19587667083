"""Makes mastery and review dates anew from the answers: after a regrade, a due date of a test, or a restore."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from tqdm import tqdm

from quizzes import progress


class Command(BaseCommand):
    help = "Make every student's progress and review dates anew from her answers. Running it twice changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username", nargs="*", help="Only these students.")
        parser.add_argument("--dry-run", action="store_true", help="Count, and write nothing.")

    def handle(self, *args: Any, **options: Any) -> None:
        wanted = options["username"]
        students = User.objects.filter(attempts__isnull=False).distinct().order_by("pk")
        if wanted:
            known = set(User.objects.filter(username__in=wanted).values_list("username", flat=True))
            if missing := sorted(set(wanted) - known):
                raise CommandError(f"There is no account named {', '.join(missing)}.")
            students = students.filter(username__in=wanted)
        pks = list(students.values_list("pk", flat=True))
        concepts = cards = 0
        for pk in tqdm(pks, unit="student", disable=None, leave=False):
            with transaction.atomic():
                made = progress.rebuild_student(pk)
                if options["dry_run"]:
                    transaction.set_rollback(True)
            concepts, cards = concepts + made[0], cards + made[1]
        would = "would be" if options["dry_run"] else "were"
        self.stdout.write(
            f"{len(pks)} students: {concepts} concepts and {cards} review dates {would} worked out from their answers."
        )
