"""Drafting on everything that is stored: on all cores, leaving out what did not change, going on after Ctrl-C."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from articles.models import Article, Edition, Section, Sentence
from quizzes import bulk_drafting
from quizzes.bulk_drafting import Job, drafts
from quizzes.models import Question

pytestmark = pytest.mark.django_db

TEXTS = {
    "The dam": "In 2005 engineers closed the Kokaral dam. It cost 86 million dollars. The World Bank lent the money.",
    "The boat": "In 2009 the town of Aralsk bought a boat. It cost 40,000 dollars. Fishermen from Aralsk painted it.",
    "The well": "In 1931 two brothers dug a well near Moynaq. The well was 70 metres deep. Camels drank from it.",
}


@pytest.fixture(autouse=True)
def editions() -> list[Edition]:
    made = []
    for title, text in TEXTS.items():
        edition = Edition.objects.create(article=Article.objects.create(title=title), label="Original", title=title)
        section = Section.objects.create(edition=edition, position=1, text=text)
        start = 0
        for position, words in enumerate(text.replace(". ", ".|").split("|"), start=1):
            start = text.index(words, start)
            Sentence.objects.create(
                section=section, paragraph=1, position=position, start=start, end=start + len(words), text=words
            )
        made.append(edition)
    return made


def run(**options: Any) -> str:
    out = io.StringIO()
    call_command("generate_quizzes", stdout=out, stderr=out, **{"jobs": 1, **options})
    return out.getvalue()


def test_every_stored_text_gets_drafts(editions: list[Edition]) -> None:
    told = run()
    assert "3 texts drafted" in told
    assert all(edition.questions.filter(status="draft").exists() for edition in editions)
    assert all(question.faults() == [] for question in Question.objects.all())


def test_what_did_not_change_is_left_out(editions: list[Edition]) -> None:
    run()
    before = list(Question.objects.order_by("pk").values())
    assert "0 texts drafted, 3 left out" in run()
    assert "3 texts drafted" in run(again=True)
    assert list(Question.objects.order_by("pk").values()) == before
    Section.objects.filter(edition=editions[0]).update(heading="A heading")
    assert "1 texts drafted, 2 left out" in run()
    assert "3 texts drafted" in run(seed=5)


def test_one_article_only(editions: list[Edition]) -> None:
    run(article=editions[1].article.slug)
    assert set(Question.objects.values_list("edition", flat=True)) == {editions[1].pk}
    with pytest.raises(CommandError, match="no article with the address"):
        run(article="nowhere")


def test_archived_articles_only_on_demand(editions: list[Edition]) -> None:
    Article.objects.filter(pk=editions[0].article_id).update(status="archived")
    run()
    assert not editions[0].questions.exists()
    run(all=True)
    assert editions[0].questions.exists()


def test_a_text_in_another_language_is_left_out(editions: list[Edition]) -> None:
    Edition.objects.filter(pk=editions[0].pk).update(language="kk")
    assert "2 texts drafted, 1 left out" in run()


def test_ctrl_c_keeps_what_is_done_and_the_next_run_goes_on(
    editions: list[Edition], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(jobs: list[Job], *, workers: int) -> Iterator[Any]:
        yield from drafts(jobs[:1], workers=workers)
        raise KeyboardInterrupt

    monkeypatch.setattr("quizzes.management.commands.generate_quizzes.drafts", interrupted)
    with pytest.raises(CommandError, match="run this again to go on") as stopped:
        run()
    assert stopped.value.returncode == 130
    monkeypatch.undo()
    assert "2 texts drafted, 1 left out" in run()


def test_a_text_that_fails_is_named_and_the_others_are_drafted(
    editions: list[Edition], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    real = bulk_drafting.draft_sections

    def fails_on_the_boat(sections: Any, *args: Any, **options: Any) -> Any:
        if "boat" in sections[0][2]:
            raise RuntimeError("a bug")
        return real(sections, *args, **options)

    monkeypatch.setattr(bulk_drafting, "draft_sections", fails_on_the_boat)
    with pytest.raises(CommandError, match="1 of the texts could not be drafted"):
        run()
    assert set(Question.objects.values_list("edition", flat=True)) == {editions[0].pk, editions[2].pk}
    assert "a bug" in caplog.text


def test_two_processes_draft_the_same_as_one() -> None:
    jobs = [Job(n, ((1, "", text),), (), 0, None) for n, text in enumerate(TEXTS.values())]
    alone = {job.name: draft for job, draft in drafts(jobs, workers=1)}
    together = {job.name: draft for job, draft in drafts(jobs, workers=2)}
    assert alone == together
    assert len(alone) == 3


STARTS_WORKERS = """
import sys
from multiprocessing import active_children

from quizzes.bulk_drafting import Job, drafts

if __name__ == "__main__":
    text = " ".join(f"In {year} Aliya built a boat of {year} planks in Aralsk." for year in range(1000, 1200))
    texts = ["In 1999 Aliya built a boat.", *(f"Part {n}. {text}" for n in range(8))]
    jobs = [Job(n, ((1, "", text),), (), 0, None) for n, text in enumerate(texts)]
    for job, draft in drafts(jobs, workers=2):
        print(*(child.pid for child in active_children()), flush=True)
        sys.stdin.readline()
"""


def runs(pid: int) -> bool:
    """Whether the process is there and has not ended; one that nobody has buried yet has ended."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks at /proc")
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_no_worker_outlives_a_parent_that_is_killed(how: signal.Signals, tmp_path: Path) -> None:
    script = tmp_path / "start.py"
    script.write_text(STARTS_WORKERS)
    root = Path(bulk_drafting.__file__).parents[1]
    with subprocess.Popen(
        [sys.executable, str(script)],
        env={**os.environ, "PYTHONPATH": str(root)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as parent:
        assert parent.stdout is not None
        workers = [int(pid) for pid in parent.stdout.readline().split()]
        assert len(workers) == 2
        assert all(runs(pid) for pid in workers)
        parent.send_signal(how)
        parent.wait(timeout=20)
    until = time.monotonic() + 20
    while any(runs(pid) for pid in workers) and time.monotonic() < until:
        time.sleep(0.05)
    assert not [pid for pid in workers if runs(pid)]
