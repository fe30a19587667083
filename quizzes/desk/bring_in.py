"""Bringing an article in: pasted or chosen, cleaned, looked over, and its questions drafted."""

from __future__ import annotations

import secrets
from collections import defaultdict
from pathlib import PurePath

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from articles import ingest as ingesting
from articles import revising
from articles.models import Edition, Removal
from articles.text.cleaning import Reason
from articles.text.decoding import UnreadableText, decode
from quizzes.authoring import author
from quizzes.desk.access import for_teachers, load_doubt, load_edition, load_removal, posted, teacher
from quizzes.desk.bring_in_forms import LICENCES, BelongsForm, BringInForm, DetailsForm
from quizzes.desk.laying import MOST_TO_DRAFT, counts

AROUND = 32
"""Characters before and after a removal by which a teacher finds the place."""


@require_http_methods(["GET", "HEAD", "POST"])
@for_teachers
def article_create(request: HttpRequest) -> HttpResponse:
    """Stored at once as a draft that only she sees, so that nothing is lost; looked over on the next page."""
    form = BringInForm(*posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            taken = ingesting.ingest(
                data=form.given,
                source_name=free_name(request, form.name),
                owner=teacher(request),
                source=form.fetched.address if form.fetched else "",
                fetched_at=form.fetched.at if form.fetched else None,
            )
        except UnreadableText as refusal:
            form.add_error(form.source_field, str(refusal))
        else:
            for note in form.notes:
                messages.info(request, note)
            if taken.outcome is ingesting.Outcome.UNCHANGED:
                messages.info(request, "This text is here already, word for word.")
            return redirect("desk:edition-cleaning", pk=taken.edition.pk)
    return render(request, "desk/article_create.html", {"form": form}, status=422 if form.errors else 200)


def free_name(request: HttpRequest, name: str) -> str:
    """A source name that none of her texts has: the same name twice would replace the earlier text."""
    base = PurePath(name.replace("\\", "/")).name[-200:] or f"pasted {timezone.localtime():%Y-%m-%d %H:%M:%S}"
    if not Edition.objects.filter(article__owner=teacher(request), source_name=base).exists():
        return base
    return f"{base} #{secrets.token_hex(3)}"


@require_http_methods(["GET", "HEAD", "POST"])
@for_teachers
def edition_cleaning(request: HttpRequest, pk: int) -> HttpResponse:
    """The cleaned sections beside what was removed or mended and why, each with its way back."""
    edition = load_edition(request, pk)
    form = DetailsForm(posted(request)[0], instance=edition)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "Saved.")
        return redirect("desk:edition-cleaning", pk=edition.pk)
    edition.refresh_from_db(fields=["title"])
    others = edition.article.editions.exclude(pk=edition.pk)
    context = {
        "edition": edition,
        "form": form,
        "belongs_form": BelongsForm(owner=teacher(request), edition=edition),
        "others": others,
        "sections": edition.sections.order_by("position"),
        "groups": removals_by_reason(edition),
        "doubts": edition.doubts.filter(dismissed=False).select_related("section"),
        "licences": LICENCES,
        "counts": counts(edition),
        "too_long": edition.word_count > MOST_TO_DRAFT,
        "most_words": MOST_TO_DRAFT,
    }
    return render(request, "desk/edition_cleaning.html", context, status=422 if form.errors else 200)


def removals_by_reason(edition: Edition) -> list[dict[str, object]]:
    """Removals and repairs under their reasons, the most frequent reason first; mere spacing comes last."""
    groups: dict[str, list[Removal]] = defaultdict(list)
    revision = edition.current_revision
    given = decode(bytes(revision.given)).text if revision else ""
    for removal in edition.removals.select_related("section").order_by("start"):
        before, after = given[max(0, removal.start - AROUND) : removal.start], given[removal.end :][:AROUND]
        removal.before = before.rsplit("\n", 1)[-1].partition(" ")[2] or before.rsplit("\n", 1)[-1]  # type: ignore[attr-defined]
        removal.after = after.partition("\n")[0].rpartition(" ")[0] or after.partition("\n")[0]  # type: ignore[attr-defined]
        groups[removal.reason].append(removal)
    made = [
        {
            "reason": reason,
            "label": label_of(reason),
            "removals": rows,
            "only_space": all(not row.removed.strip() and not row.inserted.strip() for row in rows),
        }
        for reason, rows in groups.items()
    ]
    return sorted(made, key=lambda group: (group["only_space"], -len(groups[str(group["reason"])])))


def label_of(reason: str) -> str:
    try:
        return str(Reason(reason).label)
    except ValueError:
        return reason.replace("_", " ").capitalize()


@require_POST
@for_teachers
def removal_put_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Put one piece back, or take it out again."""
    removal = load_removal(request, pk)
    back = request.POST.get("act") != "take_out"
    try:
        done = ingesting.put_back(removal, put_back=back)
    except UnreadableText as refusal:
        messages.error(request, str(refusal))
    else:
        if done.stale_questions:
            messages.info(request, f"{done.stale_questions} questions lean on this place and wait for you again.")
    return redirect(f"{reverse('desk:edition-cleaning', args=[removal.edition_id])}#removal-{removal.pk}")


@require_POST
@for_teachers
def doubt_dismiss(request: HttpRequest, pk: int) -> HttpResponse:
    doubt = load_doubt(request, pk)
    doubt.dismissed = True
    doubt.save(update_fields=["dismissed"])
    return redirect(f"{reverse('desk:edition-cleaning', args=[doubt.edition_id])}#doubts")


@require_POST
@for_teachers
def edition_belongs(request: HttpRequest, pk: int) -> HttpResponse:
    """Beside another of her articles, or on its own."""
    edition = load_edition(request, pk)
    form = BelongsForm(request.POST, owner=teacher(request), edition=edition)
    if not form.is_valid():
        messages.error(request, "Choose one of your articles.")
    elif (article := form.cleaned_data["article"]) is not None:
        revising.put_beside(edition, article)
        messages.success(request, f"It stands beside the other tellings of “{article}” now.")
    else:
        owner = edition.article.owner or teacher(request)
        revising.set_apart(edition, owner=owner)
        messages.success(request, "It is an article of its own now.")
    return redirect("desk:edition-cleaning", pk=edition.pk)


@require_POST
@for_teachers
def edition_draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Draft questions while the teacher waits: about a second for 1,000 words."""
    edition = load_edition(request, pk)
    if edition.word_count > MOST_TO_DRAFT:
        messages.error(
            request,
            f"This text has {edition.word_count:,} words. Questions are drafted for texts of at most "
            f"{MOST_TO_DRAFT:,}; bring it in chapter by chapter.",
        )
        return redirect("desk:edition-cleaning", pk=edition.pk)
    drafted = author(edition, by=teacher(request))
    if drafted.message:
        messages.error(request, drafted.message)
        return redirect("desk:edition-cleaning", pk=edition.pk)
    if not edition.questions.exclude(status="retired").exists():
        messages.info(
            request,
            "No question could be drafted that would be worth your time. The map of the text says why; you can "
            "write questions of your own.",
        )
        return redirect("desk:edition-coverage", pk=edition.pk)
    return redirect("desk:edition-review", pk=edition.pk)
