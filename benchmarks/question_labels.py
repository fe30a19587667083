"""What blind readers said of our questions, and the ranking model fitted on it.

    python benchmarks/question_labels.py add ROUND --sheet KEY.json --reader FOLDER --features FILE
    python benchmarks/question_labels.py statements ROUND --sheet KEY.json --reader FOLDER … --features FILE
    python benchmarks/question_labels.py table
    python benchmarks/question_labels.py fit [--write]

`add` takes a reader's answers.json and ratings.json, the key of the sheet and the features that
`benchmarks/questions.py --features` stored for the same draft. Kept are judgements, feature values and a hash of the
question: no text. `statements` takes marks of bare statements (natural, alone, true or false, plausible, worth),
each to be printed by itself; they count as statements to be judged true or false. `table` counts acceptance by round
and template. `fit` fits the logistic model of `quizzes/generation/judging/ranking.py` to what each question is worth
(`worth_of`) by ridge-penalised maximum likelihood
(Newton's method; Hoerl & Kennard 1970, le Cessie & van Houwelingen 1992), tells how well it orders articles that it
was not fitted on, and with `--write` stores it.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import numpy as np

HERE = Path(__file__).resolve().parent
LABELS = HERE / "labels" / "questions.jsonl"
COEFFICIENTS = HERE.parent / "quizzes" / "generation" / "judging" / "coefficients.json"
POINTS = ("grammatical", "answerable", "key_right", "one_option", "evidence")
PENALTY = 3.0
HELD_OUT = frozenset(
    {"4", "7", "8", "11", "12"}
)  # rounds on articles kept aside: they measure, nothing is fitted on them
OLDER = 0.6  # an earlier round counts this much of the next one: the templates have been mended since
LAWS = ("allows", "requires", "forbids", "bans", "prohibits", "bars", "prevents", "obliges", "forces")
# Where the fit starts from, for templates that readers have seen too seldom or that were mended since: what laws say is
# what teachers ask first; main ideas ask for more than a detail.
PRIOR = {f"template:law_{verb}": 1.5 for verb in LAWS} | {"template:law_condition": 0.9}
PRIOR |= {
    "template:main_idea": 0.8,
    "template:gap_number": 0.4,
    "template:who_said": 0.3,
    "template:changed_speaker": -0.4,
    "template:what_happens_when": -0.8,
    "template:where": -0.4,
}
Row = dict[str, Any]


def mark(text: str) -> str:
    """A short hash that tells a question again without holding its words."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def acceptable(kind: str, marks: Row) -> bool:
    """The rubric's "acceptable as it is"."""
    good = [bool(v) for v in (marks.get("distractors") or {}).values()]
    enough = sum(good) >= 2 if kind == "choice" and len(good) >= 3 else True
    return all(marks.get(p) for p in POINTS) and enough and marks.get("worth", 0) >= 1


def add(round_name: str, sheet: Path, reader: Path, features: Path) -> int:
    """Append a reader's judgements of our items; gives how many there were."""
    key = json.loads(sheet.read_text("utf-8"))
    ratings = json.loads((reader / "ratings.json").read_text("utf-8"))
    answers = json.loads((reader / "answers.json").read_text("utf-8"))
    seen = [json.loads(line) for line in features.read_text("utf-8").splitlines()]
    known = {(r["article"], r["stem"], r["answer"]): r["features"] for r in seen}
    rows = []
    for ident, marks in ratings.items():
        item = key[ident]
        found = known.get((item["slug"], item["stem"], item["answer"]))
        if item["source"] != "ours" or found is None:
            continue
        good = [int(bool(v)) for v in (marks.get("distractors") or {}).values()]
        row = {
            "round": round_name,
            "reader": reader.name,
            "article": item["slug"],
            "item": mark(item["stem"] + item["answer"]),
            "kind": item["kind"],
            "template": item["template"],
            "acceptable": acceptable(item["kind"], marks),
            "marks": {p: int(bool(marks.get(p))) for p in (*POINTS, "needs_text")} | {"worth": marks.get("worth", 0)},
            "good_distractors": [sum(good), len(good)],
            "picked": answers.get(ident, "").strip()[:1] in item["keys"] if item["keys"] else None,
            "features": found,
        }
        rows.append(row)
    keep(rows)
    return len(rows)


