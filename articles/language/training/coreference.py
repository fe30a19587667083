"""Train the judge of references on GUM: ``python -m articles.language.training.coreference --treebank DIR``.

The reader stays as it is: it reads the texts, and small networks learn from its states which mention before a pronoun
or "the N" GUM puts into the same cluster (marginal likelihood, Durrett and Klein 2013). The weights go into the model
folder beside the reader's. With ``--figures`` nothing is trained: precision and coverage are printed.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from articles.language import reader
from articles.language.coreference import PREFIX, Judge, Pairs, answers, pair_up
from articles.language.encoder import Encoder
from articles.language.mentions import CLASSES, THE, Mentions, mentions
from articles.language.reading import Reading
from articles.language.training.export import quantised
from articles.language.training.treebank import Document, TreeSentence, documents

NAMES = ("he", "she", "it", "they", "the N", "this N")
MEMBERS, EPOCHS, RATE, DECAY, DROPOUT = 6, 9, 2e-3, 0.02, 0.4
PAST, INNER, ALONE = 64, 96, 48
ONE_NAME = {"flat", "compound", "amod", "nummod", "appos", "nmod"}
LEAST_SURE = (0.5, 0.7, 0.8, 0.85, 0.9, 0.95)
TINY = 1e-9


@dataclass(slots=True)
class Gold:
    """A mention of the treebank by offsets into the text: its span, its head, whether it is a list of nouns."""

    start: int
    end: int
    head: int
    joined: bool
    cluster: str


@dataclass(slots=True)
class Example:
    """One document as the reader reads it, with the clusters of its mentions."""

    found: Mentions
    pairs: Pairs
    states: np.ndarray  # one row a mention
    clusters: list[frozenset[str]]
    right: np.ndarray  # of each pair, whether it is one thing
    nothing: np.ndarray  # of each pointing mention, whether no candidate is right
    counts: np.ndarray  # whether to learn from it: not when the right one is out of reach


def text_of(document: Document) -> tuple[str, list[Gold]]:
    """Return a document's text with empty lines between paragraphs, and its mentions."""
    text, found = "", []
    for sentence in document.sentences:
        if sentence.new_paragraph:
            text = text.rstrip() + "\n\n" if text else ""
        places = []
        for word in sentence.words:
            places.append((len(text), len(text) + len(word.form)))
            text += word.form + " " * word.space_after
        found += list(_gold(sentence, places))
    return text.rstrip(), found


def _gold(sentence: TreeSentence, places: Sequence[tuple[int, int]]) -> Iterator[Gold]:
    for mention in sentence.mentions:
        head = mention.head(sentence.words)
        if head is None:
            continue
        inside = sentence.words[mention.first : mention.last + 1]
        joined = any(word.head == head and word.dep == "conj" for word in inside)
        start, end = places[mention.first][0], places[mention.last][1]
        yield Gold(start, end, places[head][0], joined, mention.cluster)


def example(document: Document) -> Example:
    """Read a document and lay the treebank's clusters over what the reader found."""
    text, gold = text_of(document)
    reading, states = reader.annotated(text)
    found = mentions(reading)
    pairs = pair_up(found)
    clusters = _clusters(reading, found, gold)
    earliest: dict[str, int] = {}
    for mention in sorted(gold, key=lambda g: g.head):
        earliest.setdefault(mention.cluster, mention.head)
    owners = [clusters[a] for a in pairs.pointing]
    right = np.array(
        [bool(owners[w] & clusters[c]) for w, c in zip(pairs.which, pairs.candidate, strict=True)], dtype=bool
    )
    some = np.bincount(pairs.which, right, minlength=len(owners)) > 0
    known = np.array(
        [
            any(earliest[c] < reading.tokens[found.head[a]].start for c in own)
            for a, own in zip(pairs.pointing, owners, strict=True)
        ],
        dtype=bool,
    )
    return Example(found, pairs, states[found.column("head")], clusters, right, ~some, some | ~known)


