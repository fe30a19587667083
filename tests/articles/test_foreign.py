"""Whether a text is English, by a cheap look."""

from __future__ import annotations

import pytest

from articles.foreign import guess_language


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The river was frozen for most of the winter, and nobody in the village could fish in it.", "en"),
        ("Snow. Ice. Wind. The herd moves on.", "en"),
        ("Өзен қыс бойы қатып жатты, ауылда ешкім балық аулай алмады, сондықтан балалар далада ойнады.", "kk"),
        ("Река была подо льдом почти всю зиму, и никто в деревне не мог ловить рыбу.", "ru"),
        ("Der Fluss war fast den ganzen Winter gefroren, und niemand im Dorf konnte darin fischen gehen.", "und"),
        ("La rivière était gelée presque tout l'hiver et personne au village ne pouvait y pêcher du poisson.", "und"),
        ("川は冬の間ほとんど凍っていた。", "und"),
        ("12345 67 890", "und"),
    ],
)
def test_language(text: str, code: str) -> None:
    found = guess_language(text)
    assert found.code == code
    assert bool(found.message) == (code != "en")
