"""Editing a text: the look before the leap, exactly the leaning questions stale, history, concepts, the map."""

from __future__ import annotations

import html
import uuid

import pytest
from django.urls import reverse

from articles.models import Article, ArticleConcept, Concept
from quizzes import delivery
from quizzes.models import Question
from tests.conftest import signed_in
from tests.reading_room import make_concept


def url(name: str, *args: object) -> str:
    return reverse(f"desk:{name}", args=args)


def texts(desk) -> list[str]:
    return list(desk.edition.sections.order_by("position").values_list("text", flat=True))


def test_before_saving_she_sees_what_changes_and_which_questions_lean_on_it(desk, as_teacher):
    section = desk.edition.sections.get(position=2)
    given = {"heading": section.heading, "text": section.text.replace("forty", "fifty"), "act": "look"}
    before = texts(desk)
    page = as_teacher.post(url("section-edit", section.pk), given).content.decode()
    assert "<del>forty</del><ins>fifty</ins>" in page
    assert "3 questions lean on what changes" in page
    assert "Who built the low dam?" in page
    assert "Who counts the nests?" not in page
    assert texts(desk) == before
    assert not Question.objects.filter(status="stale").exists()
    again = as_teacher.post(url("section-edit", section.pk), {**given, "act": "back"}).content.decode()
    assert "fifty" in again


def test_saving_makes_just_those_stale(desk, as_teacher):
    section = desk.edition.sections.get(position=2)
    given = {"heading": section.heading, "text": section.text.replace("forty", "fifty"), "act": "save"}
    page = as_teacher.post(url("section-edit", section.pk), given, follow=True).content.decode()
    assert "3 questions lean on changed sentences" in page
    stale = set(Question.objects.filter(status="stale").values_list("stem", flat=True))
    assert stale == {
        "Who built the low dam?",
        "Who built the dam at Lake Tobyl in 2011?",
        "The dam was made of clay and ____.",
    }
    shown = as_teacher.get(
        url("edition-review", desk.edition.pk), {"at": Question.objects.filter(status="stale")[0].pk}
    )
    assert "Its sentence has changed" in shown.content.decode()


def test_an_empty_section_is_refused_by_its_field(desk, as_teacher):
    section = desk.edition.sections.first()
    answer = as_teacher.post(url("section-edit", section.pk), {"text": "  ", "act": "save"})
    assert answer.status_code == 422
    assert "Write the text of this section" in answer.content.decode()


def test_sections_are_added_moved_joined_and_taken_out(desk, as_teacher):
    edition = desk.edition
    as_teacher.post(url("section-create", edition.pk), {"heading": "Later", "text": "In 2020 a path was built."})
    headings = ["", "A small dam", "What returned", "Later"]
    assert list(edition.sections.values_list("heading", flat=True)) == headings
    later = edition.sections.get(heading="Later")
    as_teacher.post(url("section-arrange", later.pk), {"act": "up"})
    assert list(edition.sections.values_list("heading", flat=True)) == ["", "A small dam", "Later", "What returned"]
    later = edition.sections.get(heading="Later")
    as_teacher.post(url("section-arrange", later.pk), {"act": "join"})
    assert edition.sections.get(heading="A small dam").text.endswith("\n\nIn 2020 a path was built.")
    last = edition.sections.get(heading="What returned")
    ask = as_teacher.post(url("section-arrange", last.pk), {"act": "out"}).content.decode()
    assert "Who counts the nests?" in ask
    assert edition.sections.filter(heading="What returned").exists()
    as_teacher.post(url("section-arrange", last.pk), {"act": "out", "sure": "yes"})
    assert not edition.sections.filter(heading="What returned").exists()
    assert Question.objects.get(stem="Who counts the nests?").status == "stale"
    assert not Question.objects.filter(status="stale", stem="Who built the low dam?").exists()


@pytest.mark.parametrize("act", ["join", "burn", ""])
def test_what_cannot_be_done_to_the_first_section_is_not_found(desk, as_teacher, act):
    first = desk.edition.sections.first()
    assert as_teacher.post(url("section-arrange", first.pk), {"act": act}).status_code == 404


def test_history_compares_and_restores(desk, as_teacher):
    before = texts(desk)
    section = desk.edition.sections.get(position=2)
    given = {"heading": section.heading, "text": section.text.replace("clay", "stone"), "act": "save"}
    as_teacher.post(url("section-edit", section.pk), given)
    history = url("edition-history", desk.edition.pk)
    compared = as_teacher.get(history, {"show": "1"}).content.decode()
    assert "<del>clay</del><ins>stone</ins>" in compared
    as_teacher.post(url("revision-restore", desk.revision.pk))
    assert texts(desk) == before
    assert desk.edition.revisions.count() == 3
    for odd in ("77", "x"):
        assert as_teacher.get(history, {"show": odd}).status_code in {200, 404}


