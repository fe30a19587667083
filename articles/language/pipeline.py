"""The spaCy side: the tokenizer and the one component that annotates words, registered for ``spacy.load``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from spacy.attrs import DEP, HEAD, LEMMA, MORPH, POS, TAG
from spacy.language import Language
from spacy.symbols import IDS
from spacy.tokens import Doc
from spacy.util import minibatch, registry
from spacy.vocab import Vocab

from articles.language.annotator import Annotation, Annotator
from articles.language.tokenizer import make_tokenizer


@registry.tokenizers("oqu.tokenizer.v1")
def create_tokenizer() -> Any:
    """Give spaCy the maker of our tokenizer."""
    return make_tokenizer


def words_of(doc: Doc) -> tuple[list[str], list[bool]]:
    """Return the words of a document, and for each whether a space stands before it."""
    return [word.text for word in doc], [word.i == 0 or bool(doc[word.i - 1].whitespace_) for word in doc]


def write(doc: Doc, note: Annotation) -> None:
    """Put an annotation into spaCy's document."""
    strings, morphology = doc.vocab.strings, doc.vocab.morphology
    columns = (
        [strings.add(tag) for tag in note.tags],
        [IDS[pos] for pos in note.pos],
        [morphology.add(feats) for feats in note.feats],
        [strings.add(lemma) for lemma in note.lemmas],
        [strings.add("ROOT" if dep == "root" else dep) for dep in note.deps],
        [(head - index) & 0xFFFFFFFFFFFFFFFF for index, head in enumerate(note.heads)],  # two's complement
    )
    doc.from_array([TAG, POS, MORPH, LEMMA, DEP, HEAD], np.array(columns, dtype=np.uint64).T)
    doc.user_data |= {"kinds": note.kinds, "names": note.names, "margins": note.margins, "states": note.states}


class ReaderComponent:
    """Sets tag, part of speech, morphology, lemma, head and relation; leaves the rest in user_data."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab
        self.annotator: Annotator | None = None

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one document, a paragraph as a rule."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], batch_size: int = 64) -> Iterator[Doc]:
        """Annotate documents, so many at a time."""
        if self.annotator is None:
            raise ValueError("The reader has no weights: load it from the model folder.")
        for docs in minibatch(stream, batch_size):
            notes = self.annotator.annotate([words_of(doc) for doc in docs], self.known_starts(docs))
            for doc, note in zip(docs, notes, strict=True):
                if len(doc):
                    write(doc, note)
                yield doc

    @staticmethod
    def known_starts(docs: Sequence[Doc]) -> list[list[int]] | None:
        """Return the sentence starts that were set before, if all documents have them (for evaluation)."""
        if not all(doc.has_annotation("SENT_START") for doc in docs if len(doc)):
            return None
        return [[word.i for word in doc if word.is_sent_start] for doc in docs]

    def to_disk(self, path: Any, exclude: Iterable[str] = ()) -> None:
        """Write the weights; they are copied byte for byte from where they were loaded."""
        if self.annotator is not None:
            self.annotator.save(Path(path))

    def from_disk(self, path: Any, exclude: Iterable[str] = ()) -> ReaderComponent:
        """Load the weights, and make spaCy's stores hold all labels for good: reading happens in a memory zone."""
        self.annotator = Annotator(Path(path))
        labels = self.annotator.encoder.labels
        for label in (*labels.tags, *labels.deps, "ROOT"):
            self.vocab.strings.add(label)
        for label in labels.morphs:
            self.vocab.morphology.add(label.split("|", 1)[1])
        return self


@Language.factory(
    "oqu_reader", assigns=["token.tag", "token.pos", "token.morph", "token.lemma", "token.head", "token.dep"]
)
def create_reader(nlp: Language, name: str) -> ReaderComponent:
    """Make the component; its weights come with ``from_disk``."""
    return ReaderComponent(nlp.vocab)
