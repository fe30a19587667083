"""Words and phrases by which English points outside a sentence, and set phrases that only seem to."""

from __future__ import annotations

import re

from quizzes.generation.english.lists import listed

RELATIVE_TIME = re.compile(
    r"\b(last|next|this|past|coming|previous|following)\s+(few\s+)?(week|month|year|summer|winter|spring|autumn|"
    r"night|day|century|decade|time|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|"
    r"april|may|june|july|august|september|october|november|december)s?\b"
    r"|\b(?:minute|hour|day|week|month|year|decade)s? (?:later|earlier)\b",
    re.IGNORECASE,
)
PLACES = frozenset(["town", "city", "village", "island", "country", "state", "area", "region", "district"])
WEEKDAYS = frozenset(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
# Judgements that "it is …" passes on a clause which follows, and the words that open that clause.
AWAITING = listed("possible impossible easy easier hard harder difficult clear unclear likely unlikely necessary")
OPENERS = frozenset(["that", "to", "who", "whether", "how", "what", "why", "when", "where"])
SET_PHRASES = frozenset(
    [
        "on the rise",
        "in the headlines",
        "on the increase",
        "on the move",
        "off the table",
        "on the table",
        "on the internet",
        "under the microscope",
        "in the distance",
        "on the scene",
        "on the whole",
        "in the open",
        "at the weekend",
    ]
)
COLLECTIVE = listed(
    """
    government company team committee family group police party union firm court parliament council
    association organisation organization agency ministry department university industry crowd staff army
    public campaign couple everyone everybody anyone someone nobody person
    """
)
