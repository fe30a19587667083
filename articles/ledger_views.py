"""The tellings of an article compared, as students see it: what the teacher confirmed, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from articles.comparing import shown_to_students
from articles.cutting import Piece, pieces
from articles.models import Article, LedgerRow

GROUPS = (
    ("Where they part", (LedgerRow.Mark.DIFFERENCE, LedgerRow.Mark.MISTAKE)),
    ("Other words for the same", (LedgerRow.Mark.SAME, LedgerRow.Mark.WORDING)),
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A row with its quotes cut where the lit words begin and end."""

    row: LedgerRow
    base: tuple[Piece, ...]
    other: tuple[Piece, ...]


@require_safe
def article_ledger(request: HttpRequest, slug: str) -> HttpResponse:
    """404 unless it was opened; the owner may look at it before that."""
    article = get_object_or_404(Article.objects.visible_to(request.user), slug=slug)
    is_owner = Article.objects.editable_by(request.user).filter(pk=article.pk).exists()
    if not article.ledger_is_open and not is_owner:
        raise Http404
    rows = shown_to_students(article)
    groups = [
        (title, [Shown(r, pieces(r.base_quote, r.base_spans), pieces(r.other_quote, r.other_spans)) for r in chosen])
        for title, marks in GROUPS
        if (chosen := [row for row in rows if row.mark in marks])
    ]
    return render(request, "articles/ledger.html", {"article": article, "groups": groups})
