"""What was answered and what follows from it: to look at, never to touch."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest

from articles.admin.access import articles_for
from articles.admin.texts import shortened
from articles.models import ArticleConcept, Person
from kzproject.admin import ReadOnly, ReadOnlyInline, TheirsFilter, is_operator
from quizzes.models import (
    Attempt,
    Classroom,
    ConceptProgress,
    Drafting,
    Membership,
    Question,
    QuestionFile,
    Regrade,
    RegradedMark,
    Response,
    ReviewCard,
)


def answer_in_words(response: Response) -> str:
    """What was answered, in the words that stood on the screen."""
    given = response.given
    texts = {option["id"]: option["text"] for option in response.shown.get("options", ())}
    if "option" in given:
        return texts.get(given["option"], "(an option that was not shown)")
    if "order" in given:
        return " → ".join(texts.get(pk, "?") for pk in given["order"])
    return str(given.get("text", ""))


def stem_shown(response: Response) -> str:
    return shortened(response.shown.get("stem", ""), 100)


def seen_name() -> Subquery:
    """The name by which the class of the attempt knows the student."""
    members = Membership.objects.filter(
        classroom=OuterRef("assignment__classroom"), student=OuterRef("student")
    ).values("name")
    return Subquery(members[:1])


class ResponseInline(ReadOnlyInline):
    model = Response
    fields = readonly_fields = ("asked", "answer", "share", "hints", "answered_at")
    verbose_name_plural = "answers, in the order in which they were given"

    def get_queryset(self, request: HttpRequest) -> Any:
        rows: Any = super().get_queryset(request)
        return rows.with_marks()

    @admin.display(description="asked")
    def asked(self, response: Response) -> str:
        return stem_shown(response)

    @admin.display(description="answered")
    def answer(self, response: Response) -> str:
        return answer_in_words(response)

    @admin.display(description="mark")
    def share(self, response: Any) -> str:
        changed = "" if response.counted_mark == response.mark else f" (was {response.mark:.0%})"
        return f"{response.counted_mark:.0%}{changed}"


@admin.register(Attempt)
class AttemptAdmin(ReadOnly):
    list_display = ("who", "quiz", "number", "started_at", "handed_in_at", "answers")
    list_filter = (("quiz", TheirsFilter), ("assignment__classroom", TheirsFilter), "handed_in_at")
    list_select_related = ("quiz", "student")
    search_fields = ("quiz__title", "student__username", "student__memberships__name")
    date_hierarchy = "started_at"
    inlines = (ResponseInline,)
    fields = ("who", "quiz", "assignment", "number", "retry_of", "started_at", "handed_in_at")
    readonly_fields = ("who",)

    def theirs(self, rows: QuerySet[Any], user: Person) -> QuerySet[Any]:
        return rows.filter(pk__in=Attempt.objects.reviewable_by(user).values("pk"))

    def annotated(self, rows: QuerySet[Any], request: HttpRequest) -> QuerySet[Any]:
        return rows.annotate(answer_count=Count("responses", distinct=True), seen_name=seen_name())

    @admin.display(description="student", ordering="seen_name")
    def who(self, attempt: Any) -> str:
        return attempt.seen_name or str(attempt.student or "Guest")

    @admin.display(description="answers", ordering="answer_count")
    def answers(self, attempt: Any) -> int:
        return attempt.answer_count


@admin.register(Response)
class ResponseAdmin(ReadOnly):
    list_display = ("asked", "answer", "counted", "student", "quiz", "answered_at")
    list_filter = (("attempt__quiz", TheirsFilter), "answered_at")
    list_select_related = ("attempt__quiz", "attempt__student")
    search_fields = ("question__stem", "attempt__quiz__title", "attempt__student__username")
    date_hierarchy = "answered_at"
    fields = ("attempt", "asked", "options_shown", "answer", "counted", "mark", "evidence_mark", "hints", "answered_at")
    readonly_fields = ("asked", "options_shown", "answer", "counted")

    def theirs(self, rows: QuerySet[Any], user: Person) -> QuerySet[Any]:
        return rows.filter(attempt__in=Attempt.objects.reviewable_by(user))

    def annotated(self, rows: Any, request: HttpRequest) -> QuerySet[Any]:
        return rows.with_marks()

    @admin.display(description="asked")
    def asked(self, response: Response) -> str:
        return stem_shown(response)

    @admin.display(description="options, as shown")
    def options_shown(self, response: Response) -> str:
        return " / ".join(option["text"] for option in response.shown.get("options", ())) or "–"

    @admin.display(description="answered")
    def answer(self, response: Response) -> str:
        return shortened(answer_in_words(response), 100)

    @admin.display(description="mark that counts", ordering="counted_mark")
    def counted(self, response: Any) -> str:
        return f"{response.counted_mark:.0%}"

    @admin.display(description="student", ordering="attempt__student__username")
    def student(self, response: Response) -> str:
        return str(response.attempt.student or "Guest")

    @admin.display(description="quiz", ordering="attempt__quiz__title")
    def quiz(self, response: Response) -> str:
        return str(response.attempt.quiz)


class RegradedMarkInline(ReadOnlyInline):
    model = RegradedMark
    fields = readonly_fields = ("student", "before", "mark")
    show_change_link = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[RegradedMark]:
        rows = super().get_queryset(request).select_related("response__attempt__student")
        if is_operator(request.user):
            return rows
        return rows.filter(response__attempt__in=Attempt.objects.reviewable_by(request.user))

    @admin.display(description="student")
    def student(self, mark: RegradedMark) -> str:
        return str(mark.response.attempt.student or "Guest")


@admin.register(Regrade)
class RegradeAdmin(ReadOnly):
    list_display = ("question", "made_by", "made_at", "gained", "lost", "note")
    list_select_related = ("question", "made_by")
    list_filter = ("made_at",)
    search_fields = ("question__stem", "note")
    date_hierarchy = "made_at"
    inlines = (RegradedMarkInline,)
    fields = ("question", "made_by", "made_at", "before", "after", "note")

    def theirs(self, rows: QuerySet[Any], user: Person) -> QuerySet[Any]:
        return rows.filter(question__in=Question.objects.editable_by(user))

    def annotated(self, rows: QuerySet[Any], request: HttpRequest) -> QuerySet[Any]:
        moved = RegradedMark.objects.filter(regrade=OuterRef("pk")).order_by().values("regrade")
        if not is_operator(request.user):
            moved = moved.filter(response__attempt__in=Attempt.objects.reviewable_by(request.user))
        number = moved.annotate(number=Count("pk")).values("number")
        return rows.annotate(
            gain_count=Subquery(number.filter(mark__gt=F("before"))),
            loss_count=Subquery(number.filter(mark__lt=F("before"))),
        )

    @admin.display(description="gained", ordering="gain_count")
    def gained(self, regrade: Any) -> int:
        return regrade.gain_count or 0

    @admin.display(description="lost", ordering="loss_count")
    def lost(self, regrade: Any) -> int:
        return regrade.loss_count or 0


class OfStudents(ReadOnly):
    """Rows of the students of one's classes."""

    def theirs(self, rows: QuerySet[Any], user: Person) -> QuerySet[Any]:
        classes = Classroom.objects.taught_by(user)
        return rows.filter(student__in=Membership.objects.filter(classroom__in=classes).values("student"))


