"""The closed sets of labels that the encoder's heads choose from, in the order of their outputs."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Labels:
    """``tags``: PTB; ``morphs``: ``UPOS|Feats``; ``rules``: see lemmas; ``names``: BIO over named entities."""

    tags: tuple[str, ...]
    morphs: tuple[str, ...]
    deps: tuple[str, ...]
    rules: tuple[str, ...]
    kinds: tuple[str, ...]
    names: tuple[str, ...]

    @staticmethod
    def names_of() -> tuple[str, ...]:
        """The sets, by field name."""
        return ("tags", "morphs", "deps", "rules", "kinds", "names")

    def save(self, path: Path) -> None:
        """Write the sets as JSON."""
        path.write_text(json.dumps(asdict(self), ensure_ascii=False, indent=0), encoding="utf-8")

    @classmethod
    def load(cls, path: Path) -> Labels:
        """Read what ``save`` wrote."""
        stored = json.loads(path.read_text(encoding="utf-8"))
        return cls(**{name: tuple(stored[name]) for name in cls.names_of()})
