"""A wrong key mended: the preview equals the result, a crash changes nothing, the audit shows it."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db.models import Sum

from quizzes import delivery, progress, regrading
from quizzes.models import (
    Attempt,
    ConceptProgress,
    Question,
    Quiz,
    QuizItem,
    Regrade,
    RegradedMark,
    Response,
    ReviewCard,
)
from quizzes.regrading import Change, ChangeKind, OutdatedError

from .desk_world import World, make_teacher, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    """Thirty students: seven say water, which turns out to be right; twenty sand; three stones."""
    world = make_world()
    world.take_all(
        [
            (f"Student {n:02}", "water" if n < 7 else "sand" if n < 27 else "stones", "Erlan" if n % 2 else "Aidar")
            for n in range(30)
        ]
    )
    return world


def key_change(world: World, text: str, **more: bool) -> Change:
    return Change(ChangeKind.KEY, option=world.option(text).pk, **more)


def marks(question: Question) -> dict[int, float]:
    rows = Response.objects.newest().with_marks().filter(question=question)
    return {row.pk: row.counted_mark for row in rows}


def stored() -> list[object]:
    """Everything that a regrade may write."""
    return [
        list(model.objects.order_by("pk").values())
        for model in (Question, QuizItem, Attempt, Response, Regrade, RegradedMark, ConceptProgress, ReviewCard)
    ] + [list(Question.objects.order_by("pk", "options__pk").values("options__is_key", "options__role", "pk"))]


def test_preview_names_who_gains_and_who_loses(world: World) -> None:
    seen = regrading.preview(world.choice, key_change(world, "water"), by=world.teacher)
    assert (seen.gain, seen.lose, seen.unchanged) == (7, 20, 3)
    assert (seen.before, seen.after) == ("sand", "water")
    assert [row.name for row in seen.rows if row.verdict == "gains"] == [f"Student {n:02}" for n in range(7)]
    first = next(row for row in seen.rows if row.name == "Student 00")
    assert (first.before, first.after) == (0, 1)
    assert first.share_after - first.share_before == pytest.approx(1 / 3)


def test_preview_writes_nothing(world: World) -> None:
    before = stored()
    regrading.preview(world.choice, key_change(world, "water"), by=world.teacher)
    assert stored() == before


def test_the_result_is_what_the_preview_said(world: World) -> None:
    change = key_change(world, "water")
    seen = regrading.preview(world.choice, change, by=world.teacher)
    regrade = regrading.apply(world.choice, change, by=world.teacher, fingerprint=seen.fingerprint, note="Typo.")
    assert marks(world.choice) == {row.response: row.after for row in seen.rows}
    for row in seen.rows:
        attempt = Attempt.objects.get(pk=row.attempt)
        held = attempt.responses.newest().with_marks()
        assert sum(answer.counted_mark for answer in held) / 3 == pytest.approx(row.share_after)
    assert regrade.marks.count() == 27
    assert {mark.mark - mark.before for mark in regrade.marks.all()} == {1.0, -1.0}
    assert Response.objects.filter(question=world.choice, mark=1).count() == 20, "what was given stays as it was"


def test_the_question_asks_for_the_new_key_and_stays_published(world: World) -> None:
    change = key_change(world, "water")
    apply(world, world.choice, change)
    question = Question.objects.get(pk=world.choice.pk)
    assert question.status == Question.Status.READY
    assert [(option.text, option.role) for option in question.options.filter(is_key=True)] == [("water", "key")]
    fresh = world.take("Newcomer", "water", "Erlan")
    assert fresh.responses.get(question=question).mark == 1


def apply(world: World, question: Question, change: Change, **more: str) -> Regrade:
    seen = regrading.preview(question, change, by=world.teacher)
    return regrading.apply(question, change, by=world.teacher, fingerprint=seen.fingerprint, **more)


def test_nobody_loses_when_the_teacher_wills_it(world: World) -> None:
    change = key_change(world, "water", nobody_loses=True)
    seen = regrading.preview(world.choice, change, by=world.teacher)
    assert (seen.gain, seen.lose, seen.unchanged) == (7, 0, 23)
    apply(world, world.choice, change)
    assert sum(marks(world.choice).values()) == 27


@pytest.mark.parametrize("where", ["publish", "rebuild", "last"])
def test_a_crash_in_the_middle_changes_nothing(world: World, monkeypatch: pytest.MonkeyPatch, where: str) -> None:
    change = key_change(world, "water")
    seen = regrading.preview(world.choice, change, by=world.teacher)
    before = stored()
    calls = []

    def crash(*args: object, **kwargs: object) -> None:
        calls.append(args)
        if where != "last" or len(calls) == 27:
            raise RuntimeError("power cut")

    if where == "publish":
        monkeypatch.setattr(Question, "publish", crash)
    else:
        monkeypatch.setattr(progress, "rebuild_student", crash)
    with pytest.raises(RuntimeError, match="power cut"):
        regrading.apply(world.choice, change, by=world.teacher, fingerprint=seen.fingerprint)
    assert stored() == before


def test_an_answer_since_the_preview_stops_the_change(world: World) -> None:
    change = key_change(world, "water")
    seen = regrading.preview(world.choice, change, by=world.teacher)
    world.take("Latecomer", "water", "Erlan")
    before = stored()
    with pytest.raises(OutdatedError):
        regrading.apply(world.choice, change, by=world.teacher, fingerprint=seen.fingerprint)
    assert stored() == before


def test_progress_is_what_a_rebuild_from_the_marks_gives(world: World) -> None:
    for student in world.students:
        progress.rebuild_student(student.pk)
    apply(world, world.choice, key_change(world, "water"))
    after = list(ConceptProgress.objects.order_by("student", "concept").values())
    for student in world.students:
        progress.rebuild_student(student.pk)
    assert list(ConceptProgress.objects.order_by("student", "concept").values()) == after
    right = ConceptProgress.objects.filter(concept=world.concepts[1]).aggregate(right=Sum("right"))["right"]
    assert right == 7


def test_accepted_answers_are_mended(world: World) -> None:
    change = Change(ChangeKind.ACCEPTED, accepted=("Erlan", "Aidar"))
    seen = regrading.preview(world.short, change, by=world.teacher)
    assert (seen.gain, seen.lose) == (15, 0)
    apply(world, world.short, change)
    assert list(world.short.accepted_answers.values_list("text", flat=True)) == ["Erlan", "Aidar"]
    assert set(marks(world.short).values()) == {1.0}


def test_the_right_order_is_mended() -> None:
    world = make_world()
    world.take("A", "sand", "Erlan", order=(1, 0, 2))
    world.take("B", "sand", "Erlan", order=(0, 1, 2))
    steps = [option.pk for option in world.order.options.order_by("position")]
    change = Change(ChangeKind.ORDER, order=(steps[1], steps[0], steps[2]))
    seen = regrading.preview(world.order, change, by=world.teacher)
    assert {row.name: row.verdict for row in seen.rows} == {"A": "gains", "B": "loses"}
    apply(world, world.order, change)
    assert [option.pk for option in world.order.options.order_by("position")] == list(change.order)
    assert Question.objects.get(pk=world.order.pk).status == Question.Status.READY


def test_dropped_with_all_points(world: World) -> None:
    seen = regrading.preview(world.choice, Change(ChangeKind.DROP, full=True), by=world.teacher)
    assert (seen.gain, seen.lose, seen.unchanged) == (10, 0, 20)
    apply(world, world.choice, Change(ChangeKind.DROP, full=True))
    assert set(marks(world.choice).values()) == {1.0}
    assert Question.objects.get(pk=world.choice.pk).status == Question.Status.RETIRED


def test_dropped_without_points_leaves_the_quiz_smaller(world: World) -> None:
    change = Change(ChangeKind.DROP, full=False)
    seen = regrading.preview(world.choice, change, by=world.teacher)
    shares = {row.name: (round(row.share_before, 2), round(row.share_after, 2), row.verdict) for row in seen.rows}
    assert shares["Student 01"] == (0.33, 0.5, "gains"), "water, Erlan: half of the two points that are left"
    assert shares["Student 08"] == (0.33, 0.0, "loses"), "sand, Aidar: her only point was the dropped one"
    apply(world, world.choice, change)
    for row in seen.rows:
        attempt = Attempt.objects.get(pk=row.attempt)
        points = {step["question"]: step["points"] for step in attempt.plan}
        assert points[world.choice.pk] == 0
        got = {answer.question_id: answer.counted_mark for answer in attempt.responses.newest().with_marks()}
        assert sum(points[q] * mark for q, mark in got.items()) / sum(points.values()) == pytest.approx(row.share_after)
    assert QuizItem.objects.get(question=world.choice).points == 0


def test_a_student_is_told_of_her_corrected_mark(world: World) -> None:
    apply(world, world.choice, key_change(world, "water"))
    attempt = Attempt.objects.get(student=world.students[0])
    note = regrading.notes_for(attempt)[world.choice.pk]
    assert (note.before, note.after) == (0, 1)
    assert "corrected" in note.words
    untouched = Attempt.objects.get(student=world.students[29])
    assert regrading.notes_for(untouched) == {}


def test_a_second_change_starts_from_the_first(world: World) -> None:
    original = marks(world.choice)
    apply(world, world.choice, key_change(world, "water"))
    apply(world, world.choice, key_change(world, "sand"))
    assert marks(world.choice) == original
    assert Regrade.objects.filter(question=world.choice).count() == 2


def test_the_audit_says_who_when_from_what_to_what(world: World) -> None:
    regrade = apply(world, world.choice, key_change(world, "water"), note="The map was misread.")
    assert regrade.made_by == world.teacher
    assert regrade.before["words"] == "sand"
    assert regrade.after["words"] == "water"
    assert regrade.note == "The map was misread."


def test_names_of_another_teachers_students_are_not_shown(world: World) -> None:
    other = make_world("bolat")
    copy = Quiz.objects.create(title="Copy", edition=world.edition, owner=other.teacher, status=Quiz.Status.READY)
    QuizItem.objects.create(quiz=copy, question=world.choice, position=1)
    other.assignment.quiz = copy
    other.assignment.save()
    theirs = delivery.start(quiz=copy, user=other.join("Secret"), assignment=other.assignment)
    other.answer(theirs, world.choice, {"option": world.option("water").pk})
    seen = regrading.preview(world.choice, key_change(world, "water"), by=world.teacher)
    assert (seen.gain, seen.unseen) == (8, 1)
    assert "Secret" not in {row.name for row in seen.rows}


def test_what_does_not_fit_is_refused_with_a_sentence(world: World) -> None:
    foreign = make_teacher("dana")
    for question, change in [
        (world.choice, Change(ChangeKind.KEY, option=world.order.options.first().pk)),
        (world.choice, Change(ChangeKind.ACCEPTED, accepted=("sand",))),
        (world.short, Change(ChangeKind.ACCEPTED)),
        (world.order, Change(ChangeKind.ORDER, order=(1, 2))),
        (world.order, Change(ChangeKind.KEY, option=world.order.options.first().pk)),
    ]:
        with pytest.raises(ValidationError):
            regrading.preview(question, change, by=foreign)


@pytest.mark.parametrize("full", [True, False])
def test_a_dropped_question_says_nothing_of_what_anybody_understands(world: World, full: bool) -> None:
    student = world.students[20]  # sand, right at the time
    both, one = world.concepts
    progress.rebuild_student(student.pk)
    assert ConceptProgress.objects.get(student=student, concept=one).answers == 1
    apply(world, world.choice, Change(ChangeKind.DROP, full=full))
    assert not ConceptProgress.objects.filter(student=student, concept=one).exists()
    assert ConceptProgress.objects.get(student=student, concept=both).answers == 1
    assert not ReviewCard.objects.filter(question=world.choice).exists()
    assert [answer.question for answer in progress.answers_of(student.pk)] == [world.short.pk]


def test_catching_up_does_not_look_for_dropped_answers_again(world: World) -> None:
    student = world.join("Late")
    attempt = world.attempt(student)
    world.answer(attempt, world.choice, {"option": world.option("sand").pk})
    apply(world, world.choice, Change(ChangeKind.DROP, full=True))
    progress.catch_up([student.pk])
    assert progress.catch_up([student.pk]) == 0
