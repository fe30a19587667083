"""Statements that mean the same away from their text, made from clauses or refused with a reason."""
