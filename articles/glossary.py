"""Explanations for concepts that come with the bundled texts. What a person wrote is never overwritten."""

from __future__ import annotations

import json
from pathlib import Path

from articles.concept_rows import mentions_by_name
from articles.models import Article, ArticleConcept, Concept, Mention, Sentence

# How much an article is about a word that somebody found worth explaining.
BY_HAND = 0.3


def apply_glosses(path: Path, articles: dict[str, Article]) -> int:
    """Give the concepts of `articles` (by the slug of their files) their gloss and kind from a JSON file.

    The file holds {name: {"gloss", "kind", "article"}}. A concept is found by its name or another name it goes by, the
    whole name first; a word that only the glossary knows becomes a concept when the text has it. Returns how many
    concepts were given one now.
    """
    entries = json.loads(path.read_text(encoding="utf-8"))
    given = 0
    for name, entry in entries.items():
        article = articles.get(entry.get("article", ""))
        if article is None:
            continue
        concept = _find(article, name) or _tagged_by_hand(article, name)
        if concept is None or concept.gloss:
            continue
        concept.gloss = entry["gloss"][:300]
        concept.kind = entry.get("kind", concept.kind)
        concept.save(update_fields=["gloss", "kind"])
        given += 1
    return given


def _find(article: Article, name: str) -> Concept | None:
    wanted = _plain(name)
    concepts = list(Concept.objects.filter(article_links__content_object=article).order_by("pk"))
    by_name = next((concept for concept in concepts if _plain(concept.name) == wanted), None)
    by_alias = next((c for c in concepts if wanted in {_plain(str(alias)) for alias in c.aliases}), None)
    return by_name or by_alias


def _tagged_by_hand(article: Article, name: str) -> Concept | None:
    """A word that tagging passed over, as if a teacher had tagged it; None when no telling has it."""
    sentences = list(Sentence.objects.filter(section__edition__article=article))
    concept = Concept.objects.filter(name__iexact=name).first() or Concept(name=name)
    found = mentions_by_name(concept, sentences)
    if not found:
        return None
    concept.save()
    ArticleConcept.objects.get_or_create(
        tag=concept, content_object=article, defaults={"salience": BY_HAND, "is_manual": True}
    )
    Mention.objects.bulk_create(found, ignore_conflicts=True)
    return concept


def _plain(name: str) -> str:
    """Case, article, hyphens and a plural s apart."""
    plain = name.casefold().removeprefix("the ").replace("-", " ")
    return plain.removesuffix("s") if len(plain) > 4 else plain
