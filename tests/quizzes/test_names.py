"""Names stand in the order of the class register."""

import random

from quizzes.reports.names import by_name

REGISTER = ["Anna", "zarina", "Айгүл", "Әсел", "Болат", "Ғалым", "Дана", "Қайрат", "Өмір", "Ұлжан", "Һәким", "Ілияс"]


def test_kazakh_letters_have_their_place() -> None:
    shuffled = random.Random(1).sample(REGISTER, len(REGISTER))
    assert sorted(shuffled, key=by_name) == REGISTER
