"""Who is who: the groups Teachers and Students, and teachers' accounts."""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib.auth.models import Group, Permission, User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from quizzes import passwords

TEACHERS = "Teachers"
STUDENTS = "Students"

# What teachers may do in the admin; with whose rows is decided there, row by row.
LOOK = ("view",)
CHANGE = ("view", "change")
KEEP = ("view", "add", "change", "delete")
TEACHERS_MAY: dict[str, tuple[str, ...]] = {
    "articles.article": KEEP,
    "articles.edition": ("view", "change", "delete"),
    "articles.section": LOOK,
    "articles.sentence": LOOK,
    "articles.revision": LOOK,
    "articles.concept": CHANGE,
    "articles.articleconcept": ("view", "add", "delete"),
    "articles.mention": LOOK,
    "articles.removal": CHANGE,
    "articles.doubt": CHANGE,
    "articles.ledgerrow": CHANGE,
    "quizzes.question": KEEP,
    "quizzes.option": KEEP,
    "quizzes.acceptedanswer": KEEP,
    "quizzes.evidence": KEEP,
    "quizzes.quiz": KEEP,
    "quizzes.quizitem": KEEP,
    "quizzes.classroom": KEEP,
    "quizzes.membership": KEEP,
    "quizzes.assignment": KEEP,
    "quizzes.accommodation": KEEP,
    "quizzes.attempt": LOOK,
    "quizzes.response": LOOK,
    "quizzes.regrade": LOOK,
    "quizzes.regradedmark": LOOK,
    "quizzes.conceptprogress": LOOK,
    "quizzes.reviewcard": LOOK,
    "auth.user": LOOK,
}
# Letters and digits that cannot be taken for one another when a password is read from paper.
PASSWORD_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # noqa: S105
PASSWORD_GROUPS, PASSWORD_GROUP = 4, 4


def new_password() -> str:
    """A password such as k7fm-x2pq-9dhr-tw4n: 31**16, about 79 bits."""
    return "-".join(
        "".join(secrets.choice(PASSWORD_ALPHABET) for _ in range(PASSWORD_GROUP)) for _ in range(PASSWORD_GROUPS)
    )


def wanted_permissions(rights: dict[str, tuple[str, ...]]) -> Q:
    """A condition for exactly the permissions in `rights`: "app.model" to the acts allowed on it."""
    wanted = Q(pk__in=[])
    for label, acts in rights.items():
        app, model = label.split(".")
        wanted |= Q(
            content_type__app_label=app, content_type__model=model, codename__in=[f"{act}_{model}" for act in acts]
        )
    return wanted


def create_groups(*, using: str = "default", **kwargs: Any) -> None:
    """Make the two groups and give them their permissions, no more and no fewer; runs after every migration.

    Students get none: what they may do, the student's pages decide.
    """
    teachers, _ = Group.objects.using(using).get_or_create(name=TEACHERS)
    students, _ = Group.objects.using(using).get_or_create(name=STUDENTS)
    teachers.permissions.set(Permission.objects.using(using).filter(wanted_permissions(TEACHERS_MAY)))
    students.permissions.clear()


@transaction.atomic
def make_teacher(
    name: str, *, password: str, first_name: str = "", last_name: str = "", one_time: bool = False
) -> User:
    """A new teacher's account. With `one_time` she has to choose her own password when she first signs in.

    Raises ValidationError, a sentence for whoever runs it, when the name will not do."""
    name = User.normalize_username(name.strip())
    teacher = User(username=name, is_staff=True, first_name=first_name, last_name=last_name)
    teacher.set_password(password)
    if User.objects.filter(username__iexact=name).exists():
        raise ValidationError(f"There is already an account named {name}. Choose another name.")
    teacher.full_clean(exclude=["password"])
    teacher.save()
    teacher.groups.add(Group.objects.get(name=TEACHERS))
    if one_time:
        passwords.mark([teacher])
    return teacher
