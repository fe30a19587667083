"""The trained network in numpy: words in, scores out. The same sums as ``training/network.py``, no torch.

Weights are stored as eight-bit integers with one scale a row; the large table of pieces stays so in memory, the rest
becomes float32 when it is loaded.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from articles.language.labels import Labels
from articles.language.wordpieces import WordPieces, shape

Floats = NDArray[Any]  # float32 all through; numpy's type stubs lose that at the first product
Window = tuple[Sequence[str], Sequence[bool]]
HEADS = 12
EPSILON = np.float32(1e-12)
GELU = np.float32(np.sqrt(2 / np.pi))
MARK_SHAPE = 5  # of the pieces that open and close the input


@dataclass(frozen=True, slots=True)
class Scores:
    """What the network says of one window of words: scores before softmax, one row a word.

    ``arc[i, j]``: word j is the head of word i (j = i: the root); ``rel_child``/``rel_head`` feed ``relations``;
    ``state``: what the tree is made from, which ``coreference`` looks at too.
    """

    tag: Floats
    morph: Floats
    rule: Floats
    start: Floats
    kind: Floats
    name: Floats
    arc: Floats
    rel_child: Floats
    rel_head: Floats
    state: Floats


@dataclass(slots=True)
class Spelling:
    """Windows in pieces, one after the other: number, shape and place of each piece; where words and windows lie."""

    pieces: list[int] = field(default_factory=list)
    shapes: list[int] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    firsts: list[int] = field(default_factory=list)  # the first piece of each word
    counts: list[int] = field(default_factory=list)  # how many pieces each word has
    bounds: list[int] = field(default_factory=lambda: [0])

    def add(self, pieces: Sequence[int], shape_: int) -> None:
        """Append the pieces of one word or mark."""
        self.pieces += pieces
        self.shapes += [shape_] * len(pieces)


def gelu(x: Floats) -> Floats:
    """Gaussian error linear unit, tanh form (Hendrycks and Gimpel 2016)."""
    inner = x * x
    inner *= np.float32(0.044715)
    inner += np.float32(1)
    inner *= x
    inner *= GELU
    np.tanh(inner, out=inner)
    inner += np.float32(1)
    inner *= x
    inner *= np.float32(0.5)
    return inner


def softmax(x: Floats) -> Floats:
    """Softmax over the last dimension, in float32."""
    x = np.exp(x - x.max(axis=-1, keepdims=True))
    x /= x.sum(axis=-1, keepdims=True)
    return x


def with_one(x: Floats) -> Floats:
    """Append a one to each row, so that a bilinear form holds its linear terms too."""
    return np.concatenate([x, np.ones((*x.shape[:-1], 1), dtype=np.float32)], axis=-1)


def attend(qkv: Floats) -> Floats:
    """Let the pieces of one window look at one another: queries, keys and values of all heads in, mixed values out."""
    length = len(qkv)
    size = int(qkv.shape[1]) // (3 * HEADS)
    query, key, value = qkv.reshape(length, 3, HEADS, size).transpose(1, 2, 0, 3)
    attention = softmax((query * np.float32(size**-0.5)) @ key.transpose(0, 2, 1))
    mixed: Floats = (attention @ value).transpose(1, 0, 2).reshape(length, HEADS * size)
    return mixed


class Encoder:
    """The network with its weights and vocabulary."""

    def __init__(self, folder: Path) -> None:
        self.labels = Labels.load(folder / "labels.json")
        self.vocabulary = WordPieces((folder / "vocabulary.txt").read_text(encoding="utf-8").split("\n"))
        self.weights: dict[str, Floats] = {}
        with np.load(folder / "weights.npz") as stored:
            self.table: NDArray[np.int8] = stored["pieces.weight"]
            self.table_scale: Floats = stored["pieces.weight:scale"].astype(np.float32)
            for name in stored.files:
                if name.startswith("pieces.") or name.endswith(":scale"):
                    continue
                value = stored[name].astype(np.float32)
                if name + ":scale" in stored.files:
                    value *= stored[name + ":scale"].astype(np.float32)[..., None]
                self.weights[name] = value
        self.layers = 1 + max(int(name.split(".")[1]) for name in self.weights if name.startswith("layers."))
        self.longest = len(self.weights["places.weight"])

    def pieces(self, word: str) -> tuple[int, ...]:
        """Return the piece numbers of one word."""
        return self.vocabulary.pieces(word)

    def linear(self, name: str, x: Floats) -> Floats:
        """Apply one linear layer."""
        result: Floats = x @ self.weights[name + ".weight"].T
        result += self.weights[name + ".bias"]
        return result

    def norm(self, name: str, x: Floats) -> Floats:
        """Apply one layer normalisation."""
        x = x - x.mean(axis=-1, keepdims=True)
        x /= np.sqrt((x * x).mean(axis=-1, keepdims=True) + EPSILON)
        x *= self.weights[name + ".weight"]
        x += self.weights[name + ".bias"]
        return x

    def scores(self, windows: Sequence[Window]) -> list[Scores]:
        """Score each window: words that follow one another, and for each word whether a space stands before it.

        The pieces of a window's words and two marks must fit into ``longest``. Windows do not see one another; they
        are only multiplied together, which is quicker.
        """
        spelt = self._spell(windows)
        states = self._encode(spelt)
        labels, tree = (
            self._pool(sum(w * state for w, state in zip(mix, states, strict=True)), spelt)
            for mix in softmax(self.weights["mix"])
        )
        return self._answer(labels, tree, [len(words) for words, _ in windows])

    def _spell(self, windows: Sequence[Window]) -> Spelling:
        """Spell all windows one after the other."""
        spelt = Spelling()
        for words, spaced in windows:
            begun = len(spelt.pieces)
            spelt.add((self.vocabulary.start,), MARK_SHAPE)
            for word, space in zip(words, spaced, strict=True):
                found = self.pieces(word)
                spelt.firsts.append(len(spelt.pieces))
                spelt.counts.append(len(found))
                spelt.add(found, shape(word, space))
            spelt.add((self.vocabulary.end,), MARK_SHAPE)
            spelt.places += range(len(spelt.pieces) - begun)
            spelt.bounds.append(len(spelt.pieces))
        return spelt

    @staticmethod
    def _pool(state: Floats, spelt: Spelling) -> Floats:
        """Average the pieces of each word."""
        rows = np.concatenate([np.arange(f, f + c) for f, c in zip(spelt.firsts, spelt.counts, strict=True)])
        sums = np.add.reduceat(state[rows], np.cumsum([0, *spelt.counts[:-1]]), axis=0)
        result: Floats = sums / np.array(spelt.counts, dtype=np.float32)[:, None]
        return result

    def _encode(self, spelt: Spelling) -> list[Floats]:
        """Return the state of each piece after the embeddings and after each layer."""
        weights = self.weights
        pieces = np.array(spelt.pieces)
        x = self.table[pieces].astype(np.float32) * self.table_scale[pieces][:, None]
        x += weights["shapes.weight"][np.array(spelt.shapes)]
        x += weights["places.weight"][np.array(spelt.places)]
        x = self.norm("norm", x)
        states = [x]
        for number in range(self.layers):
            stem = f"layers.{number}."
            qkv = self.linear(stem + "qkv", x)
            mixed = np.concatenate([attend(qkv[a:b]) for a, b in pairwise(spelt.bounds)])
            x = self.norm(stem + "norm1", x + self.linear(stem + "out", mixed))
            x = self.norm(stem + "norm2", x + self.linear(stem + "down", gelu(self.linear(stem + "up", x))))
            states.append(x)
        return states

    def _answer(self, labels: Floats, tree: Floats, sizes: Sequence[int]) -> list[Scores]:
        """Run the heads over the states of the words, and part the windows again."""
        hidden, hidden2 = gelu(self.linear("hidden", labels)), gelu(self.linear("hidden2", labels))
        child, head = (
            with_one(gelu(self.linear("arc_child", tree))) @ self.weights["arc"],
            gelu(self.linear("arc_head", tree)),
        )
        root = self.linear("root", tree)[:, 0]
        columns = {name: self.linear(f"first.{name}", hidden) for name in ("tag", "morph", "rule", "start")}
        columns |= {name: self.linear(f"second.{name}", hidden2) for name in ("kind", "name")}
        columns["rel_child"] = with_one(gelu(self.linear("rel_child", tree)))
        columns["rel_head"] = with_one(gelu(self.linear("rel_head", tree)))
        columns["state"] = tree
        found = []
        for first, last in pairwise(np.cumsum([0, *sizes]).tolist()):
            arc = child[first:last] @ head[first:last].T
            arc[np.diag_indices(last - first)] += root[first:last]
            found.append(Scores(arc=arc, **{name: value[first:last] for name, value in columns.items()}))
        return found

    def relations(self, scores: Scores, heads: NDArray[np.int64]) -> Floats:
        """Return the scores of each relation between each word and its head."""
        half = np.einsum("ni,rij->nrj", scores.rel_child, self.weights["rel"], optimize=True)
        result: Floats = np.einsum("nrj,nj->nr", half, scores.rel_head[heads])
        return result
