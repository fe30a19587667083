"""A class list as CSV: read line by line, refused whole or taken whole; and the cards to sign in with."""

from __future__ import annotations

import time

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError

from quizzes.models import Membership
from quizzes.roster import RefusedRoster, enrol, free_usernames, make_cards, read_roster, transliterated
from tests.reading_room import Room, make_person


def roster(room: Room, text: str):
    return read_roster(text.encode(), classroom=room.classroom)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Алия Сейтова\nЕрлан Қасымов\n", ["Алия Сейтова", "Ерлан Қасымов"]),
        ("name,username\nAliya,aliya.s\nErlan,\n", ["Aliya", "Erlan"]),
        ("Surname;First name\nSeitova;Aliya\n", ["Aliya Seitova"]),
        ("Аты-жөні\tЛогин\nАлия\taliya\n", ["Алия"]),
        ('name\n"Seitova, Aliya"\n\n   \nErlan\n', ["Seitova, Aliya", "Erlan"]),
        ("\ufeffname\r\nAliya\r\n", ["Aliya"]),
    ],
)
def test_names_are_found_however_the_list_is_written(room, text, names):
    assert [row.name for row in roster(room, text).new] == names


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("Aliya\n12345\n", 2, "no letter"),
        ("Aliya\nErlan\naliya\n", 3, "line 1"),
        (f"{'A' * 81}\n", 1, "80 characters"),
        ("name,username\nAliya,a b\n", 2, "letters, digits"),
        ("name,username\nAliya,saule\n", 2, "somebody else"),
        ("name,username\nAliya,x.y\nErlan,X.Y\n", 3, "line 2"),
        ("name,username\n,aliya\n", 2, "no name"),
        ("Ali\u200bya\n", 1, "cannot be seen"),
    ],
)
def test_a_faulty_line_says_its_number_and_what_is_wrong(room, text, line, words):
    faulty = roster(room, text).faulty
    assert [row.number for row in faulty] == [line]
    assert words in faulty[0].fault


def test_who_is_in_the_class_already_stays_as_he_is(room):
    found = roster(room, "Aru\nAliya\n")
    assert [row.name for row in found.here] == ["Aru"]
    assert [row.name for row in found.new] == ["Aliya"]


def test_a_list_with_one_bad_line_brings_nobody_in(room):
    before = User.objects.count()
    with pytest.raises(RefusedRoster):
        enrol(classroom=room.classroom, roster=roster(room, "Aliya\n99\n"))
    assert User.objects.count() == before


def test_enrolling_twice_brings_each_in_once(room):
    text = "Алия\nErlan\n"
    assert enrol(classroom=room.classroom, roster=roster(room, text)) == 2
    assert roster(room, text).new == ()
    aliya = Membership.objects.get(classroom=room.classroom, name="Алия").student
    assert aliya.username == "aliya"
    assert not aliya.has_usable_password()
    assert [group.name for group in aliya.groups.all()] == ["Students"]


def test_when_the_database_refuses_in_the_middle_nothing_is_left(room, monkeypatch):
    before = User.objects.count()

    def refuse(*args, **kwargs):
        raise IntegrityError("somebody joined under this name")

    monkeypatch.setattr(Membership.objects, "bulk_create", refuse)
    with pytest.raises(IntegrityError):
        enrol(classroom=room.classroom, roster=roster(room, "Aliya\n"))
    assert User.objects.count() == before


def test_ten_thousand_lines_are_refused_in_a_sentence_and_quickly(room):
    text = "\n".join(f"Student {n}" if n % 7 else "???" for n in range(10_000))
    begun = time.perf_counter()
    with pytest.raises(RefusedRoster, match="10,000 lines"):
        roster(room, text)
    assert time.perf_counter() - begun < 5


def test_two_thousand_lines_cost_as_many_queries_as_two(room, django_assert_max_num_queries):
    text = "\n".join(f"Student {'abcdefghij'[n % 10]}{n}" for n in range(2_000))
    with django_assert_max_num_queries(8):
        found = roster(room, text)
    assert len(found.new) == 2_000


def test_usernames_are_free_and_different():
    names = [transliterated("Жанар Әбілова"), "Zhanar"]
    assert names[0] == "zhanar abilova"


def test_namesakes_get_different_usernames(room):
    found = free_usernames([("Saule", ""), ("Aliya", ""), ("Aliya", "")])
    assert len({name.casefold() for name in found}) == 3
    assert not User.objects.filter(username__in=found).exists()


def test_cards_give_a_password_that_works_and_the_old_one_does_not(room, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    cards = make_cards(classroom=room.classroom, students=[room.student.pk])
    assert [card.name for card in cards] == ["Aru"]
    room.student.refresh_from_db()
    assert room.student.check_password(cards[0].password)
    assert not room.student.check_password("seven grey herons")


def test_no_card_is_ever_made_for_a_teacher_or_a_stranger(room):
    sly = make_person("Sly", "Teachers", is_staff=True)
    Membership.objects.create(classroom=room.classroom, student=sly, name="Sly")
    cards = make_cards(classroom=room.classroom, students=[sly.pk, room.stranger.pk])
    assert cards == []
    sly.refresh_from_db()
    assert sly.check_password("seven grey herons")


def test_forty_cards_are_made_in_a_breath(room, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    enrol(classroom=room.classroom, roster=roster(room, "\n".join(f"Pupil {chr(97 + n % 26)}{n}" for n in range(38))))
    begun = time.perf_counter()
    cards = make_cards(classroom=room.classroom)
    assert len({card.password for card in cards}) == 40
    assert time.perf_counter() - begun < 6
