"""Figures of a shipped model: ``python -m articles.language.training.evaluate --treebank DIR [--part test]``.

Raw: the text is split into words and sentences by the reader. Gold: words are given, sentences are found. Scored by
spaCy's own scorer (punctuation does not count in UAS and LAS, unaligned words count as wrong).
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Any

import spacy
from spacy.scorer import Scorer
from spacy.tokens import Doc
from spacy.training import Example

from articles.language import pipeline, reader  # noqa: F401  (pipeline registers the component)
from articles.language.reader import MODEL
from articles.language.training.examples import NAMED_KINDS, names
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


def examples(nlp: Any, path: Path, raw: bool, limit: int | None = None) -> list[Example]:
    """Read a treebank file (or its first documents) with the pipeline and pair it with the gold annotation."""
    pairs = []
    for document in islice(documents(path), limit):
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


def meanings(path: Path) -> dict[str, float]:
    """Return figures for names (span and label) and head kinds, on raw text, for a file with GUM's entity column."""
    right = found = wanted = kinds_right = kinds_all = who_right = 0
    for document in documents(path):
        for run in paragraphs(document):
            text, gold_names, gold_kinds = gold_meanings(run)
            reading = reader.read(text)
            said = {(e.start, e.end, e.label.name) for e in reading.entities}
            right += len(said & gold_names)
            found += len(said)
            wanted += len(gold_names)
            kind_at = {(t.start, t.end): t.kind for t in reading.tokens}
            for place, kind in gold_kinds.items():
                answer = kind_at.get(place)
                kinds_all += 1
                kinds_right += answer is not None and answer.name == kind
                who_right += answer is not None and (answer.name == "PERSON") == (kind == "PERSON")
    precision, recall = right / max(found, 1), right / max(wanted, 1)
    return {
        "names P": 100 * precision,
        "names R": 100 * recall,
        "names F": 200 * precision * recall / max(precision + recall, 1e-9),
        "kind": 100 * kinds_right / max(kinds_all, 1),
        "who/what": 100 * who_right / max(kinds_all, 1),
    }


def gold_meanings(
    run: list[TreeSentence],
) -> tuple[str, set[tuple[int, int, str]], dict[tuple[int, int], str]]:
    """Return the text of a paragraph, its names and the kinds of its mentions' heads, by offsets."""
    text = ""
    gold_names: set[tuple[int, int, str]] = set()
    gold_kinds: dict[tuple[int, int], str] = {}
    for sentence in run:
        places = []
        for word in sentence.words:
            places.append((len(text), len(text) + len(word.form)))
            text += word.form + " " * word.space_after
            if word.kind and word.upos in {"NOUN", "PROPN", "PRON"}:
                gold_kinds[places[-1]] = NAMED_KINDS[word.kind]
        tags = names(sentence)
        for index, tag in enumerate(tags):
            if tag.startswith("B-"):
                last = index
                while last + 1 < len(tags) and tags[last + 1].startswith("I-"):
                    last += 1
                gold_names.add((places[index][0], places[last][1], tag[2:]))
    return text, gold_names, gold_kinds


def universal_names(path: Path) -> dict[str, float]:
    """Return figures on a Universal NER file: persons, organisations and places, on raw text of its words."""
    labels = {"PER": "PERSON", "ORG": "ORGANISATION", "LOC": "PLACE"}
    right = found = wanted = 0
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        rows = [line.split("\t") for line in block.split("\n") if line and not line.startswith("#")]
        if not rows:
            continue
        text, gold = "", set()
        opened: tuple[int, str] | None = None
        for row in [*rows, ["", "", "O"]]:
            if opened and not row[2].startswith("I-"):
                gold.add((opened[0], len(text.rstrip()), labels.get(opened[1], opened[1])))
                opened = None
            if row[2].startswith("B-"):
                opened = (len(text), row[2][2:])
            text += row[1] + " "
        said = {(e.start, e.end, e.label.name) for e in reader.read(text).entities if e.label.name in labels.values()}
        right, found, wanted = right + len(said & gold), found + len(said), wanted + len(gold)
    precision, recall = right / max(found, 1), right / max(wanted, 1)
    return {
        "names P": 100 * precision,
        "names R": 100 * recall,
        "names F": 200 * precision * recall / max(precision + recall, 1e-9),
    }


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
    reader.MODEL = options.model
    for name in options.files:
        if name.startswith("gum"):
            _row(name, meanings(options.treebank / f"{name}.conllu"))
        elif name.startswith("ewt"):
            _row("uner-" + name, universal_names(options.treebank / f"uner-{name}.iob2"))


def _row(name: str, row: dict[str, float]) -> None:
    """Print one line of named figures."""
    sys.stdout.write(f"{name:16} " + "  ".join(f"{key} {value:.1f}" for key, value in row.items()) + "\n")


if __name__ == "__main__":
    main()
