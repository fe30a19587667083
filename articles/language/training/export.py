"""From a torch checkpoint to the folder that is shipped: weights in eight bits, lexicon, spaCy's own files."""

from __future__ import annotations

import json
import shutil
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import spacy
import torch

from articles.language import pipeline
from articles.language.lemmas import apply, rule
from articles.language.training.treebank import Document

WHOLE = ("norm", "bias", "mix", "root")  # small parts that stay float16


def export(checkpoint: Path, documents: Iterable[Document], out: Path) -> None:
    """Write the pipeline to ``out`` (replaced). ``checkpoint`` is the folder that training wrote."""
    files = out.with_name(out.name + ".parts")
    shutil.rmtree(files, ignore_errors=True)
    files.mkdir(parents=True)
    state = torch.load(checkpoint / "checkpoint.pt", weights_only=True)
    np.savez_compressed(files / "weights.npz", **quantised({name: value.numpy() for name, value in state.items()}))
    for name in ("labels.json", "vocabulary.txt"):
        shutil.copyfile(checkpoint / name, files / name)
    lexicon = lemma_lexicon(documents)
    (files / "lemmas.json").write_text(
        json.dumps(lexicon, ensure_ascii=False, sort_keys=True, separators=(",", ":")), encoding="utf-8"
    )
    nlp = spacy.blank("en", config={"nlp": {"tokenizer": {"@tokenizers": "oqu.tokenizer.v1"}}})
    component = nlp.add_pipe("oqu_reader")
    if not isinstance(component, pipeline.ReaderComponent):
        raise TypeError("oqu_reader is registered by something else")
    component.from_disk(files)
    nlp.meta |= {"name": "reader", "version": "1.0.0", "license": "see MODEL_CARD.md", "author": "Oqu"}
    shutil.rmtree(out, ignore_errors=True)
    nlp.to_disk(out)
    shutil.rmtree(files)


def quantised(state: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Store matrices as int8 with a float16 scale a row, vectors as float16."""
    stored = {}
    for name, value in state.items():
        if value.ndim < 2 or any(part in name for part in WHOLE):
            stored[name] = value.astype(np.float16 if np.abs(value).max() < 6e4 else np.float32)
            continue
        scale = (np.abs(value).max(axis=-1) / 127 + 1e-12).astype(np.float16)
        scale = np.maximum(scale, np.float16(6e-8))
        stored[name] = np.clip(np.round(value / scale.astype(np.float32)[..., None]), -127, 127).astype(np.int8)
        stored[name + ":scale"] = scale
    return stored


def lemma_lexicon(documents: Iterable[Document]) -> dict[str, str]:
    """Return ``form|tag`` → lemma for what the rules would not find by themselves but the treebanks agree on."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    usual: dict[str, Counter[str]] = defaultdict(Counter)
    for document in documents:
        for sentence in document.sentences:
            for word in sentence.words:
                form = word.form.replace("’", "'")
                seen[f"{form}|{word.tag}"][word.lemma.replace("’", "'")] += 1
    for key, lemmas in seen.items():
        form, tag = key.rsplit("|", 1)
        lemma, times = lemmas.most_common(1)[0]
        usual[tag][rule(form, lemma)] += times
    lexicon = {}
    for key, lemmas in seen.items():
        form, tag = key.rsplit("|", 1)
        lemma, times = lemmas.most_common(1)[0]
        likely = {apply(r, form) for r, _ in usual[tag].most_common(1)}
        if times >= 0.9 * sum(lemmas.values()) and times > 1 and lemma not in likely:
            lexicon[key] = lemma
    return lexicon
