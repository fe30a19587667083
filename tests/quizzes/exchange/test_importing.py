"""Questions coming in: line by line beforehand, all or nothing, evidence found again, nothing lost."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.models import Concept
from quizzes.exchange import exporting, importing
from quizzes.exchange.exporting import Format, export_quiz, from_row, loaded
from quizzes.exchange.question import ExchangeQuestion
from quizzes.models import Evidence, Option, Question
from tests.quizzes.desk_world import World, make_world

from .strategies import questions

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world()


def stored(world: World) -> list[ExchangeQuestion]:
    return [from_row(question) for question in loaded(Question.objects.filter(edition=world.edition).order_by("pk"))]


@pytest.mark.parametrize("given_format", list(Format))
def test_a_quiz_goes_out_and_comes_in_on_an_equal_text(world: World, given_format: Format) -> None:
    other = make_world("bolat")
    other.quiz.items.all().delete()
    Question.objects.filter(edition=other.edition).delete()
    file = export_quiz(world.quiz, given_format)
    seen = importing.preview(other.edition, file.data, given_format)
    assert not seen.problems
    assert seen.without_evidence == 0
    made = importing.take_in(other.edition, seen)
    assert stored(other) == stored(world)
    assert {question.status for question in made} == {Question.Status.DRAFT}
    assert {question.origin for question in made} == {Question.Origin.IMPORTED}
    for question in made:
        question.publish()


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(made=st.lists(questions(), min_size=1, max_size=3), given_format=st.sampled_from(list(Format)))
def test_whatever_stands_in_the_database_goes_out_and_comes_in(
    world: World, made: list[ExchangeQuestion], given_format: Format
) -> None:
    Question.objects.filter(edition=world.edition, quiz_items=None).delete()
    first = importing.ImportPreview(
        tuple(importing.Line(importing.Entry(1, 1, "", question), new_tags=()) for question in made), ()
    )
    rows = importing.take_in(world.edition, first)
    written = exporting.write(
        loaded(Question.objects.filter(pk__in=[r.pk for r in rows]).order_by("pk")), given_format, title="x"
    )
    found = importing.read_file(written.text.encode(), given_format)
    back = [entry.question for entry in found.entries]
    assert back == [
        from_row(question) for question in loaded(Question.objects.filter(pk__in=[r.pk for r in rows]).order_by("pk"))
    ]


def test_evidence_is_found_again_where_it_stands_once(world: World) -> None:
    text = (
        "Who dug?{=two brothers ~a wind####In the text: “Two brothers dug it out again”}\n\n"
        "What?{=well ~sea####In the text: “the”}\n\n"
        "Where?{=here ~there####In the text: “Not in this text.”}\n\n"
        "When?{=1931 ~1932}"
    )
    seen = importing.preview(world.edition, text.encode(), Format.GIFT)
    assert [line.has_evidence for line in seen.lines] == [True, False, False, False]
    assert "stands" in seen.lines[1].notes[0]
    assert "is not in this text" in seen.lines[2].notes[0]
    assert seen.lines[3].notes == ("It brings no evidence.",)
    first, second, *_ = importing.take_in(world.edition, seen)
    piece = Evidence.objects.get(question=first)
    assert (piece.sentence, piece.start) == (world.sentences[2], 0)
    first.publish()
    with pytest.raises(ValidationError, match="no evidence"):
        second.publish()


def test_a_file_with_a_fault_brings_nothing(world: World) -> None:
    seen = importing.preview(world.edition, b"Good?{=a ~b}\n\nBad?{=a", Format.GIFT)
    assert [problem.line for problem in seen.problems] == [3]
    before = Question.objects.count()
    with pytest.raises(ValidationError):
        importing.take_in(world.edition, seen)
    assert Question.objects.count() == before


def test_a_crash_half_way_brings_nothing(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = importing.preview(world.edition, b"// [tag:Wells]\nOne?{=a ~b}\n\nTwo?{=a ~b}", Format.GIFT)
    before = Question.objects.count(), Concept.objects.count()
    real, calls = Option.objects.bulk_create, []

    def crash(*args: object, **kwargs: object) -> object:
        calls.append(1)
        if len(calls) == 2:
            raise RuntimeError("power cut")
        return real(*args, **kwargs)

    monkeypatch.setattr(type(Option.objects), "bulk_create", lambda self, *a, **k: crash(*a, **k))
    with pytest.raises(RuntimeError):
        importing.take_in(world.edition, seen)
    assert (Question.objects.count(), Concept.objects.count()) == before


def test_a_question_that_is_here_already_does_not_come_twice(world: World) -> None:
    file = export_quiz(world.quiz, Format.GIFT)
    seen = importing.preview(world.edition, file.data + b"\nNew?{=a ~b}\n\nNew?{=a ~b}\n", Format.GIFT)
    assert [line.is_here for line in seen.lines] == [True, True, True, False, True]
    assert len(importing.take_in(world.edition, seen)) == 1


def test_tags_become_concepts_known_ones_are_used_again(world: World) -> None:
    Concept.objects.filter(name="Drought").update(aliases=["dry years"])
    text = b"// [tag:karatal] [tag:Dry years] [tag:Spoons]\nWho?{=a ~b}"
    seen = importing.preview(world.edition, text, Format.GIFT)
    assert seen.lines[0].new_tags == ("Spoons",)
    (question,) = importing.take_in(world.edition, seen)
    assert sorted(concept.name for concept in question.concepts.all()) == ["Drought", "Karatal", "Spoons"]
    seen = importing.preview(world.edition, text.replace(b"Who", b"Why").replace(b"Spoons", b"Forks"), Format.GIFT)
    importing.take_in(world.edition, seen, new_concepts=False)
    assert not Concept.objects.filter(name="Forks").exists()


def test_what_has_no_place_here_can_be_had_back(world: World) -> None:
    text = "Good?{=a ~b}\n\n::Long::Discuss the well.{}\n\nToo long?{=%s}" % ("x" * 301)
    seen = importing.preview(world.edition, text.encode(), Format.GIFT)
    assert [line.entry.line for line in seen.kept_back] == [3, 5]
    rest = importing.leftovers(seen)
    assert "::Long::Discuss the well.{}" in rest
    assert "// line 3: It is an essay" in rest
    assert "x" * 301 in rest


@pytest.mark.parametrize(
    ("name", "data", "found"),
    [
        ("quiz.xml", b"", Format.MOODLE_XML),
        ("quiz.txt", b'\xef\xbb\xbf<?xml version="1.0"?>', Format.MOODLE_XML),
        ("quiz.csv", b"question,answer", Format.CSV),
        ("quiz.gift", b"::a::b{T}", Format.GIFT),
    ],
)
def test_the_format_is_found_out(name: str, data: bytes, found: Format) -> None:
    assert importing.guess_format(name, data) == found


def test_bytes_that_are_no_text_are_refused_with_a_sentence(world: World) -> None:
    seen = importing.preview(world.edition, b"%PDF-1.7 \x00\x01", Format.GIFT)
    assert len(seen.problems) == 1
    assert not seen.lines
