"""A student's highlights and private notes: made without script, tied to their sentence, hers alone."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from articles import revising
from articles.ingest import ingest
from articles.models import Article, Edition, Note, Sentence
from articles.notes import keeping
from articles.notes.keeping import keep
from articles.notes.tying import tie
from articles.revising import SectionText
from tests.conftest import signed_in
from tests.reading_room import Room

DAM = "In 2011 forty volunteers from the village built a low dam of clay and reeds."


def sentence_of(room: Room, beginning: str = "In 2011") -> Sentence:
    return Sentence.objects.get(section__edition=room.edition, text__startswith=beginning)


def form_of(sentence: Sentence) -> str:
    return f"/notes/new/{sentence.section_id}/{sentence.paragraph}/"


def reader(room: Room, client: Client) -> str:
    return client.get(room.article.get_absolute_url()).content.decode()


# Making one -----------------------------------------------------------------------------------------------------------


def test_every_paragraph_leads_to_a_form_of_its_sentences(room: Room, as_student: Client) -> None:
    page = reader(room, as_student)
    paragraphs = Sentence.objects.filter(section__edition=room.edition).values_list("section", "paragraph").distinct()
    assert page.count('class="jot"') == len(set(paragraphs)) == 6
    sentence = sentence_of(room)
    assert f'href="{form_of(sentence)}"' in page
    form = as_student.get(form_of(sentence)).content.decode()
    assert DAM in form
    assert "It held the meltwater" in form
    assert "The engineers in the district office" not in form


def test_a_whole_sentence_is_marked_and_noted_without_script(room: Room, as_student: Client) -> None:
    sentence = sentence_of(room)
    answer = as_student.post(form_of(sentence), {"sentence": sentence.pk, "text": " Who paid\r\nfor it? "})
    assert answer.headers["Location"] == (f"{room.article.get_absolute_url()}?telling={room.edition.pk}#s{sentence.pk}")
    note = Note.objects.get()
    assert (note.student, note.quote, note.text) == (room.student, DAM, "Who paid\nfor it?")
    page = reader(room, as_student)
    assert f'<mark class="own" data-note="{note.pk}">' in page
    assert "<p>Who paid<br>for it?</p>" in page


def test_chosen_words_are_marked_at_their_place(room: Room, as_student: Client) -> None:
    sentence = sentence_of(room)
    start = DAM.index("forty")
    as_student.post(form_of(sentence), {"sentence": sentence.pk, "start": start, "end": start + 16})
    page = reader(room, as_student)
    assert f'<mark class="own" data-note="{Note.objects.get().pk}">forty volunteers</mark> from' in page


def test_a_mark_that_crosses_a_concept_keeps_both(room: Room, as_student: Client) -> None:
    sentence = sentence_of(room)
    keep(student=room.student, sentence=sentence, start=DAM.index("low"), end=DAM.index(" of clay"))
    page = reader(room, as_student)
    assert page.count('<mark class="own"') == 2
    assert f'data-gloss="gloss-{room.dam.pk}">dam</a></mark>' in page


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"sentence": "x"},
        {"sentence": "999999"},
        {"start": 5, "end": 5},
        {"start": 9, "end": 3},
        {"start": 0, "end": 9999},
        {"start": -1, "end": 4},
        {"start": 3},
        {"text": "x" * 2001},
        {"text": "a\x00b"},
    ],
)
def test_nonsense_is_refused_with_the_form_again(room: Room, as_student: Client, given: dict[str, object]) -> None:
    sentence = sentence_of(room)
    sent = {"sentence": sentence.pk, **given} if given else {}
    answer = as_student.post(form_of(sentence), sent)
    assert answer.status_code == 422
    assert 'class="fault"' in answer.content.decode()
    assert not Note.objects.exists()


def test_a_sentence_of_another_paragraph_is_refused(room: Room, as_student: Client) -> None:
    other = sentence_of(room, "The engineers")
    assert as_student.post(form_of(sentence_of(room)), {"sentence": other.pk}).status_code == 422
    assert not Note.objects.exists()


def test_marking_the_same_words_again_loses_nothing(room: Room, as_student: Client) -> None:
    sentence = sentence_of(room)
    for text in ("First thought", "", "Second thought"):
        as_student.post(form_of(sentence), {"sentence": sentence.pk, "text": text})
    assert Note.objects.get().text == "First thought\n\nSecond thought"


def test_there_is_an_end_to_it(room: Room, as_student: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "MOST_NOTES", 1)
    first, second = sentence_of(room), sentence_of(room, "It held")
    as_student.post(form_of(first), {"sentence": first.pk})
    answer = as_student.post(form_of(second), {"sentence": second.pk})
    assert "Delete some" in answer.content.decode()
    assert Note.objects.count() == 1


def test_what_she_types_is_escaped(room: Room, as_student: Client) -> None:
    keep(student=room.student, sentence=sentence_of(room), start=0, end=4, text="<script>alert(1)</script>")
    for page in (reader(room, as_student), as_student.get("/notes/").content.decode()):
        assert "<script>alert" not in page
        assert "&lt;script&gt;" in page


# Whose they are -------------------------------------------------------------------------------------------------------


def test_nobody_else_sees_them_in_the_text(
    room: Room, as_student: Client, as_other_student: Client, as_teacher: Client, as_guest: Client
) -> None:
    keep(student=room.student, sentence=sentence_of(room), start=0, end=7, text="My secret thought")
    assert "My secret thought" in reader(room, as_student)
    for other in (as_other_student, as_teacher, as_guest):
        page = reader(room, other)
        assert "My secret thought" not in page
        assert 'class="own"' not in page


def test_the_margin_is_for_students(room: Room, as_teacher: Client, as_guest: Client) -> None:
    sentence = sentence_of(room)
    for other in (as_teacher, as_guest):
        assert 'class="jot"' not in reader(room, other)
    assert as_teacher.post(form_of(sentence), {"sentence": sentence.pk}).status_code == 403
    assert as_guest.post(form_of(sentence), {"sentence": sentence.pk}).headers["Location"].startswith("/sign-in/")
    assert not Note.objects.exists()


def test_no_cache_keeps_a_page_with_notes_in_it(room: Room, as_student: Client, as_guest: Client) -> None:
    hers = as_student.get(room.article.get_absolute_url())
    assert "private" in hers.headers["Cache-Control"]
    assert "no-store" in hers.headers["Cache-Control"]
    assert "Cache-Control" not in as_guest.get(room.article.get_absolute_url()).headers


def test_a_text_that_she_cannot_see_takes_no_note(room: Room, as_student: Client) -> None:
    hidden = Sentence.objects.get(section__edition__article=room.draft)
    assert as_student.get(form_of(hidden)).status_code == 404
    assert as_student.post(form_of(hidden), {"sentence": hidden.pk}).status_code == 404
    assert as_student.get(f"/notes/new/{sentence_of(room).section_id}/99/").status_code == 404


# Changing, deleting, bringing back ------------------------------------------------------------------------------------


def test_a_note_is_changed(room: Room, as_student: Client) -> None:
    note = keep(student=room.student, sentence=sentence_of(room), start=0, end=7, text="Old words")
    assert "Old words" in as_student.get(f"/notes/{note.pk}/").content.decode()
    assert as_student.post(f"/notes/{note.pk}/", {"text": "New words"}).status_code == 302
    note.refresh_from_db()
    assert note.text == "New words"
    assert as_student.post(f"/notes/{note.pk}/", {"text": "x" * 2001}).status_code == 422
    assert as_student.post(f"/notes/{note.pk}/", {"text": ""}).status_code == 302
    note.refresh_from_db()
    assert note.text == ""


def sealed(page: str) -> str:
    return page.split('name="sealed" value="')[1].split('"')[0]


def test_a_deleted_note_is_gone_and_comes_back_as_it_was(room: Room, as_student: Client) -> None:
    note = keep(student=room.student, sentence=sentence_of(room), start=8, end=24, text="Who were they?")
    fields = [field.attname for field in Note._meta.concrete_fields if field.attname != "updated_at"]
    before = Note.objects.values(*fields).get()
    assert as_student.get(f"/notes/{note.pk}/delete/").status_code == 405
    page = as_student.post(f"/notes/{note.pk}/delete/").content.decode()
    assert not Note.objects.exists()
    for _ in range(2):
        as_student.post("/notes/restore/", {"sealed": sealed(page)})
        assert Note.objects.values(*fields).get() == before


def test_nobody_else_brings_it_back(room: Room, as_student: Client, as_other_student: Client) -> None:
    note = keep(student=room.student, sentence=sentence_of(room), start=0, end=7, text="Mine")
    page = as_student.post(f"/notes/{note.pk}/delete/").content.decode()
    for word in (sealed(page), sealed(page)[:-2] + "xx", ""):
        told = as_other_student.post("/notes/restore/", {"sealed": word}, follow=True).content.decode()
        assert 'class="notice"' in told
        assert "Mine" not in told
    assert not Note.objects.exists()


def test_it_comes_back_when_its_sentence_has_gone_meanwhile(room: Room, as_student: Client) -> None:
    sentence = sentence_of(room, "The village school")
    note = keep(student=room.student, sentence=sentence, start=0, end=7, text="Still mine")
    page = as_student.post(f"/notes/{note.pk}/delete/").content.decode()
    sentence.delete()
    told = as_student.post("/notes/restore/", {"sealed": sealed(page)}, follow=True).content.decode()
    assert "Still mine" in told
    assert "The sentence has changed" in told


# Tied to the sentence -------------------------------------------------------------------------------------------------

FERRY = """# The ferry at Karasu

