"""Pronouns, "the"s and "this"s are spelled out where the text leaves no doubt, and nowhere else."""

from __future__ import annotations

import pytest

from articles.language import read
from quizzes.generation.types import Passage
from quizzes.generation.workshop import Workshop


def told(text: str) -> list[str]:
    return [statement.text for statement in Workshop([Passage(1, "", read(text))]).told]


SPELLED_OUT = [
    # The subject goes on.
    (
        "Fifty bakers from Riga opened a school in 2003. They teach children to bake rye bread.",
        "Fifty bakers from Riga teach children to bake rye bread.",
    ),
    # A second clause does not stand in the way.
    (
        "Fifty bakers from Riga opened a school in 2003. They wash old windows and they sell rye bread in the harbour.",
        "Fifty bakers from Riga wash old windows.",
    ),
    # The only noun that fits the number, though it is the object.
    ("Riga has brown pigeons. They sleep under the bridges of Riga.", "Brown pigeons sleep under the bridges of Riga."),
    # "It" of the same verb with "also".
    (
        "The Daugava river floods the old market of Riga. It also floods the railway station of Riga.",
        "The Daugava river floods the railway station of Riga.",
    ),
    # A possessive of the pronoun's owner stays.
    (
        "Fifty bakers from Riga opened a school in 2003. They sell their bread in Vilnius.",
        "Fifty bakers from Riga sell their bread in Vilnius.",
    ),
    # A definite phrase takes what it was introduced with.
    (
        "Doctors in Riga praised the Tallinn study. The study showed that short walks help old people.",
        "The Tallinn study showed that short walks help old people.",
    ),
    # "These" and the noun of the sentence before.
    (
        "Riga sold eight steam ferries in 1990. These ferries carry tourists in Norway.",
        "The steam ferries carry tourists in Norway.",
    ),
    # "Such" and the noun of the sentence before.
    (
        "Riga banned petrol boats in 1990. Such boats poison the fish of the Daugava.",
        "Petrol boats poison the fish of the Daugava.",
    ),
    # Whose it is, by the grammar alone.
    (
        "Anna Berzina said that painters should think like sailors who know that their boats are small.",
        "Anna Berzina said that painters should think like sailors who know that their boats are small.",
    ),
    (
        "The Latvian Book Council invited young writers in advance of what it hopes will be a busy summer.",
        "The Latvian Book Council invited young writers in advance of what it hopes will be a busy summer.",
    ),
    (
        "The quietest harbours of Latvia are those harbours that have electric boats.",
        "The quietest harbours of Latvia are those harbours that have electric boats.",
    ),
    # Phrases of a set kind.
    (
        "Some streets of Riga are full of tourists in the warm summer months.",
        "Some streets of Riga are full of tourists in the warm summer months.",
    ),
    (
        "Tourists come to Latvia because of the birdlife.",
        "Tourists come to Latvia because of the birdlife.",
    ),
    (
        "Most old buses on the road in Latvia were built in Poland.",
        "Most old buses on the road in Latvia were built in Poland.",
    ),
    # One more of a kind is one of the kind.
    ("Another bakery in Riga sells black rye bread.", "A bakery in Riga sells black rye bread."),
    ("Other ways to heat houses in Riga include wood and gas.", "Ways to heat houses in Riga include wood and gas."),
    # More than now needs no comparison.
    ("Farmers in Latvia may receive less rain in July.", "Farmers in Latvia may receive less rain in July."),
    ("The former mayor of Riga opened a bakery in 2011.", "The former mayor of Riga opened a bakery in 2011."),
]  # fmt: skip


@pytest.mark.parametrize(("text", "statement"), SPELLED_OUT)
def test_what_a_reference_means_is_printed(text: str, statement: str) -> None:
    assert statement in told(text)


LEFT_OPEN = [
    # Two groups could be meant.
    ("Fifty bakers from Riga met forty farmers from Tartu. They teach children to bake rye bread.", "teach children"),
    # A study that is one of two.
    (
        "Doctors praised the Tallinn study and the Tartu study. The study showed that short walks help old people.",
        "short walks",
    ),
    # Ferries of two kinds in the sentence before.
    (
        "Riga sold eight steam ferries and bought six motor ferries in 1990. These ferries carry tourists in Norway.",
        "tourists in Norway",
    ),
    # More than whom is not said.
    ("The new bakery of Riga sold fewer cakes.", "fewer"),
    # What the water becomes stands after the added clause.
    ("The Daugava river makes the water of the Riga canal, which flows into the bay, dirty.", "makes the water"),
    # Somebody says this, and who it is has been cut out.
    ("Small towns in Latvia, he went on, need new libraries and schools.", "need new libraries"),
    # The storm or the crane.
    ("A storm moved the crane. It broke in the harbour of Riga.", "broke"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "phrase"), LEFT_OPEN)
def test_what_could_mean_two_things_is_left_alone(text: str, phrase: str) -> None:
    assert not [s for s in told(text) if phrase in s]


def test_a_fuller_name_of_the_same_thing_needs_no_evidence_of_its_own() -> None:
    workshop = Workshop(
        [
            Passage(
                1,
                "",
                read("Doctors in Riga praised the Tallinn study. The study showed that short walks help old people."),
            )
        ]
    )
    spelled = [s for s in workshop.told if s.text.startswith("The Tallinn study showed")]
    assert [workshop.grounds(s) for s in spelled] == [(1,)]
