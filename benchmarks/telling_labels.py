"""Labels of sentence pairs by readers who do not know which method proposed them: the sheet to label, and the labels.

    python benchmarks/telling_labels.py sheet FOLDER SHEET.jsonl [--pairs 360]
    python benchmarks/telling_labels.py take FOLDER SHEET.jsonl ANSWERS.csv

FOLDER holds NAME.adv.txt and NAME.ele.txt. A line of the sheet has `id`, `one`, `other` and the sentence before each.
ANSWERS.csv has the columns id,label,reader: `same` (both say the same, whatever the words), `part` (one says a part of
what the other says) or `none`. `take` writes benchmarks/tellings_labels.json: article, sentence numbers, digests of the
sentences and labels, but no text. Where readers disagree, the pair is left out unless most of them agree.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import argparse
import csv
import hashlib
import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterator

from telling_scores import fuzzy, monotone, tf_idf

from articles.language import read
from articles.text.preparing import prepare
from articles.text.tellings import Telling, align, telling

LABELS = Path(__file__).with_name("tellings_labels.json")
WANTED = frozenset({"same", "part"})


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


def proposed(left: Telling, right: Telling) -> list[tuple[int, int]]:
    """Pairs worth a look: what any method proposes, and for each sentence the two likeliest by plain words."""
    found = {(i, j) for match in align(left, right) for i in match.left for j in match.right}
    cosine = tf_idf(left, right)
    for similar, least in ((cosine, 0.15), (fuzzy(left, right), 0.5)):
        found |= monotone(similar, len(left.lines), len(right.lines), least)
    for i in range(len(left.lines)):
        likely = sorted(range(len(right.lines)), key=lambda j: -cosine(i, j))[:2]
        found |= {(i, j) for j in likely if cosine(i, j) > 0.05}
    return sorted(found)


def sheet(folder: Path, out: Path, count: int) -> None:
    rng = random.Random(0)
    rows = []
    for name, advanced, easier in editions(folder):
        left, right = load(advanced), load(easier)
        rows += [
            {
                "article": name,
                "left": i,
                "right": j,
                "before_one": left.lines[i - 1].text if i else "",
                "one": left.lines[i].text,
                "before_other": right.lines[j - 1].text if j else "",
                "other": right.lines[j].text,
            }
            for i, j in proposed(left, right)
        ]
    rng.shuffle(rows)
    with out.open("w", encoding="utf-8") as file:
        for number, row in enumerate(rows[:count], start=1):
            file.write(json.dumps({"id": number, **row}, ensure_ascii=False) + "\n")
    print(f"{min(count, len(rows))} of {len(rows)} pairs written to {out}")


def take(out: Path, answers: Path) -> None:
    rows = {row["id"]: row for row in map(json.loads, out.read_text(encoding="utf-8").splitlines())}
    given: dict[int, list[str]] = defaultdict(list)
    with answers.open(encoding="utf-8", newline="") as file:
        for answer in csv.DictReader(file):
            given[int(answer["id"])].append(answer["label"].strip())
    labelled = []
    for number, labels in sorted(given.items()):
        label, votes = Counter(labels).most_common(1)[0]
        if votes * 2 <= len(labels):
            continue
        row = rows[number]
        labelled.append(
            {
                "article": row["article"],
                "left": row["left"],
                "left_digest": digest(row["one"]),
                "right": row["right"],
                "right_digest": digest(row["other"]),
                "label": label,
                "readers": len(labels),
            }
        )
    LABELS.write_text(json.dumps({"format": 1, "pairs": labelled}, indent=1) + "\n", encoding="utf-8")
    print(f"{len(labelled)} labels kept, {len(given) - len(labelled)} left out because readers disagree")


def labels_of(article: str, left: Telling, right: Telling) -> dict[tuple[int, int], str]:
    """The labels of an article whose sentences still read as they did."""
    if not LABELS.exists():
        return {}
    places = [{digest(line.text): line.index for line in told.lines} for told in (left, right)]
    found = {}
    for pair in json.loads(LABELS.read_text(encoding="utf-8"))["pairs"]:
        if pair["article"] == article:
            one, other = places[0].get(pair["left_digest"]), places[1].get(pair["right_digest"])
            if one is not None and other is not None:
                found[one, other] = pair["label"]
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("act", choices=["sheet", "take"])
    parser.add_argument("folder", type=Path)
    parser.add_argument("sheet", type=Path)
    parser.add_argument("answers", type=Path, nargs="?")
    parser.add_argument("--pairs", type=int, default=360)
    given = parser.parse_args()
    if given.act == "sheet":
        sheet(given.folder, given.sheet, given.pairs)
    elif given.answers:
        take(given.sheet, given.answers)
    else:
        parser.error("take needs the file with the answers")


if __name__ == "__main__":
    main()
