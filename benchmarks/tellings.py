# ruff: noqa: E402  (the number of threads must be set before numpy is loaded)
"""How well two tellings are matched and their differences found, held against plain baselines, and how fast.

    python benchmarks/tellings.py FOLDER [--texts 24] [--words 100000] [--seed 7]

FOLDER holds news features as NAME.adv.txt and NAME.ele.txt. Four parts, in one run:

alignment   F1 over the labelled sentence pairs of benchmarks/tellings_labels.json (see telling_labels.py), beside the
            tf-idf cosine and rapidfuzz with one and the same monotone search, each at the threshold that is best for it
            on just these articles
edits       known edits put into a copy of which half the other sentences are reworded: precision and recall of rows
retold      the same edits put into the easier edition, held against the advanced one; heavier paraphrase by people
size        seconds of one core for texts of growing length, and for thirty editions; unrelated texts told apart
"""

from __future__ import annotations

import os

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

import argparse
import dataclasses
import itertools
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from reader import made_up_text
from telling_edits import change
from telling_labels import Labels, editions, labels_of, load
from telling_scores import Tally, f1, fuzzy, monotone, score, score_retold, tf_idf

from articles.language import Reading, read
from articles.text.tellings import Telling, align, compare_tellings, telling

THRESHOLDS = [step / 100 for step in range(5, 75, 5)]
CONTENT = {"NOUN", "PROPN", "VERB", "ADJ"}
Loaded = list[tuple[str, Telling, Telling]]
Judged = list[tuple[str, Telling, Telling, Labels]]
Pairs = set[tuple[int, int]]


def alignment(loaded: Loaded) -> None:
    judged = [(name, left, right, labels) for name, left, right in loaded if (labels := labels_of(name, left, right))]
    if not judged:
        print("alignment: no labels yet (benchmarks/tellings_labels.json)")
        return
    pairs = sum(len(labels.same) for *_, labels in judged)
    print(f"alignment: {len(judged)} articles, {pairs} labelled pairs; nothing was set by these labels")
    ours = [aligned(left, right) for _, left, right, _ in judged]
    _line("ours", _total(judged, ours))
    strict = [(*each[:3], dataclasses.replace(each[3], doubtful=frozenset())) for each in judged]
    _line("  doubtful pairs wrong", _total(strict, ours))
    for method, make in (("tf-idf cosine", tf_idf), ("rapidfuzz", fuzzy)):
        measured = [(make(left, right), len(left.lines), len(right.lines)) for _, left, right, _ in judged]
        scores = [(_total(judged, [monotone(*each, least) for each in measured]), least) for least in THRESHOLDS]
        best, least = max(scores, key=lambda each: each[0][2])
        _line(f"{method} (at {least})", best)
        theirs = [monotone(*each, least) for each in measured]
        gaps = [_total([j], [a])[2] - _total([j], [b])[2] for j, a, b in zip(judged, ours, theirs, strict=True)]
        print(f"    ours is better in {sum(g > 1e-9 for g in gaps)} articles, worse in {sum(g < -1e-9 for g in gaps)}")


def aligned(left: Telling, right: Telling) -> Pairs:
    return {(i, j) for match in align(left, right) for i in match.left for j in match.right}


def _total(judged: Judged, methods: list[Pairs]) -> tuple[float, float, float]:
    """Precision, recall and F1 over the pairs of all articles together."""
    right = found = wanted = 0
    for pairs, (*_, labels) in zip(methods, judged, strict=True):
        counted = labels.counted(pairs)
        right, found, wanted = right + len(counted & labels.same), found + len(counted), wanted + len(labels.same)
    return f1(right, found, wanted)


def _line(title: str, measured: tuple[float, float, float]) -> None:
    precision, recall, both = measured
    print(f"  {title:24} precision {precision:.3f}  recall {recall:.3f}  F1 {both:.3f}")


