"""Questions for a noun phrase that is neither a name nor a figure, and what is put beside it."""

import pytest

from articles.language import read
from quizzes.generation import Passage, siblings
from quizzes.generation.candidates import Candidate
from quizzes.generation.judging import filters
from quizzes.generation.kinds import terms
from quizzes.generation.kinds.exchanges import places
from quizzes.generation.kinds.nominals import Nominal
from quizzes.generation.kinds.nominals import terms as terms_of
from quizzes.generation.types import ItemKind
from quizzes.generation.workshop import Workshop


def asked(text: str) -> list[Candidate]:
    shop = Workshop([Passage(1, "", read(text))])
    return [c for c in terms.propose(shop) if filters.refused(c) is None]


def phrases(text: str) -> list[Nominal]:
    shop = Workshop([Passage(1, "", read(text))])
    return [term for statement in shop.told for term in terms_of(statement)]


def exchanged(text: str, phrase: str) -> set[str]:
    """What may be put for a phrase of the text."""
    found = next(n for n in phrases(text) if n.text == phrase)
    made = (place.put(m[0]) for place in places(found) for m in place.family.others(place.was))
    return {text for text in made if text is not None}


def test_a_term_is_left_out_of_its_sentence_and_three_of_its_sort_stand_beside_it() -> None:
    text = "In 2016 doctors in Kampala warned that many families in Uganda were still dying of malaria each spring."
    found = [c for c in asked(text) if c.answer == "malaria"]
    assert found
    assert found[0].kind is ItemKind.CLOZE
    assert "dying of _____" in found[0].stem
    assert len({w.text for w in found[0].wrong} | {"malaria"}) == 4


def test_the_subject_is_asked_for_in_a_question_with_options_that_begin_with_a_capital() -> None:
    text = "Noise pollution has doubled around Lisbon in the last thirty years, Maria Costa found in her study."
    found = [c for c in asked(text) if c.answer == "Noise pollution"]
    assert found
    assert found[0].stem.startswith("What has doubled around Lisbon")
    assert len(found[0].wrong) == 3
    assert all(w.text[:1].isupper() for w in found[0].wrong)


def test_nothing_that_the_sentence_or_one_like_it_says_becomes_a_wrong_option() -> None:
    text = (
        "Doctors in Kampala say that many families in Uganda are dying of malaria each spring. "
        "Many families in Uganda are dying of cholera each spring as well, the doctors in Kampala say."
    )
    wrong = {w.text for c in asked(text) if c.answer == "malaria" for w in c.wrong}
    assert "cholera" not in wrong


def test_a_term_that_the_rest_of_the_sentence_says_again_is_not_asked_for() -> None:
    text = "Factory owners in Dhaka say that they cannot pay the workers while factories in Dhaka are closed."
    assert not [c for c in asked(text) if "factories" in c.answer.lower()]


@pytest.mark.parametrize(
    ("text", "phrase", "other"),
    [
        ("The museum in Riga bought an old painting from Peru.", "an old painting", "an old poster"),
        ("Farmers in Mali planted large trees near Bamako.", "large trees", "large bushes"),
        ("Ana Silva bought a local hotel in Porto.", "a local hotel", "a local campsite"),
        ("Bees in Kenya are dying of air pollution.", "air pollution", "soil pollution"),
    ],
)
def test_what_is_put_in_takes_the_number_and_the_article_of_the_key(text: str, phrase: str, other: str) -> None:
    assert other in exchanged(text, phrase)


def test_an_article_follows_the_sound_of_the_word_after_it() -> None:
    made = exchanged("Nuria bought a car in Bilbao.", "a car")
    assert "a helicopter" in made
    assert not [t for t in made if t.startswith(("a a", "an b"))]


def test_persons_are_put_for_persons() -> None:
    made = exchanged("In 2014 the Peruvian sculptor Rosa Vega married a teacher.", "a teacher")
    assert "a farmer" in made


def test_what_a_preposition_ties_to_the_noun_keeps_the_noun() -> None:
    """ "Reforms to car tests": no other noun would fit before "to"."""
    key = next(n for n in phrases("Ana Silva bought a map of the moon.") if n.text.startswith("a map"))
    assert not [place for place in places(key) if place.was == "map"]


@pytest.mark.parametrize(
    "text",
    [
        "The mayor of Riga built the first bridge in 1872.",
        "Ana opened another school in Porto.",
        "Their number has grown in Porto.",
        "Ana Silva lives in Porto with Rui Silva.",
    ],
)
def test_names_and_what_is_vague_or_leans_on_other_sentences_are_no_terms(text: str) -> None:
    assert not [p.text for p in phrases(text) if p.text != "the mayor of Riga"]


def test_each_line_of_the_file_is_a_family_without_a_word_on_two_sides() -> None:
    lines = list(siblings.lines())
    for line in lines:
        words = [w.lower() for member in siblings.parsed(line).members for w in member]
        assert len(words) == len(set(words)), line


@pytest.mark.parametrize("line", ["count: dog / cat / cow", "things: a / b / c / d", "mass: a / / b / c"])
def test_a_line_that_is_no_family_is_named(line: str) -> None:
    with pytest.raises(siblings.BadLineError, match=r"family|members"):
        siblings.parsed(line)


def test_a_rival_that_the_sentence_gives_no_hint_against_is_likelier_to_be_good() -> None:
    plain = dict.fromkeys(terms.coefficients(), 0.0)
    assert terms.likely({**plain, "fit_lost": 0.0}) > terms.likely({**plain, "fit_lost": 0.3})
    assert terms.likely({**plain, "key_nearest": 0.1}) > terms.likely({**plain, "key_nearest": 0.7})


def test_half_a_name_of_two_words_is_not_exchanged() -> None:
    made = exchanged("Robert Shaw led African American soldiers in Boston.", "African American soldiers")
    assert made
    assert all(t.startswith("African American ") for t in made)


def test_a_question_for_the_subject_does_not_point_back_at_it() -> None:
    text = "Since 2011 African doctors have written in their records that adults in Uganda are dying of malaria."
    assert not [c for c in asked(text) if c.stem.startswith("Who") and " their " in c.stem]


def test_a_family_that_goes_one_way_is_found_by_its_first_member_alone() -> None:
    assert "children" in exchanged("Ana Silva photographed adults in Porto.", "adults")
    assert "adults" not in exchanged("Ana Silva photographed teenagers in Porto.", "teenagers")


def test_a_clause_that_follows_a_term_is_no_part_of_it() -> None:
    assert "a law" in {p.text for p in phrases("In 2016 the mayor of Riga signed a law that forbids plastic bags.")}
