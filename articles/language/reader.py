"""From text to ``Reading``: paragraphs, words, the model's annotation, and what rules build on it."""

from __future__ import annotations

import re
import threading
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np

from articles.language.clauses import clauses
from articles.language.coreference import Judge
from articles.language.encoder import Floats
from articles.language.expressions import expressions
from articles.language.kinds import settle_kinds
from articles.language.names import entities
from articles.language.phrases import noun_phrases
from articles.language.reading import Kind, Reading, Sentence, Token

MODEL = Path(__file__).parent / "model"
PARAGRAPH = re.compile(r"[^\n]+(?:\n(?![^\S\n]*(?:\n|\Z))[^\n]*)*")  # lines up to an empty one
EMPTY: MappingProxyType[str, str] = MappingProxyType({})
_lock = threading.Lock()


@cache
def _load() -> Any:
    """Load the pipeline; called under the lock, so once in a process."""
    import spacy

    from articles.language import pipeline  # noqa: F401  (registers the component and the tokenizer)

    return spacy.load(MODEL)


@cache
def _morph(feats: str) -> MappingProxyType[str, str]:
    """Return UD features as a mapping that all tokens with the same features share."""
    return MappingProxyType(dict(part.split("=", 1) for part in feats.split("|"))) if feats else EMPTY


def paragraphs(text: str) -> list[tuple[int, str]]:
    """Return offset and text of each paragraph; an empty line parts two of them."""
    return [(match.start(), match.group()) for match in PARAGRAPH.finditer(text) if match.group().strip()]


def read(text: str) -> Reading:
    """Return the reading of a text. Safe to call from several threads; one reads at a time."""
    reading, states = annotated(text)
    return replace(reading, references=_judge().references(reading, states)) if reading.tokens else reading


@cache
def _judge() -> Judge:
    """The judge of references; its weights stand among the encoder's."""
    return Judge(_load().get_pipe("oqu_reader").annotator.encoder.weights)


def annotated(text: str) -> tuple[Reading, Floats]:
    """Return the reading without its references, and the network's state of each token, one a row."""
    sentences: list[Sentence] = []
    tokens: list[Token] = []
    marks: list[str] = []
    states: list[Floats] = []
    with _lock:
        nlp = _load()
        with nlp.memory_zone():
            pieces = [(number, offset, *_words(nlp, part)) for number, (offset, part) in enumerate(paragraphs(text))]
            docs = _annotate(nlp, [doc for _, _, doc, _ in pieces])
            for (number, offset, _, starts), doc in zip(pieces, docs, strict=True):
                _add(text, number, [offset + start for start in starts], doc, sentences, tokens)
                marks += doc.user_data.get("names") or ["O"] * len(doc)
                states += doc.user_data.get("states") or []
    children: list[list[int]] = [[] for _ in tokens]
    for token in tokens:
        if token.head != token.index:
            children[token.head].append(token.index)
    times = expressions(tokens, text)
    named = entities(tokens, children, marks, times, text)
    tokens = settle_kinds(tokens, children, named)
    reading = Reading(
        text=text,
        sentences=tuple(sentences),
        tokens=tuple(tokens),
        clauses=clauses(tokens, children),
        entities=named,
        noun_phrases=noun_phrases(tokens, children, named, text),
        expressions=times,
    )
    return reading, np.stack(states) if states else np.zeros((0, 0), dtype=np.float32)


def _words(nlp: Any, part: str) -> tuple[Any, list[int]]:
    """Split a paragraph into words without its white space; return them with their offsets."""
    from spacy.tokens import Doc

    found = [(word.idx, word.text) for word in nlp.tokenizer(part) if not word.is_space]
    spaces = [
        index + 1 < len(found) and found[index + 1][0] > start + len(word) for index, (start, word) in enumerate(found)
    ]
    return Doc(nlp.vocab, words=[word for _, word in found], spaces=spaces), [start for start, _ in found]


def _annotate(nlp: Any, docs: list[Any]) -> list[Any]:
    """Run the components of the pipeline over documents that are already split into words."""
    for _, component in nlp.pipeline:
        docs = list(component.pipe(docs))
    return docs


def _add(
    text: str, paragraph: int, starts: list[int], doc: Any, sentences: list[Sentence], tokens: list[Token]
) -> None:
    """Copy one annotated paragraph out of spaCy's objects into plain values."""
    base = len(tokens)
    kinds = doc.user_data.get("kinds")
    margins = doc.user_data.get("margins")
    number = len(sentences) - 1
    opened: list[tuple[int, int]] = []
    for word in doc:
        index = base + word.i
        if word.is_sent_start or word.i == 0:
            number += 1
            opened.append((index, index))
        opened[-1] = (opened[-1][0], index)
        start = starts[word.i]
        kind = kinds[word.i] if kinds else None
        tokens.append(
            Token(
                index=index,
                text=word.text,
                start=start,
                end=start + len(word.text),
                space_after=start + len(word.text) < len(text) and text[start + len(word.text)].isspace(),
                lemma=word.lemma_,
                pos=word.pos_,
                tag=word.tag_,
                morph=_morph(str(word.morph)),
                head=base + word.head.i,
                dep="root" if word.head.i == word.i else word.dep_,
                sentence=number,
                kind=Kind(kind) if kind else None,
                margin=margins[word.i] if margins else 1.0,
            )
        )
    for first, last in opened:
        start, end = tokens[first].start, tokens[last].end
        root = next(i for i in range(first, last + 1) if tokens[i].head == i)
        sentences.append(Sentence(len(sentences), start, end, first, last, text[start:end], paragraph, root))
