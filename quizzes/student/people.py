"""Who is answering: a guest whose work hangs on her session, or a student of a class."""

from __future__ import annotations

import secrets
import unicodedata

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, login
from django.contrib.auth.models import Group, User
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest
from django.utils.crypto import constant_time_compare

from quizzes import delivery
from quizzes.delivery import Refused
from quizzes.models import Attempt, Classroom, Membership

GUEST_KEY = "guest_key"
STUDENTS = "Students"
BACKEND = "django.contrib.auth.backends.ModelBackend"


def guest_key(request: HttpRequest, *, make: bool = False) -> str:
    """The key that a guest's attempts hang on; empty for somebody who has none and for whoever is signed in."""
    if request.user.is_authenticated:
        return ""
    if make and GUEST_KEY not in request.session:
        request.session[GUEST_KEY] = secrets.token_urlsafe(24)
    return str(request.session.get(GUEST_KEY, ""))


def own_attempt(request: HttpRequest, pk: int) -> Attempt:
    """The attempt if it is hers; a stranger's does not exist for her."""
    mine = Attempt.objects.of(request.user, guest_key(request))
    related = ("quiz__edition__article", "assignment__classroom", "retry_of")
    attempt = mine.select_related(*related).filter(pk=pk).order_by().first()
    if attempt is None:
        raise Http404("No such attempt.")
    return attempt


def own_attempt_to_answer(request: HttpRequest, pk: int) -> Attempt:
    """As `own_attempt`, with what answering needs and no more: for a student one query finds her and the attempt."""
    student = request.session.get(SESSION_KEY, "")
    attempt = delivery.attempt_of_student(pk, int(student)) if student else None
    if attempt is not None and attempt.student is not None and is_signed_in(request, attempt.student):
        return attempt
    # A guest, a stranger, or a session that Django itself has to judge.
    if request.user.is_authenticated:
        attempt = delivery.attempt_of_student(pk, request.user.pk)
    else:
        attempt = delivery.attempt_of_guest(pk, guest_key(request))
    if attempt is None:
        raise Http404("No such attempt.")
    return attempt


def is_signed_in(request: HttpRequest, user: User) -> bool:
    """Whether this session is that of `user`, by the same marks that `django.contrib.auth.get_user` looks at. Where
    it is, the rest of the request need not look for her again."""
    session = request.session
    is_hers = (
        user.is_active
        and session.get(BACKEND_SESSION_KEY) in settings.AUTHENTICATION_BACKENDS
        and constant_time_compare(session.get(HASH_SESSION_KEY, ""), user.get_session_auth_hash())
    )
    if is_hers:
        user.backend = session[BACKEND_SESSION_KEY]
        request._cached_user = user  # type: ignore[attr-defined]
    return is_hers


def welcome(request: HttpRequest, user: User, *, backend: str = BACKEND) -> int:
    """Sign `user` in and give her what she did as a guest; returns how many attempts came along."""
    key = guest_key(request)
    login(request, user, backend=backend)
    request.session.pop(GUEST_KEY, None)
    return delivery.claim(guest_key=key, user=user)


def tidy_name(name: str) -> str:
    """A name as the class sees it: one space between words, one form of each letter."""
    return " ".join(unicodedata.normalize("NFC", name).split())


def tidy_code(code: str) -> str:
    return "".join(letter for letter in code.upper() if letter.isalnum())


def find_member(classroom: Classroom, name: str) -> Membership | None:
    """The student of this class who goes by `name`, however it is capitalised."""
    wanted = tidy_name(name).casefold()
    for membership in classroom.memberships.select_related("student"):
        if membership.name.casefold() == wanted:
            return membership
    return None


def enrol_new(*, classroom: Classroom, name: str, password: str) -> User:
    """A new student in the class, with an account that needs no e-mail. Raises Refused when the name is taken."""
    try:
        with transaction.atomic():
            user = User(username=f"student-{secrets.token_hex(6)}", first_name=name[:150])
            user.set_password(password)
            user.save()
            user.groups.add(Group.objects.get_or_create(name=STUDENTS)[0])
            Membership.objects.create(classroom=classroom, student=user, name=name)
    except IntegrityError:
        raise Refused(name_is_taken(name)) from None
    return user


def enrol_known(*, classroom: Classroom, name: str, user: User) -> Membership:
    """A student who has an account joins one more class; joining twice changes nothing."""
    standing = classroom.memberships.filter(student=user).first()
    if standing is not None:
        return standing
    try:
        with transaction.atomic():
            return Membership.objects.create(classroom=classroom, student=user, name=name)
    except IntegrityError:
        raise Refused(name_is_taken(name)) from None


def name_is_taken(name: str) -> str:
    return (
        f"Somebody in this class is called {name} already. If that is you, sign in instead; "
        "if not, add a letter of your surname."
    )
