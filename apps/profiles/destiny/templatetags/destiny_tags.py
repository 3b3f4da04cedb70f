from __future__ import annotations

from django import template

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
def times(number: int, factor: int) -> int:
    return number * factor
