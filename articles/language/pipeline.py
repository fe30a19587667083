"""What the shipped pipeline needs registered with spaCy before it can be loaded."""
