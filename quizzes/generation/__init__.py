"""Questions from readings: `draft(passages)` gives items, best first, and says why other sentences gave none."""

from __future__ import annotations

from quizzes.generation.drafting import draft
from quizzes.generation.types import Draft, Evidence, Item, ItemKind, Option, Passage, Refusal, Role

__all__ = ["Draft", "Evidence", "Item", "ItemKind", "Option", "Passage", "Refusal", "Role", "draft"]
