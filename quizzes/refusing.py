"""Why the engine asks nothing, or nothing more, about a sentence; and what it could ask that nobody asks yet."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from articles.models import Edition, Sentence
from quizzes.authoring import told
from quizzes.models import Evidence, Question


@dataclass(frozen=True, slots=True)
class Why:
    """One reason: the name of the filter that refused, and its sentence for a teacher."""

    filter: str
    message: str


@dataclass(frozen=True, slots=True)
class OpenFact:
    """A sentence that no question leans on, and how many questions could be drafted on it."""

    sentence: Sentence
    questions: int


NOT_ENGLISH = Why("language", "Questions can be drafted from English texts only.")


def why_not(sentence: Sentence) -> list[Why]:
    """Why no question, or no other one, was drafted on `sentence`: each reason once. Reads the text anew, which takes
    about a second for 1,000 words."""
    edition = sentence.section.edition
    if edition.language != "en":
        return [NOT_ENGLISH]
    from quizzes.passages import draft_sections

    drafted = draft_sections(*told(edition))
    here = [
        Why(refusal.reason.replace("_", " "), refusal.message or f"{refusal.reason.replace('_', ' ').capitalize()}.")
        for refusal in drafted.refusals
        if refusal.section == sentence.section.position
        and refusal.start < sentence.end
        and refusal.end > sentence.start
    ]
    return list(dict.fromkeys(here))


def open_facts(edition: Edition) -> list[OpenFact]:
    """The sentences, in their order, about which questions could be drafted and none waits or is kept. Reads the text
    anew like `why_not`."""
    if edition.language != "en":
        return []
    from quizzes.passages import draft_sections

    drafted = draft_sections(*told(edition), balanced=False)
    standing = Question.objects.filter(edition=edition).exclude(status=Question.Status.RETIRED)
    asked = set(Evidence.objects.filter(question__in=standing).values_list("sentence", flat=True))
    sentences = Sentence.objects.filter(section__edition=edition).select_related("section")
    found: Counter[int] = Counter()
    free = {each.pk: each for each in sentences.order_by("section__position", "position") if each.pk not in asked}
    for item in drafted.items:
        leaned = {
            pk
            for pk, each in free.items()
            for piece in item.evidence
            if piece.section == each.section.position and piece.start < each.end and piece.end > each.start
        }
        found.update(leaned)
    return [OpenFact(each, found[pk]) for pk, each in free.items() if found[pk]]
