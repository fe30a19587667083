"""Loading texts from the command line: folders, bad files, dry runs, the bundled texts, the customer's own seeds."""

from __future__ import annotations

import io
import os
import random
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from articles.models import Article, Concept, Edition, Sentence
from quizzes.models import Question

pytestmark = pytest.mark.django_db

SHARED_SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"

RIVER = (
    "The river that turned\n\nIn 1932 engineers led the Ili into a new bed. The old bed fell dry within one summer.\n\n"
    "What grew there\n\nTamarisk and saxaul cover the old bed today. Shepherds from Bakanas call it the quiet river.\n"
)
BRIDGE = (
    "A bridge of felt\n\nTraders of Zharkent once crossed a gorge on ropes of felt. Each rope was renewed in May.\n\n"
    "The last crossing\n\nIn 1911 an earthquake broke the rocks that held the ropes. Nobody tied new ones.\n"
)


def run(*paths: Any, **options: Any) -> str:
    out = io.StringIO()
    call_command("load_seeds", *map(str, paths), stdout=out, stderr=out, **options)
    return out.getvalue()


def fails(*paths: Any, **options: Any) -> str:
    out = io.StringIO()
    with pytest.raises(CommandError) as refused:
        call_command("load_seeds", *map(str, paths), stdout=out, stderr=out, **options)
    assert refused.value.returncode != 0
    return out.getvalue() + str(refused.value)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "b river.txt").write_text(RIVER)
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "bridge.md").write_text("# " + BRIDGE.replace("The last crossing", "## The last crossing"))
    (tmp_path / "notes.docx").write_bytes(b"PK\x03\x04 word/")
    return tmp_path


def test_a_folder_is_loaded_with_its_subfolders_and_only_texts(folder: Path) -> None:
    told = run(folder)
    assert set(Article.objects.values_list("title", flat=True)) == {"The river that turned", "A bridge of felt"}
    assert "2 new, 0 changed, 0 as they were, 0 not loaded" in told


def test_a_second_run_changes_nothing(folder: Path) -> None:
    run(folder)
    before = list(Sentence.objects.order_by("pk").values()), list(Edition.objects.order_by("pk").values())
    assert "0 new, 0 changed, 2 as they were" in run(folder)
    assert (list(Sentence.objects.order_by("pk").values()), list(Edition.objects.order_by("pk").values())) == before


def test_a_changed_file_renews_its_telling(folder: Path) -> None:
    run(folder)
    (folder / "b river.txt").write_text(RIVER.replace("within one summer", "within two summers"))
    assert "0 new, 1 changed, 1 as they were" in run(folder)
    assert Edition.objects.get(source_name="b river.txt").revisions.count() == 2


