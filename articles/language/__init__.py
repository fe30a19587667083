"""The English reader: ``read(text)`` gives sentences, words, their tree, names, noun phrases, times and numbers.

Importing this costs nothing: the model is loaded by the first call, once in a process.
"""

from __future__ import annotations

import os

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

# One sentence is too little work to share between threads: they would only get in the way of the other processes that
# serve the class. Must be said before numpy is loaded; an operator who knows better may set the variable.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def read(text: str) -> Reading:
    """Return the reading of an English text. Paragraphs are parted by an empty line; any text is accepted."""
    from articles.language.reader import read as read_with_model

    return read_with_model(text)
