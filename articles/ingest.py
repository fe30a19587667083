"""The one way in for texts: bytes become an article's telling, with sections, sentences, removals, doubts and concepts.

Slow work (cleaning, reading) is done first, by `study`; `store` then writes everything in one transaction.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.formats import date_format

from articles.concept_rows import write_concepts
from articles.models import Article, Edition, Removal, Revision
from articles.recognising import find_telling, is_revision_of
from articles.storing import shortened, write_doubts, write_removals, write_text
from articles.studying import KnownEdit, Studied, digest, study
from articles.tellings import Telling, kind_beside, settle_kinds, tell_apart
from articles.text.decoding import decode

__all__ = ["Ingested", "Outcome", "ingest", "known_edition", "put_back", "store"]

LONGEST_TITLE = 300
LONGEST_NAME = 255
LONGEST_SOURCE = 500


class Outcome(StrEnum):
    CREATED = "created"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Ingested:
    """What became of a text. `counts` has sections, sentences, kept, reworded, added, gone, removals, doubts, concepts.

    `stale_questions` is how many questions lean on a sentence that changed or went; `message` says it in one sentence.
    """

    article: Article
    edition: Edition
    outcome: Outcome
    counts: dict[str, int] = field(default_factory=dict)
    stale_questions: int = 0
    message: str = ""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is said about a text from outside; empty means: find out, or leave as it is."""

    source_name: str = ""
    owner: Any = None
    article: Article | None = None
    label: str = ""
    kind: str = ""
    status: str = ""
    licence: str = ""
    attribution: str = ""
    source: str = ""
    fetched_at: datetime | None = None
    at: datetime | None = None
    by: Any = None
    edition: Edition | None = None

    def credit(self, found: str) -> str:
        """What is said about where a text comes from: what was wished or `found` in it, and when it was fetched."""
        told = self.attribution or found
        if self.fetched_at is None:
            return told
        day = date_format(timezone.localtime(self.fetched_at), "j F Y")
        return "\n".join(filter(None, [told, f"Fetched from {self.source} on {day}."]))


def ingest(
    *,
    data: bytes | str,
    source_name: str = "",
    owner: Any = None,
    article: Article | None = None,
    label: str = "",
    kind: str = "",
    status: str = "",
    licence: str = "",
    attribution: str = "",
    source: str = "",
    fetched_at: datetime | None = None,
    at: datetime | None = None,
    by: Any = None,
    edition: Edition | None = None,
    dry_run: bool = False,
) -> Ingested:
    """Take a text in.

    The same bytes again change nothing. Other bytes under the same `source_name` are a new revision of that telling. A
    text of which the owner has another telling becomes a telling of the same article. `owner` None: the site's own.
    `edition` says outright of which telling this is a new revision, `by` who gave it (the owner, if nothing is said).
    `source` is the web address it stands at, `fetched_at` when it was fetched from there; the attribution tells both.
    With `dry_run` everything is worked out and nothing stays written.

    Raises UnreadableText, whose words are for a teacher, when the bytes are no text.
    """
    wish = Wish(
        source_name=source_name[:LONGEST_NAME] or (edition.source_name if edition else ""),
        owner=article.owner if article else edition.article.owner if edition else owner,
        article=article,
        label=label,
        kind=kind,
        status=status,
        licence=licence,
        attribution=attribution,
        source=source if len(source) <= LONGEST_SOURCE else "",
        fetched_at=fetched_at,
        at=at,
        by=by or owner,
        edition=edition,
    )
    given = as_bytes(data)
    known = known_edition(given, wish)
    if known is not None and _stands(known, given):
        return _unchanged(known, wish, dry_run=dry_run)
    studied = study(given, name=wish.source_name, known=known_edits(known))
    with transaction.atomic():
        result = store(studied, wish)
        if dry_run:
            transaction.set_rollback(True)
    return result


def as_bytes(data: bytes | str) -> bytes:
    """Typed or pasted text as UTF-8; half characters, which no encoding can hold, become the replacement character."""
    if isinstance(data, bytes):
        return data
    return data.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode("utf-8")


