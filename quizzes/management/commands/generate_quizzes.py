"""Drafting by the page takes a second for each text; after loading many texts an operator has them all drafted here."""

from __future__ import annotations

import logging
import sys
from argparse import ArgumentParser
from collections import Counter
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db.models import QuerySet
from tqdm import tqdm

from articles.models import Article, Edition
from quizzes.authoring import drafting_mark, is_drafted, record, told
from quizzes.bulk_drafting import Job, cores, drafts

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = (
        "Drafts questions for the stored texts. Questions that somebody has looked at, changed or used are left alone; "
        "texts that were drafted before and have not changed since are left out."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        which = parser.add_mutually_exclusive_group()
        which.add_argument("--article", metavar="SLUG", help="only the tellings of this article (see its address)")
        which.add_argument("--all", action="store_true", help="every stored text, archived articles too")
        parser.add_argument("--again", action="store_true", help="also where nothing has changed since the last time")
        parser.add_argument("--limit", type=int, metavar="N", help="at most N questions for each text")
        parser.add_argument("--seed", type=int, metavar="N", help="another choice among equally good questions")
        parser.add_argument("--jobs", type=int, metavar="N", help="how many texts at once (one for each core)")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["limit"] is not None and options["limit"] < 1:
            raise CommandError("--limit must be 1 or more.")
        seed = settings.GENERATION_SEED if options["seed"] is None else options["seed"]
        jobs, marks, skipped = _jobs(_editions(options), seed=seed, limit=options["limit"], again=options["again"])
        run = Run(self, marks, quiet=options["verbosity"] < 1)
        stopped = run.draft(jobs, workers=options["jobs"] or cores())
        run.counts["left out"] = skipped
        self.stdout.write(run.summary())
        if stopped:
            raise CommandError("Stopped. What was drafted is kept; run this again to go on.", returncode=130)
        if run.counts["failed"]:
            raise CommandError(f"{run.counts['failed']} of the texts could not be drafted; the reasons are above.")


class Run:
    """One run of the command and what it counted."""

    def __init__(self, command: BaseCommand, marks: dict[int, str], *, quiet: bool) -> None:
        self.command = command
        self.marks = marks
        self.quiet = quiet
        self.counts: Counter[str] = Counter()

    def draft(self, jobs: list[Job], *, workers: int) -> bool:
        """Draft and store; True when somebody pressed Ctrl-C."""
        results = drafts(jobs, workers=workers)
        bar = tqdm(total=len(jobs), unit="text", disable=not sys.stderr.isatty() or self.quiet, leave=False)
        try:
            for job, result in results:
                self.store(job, result)
                bar.update()
        except KeyboardInterrupt:
            return True
        finally:
            bar.close()
            results.close()
        return False

    def store(self, job: Job, result: Any) -> None:
        edition = Edition.objects.select_related("article").filter(pk=job.name).first()
        if edition is None:
            return
        if isinstance(result, Exception):
            self.counts["failed"] += 1
            logger.error("Drafting on edition %s failed", edition.pk, exc_info=result)
            self.command.stderr.write(f"“{edition}” could not be drafted: {type(result).__name__}. The log says more.")
            return
        authored = record(edition, result, mark=self.marks[job.name])
        self.counts["texts"] += 1
        for name in ("created", "kept", "renewed", "removed", "spared"):
            self.counts[name] += getattr(authored, name)
        if not self.quiet:
            tqdm.write(f"{edition}: {authored.drafts} drafts", file=self.command.stdout._out)

    def summary(self) -> str:
        c = self.counts
        return (
            f"{c['texts']} texts drafted, {c['left out']} left out as unchanged or not English, {c['failed']} failed. "
            f"Questions: {c['created']} new, {c['kept']} as they were, {c['renewed']} renewed, {c['removed']} dropped, "
            f"{c['spared']} already looked at by a teacher."
        )


def _editions(options: dict[str, Any]) -> QuerySet[Edition]:
    editions = Edition.objects.select_related("article").order_by("article_id", "position", "pk")
    if options["article"]:
        editions = editions.filter(article__slug=options["article"])
        if not editions.exists():
            raise CommandError(f"There is no article with the address “{options['article']}”.")
    elif not options["all"]:
        editions = editions.exclude(article__status=Article.Status.ARCHIVED)
    return editions


def _jobs(
    editions: QuerySet[Edition], *, seed: int, limit: int | None, again: bool
) -> tuple[list[Job], dict[int, str], int]:
    """What there is to draft, the mark of each, and how many texts are left out."""
    jobs: list[Job] = []
    marks: dict[int, str] = {}
    skipped = 0
    for edition in editions:
        sections, others = told(edition)
        mark = drafting_mark(sections, others, seed=seed, limit=limit)
        if edition.language != "en" or (not again and is_drafted(edition, mark)):
            skipped += 1
            continue
        jobs.append(Job(edition.pk, sections, others, seed, limit))
        marks[edition.pk] = mark
    return jobs, marks, skipped