def keep(rows: list[Row]) -> None:
    """Write judgements behind those kept so far."""
    LABELS.parent.mkdir(exist_ok=True)
    with LABELS.open("a", encoding="utf-8") as out:
        out.writelines(json.dumps(row, sort_keys=True) + "\n" for row in rows)


def add_statements(round_name: str, sheet: Path, readers: list[Path], features: Path) -> int:
    """Append readers' marks of statements that are still made in the same words; gives how many there were."""
    key = json.loads(sheet.read_text("utf-8"))
    seen = [json.loads(line) for line in features.read_text("utf-8").splitlines()]
    known = {(r["article"], r["stem"]): r["features"] for r in seen}
    rows = []
    for reader in readers:
        for ident, marks in json.loads((reader / "marks.json").read_text("utf-8")).items():
            article, text = key[ident]["article"], key[ident]["text"]
            if (article, text) not in known:
                continue
            right = marks["false"] if "false" in marks else marks["true"]
            points = {"grammatical": marks["natural"], "answerable": marks["alone"], "key_right": right}
            points |= {"one_option": 1, "evidence": 1, "needs_text": marks.get("plausible", 0), "worth": marks["worth"]}
            template = key[ident].get("template", "true_statement")
            row = {
                "round": round_name,
                "reader": reader.name,
                "article": article,
                "item": mark(text + str("true" in marks)),
                "kind": "statement",
                "template": template,
                "acceptable": acceptable("statement", points),
                "marks": points,
                "good_distractors": [0, 0],
                "picked": None,
                "features": known[article, text],
            }
            rows.append(row)
    keep(rows)
    return len(rows)


def labels() -> list[Row]:
    """All judgements kept so far."""
    return [json.loads(line) for line in LABELS.read_text("utf-8").splitlines()]


def table(rows: list[Row]) -> None:
    """Print acceptance by round, and by template in the latest rounds."""
    for name in dict.fromkeys(r["round"] for r in rows):
        mine = [r for r in rows if r["round"] == name]
        print(f"round {name}: {len(mine)} judgements, {sum(r['acceptable'] for r in mine) / len(mine):.0%} acceptable")
        by_template: dict[str, list[Row]] = defaultdict(list)
        for r in mine:
            by_template[r["template"]].append(r)
        for template, some in sorted(by_template.items(), key=lambda pair: -len(pair[1])):
            faults = Counter(p for r in some for p in POINTS if not r["marks"][p])
            faults["worth"] = sum(r["marks"]["worth"] < 1 for r in some)
            shown = ", ".join(f"{p} {n}" for p, n in faults.most_common() if n)
            good = np.sum([r["good_distractors"] for r in some], axis=0)
            options = f"; good distractors {good[0]}/{good[1]}" if good[1] else ""
            print(f"  {template:22} {sum(r['acceptable'] for r in some):3d} of {len(some):3d}  {shown}{options}")


def weights_of(rows: list[Row]) -> np.ndarray:
    """How much each judgement counts: later rounds more."""
    order = list(dict.fromkeys(r["round"] for r in rows))
    return np.array([OLDER ** (len(order) - 1 - order.index(r["round"])) for r in rows])


def worth_of(row: Row) -> float:
    """What a question is worth to a quiz, 0 to 1: nothing unless acceptable, then more if the text is needed to answer
    it and if it asks for something important."""
    return row["acceptable"] * (0.6 + 0.25 * row["marks"]["needs_text"] + 0.15 * (row["marks"]["worth"] > 1))


