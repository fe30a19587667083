"""The demo class and the open quizzes on the bundled texts."""

from __future__ import annotations

import hashlib
import io
import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import CommandError, call_command

from articles.models import Article, Edition, Revision, Section
from articles.seed_files import bundled
from quizzes import demo, people
from quizzes.bundled import bundled_editions, publish_bundled
from quizzes.models import (
    Assignment,
    Attempt,
    Classroom,
    ConceptProgress,
    Evidence,
    Membership,
    Option,
    Question,
    Quiz,
    Response,
    ReviewCard,
)
from tests.school import PASSWORD, add_sentence, digest, make_article, make_question, make_quiz

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 18, 9, 0, tzinfo=UTC)


def bundled_edition(number: int, *, drafts: int = 6) -> Edition:
    """A published telling of the site whose stored bytes are a bundled file's, with drafts on sentences of its own."""
    file = bundled()[number]
    given = file.path.read_bytes()
    article = Article.objects.create(title=f"Bundled {number}", status="published")
    edition = Edition.objects.create(article=article, label="Original", title=f"Bundled {number}")
    Revision.objects.create(edition=edition, number=1, given=given, digest=hashlib.sha256(given).hexdigest())
    texts = [f"Herd {n} of valley {number} has {n + 2} hundred animals." for n in range(drafts)]
    section = Section.objects.create(edition=edition, position=1, text=" ".join(texts))
    at = 0
    for n, text in enumerate(texts):
        sentence = add_sentence(section, n + 1, text, at)
        at += len(text) + 1
        question = Question.objects.create(
            edition=edition,
            kind="choice",
            stem=f"How many animals has herd {n}?",
            origin="generated",
            template=f"number_{n % 3}",
            score=0.9 - n / 20,
            difficulty=0.3 + n / 20,
        )
        for place, hundreds in enumerate((n + 2, n + 3, n + 5), 1):
            Option.objects.create(
                question=question, position=place, text=f"{hundreds} hundred", is_key=place == 1, rationale="Count."
            )
        Evidence.objects.create(
            question=question, sentence=sentence, start=0, end=len(text), quote=text, digest=digest(text)
        )
    return edition


@pytest.fixture
def texts(db: None) -> list[Edition]:
    editions = [bundled_edition(number) for number in (0, 2, 4)]
    concept = make_article("Concepts", None, word="Herd").concept_links.get().tag
    for question in Question.objects.all():
        question.concepts.add(concept)
    return editions


def run(*arguments: str, **options: Any) -> str:
    out = io.StringIO()
    call_command("demo_class", *arguments, stdout=out, stderr=out, **options)
    return out.getvalue()


@pytest.fixture
def made(texts: list[Edition]) -> demo.Demo:
    publish_bundled()
    return demo.make_demo(at=NOW)


def everything() -> dict[str, int]:
    models = (Article, Question, Quiz, Classroom, Assignment, Attempt, Response, User, Membership, ConceptProgress)
    return {model.__name__: model.objects.count() for model in models}


# Open quizzes


def test_each_bundled_text_gets_an_open_quiz_of_proven_questions(texts):
    done = publish_bundled()
    assert (done.quizzes, done.without) == (3, ())
    for edition in texts:
        quiz = edition.quizzes.get()
        assert quiz in Quiz.objects.open_to_guests()
        assert quiz.owner is None
        asked = list(quiz.questions.order_by("quiz_items__position"))
        assert len(asked) == 6
        assert all(not question.faults() for question in asked)
        assert [q.evidence.get().sentence.position for q in asked] == sorted(
            q.evidence.get().sentence.position for q in asked
        )
    again = publish_bundled()
    assert (again.quizzes, again.questions) == (0, 0)
    assert Quiz.objects.count() == 3


def test_a_draft_that_the_guard_refuses_is_passed_over(texts):
    broken = texts[0].questions.first()
    broken.evidence.update(quote="never said")
    keyless = texts[0].questions.last()
    keyless.options.update(is_key=False)
    publish_bundled()
    assert set(Question.objects.filter(pk__in=[broken.pk, keyless.pk]).values_list("status", flat=True)) == {"draft"}
    assert texts[0].quizzes.get().questions.count() == 4


def test_no_two_questions_on_one_sentence_and_few_of_one_template(texts):
    first = texts[0].questions.first()
    Question.objects.filter(edition=texts[0]).update(template="number_0")
    Evidence.objects.filter(question=texts[0].questions.last()).update(
        **{name: getattr(first.evidence.get(), name) for name in ("sentence_id", "end", "quote", "digest")}
    )
    publish_bundled()
    assert texts[0].quizzes.get().questions.count() == 3


