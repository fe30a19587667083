"""Drafting on files from the command line: the JSON contract, without a database."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

ROOT = Path(__file__).resolve().parents[2]
TEXT = """The dam of Kokaral

In 2005 engineers closed the dam of Kokaral. The dam cost 86 million dollars, and the World Bank lent most of the money.
Within seven months the water of the northern sea rose by three metres.

What the law says

The 2009 Fishing Law allows every family to keep one boat without a fee. Because the salt content fell, pike and perch
returned to the northern sea. In 2010 fishermen from Aralsk caught 2,700 tonnes of fish.
""".replace(".\nWithin", ". Within").replace("perch\nreturned", "perch returned")


def run(*files: Path, **options: Any) -> str:
    out = io.StringIO()
    call_command("draft_quiz", *map(str, files), stdout=out, stderr=io.StringIO(), **options)
    return out.getvalue()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "dam.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_each_file_is_one_object_on_one_line(file: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text(TEXT.replace("2005", "2006"), encoding="utf-8")
    lines = run(file, other, json=True).splitlines()
    assert [json.loads(line)["source"] for line in lines] == [str(file), str(other)]


def test_the_contract_holds(file: Path) -> None:
    drafted = json.loads(run(file, json=True))
    assert set(drafted) == {"source", "title", "sections", "removed", "concepts", "items"}
    assert drafted["title"] == "The dam of Kokaral"
    texts = {section["position"]: section["text"] for section in drafted["sections"]}
    assert drafted["items"]
    for item in drafted["items"]:
        assert set(item) == {
            *("kind", "template", "stem", "options", "answer", "accepted", "explanation"),
            *("concepts", "difficulty", "score", "evidence"),
        }
        for option in item["options"]:
            assert set(option) == {"text", "is_key", "rationale"}
        assert sum(option["is_key"] for option in item["options"]) == bool(item["options"])
        for evidence in item["evidence"]:
            assert texts[evidence["section"]][evidence["start"] : evidence["end"]] == evidence["quote"]
        assert item["evidence"]
    for concept in drafted["concepts"]:
        assert set(concept) == {"name", "kind", "salience", "mentions"}
        for mention in concept["mentions"]:
            assert texts[mention["section"]][mention["start"] : mention["end"]] == mention["text"]
    assert any(item["concepts"] for item in drafted["items"])


def test_letters_are_written_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "қала.txt"
    path.write_text(TEXT.replace("Aralsk", "Aral“sk”"), encoding="utf-8")
    assert "\\u" not in run(path, json=True)


def test_a_second_run_says_the_same(file: Path) -> None:
    assert run(file, json=True) == run(file, json=True)


def test_fewer_questions_on_demand(file: Path) -> None:
    assert len(json.loads(run(file, json=True, limit=1))["items"]) == 1


def test_a_listing_for_people(file: Path) -> None:
    told = run(file)
    first = json.loads(run(file, json=True))["items"][0]
    assert first["stem"] in told
    assert first["evidence"][0]["quote"] in told


def test_explained_refusals(file: Path) -> None:
    assert "Left out:" in run(file, explain=True)
    assert json.loads(run(file, explain=True, json=True))["refused"]


def test_one_bad_file_is_named_and_the_others_are_drafted(file: Path, tmp_path: Path) -> None:
    picture = tmp_path / "picture.txt"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    out, err = io.StringIO(), io.StringIO()
    with pytest.raises(CommandError, match="2 of 3 files gave no quiz"):
        call_command("draft_quiz", str(picture), str(file), str(tmp_path / "gone"), "--json", stdout=out, stderr=err)
    assert json.loads(out.getvalue())["source"] == str(file)
    assert f"{picture}: This is a picture" in err.getvalue()
    assert "gone: it could not be opened" in err.getvalue()


def test_it_needs_no_database(file: Path, tmp_path: Path) -> None:
    """Without a reachable database: a query would fail."""
    told = subprocess.run(
        [sys.executable, "manage.py", "draft_quiz", str(file), "--json"],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none", "OQU_DATA": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    assert json.loads(told.stdout)["items"]


def test_a_bad_file_ends_with_an_error_status(tmp_path: Path) -> None:
    told = subprocess.run(
        [sys.executable, "manage.py", "draft_quiz", str(tmp_path / "gone.txt"), "--json"],
        cwd=ROOT,
        env={**os.environ, "OQU_DATA": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode != 0
    assert "Traceback" not in told.stderr


@pytest.mark.parametrize("what", ["import kzproject.urls, quizzes.authoring", "call_command('check')"])
def test_pages_and_checks_do_not_load_the_reader(what: str, tmp_path: Path) -> None:
    code = f"""
import sys, django
django.setup()
from django.contrib import admin
from django.core.management import call_command
admin.autodiscover()
import articles.ingest, articles.models, quizzes.models
{what}
print([name for name in ("spacy", "thinc") if name in sys.modules])
"""
    told = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "kzproject.settings", "OQU_DATA": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip().endswith("[]")
