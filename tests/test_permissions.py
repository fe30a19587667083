"""Every address of the site, walked by everybody: a stranger finds nothing, sees nothing and changes nothing.

The addresses come from the resolver, so that a new page is walked from its first day; one whose parts this file does
not know fails until it is told what to put there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser, User
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from articles.models import Article, Edition, Ledger, LedgerRow
from quizzes import delivery
from quizzes.models import Membership, Question, QuestionFile
from tests.conftest import signed_in
from tests.school import STRANGE, School, Side, make_school

pytestmark = pytest.mark.django_db

# Who knows a class's code may see its name: that is what the code is for.
BY_CODE = {"quizzes:join-code"}
# Django's own, with nothing of ours in them; the last catches what has no address.
PLAIN_ADMIN = {"admin:jsi18n", "admin:app_list", None}
# Tables that are nobody's but the operator's.
OPERATORS = ("admin:auth_group", "admin:axes_", "admin:quizzes_drafting", "admin:quizzes_questionfile")
STRANGERS = ("guest", "student", "teacher")


@dataclass(frozen=True)
class Address:
    name: str
    parameters: tuple[str, ...]
    model: type | None = None


def addresses() -> list[Address]:
    """Every named address of the site with the names of its parts."""
    return list(_walk(get_resolver().url_patterns, "", ()))


def _walk(patterns: Any, namespace: str, parameters: tuple[str, ...]) -> Iterator[Address]:
    for entry in patterns:
        here = (*parameters, *_parts(entry))
        if isinstance(entry, URLResolver):
            inner = ":".join(part for part in (namespace, entry.namespace) if part)
            yield from _walk(entry.url_patterns, inner, here)
        elif isinstance(entry, URLPattern) and entry.name:
            name = f"{namespace}:{entry.name}" if namespace else entry.name
            keeper = getattr(entry.callback, "model_admin", None)
            yield Address(name, here, keeper.model if keeper else None)


def _parts(entry: Any) -> tuple[str, ...]:
    return tuple(entry.pattern.regex.groupindex)


# What stands at the address of a thing, on one side of the school


def desk_rows(name: str, side: Side) -> dict[str, Any]:
    """The parts of a desk address that belong to `side`, by the first word of its name."""
    kind = name.split(":")[1].split("-")[0]
    rows: dict[str, Any] = {
        "article": side.article,
        "edition": side.edition,
        "removal": side.edition.removals.get(),
        "doubt": side.edition.doubts.get(),
        "section": side.edition.sections.first(),
        "revision": side.edition.revisions.get(),
        "question": side.ready,
        "quiz": side.quiz,
        "assignment": side.assignment,
        "accommodation": side.assignment,
        "class": side.classroom,
        "student": side.classroom,
        "teacher": side.classroom,
        "regrade": side.regrade,
        "concept": side.concept,
    }
    return rows | {"row": rows.get(kind)}


ON_A_TEXT = {
    "desk:section-create",
    "desk:question-list",
    "desk:question-create",
    "desk:question-advice",
    "desk:question-import",
    "desk:quiz-create",
}
ON_A_QUIZ = {"desk:assignment-create"}


def parts_of(address: Address, side: Side) -> dict[str, Any]:
    """What to put into the parts of an address, so that it leads to something of `side`."""
    name = address.name
    values: dict[str, Any] = {}
    if name.startswith("desk:"):
        rows = desk_rows(name, side)
        row = rows["row"]
        if name in ON_A_TEXT:
            row = side.edition
        elif name in ON_A_QUIZ:
            row = side.quiz
        elif name.startswith("desk:question-file"):
            row = question_file(side)
        values = {
            "pk": getattr(row, "pk", None),
            "article": side.article.pk,
            "student": side.student.pk,
            "user": side.teacher.pk,
            "item": side.quiz.items.get().pk,
            "question": side.ready.pk,
        }
    elif name.startswith("quizzes:"):
        kind = name.split(":")[1].split("-")[0]
        rows = {"quiz": side.quiz, "assignment": side.assignment, "attempt": side.attempt}
        values = {"pk": getattr(rows.get(kind), "pk", None), "number": 1, "code": side.classroom.join_code}
    elif name.startswith("articles:note-"):
        section = side.edition.sections.first()
        values = {"pk": side.note.pk, "section": section.pk, "paragraph": section.sentences.first().paragraph}
    elif name.startswith("articles:"):
        values = {"slug": side.concept.slug if "concept" in name else side.article.slug}
    return {part: values[part] for part in address.parameters if values.get(part) is not None}


def question_file(side: Side) -> QuestionFile:
    return QuestionFile.objects.get_or_create(
        edition=side.edition, name=f"{side.article.title}.gift", format="gift", data=b"x", brought_by=side.teacher
    )[0]


def ledger_row(side: Side) -> LedgerRow:
    """A fact on which a second telling of the side's article differs."""
    word = side.article.title
    other, _ = Edition.objects.get_or_create(article=side.article, label=f"{word} retold", defaults={"title": word})
    ledger, _ = Ledger.objects.get_or_create(base=side.edition, other=other, defaults={"digest": "0"})
    said = {"position": 1, "kind": "number", "status": "differs", "base_quote": word, "detail": word, "note": word}
    return LedgerRow.objects.get_or_create(ledger=ledger, identity="0", defaults=said)[0]