def test_a_text_with_too_little_to_ask_is_said_and_nothing_of_it_published(texts):
    for question in texts[1].questions.all()[2:]:
        question.delete()
    done = publish_bundled()
    assert done.without == (texts[1],)
    assert set(texts[1].questions.values_list("status", flat=True)) == {"draft"}


@pytest.mark.parametrize("change", ["owned", "other bytes", "unpublished", "newer revision"])
def test_only_our_own_texts_are_ever_published_without_a_teacher(texts, change):
    edition = texts[0]
    if change == "owned":
        owner = people.make_teacher("aigul", password=PASSWORD)
        Article.objects.filter(pk=edition.article_id).update(owner=owner)
    elif change == "other bytes":
        edition.revisions.update(digest=digest("other"))
    elif change == "unpublished":
        Article.objects.filter(pk=edition.article_id).update(status="draft")
    else:
        Revision.objects.create(edition=edition, number=2, given=b"Newer.", digest=digest("Newer."))
    assert edition not in bundled_editions()
    publish_bundled()
    assert not edition.quizzes.exists()
    assert not edition.questions.ready().exists()


def test_a_quiz_that_an_operator_took_down_stays_down(texts):
    publish_bundled()
    Quiz.objects.update(status="retired")
    publish_bundled()
    assert not Quiz.objects.open_to_guests().exists()


# The class


def test_the_class_is_marked_and_full(made):
    classroom = made.classroom
    assert classroom.is_demo
    assert "demo" in classroom.name.lower()
    assert list(classroom.teachers.values_list("username", flat=True)) == [demo.TEACHER]
    assert classroom.memberships.count() == 12
    assert classroom.assignments.count() == 3
    teacher = classroom.teachers.get()
    assert teacher.is_staff
    assert not teacher.is_superuser
    assert all(
        title.startswith("Demo: ") for title in Quiz.objects.editable_by(teacher).values_list("title", flat=True)
    )
    assert [bool(re.fullmatch(r"[A-Z][a-z]+ [A-Z][a-z]+", name)) for name in demo.NAMES] == [True] * 12

    # One assignment is over, one due, one just opened.
    over, due, opened = made.classroom.assignments.order_by("opens_at")
    assert over.due_at < NOW < due.due_at < NOW + timedelta(days=2) < opened.due_at
    assert over.quiz.mode == Quiz.Mode.TEST
    assert all(assignment.is_open(NOW) for assignment in (over, due, opened))


def test_the_answers_look_like_a_class(made):
    attempts = Attempt.objects.all()
    assert attempts.filter(handed_in_at=None).count() >= 2
    assert attempts.exclude(retry_of=None).exists()
    answers = Response.objects.filter(attempt__retry_of=None)
    assert 120 < answers.count() < 200
    assert not answers.filter(answered_at__gt=NOW).exists()
    assert answers.earliest("answered_at").answered_at < NOW - timedelta(days=13)
    right = answers.filter(mark=1).count() / answers.count()
    assert 0.35 < right < 0.85
    by_student = Counter(answers.filter(mark=1).values_list("attempt__student", flat=True))
    assert max(by_student.values()) >= 1.5 * min(by_student.values())
    # One student has not begun anything yet.
    assert ConceptProgress.objects.filter(student__groups__name=demo.GROUP).count() == 11
    assert ReviewCard.objects.exists()

    due = made.classroom.assignments.order_by("opens_at")[1]
    assert due.attempts.values("student").distinct().count() == 10
    assert due.attempts.filter(handed_in_at=None).count() == 2
    assert due.accommodations.count() == 1


def pattern() -> list[tuple[Any, ...]]:
    rows = Response.objects.order_by("attempt__student__username", "attempt__quiz__title", "answered_at", "pk")
    return list(
        rows.values_list("attempt__student__username", "question__stem", "mark", "answered_at", "evidence_mark")
    )


def test_the_same_seed_gives_the_same_class_apart_from_passwords(made):
    first, passwords = pattern(), dict(made.passwords)
    assert len(set(passwords.values())) == 13
    assert all(User.objects.get(username=name).check_password(password) for name, password in made.passwords)
    demo.remove_demo()
    again = demo.make_demo(at=NOW)
    assert pattern() == first
    assert set(passwords) == set(dict(again.passwords))
    assert not set(passwords.values()) & set(dict(again.passwords).values())
    demo.remove_demo()
    demo.make_demo(at=NOW, seed=5)
    assert pattern() != first


