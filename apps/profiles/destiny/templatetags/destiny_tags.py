from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from datetime import datetime
from typing import Any

from django import template
from django.utils import timezone
from django.utils.formats import date_format

from apps.profiles.destiny.models import Triumph

DAY = "M j, Y"
register = template.Library()


@register.filter
def duration(seconds: int | None) -> str:
    """A time as people write it: "48 min", "1 h 12 min", "40 s"."""
    if seconds is None:
        return "–"
    if seconds < 60:
        return f"{seconds} s"
    minutes = seconds // 60
    if minutes < 60:
        return f"{minutes} min"
    hours, rest = divmod(minutes, 60)
    return f"{hours:,} h {rest} min" if rest else f"{hours:,} h"


@register.filter
def duration_of_minutes(minutes: int) -> str:
    """A long time in hours: "1,234 h"."""
    return f"{minutes // 60:,} h" if minutes >= 60 else f"{minutes} min"


@register.filter
def earned(row: Mapping[str, Any] | Triumph) -> str:
    """The days between which it was earned, as far as syncs know."""
    after, by = (_day(_value(row, name)) for name in ("earned_after", "earned_by"))
    if by is None:
        return ""
    if after is None:
        return f"by {date_format(by, DAY)}"
    if after == by:
        return date_format(by, DAY)
    same_month = (after.year, after.month) == (by.year, by.month)
    end = f"{by:%-d}, {by.year}" if same_month else date_format(by, DAY)
    begin = date_format(after, "M j" if after.year == by.year else DAY)
    return f"{begin} to {end}"


def _value(row: Mapping[str, Any] | Triumph, name: str) -> datetime | str | None:
    return getattr(row, name) if isinstance(row, Triumph) else row[name]


def _day(moment: datetime | str | None) -> date | None:
    found = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
    return timezone.localtime(found).date() if found else None


@register.filter
def times(number: int, factor: int) -> int:
    return number * factor