def _clusters(reading: Reading, found: Mentions, gold: Sequence[Gold]) -> list[frozenset[str]]:
    """Return the clusters of each mention; a name whose head the reader sees in another of its words counts too."""
    token_at = {x: t.index for t in reading.tokens for x in range(t.start, t.end)}
    exact: dict[tuple[int, bool], set[str]] = {}
    for mention in gold:
        if mention.head in token_at:
            exact.setdefault((token_at[mention.head], mention.joined), set()).add(mention.cluster)
    by_size = sorted(gold, key=lambda g: g.end - g.start)
    clusters = []
    for head, joined in zip(found.head, found.joined, strict=True):
        own = exact.get((head, joined), set())
        token = reading.tokens[head]
        if not own and not joined:
            around = next((g for g in by_size if g.start <= token.start and token.end <= g.end), None)
            other = token_at.get(around.head) if around is not None and not around.joined else None
            if around is not None and other is not None and _one_name(reading, head, other):
                own = {around.cluster}
        clusters.append(frozenset(own))
    return clusters


def _one_name(reading: Reading, one: int, other: int) -> bool:
    """Tell whether one of two tokens is only part of the other's name or compound."""
    tokens = reading.tokens
    for child, parent in ((one, other), (other, one)):
        relation = tokens[child].dep.partition(":")[0]
        if tokens[child].head == parent and relation in ONE_NAME:
            return "PROPN" in {tokens[one].pos, tokens[other].pos} or relation in {"compound", "amod"}
    return False


class Network(nn.Module):
    """The same sums as ``Judge`` in numpy: change both or neither."""

    def __init__(self, width: int, features: int, alone: int) -> None:
        super().__init__()
        self.past, self.before = nn.Linear(width, PAST), nn.Linear(width, PAST)
        self.pointing = nn.Linear(PAST, INNER, bias=False)
        self.candidate = nn.Linear(PAST, INNER, bias=False)
        self.both = nn.Linear(PAST, INNER, bias=False)
        self.known = nn.Linear(features, INNER)
        self.score = nn.Linear(INNER, 1)
        self.alone = nn.Linear(PAST + alone, ALONE)
        self.none = nn.Linear(ALONE, 1)
        self.drop, self.drop_little = nn.Dropout(DROPOUT), nn.Dropout(0.1)

    def forward(self, example: Example) -> tuple[Tensor, Tensor]:
        """Return the scores of the pairs, and of none."""
        pairs, states = example.pairs, torch.from_numpy(example.states)
        which, candidate = torch.from_numpy(pairs.which), torch.from_numpy(pairs.candidate)
        past = torch.tanh(self.past(self.drop(states[torch.from_numpy(pairs.pointing)])))
        before = torch.tanh(self.before(self.drop(states)))
        inner = self.known(self.drop_little(torch.from_numpy(pairs.features)))
        inner = inner + self.both(self.drop(past[which] * before[candidate]))
        inner = inner + self.pointing(self.drop(past))[which] + self.candidate(self.drop(before))[candidate]
        alone = torch.relu(self.alone(torch.cat([self.drop(past), torch.from_numpy(pairs.alone)], dim=1)))
        return self.score(self.drop(torch.relu(inner)))[:, 0], self.none(self.drop(alone))[:, 0]


def loss(example: Example, scores: Tensor, none: Tensor) -> Tensor:
    """Return the mean negative logarithm of the share that all right candidates have together."""
    which = torch.from_numpy(example.pairs.which)
    most = none.detach().scatter_reduce(0, which, scores.detach(), "amax")
    weights, rest = torch.exp(scores - most[which]), torch.exp(none - most)
    right, nothing = torch.from_numpy(example.right).float(), torch.from_numpy(example.nothing).float()
    good = (rest * nothing).index_add(0, which, weights * right)
    every = rest.index_add(0, which, weights)
    counts = torch.from_numpy(example.counts).float()
    losses = torch.log(every) - torch.log(good + TINY)
    return (losses * counts).sum() / counts.sum().clamp(min=1)


def fit(examples: Sequence[Example], seed: int) -> Network:
    """Train one network; one document a step."""
    torch.manual_seed(seed)
    rng = random.Random(seed)  # noqa: S311
    used = [e for e in examples if len(e.pairs.which) and e.counts.any()]
    first = used[0]
    network = Network(first.states.shape[1], first.pairs.features.shape[1], first.pairs.alone.shape[1])
    optimiser = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY)
    plan = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=EPOCHS * len(used), pct_start=0.1)
    network.train()
    for _ in range(EPOCHS):
        for one in rng.sample(used, len(used)):
            optimiser.zero_grad()
            loss(one, *network(one)).backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            plan.step()
    return network.eval()