def test_removing_takes_exactly_the_demo(texts):
    publish_bundled()
    teacher = people.make_teacher("aigul", password=PASSWORD)
    own = make_article("Her own", teacher, word="Own")
    question = make_question(own.editions.get(), "Hers?")
    make_quiz("Demo: only by name", teacher, [question])
    classroom = Classroom.objects.create(name="Demo class (safe to remove)")
    classroom.teachers.add(teacher)
    before = everything()
    demo.make_demo(at=NOW)
    assert everything() != before
    counts = demo.remove_demo()
    assert everything() == before
    assert (counts["classes"], counts["accounts"], counts["quizzes"], counts["assignments"]) == (1, 13, 3, 3)
    assert counts["attempts"] > 20
    assert demo.was_removed()


def test_a_real_student_who_tried_the_demo_keeps_her_account_and_other_work(made, texts):
    student = User.objects.create(username="real")
    Membership.objects.create(classroom=made.classroom, student=student, name="Real")
    from tests.school import make_attempt

    assignment = made.classroom.assignments.first()
    make_attempt(assignment.quiz, student, assignment)
    kept = make_attempt(texts[0].quizzes.get(owner=None), student)
    demo.remove_demo()
    assert User.objects.filter(pk=student.pk).exists()
    assert list(Attempt.objects.filter(student=student)) == [kept]


def test_what_was_made_by_hand_in_the_demo_account_stays(made):
    teacher = User.objects.get(username=demo.TEACHER)
    mine = make_article("Pasted by a visitor", teacher, word="Pasted")
    quiz = make_quiz("By hand", teacher, [make_question(mine.editions.get(), "By hand?")])
    assert demo.made_by_hand() == {"quizzes": 1, "texts": 1, "classes": 0}
    assert "passes to the site: 1 quizzes, 1 texts" in run("--remove")
    quiz.refresh_from_db()
    assert quiz.owner is None
    assert Article.objects.filter(pk=mine.pk).exists()


# The command


@pytest.fixture
def without_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading texts for the demo teacher has a test of its own."""
    monkeypatch.setattr("quizzes.management.commands.demo_class.give_texts", lambda teacher: [])


def test_the_demo_teacher_gets_texts_of_her_own_with_removals_and_drafts(db):
    teacher = people.make_teacher(demo.TEACHER, password=PASSWORD)
    teacher.groups.add(Group.objects.create(name=demo.GROUP))
    editions = demo.give_texts(teacher)
    article = Article.objects.get(owner=teacher)
    assert article.status == Article.Status.DRAFT
    assert {edition.article for edition in editions} == {article}
    assert len(editions) == 2
    assert editions[0].removals.exists()
    assert all(edition.questions.filter(status="draft").count() >= 5 for edition in editions)
    assert not article.editions.filter(questions__status="ready").exists()
    assert demo.remove_demo()["texts"] == 1
    assert not Article.objects.exists()
    assert not Question.objects.exists()


def test_the_command_makes_once_and_prints_passwords_once(texts, without_reading):
    first = run()
    assert "3 quizzes opened on the bundled texts" in first
    password = re.search(rf"{demo.TEACHER}\s+(\S+)", first).group(1)
    assert User.objects.get(username=demo.TEACHER).check_password(password)
    before = everything()
    second = run()
    assert "is here already; nothing was changed" in second
    assert password not in second
    assert everything() == before


def test_the_command_removes_and_does_not_bring_back_unasked(texts, without_reading):
    publish_bundled()
    before = everything()
    run()
    dry = run("--remove", "--dry-run")
    assert "Would be removed: 1 classes, 13 accounts" in dry
    assert "demo-aigerim" in dry
    assert demo.demo_classroom() is not None
    assert "Removed: 1 classes, 13 accounts, 3 assignments, 3 quizzes" in run("--remove")
    assert everything() == before
    assert "was removed before" in run()
    assert everything() == before
    assert "There is no demo class here" in run("--remove")
    assert "is ready" in run("--again")


def test_a_dry_run_changes_nothing(texts):
    before = everything()
    said = run("--dry-run")
    assert "A quiz would be opened on 3 bundled texts" in said
    assert "Aigerim Nurlanova" in said
    assert everything() == before
    assert not Group.objects.filter(name=demo.GROUP).exists()


def test_without_texts_it_says_what_to_do(db):
    with pytest.raises(CommandError, match="load_seeds"):
        run()
    assert not User.objects.exists()


def test_a_name_that_is_taken_stops_it_with_a_sentence(texts):
    User.objects.create(username=demo.TEACHER)
    publish_bundled()
    with pytest.raises(CommandError, match="already an account named demo-teacher"):
        run()
    assert not Classroom.objects.exists()
