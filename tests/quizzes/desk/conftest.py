"""The reading room's world as the desk sees it: with drafts that wait, something removed, and an earlier revision."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from articles.models import Article, Doubt, Edition, Removal, Revision, Sentence
from articles.revising import compose, sections_of
from quizzes.models import Evidence, Option, Question
from tests.lighthouse import LIGHTHOUSES, TITLE
from tests.reading_room import Room, digest, make_edition


def make_draft(edition: Edition, stem: str, quote: str, *, score: float = 0.5, **more: object) -> Question:
    question = Question.objects.create(
        edition=edition, kind="choice", stem=stem, origin=Question.Origin.GENERATED, score=score, **more
    )
    for position, (text, role) in enumerate(
        [("Village volunteers", "key"), ("District engineers", "misread"), ("Fishermen", "unsupported")], start=1
    ):
        Option.objects.create(question=question, position=position, text=text, is_key=role == "key", role=role)
    sentence = Sentence.objects.get(section__edition=edition, text__contains=quote)
    start = sentence.text.index(quote)
    Evidence.objects.create(
        question=question, sentence=sentence, start=start, end=start + len(quote), quote=quote, digest=digest(quote)
    )
    return question


@dataclass
class Desk:
    room: Room
    drafts: list[Question]
    removal: Removal
    doubt: Doubt
    revision: Revision

    @property
    def edition(self) -> Edition:
        return self.room.edition

    def sentence(self, words: str) -> Sentence:
        return Sentence.objects.get(section__edition=self.edition, text__contains=words)


@pytest.fixture
def desk(room: Room) -> Desk:
    return make_desk(room)


@pytest.fixture
def towers(desk: Desk) -> Edition:
    """A text that the engine has much to ask of, without a question yet."""
    article = Article.objects.create(title=TITLE, owner=desk.room.teacher)
    return make_edition(article, "Original", LIGHTHOUSES)


def make_desk(room: Room) -> Desk:
    edition = room.edition
    given = compose(edition.title, sections_of(edition)).encode()
    section = edition.sections.first()
    return Desk(
        room=room,
        drafts=[
            make_draft(edition, "Who built the low dam?", "forty volunteers", score=0.9),
            make_draft(edition, "Who counts the nests?", "counts the nests", score=0.8),
            make_draft(edition, "Who doubted the clay?", "did not believe", score=0.7),
        ],
        removal=Removal.objects.create(
            edition=edition, section=section, start=0, end=9, at=0, removed="info-icon", reason="glued"
        ),
        doubt=Doubt.objects.create(
            edition=edition, section=section, start=0, end=4, text="Spring", message="Look here."
        ),
        revision=Revision.objects.create(
            edition=edition, number=1, given=given, digest="0" * 64, given_by=room.teacher
        ),
    )
