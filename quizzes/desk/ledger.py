"""Two tellings side by side: what differs, the teacher's marks on it, and opening it to the class."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from articles.comparing import base_of, build_all, comparable, is_current
from articles.cutting import Piece, pieces
from articles.models import Article, Edition, Ledger, LedgerRow, Sentence
from quizzes import comparing
from quizzes.desk.access import for_teachers, load_article, teacher
from quizzes.desk.tables import table_file
from quizzes.exchange.sheets import Table

ON_A_PAGE = 200
COLUMNS = ("Kind", "What", "First telling", "Second telling", "In short", "Mark", "Trusted", "Why")


@dataclass(frozen=True, slots=True)
class Shown:
    """A row with its quotes cut where the lit words begin and end."""

    row: LedgerRow
    base: tuple[Piece, ...]
    other: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """One step of the texts side by side: what both tell, or what only one of them tells."""

    base: tuple[tuple[Piece, ...], ...]
    other: tuple[tuple[Piece, ...], ...]
    rows: tuple[LedgerRow, ...]
    is_moved: bool = False
    heading: str = ""


class MarkForm(forms.Form):
    """What a teacher says of a row."""

    row = forms.IntegerField(min_value=1)
    mark = forms.ChoiceField(choices=LedgerRow.Mark.choices)
    trusted = forms.IntegerField(min_value=1, required=False)
    note = forms.CharField(required=False, max_length=1000)


class FilterForm(forms.Form):
    """Which rows of a ledger to show."""

    kind = forms.ChoiceField(choices=[("", "Every kind"), *LedgerRow.Kind.choices], required=False)
    status = forms.ChoiceField(choices=[("", "All that differ"), *LedgerRow.Status.choices], required=False)
    mark = forms.ChoiceField(choices=[("", "Any mark"), *LedgerRow.Mark.choices], required=False)


def shown(row: LedgerRow) -> Shown:
    return Shown(row, pieces(row.base_quote, row.base_spans), pieces(row.other_quote, row.other_spans))


def load_ledger(request: HttpRequest, article: Article) -> Ledger | None:
    """The pair that the address asks for, or the first one; None while nothing was compared."""
    ledgers = Ledger.objects.filter(base__article=article, other__article=article).select_related("base", "other")
    if asked := request.GET.get("pair") or request.POST.get("pair"):
        if not asked.isascii() or not asked.isdigit() or len(asked) > 17:
            raise Http404
        return get_object_or_404(ledgers, pk=int(asked))
    return ledgers.order_by("other__position", "pk").first()


@require_safe
@for_teachers
def article_ledger(request: HttpRequest, pk: int) -> HttpResponse:
    """What differs first, the texts side by side below."""
    article = load_article(request, pk)
    ledger = load_ledger(request, article)
    base = ledger.base if ledger else base_of(article)
    context: dict[str, Any] = {
        "article": article,
        "ledger": ledger,
        "base": base,
        "editions": article.editions.order_by("position", "pk"),
        "others": comparable(article, base) if base else [],
        "pairs": Ledger.objects.filter(base__article=article, other__article=article).select_related("base", "other"),
    }
    if ledger is not None:
        form = FilterForm(request.GET)
        chosen = form.cleaned_data if form.is_valid() else {}
        rows = filtered(ledger, chosen)
        table = as_table(ledger, rows)
        if (answer := table_file(request, f"{article.title} ledger", table)) is not None:
            return answer
        context |= {
            "form": form,
            "is_current": is_current(ledger),
            "rows": [shown(row) for row in rows[:ON_A_PAGE]],
            "has_more": len(rows) > ON_A_PAGE,
            "table": table,
            "counts": counts(ledger),
            "marks": LedgerRow.Mark.choices,
            "passages": side_by_side(ledger),
            "query": urlencode({"pair": ledger.pk, **{key: value for key, value in chosen.items() if value}}),
        }
    return render(request, "desk/ledger.html", context)


def filtered(ledger: Ledger, chosen: dict[str, str]) -> list[LedgerRow]:
    rows = ledger.rows.select_related("trusted")
    rows = rows.filter(status=chosen["status"]) if chosen.get("status") else rows.parting()
    for name in ("kind", "mark"):
        if chosen.get(name):
            rows = rows.filter(**{name: chosen[name]})
    return list(rows.order_by("position", "pk"))


def counts(ledger: Ledger) -> dict[str, int]:
    rows = list(ledger.rows.values_list("status", "mark"))
    by_status = Counter(status for status, _ in rows)
    parting = len(rows) - by_status[LedgerRow.Status.AGREES]
    open_rows = sum(mark == LedgerRow.Mark.UNCONFIRMED != status for status, mark in rows if status != "agrees")
    return {"parting": parting, "agreeing": by_status[LedgerRow.Status.AGREES], "open": open_rows}


def as_table(ledger: Ledger, rows: Iterable[LedgerRow]) -> Table:
    """The rows as the page shows them, for a file."""
    return Table(
        name="ledger",
        title="What differs",
        columns=COLUMNS,
        rows=tuple(
            (
                row.get_kind_display(),
                row.get_status_display(),
                row.base_quote,
                row.other_quote,
                row.detail,
                row.get_mark_display(),
                row.trusted.label if row.trusted else "",
                row.note,
            )
            for row in rows
        ),
    )


def side_by_side(ledger: Ledger) -> list[Passage]:
    """Both texts in the order of the base; what only the other tells stands after what it follows there."""
    texts = [_sentences(edition) for edition in (ledger.base, ledger.other)]
    lit: list[dict[int, list[LedgerRow]]] = [{}, {}]
    for row in ledger.rows.parting().order_by("position"):
        for side, sentence in enumerate((row.base_sentence_id, row.other_sentence_id)):
            if sentence is not None:
                lit[side].setdefault(sentence, []).append(row)
    matched = {pk: (left, right, moved) for left, right, _, moved in ledger.alignment for pk in left[:1]}
    partner = {pk for _, right, _, _ in ledger.alignment for pk in right}
    found: list[Passage] = []
    waiting = list(texts[1])
    done: set[int] = set()
    heading = ""

    def add(left: Sequence[int], right: Sequence[int], *, moved: bool = False, heading: str = "") -> None:
        rows = {row.pk: row for side, pks in enumerate((left, right)) for pk in pks for row in lit[side].get(pk, ())}
        found.append(
            Passage(
                _laid([texts[0][pk] for pk in left if pk in texts[0]], lit[0], 0),
                _laid([texts[1][pk] for pk in right if pk in texts[1]], lit[1], 1),
                tuple(rows.values()),
                moved,
                heading,
            )
        )

    def catch_up(until: int | None) -> None:
        """What the other telling alone has before the sentence that comes next there."""
        while waiting and waiting[0] != until and waiting[0] not in partner:
            add((), (waiting.pop(0),))

    for pk, own in texts[0].items():
        if pk in done:
            continue
        title = own.section.heading if own.section.heading != heading else ""
        heading = own.section.heading
        left, right, moved = matched.get(pk, ([pk], [], False))
        if right:
            catch_up(right[0])
        add(left, right, moved=moved, heading=title)
        done.update(left)
        waiting = [other for other in waiting if other not in right]
        if right and not moved:
            catch_up(None)
    for pk in waiting:
        if pk not in partner:
            add((), (pk,))
    return found


def _sentences(edition: Edition) -> dict[int, Sentence]:
    rows = Sentence.objects.filter(section__edition=edition).select_related("section")
    return {row.pk: row for row in rows.order_by("section__position", "section_id", "position")}


def _laid(sentences: Sequence[Sentence], lit: dict[int, list[LedgerRow]], side: int) -> tuple[tuple[Piece, ...], ...]:
    """Sentences cut at the spans of the rows that begin with the first of them; whole passages are not lit."""
    found = []
    quote_start = 0
    rows = [row for sentence in sentences[:1] for row in lit.get(sentence.pk, ())]
    for sentence in sentences:
        spans = [
            (start - quote_start, end - quote_start)
            for row in rows
            if row.kind not in {LedgerRow.Kind.PASSAGE, LedgerRow.Kind.ORDER}
            for start, end in (row.base_spans, row.other_spans)[side]
        ]
        found.append(pieces(sentence.text, [(s, e) for s, e in spans if e > 0 and s < len(sentence.text)]))
        quote_start += len(sentence.text) + 1
    return tuple(found)


# What a teacher does --------------------------------------------------------------------------------------------------


def back(article: Article, request: HttpRequest, place: str = "") -> HttpResponse:
    """To the ledger as it was filtered."""
    form = FilterForm(request.POST)
    form.is_valid()
    query = {key: value for key, value in getattr(form, "cleaned_data", {}).items() if value and key != "mark"}
    if (shown_mark := request.POST.get("shown_mark", "")) in LedgerRow.Mark.values:
        query["mark"] = shown_mark
    if pair := request.POST.get("pair", ""):
        query["pair"] = pair
    path = reverse("desk:article-ledger", args=[article.pk])
    return redirect(f"{path}?{urlencode(query)}{place}" if query else f"{path}{place}")


@require_POST
@for_teachers
def article_ledger_build(request: HttpRequest, pk: int) -> HttpResponse:
    """Hold the tellings against each other, or once more after a text has changed."""
    article = load_article(request, pk)
    base = None
    if asked := request.POST.get("base"):
        mine = article.editions.filter(language="en")
        base = (
            get_object_or_404(mine, pk=int(asked)) if asked.isascii() and asked.isdigit() and len(asked) < 18 else None
        )
        if base is None:
            raise Http404
    built = build_all(article, base)
    if not built:
        messages.error(request, "This article has one telling only. Bring in another one to compare them.")
    else:
        rows = sum(each.ledger.rows.parting().count() for each in built)
        messages.success(
            request, f"Compared: {rows} places to look at. Nothing is shown to students until you mark it."
        )
    if base is not None and built:
        return redirect(f"{reverse('desk:article-ledger', args=[article.pk])}?pair={built[0].ledger.pk}")
    return back(article, request)


@require_POST
@for_teachers
def article_ledger_mark(request: HttpRequest, pk: int) -> HttpResponse:
    """A teacher's word on one row: what it is, which telling she trusts, and why."""
    article = load_article(request, pk)
    form = MarkForm(request.POST)
    if not form.is_valid():
        raise Http404
    rows = LedgerRow.objects.filter(ledger__base__article=article).select_related("ledger")
    row = get_object_or_404(rows, pk=form.cleaned_data["row"])
    trusted = form.cleaned_data["trusted"]
    if trusted and trusted not in {row.ledger.base_id, row.ledger.other_id}:
        raise Http404
    row.mark, row.note, row.trusted_id = form.cleaned_data["mark"], form.cleaned_data["note"].strip(), trusted
    is_open = row.mark == LedgerRow.Mark.UNCONFIRMED
    row.marked_by, row.marked_at = (None, None) if is_open else (teacher(request), timezone.now())
    row.save(update_fields=["mark", "note", "trusted", "marked_by", "marked_at"])
    return back(article, request, f"#row-{row.pk}")


@require_POST
@for_teachers
def article_ledger_open(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the confirmed rows to students, or close them again."""
    article = load_article(request, pk)
    act = request.POST.get("act")
    if act not in {"open", "close"}:
        raise Http404
    article.ledger_is_open = act == "open"
    article.save(update_fields=["ledger_is_open", "updated_at"])
    messages.success(
        request,
        "Open: whoever may read this article sees the rows that you have marked."
        if article.ledger_is_open
        else "Closed: only you see it.",
    )
    return back(article, request)


@require_POST
@for_teachers
def article_ledger_questions(request: HttpRequest, pk: int) -> HttpResponse:
    """Draft questions that only a comparison can answer; they wait on the drafts page of the first telling."""
    article = load_article(request, pk)
    ledger = load_ledger(request, article)
    if ledger is None:
        raise Http404
    drafted = comparing.author(ledger)
    if drafted:
        messages.success(request, f"{drafted} new comparison questions wait for you to look over.")
        return redirect("desk:edition-review", pk=ledger.base_id)
    messages.info(request, "No new questions: mark a few rows as real differences first, or look over what waits.")
    return back(article, request)
