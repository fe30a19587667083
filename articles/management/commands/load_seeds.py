"""An operator's way to bring in many texts at once; without a path it brings in the project's own, for a first look."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from tqdm import tqdm

from articles.glossary import apply_glosses
from articles.ingest import Ingested, Outcome, ingest
from articles.models import Article, Edition
from articles.seed_files import BUNDLED, BUNDLED_ATTRIBUTION, BUNDLED_LICENCE, NoFile, SeedFile, bundled, files_in
from articles.text.decoding import UnreadableText


class Command(BaseCommand):
    help = (
        "Loads texts from files or folders (.txt and .md); without a path, the texts that come with Oqu. The same text "
        "again changes nothing; a changed text becomes a new version of that telling."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="a text file, or a folder of them")
        parser.add_argument("--dry-run", action="store_true", help="say what would be done and change nothing")
        parser.add_argument("--owner", metavar="USERNAME", help="the teacher whom the texts belong to")
        state = parser.add_mutually_exclusive_group()
        state.add_argument("--publish", action="store_true", help="let everybody read them (usual for Oqu's own)")
        state.add_argument("--draft", action="store_true", help="let only their owner see them (usual with a path)")

    def handle(self, *args: Any, **options: Any) -> None:
        paths: Sequence[Path] = options["paths"]
        loader = Loader(self, options, own=not paths)
        loader.load(bundled() if not paths else list(files_in(paths)))
        if loader.failed:
            raise CommandError(f"{_count(loader.failed, 'file was', 'files were')} not loaded; the reasons are above.")


class Loader:
    """One run of the command: what it was asked for, and the counts."""

    def __init__(self, command: BaseCommand, options: dict[str, Any], *, own: bool) -> None:
        self.command = command
        self.own = own
        self.dry_run: bool = options["dry_run"]
        self.verbose = options["verbosity"] >= 1
        self.publish: bool = options["publish"] or (own and not options["draft"])
        # An operator who took down a bundled article keeps it down; an asked-for --publish publishes what is there.
        self.publish_known: bool = options["publish"]
        self.owner = _owner(options["owner"])
        self.articles: dict[str, Article] = {}
        self.outcomes: Counter[str] = Counter()
        self.totals: Counter[str] = Counter()
        self.failed = 0

    def load(self, files: Sequence[SeedFile | NoFile]) -> None:
        """Load every file, the readable ones after an unreadable one too; say what became of each."""
        with transaction.atomic() if self.dry_run else _NoTransaction():
            bar = tqdm(files, unit="text", disable=not sys.stderr.isatty() or not self.verbose, leave=False)
            for file in bar:
                self.load_one(file)
            if self.own and not self.failed:
                self.totals["glosses"] += apply_glosses(BUNDLED / "glosses.json", self.articles)
            if self.dry_run:
                transaction.set_rollback(True)
        self.say(self.summary())

    def load_one(self, file: SeedFile | NoFile) -> None:
        if isinstance(file, NoFile):
            self.fail(file.sentence)
            return
        try:
            result = self.take_in(file)
        except UnreadableText as error:
            self.fail(f"{file.path}: {error}")
        except OSError as error:
            self.fail(f"{file.path}: it could not be opened ({(error.strerror or 'unknown reason').lower()}).")
        else:
            self.count(file, result)

    def take_in(self, file: SeedFile) -> Ingested:
        data = file.path.read_bytes()
        known = self.articles.get(file.slug) if file.slug else None
        result = ingest(
            data=data,
            source_name=file.path.name.encode("utf-8", "replace").decode(),
            owner=self.owner,
            article=known,
            kind=file.kind,
            status=Article.Status.PUBLISHED if self.publish_known else "",
            licence=BUNDLED_LICENCE if self.own else "",
        )
        if result.outcome == Outcome.CREATED and self.publish:
            result.article.publish()
        if self.own and not result.edition.attribution:
            Edition.objects.filter(pk=result.edition.pk).update(attribution=BUNDLED_ATTRIBUTION)
        if file.slug:
            self.articles.setdefault(file.slug, result.article)
        return result

    def count(self, file: SeedFile, result: Ingested) -> None:
        self.outcomes[result.outcome] += 1
        self.totals.update(result.counts)
        self.totals["stale"] += result.stale_questions
        if result.outcome != Outcome.UNCHANGED:
            self.say(f"{file.path.name}: {result.message}")

    def fail(self, sentence: str) -> None:
        self.failed += 1
        tqdm.write(self.command.style.ERROR(_printable(sentence)), file=self.command.stderr._out)

    def say(self, sentence: str) -> None:
        if self.verbose:
            tqdm.write(_printable(sentence), file=self.command.stdout._out)

    def summary(self) -> str:
        outcomes, totals = self.outcomes, self.totals
        parts = [
            f"{outcomes[Outcome.CREATED]} new, {outcomes[Outcome.CHANGED]} changed, "
            f"{outcomes[Outcome.UNCHANGED]} as they were, {self.failed} not loaded",
            f"{_count(totals['sentences'], 'sentence', 'sentences')}, "
            f"{_count(totals['removals'], 'piece', 'pieces')} cleaned away or mended, "
            f"{_count(totals['doubts'], 'doubt', 'doubts')} to look at, "
            f"{_count(totals['stale'], 'question', 'questions')} now stale",
        ]
        told = ". ".join(parts) + "."
        return f"Nothing was changed (--dry-run). It would be: {told}" if self.dry_run else told


class _NoTransaction:
    def __enter__(self) -> None: ...

    def __exit__(self, *error: object) -> None: ...


def _owner(username: str | None) -> Any:
    if not username:
        return None
    users = get_user_model()._default_manager
    owner = users.filter(username=username).first()
    if owner is None:
        raise CommandError(f"There is nobody with the user name “{username}”. Make the account first, then load.")
    return owner


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"


def _printable(sentence: str) -> str:
    """Names of files may hold bytes that no terminal can show."""
    return sentence.encode("utf-8", "backslashreplace").decode()
