"""The concepts that texts speak of, which articles they belong to, and where sentences name them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.text import slugify
from taggit.models import ItemBase, TagBase

from articles.models.article import Article, Person
from articles.models.edition import Sentence


class ConceptQuerySet(models.QuerySet["Concept"]):
    def visible_to(self, user: Person) -> ConceptQuerySet:
        """Concepts of at least one article that `user` may see."""
        return self.filter(article_links__content_object__in=Article.objects.visible_to(user)).distinct()


class Concept(TagBase):
    """What a text speaks of: the site's tag."""

    class Kind(models.TextChoices):
        PERSON = "person", "Person"
        ORGANISATION = "organisation", "Organisation"
        PLACE = "place", "Place"
        EVENT = "event", "Event"
        LAW = "law", "Law"
        DATE = "date", "Date"
        IDEA = "idea", "Idea"

    name = models.CharField(max_length=160, unique=True)
    slug = models.SlugField(max_length=170, unique=True, allow_unicode=True)
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.IDEA)
    gloss = models.CharField(max_length=300, blank=True, help_text="A short explanation for students.")
    aliases = models.JSONField(default=list, blank=True, help_text="Other names the texts use for it.")

    objects = ConceptQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        indexes = [models.Index(fields=["kind", "name"], name="concept_by_kind")]

    def slugify(self, tag: str, i: int | None = None) -> str:
        slug = slugify(tag, allow_unicode=True) or "concept"
        return f"{slug}-{i}" if i is not None else slug

    def get_absolute_url(self) -> str:
        return reverse("articles:concept-detail", args=[self.slug])


class ArticleConcept(ItemBase):
    """Ties a concept to an article, with how much the article is about it (0 to 1)."""

    tag = models.ForeignKey(Concept, on_delete=models.CASCADE, related_name="article_links", db_column="concept_id")
    content_object = models.ForeignKey(
        Article, on_delete=models.CASCADE, related_name="concept_links", db_column="article_id"
    )
    salience = models.FloatField(default=0.0)
    is_manual = models.BooleanField(default=False, help_text="Tagged by a person; loading the text again keeps it.")

    class Meta:
        ordering = ["-salience"]
        constraints = [
            models.UniqueConstraint(fields=["tag", "content_object"], name="concept_once_in_article"),
            models.CheckConstraint(condition=Q(salience__gte=0) & Q(salience__lte=1), name="salience_is_a_share"),
        ]

    def __str__(self) -> str:
        return f"{self.tag} in {self.content_object}"


class Mention(models.Model):
    """Where a sentence names a concept: character offsets into the sentence."""

    concept = models.ForeignKey(Concept, on_delete=models.CASCADE, related_name="mentions")
    sentence = models.ForeignKey(Sentence, on_delete=models.CASCADE, related_name="mentions")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    class Meta:
        ordering = ["sentence", "start"]
        constraints = [
            models.UniqueConstraint(fields=["concept", "sentence", "start"], name="mention_once_at_its_place"),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="mention_has_extent"),
        ]

    def __str__(self) -> str:
        return f"{self.concept} at {self.start}–{self.end}"

    @property
    def text(self) -> str:
        return self.sentence.text[self.start : self.end]