def one_section(told: Telling) -> Reading | None:
    """The reading of a telling that has a single section and whose sentences are all lines."""
    reading = told.readings[0] if len(told.readings) == 1 else None
    return reading if reading and len(reading.sentences) == len(told.lines) else None


def edits(loaded: Loaded, seed: int) -> None:
    for title, retold in (("edits in a reworded copy", False), ("edits in a retelling", True)):
        tally = Tally()
        for number, (name, advanced, easier) in enumerate(loaded):
            source = easier if retold else advanced
            reading = one_section(source)
            if reading is None or (retold and not compare_tellings(advanced, easier).same_story):
                continue
            changed = change(reading, seed + number)
            edited = telling([read(changed.text)])
            if retold:
                score_retold(tally, name, advanced, easier, edited, changed)
            else:
                score(tally, name, source, edited, compare_tellings(source, edited), changed)
        print(f"{title}: precision {tally.precision:.3f}, recall {tally.recall:.3f}")
        for kind, made in sorted(tally.made.items()):
            print(f"  {kind:10} {tally.found[kind]:3} of {made:3} found")
        wrong = sum(tally.rows.values()) - sum(tally.right.values())
        print(f"  {sum(tally.rows.values())} rows, {wrong} of them not about an edit")


def grown(reading: Reading, copy: int) -> Reading:
    """The same reading with content words of its own, so that a longer text has more words to tell apart."""
    mark = "abcdefghijklmnopqrstuvwxyz"[copy % 26] * (1 + copy // 26)
    tokens = tuple(
        dataclasses.replace(t, text=t.text + mark, lemma=t.lemma + mark) if t.pos in CONTENT and copy else t
        for t in reading.tokens
    )
    return dataclasses.replace(reading, tokens=tokens)


def size(most: int) -> None:
    base = [read(made_up_text(2000, seed)) for seed in range(2)]
    count = sum(len(reading.text.split()) for reading in base)
    print("size: words, seconds of one core to match, and for the ledger (reading not counted)")
    words = count
    while words <= 1.05 * most:
        copies = words // count
        one = telling([grown(reading, copy) for copy in range(copies) for reading in base])
        other = telling([grown(reading, copy) for copy in range(copies) for reading in base])
        begun = time.process_time()
        align(one, other)
        matched = time.process_time() - begun
        found = compare_tellings(one, other)
        print(f"  {words:7} {matched:8.2f} {time.process_time() - begun - matched:8.2f}   {len(found.rows)} rows")
        words *= 5


def many(loaded: Loaded) -> None:
    """Thirty editions of one article held against its base."""
    _, base, other = loaded[0]
    begun = time.process_time()
    for _ in range(30):
        compare_tellings(base, other)
    print(f"thirty editions against a base of {len(base.lines)} sentences: {time.process_time() - begun:.2f} seconds")


def apart(loaded: Loaded) -> None:
    """Each text against another article's."""
    pairs = list(itertools.permutations(range(len(loaded)), 2))[:: max(1, len(loaded) // 6)]
    wrong = sum(compare_tellings(loaded[a][1], loaded[b][2]).same_story for a, b in pairs)
    print(f"unrelated texts: {len(pairs)} pairs, {wrong} taken for one story")
    missed = [name for name, left, right in loaded if not compare_tellings(left, right).same_story]
    print(f"editions of one article: {len(loaded)} pairs, not recognised: {', '.join(missed) or 'none'}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--texts", type=int, default=24)
    parser.add_argument("--words", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    loaded = [
        (name, load(one), load(other)) for name, one, other in itertools.islice(editions(given.folder), given.texts)
    ]
    if not loaded:
        parser.error(f"no NAME.adv.txt with a NAME.ele.txt in {given.folder}")
    alignment(loaded)
    edits(loaded, given.seed)
    apart(loaded)
    many(loaded)
    size(given.words)


if __name__ == "__main__":
    main()
