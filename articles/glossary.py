"""Explanations for concepts that come with the bundled texts. What a person wrote is never overwritten."""

from __future__ import annotations

import json
from pathlib import Path

from articles.models import Article, Concept


def apply_glosses(path: Path, articles: dict[str, Article]) -> int:
    """Give the concepts of `articles` (by the slug of their files) their gloss and kind from a JSON file.

    The file holds {name: {"gloss", "kind", "article"}}. A concept is found by its name or another name it goes by, the
    whole name first. Returns how many concepts were given one now.
    """
    entries = json.loads(path.read_text(encoding="utf-8"))
    given = 0
    for name, entry in entries.items():
        article = articles.get(entry.get("article", ""))
        concept = _find(article, name) if article else None
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


def _plain(name: str) -> str:
    """Case, article, hyphens and a plural s apart."""
    plain = name.casefold().removeprefix("the ").replace("-", " ")
    return plain.removesuffix("s") if len(plain) > 4 else plain
