"""When two forms are the same name: the key that they share."""

from __future__ import annotations

import re
from collections.abc import Iterable

from articles.language import Token

# Plurals that name one thing; readers disagree about their singular.
_AS_THEY_STAND = frozenset({"media", "data", "news", "politics", "economics", "statistics", "species", "series"})
_MARKS = re.compile(r"[\W_]+")
# Both spellings of English get one key: colour and color, organise and organize, centre and center.
_SPELLINGS = (
    (re.compile(r"(?<=\w{2})our(?=s?$)"), "or"),
    (re.compile(r"(?<=\w{3})is(?=(?:e|ed|es|er|ers|ing|ation|ations)$)"), "iz"),
    (re.compile(r"(?<=\w{3})tre(?=s?$)"), "ter"),
    (re.compile(r"(?<=\w{2})amme(?=s?$)"), "am"),
)


def key_of_words(words: Iterable[str]) -> str:
    """The key of a name given as words (lemmas where they are nouns): letters and digits only."""
    return "".join(_MARKS.sub("", _spelt(word.lower())) for word in words)


def key_of(tokens: Iterable[Token]) -> str:
    """The key of some tokens of a text: nouns count in the singular, whatever hyphens and spaces stand between."""
    return key_of_words(lemma(token) for token in tokens)


def lemma(token: Token) -> str:
    """A common noun in the singular; any other word as it stands, in lower case."""
    text = token.text.lower()
    if token.pos != "NOUN" or not token.lemma or text in _AS_THEY_STAND:
        return text
    return token.lemma.lower()


def singular(word: str) -> str:
    """A plain guess at the singular of a noun read outside any sentence, such as in a heading."""
    lower = word.lower()
    if len(lower) > 4 and lower.endswith("ies"):
        return lower[:-3] + "y"
    if len(lower) > 3 and lower.endswith("s") and not lower.endswith(("ss", "us", "is")):
        return lower[:-1]
    return lower


def _spelt(word: str) -> str:
    for pattern, instead in _SPELLINGS:
        word = pattern.sub(instead, word)
    return word
