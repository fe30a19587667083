"""Making one concept out of several that mean the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, models, transaction
from django.dispatch import Signal

from articles.models import ArticleConcept, Concept, Mention

# Sent inside the transaction, after the rows have moved, with `into` and `gone`: the primary keys that are no more.
concepts_merged = Signal()


@dataclass(frozen=True, slots=True)
class Merge:
    """What a merge does: the concepts that go, and how many mentions and articles come to the one that stays."""

    into: Concept
    others: tuple[Concept, ...]
    mentions: int
    articles: int


def preview(*, into: Concept, others: Sequence[Concept]) -> Merge:
    """What would come to `into`; changes nothing."""
    rest = [concept for concept in others if concept.pk != into.pk]
    return Merge(
        into=into,
        others=tuple(rest),
        mentions=Mention.objects.filter(concept__in=rest).count(),
        articles=ArticleConcept.objects.filter(tag__in=rest).values("content_object").distinct().count(),
    )


@transaction.atomic
def merge(*, into: Concept, others: Sequence[Concept]) -> Merge:
    """Everything that speaks of `others` speaks of `into` afterwards, and their names become other names of it.

    Where both already stood at the same place, one row is left. Raises ValueError when there is nothing to merge.
    """
    planned = preview(into=into, others=others)
    if not planned.others:
        raise ValueError("Choose at least two concepts.")
    gone = [concept.pk for concept in planned.others]
    _keep_the_stronger_link(into, gone)
    for relation in Concept._meta.get_fields(include_hidden=True):
        if relation.auto_created and not relation.concrete and (relation.one_to_many or relation.one_to_one):
            _move(relation.related_model, relation.field.name, into, gone)
    names = [into.name, *into.aliases]
    for concept in planned.others:
        names += [concept.name, *concept.aliases]
    into.aliases = list(dict.fromkeys(name for name in names if name != into.name))
    into.gloss = into.gloss or next((concept.gloss for concept in planned.others if concept.gloss), "")
    into.save(update_fields=["aliases", "gloss"])
    Concept.objects.filter(pk__in=gone).delete()
    concepts_merged.send(sender=Concept, into=into, gone=gone)
    return planned


def _keep_the_stronger_link(into: Concept, gone: list[Any]) -> None:
    """An article that both concepts are tied to keeps the greater salience, and a person's tag stays a person's."""
    own = {link.content_object_id: link for link in ArticleConcept.objects.filter(tag=into)}
    for link in ArticleConcept.objects.filter(tag__in=gone):
        if kept := own.get(link.content_object_id):
            kept.salience = max(kept.salience, link.salience)
            kept.is_manual = kept.is_manual or link.is_manual
            kept.save(update_fields=["salience", "is_manual"])


def _move(model: type[models.Model], field: str, into: Concept, gone: list[Any]) -> None:
    """Point the rows of `model` to `into`; a row that already stands there goes."""
    rows = model._default_manager.filter(**{f"{field}__in": gone})
    try:
        with transaction.atomic():
            rows.update(**{field: into})
        return
    except IntegrityError:
        pass  # Some stand there already: one by one then.
    for row in rows:
        try:
            with transaction.atomic():
                model._default_manager.filter(pk=row.pk).update(**{field: into})
        except IntegrityError:
            model._default_manager.filter(pk=row.pk).delete()
