"""Files of questions on the desk: out, looked at, in."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from quizzes.models import Question, QuestionFile
from tests.quizzes.desk_world import World, make_teacher, make_world

pytestmark = pytest.mark.django_db
GOOD = "// [tag:Wells]\nWho dug?{=two brothers ~a wind####In the text: “Two brothers dug it out again”}\n\nSay why.{}\n"


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def desk(client: Client, world: World) -> Client:
    client.force_login(world.teacher)
    return client


def bring(desk: Client, world: World, text: str | bytes, name: str = "q.txt") -> QuestionFile:
    data = text.encode() if isinstance(text, str) else text
    address = reverse("desk:question-import", args=[world.edition.pk])
    answer = desk.post(address, {"file": SimpleUploadedFile(name, data)})
    brought = QuestionFile.objects.latest("pk")
    assert answer["Location"] == reverse("desk:question-file", args=[brought.pk])
    return brought


def page_of(brought: QuestionFile) -> str:
    return reverse("desk:question-file", args=[brought.pk])


@pytest.mark.parametrize(("wanted", "words"), [("gift", "::01."), ("xml", "<quiz>"), ("csv", "kind,question")])
def test_a_quiz_goes_out_as_a_file(desk: Client, world: World, wanted: str, words: str) -> None:
    answer = desk.get(reverse("desk:quiz-export", args=[world.quiz.pk]), {"as": wanted})
    assert answer["Content-Disposition"].startswith('attachment; filename="the-well.')
    assert words in answer.content.decode("utf-8-sig")
    assert world.sentences[1].text in answer.content.decode()


def test_the_page_of_formats_names_them(desk: Client, world: World) -> None:
    page = desk.get(reverse("desk:quiz-export", args=[world.quiz.pk])).content.decode()
    assert all(words in page for words in ("GIFT", "Moodle XML", "Table (CSV)"))


def test_looked_at_first_then_taken_in(desk: Client, world: World) -> None:
    before = Question.objects.count()
    brought = bring(desk, world, GOOD)
    page = desk.get(page_of(brought)).content.decode()
    assert "1 question will come in as draft." in page
    assert "Add 1 new concept: Wells" in page
    assert "It is an essay" in page
    assert Question.objects.count() == before, "looking brings nothing"
    address = reverse("desk:question-file-take-in", args=[brought.pk])
    desk.post(address, {"new_concepts": "1"})
    desk.post(address, {"new_concepts": "1"})
    assert Question.objects.count() == before + 1, "pressed twice, taken in once"
    assert "1 question came in" in desk.get(page_of(brought)).content.decode()
    rest = desk.get(reverse("desk:question-file-rest", args=[brought.pk]))
    assert "Say why.{}" in rest.content.decode()
    whole = desk.get(reverse("desk:question-file-rest", args=[brought.pk]), {"whole": 1})
    assert whole.content == GOOD.encode()


def test_a_file_with_faults_shows_their_lines_and_brings_nothing(desk: Client, world: World) -> None:
    brought = bring(desk, world, GOOD + "\nBad?{=a\n")
    page = desk.get(page_of(brought)).content.decode()
    assert "<strong>Line 6.</strong>" in page
    before = Question.objects.count()
    desk.post(reverse("desk:question-file-take-in", args=[brought.pk]))
    assert Question.objects.count() == before


def test_scripts_in_a_file_are_shown_as_text(desk: Client, world: World) -> None:
    brought = bring(desk, world, "Who <script>alert(1)</script>?{=[plain]<img src=x onerror=alert(1)> ~b}")
    page = desk.get(page_of(brought)).content.decode()
    assert "<script>alert" not in page
    assert "<img src=x" not in page


def test_pasting_works_too_and_nothing_at_all_is_refused(desk: Client, world: World) -> None:
    address = reverse("desk:question-import", args=[world.edition.pk])
    assert desk.post(address, {"text": GOOD, "format": "gift"}).status_code == 302
    empty = desk.post(address, {"text": "  "})
    assert empty.status_code == 422
    assert "Choose a file, or paste" in empty.content.decode()
    big = desk.post(address, {"file": SimpleUploadedFile("q.txt", b"x" * (2 * 1024 * 1024 + 1))})
    assert big.status_code == 422
    assert "larger than 2 MB" in big.content.decode()


def test_strangers_find_nothing(client: Client, desk: Client, world: World) -> None:
    brought = bring(desk, world, GOOD)
    pages = [
        reverse("desk:quiz-export", args=[world.quiz.pk]),
        reverse("desk:question-import", args=[world.edition.pk]),
        page_of(brought),
        reverse("desk:question-file-rest", args=[brought.pk]),
    ]
    take_in = reverse("desk:question-file-take-in", args=[brought.pk])
    assert desk.get(take_in).status_code == 405
    client.logout()
    assert {client.get(page).status_code for page in pages} == {302}
    for stranger in (make_teacher("dana"), world.join("A")):
        client.force_login(stranger)
        assert {client.get(page).status_code for page in pages} == {404}
        assert client.post(take_in).status_code == 404
    assert not Question.objects.filter(origin="imported").exists()
