"""Reading: the library, an article, a concept."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import F, Window
from django.db.models.functions import RowNumber
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from articles.forms import LibraryForm, TextSizeForm
from articles.level import minutes_to_read
from articles.library import LEVELS, Card, card, level_of, measured_editions, shelf
from articles.models import Article, ArticleConcept, Concept, Edition, Mention, Note
from articles.passages import Passage, laid_out

ON_A_PAGE = 24
MOST_SENTENCES = 40
MOST_ARTICLES = 24
MOST_ALSO_IN = 3
A_YEAR = 365 * 24 * 60 * 60
TEXT_SIZE_COOKIE = "oqu_text_size"


def shelf_context(request: HttpRequest) -> dict[str, Any]:
    """What `articles/_shelf.html` needs."""
    form = LibraryForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    found = shelf(
        request.user,
        words=asked.get("q", ""),
        concept=asked.get("concept", ""),
        level=asked.get("level", ""),
    )
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    cards: list[Card] = [card(article) for article in page]
    concept = Concept.objects.filter(slug=asked["concept"]).first() if asked.get("concept") else None
    return {
        "form": form,
        "page": page,
        "cards": cards,
        "levels": LEVELS,
        "asked": asked,
        "concept": concept,
        "is_narrowed": any(asked.values()),
    }


@require_safe
def library(request: HttpRequest) -> HttpResponse:
    return render(request, "articles/library.html", shelf_context(request))


@require_safe
def article_detail(request: HttpRequest, slug: str) -> HttpResponse:
    article = get_object_or_404(Article.objects.visible_to(request.user), slug=slug)
    editions = list(measured_editions().filter(article=article).order_by("position", "pk"))
    edition = asked_edition(editions, request.GET.get("telling"))
    own = list(Note.objects.of(request.user).filter(edition=edition)) if edition else []
    passage = laid_out(edition, with_concepts=True, own=own) if edition else Passage(())
    response = render(
        request,
        "articles/article_detail.html",
        {
            "article": article,
            "edition": edition,
            "editions": editions,
            "passage": passage,
            "marked": asked_number(request.GET.get("mark")),
            "also_in": also_in(request, article, passage),
            "minutes": minutes_to_read(edition.word_count) if edition else 0,
            "grade": level_of(edition) if edition else None,
            "text_sizes": TextSizeForm.SIZES,
            "may_note": request.user.is_authenticated and not request.user.is_staff,
        },
    )
    if request.user.is_authenticated:
        # Her own notes stand in it: no shared cache and no "back" after signing out may show them.
        add_never_cache_headers(response)
    return response


def asked_number(value: str | None) -> int | None:
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 18 else None


def asked_edition(editions: list[Edition], telling: str | None) -> Edition | None:
    """The telling that was asked for, the first one otherwise; 404 for one that this article does not have."""
    if not telling:
        return editions[0] if editions else None
    for edition in editions:
        if telling == str(edition.pk):
            return edition
    raise Http404("No such telling of this article.")


def also_in(request: HttpRequest, article: Article, passage: Passage) -> list[tuple[Concept, list[Article]]]:
    """Each concept of the passage with other articles that speak of it, those that speak most of it. One query."""
    others: dict[int, list[Article]] = {concept.pk: [] for concept in passage.concepts}
    visible = Article.objects.visible_to(request.user).published().exclude(pk=article.pk)
    place = Window(RowNumber(), partition_by=F("tag"), order_by=[F("salience").desc(), F("pk").asc()])
    links = ArticleConcept.objects.filter(tag__in=others, content_object__in=visible).annotate(place=place)
    for link in links.filter(place__lte=MOST_ALSO_IN).select_related("content_object").order_by("-salience", "pk"):
        others[link.tag_id].append(link.content_object)
    return [(concept, others[concept.pk]) for concept in passage.concepts]


@require_safe
def concept_detail(request: HttpRequest, slug: str) -> HttpResponse:
    concept = get_object_or_404(Concept.objects.visible_to(request.user), slug=slug)
    visible = Article.objects.visible_to(request.user)
    links = ArticleConcept.objects.filter(tag=concept, content_object__in=visible)
    mentions = (
        Mention.objects.filter(concept=concept, sentence__section__edition__article__in=visible)
        .select_related("sentence__section__edition__article")
        .order_by("sentence__section__edition__article__title", "sentence__section__edition", "sentence", "start")
    )
    shown = list(mentions[: MOST_SENTENCES + 1])
    linked = list(links.select_related("content_object").order_by("-salience", "pk")[: MOST_ARTICLES + 1])
    return render(
        request,
        "articles/concept_detail.html",
        {
            "concept": concept,
            "links": linked[:MOST_ARTICLES],
            "has_more_articles": len(linked) > MOST_ARTICLES,
            "mentions": [in_three(mention) for mention in shown[:MOST_SENTENCES]],
            "has_more": len(shown) > MOST_SENTENCES,
        },
    )


def in_three(mention: Mention) -> dict[str, Any]:
    """A sentence before, at and after the words that name the concept."""
    text = mention.sentence.text
    return {
        "mention": mention,
        "edition": mention.sentence.section.edition,
        "before": text[: mention.start],
        "name": text[mention.start : mention.end],
        "after": text[mention.end :],
    }


@require_POST
def text_size(request: HttpRequest) -> HttpResponse:
    """Keep the size of reading text that she chose, on this device, and go back to where she was."""
    form = TextSizeForm(request.POST)
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        back = reverse("articles:library")
    response = redirect(back)
    if form.is_valid():
        response.set_cookie(
            TEXT_SIZE_COOKIE,
            form.cleaned_data["size"],
            max_age=A_YEAR,
            samesite="Lax",
            secure=request.is_secure(),
        )
    return response