def known_edition(data: bytes, wish: Wish) -> Edition | None:
    """The telling that this text is, or is a new revision of.

    Its very bytes decide first; then its name, unless the text stored under that name is quite another one (two files
    may both be called document.txt).
    """
    theirs = Edition.objects.select_related("article").order_by("pk")
    if wish.edition is not None:
        return theirs.filter(pk=wish.edition.pk).first()
    if wish.article is not None:
        theirs = theirs.filter(article=wish.article)
    else:
        theirs = theirs.filter(article__owner=wish.owner)
    named = list(theirs.filter(source_name=wish.source_name)) if wish.source_name else []
    same = [edition for edition in named if _stands(edition, data)]
    if not same and not named:
        same = [e for e in theirs.filter(revisions__digest=digest(data)).distinct() if _stands(e, data)]
    if same:
        return same[0]
    return next((edition for edition in named if _is_revision(edition, data)), None)


def _is_revision(edition: Edition, data: bytes) -> bool:
    revision = edition.current_revision
    return revision is None or is_revision_of(decode(bytes(revision.given)).text, decode(data).text)


def known_edits(edition: Edition | None) -> tuple[KnownEdit, ...]:
    """What cleaning did to this telling before, and what of it was put back."""
    if edition is None:
        return ()
    return tuple(
        KnownEdit(r.start, r.end, r.removed, r.inserted, r.reason, r.put_back)
        for r in edition.removals.order_by("start", "end", "pk")
    )


def _stands(edition: Edition, data: bytes) -> bool:
    revision = edition.current_revision
    return revision is not None and revision.digest == digest(data)


def _unchanged(edition: Edition, wish: Wish, *, dry_run: bool) -> Ingested:
    if not dry_run:
        _publish_if_wished(edition.article, wish)
    return Ingested(edition.article, edition, Outcome.UNCHANGED, message=f"“{edition}” is already here, word for word.")


def store(studied: Studied, wish: Wish) -> Ingested:
    """Write a studied text. Call inside a transaction; what is known is looked up again, under its lock."""
    if wish.owner is not None:
        User.objects.select_for_update().filter(pk=wish.owner.pk).first()
    edition = known_edition(studied.data, wish)
    if edition is not None:
        edition = Edition.objects.select_for_update().select_related("article").get(pk=edition.pk)
        if _stands(edition, studied.data):
            return _unchanged(edition, wish, dry_run=False)
        outcome = Outcome.CHANGED
        _refresh(edition, studied, wish)
    else:
        outcome = Outcome.CREATED
        edition = _new_edition(studied, wish)
    number = (edition.revisions.order_by("-number").values_list("number", flat=True).first() or 0) + 1
    Revision.objects.create(
        edition=edition,
        number=number,
        given=studied.data,
        encoding=studied.encoding[:20],
        digest=studied.digest,
        given_by=wish.by,
        created_at=wish.at or timezone.now(),
    )
    counts, stale = _write(edition, studied)
    _publish_if_wished(edition.article, wish)
    return Ingested(edition.article, edition, outcome, counts, stale, _message(edition, outcome, counts, stale))


def _write(edition: Edition, studied: Studied) -> tuple[dict[str, int], int]:
    written = write_text(edition, studied)
    sections = list(edition.sections.order_by("position"))
    removals = write_removals(edition, studied, sections)
    doubts = write_doubts(edition, studied, sections)
    concepts = write_concepts(edition, studied, written.rows)
    counts = {
        "sections": len(sections),
        "sentences": len(written.rows),
        "kept": written.kept,
        "reworded": written.reworded,
        "added": written.added,
        "gone": written.gone,
        "removals": removals,
        "doubts": doubts,
        "concepts": concepts.concepts,
        "mentions": concepts.mentions,
    }
    return counts, written.stale_questions


