"""A whole school answers at once: is every answer kept once, and how fast compared with a bare view?

    python benchmarks/serving.py [--database postgres://postgres@127.0.0.1:5432/postgres] [--kill] [--mode test]

Starts the real server (gunicorn as `make run` does) on a free port of 127.0.0.1 with a scratch database of its own, an
SQLite file unless `--database` names a PostgreSQL server, and removes it afterwards. 300 students, each on a connection
of her own, send their answers to 12 questions as fast as the server takes them; one in ten answers is sent twice. Then
every answer that was acknowledged must be in the database once, as it was given, and every result page must open.

The yardstick is a bare view of the same server in the same run, half of it before the answers and half after them: it
reads one row and inserts one. Fails when answers come through at less than half of its pace.

With `--kill` the server and all its workers are killed (SIGKILL) when 40 % of the answers are acknowledged, and started
again: every acknowledged answer must be there, every student is led to the first question she has not answered, and
what had no acknowledgement is sent again under its old token.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import random
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import uuid
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode, urlsplit, urlunsplit

ROOT = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"
STUDENTS, QUESTIONS = 300, 12
BARE_EACH = 6
"""Bare requests per student before the answers, and as many after them."""
SENT_TWICE = 10
LEAST_SHARE = 0.5
KILL_AT = 0.4
PATIENCE = 90.0
"""Seconds after which a request counts as lost."""


@dataclass
class Answer:
    """One answer as the student's device keeps it until it is acknowledged."""

    number: int
    token: str
    choice: int
    is_acknowledged: bool = False


@dataclass
class Student:
    """A phone: its cookies, its connection, its answers."""

    session: str
    port: int
    attempt: int = 0
    answers: list[Answer] = field(default_factory=list)
    csrf: str = field(default_factory=lambda: secrets.token_hex(16))
    reader: asyncio.StreamReader | None = None
    writer: asyncio.StreamWriter | None = None

    async def connect(self) -> None:
        self.reader, self.writer = await asyncio.open_connection(HOST, self.port)

    def hang_up(self) -> None:
        if self.writer is not None:
            self.writer.close()
        self.reader = self.writer = None

    async def ask(self, method: str, path: str, fields: dict[str, str] | None = None) -> tuple[int, str]:
        """Status and Location of an answer. A connection that the server closed while it was idle is opened anew, once.

        Raises OSError (ConnectionError among them) or asyncio.IncompleteReadError when the server is gone.
        """
        is_fresh = self.writer is None
        try:
            return await asyncio.wait_for(self.sent(method, path, fields), PATIENCE)
        except (OSError, asyncio.IncompleteReadError):
            self.hang_up()
            if is_fresh:
                raise
            return await asyncio.wait_for(self.sent(method, path, fields), PATIENCE)

    async def sent(self, method: str, path: str, fields: dict[str, str] | None) -> tuple[int, str]:
        if self.writer is None or self.reader is None:
            await self.connect()
        assert self.reader is not None
        assert self.writer is not None
        body = urlencode(fields or {}).encode()
        head = (
            f"{method} {path} HTTP/1.1\r\nHost: {HOST}:{self.port}\r\n"
            f"Cookie: sessionid={self.session}; csrftoken={self.csrf}\r\nX-CSRFToken: {self.csrf}\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        self.writer.write(head.encode() + body)
        await self.writer.drain()
        answered = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in answered[1:])}
        if length := int(headers.get("content-length", 0)):
            await self.reader.readexactly(length)
        if headers.get("connection") == "close":
            self.hang_up()
        return int(answered[0].split()[1]), headers.get("location", "")

    async def start(self, assignment: int) -> None:
        status, place = await self.ask("POST", f"/assignments/{assignment}/start/")
        found = re.fullmatch(r"/attempts/(\d+)/", place)
        check(status == 302 and found is not None, f"starting was answered with {status} {place}")
        assert found is not None
        self.attempt = int(found[1])

    async def answer(self, answer: Answer) -> None:
        """Send one answer; it is acknowledged by leading her on, and refused by leading her back to the attempt."""
        fields = {"token": answer.token, "choice": str(answer.choice)}
        path = f"/attempts/{self.attempt}/{answer.number}/answer/"
        status, place = await self.ask("POST", path, fields)
        back = f"/attempts/{self.attempt}/"
        check(status == 302 and place.startswith(back) and place != back, f"{path} was answered with {status} {place}")
        answer.is_acknowledged = True


