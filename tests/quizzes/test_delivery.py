"""Starting, answering, handing in: what is kept, what is refused, and that nothing counts twice."""

from __future__ import annotations

import threading
import uuid
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection, connections
from django.utils import timezone

from quizzes import delivery, progress
from quizzes.delivery import Refused
from quizzes.models import (
    Accommodation,
    Assignment,
    Attempt,
    ConceptProgress,
    Question,
    Quiz,
    RegradedMark,
    Response,
    ReviewCard,
)
from tests.reading_room import Room, make_question, make_room

NOBODY = AnonymousUser()
NOW = timezone.now()


def begun(room: Room, **more) -> Attempt:
    return delivery.start(**{"quiz": room.quiz, "assignment": room.assignment, "user": room.student, **more})


def say(attempt: Attempt, question: Question, given: dict, token: uuid.UUID | None = None, at=None) -> Response:
    return delivery.record(attempt=attempt, question_id=question.pk, given=given, token=token or uuid.uuid4(), at=at)


def test_the_plan_holds_every_ready_question_and_its_options(room: Room) -> None:
    room.questions[3].retire()
    attempt = begun(room)
    assert [step["question"] for step in attempt.plan] == [q.pk for q in room.questions if q != room.questions[3]]
    for step in attempt.plan:
        options = set(Question.objects.get(pk=step["question"]).options.values_list("pk", flat=True))
        assert set(step["options"]) == options


def test_starting_again_resumes_the_open_attempt(room: Room) -> None:
    assert begun(room) == begun(room)
    assert Attempt.objects.count() == 1


def test_the_same_attempt_shows_the_same_order_and_others_another(room: Room) -> None:
    attempt = begun(room)
    question = room.questions[0]
    options = list(question.options.values_list("pk", flat=True))
    assert delivery.shuffled(attempt, question, options) == delivery.shuffled(attempt, question, options)
    orders = {tuple(delivery.shuffled(Attempt(pk=pk, quiz=room.quiz), question, options)) for pk in range(200)}
    assert len(orders) == 24
    firsts = [delivery.shuffled(Attempt(pk=pk, quiz=room.quiz), question, options)[0] for pk in range(400)]
    assert 70 < firsts.count(options[0]) < 130


def test_events_never_start_in_the_right_order_and_true_stays_before_false(room: Room) -> None:
    order, truth = room.questions[4], room.questions[1]
    for pk in range(60):
        attempt = Attempt(pk=pk, quiz=room.quiz)
        right = list(order.options.order_by("position").values_list("pk", flat=True))
        assert delivery.shuffled(attempt, order, right) != right
        assert delivery.shuffled(attempt, truth, [8, 9]) == [8, 9]


def test_options_keep_their_order_where_the_teacher_wants_it(room: Room) -> None:
    room.quiz.shuffle_options = False
    assert delivery.shuffled(Attempt(pk=1, quiz=room.quiz), room.questions[0], [5, 6, 7]) == [5, 6, 7]


def test_an_answer_sent_twice_counts_once(room: Room) -> None:
    attempt, token = begun(room), uuid.uuid4()
    question = room.questions[0]
    first = say(attempt, question, room.right(question), token)
    second = say(attempt, question, room.wrong(question), token)
    assert first == second
    assert Response.objects.get().mark == 1


def test_an_answer_keeps_what_was_shown(room: Room) -> None:
    attempt = begun(room)
    question = room.questions[0]
    response = say(attempt, question, room.right(question))
    assert response.shown["stem"] == question.stem
    assert [option["id"] for option in response.shown["options"]] == attempt.plan[0]["options"]
    assert response.shown["evidence"][0]["quote"] == "forty volunteers from the village"


def test_in_practice_the_first_answer_stands(room: Room) -> None:
    attempt, question = begun(room), room.questions[0]
    say(attempt, question, room.wrong(question))
    with pytest.raises(Refused, match="its answer was shown"):
        say(attempt, question, room.right(question))


def test_in_a_test_the_newest_answer_counts(room: Room) -> None:
    attempt = delivery.start(quiz=room.test_quiz, user=room.student)
    question = room.questions[0]
    say(attempt, question, room.right(question))
    say(attempt, question, room.wrong(question))
    assert list(Response.objects.order_by("pk").values_list("revision", flat=True)) == [1, 2]
    assert attempt.responses.newest().get().mark == 0


def test_after_the_hand_in_nothing_is_taken(room: Room) -> None:
    attempt, question = begun(room), room.questions[0]
    handed = delivery.hand_in(attempt=attempt).handed_in_at
    assert delivery.hand_in(attempt=attempt).handed_in_at == handed
    with pytest.raises(Refused, match="handed this quiz in"):
        say(attempt, question, room.right(question))


