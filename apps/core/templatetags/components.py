"""The small pieces that pages of the admin are built from (see /admin/components/)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import template
from django.utils.dateformat import format as format_date

from apps.core import ratings
from apps.core.charts import LineChart

register = template.Library()


@register.inclusion_tag("core/components/stars.html")
def stars(rating: Decimal | float | None, size: str = "") -> dict[str, Any]:
    """A rating from 0.5 to 5 as stars; None shows five outlines. `size` may be "l"."""
    return {"rating": rating, "halves": int((rating or 0) * 2), "size": size}


@register.inclusion_tag("core/components/status.html")
def play_status(value: str, label: str, only_glyph: bool = False) -> dict[str, Any]:
    """A playthrough's status, such as "completed", with its glyph and its word."""
    return {"value": value, "label": label, "only_glyph": only_glyph}


@register.inclusion_tag("core/components/delta.html")
def delta(places: int | None) -> dict[str, Any]:
    """How far a game moved in a list: up (positive), down, not at all; None is new."""
    if places is None:
        return {"way": "new", "icon": "new-entry", "text": "new", "words": "new"}
    if not places:
        return {"way": "same", "icon": "rank-same", "text": "0", "words": "not moved"}
    way = "up" if places > 0 else "down"
    words = f"{way} {abs(places)}"
    return {"way": way, "icon": f"rank-{way}", "text": abs(places), "words": words}


@register.inclusion_tag("core/components/key.html")
def key(name: str) -> dict[str, str]:
    """A hint at a key, for the eye: `aria-keyshortcuts` says it to everyone else."""
    return {"name": name}


@register.inclusion_tag("core/components/line_chart.html")
def line_chart(title: str, points: Sequence[tuple[date, float]]) -> dict[str, Any]:
    """A figure over time as a line, with its numbers in a table below it.

    Each point is a day (or moment) and the value from then on; the oldest first.
    """
    return {
        "title": title,
        "chart": LineChart(points) if len(points) > 1 else None,
        "points": points,
    }


@register.simple_tag
def rating_choices() -> tuple[Decimal, ...]:
    """Every rating, from the lowest."""
    return ratings.ALL


@register.filter
def short_date(value: str | None) -> str:
    """A partial date for small print: "Nov 2, 2003", "Nov 2003", "2003"."""
    if not value or len(value) == 4:
        return value or ""
    day = date.fromisoformat(value if len(value) == 10 else f"{value}-01")
    return format_date(day, "M j, Y" if len(value) == 10 else "M Y")


@register.filter
def hours(value: Decimal | float | None) -> str:
    """Hours of play: "41.5 h", "1,312 h"."""
    if value is None:
        return ""
    number = float(value)
    return f"{number:,.1f}".removesuffix(".0") + " h"
