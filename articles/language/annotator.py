"""From the network's scores to one decision a word: sentences, tree, tags, lemmas, kinds, names, and how sure it is."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from articles.language.boundaries import sentence_starts
from articles.language.encoder import Encoder, Floats, Scores, softmax
from articles.language.lemmas import apply
from articles.language.trees import best_tree

FILES = ("labels.json", "vocabulary.txt", "weights.npz", "lemmas.json")
NOMINAL = {"NOUN", "PROPN", "PRON"}
INFLECTED = {"VBD", "VBN", "VBG", "VBZ", "VBP", "NNS", "NNPS", "JJR", "JJS", "RBR", "RBS"}
RULES_TRIED = 5
RULE_GAP = 5.0  # how much worse than the best a rule may score and still be tried
BATCH = 700  # pieces multiplied together: more does not make it quicker
WINDOW = 250  # pieces read at once; a longer paragraph is read in windows that begin with a sentence


@dataclass(slots=True)
class Annotation:
    """One value a word in each list, for ``states`` one row as in ``Scores``.

    ``heads`` count from the first word given; a root is its own head.
    """

    tags: list[str] = field(default_factory=list)
    pos: list[str] = field(default_factory=list)
    feats: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    deps: list[str] = field(default_factory=list)
    kinds: list[str | None] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    margins: list[float] = field(default_factory=list)
    states: list[Floats] = field(default_factory=list)


class Annotator:
    """The encoder with its lexicon of lemmas."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.encoder = Encoder(folder)
        labels = self.encoder.labels
        self.morphs = [tuple(label.split("|", 1)) for label in labels.morphs]
        self.kinds = [None if kind == "-" else kind.lower() for kind in labels.kinds]
        self.lexicon: dict[str, str] = json.loads((folder / "lemmas.json").read_text(encoding="utf-8"))

    def save(self, folder: Path) -> None:
        """Copy the files of the model to another folder."""
        folder.mkdir(parents=True, exist_ok=True)
        for name in FILES:
            shutil.copyfile(self.folder / name, folder / name)

    def annotate(
        self,
        paragraphs: Sequence[tuple[Sequence[str], Sequence[bool]]],
        starts: Sequence[Sequence[int]] | None = None,
    ) -> list[Annotation]:
        """Annotate paragraphs, each its words and for each word whether a space stands before it.

        ``starts`` gives the sentence starts of each paragraph where they are known (for evaluation).
        """
        results = [Annotation() for _ in paragraphs]
        waiting = [number for number, (words, _) in enumerate(paragraphs) if words]
        while waiting:
            batch: list[tuple[int, int, int]] = []  # paragraph, first word, end of the window
            room = BATCH
            for number in waiting:
                first = len(results[number].tags)
                last, pieces = self._window(paragraphs[number][0], first)
                if batch and pieces > room:
                    break
                room -= pieces
                batch.append((number, first, last))
            windows = [(paragraphs[n][0][a:b], paragraphs[n][1][a:b]) for n, a, b in batch]
            for (number, first, last), (words, spaced), scores in zip(
                batch, windows, self.encoder.scores(windows), strict=True
            ):
                if starts is None:
                    opened = sentence_starts(words, spaced, softmax(scores.start)[:, 1])
                else:
                    opened = sorted({0, *(i - first for i in starts[number] if first <= i < last)})
                size = last - first
                if last < len(paragraphs[number][0]) and len(opened) > 1:
                    size = opened.pop()  # the last sentence may go on: it opens the next window
                self._decide(words[:size], scores, [*opened, size], first, results[number])
            waiting = [number for number in waiting if len(results[number].tags) < len(paragraphs[number][0])]
        return results

    def _window(self, words: Sequence[str], first: int) -> tuple[int, int]:
        """Return the end of the longest window from a word on, and how many pieces it has."""
        limit = min(WINDOW, self.encoder.longest) - 2
        used = 0
        for place in range(first, len(words)):
            more = len(self.encoder.pieces(words[place]))
            if used + more > limit and place > first:
                return place, used + 2
            used += more
        return len(words), used + 2

    def _decide(self, words: Sequence[str], scores: Scores, bounds: list[int], offset: int, result: Annotation) -> None:
        """Turn the scores of whole sentences into labels and append them."""
        count = len(words)
        heads = np.zeros(count, dtype=np.int64)
        sure = np.ones(count)
        for first, last in pairwise(bounds):
            odds = log_softmax(scores.arc[first:last, first:last].astype(np.float64))
            tree = best_tree(odds)
            sure[first:last] = np.exp(odds[np.arange(last - first), tree])
            heads[first:last] = tree + first
        deps, dep_sure = self._relations(scores, heads)
        labels = self.encoder.labels
        tags = [labels.tags[i] for i in scores.tag[:count].argmax(axis=1)]
        morphs = [self.morphs[i] for i in scores.morph[:count].argmax(axis=1)]
        result.tags += tags
        result.pos += [pos for pos, _ in morphs]
        result.feats += [feats for _, feats in morphs]
        result.lemmas += [
            self.lemma(word, tag, row) for word, tag, row in zip(words, tags, scores.rule[:count], strict=True)
        ]
        result.heads += [offset + int(head) for head in heads]
        result.deps += deps
        result.kinds += self._kinds(scores.kind[:count], [pos for pos, _ in morphs])
        result.names += [labels.names[i] for i in scores.name[:count].argmax(axis=1)]
        result.margins += [round(float(value), 3) for value in sure * dep_sure]
        result.states += list(scores.state[:count])

    def _relations(self, scores: Scores, heads: NDArray[np.int64]) -> tuple[list[str], NDArray[np.float64]]:
        """Return the relation of each word to its head and how sure it is; roots and only roots are called root."""
        labels = self.encoder.labels.deps
        part = Scores(*(getattr(scores, name)[: len(heads)] for name in Scores.__slots__))
        odds = self.encoder.relations(part, heads)
        is_root = heads == np.arange(len(heads))
        odds[:, labels.index("root")] = np.where(is_root, 1e4, -1e4)
        chosen = odds.argmax(axis=1)
        return [labels[i] for i in chosen], softmax(odds)[np.arange(len(heads)), chosen]

    def _kinds(self, scores: Floats, pos: Sequence[str]) -> list[str | None]:
        """Return the kind of each word; a noun, name or pronoun has one, whatever the score of none."""
        best = scores.argmax(axis=1)
        some = scores[:, 1:].argmax(axis=1) + 1  # the first label is none
        return [self.kinds[some[i] if pos[i] in NOMINAL else best[i]] for i in range(len(pos))]

    def lemma(self, word: str, tag: str, scores: Floats) -> str:
        """Return the lemma: what the lexicon knows for form and tag, or else by the best rule that gives a word.

        For inflected forms the first of the best rules counts whose result stands in the vocabulary, so that
        "allowed" does not become "allowe"; if none does, the best rule.
        """
        form = word.replace("’", "'")
        known = self.lexicon.get(f"{form}|{tag}") or self.lexicon.get(f"{form.lower()}|{tag}")
        if known:
            return known
        rules, words = self.encoder.labels.rules, self.encoder.vocabulary.numbers
        best = int(scores.argmax())
        first = apply(rules[best], form)
        if tag not in INFLECTED or first.lower() in words:
            return first
        for rule in np.argsort(-scores, kind="stable")[1:RULES_TRIED]:
            other = apply(rules[rule], form)
            near = scores[best] - scores[rule] < RULE_GAP and len(form) - len(other) <= (2 if tag[0] == "N" else 4)
            if near and other.lower() in words and other.lower() != form.lower():
                return other
        return first


def log_softmax(x: NDArray[np.float64]) -> NDArray[np.float64]:
    """Logarithm of the softmax over the last dimension."""
    x = x - x.max(axis=-1, keepdims=True)
    result: NDArray[np.float64] = x - np.log(np.exp(x).sum(axis=-1, keepdims=True))
    return result
