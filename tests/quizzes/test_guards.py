"""The first promise, kept by the database itself: no question is ready without evidence that stands, and a key."""

import hashlib

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from articles.models import Article, Edition, Section, Sentence
from quizzes import guards
from quizzes.models import AcceptedAnswer, Evidence, Option, Question
from tests.reading_room import Room

pytestmark = pytest.mark.django_db

TEXT = "The city opened its first library in 1931."


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@pytest.fixture
def sentence() -> Sentence:
    article = Article.objects.create(title="A library")
    edition = Edition.objects.create(article=article, label="Original", title="A library")
    section = Section.objects.create(edition=edition, position=1, text=TEXT)
    return Sentence.objects.create(
        section=section, paragraph=1, position=1, start=0, end=len(TEXT), text=TEXT, digest=digest(TEXT)
    )


@pytest.fixture
def proven(sentence: Sentence) -> Question:
    question = Question.objects.create(
        edition=sentence.section.edition, kind=Question.Kind.CHOICE, stem="When did the city open its first library?"
    )
    Option.objects.create(question=question, position=1, text="In 1931", is_key=True)
    Option.objects.create(question=question, position=2, text="In 1913")
    Evidence.objects.create(
        question=question, sentence=sentence, start=0, end=len(TEXT), quote=TEXT, digest=digest(TEXT)
    )
    return question


def make_ready(question: Question) -> None:
    """Past every check of ours, straight at the table."""
    with transaction.atomic():
        Question.objects.filter(pk=question.pk).update(status=Question.Status.READY)


def status(question: Question) -> str:
    question.refresh_from_db()
    return question.status


def test_a_proven_question_becomes_ready(proven: Question) -> None:
    make_ready(proven)
    assert status(proven) == "ready"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda q: q.evidence.all().delete(),
        lambda q: q.evidence.update(quote="The city closed its first library in 1931."),
        lambda q: q.evidence.update(start=4),
        lambda q: q.evidence.update(sentence=None),
        lambda q: q.options.update(is_key=False),
        lambda q: q.options.update(is_key=True),
        lambda q: q.options.all().delete(),
    ],
    ids=["no evidence", "other words", "other place", "sentence gone", "no key", "two keys", "no options"],
)
def test_the_database_and_the_publish_step_both_refuse(proven: Question, spoil) -> None:
    spoil(proven)
    with pytest.raises(ValidationError):
        proven.publish()
    with pytest.raises(IntegrityError):
        make_ready(proven)
    assert status(proven) == "draft"


@pytest.mark.parametrize(
    "take_away",
    [
        lambda q: q.evidence.all().delete(),
        lambda q: q.evidence.update(quote="Something else."),
        lambda q: Sentence.objects.all().delete(),
        lambda q: Sentence.objects.update(text="The city opened its second library in 1931."),
        lambda q: q.options.filter(is_key=True).delete(),
        lambda q: q.options.update(is_key=True),
    ],
    ids=["evidence deleted", "quote changed", "sentence deleted", "sentence changed", "key deleted", "second key"],
)
def test_a_ready_question_that_loses_its_proof_becomes_stale(proven: Question, take_away) -> None:
    proven.publish()
    take_away(proven)
    assert status(proven) == "stale"


def test_an_unrelated_change_leaves_a_ready_question_alone(proven: Question, sentence: Sentence) -> None:
    proven.publish()
    sentence.paragraph = 2
    sentence.save()
    Section.objects.update(heading="Books")
    assert status(proven) == "ready"


def test_typed_answers_need_an_accepted_one(proven: Question) -> None:
    proven.options.all().delete()
    Question.objects.filter(pk=proven.pk).update(kind=Question.Kind.SHORT)
    with pytest.raises(IntegrityError):
        make_ready(proven)
    AcceptedAnswer.objects.create(question=proven, text="1931")
    make_ready(proven)
    AcceptedAnswer.objects.all().delete()
    assert status(proven) == "stale"


def test_the_quote_outlives_its_sentence(proven: Question, sentence: Sentence) -> None:
    sentence.delete()
    assert proven.evidence.get().quote == TEXT


def test_evidence_with_letters_beyond_latin_is_measured_in_characters(proven: Question, sentence: Sentence) -> None:
    words = "Қазақ әліпбиі 😀 1929 жылы өзгерді."
    Sentence.objects.filter(pk=sentence.pk).update(text=words)
    proven.evidence.update(start=6, end=len(words), quote=words[6:])
    make_ready(proven)
    assert status(proven) == "ready"


def test_guards_can_be_lowered_and_raised_again(proven: Question) -> None:
    guards.lower(using=connection.alias)
    guards.raise_(using=connection.alias)
    guards.raise_(using=connection.alias)
    proven.evidence.all().delete()
    with pytest.raises(IntegrityError):
        make_ready(proven)


def test_a_sound_question_of_every_kind_is_published(room: Room) -> None:
    Question.objects.update(status=Question.Status.DRAFT)
    for question in Question.objects.all():
        question.publish()
    assert set(Question.objects.ready().values_list("kind", flat=True)) == set(Question.Kind)
