"""Training examples: runs of sentences as arrays of piece numbers and gold labels, with variations.

Sentences that follow one another stand together in one example, so that boundaries are learnt in context; some stand
alone, as a heading or a caption does.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from articles.language.labels import Labels
from articles.language.lemmas import rule
from articles.language.training.treebank import Document, TreeSentence
from articles.language.wordpieces import WordPieces, shape

NONE = "-"
NAMED_KINDS = {
    "person": "PERSON", "organization": "ORGANISATION", "place": "PLACE", "event": "EVENT", "time": "TIME",
    "object": "THING", "abstract": "IDEA", "animal": "ANIMAL", "plant": "PLANT", "substance": "SUBSTANCE",
}  # fmt: skip
NAMED_ENTITY_KINDS = {"PERSON", "ORGANISATION", "PLACE", "EVENT", "TIME"}
IGNORED = -100
LONGEST = 384  # pieces; the few longer sentences (lists, tables) are left out of training


def names(sentence: TreeSentence) -> list[str]:
    """Return BIO tags for the named mentions: those headed by a proper noun, widest first, nested ones left out."""
    tags = ["O"] * len(sentence.words)
    for mention in sorted(sentence.mentions, key=lambda m: (m.first - m.last, m.first)):
        kind = NAMED_KINDS.get(mention.kind)
        if kind not in NAMED_ENTITY_KINDS:
            continue
        first, last = _name_span(sentence, mention.first, mention.last)
        if first is None or last is None or any(tag != "O" for tag in tags[first : last + 1]):
            continue
        tags[first : last + 1] = [f"B-{kind}"] + [f"I-{kind}"] * (last - first)
    return tags


def _name_span(sentence: TreeSentence, first: int, last: int) -> tuple[int | None, int | None]:
    """Cut a mention down to its name: from its first to its last proper noun, if a proper noun heads it."""
    words = sentence.words
    inside = range(first, last + 1)
    head = next((i for i in inside if words[i].head not in inside or words[i].head == i), first)
    proper = ("NNP", "NNPS")
    if words[head].tag not in proper:
        return None, None
    start = end = head
    joining = {"of", "the", "for", "and", "de", "van", "von", "-", "'s", "’s", "al", "in", "on", "&", "."}
    while start > first and words[start - 1].tag in (*proper, "HYPH", "CD", "NNP"):
        start -= 1
    while end < last:
        step = end + 1
        while step <= last and words[step].form.lower() in joining and step - end <= 2:
            step += 1
        if step <= last and (words[step].tag in proper or (words[step].tag == "CD" and step == end + 1)):
            end = step
        else:
            break
    while words[start].tag == "HYPH":
        start += 1
    return start, end


def collect_labels(documents: Iterable[Document]) -> Labels:
    """Gather the closed sets of labels from the training documents; rare lemma rules are left to the lexicon."""
    tags: Counter[str] = Counter()
    morphs: Counter[str] = Counter()
    deps: Counter[str] = Counter()
    rules: Counter[str] = Counter()
    for document in documents:
        for sentence in document.sentences:
            for word in sentence.words:
                tags[word.tag] += 1
                morphs[f"{word.upos}|{word.feats}"] += 1
                deps[word.dep] += 1
                rules[rule(word.form, word.lemma)] += 1
    kinds = [NONE, *NAMED_KINDS.values()]
    bio = ["O", *(f"{mark}-{kind}" for kind in sorted(NAMED_ENTITY_KINDS) for mark in "BI")]
    return Labels(
        tags=tuple(sorted(tags)),
        morphs=tuple(sorted(m for m, n in morphs.items() if n > 1)),
        deps=tuple(sorted(deps)),
        rules=tuple(sorted(r for r, n in rules.items() if n > 3)),
        kinds=tuple(kinds),
        names=tuple(bio),
    )


@dataclass(slots=True)
class Sample:
    """One example: pieces with their words and shapes, and per word the gold label numbers."""

    pieces: list[int]
    shapes: list[int]
    word_of: list[int]  # word number of each piece; -1 for the marks at both ends
    gold: dict[str, np.ndarray]  # per word: tag, morph, rule, start, kind, name, head, dep, sentence

    @property
    def words(self) -> int:
        """How many words the example has."""
        return len(self.gold["tag"])


class SampleMaker:
    """Turns runs of sentences into samples with one set of labels."""

    def __init__(self, labels: Labels, pieces: WordPieces) -> None:
        self.pieces = pieces
        self.index = {name: {label: i for i, label in enumerate(getattr(labels, name))} for name in labels.names_of()}

    def sample(self, run: Sequence[TreeSentence], vary: random.Random | None = None) -> Sample:
        """Make one sample of sentences that follow one another; with ``vary`` case and last marks may change."""
        sample = Sample([self.pieces.start], [5], [-1], {})
        columns: dict[str, list[int]] = {
            key: [] for key in ("tag", "morph", "rule", "start", "kind", "name", "head", "dep", "sentence")
        }
        flat_case = vary is not None and vary.random() < 0.03
        for number, sentence in enumerate(run):
            case = vary.random() if vary else 1.0
            offset = len(columns["tag"])
            words = sentence.words
            if vary and len(words) > 4 and words[-1].form == "." and vary.random() < 0.03 and number == len(run) - 1:
                words = words[:-1] if all(w.head != len(words) - 1 for w in words[:-1]) else words
            bio = names(sentence) if sentence.has_kinds else None
            spaced = True
            for i, word in enumerate(words):
                form = word.form
                if case < 0.008:
                    form = form.upper()
                elif case < 0.02 and word.upos not in {"ADP", "DET", "CCONJ", "PART"}:
                    form = form[:1].upper() + form[1:]
                numbers = self.pieces.pieces(form)
                sample.pieces += numbers
                sample.shapes += [6 * spaced if flat_case else shape(form, spaced)] * len(numbers)
                sample.word_of += [offset + i] * len(numbers)
                spaced = word.space_after
                self._label(columns, word, i, offset, number, bio, sentence.has_kinds, form == word.form)
        sample.pieces.append(self.pieces.end)
        sample.shapes.append(5)
        sample.word_of.append(-1)
        sample.gold = {key: np.array(values, dtype=np.int64) for key, values in columns.items()}
        return sample

    def _label(self, columns, word, i, offset, number, bio, has_kinds, same_form) -> None:  # type: ignore[no-untyped-def]
        index = self.index
        columns["tag"].append(index["tags"].get(word.tag, IGNORED))
        columns["morph"].append(index["morphs"].get(f"{word.upos}|{word.feats}", IGNORED))
        columns["rule"].append(index["rules"].get(rule(word.form, word.lemma), IGNORED) if same_form else IGNORED)
        columns["start"].append(int(i == 0))
        columns["dep"].append(index["deps"].get(word.dep, IGNORED))
        columns["head"].append(offset + word.head)
        columns["sentence"].append(number)
        kind = NAMED_KINDS.get(word.kind, NONE) if word.kind else NONE
        columns["kind"].append(index["kinds"][kind] if has_kinds else IGNORED)
        columns["name"].append(index["names"][bio[i]] if bio else IGNORED)


def runs(documents: Sequence[Document], rng: random.Random, most_words: int = 110) -> Iterator[list[TreeSentence]]:
    """Cut documents into runs: a quarter alone, the others together up to a random length."""
    for document in documents:
        run: list[TreeSentence] = []
        size = 0
        limit = rng.randint(20, most_words)
        for sentence in document.sentences:
            full = run and (size + len(sentence.words) > limit)
            if full or (sentence.new_paragraph and run and rng.random() < 0.7):
                yield run
                run, size = [], 0
                limit = 1 if rng.random() < 0.25 else rng.randint(20, most_words)
            run.append(sentence)
            size += len(sentence.words)
        if run:
            yield run


def batches(samples: list[Sample], most_pieces: int, rng: random.Random) -> Iterator[list[Sample]]:
    """Group samples of like length into batches of at most so many pieces, in random order."""
    samples = [sample for sample in samples if len(sample.pieces) <= LONGEST]
    ordered = sorted(samples, key=lambda s: len(s.pieces) + rng.random() * 12)
    groups: list[list[Sample]] = [[]]
    longest = 0
    for sample in ordered:
        longest = max(longest, len(sample.pieces))
        if groups[-1] and longest * (len(groups[-1]) + 1) > most_pieces:
            groups.append([])
            longest = len(sample.pieces)
        groups[-1].append(sample)
    rng.shuffle(groups)
    yield from groups
