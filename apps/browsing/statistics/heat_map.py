"""The days of a year as squares, the darker the longer was played."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from datetime import timedelta
from typing import Any
from typing import ClassVar

from django.utils.dateformat import format as format_date
from django.utils.dates import MONTHS_3

from apps.core.templatetags.components import hours
from apps.journal.models import hours_of

LEFT, TOP, STEP, SIDE = 40, 24, 18, 14
WEEKDAYS = ((0, "Mon"), (2, "Wed"), (4, "Fri"), (6, "Sun"))
LEVELS = 4


@dataclass(frozen=True, kw_only=True)
class Day:
    x: int
    y: int
    # 0 to 4; -1 is still to come.
    level: int
    words: str
    url: str = ""
    is_finish: bool = False


@dataclass(frozen=True, kw_only=True)
class HeatMap:
    template: ClassVar[str] = "browsing/statistics/heat_map.html"
    days: list[Day]
    months: list[tuple[int, str]]
    words: str
    # What the darkest squares have more than, in hours; empty where all are alike.
    most_words: str
    width: int = LEFT + STEP * 54
    height: int = TOP + STEP * 7

    @property
    def weekdays(self) -> list[tuple[int, str]]:
        return [(TOP + STEP * row + 11, name) for row, name in WEEKDAYS]


def heat_map_of(
    year: int,
    found: Sequence[Mapping[str, Any]],
    *,
    today: date,
    words: str,
    url_of: Callable[[date, bool], str],
) -> HeatMap:
    """`found` are days with the minutes played and the names of what was finished.

    `url_of` is the address of a day: of what was played on it, or only finished.
    """
    by_day = {date.fromisoformat(row["day"]): row for row in found}
    bounds = _bounds([row["minutes"] for row in found if row["minutes"]])
    first = date(year, 1, 1)
    offset = first.weekday()
    days, months = [], []
    for number in range((date(year + 1, 1, 1) - first).days):
        day = first + timedelta(days=number)
        week, weekday = divmod(number + offset, 7)
        x, y = LEFT + STEP * week, TOP + STEP * weekday
        if day.day == 1:
            months.append((x, str(MONTHS_3[day.month]).capitalize()))
        row = by_day.get(day)
        if row is None:
            days.append(_empty_day(day, x, y, is_past=day <= today))
        else:
            url = url_of(day, bool(row["minutes"]))
            days.append(_day(day, x, y, row, bounds, url))
    return HeatMap(
        days=days,
        months=months,
        words=words,
        most_words=hours(hours_of(bounds[-1])) if bounds else "",
    )


def _bounds(minutes: list[int]) -> list[int]:
    """Where the second, third, and fourth level begin: a quarter of the days each."""
    ordered = sorted(minutes)
    if not ordered:
        return []
    quarters = {
        ordered[(len(ordered) - 1) * part // LEVELS] for part in range(1, LEVELS)
    }
    return sorted(quarters)


def _empty_day(day: date, x: int, y: int, *, is_past: bool) -> Day:
    return Day(
        x=x,
        y=y,
        level=0 if is_past else -1,
        words=f"{format_date(day, 'M j, Y')}: nothing" if is_past else "",
    )


def _day(
    day: date, x: int, y: int, row: Mapping[str, Any], bounds: list[int], url: str
) -> Day:
    minutes, finished = row["minutes"], row["finished"] or []
    parts = [hours(hours_of(minutes))] if minutes else []
    parts += [f"{name} finished" for name in finished]
    return Day(
        x=x,
        y=y,
        level=1 + bisect_left(bounds, minutes) if minutes else 0,
        words=f"{format_date(day, 'M j, Y')}: {', '.join(parts)}",
        url=url,
        is_finish=bool(finished),
    )
