"""Finding something to read: the articles a person may see, by words, by concept, by level."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, FloatField, IntegerField, OuterRef, Prefetch, QuerySet, Subquery, Sum
from django.db.models.functions import Cast, Length

from articles.level import grade_level, minutes_to_read
from articles.models import Article, ArticleConcept, Concept, Edition, Person, Section, Sentence

CONCEPTS_ON_A_CARD = 3


@dataclass(frozen=True, slots=True)
class Level:
    """A band of school grades, both ends included."""

    slug: str
    label: str
    lowest: int
    highest: int


LEVELS = (
    Level("easy", "Up to grade 6", 0, 6),
    Level("middle", "Grades 7 to 9", 7, 9),
    Level("hard", "Grade 10 and up", 10, 99),
)


def measured_editions() -> Any:
    """Editions with `characters` and `sentences`, the counts that their level is worked out from."""
    texts = Section.objects.filter(edition=OuterRef("pk")).order_by().values("edition")
    sentences = Sentence.objects.filter(section__edition=OuterRef("pk")).order_by().values("section__edition")
    return Edition.objects.annotate(
        characters=Subquery(texts.annotate(n=Sum(Length("text"))).values("n"), output_field=IntegerField()),
        sentences=Subquery(sentences.annotate(n=Count("pk")).values("n"), output_field=IntegerField()),
    )


def editions_of_level(level: Level) -> QuerySet[Edition]:
    """The same index as articles.level.grade_level, asked of the database."""
    words = Cast(F("word_count"), FloatField())
    index = 4.71 * (F("characters") - words) / words + 0.5 * words / F("sentences") - 21.43
    known = measured_editions().filter(word_count__gt=0, characters__gt=0, sentences__gt=0).annotate(grade=index)
    matching: QuerySet[Edition] = known.filter(
        grade__gt=level.lowest - 1 if level.lowest else -999, grade__lte=level.highest
    )
    return matching


def level_of(edition: Edition) -> int | None:
    """The grade of an edition that came from `measured_editions`."""
    characters = getattr(edition, "characters", None) or 0
    sentences = getattr(edition, "sentences", None) or 0
    return grade_level(
        characters=max(0, characters - edition.word_count), words=edition.word_count, sentences=sentences
    )


@dataclass(frozen=True, slots=True)
class Card:
    """An article as the library shows it."""

    article: Article
    minutes: int
    grade: int | None
    tellings: int
    concepts: tuple[Concept, ...]


def shelf(user: Person, *, words: str = "", concept: str = "", level: str = "") -> QuerySet[Article]:
    """The published articles that match, the best first, or by title; drafts are their teacher's business elsewhere."""
    articles = Article.objects.visible_to(user).published().order_by("title", "pk").matching(words)
    if concept:
        articles = articles.filter(concept_links__tag__slug=concept)
    band = next((band for band in LEVELS if band.slug == level), None)
    if band is not None:
        articles = articles.filter(Exists(editions_of_level(band).filter(article=OuterRef("pk"))))
    links = ArticleConcept.objects.select_related("tag").order_by("-salience", "pk")
    return articles.prefetch_related(
        Prefetch("editions", queryset=measured_editions().order_by("position", "pk")),
        Prefetch("concept_links", queryset=links),
    )


def card(article: Article) -> Card:
    """From a row of `shelf`, without a query."""
    editions = list(article.editions.all())
    first = editions[0] if editions else None
    return Card(
        article=article,
        minutes=minutes_to_read(first.word_count if first else 0),
        grade=level_of(first) if first else None,
        tellings=len(editions),
        concepts=tuple(link.tag for link in list(article.concept_links.all())[:CONCEPTS_ON_A_CARD]),
    )