def test_an_answer_that_comes_again_after_the_end_is_still_acknowledged(room: Room) -> None:
    Quiz.objects.filter(pk=room.quiz.pk).update(time_limit_minutes=10)
    room.quiz.refresh_from_db()
    attempt, question, token = begun(room, at=NOW), room.questions[0], uuid.uuid4()
    kept = say(attempt, question, room.right(question), token, at=NOW)
    assert say(attempt, question, room.right(question), token, at=NOW + timedelta(hours=1)) == kept
    delivery.hand_in(attempt=attempt)
    assert say(attempt, question, room.right(question), token) == kept
    assert Response.objects.count() == 1


def test_a_hand_in_that_this_request_did_not_see_still_refuses(room: Room) -> None:
    attempt, question = begun(room), room.questions[0]
    delivery.hand_in(attempt=Attempt.objects.get(pk=attempt.pk))
    assert attempt.handed_in_at is None
    with pytest.raises(Refused, match="handed this quiz in"):
        say(attempt, question, room.right(question))
    assert not Response.objects.exists()


@pytest.mark.parametrize("number", range(6))
def test_the_question_to_mark_is_the_question_with_its_answers(room: Room, number: int) -> None:
    """Read in one query, it is marked and kept as when it is read whole."""
    whole = delivery.questions_with_answers().get(pk=room.questions[number].pk)
    lean = delivery.question_to_mark(whole.pk)
    step = {"options": [option.pk for option in whole.options.all()]}
    assert delivery.answer_key(lean) == delivery.answer_key(whole)
    assert delivery.as_shown(lean, step) == delivery.as_shown(whole, step)


def test_a_question_that_is_gone_cannot_be_marked(db: None) -> None:
    with pytest.raises(Question.DoesNotExist):
        delivery.question_to_mark(10**9)


def test_a_question_of_another_quiz_is_not_taken(room: Room) -> None:
    attempt = delivery.start(quiz=room.test_quiz, user=room.student)
    with pytest.raises(Question.DoesNotExist):
        say(attempt, room.questions[5], room.right(room.questions[5]))


@pytest.mark.parametrize(("extra", "is_taken"), [(0, False), (10, True)])
def test_time_limit_with_extra_minutes(room: Room, extra: int, is_taken: bool) -> None:
    Quiz.objects.filter(pk=room.quiz.pk).update(time_limit_minutes=10)
    room.quiz.refresh_from_db()
    if extra:
        Accommodation.objects.create(assignment=room.assignment, student=room.student, extra_minutes=extra)
    attempt = begun(room, at=NOW)
    question = room.questions[0]
    say(attempt, question, room.right(question), at=NOW + timedelta(minutes=10, seconds=20))
    late = NOW + timedelta(minutes=15)
    if is_taken:
        say(attempt, room.questions[1], room.right(room.questions[1]), at=late)
    else:
        with pytest.raises(Refused, match="time for this quiz is over"):
            say(attempt, room.questions[1], room.right(room.questions[1]), at=late)
        assert delivery.close_if_over(attempt, late).handed_in_at == NOW + timedelta(minutes=10)


def test_a_test_is_closed_at_its_due_date_and_practice_is_not(room: Room) -> None:
    due = NOW + timedelta(hours=1)
    test = Assignment.objects.create(quiz=room.test_quiz, classroom=room.classroom, due_at=due)
    Assignment.objects.filter(pk=room.assignment.pk).update(due_at=due)
    room.assignment.refresh_from_db()
    with pytest.raises(Refused, match="time for this test is over"):
        begun(room, quiz=room.test_quiz, assignment=test, at=due + timedelta(seconds=1))
    assert begun(room, at=due + timedelta(days=1))
    Accommodation.objects.create(assignment=test, student=room.student, due_at=due + timedelta(days=2))
    assert begun(room, quiz=room.test_quiz, assignment=test, at=due + timedelta(days=1))


@pytest.mark.parametrize("whose", ["hers", "her classmate's", "nobody's"])
def test_a_later_due_date_counts_for_the_answers_of_her_to_whom_it_was_given(room: Room, whose: str) -> None:
    due = NOW + timedelta(hours=1)
    later = due + timedelta(days=2)
    test = Assignment.objects.create(quiz=room.test_quiz, classroom=room.classroom, due_at=due)
    attempt, question = begun(room, quiz=room.test_quiz, assignment=test, at=NOW), room.questions[0]
    if whose != "nobody's":
        student = room.student if whose == "hers" else room.other_student
        Accommodation.objects.create(assignment=test, student=student, due_at=later)
    assert delivery.deadline(attempt) == (later if whose == "hers" else due)
    if whose == "hers":
        assert say(attempt, question, room.right(question), at=due + timedelta(days=1)).mark == 1
    else:
        with pytest.raises(Refused, match="time for this quiz is over"):
            say(attempt, question, room.right(question), at=due + timedelta(days=1))


