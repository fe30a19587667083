"""A class list as CSV → who joins, line by line, with every fault named; then all of it or nothing."""

from __future__ import annotations

import csv
import io
import re
import secrets
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.contrib.auth.hashers import PBKDF2PasswordHasher, get_hasher, make_password
from django.contrib.auth.models import Group, User
from django.db import transaction
from django.utils.text import slugify

from articles.text.decoding import UnreadableText, decode
from quizzes.models import Classroom, Membership
from quizzes.models.classroom import CODE_ALPHABET
from quizzes.passwords import mark
from quizzes.people import STUDENTS

MOST_LINES = 2_000
MOST_FAULTS_SHOWN = 50
LARGEST_FILE = 2 * 1024 * 1024
NAME_COLUMNS = {"name", "student", "student name", "full name", "имя", "фио", "ученик", "аты", "аты-жөні", "оқушы"}
FIRST_COLUMNS = {"first name", "firstname", "given name"}
LAST_COLUMNS = {"last name", "lastname", "surname", "family name"}
SIGN_IN_COLUMNS = {"username", "sign-in name", "login", "логин"}
SIGN_IN_NAME = re.compile(r"[\w.@+-]{3,60}")
# A one-time password is random over 24**8 values, so that far fewer rounds suffice than for one that a child thinks up;
# Django raises them to its own number when she signs in.
ONE_TIME_ROUNDS = 60_000


class RefusedRoster(ValueError):  # noqa: N818 - "raise RefusedRoster" says it
    """The list as a whole cannot be used; `str(error)` is a sentence for a teacher."""


class Standing(StrEnum):
    NEW = "new"
    HERE = "here"
    FAULTY = "faulty"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list: `number` counts lines of the file from 1, `fault` is a sentence or empty."""

    number: int
    name: str
    username: str
    standing: Standing
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Roster:
    rows: tuple[Row, ...]

    @property
    def new(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.standing is Standing.NEW)

    @property
    def here(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.standing is Standing.HERE)

    @property
    def faulty(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.standing is Standing.FAULTY)

    @property
    def can_be_used(self) -> bool:
        return bool(self.new) and not self.faulty


def read_roster(data: bytes, *, classroom: Classroom) -> Roster:
    """What the list in `data` would bring to `classroom`; writes nothing. Raises RefusedRoster."""
    if len(data) > LARGEST_FILE:
        raise RefusedRoster("This list is larger than 2 MB. Leave only the names in it.")
    try:
        text = decode(data).text
    except UnreadableText as error:
        raise RefusedRoster(str(error)) from error
    lines = _lines(text)
    if len(lines) > MOST_LINES:
        raise RefusedRoster(f"This list has {len(lines):,} lines; a class takes at most {MOST_LINES:,}.")
    columns, body = _columns(lines)
    given = [(number, *_name_and_sign_in(cells, columns)) for number, cells in body]
    if not given:
        raise RefusedRoster("There are no names in this list. Write one student a line.")
    return Roster(tuple(_judged(given, classroom)))


def _lines(text: str) -> list[tuple[int, list[str]]]:
    """Lines with something in them, with their numbers. The separator is the one that the first line uses most."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    found: list[tuple[int, list[str]]] = []
    try:
        for cells in reader:
            cleaned = [" ".join(unicodedata.normalize("NFC", cell).split()) for cell in cells]
            if any(cleaned):
                found.append((reader.line_num, cleaned))
    except csv.Error as error:
        raise RefusedRoster(f"Line {reader.line_num + 1} cannot be read as CSV. Check its quotation marks.") from error
    return found


