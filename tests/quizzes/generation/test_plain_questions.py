"""Questions and feedback as a person would word them: where a date and "only" go, and who is named in a rationale."""

from __future__ import annotations

from dataclasses import replace

import pytest

from articles.language import read
from quizzes.generation.candidates import Candidate
from quizzes.generation.grammar.facts import facts
from quizzes.generation.judging.filters import refused
from quizzes.generation.kinds import figures, places
from quizzes.generation.stating.actions import agent_phrase
from quizzes.generation.types import ItemKind, Passage
from quizzes.generation.workshop import Workshop


def asked(text: str) -> list[Candidate]:
    shop = Workshop([Passage(1, "", read(text))])
    return [*figures.propose(shop), *places.propose(shop)]


@pytest.mark.parametrize(
    ("text", "stem"),
    [
        (
            "In March 2012 strikes over the price of bread began in Riga and spread across the country.",
            "Where did strikes over the price of bread begin in March 2012?",
        ),
        (
            "In 2004 bird counts found only about 4,000 cranes in Latvia.",
            "In which country did bird counts find only about 4,000 cranes in 2004?",
        ),
        (
            "According to bird counts, Latvia had only about 4,000 cranes left in 2004.",
            "According to bird counts, how many cranes did Latvia have left in 2004?",
        ),
    ],
)
def test_a_question_in_the_order_of_english(text: str, stem: str) -> None:
    assert stem in {candidate.stem for candidate in asked(text)}


def test_the_words_of_the_text_stand_in_quotation_marks() -> None:
    made = asked("According to bird counts, Latvia had only about 4,000 cranes left in 2004.")
    closed = next(candidate for candidate in made if candidate.kind is ItemKind.CHOICE)
    assert "The text says “about 4,000”." in {choice.rationale for choice in closed.wrong}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The city administration of Riga opened a new library.", "the city administration of Riga"),
        ("Latvia opened a new library.", "Latvia"),
        ("Its engineers opened a new library.", "the engineers"),
        ("No river carries the water away.", ""),
        ("In 2004 officials opened a new library.", "officials"),
    ],
)
def test_who_is_named_as_a_reader_would_name_them(text: str, who: str) -> None:
    shop = Workshop([Passage(1, "", read(text))])
    tree = shop.article.trees[0]
    assert agent_phrase(tree, next(iter(facts(tree))).subject) == who


def test_a_name_said_twice_in_a_row_is_refused() -> None:
    made = asked("In 2004 bird counts found only about 4,000 cranes in Latvia.")[0]
    assert refused(made) is None
    twice = replace(made, stem="In which month did Anna Ozola Anna Ozola find the cranes?")
    assert refused(twice) == "odd_marks"