def test_one_bad_file_is_named_and_the_rest_is_loaded(folder: Path) -> None:
    (folder / "0 picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    (folder / "empty.txt").write_bytes(b"")
    told = fails(folder)
    assert Article.objects.count() == 2
    assert "0 picture.txt: This is a picture" in told
    assert "empty.txt: This file is empty" in told
    assert "2 files were not loaded" in told


def test_a_path_that_leads_nowhere_is_named(folder: Path) -> None:
    (folder / "nothing").mkdir()
    told = fails(folder / "gone.txt", folder / "nothing", folder / "b river.txt")
    assert "gone.txt: there is no such file or folder" in told
    assert "there is no .txt or .md file in this folder" in told
    assert Article.objects.count() == 1


def test_a_dry_run_tells_all_and_writes_nothing(folder: Path) -> None:
    (folder / "river again.txt").write_text(RIVER.replace("In 1932", "About 1932"))
    told = run(folder, dry_run=True)
    assert "Nothing was changed" in told
    assert "3 new" in told
    assert not Article.objects.exists()
    assert not Concept.objects.exists()


def test_files_given_by_name_wait_as_drafts_unless_published(folder: Path) -> None:
    run(folder / "b river.txt")
    assert Article.objects.get().status == Article.Status.DRAFT
    run(folder / "b river.txt", publish=True)
    assert Article.objects.get().status == Article.Status.PUBLISHED


def test_texts_can_belong_to_a_teacher(folder: Path) -> None:
    teacher = User.objects.create_user("aigul", is_staff=True)
    run(folder / "b river.txt", owner="aigul")
    assert Article.objects.get().owner == teacher
    assert "There is nobody with the user name" in fails(folder, owner="nobody")


def test_questions_on_a_changed_sentence_are_counted_as_stale(folder: Path) -> None:
    run(folder / "b river.txt")
    sentence = Sentence.objects.get(text__startswith="The old bed")
    question = Question.objects.create(edition=Edition.objects.get(), kind="short", stem="When?")
    question.evidence.create(sentence=sentence, start=0, end=7, quote=sentence.text[:7], digest="")
    (folder / "b river.txt").write_text(RIVER.replace("within one summer", "within two summers"))
    assert "1 question now stale" in run(folder / "b river.txt")


def noise(number: int) -> bytes:
    """A file as it may lie on a disk: bytes of every sort, by number, always the same."""
    dice = random.Random(number)
    words = [
        "the",
        "dam",
        "river",
        "of",
        "and",
        "in",
        "1969",
        "Қазақстан",
        "река",
        "café",
        "“quoted”",
        "—",
        "info-icon",
    ]
    text = " ".join(
        dice.choice(words) + dice.choice(["", ".", ",", "\n\n", "\r\n"]) for _ in range(dice.randrange(1, 50))
    )
    sorts = [
        lambda: dice.randbytes(dice.randrange(0, 300)),
        lambda: text.encode("utf-8"),
        lambda: text.encode("utf-16"),
        lambda: text.encode("utf-16-le"),
        lambda: text.encode("cp1251", "replace"),
        lambda: text.encode("cp1252", "replace"),
        lambda: text.encode("utf-8") + b"\x00" * dice.randrange(1, 5),
        lambda: text.encode("utf-8") + b"\xed\xa0\x80\xff\xfe",
        lambda: ("x" * dice.randrange(1, 30_000)).encode(),
        lambda: b"\n" * dice.randrange(0, 50) + b"#" * dice.randrange(0, 9),
        lambda: b"%PDF-1.4\n" + dice.randbytes(200),
        lambda: b"\xff\xd8\xff\xe0" + dice.randbytes(200),
        lambda: b"\xef\xbb\xbf" + text.encode()[: dice.randrange(0, 40)],
        lambda: bytes(dice.choice(b'\x00\x01\t\n\r !"#.-\x85\xa0\x93\x94aZ') for _ in range(dice.randrange(1, 80))),
    ]
    return sorts[number % len(sorts)]()


def test_two_hundred_arbitrary_files_are_each_loaded_or_refused_with_a_sentence(tmp_path: Path) -> None:
    for number in range(200):
        (tmp_path / f"{number:03}.txt").write_bytes(noise(number))
    told = fails(tmp_path)
    loaded = Edition.objects.count()
    refused = [line for line in told.splitlines() if line.startswith(str(tmp_path))]
    assert loaded > 40
    assert "Traceback" not in told
    assert all(line.endswith(".") and ".txt: " in line for line in refused)
    summary = next(line for line in told.splitlines() if "not loaded" in line)
    new, _, same, failed = (int(part.split()[0]) for part in summary.split(". ")[0].split(", "))
    assert new + same + failed == 200
    assert failed == len(refused)


def test_the_bundled_texts_come_published_with_their_tellings_and_explanations() -> None:
    run()
    assert Article.objects.published().count() == Article.objects.count() >= 6
    for article in Article.objects.all():
        assert {"original", "easier"} <= set(article.editions.values_list("kind", flat=True))
        assert article.editions.filter(licence="").count() == 0
    assert Concept.objects.exclude(gloss="").count() >= 20

    taken_down = Article.objects.order_by("pk")[0]
    Article.objects.filter(pk=taken_down.pk).update(status=Article.Status.ARCHIVED)
    assert "0 new, 0 changed" in run()
    taken_down.refresh_from_db()
    assert taken_down.status == Article.Status.ARCHIVED


@pytest.fixture
def customer_seeds() -> Path:
    if not SHARED_SEEDS.is_dir():
        if os.environ.get("CI") == "true":
            pytest.fail(f"{SHARED_SEEDS} is needed for this test")
        pytest.skip("the customer's seed texts are not beside the project")
    return SHARED_SEEDS


class TestCustomersSeeds:
    def test_they_are_one_article_with_two_clean_editions(self, customer_seeds: Path) -> None:
        run(customer_seeds)
        article = Article.objects.get()
        original, retelling = article.editions.order_by("position")
        assert (original.kind, retelling.kind) == ("original", "retelling")
        stored = [s.text for s in Sentence.objects.all()] + [
            s.text for e in (original, retelling) for s in e.sections.all()
        ]
        assert not [text for text in stored if "info-icon" in text or "RevolutionSOC" in text]
        assert [s.heading for s in original.sections.all()] == [
            "",
            "Authoritarianism and the internet",
            "Counter-attacks",
            "A quiet acceptance",
        ]
        assert retelling.title.startswith("Government Is Using Social Media")
        assert original.title_is_guessed
        assert "The Conversation" in original.attribution
        assert not [text for text in stored if "first appeared" in text]
        assert original.removals.filter(removed__contains="info-icon").exclude(reason="").count() >= 10

    def test_a_second_run_changes_nothing(self, customer_seeds: Path) -> None:
        run(customer_seeds)
        assert "0 new, 0 changed, 2 as they were" in run(customer_seeds)

    def test_the_forms_of_the_governments_name_are_one_concept(self, customer_seeds: Path) -> None:
        run(customer_seeds)
        forms = [c for c in Concept.objects.all() if "Kazakh government" in {c.name, *c.aliases}]
        assert len(forms) == 1
        people = Concept.objects.filter(kind="person", name__endswith="Nazarbayev")
        assert people.count() == 1
