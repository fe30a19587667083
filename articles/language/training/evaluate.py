"""Figures of a shipped model: ``python -m articles.language.training.evaluate --treebank DIR [--part test]``.

Raw: the text is split into words and sentences by the reader. Gold: words are given, sentences are found. Scored by
spaCy's own scorer (punctuation does not count in UAS and LAS, unaligned words count as wrong).
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import spacy
from spacy.scorer import Scorer
from spacy.tokens import Doc
from spacy.training import Example

from articles.language import pipeline  # noqa: F401  (registers the component)
from articles.language.reader import MODEL
from articles.language.training.treebank import Document, TreeSentence, documents


def gold_doc(vocab: Any, sentences: Iterable[TreeSentence]) -> Doc:
    """Return a spaCy document of annotated sentences."""
    words = [word for sentence in sentences for word in sentence.words]
    heads, offset = [], 0
    for sentence in sentences:
        heads += [offset + word.head for word in sentence.words]
        offset += len(sentence.words)
    return Doc(
        vocab,
        words=[w.form for w in words],
        spaces=[w.space_after for w in words],
        tags=[w.tag for w in words],
        pos=[w.upos for w in words],
        morphs=[w.feats for w in words],
        lemmas=[w.lemma for w in words],
        heads=heads,
        deps=["ROOT" if w.dep == "root" else w.dep for w in words],
    )


def paragraphs(document: Document) -> list[list[TreeSentence]]:
    """Cut a document at its paragraph marks; without marks (PUD) it is one paragraph."""
    found: list[list[TreeSentence]] = []
    for sentence in document.sentences:
        if sentence.new_paragraph or not found:
            found.append([])
        found[-1].append(sentence)
    return found


def examples(nlp: Any, path: Path, raw: bool) -> list[Example]:
    """Read a treebank file with the pipeline and pair what it says with the gold annotation."""
    pairs = []
    for document in documents(path):
        for run in paragraphs(document):
            gold = gold_doc(nlp.vocab, run)
            if raw:
                found = [word.text for word in nlp.tokenizer(gold.text)]
                spaces = [bool(word.whitespace_) for word in nlp.tokenizer(gold.text)]
            else:
                found, spaces = [w.text for w in gold], [bool(w.whitespace_) for w in gold]
            doc = Doc(nlp.vocab, words=found, spaces=spaces)
            for _, component in nlp.pipeline:
                doc = component(doc)
            pairs.append(Example(doc, gold))
    return pairs


def figures(pairs: list[Example]) -> dict[str, float]:
    """Return the columns of the table, in percent."""
    scores: dict[str, Any] = {}
    scores |= Scorer.score_tokenization(pairs)
    for attribute in ("tag", "pos", "lemma", "morph"):
        scores |= Scorer.score_token_attr(pairs, attribute, getter=_getter(attribute), missing_values=set("_"))
    scores |= Scorer.score_deps(
        pairs, "dep", getter=lambda t, _: t.dep_.lower(), ignore_labels=("p", "punct"), missing_values=set()
    )
    scores |= Scorer.score_spans(pairs, "sents", getter=lambda doc, _: list(doc.sents))
    names = ("token_f", "tag_acc", "pos_acc", "morph_acc", "lemma_acc", "dep_uas", "dep_las", "sents_f")
    return {name: 100 * (scores[name] or 0.0) for name in names}


def _getter(attribute: str) -> Any:
    """Return what reads one attribute of a token as text."""
    if attribute == "morph":
        return lambda token, _: str(token.morph)
    return lambda token, _: getattr(token, attribute + "_")


def main() -> None:
    """Print one row a file and way of reading."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--treebank", type=Path, required=True)
    parser.add_argument("--model", type=Path, default=MODEL)
    parser.add_argument("--files", nargs="+", default=["pud-test", "ewt-test", "gum-test"])
    options = parser.parse_args()
    nlp = spacy.load(options.model)
    sys.stdout.write(
        f"{'':16}{'words F':>9}{'tag':>8}{'pos':>8}{'morph':>8}{'lemma':>8}{'UAS':>8}{'LAS':>8}{'sent F':>8}\n"
    )
    for name in options.files:
        for raw in (False, True):
            row = figures(examples(nlp, options.treebank / f"{name}.conllu", raw))
            cells = "".join(f"{value:8.2f}" for value in row.values())
            sys.stdout.write(f"{name + (' raw' if raw else ' gold'):16} {cells}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
