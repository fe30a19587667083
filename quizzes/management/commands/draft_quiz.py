"""A look at what would be drafted on any text file, for people and for programs; touches no database."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from articles.text.decoding import UnreadableText


class Command(BaseCommand):
    help = "Drafts questions on text files and prints them; writes nothing to the database."
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a text file")
        parser.add_argument("--json", action="store_true", help="one JSON object for each file, on a line of its own")
        parser.add_argument("--explain", action="store_true", help="also why sentences gave no question")
        parser.add_argument("--limit", type=int, metavar="N", help="at most N questions for each file")
        parser.add_argument("--seed", type=int, metavar="N", help="another choice among equally good questions")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["limit"] is not None and options["limit"] < 1:
            raise CommandError("--limit must be 1 or more.")
        seed = settings.GENERATION_SEED if options["seed"] is None else options["seed"]
        failed = 0
        for path in options["files"]:
            try:
                drafted = drafted_from(path, seed=seed, limit=options["limit"], explain=options["explain"])
            except UnreadableText as error:
                failed += 1
                self.complain(f"{path}: {error}")
            except OSError as error:
                failed += 1
                self.complain(f"{path}: it could not be opened ({(error.strerror or 'unknown reason').lower()}).")
            else:
                self.say(json.dumps(drafted, ensure_ascii=False) if options["json"] else "\n".join(listing(drafted)))
        if failed:
            raise CommandError(f"{failed} of {len(options['files'])} files gave no quiz.")

    def say(self, text: str) -> None:
        self.stdout.write(printable(text))

    def complain(self, sentence: str) -> None:
        self.stderr.write(printable(sentence))


def drafted_from(path: Path, **choices: Any) -> Any:
    """The draft of one file as plain values. Raises UnreadableText or OSError."""
    from quizzes.contract import draft_file

    return draft_file(path.read_bytes(), str(path), **choices)


def listing(drafted: Any) -> Iterator[str]:
    """A draft for people: the questions with their key marked, and the words that prove it."""
    yield f"{drafted['title']}  ({drafted['source']})"
    if doubt := drafted.get("doubt"):
        yield doubt
    sections, removed, items = (len(drafted[part]) for part in ("sections", "removed", "items"))
    yield f"{sections} sections, {removed} pieces cleaned, {items} questions"
    for number, item in enumerate(drafted["items"], start=1):
        yield ""
        yield f"{number}. {item['stem']}  [{item['kind']}, {item['score']:.2f}]"
        yield from (f"   {'*' if option['is_key'] else ' '} {option['text']}" for option in item["options"])
        if not item["options"]:
            yield f"   = {' / '.join(dict.fromkeys([item['answer'], *item['accepted']]))}"
        yield from (f"   “{evidence['quote']}” (section {evidence['section']})" for evidence in item["evidence"])
    if refused := drafted.get("refused"):
        yield ""
        yield "Left out:"
        yield from (f"- {r['template']}: {r['message'] or r['reason']} “{r['sentence']}”" for r in refused)
    yield ""


def printable(text: str) -> str:
    """Names of files may hold bytes that no terminal can show."""
    return text.encode("utf-8", "backslashreplace").decode()
