"""A demo class, so that a new site shows what it can do: a teacher, twelve students, quizzes, three weeks of answers.

Every account that is made here stands in the group Demo, the class is marked as a demo, and the quizzes' titles say so;
by these marks, and by nothing else, everything is found again when it is removed. The group stays behind, empty, as the
sign that the demo has been here: an operator who removed it does not get it back at the next start.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.models import Group, User
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from articles.models import Article, Edition
from articles.seed_files import bundled
from quizzes import progress
from quizzes.bundled import LEAST, bundled_editions, have_drafted, make_quiz
from quizzes.demo_answers import DemoClass, practise_missed, sit
from quizzes.models import Accommodation, Assignment, Attempt, Classroom, Membership, Question, Quiz
from quizzes.people import STUDENTS, make_teacher, new_password

GROUP = "Demo"
TEACHER = "demo-teacher"
CLASS = "Demo class (safe to remove)"
QUIZ = "Demo: "
COPY = "demo-"
"""How the names of texts begin that are given to the demo teacher as her own."""
COPIED = ("internet-and-state.original.txt", "internet-and-state.retelling.txt")
"""A bundled story with the dirt of a web page, in two tellings that disagree: there is something to see."""

NAMES = (
    "Aigerim Nurlanova",
    "Alikhan Serikov",
    "Anastasia Volkova",
    "Aruzhan Tulegenova",
    "Daniyar Akhmetov",
    "Dina Orazbaeva",
    "Ekaterina Petrova",
    "Ivan Sokolov",
    "Madina Sadykova",
    "Maksim Orlov",
    "Nurlan Zhaksybekov",
    "Timur Bekov",
)


class NoTexts(Exception):  # noqa: N818  it is no error of the program
    """There is nothing to make a demo of; str() says what to do."""


@dataclass(frozen=True, slots=True)
class Demo:
    """What was made. `passwords` holds (name to sign in with, password), the teacher first; they are kept nowhere."""

    classroom: Classroom
    teacher: User
    passwords: tuple[tuple[str, str], ...]
    counts: dict[str, int]


def demo_classroom() -> Classroom | None:
    return Classroom.objects.filter(is_demo=True).first()


def was_removed() -> bool:
    return Group.objects.filter(name=GROUP, user=None).exists()


@transaction.atomic
def make_demo(*, seed: int = 0, at: datetime | None = None) -> Demo:
    """Make the demo class with its history up to `at`. The same seed gives the same class, apart from passwords.

    The texts of her own (`give_texts`) are another step: reading takes a while, in which nobody should wait to write.

    Raises NoTexts when no bundled text with questions is there, and ValidationError when somebody else is called
    demo-teacher. Call only when `demo_classroom` is None.
    """
    at = at or timezone.now()
    editions = quiz_editions()
    chance = random.Random(seed)  # noqa: S311  a play of chance that can be played again
    passwords = {TEACHER: new_password()}
    group, _ = Group.objects.get_or_create(name=GROUP)
    teacher = make_teacher(TEACHER, password=passwords[TEACHER], first_name="Demo", last_name="Teacher")
    teacher.groups.add(group)
    classroom = Classroom.objects.create(name=CLASS, is_demo=True)
    classroom.teachers.add(teacher)
    students = make_students(classroom, group, passwords)
    members = DemoClass(chance, {student.pk: chance.gauss(0.7, 0.9) for student in students})
    make_history(members, classroom, teacher, students, editions, at)
    for student in students:
        progress.rebuild_student(student.pk, at=at)
    return Demo(
        classroom, teacher, tuple(passwords.items()), {name: rows.count() for name, rows in demo_rows().items()}
    )


def quiz_editions() -> list[Edition]:
    """Three bundled tellings with enough ready questions, of three articles where there are as many."""
    found = [e for e in bundled_editions() if e.questions.filter(status=Question.Status.READY).count() >= LEAST]
    if not found:
        raise NoTexts("No bundled text with questions is here yet. Run `python manage.py load_seeds` first.")
    firsts = list({edition.article_id: edition for edition in reversed(found)}.values())[::-1]
    rest = [edition for edition in found if edition not in firsts]
    chosen = (firsts + rest)[:3]
    return [chosen[number % len(chosen)] for number in range(3)]


def make_students(classroom: Classroom, group: Group, passwords: dict[str, str]) -> list[User]:
    students = []
    for name in NAMES:
        username = f"demo-{name.split()[0].lower()}"
        passwords[username] = new_password()
        student = User.objects.create_user(username, password=passwords[username], first_name=name)
        student.groups.add(group, Group.objects.get(name=STUDENTS))
        Membership.objects.create(classroom=classroom, student=student, name=name)
        students.append(student)
    return students


def make_history(
    members: DemoClass,
    classroom: Classroom,
    teacher: User,
    students: list[User],
    editions: list[Edition],
    at: datetime,
) -> None:
    """Three assignments: a test that is over, practice that is due tomorrow, and practice that has just been opened."""
    modes = (Quiz.Mode.TEST, Quiz.Mode.PRACTICE, Quiz.Mode.PRACTICE)
    quizzes = [
        demo_quiz(edition, teacher, mode, number)
        for number, (edition, mode) in enumerate(zip(editions, modes, strict=True))
    ]
    over, due, opened = (
        Assignment.objects.create(
            quiz=quiz,
            classroom=classroom,
            opens_at=day(at, first, 8),
            due_at=day(at, last, 20),
            created_at=day(at, first, 8),
        )
        for quiz, first, last in zip(quizzes, (-20, -8, -2), (-13, 1, 7), strict=True)
    )
    Accommodation.objects.create(assignment=due, student=students[4], extra_minutes=10, extra_attempts=1)
    for number, student in enumerate(students):
        if number != 7:
            sit(members, over, student, started=moment(members, at, -19, -14))
        if number not in (3, 7):
            share = 0.5 if number in (5, 9) else 1.0
            attempt = sit(members, due, student, started=moment(members, at, -7, -4), share=share)
            if share == 1.0 and number % 2 == 0:
                practise_missed(members, attempt, student, started=moment(members, at, -3, -2))
        if number in (0, 4, 6, 10):
            sit(members, opened, student, started=moment(members, at, -1, -1), share=0.4 if number == 10 else 1.0)


def demo_quiz(edition: Edition, teacher: User, mode: str, number: int) -> Quiz:
    ready = list(edition.questions.filter(status=Question.Status.READY).order_by("-score", "pk")[:8])
    return make_quiz(
        edition,
        ready,
        title=f"{QUIZ}{edition.title}",
        owner=teacher,
        mode=mode,
        attempts_allowed=1 if mode == Quiz.Mode.TEST else None,
        asks_for_evidence=number == 1,
    )


def day(at: datetime, days: int, hour: int) -> datetime:
    """A full hour, by the clock on the wall, some days after (or before) `at`."""
    return (timezone.localtime(at) + timedelta(days=days)).replace(hour=hour, minute=0, second=0, microsecond=0)


def moment(members: DemoClass, at: datetime, first: int, last: int) -> datetime:
    """Some time of an afternoon between two days."""
    days, minutes = members.chance.randint(first, last), members.chance.randint(0, 300)
    return day(at, days, 14) + timedelta(minutes=minutes)


def give_texts(teacher: User) -> list[Edition]:
    """The demo teacher gets tellings of one story as her own drafts, with drafted questions, to try her hand on."""
    # Here, not above: what cleans and reads texts is loaded when it is used, not at every start.
    from articles.ingest import ingest

    editions = []
    article: Article | None = None
    for file in bundled():
        if file.path.name in COPIED:
            found = ingest(
                data=file.path.read_bytes(),
                source_name=f"{COPY}{file.path.name}",
                owner=teacher,
                article=article,
                kind=file.kind,
            )
            article = found.article
            editions.append(found.edition)
    have_drafted(editions)
    return editions


# Removing


def demo_people() -> QuerySet[User]:
    return User.objects.filter(groups__name=GROUP)


def demo_rows() -> dict[str, QuerySet]:
    """Everything that removing takes away, by name. Attempts of others at the demo's quizzes belong to it."""
    people = demo_people()
    quizzes = Quiz.objects.filter(owner__in=people, title__startswith=QUIZ)
    attempts = Attempt.objects.filter(Q(quiz__in=quizzes) | Q(student__in=people))
    texts = Article.objects.filter(owner__in=people, editions__source_name__startswith=COPY).distinct()
    return {
        "classes": Classroom.objects.filter(is_demo=True),
        "accounts": people,
        "assignments": Assignment.objects.filter(classroom__is_demo=True),
        "quizzes": quizzes,
        "texts": texts.exclude(pk__in=Quiz.objects.values("edition__article")),
        "attempts": attempts,
    }


