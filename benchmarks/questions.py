"""Measures the question engine over text files: yield, kinds, cover, checks without readers, solvers, refusals, time.

    python benchmarks/questions.py PLACES … [--write FILE] [--features FILE] [--skip NAME …] [--seed N] [--quiet]

`--write` stores the items as JSON lines, one object per text, in the shape of `draft_quiz --json`; `--features` stores
what the ranking model saw of each item, for `benchmarks/question_labels.py`.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from articles.studying import study
from quizzes.contract import draft_file
from quizzes.generation import Passage, draft
from quizzes.generation.judging import checks


def texts(places: list[Path], skip: list[str]) -> list[Path]:
    """The text files of the given folders and files, without those whose names begin with a skipped one."""
    files = [f for p in places for f in (sorted(p.glob("*.txt")) if p.is_dir() else [p])]
    return [f for f in files if not f.name.startswith(tuple(skip))]


@dataclass
class Measured:
    """The drafts of all files, in order, with the words of each and the seconds that reading and drafting took."""

    drafts: list[dict[str, Any]] = field(default_factory=list)
    reading: list[float] = field(default_factory=list)
    drafting: list[float] = field(default_factory=list)
    words: list[int] = field(default_factory=list)
    seen: list[dict[str, Any]] = field(default_factory=list)


def measure(files: list[Path], seed: int) -> Measured:
    """Draft every file."""
    m = Measured()
    for file in files:
        data = file.read_bytes()
        start = time.perf_counter()
        studied = study(data, name=str(file))
        m.reading.append(time.perf_counter() - start)
        passages = [
            Passage(s.position, s.heading, r) for s, r in zip(studied.prepared.sections, studied.readings, strict=True)
        ]
        start = time.perf_counter()
        drafted = draft(passages, seed=seed)
        m.drafting.append(time.perf_counter() - start)
        m.drafts.append(draft_file(data, str(file), seed=seed, explain=True))
        m.words.append(sum(len(s["text"].split()) for s in m.drafts[-1]["sections"]))
        m.seen += [
            {"article": file.stem, "stem": i.stem, "answer": i.answer, "features": dict(i.features)}
            for i in drafted.items
        ]
    return m


def report(drafts: list[dict[str, Any]], words: list[int]) -> None:
    """Print everything that is counted on the drafts."""
    items = [i for d in drafts for i in d["items"]]
    sections = [(n, s["position"]) for n, d in enumerate(drafts) for s in d["sections"] if len(s["text"].split()) > 40]
    asked = {(n, e["section"]) for n, d in enumerate(drafts) for i in d["items"] for e in i["evidence"]}
    rate = 600 * len(items) / sum(words)
    print(f"{len(drafts)} texts, {sum(words)} words, {len(items)} items: {rate:.1f} per 600 words")
    print(f"sections asked about: {sum(s in asked for s in sections) / max(1, len(sections)):.0%} of {len(sections)}")
    lowest = sorted(
        (600 * len(d["items"]) / w, Path(d["source"]).name) for d, w in zip(drafts, words, strict=True) if w
    )
    print("fewest per 600 words:", ", ".join(f"{name} {rate:.1f}" for rate, name in lowest[:5]))
    for label in ("kind", "template"):
        counted = Counter(i[label] for i in items)
        print(f"{label}s: " + ", ".join(f"{k} {v}" for k, v in counted.most_common()))
    why = sum(checks.asks_why_or_how(i) for i in items) / max(1, len(items))
    judged = [i for i in items if i["kind"] == "true_false"]
    true = sum(i["answer"] == "True" for i in judged) / max(1, len(judged))
    print(f"ask why or how: {why:.0%}; true among true/false: {true:.0%}")
    places = Counter(next(n for n, o in enumerate(i["options"]) if o["is_key"]) for i in items if checks.solvable(i))
    print("key position:", " ".join(f"{'ABCDE'[p]} {places[p]}" for p in sorted(places)))


def report_checks(drafts: list[dict[str, Any]]) -> None:
    """Print each check with the items that fail it, and the solvers."""
    for name, check in checks.CHECKS.items():
        failed = [(d, n) for d in drafts for n in check(d)]
        shown = "; ".join(f"{Path(d['source']).name} {n}: {d['items'][n - 1]['stem']}" for d, n in failed[:3])
        print(f"  {name}: {'ok' if not failed else f'{len(failed)} fail ({shown})'}")
    tried = [(i, "\n".join(s["text"] for s in d["sections"])) for d in drafts for i in d["items"] if checks.solvable(i)]
    for name, (solver, limit) in checks.SOLVERS.items():
        rate = statistics.mean(solver(i, t) for i, t in tried) if tried else 0.0
        print(f"  solver {name}: {rate:.2f} (limit {limit:.2f}) on {len(tried)} items")
    chosen = [(i, t) for i, t in tried if i["kind"] == "choice"]
    copied = sum(checks.copied_word_for_word(i, t) for i, t in chosen) / max(1, len(chosen))
    print(f"  keys copied word for word (choice): {copied:.0%}")


def report_refusals(drafts: list[dict[str, Any]]) -> None:
    """Print how often each reason refused something."""
    counted = Counter(r["reason"] for d in drafts for r in d.get("refused", []))
    print("refusals: " + ", ".join(f"{k} {v}" for k, v in counted.most_common(30)))


def main() -> None:
    """Read the command line, measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("places", nargs="+", type=Path)
    parser.add_argument("--write", type=Path)
    parser.add_argument("--features", type=Path)
    parser.add_argument("--skip", nargs="*", default=[])
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--quiet", action="store_true")
    given = parser.parse_args()
    files = texts(given.places, given.skip)
    measured = measure(files, given.seed)
    drafts, words = measured.drafts, measured.words
    if given.write:
        lines = [json.dumps({k: v for k, v in d.items() if k != "refused"}, ensure_ascii=False) for d in drafts]
        given.write.write_text("\n".join(lines) + "\n", "utf-8")
    if given.features:
        given.features.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in measured.seen), "utf-8")
    if given.quiet:
        return
    report(drafts, words)
    report_checks(drafts)
    report_refusals(drafts)
    per = 1000 / sum(words)
    reading, drafting = sum(measured.reading) * per, sum(measured.drafting) * per
    print(f"seconds per 1,000 words: reading {reading:.2f}, drafting {drafting:.2f}")
    again = [draft_file(f.read_bytes(), str(f), seed=given.seed, explain=True) for f in files[:3]]
    print("second run identical:", json.dumps(again) == json.dumps(drafts[:3]))


if __name__ == "__main__":
    main()