def test_not_before_it_opens(room: Room) -> None:
    Assignment.objects.filter(pk=room.assignment.pk).update(opens_at=NOW + timedelta(hours=1))
    room.assignment.refresh_from_db()
    with pytest.raises(Refused, match="not open yet"):
        begun(room, at=NOW)


def test_attempts_allowed_with_extra_ones(room: Room) -> None:
    Assignment.objects.filter(pk=room.assignment.pk).update(attempts_allowed=1)
    room.assignment.refresh_from_db()
    delivery.hand_in(attempt=begun(room))
    with pytest.raises(Refused, match="used all your attempts"):
        begun(room)
    Accommodation.objects.create(assignment=room.assignment, student=room.student, extra_attempts=1)
    assert begun(room).number == 2


def test_a_quiz_without_ready_questions_cannot_be_started(room: Room) -> None:
    for question in room.questions:
        question.retire()
    with pytest.raises(Refused, match="no questions yet"):
        begun(room)
    assert not Attempt.objects.exists()


def test_feedback_of_a_test_waits_for_the_last_due_date(room: Room) -> None:
    due = NOW + timedelta(hours=1)
    test = Assignment.objects.create(quiz=room.test_quiz, classroom=room.classroom, due_at=due)
    attempt = begun(room, quiz=room.test_quiz, assignment=test, at=NOW)
    assert not delivery.feedback_is_open(attempt, NOW)
    delivery.hand_in(attempt=attempt, at=NOW)
    assert not delivery.feedback_is_open(attempt, NOW)
    assert delivery.feedback_is_open(attempt, due)
    Accommodation.objects.create(assignment=test, student=room.other_student, due_at=due + timedelta(days=1))
    assert not delivery.feedback_is_open(attempt, due)
    guest = delivery.start(quiz=room.test_quiz, user=NOBODY, guest_key="somebody", at=NOW)
    delivery.hand_in(attempt=guest, at=NOW)
    assert not delivery.feedback_is_open(guest, due)


def test_a_test_moves_no_progress_before_its_feedback(room: Room) -> None:
    due = NOW + timedelta(hours=1)
    test = Assignment.objects.create(quiz=room.test_quiz, classroom=room.classroom, due_at=due)
    attempt = begun(room, quiz=room.test_quiz, assignment=test, at=NOW)
    say(attempt, room.questions[0], room.right(room.questions[0]), at=NOW)
    delivery.hand_in(attempt=attempt, at=NOW)
    assert not ConceptProgress.objects.exists()


def test_retry_asks_only_what_was_missed(room: Room) -> None:
    attempt = begun(room)
    for question in room.questions[:4]:
        say(attempt, question, room.right(question))
    say(attempt, room.questions[4], room.wrong(room.questions[4]))
    delivery.hand_in(attempt=attempt)
    again = delivery.retry(attempt=attempt, user=room.student)
    assert [step["question"] for step in again.plan] == [room.questions[4].pk, room.questions[5].pk]
    assert delivery.retry(attempt=attempt, user=room.student) == again
    assert again.assignment is None


def test_retry_prefers_another_question_on_the_same_sentence(room: Room) -> None:
    other = make_question(
        room.edition,
        Question.Kind.SHORT,
        "How many volunteers built the dam?",
        "forty volunteers",
        accepted=["forty"],
    )
    attempt = begun(room)
    for question in room.questions[1:]:
        say(attempt, question, room.right(question))
    say(attempt, room.questions[0], room.wrong(room.questions[0]))
    delivery.hand_in(attempt=attempt)
    again = delivery.retry(attempt=attempt, user=room.student)
    assert [step["question"] for step in again.plan] == [other.pk]


def test_nothing_missed_is_nothing_to_retry(room: Room) -> None:
    attempt = begun(room)
    for question in room.questions:
        say(attempt, question, room.right(question))
    delivery.hand_in(attempt=attempt)
    with pytest.raises(Refused, match="nothing to look at again"):
        delivery.retry(attempt=attempt, user=room.student)


def test_no_retry_while_the_answers_are_held_back(room: Room) -> None:
    test = Assignment.objects.create(quiz=room.test_quiz, classroom=room.classroom, due_at=NOW + timedelta(days=1))
    attempt = begun(room, quiz=room.test_quiz, assignment=test, at=NOW)
    delivery.hand_in(attempt=attempt)
    with pytest.raises(Refused, match="once the answers are shown"):
        delivery.retry(attempt=attempt, user=room.student, at=NOW)


def test_a_guest_who_joins_keeps_what_she_did(room: Room) -> None:
    own = begun(room, assignment=None)
    guest = delivery.start(quiz=room.quiz, user=NOBODY, guest_key="abc")
    say(guest, room.questions[0], room.right(room.questions[0]))
    assert delivery.claim(guest_key="abc", user=room.student) == 1
    guest.refresh_from_db()
    assert (guest.student, guest.guest_key, guest.number) == (room.student, "", own.number + 1)
    assert ConceptProgress.objects.get(student=room.student).concept == room.dam
    assert delivery.claim(guest_key="", user=room.student) == 0


