"""Which sentences of two editions tell the same: sheets for readers who see no method's proposals, and their labels.

    python benchmarks/telling_labels.py sheets FOLDER OUT NAME…
    python benchmarks/telling_labels.py take FOLDER LABELS.json…

FOLDER holds NAME.adv.txt and NAME.ele.txt. `sheets` writes the numbered sentences of both editions of each NAME, all of
them, with instructions. A reader goes through every sentence of the easier edition and writes the numbers of all
advanced sentences that make the same statement, under `same`, or under `maybe` what could be decided either way. So
both what a method finds wrongly and what it misses can be counted.

`take` writes benchmarks/tellings_labels.json: article, digests of the sentences, pairs of sentence numbers, but no
text. Where two readers labelled an article, pairs that only one of them linked are doubtful, and how far they agree is
printed. Doubtful pairs count neither for nor against a method.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import argparse
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from articles.language import read
from articles.text.preparing import prepare
from articles.text.tellings import Telling, telling

LABELS = Path(__file__).with_name("tellings_labels.json")
INSTRUCTIONS = """# Which sentences tell the same?

Each sheet holds one article in two editions: ADVANCED (A0, A1, …) and ELEMENTARY (E0, E1, …), a simpler retelling.
For EVERY elementary sentence give the numbers of ALL advanced sentences that make the same statement.

- Link E with A when a statement made in E (somebody does or is something, a figure, a view) is also made in A, in
  whatever words: a long A that was split is linked with each of its parts, an E that joins two A with both.
- Do not link what is merely about the same topic or shares words. Of two A that say it, link the one that E retells.
- What could be decided either way (a name, an opening phrase, a hint) goes under "maybe".
- Decide by reading alone; look at the output of no program.

