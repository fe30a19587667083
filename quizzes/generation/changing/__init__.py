"""Changes that make a statement false and still readable."""
