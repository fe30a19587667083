"""A question with its options or accepted answers, and the sentence that proves it."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from articles.models import Concept, Edition, Person, Sentence


class QuestionQuerySet(models.QuerySet["Question"]):
    def ready(self) -> QuestionQuerySet:
        return self.filter(status=Question.Status.READY)

    def untouched(self) -> QuestionQuerySet:
        """Generated drafts that no teacher has looked at: the only questions that drafting anew may replace."""
        return self.filter(
            status=Question.Status.DRAFT,
            origin=Question.Origin.GENERATED,
            reviewed_at__isnull=True,
            quiz_items=None,
        )

    def editable_by(self, user: Person) -> QuestionQuerySet:
        if user.is_superuser:
            return self
        if not user.is_authenticated or not user.is_staff:
            return self.none()
        return self.filter(edition__article__owner_id=user.pk)

    def leaning_on(self, sentences: list[Sentence]) -> QuestionQuerySet:
        return self.filter(evidence__sentence__in=sentences).distinct()


class Question(models.Model):
    """One question on one telling of an article."""

    class Kind(models.TextChoices):
        CHOICE = "choice", "Single choice"
        TRUE_FALSE = "true_false", "True or false"
        CLOZE = "cloze", "Fill the gap"
        SHORT = "short", "Short answer"
        ORDER = "order", "Put in order"
        EVIDENCE = "evidence", "Find the sentence"

    class Status(models.TextChoices):
        DRAFT = "draft", "Draft"
        READY = "ready", "Ready"
        STALE = "stale", "Stale: its sentence changed"
        RETIRED = "retired", "Retired"

    class Origin(models.TextChoices):
        GENERATED = "generated", "Drafted from the text"
        WRITTEN = "written", "Written by a teacher"
        IMPORTED = "imported", "Imported"

    class Understanding(models.TextChoices):
        FIND = "find", "Find it"
        JOIN = "join", "Put together"
        REASON = "reason", "Why and how"
        JUDGE = "judge", "Judge the source"

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="questions")
    kind = models.CharField(max_length=12, choices=Kind)
    understanding = models.CharField(max_length=8, choices=Understanding, default=Understanding.FIND)
    stem = models.TextField()
    explanation = models.TextField(blank=True)
    status = models.CharField(max_length=8, choices=Status, default=Status.DRAFT)
    origin = models.CharField(max_length=10, choices=Origin, default=Origin.WRITTEN)
    template = models.CharField(max_length=60, blank=True)
    score = models.FloatField(default=0.0, help_text="How good the drafting engine thinks it is, 0 to 1.")
    difficulty = models.FloatField(default=0.5, help_text="Expected difficulty, 0 easy to 1 hard.")
    concepts = models.ManyToManyField(Concept, blank=True, related_name="questions")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(auto_now=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    reviewed_at = models.DateTimeField(null=True, blank=True)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["edition", "-score", "pk"]
        indexes = [models.Index(fields=["edition", "status"], name="question_by_status")]
        constraints = [
            models.CheckConstraint(condition=Q(score__gte=0) & Q(score__lte=1), name="question_score_is_a_share"),
            models.CheckConstraint(
                condition=Q(difficulty__gte=0) & Q(difficulty__lte=1), name="question_difficulty_is_a_share"
            ),
        ]

    def __str__(self) -> str:
        return self.stem if len(self.stem) <= 90 else self.stem[:89] + "…"

    @property
    def is_closed(self) -> bool:
        """Answered by choosing, not by typing or ordering."""
        return self.kind != self.Kind.ORDER and self.options.exists()

    def faults(self) -> list[str]:
        """What keeps this question from being published, as sentences; an empty list means nothing does."""
        found: list[str] = []
        evidence = list(self.evidence.select_related("sentence"))
        if not evidence:
            found.append("It has no evidence: choose the sentence of the text that proves the answer.")
        found += [fault for piece in evidence if (fault := piece.fault())]
        options = list(self.options.all())
        keys = [option for option in options if option.is_key]
        if self.kind == self.Kind.ORDER:
            if len(options) < 3:
                found.append("Putting in order needs at least three events.")
        elif options:
            if len(options) < 2:
                found.append("It needs at least two options.")
            if len(keys) != 1:
                found.append(f"Exactly one option must be the key; {len(keys)} are.")
            if len({option.text.strip().casefold() for option in options}) < len(options):
                found.append("Two options say the same.")
        elif self.kind in {self.Kind.CLOZE, self.Kind.SHORT}:
            if not self.accepted_answers.exists():
                found.append("It has no accepted answer.")
        else:
            found.append("It has no options.")
        if not self.stem.strip():
            found.append("The question itself is empty.")
        return found

    def publish(self, *, by: object = None, at: object = None) -> None:
        """Make this question ready for students.

        Raises ValidationError, a sentence for each fault, when its evidence does not stand in the text or it has no
        single key. The database's own guards refuse the same.
        """
        if found := self.faults():
            raise ValidationError(found)
        self.status = self.Status.READY
        self.reviewed_by = by  # type: ignore[assignment]
        self.reviewed_at = at or timezone.now()  # type: ignore[assignment]
        self.save(update_fields=["status", "reviewed_by", "reviewed_at", "updated_at"])

    def retire(self) -> None:
        self.status = self.Status.RETIRED
        self.save(update_fields=["status", "updated_at"])


class Option(models.Model):
    """One of the answers to choose from, with the reason why a reader may choose it. In an ordering question `position`
    is the right place."""

    class Role(models.TextChoices):
        KEY = "key", "Key"
        MISREAD = "misread", "The same sentence misread"
        ELSEWHERE = "elsewhere", "True, but answers something else"
        UNSUPPORTED = "unsupported", "Not said in the text"
        OTHER_TELLING = "other_telling", "Said by another telling"

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="options")
    position = models.PositiveSmallIntegerField()
    text = models.TextField()
    is_key = models.BooleanField(default=False)
    role = models.CharField(max_length=14, choices=Role, blank=True)
    rationale = models.TextField(blank=True, help_text="What a student who chose it is told.")

    class Meta:
        ordering = ["question", "position"]
        constraints = [
            models.UniqueConstraint(fields=["question", "position"], name="option_position_once_in_question"),
        ]

    def __str__(self) -> str:
        return self.text


class AcceptedAnswer(models.Model):
    """A typed answer that counts as right. The first one is shown as the answer."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="accepted_answers")
    position = models.PositiveSmallIntegerField(default=1)
    text = models.CharField(max_length=300)

    class Meta:
        ordering = ["question", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["question", "text"], name="accepted_answer_once_in_question"),
        ]

    def __str__(self) -> str:
        return self.text


class Evidence(models.Model):
    """The words that prove the key: offsets into a stored sentence, and the quote as it read when it was chosen.

    When the sentence is taken out of the text, the quote stays here and the question becomes stale.
    """

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="evidence")
    sentence = models.ForeignKey(Sentence, null=True, blank=True, on_delete=models.SET_NULL, related_name="evidence")
    start = models.PositiveIntegerField(help_text="Character offset in the sentence.")
    end = models.PositiveIntegerField()
    quote = models.TextField()
    digest = models.CharField(max_length=64, help_text="SHA-256 of the quote, in hexadecimal.")

    class Meta:
        ordering = ["question", "pk"]
        verbose_name_plural = "evidence"
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="evidence_has_extent"),
            models.UniqueConstraint(fields=["question", "sentence", "start"], name="evidence_once_in_question"),
        ]

    def __str__(self) -> str:
        return self.quote

    def fault(self) -> str:
        """Why this evidence does not hold, as a sentence; empty when it does."""
        if self.sentence is None:
            return f"The sentence of its evidence is no longer in the text: “{self.quote}”"
        if self.sentence.text[self.start : self.end] != self.quote:
            return f"Its evidence does not stand in the text as quoted: “{self.quote}”"
        return ""
