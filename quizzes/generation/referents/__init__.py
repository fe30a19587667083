"""Who "he" is and what "the mine" is: phrases that point elsewhere, and what they can be spelled out as."""
