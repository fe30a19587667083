"""Tellings of one story: whether two texts are retellings of each other, which of many a text belongs to, which
sentences tell the same (`align`), and where two tellings agree and part, fact by fact (`compare_tellings`)."""

from .alignment import Match, align
from .fingerprint import Fingerprint, fingerprint
from .ledger import compare as compare_tellings
from .likeness import SAME_STORY, Likeness, compare, likeness, nearest
from .lines import Line, Telling, telling
from .others import OtherValue, other_values
from .rows import Ledger, Row, RowKind, Status
from .wording import Spot

__all__ = [
    "SAME_STORY",
    "Fingerprint",
    "Ledger",
    "Likeness",
    "Line",
    "Match",
    "OtherValue",
    "Row",
    "RowKind",
    "Spot",
    "Status",
    "Telling",
    "align",
    "compare",
    "compare_tellings",
    "fingerprint",
    "likeness",
    "nearest",
    "other_values",
    "telling",
]
