"""Questions with their options and evidence. Nothing becomes ready here but through `Question.publish`."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from articles.admin.access import articles_for
from articles.admin.texts import shortened
from articles.models import Edition, Person
from kzproject.admin import PartInline, Theirs, TheirsFilter, count_of, is_operator, keeps
from quizzes.admin.evidence import EvidenceInline, lit
from quizzes.guards import REFUSAL
from quizzes.models import AcceptedAnswer, Evidence, Option, Question


def answered(question: Any) -> bool:
    """Whether a student has answered it: then what counts as right is no longer changed in silence."""
    return question is not None and question.pk is not None and question.responses.exists()


class KeyInline(PartInline):
    """What counts as right stands fast once somebody has answered."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_add_permission(request, obj) and not answered(obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and not answered(obj)


class OptionInline(KeyInline):
    model = Option
    fields = ("position", "text", "is_key", "role", "rationale")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return ("position", "is_key") if answered(obj) else ()

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in {"text", "rationale"}:
            kwargs["widget"] = forms.Textarea(attrs={"rows": 2, "cols": 40})
        return super().formfield_for_dbfield(db_field, request, **kwargs)


class AcceptedAnswerInline(KeyInline):
    model = AcceptedAnswer
    fields = ("position", "text")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and not answered(obj)