def rows_of(model: type, side: Side) -> list[Any]:
    """The rows of an admin's table that belong to `side`."""
    own = {
        id(row): row
        for row in (
            side.article,
            side.edition,
            side.draft,
            side.ready,
            side.quiz,
            side.classroom,
            side.assignment,
            side.attempt,
            side.regrade,
            side.concept,
            side.student,
            side.teacher,
            side.edition.sections.first(),
            side.edition.sections.first().sentences.first(),
            side.edition.removals.get(),
            side.edition.doubts.get(),
            ledger_row(side),
            side.attempt.responses.get(),
            side.student.concept_progress.get(),
            side.student.review_cards.get(),
        )
    }
    return [row for row in own.values() if type(row) is model]


def links(side: Side) -> list[tuple[str, str]]:
    """(name, path) of every address with parts, filled with what belongs to `side`."""
    found: list[tuple[str, str]] = []
    for address in addresses():
        if not address.parameters or address.name in PLAIN_ADMIN:
            continue
        if address.name == "admin:view_on_site":
            for row in (side.article, side.concept, side.quiz, side.assignment):
                kind = ContentType.objects.get_for_model(row).pk
                found.append((address.name, reverse(address.name, args=[kind, row.pk])))
        elif address.name == "admin:articles_edition_as_given":
            found.append((address.name, reverse(address.name, args=[side.edition.pk, 1])))
        elif address.name.startswith("admin:"):
            for row in rows_of(model_of(address), side):
                found.append((address.name, reverse(address.name, args=[row.pk])))
        else:
            found.append((address.name, reverse(address.name, kwargs=parts_of(address, side))))
    return found


def model_of(address: Address) -> type:
    """The table behind an admin address such as admin:quizzes_quiz_change."""
    if address.model is not None:
        return address.model
    app, model = address.name.removeprefix("admin:").split("_")[:2]
    return apps.get_model(app, model)


@pytest.fixture
def school() -> School:
    return make_school()


def client_of(school: School, who: str) -> Client:
    person = school.people[who]
    return signed_in(person) if person else Client()


def everything() -> dict[str, list[Any]]:
    """Every row that the site keeps about texts, quizzes and people."""
    snapshot = {}
    for model in [*apps.get_app_config("articles").get_models(), *apps.get_app_config("quizzes").get_models(), User]:
        fields = [field.attname for field in model._meta.concrete_fields if field.attname != "last_login"]
        snapshot[model.__name__] = sorted(map(repr, model._default_manager.values_list(*fields)))
    return snapshot


