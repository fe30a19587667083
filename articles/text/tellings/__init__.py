"""Tellings of one story: whether two texts are retellings of each other, and which of many a text belongs to."""

from .fingerprint import Fingerprint, fingerprint
from .likeness import SAME_STORY, Likeness, compare, likeness, nearest

__all__ = ["SAME_STORY", "Fingerprint", "Likeness", "compare", "fingerprint", "likeness", "nearest"]
