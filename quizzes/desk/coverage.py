"""The map of an article: which sentences questions lean on, and why the others gave none."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.models import Edition, Sentence
from quizzes.desk.access import for_teachers, load_edition
from quizzes.desk.laying import MOST_TO_DRAFT, OPEN, counts
from quizzes.models import Evidence, Question
from quizzes.refusing import open_facts, why_not


@dataclass(frozen=True, slots=True)
class Mapped:
    """A sentence with the numbers of kept and waiting questions that lean on it."""

    sentence: Sentence
    kept: int
    waiting: int

    @property
    def state(self) -> str:
        return "kept" if self.kept else "waiting" if self.waiting else "none"


@require_safe
@for_teachers
def edition_coverage(request: HttpRequest, pk: int) -> HttpResponse:
    edition = load_edition(request, pk)
    sections = mapped(edition)
    flat = [each for section in sections for paragraph in section["paragraphs"] for each in paragraph]
    context = {
        "edition": edition,
        "sections": sections,
        "counts": counts(edition),
        "total": len(flat),
        "asked": sum(each.state != "none" for each in flat),
    }
    if chosen := request.GET.get("sentence"):
        context |= about_sentence(edition, chosen)
    elif "facts" in request.GET:
        context["facts"] = open_facts(edition) if edition.word_count <= MOST_TO_DRAFT else []
    return render(request, "desk/edition_coverage.html", context)


def mapped(edition: Edition) -> list[dict[str, Any]]:
    kept: dict[int, set[int]] = defaultdict(set)
    waiting: dict[int, set[int]] = defaultdict(set)
    shown = [Question.Status.READY, *OPEN]
    pieces = Evidence.objects.filter(question__edition=edition, question__status__in=shown)
    for leaned, question, status in pieces.values_list("sentence", "question", "question__status"):
        if leaned is not None:
            (kept if status == Question.Status.READY else waiting)[leaned].add(question)
    found: list[dict[str, Any]] = []
    for section in edition.sections.order_by("position").prefetch_related("sentences"):
        paragraphs: dict[int, list[Mapped]] = defaultdict(list)
        for sentence in section.sentences.all():
            paragraphs[sentence.paragraph].append(Mapped(sentence, len(kept[sentence.pk]), len(waiting[sentence.pk])))
        found.append({"section": section, "paragraphs": [paragraphs[number] for number in sorted(paragraphs)]})
    return found


def about_sentence(edition: Edition, chosen: str) -> dict[str, object]:
    """The questions on one sentence, and what the engine refused there and why. Reads the text anew."""
    if not chosen.isdecimal() or len(chosen) > 18:
        raise Http404
    sentences = Sentence.objects.filter(section__edition=edition).select_related("section__edition")
    sentence = sentences.filter(pk=int(chosen)).first()
    if sentence is None:
        raise Http404
    questions = Question.objects.filter(evidence__sentence=sentence).exclude(status=Question.Status.RETIRED).distinct()
    return {"sentence": sentence, "questions": questions, "refusals": why_not(sentence)}
