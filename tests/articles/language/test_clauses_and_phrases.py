"""Clauses, noun phrases and names of own example sentences."""

from __future__ import annotations

import pytest

from articles.language import ClauseKind, Kind, Reading, read


def words(reading: Reading, indexes: tuple[int, ...]) -> str:
    return " ".join(reading.tokens[i].text for i in indexes if reading.tokens[i].pos != "PUNCT")


CLAUSES = [
    (
        "The ministry, which was founded in 1995, closed the school because it was too small.",
        [
            (ClauseKind.RELATIVE, "which was founded in 1995", "which"),
            (ClauseKind.MAIN, "The ministry closed the school", "ministry"),
            (ClauseKind.ADVERBIAL, "because it was too small", "it"),
        ],
    ),
    (
        "She said that the bridge had collapsed.",
        [(ClauseKind.MAIN, "She said", "She"), (ClauseKind.COMPLEMENT, "that the bridge had collapsed", "bridge")],
    ),
    (
        "The workers left the factory and returned to their villages.",
        [
            (ClauseKind.MAIN, "The workers left the factory", "workers"),
            (ClauseKind.COORDINATE, "and returned to their villages", "workers"),
        ],
    ),
    (
        "They moved to the city to find work.",
        [(ClauseKind.MAIN, "They moved to the city", "They"), (ClauseKind.INFINITIVE, "to find work", None)],
    ),
    (
        "Built in 1890, the station is still used.",
        [(ClauseKind.PARTICIPLE, "Built in 1890", None), (ClauseKind.MAIN, "the station is still used", "station")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), CLAUSES, ids=[text[:30] for text, _ in CLAUSES])
def test_clauses_have_their_own_words_and_subject(
    text: str, expected: list[tuple[ClauseKind, str, str | None]]
) -> None:
    reading = read(text)
    found = [
        (c.kind, words(reading, c.tokens), None if c.subject is None else reading.tokens[c.subject].text)
        for c in reading.clauses
    ]
    assert found == expected


def test_noun_phrases_carry_what_question_words_need() -> None:
    reading = read("President Maria Lopez opened a new school for 300 children, and they thanked her.")
    phrases = {p.text: p for p in reading.noun_phrases}
    assert set(phrases) == {"President Maria Lopez", "a new school", "300 children", "they", "her"}
    president = phrases["President Maria Lopez"]
    assert (president.kind, president.named, president.definite) == (Kind.PERSON, True, True)
    assert (phrases["a new school"].definite, phrases["a new school"].plural) == (False, False)
    assert phrases["300 children"].plural
    assert phrases["they"].pronoun


PER, ORG, LOC, DAY = Kind.PERSON, Kind.ORGANISATION, Kind.PLACE, Kind.TIME
NAMES = [
    ("Aigul Serikova lives in Kazakhstan.", {"Aigul Serikova": PER, "Kazakhstan": LOC}),
    ("The Ministry of Education wrote to Mr. Brown.", {"Ministry of Education": ORG, "Mr. Brown": PER}),
    ("Google and Twitter were blocked in Almaty.", {"Google": ORG, "Twitter": ORG, "Almaty": LOC}),
    ("The fleet crossed the Gulf of Thailand in May 2010.", {"Gulf of Thailand": LOC, "May 2010": DAY}),
]


@pytest.mark.parametrize(("text", "expected"), NAMES, ids=[text[:25] for text, _ in NAMES])
def test_names_are_found_whole_with_their_kind(text: str, expected: dict[str, Kind]) -> None:
    assert {e.text: e.label for e in read(text).entities} == expected


def test_a_word_the_text_also_writes_small_is_no_name() -> None:
    reading = read("Police closed the road. The police said nothing.")
    assert reading.entities == ()
