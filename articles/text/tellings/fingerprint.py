"""A text boiled down to what every telling of its story keeps: names, numbers and rare content words, with weights.

Computed once for a text; comparing two is then a matter of set operations.
"""

from __future__ import annotations

import re
from collections import Counter, OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from .common_words import COMMON, EMPTY

_WORD = re.compile(r"\d[\d.,]*\d|\d|[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_SENTENCE_BREAK = re.compile(r"[.!?:\n“\"]\s*$")
_NAME_WEIGHT, _NUMBER_WEIGHT, _WORD_WEIGHT, _COMMON_WEIGHT = 3.0, 2.0, 1.0, 0.15
_VOWEL = re.compile(r"[aeiouyàâäéèêëíîïóôöúûüаеёиоуыэюяәіөүұ]")


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """The features of a text: `weights` feature → weight, `order` the rarer features by first appearance."""

    weights: Mapping[str, float]
    order: tuple[str, ...]
    total: float

    def __len__(self) -> int:
        return len(self.weights)


def fingerprint(text: str) -> Fingerprint:
    """The fingerprint of `text` (kept text, cleaned; any language that has words)."""
    counts: Counter[str] = Counter()
    weights: OrderedDict[str, float] = OrderedDict()
    small = _small_words(text)
    for match in _WORD.finditer(text):
        word = match.group()
        if word[0].isdigit():
            feature, weight = word.replace(",", "").rstrip("."), _NUMBER_WEIGHT
            if len(feature) < 2:
                continue
        else:
            low = word.lower()
            feature = stem(low)
            if low in EMPTY or feature in EMPTY or len(feature) < 3:
                continue
            # A capital means a name only where the word never stands small in the same text.
            if word[0].isupper() and low not in small and not _begins_sentence(text, match.start()):
                weight = _NAME_WEIGHT
            else:
                weight = _COMMON_WEIGHT if low in COMMON or feature in COMMON else _WORD_WEIGHT
        counts[feature] += 1
        weights[feature] = max(weight, weights.get(feature, 0.0))
    # What is spoken of often is what the story is about; the fourth mention adds little.
    full = {feature: weight * (1.0 + 0.5 * min(counts[feature] - 1, 2)) for feature, weight in weights.items()}
    order = tuple(feature for feature, weight in weights.items() if weight >= _WORD_WEIGHT)
    return Fingerprint(full, order, sum(full.values()))


def _small_words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"(?<![\w’'-])[^\W\d_A-ZА-Я][^\W\d_]*", text))


def _begins_sentence(text: str, start: int) -> bool:
    return start == 0 or bool(_SENTENCE_BREAK.search(text[max(0, start - 4) : start]))


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """A word without its endings and without what differs between British and American spelling.

    Rough on purpose: two forms of a word should meet, and it does not matter what the meeting place is called.
    """
    word = re.sub(r"[’']s?$", "", word)
    for ending, shorter in (
        ("isation", "iz"),
        ("ization", "iz"),
        ("ising", "iz"),
        ("izing", "iz"),
        ("ised", "iz"),
        ("ized", "iz"),
    ):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)] + shorter
    word = re.sub(r"is(e|es|er|ers)$", r"iz\1", word) if len(word) > 6 else word
    word = re.sub(r"(?<=[a-z]{2})our", "or", word) if len(word) > 5 else word
    for ending in (
        "ations",
        "ation",
        "ments",
        "ment",
        "ingly",
        "edly",
        "ings",
        "ing",
        "ies",
        "ied",
        "ers",
        "er",
        "ed",
        "es",
        "ly",
        "s",
        "e",
        "y",
    ):
        rest = word[: -len(ending)]
        if word.endswith(ending) and len(rest) >= 3 and _VOWEL.search(rest):
            if len(rest) > 3 and rest[-1] == rest[-2] and rest[-1] not in "aeiousl":
                rest = rest[:-1]
            return rest
    return word
