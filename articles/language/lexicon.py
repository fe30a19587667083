"""Which words are English: those the reader knows whole, and those in lemminflect's dictionary in any form."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path

WHOLE_WORDS = Path(__file__).parent / "model" / "oqu_reader" / "vocabulary.txt"
# British spelling beside the American one that a dictionary may list alone.
TWINS = (
    ("isation", "ization"),
    ("ise", "ize"),
    ("ising", "izing"),
    ("yse", "yze"),
    ("our", "or"),
    ("lled", "led"),
    ("lling", "ling"),
    ("tre", "ter"),
    ("ae", "e"),
    ("oe", "e"),
    ("ogue", "og"),
    ("ence", "ense"),
    ("mme", "m"),
)


@cache
def whole_words() -> frozenset[str]:
    """The words that the reader's encoder keeps in one piece, in lower case: the twenty thousand commonest."""
    lines = WHOLE_WORDS.read_text("utf-8").splitlines()
    return frozenset(line for line in lines if len(line) > 1 and line.isalpha())


@lru_cache(maxsize=32768)
def is_word(word: str) -> bool:
    """Whether a word in lower case is English, in either spelling."""
    from lemminflect import getAllLemmas  # loads its tables when first asked

    if word in whole_words() or getAllLemmas(word):
        return True
    return any(getAllLemmas(word.replace(british, american)) for british, american in TWINS if british in word)