Write labels.json: {"reader": "R1", "articles": {"SHEET": {"E0": {"same": [0, 2], "maybe": []}, …}, …}}
"""
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Labels:
    """Pairs of line numbers, of the advanced and of the easier edition: `same` tells the same, `doubtful` is not
    counted; `lines` are the lines of both whose labels are known."""

    same: frozenset[Pair]
    doubtful: frozenset[Pair]
    lines: tuple[frozenset[int], frozenset[int]]

    def counted(self, pairs: set[Pair]) -> set[Pair]:
        """The pairs that are right or wrong, without the doubtful ones and those nobody judged."""
        return {(i, j) for i, j in pairs - self.doubtful if i in self.lines[0] and j in self.lines[1]}


def digest(text: str) -> str:
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:16]


def load(path: Path) -> Telling:
    """The telling in a file, prepared and read as the site does it."""
    sections = prepare(path.read_text(encoding="utf-8", errors="replace"), name=path.name).sections
    return telling([read(section.text) for section in sections], [section.heading for section in sections])


def editions(folder: Path) -> Iterator[tuple[str, Path, Path]]:
    """The articles of a folder that are there in both editions."""
    for advanced in sorted(folder.glob("*.adv.txt")):
        easier = advanced.with_name(advanced.name.replace(".adv.", ".ele."))
        if easier.exists():
            yield advanced.name.split(".")[0], advanced, easier


def sheets(folder: Path, out: Path, names: Sequence[str]) -> None:
    """Write a sheet for each article that is named, and the instructions."""
    out.mkdir(parents=True, exist_ok=True)
    (out / "INSTRUCTIONS.md").write_text(INSTRUCTIONS, encoding="utf-8")
    for name, advanced, easier in editions(folder):
        if name in names:
            listed = [f"# {name}", *_numbered("ADVANCED", load(advanced)), *_numbered("ELEMENTARY", load(easier))]
            (out / f"{name}.md").write_text("\n".join(listed) + "\n", encoding="utf-8")


def _numbered(title: str, told: Telling) -> Iterator[str]:
    yield from ("", f"## {title}")
    paragraph = -1
    for line in told.lines:
        if line.paragraph != paragraph:
            yield ""
        paragraph = line.paragraph
        yield f"{title[0]}{line.index}. {' '.join(line.text.split())}"


def take(folder: Path, files: Sequence[Path]) -> None:
    """Keep the labels of all readers, without the texts."""
    given: dict[str, list[tuple[str, set[Pair], set[Pair]]]] = defaultdict(list)
    for file in files:
        labelled = json.loads(file.read_text(encoding="utf-8"))
        for name, lines in labelled["articles"].items():
            same, maybe = (
                {(int(i), int(key.lstrip("E"))) for key, links in lines.items() for i in links.get(kind, ())}
                for kind in ("same", "maybe")
            )
            given[name].append((labelled["reader"], same, maybe - same))
    kept = {}
    for name, advanced, easier in editions(folder):
        if name in given:
            left, right = load(advanced), load(easier)
            same, doubtful = _settled(name, given[name])
            if any(i >= len(left.lines) or j >= len(right.lines) for i, j in same | doubtful):
                raise SystemExit(f"{name}: a label names a sentence that is not there")
            kept[name] = {
                "readers": sorted(reader for reader, *_ in given[name]),
                "left": [digest(line.text) for line in left.lines],
                "right": [digest(line.text) for line in right.lines],
                "same": sorted(same),
                "doubtful": sorted(doubtful),
            }
    LABELS.write_text(_packed(kept), encoding="utf-8")
    pairs = sum(len(each["same"]) for each in kept.values())
    print(f"{len(kept)} articles, {pairs} pairs that tell the same kept")


def _settled(name: str, readers: Sequence[tuple[str, set[Pair], set[Pair]]]) -> tuple[set[Pair], set[Pair]]:
    """What all readers link; doubtful is what only some link or what any of them doubts."""
    linked = [same for _, same, _ in readers]
    same = set.intersection(*linked)
    doubtful = set.union(*linked, *(maybe for *_, maybe in readers)) - same
    if len(readers) == 2:
        (one, a, a_maybe), (other, b, b_maybe) = readers
        both = 2 * len(a & b) / (len(a - b_maybe) + len(b - a_maybe))
        print(f"{name}: {one} and {other} agree on {len(a & b)} pairs, F1 {both:.3f}; {len(doubtful)} doubtful")
    return same, doubtful


def _packed(kept: Mapping[str, Mapping[str, object]]) -> str:
    """JSON with a line for each list, so that a changed label is a changed line."""
    articles = []
    for name, each in kept.items():
        lists = ",\n".join(f"   {json.dumps(key)}: {json.dumps(value)}" for key, value in each.items())
        articles.append(f"  {json.dumps(name)}: {{\n{lists}\n  }}")
    return '{\n "format": 2,\n "articles": {\n' + ",\n".join(articles) + "\n }\n}\n"


def stored() -> dict[str, dict[str, list[list[int]]]]:
    return json.loads(LABELS.read_text(encoding="utf-8"))["articles"] if LABELS.exists() else {}


def labels_of(article: str, left: Telling, right: Telling) -> Labels | None:
    """The labels of an article; a line that no longer reads as it did is not counted. None: nobody labelled it."""
    kept = stored().get(article)
    if kept is None:
        return None
    places = [_places(kept[side], told) for side, told in (("left", left), ("right", right))]

    def known(pairs: Sequence[Sequence[int]]) -> frozenset[Pair]:
        return frozenset((places[0][i], places[1][j]) for i, j in pairs if i in places[0] and j in places[1])

    return Labels(
        known(kept["same"]),
        known(kept["doubtful"]),
        (frozenset(places[0].values()), frozenset(places[1].values())),
    )


def _places(digests: Sequence[object], told: Telling) -> dict[int, int]:
    """Number of a sentence when it was labelled → its line now."""
    now: dict[str, list[int]] = defaultdict(list)
    for line in told.lines:
        now[digest(line.text)].append(line.index)
    return {number: now[str(each)].pop(0) for number, each in enumerate(digests) if now[str(each)]}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    acts = parser.add_subparsers(dest="act", required=True)
    printing = acts.add_parser("sheets")
    printing.add_argument("folder", type=Path)
    printing.add_argument("out", type=Path)
    printing.add_argument("names", nargs="+")
    taking = acts.add_parser("take")
    taking.add_argument("folder", type=Path)
    taking.add_argument("labels", type=Path, nargs="+")
    given = parser.parse_args()
    if given.act == "sheets":
        sheets(given.folder, given.out, given.names)
    else:
        take(given.folder, given.labels)


if __name__ == "__main__":
    main()
