"""From which day to which: the stretch of time that a summary tells of."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms

USUAL_DAYS = 90
LONGEST_DAYS = 3 * 366
EARLIEST = date(2000, 1, 1)
"""Before anything of this site; days near the beginning of the calendar cannot be reckoned with."""


class PeriodForm(forms.Form):
    """Both days may be left out: the last three months then."""

    first = forms.DateField(
        label="From",
        required=False,
        widget=forms.DateInput(attrs={"type": "date", "aria-describedby": "about-first"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Write the day like 2026-09-01."},
    )
    last = forms.DateField(
        label="To",
        required=False,
        widget=forms.DateInput(attrs={"type": "date", "aria-describedby": "about-last"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Write the day like 2026-12-31."},
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and first > last:
            self.add_error("first", "The first day must not come after the last one.")
        if first and first > self.today:
            self.add_error("first", "This day is still to come.")
        return cleaned

    def period(self) -> tuple[date, date]:
        """What was asked for as far as it makes sense, the usual stretch otherwise; never later than today."""
        asked = self.cleaned_data if self.is_valid() else {}
        last = max(EARLIEST, min(asked.get("last") or self.today, self.today))
        first = asked.get("first") or last - timedelta(days=USUAL_DAYS)
        return max(min(first, last), last - timedelta(days=LONGEST_DAYS)), last