def told(answer: Any) -> str:
    """All that an answer gives away: its words and its headers."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return (body.decode("utf-8", "replace") + str(dict(answer.headers))).lower()


def is_refused(answer: Any) -> bool:
    """Not there, not allowed, wrong method, or sent to sign in (or, by the admin, to its first page)."""
    if answer.status_code in {302, 303}:
        return answer.url.startswith((reverse("login"), reverse("admin:login"))) or answer.url == reverse("admin:index")
    return answer.status_code in {403, 404, 405}


# The walks


def test_every_address_is_walked(school):
    """An address with parts that this walk does not know would go unseen."""
    walked = {name for name, _ in links(school.other)}
    missing = {
        address.name
        for address in addresses()
        if address.parameters and address.name not in walked | PLAIN_ADMIN and not address.name.startswith(OPERATORS)
    }
    assert not missing


@pytest.mark.parametrize("who", STRANGERS)
def test_a_stranger_finds_nothing_and_changes_nothing(school, who):
    paths = links(school.other)
    assert len(paths) > 100
    client = client_of(school, who)
    before = everything()
    for name, path in paths:
        if name in BY_CODE:
            continue
        for answer in (client.get(path), client.post(path, {"post": "yes", "_save": "1"})):
            assert is_refused(answer), (who, answer.request["REQUEST_METHOD"], path, answer.status_code)
            # The address itself may be told again, as the place to come back to after signing in.
            assert STRANGE.lower() not in told(answer).replace(path.lower(), ""), path
    assert everything() == before


# This walk is after leaks; the order of a list is its own page's affair.
@pytest.mark.filterwarnings("ignore:Pagination may yield inconsistent results")
@pytest.mark.parametrize("who", STRANGERS)
def test_no_list_gives_away_what_belongs_to_others(school, who):
    client = client_of(school, who)
    for address in addresses():
        if address.parameters or address.name == "logout":
            continue
        path = reverse(address.name)
        for query in ("", f"?q={STRANGE.lower()}", f"?search={STRANGE.lower()}", "?page=2", "?all=", "?o=-1"):
            answer = client.get(path + query, follow=True)
            assert answer.status_code in {200, 400, 403, 404, 405}, path + query
            # What was searched for stands in the search box again, in the small letters in which it was sent.
            seen = answer.content.decode("utf-8", "replace") if STRANGE.lower() in query else told(answer)
            assert (STRANGE if STRANGE.lower() in query else STRANGE.lower()) not in seen, path + query


@pytest.mark.parametrize("who", [*STRANGERS, "other teacher"])
def test_the_operators_tables_are_closed(school, who):
    client = client_of(school, who)
    paths = [reverse(address.name) for address in addresses() if not address.parameters]
    closed = [path for path in paths if path.startswith(tuple(f"/admin/{kind}" for kind in ("auth/group", "axes/")))]
    closed += [reverse(f"admin:quizzes_{kind}_changelist") for kind in ("drafting", "questionfile")]
    assert len(closed) > 5
    for path in closed:
        assert is_refused(client.get(path)), path


def test_who_owns_them_finds_them(school):
    """The walk would prove nothing if its addresses led nowhere."""
    question_file(school.other)
    client = client_of(school, "other teacher")
    found = []
    for name, path in links(school.other):
        if name.startswith(("quizzes:", "articles:note-")) or name in {
            "articles:concept-detail",
            "admin:auth_user_password_change",
        }:
            continue
        answer = client.get(path)
        if not name.startswith("admin:") or not name.endswith("_delete"):
            assert answer.status_code < 400 or answer.status_code == 405, (name, path, answer.status_code)
        found.append(answer.status_code)
    assert found.count(200) > 60
    student = client_of(school, "other student")
    for name in ("attempt", "attempt-overview", "attempt-result", "attempt-question"):
        parts = [school.other.attempt.pk, *([1] if name == "attempt-question" else [])]
        assert student.get(reverse(f"quizzes:{name}", args=parts), follow=True).status_code == 200


def test_a_student_of_the_class_comes_no_further_than_her_own_work(school):
    """A classmate: same class, same quiz, another one's attempt."""
    classmate = User.objects.create(username="classmate")
    Membership.objects.create(classroom=school.other.classroom, student=classmate, name="Classmate")
    client = signed_in(classmate)
    paths = links(school.other)
    before = everything()
    for name, path in paths:
        is_hers = name.startswith(("quizzes:attempt", "articles:note-"))
        if is_hers or name.startswith(("desk:", "admin:")):
            for answer in (client.get(path), client.post(path)):
                assert is_refused(answer), (path, answer.status_code)
    assert everything() == before


