"""This year against the last one, up to the same day."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from decimal import Decimal
from itertools import accumulate
from typing import Any

from django.db.models import Count
from django.db.models import Q
from django.db.models import Sum
from django.db.models.functions import Left
from django.utils import timezone
from django.utils.dates import MONTHS_3
from wagtail.admin.ui.components import Component

from apps.core.admin.access import admin_url
from apps.journal.models import Playthrough
from apps.journal.models import Status

# Of the drawing, in its own units.
LEFT, RIGHT, TOP, BOTTOM = 34, 500, 16, 132
STEP = (RIGHT - LEFT - 16) / 11


@dataclass
class Year:
    """Games finished in a year: by month, and by the day that it is compared at.

    Those of an unknown month count from January on.
    """

    year: int
    months: list[int] = field(default_factory=lambda: [0] * 12)
    finished: int = 0
    hours: Decimal = Decimal(0)
    undated: int = 0

    @property
    def sums(self) -> list[int]:
        return list(accumulate(self.months))

    def add(self, row: Mapping[str, Any]) -> None:
        month = int(row["month"][5:] or 1)
        self.months[month - 1] += row["count"]
        self.undated += row["count"] if len(row["month"]) == 4 else 0
        self.finished += row["by_now"]
        self.hours += row["hours_by_now"] or 0


def years_until(today: date) -> tuple[Year, Year]:
    """This year and the last, in one statement.

    Partial dates sort as text: "2025" and "2025-11" lie before "2025-11-30".
    """
    now, last = Year(today.year), Year(today.year - 1)
    same_day = f"{last.year}{today.isoformat()[4:]}"
    by_now = Q(completed_at__gte=str(now.year)) | Q(completed_at__lte=same_day)
    rows = (
        Playthrough.objects.filter(
            status=Status.COMPLETED,
            completed_at__gte=str(last.year),
            completed_at__lt=str(now.year + 1),
        )
        .order_by()
        .values(month=Left("completed_at", 7))
        .annotate(
            count=Count("pk"),
            by_now=Count("pk", filter=by_now),
            hours_by_now=Sum("playtime_hours", filter=by_now),
        )
    )
    for row in rows:
        (now if row["month"] >= str(now.year) else last).add(row)
    return now, last


@dataclass(frozen=True)
class Chart:
    """Two lines that climb through the year, as paths of an SVG of 546 by 156."""

    now: str
    area: str
    last: str
    grid: Sequence[tuple[float, int]]
    months: Sequence[tuple[float, str]]
    end: tuple[float, float]
    last_end: tuple[float, float]


def draw(now: Sequence[int], last: Sequence[int]) -> Chart:
    """`now` has as many months as have begun, `last` all twelve."""
    highest = max(*now, *last, 1)
    step = max(1, -(-highest // 3))
    top = step * 3

    def at(month: int, count: int) -> tuple[float, float]:
        y = BOTTOM - (BOTTOM - TOP) * count / top
        return (round(LEFT + month * STEP, 1), round(y, 1))

    points = [at(*each) for each in enumerate(now)]
    before = [at(*each) for each in enumerate(last)]
    line = _path(points)
    return Chart(
        now=line,
        area=f"{line} L{points[-1][0]} {BOTTOM} L{LEFT} {BOTTOM}Z",
        last=_path(before),
        grid=[(at(0, count)[1], count) for count in range(0, top + 1, step)],
        months=[(at(n, 0)[0], MONTHS_3[n + 1].title()[:1]) for n in range(12)],
        end=points[-1],
        last_end=before[-1],
    )


def _path(points: Sequence[tuple[float, float]]) -> str:
    return "M" + " L".join(f"{x} {y}" for x, y in points)


class YearPanel(Component):
    name = "year"
    order = 35
    place = "main"
    template_name = "browsing/dashboard/year.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        today = timezone.localdate()
        now, last = years_until(today)
        sums = now.sums[: today.month]
        url = f"{admin_url(Playthrough, 'list')}?status={Status.COMPLETED}"
        more_hours = int(now.hours) - int(last.hours)
        return {
            "today": today,
            "now": now,
            "last": last,
            "is_empty": not (now.sums[-1] or last.sums[-1]),
            "more": now.finished - last.finished,
            "fewer": last.finished - now.finished,
            "hours": int(now.hours),
            "last_hours": int(last.hours),
            "more_hours": more_hours,
            "fewer_hours": -more_hours,
            "chart": draw(sums, last.sums),
            "rows": [
                (MONTHS_3[n + 1].title(), total, sums[n] if n < len(sums) else None)
                for n, total in enumerate(last.sums)
            ],
            "now_url": f"{url}&completed={now.year}",
            "last_url": f"{url}&completed={last.year}",
            "completed_url": url,
        }
