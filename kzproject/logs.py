"""What the log says of an error, so that whoever reads it can tell one cause from another."""

from __future__ import annotations

import logging
from types import TracebackType

ExceptionInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class NamingFormatter(logging.Formatter):
    """Adds SQLite's own name and number of an error to its traceback: “disk I/O error” alone stands for some thirty
    different ones (sqlite.org/rescode.html)."""

    def formatException(self, ei: ExceptionInfo) -> str:  # noqa: N802  the name that logging calls
        told = super().formatException(ei)
        names = {
            f"{name} ({getattr(error, 'sqlite_errorcode', 0)})"
            for error in chain_of(ei[1])
            if (name := getattr(error, "sqlite_errorname", None))
        }
        return "\n".join([told, *(f"SQLite calls this {name}." for name in sorted(names))])


def chain_of(error: BaseException | None) -> list[BaseException]:
    """`error` and what it came from, the newest first."""
    found: list[BaseException] = []
    while error is not None and error not in found:
        found.append(error)
        error = error.__cause__ or error.__context__
    return found
