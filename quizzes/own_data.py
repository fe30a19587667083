"""All that is kept of one student, to take home or to have deleted."""

from __future__ import annotations

import csv
import io
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from articles.notes import keeping
from quizzes import delivery, progress
from quizzes.models import Attempt, ConceptProgress, Membership, Response, ReviewCard

COLUMNS = ("quiz", "attempt", "question", "your_answer", "mark", "answered_at")
NOTE_COLUMNS = ("article", "sentence", "highlighted", "note", "written_at", "changed_at")


def gathered(student: User) -> dict[str, Any]:
    """Everything about `student` as plain values that JSON can hold. The words of her own answers are always
    in it, marks of a test and what follows from them only once its feedback is open."""
    at = timezone.now()
    progress.catch_up([student.pk], at=at)
    return {
        "name": student.first_name,
        "username": student.get_username(),
        "joined_at": student.date_joined.isoformat(),
        "classes": [
            {"class": row.classroom.name, "name": row.name, "joined_at": row.joined_at.isoformat()}
            for row in Membership.objects.filter(student=student).select_related("classroom")
        ],
        "attempts": [
            {
                "quiz": row.quiz.title,
                "number": row.number,
                "started_at": row.started_at.isoformat(),
                "handed_in_at": row.handed_in_at.isoformat() if row.handed_in_at else None,
            }
            for row in Attempt.objects.filter(student=student).select_related("quiz").order_by("pk")
        ],
        "answers": _answers(student, at),
        "progress": [
            {"concept": row.concept.name, "mastery": round(row.mastery, 3), "answers": row.answers, "right": row.right}
            for row in ConceptProgress.objects.filter(student=student).select_related("concept")
        ],
        "reviews": [
            {"question": row.question.stem, "due_at": row.due_at.isoformat()}
            for row in ReviewCard.objects.filter(student=student).select_related("question")
        ],
        "notes": keeping.as_values(student),
    }


def _answers(student: User, at: datetime) -> list[dict[str, Any]]:
    """Her answers in the order she gave them, each with its mark where the feedback is open at that time."""
    responses = (
        Response.objects.filter(attempt__student=student)
        .select_related("attempt__quiz", "attempt__assignment", "attempt__retry_of")
        .order_by("answered_at", "pk")
    )
    told: dict[int, bool] = {}
    answers = []
    for response in responses:
        attempt = response.attempt
        if attempt.pk not in told:
            told[attempt.pk] = delivery.feedback_is_open(attempt, at)
        answers.append(
            {
                "quiz": attempt.quiz.title,
                "attempt": attempt.number,
                "question": response.shown.get("stem", ""),
                "your_answer": in_words(response),
                "mark": response.mark if told[attempt.pk] else None,
                "answered_at": response.answered_at.isoformat(),
            }
        )
    return answers


def in_words(response: Response) -> str:
    """What she answered, as it stood on the screen."""
    given = response.given
    texts = {option["id"]: option["text"] for option in response.shown.get("options", ())}
    if "order" in given:
        return " → ".join(texts.get(pk, "?") for pk in given["order"])
    if "option" in given:
        return str(texts.get(given["option"], "?"))
    return str(given.get("text", ""))


def as_csv(rows: list[dict[str, Any]], columns: tuple[str, ...] = COLUMNS) -> str:
    """Rows as a table. A cell that a spreadsheet would run as a formula is defused by an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([defused(row[column]) for column in columns])
    return out.getvalue()


def defused(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value[:1] in {"=", "+", "-", "@", "\t", "\r"} else value


@transaction.atomic
def delete(student: User) -> None:
    """Take the student and all her work out of the site, for good: names, answers, progress, notes, the account."""
    Attempt.objects.filter(student=student).delete()
    student.delete()