The ferry crossed the river Karasu until 1962. The old people still speak of it.

## The crossing

It carried twelve people and two horses. The old people still speak of it. A bell called the ferryman.
"""


@pytest.fixture
def ferry(db: None) -> Edition:
    owner = User.objects.create_user("aigerim", is_staff=True)
    edition = ingest(data=FERRY, source_name="ferry.md", owner=owner).edition
    edition.article.publish()
    return edition


@pytest.fixture
def student(db: None) -> User:
    return User.objects.create_user("dana", first_name="Dana")


def all_sentences(edition: Edition) -> list[Sentence]:
    return list(Sentence.objects.filter(section__edition=edition).order_by("section__position", "position"))


def revise(edition: Edition, change: dict[str, str], *, first: str = "") -> None:
    sections = revising.sections_of(edition)
    made = []
    for section in sections:
        text = section.text
        for old, new in change.items():
            text = text.replace(old, new)
        made.append(SectionText(section.heading, text))
    if first:
        made[0] = SectionText(made[0].heading, f"{first} {made[0].text}")
    revising.save(edition, made, by=edition.article.owner)


def note_on(edition: Edition, student: User, beginning: str, place: int = 0) -> Note:
    found = [sentence for sentence in all_sentences(edition) if sentence.text.startswith(beginning)]
    return keep(student=student, sentence=found[place], start=0, end=len(found[place].text), text="Hm.")


def tied(edition: Edition, note: Note) -> Sentence | None:
    note.refresh_from_db()
    return next((one.sentence for one in tie([note], all_sentences(edition)).placed), None)


def test_a_note_moves_with_its_sentence(ferry: Edition, student: User) -> None:
    note = note_on(ferry, student, "A bell")
    revise(ferry, {" A bell called the ferryman.": ""}, first="A bell called the ferryman.")
    sentence = tied(ferry, note)
    assert sentence is not None
    assert sentence.text == "A bell called the ferryman."
    assert sentence.section.position == 1


def test_of_two_equal_sentences_it_keeps_to_its_own(ferry: Edition, student: User) -> None:
    note = note_on(ferry, student, "The old people", place=1)
    revise(ferry, {}, first="This was long ago.")
    sentence = tied(ferry, note)
    assert sentence is not None
    assert sentence.section.heading == "The crossing"


@pytest.mark.parametrize("change", ["It carried eleven people and two horses.", "Nobody counted."])
def test_a_note_whose_sentence_changed_is_kept_and_says_so(ferry: Edition, student: User, change: str) -> None:
    note = note_on(ferry, student, "It carried")
    revise(ferry, {"It carried twelve people and two horses.": change})
    assert tied(ferry, note) is None
    client = signed_in(student)
    for address in (ferry.article.get_absolute_url(), "/notes/", f"/notes/{note.pk}/"):
        page = client.get(address).content.decode()
        assert "The sentence has changed" in page, address
        assert "It carried twelve people and two horses." in page, address
        assert "Hm." in page, address
    revise(ferry, {change: "It carried twelve people and two horses."})
    sentence = tied(ferry, note)
    assert sentence is not None
    assert sentence.text == note.sentence_text
    assert "has changed" not in client.get(ferry.article.get_absolute_url()).content.decode()


def test_a_note_outlives_its_text(ferry: Edition, student: User) -> None:
    note = note_on(ferry, student, "It carried")
    client = signed_in(student)
    Article.objects.filter(pk=ferry.article_id).update(status="draft")
    page = client.get("/notes/").content.decode()
    assert "Hm." in page
    assert ferry.article.get_absolute_url() not in page
    Article.objects.filter(pk=ferry.article_id).update(publish_at=timezone.now())
    assert ferry.article.get_absolute_url() in client.get("/notes/").content.decode()
    ferry.article.delete()
    note.refresh_from_db()
    page = client.get("/notes/").content.decode()
    assert "The ferry at Karasu" in page
    assert "It carried twelve people and two horses." in page
    assert client.post(f"/notes/{note.pk}/", {"text": "Still."}).headers["Location"] == "/notes/"


# Seen together --------------------------------------------------------------------------------------------------------


def test_all_notes_stand_on_one_page_by_text_in_reading_order(room: Room, as_student: Client) -> None:
    assert "Nothing here yet" in as_student.get("/notes/").content.decode()
    for beginning, text in (("Last of all", "third"), ("In 2011", "second"), ("In spring", "first")):
        keep(student=room.student, sentence=sentence_of(room, beginning), start=0, end=7, text=text)
    easier = Sentence.objects.get(text="The birds are back at the lake.")
    keep(student=room.student, sentence=easier, start=4, end=9, text="fourth")
    page = as_student.get("/notes/").content.decode()
    words = ("The lake is full again", "<p>fourth", "The lake that came back", "<p>first", "<p>second", "<p>third")
    places = [page.index(word) for word in words]
    assert places == sorted(places)
    assert f"?telling={room.easier.pk}#s{easier.pk}" in page


def test_many_are_turned_over_page_by_page(room: Room, as_student: Client) -> None:
    sentence = sentence_of(room)
    for number in range(60):
        keep(student=room.student, sentence=sentence, start=number, end=number + 3)
        keep(student=room.student, sentence=sentence, start=number, end=number + 4)
    first, second = (as_student.get(f"/notes/?page={number}").content.decode() for number in (1, 2))
    assert (first.count("<blockquote>"), second.count("<blockquote>")) == (100, 20)
    assert "?page=2" in first
    assert "?page=1" in second
