"""Time and number expressions by rule."""

from __future__ import annotations

from collections.abc import Sequence

from articles.language.reading import Expression, Token


def expressions(tokens: Sequence[Token], text: str) -> tuple[Expression, ...]:
    """Return the expressions in order."""
    return ()
