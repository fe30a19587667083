"""What texts speak of: each concept once, whatever it is called."""

from __future__ import annotations

import pytest

from articles.concepts import TaggedConcept, tag
from articles.language import read


def tagged(*sections: str, headings: tuple[str, ...] = ()) -> dict[str, TaggedConcept]:
    return {concept.name: concept for concept in tag([read(section) for section in sections], headings)}


def named(concepts: dict[str, TaggedConcept], *forms: str) -> list[TaggedConcept]:
    """The concepts that go by any of `forms`."""
    wanted = {form.casefold() for form in forms}
    return [c for c in concepts.values() if wanted & {c.name.casefold(), *(alias.casefold() for alias in c.aliases)}]


JOINED = [
    pytest.param(
        "The Kazakh government opened a portal. Later the government of Kazakhstan closed it again. "
        "Critics say that Kazakhstan's government had lost patience.",
        ("Kazakh government", "government of Kazakhstan", "Kazakhstan's government"),
        "organisation",
        3,
        id="a country's government in its three forms",
    ),
    pytest.param(
        "Nursultan Nazarbayev opened the school. The pupils sang for President Nazarbayev. Nazarbayev thanked them.",
        ("Nursultan Nazarbayev", "Nazarbayev"),
        "person",
        3,
        id="title and surname",
    ),
    pytest.param(
        "The United Nations (UN) sent doctors to the coast. The doctors of the UN stayed for a year.",
        ("United Nations", "UN"),
        "organisation",
        3,
        id="an acronym that the text explains",
    ),
    pytest.param(
        "An oil worker lost his hand. Other oil workers stopped the pumps. Nobody paid the oil-workers.",
        ("oil worker", "oil workers", "oil-workers"),
        "idea",
        3,
        id="number and hyphen",
    ),
    pytest.param(
        "E-commerce grew fast. The ministry wanted e-commerce in every town. Farmers did not trust e-commerce.",
        ("e-commerce",),
        "idea",
        3,
        id="a word with a hyphen",
    ),
    pytest.param(
        "The strike began in the city of Zhanaozen. In Zhanaozen nobody slept that night.",
        ("Zhanaozen",),
        "place",
        2,
        id="a town with and without the word for it",
    ),
    pytest.param(
        "The Aral Sea was once full of fish. Ships crossed the Aral Sea every day. Today the Aral is a desert.",
        ("Aral Sea", "Aral"),
        "place",
        3,
        id="a sea by its first word",
    ),
    pytest.param(
        "The 2014 Communications Law gave new powers to prosecutors. Judges rarely speak of the Communications Law.",
        ("2014 Communications Law", "Communications Law"),
        "law",
        2,
        id="a law with and without its year",
    ),
]


@pytest.mark.parametrize(("text", "forms", "kind", "mentions"), JOINED)
def test_forms_of_one_name_are_one_concept(text: str, forms: tuple[str, ...], kind: str, mentions: int) -> None:
    found = named(tagged(text), *forms)
    assert len(found) == 1
    assert found[0].kind == kind
    assert len(found[0].mentions) == mentions


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("President Kassym-Jomart Tokayev signed the decree in Astana.", "Kassym-Jomart Tokayev", "person"),
        ("The trucks crossed the Caspian Sea by night.", "Caspian Sea", "place"),
        ("In France and in Kazakhstan the price fell.", "Kazakhstan", "place"),
        ("The World Bank lent the money.", "World Bank", "organisation"),
        ("She studied at the University of Oxford for a year.", "University of Oxford", "organisation"),
        ("The Orange Revolution frightened the neighbours.", "Orange Revolution", "event"),
        ("The Clean Water Act protects every river.", "Clean Water Act", "law"),
        ("The dam broke in 1969 and was built anew.", "1969", "date"),
        ("The last train left on 3 May 1931.", "1931", "date"),
        ("Most villages had no school until the 1920s.", "1920s", "date"),
        ("Pupils write about Facebook.", "Facebook", "organisation"),
    ],
)
def test_kinds(text: str, name: str, kind: str) -> None:
    concepts = tagged(text)
    assert name in concepts
    assert concepts[name].kind == kind


def test_a_surname_that_fits_two_people_joins_neither() -> None:
    concepts = tagged("Anna Weber drew the map. Peter Weber carved it in wood. Weber was proud of it.")
    assert concepts["Anna Weber"].aliases == ()
    assert concepts["Peter Weber"].aliases == ()


