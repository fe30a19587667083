"""Why, how, with what result, how changed: asked in many shapes, with the right key and the right sentences."""

import pytest

from quizzes.generation import Item
from tests.quizzes.generation.drawing import drawn

TOWN = (
    "The mayor of Kerva wants to rebuild the harbour next to the old market. Fishermen sell their catch in Lotta Hall. "
    "The council of Kerva plants maple trees along Pine Street. Students in Kerva collected names against noise. "
    "Engineers from Kerva repaired the stone bridge of Loja. Traders in Kerva moved their stalls to Linden Square. "
    "The Loja museum invites visitors to touch old tools. Farmers grow barley on southern slopes. "
    "Volunteers in Kerva painted the fence of the Loja school in green. Doctors opened a small clinic in Loja in 1998. "
    "Teachers read old letters with their classes. Shepherds drive their flocks across northern passes."
)


def asked(sentences: str, template: str) -> list[Item]:
    return drawn(TOWN, sentences, template)


ONE_SENTENCE = [
    (
        "The bakers of Aktau close their shops at noon because the ovens need six hours to cool.",
        "why_because",
        "Why do the bakers of Aktau close their shops at noon?",
        "Because the ovens need six hours to cool",
    ),
    (
        "The wooden ferry is popular with tourists because it stops at every island of the lake.",
        "why_because",
        "Why is the wooden ferry popular with tourists?",
        "Because it stops at every island of the lake",
    ),
    (
        "Since the river freezes in December, skippers in Kerva repair their boats in spring.",
        "none",
        "",
        "",
    ),
    (
        "The villagers of Kerva bought glass jars in the autumn to store honey for three months.",
        "why_purpose",
        "Why did the villagers of Kerva buy glass jars in the autumn?",
        "To store honey for three months",
    ),
    (
        "In order to save water for two months, gardeners in Kerva cover their beds with straw.",
        "why_purpose",
        "Why do gardeners in Kerva cover their beds with straw?",
        "To save water for two months",
    ),
    (
        "Potters in Kerva harden their bowls by heating the clay for three hours in a stone oven.",
        "how_by",
        "How do potters in Kerva harden their bowls?",
        "By heating the clay for three hours in a stone oven",
    ),
    (
        "Wheat prices in Kerva rose by 40% in 2012.",
        "how_changed",
        "How did wheat prices in Kerva change in 2012?",
        "They rose by 40%",
    ),
    (
        "The number of wolves in the northern forests has fallen from 900 to 300.",
        "how_changed",
        "How has the number of wolves in the northern forests changed?",
        "It has fallen from 900 to 300",
    ),
]


@pytest.mark.parametrize(("sentence", "template", "stem", "key"), ONE_SENTENCE)
def test_one_sentence(sentence: str, template: str, stem: str, key: str) -> None:
    if template == "none":
        assert not asked(sentence, "why_because")
        return
    found = asked(sentence, template)
    assert [(i.stem, i.answer) for i in found] == [(stem, key)]
    assert [e.quote for e in found[0].evidence] == [sentence]
    assert len(found[0].options) == 4


@pytest.mark.parametrize(
    ("sentences", "template", "stem", "key"),
    [
        (
            "The old lighthouse in Kerva stands empty. This is because modern ships find their way by satellite.",
            "why_because",
            "Why does the old lighthouse in Kerva stand empty?",
            "Because modern ships find their way by satellite",
        ),
        (
            "A landslide blocked the only road to Kerva. As a result, merchants from Kerva carried their goods over a "
            "high pass.",
            "why_so",
            "Why did merchants from Kerva carry their goods over a high pass?",
            "Because a landslide blocked the only road to Kerva",
        ),
    ],
)
def test_a_reason_told_in_another_sentence_has_both_as_evidence(
    sentences: str, template: str, stem: str, key: str
) -> None:
    found = asked(sentences, template)
    assert [(i.stem, i.answer) for i in found] == [(stem, key)]
    assert len(found[0].evidence) == 2


def test_a_reported_reason_names_who_gives_it() -> None:
    found = asked(
        "Nurlan Abenov said that sturgeon avoid the upper river because its water has become too warm in summer.",
        "why_because",
    )
    assert [i.stem for i in found] == ["According to Nurlan Abenov, why do sturgeon avoid the upper river?"]


def test_a_change_is_offered_in_both_directions() -> None:
    found = asked("Wheat prices in Kerva rose by 40% in 2012.", "how_changed")
    texts = [o.text for o in found[0].options]
    assert sum("rose" in t for t in texts) == sum("fell" in t for t in texts) == 2


@pytest.mark.parametrize(
    "sentence",
    [
        "The guild ensured that the mill kept its workers because the town had promised to buy flour.",
        "There is a letter to show that the abbot owned the mill.",
        "The villagers began to sing old songs.",
        "The mill has been open since the war ended.",
        "The miller is too old to climb the tower.",
    ],
)
def test_no_reason_where_none_is_certain(sentence: str) -> None:
    assert not asked(sentence, "why_because")
    assert not asked(sentence, "why_purpose")
