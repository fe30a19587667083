"""Families of words: putting one for another makes a statement plainly wrong."""

from __future__ import annotations

from quizzes.generation.english.numbers import pick

FAMILIES = tuple(
    tuple(row.split())
    for row in (
        "january february march april may june july august september october november december",
        "monday tuesday wednesday thursday friday saturday sunday",
        "north south east west",
        "northern southern eastern western",
        "northwest southwest northeast southeast",
        "breakfast lunch dinner",
        "father mother",
        "son daughter",
        "brother sister",
        "husband wife",
        "brothers sisters",
        "sons daughters",
        "boys girls",
        "men women",
        "boy girl",
        "man woman",
        "morning evening",
    )
)
CAPITALISED = FAMILIES[:2]


def sibling(word: str, text: str) -> str | None:
    """Another word of the same family, chosen by the text alone; in the same case as the word."""
    low = word.lower()
    for family in FAMILIES:
        if low in family:
            others = [w for w in family if w != low]
            other = others[pick(text + low, len(others))]
            return other.capitalize() if word[:1].isupper() else other
    return None
