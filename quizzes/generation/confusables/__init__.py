"""Words that a hasty reader could take for one another: the lexicon, and its exchanges in a statement."""