class Failed(Exception):  # noqa: N818  it is the finding of this program
    """Something that was promised was not so; str() says what."""


def check(is_so: bool, otherwise: str) -> None:
    if not is_so:
        raise Failed(otherwise)


class Server:
    """The server of `make run`, in a process group of its own."""

    def __init__(self, port: int, environment: dict[str, str], log: Path) -> None:
        self.port = port
        self.log = log
        self.environment = {**environment, "ADDRESS": f"{HOST}:{port}"}
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [sys.executable, "-m", "gunicorn", "--config", "python:kzproject.serving", "kzproject.wsgi"]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=self.environment, stdout=log, stderr=log, start_new_session=True
            )
        ends = time.monotonic() + 60
        while time.monotonic() < ends:
            with contextlib.suppress(OSError), socket.create_connection((HOST, self.port), 1) as probe:
                probe.settimeout(30)
                probe.sendall(f"GET /healthz HTTP/1.0\r\nHost: {HOST}\r\n\r\n".encode())
                if b" 200 " in probe.recv(100):
                    return
            time.sleep(0.1)
        raise Failed("the server did not start within a minute")

    def end(self, how: signal.Signals = signal.SIGTERM) -> None:
        """Signal the server and its workers, and wait until they are gone."""
        if self.process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, how)
        try:
            self.process.wait(40)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(10)
        self.process = None


@contextlib.contextmanager
def scratch_database(server: str) -> Iterator[tuple[str, Path]]:
    """Address of an empty database and a folder of its own; both are gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="oqu-serving-"))
    name = f"oqu_serving_{os.getpid()}"
    try:
        if not server:
            yield f"sqlite:///{folder / 'serving.sqlite3'}", folder
            return
        import psycopg

        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"')
        try:
            yield urlunsplit(urlsplit(server)._replace(path=f"/{name}")), folder
        finally:
            from django.db import connections

            connections.close_all()
            with psycopg.connect(server, autocommit=True) as connection:
                connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def build_quiz(mode: str) -> int:
    """One text, a quiz on it, a class of 300 to which it is given; returns the assignment's id."""
    from django.contrib.auth.models import Group, User

    from articles.models import Article, Concept, Edition, Section, Sentence
    from quizzes.models import Assignment, Classroom, Evidence, Membership, Option, Question, Quiz, QuizItem
    from quizzes.people import STUDENTS as GROUP

    words = [f"Well number {n} was dug by the family of shepherd {n}." for n in range(QUESTIONS)]
    article = Article.objects.create(title="The wells of the steppe", status=Article.Status.PUBLISHED)
    edition = Edition.objects.create(article=article, label="original", title=article.title, word_count=120)
    section = Section.objects.create(edition=edition, position=1, text=" ".join(words))
    concepts = [Concept.objects.create(name=f"Shepherd family {n}") for n in range(3)]
    quiz = Quiz.objects.create(title="The wells", edition=edition, status=Quiz.Status.READY, mode=mode)
    at = 0
    for n, text in enumerate(words):
        sentence = Sentence.objects.create(
            section=section, paragraph=1, position=n + 1, start=at, end=at + len(text), text=text, digest=f"{n}"
        )
        at += len(text) + 1
        question = Question.objects.create(edition=edition, kind="choice", stem=f"Who dug well number {n}?")
        for place in range(4):
            Option.objects.create(
                question=question, position=place + 1, text=f"The family of shepherd {n + place}", is_key=not place
            )
        Evidence.objects.create(question=question, sentence=sentence, start=0, end=len(text), quote=text, digest=f"{n}")
        question.concepts.set([concepts[n % 3], concepts[(n + 1) % 3]])
        question.publish()
        QuizItem.objects.create(quiz=quiz, question=question, position=n + 1)
    classroom = Classroom.objects.create(name="The whole school")
    users = User.objects.bulk_create(User(username=f"student-{n}", password="!") for n in range(STUDENTS))
    group, _ = Group.objects.get_or_create(name=GROUP)
    group.user_set.add(*users)
    Membership.objects.bulk_create(Membership(classroom=classroom, student=u, name=u.username) for u in users)
    return Assignment.objects.create(quiz=quiz, classroom=classroom).pk


