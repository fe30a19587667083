"""Drafted items become questions in the database, each tied to the stored sentences that prove it.

Only drafts that nobody has looked at, changed, used or answered are ever replaced; the same draft again changes
nothing.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet

from articles.models import Concept, Edition, Section, Sentence
from quizzes.models import Drafting, Evidence, Question
from quizzes.storing import Piece, placed, write_item

if TYPE_CHECKING:
    from quizzes.generation import Draft, Item
    from quizzes.passages import Sections

MOST_CONCEPTS = 3


@dataclass(frozen=True, slots=True)
class Authored:
    """What drafting brought: questions `created`, `kept` as they were, `renewed` in place, `removed` because the draft
    no longer has them; `spared` are items that a teacher has already decided about, `unplaced` those whose evidence is
    not in the stored text. `message` says why nothing was drafted, if so."""

    created: int = 0
    kept: int = 0
    renewed: int = 0
    removed: int = 0
    spared: int = 0
    unplaced: int = 0
    message: str = ""

    @property
    def drafts(self) -> int:
        return self.created + self.kept + self.renewed


Identity = tuple[str, str, str, tuple[str, ...]]


def author(edition: Edition, *, limit: int | None = None, seed: int | None = None, by: Any = None) -> Authored:
    """Draft questions on one telling and store them as drafts. Reads the text, which takes about a second.

    `limit` is the most questions wanted; `seed` the choice among equally good ones (GENERATION_SEED by default); `by`
    the teacher who asked for it.
    """
    if edition.language != "en":
        return Authored(message=f"“{edition}” is not in English; questions can be drafted from English texts only.")
    from quizzes.passages import draft_sections

    seed = settings.GENERATION_SEED if seed is None else seed
    sections, others = told(edition)
    drafted = draft_sections(sections, others, seed=seed, limit=limit)
    return record(edition, drafted, mark=drafting_mark(sections, others, seed=seed, limit=limit), by=by)


def another_like(question: Question, *, seed: int | None = None) -> Question | None:
    """One more draft beside `question`: another on the same sentence or, failing that, another of the same kind from
    the same section; the best of them. None when the text gives none that the telling has not, or had, already.

    Reads the text like `author`.
    """
    edition = question.edition
    leaned = [piece.sentence for piece in question.evidence.select_related("sentence__section") if piece.sentence]
    if edition.language != "en" or not leaned:
        return None
    drafted = _all_worth_asking(edition, seed)
    with transaction.atomic():
        edition = Edition.objects.select_for_update().select_related("article").get(pk=edition.pk)
        fresh = _fresh(edition, drafted)
        sentences = {sentence.pk for sentence in leaned}
        here = [each for each in fresh if any(piece.sentence.pk in sentences for piece in each[1])]
        near = [
            (item, pieces)
            for item, pieces in fresh
            if item.kind == question.kind and pieces[0].sentence.section_id == leaned[0].section_id
        ]
        for made in _write_new(edition, (here or near)[:1]):
            return made
    return None


def draft_more(edition: Edition, *, most: int, seed: int | None = None) -> list[Question]:
    """At most `most` drafts more than the balanced draft gave, the best first; empty when the text gives none that the
    telling has not, or had, already.

    Sentences that are asked about least come first, so that the ten of a short text do not crowd on one fact. Reads
    the text like `author`.
    """
    if edition.language != "en":
        return []
    drafted = _all_worth_asking(edition, seed)
    with transaction.atomic():
        edition = Edition.objects.select_for_update().select_related("article").get(pk=edition.pk)
        return _write_new(edition, _spread(edition, _fresh(edition, drafted), most))


def _all_worth_asking(edition: Edition, seed: int | None) -> Draft:
    from quizzes.passages import draft_sections

    return draft_sections(*told(edition), seed=settings.GENERATION_SEED if seed is None else seed, balanced=False)


def _write_new(edition: Edition, fresh: Iterable[tuple[Item, list[Piece]]]) -> list[Question]:
    concepts = _concepts_by_name(edition)
    made = []
    for item, pieces in fresh:
        write_item(edition, item, pieces, _tied(item, pieces, concepts), None)
        made.append(edition.questions.latest("pk"))
    return made


def _spread(edition: Edition, fresh: list[tuple[Item, list[Piece]]], most: int) -> list[tuple[Item, list[Piece]]]:
    """The first `most` of `fresh`, best first, but always from the sentences with fewest questions so far."""
    standing = Evidence.objects.filter(question__edition=edition).exclude(question__status=Question.Status.RETIRED)
    asked = Counter(standing.values_list("sentence_id", flat=True))
    left = list(fresh)
    taken: list[tuple[Item, list[Piece]]] = []
    while left and len(taken) < most:
        best = min(left, key=lambda each: max(asked[piece.sentence.pk] for piece in each[1]))
        taken.append(best)
        asked.update({piece.sentence.pk for piece in best[1]})
        left = [each for each in left if each[0].stem.casefold() != best[0].stem.casefold()]
    return taken


def _fresh(edition: Edition, drafted: Draft) -> list[tuple[Item, list[Piece]]]:
    """The drafted items that stand in the stored text and that the telling never had, whatever became of them."""
    sections = _by_position(edition)
    had = list(_prefetched(edition.questions.all()))
    stems = {question.stem.casefold() for question in had}
    identities = {_stored_identity(question) for question in had}
    fresh = []
    for item in drafted.items:
        pieces = placed(item, sections)
        if pieces is None or item.stem.casefold() in stems:
            continue
        if _identity(item.kind, item.template, item.stem, (piece.digest for piece in pieces)) not in identities:
            fresh.append((item, pieces))
    return fresh


def told(edition: Edition) -> tuple[Sections, tuple[Sections, ...]]:
    """The sections of a telling, and those of the article's other English tellings, as plain values."""
    editions = edition.article.editions.filter(language="en").exclude(pk=edition.pk).order_by("position", "pk")
    return _sections(edition), tuple(_sections(other) for other in editions)


