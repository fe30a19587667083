"""The reader itself is tested here: every text is read, also the second time."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def each_text_is_read_once() -> None:
    """Switches off what the other tests share."""
