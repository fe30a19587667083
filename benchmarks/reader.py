# ruff: noqa: E402  (the number of threads must be set before numpy is loaded)
"""How fast the English reader is on one core, how long it loads, and whether its memory stays flat.

    python benchmarks/reader.py [--texts FOLDER] [--reads 1000]

Without a folder it reads a text of its own making. Splitting the same text with spaCy's plain tokenizer, in the same
run, is the baseline: ratios to it can be compared between machines, words a second cannot.
"""

from __future__ import annotations

import os

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"  # before numpy is loaded: one core is what is promised

import argparse
import gc
import itertools
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

SUBJECTS = (
    "The ministry", "A young engineer from the north", "Every second household", "The council of the old town",
    "Mr. Omarov", "“Our school,” which opened in 1994,", "The company’s first director", "One in five drivers",
)  # fmt: skip
VERBS = ("closed", "has rebuilt", "will not sell", "wanted to repair", "could have lost", "described", "was proud of")
OBJECTS = (
    "the bridge over the river", "a nine-month project", "its two largest factories", "more than 250 letters",
    "the road that leads to the lake", "£3.5m worth of books", "what the neighbours had built",
)  # fmt: skip
TAILS = (
    "because nobody had asked before.", "in the early 2000s.", "on May 21, 2016.", "although it rained for weeks.",
    "and thanked the volunteers.", "to save water.", "after a long strike, the newspaper said.",
)  # fmt: skip


def made_up_text(words: int, seed: int) -> str:
    """Return paragraphs of at least so many words; another seed gives other sentences and other names."""
    rng = random.Random(seed)
    paragraphs: list[str] = []
    count = 0
    while count < words:
        sentences = []
        for _ in range(rng.randint(2, 5)):
            name = "".join(rng.choice("aeiou") + rng.choice("klmnrst") for _ in range(3)).title()
            parts = [rng.choice(SUBJECTS), rng.choice(VERBS), rng.choice(OBJECTS), f"near {name}", rng.choice(TAILS)]
            sentences.append(" ".join(parts))
        paragraphs.append(" ".join(sentences))
        count += len(paragraphs[-1].split())
    return "\n\n".join(paragraphs)


def resident() -> float:
    """Return the memory of this process in megabytes (Linux; 0 elsewhere)."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0.0
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def best_seconds(work: Callable[[], object], rounds: int) -> tuple[float, float]:
    """Return the best wall time and the best processor time of several rounds, in seconds."""
    walls, processors = [], []
    for _ in range(rounds):
        wall, processor = time.perf_counter(), time.process_time()
        work()
        walls.append(time.perf_counter() - wall)
        processors.append(time.process_time() - processor)
    return min(walls), min(processors)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=Path, help="a folder of .txt files to read instead of the made-up text")
    parser.add_argument("--reads", type=int, default=1000, help="how many short texts to read for the memory figure")
    options = parser.parse_args()

    began = time.perf_counter()
    from articles.language import read

    imported = time.perf_counter() - began
    read("One sentence loads the model.")
    print(f"import {imported * 1000:.1f} ms; load with the first sentence {time.perf_counter() - began:.2f} s")

    if options.texts:
        paths = sorted(options.texts.glob("*.txt"))[:6]
        text = "\n\n".join(path.read_text(encoding="utf-8") for path in paths)
    else:
        text = made_up_text(1000, seed=1)
    words = len(text.split())
    wall, processor = best_seconds(lambda: read(text), 3)
    import spacy

    blank = spacy.blank("en")
    _, plain = best_seconds(lambda: blank.make_doc(text), 3)
    print(f"{words} words: {words / wall:,.0f} a second by the clock, {words / processor:,.0f} by processor time")
    print(f"1,000 words take {1000 * processor / words:.2f} s of one core ({1000 * wall / words:.2f} s by the clock)")
    print(f"{processor / plain:,.0f} times the processor time of splitting into words only")

    gc.collect()
    marks = []
    for number in itertools.count():
        if number % max(1, options.reads // 4) == 0:
            gc.collect()
            marks.append(resident())
        if number >= options.reads:
            break
        read(made_up_text(60, seed=number))
    print(f"memory at each quarter of {options.reads} reads: {', '.join(f'{mark:.0f}' for mark in marks)} MB")


if __name__ == "__main__":
    main()