def _columns(lines: list[tuple[int, list[str]]]) -> tuple[dict[str, int], list[tuple[int, list[str]]]]:
    """Where names stand: by the heading line if there is one, otherwise in the first column."""
    if not lines:
        return {}, []
    wanted = {"name": NAME_COLUMNS, "first": FIRST_COLUMNS, "last": LAST_COLUMNS, "sign_in": SIGN_IN_COLUMNS}
    head = [cell.casefold() for cell in lines[0][1]]
    columns = {
        what: next(place for place, cell in enumerate(head) if cell in names)
        for what, names in wanted.items()
        if names.intersection(head)
    }
    if not {"name", "first", "last"}.intersection(columns):
        return {"name": 0}, lines
    return columns, lines[1:]


def _name_and_sign_in(cells: list[str], columns: dict[str, int]) -> tuple[str, str]:
    def at(what: str) -> str:
        place = columns.get(what)
        return cells[place] if place is not None and place < len(cells) else ""

    return at("name") or f"{at('first')} {at('last')}".strip(), at("sign_in")


def _judged(given: Iterable[tuple[int, str, str]], classroom: Classroom) -> Iterable[Row]:
    here = {name.casefold() for name in classroom.memberships.values_list("name", flat=True)}
    asked = [sign_in for _, _, sign_in in given if sign_in]
    taken = {name.casefold() for name in _taken(asked)}
    seen: dict[str, int] = {}
    seen_sign_in: dict[str, int] = {}
    for number, name, sign_in in given:
        fault = _fault(name, sign_in)
        standing = Standing.NEW
        if not fault and name.casefold() in seen:
            fault = f"The same name stands in line {seen[name.casefold()]}. Add a letter to tell them apart."
        elif not fault and name.casefold() in here:
            standing = Standing.HERE
        elif not fault and sign_in and sign_in.casefold() in taken:
            fault = f"The sign-in name “{sign_in}” belongs to somebody else. Choose another or leave it empty."
        elif not fault and sign_in and sign_in.casefold() in seen_sign_in:
            fault = f"The sign-in name “{sign_in}” stands in line {seen_sign_in[sign_in.casefold()]} too."
        seen.setdefault(name.casefold(), number)
        if sign_in:
            seen_sign_in.setdefault(sign_in.casefold(), number)
        yield Row(number, name, sign_in, Standing.FAULTY if fault else standing, fault)


def _taken(names: list[str]) -> set[str]:
    found: set[str] = set()
    for start in range(0, len(names), 400):
        chunk = names[start : start + 400]
        found.update(
            User.objects.filter(username__in=[*chunk, *(n.lower() for n in chunk)]).values_list("username", flat=True)
        )
    return found


def _fault(name: str, sign_in: str) -> str:
    if not name:
        return "There is no name in this line."
    if len(name) > 80:
        return "This name is longer than 80 characters."
    if not any(character.isalpha() for character in name):
        return f"“{name}” has no letter in it."
    if any(unicodedata.category(character) in {"Cc", "Cf", "Co", "Cs"} for character in name):
        return "This name holds signs that cannot be seen. Type it anew."
    if sign_in and not SIGN_IN_NAME.fullmatch(sign_in):
        return f"The sign-in name “{sign_in}” may hold letters, digits and . - _ only, at least three."
    return ""


@transaction.atomic
def enrol(*, classroom: Classroom, roster: Roster) -> int:
    """Make accounts for the new students of `roster` and put them in the class: all of them, or none.

    Returns how many. Raises RefusedRoster when a line is faulty. They cannot sign in before cards are made for them.
    """
    if roster.faulty:
        raise RefusedRoster("Mend the lines that are marked, then bring the list in again.")
    Classroom.objects.select_for_update().get(pk=classroom.pk)
    group, _ = Group.objects.get_or_create(name=STUDENTS)
    here = {name.casefold() for name in classroom.memberships.values_list("name", flat=True)}
    rows = [row for row in roster.new if row.name.casefold() not in here]
    names = free_usernames([(row.name, row.username) for row in rows])
    users = User.objects.bulk_create(
        [
            User(username=username, first_name=row.name[:150], password=make_password(None))
            for row, username in zip(rows, names, strict=True)
        ]
    )
    User.groups.through.objects.bulk_create([User.groups.through(user=user, group=group) for user in users])
    Membership.objects.bulk_create(
        [Membership(classroom=classroom, student=user, name=row.name) for user, row in zip(users, rows, strict=True)]
    )
    return len(users)


