"""Single changes that make a statement false: which are made, how they read, and which are refused."""

import pytest

from articles.language import read
from quizzes.generation import Passage
from quizzes.generation.changing.misreading import Change, both, spread
from quizzes.generation.workshop import Workshop

FILLER = (
    "The mayor wants to rebuild the harbour next to the old market. Fishermen sell their catch in the new hall. "
    "Engineers repaired the stone bridge with steel from the north."
)

TREE = Workshop([Passage(1, "", read("The price of bread rose in Kerva last spring."))]).article.trees[0]


def changed(sentence: str, *kinds: str, rest: str = FILLER) -> list[str]:
    """The statement of a sentence with each of its changes of the kinds, as it would be printed."""
    shop = Workshop([Passage(1, "", read(f"{sentence} {rest}"))])
    statement = next(s for s in shop.told if s.fact.sentence == 0)
    return [shop.spoken(statement, c.swaps) for c in shop.changer.changes(statement) if c.kind in kinds]


@pytest.mark.parametrize(
    ("sentence", "kind", "false"),
    [
        (
            "Most bakers in Kerva close their shops at noon.",
            "quantifier",
            "Only a few bakers in Kerva close their shops at noon.",
        ),
        (
            "All the boats in Kerva carry a red lamp.",
            "quantifier",
            "Only some of the boats in Kerva carry a red lamp.",
        ),
        (
            "More than 600 families in Kerva keep bees.",
            "quantifier",
            "Fewer than 600 families in Kerva keep bees.",
        ),
        (
            "At least 40 farmers in Kerva sell milk to schools.",
            "quantifier",
            "At most 40 farmers in Kerva sell milk to schools.",
        ),
        (
            "The wells of Kerva are often dry in August.",
            "frequency",
            "The wells of Kerva are rarely dry in August.",
        ),
        (
            "Volunteers in Kerva paint fences every month.",
            "frequency",
            "Volunteers in Kerva paint fences every week.",
        ),
        (
            "The dairy of Kerva was closed for two months.",
            "frequency",
            "The dairy of Kerva was closed for two weeks.",
        ),
        (
            "Drivers in Kerva must carry a shovel in winter.",
            "modality",
            "Drivers in Kerva do not have to carry a shovel in winter.",
        ),
        (
            "The museum of Kerva plans to open a second hall.",
            "modality",
            "The museum of Kerva has already opened a second hall.",
        ),
        (
            "Farmers in Kerva decided to sell milk to schools.",
            "modality",
            "Farmers in Kerva decided not to sell milk to schools.",
        ),
        (
            "Buses from Kerva do not stop at Lake Orda in winter.",
            "modality",
            "Buses from Kerva stop at Lake Orda in winter.",
        ),
        (
            "The price of barley rose sharply in Kerva.",
            "direction",
            "The price of barley fell sharply in Kerva.",
        ),
        (
            "Summers in Kerva are hotter than summers in Orda.",
            "direction",
            "Summers in Kerva are colder than summers in Orda.",
        ),
        (
            "Traders in Kerva sold ninety boats before Easter.",
            "order",
            "Traders in Kerva sold ninety boats after Easter.",
        ),
        (
            "A third of the pupils in Kerva walk to school.",
            "share",
            "A fifth of the pupils in Kerva walk to school.",
        ),
        (
            "The market of Kerva opened on 12 March.",
            "family",
            "The market of Kerva opened on 12 ",
        ),
    ],
)
def test_the_change_reads_naturally(sentence: str, kind: str, false: str) -> None:
    assert any(text.startswith(false) for text in changed(sentence, kind))


@pytest.mark.parametrize(
    ("sentence", "kinds"),
    [
        # The opposite would be absurd, or would not be plainly false.
        ("Teams in Kerva ask ever more complex questions about rivers.", ("direction",)),
        ("Teachers in Kerva wrote letters about bigger warnings on packets of tea.", ("direction",)),
        ("Half a million lawyers and teachers in Kerva met in spring.", ("family",)),
        ("The pump of Kerva is 12 years old.", ("frequency",)),
        ("The rise of small dairies in Kerva pleased many buyers.", ("direction",)),
        ("The ticket price rose in Kerva from 20 to 30 tenge.", ("direction", "number")),
        ("Many millions of tonnes of barley leave the port of Orda.", ("quantifier",)),
    ],
)
def test_no_absurd_change(sentence: str, kinds: tuple[str, ...]) -> None:
    assert changed(sentence, *kinds) == []


PLACES = (
    "The Water Board dug wells in Kenya. Its engineers built a dam in Peru. "
    "The Water Board trained farmers in Nepal. Visitors came to the office in Africa. Some of them slept in Lesotho."
)


def test_a_country_is_only_mistaken_for_a_country() -> None:
    found = changed("The Water Board opened a school in Chile.", "name", rest=PLACES)
    assert found
    assert not any("Africa" in text for text in found)
    assert any("Kenya" in text or "Peru" in text or "Nepal" in text for text in found)


def test_nobody_is_given_another_persons_post() -> None:
    rest = "Dana Omarova paints ships. Murat Sadykov builds boats. Dana Omarova sells her pictures in Kerva."
    assert changed("Timur Aliev is the head of the sailing school in Kerva.", "name", rest=rest) == []


