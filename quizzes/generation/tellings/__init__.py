"""Questions from two tellings of one story: what they share, where they differ."""