def sign_everybody_in(port: int) -> list[Student]:
    """Students with a session each, made here: checking passwords is slow on purpose and not what is measured."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.auth.models import User
    from django.contrib.sessions.backends.db import SessionStore

    students = []
    for user in User.objects.filter(username__startswith="student-"):
        session = SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.create()
        chance = random.Random(user.pk)
        answers = [Answer(n, str(uuid.uuid4()), chance.randint(1, 4)) for n in range(1, QUESTIONS + 1)]
        students.append(Student(str(session.session_key), port, answers=answers))
    return students


async def all_at_once(students: list[Student], act: Callable[[Student], Awaitable[None]]) -> float:
    """Every student acts, all at the same time; returns the seconds it took."""
    began = time.perf_counter()
    await asyncio.gather(*(act(student) for student in students))
    return time.perf_counter() - began


async def ask_bare(student: Student, path: str) -> None:
    for _ in range(BARE_EACH):
        status, _place = await student.ask("POST", path)
        check(status == 204, f"the bare view answered {status}")


async def answer_all(student: Student) -> None:
    for answer in student.answers:
        if not answer.is_acknowledged:
            await student.answer(answer)


async def send_again(student: Student) -> None:
    for answer in student.answers:
        if answer.number % SENT_TWICE == student.attempt % SENT_TWICE:
            await student.answer(answer)


async def finish(student: Student) -> None:
    await student.ask("POST", f"/attempts/{student.attempt}/hand-in/")
    status, place = await student.ask("GET", f"/attempts/{student.attempt}/result/")
    check(status == 200, f"a result page answered {status} {place}")
    student.hang_up()


async def race(students: list[Student], bare_path: str) -> float:
    """Bare requests, answers, bare requests; returns the pace of the answers as a share of the bare pace."""
    half = STUDENTS * BARE_EACH
    for student in students[:16]:
        await ask_bare(student, bare_path)
    before = await all_at_once(students, lambda student: ask_bare(student, bare_path))
    answering = await all_at_once(students, answer_all)
    after = await all_at_once(students, lambda student: ask_bare(student, bare_path))
    pace, bare = STUDENTS * QUESTIONS / answering, 2 * half / (before + after)
    print(
        f"answers {pace:.0f}/s, bare view {bare:.0f}/s (before {half / before:.0f}, after {half / after:.0f}), "
        f"share {pace / bare:.2f}"
    )
    return pace / bare


async def race_and_kill(students: list[Student], server: Server) -> None:
    """Everybody answers until the server is killed in the middle; then everybody resumes."""

    async def until_it_ends(student: Student) -> None:
        with contextlib.suppress(OSError, asyncio.IncompleteReadError):
            await answer_all(student)
        student.hang_up()

    def acknowledged() -> int:
        return sum(answer.is_acknowledged for student in students for answer in student.answers)

    async def kill() -> None:
        while acknowledged() < KILL_AT * STUDENTS * QUESTIONS:
            await asyncio.sleep(0.01)
        server.end(signal.SIGKILL)

    await asyncio.gather(kill(), *(until_it_ends(student) for student in students))
    kept = stored()
    lost = [a.token for s in students for a in s.answers if a.is_acknowledged and kept[a.token] != 1]
    check(not lost, f"{len(lost)} acknowledged answers are gone after the kill")
    silent = sum(kept[a.token] for s in students for a in s.answers if not a.is_acknowledged)
    print(f"killed at {acknowledged()} acknowledged answers: all kept, and {silent} more whose reply was cut off")
    check(acknowledged() < STUDENTS * QUESTIONS, "the server was not killed in the middle")
    server.start()

    async def resume(student: Student) -> None:
        following = next((a.number for a in student.answers if not kept[a.token]), 0)
        expected = f"/attempts/{student.attempt}/{following or 'overview'}/"
        status, place = await student.ask("GET", f"/attempts/{student.attempt}/")
        check(status == 302 and place == expected, f"resuming led to {status} {place} instead of {expected}")
        await answer_all(student)

    took = await all_at_once(students, resume)
    print(f"all {STUDENTS} students resumed where they were and finished in {took:.1f} s")


def stored() -> Counter[str]:
    """How often each token stands in the database."""
    from django.db import connection

    from quizzes.models import Response

    connection.close()
    return Counter(map(str, Response.objects.exclude(question=None).values_list("token", flat=True)))


def check_everything(students: list[Student]) -> None:
    """Each answer once and as it was given, nothing else."""
    from quizzes.models import Attempt, Response

    kept = stored()
    sent = {answer.token for student in students for answer in student.answers}
    check(all(count == 1 for count in kept.values()), "an answer was doubled")
    check(set(kept) == sent, f"{len(sent - set(kept))} answers are lost, {len(set(kept) - sent)} came from nowhere")
    plans = dict(Attempt.objects.values_list("pk", "plan"))
    rows = {str(row.token): row for row in Response.objects.exclude(question=None).only("token", "given", "question")}
    for student in students:
        for answer in student.answers:
            step = plans[student.attempt][answer.number - 1]
            row = rows[answer.token]
            is_same = row.question_id == step["question"] and row.given == {
                "option": step["options"][answer.choice - 1]
            }
            check(is_same, f"answer {answer.token} is kept otherwise than it was given")
    print(f"{len(kept)} answers, each kept once and as it was given")


async def run(students: list[Student], server: Server, assignment: int, bare_path: str, *, kills: bool) -> float:
    await all_at_once(students, lambda student: student.start(assignment))
    share = 1.0
    if kills:
        await race_and_kill(students, server)
    else:
        share = await race(students, bare_path)
    await all_at_once(students, send_again)
    check_everything(students)
    await all_at_once(students, finish)
    return share


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--database", default="", help="address of a PostgreSQL server; SQLite without it")
    parser.add_argument("--kill", action="store_true", help="kill the server in the middle")
    parser.add_argument("--mode", choices=["practice", "test"], default="practice")
    asked = parser.parse_args()
    with scratch_database(asked.database) as (address, folder):
        os.environ.update(DATABASE_URL=address, OQU_DATA=str(folder), DJANGO_SETTINGS_MODULE="bare_site.settings")
        sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]
        import django

        django.setup()
        from django.core.management import call_command
        from django.db import connection

        from quizzes.models import Attempt, Quiz

        call_command("migrate", verbosity=0)
        assignment = build_quiz(asked.mode)
        with socket.socket() as probe:
            probe.bind((HOST, 0))
            port = probe.getsockname()[1]
        students = sign_everybody_in(port)
        yardstick = Attempt.objects.create(quiz=Quiz.objects.get(), guest_key="bare")
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # The checks run between the requests, not beside them.
        server = Server(port, {**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'benchmarks'}"}, folder / "server.log")
        print(f"{STUDENTS} students, {QUESTIONS} questions, {asked.mode}, {connection.vendor}")
        connection.close()
        try:
            server.start()
            share = asyncio.run(run(students, server, assignment, f"/bare/{yardstick.pk}/", kills=asked.kill))
        except (Failed, OSError, asyncio.IncompleteReadError) as failure:
            print(f"FAILED: {failure!r}\n{server.log.read_text()[-3000:]}")
            return 1
        finally:
            server.end()
            connection.close()
    print("passed" if share >= LEAST_SHARE else f"TOO SLOW: less than {LEAST_SHARE} of the bare view")
    return int(share < LEAST_SHARE)


if __name__ == "__main__":
    sys.exit(main())
