"""Classes: the code, the students, their sign-in cards, the teachers."""

from __future__ import annotations

from typing import Any

import segno
from django.contrib import messages
from django.contrib.auth.models import User
from django.core import signing
from django.core.paginator import Paginator
from django.db import IntegrityError, transaction
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from quizzes.desk.access import for_teachers, load_classroom, posted, teacher
from quizzes.desk.class_forms import ClassForm, ColleagueForm, RosterForm
from quizzes.models import Assignment, Classroom, Membership
from quizzes.models.classroom import new_join_code
from quizzes.roster import MOST_FAULTS_SHOWN, RefusedRoster, enrol, make_cards, read_roster

PAGE = 60
REMOVED = "desk.removed-student"
UNDO_SECONDS = 60 * 60


@require_safe
@for_teachers
def class_list(request: HttpRequest) -> HttpResponse:
    classes = (
        Classroom.objects.taught_by(teacher(request))
        .annotate(
            students_number=Count("memberships", distinct=True), assignments_number=Count("assignments", distinct=True)
        )
        .order_by("name", "pk")
    )
    page = Paginator(classes, 30).get_page(request.GET.get("page"))
    return render(request, "desk/class_list.html", {"page": page, "form": ClassForm()})


@require_http_methods(["GET", "HEAD", "POST"])
@for_teachers
def class_create(request: HttpRequest) -> HttpResponse:
    form = ClassForm(posted(request)[0])
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            classroom = form.save()
            classroom.teachers.add(teacher(request))
        return redirect("desk:class-detail", pk=classroom.pk)
    return render(request, "desk/class_form.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_teachers
def class_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The code shown big, who is in the class, what it was asked to do."""
    classroom = load_classroom(request, pk)
    form = ClassForm(posted(request)[0], instance=classroom)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "Saved.")
        return redirect("desk:class-detail", pk=classroom.pk)
    if form.errors:
        classroom.refresh_from_db()
    return _class_page(request, classroom, form=form)


def _class_page(request: HttpRequest, classroom: Classroom, **forms: Any) -> HttpResponse:
    students = classroom.memberships.select_related("student").order_by("name", "pk")
    assignments = (
        classroom.assignments.select_related("quiz")
        .annotate(begun=Count("attempts__student", distinct=True), named=Count("students", distinct=True))
        .order_by("-created_at", "-pk")
    )
    context = {
        "classroom": classroom,
        "page": Paginator(students, PAGE).get_page(request.GET.get("page")),
        "assignments": assignments[:20],
        "teachers": classroom.teachers.order_by("first_name", "username"),
        "join_address": f"{request.get_host()}{reverse('quizzes:join')}",
        "undo": _removed(request, classroom),
        "form": forms.get("form") or ClassForm(instance=classroom),
        "colleague_form": forms.get("colleague_form") or ColleagueForm(),
    }
    faulty = any(form.errors for form in forms.values())
    return render(request, "desk/class_detail.html", context, status=422 if faulty else 200)


def join_path(classroom: Classroom) -> str:
    """Where a student joins with the code filled in."""
    return f"{reverse('quizzes:join')}?code={classroom.join_code}"


@require_POST
@for_teachers
def class_door(request: HttpRequest, pk: int) -> HttpResponse:
    """Open or close the class to newcomers, or give it a new code because the old one got about."""
    classroom = load_classroom(request, pk)
    act = request.POST.get("act")
    if act == "new_code":
        classroom.join_code = new_join_code()
        classroom.save(update_fields=["join_code"])
        messages.success(request, "The class has a new code; the old one no longer opens it.")
    elif act in {"open", "close"}:
        classroom.is_open = act == "open"
        classroom.save(update_fields=["is_open"])
    else:
        raise Http404
    return redirect("desk:class-detail", pk=classroom.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@for_teachers
def class_roster(request: HttpRequest, pk: int) -> HttpResponse:
    """A list of names: first what it would do, line by line; then all of it at once, or nothing."""
    classroom = load_classroom(request, pk)
    form = RosterForm(*posted(request))
    context: dict[str, Any] = {"classroom": classroom, "form": form}
    if request.method == "POST" and form.is_valid():
        data = form.data_given
        try:
            roster = read_roster(data, classroom=classroom)
            if request.POST.get("act") == "enrol":
                number = enrol(classroom=classroom, roster=roster)
                messages.success(request, f"{number} student{'s' if number != 1 else ''} joined the class.")
                return redirect("desk:class-detail", pk=classroom.pk)
        except RefusedRoster as refusal:
            form.add_error(None, str(refusal))
        except IntegrityError:
            form.add_error(None, "Somebody else changed the class at the same moment. Look at the list once more.")
        else:
            context |= {"roster": roster, "faulty": roster.faulty[:MOST_FAULTS_SHOWN], "given": _as_text(data)}
            context["new"] = roster.new[:MOST_FAULTS_SHOWN]
    return render(request, "desk/class_roster.html", context, status=422 if form.errors else 200)


def _as_text(data: bytes) -> str:
    from articles.text.decoding import decode

    return decode(data).text


@require_http_methods(["POST"])
@for_teachers
def class_cards(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign-in cards to print, with a new one-time password each; shown this once and kept nowhere."""
    classroom = load_classroom(request, pk)
    chosen = [int(value) for value in request.POST.getlist("student") if value.isdecimal() and len(value) < 19]
    if not chosen and request.POST.get("who") != "all":
        messages.error(request, "Choose the students who need a card, or make cards for all.")
        return redirect("desk:class-detail", pk=classroom.pk)
    cards = make_cards(classroom=classroom, students=chosen or None)
    if not cards:
        messages.error(request, "There is nobody in this class yet who needs a card.")
        return redirect("desk:class-detail", pk=classroom.pk)
    address = request.build_absolute_uri(join_path(classroom))
    context = {
        "classroom": classroom,
        "cards": cards,
        "qr": qr_svg(address, f"Address of the class {classroom}"),
        "host": request.get_host(),
    }
    return render(request, "desk/class_cards.html", context)


def qr_svg(address: str, title: str) -> SafeString:
    """The address as a QR code (ISO/IEC 18004) in SVG without inline style; coloured by the style sheet."""
    code = segno.make(address, error="m", micro=False)
    drawn = code.svg_inline(omitsize=True, svgclass="qr", lineclass="qr-dots", border=2, title=escape(title))
    return mark_safe(drawn)  # noqa: S308 - made by segno out of an address; the title is escaped


@require_POST
@for_teachers
def student_remove(request: HttpRequest, pk: int, student: int) -> HttpResponse:
    """Out of the class; her account and answers stay, and for an hour one step brings her back."""
    classroom = load_classroom(request, pk)
    membership = get_object_or_404(classroom.memberships, student=student)
    token = signing.dumps([classroom.pk, membership.student_id, membership.name], salt=REMOVED)
    membership.delete()
    return redirect(f"{reverse('desk:class-detail', args=[classroom.pk])}?removed={token}")


def _removed(request: HttpRequest, classroom: Classroom) -> dict[str, str] | None:
    token = request.GET.get("removed", "")
    student, name = _opened(token, classroom)
    if student is None or classroom.memberships.filter(student=student).exists():
        return None
    return {"token": token, "name": name}


def _opened(token: str, classroom: Classroom) -> tuple[int | None, str]:
    try:
        pk, student, name = signing.loads(token, salt=REMOVED, max_age=UNDO_SECONDS)
    except (signing.BadSignature, ValueError, TypeError):
        return None, ""
    return (student, name) if pk == classroom.pk else (None, "")


@require_POST
@for_teachers
def student_restore(request: HttpRequest, pk: int) -> HttpResponse:
    classroom = load_classroom(request, pk)
    student, name = _opened(request.POST.get("token", ""), classroom)
    if student is None or not User.objects.filter(pk=student).exists():
        raise Http404
    try:
        with transaction.atomic():
            Membership.objects.get_or_create(classroom=classroom, student_id=student, defaults={"name": name})
        messages.success(request, f"{name} is back in the class.")
    except IntegrityError:
        messages.error(request, f"Somebody else is called {name} in this class now.")
    return redirect("desk:class-detail", pk=classroom.pk)


@require_POST
@for_teachers
def teacher_add(request: HttpRequest, pk: int) -> HttpResponse:
    classroom = load_classroom(request, pk)
    form = ColleagueForm(request.POST)
    if not form.is_valid():
        return _class_page(request, classroom, colleague_form=form)
    colleague = form.cleaned_data["username"]
    classroom.teachers.add(colleague)
    messages.success(request, f"{colleague.get_full_name() or colleague} teaches this class too.")
    return redirect("desk:class-detail", pk=classroom.pk)


@require_POST
@for_teachers
def teacher_remove(request: HttpRequest, pk: int, user: int) -> HttpResponse:
    """A class is never left without a teacher."""
    classroom = load_classroom(request, pk)
    colleague = get_object_or_404(classroom.teachers, pk=user)
    with transaction.atomic():
        Classroom.objects.select_for_update().get(pk=classroom.pk)
        if classroom.teachers.count() == 1:
            messages.error(request, "A class needs a teacher. Add a colleague before you leave it.")
            return redirect("desk:class-detail", pk=classroom.pk)
        classroom.teachers.remove(colleague)
    if colleague.pk == teacher(request).pk and not teacher(request).is_superuser:
        messages.success(request, f"You no longer teach {classroom}.")
        return redirect("desk:class-list")
    return redirect("desk:class-detail", pk=classroom.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@for_teachers
def class_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks once, and says what goes with it."""
    classroom = load_classroom(request, pk)
    if request.method == "POST":
        classroom.delete()
        messages.success(request, f"The class {classroom} is removed. Accounts and answers of its students are kept.")
        return redirect("desk:class-list")
    context = {
        "classroom": classroom,
        "students": classroom.memberships.count(),
        "assignments": Assignment.objects.filter(classroom=classroom).count(),
    }
    return render(request, "desk/class_delete.html", context)
