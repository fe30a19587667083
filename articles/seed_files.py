"""Which files hold which tellings: what `load_seeds` finds, in which order, and what the bundled files' names say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

BUNDLED = Path(__file__).resolve().parent / "seeds"
BUNDLED_LICENCE = "CC BY-SA 4.0"
BUNDLED_ATTRIBUTION = "Written for Oqu."
SUFFIXES = frozenset({".txt", ".md"})
KINDS = ("original", "easier", "retelling", "other")


@dataclass(frozen=True, slots=True)
class SeedFile:
    """A file to load. Of a bundled one the name says `slug` and `kind`: aral-sea.easier.txt."""

    path: Path
    slug: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class NoFile:
    """A path that leads to no text; `sentence` says so."""

    sentence: str


def files_in(paths: Iterable[Path]) -> Iterator[SeedFile | NoFile]:
    """The files that `paths` name: a file as it is, of a folder every .txt and .md in it, sorted, subfolders too."""
    for path in paths:
        if path.is_dir():
            found = sorted(p for p in path.rglob("*") if p.suffix.lower() in SUFFIXES and p.is_file())
            readable = [p for p in found if p.name.lower() != "readme.md" and not p.name.startswith(".")]
            if not readable:
                yield NoFile(f"{path}: there is no .txt or .md file in this folder.")
            yield from (SeedFile(p) for p in readable)
        elif path.exists():
            yield SeedFile(path)
        else:
            yield NoFile(f"{path}: there is no such file or folder.")


def bundled() -> list[SeedFile]:
    """The project's own texts, each article's original before its other tellings."""
    found = []
    for path in BUNDLED.glob("*.txt"):
        slug, _, kind = path.stem.partition(".")
        if kind in KINDS:
            found.append(SeedFile(path, slug, kind))
    return sorted(found, key=lambda seed: (seed.slug, KINDS.index(seed.kind)))