@admin.register(ConceptProgress)
class ConceptProgressAdmin(OfStudents):
    list_display = ("student", "concept", "share", "answers", "right", "last_answer_at")
    list_select_related = ("student", "concept")
    list_filter = (("student", TheirsFilter),)
    search_fields = ("student__username", "concept__name")

    def theirs(self, rows: QuerySet[Any], user: Person) -> QuerySet[Any]:
        """Only concepts of texts she may look at: a colleague's draft is not given away by what its readers learnt."""
        seen = ArticleConcept.objects.filter(content_object__in=articles_for(user)).values("tag")
        return super().theirs(rows, user).filter(concept__in=seen)

    @admin.display(description="grasps it", ordering="mastery")
    def share(self, progress: ConceptProgress) -> str:
        return f"{progress.mastery:.0%}"


@admin.register(ReviewCard)
class ReviewCardAdmin(OfStudents):
    list_display = ("student", "question", "due_at")
    list_select_related = ("student", "question")
    list_filter = (("student", TheirsFilter), "due_at")
    search_fields = ("student__username", "question__stem")
    date_hierarchy = "due_at"

    def theirs(self, rows: QuerySet[Any], user: Person) -> QuerySet[Any]:
        """Questions that are hers, or that her class was asked."""
        asked = Response.objects.filter(attempt__in=Attempt.objects.reviewable_by(user)).values("question")
        own = Question.objects.editable_by(user).values("pk")
        return super().theirs(rows, user).filter(Q(question__in=own) | Q(question__in=asked))


@admin.register(Drafting)
class DraftingAdmin(ReadOnly):
    """When questions were last drafted on a telling; for the operator."""

    list_display = ("edition", "items", "drafted_at", "asked_by")
    list_select_related = ("edition", "asked_by")
    search_fields = ("edition__title",)
    date_hierarchy = "drafted_at"

    def theirs(self, rows: QuerySet[Any], user: Person) -> QuerySet[Any]:
        return rows.filter(edition__article__owner_id=user.pk)


@admin.register(QuestionFile)
class QuestionFileAdmin(ReadOnly):
    """Files of questions as teachers brought them; for the operator."""

    list_display = ("name", "format", "edition", "brought_by", "brought_at", "taken_in")
    list_select_related = ("edition", "brought_by")
    list_filter = ("format",)
    search_fields = ("name", "edition__title")
    date_hierarchy = "brought_at"
    fields = ("name", "format", "edition", "brought_by", "brought_at", "taken_in_at", "taken_in")

    def annotated(self, rows: QuerySet[Any], request: HttpRequest) -> QuerySet[Any]:
        return rows.defer("data")

    def theirs(self, rows: Any, user: Person) -> QuerySet[Any]:
        return rows.filter(pk__in=QuestionFile.objects.brought_by(user).values("pk"))