def made_by_hand() -> dict[str, int]:
    """What somebody made in the demo teacher's account beside the demo: it stays, and passes to the site."""
    people, rows = demo_people(), demo_rows()
    return {
        "quizzes": Quiz.objects.filter(owner__in=people).exclude(pk__in=rows["quizzes"].values("pk")).count(),
        "texts": Article.objects.filter(owner__in=people).exclude(pk__in=rows["texts"].values("pk")).count(),
        "classes": Classroom.objects.filter(teachers__in=people, is_demo=False).distinct().count(),
    }


@transaction.atomic
def remove_demo() -> dict[str, int]:
    """Take away exactly the rows of `demo_rows`; returns how many of each there were.

    Others who answered the demo's quizzes keep their accounts; their progress is worked out anew.
    """
    rows = demo_rows()
    counts = {name: found.count() for name, found in rows.items()}
    others = set(
        rows["attempts"]
        .filter(student__isnull=False)
        .exclude(student__in=demo_people())
        .values_list("student", flat=True)
    )
    ids = {name: list(found.values_list("pk", flat=True)) for name, found in rows.items()}
    for name in ("attempts", "assignments", "classes", "texts", "quizzes", "accounts"):
        model = rows[name].model
        model._default_manager.filter(pk__in=ids[name]).delete()
    for student in others:
        progress.rebuild_student(student)
    return counts