def _new_edition(studied: Studied, wish: Wish) -> Edition:
    article = wish.article or find_telling(studied.text, wish.owner)
    told = Telling.of(studied)
    title, is_guessed = _title(studied)
    if article is None:
        article = Article(
            title=title, owner=wish.owner, status=Article.Status.DRAFT, created_at=wish.at or timezone.now()
        )
        article.save()
        kind = wish.kind or Edition.Kind.ORIGINAL
    else:
        article = Article.objects.select_for_update().get(pk=article.pk)
        if is_guessed and (titled := article.editions.filter(title_is_guessed=False).order_by("position").first()):
            title = titled.title
        elif not is_guessed:
            _name_untitled(article, title)
        kind = wish.kind or kind_beside(article, told)
        if not wish.kind:
            settle_kinds(article, told, kind)
    position = article.editions.count() + 1
    if kind == Edition.Kind.ORIGINAL and position > 1:
        article.editions.update(position=F("position") + 1)
        position = 1
    edition = Edition(
        article=article,
        label=tell_apart(article, wish.label, kind),
        kind=kind,
        position=position,
        title=title,
        title_is_guessed=is_guessed,
        language=studied.language,
        attribution=wish.credit(studied.prepared.attribution),
        source=wish.source,
        source_name=wish.source_name,
        licence=wish.licence,
        word_count=studied.word_count,
        created_at=wish.at or timezone.now(),
    )
    edition.save()
    return edition


def _title(studied: Studied) -> tuple[str, bool]:
    title = shortened(" ".join(studied.prepared.title.split()), LONGEST_TITLE)
    return title or "Untitled text", studied.prepared.title_is_guessed or not title


def _name_untitled(article: Article, title: str) -> None:
    """A title of its own names the tellings that had to go without, and the article if it was called after them."""
    untitled = list(article.editions.filter(title_is_guessed=True))
    if article.title in {edition.title for edition in untitled}:
        article.title = title
        article.save(update_fields=["title", "updated_at"])
    for edition in untitled:
        edition.title = title
        edition.save(update_fields=["title", "updated_at"])


def _refresh(edition: Edition, studied: Studied, wish: Wish) -> None:
    """What a new revision says about the telling itself. A guessed title never takes the place of another one."""
    title, is_guessed = _title(studied)
    if not is_guessed:
        if edition.article.title == edition.title:
            edition.article.title = title
            edition.article.save(update_fields=["title", "updated_at"])
        edition.title, edition.title_is_guessed = title, False
    edition.attribution = wish.credit(studied.prepared.attribution) or edition.attribution
    edition.source = wish.source or edition.source
    edition.licence = wish.licence or edition.licence
    edition.language, edition.word_count = studied.language, studied.word_count
    if wish.label:
        edition.label = tell_apart(edition.article, wish.label, edition.kind, but=edition)
    edition.kind = wish.kind or edition.kind
    edition.save()


def _publish_if_wished(article: Article, wish: Wish) -> None:
    if wish.status == Article.Status.PUBLISHED and article.status == Article.Status.DRAFT:
        article.publish(at=wish.at)


def _message(edition: Edition, outcome: Outcome, counts: dict[str, int], stale: int) -> str:
    if outcome == Outcome.CREATED:
        return f"“{edition}”: {counts['sections']} sections, {counts['sentences']} sentences."
    changed = counts["reworded"] + counts["added"] + counts["gone"]
    told = f"“{edition}” was renewed: {changed} of its sentences changed"
    return f"{told}, and {stale} questions lean on them." if stale else f"{told}."


def put_back(removal: Removal, *, put_back: bool = True) -> Ingested:
    """Undo one piece of cleaning (or do it again, with `put_back` False): the text has those very characters again.

    Questions that lean on the sentences concerned become stale.
    """
    edition = removal.edition
    revision = edition.current_revision
    if revision is None:
        raise Removal.DoesNotExist("This text is not kept as it was given, so nothing of it can be put back.")
    known = [
        KnownEdit(r.start, r.end, r.removed, r.inserted, r.reason, put_back if r.pk == removal.pk else r.put_back)
        for r in edition.removals.order_by("start", "end", "pk")
    ]
    studied = study(bytes(revision.given), name=edition.source_name, known=known)
    with transaction.atomic():
        edition = Edition.objects.select_for_update().select_related("article").get(pk=edition.pk)
        edition.word_count = studied.word_count
        edition.save(update_fields=["word_count", "updated_at"])
        counts, stale = _write(edition, studied)
    removal.refresh_from_db()
    verb = "put back" if put_back else "taken out again"
    return Ingested(
        edition.article, edition, Outcome.CHANGED, counts, stale, f"“{removal.removed.strip()}” was {verb}."
    )
