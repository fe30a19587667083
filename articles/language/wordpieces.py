"""Words into the pieces of the encoder's vocabulary (BERT's uncased WordPiece, Devlin et al. 2019).

Case is not lost: each word also gets a shape number, which the encoder adds to its pieces.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

UNKNOWN, START, END = "[UNK]", "[CLS]", "[SEP]"
MOST_PIECES = 12  # of one word: an address or a long number adds nothing after that
SHAPES = 12  # six shapes, each with and without a space before the word

# Typewriter forms of what print sets: the treebanks hold both, a reader should see one.
PLAIN = str.maketrans(
    {
        "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'", "`": "'", "´": "'",
        "‐": "-", "‑": "-", "−": "-", "‒": "–", "―": "—", "\u00a0": " ", "\u202f": " ", "…": ".",
    }
)  # fmt: skip


def shape(word: str, space_before: bool) -> int:
    """Return the number of the word's shape: lower, Title, UPPER, mIxed, digits, marks; plus 6 after a space."""
    first = word[0]
    if first.isdigit():
        kind = 4
    elif not any(character.isalpha() for character in word):
        kind = 5
    elif word.islower() or not (word.isupper() or any(c.isupper() for c in word)):
        kind = 0
    elif word.isupper() and len(word) > 1:
        kind = 2
    elif first.isupper() and not any(c.isupper() for c in word[1:]):
        kind = 1
    else:
        kind = 3
    return kind + 6 * space_before


class WordPieces:
    """The vocabulary, in the order of the rows of the encoder's embedding table."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self.numbers = {piece: number for number, piece in enumerate(vocabulary)}
        self.start, self.end = self.numbers[START], self.numbers[END]
        self.pieces = lru_cache(maxsize=30_000)(self._pieces)

    def _pieces(self, word: str) -> tuple[int, ...]:
        """Return one or more piece numbers for a word; what the vocabulary cannot spell is one unknown."""
        plain = unicodedata.normalize("NFD", word.translate(PLAIN).lower())
        found: list[int] = []
        run = ""
        for character in plain:
            if unicodedata.category(character) == "Mn":
                continue
            if character.isalnum():
                run += character
                continue
            if run:
                found += self._greedy(run)
                run = ""
            found += self._greedy(character)
        if run:
            found += self._greedy(run)
        return tuple(found[:MOST_PIECES]) or (self.numbers[UNKNOWN],)

    def _greedy(self, run: str) -> list[int]:
        """Spell a run of letters with the longest pieces from the left."""
        found: list[int] = []
        start = 0
        while start < len(run):
            mark = "##" if start else ""
            for end in range(len(run), start, -1):
                number = self.numbers.get(mark + run[start:end])
                if number is not None:
                    found.append(number)
                    start = end
                    break
            else:
                return [self.numbers[UNKNOWN]]
        return found