def test_two_changes_together_give_the_key_no_odd_shape() -> None:
    one = Change({3: "fell"}, "direction", "rose", "fell", 0.9)
    other = Change({7: "40"}, "number", "30", "40", 0.7)
    found = spread(TREE, [one, other, Change({7: "50"}, "number", "30", "50", 0.6)])
    assert [set(c.swaps) for c in found[:3]] == [{3}, {7}, {3, 7}]
    assert "“rose”, not “fell”" in found[2].rationale
    assert "“30”, not “40”" in found[2].rationale


def test_a_changed_bound_and_a_changed_figure_are_not_put_together() -> None:
    # "fewer than 900" is true of what is "more than 600".
    bound = Change({2: "fewer"}, "quantifier", "more than", "fewer than", 0.7)
    assert both(TREE, bound, Change({4: "900"}, "number", "600", "900", 0.7)) is None


def test_two_words_that_belong_together_are_not_both_turned_round() -> None:
    # "less unlikely" is "more likely".
    shop = Workshop([Passage(1, "", read("Storms are more likely in the warm south of Kerva."))])
    tree = shop.article.trees[0]
    more, likely = (next(i for i, t in enumerate(tree.tokens) if t.text == word) for word in ("more", "likely"))
    turned = Change({more: "less"}, "direction", "more", "less", 0.8)
    assert both(tree, turned, Change({likely: "unlikely"}, "quality", "likely", "unlikely", 0.7)) is None


FARM = (
    "Dairy owners in Kerva met in spring. The dairy owners wanted lower taxes. Dairy workers in Kerva slept in tents. "
    "Poor villages in Orda have no well. The council fined two dairy owners in May."
)


def test_one_group_is_put_for_another_that_shares_a_word_with_it() -> None:
    found = changed("The Water Board sent blankets to help dairy workers in winter.", "participant", rest=FARM)
    assert "The Water Board sent blankets to help dairy owners in winter." in found


def test_what_is_said_of_one_sort_of_group_is_not_denied_of_the_other() -> None:
    assert changed("Poor villages in Orda get cheap water from the Water Board.", "participant", rest=FARM) == []


@pytest.mark.parametrize(
    ("sentence", "rest"),
    [
        # The text says it of both.
        ("Dairy workers in Kerva met in autumn.", FARM),
        # Two words for much the same people.
        (
            "Scientists in Kerva measured the ice of Lake Orda.",
            "Researchers drank tea. Researchers wrote letters. Scientists left.",
        ),
        # What only one of them can be.
        ("Dairy workers are people from Orda who milk cows.", FARM),
        # Named together: what is said of one is said of both.
        (
            "Drivers in Kerva pay a new tax.",
            "Drivers and sailors wear grey coats. Sailors sing. Drivers wait. Sailors fish.",
        ),
    ],
)
def test_no_group_is_put_for_another_where_it_would_be_true_or_absurd(sentence: str, rest: str) -> None:
    assert changed(sentence, "participant", rest=rest) == []


@pytest.mark.parametrize(
    ("sentence", "kinds"),
    [
        # A year that belongs to another thing than the sentence's own verb.
        ("Traders in Kerva built a new hall after the great fire of 1987 in Orda.", ("number",)),
        ("The huts that masons built in 1987 shelter the shepherds of Kerva.", ("number",)),
        # What readers called odd English.
        ("A new harbour would bring more than 900 precious jobs to Kerva.", ("quantifier",)),
        ("The plan of Kerva is supported by farmers, sailors, teachers, bakers and the Water Board.", ("direction",)),
        ("Villagers in Kerva are already facing a hard winter.", ("order",)),
    ],
)
def test_no_change_that_readers_found_clumsy(sentence: str, kinds: tuple[str, ...]) -> None:
    assert changed(sentence, *kinds) == []


def test_an_age_is_only_mistaken_for_one_that_people_reach() -> None:
    rest = "Half of the men died at the age of 44. Children left school at the age of 12."
    found = changed("Women in Kerva live to the age of 80 on average.", "number", rest=rest)
    assert not any(f"age of {age} " in text for text in found for age in (12, 44))


def test_who_wins_a_vote_stays_the_winner() -> None:
    rest = "Over 45% of the sailors stayed at home. About 40% of the bakers drank tea."
    found = changed("About 55% of people in Kerva voted for a bridge.", "number", rest=rest)
    assert not any("45%" in text or "40%" in text for text in found)


def test_the_majority_becomes_only_a_minority() -> None:
    made = changed("According to Ilze Ozola, the majority of bakers in Kerva want longer holidays.", "direction")
    assert "According to Ilze Ozola, only a minority of bakers in Kerva want longer holidays." in made


@pytest.mark.parametrize(
    "sentence",
    [
        "More bakers in Kerva are falling ill or even leaving their work.",
        "Bakers in Kerva often sell bread in Norway thanks to Ilze Ozola.",
    ],
)
def test_what_contradicts_itself_when_changed_is_not_changed(sentence: str) -> None:
    assert changed(sentence, "direction", "frequency", "quantifier", "quality", "action") == []


def test_a_year_is_not_put_for_a_month_where_two_numbers_are_compared() -> None:
    assert changed("Each year, more storks die in Kerva than in the whole of Norway.", "frequency") == []


def test_a_place_in_front_is_not_exchanged() -> None:
    # Nothing is said of the other place, so the statement would be neither true nor false.
    rest = "In Sweden, farmers plant rye. In Norway, farmers plant oats. Bakers sell bread in Sweden."
    assert changed("In Norway, bakers used to sell bread at night.", "name", rest=rest) == []
