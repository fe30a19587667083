"""Changing a stored text: what it would touch is said before, exactly that is touched, and every step can be undone."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from articles import revising
from articles.ingest import ingest
from articles.models import Article, Edition, Sentence
from articles.revising import SectionText, compose, differences, word_by_word
from articles.text.decoding import UnreadableText
from quizzes.models import Evidence, Question
from tests.reading_room import digest

TEXT = """# The ferry at Karasu

The ferry crossed the river Karasu until 1962. The old people still speak of it.

## The crossing

It carried twelve people and two horses. The old people still speak of it. A bell called the ferryman.

## The bridge

In 1962 the town opened a bridge upstream. Nobody needed the ferry after that.
"""


@pytest.fixture
def teacher(db) -> User:
    return User.objects.create_user("aigerim", is_staff=True)


@pytest.fixture
def edition(teacher) -> Edition:
    return ingest(data=TEXT, source_name="ferry.md", owner=teacher).edition


def lean(sentence: Sentence, stem: str) -> Question:
    question = Question.objects.create(edition=sentence.section.edition, kind="short", stem=stem)
    question.accepted_answers.create(text="it")
    Evidence.objects.create(
        question=question, sentence=sentence, start=0, end=len(sentence.text), quote=sentence.text,
        digest=digest(sentence.text),
    )  # fmt: skip
    question.publish()
    return question


def changed(edition: Edition, old: str, new: str, *, section: int) -> list[SectionText]:
    sections = revising.sections_of(edition)
    before = sections[section]
    assert old in before.text
    sections[section] = SectionText(before.heading, before.text.replace(old, new))
    return sections


def test_a_text_put_together_again_is_the_same_text(edition):
    before = revising.sections_of(edition)
    assert [section.heading for section in before] == ["", "The crossing", "The bridge"]
    plan = revising.plan(edition, before)
    assert plan.changes_nothing
    assert plan.changing == ()
    assert list(plan.result) == before


def test_of_two_equal_sentences_only_the_one_that_was_changed_goes_stale(edition, teacher):
    first, second = Sentence.objects.filter(text="The old people still speak of it.").order_by("section__position")
    questions = [lean(first, "First?"), lean(second, "Second?")]
    sections = changed(edition, "The old people still speak of it.", "Only the old people remember it.", section=1)
    plan = revising.plan(edition, sections)
    assert [sentence.pk for sentence in plan.changing] == [second.pk]
    assert Question.objects.get(pk=questions[1].pk).status == "ready"
    done = revising.save(edition, sections, by=teacher)
    assert done.stale_questions == 1
    assert [Question.objects.get(pk=question.pk).status for question in questions] == ["ready", "stale"]


def test_what_was_said_before_is_what_happens(edition, teacher):
    stems = {pk: lean(Sentence.objects.get(pk=pk), f"On {pk}?").pk for pk in edition_sentences(edition)}
    sections = changed(edition, "twelve people", "ten people", section=1)
    plan = revising.plan(edition, sections)
    revising.save(edition, sections, by=teacher)
    stale = set(Question.objects.filter(status="stale").values_list("pk", flat=True))
    assert stale == {stems[sentence.pk] for sentence in plan.changing}
    assert len(stale) == 1
    assert tuple(revising.sections_of(edition)) == plan.result


def edition_sentences(edition: Edition) -> list[int]:
    return list(Sentence.objects.filter(section__edition=edition).values_list("pk", flat=True))


def test_moving_a_section_changes_no_sentence(edition, teacher):
    question = lean(Sentence.objects.get(text__startswith="It carried"), "How many?")
    sections = revising.sections_of(edition)
    sections[1], sections[2] = sections[2], sections[1]
    assert revising.plan(edition, sections).changing == ()
    revising.save(edition, sections, by=teacher)
    assert [section.heading for section in revising.sections_of(edition)] == ["", "The bridge", "The crossing"]
    question.refresh_from_db()
    assert question.status == "ready"


def test_every_change_is_a_revision_and_the_first_text_comes_back(edition, teacher):
    given = [bytes(revision.given) for revision in edition.revisions.order_by("number")]
    before = revising.sections_of(edition)
    revising.save(edition, changed(edition, "bridge upstream", "road bridge", section=2), by=teacher)
    assert "road bridge" in revising.sections_of(edition)[2].text
    first = edition.revisions.get(number=1)
    revising.restore(first, by=teacher)
    assert revising.sections_of(edition) == before
    numbers = list(edition.revisions.order_by("number").values_list("number", flat=True))
    assert numbers == [1, 2, 3]
    assert [bytes(edition.revisions.get(number=1).given)] == given


def test_two_texts_of_the_same_name_are_not_taken_for_each_other(edition, teacher):
    other = ingest(data="A short note on quite another thing. Bees sleep in winter.", owner=teacher).edition
    Edition.objects.filter(pk=other.pk).update(source_name="ferry.md", article=edition.article, label="Note")
    other.refresh_from_db()
    revising.save(other, [SectionText("", "Bees do not sleep in winter.")], by=teacher)
    assert "ferry crossed" in revising.sections_of(edition)[0].text
    assert revising.sections_of(other)[0].text == "Bees do not sleep in winter."


def test_a_text_of_which_nothing_is_left_is_refused(edition, teacher):
    with pytest.raises(UnreadableText):
        revising.save(edition, [], by=teacher)
    assert edition.sections.count() == 3


def test_a_telling_can_stand_alone_and_beside_another(edition, teacher):
    other = ingest(data="# Bees\n\nBees sleep in winter. The queen stays warm.", owner=teacher).edition
    home = edition.article
    revising.put_beside(other, home)
    assert home.editions.count() == 2
    assert not Article.objects.filter(title="Bees").exists()
    alone = revising.set_apart(other, owner=teacher)
    assert (alone.title, alone.owner, alone.status) == ("Bees", teacher, "draft")
    assert home.editions.count() == 1


@pytest.mark.parametrize(
    ("old", "new", "signs"),
    [
        ("The ferry sank in May.", "The ferry sank in June.", "=-+"),
        ("The ferry sank.", "The ferry sank.", "="),
        ("", "A new paragraph.", "+"),
        ("An old one.", "", "-"),
        ("The ferry sank in the river.", "Bees sleep all winter long.", "-+"),
    ],
)
def test_words_are_compared_with_words(old, new, signs):
    runs = word_by_word(old, new)
    assert "".join(run.sign for run in runs) == signs
    assert "".join(run.text for run in runs if run.sign != "+") == old
    assert "".join(run.text for run in runs if run.sign != "-") == new


def test_differences_leave_out_what_is_the_same():
    old = [SectionText("Ice", "It froze.\n\nPeople walked."), SectionText("Spring", "It thawed.")]
    new = [SectionText("Ice", "It froze.\n\nPeople skated."), SectionText("Spring", "It thawed.")]
    found = differences(old, new)
    assert len(found) == 1
    assert ("+", "skated.") in [(change.sign, change.text) for change in found[0]]
    assert differences(old, old) == ()


def test_compose_writes_headings_so_that_they_are_found_again():
    assert compose("Ice", [SectionText("", "It froze."), SectionText("May", "It thawed.")]) == (
        "# Ice\n\nIt froze.\n\n## May\n\nIt thawed.\n"
    )