def test_the_governments_of_two_countries_stay_apart() -> None:
    concepts = tagged("The Kazakh government asked for help. The Chinese government refused. The government waited.")
    assert len(named(concepts, "Kazakh government")) == len(named(concepts, "Chinese government")) == 1
    assert named(concepts, "Kazakh government") != named(concepts, "Chinese government")
    assert "government" not in concepts


def test_what_every_text_has_is_no_concept() -> None:
    text = (
        "Many people like this example. People say that one way is better. Every year other people try the way of the "
        "year before. The number of people and the part of the day are things that people know. This is the way."
    )
    assert tagged(text) == {}


def test_a_word_at_the_head_of_a_sentence_is_no_name() -> None:
    concepts = tagged("Canals carry the water. Every canal leaks. Farmers dig new canals. Nobody counts them.")
    assert "Canals" not in concepts
    assert all(concept.kind == "idea" for concept in concepts.values())


def test_a_term_inside_a_longer_one_counts_only_alone() -> None:
    text = (
        "Social media changed the town. Everybody read social media at night. The mayor feared social media. "
        "Social media platforms were closed. The social media platforms came back."
    )
    concepts = tagged(text)
    assert len(concepts["social media"].mentions) == 3
    assert "media" not in concepts
    assert len(named(concepts, "social media platforms", "social media platform")[0].mentions) == 2


def test_every_mention_is_where_it_says() -> None:
    sections = (
        "The Aral Sea shrank. Fishermen left the Aral Sea.",
        "In 2005 the Kokaral dam was closed. The Kokaral dam saved the north of the Aral Sea.",
    )
    concepts = tagged(*sections)
    for concept in concepts.values():
        for mention in concept.mentions:
            assert sections[mention.section_index][mention.start : mention.end] == mention.text
    assert {mention.section_index for mention in concepts["Aral Sea"].mentions} == {0, 1}


def test_what_a_text_is_about_comes_first() -> None:
    text = (
        "The saiga lives on the steppe. The saiga has a strange nose. Wolves hunt the saiga in winter. A biologist "
        "from Astana counts the saiga from the air. The saiga nearly died out in 2015."
    )
    concepts = list(tagged(text, headings=("The return of the saiga",)).values())
    assert concepts[0].name == "saiga"
    assert [c.salience for c in concepts] == sorted((c.salience for c in concepts), reverse=True)
    assert all(0 < concept.salience <= 1 for concept in concepts)


def test_a_heading_makes_a_concept_weigh_more() -> None:
    text = "The horse was tamed at Botai. A horse gives milk. The horse carries a rider. The dog came before."
    assert tagged(text, headings=("The first horse",))["horse"].salience > tagged(text)["horse"].salience


def test_no_more_than_a_reader_can_use() -> None:
    text = " ".join(f"The river {name} flows past the town of {name}grad." for name in _NAMES)
    assert len(tagged(text)) <= 25


_NAMES = [f"{a}{b}" for a in ("Tar", "Kel", "Bor", "Sul", "Min", "Dar") for b in ("an", "ek", "il", "os", "um", "ash")]


def test_names_are_shown_without_article_title_and_possessive() -> None:
    concepts = tagged("The Syr Darya's water is cold. President Kassym-Jomart Tokayev's speech was long.")
    assert "Syr Darya" in concepts
    assert "Kassym-Jomart Tokayev" in concepts


def test_the_same_text_gives_the_same_concepts() -> None:
    text = "The Kazakh government opened a portal in 2006. The portal of the government of Kazakhstan was praised."
    assert tag([read(text)]) == tag([read(text)])


@pytest.mark.parametrize("text", ["", "   ", "!!!", "12 34", "A", "“”", "#", "- - -"])
def test_nothing_comes_of_nothing(text: str) -> None:
    assert tag([read(text)]) == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Director General Anna Weber opened the meeting.", "Anna Weber"),
        ("The shirts were made for Marks & Spencer in Dhaka.", "Marks & Spencer"),
        ("The Institute of Health wrote the report.", "Institute of Health"),
        (
            "The International Union for Conservation of Nature counted them.",
            "International Union for Conservation of Nature",
        ),
        ("Al-Farabi was born near Otrar.", "Al-Farabi"),
    ],
)
def test_whole_names(text: str, name: str) -> None:
    assert name in tagged(text)


def test_no_two_concepts_have_one_name() -> None:
    text = "MEPs voted on Monday. The MEPs were divided. Some MEPs left. Tobacco firms thanked the MEPs for their vote."
    names = [concept.name.casefold() for concept in tag([read(text)])]
    assert len(names) == len(set(names))
