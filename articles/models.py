"""What is read: Article ▸ Edition ▸ Section ▸ Sentence, what cleaning took out of it, and the concepts it speaks of."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser, User
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from taggit.managers import TaggableManager
from taggit.models import ItemBase, TagBase

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


class Edition(models.Model):
    """One telling of an article: an original, a retelling, an easier one.

    `source_name` is the name under which the text came in (a file's name); loading the same name again brings a new
    revision of this edition. The text as it was given stands, byte for byte, in its revisions.
    """

    class Kind(models.TextChoices):
        ORIGINAL = "original", "Original"
        RETELLING = "retelling", "Retelling"
        EASIER = "easier", "Easier telling"
        OTHER = "other", "Other telling"

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="editions")
    label = models.CharField(max_length=120, help_text="How readers tell this telling from the others.")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.ORIGINAL)
    position = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(max_length=300)
    title_is_guessed = models.BooleanField(default=False, help_text="The text came without a title of its own.")
    language = models.CharField(max_length=12, default="en")
    attribution = models.TextField(blank=True, help_text="Who wrote it and where it first appeared.")
    source = models.URLField(blank=True, max_length=500)
    source_name = models.CharField(max_length=255, blank=True)
    licence = models.CharField(max_length=120, blank=True)
    word_count = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["article", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["article", "label"], name="edition_label_once_in_article"),
        ]
        indexes = [models.Index(fields=["source_name"], name="edition_by_source_name")]

    def __str__(self) -> str:
        return f"{self.title} ({self.label})"

    @property
    def current_revision(self) -> Revision | None:
        return self.revisions.order_by("-number").first()


class Revision(models.Model):
    """The text of an edition exactly as it was given, each time it was given. Never changed, never overwritten."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    given = models.BinaryField(help_text="The bytes as they came.")
    encoding = models.CharField(max_length=20, default="utf-8")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the bytes, in hexadecimal.")
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["edition", "-number"]
        constraints = [models.UniqueConstraint(fields=["edition", "number"], name="revision_number_once_in_edition")]
        indexes = [models.Index(fields=["digest"], name="revision_by_digest")]

    def __str__(self) -> str:
        return f"{self.edition}, as given {self.created_at:%Y-%m-%d}"


class Section(models.Model):
    """A heading with its paragraphs. `text` joins the paragraphs by one empty line; an untitled lead has no heading."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="sections")
    position = models.PositiveIntegerField()
    heading = models.CharField(max_length=300, blank=True)
    text = models.TextField()

    class Meta:
        ordering = ["edition", "position"]
        indexes = [models.Index(fields=["edition", "position"], name="section_in_order")]

    def __str__(self) -> str:
        return self.heading or f"Opening of {self.edition.title}"


class Sentence(models.Model):
    """A sentence with its character offsets into its section's text.

    Rows live on across revisions of the text as long as the sentence itself is unchanged, so that the questions which
    lean on it can say so.
    """

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="sentences")
    paragraph = models.PositiveIntegerField(help_text="Number of the paragraph in its section, from 1.")
    position = models.PositiveIntegerField(help_text="Number of the sentence in its section, from 1.")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text = models.TextField()
    digest = models.CharField(max_length=64, help_text="SHA-256 of the sentence, in hexadecimal.")

    class Meta:
        ordering = ["section", "position"]
        indexes = [
            models.Index(fields=["section", "position"], name="sentence_in_order"),
            models.Index(fields=["digest"], name="sentence_by_digest"),
        ]
        constraints = [models.CheckConstraint(condition=Q(end__gt=F("start")), name="sentence_has_extent")]

    def __str__(self) -> str:
        return self.text if len(self.text) <= 80 else self.text[:79] + "…"


class Removal(models.Model):
    """One piece that cleaning took out or mended: where it stood as given, why, and whether it was put back."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="removals")
    section = models.ForeignKey(Section, null=True, blank=True, on_delete=models.SET_NULL, related_name="removals")
    start = models.PositiveIntegerField(help_text="Character offset in the text as it was given.")
    end = models.PositiveIntegerField()
    at = models.PositiveIntegerField(help_text="Character offset in the cleaned text.")
    removed = models.TextField(blank=True)
    inserted = models.TextField(blank=True, help_text="What stands there instead, if anything.")
    reason = models.CharField(max_length=40)
    put_back = models.BooleanField(default=False)

    class Meta:
        ordering = ["edition", "start"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "start", "end", "reason"], name="removal_once_in_edition"),
            models.CheckConstraint(condition=Q(end__gte=F("start")), name="removal_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.removed!r} → {self.inserted!r}" if self.inserted else f"{self.removed!r} removed"


class Doubt(models.Model):
    """Something suspicious that was left as it is, for the teacher to look at."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="doubts")
    section = models.ForeignKey(Section, null=True, blank=True, on_delete=models.SET_NULL, related_name="doubts")
    start = models.PositiveIntegerField(help_text="Character offset in the cleaned text.")
    end = models.PositiveIntegerField()
    text = models.TextField()
    message = models.TextField()
    dismissed = models.BooleanField(default=False)

    class Meta:
        ordering = ["edition", "start"]

    def __str__(self) -> str:
        return self.message


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


def free_slug(model: type[models.Model], title: str) -> str:
    """A slug for `title` that no row of `model` has yet."""
    base = slugify(title)[: SLUG_LENGTH - 6].strip("-") or "article"
    taken = set(model._default_manager.filter(slug__startswith=base).values_list("slug", flat=True))
    if base not in taken:
        return base
    return next(slug for n in range(2, len(taken) + 3) if (slug := f"{base}-{n}") not in taken)


# Their own room, but tables of this app all the same: Django looks for them here.
from articles.ledgers import Ledger, LedgerRow  # noqa: E402
from articles.notes.rows import Note  # noqa: E402

__all__ = [
    "Article",
    "ArticleConcept",
    "ArticleQuerySet",
    "Concept",
    "ConceptQuerySet",
    "Doubt",
    "Edition",
    "Ledger",
    "LedgerRow",
    "Mention",
    "Note",
    "Person",
    "Removal",
    "Revision",
    "Section",
    "Sentence",
    "free_slug",
]
