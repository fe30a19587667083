"""Statements mean the same away from their text: what only the paragraph explains is spelled out, or refused."""

from __future__ import annotations

import pytest

from articles.language import read
from quizzes.generation.types import Passage
from quizzes.generation.workshop import Workshop

RIGA = (
    "Riga has old trams. Tourists come to Riga in July. Many bakers work in Riga at night. "
    "Snow falls in Riga in January.\n\n"
)


def workshop(text: str) -> Workshop:
    return Workshop([Passage(1, "", read(text))])


def printed(text: str) -> list[str]:
    shop = workshop(text)
    return [shop.spoken(statement) for statement in shop.told]


SPELLED_OUT = [
    # The one place that the article is about.
    (f"{RIGA}Nine thousand pupils ride to the edge of the city.", "Nine thousand pupils ride to the edge of Riga."),
    (f"{RIGA}Storks sit on the city’s oldest roofs.", "Storks sit on Riga’s oldest roofs."),
    (f"{RIGA}The town of 7,000 people will buy ten new trams.", "Riga will buy ten new trams."),
    (f"{RIGA}Many residents don’t pay for their tickets.", "In Riga, many residents don’t pay for their tickets."),
    # The name by which a thing was brought in, however often it is only "the mine" after that.
    (
        "Poison ran from the Kolka mine into a lake in 1998. The mine feeds sixty families. Weavers fear the mine. "
        "The new owner will open the mine.",
        "The Kolka mine feeds sixty families.",
    ),
    # The name beside an office, for a subject and for a speaker.
    (
        "The mayor of Riga, Anna Berzina, sold nine old trams to a museum in Tartu.",
        "The mayor of Riga, Anna Berzina, sold nine old trams to a museum in Tartu.",
    ),
    # A short form in full.
    (
        "The Baltic River Trust (BRT) counts salmon in Latvia. BRT has planted willows along six rivers.",
        "The Baltic River Trust has planted willows along six rivers.",
    ),
    # "Would" keeps the verb that moved it.
    (
        "The charity Brightwater predicted that cold winters would hurt bees in Latvia.",
        "The charity Brightwater predicted that cold winters would hurt bees in Latvia.",
    ),
    # "Prime minister" is held by one; a former one is not "the" prime minister.
    (
        "The Latvian prime minister, Juris Kalns, opened a bridge in Riga. The former prime minister Ilze Ozola slept. "
        "The prime minister wants to build two more bridges in Riga.",
        "Juris Kalns wants to build two more bridges in Riga.",
    ),
    # A vote that is named once, far before.
    (
        "Voters in Riga waited for the Latvian referendum. Snow fell on nine bridges. Bakers gave tea to children. "
        "Old trams stood still. Dogs ran along the Daugava. The referendum cost two million euros.",
        "The Latvian referendum cost two million euros.",
    ),
    # "These", of things that had no article.
    (
        "Schools in Riga buy milk-free biscuits. These biscuits must be sold as medicine in Latvia.",
        "Milk-free biscuits must be sold as medicine in Latvia.",
    ),
    # The time inside the clause stays, the link in front goes.
    ("Most bakers in Riga now sell rye bread.", "Most bakers in Riga now sell rye bread."),
    ("Most importantly, bakers in Riga must sell fresh rye bread.", "Bakers in Riga must sell fresh rye bread."),
]  # fmt: skip


@pytest.mark.parametrize(("text", "statement"), SPELLED_OUT)
def test_what_the_article_tells_elsewhere_is_put_in(text: str, statement: str) -> None:
    assert statement in printed(text)


REFUSED = [
    # Which vultures, which target, whose law?
    ("Riga has black storks. The storks fight disease in Riga. Farmers in Riga feed the storks.", "fight disease"),
    ("The second Congress of Rivers in Latvia set a target of 30%.", "target"),
    ("The National Board of Latvia has decided to apply the law.", "apply"),
    # Where, and when?
    ("Some roads are made of ice.", "Some roads"),
    ("Nine hundred storks were killed or hurt.", "killed"),
    # The other half of a comparison, of a sentence with "but", of a source.
    ("Another flood in Riga would have a much more damaging effect.", "damaging"),
    ("A traffic light in Riga can see a tram but that is about all.", "traffic light"),
    ("Sheep in Latvia eat nine kilos of hay and, in winter, goats eat ten, according to the Farm Board.", "nine kilos"),
    ("The number of trams has fallen in Riga, compared with the years of the war.", "trams"),
    ("In the next century, villages in Latvia will be flooded by rain.", "flooded"),
    # Nothing anybody would have to read.
    ("Riga is trying to reduce noise.", "noise"),
    ("Anna Berzina works for the Latvian Bird Society in Riga.", "works"),
    # No name to put it to, and nothing of her own that is put to her.
    ("A senior researcher warned that gulls in Riga eat too much bread.", "According to"),
    ("Brightwater accepts that gulls in Riga eat too much bread.", "According to"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words"), REFUSED)
def test_what_stays_open_is_not_stated(text: str, words: str) -> None:
    assert not [statement for statement in printed(text) if words in statement]


def test_the_place_put_in_front_needs_no_evidence_of_its_own() -> None:
    shop = workshop(f"{RIGA}Many residents don’t pay for their tickets.")
    (found,) = [s for s in shop.told if "residents" in s.text]
    assert found.text.startswith("In Riga, ")
    assert found.sentences == (4,)


def test_no_place_is_put_in_front_where_the_paragraph_names_another() -> None:
    text = f"{RIGA}Many residents don’t pay for their tickets. In Tartu, pupils ride for nothing."
    assert not [s for s in printed(text) if s.startswith("In Riga")]


def test_a_speaker_with_an_office_is_quoted_by_name() -> None:
    text = "The mayor of Riga, Anna Berzina, said that gulls in Riga eat too much bread."
    assert "According to Anna Berzina, gulls in Riga eat too much bread." in printed(text)


def test_they_who_say_something_are_named() -> None:
    text = "The bakers of Riga met in May. They said that old ovens waste too much wood in Latvia."
    assert "According to the bakers of Riga, old ovens waste too much wood in Latvia." in printed(text)


def test_the_same_sentence_is_not_told_twice() -> None:
    text = "The charity Brightwater predicted that cold winters would hurt bees in Latvia."
    assert len(printed(text)) == 1


OTTERS = (
    "Dr Anna Berzina of Riga University put six otters in a pool in Riga. The otters learned to open wooden boxes in "
    "three days. Dr Berzina fed the otters with herring. At night the otters slept beside old boxes. A report told of "
    "it. The report won a prize in Norway."
)


def test_animals_that_the_whole_article_is_about_are_known_and_a_report_is_not() -> None:
    told = [s.text for s in workshop(OTTERS).told]
    assert "The otters learned to open wooden boxes in three days." in told
    assert not [text for text in told if "The report" in text]


def test_a_remark_that_now_opens_is_not_kept_without_it() -> None:
    text = "There was a 9% drop in Norway's sheep population between 2011 and 2012, now a little over 4,500."
    assert not [s.text for s in workshop(text).told if s.text.endswith(", a little over 4,500.")]
