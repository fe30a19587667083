"""The reader's parse as clauses and facts: what a sentence says, who says it, whether it is whole."""