def _sections(edition: Edition) -> Sections:
    return tuple(edition.sections.order_by("position").values_list("position", "heading", "text"))


def drafting_mark(sections: Sections, others: Sequence[Sections], *, seed: int, limit: int | None) -> str:
    """A digest of everything a draft depends on: the same mark, the same draft."""
    from quizzes.passages import engine_version

    told = repr((sections, tuple(others), seed, limit, engine_version()))
    return hashlib.sha256(told.encode()).hexdigest()


def is_drafted(edition: Edition, mark: str) -> bool:
    """Whether the questions of a telling stem from just this drafting."""
    return Drafting.objects.filter(edition=edition, mark=mark).exists()


@transaction.atomic
def record(edition: Edition, drafted: Draft, *, mark: str = "", by: Any = None) -> Authored:
    """Bring the untouched drafts of a telling in line with `drafted`, and remember that it was done."""
    edition = Edition.objects.select_for_update().select_related("article").get(pk=edition.pk)
    replaceable = {_stored_identity(question): question for question in _replaceable(edition)}
    decided = {_stored_identity(q) for q in _prefetched(edition.questions.exclude(pk__in=_pks(replaceable.values())))}
    sections = _by_position(edition)
    concepts = _concepts_by_name(edition)
    counts = dict.fromkeys(("created", "kept", "renewed", "spared", "unplaced"), 0)
    for item in drafted.items:
        pieces = placed(item, sections)
        if pieces is None:
            counts["unplaced"] += 1
            continue
        identity = _identity(item.kind, item.template, item.stem, (piece.digest for piece in pieces))
        if identity in decided:
            counts["spared"] += 1
            continue
        decided.add(identity)
        counts[write_item(edition, item, pieces, _tied(item, pieces, concepts), replaceable.pop(identity, None))] += 1
    removed = len(replaceable)
    Question.objects.filter(pk__in=_pks(replaceable.values())).delete()
    Drafting.objects.update_or_create(
        edition=edition, defaults={"mark": mark, "asked_by": by, "items": len(drafted.items)}
    )
    return Authored(
        created=counts["created"],
        kept=counts["kept"],
        renewed=counts["renewed"],
        removed=removed,
        spared=counts["spared"],
        unplaced=counts["unplaced"],
    )


def _replaceable(edition: Edition) -> QuerySet[Question]:
    """Drafts that nobody has touched, and those that went stale before anybody did."""
    unseen = Q(pk__in=Question.objects.untouched()) | Q(
        status=Question.Status.STALE,
        origin=Question.Origin.GENERATED,
        reviewed_at__isnull=True,
        quiz_items=None,
    )
    # Questions that hold two tellings against each other are drafted elsewhere, from the ledger.
    own = edition.questions.exclude(template__startswith="compare_")
    return _prefetched(own.filter(unseen, responses=None).distinct())


def _prefetched(questions: QuerySet[Question]) -> QuerySet[Question]:
    return questions.prefetch_related("evidence", "options", "accepted_answers", "concepts")


def _pks(questions: Iterable[Question]) -> list[int]:
    return [question.pk for question in questions]


def _identity(kind: str, template: str, stem: str, digests: Iterable[str]) -> Identity:
    return str(kind), template, stem, tuple(sorted(digests))


def _stored_identity(question: Question) -> Identity:
    return _identity(
        question.kind, question.template, question.stem, (evidence.digest for evidence in question.evidence.all())
    )


def _by_position(edition: Edition) -> dict[int, tuple[Section, list[Sentence]]]:
    sections = edition.sections.prefetch_related("sentences")
    return {section.position: (section, list(section.sentences.all())) for section in sections}


def _concepts_by_name(edition: Edition) -> dict[str, Concept]:
    links = edition.article.concept_links.select_related("tag").order_by("salience")
    named: dict[str, Concept] = {}
    for link in links:
        for name in (*link.tag.aliases, link.tag.name):
            named[str(name).casefold()] = link.tag
    return named


def _tied(item: Item, pieces: Sequence[Piece], concepts: dict[str, Concept]) -> list[Concept]:
    """The concepts that a question is about: those the item names; else what its evidence mentions, first what the
    question itself names, then the foremost."""
    named = [concepts[name.casefold()] for name in item.concepts if name.casefold() in concepts]
    if not named:
        mentioned = list(
            Concept.objects.filter(
                mentions__sentence__in=[piece.sentence.pk for piece in pieces],
                article_links__content_object=pieces[0].sentence.section.edition.article_id,
            )
            .exclude(kind=Concept.Kind.DATE)
            .distinct()
            .order_by("-article_links__salience", "pk")
        )
        asked = f"{item.stem} {item.answer}".casefold()
        named = sorted(mentioned, key=lambda concept: not _is_named(concept, asked))
    return list({concept.pk: concept for concept in named}.values())[:MOST_CONCEPTS]


def _is_named(concept: Concept, text: str) -> bool:
    return any(str(name).casefold() in text for name in (concept.name, *concept.aliases))
