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
import signal
import socket
import sys
import time
from collections.abc import Awaitable, Callable

from phones import HOST, Failed, Student, check
from school import QUESTIONS, STUDENTS, build_quiz, check_everything, sign_everybody_in, stored
from scratch_site import ROOT, Server, scratch_database

BARE_EACH = 6
"""Bare requests per student before the answers, and as many after them."""
SENT_TWICE = 10
LEAST_SHARE = 0.5
KILL_AT = 0.4


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
    # Ended from outside, it still ends its server and takes the scratch database away.
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
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
