"""Drafting on many tellings at once, on all cores. Workers read and draft; the database is written here alone."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Generator, Iterable
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from typing import TYPE_CHECKING, Any

from quizzes.passages import Sections, draft_sections

if TYPE_CHECKING:
    from quizzes.generation import Draft


@dataclass(frozen=True, slots=True)
class Job:
    """One telling to draft on, as plain values; `name` is handed back with the result."""

    name: int
    sections: Sections
    others: tuple[Sections, ...]
    seed: int
    limit: int | None


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def drafts(jobs: Iterable[Job], *, workers: int) -> Generator[tuple[Job, Draft | Exception], None, None]:
    """The draft of each job as it gets ready, in any order; an exception in place of a draft that failed.

    A worker loads the reader once, for all its jobs. With one worker everything happens in this process. When the
    consumer stops early (Ctrl-C), jobs not begun yet are dropped and the workers end; so they do when this process is
    killed.
    """
    waiting = list(jobs)
    if workers <= 1 or len(waiting) <= 1:
        yield from ((job, _attempt(job)) for job in waiting)
        return
    pool = ProcessPoolExecutor(min(workers, len(waiting)), mp_context=get_context("spawn"), initializer=_serve_parent)
    try:
        running: dict[Future[Draft | Exception], Job] = {pool.submit(_attempt, job): job for job in waiting}
        for future in as_completed(running):
            try:
                yield running[future], future.result()
            except BrokenProcessPool as error:
                yield running[future], error
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _attempt(job: Job) -> Draft | Exception:
    try:
        return draft_sections(job.sections, job.others, seed=job.seed, limit=job.limit)
    except Exception as error:  # one text's trouble is that text's own; the command reports it with its name
        return error


def _serve_parent() -> None:
    """Ctrl-C is the parent's to answer: it stops handing out work. However the parent ends, the worker ends with it:
    a parent that is killed cannot tell its workers, and they would wait for work for ever."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if parent := parent_process():
        threading.Thread(target=_end_with, args=[parent], daemon=True).start()


def _end_with(parent: Any) -> None:
    parent.join()
    os._exit(1)  # from a thread beside the work, which must not go on