def test_one_guest_does_not_find_another_ones_attempt(room: Room) -> None:
    delivery.start(quiz=room.quiz, user=NOBODY, guest_key="abc")
    assert not Attempt.objects.of(NOBODY, "abcd").exists()
    assert not Attempt.objects.of(NOBODY, "").exists()


def test_review_brings_back_what_is_due_and_no_more(room: Room) -> None:
    attempt = begun(room, at=NOW - timedelta(days=30))
    say(attempt, room.questions[0], room.wrong(room.questions[0]), at=NOW - timedelta(days=30))
    say(attempt, room.questions[1], room.right(room.questions[1]), at=NOW - timedelta(days=30))
    delivery.hand_in(attempt=attempt)
    assert ReviewCard.objects.get().question == room.questions[0]
    again = delivery.review(user=room.student)
    assert [step["question"] for step in again.plan] == [room.questions[0].pk]
    assert delivery.review(user=room.student) == again
    say(again, room.questions[0], room.right(room.questions[0]))
    with pytest.raises(Refused, match="Nothing is due"):
        delivery.review(user=room.student)


def test_two_part_answer_is_marked_apart(room: Room) -> None:
    Quiz.objects.filter(pk=room.quiz.pk).update(asks_for_evidence=True)
    attempt, question = begun(room), room.questions[0]
    right = question.evidence.get().sentence_id
    response = say(attempt, question, {**room.wrong(question), "sentence": right})
    assert (response.mark, response.evidence_mark) == (0, 1)


def test_a_regraded_mark_counts_in_the_retry(room: Room) -> None:
    attempt = begun(room)
    for question in room.questions:
        given = room.wrong(question) if question == room.questions[0] else room.right(question)
        response = say(attempt, question, given)
        if question == room.questions[0]:
            regrade = question.regrades.create(before={}, after={})
            RegradedMark.objects.create(regrade=regrade, response=response, before=0, mark=1)
    delivery.hand_in(attempt=attempt)
    with pytest.raises(Refused, match="nothing to look at again"):
        delivery.retry(attempt=attempt, user=room.student)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("same_token", [True, False])
def test_the_same_answer_from_many_threads_counts_once(same_token: bool) -> None:
    room = make_room()
    attempt, question, token = begun(room), room.questions[0], uuid.uuid4()
    right = room.right(question)
    gate = threading.Barrier(8)
    outcomes: list[str] = []

    def send() -> None:
        gate.wait()
        try:
            say(attempt, question, right, token if same_token else None)
            outcomes.append("kept")
        except Refused:
            outcomes.append("refused")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=send) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert Response.objects.count() == 1, connection.vendor
    assert outcomes.count("kept") == (8 if same_token else 1)
    assert len(outcomes) == 8


@pytest.mark.django_db(transaction=True)
def test_changed_answers_of_a_test_from_many_threads_are_numbered_one_by_one() -> None:
    room = make_room()
    attempt, question = delivery.start(quiz=room.test_quiz, user=room.student), room.questions[0]
    gate = threading.Barrier(4)

    def send() -> None:
        gate.wait()
        try:
            say(attempt, question, room.wrong(question))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(Response.objects.values_list("revision", flat=True)) == [1, 2, 3, 4]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("go_number", range(5))
def test_no_answer_slips_in_behind_a_hand_in(go_number: int) -> None:
    """What is kept was there when the hand-in counted, so progress holds every kept answer."""
    room = make_room()
    attempt = begun(room)
    gate = threading.Barrier(4)
    kept: list[Response] = []

    def send(question: Question) -> None:
        gate.wait()
        try:
            kept.append(say(attempt, question, room.right(question)))
        except Refused:
            pass
        finally:
            connections.close_all()

    def finish() -> None:
        gate.wait()
        try:
            delivery.hand_in(attempt=Attempt.objects.get(pk=attempt.pk))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=send, args=[question]) for question in room.questions[:3]]
    threads.append(threading.Thread(target=finish))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert Response.objects.count() == len(kept)
    before = list(ConceptProgress.objects.order_by("pk").values("concept", "answers"))
    progress.rebuild_student(room.student.pk)
    assert list(ConceptProgress.objects.order_by("pk").values("concept", "answers")) == before


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("go_number", range(5))
def test_two_starts_at_once_make_one_attempt(go_number: int) -> None:
    room = make_room()
    gate = threading.Barrier(6)
    found: list[int] = []

    def go() -> None:
        gate.wait()
        try:
            found.append(begun(room).pk)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=go) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(found) == 6
    assert len(set(found)) == 1
    assert Attempt.objects.count() == 1
