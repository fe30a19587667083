"""What a question asks of a reader: to find, to join, to tell reasons, to judge."""

from __future__ import annotations

from quizzes.models import Question

_REASONS = (
    "why",
    "sentence_",
    "did_despite",
    "law_condition",
    "changed_cause",
    "how_by",
    "what_caused",
    "what_result",
    "what_happens_when",
    "reason",
    "purpose",
    "despite",
)
_JUDGEMENTS = ("claim", "source", "opinion", "according")
_JOINED = ("supported", "unsupported", "true_of", "compare", "other_telling", "main_idea", "contrast")


def understanding(kind: str, template: str) -> str:
    """What a question asks of a reader, by its kind and the template it was made with."""
    levels = Question.Understanding
    if template.startswith(_REASONS):
        return levels.REASON
    if template.startswith(_JUDGEMENTS):
        return levels.JUDGE
    if kind == Question.Kind.ORDER or template.startswith(_JOINED):
        return levels.JOIN
    return levels.FIND
