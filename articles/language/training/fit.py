"""The training loop in two phases: fixed seeds, averaged weights, the best dev score kept.

The first phase warms up and starts a long linear decay, which it leaves early; the second starts from the averaged
weights of the first, keeps the table of pieces as it is, and decays to nothing. The same figures as one long decay in
two thirds of the time.
"""

from __future__ import annotations

import copy
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch

from articles.language.training.examples import Sample, SampleMaker, batches, runs
from articles.language.training.network import Batch, Network
from articles.language.training.treebank import Document


@dataclass(frozen=True, slots=True)
class Phase:
    """``epochs`` are trained of a linear decay from ``rate`` that would end after ``planned`` epochs."""

    epochs: int
    planned: int
    rate: float
    warm_up: float
    train_table: bool
    seed_shift: int = 0


PHASES = (
    Phase(epochs=3, planned=8, rate=1e-4, warm_up=0.06, train_table=True),
    Phase(epochs=2, planned=2, rate=7e-5, warm_up=0.03, train_table=False, seed_shift=100),
)


def seed_all(seed: int) -> None:
    """Seed every source of chance that training uses."""
    random.seed(seed)
    np.random.seed(seed)
    torch.manual_seed(seed)


def fit(
    network: Network,
    maker: SampleMaker,
    training: Sequence[Document],
    dev: Sequence[Document],
    *,
    phase: Phase,
    seed: int,
    most_pieces: int = 1400,
    keep: Callable[[Network], None],
    say: Callable[[str], None],
) -> Network:
    """Train in place and return the network with averaged weights; ``keep`` is called with each better one."""
    rate = phase.rate
    seed_all(seed + phase.seed_shift)
    rng = random.Random(seed + phase.seed_shift)  # noqa: S311
    network.pieces.weight.requires_grad_(phase.train_table)
    heads, body, table = [], [], []
    for name, parameter in network.named_parameters():
        if not parameter.requires_grad:
            continue
        group = table if name in {"pieces.weight"} else body if name.startswith(("layers", "places", "norm")) else heads
        group.append(parameter)
    optimizer = torch.optim.AdamW(
        [
            {"params": body, "lr": rate, "weight_decay": 0.01},
            {"params": heads, "lr": rate * 8, "weight_decay": 0.0},
            *([{"params": table, "lr": rate, "weight_decay": 0.0}] if table else []),
        ],
        betas=(0.9, 0.98),
    )
    steps = phase.planned * 160
    done, best = 0, -1.0
    average = copy.deepcopy(network)
    began = time.monotonic()
    for epoch in range(phase.epochs):
        network.train()
        samples = [maker.sample(run, rng) for run in runs(training, rng)]
        groups = list(batches(samples, most_pieces, rng))
        if epoch == 0:
            steps = phase.planned * len(groups)
            say(f"{len(samples)} samples, {len(groups)} batches an epoch")
        total = 0.0
        for group in groups:
            share = done / steps
            pace = max(0.005, min(share / phase.warm_up, (1 - share) / (1 - phase.warm_up)))
            for parameters, base in zip(optimizer.param_groups, (rate, rate * 8, rate), strict=False):
                parameters["lr"] = base * pace
            batch = Batch(group, half=True)
            loss = network.losses(network(batch), batch)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 2.0)
            optimizer.step()
            done += 1
            total += float(loss.detach())
            if done % 10 == 0:
                blend(average, network, min(0.9, done / (done + 50.0)))
            if done % 40 == 0:
                say(f"step {done}/{steps} loss {total / 40:.3f} {time.monotonic() - began:.0f}s")
                total = 0.0
        score, line = dev_score(average, maker, dev)
        say(f"epoch {epoch + 1}: {line}")
        if score > best:
            best = score
            keep(average)
    return average


def blend(average: Network, network: Network, share: float) -> None:
    """Move the running average towards the network's weights."""
    with torch.no_grad():
        for old, new in zip(average.parameters(), network.parameters(), strict=True):
            old.lerp_(new, 1 - share)


def dev_score(network: Network, maker: SampleMaker, dev: Sequence[Document]) -> tuple[float, str]:
    """Return one number to choose by, and a line of accuracies on gold words (trees without repair)."""
    network.eval()
    right: dict[str, list[float]] = {}
    rng = random.Random(0)  # noqa: S311
    samples: list[Sample] = [maker.sample(run) for run in runs(dev, rng)]
    with torch.no_grad():
        for group in batches(samples, 4000, rng):
            batch = Batch(group, half=True)
            scores = network(batch)
            for name in ("tag", "morph", "rule", "start", "kind", "name"):
                gold = batch.gold[name]
                known = gold >= 0
                if name in {"kind", "name"}:
                    known &= (gold > 0) | (scores[name].argmax(2) > 0)
                right.setdefault(name, []).extend((scores[name].argmax(2) == gold)[known].tolist())
            apart = batch.gold["sentence"][:, :, None] != batch.gold["sentence"][:, None, :]
            heads = scores["arc"].masked_fill(apart, -1e4).argmax(2)
            known = batch.gold["head"] >= 0
            right.setdefault("head", []).extend((heads == batch.gold["head"])[known].tolist())
    network.train()
    means = {name: 100 * float(np.mean(values)) if values else 0.0 for name, values in right.items()}
    score = means["head"] * 2 + means["tag"] + means["morph"] + means["rule"] + 0.3 * (means["kind"] + means["name"])
    return score, " ".join(f"{name} {value:.2f}" for name, value in means.items())
