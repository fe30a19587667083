"""The network in torch: a small BERT encoder, one classifier a question, biaffine heads for the tree.

Encoder: Devlin et al. 2019, as MiniLM (Wang et al. 2020) shrinks it. Tree: Dozat and Manning 2017; a root points at
itself. ``articles.language.encoder`` computes the same in numpy: change both or neither.
"""

from __future__ import annotations

import json
import struct
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from articles.language.labels import Labels
from articles.language.training.examples import IGNORED, Sample
from articles.language.wordpieces import SHAPES

WIDTH, LAYERS, HEADS, INNER, PLACES = 384, 6, 12, 1536, 384
ARC, REL, HIDDEN = 320, 96, 192


def read_safetensors(path: Path) -> dict[str, np.ndarray]:
    """Read the float32 tensors of a safetensors file (https://github.com/huggingface/safetensors#format)."""
    data = path.read_bytes()
    (size,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8 : 8 + size])
    body = memoryview(data)[8 + size :]
    tensors = {}
    for name, entry in header.items():
        if name != "__metadata__" and entry["dtype"] == "F32":
            start, end = entry["data_offsets"]
            tensors[name] = np.frombuffer(body[start:end], dtype=np.float32).reshape(entry["shape"])
    return tensors


class Layer(nn.Module):
    """One transformer layer, normalised after each half, as BERT does."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(0.1)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """``x``: batch × pieces × width; ``mask``: batch × 1 × 1 × pieces, true where a piece stands."""
        batch, length, _ = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        mixed = functional.scaled_dot_product_attention(
            q, k, v, attn_mask=mask, dropout_p=0.1 if self.training else 0.0
        )
        mixed = mixed.transpose(1, 2).reshape(batch, length, WIDTH)
        x = self.norm1(x + self.dropout(self.out(mixed)))
        inner = functional.gelu(self.up(x), approximate="tanh")
        return self.norm2(x + self.dropout(self.down(inner)))


class Network(nn.Module):
    """Encoder and heads. ``forward`` gives scores per word; ``losses`` the training loss."""

    def __init__(self, labels: Labels, vocabulary_size: int) -> None:
        super().__init__()
        self.pieces = nn.Embedding(vocabulary_size, WIDTH)
        self.shapes = nn.Embedding(SHAPES, WIDTH)
        self.places = nn.Embedding(PLACES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.mix = nn.Parameter(torch.zeros(2, LAYERS + 1))
        sizes = {
            "tag": len(labels.tags),
            "morph": len(labels.morphs),
            "rule": len(labels.rules),
            "start": 2,
            "kind": len(labels.kinds),
            "name": len(labels.names),
        }
        self.hidden = nn.Linear(WIDTH, WIDTH)
        self.hidden2 = nn.Linear(WIDTH, HIDDEN)
        self.first = nn.ModuleDict({n: nn.Linear(WIDTH, s) for n, s in sizes.items() if n not in ("kind", "name")})
        self.second = nn.ModuleDict({n: nn.Linear(HIDDEN, sizes[n]) for n in ("kind", "name")})
        self.arc_child, self.arc_head = nn.Linear(WIDTH, ARC), nn.Linear(WIDTH, ARC)
        self.rel_child, self.rel_head = nn.Linear(WIDTH, REL), nn.Linear(WIDTH, REL)
        self.arc = nn.Parameter(torch.zeros(ARC + 1, ARC))
        self.rel = nn.Parameter(torch.zeros(len(labels.deps), REL + 1, REL + 1))
        self.root = nn.Linear(WIDTH, 1)
        self.dropout = nn.Dropout(0.2)
        nn.init.normal_(self.arc, std=0.02)
        nn.init.normal_(self.rel, std=0.02)
        nn.init.zeros_(self.shapes.weight)

    def start_from(self, tensors: dict[str, np.ndarray], rows: list[int]) -> None:
        """Take over the pretrained encoder; ``rows`` are the vocabulary rows that are kept."""

        def put(parameter: Tensor, value: np.ndarray) -> None:
            parameter.data.copy_(torch.from_numpy(np.array(value)))

        put(self.pieces.weight, tensors["embeddings.word_embeddings.weight"][rows])
        places = tensors["embeddings.position_embeddings.weight"][:PLACES]
        put(self.places.weight, places + tensors["embeddings.token_type_embeddings.weight"][0])
        put(self.norm.weight, tensors["embeddings.LayerNorm.weight"])
        put(self.norm.bias, tensors["embeddings.LayerNorm.bias"])
        for number, layer in enumerate(self.layers):
            stem = f"encoder.layer.{number}."
            for kind in ("weight", "bias"):
                attention = [tensors[f"{stem}attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
                put(getattr(layer.qkv, kind), np.concatenate(attention))
                put(getattr(layer.out, kind), tensors[f"{stem}attention.output.dense.{kind}"])
                put(getattr(layer.norm1, kind), tensors[f"{stem}attention.output.LayerNorm.{kind}"])
                put(getattr(layer.up, kind), tensors[f"{stem}intermediate.dense.{kind}"])
                put(getattr(layer.down, kind), tensors[f"{stem}output.dense.{kind}"])
                put(getattr(layer.norm2, kind), tensors[f"{stem}output.LayerNorm.{kind}"])

    def forward(self, batch: Batch) -> dict[str, Tensor]:
        """Return scores: per word for each question, ``arc`` (word × word), and the two halves of ``rel``."""
        place = torch.arange(batch.pieces.shape[1])
        x = self.pieces(batch.pieces) + self.shapes(batch.shapes) + self.places(place)
        x = functional.dropout(self.norm(x), 0.1, self.training)
        states = [x]
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=batch.half):
            mask = batch.mask[:, None, None, :]
            for layer in self.layers:
                x = layer(x, mask)
                states.append(x)
        stacked = torch.stack([state.float() for state in states])
        weights = torch.softmax(self.mix, dim=1)
        labels, tree = torch.einsum("kl,lbpd->kbpd", weights, stacked)
        labels, tree = self.pool(labels, batch), self.pool(tree, batch)
        drop = self.dropout
        hidden = drop(functional.gelu(self.hidden(drop(labels)), approximate="tanh"))
        hidden2 = drop(functional.gelu(self.hidden2(drop(labels)), approximate="tanh"))
        scores = {name: head(hidden) for name, head in self.first.items()}
        scores |= {name: head(hidden2) for name, head in self.second.items()}
        tree = drop(tree)
        child = drop(functional.gelu(self.arc_child(tree), approximate="tanh"))
        head = drop(functional.gelu(self.arc_head(tree), approximate="tanh"))
        arcs = (with_one(child) @ self.arc) @ head.transpose(1, 2)
        scores["arc"] = arcs + torch.diag_embed(self.root(tree).squeeze(2))
        scores["rel_child"] = drop(functional.gelu(self.rel_child(tree), approximate="tanh"))
        scores["rel_head"] = drop(functional.gelu(self.rel_head(tree), approximate="tanh"))
        return scores

    @staticmethod
    def pool(x: Tensor, batch: Batch) -> Tensor:
        """Average the pieces of each word: batch × pieces × width → batch × words × width."""
        return torch.bmm(batch.pooling, x)

    def losses(self, scores: dict[str, Tensor], batch: Batch) -> Tensor:
        """Return the summed loss over all questions; labels that are missing (IGNORED) do not count."""
        total = torch.zeros(())
        weights = {"tag": 1.0, "morph": 1.0, "rule": 0.5, "start": 1.0, "kind": 0.7, "name": 0.5}
        for name, weight in weights.items():
            total = total + weight * functional.cross_entropy(
                scores[name].flatten(0, 1), batch.gold[name].flatten(), ignore_index=IGNORED, label_smoothing=0.02
            ).nan_to_num(0.0)
        sentence = batch.gold["sentence"]
        apart = sentence[:, :, None] != sentence[:, None, :]
        arcs = scores["arc"].masked_fill(apart, -1e4)
        heads = batch.gold["head"]
        total = total + 1.5 * functional.cross_entropy(arcs.flatten(0, 1), heads.flatten(), ignore_index=IGNORED)
        safe = heads.clamp(min=0)
        head_states = torch.gather(scores["rel_head"], 1, safe[:, :, None].expand(-1, -1, REL))
        child, head = with_one(scores["rel_child"]), with_one(head_states)
        relations = torch.einsum("bni,rij,bnj->bnr", child, self.rel, head)
        return total + functional.cross_entropy(
            relations.flatten(0, 1), batch.gold["dep"].flatten(), ignore_index=IGNORED, label_smoothing=0.02
        )


def with_one(x: Tensor) -> Tensor:
    """Append a one to the last dimension, so that a bilinear form holds its linear terms too."""
    return torch.cat([x, torch.ones_like(x[..., :1])], dim=-1)


class Batch:
    """Samples padded to one length, as tensors."""

    def __init__(self, samples: list[Sample], half: bool) -> None:
        length = max(len(s.pieces) for s in samples)
        words = max(s.words for s in samples)
        shape = (len(samples), length)
        self.half = half
        self.pieces = torch.zeros(shape, dtype=torch.long)
        self.shapes = torch.zeros(shape, dtype=torch.long)
        self.mask = torch.zeros(shape, dtype=torch.bool)
        self.pooling = torch.zeros(len(samples), words, length)
        self.gold = {key: torch.full((len(samples), words), IGNORED) for key in samples[0].gold}
        self.gold["sentence"] = torch.full((len(samples), words), -1)
        for row, sample in enumerate(samples):
            count = len(sample.pieces)
            self.pieces[row, :count] = torch.tensor(sample.pieces)
            self.shapes[row, :count] = torch.tensor(sample.shapes)
            self.mask[row, :count] = True
            for place, word in enumerate(sample.word_of):
                if word >= 0:
                    self.pooling[row, word, place] = 1.0
            for key, values in sample.gold.items():
                self.gold[key][row, : len(values)] = torch.from_numpy(values)
        self.pooling /= self.pooling.sum(dim=2, keepdim=True).clamp(min=1)
