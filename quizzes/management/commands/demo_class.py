"""A new site with empty pages shows nobody what it is for; this fills one class, clearly marked, and takes it away."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from quizzes.bundled import bundled_editions, publish_bundled
from quizzes.demo import (
    CLASS,
    NAMES,
    NoTexts,
    demo_classroom,
    demo_people,
    demo_rows,
    give_texts,
    made_by_hand,
    make_demo,
    remove_demo,
    was_removed,
)


class Command(BaseCommand):
    help = (
        "Opens a quiz on each bundled text and makes a demo class with a teacher, students and three weeks of answers. "
        "Run again it changes nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--remove", action="store_true", help="take the demo class away, and only it")
        parser.add_argument("--again", action="store_true", help="make it again after it was removed")
        parser.add_argument("--dry-run", action="store_true", help="say what would be done and change nothing")
        parser.add_argument("--seed", type=int, default=0, metavar="N", help="another class of the same names")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["remove"]:
            self.remove(dry_run=options["dry_run"])
        elif options["dry_run"]:
            self.announce()
        else:
            self.stdout.write("Opening quizzes on the bundled texts; the first time this takes a minute.")
            self.open_quizzes()
            self.make(seed=options["seed"], again=options["again"])

    def open_quizzes(self) -> None:
        done = publish_bundled()
        if done.quizzes:
            self.stdout.write(f"{done.quizzes} quizzes opened on the bundled texts, {done.questions} questions.")
        for edition in done.without:
            self.stderr.write(f"Too few good questions for a quiz on “{edition}”.")

    def make(self, *, seed: int, again: bool) -> None:
        standing = demo_classroom()
        if standing is not None:
            self.stdout.write(
                f"“{standing}” is here already; nothing was changed. Its class code: {standing.join_code}"
            )
            return
        if was_removed() and not again:
            self.stdout.write("The demo class was removed before; `demo_class --again` brings it back.")
            return
        try:
            demo = make_demo(seed=seed)
        except NoTexts as error:
            raise CommandError(str(error)) from None
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        self.stdout.write(f"“{demo.classroom}” is ready: {listed(demo.counts)}.")
        self.stdout.write(f"Class code: {demo.classroom.join_code}")
        self.stdout.write("Names and passwords, shown only this once:")
        for name, password in demo.passwords:
            self.stdout.write(f"  {name:<16} {password}")
        self.stdout.write("Now texts of her own are read for the demo teacher; this takes a moment.")
        drafts = sum(edition.questions.count() for edition in give_texts(demo.teacher))
        self.stdout.write(f"{drafts} drafted questions wait for her to look over.")

    def remove(self, *, dry_run: bool) -> None:
        if demo_classroom() is None and not demo_people().exists():
            self.stdout.write("There is no demo class here; nothing was changed.")
            return
        left = {name: number for name, number in made_by_hand().items() if number}
        if dry_run:
            counts = {name: rows.count() for name, rows in demo_rows().items()}
            self.stdout.write(f"Would be removed: {listed(counts)}.")
            for name, rows in demo_rows().items():
                if name != "attempts":
                    self.stdout.write(f"  {name}: {', '.join(str(row) for row in rows)}")
        else:
            self.stdout.write(f"Removed: {listed(remove_demo())}.")
        if left:
            stays = "would stay" if dry_run else "stays"
            self.stdout.write(
                f"What was made by hand in the demo account {stays} and passes to the site: {listed(left)}."
            )

    def announce(self) -> None:
        missing = [edition for edition in bundled_editions() if not edition.quizzes.filter(owner=None).exists()]
        self.stdout.write(f"A quiz would be opened on {len(missing)} bundled texts.")
        for edition in missing:
            self.stdout.write(f"  {edition}")
        if demo_classroom() is not None:
            self.stdout.write("The demo class is here already and would stay as it is.")
        else:
            self.stdout.write(f"“{CLASS}” would be made with a teacher and {len(NAMES)} students:")
            self.stdout.write(f"  {', '.join(NAMES)}")


def listed(counts: dict[str, int]) -> str:
    return ", ".join(f"{number:,} {name}" for name, number in counts.items())
