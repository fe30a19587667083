"""The English reader: ``read(text)`` gives sentences, words, their tree, names, noun phrases, times and numbers.

Importing this costs nothing: the model is loaded by the first call, once in a process.
"""

from __future__ import annotations

from articles.language.reading import (
    CalendarDate,
    Clause,
    ClauseKind,
    Entity,
    Expression,
    ExpressionType,
    Kind,
    NounPhrase,
    Quantity,
    Reading,
    Sentence,
    Span,
    Token,
)

__all__ = [
    "CalendarDate",
    "Clause",
    "ClauseKind",
    "Entity",
    "Expression",
    "ExpressionType",
    "Kind",
    "NounPhrase",
    "Quantity",
    "Reading",
    "Sentence",
    "Span",
    "Token",
    "read",
]


def read(text: str) -> Reading:
    """Return the reading of an English text. Paragraphs are parted by an empty line; any text is accepted."""
    from articles.language.reader import read as read_with_model

    return read_with_model(text)