def matrix(rows: list[Row], names: list[str]) -> np.ndarray:
    """One line of feature values a judgement, a column of ones first."""
    return np.array([[1.0, *(r["features"].get(n, 0.0) for n in names)] for r in rows])


def fitted(x: np.ndarray, y: np.ndarray, weight: np.ndarray, prior: np.ndarray) -> np.ndarray:
    """The weights of greatest likelihood, drawn to the prior by a ridge penalty, by Newton's method; the first column
    (ones) is not penalised."""
    penalty = np.full(x.shape[1], PENALTY)
    penalty[0] = 1e-6
    w = prior.copy()
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ w))
        gradient = x.T @ (weight * (y - p)) - penalty * (w - prior)
        curve = (x * (weight * p * (1 - p))[:, None]).T @ x + np.diag(penalty)
        step = np.linalg.solve(curve, gradient)
        w += step
        if np.abs(step).max() < 1e-8:
            break
    return w


def auc(scores: np.ndarray, y: np.ndarray) -> float:
    """The chance that an accepted item scores above a refused one (ties half)."""
    good, bad = scores[y == 1], scores[y == 0]
    higher = (good[:, None] > bad[None, :]).mean() + 0.5 * (good[:, None] == bad[None, :]).mean()
    return float(higher)


def fit(rows: list[Row], write: bool) -> None:
    """Fit, print how the model does on articles left out, and store the weights."""
    names = sorted({n for r in rows for n in r["features"] if not n.startswith("kind:")} | set(PRIOR))
    prior = np.array([0.0, *(PRIOR.get(n, 0.0) for n in names)])
    x, weight = matrix(rows, names), weights_of(rows)
    y = np.array([worth_of(r) for r in rows])
    accepted = np.array([float(r["acceptable"]) for r in rows])
    stories = np.array([r["article"].split(".")[0] for r in rows])
    held_out = np.zeros(len(rows))
    for story in set(stories):
        out = stories == story
        held_out[out] = x[out] @ fitted(x[~out], y[~out], weight[~out], prior)
    best = np.argsort(-held_out)[: len(rows) // 2]
    print(
        f"{len(rows)} judgements, {accepted.mean():.0%} acceptable; on stories left out: "
        f"AUC {auc(held_out, accepted):.2f},"
    )
    print(f"the better half by score is acceptable in {accepted[best].mean():.0%}")
    w = fitted(x, y, weight, prior)
    for name, value in sorted(zip(["bias", *names], w, strict=True), key=lambda pair: -abs(pair[1])):
        print(f"  {name:30} {value:+.2f}")
    if write:
        kept = {n: round(float(v), 3) for n, v in zip(["bias", *names], w, strict=True) if abs(v) >= 0.005}
        COEFFICIENTS.write_text(json.dumps(kept, indent=2) + "\n", "utf-8")


def main() -> None:
    """Read the command line and do what it says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    adding = commands.add_parser("add")
    adding.add_argument("round")
    adding.add_argument("--sheet", type=Path, required=True)
    adding.add_argument("--reader", type=Path, required=True)
    adding.add_argument("--features", type=Path, required=True)
    bare = commands.add_parser("statements")
    bare.add_argument("round")
    bare.add_argument("--sheet", type=Path, required=True)
    bare.add_argument("--reader", type=Path, required=True, nargs="+")
    bare.add_argument("--features", type=Path, required=True)
    commands.add_parser("table")
    commands.add_parser("fit").add_argument("--write", action="store_true")
    given = parser.parse_args()
    if given.command == "add":
        print(add(given.round, given.sheet, given.reader, given.features), "judgements kept")
    elif given.command == "statements":
        print(add_statements(given.round, given.sheet, given.reader, given.features), "judgements kept")
    elif given.command == "table":
        table(labels())
    else:
        fit([r for r in labels() if r["round"] not in HELD_OUT], given.write)


if __name__ == "__main__":
    main()
