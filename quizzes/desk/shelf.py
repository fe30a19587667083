"""Her articles and the library's: the list, one article with its tellings, publishing, putting away, removing."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count, ProtectedError, Q, RestrictedError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from articles.models import Article, Edition
from quizzes.desk.access import for_teachers, load_article, load_edition, posted, teacher
from quizzes.desk.laying import OPEN
from quizzes.desk.quiz_forms import moment_field
from quizzes.models import Question, Quiz

PAGE = 20
NONE_YET = {"ready": 0, "open": 0}


class ArticleForm(forms.ModelForm):
    title = forms.CharField(max_length=300, error_messages={"required": "Give the article a title."})
    summary = forms.CharField(
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="A sentence or two for the library. May stay empty.",
    )

    class Meta:
        model = Article
        fields = ["title", "summary"]


class PublishForm(forms.Form):
    """When a draft becomes public."""

    publish_at = moment_field("Date and time", "Everybody can read it from then on. Nobody but you sees it before.")

    def clean_publish_at(self) -> datetime:
        at: datetime | None = self.cleaned_data["publish_at"]
        if at is None:
            raise forms.ValidationError("Choose the date and time.")
        if at <= timezone.now():
            raise forms.ValidationError("This time is over already. Choose a later one, or publish it now.")
        return at


@require_safe
@for_teachers
def article_list(request: HttpRequest) -> HttpResponse:
    """Hers, and the library's that she may use."""
    words = request.GET.get("q", "").strip()[:100]
    shelf = "library" if request.GET.get("shelf") == "library" else "mine"
    shelves = {
        "mine": Article.objects.filter(owner=teacher(request)),
        "library": Article.objects.visible_to(request.user).published().exclude(owner=teacher(request)),
    }
    articles = shelves[shelf]
    if words:
        titled = Edition.objects.filter(title__icontains=words).values("article")
        articles = articles.filter(Q(title__icontains=words) | Q(pk__in=titled))
    rows = articles.order_by("-updated_at", "pk").prefetch_related("editions")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    with_numbers(edition for article in page for edition in article.editions.all())
    context = {
        "page": page,
        "words": words,
        "shelf": shelf,
        "tabs": [
            {"name": name, "label": label, "number": shelves[name].count(), "is_here": shelf == name}
            for name, label in (("mine", "Yours"), ("library", "The library"))
        ],
    }
    return render(request, "desk/article_list.html", context)


def with_numbers(editions: Any) -> list[Edition]:
    """The editions, each with `numbers`: how many questions are ready and how many wait; one query for all."""
    rows = list(editions)
    found = (
        Question.objects.filter(edition__in=[edition.pk for edition in rows])
        .order_by()
        .values("edition")
        .annotate(
            ready=Count("pk", filter=Q(status=Question.Status.READY)),
            open=Count("pk", filter=Q(status__in=OPEN)),
        )
    )
    numbers = {row["edition"]: row for row in found}
    for edition in rows:
        edition.numbers = numbers.get(edition.pk, NONE_YET)
    return rows


@require_http_methods(["GET", "HEAD", "POST"])
@for_teachers
def article_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One article: its tellings with what can be done with each, its concepts, who may read it."""
    article = get_object_or_404(Article.objects.visible_to(request.user), pk=pk)
    may_edit = Article.objects.editable_by(request.user).filter(pk=article.pk).exists()
    form = ArticleForm(posted(request)[0], instance=article)
    if request.method == "POST":
        if not may_edit:
            raise Http404
        if form.is_valid():
            form.save()
            messages.success(request, "Saved.")
            return redirect("desk:article-detail", pk=article.pk)
        article.refresh_from_db()
    return _article_page(request, article, form=form, may_edit=may_edit)


def _article_page(
    request: HttpRequest,
    article: Article,
    *,
    form: ArticleForm | None = None,
    publish_form: PublishForm | None = None,
    may_edit: bool = True,
) -> HttpResponse:
    form = form or ArticleForm(instance=article)
    publish_form = publish_form or PublishForm()
    context = {
        "article": article,
        "may_edit": may_edit,
        "form": form,
        "publish_form": publish_form,
        "editions": with_numbers(article.editions.order_by("position", "pk")),
        "links": article.concept_links.select_related("tag").order_by("-salience", "tag__name")[:80],
        "quizzes": Quiz.objects.editable_by(request.user).filter(edition__article=article).order_by("-created_at")[:20],
    }
    faulty = form.errors or publish_form.errors
    return render(request, "desk/article_detail.html", context, status=422 if faulty else 200)


@require_POST
@for_teachers
def article_status(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish, now or at a time, take back to a draft, or put away in the archive."""
    article = load_article(request, pk)
    act = request.POST.get("act")
    if act == "schedule":
        form = PublishForm(request.POST)
        if not form.is_valid():
            return _article_page(request, article, publish_form=form)
        article.schedule(form.cleaned_data["publish_at"])
        said = "Its time is set."
    else:
        acts = {
            "publish": (article.publish, "Published: everybody who visits this site can read it."),
            "unschedule": (article.withdraw, "It stays a draft until you publish it."),
            "draft": (article.withdraw, "A draft again: only you see it."),
            "archive": (article.archive, "Archived: it is out of the library, not lost."),
        }
        if act not in acts:
            raise Http404
        do, said = acts[act]
        do()
    messages.success(request, said)
    return redirect("desk:article-detail", pk=article.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@for_teachers
def article_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks once and says what goes with it; what students have answered about can only be archived."""
    article = load_article(request, pk)
    if request.method == "POST":
        return _removed(request, article, article, f"“{article}” is removed.")
    return render(request, "desk/article_delete.html", {"article": article, **_what_goes(article.editions.all())})


@require_http_methods(["GET", "HEAD", "POST"])
@for_teachers
def edition_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """One telling; the last one takes its article with it."""
    edition = load_edition(request, pk)
    if request.method == "POST":
        alone = not edition.article.editions.exclude(pk=edition.pk).exists()
        return _removed(request, edition.article, edition.article if alone else edition, f"“{edition}” is removed.")
    context = {"edition": edition, "article": edition.article, **_what_goes([edition])}
    return render(request, "desk/article_delete.html", context)


def _what_goes(editions: Any) -> dict[str, int]:
    pks = [edition.pk for edition in editions]
    return {
        "questions": Question.objects.filter(edition__in=pks).count(),
        "quizzes": Quiz.objects.filter(edition__in=pks).count(),
        "attempts": Quiz.objects.filter(edition__in=pks).aggregate(n=Count("attempts"))["n"],
    }


def _removed(request: HttpRequest, article: Article, what: Article | Edition, done: str) -> HttpResponse:
    editions = article.editions.all() if isinstance(what, Article) else [what]
    foreign = Quiz.objects.filter(edition__in=[e.pk for e in editions]).exclude(owner=teacher(request))
    try:
        if foreign.exists() and not request.user.is_superuser:
            raise ProtectedError("in use", set())
        with transaction.atomic():
            Quiz.objects.filter(edition__in=[e.pk for e in editions]).delete()
            what.delete()
    except (ProtectedError, RestrictedError):
        messages.error(
            request,
            "Quizzes on this text have been answered or belong to colleagues, so it cannot be removed. "
            "Archive it instead: it leaves the library and every answer stays.",
        )
        return redirect("desk:article-detail", pk=article.pk)
    messages.success(request, done)
    if isinstance(what, Edition):
        return redirect("desk:article-detail", pk=article.pk)
    return redirect("desk:article-list")
