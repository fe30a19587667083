"""Under what condition a rule allows, requires or forbids something, and what is done in spite of something."""

import pytest

from tests.quizzes.generation.test_reasons import asked

RULES = [
    (
        "The Forest Act allows villagers to cut old trees if the ranger has marked the trunks with paint.",
        "Under what condition does the Forest Act allow villagers to cut old trees?",
        "If the ranger has marked the trunks with paint",
    ),
    (
        "The lease agreement permits tenants to keep animals as long as the neighbours raise no objection.",
        "Under what condition does the lease agreement permit tenants to keep animals?",
        "If the neighbours raise no objection",
    ),
    (
        "The Harbour Rules require captains to wait outside the bay when the lighthouse shows a red lamp.",
        "Under what condition do the Harbour Rules require captains to wait outside the bay?",
        "If the lighthouse shows a red lamp",
    ),
    (
        "The School Charter gives parents the right to see the marks provided that the pupil has agreed in writing.",
        "Under what condition does the School Charter give parents the right to see the marks?",
        "If the pupil has agreed in writing",
    ),
    (
        "The 2009 Press Act says that editors must print a reply unless a court has called the letter false.",
        "In what case does the 2009 Press Act not require editors to print a reply?",
        "If a court has called the letter false",
    ),
    (
        "The Fishing Treaty lets foreign crews dry their nets on the beach only if the mayor has signed a permit.",
        "Under what condition does the Fishing Treaty let foreign crews dry their nets on the beach?",
        "If the mayor has signed a permit",
    ),
    (
        "The new traffic code forbids drivers to enter the old town when children walk to school.",
        "Under what condition does the new traffic code forbid drivers to enter the old town?",
        "If children walk to school",
    ),
    (
        "The Water Contract states that the company may close the main pipe in the event that engineers find poison "
        "in the lake.",
        "Under what condition does the Water Contract allow the company to close the main pipe?",
        "If engineers find poison in the lake",
    ),
    (
        "The Market Order allows traders to sell meat after dark only after the inspector has checked their scales.",
        "Under what condition does the Market Order allow traders to sell meat after dark?",
        "Only after the inspector has checked their scales",
    ),
    (
        "The Museum Policy bans visitors from taking photographs if the guards have closed the upper hall.",
        "Under what condition does the Museum Policy ban visitors from taking photographs?",
        "If the guards have closed the upper hall",
    ),
    (
        "The 2014 Radio Law stipulates that the inspector's office can close any station without asking a judge, "
        "if the station calls for violence.",
        "Under what condition does the 2014 Radio Law allow the inspector's office to close any station without "
        "asking a judge?",
        "If the station calls for violence",
    ),
]


@pytest.mark.parametrize(("sentence", "stem", "key"), RULES)
def test_the_condition_of_a_rule(sentence: str, stem: str, key: str) -> None:
    found = asked(sentence, "law_condition")
    assert [(i.stem, i.answer) for i in found] == [(stem, key)]
    assert [e.quote for e in found[0].evidence] == [sentence]
    assert len({o.text for o in found[0].options}) == 4


def test_a_rule_with_a_condition_is_also_asked_for_what_it_allows() -> None:
    found = asked(RULES[-1][0], "law_allows")
    assert [(i.stem, i.answer) for i in found] == [
        ("What does the 2014 Radio Law allow the inspector's office to do?", "Close any station without asking a judge")
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "The Forest Act allows villagers to cut old trees in autumn.",
        "The act allows villagers to cut old trees if the ranger has marked the trunks.",
        "The clerk asked whether the Forest Act allows it if nobody objects.",
    ],
)
def test_no_condition_where_there_is_none_or_no_named_law(sentence: str) -> None:
    assert not asked(sentence, "law_condition")


def test_what_is_done_in_spite_of_something() -> None:
    found = asked("Sailors from Kerva crossed a stormy strait in small boats despite warnings of fog.", "did_despite")
    assert [(i.stem, i.answer) for i in found] == [
        ("What did sailors from Kerva do despite warnings of fog?", "Cross a stormy strait in small boats")
    ]


def test_what_is_done_although_something_else_is_so() -> None:
    found = asked("Although bread was scarce, the bakers of Aktau gave every child a sweet bun.", "did_despite")
    assert [(i.stem, i.answer) for i in found] == [
        ("Although bread was scarce, what did the bakers of Aktau do?", "Give every child a sweet bun")
    ]
