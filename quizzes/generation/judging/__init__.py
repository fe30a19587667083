"""Filters, ranking, choice and checks: which questions are good enough, and which go together."""
