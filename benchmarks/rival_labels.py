"""What a strict reader said of single wrong options for terms, and the model fitted on it.

    python benchmarks/rival_labels.py [--write]

Each line of `labels/rivals.jsonl` is one option: whether it is plausible to somebody who has not understood the text
and clearly wrong by it, the features that `quizzes/generation/kinds/rivals.py` gave it, and hashes of question and
option: no text. The model is logistic, fitted by ridge-penalised maximum likelihood; printed is how well it tells good
options from bad ones on articles left out, and with `--write` its weights are stored for
`quizzes/generation/kinds/terms.py`.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

HERE = Path(__file__).resolve().parent
LABELS = HERE / "labels" / "rivals.jsonl"
COEFFICIENTS = HERE.parent / "quizzes" / "generation" / "kinds" / "rivals.json"
PENALTY = 5.0
STEPS = 30
Floats = NDArray[Any]
Row = dict[str, Any]


def labels() -> list[Row]:
    """Every judgement that is kept."""
    return [json.loads(line) for line in LABELS.read_text("utf-8").splitlines()]


def fitted(x: Floats, y: Floats) -> Floats:
    """Weights, the bias first, of features that have been brought to one scale."""
    x = np.c_[np.ones(len(x)), x]
    w = np.zeros(x.shape[1])
    penalty = np.full(len(w), PENALTY)
    penalty[0] = 0.01
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-x @ w))
        curve = (x * (p * (1 - p))[:, None]).T @ x + np.diag(penalty)
        w += np.linalg.solve(curve, x.T @ (y - p) - penalty * w)
    return w


def auc(scores: Floats, good: Floats) -> float:
    """How often a good option scores above a bad one."""
    high, low = scores[good == 1], scores[good == 0]
    higher = (high[:, None] > low).mean() + 0.5 * (high[:, None] == low).mean()
    return float(higher)


def fit(rows: list[Row]) -> dict[str, float]:
    """Fit the model, print how it does on stories left out, and give its weights for the features as they come."""
    names = sorted(rows[0]["features"])
    x = np.array([[r["features"][n] for n in names] for r in rows])
    y = np.array([float(r["good"]) for r in rows])
    middle, spread = x.mean(axis=0), x.std(axis=0) + 1e-9
    x = (x - middle) / spread
    stories = np.array([r["article"].split(".")[0] for r in rows])
    held_out = np.zeros(len(rows))
    for story in set(stories):
        out = stories == story
        w = fitted(x[~out], y[~out])
        held_out[out] = w[0] + x[out] @ w[1:]
    print(f"{len(rows)} options, {y.mean():.0%} good; on stories left out: AUC {auc(held_out, y):.2f}")
    for share in (0.1, 0.25, 0.5):
        best = np.argsort(-held_out)[: int(share * len(rows))]
        print(f"  the best {share:.0%} by the model: {y[best].mean():.0%} good")
    w = fitted(x, y)
    weights = {n: round(float(v), 3) for n, v in zip(names, w[1:] / spread, strict=True)}
    weights["bias"] = round(float(w[0] - (w[1:] * middle / spread).sum()), 3)
    for name, value in sorted(zip(names, w[1:], strict=True), key=lambda pair: -abs(pair[1])):
        print(f"  {name:15} {value:+.2f}")
    return weights


def main() -> None:
    """Read the command line and do what it says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    weights = fit(labels())
    if given.write:
        COEFFICIENTS.write_text(json.dumps(weights, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
