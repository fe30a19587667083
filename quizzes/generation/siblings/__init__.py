"""Words for things of one sort that exclude each other, to be put for one another: wrong options for a term."""

from quizzes.generation.siblings.families import BadLineError, Family, adjectives, known, lines, parsed

__all__ = ["BadLineError", "Family", "adjectives", "known", "lines", "parsed"]
