"""What student pages need of quizzes where the page itself knows nothing of them."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

from django import template
from django.template import Context

from articles.models import Edition
from quizzes.mastery import FIRM, GROWING
from quizzes.models import Quiz
from quizzes.progress import Standing

register = template.Library()
CHART_WIDTH = 240
GAP = re.compile(r"_{2,}|…{2,}|\[(?:gap|blank|…)\]")


@register.inclusion_tag("quizzes/_quizzes_of.html", takes_context=True)
def quizzes_of(context: Context, edition: Edition | None) -> dict[str, Any]:
    """The quizzes on a telling that the reader may take."""
    user = context["request"].user
    quizzes = Quiz.objects.takeable_by(user).filter(edition=edition).order_by("title", "pk") if edition else []
    return {"quizzes": list(quizzes)}


@register.filter
def percent(share: float | None) -> int:
    """A share from 0 to 1 as a whole number of per cent."""
    return round(100 * (share or 0))


@register.filter
def chart(share: float | None) -> int:
    """A share from 0 to 1 as a length in a drawing that is CHART_WIDTH units wide."""
    return round(CHART_WIDTH * min(1.0, max(0.0, share or 0)))


@register.filter
def points(value: float | None) -> str:
    """Points without a needless ".0"."""
    return f"{value or 0:.2f}".rstrip("0").rstrip(".")


@register.filter
def at(values: list[Any], place: int) -> Any:
    """The value at `place`, counted from 1; None where there is none."""
    return values[place - 1] if values and 0 < place <= len(values) else None


@register.filter
def tone(standing: Standing) -> str:
    """The css class for how firm a concept stands."""
    if standing.is_early:
        return "early"
    if standing.probability >= FIRM:
        return "firm"
    return "growing" if standing.probability >= GROWING else "look"


@register.filter
def iso(moment: datetime | None) -> str:
    return moment.isoformat(timespec="seconds") if moment else ""


@register.filter
def minutes(length: timedelta | None) -> int:
    """A stretch of time in whole minutes, rounded up."""
    return -(-int(length.total_seconds()) // 60) if length else 10


@register.filter
def gaps(stem: str) -> list[str]:
    """The words of a cloze stem with an empty string for each gap (a run of underscores)."""
    made: list[str] = []
    for place, part in enumerate(GAP.split(stem)):
        if place:
            made.append("")
        if part:
            made.append(part)
    return made
