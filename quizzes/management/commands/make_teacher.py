"""A school needs teachers' accounts before anybody can sign in, and has no e-mail to send links by."""

from __future__ import annotations

import getpass
import sys
from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from quizzes.people import make_teacher, new_password


class Command(BaseCommand):
    help = "Makes a teacher's account and prints a password for it, once; or asks for one with --ask."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="the name to sign in with, for example aigul")
        parser.add_argument("--first-name", default="", help="shown beside the name")
        parser.add_argument("--last-name", default="", help="shown beside the name")
        parser.add_argument("--ask", action="store_true", help="type a password instead of having one made")

    def handle(self, *args: Any, **options: Any) -> None:
        password = self.asked_password() if options["ask"] else new_password()
        try:
            teacher = make_teacher(
                options["name"],
                password=password,
                first_name=options["first_name"],
                last_name=options["last_name"],
                one_time=not options["ask"],
            )
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        self.stdout.write(f"{teacher.username} is a teacher now and can sign in.")
        if not options["ask"]:
            self.stdout.write(f"Password, shown only this once: {password}")
            self.stdout.write("It is good for the first sign-in, at which a password of her own is asked for.")

    def asked_password(self) -> str:
        """A password typed twice alike. Raises CommandError when it is too weak or there is nobody to type it."""
        if not sys.stdin.isatty():
            raise CommandError("--ask needs a terminal to type the password in. Leave it out to have one made.")
        typed = getpass.getpass("Password: ")
        if typed != getpass.getpass("The same again: "):
            raise CommandError("The two passwords differ. Nothing was made; please try again.")
        try:
            validate_password(typed)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        return typed
