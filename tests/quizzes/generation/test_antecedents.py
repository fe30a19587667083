"""Who or what a pronoun or a relative clause speaks of is put in where that is certain, and nowhere else."""

from __future__ import annotations

import pytest

from articles.language import read
from quizzes.generation.english.given import gender_of
from quizzes.generation.types import Passage
from quizzes.generation.workshop import Workshop


def told(text: str) -> list[str]:
    return [statement.text for statement in Workshop([Passage(1, "", read(text))]).told]


PUT_IN = [
    # What a thing is said to be, it does.
    ("Latgale is a region that grows blue flax.", "Latgale grows blue flax."),
    # Who somebody is, in an aside after the name.
    (
        "“The plan is good,” said Anna Berzina, a Latvian nurse who moved to Oslo in 1998.",
        "Anna Berzina moved to Oslo in 1998.",
    ),
    # A person is not "which".
    (
        "Anna Berzina, policy director for Greenpeace, which has studied the Baltic Sea for years, wrote a book.",
        "Greenpeace has studied the Baltic Sea for years.",
    ),
    # What a method is called.
    (
        "Farmers in Latvia use a method known as grafting, which joins two apple trees.",
        "Grafting joins two apple trees.",
    ),
    # The same subject in the second clause and in a reason.
    (
        "Anna Berzina opened a bakery in Riga. She sold rye bread and she taught old women in Riga.",
        "Anna Berzina taught old women in Riga.",
    ),
    (
        "Latvia sold forty old ferries because it needed money for new schools.",
        "Latvia needed money for new schools.",
    ),
    # A contrast with a possessive.
    (
        "Riga has forty parks, while its old harbour attracts cruise ships.",
        "Riga’s old harbour attracts cruise ships.",
    ),
    # Name and pronoun change places where the opening clause has both.
    (
        "When Riga sold old ferries, it built six schools for small children.",
        "When it sold old ferries, Riga built six schools for small children.",
    ),
    # Their own parts do not stand in the way.
    (
        "Riga has brown pigeons. With their short beaks, they open the paper bags of Riga.",
        "With their short beaks, brown pigeons open the paper bags of Riga.",
    ),
    # An example of what has just been said of the subject.
    (
        "Ticket sellers can fool tourists on boats. For example, they can print old prices on paper.",
        "Ticket sellers can print old prices on paper.",
    ),
    # The name a thing has just been given.
    (
        "The ship is called the Baltic Star. It is a museum of fishing in Latvia.",
        "The Baltic Star is a museum of fishing in Latvia.",
    ),
    # One company that the text calls "they" takes a verb of its own.
    (
        "Airbus has built planes for forty years. They want to build trains for Norway.",
        "Airbus wants to build trains for Norway.",
    ),
    # First names are filled out.
    (
        "Marta Lund opened a bakery in Tallinn. Marta’s rye bread won a prize in Finland in 2012.",
        "Marta Lund’s rye bread won a prize in Finland in 2012.",
    ),
    # The same speaker after her own words.
    (
        "Marta Lund said that the harbour of Tallinn was lovely. “The sea is blue.” "
        "She also said that ferries in Estonia are slow.",
        "Marta Lund said that ferries in Estonia are slow.",
    ),
    # The one person, in the middle of a clause.
    (
        "Anna Berzina is a famous painter in Latvia. For her, a wall is more than a part of a house.",
        "For Anna Berzina, a wall is more than a part of a house.",
    ),
    # A deed of people and countries is not that of things.
    (
        "Baltic cities like Riga and Tallinn are building long bridges. They are developing quiet electric buses.",
        "Baltic cities like Riga and Tallinn are developing quiet electric buses.",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "statement"), PUT_IN)
def test_what_is_meant_is_put_in(text: str, statement: str) -> None:
    assert statement in told(text)


LEFT_OPEN = [
    # Not everything that is denied is done.
    ("Latgale is not a region that grows blue flax.", "Latgale grows"),
    ("Latgale may be a region that grows blue flax.", "Latgale grows"),
    # A woman's name before "he".
    ("Anna Berzina opened a bakery in Riga. He sold rye bread in the harbour of Riga.", "sold rye bread"),
    # A company and its rival.
    ("Airbus buys old parts from Boeing. They want to build trains for Norway.", "wants to build"),
    # So big that what?
    ("Riga sold old boats to Norway because it was so poor.", "Riga was so"),
    # The first half of the pair has been cut out.
    (
        "Marta Lund said: “There is a danger, both of noise in towns, where we sleep badly, but also a loss of birds.”",
        "but also",
    ),
    # Two people since the last paragraph.
    (
        "Anna Berzina met Olga Kalnina in Riga. For her, a wall is more than a part of a house.",
        "a wall is more",
    ),
    # A city or its harbour.
    ("The port earned money. The city loved the port. It burned for six days in 1812.", "burned"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "phrase"), LEFT_OPEN)
def test_what_is_uncertain_is_left_alone(text: str, phrase: str) -> None:
    assert not [s for s in told(text) if phrase in s]


@pytest.mark.parametrize(
    ("name", "gender"), [("Anna Berzina", "f"), ("Mr Kalnins", "m"), ("Peter Kalnins", "m"), ("Zanis Kalnins", "")]
)
def test_a_title_or_a_common_first_name_tells_a_gender(name: str, gender: str) -> None:
    assert gender_of(name) == gender
