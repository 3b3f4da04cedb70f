"""A moment in a form: a day, or a day and a time to the second."""

from __future__ import annotations

from datetime import datetime
from datetime import time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import from_current_timezone
from django.utils import timezone
from django.utils.dateparse import parse_date

INPUT = "%Y-%m-%dT%H:%M:%S"
FIRST_YEAR, LAST_YEAR = 1970, 9000


class MomentField(forms.DateTimeField):
    """The end of a day, or of a second: what happened within it has happened."""

    widget = forms.DateTimeInput(
        attrs={"type": "datetime-local", "step": "1"}, format=INPUT
    )

    def to_python(self, value: Any) -> datetime | None:
        day = parse_day(value)
        if day is not None:
            moment: datetime | None = from_current_timezone(day)
        else:
            moment = super().to_python(value)
        if moment is None:
            return None
        if not FIRST_YEAR <= moment.year <= LAST_YEAR:
            raise ValidationError(
                f"Choose a year from {FIRST_YEAR} to {LAST_YEAR}.", code="year"
            )
        return moment.replace(microsecond=999_999)


def parse_day(value: Any) -> datetime | None:
    """The last moment of a day such as "2024-01-31", without its zone; else None."""
    if not isinstance(value, str) or len(value) != 10:
        return None
    try:
        day = parse_date(value)
    except ValueError:
        return None
    return None if day is None else datetime.combine(day, time.max)


def with_times(data: Any, names: tuple[str, ...]) -> dict[str, Any]:
    """`data` of a request as a field for day and time can show it: days with times."""
    shown = data.dict()
    for name in names:
        day = parse_day(shown.get(name))
        if day is not None:
            shown[name] = day.strftime(INPUT)
    return {**shown}


def as_input(moment: datetime) -> str:
    """`moment` in the owner's time zone, as the address of a page has it."""
    return timezone.localtime(moment).strftime(INPUT)
