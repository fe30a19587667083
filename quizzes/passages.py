"""Drafting from plain values, without Django: what a worker process does with one telling of an article."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path

from articles.language import Reading, read
from quizzes.generation import Draft, Passage, draft

# The sections of one telling: position, heading, text.
Sections = tuple[tuple[int, str, str], ...]


def draft_sections(
    sections: Sections,
    others: Sequence[Sections] = (),
    *,
    seed: int = 0,
    limit: int | None = None,
    balanced: bool = True,
) -> Draft:
    """Read a telling and the other tellings of its article, and draft questions. Slow: a second for 1,000 words.

    Without `balanced`, all questions worth asking instead of a quiz (see quizzes.generation.draft).
    """
    told = [read_sections(telling) for telling in (sections, *others)]
    return draft(told[0], seed=seed, limit=limit, others=told[1:], balanced=balanced)


def read_sections(sections: Sections) -> tuple[Passage, ...]:
    """The sections of a telling, each with what the reader makes of it."""
    return tuple(Passage(position, heading, _reading(text)) for position, heading, text in sections)


@lru_cache(maxsize=64)
def _reading(text: str) -> Reading:
    """Sections read of late: the tellings of one article are drafted on one after the other."""
    return read(text)


@cache
def engine_version() -> str:
    """A name for the engine and reader as they are: whenever their code or model changes, so does it."""
    root = Path(__file__).resolve().parent.parent
    seen = hashlib.sha256()
    rooms = [root / "quizzes" / "generation", root / "articles" / "language"]
    files = [path for room in rooms for path in room.rglob("*") if path.suffix in {".py", ".json", ".cfg", ".txt"}]
    for path in sorted(files, key=str):
        if "training" not in path.parts:
            seen.update(str(path.relative_to(root)).encode() + path.read_bytes())
    return seen.hexdigest()[:16]
