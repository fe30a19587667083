"""Quizzes: questions in an order."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest

from articles.admin.access import articles_for
from articles.models import Article, Edition, Person
from kzproject.admin import FixedOnceSaved, PartInline, Theirs, TheirsFilter, count_of, is_operator, keeps
from quizzes.models import Attempt, Question, Quiz, QuizItem


class QuizItemForm(FixedOnceSaved):
    fixed = "question"

    class Meta:
        model = QuizItem
        fields = ("position", "question", "points")

    def clean_question(self) -> Question:
        question = self.cleaned_data["question"]
        is_new = self.instance.pk is None or "question" in self.changed_data
        if is_new and question.status != Question.Status.READY:
            raise forms.ValidationError("This question is not ready. Make it ready first.")
        return question


class QuizItemFormSet(forms.BaseInlineFormSet):
    """The questions of a quiz are asked on the text that stands beside them."""

    def clean(self) -> None:
        super().clean()
        for form in self.forms:
            question = form.cleaned_data.get("question") if hasattr(form, "cleaned_data") else None
            if question and self.instance.edition_id and question.edition_id != self.instance.edition_id:
                form.add_error("question", "This question is on another text than the quiz.")


class QuizItemInline(PartInline):
    model = QuizItem
    form = QuizItemForm
    formset = QuizItemFormSet
    fields = ("position", "question", "points")
    autocomplete_fields = ("question",)
    ordering = ("position", "pk")
    verbose_name_plural = "questions, in their order (only ready ones are offered)"

    def get_queryset(self, request: HttpRequest) -> QuerySet[QuizItem]:
        return super().get_queryset(request).select_related("question")


@admin.register(Quiz)
class QuizAdmin(Theirs):
    list_display = ("title", "status", "mode", "is_open", "questions", "attempts", "edition", "owner")
    list_filter = ("status", "mode", "is_open", ("edition", TheirsFilter))
    operator_filters = (("owner", TheirsFilter),)
    operator_fields = ("owner",)
    list_select_related = ("edition", "owner")
    search_fields = ("title", "edition__title")
    autocomplete_fields = ("owner",)
    readonly_fields = ("created_at", "updated_at")
    inlines = (QuizItemInline,)
    actions = ("make_ready", "retire")
    fieldsets = (
        (None, {"fields": ("title", "edition", "status", "owner")}),
        (
            "How it is taken",
            {
                "fields": (
                    "mode",
                    "is_open",
                    "shuffle_options",
                    "attempts_allowed",
                    "time_limit_minutes",
                    "asks_for_evidence",
                )
            },
        ),
        ("Dates", {"fields": ("created_at", "updated_at"), "classes": ("collapse",)}),
    )

    def theirs(self, rows: QuerySet[Any], user: Person) -> QuerySet[Any]:
        """Her own, and the site's ready ones: those may be given to her classes."""
        site = Q(owner=None, status=Quiz.Status.READY, edition__article__in=articles_for(user).filter(owner=None))
        return rows.filter(Q(pk__in=Quiz.objects.editable_by(user).values("pk")) | site)

    def changeable(self, rows: QuerySet[Any], user: Person) -> QuerySet[Any]:
        return rows.filter(pk__in=Quiz.objects.editable_by(user).values("pk"))

    def annotated(self, rows: QuerySet[Any], request: HttpRequest) -> QuerySet[Any]:
        seen = Q() if is_operator(request.user) else Q(attempts__in=Attempt.objects.reviewable_by(request.user))
        return rows.annotate(
            question_count=Count("items", distinct=True),
            attempt_count=Count("attempts", filter=seen, distinct=True),
        )

    def get_list_display(self, request: HttpRequest) -> Any:
        columns = super().get_list_display(request)
        return columns if is_operator(request.user) else [column for column in columns if column != "owner"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return (*self.readonly_fields, "edition") if obj is not None else self.readonly_fields

    def get_search_results(self, request: HttpRequest, queryset: QuerySet[Any], search_term: str) -> Any:
        if request.GET.get("model_name") == "assignment":
            queryset = queryset.filter(status=Quiz.Status.READY)
        return super().get_search_results(request, queryset, search_term)

    @admin.display(description="questions", ordering="question_count")
    def questions(self, quiz: Any) -> int:
        return quiz.question_count

    @admin.display(description="attempts", ordering="attempt_count")
    def attempts(self, quiz: Any) -> int:
        return quiz.attempt_count

    def save_model(self, request: HttpRequest, obj: Quiz, form: Any, change: bool) -> None:
        if not change and not is_operator(request.user):
            obj.owner = request.user  # type: ignore[assignment]
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        quiz = form.instance
        if quiz.status == Quiz.Status.READY and not ready_items(quiz):
            quiz.status = Quiz.Status.DRAFT
            quiz.save(update_fields=["status", "updated_at"])
            self.message_user(request, NO_QUESTIONS, messages.ERROR)

    @admin.action(description="Make ready: classes may take it", permissions=["change"])
    def make_ready(self, request: HttpRequest, queryset: QuerySet[Quiz]) -> None:
        done = 0
        for quiz in self.own(request, queryset):
            if not ready_items(quiz):
                self.message_user(request, f"“{quiz}”: {NO_QUESTIONS}", messages.ERROR)
                continue
            quiz.status = Quiz.Status.READY
            quiz.save(update_fields=["status", "updated_at"])
            done += 1
        level = messages.SUCCESS if done else messages.WARNING
        self.message_user(request, f"{count_of(done, 'quiz is', 'quizzes are')} ready.", level)

    @admin.action(description="Retire: taken no more, its answers are kept", permissions=["change"])
    def retire(self, request: HttpRequest, queryset: QuerySet[Quiz]) -> None:
        done = 0
        for quiz in self.own(request, queryset):
            quiz.status = Quiz.Status.RETIRED
            quiz.save(update_fields=["status", "updated_at"])
            done += 1
        self.message_user(request, f"{count_of(done, 'quiz is', 'quizzes are')} retired.", messages.SUCCESS)


NO_QUESTIONS = "A quiz needs at least one ready question. It stays a draft until it has one."


def ready_items(quiz: Quiz) -> int:
    return quiz.items.filter(question__status=Question.Status.READY).count()


def attempts_sentence(number: int, instead: str) -> str:
    if not number:
        return ""
    return f"{count_of(number, 'attempt of a student rests', 'attempts of students rest')} on this. {instead}"


@keeps(Quiz)
def quizzes_with_attempts(quizzes: Any) -> str:
    ids = [quiz.pk for quiz in quizzes]
    return attempts_sentence(
        Attempt.objects.filter(quiz__in=ids).count(), "Retire instead: it is taken no more, and its answers are kept."
    )


@keeps(Article)
def articles_with_attempts(articles: Any) -> str:
    ids = [article.pk for article in articles]
    attempts = Attempt.objects.filter(Q(quiz__edition__article__in=ids))
    return attempts_sentence(
        attempts.count(), "Archive instead: it leaves the library, and nothing is lost."
    ) or others_sentence(Quiz.objects.filter(edition__article__in=ids), articles)


@keeps(Edition)
def editions_with_attempts(editions: Any) -> str:
    ids = [edition.pk for edition in editions]
    return attempts_sentence(
        Attempt.objects.filter(quiz__edition__in=ids).count(), "Archive its article instead: nothing is lost."
    ) or others_sentence(Quiz.objects.filter(edition__in=ids), [edition.article for edition in editions])


def others_sentence(quizzes: QuerySet[Quiz], articles: Any) -> str:
    """Quizzes that colleagues made on these texts keep them too; whose they are is not said."""
    owners = {article.owner_id for article in articles}
    if quizzes.exclude(owner=None).exclude(owner__in=[owner for owner in owners if owner]).exists():
        return "A colleague has made a quiz on this text. Archive instead: nothing is lost."
    return ""