class DraftForm(forms.Form):
    """Which telling to draft questions for."""

    edition = forms.ModelChoiceField(Edition.objects.none(), label="Draft questions on")

    def __init__(self, editions: QuerySet[Edition], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["edition"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = editions


@admin.register(Question)
class QuestionAdmin(Theirs):
    list_display = ("short_stem", "kind", "status", "quote", "score", "edition")
    list_filter = ("status", "kind", "understanding", "origin", ("edition", TheirsFilter))
    list_select_related = ("edition",)
    search_fields = ("stem", "options__text", "edition__title")
    autocomplete_fields = ("concepts",)
    readonly_fields = (
        "origin",
        "template",
        "score",
        "created_at",
        "updated_at",
        "reviewed_by",
        "reviewed_at",
        "evidence_in_text",
        "what_is_missing",
    )
    inlines = (OptionInline, AcceptedAnswerInline, EvidenceInline)
    actions = ("make_ready", "retire")
    fieldsets = (
        (None, {"fields": ("edition", "kind", "stem", "explanation", "status")}),
        ("The sentence that answers it", {"fields": ("evidence_in_text", "what_is_missing")}),
        ("More", {"fields": ("understanding", "difficulty", "concepts"), "classes": ("collapse",)}),
        (
            "Where it comes from",
            {
                "fields": ("origin", "template", "score", "created_at", "updated_at", "reviewed_by", "reviewed_at"),
                "classes": ("collapse",),
            },
        ),
    )

    def theirs(self, rows: QuerySet[Any], user: Person) -> QuerySet[Any]:
        """Her own, and the ready ones of the site's articles: those may stand in her quizzes."""
        site = Q(status=Question.Status.READY, edition__article__in=articles_for(user).filter(owner=None))
        return rows.filter(Q(pk__in=Question.objects.editable_by(user).values("pk")) | site)

    def changeable(self, rows: QuerySet[Any], user: Person) -> QuerySet[Any]:
        return rows.filter(pk__in=Question.objects.editable_by(user).values("pk"))

    def annotated(self, rows: QuerySet[Any], request: HttpRequest) -> QuerySet[Any]:
        quotes = Evidence.objects.filter(question=OuterRef("pk")).order_by("pk").values("quote")[:1]
        return rows.annotate(first_quote=Subquery(quotes))

    def get_ordering(self, request: HttpRequest) -> Any:
        return ("edition__title", "-score", "pk")

    def get_search_results(self, request: HttpRequest, queryset: QuerySet[Any], search_term: str) -> Any:
        """Where a quiz asks, only what is ready is offered: nothing reaches students unapproved."""
        if request.GET.get("model_name") == "quizitem" and request.path == reverse("admin:autocomplete"):
            queryset = queryset.filter(status=Question.Status.READY)
        return super().get_search_results(request, queryset, search_term)

    def choices_of(self, model: Any, request: HttpRequest) -> Any:
        """A question is written on a text of one's own."""
        found = super().choices_of(model, request)
        if model is Edition and found is not None and not is_operator(request.user):
            return found.filter(article__owner_id=request.user.pk)
        return found

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return self.readonly_fields
        return (*self.readonly_fields, "edition", *(("kind",) if answered(obj) else ()))

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)
        if obj is not None:
            return fieldsets
        return [(None, {"fields": ("edition", "kind", "stem", "explanation")}), fieldsets[2]]

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        """The sentences to choose from are known once the question has its text."""
        return self.inlines if obj is not None else (OptionInline, AcceptedAnswerInline)

    @admin.display(description="question", ordering="stem")
    def short_stem(self, question: Question) -> str:
        return str(question)

    @admin.display(description="evidence")
    def quote(self, question: Any) -> str:
        return shortened(question.first_quote or "", 90)

    @admin.display(description="evidence, in its paragraph")
    def evidence_in_text(self, question: Question) -> Any:
        return lit(question)

    @admin.display(description="what is missing")
    def what_is_missing(self, question: Question) -> str:
        faults = [] if question.status == Question.Status.RETIRED else question.faults()
        if answered(question):
            faults.append("Students have answered it, so its key stands fast here.")
        return " ".join(faults) or "Nothing: it can be made ready."

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in {"stem", "explanation"}:
            kwargs["widget"] = forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"})
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    # Saving

    def save_model(self, request: HttpRequest, obj: Question, form: Any, change: bool) -> None:
        """Stores everything but the status, which waits until options and evidence are stored too."""
        obj.__dict__["wanted_status"] = obj.status
        if not change:
            obj.origin = Question.Origin.WRITTEN
            obj.status = Question.Status.DRAFT
            super().save_model(request, obj, form, change)
            return
        fields = [field.name for field in obj._meta.concrete_fields if field.name not in {"id", "status"}]
        obj.save(update_fields=fields)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        question = form.instance
        wanted = question.__dict__.pop("wanted_status")
        was_ready = form.initial.get("status") == Question.Status.READY
        if wanted != Question.Status.READY:
            Question.objects.filter(pk=question.pk).update(status=wanted, reviewed_at=timezone.now())
            question.status = wanted
            return
        try:
            question.publish(by=request.user)
        except ValidationError as error:
            self.tell(request, question, error)
            question.status = Question.Status.DRAFT
            Question.objects.filter(pk=question.pk).update(status=Question.Status.DRAFT)
            said = "went back to draft" if was_ready else "stays a draft"
            self.message_user(request, f"The question is saved and {said}.", messages.WARNING)

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: Any = None) -> HttpResponse:
        """A new question goes on to its evidence."""
        if "_addanother" not in request.POST and "_popup" not in request.POST:
            onward = request.POST.copy()
            onward["_continue"] = "1"
            request.POST = onward  # type: ignore[assignment]
        return super().response_add(request, obj, post_url_continue)

    def changeform_view(
        self, request: HttpRequest, object_id: Any = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except IntegrityError as error:
            if REFUSAL not in str(error):
                raise
            self.message_user(request, f"Not saved: {REFUSAL}.", messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())

    # Actions

    @admin.action(description="Make ready: students may be asked", permissions=["change"])
    def make_ready(self, request: HttpRequest, queryset: QuerySet[Question]) -> None:
        done = 0
        for question in self.own(request, queryset):
            try:
                with transaction.atomic():
                    question.publish(by=request.user)
            except ValidationError as error:
                self.tell(request, question, error)
            except IntegrityError as error:
                if REFUSAL not in str(error):
                    raise
                self.tell(request, question, ValidationError(f"It is not ready: {REFUSAL}."))
            else:
                done += 1
        self.message_user(
            request,
            f"{count_of(done, 'question is', 'questions are')} ready.",
            messages.SUCCESS if done else messages.WARNING,
        )

    @admin.action(description="Retire: asked no more, its answers are kept", permissions=["change"])
    def retire(self, request: HttpRequest, queryset: QuerySet[Question]) -> None:
        done = 0
        for question in self.own(request, queryset):
            question.retire()
            done += 1
        self.message_user(request, f"{count_of(done, 'question is', 'questions are')} retired.", messages.SUCCESS)

    # Drafting

    def get_urls(self) -> list[URLPattern]:
        own = path("draft/", self.admin_site.admin_view(self.draft_view), name="quizzes_question_draft")
        return [own, *super().get_urls()]

    def draft_view(self, request: HttpRequest) -> HttpResponse:
        """Have questions drafted on one telling; drafts that nobody has looked at are replaced."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        editions = self.choices_of(Edition, request).select_related("article").order_by("title", "position")
        sent = request.POST if request.method == "POST" else None
        form = DraftForm(editions, sent, initial={"edition": request.GET.get("edition")})
        if sent is not None and form.is_valid():
            from quizzes.authoring import author

            edition = form.cleaned_data["edition"]
            authored = author(edition, by=request.user)
            drafts = edition.questions.filter(status=Question.Status.DRAFT).count()
            said = f"{count_of(drafts, 'draft waits', 'drafts wait')} to be looked over on “{edition}”."
            self.message_user(request, authored.message or said, messages.SUCCESS if drafts else messages.WARNING)
            address = reverse("admin:quizzes_question_changelist")
            return HttpResponseRedirect(f"{address}?status__exact=draft&edition__id__exact={edition.pk}")
        context = {
            **self.admin_site.each_context(request),
            "title": "Draft questions",
            "opts": self.opts,
            "form": form,
        }
        return TemplateResponse(request, "admin/quizzes/question/draft.html", context)


@keeps(Question)
def questions_with_answers(questions: Any) -> str:
    ids = [question.pk for question in questions]
    held = Question.objects.filter(pk__in=ids).filter(~Q(responses=None) | ~Q(quiz_items=None)).distinct().count()
    if not held:
        return ""
    return (
        f"{count_of(held, 'question stands', 'questions stand')} in a quiz or has been answered. "
        "Retire instead: it is asked no more, and its answers are kept."
    )
