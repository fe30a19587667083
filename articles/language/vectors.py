"""Static vectors of words: the rows of the encoder's table of pieces, before any layer has seen their neighbours."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from articles.language import reader
from articles.language.encoder import Encoder

Vector = NDArray[Any]


@lru_cache(maxsize=1)
def _encoder() -> Encoder:
    """The reader's encoder, loaded once in a process."""
    with reader._lock:
        encoder: Encoder = reader._load().get_pipe("oqu_reader").annotator.encoder
    return encoder


@lru_cache(maxsize=1)
def _middle() -> Vector:
    """The mean row of the table: what all words share says nothing about any."""
    encoder = _encoder()
    middle: Vector = (encoder.table * encoder.table_scale[:, None]).mean(axis=0, dtype=np.float32)
    return middle


@lru_cache(maxsize=20_000)
def word_vector(word: str) -> Vector:
    """The vector of a word, of length one: the mean of its pieces' rows, less the mean of all rows."""
    encoder = _encoder()
    pieces = list(encoder.pieces(word))
    rows = encoder.table[pieces].astype(np.float32) * encoder.table_scale[pieces][:, None]
    return unit(rows.mean(axis=0) - _middle())


@lru_cache(maxsize=20_000)
def phrase_vector(words: tuple[str, ...]) -> Vector:
    """The mean vector of some words, of length one; nothing but zeros for no words."""
    if not words:
        return np.zeros_like(_middle())
    return unit(np.sum([word_vector(w) for w in words], axis=0))


def unit(x: Vector) -> Vector:
    """A vector made one long; nothing stays nothing."""
    size = float(np.sqrt((x * x).sum()))
    return x / size if size else x


def rank(words: str) -> float:
    """How rare the rarest of some words is, 0 to 1: the vocabulary is in the order of frequency."""
    encoder = _encoder()
    size = len(encoder.vocabulary.numbers)
    return max((max(encoder.pieces(w)) for w in words.lower().split()), default=0) / size