def test_the_map_shows_what_is_asked_and_says_why_not(desk, as_teacher):
    page = as_teacher.get(url("edition-coverage", desk.edition.pk)).content.decode()
    kept, waiting, none = (
        desk.sentence("since 1987"),
        desk.sentence("counts the nests"),
        desk.sentence("It held the meltwater"),
    )
    for sentence, state in ((kept, "kept"), (waiting, "waiting"), (none, "none")):
        assert f'class="at-{state}" id="s{sentence.pk}"' in page
    asked = as_teacher.get(url("edition-coverage", desk.edition.pk), {"sentence": none.pk}).content.decode()
    assert "Why no question here?" in asked
    for odd in ("0", "x", "9" * 30):
        assert as_teacher.get(url("edition-coverage", desk.edition.pk), {"sentence": odd}).status_code == 404


def test_a_concept_is_glossed_and_renamed_and_still_found_by_its_old_name(desk, as_teacher):
    room = desk.room
    given = {"name": "Tobyl Lake", "kind": "place", "gloss": "A lake in the north."}
    as_teacher.post(url("concept-edit", room.article.pk, room.lake.pk), given)
    room.lake.refresh_from_db()
    assert (room.lake.name, room.lake.gloss, room.lake.aliases) == (
        "Tobyl Lake",
        "A lake in the north.",
        ["Lake Tobyl"],
    )
    answer = as_teacher.post(url("concept-edit", room.article.pk, room.lake.pk), {**given, "name": "DAM"})
    assert answer.status_code == 422
    assert "Merge the two" in answer.content.decode()


def test_two_concepts_become_one(desk, as_teacher):
    room = desk.room
    reeds = make_concept(room.article, "reeds")
    as_teacher.post(url("concept-merge", room.article.pk, reeds.pk), {"into": room.dam.pk})
    room.dam.refresh_from_db()
    assert "reeds" in room.dam.aliases
    assert not Concept.objects.filter(pk=reeds.pk).exists()
    assert as_teacher.post(url("concept-merge", room.article.pk, room.dam.pk), {"into": "0"}).status_code == 422


def test_what_others_articles_speak_of_too_is_not_hers_to_change(desk, as_teacher):
    room = desk.room
    foreign = Article.objects.create(title="Other", owner=room.other_teacher)
    ArticleConcept.objects.create(tag=room.lake, content_object=foreign)
    edit = url("concept-edit", room.article.pk, room.lake.pk)
    assert "the operator of this site looks after it" in as_teacher.get(edit).content.decode()
    as_teacher.post(edit, {"name": "Puddle", "kind": "place"})
    as_teacher.post(url("concept-merge", room.article.pk, room.dam.pk), {"into": room.lake.pk})
    as_teacher.post(url("concept-merge", room.article.pk, room.lake.pk), {"into": room.dam.pk})
    room.lake.refresh_from_db()
    assert room.lake.name == "Lake Tobyl"
    assert Concept.objects.filter(pk=room.dam.pk).exists()


def test_an_attempt_before_the_edit_still_shows_what_was_asked_then(desk, as_teacher):
    room = desk.room
    asked = Question.objects.get(stem="Who built the dam at Lake Tobyl in 2011?")
    quote = asked.evidence.get().quote
    attempt = delivery.start(quiz=room.quiz, user=room.student, assignment=room.assignment)
    delivery.record(attempt=attempt, question_id=asked.pk, given=room.right(asked), token=uuid.uuid4())
    delivery.hand_in(attempt=attempt)
    student = signed_in(room.student)
    address = reverse("quizzes:attempt-result", args=[attempt.pk])
    before = html.unescape(student.get(address).content.decode())
    section = desk.edition.sections.get(position=2)
    given = {"heading": section.heading, "text": section.text.replace("forty volunteers", "fifty men"), "act": "save"}
    assert as_teacher.post(url("section-edit", section.pk), given).status_code == 302
    Question.objects.filter(pk=asked.pk).update(stem="Who built what?")
    asked.refresh_from_db()
    assert asked.status == "stale"
    after = html.unescape(student.get(address).content.decode())
    for page in (before, after):
        assert "Who built the dam at Lake Tobyl in 2011?" in page
        assert quote in page
    assert "Who built what?" not in after
    assert "fifty men" not in after