def outcomes(judge: Judge, examples: Sequence[Example]) -> dict[int, list[tuple[float, bool, bool]]]:
    """Return for each class the share of every answer, whether it is right, and whether its noun is another one."""
    found: dict[int, list[tuple[float, bool, bool]]] = {points: [] for points in range(CLASSES)}
    for one in examples:
        for answer in answers(one.found, one.pairs, judge.odds(one.pairs, one.states)):
            a, c = answer.mention, answer.antecedent
            right = c is not None and bool(one.clusters[a] & one.clusters[c])
            other = c is None or one.found.lemma[a] != one.found.lemma[c]
            found[one.found.points[a]].append((answer.share, right, other))
    return found


def calibrate(found: dict[int, list[tuple[float, bool, bool]]]) -> np.ndarray:
    """Return slope and shift of each class's logistic curve (Platt 1999, with his softened targets)."""
    rows = []
    for points in range(CLASSES):
        shares = np.clip([share for share, _, _ in found[points]], 1e-4, 1 - 1e-4)
        right = np.array([ok for _, ok, _ in found[points]])
        high, low = (right.sum() + 1) / (right.sum() + 2), 1 / ((~right).sum() + 2)
        x, y = np.log(shares / (1 - shares)), np.where(right, high, low)
        line = np.zeros(2)
        design = np.stack([x, np.ones_like(x)], axis=1)
        for _ in range(50):  # Newton's steps, a little drawn towards the identity
            p = 1 / (1 + np.exp(-design @ line))
            slope = design.T @ (p - y) + (line - [1, 0])
            line = line - np.linalg.solve((design * (p * (1 - p))[:, None]).T @ design + np.eye(2), slope)
        rows.append(line)
    return np.array(rows, dtype=np.float32)


def save(model: Path, state: dict[str, np.ndarray]) -> None:
    """Put the judge's weights among the reader's; those of an older judge go."""
    path = model / "oqu_reader" / "weights.npz"
    with np.load(path) as stored:
        kept = {name: stored[name] for name in stored.files if not name.startswith(PREFIX)}
    np.savez_compressed(path, **kept, **{PREFIX + name: value for name, value in state.items()})


def table(found: dict[int, list[tuple[float, bool, bool]]], judge: Judge) -> str:
    """Return precision and coverage by class."""
    lines = []
    for points, name in enumerate(NAMES):
        sure = [(judge.certainty(points, share), right, other) for share, right, other in found[points]]
        lines.append(_line(name, sure))
        if points >= THE:
            lines.append(_line(f"{name}, another noun", [row for row in sure if row[2]]))
    return "\n".join(lines) + "\n"


def _line(title: str, rows: Sequence[tuple[float, bool, bool]]) -> str:
    """Return one line: how many there are, then from each certainty on how many are answered and how many rightly."""
    cells = []
    for least in LEAST_SURE:
        good = [right for certainty, right, _ in rows if certainty >= least]
        cells.append(f"{least:.2f}: {len(good)} {100 * sum(good) / max(len(good), 1):.1f}")
    return f"{title:22} {len(rows):4}  " + "  ".join(cells)


def main() -> None:
    """Train, calibrate on dev, store, and print the figures of dev and test."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--treebank", type=Path, required=True)
    parser.add_argument("--model", type=Path, default=reader.MODEL)
    parser.add_argument("--figures", action="store_true")
    options = parser.parse_args()
    reader.MODEL = options.model

    def part(name: str) -> list[Example]:
        return [example(document) for document in documents(options.treebank / f"gum-{name}.conllu")]

    dev = part("dev")
    if not options.figures:
        torch.set_num_threads(1)
        train = part("train")
        state: dict[str, np.ndarray] = {}
        for seed in range(MEMBERS):
            network = fit(train, seed)
            state |= {f"{seed}.{name}": value.numpy() for name, value in network.state_dict().items()}
        state = quantised(state)
        state["calibration"] = np.tile(np.array([1, 0], dtype=np.float32), (CLASSES, 1))
        save(options.model, state)
        state["calibration"] = calibrate(outcomes(_stored(options.model), dev))
        save(options.model, state)
    judge = _stored(options.model)
    for name, examples in (("dev", dev), ("test", part("test"))):
        sys.stdout.write(f"gum-{name}\n{table(outcomes(judge, examples), judge)}\n")


def _stored(model: Path) -> Judge:
    """Return the judge as the site will load it."""
    return Judge(Encoder(model / "oqu_reader").weights)


if __name__ == "__main__":
    main()