@pytest.mark.parametrize("who", ["student", "guest"])
def test_a_key_is_in_no_page_before_the_answer(school, who):
    """Reasons and explanations give the key away; all pages that a taker can reach are looked through."""
    Question.objects.update(explanation="The-key-is-told-here.")
    client = client_of(school, who)
    client.post(reverse("quizzes:quiz-start", args=[school.site_quiz.pk]))
    side = school.own
    attempt = delivery.start(quiz=school.site_quiz, user=side.student) if who == "student" else None
    paths = [reverse(address.name) for address in addresses() if not address.parameters and address.name != "logout"]
    paths += [reverse("articles:article-detail", args=[school.site.slug])]
    paths += [reverse("quizzes:quiz-detail", args=[school.site_quiz.pk])]
    started = client.get(reverse("quizzes:quiz-detail", args=[school.site_quiz.pk]))
    assert started.status_code == 200
    pk = attempt.pk if attempt else school.site_quiz.attempts.get(student=None).pk
    paths += [reverse(f"quizzes:attempt-{page}", args=[pk]) for page in ("overview", "result")]
    paths += [reverse("quizzes:attempt", args=[pk]), reverse("quizzes:attempt-question", args=[pk, 1])]
    for path in paths:
        page = client.get(path, follow=True).content.decode("utf-8", "replace")
        assert "The-key-is-told-here" not in page, path
        assert "Balkhash says so" not in page, path
        assert "is_key" not in page, path
    question = client.get(reverse("quizzes:attempt-question", args=[pk, 1]), follow=True).content.decode()
    assert "A bridge in Balkhash" in question


def test_what_is_published_is_open_to_everybody(school):
    for who in school.people:
        client = client_of(school, who)
        assert client.get(reverse("articles:article-detail", args=[school.site.slug])).status_code == 200
        assert client.get(reverse("quizzes:quiz-detail", args=[school.site_quiz.pk])).status_code == 200
        assert client.get(reverse("articles:library")).status_code == 200
    assert Article.objects.visible_to(AnonymousUser()).count() == 1


def test_a_note_is_for_its_writer_alone(school):
    """Neither her teacher nor an operator comes to a student's note, by no address; she herself does."""
    note = school.other.note
    words = f"my thoughts on {STRANGE}".lower()
    own = [path for name, path in links(school.other) if name in {"articles:note-edit", "articles:note-delete"}]
    assert len(own) == 2
    before = everything()
    for who in ("guest", "student", "teacher", "other teacher", "operator"):
        client = client_of(school, who)
        for path in [*own, reverse("articles:note-list"), reverse("articles:note-restore")]:
            for answer in (client.get(path), client.post(path)):
                assert words not in told(answer), (who, path)
                assert path not in own or is_refused(answer), (who, path)
    assert everything() == before
    hers = client_of(school, "other student")
    for name in ("articles:note-list", "quizzes:my-data-notes", "quizzes:my-data-json"):
        assert words in told(hers.get(reverse(name)))
    assert words in told(hers.get(reverse("articles:note-edit", args=[note.pk])))


@pytest.mark.filterwarnings("ignore:Pagination may yield inconsistent results")
def test_an_operator_sees_no_words_of_a_note(school):
    """Not in a list, not where an account or a text is about to be deleted with all that hangs on it."""
    client = client_of(school, "operator")
    paths = [reverse(address.name) for address in addresses() if not address.parameters and address.name != "logout"]
    paths += [path for _, path in links(school.other)]
    seen = 0
    for path in paths:
        answer = client.get(path, follow=True)
        seen += answer.status_code == 200
        assert f"my thoughts on {STRANGE}".lower() not in told(answer), path
    assert seen > 100
