"""The order of names in a class register: Latin letters, then the Kazakh alphabet; capitals like small letters."""

from __future__ import annotations

# Kazakh Cyrillic in its own order (the order of code points would put ә, ғ, қ … behind я); Russian letters are in it.
KAZAKH = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
PLACES = {letter: chr(0xE000 + place) for place, letter in enumerate(KAZAKH)}


def by_name(name: str) -> tuple[str, str]:
    """The sorting key of a name; names that differ only in capitals keep a fixed order."""
    return "".join(PLACES.get(letter, letter) for letter in name.casefold()), name
