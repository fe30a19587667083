"""A text file's draft quiz as plain values, the shape that `draft_quiz --json` prints. No Django, no database.

    {"source", "title", "sections": [{"position", "heading", "text"}], "removed": [{"text", "reason", "section"}],
     "concepts": [{"name", "kind", "salience", "mentions": [{"section", "start", "end", "text"}]}],
     "items": [{"kind", "template", "stem", "options": [{"text", "is_key", "rationale"}], "answer", "accepted",
                "explanation", "concepts", "difficulty", "score", "evidence": [{"section", "start", "end", "quote"}]}]}

`section` is a section's position; `start` and `end` are character offsets into its text; items come best first.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from articles.concepts import ConceptKind, TaggedConcept
from articles.studying import study
from quizzes.generation import Draft, Item, Passage, Refusal, draft

MOST_CONCEPTS = 3


def draft_file(data: bytes, source: str, *, seed: int = 0, limit: int | None = None, explain: bool = False) -> Any:
    """Draft a quiz on the bytes of a text file.

    With `explain` the result has "refused" too: the sentences that gave no question of a template, and why. Raises
    UnreadableText, a sentence for a teacher.
    """
    studied = study(data, name=source)
    passages = [
        Passage(section.position, section.heading, reading)
        for section, reading in zip(studied.prepared.sections, studied.readings, strict=True)
    ]
    drafted = draft(passages, seed=seed, limit=limit) if studied.language == "en" else Draft((), ())
    positions = [section.position for section in studied.prepared.sections]
    told: dict[str, Any] = {
        "source": source,
        "title": studied.prepared.title,
        "sections": [{"position": s.position, "heading": s.heading, "text": s.text} for s in studied.prepared.sections],
        "removed": studied.prepared.removed,
        "concepts": [_concept(concept, positions) for concept in studied.concepts],
        "items": [_item(item, studied.concepts, positions) for item in drafted.items],
    }
    if studied.language_doubt:
        told["doubt"] = studied.language_doubt
    if explain:
        told["refused"] = [_refusal(refusal) for refusal in drafted.refusals]
    return told


def _concept(concept: TaggedConcept, positions: Sequence[int]) -> dict[str, Any]:
    return {
        "name": concept.name,
        "kind": concept.kind.value,
        "salience": concept.salience,
        "mentions": [
            {"section": positions[m.section_index], "start": m.start, "end": m.end, "text": m.text}
            for m in concept.mentions
        ],
    }


def _item(item: Item, concepts: Sequence[TaggedConcept], positions: Sequence[int]) -> dict[str, Any]:
    return {
        "kind": item.kind.value,
        "template": item.template,
        "stem": item.stem,
        "options": [{"text": o.text, "is_key": o.is_key, "rationale": o.rationale} for o in item.options],
        "answer": item.answer,
        "accepted": list(item.accepted),
        "explanation": item.explanation,
        "concepts": list(item.concepts) or concepts_of(item, concepts, positions),
        "difficulty": item.difficulty,
        "score": item.score,
        "evidence": [{"section": e.section, "start": e.start, "end": e.end, "quote": e.quote} for e in item.evidence],
    }


def concepts_of(item: Item, concepts: Sequence[TaggedConcept], positions: Sequence[int]) -> list[str]:
    """What an item is about: concepts that its evidence mentions, first those that the question names itself."""
    asked = f"{item.stem} {item.answer}".casefold()

    def is_mentioned(concept: TaggedConcept) -> bool:
        return any(
            positions[m.section_index] == e.section and m.start < e.end and m.end > e.start
            for m in concept.mentions
            for e in item.evidence
        )

    def is_named(concept: TaggedConcept) -> bool:
        return any(name.casefold() in asked for name in (concept.name, *concept.aliases))

    found = [c for c in concepts if c.kind != ConceptKind.DATE and is_mentioned(c)]
    return [c.name for c in sorted(found, key=lambda c: not is_named(c))][:MOST_CONCEPTS]


def _refusal(refusal: Refusal) -> dict[str, Any]:
    return {
        "section": refusal.section,
        "start": refusal.start,
        "end": refusal.end,
        "sentence": refusal.sentence,
        "template": refusal.template,
        "reason": refusal.reason,
        "message": refusal.message,
    }
