"""What a student marks and writes in the margin, for herself alone: kept, tied to its sentence, taken home, deleted."""
