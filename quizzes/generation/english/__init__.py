"""What the engine knows of English: verb forms, numbers, opposites, closed lists of words."""