def free_usernames(wanted: list[tuple[str, str]]) -> list[str]:
    """A sign-in name for each (name, asked for or empty) that nobody has: short, lower case, easy to type."""
    found: list[str] = []
    mine: set[str] = set()
    bases = [asked or (slugify(transliterated(name)).replace("-", ".")[:40] or "student") for name, asked in wanted]
    taken = {name.casefold() for name in _taken(sorted(set(bases)))}
    for base, (_, asked) in zip(bases, wanted, strict=True):
        name = base
        while name.casefold() in mine or (name.casefold() in taken and not asked) or len(name) < 3:
            name = f"{base}.{secrets.randbelow(9000) + 1000}"
            if not User.objects.filter(username=name).exists() and name not in mine:
                break
        mine.add(name.casefold())
        found.append(name)
    return found


LATIN = {
    "а": "a",
    "б": "b",
    "в": "v",
    "г": "g",
    "д": "d",
    "е": "e",
    "ё": "e",
    "ж": "zh",
    "з": "z",
    "и": "i",
    "й": "y",
    "к": "k",
    "л": "l",
    "м": "m",
    "н": "n",
    "о": "o",
    "п": "p",
    "р": "r",
    "с": "s",
    "т": "t",
    "у": "u",
    "ф": "f",
    "х": "kh",
    "ц": "ts",
    "ч": "ch",
    "ш": "sh",
    "щ": "shch",
    "ъ": "",
    "ы": "y",
    "ь": "",
    "э": "e",
    "ю": "yu",
    "я": "ya",
    "ә": "a",
    "ғ": "g",
    "қ": "q",
    "ң": "ng",
    "ө": "o",
    "ұ": "u",
    "ү": "u",
    "һ": "h",
    "і": "i",
}


def transliterated(name: str) -> str:
    """A name in Kazakh or Russian letters in plain Latin ones, for a sign-in name that any keyboard can type."""
    return "".join(LATIN.get(letter, letter) for letter in name.lower())


@dataclass(frozen=True, slots=True)
class SignInCard:
    """What is printed for one student. The password is kept nowhere: making cards again makes new ones."""

    name: str
    username: str
    password: str


@transaction.atomic
def make_cards(*, classroom: Classroom, students: list[int] | None = None) -> list[SignInCard]:
    """New one-time passwords for students of the class (all, or those with these ids), ready to print.

    Each student has to choose her own when she signs in with it. Nobody who teaches or runs the site is ever given a
    new password this way, even when she is in the class.
    """
    memberships = classroom.memberships.select_related("student").filter(
        student__is_staff=False, student__is_superuser=False, student__is_active=True
    )
    if students is not None:
        memberships = memberships.filter(student__in=students)
    cards: list[SignInCard] = []
    users: list[User] = []
    for membership in memberships:
        password = one_time_password()
        membership.student.password = hashed(password)
        users.append(membership.student)
        cards.append(SignInCard(membership.name, membership.student.get_username(), password))
    User.objects.bulk_update(users, ["password"])
    mark(users)
    return cards


def hashed(password: str) -> str:
    """The one-time password as the site's own hasher keeps it, with fewer rounds where it counts rounds."""
    hasher = get_hasher()
    if isinstance(hasher, PBKDF2PasswordHasher):
        return hasher.encode(password, hasher.salt(), iterations=ONE_TIME_ROUNDS)
    return make_password(password)


def one_time_password() -> str:
    """Two groups of four letters and digits that no child takes for one another, such as KX7M-4PQR."""
    letters = "".join(secrets.choice(CODE_ALPHABET) for _ in range(8))
    return f"{letters[:4]}-{letters[4:]}"
