"""Names stand in the order of the class register."""

from quizzes.reports.names import by_name


def test_kazakh_letters_have_their_place() -> None:
    register = "Anna zarina Айгүл Әсел Болат Ғалым Дана Қайрат Өмір Ұлжан Һәким Ілияс Юлия".split()
    assert sorted(register[::-1], key=by_name) == register
