"""Drafted items as questions: tied to stored sentences, unchanged when drafted again, a teacher's own left alone."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from articles.models import Article, Concept, Edition, Mention, Section, Sentence
from quizzes.authoring import author, record
from quizzes.generation import Draft, Evidence, Item, ItemKind, Option, Role
from quizzes.models import Question, Quiz, QuizItem
from quizzes.understanding import understanding

pytestmark = pytest.mark.django_db

TEXT = (
    "In 2005 engineers closed the dam of Kokaral. The dam cost 86 million dollars, and the World Bank lent most of it. "
    "Within seven months the water of the northern sea rose by three metres.\n\n"
    "Fishermen came back to Aralsk in 2006. The 2009 Fishing Law allows every family to keep one boat without a fee. "
    "Because the salt content fell, pike and perch returned to the northern sea."
)


def make_edition(text: str = TEXT, *, label: str = "Original", article: Article | None = None) -> Edition:
    article = article or Article.objects.create(title="The dam")
    edition = Edition.objects.create(
        article=article, label=label, title="The dam", position=article.editions.count() + 1
    )
    section = Section.objects.create(edition=edition, position=1, text=text)
    start = 0
    for position, sentence in enumerate(text.replace("\n\n", " ").split(". "), start=1):
        words = sentence if sentence.endswith(".") else f"{sentence}."
        start = text.index(words, start)
        Sentence.objects.create(
            section=section, paragraph=1, position=position, start=start, end=start + len(words), text=words, digest=""
        )
    return edition


@pytest.fixture
def edition() -> Edition:
    return make_edition()


def item(quote: str = "Fishermen came back to Aralsk in 2006.", **changed: Any) -> Item:
    start = TEXT.index(quote)
    made = Item(
        kind=ItemKind.CHOICE,
        template="in_what_year",
        stem="In what year did fishermen come back to Aralsk?",
        options=(
            Option("2005", False, "That is when the dam was closed.", Role.ELSEWHERE),
            Option("2006", True, "The text says so.", Role.KEY),
            Option("2007", False, "The text gives another year.", Role.UNSUPPORTED),
        ),
        answer="2006",
        accepted=(),
        explanation="The text says so.",
        concepts=(),
        difficulty=0.4,
        score=0.8,
        evidence=(Evidence(1, start, start + len(quote), quote),),
    )
    return replace(made, **changed)


def draft(*items: Item) -> Draft:
    return Draft(items, ())


def snapshot(edition: Edition) -> list[Any]:
    return [
        (
            list(Question.objects.filter(pk=q.pk).values()),
            list(q.options.values()),
            list(q.accepted_answers.values()),
            list(q.evidence.values()),
            list(q.concepts.values_list("pk", flat=True)),
        )
        for q in edition.questions.order_by("pk")
    ]


def test_an_item_becomes_a_draft_with_its_options_and_evidence(edition: Edition) -> None:
    assert record(edition, draft(item())).created == 1
    question = edition.questions.get()
    assert (question.status, question.origin, question.kind) == ("draft", "generated", "choice")
    assert [(o.text, o.is_key, o.role) for o in question.options.all()] == [
        ("2005", False, "elsewhere"),
        ("2006", True, "key"),
        ("2007", False, "unsupported"),
    ]
    evidence = question.evidence.get()
    assert evidence.sentence is not None
    assert evidence.quote == evidence.sentence.text == "Fishermen came back to Aralsk in 2006."
    assert question.faults() == []


def test_it_can_be_published_past_the_guards(edition: Edition) -> None:
    record(edition, draft(item()))
    question = edition.questions.get()
    question.publish()
    question.refresh_from_db()
    assert question.status == "ready"


def test_evidence_over_two_sentences_becomes_two_rows(edition: Edition) -> None:
    record(edition, draft(item("closed the dam of Kokaral. The dam cost 86 million dollars")))
    assert [e.quote for e in edition.questions.get().evidence.all()] == [
        "closed the dam of Kokaral.",
        "The dam cost 86 million dollars",
    ]
    assert edition.questions.get().faults() == []


def test_evidence_that_is_not_in_the_text_gives_no_question(edition: Edition) -> None:
    wrong = Evidence(1, 0, 10, "Not there.")
    counts = record(edition, draft(item(evidence=(wrong,)), item(evidence=(Evidence(7, 0, 3, "In "),))))
    assert (counts.created, counts.unplaced) == (0, 2)
    assert not edition.questions.exists()


def test_typed_answers_are_kept_once_the_one_to_show_first(edition: Edition) -> None:
    record(
        edition, draft(item(kind=ItemKind.SHORT, options=(), answer="2006", accepted=("in 2006", "2006", "In 2006")))
    )
    assert [a.text for a in edition.questions.get().accepted_answers.all()] == ["2006", "in 2006"]


def test_the_same_draft_again_changes_nothing(edition: Edition) -> None:
    items = (item(), item("In 2005 engineers closed the dam of Kokaral.", stem="When was the dam closed?"))
    record(edition, draft(*items))
    before = snapshot(edition)
    counts = record(edition, draft(*items))
    assert (counts.kept, counts.created, counts.renewed, counts.removed) == (2, 0, 0, 0)
    assert snapshot(edition) == before


def test_drafts_that_are_no_longer_drafted_go(edition: Edition) -> None:
    record(edition, draft(item(), item(stem="Who came back in 2006?")))
    counts = record(edition, draft(item()))
    assert (counts.kept, counts.removed) == (1, 1)


def test_a_better_option_renews_the_question_in_place(edition: Edition) -> None:
    record(edition, draft(item()))
    before = edition.questions.get()
    better = replace(item().options[2], text="2009")
    counts = record(edition, draft(item(options=(*item().options[:2], better))))
    assert counts.renewed == 1
    assert edition.questions.get() == before
    assert "2009" in before.options.values_list("text", flat=True)


@pytest.mark.parametrize("how", ["reviewed", "ready", "retired", "in a quiz"])
def test_what_a_teacher_decided_about_is_left_alone(edition: Edition, how: str) -> None:
    record(edition, draft(item()))
    question = edition.questions.get()
    if how == "reviewed":
        Question.objects.filter(pk=question.pk).update(reviewed_at=timezone.now())
    elif how == "ready":
        question.publish()
    elif how == "retired":
        question.retire()
    else:
        quiz = Quiz.objects.create(title="A quiz", edition=edition)
        QuizItem.objects.create(quiz=quiz, question=question, position=1)
    before = snapshot(edition)
    assert record(edition, draft(item(score=0.1))).spared == 1
    assert record(edition, draft()).removed == 0
    assert snapshot(edition) == before


def test_a_written_question_is_left_alone(edition: Edition) -> None:
    Question.objects.create(edition=edition, kind="short", stem="Mine", origin="written")
    record(edition, draft(item()))
    assert edition.questions.filter(stem="Mine").exists()


def test_stale_drafts_that_nobody_saw_make_room(edition: Edition) -> None:
    record(edition, draft(item()))
    edition.questions.update(status="stale")
    assert record(edition, draft(item(stem="When did the fishermen return?"))).removed == 1


def test_concepts_are_those_of_the_evidence(edition: Edition) -> None:
    sentence = Sentence.objects.get(text__startswith="Fishermen")
    for name, salience in (("Aralsk", 0.6), ("fisherman", 0.3), ("2006", 0.9)):
        concept = Concept.objects.create(name=name, kind="date" if name.isdigit() else "idea", aliases=["fishermen"])
        edition.article.concept_links.create(tag=concept, salience=salience)
        Mention.objects.create(concept=concept, sentence=sentence, start=0, end=4)
    elsewhere = Concept.objects.create(name="World Bank")
    edition.article.concept_links.create(tag=elsewhere, salience=1)
    record(edition, draft(item()))
    assert set(edition.questions.get().concepts.values_list("name", flat=True)) == {"Aralsk", "fisherman"}


def test_a_named_concept_goes_first(edition: Edition) -> None:
    bank = Concept.objects.create(name="World Bank", aliases=["the Bank"])
    edition.article.concept_links.create(tag=bank, salience=1)
    record(edition, draft(item(concepts=("The bank", "nothing known"))))
    assert list(edition.questions.get().concepts.all()) == [bank]


def test_the_real_engine_drafts_questions_that_hold(edition: Edition) -> None:
    make_edition(TEXT.replace("2006", "2007"), label="Retelling", article=edition.article)
    counts = author(edition, seed=3)
    assert counts.created > 0
    assert all(question.faults() == [] for question in edition.questions.all())
    before = snapshot(edition)
    again = author(edition, seed=3)
    assert (again.kept, again.created, again.removed) == (counts.created, 0, 0)
    assert snapshot(edition) == before


def test_a_text_in_another_language_is_declined_with_a_sentence(edition: Edition) -> None:
    Edition.objects.filter(pk=edition.pk).update(language="kk")
    edition.refresh_from_db()
    assert author(edition).message.endswith(".")
    assert not edition.questions.exists()


def test_who_asked_is_remembered(edition: Edition) -> None:
    teacher = User.objects.create_user("aigul")
    record(edition, draft(item()), mark="m", by=teacher)
    assert (edition.drafting.asked_by, edition.drafting.items) == (teacher, 1)


@pytest.mark.parametrize(
    ("kind", "template", "level"),
    [
        ("choice", "why_because", "reason"),
        ("choice", "how_by", "reason"),
        ("choice", "said_about", "find"),
        ("choice", "supported_statement", "join"),
        ("order", "events", "join"),
        ("true_false", "changed_number", "find"),
        ("short", "in_what_year_typed", "find"),
        ("short", "how_many_typed", "find"),
        ("choice", "what_caused", "reason"),
    ],
)
def test_levels_of_understanding(kind: str, template: str, level: str) -> None:
    assert understanding(kind, template) == level
