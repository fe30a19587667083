"""A story, however often it is told, and who may read it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser, User
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from taggit.managers import TaggableManager

if TYPE_CHECKING:
    from articles.models.concept import Concept

Person = User | AnonymousUser
SLUG_LENGTH = 80


def is_public(article: str = "", *, at: datetime | None = None) -> Q:
    """The condition under which everybody may read an article at `at` (now): it was published, or its hour has come.

    `article` is the way to it from the rows that are asked, such as "edition__article"; empty for articles themselves.
    """
    way = f"{article}__" if article else ""
    return Q(**{f"{way}status": Article.Status.PUBLISHED}) | Q(**{f"{way}publish_at__lte": at or timezone.now()})


class ArticleQuerySet(models.QuerySet["Article"]):
    """Every rule of who sees which article is written here, once."""

    def published(self) -> ArticleQuerySet:
        return self.filter(is_public())

    def editable_by(self, user: Person) -> ArticleQuerySet:
        """The articles that `user` may change: her own as a teacher, all as an operator."""
        if user.is_superuser:
            return self
        if not user.is_authenticated or not user.is_staff:
            return self.none()
        return self.filter(owner_id=user.pk)

    def visible_to(self, user: Person) -> ArticleQuerySet:
        """Published ones for everybody, and the drafts that `user` may change."""
        if user.is_superuser:
            return self
        seen = is_public()
        if user.is_authenticated and user.is_staff:
            seen |= Q(owner_id=user.pk)
        return self.filter(seen)

    def by_concept(self, concept: Concept) -> ArticleQuerySet:
        return self.filter(concept_links__tag=concept)

    def matching(self, words: str) -> ArticleQuerySet:
        """Those in which every word of `words` begins a word, the best first; any input is a valid one."""
        from articles.searching import matching

        return matching(self, words)


class Article(models.Model):
    """One story, however often it is told: its editions are the tellings."""

    class Status(models.TextChoices):
        DRAFT = "draft", "Draft"
        PUBLISHED = "published", "Published"
        ARCHIVED = "archived", "Archived"

    title = models.CharField(max_length=300)
    slug = models.SlugField(max_length=SLUG_LENGTH, unique=True)
    summary = models.TextField(blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="articles"
    )
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(auto_now=True)
    published_at = models.DateTimeField(null=True, blank=True)
    publish_at = models.DateTimeField(
        "publish at",
        null=True,
        blank=True,
        db_index=True,
        help_text="A draft becomes public at this time by itself. Empty: it stays a draft until somebody publishes it.",
    )
    ledger_is_open = models.BooleanField(
        default=False, help_text="Students may see the confirmed rows of how its tellings compare."
    )
    concepts = TaggableManager(through="articles.ArticleConcept", blank=True, verbose_name="concepts")

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ["title"]
        indexes = [models.Index(fields=["status", "title"], name="article_by_status")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="published") | Q(published_at__isnull=False),
                name="published_article_has_date",
            ),
            models.CheckConstraint(
                condition=Q(status="draft") | Q(publish_at__isnull=True), name="only_a_draft_waits_to_be_published"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.slug:
            self.slug = free_slug(Article, self.title)
        if self.status == self.Status.PUBLISHED and self.published_at is None:
            self.published_at = timezone.now()
        if self.status != self.Status.DRAFT:
            self.publish_at = None
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("articles:article-detail", args=[self.slug])

    @property
    def is_published(self) -> bool:
        """Whether everybody may read it now; the same rule as `is_public`."""
        return self.status == self.Status.PUBLISHED or (self.publish_at is not None and not self.is_scheduled)

    @property
    def is_scheduled(self) -> bool:
        """A draft whose hour is still to come."""
        return self.publish_at is not None and self.publish_at > timezone.now()

    @property
    def public_since(self) -> datetime | None:
        """When everybody could first read it; None while nobody else can."""
        if self.status == self.Status.PUBLISHED:
            return self.published_at
        return self.publish_at if self.is_published else None

    @property
    def standing(self) -> str:
        """Who may read it, in one word for lists."""
        if self.is_scheduled:
            return "Waits for its time"
        return str(self.Status.PUBLISHED.label) if self.is_published else self.get_status_display()

    def publish(self, *, at: datetime | None = None) -> None:
        """Public from now on; one whose hour has come already keeps that date."""
        self.published_at = self.published_at or self.public_since or at or timezone.now()
        self._stand(self.Status.PUBLISHED)

    def schedule(self, at: datetime) -> None:
        """A draft until `at`, public from then on without anybody's doing."""
        self._stand(self.Status.DRAFT, publish_at=at)

    def withdraw(self) -> None:
        """A draft again, with no hour at which it would come back."""
        self._stand(self.Status.DRAFT)

    def archive(self) -> None:
        self._stand(self.Status.ARCHIVED)

    def _stand(self, status: str, *, publish_at: datetime | None = None) -> None:
        self.status, self.publish_at = status, publish_at
        self.save(update_fields=["status", "publish_at", "published_at", "updated_at"])


def free_slug(model: type[models.Model], title: str) -> str:
    """A slug for `title` that no row of `model` has yet."""
    base = slugify(title)[: SLUG_LENGTH - 6].strip("-") or "article"
    taken = set(model._default_manager.filter(slug__startswith=base).values_list("slug", flat=True))
    if base not in taken:
        return base
    return next(slug for n in range(2, len(taken) + 3) if (slug := f"{base}-{n}") not in taken)
